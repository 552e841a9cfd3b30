/*
 * Overlays: what each key does to a running case, and how each mistake is located. A backtick stands for '"' in the JSON
 * of these tests.
 *
 *   mail           process; begins when mail/in-1 is confirmed, mail/in-2 is optional
 *     mail/step-1  stage, required while a required task is within
 *       mail/100   optional, Exchange and Teams
 *       mail/101   mandatory
 *       mail/102   optional
 *     mail/outcomes  milestone of mail/out-1, mail/out-2 is optional
 *   chat           process, required, begins by itself; chat/in-1 and chat/out-1 are optional and feed nothing
 *     chat/200     optional, Exchange and Teams
 *     chat/101     optional
 */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct world {
    acm_builder *b;
    acm_playbook *playbook;
    acm_case *c;
    acm_error err;
} world;

typedef struct item_row {
    const char *parent, *key;
    acm_item_kind kind;
    acm_item_part part;
    uint32_t flags;
    int64_t number;
    bool services; /* Exchange and Teams */
} item_row;

static const item_row items[] = {
    {NULL, "mail", ACM_ITEM_STAGE, ACM_PART_PROCESS, ACM_ITEM_REQUIRED, -1, false},
    {"mail", "mail/step-1", ACM_ITEM_STAGE, ACM_PART_STEP, ACM_ITEM_REQUIRED_BY_CHILD, -1, false},
    {"mail/step-1", "mail/100", ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_MANUAL, 100, true},
    {"mail/step-1", "mail/101", ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_REQUIRED, 101, false},
    {"mail/step-1", "mail/102", ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_MANUAL, 102, false},
    {"mail", "mail/outcomes", ACM_ITEM_MILESTONE, ACM_PART_OUTCOMES, ACM_ITEM_REQUIRED, -1, false},
    {NULL, "chat", ACM_ITEM_STAGE, ACM_PART_PROCESS, ACM_ITEM_REQUIRED, -1, false},
    {"chat", "chat/200", ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_MANUAL, 200, true},
    {"chat", "chat/101", ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_MANUAL, 101, false},
};

typedef struct condition_row {
    const char *item, *feeds, *key;
    acm_condition_kind kind;
    uint32_t flags;
} condition_row;

static const condition_row conditions[] = {
    {"mail", "mail", "mail/in-1", ACM_CONDITION_INPUT, 0},
    {"mail", "mail", "mail/in-2", ACM_CONDITION_INPUT, ACM_CONDITION_OPTIONAL},
    {"mail", "mail/outcomes", "mail/out-1", ACM_CONDITION_OUTCOME, 0},
    {"mail", "mail/outcomes", "mail/out-2", ACM_CONDITION_OUTCOME, ACM_CONDITION_OPTIONAL},
    {"chat", NULL, "chat/in-1", ACM_CONDITION_INPUT, ACM_CONDITION_OPTIONAL},
    {"chat", NULL, "chat/out-1", ACM_CONDITION_OUTCOME, ACM_CONDITION_OPTIONAL},
};

static acm_id id_of(const acm_id *ids, const char *key, acm_id root)
{
    for (size_t i = 0; key && i < COUNT_OF(items); i++)
        if (strcmp(items[i].key, key) == 0)
            return ids[i];
    return root;
}

static void add_services(world *w, acm_id item)
{
    static const char *const names[] = {"Exchange", "Teams"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        acm_id term;
        assert_ok(acm_builder_term(w->b, ACM_TERM_SERVICE, names[i], &term, &w->err));
        assert_ok(acm_builder_ref(w->b, item, ACM_REF_SERVICE, term, &w->err));
    }
}

static void build(world *w)
{
    acm_id root, ids[COUNT_OF(items)], entry, outcomes;
    assert_ok(acm_builder_new(NULL, "en", "Playbook", &w->b, &root, &w->err));
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        const item_row *row = &items[i];
        assert_ok(acm_builder_add(w->b, id_of(ids, row->parent, root), row->kind, row->flags,
                                  row->key, NULL, row->number, &ids[i], &w->err));
        assert_ok(acm_builder_place(w->b, ids[i], row->part, 0, 0, &w->err));
        if (row->services)
            add_services(w, ids[i]);
    }
    assert_ok(acm_builder_criterion(w->b, id_of(ids, "mail", root), ACM_CRITERION_ENTRY, 0, NULL,
                                    &entry, &w->err));
    assert_ok(acm_builder_criterion(w->b, id_of(ids, "mail/outcomes", root), ACM_CRITERION_ENTRY,
                                    ACM_CRITERION_WORK_DONE, NULL, &outcomes, &w->err));
    for (size_t i = 0; i < COUNT_OF(conditions); i++) {
        const condition_row *row = &conditions[i];
        acm_id feeds = !row->feeds ? 0 : strcmp(row->feeds, "mail") ? outcomes : entry;
        assert_ok(acm_builder_condition(w->b, id_of(ids, row->item, root), feeds, row->kind,
                                        row->flags, row->key, row->key, NULL, &w->err));
    }
}

