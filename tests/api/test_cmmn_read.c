/* Reading CMMN: what becomes of each part of a model, and what is said of the parts that nothing becomes of. */
#include "support/memory.h"
#include "support/same.h"

#include <stdio.h>
#include <stdlib.h>

#define CMMN_11 "http://www.omg.org/spec/CMMN/20151109/MODEL"
#define CMMN_10 "http://www.omg.org/spec/CMMN/20131201/MODEL"
#define SPACES                                                                                     \
    "xmlns:flowable=\"http://flowable.org/cmmn\" "                                                 \
    "xmlns:camunda=\"http://camunda.org/schema/1.0/cmmn\" "                                        \
    "xmlns:acm=\"urn:acm-playbook:cmmn:1\""
#define DOCUMENT(uri, text) "<definitions xmlns=\"" uri "\" " SPACES ">\n" text "</definitions>\n"
#define CASE(text)          DOCUMENT(CMMN_11, "<case id=\"case-1\" name=\"A case\">\n" text "</case>\n")
#define PLAN(text)          CASE("<casePlanModel id=\"plan-1\">\n" text "</casePlanModel>\n")
#define OLD(text)                                                                                  \
    DOCUMENT(CMMN_10, "<case id=\"case-1\"><casePlanModel id=\"plan-1\">\n" text                   \
                      "</casePlanModel></case>\n")
#define ITEM(id, definition) "<planItem id=\"" id "\" definitionRef=\"" definition "\"/>\n"
#define ITEM_WITH(id, definition, text)                                                            \
    "<planItem id=\"" id "\" definitionRef=\"" definition "\">" text "</planItem>\n"
#define TASK(id)        "<humanTask id=\"" id "\" name=\"Task " id "\"/>\n"
#define STAGE(id, text) "<stage id=\"" id "\">\n" text "</stage>\n"
#define IF(text)        "<ifPart><condition>" text "</condition></ifPart>"
#define ON(source, event)                                                                          \
    "<planItemOnPart sourceRef=\"" source "\"><standardEvent>" event                               \
    "</standardEvent></planItemOnPart>"
#define SENTRY(id, text) "<sentry id=\"" id "\">" text "</sentry>\n"
#define ENTRY(sentry)    "<entryCriterion sentryRef=\"" sentry "\"/>"
#define EXIT(sentry)     "<exitCriterion sentryRef=\"" sentry "\"/>"

/* A model that was read, its findings as lines, and a case of it. */
typedef struct model {
    acm_playbook *playbook;
    acm_diagnostics *found;
    char *report;
    size_t report_len;
    acm_case *c;
} model;

static int32_t keep(void *user, const char *text, size_t len)
{
    model *m = user;
    m->report = realloc(m->report, m->report_len + len + 1);
    memcpy(m->report + m->report_len, text, len);
    m->report_len += len;
    m->report[m->report_len] = '\0';
    return 0;
}

static void read_with(model *m, const char *xml, size_t len, const acm_cmmn_options *options)
{
    acm_error err;
    acm_error_init(&err);
    memset(m, 0, sizeof *m);
    acm_status status = acm_playbook_read_cmmn(xml, len, options, &m->playbook, &m->found, &err);
    if (status)
        fail_msg("%s at %u:%u of %s: %s", acm_status_name(status), err.line, err.column, err.path,
                 err.message);
    keep(m, "", 0);
    assert_ok(acm_diagnostics_write(m->found, ACM_REPORT_TEXT, keep, m, NULL));
}

static void read_model(model *m, const char *xml)
{
    read_with(m, xml, ACM_NTS, NULL);
}

static void close_model(model *m)
{
    acm_case_free(m->c);
    acm_diagnostics_free(m->found);
    acm_playbook_free(m->playbook);
    free(m->report);
}

/* Reads what leaves nothing out. */
static void read_whole(model *m, const char *xml)
{
    read_model(m, xml);
    assert_string_equal(m->report, "");
}

static acm_id find(const model *m, const char *key)
{
    acm_id id;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_find(m->playbook, key, ACM_NTS, &id, &err) != ACM_OK)
        fail_msg("%s: %s", key, err.message);
    return id;
}

