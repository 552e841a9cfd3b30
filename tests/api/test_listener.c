/* Event listeners: what users say, what callers say, and time (CMMN 8.4.3). */
#include "support/lines.h"

enum {
    HOUR = 3600000
};

static void test_listener_keeps_its_stage_open(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "user u", "listener l");
    STATES(&w, "avv", "a", "u", "l");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "l"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_listener_knows_no_other_transitions(void **state)
{
    (void)state;
    world w;
    const acm_command_kind none[] = {
        ACM_COMMAND_START, ACM_COMMAND_COMPLETE,   ACM_COMMAND_DISABLE, ACM_COMMAND_REENABLE,
        ACM_COMMAND_FAULT, ACM_COMMAND_REACTIVATE, ACM_COMMAND_RESUME,  ACM_COMMAND_CLOSE};
    OPEN(&w, "task a", "user u", "timer t timer=PT1H", "listener l");
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        assert_status(post(&w, none[i], "u"), ACM_E_STATE);
        assert_status(post(&w, none[i], "t"), ACM_E_STATE);
        assert_status(post(&w, none[i], "l"), ACM_E_STATE);
    }
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, "u"));
    assert_ok(post(&w, ACM_COMMAND_RESUME, "u"));
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, "u"));
    STATES(&w, "t", "u");
    close_world(&w);
}

static void test_listener_repeats_where_that_is_asked_for(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "user u repeats");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_instances(&w, "c", "u");
    close_world(&w);
    lines_open(&w, LINES("task a", "user u repeats"),
               (opening){.semantics = ACM_SEMANTICS_LISTENERS_REPEAT});
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_instances(&w, "cv", "u");
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, "u"));
    assert_instances(&w, "ct", "u");
    close_world(&w);
}

static void test_orphan_ends_where_that_is_asked_for(void **state)
{
    (void)state;
    world w;
    const char *const *lines = LINES("task a", "user u", "user v", "a exits u occur");
    lines_open(&w, lines, (opening){.semantics = ACM_SEMANTICS_END_ORPHAN_LISTENERS});
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "ctv", "a", "u", "v");
    close_world(&w);
    lines_open(&w, lines, (opening){.plan = NULL});
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "cvv", "a", "u", "v");
    close_world(&w);
}

static void test_listener_is_not_available_before_its_condition(void **state)
{
    (void)state;
    world w;
    acm_board_row rows[4];
    size_t count;
    OPEN(&w, "task a", "user u available_when=x==1", "timer t timer=PT1H available_when=x==1");
    assert_status(post(&w, ACM_COMMAND_OCCUR, "u"), ACM_E_STATE);
    assert_ok(acm_case_board(w.c, rows, sizeof *rows, 4, &count));
    assert_int_equal(rows[2].flags, ACM_INSTANCE_UNAVAILABLE);
    assert_int_equal(acm_case_next_timer(w.c, NULL), 0);
    assert_ok(advance(&w, 5 * HOUR));
    STATES(&w, "v", "t");
    assert_ok(set_fact(&w, "x", 1));
    int64_t due;
    assert_int_equal(acm_case_instance_item(w.c, acm_case_next_timer(w.c, &due)), id_of(&w, "t"));
    assert_int_equal(due, 6 * HOUR);
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_ok(set_fact(&w, "x", 2));
    assert_int_equal(acm_case_next_timer(w.c, &due), 0);
    assert_int_equal(due, 0);
    assert_int_equal(acm_case_next_timer(NULL, NULL), 0);
    close_world(&w);
}

static void test_timer_occurs_when_its_time_has_come(void **state)
{
    (void)state;
    world w;
    acm_event events[16];
    size_t count;
    OPEN(&w, "timer t timer=PT1H", "task a", "a enters t occur", "task b");
    assert_ok(advance(&w, HOUR - 1));
    STATES(&w, "vv", "t", "a");
    acm_log_clear(w.log);
    assert_ok(advance(&w, 3 * HOUR));
    STATES(&w, "ca", "t", "a");
    assert_ok(acm_log_drain(w.log, events, sizeof *events, COUNT_OF(events), &count, NULL));
    assert_int_equal(count, 3);
    assert_int_equal(events[0].kind, ACM_TRANSITION_OCCUR);
    assert_int_equal(events[0].cause, ACM_CAUSE_TIMER);
    assert_int_equal(events[0].time, HOUR);
    assert_int_equal(events[1].time, HOUR);
    assert_int_equal(events[2].kind, ACM_EVENT_TIME);
    assert_int_equal(events[2].time, 3 * HOUR);
    close_world(&w);
}

