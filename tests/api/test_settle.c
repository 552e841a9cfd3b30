/*
 * The rules of a running case, each on a playbook of its own (support/lines.h). */
#include "support/lines.h"

static void test_sentry_reacts_before_its_stage_completes(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s auto", "task s/a", "task s/b", "s/b enters s/a complete");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    STATES(&w, "aca", "s", "s/a", "s/b");
    close_world(&w);
}

static void test_on_part_is_remembered_until_the_if_part_holds(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b", "b enters a complete if x > 3");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "v", "b");
    assert_ok(set_fact(&w, "x", 3));
    STATES(&w, "v", "b");
    assert_ok(set_fact(&w, "x", 4));
    STATES(&w, "a", "b");
    close_world(&w);
}

static void test_rule_that_does_not_hold_says_what_it_saw(void **state)
{
    (void)state;
    world w;
    acm_blocker blocker;
    size_t count;
    char sentence[160];
    OPEN(&w, "task a", "task b", "b enters if x > 3 and done('a') and name != 'y'");
    assert_ok(set_fact(&w, "x", 3));
    assert_ok(acm_case_explain(w.c, id_of(&w, "b"), 0, ACM_COMMAND_COMPLETE, 0, &blocker,
                               sizeof blocker, 1, &count));
    assert_int_equal(count, 1);
    assert_int_equal(blocker.kind, ACM_BLOCKER_EXPRESSION);
    assert_ok(acm_case_explain_text(w.c, &blocker, "en", sentence, sizeof sentence, NULL));
    assert_string_equal(sentence,
                        "the rule of \"b\" does not hold: x > 3 and done('a') and name != 'y' "
                        "(x = 3, name = null, a = active)");
    close_world(&w);
}

static void test_exit_of_what_is_active_alone_fires_when_it_begins(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b manual", "b exits +exit-active if x > 3");
    assert_ok(set_fact(&w, "x", 4));
    STATES(&w, "e", "b");
    assert_ok(post(&w, ACM_COMMAND_START, "b"));
    STATES(&w, "t", "b");
    close_world(&w);
}

static void test_exits_cascade_within_one_command(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b", "task c", "b exits a complete", "c exits b exit");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "ctt", "a", "b", "c");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_exit_of_the_case_beats_its_completion(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "root exits a complete");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_TERMINATED);
    close_world(&w);
}

static void test_optional_work_keeps_a_stage_open(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s", "task s/a required", "task s/b manual");
    assert_int_equal(post(&w, ACM_COMMAND_COMPLETE, "s"), ACM_E_INCOMPLETE);
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    STATES(&w, "ae", "s", "s/b");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s"));
    STATES(&w, "ct", "s", "s/b");
    close_world(&w);
}

static void test_auto_complete_leaves_disabled_children(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s auto", "task s/a required", "task s/b manual", "task s/c manual");
    assert_ok(post(&w, ACM_COMMAND_DISABLE, "s/b"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    STATES(&w, "ccdt", "s", "s/a", "s/b", "s/c");
    close_world(&w);
}

static void test_non_blocking_work_is_done_at_once(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a non-blocking", "task b", "b enters a complete");
    STATES(&w, "ca", "a", "b");
    close_world(&w);
}

static void test_endless_settling_is_refused(void **state)
{
    (void)state;
    world w;
    acm_case_options options;
    acm_case *c;
    acm_error err;
    acm_error_init(&err);
    OPEN(&w, "stage s", "task s/a", "task s/b", "task s/c");
    acm_case_options_init(&options);
    options.budget = 5;
    size_t before = acm_log_count(w.log);
    assert_refused(acm_case_new(w.playbook, NULL, w.log, &options, &c, &err), ACM_E_BUDGET, &err);
    assert_null(c);
    assert_int_equal(acm_log_count(w.log), before);
    close_world(&w);
}

static void test_predecessor_out_of_scope_holds_nothing_up(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Exchange", "task a Teams", "task x Exchange", "x enters a complete");
    STATES(&w, "-a", "a", "x");
    close_world(&w);
    OPEN(&w, "task a Teams", "task x Exchange", "x enters a complete");
    STATES(&w, "av", "a", "x");
    assert_ok(set_scope(&w, "Exchange"));
    STATES(&w, "ta", "a", "x");
    close_world(&w);
}

static void test_events_come_before_what_their_source_no_longer_holds_up(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a Teams", "task b Exchange", "milestone m", "m enters a complete",
         "root exits a exit");
    assert_ok(set_scope(&w, "Exchange"));
    STATES(&w, "ttt", "a", "b", "m");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_TERMINATED);
    close_world(&w);
}

