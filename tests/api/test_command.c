/* What acm_case_post does with each kind of command, and what it refuses. */
#include "support/small.h"

/* Everything a caller can see of a case. */
typedef struct view {
    acm_board_row rows[8];
    size_t count, events;
    acm_state state;
    acm_condition_state in, out;
    int64_t time;
} view;

static view look(const small *s)
{
    view v;
    memset(&v, 0, sizeof v);
    assert_ok(acm_case_board(s->c, v.rows, sizeof *v.rows, COUNT_OF(v.rows), &v.count));
    v.events = acm_log_count(s->log);
    v.state = acm_case_state(s->c);
    v.in = acm_case_condition_state(s->c, small_id(s, "build/in-1"));
    v.out = acm_case_condition_state(s->c, small_id(s, "build/out-1"));
    v.time = acm_case_time(s->c);
    return v;
}

#define assert_unchanged(s, before)                                                                \
    do {                                                                                           \
        view now = look(s);                                                                        \
        assert_memory_equal(&now, &(before), sizeof now);                                          \
    } while (0)

static void test_command__runs_to_completion(void **state)
{
    small *s = *state;
    small_do(s, "100", s->ana);
    assert_int_equal(small_state(s, "plan"), ACM_STATE_COMPLETED);
    assert_int_equal(small_state(s, "101"), ACM_STATE_TERMINATED);
    assert_int_equal(small_state(s, "build"), ACM_STATE_AVAILABLE);
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/in-1", s->ana));
    assert_int_equal(small_state(s, "build"), ACM_STATE_ACTIVE);
    small_do(s, "200", s->ben);
    assert_int_equal(small_state(s, "build/outcomes"), ACM_STATE_AVAILABLE);
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/out-1", s->ana));
    assert_int_equal(small_state(s, "build/outcomes"), ACM_STATE_COMPLETED);
    assert_int_equal(small_state(s, "build"), ACM_STATE_COMPLETED);
    assert_int_equal(acm_case_state(s->c), ACM_STATE_COMPLETED);
}

static void test_command__outcome_before_the_work(void **state)
{
    small *s = *state;
    small_reach_build(s);
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/out-1", s->ana));
    assert_int_equal(small_state(s, "build/outcomes"), ACM_STATE_AVAILABLE);
    small_do(s, "200", s->ben);
    assert_int_equal(acm_case_state(s->c), ACM_STATE_COMPLETED);
}

static void test_command__same_commands_same_events(void **state)
{
    small *s = *state;
    small other;
    acm_event a[64], b[64];
    size_t m, n;
    small_open(&other, NULL);
    small_reach_build(s);
    small_reach_build(&other);
    assert_ok(acm_log_drain(s->log, a, sizeof *a, COUNT_OF(a), &m, NULL));
    assert_ok(acm_log_drain(other.log, b, sizeof *b, COUNT_OF(b), &n, NULL));
    assert_int_equal(m, n);
    assert_memory_equal(a, b, n * sizeof *a);
    small_close(&other);
}

static void test_command__refusals_change_nothing(void **state)
{
    small *s = *state;
    static const struct {
        acm_command_kind kind;
        const char *key;
        int who; /* 0 nobody, 1 ana, 2 ben, 3 carl */
        acm_status expected;
    } rows[] = {
        {ACM_COMMAND_START, "100", 2, ACM_E_ROLE},
        {ACM_COMMAND_START, "100", 3, ACM_E_ROLE},
        {ACM_COMMAND_START, "100", 0, ACM_E_ROLE},
        {ACM_COMMAND_COMPLETE, "100", 1, ACM_E_STATE},
        {ACM_COMMAND_REENABLE, "100", 1, ACM_E_STATE},
        {ACM_COMMAND_RESUME, "100", 1, ACM_E_STATE},
        {ACM_COMMAND_FAULT, "100", 1, ACM_E_STATE},
        {ACM_COMMAND_TERMINATE, "100", 1, ACM_E_STATE},
        {ACM_COMMAND_REACTIVATE, "100", 1, ACM_E_STATE},
        {ACM_COMMAND_START, "plan", 1, ACM_E_STATE},
        {ACM_COMMAND_COMPLETE, "plan", 1, ACM_E_INCOMPLETE},
        {ACM_COMMAND_COMPLETE, "plan", 2, ACM_E_ROLE},
        {ACM_COMMAND_COMPLETE, "build", 1, ACM_E_STATE},
        {ACM_COMMAND_START, "200", 2, ACM_E_STATE},
        {ACM_COMMAND_COMPLETE, NULL, 1, ACM_E_INCOMPLETE},
        {ACM_COMMAND_CLOSE, NULL, 1, ACM_E_STATE},
        {ACM_COMMAND_REACTIVATE, NULL, 1, ACM_E_STATE},
        {ACM_COMMAND_CONFIRM, "build/in-1", 2, ACM_E_ROLE},
        {ACM_COMMAND_CONFIRM, "build/out-1", 1, ACM_E_STATE},
        {ACM_COMMAND_WITHDRAW, "build/in-1", 1, ACM_E_STATE},
        {ACM_COMMAND_OCCUR, "build/outcomes", 1, ACM_E_STATE},
    };
    const acm_id who[] = {0, s->ana, s->ben, s->carl};
    view before = look(s);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(small_post(s, rows[i].kind, rows[i].key, who[rows[i].who]), rows[i].expected,
                       &s->err);
        assert_unchanged(s, before);
    }
}

