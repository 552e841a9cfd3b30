/* outcome.h - a report that is being written: the table of formats, and what they share. */
#ifndef ACM__OUTCOME_H
#define ACM__OUTCOME_H

#include "base/buffer.h"

#include <acmplaybook/scenario_report.h>

typedef struct acm__tally {
    size_t tests, failed, errors, skipped;
    uint64_t microseconds;
} acm__tally;

/* Functions that write into report->text; a buffer that failed is seen by who calls them. NULL: nothing to write. */
typedef struct acm__report_writer {
    void (*add)(acm_scenario_report *report, const acm_scenario_outcome *outcome);
    void (*begin)(acm_scenario_report *report);
    void (*end)(acm_scenario_report *report);
    bool at_end; /* nothing can be handed over before all outcomes are known */
} acm__report_writer;

struct acm_scenario_report {
    acm_allocator allocator;
    const acm__report_writer *writer;
    acm_sink sink;
    void *user;
    size_t total;
    acm__tally tally;
    bool begun, ended;
    acm__buffer text; /* that has not been handed over */
};

extern const acm__report_writer acm__tap_writer, acm__junit_writer, acm__jsonl_writer;

/* What an outcome is called: its id, else its file. */
acm__str acm__outcome_name(const acm_scenario_outcome *outcome);

/* A sink whose user is a buffer. */
int32_t acm__outcome_sink(void *user, const char *text, size_t len);

/* Takes the next line of a text; false at the end. */
bool acm__outcome_line(const char **text, acm__str *line);

#endif