static void test_exit_never_fires_for_want_of_its_source(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Exchange", "task a Teams", "task x Exchange", "x exits a complete",
               "root exits a complete");
    STATES(&w, "-a", "a", "x");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    close_world(&w);
}

static void test_plan_runs_without_what_stands_outside_it(void **state)
{
    (void)state;
    world w;
    OPEN_PLAN(&w, "q", "stage p", "task p/a", "stage q", "task q/b", "q enters p complete",
              "q/b enters p/a complete");
    STATES(&w, "-aa", "p", "q", "q/b");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "q/b"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_stage_around_a_plan_is_never_completable(void **state)
{
    (void)state;
    world w;
    OPEN_PLAN(&w, "q", "stage q", "task q/a", "q enters if cmmn:isStageCompletable()");
    STATES(&w, "v-", "q", "q/a");
    close_world(&w);
}

static void test_exit_of_a_plan_terminates_the_case(void **state)
{
    (void)state;
    world w;
    acm_event events[32];
    size_t count;
    OPEN_PLAN(&w, "q", "stage q", "task q/a", "task q/b", "q exits q/a complete");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "q/a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_TERMINATED);
    assert_ok(acm_log_drain(w.log, events, sizeof *events, COUNT_OF(events), &count, NULL));
    bool terminated = false;
    for (size_t i = 0; i < count; i++)
        terminated = terminated || (events[i].item == id_of(&w, "q") &&
                                    events[i].kind == ACM_TRANSITION_TERMINATE &&
                                    events[i].cause == ACM_CAUSE_CRITERION);
    assert_true(terminated);
    close_world(&w);
}

static void test_failed_case_is_not_terminated_by_a_criterion(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b", "root exits a complete");
    assert_ok(post(&w, ACM_COMMAND_FAULT, NULL));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_FAILED);
    close_world(&w);
}

static void test_widening_lets_in_what_waits_for_finished_work(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Teams", "task a Teams", "task x Exchange required", "task y Teams",
               "x enters a complete");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "-", "x");
    assert_ok(set_scope(&w, ""));
    STATES(&w, "a", "x");
    close_world(&w);
}

static void test_widening_under_suspension_takes_effect_at_resume(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Teams", "stage s", "task s/a Teams", "task s/x Exchange");
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, "s"));
    assert_ok(set_scope(&w, ""));
    STATES(&w, "ss-", "s", "s/a", "s/x");
    assert_ok(post(&w, ACM_COMMAND_RESUME, "s"));
    STATES(&w, "aaa", "s", "s/a", "s/x");
    close_world(&w);
}

static void test_narrowing_and_widening_keep_what_is_done(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s", "task s/a Teams", "task s/b Teams", "task c Exchange");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    assert_ok(set_scope(&w, "Exchange"));
    STATES(&w, "tcta", "s", "s/a", "s/b", "c");
    assert_ok(set_scope(&w, "Exchange; Teams"));
    STATES(&w, "acaa", "s", "s/a", "s/b", "c");
    assert_int_equal(set_scope(&w, "Yammer"), ACM_E_SCOPE);
    STATES(&w, "acaa", "s", "s/a", "s/b", "c");
    close_world(&w);
}

static void test_on_parts_are_marked_during_suspension(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b", "milestone m", "b exits a complete", "m enters a complete");
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, "b"));
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, "m"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "css", "a", "b", "m");
    assert_ok(post(&w, ACM_COMMAND_RESUME, "b"));
    STATES(&w, "ts", "b", "m");
    assert_ok(post(&w, ACM_COMMAND_RESUME, "m"));
    STATES(&w, "c", "m");
    close_world(&w);
}

