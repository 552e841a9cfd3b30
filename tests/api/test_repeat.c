/* Repetition: by criterion and by completion, in stages that repeat themselves (CMMN 8.6.4). */
#include "support/lines.h"

static void test_done_task_repeats_while_its_rule_holds(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a repeat_when=repetitionCounter<3");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_instances(&w, "ca", "a");
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, "a"));
    assert_instances(&w, "cta", "a");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_instances(&w, "ctc", "a");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_criterion_makes_the_next_instance_wait(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "user u", "user v", "task a repeats", "a enters u occur", "a enters v occur");
    assert_instances(&w, "v", "a");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_instances(&w, "av", "a");
    assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "a", 1));
    assert_instances(&w, "cv", "a");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "v"));
    assert_instances(&w, "cav", "a");
    close_world(&w);
}

/* A case has one plan, whatever its stage does elsewhere. */
static void test_plan_does_not_repeat(void **state)
{
    (void)state;
    world w;
    OPEN_PLAN(&w, "s", "task a", "stage s repeats", "task s/t", "s enters a complete",
              "s exits +exit-active s/t fault");
    assert_instances(&w, "a", "s");
    assert_ok(post(&w, ACM_COMMAND_FAULT, "s/t"));
    assert_instances(&w, "t", "s");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_TERMINATED);
    close_world(&w);
}

static void test_exit_does_not_repeat(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "user u", "task a repeats", "a exits u occur", "task b");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_instances(&w, "t", "a");
    close_world(&w);
}

static void test_active_instances_leave_and_repeat(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "user u", "task a repeats manual", "a exits +exit-active if go", "task b");
    assert_ok(set_fact(&w, "x", 1));
    assert_ok(post(&w, ACM_COMMAND_START, "a"));
    assert_instances(&w, "a", "a");
    close_world(&w);
    OPEN(&w, "user u", "user v", "task a repeats manual", "a exits +exit-active u occur",
         "a exits +exit-active v occur");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_instances(&w, "e", "a");
    assert_ok(post(&w, ACM_COMMAND_START, "a"));
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "v"));
    assert_instances(&w, "te", "a");
    close_world(&w);
}

static void test_repeated_stage_has_its_own_children(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s repeat_when=repetitionCounter<2", "task s/a", "task s/b",
         "s/b enters s/a complete");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/b"));
    assert_instances(&w, "ca", "s");
    assert_instances(&w, "ca", "s/a");
    assert_instances(&w, "cv", "s/b");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/a"));
    assert_instances(&w, "ca", "s/b");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/b"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_repetition_without_end_is_refused(void **state)
{
    (void)state;
    world w;
    acm_case_options options;
    acm_case *c;
    acm_error err;
    OPEN(&w, "task b manual", "task a manual repeats non-blocking");
    acm_error_init(&err);
    acm_command start = {.kind = ACM_COMMAND_START, .item = id_of(&w, "a")};
    assert_ok(acm_case_post(w.c, &start, sizeof start, 1, NULL, 0, NULL, &err));
    assert_instances(&w, "ce", "a");
    close_world(&w);
    OPEN(&w, "task b manual", "stage s manual", "task s/a repeats non-blocking");
    acm_case_options_init(&options);
    options.budget = 1000;
    assert_ok(acm_case_new(w.playbook, NULL, NULL, &options, &c, &err));
    start.item = id_of(&w, "s");
    assert_status(acm_case_post(c, &start, sizeof start, 1, NULL, 0, NULL, &err), ACM_E_BUDGET);
    assert_int_equal(acm_case_item_state(c, id_of(&w, "s")), ACM_STATE_ENABLED);
    assert_int_equal(acm_case_item_state(c, id_of(&w, "s/a")), ACM_STATE_NONE);
    acm_case_free(c);
    close_world(&w);
}

static void test_copy_keeps_the_budget(void **state)
{
    (void)state;
    world w;
    acm_case *copy;
    acm_error err;
    acm_error_init(&err);
    lines_open(&w, LINES("task b manual", "stage s manual", "task s/a repeats non-blocking"),
               (opening){.budget = 1000});
    assert_ok(acm_case_dup(w.c, NULL, &copy, NULL));
    acm_command start = {.kind = ACM_COMMAND_START, .item = id_of(&w, "s")};
    assert_status(acm_case_post(copy, &start, sizeof start, 1, NULL, 0, NULL, &err), ACM_E_BUDGET);
    assert_non_null(strstr(err.message, "1000"));
    acm_case_free(copy);
    close_world(&w);
}

static void test_command_without_instance_means_the_only_one(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "user u", "user v", "task a repeats manual", "a enters u occur", "a enters v occur");
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "v"));
    assert_instances(&w, "eev", "a");
    assert_status(post(&w, ACM_COMMAND_START, "a"), ACM_E_AMBIGUOUS);
    assert_ok(post_to(&w, ACM_COMMAND_START, "a", 2));
    assert_instances(&w, "eav", "a");
    assert_ok(post(&w, ACM_COMMAND_START, "a"));
    assert_status(post(&w, ACM_COMMAND_REENABLE, "a"), ACM_E_STATE);
    close_world(&w);
}

