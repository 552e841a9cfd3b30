/* Reading CMMN: what becomes of each part of a model. */
#include "support/model.h"

#include <stdio.h>

/* Items */

static void test_cmmn_read__definitions(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        acm_item_kind kind;
        uint32_t flags;
        const char *type, *name;
    } rows[] = {
        {"i1", ACM_ITEM_STAGE, ACM_ITEM_AUTO_COMPLETE, NULL, "i1"},
        {"i2", ACM_ITEM_TASK, 0, NULL, "Work"},
        {"i3", ACM_ITEM_TASK, ACM_ITEM_NON_BLOCKING, "human", "Its own"},
        {"i4", ACM_ITEM_TASK, 0, "process", "i4"},
        {"i5", ACM_ITEM_TASK, 0, "case", "i5"},
        {"i6", ACM_ITEM_TASK, 0, "decision", "i6"},
        {"i7", ACM_ITEM_MILESTONE, 0, NULL, "i7"},
        {"i8", ACM_ITEM_USER_LISTENER, 0, NULL, "i8"},
        {"i9", ACM_ITEM_TIMER_LISTENER, 0, NULL, "i9"},
        {"i10", ACM_ITEM_EVENT_LISTENER, 0, NULL, "i10"},
    };
    model m;
    model_read_whole(
        &m,
        CASE("<casePlanModel id=\"p\" name=\"A plan\" autoComplete=\"1\">\n" ITEM("i1", "d1") ITEM(
            "i2", "d2") "<planItem id=\"i3\" name=\"Its own\" definitionRef=\"d3\"/>\n" ITEM("i4",
                                                                                             "d4")
                 ITEM("i5", "d5") ITEM("i6", "d6") ITEM("i7", "d7") ITEM("i8", "d8")
                     ITEM("i9", "d9")
                         ITEM("i10", "d10") "<stage id=\"d1\" autoComplete=\"true\"/><task "
                                            "id=\"d2\" name=\"Work\" isBlocking=\"true\"/>"
                                            "<humanTask id=\"d3\" name=\"Work\" "
                                            "isBlocking=\"false\"/><processTask id=\"d4\"/>"
                                            "<caseTask id=\"d5\"/><decisionTask "
                                            "id=\"d6\"/><milestone id=\"d7\"/>"
                                            "<userEventListener id=\"d8\"/><timerEventListener "
                                            "id=\"d9\"><timerExpression>\n PT1H "
                                            "</timerExpression></timerEventListener><eventListener "
                                            "id=\"d10\"/></casePlanModel>"));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_item item = model_item(&m, rows[i].key);
        char definition[] = "d??";
        strcpy(definition + 1, rows[i].key + 1);
        assert_int_equal(item.kind, rows[i].kind);
        assert_int_equal(item.flags, rows[i].flags);
        assert_int_equal(item.part, ACM_PART_OTHER);
        assert_int_equal(item.parent, 1);
        assert_told(&m, rows[i].key, ACM_CONTROL_TYPE, rows[i].type);
        assert_told(&m, rows[i].key, ACM_CONTROL_ORIGIN, rows[i].key);
        assert_told(&m, rows[i].key, ACM_CONTROL_DEFINITION, definition);
        assert_text(&m, item.id, ACM_TEXT_NAME, rows[i].name);
    }
    assert_told(&m, "i9", ACM_CONTROL_TIMER, "PT1H");
    assert_int_equal(model_item(&m, "playbook").flags, ACM_ITEM_AUTO_COMPLETE);
    assert_told(&m, "playbook", ACM_CONTROL_ORIGIN, "p");
    assert_told(&m, "playbook", ACM_CONTROL_DEFINITION, "case-1");
    assert_text(&m, 1, ACM_TEXT_NAME, "A case");
    assert_int_equal(model_item(&m, "i1").line, 4);
    assert_int_equal(model_item(&m, "i1").column, 1);
    model_close(&m);
}

