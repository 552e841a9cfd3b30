#include "support/pages.h"
#include "support/rich.h"
#include "support/same.h"
#include "support/sink.h"
#include "support/small.h"
#include "support/studio.h"

#include <stdlib.h>

static char *write_text(const acm_playbook *playbook, uint32_t flags)
{
    written w = {.text = NULL};
    acm_error err;
    acm_error_init(&err);
    assert_ok(acm_playbook_write_cmmn(playbook, flags, written_keep, &w, &err));
    assert_int_equal(w.text[w.len - 1], '\n');
    return w.text;
}

static acm_playbook *make(acm_status (*maker)(const acm_allocator *, acm_playbook **, acm_error *))
{
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    if (maker(NULL, &playbook, &err) != ACM_OK)
        fail_msg("%s: %s", err.path, err.message);
    return playbook;
}

/* What a builder comes to as CMMN, without a diagram. */
static char *finish(acm_builder *b)
{
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    if (acm_builder_finish(b, &playbook, &err) != ACM_OK)
        fail_msg("%s: %s", err.path, err.message);
    char *text = write_text(playbook, ACM_CMMN_NO_DIAGRAM);
    acm_playbook_free(playbook);
    acm_builder_free(b);
    return text;
}

#define assert_has(text, part)                                                                     \
    do {                                                                                           \
        if (!strstr((text), (part)))                                                               \
            fail_msg("missing: %s\nin:\n%s", (part), (text));                                      \
    } while (0)

static void test_cmmn__is_written_so(void **state)
{
    (void)state;
    acm_playbook *studio = make(studio_playbook), *rich = make(rich_playbook);
    assert_golden(write_text(studio, 0), ACM_TEST_DATA "/golden/studio.cmmn");
    assert_golden(write_text(rich, 0), ACM_TEST_DATA "/golden/rich.cmmn");
    acm_playbook_free(studio);
    acm_playbook_free(rich);
}

static void test_cmmn__leaves_out_what_is_not_wanted(void **state)
{
    (void)state;
    acm_playbook *playbook = pages_playbook();
    char *all = write_text(playbook, 0), *model = write_text(playbook, ACM_CMMN_NO_DIAGRAM),
         *bare = write_text(playbook, ACM_CMMN_NO_DIAGRAM | ACM_CMMN_NO_PLACES);
    assert_has(all, "<cmmndi:CMMNShape");
    assert_null(strstr(model, "<cmmndi:"));
    assert_has(model, "<acm:place ");
    assert_has(model, " path=\"pages/en/tables.md\"");
    assert_null(strstr(bare, "<acm:place "));
    assert_null(strstr(bare, " path="));
    assert_null(strstr(bare, " line="));
    free(all);
    free(model);
    free(bare);
    acm_playbook_free(playbook);
}

static acm_playbook *read_text(const char *cmmn)
{
    acm_playbook *playbook;
    acm_diagnostics *found;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_read_cmmn(cmmn, ACM_NTS, NULL, &playbook, &found, &err) != ACM_OK)
        fail_msg("%u:%u, %s: %s", (unsigned)err.line, (unsigned)err.column, err.path, err.message);
    assert_int_equal(acm_diagnostics_count(found), 0);
    acm_diagnostics_free(found);
    return playbook;
}

static char *write_json(const acm_playbook *playbook, bool places)
{
    written w = {.text = NULL};
    uint32_t flags = ACM_JSON_INDENT | (places ? 0 : ACM_JSON_NO_PLACES);
    assert_ok(acm_playbook_write_json(playbook, flags, written_keep, &w, NULL));
    return w.text;
}

/* What is read back says all that JSON says of what was written, and is written in the same way. */
static void assert_round_trip(const acm_playbook *playbook)
{
    for (uint32_t flags = 0; flags <= (ACM_CMMN_NO_DIAGRAM | ACM_CMMN_NO_PLACES); flags++) {
        bool places = !(flags & ACM_CMMN_NO_PLACES);
        char *cmmn = write_text(playbook, flags), *json = write_json(playbook, places);
        acm_playbook *back = read_text(cmmn);
        char *again = write_text(back, flags), *json_again = write_json(back, places);
        assert_same_playbook(playbook, back, places);
        assert_string_equal(json_again, json);
        assert_string_equal(again, cmmn);
        acm_playbook_free(back);
        free(cmmn);
        free(again);
        free(json);
        free(json_again);
    }
}