static void test_nothing_moves_in_what_has_ended(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s", "task s/a", "task s/b manual", "task s/c", "task d");
    assert_ok(post(&w, ACM_COMMAND_DISABLE, "s/b"));
    assert_ok(post(&w, ACM_COMMAND_FAULT, "s/c"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    STATES(&w, "ccdf", "s", "s/a", "s/b", "s/c");
    assert_int_equal(post(&w, ACM_COMMAND_REENABLE, "s/b"), ACM_E_STATE);
    assert_int_equal(post(&w, ACM_COMMAND_REACTIVATE, "s/c"), ACM_E_STATE);
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, NULL));
    assert_ok(post(&w, ACM_COMMAND_CLOSE, NULL));
    assert_int_equal(post(&w, ACM_COMMAND_RESUME, "d"), ACM_E_STATE);
    assert_int_equal(post(&w, ACM_COMMAND_CLAIM, "d"), ACM_E_STATE);
    assert_int_equal(set_fact(&w, "x", 1), ACM_E_STATE);
    close_world(&w);
}

static void test_active_work_of_a_failed_case_stops_when_it_is_closed(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b");
    assert_ok(post(&w, ACM_COMMAND_FAULT, NULL));
    assert_ok(post(&w, ACM_COMMAND_CLOSE, NULL));
    assert_int_equal(post(&w, ACM_COMMAND_COMPLETE, "a"), ACM_E_STATE);
    close_world(&w);
}

static void test_copy_goes_its_own_way(void **state)
{
    (void)state;
    world w;
    acm_case *copy;
    OPEN(&w, "task a", "task b", "b enters a complete if x == 1");
    assert_ok(set_fact(&w, "x", 1));
    assert_ok(acm_case_dup(w.c, NULL, &copy, NULL));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "ca", "a", "b");
    assert_int_equal(acm_case_item_state(copy, id_of(&w, "a")), ACM_STATE_ACTIVE);
    assert_int_equal(acm_case_item_state(copy, id_of(&w, "b")), ACM_STATE_AVAILABLE);
    acm_case_free(copy);
    close_world(&w);
}

static void test_reenter_by_case_reactivation_changes_the_state_alone(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    STATES(&w, "c", "a");
    close_world(&w);
}

static void test_waiting_plan_goes_on_waiting_when_it_is_reactivated(void **state)
{
    (void)state;
    world w;
    OPEN_PLAN(&w, "s", "stage s enable_when=go==1", "task s/a");
    assert_ok(post(&w, ACM_COMMAND_FAULT, NULL));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_FAILED);
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    STATES(&w, "v-", "s", "s/a");
    assert_ok(set_fact(&w, "go", 1));
    STATES(&w, "aa", "s", "s/a");
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, NULL));
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    STATES(&w, "at", "s", "s/a");
    close_world(&w);
}

static void test_suspension_goes_through_failed_stages(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s", "task s/a", "task b");
    assert_ok(post(&w, ACM_COMMAND_FAULT, "s"));
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, NULL));
    STATES(&w, "fss", "s", "s/a", "b");
    assert_ok(post(&w, ACM_COMMAND_RESUME, NULL));
    STATES(&w, "faa", "s", "s/a", "b");
    close_world(&w);
}

static void test_reactivated_stage_lets_in_what_came_into_scope(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Teams", "stage s", "task s/a Teams", "task s/b Exchange", "task c");
    assert_ok(post(&w, ACM_COMMAND_FAULT, "s"));
    assert_ok(set_scope(&w, ""));
    STATES(&w, "f-", "s", "s/b");
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, "s"));
    STATES(&w, "aa", "s", "s/b");
    close_world(&w);
}

static void test_widening_counts_what_has_happened_by_its_event(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Teams", "task a", "task b", "task c Teams", "task x Exchange",
               "task y Exchange", "x enters a exit", "y enters b terminate");
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, "a"));
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, "b"));
    assert_ok(set_scope(&w, ""));
    STATES(&w, "va", "x", "y");
    close_world(&w);
}

static void test_milestone_of_a_stage_out_of_scope_holds_nothing_up(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Teams", "stage s", "task s/a Exchange", "milestone s/m",
               "s/m enters s/a complete", "task x", "x enters s/m occur", "task t Teams");
    STATES(&w, "--a", "s", "s/m", "x");
    close_world(&w);
}