static acm_item item_of(const model *m, const char *key)
{
    acm_item items[64];
    size_t count;
    assert_ok(acm_playbook_items(m->playbook, items, sizeof *items, COUNT_OF(items), &count));
    assert_in_range(count, 1, COUNT_OF(items));
    return items[find(m, key) - 1];
}

static void assert_told(const model *m, const char *key, acm_control control, const char *text)
{
    const char *told = acm_playbook_control(m->playbook, find(m, key), control, NULL);
    if (!text)
        assert_null(told);
    else
        assert_string_equal(told ? told : "nothing", text);
}

static void assert_text(const model *m, acm_id id, acm_text_field field, const char *text)
{
    const char *got = acm_playbook_text(m->playbook, id, field, NULL, NULL, NULL);
    if (!text)
        assert_null(got);
    else
        assert_string_equal(got ? got : "nothing", text);
}

/* A case of the model: states of items by key, as letters; commands by key. */

static void begin(model *m)
{
    acm_case_options options;
    acm_case_options_init(&options);
    options.roles = ACM_ROLES_RECORD;
    acm_case_free(m->c);
    m->c = NULL;
    assert_ok(acm_case_new(m->playbook, NULL, NULL, &options, &m->c, NULL));
}

static void post(const model *m, acm_command_kind kind, const char *key)
{
    acm_error err;
    acm_command command = {.kind = kind, .item = key ? find(m, key) : 0};
    acm_error_init(&err);
    if (acm_case_post(m->c, &command, sizeof command, 1, NULL, 0, NULL, &err) != ACM_OK)
        fail_msg("%d of %s: %s", kind, key ? key : "the case", err.message);
}

static void set_fact(const model *m, const char *name, int64_t value)
{
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .text_len = (uint32_t)strlen(name),
                           .value_kind = ACM_VALUE_INTEGER,
                           .integer = value};
    assert_ok(acm_case_post(m->c, &command, sizeof command, 1, name, strlen(name), NULL, NULL));
}

static void assert_state(const model *m, const char *key, acm_state state)
{
    acm_state got = acm_case_item_state(m->c, find(m, key));
    if (got != state)
        fail_msg("%s is %d, not %d", key, got, state);
}

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
    read_whole(
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
        acm_item item = item_of(&m, rows[i].key);
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
    assert_int_equal(item_of(&m, "playbook").flags, ACM_ITEM_AUTO_COMPLETE);
    assert_told(&m, "playbook", ACM_CONTROL_ORIGIN, "p");
    assert_told(&m, "playbook", ACM_CONTROL_DEFINITION, "case-1");
    assert_text(&m, 1, ACM_TEXT_NAME, "A case");
    assert_int_equal(item_of(&m, "i1").line, 4);
    assert_int_equal(item_of(&m, "i1").column, 1);
    close_model(&m);
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
        read_whole(&m, xml);
        assert_int_equal(item_of(&m, "i").flags, rows[i].flags);
        if (rows[i].control)
            assert_told(&m, "i", rows[i].control, rows[i].text);
        close_model(&m);
    }
}

static void test_cmmn_read__roles(void **state)
{
    (void)state;
    model m;
    acm_ref refs[8];
    size_t count;
    read_whole(
        &m, CASE("<casePlanModel id=\"p\">" ITEM("a", "d") ITEM(
                "b",
                "e") "<humanTask id=\"d\" performerRef=\"r2\"/>"
                     "<userEventListener id=\"e\" authorizedRoleRefs=\" r1  r2 \"/></casePlanModel>"
                     "<caseRoles><role id=\"r1\" "
                     "name=\"Baker\"><documentation>Bakes.</documentation></role>"
                     "<role id=\"r2\" name=\"FM\"/><role id=\"r3\"/></caseRoles>"));
    acm_id baker = find(&m, "role:Baker"), manager = find(&m, "role:fasttrack_manager");
    assert_ok(acm_playbook_refs(m.playbook, 0, ACM_REF_PERFORMER, refs, sizeof *refs, 8, &count));
    assert_int_equal(count, 3);
    assert_int_equal(refs[0].item, find(&m, "a"));
    assert_int_equal(refs[0].target, manager);
    assert_int_equal(refs[1].target, baker);
    assert_int_equal(refs[2].target, manager);
    assert_text(&m, baker, ACM_TEXT_BODY, "Bakes.");
    find(&m, "role:r3");
    close_model(&m);
}

