/*
 * acmplaybook/lint.h - looks through the pages of a playbook for what their authors would want to mend: what
 * reading them met, and what only shows when they are seen together. Rules are listed by acm_rule_name.
 */
#ifndef ACMPLAYBOOK_LINT_H
#define ACMPLAYBOOK_LINT_H

#include <acmplaybook/diagnostics.h>
#include <acmplaybook/playbook.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What is looked for. */
typedef struct acm_lint_options {
    uint32_t struct_size;  /**< set by acm_lint_options_init */
    acm_severity severity; /**< findings below are left out; 0 = none is */
    const char *today;     /**< "yyyy-mm-dd", later is the future; NULL = no day is */
    const char *rules;     /**< ids, ';' between them; all with a '-': all but these; NULL = all */
    int32_t partial;       /**< not 0: pages may be missing, which is no finding then */
    uint32_t reserved;     /**< 0 */
    const acm_allocator *allocator; /**< of the findings; NULL = malloc */
} acm_lint_options;

/**
 * Fills lint options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_lint_options_init(acm_lint_options *options);

/**
 * Looks through all pages and tables of contents of a playbook.
 *
 * @param playbook     made from pages; one from JSON holds only a part of them, one from the builder nothing.
 * @param options      NULL = the defaults.
 * @param diagnostics  out: findings by file and place, freed with acm_diagnostics_free.
 * @param err          may be NULL.
 * @return ACM_OK; ACM_E_NOTFOUND (no such rule), ACM_E_SYNTAX (today), ACM_E_NOMEM, ACM_E_INVALID, ACM_E_VERSION,
 *         ACM_E_UNSUPPORTED (built without Markdown).
 * @threads any.  @since 0.1
 *
 *     acm_lint_options options;
 *     acm_lint_options_init(&options);
 *     options.severity = ACM_SEVERITY_WARNING;
 *     if (acm_playbook_lint(playbook, &options, &found, &err) == ACM_OK)
 *         acm_diagnostics_write(found, ACM_REPORT_SARIF, print, stdout, &err);
 */
ACM_API acm_status acm_playbook_lint(const acm_playbook *playbook, const acm_lint_options *options,
                                     acm_diagnostics **diagnostics, acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
