#include "oom/sweep.h"

enum {
    MOST_ALLOCATIONS = 20000,
    LONG = 300000
};

const char *sweep_long_text(void)
{
    static char text[LONG + 1];
    memset(text, 'x', LONG);
    return text;
}

static void drop(sweep *w)
{
    acm_scenario_free(w->scenario);
    acm_case_free(w->copy);
    small_close(&w->s);
    acm_playbook_free(w->made);
    acm_diagnostics_free(w->diagnostics);
    acm_builder_free(w->builder);
}

static void check_failure(const sweep_scenario *scenario, sweep *w, acm_status status, size_t n)
{
    if (status != ACM_E_NOMEM || w->err.status != ACM_E_NOMEM || !w->err.message[0])
        fail_msg("%s: allocation %zu failed: %s, error %s '%s'", scenario->name, n,
                 acm_status_name(status), acm_status_name(w->err.status), w->err.message);
    if (scenario->unchanged)
        scenario->unchanged(w);
    status = scenario->body(w);
    if (status)
        fail_msg("%s: not after failure of allocation %zu: %s '%s'", scenario->name, n,
                 acm_status_name(status), w->err.message);
}

/* False when the call no longer asked for an n-th allocation. */
static bool run_once(const sweep_scenario *scenario, size_t n, bool ever_after)
{
    static sweep w;
    memset(&w, 0, sizeof w);
    w.allocator = test_memory_init(&w.memory);
    acm_error_init(&w.err);
    if (scenario->prep)
        scenario->prep(&w);
    test_memory_fail(&w.memory, n, ever_after);
    acm_status status = scenario->body(&w);
    bool failed = w.memory.failed;
    test_memory_heal(&w.memory);
    if (failed)
        check_failure(scenario, &w, status, n);
    else
        assert_int_equal(status, ACM_OK);
    drop(&w);
    if (w.memory.live)
        fail_msg("%s: %zu blocks leak after failure of allocation %zu", scenario->name,
                 w.memory.live, n);
    return failed;
}

void sweep_run(const sweep_scenario *scenario)
{
    for (int ever_after = 0; ever_after < 2; ever_after++) {
        size_t n = 0;
        while (run_once(scenario, n, ever_after))
            assert_true(++n < MOST_ALLOCATIONS);
        if (n == 0)
            fail_msg("%s: allocates nothing", scenario->name);
        print_message("%s: %zu allocations failed %s\n", scenario->name, n,
                      ever_after ? "with all after them" : "once");
    }
}