static int setup(void **state)
{
    static world w;
    w = (world){0};
    acm_error_init(&w.err);
    build(&w);
    *state = &w;
    return 0;
}

static int teardown(void **state)
{
    world *w = *state;
    acm_case_free(w->c);
    acm_playbook_free(w->playbook);
    acm_builder_free(w->b);
    return 0;
}

static const char *quoted(const char *json)
{
    static char text[1024];
    snprintf(text, sizeof text, "%s", json);
    for (char *c = text; *c; c++)
        *c = *c == '`' ? '"' : *c;
    return text;
}

static acm_status overlay(world *w, const char *json)
{
    return acm_builder_overlay(w->b, quoted(json), ACM_NTS, "overlay.json", &w->err);
}

/* Applies an overlay and begins a case; both may be refused by the test alone. */
static void open_with(world *w, const char *json, const acm_case_options *options)
{
    if (overlay(w, json) || acm_builder_finish(w->b, &w->playbook, &w->err) ||
        acm_case_new(w->playbook, NULL, NULL, options, &w->c, &w->err))
        fail_msg("%s: %s", json, w->err.message);
}

static acm_id find(const world *w, const char *key)
{
    acm_id id;
    if (acm_playbook_find(w->playbook, key, ACM_NTS, &id, NULL))
        fail_msg("no key %s", key);
    return id;
}

static acm_status post_one(world *w, acm_command command, const char *text)
{
    command.text_len = text ? (uint32_t)strlen(text) : 0;
    return acm_case_post(w->c, &command, sizeof command, 1, text, command.text_len, NULL, &w->err);
}

static acm_status post(world *w, acm_command_kind kind, const char *key)
{
    return post_one(w, (acm_command){.kind = kind, .item = key ? find(w, key) : 0}, NULL);
}

static void set(world *w, const char *name, bool value)
{
    acm_command command = {
        .kind = ACM_COMMAND_SET_FACT, .value_kind = ACM_VALUE_BOOLEAN, .integer = value};
    assert_ok(post_one(w, command, name));
}

static acm_state state_of(const world *w, const char *key)
{
    return acm_case_item_state(w->c, find(w, key));
}

static uint32_t required(const world *w, const char *key)
{
    acm_board_row rows[32];
    size_t count;
    assert_ok(acm_case_board(w->c, rows, sizeof *rows, COUNT_OF(rows), &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].item == find(w, key))
            return rows[i].required;
    fail_msg("%s has no instance", key);
    return 0;
}

/* The only reason against a command, for each way in if there are several. */
static acm_blocker blocker(const world *w, const char *key, acm_command_kind command)
{
    acm_blocker rows[4];
    size_t count;
    assert_ok(acm_case_explain(w->c, find(w, key), 0, command, 0, rows, sizeof *rows, 4, &count));
    assert_true(count > 0);
    assert_true(count == 1 || (count == 2 && rows[1].alternative == 2));
    return rows[0];
}

static void begin_mail(world *w)
{
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/in-1"));
    assert_int_equal(state_of(w, "mail"), ACM_STATE_ACTIVE);
}

/* Items */

static void test_items__required_when_is_kept(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`102`: {`required_when`: `partner`}}}", NULL);
    set(w, "partner", true);
    begin_mail(w);
    set(w, "partner", false);
    assert_int_equal(required(w, "mail/102") != 0, true);
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/101"));
    assert_refused(post(w, ACM_COMMAND_COMPLETE, "mail/step-1"), ACM_E_INCOMPLETE, &w->err);
    assert_int_equal(blocker(w, "mail/step-1", ACM_COMMAND_COMPLETE).kind, ACM_BLOCKER_REQUIRED);
    assert_int_equal(blocker(w, "mail/step-1", ACM_COMMAND_COMPLETE).subject, find(w, "102"));
    assert_ok(post(w, ACM_COMMAND_START, "mail/102"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/102"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/step-1"));
}

