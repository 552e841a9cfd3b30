/*
 * acmplaybook/diagnostics.h - findings: what is wrong in files, where, and which rule says so.
 */
#ifndef ACMPLAYBOOK_DIAGNOSTICS_H
#define ACMPLAYBOOK_DIAGNOSTICS_H

#include <acmplaybook/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How bad a finding is. */
typedef int32_t acm_severity;

#define ACM_SEVERITY_NOTE    1 /**< good to know */
#define ACM_SEVERITY_WARNING 2 /**< read after a repair, or in doubt */
#define ACM_SEVERITY_ERROR   3 /**< something could not be read */

/** One finding. */
typedef struct acm_diagnostic {
    uint32_t line;         /**< 1-based, 0 = the whole page */
    uint32_t column;       /**< 1-based, in code points, 0 = the whole line */
    uint64_t offset;       /**< in bytes from the start of the page */
    acm_severity severity; /**< ACM_SEVERITY_... */
    uint32_t rule;         /**< index for acm_rule_name; may differ in another version */
} acm_diagnostic;

/** Findings of one reading. */
typedef struct acm_diagnostics acm_diagnostics;

/** How findings are written. */
typedef int32_t acm_report_format;

#define ACM_REPORT_TEXT 1 /**< file:line:column: severity rule message, a line each */
#define ACM_REPORT_JSON                                                                            \
    2 /**< an object a line: file, line, column, offset, severity, rule, message */
#define ACM_REPORT_SARIF 3 /**< SARIF 2.1.0, with all rules */

/**
 * How many findings there are.
 *
 * @param diagnostics  NULL counts 0.
 * @return the number.
 * @threads any, while nobody frees it.  @since 0.1
 */
ACM_API size_t acm_diagnostics_count(const acm_diagnostics *diagnostics);

/**
 * One finding as a record.
 *
 * @param diagnostics  whose finding.
 * @param index        from 0.
 * @param out          the caller's record; bytes beyond what we know are zeroed.
 * @param size         the caller's sizeof(acm_diagnostic).
 * @return ACM_OK, ACM_E_NOTFOUND (index), ACM_E_INVALID, ACM_E_VERSION.
 * @threads any, while nobody frees it.  @since 0.1
 */
ACM_API acm_status acm_diagnostics_get(const acm_diagnostics *diagnostics, size_t index,
                                       acm_diagnostic *out, size_t size);

/**
 * The rule that a finding breaks, such as "row-too-short".
 *
 * @param diagnostics  may be NULL.
 * @param index        from 0.
 * @return static text, NULL past the last.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_diagnostics_rule(const acm_diagnostics *diagnostics, size_t index);

/**
 * The file that a finding is about, as its source called it.
 *
 * @param diagnostics  may be NULL.
 * @param index        from 0.
 * @param len          out: length in bytes; may be NULL.
 * @return lent text, NULL past the last.
 * @threads any, while nobody frees it.  @since 0.1
 */
ACM_API const char *acm_diagnostics_file(const acm_diagnostics *diagnostics, size_t index,
                                         size_t *len);

/**
 * What a finding says: the detail, in English.
 *
 * @param diagnostics  may be NULL.
 * @param index        from 0.
 * @param len          out: length in bytes; may be NULL.
 * @return lent text, NULL past the last.
 * @threads any, while nobody frees it.  @since 0.1
 */
ACM_API const char *acm_diagnostics_text(const acm_diagnostics *diagnostics, size_t index,
                                         size_t *len);

/**
 * Writes all findings. The message of one is what its rule means and what it says itself.
 *
 * @param diagnostics  NULL writes none.
 * @param format       ACM_REPORT_...
 * @param sink         receives the text.
 * @param user         handed to sink.
 * @param err          may be NULL.
 * @return ACM_OK, ACM_E_CALLBACK, ACM_E_INVALID, ACM_E_UNSUPPORTED (not text, and built without JSON).
 * @threads any, while nobody frees them.  @since 0.1
 */
ACM_API acm_status acm_diagnostics_write(const acm_diagnostics *diagnostics,
                                         acm_report_format format, acm_sink sink, void *user,
                                         acm_error *err);

/**
 * Frees the findings.
 *
 * @param diagnostics  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_diagnostics_free(acm_diagnostics *diagnostics);

/**
 * The id of a rule, such as "row-too-short": what findings are named by, in every version the same.
 *
 * @param index  from 0.
 * @return static text, NULL past the last rule.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_rule_name(size_t index);

/**
 * What a finding of a rule means, as half a sentence in English.
 *
 * @param index  from 0.
 * @return static text, NULL past the last rule.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_rule_summary(size_t index);

/**
 * How bad findings of a rule are.
 *
 * @param index  from 0.
 * @return ACM_SEVERITY_..., 0 past the last rule.
 * @threads any.  @since 0.1
 */
ACM_API acm_severity acm_rule_severity(size_t index);

/**
 * How to mend what findings of a rule are about, in English.
 *
 * @param index  from 0.
 * @return static text, NULL past the last rule.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_rule_advice(size_t index);

/**
 * An example of what a rule finds: files, each behind a line "==> path <==".
 *
 * @param index  from 0.
 * @return static text, NULL past the last rule, and for a rule about limits.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_rule_example(size_t index);

#ifdef __cplusplus
}
#endif

#endif