static void test_command__refusal_names_item_and_role(void **state)
{
    small *s = *state;
    assert_refused(small_post(s, ACM_COMMAND_START, "100", s->ben), ACM_E_ROLE, &s->err);
    assert_string_equal(s->err.path, "plan/100");
    assert_non_null(strstr(s->err.message, "FastTrack Manager"));
}

static void test_command__each_of_an_array_is_whole(void **state)
{
    small *s = *state;
    acm_id task = small_id(s, "100");
    acm_command commands[] = {
        {.kind = ACM_COMMAND_START, .item = task, .actor = s->ana},
        {.kind = ACM_COMMAND_START, .item = task, .actor = s->ana},
        {.kind = ACM_COMMAND_COMPLETE, .item = task, .actor = s->ana},
    };
    size_t accepted = 99;
    assert_refused(acm_case_post(s->c, commands, sizeof *commands, 3, NULL, 0, &accepted, &s->err),
                   ACM_E_STATE, &s->err);
    assert_int_equal(accepted, 1);
    assert_int_equal(small_state(s, "100"), ACM_STATE_ACTIVE);
    assert_ok(acm_case_post(s->c, commands, sizeof *commands, 0, NULL, 0, &accepted, NULL));
    assert_int_equal(accepted, 0);
    assert_ok(acm_case_post(s->c, NULL, sizeof *commands, 0, NULL, 0, NULL, NULL));
}

static void test_command__strides(void **state)
{
    small *s = *state;
    acm_id task = small_id(s, "100");
    struct {
        acm_command command;
        uint64_t later;
    } wide[2] = {{{.kind = ACM_COMMAND_START, .item = task, .actor = s->ana}, 0},
                 {{.kind = ACM_COMMAND_COMPLETE, .item = task, .actor = s->ana}, 1}};
    size_t accepted;
    assert_refused(
        acm_case_post(s->c, &wide[0].command, sizeof *wide, 2, NULL, 0, &accepted, &s->err),
        ACM_E_VERSION, &s->err);
    assert_true(accepted <= 1);
    wide[1].later = 0;
    assert_ok(acm_case_post(s->c, &wide[accepted].command, sizeof *wide, 2 - accepted, NULL, 0,
                            NULL, NULL));
    assert_int_equal(small_state(s, "100"), ACM_STATE_COMPLETED);
    assert_refused(acm_case_post(s->c, &wide[0].command, sizeof(acm_command) - 8, 1, NULL, 0,
                                 &accepted, &s->err),
                   ACM_E_VERSION, &s->err);
}