static void test_items__required_when_is_asked_when_it_is_created(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`mail/101`: {`required_when`: `partner`}}}", NULL);
    begin_mail(w);
    set(w, "partner", true);
    assert_int_equal(state_of(w, "mail/step-1"), ACM_STATE_ENABLED); /* nothing in it is required */
    assert_int_equal(required(w, "mail/step-1"), 0);
    assert_ok(post(w, ACM_COMMAND_START, "mail/step-1"));
    assert_int_equal(required(w, "mail/101") != 0, true);
}

static void test_items__a_stage_is_required_by_what_may_be(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`mail/101`: {`required_when`: `partner`}}}", NULL);
    set(w, "partner", true);
    begin_mail(w);
    assert_int_equal(state_of(w, "mail/step-1"), ACM_STATE_ACTIVE);
    assert_int_equal(required(w, "mail/step-1") != 0, true);
    acm_command narrow = {.kind = ACM_COMMAND_SET_SCOPE};
    set(w, "partner", false);
    assert_ok(post_one(w, narrow, "Exchange"));
    assert_int_equal(required(w, "mail/101") != 0, true); /* kept */
}

static void test_items__enable_when_is_an_entry_of_its_own(void **state)
{
    world *w = *state;
    char sentence[160];
    open_with(w, "{`items`: {`mail/101`: {`enable_when`: `seats > 3 && done('100')`}}}", NULL);
    begin_mail(w);
    assert_int_equal(state_of(w, "mail/101"), ACM_STATE_AVAILABLE);
    acm_blocker why = blocker(w, "mail/101", ACM_COMMAND_COMPLETE);
    assert_int_equal(why.kind, ACM_BLOCKER_EXPRESSION);
    assert_int_equal(why.detail, 0);
    assert_ok(acm_case_explain_text(w->c, &why, "en", sentence, sizeof sentence, NULL));
    assert_string_equal(sentence,
                        "the rule of \"mail/101\" does not hold: seats > 3 && done('100') "
                        "(seats = null, 100 = enabled)");
    acm_command seats = {
        .kind = ACM_COMMAND_SET_FACT, .value_kind = ACM_VALUE_INTEGER, .integer = 4};
    assert_ok(post_one(w, seats, "seats"));
    assert_int_equal(state_of(w, "mail/101"), ACM_STATE_AVAILABLE);
    assert_ok(post(w, ACM_COMMAND_START, "100"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "100"));
    assert_int_equal(state_of(w, "mail/101"), ACM_STATE_ACTIVE);
}

static void test_items__enable_when_adds_to_each_entry(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`mail`: {`enable_when`: `open`, `entry`: `urgent`}}}", NULL);
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/in-1"));
    set(w, "urgent", true);
    assert_int_equal(state_of(w, "mail"), ACM_STATE_AVAILABLE);
    assert_int_equal(blocker(w, "mail", ACM_COMMAND_START).kind, ACM_BLOCKER_EXPRESSION);
    set(w, "open", true);
    assert_int_equal(state_of(w, "mail"), ACM_STATE_ACTIVE);
}

static void test_items__nobody_reaches_a_milestone_that_is_not_enabled(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`mail/outcomes`: {`enable_when`: `audited`}}}", NULL);
    begin_mail(w);
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/101"));
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/out-1"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/step-1"));
    assert_refused(post(w, ACM_COMMAND_OCCUR, "mail/outcomes"), ACM_E_STATE, &w->err);
    set(w, "audited", true);
    assert_int_equal(state_of(w, "mail/outcomes"), ACM_STATE_COMPLETED);
}

static void test_items__entries_are_alternatives(void **state)
{
    world *w = *state;
    open_with(w,
              "{`items`: {`102`: {`entry`: [{`on`: [{`item`: 100}, {`item`: `mail/101`}]},"
              " {`on`: {`item`: 100, `event`: `manualStart`}, `if`: `hurry`}]}}}",
              NULL);
    set(w, "hurry", false);
    begin_mail(w);
    assert_int_equal(state_of(w, "102"), ACM_STATE_AVAILABLE);
    assert_ok(post(w, ACM_COMMAND_START, "100"));
    assert_int_equal(state_of(w, "102"), ACM_STATE_AVAILABLE);
    set(w, "hurry", true);
    assert_int_equal(state_of(w, "102"), ACM_STATE_ENABLED);
}

static void test_items__entry_waits_for_required_siblings(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`102`: {`entry`: {`work_done`: true}}}}", NULL);
    begin_mail(w);
    assert_int_equal(state_of(w, "102"), ACM_STATE_AVAILABLE);
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/101"));
    assert_int_equal(state_of(w, "102"), ACM_STATE_ENABLED);
}

