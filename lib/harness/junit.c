/* junit.c - outcomes as JUnit XML, of which what all its readers know: testsuites, testsuite, testcase. */
#include "harness/outcome.h"

#include <inttypes.h>
#include <string.h>

/* What XML cannot say even by a reference. */
static bool is_no_character(uint32_t c)
{
    return (c < ' ' && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF;
}

/* In attributes white space is written by number, for else it becomes blanks. */
static const char *reference(uint32_t c, bool attribute)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\r':
        return "&#13;";
    default:
        return is_no_character(c) ? "\uFFFD" : NULL;
    }
}

static void put_text(acm__buffer *out, const char *text, bool attribute)
{
    size_t len = strlen(text), i = 0, start = 0;
    while (i < len) {
        size_t at = i;
        const char *instead = reference(acm__utf8_next(text, len, &i), attribute);
        if (!instead)
            continue;
        acm__buffer_add(out, text + start, at - start);
        acm__buffer_print(out, "%s", instead);
        start = i;
    }
    acm__buffer_add(out, text + start, len - start);
}

static void put_attribute(acm__buffer *out, const char *name, const char *value)
{
    acm__buffer_print(out, " %s=\"", name);
    put_text(out, value, true);
    acm__buffer_print(out, "\"");
}

static void put_time(acm__buffer *out, uint64_t microseconds)
{
    acm__buffer_print(out, " time=\"%" PRIu64 ".%06" PRIu64 "\"", microseconds / 1000000,
                      microseconds % 1000000);
}

static const char *element_of(acm_scenario_verdict verdict)
{
    return verdict == ACM_SCENARIO_FAILED  ? "failure"
           : verdict == ACM_SCENARIO_ERROR ? "error"
                                           : "skipped";
}

static void put_verdict(acm__buffer *out, const acm_scenario_outcome *o)
{
    const char *element = element_of(o->verdict);
    acm__buffer_print(out, "      <%s", element);
    put_attribute(out, "message", o->message ? o->message : "");
    if (o->verdict == ACM_SCENARIO_SKIPPED) {
        acm__buffer_print(out, "/>\n");
        return;
    }
    put_attribute(out, "type", o->verdict == ACM_SCENARIO_FAILED ? "expectation" : "unreadable");
    acm__buffer_print(out, ">");
    if (o->file && o->line) {
        put_text(out, o->file, false);
        acm__buffer_print(out, ":%" PRIu32 "\n", o->line);
    }
    put_text(out, o->diagnosis ? o->diagnosis : "", false);
    acm__buffer_print(out, "</%s>\n", element);
}

static void add(acm_scenario_report *r, const acm_scenario_outcome *o)
{
    acm__buffer *out = &r->text;
    bool plain = o->verdict == ACM_SCENARIO_PASSED && !o->trace;
    acm__buffer_print(out, "    <testcase");
    put_attribute(out, "name", acm__outcome_name(o).at);
    put_attribute(out, "classname", o->file ? o->file : "scenario");
    put_time(out, o->microseconds);
    acm__buffer_print(out, plain ? "/>\n" : ">\n");
    if (plain)
        return;
    if (o->verdict != ACM_SCENARIO_PASSED)
        put_verdict(out, o);
    if (o->trace) {
        acm__buffer_print(out, "      <system-out>");
        put_text(out, o->trace, false);
        acm__buffer_print(out, "</system-out>\n");
    }
    acm__buffer_print(out, "    </testcase>\n");
}

static void put_totals(acm__buffer *out, const char *element, const char *name, const acm__tally *t,
                       bool skipped)
{
    acm__buffer_print(out, "<%s", element);
    put_attribute(out, "name", name);
    acm__buffer_print(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\"", t->tests, t->failed,
                      t->errors);
    if (skipped)
        acm__buffer_print(out, " skipped=\"%zu\"", t->skipped);
    put_time(out, t->microseconds);
    acm__buffer_print(out, ">\n");
}

/* The totals stand at the beginning. */
static void end(acm_scenario_report *r)
{
    acm__buffer all = {.allocator = &r->allocator};
    acm__buffer_print(&all, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put_totals(&all, "testsuites", "acm-playbook", &r->tally, false);
    acm__buffer_print(&all, "  ");
    put_totals(&all, "testsuite", "scenarios", &r->tally, true);
    acm__buffer_add(&all, r->text.at, r->text.len);
    acm__buffer_print(&all, "  </testsuite>\n</testsuites>\n");
    if (all.failed) {
        r->text.failed = true;
        acm__buffer_dispose(&all);
        return;
    }
    acm__buffer_dispose(&r->text);
    r->text = all;
}

const acm__report_writer acm__junit_writer = {add, NULL, end, true};
