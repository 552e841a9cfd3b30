/* Sweeps of scenarios: reading, running, finding what they name, reporting. */
#include "oom/sweep.h"

static const char holds[] =
    "{\"id\": \"small\", \"model\": [\"small.md\"], \"case\": \"c\", \"features\": "
    "[\"ext.orphan-listener\"],"
    " \"semantics\": [\"waiting_is_finished\"], \"scope\": [\"Exchange\", \"Teams\"],"
    " \"participants\": {\"ana\": [\"FM\"], \"ben\": [\"FE\"]},"
    " \"start\": {\"time\": \"2026-03-31\", \"variables\": {\"size\": 12, \"kind\": \"mail\","
    "  \"set\": [\"a\", \"b\"], \"day\": {\"time\": \"2026-03-31\"}}},"
    " \"steps\": [{\"do\": \"start\", \"as\": \"ana\", \"item\": 100, \"variables\": {\"x\": 1.5, "
    "\"y\": \"long\"}},"
    "  {\"do\": \"complete\", \"as\": \"ben\", \"item\": 100, \"fails\": \"role\", \"variables\": "
    "{\"x\": null},"
    "   \"blockers\": [{\"kind\": \"role\", \"role\": \"FM\"}]},"
    "  {\"do\": \"claim\", \"as\": \"ana\", \"item\": \"plan/100\", \"instance\": 0},"
    "  {\"do\": \"advanceTime\", \"by\": \"P1M\"},"
    "  {\"do\": \"setVariables\", \"variables\": {\"a\": true, \"b\": 2}},"
    "  {\"expect\": {\"assignee\": {\"100\": [\"ana\"]}, \"blockers\": [{\"do\": \"start\", "
    "\"item\": 200, \"blockers\": []}]}}]}";

/* What a run of this says is all that can be said. */
static const char fails[] =
    "{\"id\": \"fails\", \"model\": \"small.md\", \"steps\": ["
    "  {\"do\": \"start\", \"item\": 100}, {\"do\": \"complete\", \"item\": 100, \"variables\": "
    "{\"x\": 1}},"
    "  {\"expect\": {\"case\": \"closed\", \"items\": {\"plan\": [\"active\", \"active\"], "
    "\"build/200\": [\"enabled\"]},"
    "   \"conditions\": {\"build/in-1\": \"waived\"}, \"assignee\": {\"100\": \"ana\"}}}]}";

static acm_status read(sweep *w, const char *text)
{
    return acm_scenario_read(text, ACM_NTS, &w->allocator, &w->scenario, &w->err);
}

static acm_status read_scenario(sweep *w)
{
    return read(w, holds);
}

static void prep_holds(sweep *w)
{
    assert_ok(small_playbook(&w->allocator, &w->s.playbook, NULL));
    assert_ok(read(w, holds));
}

static void prep_fails(sweep *w)
{
    assert_ok(small_playbook(&w->allocator, &w->s.playbook, NULL));
    assert_ok(read(w, fails));
}

static int32_t take(void *user, const char *text, size_t len)
{
    (void)user;
    assert_true(len > 0 && text[len - 1] == '\n');
    return 0;
}

static int32_t watch(void *user, const acm_scenario *scenario, size_t step, const acm_case *c,
                     const char *refusal)
{
    (void)user, (void)scenario, (void)step, (void)c, (void)refusal;
    return 0;
}

static acm_status run(sweep *w, uint32_t failed_step)
{
    acm_scenario_options options;
    acm_scenario_result result;
    acm_scenario_options_init(&options);
    acm_scenario_result_init(&result);
    options.diagnosis = take;
    options.trace = take;
    options.watch = watch;
    acm_status status = acm_scenario_run(w->scenario, w->s.playbook, &options, &result, &w->err);
    assert_true(status || result.failed_step == failed_step);
    return status;
}

static acm_status run_holds(sweep *w)
{
    return run(w, 6); /* 200 has not begun: something stands in its way */
}

static acm_status run_fails(sweep *w)
{
    return run(w, 3);
}

static void prep_case(sweep *w)
{
    assert_ok(small_playbook(&w->allocator, &w->s.playbook, NULL));
    assert_ok(acm_log_new(&w->allocator, &w->s.log, NULL));
    assert_ok(acm_case_new(w->s.playbook, NULL, w->s.log, NULL, &w->s.c, NULL));
    w->events = acm_log_count(w->s.log);
}

static acm_status pick(sweep *w)
{
    acm_id item, instance;
    acm_status status =
        acm_scenario_pick(w->s.c, "100", ACM_NTS, ACM_COMMAND_START, -1, &item, &instance, &w->err);
    assert_int_equal(status == ACM_OK, item != 0);
    return status;
}

/* The events of the case so far. */
static acm_event events[40];
static size_t event_count;

static void prep_events(sweep *w)
{
    prep_case(w);
    assert_ok(
        acm_log_drain(w->s.log, events, sizeof *events, COUNT_OF(events), &event_count, NULL));
}

static acm_status trace(sweep *w)
{
    return acm_scenario_trace(w->s.c, w->s.log, events, sizeof *events, event_count, NULL, take,
                              NULL, &w->err);
}

/* What needs more room than the texts around it. */
static const char lines[] =
    "step 1\n  0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 "
    "0123456789\n"
    "  0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456789\n";

static acm_status add_outcomes(sweep *w, acm_scenario_report *report)
{
    acm_scenario_outcome o;
    acm_scenario_outcome_init(&o);
    o.verdict = ACM_SCENARIO_FAILED;
    o.id = "fails # here";
    o.file = o.message = "fails.json";
    o.diagnosis = o.trace = lines;
    acm_status status = acm_scenario_report_add(report, &o, &w->err);
    if (!status)
        status = acm_scenario_report_add(report, &o, &w->err);
    return status ? status : acm_scenario_report_end(report, &w->err);
}

static acm_status report(sweep *w)
{
    acm_status status = ACM_OK;
    for (acm_scenario_format f = ACM_SCENARIO_TAP; !status && f <= ACM_SCENARIO_JSON; f++) {
        acm_scenario_report *made;
        status = acm_scenario_report_new(f, 2, &w->allocator, &made, take, NULL, &w->err);
        if (!status)
            status = add_outcomes(w, made);
        acm_scenario_report_free(made);
    }
    return status;
}

const sweep_scenario sweep_scenario_scenarios[] = {
    {"scenario_read", NULL, read_scenario, NULL},
    {"scenario_run", prep_holds, run_holds, NULL},
    {"scenario_run: what does not hold", prep_fails, run_fails, NULL},
    {"scenario_pick", prep_case, pick, NULL},
    {"scenario_trace", prep_events, trace, NULL},
    {"scenario_report", NULL, report, NULL},
};
const size_t sweep_scenario_count = COUNT_OF(sweep_scenario_scenarios);