static void test_items__exit_ends(void **state)
{
    world *w = *state;
    open_with(w,
              "{`items`: {`mail`: {`exit`: [`cancelled`, {`on`: [{`item`: `chat`}],"
              " `notes`: `no mail without chat`}]}}}",
              NULL);
    begin_mail(w);
    set(w, "cancelled", true);
    assert_int_equal(state_of(w, "mail"), ACM_STATE_TERMINATED);
    assert_int_equal(state_of(w, "mail/101"), ACM_STATE_TERMINATED);
}

static void test_items__optional_and_mandatory(void **state)
{
    world *w = *state;
    open_with(w,
              "{`items`: {`mail/101`: {`optional`: true}, `mail/102`: {`optional`: false},"
              " `mail/outcomes`: {`optional`: true}}}",
              NULL);
    begin_mail(w);
    assert_int_equal(state_of(w, "mail/101"), ACM_STATE_ENABLED);
    assert_int_equal(required(w, "mail/101"), 0);
    assert_int_equal(state_of(w, "mail/102"), ACM_STATE_ACTIVE);
    assert_int_equal(required(w, "mail/102") != 0, true);
    assert_int_equal(required(w, "mail/outcomes"), 0);
}

static void test_items__due(void **state)
{
    world *w = *state;
    int64_t milliseconds;
    open_with(w, "{`items`: {`100`: {`due`: `P5D`}, `mail`: {`due`: `2026-03-31T17:00Z`}}}", NULL);
    assert_int_equal(acm_playbook_due(w->playbook, find(w, "100"), &milliseconds),
                     ACM_DUE_AFTER_START);
    assert_int_equal(milliseconds, 432000000);
    assert_int_equal(acm_playbook_due(w->playbook, find(w, "mail"), &milliseconds), ACM_DUE_AT);
    assert_int_equal(milliseconds, 1774976400000);
}

static void test_items__for_each_service(void **state)
{
    world *w = *state;
    open_with(w,
              "{`items`: {`102`: {`enable_when`: `done('100')`},"
              " `mail/101`: {`enable_when`: `state('mail/100/teams') == 'completed'`},"
              " `100`: {`for_each_service`: true}}}",
              NULL);
    begin_mail(w);
    assert_int_equal(state_of(w, "mail/100/exchange"), ACM_STATE_ENABLED);
    assert_ok(post(w, ACM_COMMAND_START, "mail/100/exchange"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/100/exchange"));
    assert_int_equal(state_of(w, "102"), ACM_STATE_ENABLED); /* one of them is enough for done() */
    assert_int_equal(state_of(w, "mail/101"), ACM_STATE_AVAILABLE);
    acm_command narrow = {.kind = ACM_COMMAND_SET_SCOPE};
    assert_ok(post_one(w, narrow, "Exchange"));
    assert_int_equal(state_of(w, "mail/100/teams"), ACM_STATE_TERMINATED);
    assert_int_equal(state_of(w, "mail/100/exchange"), ACM_STATE_COMPLETED);
}

static void test_items__copies_of_two_tasks_go_together(void **state)
{
    world *w = *state;
    open_with(w,
              "{`items`: {`mail/100`: {`for_each_service`: true}, `chat/101`: {`entry`:"
              " {`on`: {`item`: `mail/100`}}}, `200`: {`for_each_service`: true,"
              " `entry`: {`on`: {`item`: 100}}}}}",
              NULL);
    begin_mail(w);
    assert_ok(post(w, ACM_COMMAND_START, "mail/100/teams"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/100/teams"));
    assert_int_equal(state_of(w, "chat/200/teams"), ACM_STATE_ENABLED);
    assert_int_equal(state_of(w, "chat/200/exchange"), ACM_STATE_AVAILABLE);
    assert_int_equal(state_of(w, "chat/101"), ACM_STATE_AVAILABLE); /* waits for all */
    assert_int_equal(blocker(w, "chat/101", ACM_COMMAND_START).subject,
                     find(w, "mail/100/exchange"));
    assert_ok(post(w, ACM_COMMAND_START, "mail/100/exchange"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/100/exchange"));
    assert_int_equal(state_of(w, "chat/101"), ACM_STATE_ENABLED);
}

static void test_items__done_of_a_number_is_that_of_any(void **state)
{
    world *w = *state;
    open_with(w, "{`items`: {`102`: {`enable_when`: `done('101')`}}}", NULL);
    begin_mail(w);
    assert_ok(post(w, ACM_COMMAND_START, "chat/101"));
    assert_int_equal(state_of(w, "102"), ACM_STATE_AVAILABLE);
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "chat/101"));
    assert_int_equal(state_of(w, "102"), ACM_STATE_ENABLED);
}

/* Conditions */

static void test_conditions__an_optional_one_blocks_while_a_fact_holds(void **state)
{
    world *w = *state;
    open_with(w, "{`conditions`: {`mail/in-2`: {`blocks_when`: `hybrid`}}}", NULL);
    set(w, "hybrid", true);
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/in-1"));
    assert_int_equal(state_of(w, "mail"), ACM_STATE_AVAILABLE);
    acm_blocker why = blocker(w, "mail", ACM_COMMAND_START);
    assert_int_equal(why.kind, ACM_BLOCKER_CONDITION);
    assert_int_equal(why.subject, find(w, "mail/in-2"));
    set(w, "hybrid", false);
    assert_int_equal(state_of(w, "mail"), ACM_STATE_ACTIVE);
}

static void test_conditions__confirming_unblocks(void **state)
{
    world *w = *state;
    open_with(w, "{`conditions`: {`mail/out-2`: {`blocks_when`: `'exchange' in services`}}}", NULL);
    begin_mail(w);
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/out-1"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/101"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "mail/step-1"));
    assert_int_equal(state_of(w, "mail/outcomes"), ACM_STATE_AVAILABLE);
    assert_refused(post(w, ACM_COMMAND_COMPLETE, "mail"), ACM_E_INCOMPLETE, &w->err);
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/out-2"));
    assert_int_equal(state_of(w, "mail"), ACM_STATE_COMPLETED);
}

static void test_conditions__optional_and_mandatory(void **state)
{
    world *w = *state;
    open_with(w,
              "{`conditions`: {`mail/in-1`: {`optional`: true}, `mail/in-2`: {`optional`: false}}}",
              NULL);
    assert_int_equal(state_of(w, "mail"), ACM_STATE_AVAILABLE);
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "mail/in-2"));
    assert_int_equal(state_of(w, "mail"), ACM_STATE_ACTIVE);
}

