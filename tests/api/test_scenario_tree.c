/* The tree that a diagnosis draws: each instance where it stands, and what was expected of it. */
#include "support/trial.h"

#include <stdio.h>

#define HEAD "{\"id\": \"t\",\n\"model\": \"m\",\n\"steps\": [\n"

/*
 *   house           root, "家"
 *     floor         stage; again while more is true, "階"
 *       floor/room  task 7, "部屋"
 *       floor/door  task by hand, "Door"; waits for floor/in-1
 *     roof          task; waits for on == 1
 */
static acm_playbook *make_house(void)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, floor, door, roof, criterion;
    assert_ok(acm_builder_new(NULL, "ja", "\u5BB6", &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE, 0, "floor", "\u968E", -1, &floor, NULL));
    assert_ok(acm_builder_control(b, floor, ACM_CONTROL_REPEAT_WHEN, "more", NULL));
    assert_ok(
        acm_builder_add(b, floor, ACM_ITEM_TASK, 0, "floor/room", "\u90E8\u5C4B", 7, NULL, NULL));
    assert_ok(acm_builder_add(b, floor, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "floor/door", "Door", -1,
                              &door, NULL));
    assert_ok(acm_builder_criterion(b, door, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL));
    assert_ok(acm_builder_condition(b, door, criterion, ACM_CONDITION_INPUT, 0, "floor/in-1", "Key",
                                    NULL, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "roof", NULL, -1, &roof, NULL));
    assert_ok(acm_builder_criterion(b, roof, ACM_CRITERION_ENTRY, 0, "on == 1", NULL, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

static void assert_draws(acm_playbook *playbook, const char *steps, uint32_t step, const char *tree)
{
    trial t = {.stop_at = -1};
    trial_steps(playbook, HEAD, steps, &t);
    trial_assert_failed(&t, step, tree);
}

static int setup(void **state)
{
    *state = make_house();
    return 0;
}

static int teardown(void **state)
{
    acm_playbook_free(*state);
    return 0;
}

/* Wide characters take two cells each: remarks stand in one line below each other. */
static void test_scenario_tree__shows_expected_and_found(void **state)
{
    assert_draws(*state,
                 "{\"expect\": {\"case\": \"completed\", \"items\": {\"floor\": \"active\", \"7\": "
                 "\"completed\","
                 " \"roof\": \"active\"}, \"conditions\": {\"floor/in-1\": \"confirmed\"}}}",
                 1,
                 "  the case:\n"
                 "  ✗ active     家                         expected completed\n"
                 "  ✓ active     ├─ 階\n"
                 "  ✗ active     │  ├─ 7 部屋               expected completed\n"
                 "    available  │  └─ Door\n"
                 "  ✗ open       │     └─ Key (floor/in-1)  expected confirmed\n"
                 "  ✗ available  └─ roof                    expected active\n");
}

/* Each instance has its own children; one that should be there stands where it would be. */
static void test_scenario_tree__instances(void **state)
{
    static const char steps[] =
        "{\"do\": \"setVariable\", \"name\": \"more\", \"value\": true},"
        "{\"do\": \"terminate\", \"item\": \"floor\"},"
        "{\"expect\": {\"items\": {\"floor\": [\"terminated\", \"active\", \"available\"],"
        " \"floor/room\": [\"terminated\"]}, \"assignee\": {\"floor/door\": \"ana\"}}}";
    assert_draws(*state, steps, 3,
                 "  the case:\n"
                 "    active     家\n"
                 "  ✓ terminated ├─ 階 [0]\n"
                 "  ✓ terminated │  ├─ 7 部屋 [0]\n"
                 "    terminated │  └─ Door [0]\n"
                 "  ✓ active     ├─ 階 [1]\n"
                 "  ✗ active     │  ├─ 7 部屋 [1] (floor/room)  not expected\n"
                 "  ✗ available  │  └─ Door [1] (floor/door)    with nobody, expected with ana\n"
                 "  ✗ none       ├─ 階 [2] (floor)              expected available\n"
                 "    available  └─ roof\n");
}

/* A condition is there for each instance of its item; the newest is looked at. */
static void test_scenario_tree__conditions_of_instances(void **state)
{
    trial t = {.stop_at = -1};
    static const char steps[] = "{\"do\": \"setVariable\", \"name\": \"more\", \"value\": true},"
                                "{\"do\": \"complete\", \"item\": \"7\"},"
                                "{\"do\": \"confirm\", \"item\": \"floor/in-1\"},"
                                "{\"do\": \"disable\", \"item\": \"Door\"},"
                                "{\"expect\": {\"items\": {\"floor\": [\"completed\", \"active\"], "
                                "\"Door\": [\"disabled\", \"available\"]},"
                                " \"conditions\": {\"floor/in-1\": \"open\"}}},"
                                "{\"do\": \"confirm\", \"item\": \"floor/in-1\", \"instance\": 1},"
                                "{\"expect\": {\"items\": {\"Door\": [\"disabled\", \"enabled\"]},"
                                " \"conditions\": {\"floor/in-1\": \"confirmed\"}}},"
                                "{\"do\": \"withdraw\", \"item\": \"floor/in-1\", \"instance\": 0, "
                                "\"fails\": \"illegal-transition\"}";
    trial_steps(*state, HEAD, steps, &t);
    trial_assert_passed(&t, steps);
}

/* Nothing is there that this could be below. */
static void test_scenario_tree__what_is_not_there(void **state)
{
    assert_draws(
        *state,
        "{\"do\": \"terminateCase\"},"
        "{\"expect\": {\"items\": {\"floor/room\": [\"terminated\", \"active\"], \"roof\": []}}}",
        2,
        "    terminated 家\n"
        "    terminated ├─ 階\n"
        "  ✓ terminated │  ├─ 7 部屋\n"
        "  ✗ none       │  ├─ 7 部屋 [1] (floor/room)  expected active\n"
        "    terminated │  └─ Door\n"
        "  ✗ terminated └─ roof                        not expected\n");
}

/* A large case is drawn where something does not hold, the rest is counted. */
static void test_scenario_tree__of_a_large_case(void **state)
{
    (void)state;
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, stage;
    char key[20];
    assert_ok(acm_builder_new(NULL, NULL, "Many", &b, &root, NULL));
    for (int s = 1; s <= 4; s++) {
        snprintf(key, sizeof key, "s%d", s);
        assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE, 0, key, NULL, -1, &stage, NULL));
        for (int i = 1; i <= (s == 3 ? 40 : 9); i++) {
            snprintf(key, sizeof key, "s%d/t%d", s, i);
            assert_ok(acm_builder_add(b, stage, ACM_ITEM_TASK, 0, key, NULL, -1, NULL, NULL));
        }
    }
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    assert_draws(playbook,
                 "{\"expect\": {\"items\": {\"s3/t7\": \"completed\", \"s3/t8\": \"active\"}}}", 1,
                 "  the case:\n"
                 "    active     Many\n"
                 "    active     ├─ s3\n"
                 "  ✗ active     │  ├─ s3/t7  expected completed\n"
                 "  ✓ active     │  ├─ s3/t8\n"
                 "               │  └─ ... 38 more\n"
                 "               └─ ... 3 more\n");
    assert_draws(playbook, "{\"expect\": {\"items\": {\"s2/t7\": \"completed\"}}}", 1,
                 "  the case:\n"
                 "    active     Many\n"
                 "    active     ├─ s2\n"
                 "    active     │  ├─ s2/t1\n");
    assert_draws(playbook, "{\"expect\": {\"items\": {\"s4\": \"completed\"}}}", 1,
                 "    active     ├─ s1 (+9)\n"
                 "    active     ├─ s2 (+9)\n"
                 "    active     ├─ s3 (+40)\n"
                 "  ✗ active     └─ s4  expected completed\n"
                 "    active        ├─ s4/t1\n");
    acm_playbook_free(playbook);
    acm_builder_free(b);
}

/* Names are shown in the language asked for, on one line whatever stands in them. */
static void test_scenario_tree__names(void **state)
{
    (void)state;
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, task;
    assert_ok(acm_builder_new(NULL, "en", "One\ntwo\tthree\x01", &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "task", "Write", -1, &task, NULL));
    assert_ok(acm_builder_text(b, task, ACM_TEXT_NAME, "de", "Schreiben", ACM_NTS, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    trial t = {.stop_at = -1, .language = "de"};
    trial_steps(playbook, HEAD, "{\"expect\": {\"items\": {\"task\": []}}}", &t);
    trial_assert_failed(
        &t, 1, "    active     One two three \n  ✗ active     └─ Schreiben (task)  not expected\n");
    acm_playbook_free(playbook);
    acm_builder_free(b);
}

int main(void)
{
#define TREE_TEST(name) cmocka_unit_test_setup_teardown(test_scenario_tree__##name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TREE_TEST(shows_expected_and_found), TREE_TEST(instances),
        TREE_TEST(conditions_of_instances),  TREE_TEST(what_is_not_there),
        TREE_TEST(of_a_large_case),          TREE_TEST(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