static void test_cmmn_read__documentation(void **state)
{
    (void)state;
    model m;
    read_whole(
        &m,
        CASE(
            "<documentation>\n  Of the case.\n</documentation><casePlanModel id=\"p\">"
            "<documentation>Of the plan.</documentation><documentation> </documentation>" ITEM_WITH(
                "a", "d", "<documentation>First,\n  then</documentation>")
                ITEM("b", "e") "<humanTask id=\"d\"><documentation>last &amp; "
                               "<![CDATA[<least>]]>.</documentation></humanTask>"
                               "<milestone id=\"e\"/></casePlanModel>"));
    assert_text(&m, 1, ACM_TEXT_BODY, "Of the case.\nOf the plan.");
    assert_text(&m, find(&m, "a"), ACM_TEXT_BODY, "First,\n  then\nlast & <least>.");
    assert_text(&m, find(&m, "b"), ACM_TEXT_BODY, NULL);
    close_model(&m);
}

/* Criteria, as a case shows them */

static void test_cmmn_read__sentries(void **state)
{
    (void)state;
    model m;
    /* s1 serves an entry and an exit; s2 waits for two and a fact; s3 ends the case. */
    read_whole(&m, PLAN(ITEM("a", "t") ITEM("b", "t") ITEM_WITH("c", "t", ENTRY("s1")) ITEM_WITH(
                       "d", "t", EXIT("s1")) ITEM_WITH("e", "t", ENTRY("s2") ENTRY("s4"))
                            ITEM("f", "t") SENTRY("s1", ON("a", "complete")) SENTRY(
                                "s2", ON("a", "complete") ON("b", " complete\n") IF("${size > 3}"))
                                SENTRY("s3", ON("f", "terminate"))
                                    SENTRY("s4", IF("<![CDATA[${ size < 0 && size >= -1 }]]>"))
                                        TASK("t") EXIT("s3")));
    begin(&m);
    assert_state(&m, "c", ACM_STATE_AVAILABLE);
    assert_state(&m, "d", ACM_STATE_ACTIVE);
    post(&m, ACM_COMMAND_COMPLETE, "a");
    assert_state(&m, "c", ACM_STATE_ACTIVE);
    assert_state(&m, "d", ACM_STATE_TERMINATED);
    post(&m, ACM_COMMAND_COMPLETE, "b");
    assert_state(&m, "e", ACM_STATE_AVAILABLE);
    set_fact(&m, "size", 4);
    assert_state(&m, "e", ACM_STATE_ACTIVE);
    post(&m, ACM_COMMAND_TERMINATE, "f");
    assert_int_equal(acm_case_state(m.c), ACM_STATE_TERMINATED);
    begin(&m);
    set_fact(&m, "size", -1);
    assert_state(&m, "e", ACM_STATE_ACTIVE);
    close_model(&m);
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
        read_whole(&m, models[i / 2]);
        begin(&m);
        set_fact(&m, "size", 1 + (int64_t)i % 2);
        assert_state(&m, "a", ACM_STATE_TERMINATED);
        assert_state(&m, "b", i % 2 ? ACM_STATE_ACTIVE : ACM_STATE_AVAILABLE);
        close_model(&m);
    }
}

