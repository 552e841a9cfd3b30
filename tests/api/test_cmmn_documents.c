/* Reading CMMN: documents as such, which case of them, options, and what is said of parts that nothing becomes of. */
#include "support/model.h"

#include <stdio.h>
#include <stdlib.h>

/* What is not carried over */

static void assert_found(const char *xml, const char *const *lines)
{
    model m;
    model_read(&m, xml);
    const char *at = m.report.text;
    for (; *lines; lines++) {
        size_t len = strlen(*lines);
        if (strncmp(at, *lines, len) != 0)
            fail_msg("instead of %s:\n%s", *lines, at);
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    assert_string_equal(at, "");
    model_close(&m);
}
#define FOUND(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_cmmn_documents__what_is_not_carried_over(void **state)
{
    (void)state;
    assert_found(
        DOCUMENT(
            CMMN_11,
            "<import location=\"other\"/>\n<case id=\"c\" camunda:historyTimeToLive=\"P1D\">\n"
            "<caseFileModel><caseFileItem id=\"f\"/></caseFileModel>\n"
            "<casePlanModel id=\"p\">" ITEM(
                "a", "d") "<planningTable id=\"pt\">\n"
                          "<discretionaryItem definitionRef=\"later\"/></planningTable>\n"
                          "<humanTask id=\"d\" formKey=\"x\" flowable:assignee='kim'>\n"
                          "<extensionElements><camunda:field/></extensionElements></humanTask>\n"
                          "<humanTask id=\"later\"/></casePlanModel>\n"
                          "<input name=\"n\"/></case>\n<process id=\"q\"/>\n<flowable:thing/>\n"
                          "<textAnnotation><text>Hm</text></textAnnotation>\n"),
        FOUND("model.cmmn:2:1: warning cmmn-not-carried something of the model is not carried "
              "over: import",
              "model.cmmn:3:41: warning cmmn-not-carried something of the model is not carried "
              "over: camunda:historyTimeToLive, c",
              "model.cmmn:4:1: ",
              "model.cmmn:6:1: warning cmmn-not-carried something of the model is not carried "
              "over: planningTable, pt",
              "model.cmmn:8:28: ",
              "model.cmmn:8:50: warning cmmn-not-carried something of the model is not carried "
              "over: flowable:assignee, d",
              "model.cmmn:9:20: ", "model.cmmn:11:1: ", "model.cmmn:12:1: ", "model.cmmn:13:1: ",
              "model.cmmn:14:1: "));
}

static void test_cmmn_documents__what_is_ignored(void **state)
{
    (void)state;
    assert_found(
        PLAN(ITEM_WITH("a", "m",
                       "<itemControl><manualActivationRule/>\n<repetitionRule/></itemControl>")
                 ITEM_WITH("b", "t", "<itemControl><repetitionRule/></itemControl>" ENTRY("s1"))
                     ITEM("u", "l") SENTRY("s1", IF("size > 1")) "<milestone id=\"m\"/>" TASK(
                         "t") "<userEventListener "
                              "id=\"l\"><defaultControl>\n<requiredRule/></defaultControl></"
                              "userEventListener>\n"
                              "<humanTask id=\"none\"><documentation/></humanTask>\n<sentry "
                              "id=\"s2\"/>"),
        FOUND("model.cmmn:4:1: warning cmmn-repetition ",
              "model.cmmn:4:49: warning cmmn-rule-ignored ",
              "model.cmmn:6:1: warning cmmn-repetition ",
              "model.cmmn:11:1: warning cmmn-rule-ignored ", "model.cmmn:12:1: note cmmn-unused ",
              "model.cmmn:13:1: note cmmn-unused "));
    model m;
    model_read(&m,
               PLAN(ITEM_WITH("b", "t", "<itemControl><repetitionRule/></itemControl>" ENTRY("s1"))
                        SENTRY("s1", IF("size > 1")) TASK("t")));
    assert_int_equal(model_item(&m, "b").flags, 0);
    model_close(&m);
}

/* A sentry that waits for data that is not there does not hold instead. */
static void test_cmmn_documents__on_parts_of_the_case_file(void **state)
{
    (void)state;
    model m;
    model_read(
        &m,
        PLAN(ITEM("a", "t") ITEM_WITH("b", "t", ENTRY("s1")) ITEM_WITH(
            "c", "t", ENTRY("s2")) ITEM_WITH("d", "t", ENTRY("s3")) TASK("t")
                 SENTRY("s1", "<caseFileItemOnPart sourceRef=\"f\"/>") SENTRY(
                     "s2", "<caseFileItemOnPart sourceRef=\"f\"/>" ON("a", "complete"))
                     SENTRY("s3",
                            "<extensionElements><camunda:variableOnPart/></extensionElements>")));
    assert_non_null(strstr(m.report.text, "model.cmmn:9:17: warning cmmn-on-part "));
    assert_non_null(strstr(m.report.text, "model.cmmn:10:17: warning cmmn-on-part "));
    assert_non_null(strstr(m.report.text, "model.cmmn:11:36: warning cmmn-on-part "));
    model_begin(&m);
    model_post(&m, ACM_COMMAND_COMPLETE, "a");
    assert_state(&m, "b", ACM_STATE_AVAILABLE);
    assert_state(&m, "c", ACM_STATE_ACTIVE);
    assert_state(&m, "d", ACM_STATE_AVAILABLE);
    model_close(&m);
}

/* Each rule finds its example, and no other rule does. */
static void test_cmmn_documents__examples_of_rules(void **state)
{
    (void)state;
    size_t rules = 0;
    for (size_t i = 0; acm_rule_name(i); i++) {
        if (strncmp(acm_rule_name(i), "cmmn-", 5) != 0)
            continue;
        model m;
        model_read(&m, strchr(acm_rule_example(i), '\n') + 1);
        assert_int_equal(acm_diagnostics_count(m.found), 1);
        assert_string_equal(acm_diagnostics_rule(m.found, 0), acm_rule_name(i));
        assert_non_null(acm_rule_advice(i));
        model_close(&m);
        rules++;
    }
    assert_int_equal(rules, 6);
}

/* Documents */

static void test_cmmn_documents__diagrams_are_passed_over(void **state)
{
    (void)state;
    model m;
    model_read_whole(
        &m,
        "<?xml version='1.0'?><!-- a --><c:definitions xmlns:c='" CMMN_11 "' targetNamespace='t' "
        "xmlns:di='http://www.omg.org/spec/CMMN/20151109/CMMNDI' "
        "xmlns:dc='http://www.omg.org/spec/CMMN/20151109/DC' "
        "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b' "
        "exporter='e'>"
        "<c:case id='c'><c:casePlanModel id='p'><?pi?><c:planItem id='a' definitionRef='d'/>"
        "<c:humanTask id='d' name='W'/></c:casePlanModel></c:case>"
        "<di:CMMNDI><di:CMMNDiagram><di:CMMNShape cmmnElementRef='a'><dc:Bounds "
        "x='1'/><di:CMMNLabel/>"
        "</di:CMMNShape></di:CMMNDiagram></di:CMMNDI></c:definitions>");
    assert_text(&m, model_find(&m, "a"), ACM_TEXT_NAME, "W");
    model_close(&m);
}

static void test_cmmn_documents__which_case(void **state)
{
    (void)state;
    static const char xml[] =
        DOCUMENT(CMMN_11, "<case id=\"one\"><casePlanModel id=\"p\">" ITEM("a", "d")
                              TASK("d") "</casePlanModel></case>\n"
                                        "<case id=\"two\"><casePlanModel id=\"p\">" ITEM("b", "d")
                                            TASK("d") "</casePlanModel></case>\n");
    model m;
    acm_playbook *none;
    acm_error err;
    acm_cmmn_options options;
    acm_cmmn_options_init(&options);
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, NULL, &none, NULL, &err), ACM_E_AMBIGUOUS,
                   &err);
    assert_non_null(strstr(err.message, "one two"));
    options.case_id = "three";
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &none, NULL, &err),
                   ACM_E_NOTFOUND, &err);
    options.case_id = "two";
    options.language = "de";
    model_read_with(&m, xml, ACM_NTS, &options);
    assert_string_equal(m.report.text, "");
    assert_text(&m, model_find(&m, "b"), ACM_TEXT_NAME, "Task d");
    assert_string_equal(acm_playbook_language(m.playbook, 0), "de");
    model_close(&m);
}

