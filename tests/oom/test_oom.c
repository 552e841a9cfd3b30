#include "oom/sweep.h"

static void sweep_one(void **state)
{
    sweep_run(*state);
}

static size_t add_tests(struct CMUnitTest *tests, size_t at, const sweep_scenario *scenarios,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        tests[at++] = (struct CMUnitTest){scenarios[i].name, sweep_one, NULL, NULL,
                                          (void *)(uintptr_t)&scenarios[i]};
    return at;
}

int main(void)
{
    static struct CMUnitTest tests[64];
    assert_true(sweep_model_count + sweep_case_count + sweep_json_count + sweep_overlay_count +
                    sweep_scenario_count + sweep_snapshot_count + sweep_cmmn_count <=
                COUNT_OF(tests));
    size_t count = add_tests(tests, 0, sweep_model_scenarios, sweep_model_count);
    count = add_tests(tests, count, sweep_case_scenarios, sweep_case_count);
    count = add_tests(tests, count, sweep_json_scenarios, sweep_json_count);
    count = add_tests(tests, count, sweep_overlay_scenarios, sweep_overlay_count);
    count = add_tests(tests, count, sweep_scenario_scenarios, sweep_scenario_count);
    count = add_tests(tests, count, sweep_cmmn_scenarios, sweep_cmmn_count);
    count = add_tests(tests, count, sweep_snapshot_scenarios, sweep_snapshot_count);
    return _cmocka_run_group_tests("oom", tests, count, NULL, NULL);
}