static void test_nothing_leaves_a_stage_that_has_ended(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s auto", "task s/a manual", "task s/b", "task s/c manual", "s/a exits s/c exit",
         "task d");
    assert_ok(post(&w, ACM_COMMAND_DISABLE, "s/a"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/b"));
    STATES(&w, "cdct", "s", "s/a", "s/b", "s/c");
    close_world(&w);
}

static void test_what_is_out_of_scope_does_not_come_back(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a Teams", "task b Teams manual", "task c Exchange");
    assert_ok(post(&w, ACM_COMMAND_FAULT, "a"));
    assert_ok(post(&w, ACM_COMMAND_DISABLE, "b"));
    assert_ok(set_scope(&w, "Exchange"));
    assert_status(post(&w, ACM_COMMAND_REACTIVATE, "a"), ACM_E_SCOPE);
    assert_status(post(&w, ACM_COMMAND_REENABLE, "b"), ACM_E_SCOPE);
    STATES(&w, "fd", "a", "b");
    close_world(&w);
}

static void test_what_is_made_anew_does_not_know_that_it_has_ended(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s auto", "task s/a manual Teams required_when=state('s/a')=='terminated'",
         "task s/b Teams", "task c Exchange");
    assert_ok(set_scope(&w, "Exchange"));
    STATES(&w, "ttta", "s", "s/a", "s/b", "c");
    assert_ok(set_scope(&w, ""));
    STATES(&w, "aeaa", "s", "s/a", "s/b", "c");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/b"));
    STATES(&w, "ctca", "s", "s/a", "s/b", "c");
    close_world(&w);
}

static void test_reenabled_repetition_does_not_complete_a_reactivated_case(void **state)
{
    (void)state;
    world w;
    OPEN_PLAN(&w, "p", "stage p auto", "task p/a required", "task p/x manual",
              "task p/b manual repeat_when=repetitionCounter<4", "p/b enters p/x reenable");
    for (int i = 0; i < 2; i++) {
        assert_ok(post(&w, ACM_COMMAND_DISABLE, "p/x"));
        assert_ok(post(&w, ACM_COMMAND_REENABLE, "p/x"));
    }
    assert_instances(&w, "eev", "p/b");
    assert_ok(post_to(&w, ACM_COMMAND_DISABLE, "p/b", 2));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "p/a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    assert_ok(post_to(&w, ACM_COMMAND_REENABLE, "p/b", 2));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    close_world(&w);
}

static void test_if_parts_wait_for_the_events_of_a_reactivation(void **state)
{
    (void)state;
    world w;
    OPEN_PLAN(&w, "q", "milestone m", "stage q", "task q/a", "q enters m occur if b > 0",
              "q exits if not (state('m') == 'available')");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_TERMINATED);
    assert_ok(set_fact(&w, "b", 1));
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    STATES(&w, "tt", "q", "q/a");
    close_world(&w);
}

static void test_if_part_that_came_to_hold_meanwhile_fires_after_the_resume(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "milestone m", "m enters if x > 3");
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, "m"));
    assert_ok(set_fact(&w, "x", 4));
    STATES(&w, "s", "m");
    assert_ok(post(&w, ACM_COMMAND_RESUME, "m"));
    STATES(&w, "c", "m");
    close_world(&w);
}

static void test_what_repeats_comes_once_for_want_of_its_source(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a Teams", "task b Exchange repeat_when=true", "b enters a complete");
    assert_ok(set_scope(&w, "Exchange"));
    assert_instances(&w, "av", "b");
    assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "b", 1));
    assert_instances(&w, "cv", "b");
    close_world(&w);
    OPEN(&w, "task a Teams", "task b Exchange repeat_when=true", "task c Exchange",
         "b enters a complete c complete");
    assert_ok(set_scope(&w, "Exchange"));
    assert_instances(&w, "v", "b");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "c"));
    assert_instances(&w, "av", "b");
    close_world(&w);
}

static void test_what_comes_into_scope_finds_that_the_rest_has_left(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a Teams manual_when=state('b')=='active'", "task b Exchange");
    assert_ok(set_scope(&w, "Exchange"));
    assert_ok(set_scope(&w, "Teams"));
    STATES(&w, "at", "a", "b");
    close_world(&w);
}

static void test_stage_that_fails_cannot_be_completed_by_what_is_in_it(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "stage s", "timer s/t timer=PT1H available_when=cmmn:isStageCompletable()");
    assert_ok(post(&w, ACM_COMMAND_FAULT, "s"));
    assert_ok(advance(&w, 2 * 3600 * 1000));
    STATES(&w, "fv", "s", "s/t");
    close_world(&w);
}