static void test_command__mistakes(void **state)
{
    small *s = *state;
    acm_id task = small_id(s, "100"), condition = small_id(s, "build/in-1");
    const struct {
        acm_command command;
        const char *text;
        size_t len;
        acm_status expected;
    } rows[] = {
        {{.kind = 0, .item = task}, NULL, 0, ACM_E_INVALID},
        {{.kind = 99, .item = task}, NULL, 0, ACM_E_INVALID},
        {{.kind = ACM_COMMAND_START, .item = 999}, NULL, 0, ACM_E_NOTFOUND},
        {{.kind = ACM_COMMAND_START, .item = condition}, NULL, 0, ACM_E_NOTFOUND},
        {{.kind = ACM_COMMAND_CONFIRM, .item = task}, NULL, 0, ACM_E_NOTFOUND},
        {{.kind = ACM_COMMAND_START, .item = task, .actor = 4}, NULL, 0, ACM_E_NOTFOUND},
        {{.kind = ACM_COMMAND_START, .item = task, .instance = 999, .actor = 1},
         NULL,
         0,
         ACM_E_NOTFOUND},
        {{.kind = ACM_COMMAND_WAIVE, .item = condition, .actor = 1}, NULL, 0, ACM_E_INVALID},
        {{.kind = ACM_COMMAND_WAIVE, .item = condition, .actor = 1, .text_at = 2, .text_len = 2},
         "abc",
         3,
         ACM_E_INVALID},
        {{.kind = ACM_COMMAND_WAIVE,
          .item = condition,
          .actor = 1,
          .text_at = UINT32_MAX,
          .text_len = 2},
         "abc",
         3,
         ACM_E_INVALID},
        {{.kind = ACM_COMMAND_WAIVE, .item = condition, .actor = 1, .text_len = 4},
         NOT_UTF8,
         4,
         ACM_E_ENCODING},
        {{.kind = ACM_COMMAND_SET_FACT, .actor = 1, .value_kind = ACM_VALUE_INTEGER},
         NULL,
         0,
         ACM_E_INVALID},
        {{.kind = ACM_COMMAND_SET_FACT, .actor = 1, .text_len = 1, .value_kind = 7},
         "x",
         1,
         ACM_E_INVALID},
        {{.kind = ACM_COMMAND_SET_FACT, .actor = 1, .text_len = 1, .value_kind = -1},
         "x",
         1,
         ACM_E_INVALID},
        {{.kind = ACM_COMMAND_SET_FACT,
          .actor = 1,
          .text_len = 1,
          .value_kind = ACM_VALUE_STRING,
          .value_at = 1,
          .value_len = 1},
         "x",
         1,
         ACM_E_INVALID},
        {{.kind = ACM_COMMAND_SET_SCOPE, .actor = 1, .text_len = 7}, "Nothing", 7, ACM_E_NOTFOUND},
        {{.kind = ACM_COMMAND_REMOVE_FACT, .actor = 1, .text_len = 1}, "x", 1, ACM_E_NOTFOUND},
    };
    view before = look(s);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t accepted = 99;
        acm_status status = acm_case_post(s->c, &rows[i].command, sizeof rows[i].command, 1,
                                          rows[i].text, rows[i].len, &accepted, &s->err);
        if (status != rows[i].expected)
            fail_msg("row %zu: %s", i, acm_status_name(status));
        assert_int_equal(accepted, 0);
        assert_int_equal(s->err.status, status);
        assert_unchanged(s, before);
    }
    acm_command start = {.kind = ACM_COMMAND_START, .item = task, .actor = s->ana};
    assert_refused(acm_case_post(NULL, &start, sizeof start, 1, NULL, 0, NULL, &s->err),
                   ACM_E_INVALID, &s->err);
    assert_refused(acm_case_post(s->c, NULL, sizeof start, 1, NULL, 0, NULL, &s->err),
                   ACM_E_INVALID, &s->err);
}

static void test_command__real_facts_are_finite(void **state)
{
    small *s = *state;
    const double zero = 0;
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT,
                        .actor = s->ana,
                        .text_len = 1,
                        .value_kind = ACM_VALUE_DOUBLE,
                        .real = 1 / zero};
    assert_refused(acm_case_post(s->c, &fact, sizeof fact, 1, "x", 1, NULL, &s->err), ACM_E_INVALID,
                   &s->err);
    fact.real = 1.5;
    assert_ok(acm_case_post(s->c, &fact, sizeof fact, 1, "x", 1, NULL, &s->err));
}

static void test_command__disable_and_reenable(void **state)
{
    small *s = *state;
    assert_ok(small_post(s, ACM_COMMAND_DISABLE, "101", s->ben));
    assert_int_equal(small_state(s, "101"), ACM_STATE_DISABLED);
    assert_status(small_post(s, ACM_COMMAND_START, "101", s->ben), ACM_E_STATE);
    assert_ok(small_post(s, ACM_COMMAND_REENABLE, "101", s->ben));
    assert_int_equal(small_state(s, "101"), ACM_STATE_ENABLED);
}