/* In CMMN 1.0 people start what has no rule; criteria and roles stand elsewhere. */
static void test_cmmn_read__version_1_0(void **state)
{
    (void)state;
    model m;
    read_whole(
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
    assert_text(&m, find(&m, "a"), ACM_TEXT_BODY, "By hand.");
    assert_told(&m, "t", ACM_CONTROL_TIMER, "P1D");
    assert_int_equal(item_of(&m, "e").kind, ACM_ITEM_EVENT_LISTENER);
    begin(&m);
    assert_state(&m, "a", ACM_STATE_ENABLED);
    post(&m, ACM_COMMAND_START, "a");
    post(&m, ACM_COMMAND_COMPLETE, "a");
    assert_state(&m, "b", ACM_STATE_COMPLETED); /* an empty stage that began by itself */
    post(&m, ACM_COMMAND_OCCUR, "u");
    assert_int_equal(acm_case_state(m.c), ACM_STATE_TERMINATED);
    close_model(&m);
}

/* A definition that is used twice is there twice; within each use on-parts have sources of their own. */
static void test_cmmn_read__definitions_used_again(void **state)
{
    (void)state;
    model m;
    read_whole(&m, PLAN(ITEM("one", "s") ITEM("two", "s") ITEM("solo", "t") TASK("t")
                            STAGE("s", ITEM("a", "t") ITEM_WITH("b", "t", ENTRY("e1"))
                                           ITEM("in", "s2") SENTRY("e1", ON("a", "complete")))
                                STAGE("s2", ITEM("x", "t") ITEM("deep", "s3") ITEM("again", "s3"))
                                    STAGE("s3", ITEM("y", "t"))));
    static const char *const keys[] = {"one/a",      "one/b",       "one/in",      "one/x",
                                       "one/deep/y", "one/again/y", "two/a",       "two/in",
                                       "two/deep",   "two/deep/y",  "two/again/y", "solo"};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        find(&m, keys[i]);
    assert_told(&m, "two/deep/y", ACM_CONTROL_ORIGIN, "y");
    begin(&m);
    post(&m, ACM_COMMAND_COMPLETE, "two/a");
    assert_state(&m, "two/b", ACM_STATE_ACTIVE);
    assert_state(&m, "one/b", ACM_STATE_AVAILABLE);
    close_model(&m);
}

/* Sources in stages around, below and beside. */
static void test_cmmn_read__sources_in_other_stages(void **state)
{
    (void)state;
    model m;
    read_whole(&m, PLAN(ITEM("out", "t") ITEM("s", "ds") ITEM("r", "dr") ITEM_WITH(
                       "up", "t", ENTRY("e2")) SENTRY("e2", ON("below", "complete")) TASK("t")
                            STAGE("ds", ITEM_WITH("in", "t", ENTRY("e1")) ITEM("below", "t")
                                            SENTRY("e1", ON("out", "complete")))
                                STAGE("dr", ITEM_WITH("beside", "t", ENTRY("e3"))
                                                SENTRY("e3", ON("in", "complete")))));
    begin(&m);
    post(&m, ACM_COMMAND_COMPLETE, "out");
    assert_state(&m, "in", ACM_STATE_ACTIVE);
    post(&m, ACM_COMMAND_COMPLETE, "below");
    assert_state(&m, "up", ACM_STATE_ACTIVE);
    post(&m, ACM_COMMAND_COMPLETE, "in");
    assert_state(&m, "beside", ACM_STATE_ACTIVE);
    close_model(&m);
}

/* A copy in the same stage is nearer than one elsewhere; a stage that exits may look into itself. */
static void test_cmmn_read__the_nearest_source(void **state)
{
    (void)state;
    model m;
    read_whole(&m, PLAN(ITEM("one", "s") ITEM("two", "s") TASK("t")
                            STAGE("s", ITEM_WITH("in", "inner", EXIT("e1"))
                                           ITEM_WITH("after", "t", ENTRY("e1"))
                                               SENTRY("e1", ON("a", "complete"))
                                                   STAGE("inner", ITEM("a", "t") ITEM("b", "t")))));
    begin(&m);
    post(&m, ACM_COMMAND_COMPLETE, "two/a");
    assert_state(&m, "two/in", ACM_STATE_TERMINATED);
    assert_state(&m, "two/after", ACM_STATE_ACTIVE);
    assert_state(&m, "one/in", ACM_STATE_ACTIVE);
    assert_state(&m, "one/after", ACM_STATE_AVAILABLE);
    close_model(&m);
}

/* Keys that are taken: that of the root, and one that only looks like that of a copy. */
static void test_cmmn_read__keys_are_made_different(void **state)
{
    (void)state;
    model m;
    read_whole(&m, PLAN(ITEM("playbook", "t") ITEM("x/a", "t") ITEM("x", "s") ITEM("y", "s")
                            TASK("t") STAGE("s", ITEM("a", "t"))));
    assert_told(&m, "playbook-2", ACM_CONTROL_ORIGIN, "playbook");
    assert_told(&m, "x/a-2", ACM_CONTROL_ORIGIN, "a");
    close_model(&m);
}

/* What engines of the field add */

static void test_cmmn_read__flowable(void **state)
{
    (void)state;
    model m;
    read_whole(
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
    begin(&m);
    set_fact(&m, "size", 3);
    post(&m, ACM_COMMAND_COMPLETE, "c");
    post(&m, ACM_COMMAND_OCCUR, "u");
    assert_state(&m, "d", ACM_STATE_AVAILABLE); /* the completion was forgotten */
    assert_state(&m, "b", ACM_STATE_COMPLETED);
    close_model(&m);
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
    read_with(&m, xml, ACM_NTS, &options);
    assert_int_equal(acm_playbook_semantics(m.playbook), 0);
    assert_int_equal(item_of(&m, "u").flags, ACM_ITEM_REPEATS);
    assert_string_equal(m.report,
                        "repeat.cmmn:4:49: warning cmmn-rule-ignored a rule that items of "
                        "this kind do not have is ignored: repetitionRule, u\n");
    close_model(&m);
    options.semantics = ACM_SEMANTICS_LISTENERS_REPEAT;
    read_with(&m, xml, ACM_NTS, &options);
    assert_int_equal(acm_playbook_semantics(m.playbook), ACM_SEMANTICS_LISTENERS_REPEAT);
    assert_string_equal(m.report, "");
    close_model(&m);
}

/* What is not carried over */

static void assert_found(const char *xml, const char *const *lines)
{
    model m;
    read_model(&m, xml);
    char *at = m.report;
    for (; *lines; lines++) {
        size_t len = strlen(*lines);
        if (strncmp(at, *lines, len) != 0)
            fail_msg("instead of %s:\n%s", *lines, at);
        at += strcspn(at, "\n");
        at += *at == '\n';
    }
    assert_string_equal(at, "");
    close_model(&m);
}
#define FOUND(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_cmmn_read__what_is_not_carried_over(void **state)
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

static void test_cmmn_read__what_is_ignored(void **state)
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
    read_model(&m,
               PLAN(ITEM_WITH("b", "t", "<itemControl><repetitionRule/></itemControl>" ENTRY("s1"))
                        SENTRY("s1", IF("size > 1")) TASK("t")));
    assert_int_equal(item_of(&m, "b").flags, 0);
    close_model(&m);
}

/* A sentry that waits for data that is not there does not hold instead. */
static void test_cmmn_read__on_parts_of_the_case_file(void **state)
{
    (void)state;
    model m;
    read_model(
        &m,
        PLAN(ITEM("a", "t") ITEM_WITH("b", "t", ENTRY("s1")) ITEM_WITH(
            "c", "t", ENTRY("s2")) ITEM_WITH("d", "t", ENTRY("s3")) TASK("t")
                 SENTRY("s1", "<caseFileItemOnPart sourceRef=\"f\"/>") SENTRY(
                     "s2", "<caseFileItemOnPart sourceRef=\"f\"/>" ON("a", "complete"))
                     SENTRY("s3",
                            "<extensionElements><camunda:variableOnPart/></extensionElements>")));
    assert_non_null(strstr(m.report, "model.cmmn:9:17: warning cmmn-on-part "));
    assert_non_null(strstr(m.report, "model.cmmn:10:17: warning cmmn-on-part "));
    assert_non_null(strstr(m.report, "model.cmmn:11:36: warning cmmn-on-part "));
    begin(&m);
    post(&m, ACM_COMMAND_COMPLETE, "a");
    assert_state(&m, "b", ACM_STATE_AVAILABLE);
    assert_state(&m, "c", ACM_STATE_ACTIVE);
    assert_state(&m, "d", ACM_STATE_AVAILABLE);
    close_model(&m);
}

/* Each rule finds its example, and no other rule does. */
static void test_cmmn_read__examples_of_rules(void **state)
{
    (void)state;
    size_t rules = 0;
    for (size_t i = 0; acm_rule_name(i); i++) {
        if (strncmp(acm_rule_name(i), "cmmn-", 5) != 0)
            continue;
        model m;
        read_model(&m, strchr(acm_rule_example(i), '\n') + 1);
        assert_int_equal(acm_diagnostics_count(m.found), 1);
        assert_string_equal(acm_diagnostics_rule(m.found, 0), acm_rule_name(i));
        assert_non_null(acm_rule_advice(i));
        close_model(&m);
        rules++;
    }
    assert_int_equal(rules, 6);
}

/* Documents */

static void test_cmmn_read__diagrams_are_passed_over(void **state)
{
    (void)state;
    model m;
    read_whole(&m,
               "<?xml version='1.0'?><!-- a --><c:definitions xmlns:c='" CMMN_11
               "' targetNamespace='t' "
               "xmlns:di='http://www.omg.org/spec/CMMN/20151109/CMMNDI' "
               "xmlns:dc='http://www.omg.org/spec/CMMN/20151109/DC' "
               "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a b' "
               "exporter='e'>"
               "<c:case id='c'><c:casePlanModel id='p'><?pi?><c:planItem id='a' definitionRef='d'/>"
               "<c:humanTask id='d' name='W'/></c:casePlanModel></c:case>"
               "<di:CMMNDI><di:CMMNDiagram><di:CMMNShape cmmnElementRef='a'><dc:Bounds "
               "x='1'/><di:CMMNLabel/>"
               "</di:CMMNShape></di:CMMNDiagram></di:CMMNDI></c:definitions>");
    assert_text(&m, find(&m, "a"), ACM_TEXT_NAME, "W");
    close_model(&m);
}

static void test_cmmn_read__which_case(void **state)
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
    read_with(&m, xml, ACM_NTS, &options);
    assert_string_equal(m.report, "");
    assert_text(&m, find(&m, "b"), ACM_TEXT_NAME, "Task d");
    assert_string_equal(acm_playbook_language(m.playbook, 0), "de");
    close_model(&m);
}

