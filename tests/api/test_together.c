/* Facts that are one command with what is done: ACM_COMMAND_WITH_NEXT. */
#include "support/test.h"

#include <acmplaybook.h>

/* Two tasks; "work" ends early once x is 1. */
typedef struct desk {
    acm_playbook *playbook;
    acm_log *log;
    acm_case *c;
    acm_id work, other;
    acm_error err;
} desk;

static int setup(void **state)
{
    static desk d;
    acm_builder *b;
    acm_id root;
    acm_error_init(&d.err);
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "work", NULL, -1, &d.work, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "other", NULL, -1, &d.other, NULL));
    assert_ok(acm_builder_criterion(b, d.work, ACM_CRITERION_EXIT, 0, "x == 1", NULL, NULL));
    assert_ok(acm_builder_finish(b, &d.playbook, NULL));
    acm_builder_free(b);
    assert_ok(acm_playbook_find(d.playbook, "work", ACM_NTS, &d.work, NULL));
    assert_ok(acm_playbook_find(d.playbook, "other", ACM_NTS, &d.other, NULL));
    assert_ok(acm_log_new(NULL, &d.log, NULL));
    assert_ok(acm_case_new(d.playbook, NULL, d.log, NULL, &d.c, NULL));
    acm_log_clear(d.log);
    *state = &d;
    return 0;
}

static int teardown(void **state)
{
    desk *d = *state;
    acm_case_free(d->c);
    acm_log_free(d->log);
    acm_playbook_free(d->playbook);
    return 0;
}

/* x = value, which is one with what follows. */
static acm_command fact(int64_t value)
{
    return (acm_command){.kind = ACM_COMMAND_SET_FACT,
                         .text_len = 1,
                         .value_kind = ACM_VALUE_INTEGER,
                         .integer = value,
                         .flags = ACM_COMMAND_WITH_NEXT};
}

static acm_status post(desk *d, const acm_command *commands, size_t count, size_t *accepted)
{
    return acm_case_post(d->c, commands, sizeof *commands, count, "x", 1, accepted, &d->err);
}

static acm_state state_of(const desk *d, acm_id item)
{
    return acm_case_item_state(d->c, item);
}

/* Apart, the fact would throw the task out before it could be completed. */
static void test_together__nothing_is_settled_between(void **state)
{
    desk *d = *state;
    size_t accepted;
    acm_command commands[] = {fact(1), {.kind = ACM_COMMAND_COMPLETE, .item = d->work}};
    assert_ok(post(d, commands, 2, &accepted));
    assert_int_equal(accepted, 2);
    assert_int_equal(state_of(d, d->work), ACM_STATE_COMPLETED);
    acm_event e[4];
    size_t n;
    assert_ok(acm_log_drain(d->log, e, sizeof *e, COUNT_OF(e), &n, NULL));
    assert_int_equal(n, 2);
    assert_int_equal(e[0].kind, ACM_EVENT_SET_FACT);
    assert_int_equal(e[1].kind, ACM_TRANSITION_COMPLETE);
}

static void test_together__apart_the_fact_comes_first(void **state)
{
    desk *d = *state;
    size_t accepted;
    acm_command commands[] = {fact(1), {.kind = ACM_COMMAND_COMPLETE, .item = d->work}};
    commands[0].flags = 0;
    assert_refused(post(d, commands, 2, &accepted), ACM_E_STATE, &d->err);
    assert_int_equal(accepted, 1);
    assert_int_equal(state_of(d, d->work), ACM_STATE_TERMINATED);
}

/* Neither the facts nor what they would cause. */
static void test_together__a_refusal_takes_the_facts_back(void **state)
{
    desk *d = *state;
    size_t accepted;
    acm_command commands[] = {{.kind = ACM_COMMAND_COMPLETE, .item = d->other},
                              fact(2),
                              fact(1),
                              {.kind = ACM_COMMAND_START, .item = d->work}};
    assert_refused(post(d, commands, 4, &accepted), ACM_E_STATE, &d->err);
    assert_string_equal(d->err.path, "work");
    assert_int_equal(accepted, 1);
    assert_int_equal(acm_log_count(d->log), 1);
    assert_int_equal(state_of(d, d->work), ACM_STATE_ACTIVE);
    acm_command gone = {.kind = ACM_COMMAND_REMOVE_FACT, .text_len = 1};
    assert_refused(post(d, &gone, 1, NULL), ACM_E_NOTFOUND, &d->err);
}

/* x is 1 for no moment that matters. */
static void test_together__facts_alone_settle_once(void **state)
{
    desk *d = *state;
    acm_command commands[] = {fact(1), fact(3)};
    commands[1].flags = 0;
    assert_ok(post(d, commands, 2, NULL));
    assert_int_equal(state_of(d, d->work), ACM_STATE_ACTIVE);
    acm_command gone[] = {{.kind = ACM_COMMAND_REMOVE_FACT, .text_len = 1}, fact(4), fact(5)};
    gone[0].flags = ACM_COMMAND_WITH_NEXT;
    gone[2].flags = 0;
    assert_ok(post(d, gone, 3, NULL));
}

static void test_together__mistakes(void **state)
{
    desk *d = *state;
    size_t accepted;
    acm_command last[] = {fact(2), fact(1)};
    assert_refused(post(d, last, 2, &accepted), ACM_E_INVALID, &d->err);
    acm_command no_fact[] = {{.kind = ACM_COMMAND_COMPLETE, .item = d->work}, fact(1)};
    no_fact[0].flags = ACM_COMMAND_WITH_NEXT;
    no_fact[1].flags = 0;
    assert_refused(post(d, no_fact, 2, &accepted), ACM_E_INVALID, &d->err);
    acm_command unknown = fact(1);
    unknown.flags = 2;
    assert_refused(post(d, &unknown, 1, &accepted), ACM_E_INVALID, &d->err);
    acm_command broken[] = {fact(1), fact(1), {.kind = ACM_COMMAND_COMPLETE, .item = d->work}};
    broken[1].text_at = 7;
    assert_refused(post(d, broken, 3, &accepted), ACM_E_INVALID, &d->err);
    assert_int_equal(accepted, 0);
    assert_int_equal(acm_log_count(d->log), 0);
    assert_int_equal(state_of(d, d->work), ACM_STATE_ACTIVE);
}

/* Records of a caller that knows more. */
static void test_together__strides(void **state)
{
    desk *d = *state;
    struct longer {
        acm_command command;
        uint64_t later;
    } commands[] = {{fact(1), 0}, {{.kind = ACM_COMMAND_COMPLETE, .item = d->work}, 0}};
    assert_ok(acm_case_post(d->c, &commands->command, sizeof *commands, 2, "x", 1, NULL, NULL));
    assert_int_equal(state_of(d, d->work), ACM_STATE_COMPLETED);
}

int main(void)
{
#define TOGETHER_TEST(name) cmocka_unit_test_setup_teardown(test_together__##name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TOGETHER_TEST(nothing_is_settled_between),
        TOGETHER_TEST(apart_the_fact_comes_first),
        TOGETHER_TEST(a_refusal_takes_the_facts_back),
        TOGETHER_TEST(facts_alone_settle_once),
        TOGETHER_TEST(mistakes),
        TOGETHER_TEST(strides),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