/* The same document in UTF-16 of both orders, and in ISO-8859-1. */
static void test_cmmn_documents__encodings(void **state)
{
    (void)state;
    static const char xml[] = PLAN(ITEM("i", "d") "<humanTask id=\"d\" name=\"Br\xC3\xB6tchen\"/>");
    static const char latin[] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" PLAN(
        ITEM("i", "d") "<humanTask id=\"d\" name=\"Br\xF6tchen\"/>");
    char wide[2 * sizeof xml];
    model m;
    model_read_whole(
        &m, "\xEF\xBB\xBF" PLAN(ITEM("i", "d") "<humanTask id=\"d\" name=\"Br\xC3\xB6tchen\"/>"));
    assert_text(&m, model_find(&m, "i"), ACM_TEXT_NAME, "Br\xC3\xB6tchen");
    model_close(&m);
    model_read_whole(&m, latin);
    assert_text(&m, model_find(&m, "i"), ACM_TEXT_NAME, "Br\xC3\xB6tchen");
    model_close(&m);
    for (int big = 0; big < 2; big++) {
        size_t len = 0;
        for (const char *at = big ? "\xFE\xFF" : "\xFF\xFE"; len < 2; len++)
            wide[len] = at[len];
        for (const char *at = latin + sizeof latin - sizeof xml + 1; *at; at++) {
            wide[len + (size_t)big] = *at;
            wide[len + 1 - (size_t)big] = 0;
            len += 2;
        }
        acm_cmmn_options options;
        acm_cmmn_options_init(&options);
        model_read_with(&m, wide, len, &options);
        assert_string_equal(m.report.text, "");
        assert_text(&m, model_find(&m, "i"), ACM_TEXT_NAME, "Br\xC3\xB6tchen");
        model_close(&m);
    }
}

