/* Sweeps of a running case. */
#include "oom/sweep.h"

static void prep_parts(sweep *w)
{
    assert_ok(small_playbook(&w->allocator, &w->s.playbook, NULL));
    assert_ok(small_roster(&w->allocator, &w->s.roster, NULL));
    assert_ok(acm_log_new(&w->allocator, &w->s.log, NULL));
    w->s.ana = acm_roster_find(w->s.roster, "ana");
    w->s.ben = acm_roster_find(w->s.roster, "ben");
}

static acm_status new_case(sweep *w)
{
    acm_case_options options;
    acm_case_options_init(&options);
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT, .text_len = 4};
    options.scope = "Exchange; Teams";
    options.facts = &fact;
    options.fact_count = 1;
    options.fact_stride = sizeof(acm_command);
    options.facts_text = "size";
    options.facts_text_len = 4;
    return acm_case_new(w->s.playbook, w->s.roster, w->s.log, &options, &w->s.c, &w->err);
}

static void nothing_logged(sweep *w)
{
    assert_int_equal(acm_log_count(w->s.log), w->events);
}

static void prep_case(sweep *w)
{
    prep_parts(w);
    assert_ok(new_case(w));
    w->events = acm_log_count(w->s.log);
}

static void at_the_start(sweep *w)
{
    acm_board_row rows[8];
    size_t count;
    nothing_logged(w);
    assert_ok(acm_case_board(w->s.c, rows, sizeof *rows, COUNT_OF(rows), &count));
    assert_int_equal(count, 5);
    assert_int_equal(small_state(&w->s, "plan/100"), ACM_STATE_ENABLED);
    assert_int_equal(acm_case_condition_state(w->s.c, small_id(&w->s, "build/in-1")),
                     ACM_CONDITION_STATE_OPEN);
}

static acm_status post(sweep *w, const acm_command *command, const char *text)
{
    return acm_case_post(w->s.c, command, sizeof *command, 1, text, ACM_NTS, NULL, &w->err);
}

static acm_status waive(sweep *w)
{
    acm_command command = {.kind = ACM_COMMAND_WAIVE,
                           .item = small_id(&w->s, "build/in-1"),
                           .actor = w->s.ana,
                           .text_len = 3000};
    return post(w, &command, sweep_long_text());
}

static acm_status set_fact(sweep *w)
{
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .actor = w->s.ana,
                           .text_len = 8,
                           .value_kind = ACM_VALUE_STRING,
                           .value_len = 3000};
    return post(w, &command, sweep_long_text());
}

/* Facts and what is done are one. */
static acm_status start_with_facts(sweep *w)
{
    acm_command commands[] = {
        {.kind = ACM_COMMAND_SET_FACT,
         .actor = w->s.ana,
         .text_len = 8,
         .value_kind = ACM_VALUE_STRING,
         .value_len = 3000,
         .flags = ACM_COMMAND_WITH_NEXT},
        {.kind = ACM_COMMAND_START, .item = small_id(&w->s, "plan/100"), .actor = w->s.ana}};
    return acm_case_post(w->s.c, commands, sizeof *commands, COUNT_OF(commands), sweep_long_text(),
                         ACM_NTS, NULL, &w->err);
}

/* Three thousand bytes that say the same member again and again. */
static acm_status set_fact_to_a_set(sweep *w)
{
    static char lines[3000];
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .actor = w->s.ana,
                           .text_len = 1,
                           .value_kind = ACM_VALUE_SET,
                           .value_len = sizeof lines - 1};
    for (size_t i = 0; i + 1 < sizeof lines; i++)
        lines[i] = i % 2 ? '\n' : 'x';
    return post(w, &command, lines);
}

static acm_status set_scope(sweep *w)
{
    acm_command command = {.kind = ACM_COMMAND_SET_SCOPE, .actor = w->s.ana, .text_len = 8};
    return post(w, &command, "Exchange");
}

/* plan/100 is active and build/in-1 confirmed: completing the one begins the next stage. */
static void prep_cascade(sweep *w)
{
    acm_command commands[] = {
        {.kind = ACM_COMMAND_CONFIRM, .item = small_id(&w->s, "build/in-1"), .actor = w->s.ana},
        {.kind = ACM_COMMAND_START, .item = small_id(&w->s, "plan/100"), .actor = w->s.ana},
    };
    assert_ok(acm_case_post(w->s.c, commands, sizeof *commands, 2, NULL, 0, NULL, NULL));
    w->events = acm_log_count(w->s.log);
}

static void prep_case_and_cascade(sweep *w)
{
    prep_case(w);
    prep_cascade(w);
}

static acm_status cascade(sweep *w)
{
    acm_command command = {
        .kind = ACM_COMMAND_COMPLETE, .item = small_id(&w->s, "plan/100"), .actor = w->s.ana};
    return post(w, &command, NULL);
}

static void before_the_cascade(sweep *w)
{
    nothing_logged(w);
    assert_int_equal(small_state(&w->s, "plan/100"), ACM_STATE_ACTIVE);
    assert_int_equal(small_state(&w->s, "plan"), ACM_STATE_ACTIVE);
    assert_int_equal(small_state(&w->s, "build"), ACM_STATE_AVAILABLE);
    assert_int_equal(small_state(&w->s, "build/200"), ACM_STATE_NONE);
}

static acm_status dup(sweep *w)
{
    return acm_case_dup(w->s.c, NULL, &w->copy, &w->err);
}

static acm_status plan(sweep *w)
{
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT, .text_len = 4};
    acm_plan_options options;
    size_t count;
    acm_plan_options_init(&options);
    options.facts = &fact;
    options.fact_count = 1;
    options.fact_stride = sizeof fact;
    options.text = "size";
    options.text_len = 4;
    acm_status status = acm_case_plan(w->s.c, &options, NULL, 0, 0, &count, NULL, &w->err);
    assert_int_equal(count, status ? 0 : 6);
    return status;
}

const sweep_scenario sweep_case_scenarios[] = {
    {"case_new", prep_parts, new_case, nothing_logged},
    {"case_post: waive", prep_case, waive, at_the_start},
    {"case_post: set fact", prep_case, set_fact, at_the_start},
    {"case_post: facts and a start", prep_case, start_with_facts, at_the_start},
    {"case_post: set fact to a set", prep_case, set_fact_to_a_set, at_the_start},
    {"case_post: set scope", prep_case, set_scope, at_the_start},
    {"case_post: cascade", prep_case_and_cascade, cascade, before_the_cascade},
    {"case_dup", prep_case, dup, nothing_logged},
    {"case_plan", prep_case, plan, at_the_start},
};
const size_t sweep_case_count = COUNT_OF(sweep_case_scenarios);
