/*
 * acmplaybook/scenario_report.h - what came of many scenarios, as TAP, JUnit XML or lines of JSON.
 */
#ifndef ACMPLAYBOOK_SCENARIO_REPORT_H
#define ACMPLAYBOOK_SCENARIO_REPORT_H

#include <acmplaybook/scenario.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What came of a scenario. */
typedef int32_t acm_scenario_verdict;

#define ACM_SCENARIO_PASSED  1
#define ACM_SCENARIO_FAILED  2 /**< a step or expectation did not hold */
#define ACM_SCENARIO_ERROR   3 /**< it, or its model, cannot be read or run */
#define ACM_SCENARIO_SKIPPED 4 /**< it was not run, see message */

/** One scenario in a report. Texts are UTF-8, lent for the call. */
typedef struct acm_scenario_outcome {
    uint32_t struct_size;         /**< set by acm_scenario_outcome_init */
    acm_scenario_verdict verdict; /**< ACM_SCENARIO_... */
    uint32_t step;                /**< 1-based, of what did not hold; 0 = none */
    uint32_t line;                /**< its line in the file; 0 = unknown */
    uint64_t microseconds;        /**< how long it took, for JUnit; 0 = not measured */
    const char *id;               /**< what it is called; NULL = its file */
    const char *file;             /**< where it was read; NULL = nowhere */
    const char *message;          /**< one line: what failed, or why it was skipped; may be NULL */
    const char *diagnosis;        /**< lines; may be NULL */
    const char *trace;            /**< lines of events; may be NULL */
} acm_scenario_outcome;

/** The form of a report. */
typedef int32_t acm_scenario_format;

#define ACM_SCENARIO_TAP   1 /**< Test Anything Protocol, version 13, diagnoses as YAML */
#define ACM_SCENARIO_JUNIT 2 /**< JUnit XML: testsuites, testsuite, testcase */
#define ACM_SCENARIO_JSON  3 /**< an object a line */

/** A report that is being written. */
typedef struct acm_scenario_report acm_scenario_report;

/**
 * Clears an outcome for use; its verdict is ACM_SCENARIO_PASSED.
 *
 * @param outcome  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_scenario_outcome_init(acm_scenario_outcome *outcome);

/**
 * Begins a report.
 *
 * @param format     ACM_SCENARIO_TAP, ...
 * @param total      how many outcomes will be added, for the plan of TAP; 0 = not known, the plan then follows at the
 *                   end.
 * @param allocator  copied; NULL = malloc.
 * @param report     out: freed with acm_scenario_report_free.
 * @param sink       receives the report, each call whole lines: of JUnit all at the end, else outcome by outcome.
 * @param user       handed to the sink.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_NOMEM, ACM_E_VERSION, ACM_E_UNSUPPORTED (built without JSON).
 * @threads any.  @since 0.1
 *
 *     acm_scenario_report *report;
 *     acm_status s = acm_scenario_report_new(ACM_SCENARIO_TAP, 2, NULL, &report, write, stdout, &err);
 */
ACM_API acm_status acm_scenario_report_new(acm_scenario_format format, size_t total,
                                           const acm_allocator *allocator,
                                           acm_scenario_report **report, acm_sink sink, void *user,
                                           acm_error *err);

/**
 * Adds the outcome of a scenario. After a failure the report is as it was, but for what the sink has received.
 *
 * @param report   where.
 * @param outcome  what came of it.
 * @param err      may be NULL.
 * @return ACM_OK, ACM_E_INVALID (no such verdict, or the report has ended), ACM_E_ENCODING, ACM_E_NOMEM,
 *         ACM_E_CALLBACK, ACM_E_VERSION.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_scenario_report_add(acm_scenario_report *report,
                                           const acm_scenario_outcome *outcome, acm_error *err);

/**
 * Writes the end of a report, of JUnit all of it.
 *
 * @param report  where.
 * @param err     may be NULL.
 * @return ACM_OK, ACM_E_INVALID (it has ended before), ACM_E_NOMEM, ACM_E_CALLBACK.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_scenario_report_end(acm_scenario_report *report, acm_error *err);

/**
 * Frees a report.
 *
 * @param report  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_scenario_report_free(acm_scenario_report *report);

#ifdef __cplusplus
}
#endif

#endif