static void test_one_big_step_equals_many_small_ones(void **state)
{
    (void)state;
    const char *const *lines =
        LINES("timer t timer=R3/PT1H", "stage s repeats", "task s/a", "timer s/u timer=PT30M",
              "s enters t occur", "s exits s/u occur", "task b");
    world big, small;
    acm_board_row a[32], b[32];
    size_t count, same;
    lines_open(&big, lines, (opening){.plan = NULL});
    assert_ok(advance(&big, 10 * HOUR));
    assert_instances(&big, "ccc", "t");
    assert_instances(&big, "tttv", "s");
    assert_ok(acm_case_board(big.c, a, sizeof *a, 32, &count));
    close_world(&big);
    lines_open(&small, lines, (opening){.plan = NULL});
    for (int64_t time = 0; time <= 10 * HOUR; time += HOUR / 7)
        assert_ok(advance(&small, time));
    assert_ok(advance(&small, 10 * HOUR));
    assert_ok(acm_case_board(small.c, b, sizeof *b, 32, &same));
    assert_int_equal(count, same);
    assert_memory_equal(a, b, count * sizeof *a);
    close_world(&small);
}

static void test_suspended_timer_occurs_after_the_resume(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "timer t timer=PT1H", "task a");
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, NULL));
    assert_ok(advance(&w, 2 * HOUR));
    STATES(&w, "s", "t");
    assert_ok(post(&w, ACM_COMMAND_RESUME, NULL));
    STATES(&w, "v", "t");
    assert_ok(advance(&w, 2 * HOUR));
    STATES(&w, "c", "t");
    close_world(&w);
}

static void test_exit_criterion_may_complete(void **state)
{
    (void)state;
    world w;
    acm_error err;
    OPEN(&w, "stage s", "task s/a manual", "user s/u", "user s/v", "s exits +complete s/u occur",
         "s exits +force-complete s/v occur", "task b");
    assert_ok(post(&w, ACM_COMMAND_START, "s/a"));
    acm_error_init(&err);
    acm_command occur = {.kind = ACM_COMMAND_OCCUR, .item = id_of(&w, "s/u")};
    assert_status(acm_case_post(w.c, &occur, sizeof occur, 1, NULL, 0, NULL, &err),
                  ACM_E_INCOMPLETE);
    assert_string_equal(err.path, "s");
    STATES(&w, "aavv", "s", "s/a", "s/u", "s/v");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "s/v"));
    STATES(&w, "cttc", "s", "s/a", "s/u", "s/v");
    close_world(&w);
}

static void test_row_of_a_timer_goes_on_when_it_occurs_by_hand(void **state)
{
    (void)state;
    world w;
    int64_t due;
    OPEN(&w, "timer t timer=R3/PT1H", "task a");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "t"));
    assert_instances(&w, "cv", "t");
    acm_case_next_timer(w.c, &due);
    assert_int_equal(due, 2 * HOUR);
    assert_ok(advance(&w, 10 * HOUR));
    assert_instances(&w, "ccc", "t");
    close_world(&w);
}

static void test_row_waits_while_its_listener_is_not_available(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "timer t timer=R3/PT1H available_when=x!=1", "task a");
    assert_ok(advance(&w, HOUR));
    assert_instances(&w, "cv", "t");
    assert_ok(set_fact(&w, "x", 1));
    assert_int_equal(acm_case_next_timer(w.c, NULL), 0);
    assert_ok(advance(&w, 10 * HOUR));
    assert_instances(&w, "cv", "t");
    close_world(&w);
}

static void test_next_of_a_row_may_not_be_available(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "timer t timer=R3/PT1H available_when=repetitionCounter<2", "task a");
    assert_ok(advance(&w, 10 * HOUR));
    assert_instances(&w, "cv", "t");
    assert_int_equal(acm_case_next_timer(w.c, NULL), 0);
    close_world(&w);
}

static void test_timer_that_says_no_time_never_runs(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "timer t timer=${n==2?'PT1H':n} available_when=m!=1", "task a");
    assert_int_equal(acm_case_next_timer(w.c, NULL), 0);
    assert_ok(set_fact(&w, "n", 2));
    assert_ok(set_fact(&w, "m", 2));
    assert_int_equal(acm_case_next_timer(w.c, NULL), 0);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_listener_keeps_its_stage_open),
        cmocka_unit_test(test_listener_knows_no_other_transitions),
        cmocka_unit_test(test_listener_repeats_where_that_is_asked_for),
        cmocka_unit_test(test_orphan_ends_where_that_is_asked_for),
        cmocka_unit_test(test_listener_is_not_available_before_its_condition),
        cmocka_unit_test(test_timer_occurs_when_its_time_has_come),
        cmocka_unit_test(test_one_big_step_equals_many_small_ones),
        cmocka_unit_test(test_suspended_timer_occurs_after_the_resume),
        cmocka_unit_test(test_exit_criterion_may_complete),
        cmocka_unit_test(test_row_of_a_timer_goes_on_when_it_occurs_by_hand),
        cmocka_unit_test(test_row_waits_while_its_listener_is_not_available),
        cmocka_unit_test(test_next_of_a_row_may_not_be_available),
        cmocka_unit_test(test_timer_that_says_no_time_never_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