static void test_conditions__what_gated_nothing_gets_something_to_gate(void **state)
{
    world *w = *state;
    assert_ok(acm_builder_text(w->b, 2, ACM_TEXT_NAME, "de", "Post", ACM_NTS, &w->err));
    open_with(w,
              "{`conditions`: {`chat/in-1`: {`blocks_when`: `guests`},"
              " `chat/out-1`: {`optional`: false}}}",
              &(acm_case_options){.struct_size = sizeof(acm_case_options)});
    assert_int_equal(state_of(w, "chat"), ACM_STATE_ACTIVE); /* no guests when it began */
    assert_int_equal(state_of(w, "chat/outcomes"), ACM_STATE_AVAILABLE);
    assert_int_equal(required(w, "chat/outcomes") != 0, true);
    assert_string_equal(
        acm_playbook_text(w->playbook, find(w, "chat/outcomes"), ACM_TEXT_NAME, NULL, NULL, NULL),
        "Key Outputs");
    const char *used;
    acm_playbook_text(w->playbook, find(w, "chat/outcomes"), ACM_TEXT_NAME, "de", &used, NULL);
    assert_string_equal(used, "de");
    assert_refused(post(w, ACM_COMMAND_COMPLETE, "chat"), ACM_E_INCOMPLETE, &w->err);
    assert_ok(post(w, ACM_COMMAND_CONFIRM, "chat/out-1"));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "chat"));
}