static void test_source_counts_while_it_is_out_of_scope(void **state)
{
    (void)state;
    world w;
    OPEN_SCOPE(&w, "Teams", "task a Exchange", "task x", "x enters a complete if y == 1",
               "task t Teams");
    assert_ok(set_scope(&w, ""));
    assert_ok(set_fact(&w, "y", 1));
    STATES(&w, "av", "a", "x");
    assert_ok(set_scope(&w, "Teams"));
    STATES(&w, "ta", "a", "x");
    close_world(&w);
}

static void test_reactivated_case_may_be_completable(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "a enters if cmmn:isStageCompletable()", "stage s", "task s/b");
    STATES(&w, "v", "a");
    assert_ok(post(&w, ACM_COMMAND_FAULT, NULL));
    assert_ok(post(&w, ACM_COMMAND_FAULT, "s/b"));
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    STATES(&w, "aa", "playbook", "a");
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentry_reacts_before_its_stage_completes),
        cmocka_unit_test(test_on_part_is_remembered_until_the_if_part_holds),
        cmocka_unit_test(test_rule_that_does_not_hold_says_what_it_saw),
        cmocka_unit_test(test_exit_of_what_is_active_alone_fires_when_it_begins),
        cmocka_unit_test(test_exits_cascade_within_one_command),
        cmocka_unit_test(test_exit_of_the_case_beats_its_completion),
        cmocka_unit_test(test_optional_work_keeps_a_stage_open),
        cmocka_unit_test(test_auto_complete_leaves_disabled_children),
        cmocka_unit_test(test_non_blocking_work_is_done_at_once),
        cmocka_unit_test(test_endless_settling_is_refused),
        cmocka_unit_test(test_predecessor_out_of_scope_holds_nothing_up),
        cmocka_unit_test(test_events_come_before_what_their_source_no_longer_holds_up),
        cmocka_unit_test(test_exit_never_fires_for_want_of_its_source),
        cmocka_unit_test(test_plan_runs_without_what_stands_outside_it),
        cmocka_unit_test(test_stage_around_a_plan_is_never_completable),
        cmocka_unit_test(test_exit_of_a_plan_terminates_the_case),
        cmocka_unit_test(test_failed_case_is_not_terminated_by_a_criterion),
        cmocka_unit_test(test_widening_lets_in_what_waits_for_finished_work),
        cmocka_unit_test(test_widening_under_suspension_takes_effect_at_resume),
        cmocka_unit_test(test_narrowing_and_widening_keep_what_is_done),
        cmocka_unit_test(test_on_parts_are_marked_during_suspension),
        cmocka_unit_test(test_nothing_moves_in_what_has_ended),
        cmocka_unit_test(test_active_work_of_a_failed_case_stops_when_it_is_closed),
        cmocka_unit_test(test_copy_goes_its_own_way),
        cmocka_unit_test(test_reenter_by_case_reactivation_changes_the_state_alone),
        cmocka_unit_test(test_waiting_plan_goes_on_waiting_when_it_is_reactivated),
        cmocka_unit_test(test_suspension_goes_through_failed_stages),
        cmocka_unit_test(test_reactivated_stage_lets_in_what_came_into_scope),
        cmocka_unit_test(test_widening_counts_what_has_happened_by_its_event),
        cmocka_unit_test(test_milestone_of_a_stage_out_of_scope_holds_nothing_up),
        cmocka_unit_test(test_nothing_leaves_a_stage_that_has_ended),
        cmocka_unit_test(test_what_is_out_of_scope_does_not_come_back),
        cmocka_unit_test(test_what_is_made_anew_does_not_know_that_it_has_ended),
        cmocka_unit_test(test_reenabled_repetition_does_not_complete_a_reactivated_case),
        cmocka_unit_test(test_if_parts_wait_for_the_events_of_a_reactivation),
        cmocka_unit_test(test_if_part_that_came_to_hold_meanwhile_fires_after_the_resume),
        cmocka_unit_test(test_what_repeats_comes_once_for_want_of_its_source),
        cmocka_unit_test(test_what_comes_into_scope_finds_that_the_rest_has_left),
        cmocka_unit_test(test_stage_that_fails_cannot_be_completed_by_what_is_in_it),
        cmocka_unit_test(test_source_counts_while_it_is_out_of_scope),
        cmocka_unit_test(test_reactivated_case_may_be_completable),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