static void test_cmmn__round_trip(void **state)
{
    (void)state;
    acm_playbook *playbooks[] = {make(small_playbook), make(rich_playbook), make(studio_playbook),
                                 pages_playbook()};
    for (size_t i = 0; i < COUNT_OF(playbooks); i++) {
        assert_round_trip(playbooks[i]);
        acm_playbook_free(playbooks[i]);
    }
}

static acm_id add_task(acm_builder *b, acm_id parent, const char *key, const char *name)
{
    acm_id id;
    assert_ok(acm_builder_add(b, parent, ACM_ITEM_TASK, 0, key, name, -1, &id, NULL));
    return id;
}

static void test_cmmn__ids_are_names_and_unique(void **state)
{
    (void)state;
    static const struct {
        const char *key, *id;
    } rows[] = {
        {"a/b", "<planItem id=\"a.b\" "},
        {"a.b", "<planItem id=\"a.b-2\" "},
        {"a.b-2", "<planItem id=\"a.b-2-2\" "},
        {"4047", "<planItem id=\"_4047\" "},
        {"a--b", "<planItem id=\"a-_2Db\" "},
        {"end-", "<planItem id=\"end-_\" "},
        {"/", "<planItem id=\"_\" "},
        {"x+\xE2\x82\xAC", "<planItem id=\"x_2B_20AC\" "},
        {"\xE4\xB8\xAD\xE6\x96\x87", "<planItem id=\"\xE4\xB8\xAD\xE6\x96\x87\" "},
        {"\xF0\x9F\x98\x80", "<planItem id=\"_1F600\" "},
        {"case", "<planItem id=\"case\" "},
    };
    acm_builder *b;
    acm_id root;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        add_task(b, root, rows[i].key, NULL);
    char *text = finish(b);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_has(text, rows[i].id);
    assert_has(text, "<case id=\"case-2\">");
    assert_has(text, "<humanTask id=\"a.b--definition\" name=\"a/b\"");
    free(text);
}

static void test_cmmn__ids_of_the_model_stay(void **state)
{
    (void)state;
    acm_builder *b;
    acm_id root, tasks[3];
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    tasks[0] = add_task(b, root, "PI_1", NULL);
    tasks[1] = add_task(b, root, "one", NULL);
    tasks[2] = add_task(b, root, "two", NULL);
    for (int i = 1; i < 3; i++) {
        assert_ok(acm_builder_control(b, tasks[i], ACM_CONTROL_ORIGIN, "PI_1", NULL));
        assert_ok(acm_builder_control(b, tasks[i], ACM_CONTROL_DEFINITION, "Task_1", NULL));
    }
    assert_ok(acm_builder_control(b, root, ACM_CONTROL_ORIGIN, "Plan_1", NULL));
    assert_ok(acm_builder_control(b, root, ACM_CONTROL_DEFINITION, "Case_1", NULL));
    char *text = finish(b);
    assert_has(text, "<case id=\"Case_1\">");
    assert_has(text, "<casePlanModel id=\"Plan_1\">");
    assert_has(text, "<planItem id=\"PI_1-3\" name=\"PI_1\" definitionRef=\"PI_1-3--definition\">");
    assert_has(text, "<planItem id=\"PI_1\" name=\"one\" definitionRef=\"Task_1\">");
    assert_has(text, "<planItem id=\"PI_1-2\" name=\"two\" definitionRef=\"Task_1-2\">");
    assert_has(text, "<acm:item key=\"two\" origin=\"PI_1\" definition=\"Task_1\"/>");
    free(text);
}

static void test_cmmn__texts_are_escaped(void **state)
{
    (void)state;
    acm_builder *b;
    acm_id root, task;
    assert_ok(acm_builder_new(NULL, NULL, "<\"A&B\">\t\n\r", &b, &root, NULL));
    task = add_task(b, root, "task", "\x01-\xEF\xBF\xBF-_x0041_");
    assert_ok(acm_builder_text(b, task, ACM_TEXT_BODY, NULL, "<\"A&B\">\t\n\r]]>", ACM_NTS, NULL));
    assert_ok(
        acm_builder_text(b, task, ACM_TEXT_BODY, "de", "_x0041_ _x00_ _xABCDE", ACM_NTS, NULL));
    assert_ok(acm_builder_text(b, task, ACM_TEXT_DETAIL, NULL, " \n", ACM_NTS, NULL));
    assert_ok(acm_builder_text(b, task, ACM_TEXT_DETAIL, "de", "", ACM_NTS, NULL));
    char *text = finish(b);
    assert_has(text, " name=\"&lt;&quot;A&amp;B&quot;&gt;&#9;&#10;&#13;\"");
    assert_has(text, "<documentation>&lt;\"A&amp;B\"&gt;\t\n&#13;]]&gt;</documentation>");
    assert_has(text, " name=\"\xEF\xBF\xBD-\xEF\xBF\xBD-_x0041_\"");
    assert_has(text, "<acm:text field=\"name\" language=\"en\">_x0001_-_xFFFF_-_x005F_x0041_</");
    assert_has(text, "language=\"de\">_x005F_x0041_ _x00_ _xABCDE</acm:text>");
    assert_has(text, "<acm:text field=\"detail\" language=\"en\">_x0020_\n</acm:text>");
    assert_has(text, "<acm:text field=\"detail\" language=\"de\"></acm:text>");
    free(text);
}