/* The example that the schema is held to. */
static void test_overlay__every_key(void **state)
{
    world *w = *state;
    size_t len;
    char *json = test_read_file(ACM_TEST_DATA "/overlays/mail.json", &len);
    if (acm_builder_overlay(w->b, json, len, "mail.json", &w->err))
        fail_msg("%u:%u: %s", w->err.line, w->err.column, w->err.message);
    free(json);
    open_with(w, "{}", NULL);
    assert_string_equal(
        acm_playbook_control(w->playbook, find(w, "mail/101"), ACM_CONTROL_REQUIRED_WHEN, NULL),
        "seats >= 150");
    find(w, "mail/100/teams");
    static const struct {
        const char *key;
        acm_control control;
        const char *text;
    } told[] = {
        {"102", ACM_CONTROL_REPEAT_WHEN, "round < 3"},
        {"102", ACM_CONTROL_COUNTER, "round"},
        {"102", ACM_CONTROL_MANUAL_WHEN, "round == 1"},
        {"102", ACM_CONTROL_PARENT_COMPLETION, "ignore-after-first-completion"},
        {"mail", ACM_CONTROL_AUTO_COMPLETE_WHEN, "hurry"},
    };
    for (size_t i = 0; i < COUNT_OF(told); i++)
        assert_string_equal(
            acm_playbook_control(w->playbook, find(w, told[i].key), told[i].control, NULL),
            told[i].text);
    acm_item records[32];
    size_t count;
    assert_ok(acm_playbook_items(w->playbook, records, sizeof *records, 32, &count));
    assert_int_equal(records[find(w, "chat/101") - 1].flags, ACM_ITEM_MANUAL | ACM_ITEM_REPEATS);
    assert_int_equal(acm_playbook_semantics(w->playbook), ACM_SEMANTICS_WAITING_IS_FINISHED);
}

/* Mistakes */

