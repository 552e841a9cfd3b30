/* jsonl.c - outcomes as JSON, an object a line. */
#include "harness/outcome.h"

#include "format/json/writer.h"

#include <string.h>

static const char *const verdicts[] = {[ACM_SCENARIO_PASSED] = "passed",
                                       [ACM_SCENARIO_FAILED] = "failed",
                                       [ACM_SCENARIO_ERROR] = "error",
                                       [ACM_SCENARIO_SKIPPED] = "skipped"};

static void put(acm__json_writer *w, const char *key, const char *text)
{
    if (text)
        acm__json_put(w, key, (acm__str){text, (uint32_t)strlen(text)});
}

static void put_number(acm__json_writer *w, const char *key, uint64_t number)
{
    if (number)
        acm__json_put_integer(w, key, (int64_t)number);
}

static void add(acm_scenario_report *r, const acm_scenario_outcome *o)
{
    acm__json_writer w = {.out = {.sink = acm__outcome_sink, .user = &r->text}, .empty = true};
    acm__json_open(&w, NULL, '{', ACM__JSON_LINE);
    put(&w, "id", acm__outcome_name(o).at);
    put(&w, "file", o->file);
    put(&w, "verdict", verdicts[o->verdict]);
    put_number(&w, "step", o->step);
    put_number(&w, "line", o->line);
    put_number(&w, "microseconds", o->microseconds);
    put(&w, "message", o->message);
    put(&w, "diagnosis", o->diagnosis);
    put(&w, "trace", o->trace);
    acm__json_close(&w, '}');
    acm__json_end(&w, NULL);
}

const acm__report_writer acm__jsonl_writer = {add, NULL, NULL, false};