static void test_instances_are_named_by_id(void **state)
{
    (void)state;
    world w;
    acm_board_row rows[8];
    size_t count;
    OPEN(&w, "task a repeat_when=repetitionCounter<3");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_ok(acm_case_board(w.c, rows, sizeof *rows, 8, &count));
    assert_int_equal(count, 3);
    assert_int_equal(rows[2].item, id_of(&w, "a"));
    assert_int_equal(rows[2].count, 2);
    assert_int_equal(rows[2].parent, 1);
    assert_int_equal(acm_case_instance_item(w.c, rows[2].instance), id_of(&w, "a"));
    assert_int_equal(acm_case_instance_state(w.c, rows[2].instance), ACM_STATE_ACTIVE);
    assert_int_equal(acm_case_instance_state(w.c, rows[1].instance), ACM_STATE_COMPLETED);
    assert_int_equal(acm_case_instance_item(w.c, 99), 0);
    assert_int_equal(acm_case_instance_state(w.c, 0), ACM_STATE_NONE);
    assert_int_equal(acm_case_instance_item(NULL, 1), 0);
    assert_int_equal(acm_case_instance_state(NULL, 1), ACM_STATE_NONE);
    close_world(&w);
}

static void test_waiting_instance_counts_as_finished_where_that_is_asked_for(void **state)
{
    (void)state;
    world w;
    opening how = {.semantics = ACM_SEMANTICS_WAITING_IS_FINISHED};
    lines_open(&w, LINES("user u", "task a repeats", "a enters u occur"), how);
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_instances(&w, "av", "a");
    assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "a", 1));
    assert_instances(&w, "ct", "a");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_parent_completion_rules(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "user u parent_completion=ignore");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
    OPEN(&w, "task a", "task b manual parent_completion=ignore-if-available");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    close_world(&w);
    OPEN(&w, "task a",
         "task b manual repeats required "
         "parent_completion=ignore-after-first-completion-if-available-or-enabled");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_ok(post(&w, ACM_COMMAND_START, "b"));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "b"));
    assert_instances(&w, "ct", "b");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_marks_of_one_cascade_are_forgotten(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task b", "task c", "task d", "c exits +on-event a complete b complete",
         "d exits a complete b complete");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "b"));
    STATES(&w, "at", "c", "d");
    close_world(&w);
}

static void test_newest_instance_is_one_that_is_there(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s manual repeat_when=repetitionCounter<3", "task s/t");
    assert_ok(post(&w, ACM_COMMAND_START, "s"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "s/t"));
    assert_instances(&w, "ce", "s");
    STATES(&w, "ec", "s", "s/t");
    close_world(&w);
}

static void test_exit_of_what_is_active_is_looked_at_when_it_begins(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "task x", "x enters a complete", "x exits +exit-active if go == 1",
         "task b");
    assert_ok(set_fact(&w, "go", 1));
    STATES(&w, "v", "x");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    STATES(&w, "t", "x");
    close_world(&w);
}

static void test_waiting_instance_that_is_resumed_counts_as_finished_again(void **state)
{
    (void)state;
    world w;
    opening how = {.semantics = ACM_SEMANTICS_WAITING_IS_FINISHED};
    lines_open(&w, LINES("user u", "milestone m repeats", "m enters u occur", "task b"), how);
    assert_ok(post(&w, ACM_COMMAND_OCCUR, "u"));
    assert_ok(post_to(&w, ACM_COMMAND_SUSPEND, "m", 2));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "b"));
    assert_instances(&w, "cs", "m");
    assert_int_equal(acm_case_state(w.c), ACM_STATE_ACTIVE);
    assert_ok(post_to(&w, ACM_COMMAND_RESUME, "m", 2));
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_done_task_repeats_while_its_rule_holds),
        cmocka_unit_test(test_criterion_makes_the_next_instance_wait),
        cmocka_unit_test(test_plan_does_not_repeat),
        cmocka_unit_test(test_exit_does_not_repeat),
        cmocka_unit_test(test_active_instances_leave_and_repeat),
        cmocka_unit_test(test_repeated_stage_has_its_own_children),
        cmocka_unit_test(test_repetition_without_end_is_refused),
        cmocka_unit_test(test_copy_keeps_the_budget),
        cmocka_unit_test(test_command_without_instance_means_the_only_one),
        cmocka_unit_test(test_instances_are_named_by_id),
        cmocka_unit_test(test_waiting_instance_counts_as_finished_where_that_is_asked_for),
        cmocka_unit_test(test_parent_completion_rules),
        cmocka_unit_test(test_marks_of_one_cascade_are_forgotten),
        cmocka_unit_test(test_newest_instance_is_one_that_is_there),
        cmocka_unit_test(test_exit_of_what_is_active_is_looked_at_when_it_begins),
        cmocka_unit_test(test_waiting_instance_that_is_resumed_counts_as_finished_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