static void test_mistakes__are_located(void **state)
{
    static const struct {
        const char *json;
        acm_status status;
        uint32_t line, column;
        const char *message;
    } rows[] = {
        {"{`items`: {}", ACM_E_SYNTAX, 1, 12, ""},
        {"[]", ACM_E_SYNTAX, 1, 1, "must be an object"},
        {"{`item`: {}}", ACM_E_SYNTAX, 1, 2, "unknown key"},
        {"{`items`: []}", ACM_E_SYNTAX, 1, 11, "must be an object"},
        {"{`notes`: 3}", ACM_E_SYNTAX, 1, 11, "must be a text"},
        {"{`items`:\n {`999`: {}}}", ACM_E_NOTFOUND, 2, 3, "nothing has the key '999'"},
        {"{`items`: {`101`: {}}}", ACM_E_AMBIGUOUS, 1, 12,
         "number 101 is borne by several items: mail/101 chat/101"},
        {"{`items`: {`mail/in-1`: {}}}", ACM_E_NOTFOUND, 1, 12, "'mail/in-1' is no item"},
        {"{`items`: {`service:exchange`: {}}}", ACM_E_NOTFOUND, 1, 12, "nothing has the key"},
        {"{`conditions`: {`mail`: {}}}", ACM_E_NOTFOUND, 1, 17, "'mail' is no condition"},
        {"{`items`: {`100`: {}, `mail/100`: {}}}", ACM_E_EXISTS, 1, 23, "has been named already"},
        {"{`items`: {`100`: {`Due`: `P1D`}}}", ACM_E_SYNTAX, 1, 20, "unknown key"},
        {"{`items`: {`100`: {`due`: `soon`}}}", ACM_E_SYNTAX, 1, 27, "no duration"},
        {"{`items`: {`100`: {`optional`: 1}}}", ACM_E_SYNTAX, 1, 32, "must be true or false"},
        {"{`items`: {`playbook`: {`optional`: true}}}", ACM_E_MODEL, 1, 37, "the root"},
        {"{`items`: {`mail`: {`for_each_service`: true}}}", ACM_E_MODEL, 1, 41, "only a task"},
        {"{`items`: {`100`: {`enable_when`: `size >`}}}", ACM_E_SYNTAX, 1, 42, "expected a value"},
        {"{`items`: {`100`: {`enable_when`: `\\u00e9 == 'a' + 1`}}}", ACM_E_MODEL, 1, 50,
         "\"+\" takes numbers, not a string"},
        {"{`items`: {`100`: {`required_when`: `5`}}}", ACM_E_MODEL, 1, 38, "never true or false"},
        {"{`items`: {`100`: {`enable_when`: `x || done('9')`}}}", ACM_E_NOTFOUND, 1, 47,
         "nothing has the key '9'"},
        {"{`items`: {`100`: {`enable_when`: `state('101') == 'active'`}}}", ACM_E_AMBIGUOUS, 1, 43,
         "mail/101 chat/101"},
        {"{`items`: {`102`: {`enable_when`: `done('mail/in-1')`}}}", ACM_E_NOTFOUND, 1, 42,
         "'mail/in-1' is no item"},
        {"{`items`: {`102`: {`enable_when`: `done('mail/100/yammer')`},"
         " `100`: {`for_each_service`: true}}}",
         ACM_E_NOTFOUND, 1, 42, "nothing has the key"},
        {"{`items`: {`102`: {`enable_when`: `state('100') == 'active'`},"
         " `100`: {`for_each_service`: true}}}",
         ACM_E_AMBIGUOUS, 1, 43, "'100' is there for each service"},
        {"{`items`: {`100`: {`entry`: {}}}}", ACM_E_SYNTAX, 1, 29, "needs \"on\" or \"if\""},
        {"{`items`: {`100`: {`entry`: [{`on`: []}]}}}", ACM_E_SYNTAX, 1, 30, "needs \"on\""},
        {"{`items`: {`100`: {`exit`: 5}}}", ACM_E_SYNTAX, 1, 28, "must be an object"},
        {"{`items`: {`100`: {`exit`: {`work_done`: true}}}}", ACM_E_MODEL, 1, 42, "only an entry"},
        {"{`items`: {`100`: {`entry`: {`on`: {`item`: 102}, `exit_type`: `active`}}}}", ACM_E_MODEL,
         1, 64, "only an exit"},
        {"{`items`: {`100`: {`exit`: {`if`: `x`, `exit_event`: `stop`}}}}", ACM_E_SYNTAX, 1, 54,
         "must be one of \"complete\", \"force_complete\""},
        {"{`items`: {`playbook`: {`exit`: {`if`: `x`, `exit_type`: `active`}}}}", ACM_E_MODEL, 1,
         58, "the root"},
        {"{`items`: {`100`: {`exit`: {`if`: `x`, `on_event`: true}}}}", ACM_E_MODEL, 1, 52,
         "\"on\""},
        {"{`items`: {`100`: {`repeats`: 1}}}", ACM_E_SYNTAX, 1, 31, "must be true or false"},
        {"{`items`: {`playbook`: {`repeats`: true}}}", ACM_E_MODEL, 1, 36, "the root"},
        {"{`items`: {`100`: {`entry`: `x`, `repeats`: true}}}", ACM_E_MODEL, 1, 45,
         "needs an entry criterion with an on-part"},
        {"{`items`: {`100`: {`enable_when`: `x`, `repeat_when`: `y`}}}", ACM_E_MODEL, 1, 55,
         "needs an entry criterion with an on-part"},
        {"{`items`: {`mail`: {`repeat_when`: `y`}}}", ACM_E_MODEL, 1, 36,
         "needs an entry criterion with an on-part"},
        {"{`items`: {`100`: {`repeat_when`: `y +`}}}", ACM_E_SYNTAX, 1, 39, "expected a value"},
        {"{`items`: {`mail`: {`manual_when`: `5`}}}", ACM_E_MODEL, 1, 37, "never true or false"},
        {"{`items`: {`100`: {`auto_complete_when`: `x`}}}", ACM_E_MODEL, 1, 42, "does not fit"},
        {"{`items`: {`100`: {`counter`: `2`}}}", ACM_E_SYNTAX, 1, 31, "no name"},
        {"{`items`: {`100`: {`parent_completion`: `Ignore`}}}", ACM_E_SYNTAX, 1, 41,
         "must be one of \"ignore\", \"ignore-if-available\""},
        {"{`semantics`: `listeners_repeat`}", ACM_E_SYNTAX, 1, 15, "must be a list"},
        {"{`semantics`: [`none`]}", ACM_E_SYNTAX, 1, 16, "must be one of"},
        {"{`items`: {`mail/outcomes`: {`exit`: `x`}}}", ACM_E_MODEL, 1, 38, "milestone"},
        {"{`items`: {`playbook`: {`entry`: `x`}}}", ACM_E_MODEL, 1, 34, "root"},
        {"{`items`: {`100`: {`entry`: {`on`: {`event`: `start`}}}}}", ACM_E_SYNTAX, 1, 36,
         "needs \"item\""},
        {"{`items`: {`100`: {`entry`: {`on`: {`item`: 77}}}}}", ACM_E_NOTFOUND, 1, 45, "'77'"},
        {"{`items`: {`100`: {`entry`: {`on`: {`item`: true}}}}}", ACM_E_SYNTAX, 1, 45, "a key, a"},
        {"{`items`: {`100`: {`entry`: {`on`: {`item`: 102, `event`: `done`}}}}}", ACM_E_SYNTAX, 1,
         59, ""},
        {"{`items`: {`100`: {`entry`: {`on`: {`item`: 102, `event`: `occur`}}}}}", ACM_E_MODEL, 1,
         36, "never performs"},
        {"{`conditions`: {`mail/in-2`: {`blocks_when`: `3 in 4`}}}", ACM_E_MODEL, 1, 49, "\"in\""},
    };
    world *w = *state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(overlay(w, rows[i].json), rows[i].status, &w->err);
        if (w->err.line != rows[i].line || w->err.column != rows[i].column ||
            strcmp(w->err.path, "overlay.json") || !strstr(w->err.message, rows[i].message))
            fail_msg("%s\n%s:%u:%u: %s", rows[i].json, w->err.path, w->err.line, w->err.column,
                     w->err.message);
    }
}