static void test_command__fault_and_reactivate(void **state)
{
    small *s = *state;
    assert_ok(small_post(s, ACM_COMMAND_START, "101", s->ben));
    assert_ok(small_post(s, ACM_COMMAND_FAULT, "101", s->ben));
    assert_int_equal(small_state(s, "101"), ACM_STATE_FAILED);
    assert_ok(small_post(s, ACM_COMMAND_REACTIVATE, "101", s->ben));
    assert_int_equal(small_state(s, "101"), ACM_STATE_ACTIVE);
    assert_ok(small_post(s, ACM_COMMAND_TERMINATE, "101", s->ben));
    assert_int_equal(small_state(s, "101"), ACM_STATE_TERMINATED);
}

static void test_command__suspend_and_resume_a_task(void **state)
{
    small *s = *state;
    assert_ok(small_post(s, ACM_COMMAND_START, "101", s->ben));
    assert_ok(small_post(s, ACM_COMMAND_SUSPEND, "101", s->ben));
    assert_int_equal(small_state(s, "101"), ACM_STATE_SUSPENDED);
    assert_status(small_post(s, ACM_COMMAND_COMPLETE, "101", s->ben), ACM_E_STATE);
    assert_ok(small_post(s, ACM_COMMAND_RESUME, "101", s->ben));
    assert_ok(small_post(s, ACM_COMMAND_COMPLETE, "101", s->ben));
}

static void test_command__suspend_the_case(void **state)
{
    small *s = *state;
    assert_ok(small_post(s, ACM_COMMAND_SUSPEND, NULL, s->ana));
    assert_int_equal(acm_case_state(s->c), ACM_STATE_SUSPENDED);
    assert_int_equal(small_state(s, "100"), ACM_STATE_SUSPENDED);
    assert_int_equal(small_state(s, "build"), ACM_STATE_SUSPENDED);
    assert_ok(small_post(s, ACM_COMMAND_RESUME, NULL, s->ana));
    assert_int_equal(acm_case_state(s->c), ACM_STATE_ACTIVE);
    assert_int_equal(small_state(s, "plan"), ACM_STATE_ACTIVE);
    assert_int_equal(small_state(s, "100"), ACM_STATE_ENABLED);
    assert_int_equal(small_state(s, "build"), ACM_STATE_AVAILABLE);
}

static void test_command__terminate_and_close_the_case(void **state)
{
    small *s = *state;
    assert_ok(small_post(s, ACM_COMMAND_TERMINATE, NULL, s->ana));
    assert_int_equal(acm_case_state(s->c), ACM_STATE_TERMINATED);
    assert_int_equal(small_state(s, "100"), ACM_STATE_TERMINATED);
    assert_int_equal(small_state(s, "build"), ACM_STATE_TERMINATED);
    assert_ok(small_post(s, ACM_COMMAND_CLOSE, NULL, s->ana));
    assert_int_equal(acm_case_state(s->c), ACM_STATE_CLOSED);
    assert_status(small_post(s, ACM_COMMAND_REACTIVATE, NULL, s->ana), ACM_E_STATE);
}

static void test_command__a_milestone_does_not_skip_its_conditions(void **state)
{
    small *s = *state;
    small_reach_build(s);
    assert_refused(small_post(s, ACM_COMMAND_OCCUR, "build/outcomes", s->ana), ACM_E_CONDITION,
                   &s->err);
    small_do(s, "200", s->ben);
    assert_refused(small_post(s, ACM_COMMAND_OCCUR, "build/outcomes", s->ana), ACM_E_CONDITION,
                   &s->err);
    assert_refused(small_post(s, ACM_COMMAND_COMPLETE, "build", s->ana), ACM_E_INCOMPLETE, &s->err);
}