/* The same document in UTF-16 of both orders, and in ISO-8859-1. */
static void test_cmmn_read__encodings(void **state)
{
    (void)state;
    static const char xml[] = PLAN(ITEM("i", "d") "<humanTask id=\"d\" name=\"Br\xC3\xB6tchen\"/>");
    static const char latin[] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" PLAN(
        ITEM("i", "d") "<humanTask id=\"d\" name=\"Br\xF6tchen\"/>");
    char wide[2 * sizeof xml];
    model m;
    read_whole(
        &m, "\xEF\xBB\xBF" PLAN(ITEM("i", "d") "<humanTask id=\"d\" name=\"Br\xC3\xB6tchen\"/>"));
    assert_text(&m, find(&m, "i"), ACM_TEXT_NAME, "Br\xC3\xB6tchen");
    close_model(&m);
    read_whole(&m, latin);
    assert_text(&m, find(&m, "i"), ACM_TEXT_NAME, "Br\xC3\xB6tchen");
    close_model(&m);
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
        read_with(&m, wide, len, &options);
        assert_string_equal(m.report, "");
        assert_text(&m, find(&m, "i"), ACM_TEXT_NAME, "Br\xC3\xB6tchen");
        close_model(&m);
    }
}

static void test_cmmn_read__refuses(void **state)
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
    options.struct_size--;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_VERSION, &err);
    acm_cmmn_options_init(&options);
    options.semantics = 0x10;
    assert_refused(acm_playbook_read_cmmn(xml, ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_INVALID, &err);
    options.semantics = 0;
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
        cmocka_unit_test(test_cmmn_read__what_is_not_carried_over),
        cmocka_unit_test(test_cmmn_read__what_is_ignored),
        cmocka_unit_test(test_cmmn_read__on_parts_of_the_case_file),
        cmocka_unit_test(test_cmmn_read__examples_of_rules),
        cmocka_unit_test(test_cmmn_read__diagrams_are_passed_over),
        cmocka_unit_test(test_cmmn_read__which_case),
        cmocka_unit_test(test_cmmn_read__encodings),
        cmocka_unit_test(test_cmmn_read__refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
