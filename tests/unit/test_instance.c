/* Instances that are past: walks leave them out, and nothing is lost by that. */
#include "engine/case.h"
#include "support/lines.h"

static uint32_t past(const world *w)
{
    return w->c->growth ? w->c->growth->past : 0;
}

static void complete(world *w, const char *key, int times)
{
    while (times--)
        assert_ok(post(w, ACM_COMMAND_COMPLETE, key));
}

static void test_what_has_ended_is_past(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a repeats", "task b repeats", "task c repeats", "c enters a complete");
    complete(&w, "a", 25);
    assert_int_equal(past(&w), 1); /* behind it comes the second c, which is active */
    assert_int_equal(post_to(&w, ACM_COMMAND_COMPLETE, "a", 2), ACM_E_STATE);
    assert_int_equal(post(&w, ACM_COMMAND_COMPLETE, "c"), ACM_E_AMBIGUOUS);
    for (size_t k = 25; k; k--)
        assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "c", k));
    assert_int_equal(past(&w), 48);
    complete(&w, "b", 3);
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, NULL));
    assert_int_equal(post(&w, ACM_COMMAND_COMPLETE, "a"), ACM_E_STATE);
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, NULL));
    assert_instances(&w, "ccca", "b");
    complete(&w, "a", 1);
    complete(&w, "c", 1);
    close_world(&w);
}

static void test_stages_are_past_with_all_that_is_in_them(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "stage s auto repeats", "task s/a required repeat_when=x<1", "task s/b",
         "s/b enters s/a fault", "task t");
    complete(&w, "s/a", 3);
    assert_instances(&w, "ccca", "s");
    assert_int_equal(past(&w), 2);
    assert_ok(set_fact(&w, "x", 0));
    complete(&w, "s/a", 1);
    assert_int_equal(past(&w), 2); /* the stage goes on */
    assert_ok(set_fact(&w, "x", 1));
    complete(&w, "s/a", 1);
    assert_instances(&w, "cccca", "s");
    assert_int_equal(past(&w), 4);
    close_world(&w);
}

static void test_what_may_come_back_is_not_past(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a Exchange repeats", "task b Teams", "task c Teams repeats");
    complete(&w, "a", 1);
    assert_ok(set_scope(&w, "Teams"));
    complete(&w, "c", 5);
    assert_instances(&w, "ct", "a");
    assert_int_equal(past(&w), 0);
    assert_ok(set_scope(&w, ""));
    assert_instances(&w, "ca", "a");
    complete(&w, "a", 1);
    assert_instances(&w, "cca", "a");
    assert_int_equal(past(&w), 5);
    close_world(&w);
}

static void test_what_can_be_confirmed_is_not_past(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a repeats", "outcome a/out", "task b");
    complete(&w, "a", 3);
    assert_int_equal(past(&w), 0);
    assert_int_equal(post(&w, ACM_COMMAND_CONFIRM, "a/out"), ACM_E_AMBIGUOUS);
    acm_command confirm = {.kind = ACM_COMMAND_CONFIRM,
                           .item = id_of(&w, "a/out"),
                           .instance = instance_of(&w, "a", 2)};
    assert_ok(acm_case_post(w.c, &confirm, sizeof confirm, 1, NULL, 0, NULL, NULL));
    close_world(&w);
}

static void test_a_failed_one_is_not_past(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a repeats", "task b repeats");
    complete(&w, "a", 1);
    assert_ok(post(&w, ACM_COMMAND_FAULT, "a"));
    complete(&w, "b", 4);
    assert_int_equal(past(&w), 0);
    assert_ok(post(&w, ACM_COMMAND_REACTIVATE, "a"));
    complete(&w, "a", 1);
    assert_int_equal(past(&w), 4);
    close_world(&w);
}

static void test_what_a_refused_command_passed_is_put_back(void **state)
{
    (void)state;
    world w;
    lines_open(&w,
               LINES("task b", "stage s manual", "stage s/o auto repeats", "task a manual repeats"),
               (opening){.budget = 1000});
    assert_int_equal(post(&w, ACM_COMMAND_START, "s"), ACM_E_BUDGET);
    assert_int_equal(past(&w), 0);
    assert_ok(post(&w, ACM_COMMAND_START, "a"));
    complete(&w, "a", 1);
    assert_instances(&w, "ce", "a");
    assert_ok(post(&w, ACM_COMMAND_START, "a"));
    close_world(&w);
}

static void test_refused_commands_and_copies_keep_what_is_past(void **state)
{
    (void)state;
    world w;
    unsigned char bytes[256], again[256];
    size_t len, n;
    acm_case *copy;
    OPEN(&w, "task a repeats", "task b manual", "task c manual repeats non-blocking");
    complete(&w, "a", 4);
    assert_int_equal(past(&w), 3);
    assert_int_equal(post(&w, ACM_COMMAND_COMPLETE, "b"), ACM_E_STATE);
    assert_int_equal(past(&w), 3);
    assert_ok(acm_case_snapshot(w.c, bytes, sizeof bytes, &len, NULL));
    assert_ok(acm_case_restore(w.playbook, NULL, NULL, bytes, len, &copy, NULL));
    assert_int_equal(copy->growth->past, 0); /* it finds out */
    acm_command done = {.kind = ACM_COMMAND_COMPLETE, .item = id_of(&w, "a")};
    assert_ok(acm_case_post(copy, &done, sizeof done, 1, NULL, 0, NULL, NULL));
    complete(&w, "a", 1);
    assert_int_equal(copy->growth->past, past(&w));
    assert_ok(acm_case_snapshot(w.c, bytes, sizeof bytes, &len, NULL));
    assert_ok(acm_case_snapshot(copy, again, sizeof again, &n, NULL));
    assert_int_equal(len, n);
    assert_memory_equal(bytes, again, n);
    acm_case_free(copy);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_has_ended_is_past),
        cmocka_unit_test(test_stages_are_past_with_all_that_is_in_them),
        cmocka_unit_test(test_what_may_come_back_is_not_past),
        cmocka_unit_test(test_what_can_be_confirmed_is_not_past),
        cmocka_unit_test(test_a_failed_one_is_not_past),
        cmocka_unit_test(test_what_a_refused_command_passed_is_put_back),
        cmocka_unit_test(test_refused_commands_and_copies_keep_what_is_past),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