static void test_cmmn__if_parts(void **state)
{
    (void)state;
    acm_builder *b;
    acm_id root, task, criterion;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    task = add_task(b, root, "both", NULL);
    assert_ok(acm_builder_control(b, task, ACM_CONTROL_ENABLE_WHEN, "a < 1 or c", NULL));
    assert_ok(acm_builder_criterion(b, task, ACM_CRITERION_ENTRY, 0, "b", NULL, NULL));
    task = add_task(b, root, "enabled", NULL);
    assert_ok(acm_builder_control(b, task, ACM_CONTROL_ENABLE_WHEN, "d", NULL));
    task = add_task(b, root, "fed", NULL);
    assert_ok(acm_builder_criterion(b, task, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL));
    assert_ok(acm_builder_condition(b, task, criterion, ACM_CONDITION_INPUT, 0, "fed/in-1", "It is",
                                    NULL, NULL));
    task = add_task(b, root, "odd", NULL);
    assert_ok(acm_builder_criterion(b, task, ACM_CRITERION_ENTRY, 0, "e == '\x01'", NULL, NULL));
    char *text = finish(b);
    assert_has(text, "sentryRef=\"both--entry-1-sentry\" acm:if=\"b\"/>");
    assert_has(text, "<condition>${(a &lt; 1 or c) and (b)}</condition>");
    assert_has(text, "sentryRef=\"enabled--entry-1-sentry\" acm:if=\"\"/>");
    assert_has(text, "<condition>${d}</condition>");
    assert_has(text, "sentryRef=\"fed--entry-1-sentry\" acm:if=\"\"/>");
    assert_has(text, "<acm:condition key=\"fed/in-1\" kind=\"input\" feeds=\"fed--entry-1\">");
    assert_has(text, "<condition>${true}</condition>");
    assert_has(text, "sentryRef=\"odd--entry-1-sentry\" acm:if=\"e == '_x0001_'\"/>");
    assert_has(text, "<condition>${e == '\xEF\xBF\xBD'}</condition>");
    free(text);
}

static void test_cmmn__sink_stops(void **state)
{
    (void)state;
    written w = {.refuse = 42};
    acm_error err;
    acm_playbook *playbook = make(studio_playbook);
    assert_refused(acm_playbook_write_cmmn(playbook, 0, written_keep, &w, &err), ACM_E_CALLBACK,
                   &err);
    assert_int_equal(err.value, 42);
    assert_int_equal(w.pieces, 1);
    free(w.text);
    acm_playbook_free(playbook);
}

static void test_cmmn__nothing_given(void **state)
{
    (void)state;
    acm_error err;
    acm_playbook *playbook = make(small_playbook);
    assert_refused(acm_playbook_write_cmmn(NULL, 0, written_keep, NULL, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_write_cmmn(playbook, 0, NULL, NULL, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_write_cmmn(playbook, 4, written_keep, NULL, &err), ACM_E_INVALID,
                   &err);
    acm_playbook_free(playbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cmmn__is_written_so),
        cmocka_unit_test(test_cmmn__round_trip),
        cmocka_unit_test(test_cmmn__leaves_out_what_is_not_wanted),
        cmocka_unit_test(test_cmmn__ids_are_names_and_unique),
        cmocka_unit_test(test_cmmn__ids_of_the_model_stay),
        cmocka_unit_test(test_cmmn__texts_are_escaped),
        cmocka_unit_test(test_cmmn__if_parts),
        cmocka_unit_test(test_cmmn__sink_stops),
        cmocka_unit_test(test_cmmn__nothing_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
