#include "harness/outcome.h"

#include "base/error.h"
#include "base/str.h"

#include <string.h>

void acm_scenario_outcome_init(acm_scenario_outcome *outcome)
{
    if (!outcome)
        return;
    memset(outcome, 0, sizeof *outcome);
    outcome->struct_size = sizeof *outcome;
    outcome->verdict = ACM_SCENARIO_PASSED;
}

#ifdef ACM_WITH_JSON

acm__str acm__outcome_name(const acm_scenario_outcome *outcome)
{
    const char *name = outcome->id ? outcome->id : outcome->file ? outcome->file : "a scenario";
    return (acm__str){name, (uint32_t)strlen(name)};
}

int32_t acm__outcome_sink(void *user, const char *text, size_t len)
{
    acm__buffer_add(user, text, len);
    return 0;
}

bool acm__outcome_line(const char **text, acm__str *line)
{
    if (!*text || !**text)
        return false;
    *line = (acm__str){*text, (uint32_t)strcspn(*text, "\n")};
    *text += line->len + ((*text)[line->len] == '\n');
    return true;
}

static const acm__report_writer *find_writer(acm_scenario_format format)
{
    static const acm__report_writer *const writers[] = {[ACM_SCENARIO_TAP] = &acm__tap_writer,
                                                        [ACM_SCENARIO_JUNIT] = &acm__junit_writer,
                                                        [ACM_SCENARIO_JSON] = &acm__jsonl_writer};
    bool known = format >= ACM_SCENARIO_TAP && format <= ACM_SCENARIO_JSON;
    return known ? writers[format] : NULL;
}

acm_status acm_scenario_report_new(acm_scenario_format format, size_t total,
                                   const acm_allocator *allocator, acm_scenario_report **report,
                                   acm_sink sink, void *user, acm_error *err)
{
    acm_allocator own;
    const acm__report_writer *writer = find_writer(format);
    if (report)
        *report = NULL;
    if (!report || !sink || !writer)
        return acm__error(err, ACM_E_INVALID,
                          "a format, a sink and a place for the report are needed");
    if (!acm__allocator_copy(allocator, &own))
        return acm__error(err, ACM_E_VERSION, "an allocator of another version");
    acm_scenario_report *r = acm__calloc(&own, 1, sizeof *r);
    if (!r)
        return acm__nomem(err);
    r->allocator = own;
    r->writer = writer;
    r->sink = sink;
    r->user = user;
    r->total = total;
    r->text.allocator = &r->allocator;
    *report = r;
    return ACM_OK;
}

static bool is_utf8(const char *text)
{
    size_t len = text ? strlen(text) : 0;
    return acm__utf8_check(text ? text : "", len) == len;
}

static acm_status check_outcome(const acm_scenario_outcome *o, acm_error *err)
{
    const char *const texts[] = {o->id, o->file, o->message, o->diagnosis, o->trace};
    if (o->verdict < ACM_SCENARIO_PASSED || o->verdict > ACM_SCENARIO_SKIPPED)
        return acm__error(err, ACM_E_INVALID, "%d is no verdict", o->verdict);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!is_utf8(texts[i]))
            return acm__error(err, ACM_E_ENCODING, "a text of an outcome is not UTF-8");
    return ACM_OK;
}

static void count(acm__tally *t, const acm_scenario_outcome *o)
{
    t->tests++;
    t->failed += o->verdict == ACM_SCENARIO_FAILED;
    t->errors += o->verdict == ACM_SCENARIO_ERROR;
    t->skipped += o->verdict == ACM_SCENARIO_SKIPPED;
    t->microseconds += o->microseconds;
}

/* Has something written; without memory for all of it there is nothing of it. */
static acm_status write(acm_scenario_report *r, const acm_scenario_outcome *outcome, acm_error *err)
{
    acm__tally before = r->tally;
    uint32_t len = r->text.len;
    acm__buffer_add(&r->text, "", 0);
    if (outcome)
        count(&r->tally, outcome);
    if (!r->begun && r->writer->begin)
        r->writer->begin(r);
    if (outcome)
        r->writer->add(r, outcome);
    else if (r->writer->end)
        r->writer->end(r);
    if (!r->text.failed) {
        r->begun = true;
        return ACM_OK;
    }
    r->text.failed = false;
    acm__buffer_cut(&r->text, len);
    r->tally = before;
    return acm__nomem(err);
}

static acm_status hand_over(acm_scenario_report *r, acm_error *err)
{
    int32_t stop = r->text.len ? r->sink(r->user, r->text.at, r->text.len) : 0;
    acm__buffer_cut(&r->text, 0);
    return stop ? acm__error_callback(err, stop, "the sink stopped the report") : ACM_OK;
}

acm_status acm_scenario_report_add(acm_scenario_report *report, const acm_scenario_outcome *outcome,
                                   acm_error *err)
{
    acm_scenario_outcome own;
    acm_scenario_outcome_init(&own);
    if (!report || !outcome || report->ended)
        return acm__error(err, ACM_E_INVALID,
                          "an outcome and a report that has not ended are needed");
    if (!acm__struct_read(&own, sizeof own, outcome, outcome->struct_size, sizeof own))
        return acm__error(err, ACM_E_VERSION, "an outcome of another version");
    acm_status status = check_outcome(&own, err);
    if (!status)
        status = write(report, &own, err);
    return status || report->writer->at_end ? status : hand_over(report, err);
}

acm_status acm_scenario_report_end(acm_scenario_report *report, acm_error *err)
{
    if (!report || report->ended)
        return acm__error(err, ACM_E_INVALID, "a report that has not ended is needed");
    acm_status status = write(report, NULL, err);
    if (status)
        return status;
    report->ended = true;
    return hand_over(report, err);
}

void acm_scenario_report_free(acm_scenario_report *report)
{
    if (!report)
        return;
    acm_allocator allocator = report->allocator;
    acm__buffer_dispose(&report->text);
    acm__free(&allocator, report);
}

#else /* then there are no scenarios to report on either */

acm_status acm_scenario_report_new(acm_scenario_format format, size_t total,
                                   const acm_allocator *allocator, acm_scenario_report **report,
                                   acm_sink sink, void *user, acm_error *err)
{
    (void)format, (void)total, (void)allocator, (void)sink, (void)user;
    if (report)
        *report = NULL;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build reads no JSON");
}

acm_status acm_scenario_report_add(acm_scenario_report *report, const acm_scenario_outcome *outcome,
                                   acm_error *err)
{
    (void)report, (void)outcome;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build reads no JSON");
}

acm_status acm_scenario_report_end(acm_scenario_report *report, acm_error *err)
{
    (void)report;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build reads no JSON");
}

void acm_scenario_report_free(acm_scenario_report *report)
{
    (void)report;
}

#endif