static void test_command__stage_by_hand(void **state)
{
    small *s = *state;
    acm_builder *b;
    acm_playbook *playbook;
    acm_case *c;
    acm_id root, stage, must, may;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(
        acm_builder_add(b, root, ACM_ITEM_STAGE, ACM_ITEM_REQUIRED, "s", NULL, -1, &stage, NULL));
    assert_ok(
        acm_builder_add(b, stage, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "must", NULL, -1, &must, NULL));
    assert_ok(
        acm_builder_add(b, stage, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "may", NULL, -1, &may, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    assert_ok(acm_case_new(playbook, s->roster, NULL, NULL, &c, NULL));
    assert_ok(acm_playbook_find(playbook, "s", ACM_NTS, &stage, NULL));
    assert_ok(acm_playbook_find(playbook, "must", ACM_NTS, &must, NULL));
    assert_ok(acm_playbook_find(playbook, "may", ACM_NTS, &may, NULL));
    acm_command by_hand = {.kind = ACM_COMMAND_COMPLETE, .item = stage, .actor = s->carl};
    acm_command work = {.kind = ACM_COMMAND_COMPLETE, .item = must, .actor = s->carl};
    assert_refused(acm_case_post(c, &by_hand, sizeof by_hand, 1, NULL, 0, NULL, &s->err),
                   ACM_E_INCOMPLETE, &s->err);
    assert_ok(acm_case_post(c, &work, sizeof work, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_item_state(c, stage), ACM_STATE_ACTIVE);
    assert_ok(acm_case_post(c, &by_hand, sizeof by_hand, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_item_state(c, stage), ACM_STATE_COMPLETED);
    assert_int_equal(acm_case_item_state(c, may), ACM_STATE_TERMINATED);
    assert_int_equal(acm_case_state(c), ACM_STATE_COMPLETED);
    acm_case_free(c);
    acm_playbook_free(playbook);
}

static void test_command__conditions(void **state)
{
    small *s = *state;
    acm_id in = small_id(s, "build/in-1");
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/in-1", s->ana));
    assert_int_equal(acm_case_condition_state(s->c, in), ACM_CONDITION_STATE_CONFIRMED);
    assert_ok(small_post(s, ACM_COMMAND_WITHDRAW, "build/in-1", s->ana));
    assert_int_equal(acm_case_condition_state(s->c, in), ACM_CONDITION_STATE_OPEN);
    assert_ok(small_post_text(s, ACM_COMMAND_WAIVE, "build/in-1", s->ana, "signed elsewhere"));
    assert_int_equal(acm_case_condition_state(s->c, in), ACM_CONDITION_STATE_WAIVED);
    small_do(s, "100", s->ana);
    assert_int_equal(small_state(s, "build"), ACM_STATE_ACTIVE);
    assert_refused(small_post(s, ACM_COMMAND_WITHDRAW, "build/in-1", s->ana), ACM_E_CONDITION,
                   &s->err);
}

static void test_command__claim(void **state)
{
    small *s = *state;
    view v = look(s);
    assert_ok(small_post(s, ACM_COMMAND_CLAIM, "100", s->ana));
    assert_status(small_post(s, ACM_COMMAND_CLAIM, "100", s->ben), ACM_E_ROLE);
    view after = look(s);
    assert_int_equal(after.rows[2].performer, s->ana);
    after.rows[2].performer = 0;
    assert_memory_equal(after.rows, v.rows, sizeof v.rows);
}

static void test_command__time_never_goes_back(void **state)
{
    small *s = *state;
    acm_command advance = {.kind = ACM_COMMAND_ADVANCE, .actor = s->ana, .time = 5000};
    acm_command start = {
        .kind = ACM_COMMAND_START, .item = small_id(s, "100"), .actor = s->ana, .time = 10};
    acm_event e[2];
    size_t n;
    acm_log_clear(s->log);
    assert_ok(acm_case_post(s->c, &advance, sizeof advance, 1, NULL, 0, NULL, NULL));
    assert_ok(acm_case_post(s->c, &start, sizeof start, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_time(s->c), 5000);
    assert_ok(acm_log_drain(s->log, e, sizeof *e, COUNT_OF(e), &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(e[0].kind, ACM_EVENT_TIME);
    assert_int_equal(e[1].time, 5000);
}

static void test_command__facts_are_told_in_events(void **state)
{
    small *s = *state;
    acm_command facts[] = {
        {.kind = ACM_COMMAND_SET_FACT,
         .actor = s->ana,
         .text_len = 4,
         .value_kind = ACM_VALUE_INTEGER,
         .integer = 12},
        {.kind = ACM_COMMAND_REMOVE_FACT, .actor = s->ana, .text_len = 4},
    };
    acm_event e[2];
    size_t n;
    acm_log_clear(s->log);
    assert_ok(acm_case_post(s->c, facts, sizeof *facts, 2, "size", 4, NULL, NULL));
    assert_ok(acm_log_drain(s->log, e, sizeof *e, COUNT_OF(e), &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(e[0].kind, ACM_EVENT_SET_FACT);
    assert_string_equal(acm_log_text(s->log, &e[0]), "size=12");
    assert_int_equal(e[1].kind, ACM_EVENT_REMOVE_FACT);
    assert_string_equal(acm_log_text(s->log, &e[1]), "size");
}

static void test_command__a_fact_opens_a_gate(void **state)
{
    small *s = *state;
    acm_playbook *playbook = small_gated("size > 10 && kind == 'mail'");
    acm_case *c;
    acm_id task;
    assert_ok(acm_case_new(playbook, s->roster, NULL, NULL, &c, NULL));
    assert_ok(acm_playbook_find(playbook, "gated", ACM_NTS, &task, NULL));
    static const char text[] = "sizekindmail";
    acm_command facts[] = {
        {.kind = ACM_COMMAND_SET_FACT,
         .actor = s->ana,
         .text_len = 4,
         .value_kind = ACM_VALUE_INTEGER,
         .integer = 12},
        {.kind = ACM_COMMAND_SET_FACT,
         .actor = s->ana,
         .text_at = 4,
         .text_len = 4,
         .value_kind = ACM_VALUE_STRING,
         .value_at = 8,
         .value_len = 4},
    };
    assert_ok(acm_case_post(c, facts, sizeof *facts, 1, text, ACM_NTS, NULL, NULL));
    assert_int_equal(acm_case_item_state(c, task), ACM_STATE_AVAILABLE);
    assert_ok(acm_case_post(c, facts + 1, sizeof *facts, 1, text, ACM_NTS, NULL, NULL));
    assert_int_equal(acm_case_item_state(c, task), ACM_STATE_ACTIVE);
    acm_case_free(c);
    acm_playbook_free(playbook);
}

static void test_command__scope_narrows_and_widens(void **state)
{
    small *s = *state;
    small_reach_build(s);
    assert_ok(small_post_text(s, ACM_COMMAND_SET_SCOPE, NULL, s->ana, "Exchange"));
    assert_int_equal(small_state(s, "201"), ACM_STATE_TERMINATED);
    assert_int_equal(small_state(s, "200"), ACM_STATE_ENABLED);
    assert_ok(small_post_text(s, ACM_COMMAND_SET_SCOPE, NULL, s->ana, ""));
    assert_int_equal(small_state(s, "201"), ACM_STATE_ENABLED);
}

int main(void)
{
#define COMMAND_TEST(name)                                                                         \
    cmocka_unit_test_setup_teardown(test_command__##name, small_setup, small_teardown)
    const struct CMUnitTest tests[] = {
        COMMAND_TEST(runs_to_completion),
        COMMAND_TEST(outcome_before_the_work),
        COMMAND_TEST(same_commands_same_events),
        COMMAND_TEST(refusals_change_nothing),
        COMMAND_TEST(refusal_names_item_and_role),
        COMMAND_TEST(each_of_an_array_is_whole),
        COMMAND_TEST(strides),
        COMMAND_TEST(mistakes),
        COMMAND_TEST(real_facts_are_finite),
        COMMAND_TEST(disable_and_reenable),
        COMMAND_TEST(fault_and_reactivate),
        COMMAND_TEST(suspend_and_resume_a_task),
        COMMAND_TEST(suspend_the_case),
        COMMAND_TEST(terminate_and_close_the_case),
        COMMAND_TEST(a_milestone_does_not_skip_its_conditions),
        COMMAND_TEST(stage_by_hand),
        COMMAND_TEST(conditions),
        COMMAND_TEST(claim),
        COMMAND_TEST(time_never_goes_back),
        COMMAND_TEST(facts_are_told_in_events),
        COMMAND_TEST(a_fact_opens_a_gate),
        COMMAND_TEST(scope_narrows_and_widens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