static void test_mistakes__of_the_caller(void **state)
{
    world *w = *state;
    char *large = calloc(1, 2u << 20);
    assert_non_null(large);
    memset(large, ' ', (2u << 20) - 1);
    assert_refused(acm_builder_overlay(NULL, "{}", 2, NULL, &w->err), ACM_E_INVALID, &w->err);
    assert_refused(acm_builder_overlay(w->b, NULL, 0, NULL, &w->err), ACM_E_INVALID, &w->err);
    assert_refused(acm_builder_overlay(w->b, NOT_UTF8, ACM_NTS, NULL, &w->err), ACM_E_ENCODING,
                   &w->err);
    assert_refused(acm_builder_overlay(w->b, "[", ACM_NTS, NOT_UTF8, &w->err), ACM_E_SYNTAX,
                   &w->err);
    assert_string_equal(w->err.path, "ab?(");
    assert_refused(acm_builder_overlay(w->b, large, ACM_NTS, NULL, &w->err), ACM_E_LIMIT, &w->err);
    free(large);
    assert_refused(
        acm_builder_overlay(w->b, quoted("{`items`: {`x`: {}}}"), ACM_NTS, NULL, &w->err),
        ACM_E_NOTFOUND, &w->err);
    assert_string_equal(w->err.path, "items.x");
    assert_status(acm_builder_overlay(w->b, "[", 1, NULL, NULL), ACM_E_SYNTAX);
    assert_ok(acm_builder_overlay(w->b, "{}", ACM_NTS, NULL, NULL));
}

static void test_mistakes__leave_the_builder_as_it_was(void **state)
{
    world *w = *state;
    size_t count;
    assert_refused(overlay(w, "{`conditions`: {`chat/in-1`: {`blocks_when`: `x`},"
                              " `chat/out-1`: {`optional`: false}},"
                              " `items`: {`100`: {`for_each_service`: true, `due`: `P1D`,"
                              " `optional`: false, `entry`: `y`}, `nowhere`: {}}}"),
                   ACM_E_NOTFOUND, &w->err);
    open_with(w, "{`$schema`: `overlay.schema.json`, `notes`: `nothing yet`}", NULL);
    assert_ok(acm_playbook_items(w->playbook, NULL, sizeof(acm_item), 0, &count));
    assert_int_equal(count, 1 + COUNT_OF(items));
    acm_condition rows[COUNT_OF(conditions)];
    assert_ok(acm_playbook_conditions(w->playbook, 0, rows, sizeof *rows, COUNT_OF(rows), &count));
    assert_int_equal(rows[4].gates, 0);
    assert_int_equal(rows[5].flags, ACM_CONDITION_OPTIONAL);
    assert_null(acm_playbook_control(w->playbook, find(w, "100"), ACM_CONTROL_DUE, NULL));
    begin_mail(w);
    assert_int_equal(state_of(w, "mail/100"), ACM_STATE_ENABLED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_items__required_when_is_kept),
        TEST(test_items__required_when_is_asked_when_it_is_created),
        TEST(test_items__a_stage_is_required_by_what_may_be),
        TEST(test_items__enable_when_is_an_entry_of_its_own),
        TEST(test_items__enable_when_adds_to_each_entry),
        TEST(test_items__nobody_reaches_a_milestone_that_is_not_enabled),
        TEST(test_items__entries_are_alternatives),
        TEST(test_items__entry_waits_for_required_siblings),
        TEST(test_items__exit_ends),
        TEST(test_items__optional_and_mandatory),
        TEST(test_items__due),
        TEST(test_items__for_each_service),
        TEST(test_items__copies_of_two_tasks_go_together),
        TEST(test_items__done_of_a_number_is_that_of_any),
        TEST(test_conditions__an_optional_one_blocks_while_a_fact_holds),
        TEST(test_conditions__confirming_unblocks),
        TEST(test_conditions__optional_and_mandatory),
        TEST(test_conditions__what_gated_nothing_gets_something_to_gate),
        TEST(test_overlay__every_key),
        TEST(test_mistakes__are_located),
        TEST(test_mistakes__of_the_caller),
        TEST(test_mistakes__leave_the_builder_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