/* Whole models: what is found in them, and what is made of them. */
static void test_cmmn_documents__whole_models(void **state)
{
    (void)state;
    static const char *const names[] = {"bakery", "bakery-1.0"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        char path[200];
        size_t len;
        written json = {.text = NULL};
        model m;
        snprintf(path, sizeof path, "%s/cmmn/%s.cmmn", ACM_TEST_DATA, names[i]);
        char *xml = test_read_file(path, &len);
        model_read_with(&m, xml, len, NULL);
        snprintf(path, sizeof path, "%s/golden/%s.txt", ACM_TEST_DATA, names[i]);
        assert_golden(m.report.text, path);
        m.report.text = NULL;
        assert_ok(acm_playbook_write_json(m.playbook, ACM_JSON_INDENT, written_keep, &json, NULL));
        snprintf(path, sizeof path, "%s/golden/%s.json", ACM_TEST_DATA, names[i]);
        assert_golden(json.text, path);
        model_close(&m);
        free(xml);
    }
}

/* Files with a fault each; expected.tsv says which, and where. */
static void test_cmmn_documents__invalid_files(void **state)
{
    (void)state;
    size_t len, files = 0;
    char *expected = test_read_file(ACM_TEST_DATA "/cmmn/invalid/expected.tsv", &len);
    for (char *line = strtok(expected, "\n"); line; line = strtok(NULL, "\n")) {
        char file[64], name[32], where[64] = "", path[200];
        unsigned row, column, offset;
        acm_playbook *playbook;
        acm_error err;
        if (*line == '#')
            continue;
        assert_in_range(
            sscanf(line, "%63s %31s %u %u %u %63s", file, name, &row, &column, &offset, where), 5,
            6);
        snprintf(path, sizeof path, "%s/cmmn/invalid/%s", ACM_TEST_DATA, file);
        char *xml = test_read_file(path, &len);
        acm_error_init(&err);
        acm_status status = acm_playbook_read_cmmn(xml, len, NULL, &playbook, NULL, &err);
        if (strcmp(acm_status_name(status), name) != 0 || err.line != row || err.column != column ||
            err.offset != offset || strcmp(err.path, where) != 0)
            fail_msg("%s: %s at %u:%u, byte %u, of %s: %s", file, acm_status_name(status), err.line,
                     err.column, (unsigned)err.offset, err.path, err.message);
        assert_null(playbook);
        free(xml);
        files++;
    }
    assert_int_equal(files, 13);
    free(expected);
}

static void test_cmmn_documents__refuses(void **state)
{
    (void)state;
    static const char xml[] = PLAN("");
    acm_playbook *playbook = (acm_playbook *)&state;
    acm_diagnostics *found = (acm_diagnostics *)&state;
    acm_error err;
    acm_cmmn_options options;
    acm_cmmn_options_init(NULL);
    acm_cmmn_options_init(&options);
    assert_refused(acm_playbook_read_cmmn(NULL, 0, NULL, &playbook, &found, &err), ACM_E_INVALID,
                   &err);
    assert_null(playbook);
    assert_null(found);
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, NULL, NULL, NULL, &err), ACM_E_INVALID,
                   &err);
    assert_refused(acm_playbook_read_cmmn(xml, (size_t)1 << 33, NULL, &playbook, NULL, &err),
                   ACM_E_LIMIT, &err);
    assert_refused(acm_playbook_read_cmmn("<a>\0</a>", 8, NULL, &playbook, NULL, &err),
                   ACM_E_ENCODING, &err);
    assert_int_equal(err.column, 4);
    options.struct_size--;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_VERSION, &err);
    acm_cmmn_options_init(&options);
    options.semantics = 0x10;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_INVALID, &err);
    options.semantics = 0;
    options.file = NOT_UTF8;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_ENCODING, &err);
    options.file = NULL;
    options.max_bytes = sizeof xml - 2;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_LIMIT, &err);
    options.max_bytes++;
    options.max_depth = 2;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_LIMIT, &err);
    assert_place(&err, xml, "<casePlanModel", "");
    options.max_depth = 3;
    assert_ok(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, NULL));
    acm_playbook_free(playbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cmmn_documents__what_is_not_carried_over),
        cmocka_unit_test(test_cmmn_documents__what_is_ignored),
        cmocka_unit_test(test_cmmn_documents__on_parts_of_the_case_file),
        cmocka_unit_test(test_cmmn_documents__examples_of_rules),
        cmocka_unit_test(test_cmmn_documents__diagrams_are_passed_over),
        cmocka_unit_test(test_cmmn_documents__which_case),
        cmocka_unit_test(test_cmmn_documents__encodings),
        cmocka_unit_test(test_cmmn_documents__whole_models),
        cmocka_unit_test(test_cmmn_documents__invalid_files),
        cmocka_unit_test(test_cmmn_documents__refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
