/* tap.c - outcomes in the Test Anything Protocol, version 13; newer versions are not read by all that read TAP. */
#include "harness/label.h"
#include "harness/outcome.h"

#include "format/json/writer.h"

#include <inttypes.h>
#include <string.h>

static void put_plan(acm_scenario_report *r, size_t count)
{
    acm__buffer_print(&r->text, "1..%zu\n", count);
}

static void begin(acm_scenario_report *r)
{
    acm__buffer_print(&r->text, "TAP version 13\n");
    if (r->total)
        put_plan(r, r->total);
}

/* A '#' would begin a directive. */
static void put_description(acm__buffer *out, acm__str name)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i < name.len; i++) {
        if (name.at[i] != '#' && name.at[i] != '\\')
            continue;
        acm__label_text(out, (acm__str){name.at + start, i - start});
        acm__buffer_add(out, "\\", 1);
        start = i;
    }
    acm__label_text(out, (acm__str){name.at + start, name.len - start});
}

static void put_comments(acm__buffer *out, const char *lines)
{
    acm__str line;
    while (acm__outcome_line(&lines, &line)) {
        acm__buffer_print(out, "# ");
        acm__label_text(out, line);
        acm__buffer_print(out, "\n");
    }
}

/* A text as JSON writes it is one that YAML reads. */
static void put_yaml_text(acm__buffer *out, const acm_allocator *allocator, const char *key,
                          const char *text)
{
    if (!text)
        return;
    acm__buffer line = {.allocator = allocator};
    acm__json_writer w = {.out = {.sink = acm__outcome_sink, .user = out}, .empty = true};
    acm__buffer_add(&line, "", 0);
    acm__label_text(&line, (acm__str){text, (uint32_t)strlen(text)});
    acm__buffer_print(out, "  %s: ", key);
    if (line.failed)
        out->failed = true;
    else
        acm__json_put(&w, NULL, (acm__str){line.at, line.len});
    acm__json_end(&w, NULL);
    acm__buffer_dispose(&line);
}

static void put_yaml_number(acm__buffer *out, const char *key, uint32_t number)
{
    if (number)
        acm__buffer_print(out, "  %s: %" PRIu32 "\n", key, number);
}

/* A block of lines; the first must not begin with a blank, for that would say how far it is indented. */
static void put_yaml_lines(acm__buffer *out, const char *key, const char *lines)
{
    acm__str line;
    if (!lines || !*(lines += strspn(lines, " \n")))
        return;
    acm__buffer_print(out, "  %s: |\n", key);
    while (acm__outcome_line(&lines, &line)) {
        acm__buffer_print(out, "    ");
        acm__label_text(out, line);
        acm__buffer_print(out, "\n");
    }
}

static void put_yaml(acm_scenario_report *r, const acm_scenario_outcome *o)
{
    acm__buffer *out = &r->text;
    acm__buffer_print(out, "  ---\n");
    put_yaml_text(out, &r->allocator, "message", o->message);
    acm__buffer_print(out, "  severity: %s\n", o->verdict == ACM_SCENARIO_ERROR ? "error" : "fail");
    put_yaml_text(out, &r->allocator, "file", o->file);
    put_yaml_number(out, "line", o->line);
    put_yaml_number(out, "step", o->step);
    put_yaml_lines(out, "diagnosis", o->diagnosis);
    acm__buffer_print(out, "  ...\n");
}

static void add(acm_scenario_report *r, const acm_scenario_outcome *o)
{
    acm__buffer *out = &r->text;
    bool fails = o->verdict == ACM_SCENARIO_FAILED || o->verdict == ACM_SCENARIO_ERROR;
    put_comments(out, o->trace);
    acm__buffer_print(out, "%sok %zu - ", fails ? "not " : "", r->tally.tests);
    put_description(out, acm__outcome_name(o));
    if (o->verdict == ACM_SCENARIO_SKIPPED) {
        acm__buffer_print(out, " # SKIP ");
        acm__label_text(out, (acm__str){o->message ? o->message : "",
                                        o->message ? (uint32_t)strlen(o->message) : 0});
    }
    acm__buffer_print(out, "\n");
    if (fails)
        put_yaml(r, o);
}

static void end(acm_scenario_report *r)
{
    const acm__tally *t = &r->tally;
    if (!r->total)
        put_plan(r, t->tests);
    acm__buffer_print(&r->text, "# %zu passed, %zu failed, %zu skipped\n",
                      t->tests - t->failed - t->errors - t->skipped, t->failed + t->errors,
                      t->skipped);
}

const acm__report_writer acm__tap_writer = {add, begin, end, false};