/* An item's own rule goes before that of its definition, each for itself. */
static void test_cmmn_read__rules(void **state)
{
    (void)state;
    static const struct {
        const char *own, *general;
        uint32_t flags;
        acm_control control;
        const char *text;
    } rows[] = {
        {"<requiredRule/>", "", ACM_ITEM_REQUIRED, 0, NULL},
        {"", "<requiredRule/>", ACM_ITEM_REQUIRED, 0, NULL},
        {"<requiredRule><condition>${false}</condition></requiredRule>", "<requiredRule/>", 0,
         ACM_CONTROL_REQUIRED_WHEN, NULL},
        {"<requiredRule><condition> ${ true }\n</condition></requiredRule>", "", ACM_ITEM_REQUIRED,
         ACM_CONTROL_REQUIRED_WHEN, NULL},
        {"<requiredRule><condition/></requiredRule>", "", ACM_ITEM_REQUIRED, 0, NULL},
        {"<requiredRule><condition>\n  ${size &gt; 3}</condition></requiredRule>", "", 0,
         ACM_CONTROL_REQUIRED_WHEN, "size > 3"},
        {"<manualActivationRule/>", "<requiredRule/>", ACM_ITEM_MANUAL | ACM_ITEM_REQUIRED, 0,
         NULL},
        {"<manualActivationRule><condition><![CDATA[${size < 3}]]></condition>"
         "</manualActivationRule>",
         "<manualActivationRule/>", 0, ACM_CONTROL_MANUAL_WHEN, "size < 3"},
        {"<repetitionRule/>", "", ACM_ITEM_REPEATS, ACM_CONTROL_REPEAT_WHEN, NULL},
        {"", "<repetitionRule><condition>more</condition></repetitionRule>", 0,
         ACM_CONTROL_REPEAT_WHEN, "more"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        model m;
        char xml[2000];
        snprintf(
            xml, sizeof xml,
            PLAN("<planItem id=\"i\" definitionRef=\"d\"><itemControl>%s</itemControl></planItem>"
                 "<humanTask id=\"d\"><defaultControl>%s</defaultControl></humanTask>"),
            rows[i].own, rows[i].general);
        model_read_whole(&m, xml);
        assert_int_equal(model_item(&m, "i").flags, rows[i].flags);
        if (rows[i].control)
            assert_told(&m, "i", rows[i].control, rows[i].text);
        model_close(&m);
    }
}

static void test_cmmn_read__roles(void **state)
{
    (void)state;
    model m;
    acm_ref refs[8];
    size_t count;
    model_read_whole(
        &m, CASE("<casePlanModel id=\"p\">" ITEM("a", "d") ITEM(
                "b",
                "e") "<humanTask id=\"d\" performerRef=\"r2\"/>"
                     "<userEventListener id=\"e\" authorizedRoleRefs=\" r1  r2 \"/></casePlanModel>"
                     "<caseRoles><role id=\"r1\" "
                     "name=\"Baker\"><documentation>Bakes.</documentation></role>"
                     "<role id=\"r2\" name=\"FM\"/><role id=\"r3\"/></caseRoles>"));
    acm_id baker = model_find(&m, "role:Baker"), manager = model_find(&m, "role:fasttrack_manager");
    assert_ok(acm_playbook_refs(m.playbook, 0, ACM_REF_PERFORMER, refs, sizeof *refs, 8, &count));
    assert_int_equal(count, 3);
    assert_int_equal(refs[0].item, model_find(&m, "a"));
    assert_int_equal(refs[0].target, manager);
    assert_int_equal(refs[1].target, baker);
    assert_int_equal(refs[2].target, manager);
    assert_text(&m, baker, ACM_TEXT_BODY, "Bakes.");
    model_find(&m, "role:r3");
    model_close(&m);
}

static void test_cmmn_read__documentation(void **state)
{
    (void)state;
    model m;
    model_read_whole(
        &m,
        CASE(
            "<documentation>\n  Of the case.\n</documentation><casePlanModel id=\"p\">"
            "<documentation>Of the plan.</documentation><documentation> </documentation>" ITEM_WITH(
                "a", "d", "<documentation>First,\n  then</documentation>")
                ITEM("b", "e") "<humanTask id=\"d\"><documentation>last &amp; "
                               "<![CDATA[<least>]]>.</documentation></humanTask>"
                               "<milestone id=\"e\"/></casePlanModel>"));
    assert_text(&m, 1, ACM_TEXT_BODY, "Of the case.\nOf the plan.");
    assert_text(&m, model_find(&m, "a"), ACM_TEXT_BODY, "First,\n  then\nlast & <least>.");
    assert_text(&m, model_find(&m, "b"), ACM_TEXT_BODY, NULL);
    model_close(&m);
}

/* Criteria, as a case shows them */

static void test_cmmn_read__sentries(void **state)
{
    (void)state;
    model m;
    /* s1 serves an entry and an exit; s2 waits for two and a fact; s3 ends the case. */
    model_read_whole(
        &m, PLAN(ITEM("a", "t") ITEM("b", "t") ITEM_WITH("c", "t", ENTRY("s1"))
                     ITEM_WITH("d", "t", EXIT("s1")) ITEM_WITH("e", "t", ENTRY("s2") ENTRY("s4"))
                         ITEM("f", "t") SENTRY("s1", ON("a", "complete"))
                             SENTRY("s2", ON("a", "complete") ON("b", " complete\n")
                                              IF("${size > 3}")) SENTRY("s3", ON("f", "terminate"))
                                 SENTRY("s4", IF("<![CDATA[${ size < 0 && size >= -1 }]]>"))
                                     TASK("t") EXIT("s3")));
    model_begin(&m);
    assert_state(&m, "c", ACM_STATE_AVAILABLE);
    assert_state(&m, "d", ACM_STATE_ACTIVE);
    model_post(&m, ACM_COMMAND_COMPLETE, "a");
    assert_state(&m, "c", ACM_STATE_ACTIVE);
    assert_state(&m, "d", ACM_STATE_TERMINATED);
    model_post(&m, ACM_COMMAND_COMPLETE, "b");
    assert_state(&m, "e", ACM_STATE_AVAILABLE);
    model_set(&m, "size", 4);
    assert_state(&m, "e", ACM_STATE_ACTIVE);
    model_post(&m, ACM_COMMAND_TERMINATE, "f");
    assert_int_equal(acm_case_state(m.c), ACM_STATE_TERMINATED);
    model_begin(&m);
    model_set(&m, "size", -1);
    assert_state(&m, "e", ACM_STATE_ACTIVE);
    model_close(&m);
}

/* An on-part that waits for one of two ways out. */
static void test_cmmn_read__exit_criterion(void **state)
{
    (void)state;
    static const char *const models[] = {
        PLAN(ITEM_WITH("a", "t",
                       "<exitCriterion id=\"x1\" sentryRef=\"s1\"/><exitCriterion id=\"x2\" "
                       "sentryRef=\"s2\"/>") ITEM_WITH("b", "t", ENTRY("s3"))
                 SENTRY("s1", IF("size == 1")) SENTRY("s2", IF("size == 2")) SENTRY(
                     "s3",
                     "<planItemOnPart sourceRef=\"a\" exitCriterionRef=\"x2\"><standardEvent>exit"
                     "</standardEvent></planItemOnPart>") TASK("t")),
        OLD("<planItem id=\"a\" definitionRef=\"t\" exitCriteriaRefs=\"s1 s2\"/>"
            "<planItem id=\"b\" definitionRef=\"t\" entryCriteriaRefs=\"s3\"/>" SENTRY(
                "s1", IF("size == 1"))
                SENTRY("s2", "<ifPart><condition><body>size == 2</body></condition></ifPart>")
                    SENTRY("s3",
                           "<planItemOnPart sourceRef=\"a\" sentryRef=\"s2\"><standardEvent>exit"
                           "</standardEvent></planItemOnPart>") "<humanTask "
                                                                "id=\"t\"><defaultControl><"
                                                                "manualActivationRule><condition>"
                                                                "false</condition>"
                                                                "</manualActivationRule></"
                                                                "defaultControl></humanTask>"),
    };
    for (size_t i = 0; i < 2 * COUNT_OF(models); i++) {
        model m;
        model_read_whole(&m, models[i / 2]);
        model_begin(&m);
        model_set(&m, "size", 1 + (int64_t)i % 2);
        assert_state(&m, "a", ACM_STATE_TERMINATED);
        assert_state(&m, "b", i % 2 ? ACM_STATE_ACTIVE : ACM_STATE_AVAILABLE);
        model_close(&m);
    }
}

/* In CMMN 1.0 people start what has no rule; criteria and roles stand elsewhere. */
static void test_cmmn_read__version_1_0(void **state)
{
    (void)state;
    model m;
    model_read_whole(
        &m,
        DOCUMENT(CMMN_10,
                 "<case id=\"c\"><casePlanModel id=\"p\" name=\"Old\" description=\"As it was.\" "
                 "exitCriteriaRefs=\"s2\">"
                 "<planItem id=\"a\" definitionRef=\"d1\" description=\"By hand.\"/>"
                 "<planItem id=\"b\" definitionRef=\"d2\" entryCriteriaRefs=\"s1\"><itemControl>"
                 "<manualActivationRule><condition><body>${false}</body></condition></"
                 "manualActivationRule>"
                 "</itemControl></planItem>" ITEM("u", "d3") ITEM("t", "d4") ITEM("e", "d5")
                     SENTRY("s1", ON("a", "complete")) SENTRY(
                         "s2", ON("u", "occur")) "<humanTask id=\"d1\" performerRef=\"r\"/><stage "
                                                 "id=\"d2\"/><userEvent id=\"d3\"/>"
                                                 "<timerEvent "
                                                 "id=\"d4\"><timerExpression><body>P1D</body></"
                                                 "timerExpression></timerEvent>"
                                                 "<event id=\"d5\"/></casePlanModel>"
                                                 "<caseRoles id=\"r\" name=\"Baker\"/></case>"));
    assert_text(&m, 1, ACM_TEXT_NAME, "Old");
    assert_text(&m, 1, ACM_TEXT_BODY, "As it was.");
    assert_text(&m, model_find(&m, "a"), ACM_TEXT_BODY, "By hand.");
    assert_told(&m, "t", ACM_CONTROL_TIMER, "P1D");
    assert_int_equal(model_item(&m, "e").kind, ACM_ITEM_EVENT_LISTENER);
    model_begin(&m);
    assert_state(&m, "a", ACM_STATE_ENABLED);
    model_post(&m, ACM_COMMAND_START, "a");
    model_post(&m, ACM_COMMAND_COMPLETE, "a");
    assert_state(&m, "b", ACM_STATE_COMPLETED); /* an empty stage that began by itself */
    model_post(&m, ACM_COMMAND_OCCUR, "u");
    assert_int_equal(acm_case_state(m.c), ACM_STATE_TERMINATED);
    model_close(&m);
}

/* A definition that is used twice is there twice; within each use on-parts have sources of their own. */
static void test_cmmn_read__definitions_used_again(void **state)
{
    (void)state;
    model m;
    model_read_whole(&m, PLAN(ITEM("one", "s") ITEM("two", "s") ITEM("solo", "t") TASK("t") STAGE(
                             "s", ITEM("a", "t") ITEM_WITH("b", "t", ENTRY("e1")) ITEM("in", "s2")
                                      SENTRY("e1", ON("a", "complete")))
                                  STAGE("s2", ITEM("x", "t") ITEM("deep", "s3") ITEM("again", "s3"))
                                      STAGE("s3", ITEM("y", "t"))));
    static const char *const keys[] = {"one/a",      "one/b",       "one/in",      "one/x",
                                       "one/deep/y", "one/again/y", "two/a",       "two/in",
                                       "two/deep",   "two/deep/y",  "two/again/y", "solo"};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        model_find(&m, keys[i]);
    assert_told(&m, "two/deep/y", ACM_CONTROL_ORIGIN, "y");
    model_begin(&m);
    model_post(&m, ACM_COMMAND_COMPLETE, "two/a");
    assert_state(&m, "two/b", ACM_STATE_ACTIVE);
    assert_state(&m, "one/b", ACM_STATE_AVAILABLE);
    model_close(&m);
}

/* Sources in stages around, below and beside. */
static void test_cmmn_read__sources_in_other_stages(void **state)
{
    (void)state;
    model m;
    model_read_whole(&m, PLAN(ITEM("out", "t") ITEM("s", "ds") ITEM("r", "dr") ITEM_WITH(
                             "up", "t", ENTRY("e2")) SENTRY("e2", ON("below", "complete")) TASK("t")
                                  STAGE("ds", ITEM_WITH("in", "t", ENTRY("e1")) ITEM("below", "t")
                                                  SENTRY("e1", ON("out", "complete")))
                                      STAGE("dr", ITEM_WITH("beside", "t", ENTRY("e3"))
                                                      SENTRY("e3", ON("in", "complete")))));
    model_begin(&m);
    model_post(&m, ACM_COMMAND_COMPLETE, "out");
    assert_state(&m, "in", ACM_STATE_ACTIVE);
    model_post(&m, ACM_COMMAND_COMPLETE, "below");
    assert_state(&m, "up", ACM_STATE_ACTIVE);
    model_post(&m, ACM_COMMAND_COMPLETE, "in");
    assert_state(&m, "beside", ACM_STATE_ACTIVE);
    model_close(&m);
}

/* A copy in the same stage is nearer than one elsewhere; a stage that exits may look into itself. */
static void test_cmmn_read__the_nearest_source(void **state)
{
    (void)state;
    model m;
    model_read_whole(&m, PLAN(ITEM("one", "s") ITEM("two", "s") TASK("t") STAGE(
                             "s", ITEM_WITH("in", "inner", EXIT("e1")) ITEM_WITH(
                                      "after", "t", ENTRY("e1")) SENTRY("e1", ON("a", "complete"))
                                      STAGE("inner", ITEM("a", "t") ITEM("b", "t")))));
    model_begin(&m);
    model_post(&m, ACM_COMMAND_COMPLETE, "two/a");
    assert_state(&m, "two/in", ACM_STATE_TERMINATED);
    assert_state(&m, "two/after", ACM_STATE_ACTIVE);
    assert_state(&m, "one/in", ACM_STATE_ACTIVE);
    assert_state(&m, "one/after", ACM_STATE_AVAILABLE);
    model_close(&m);
}

/* Keys that are taken: that of the root, and one that only looks like that of a copy. */
static void test_cmmn_read__keys_are_made_different(void **state)
{
    (void)state;
    model m;
    model_read_whole(&m, PLAN(ITEM("playbook", "t") ITEM("x/a", "t") ITEM("x", "s") ITEM("y", "s")
                                  TASK("t") STAGE("s", ITEM("a", "t"))));
    assert_told(&m, "playbook-2", ACM_CONTROL_ORIGIN, "playbook");
    assert_told(&m, "x/a-2", ACM_CONTROL_ORIGIN, "a");
    model_close(&m);
}

/* What engines of the field add */

static void test_cmmn_read__flowable(void **state)
{
    (void)state;
    model m;
    model_read_whole(
        &m,
        PLAN(
            ITEM_WITH(
                "a", "t",
                "<itemControl><repetitionRule flowable:counterVariable=\"round\"/></itemControl>"
                "<exitCriterion sentryRef=\"s1\" flowable:exitType=\"activeInstances\"/>")
                ITEM_WITH(
                    "b", "st",
                    "<exitCriterion sentryRef=\"s1\" flowable:exitEventType=\"forceComplete\"/>")
                    ITEM_WITH(
                        "c", "t",
                        "<itemControl><extensionElements><flowable:parentCompletionRule "
                        "type=\"ignoreAfterFirstCompletion\"/></extensionElements></itemControl>")
                        ITEM_WITH(
                            "d", "t",
                            "<itemControl><extensionElements><flowable:completionNeutralRule/>"
                            "</extensionElements></itemControl>" ENTRY("s2")) ITEM("u", "l")
                            ITEM("m", "n") SENTRY(
                                "s1",
                                ON("u",
                                   "occur")) "<sentry id=\"s2\" "
                                             "flowable:triggerMode=\"onEvent\">" ON("c", "complete")
                                                 ON("u", "occur") "</sentry>" TASK(
                                                     "t") "<stage id=\"st\" "
                                                          "flowable:autoCompleteCondition=\"${size "
                                                          "> 1}\">" ITEM("e",
                                                                         "t") "</stage>"
                                                                              "<userEventListener "
                                                                              "id=\"l\" "
                                                                              "flowable:"
                                                                              "availableCondition="
                                                                              "\"${size > 2}\"/>"
                                                                              "<milestone "
                                                                              "id=\"n\"><"
                                                                              "defaultControl><"
                                                                              "extensionElements><"
                                                                              "flowable:"
                                                                              "parentCompletionRule"
                                                                              " "
                                                                              "type=\"ignore\"/></"
                                                                              "extensionElements></"
                                                                              "defaultControl></"
                                                                              "milestone>"));
    assert_told(&m, "a", ACM_CONTROL_COUNTER, "round");
    assert_told(&m, "b", ACM_CONTROL_AUTO_COMPLETE_WHEN, "size > 1");
    assert_told(&m, "c", ACM_CONTROL_PARENT_COMPLETION, "ignore-after-first-completion");
    assert_told(&m, "d", ACM_CONTROL_PARENT_COMPLETION, "ignore-if-available");
    assert_told(&m, "m", ACM_CONTROL_PARENT_COMPLETION, "ignore");
    assert_told(&m, "u", ACM_CONTROL_AVAILABLE_WHEN, "size > 2");
    model_begin(&m);
    model_set(&m, "size", 3);
    model_post(&m, ACM_COMMAND_COMPLETE, "c");
    model_post(&m, ACM_COMMAND_OCCUR, "u");
    assert_state(&m, "d", ACM_STATE_AVAILABLE); /* the completion was forgotten */
    assert_state(&m, "b", ACM_STATE_COMPLETED);
    model_close(&m);
}

static void test_cmmn_read__semantics(void **state)
{
    (void)state;
    static const char xml[] = PLAN(ITEM_WITH(
        "u", "l", "<itemControl><repetitionRule/></itemControl>") "<userEventListener id=\"l\"/>");
    model m;
    acm_cmmn_options options;
    acm_cmmn_options_init(&options);
    options.file = "repeat.cmmn";
    model_read_with(&m, xml, ACM_NTS, &options);
    assert_int_equal(acm_playbook_semantics(m.playbook), 0);
    assert_int_equal(model_item(&m, "u").flags, ACM_ITEM_REPEATS);
    assert_string_equal(m.report.text,
                        "repeat.cmmn:4:49: warning cmmn-rule-ignored a rule that items of "
                        "this kind do not have is ignored: repetitionRule, u\n");
    model_close(&m);
    options.semantics = ACM_SEMANTICS_LISTENERS_REPEAT;
    model_read_with(&m, xml, ACM_NTS, &options);
    assert_int_equal(acm_playbook_semantics(m.playbook), ACM_SEMANTICS_LISTENERS_REPEAT);
    assert_string_equal(m.report.text, "");
    model_close(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cmmn_read__definitions),
        cmocka_unit_test(test_cmmn_read__rules),
        cmocka_unit_test(test_cmmn_read__roles),
        cmocka_unit_test(test_cmmn_read__documentation),
        cmocka_unit_test(test_cmmn_read__sentries),
        cmocka_unit_test(test_cmmn_read__exit_criterion),
        cmocka_unit_test(test_cmmn_read__version_1_0),
        cmocka_unit_test(test_cmmn_read__definitions_used_again),
        cmocka_unit_test(test_cmmn_read__sources_in_other_stages),
        cmocka_unit_test(test_cmmn_read__the_nearest_source),
        cmocka_unit_test(test_cmmn_read__keys_are_made_different),
        cmocka_unit_test(test_cmmn_read__flowable),
        cmocka_unit_test(test_cmmn_read__semantics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
