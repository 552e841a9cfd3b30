/*
 * acmplaybook/page.h - reads a Markdown page into a playbook.
 */
#ifndef ACMPLAYBOOK_PAGE_H
#define ACMPLAYBOOK_PAGE_H

#include <acmplaybook/playbook.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a step without tasks becomes. */
typedef int32_t acm_bare_steps;

#define ACM_BARE_STEPS_OPTIONAL 0 /**< a task, not required, started by hand (default) */
#define ACM_BARE_STEPS_REQUIRED 1 /**< a required task that starts by itself */
#define ACM_BARE_STEPS_IGNORE   2 /**< text only */

/** What waits for what beyond what the page says. */
typedef int32_t acm_ordering;

#define ACM_ORDERING_NONE   0 /**< nothing (default) */
#define ACM_ORDERING_PHASES 1 /**< a phase waits for the one before it */
#define ACM_ORDERING_STEPS  2 /**< phases, and within a process a step waits for the one before it */

/** How a page becomes a playbook. */
typedef struct acm_mapping_options {
    uint32_t struct_size;      /**< set by acm_mapping_options_init */
    int32_t auto_complete;     /**< not 0: stages complete as soon as nothing required is open */
    acm_ordering ordering;     /**< ACM_ORDERING_... */
    acm_bare_steps bare_steps; /**< ACM_BARE_STEPS_... */
} acm_mapping_options;

/** How a page is read. */
typedef struct acm_page_options {
    uint32_t struct_size; /**< set by acm_page_options_init */
    uint32_t max_bytes;   /**< of the page; 0 = 64 MiB */
    const char *file;     /**< its name or path, gives the stem of all keys; NULL = "page.md" */
    const char *language; /**< tag; NULL = the folder's name if it is one, else by its headings */
    const acm_allocator *allocator;     /**< of the playbook and the diagnostics; NULL = malloc */
    const acm_mapping_options *mapping; /**< NULL = the defaults */
} acm_page_options;

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
    uint32_t reserved;     /**< 0 */
} acm_diagnostic;

/** Findings of one reading. */
typedef struct acm_diagnostics acm_diagnostics;

/**
 * Fills mapping options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_mapping_options_init(acm_mapping_options *options);

/**
 * Fills page options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_page_options_init(acm_page_options *options);

/**
 * Reads one page. Faults of the page are findings, and all that can be read is read; only what is no page
 * at all fails.
 *
 * @param bytes        the page, UTF-8 with or without a byte order mark. Not kept.
 * @param len          its bytes, or ACM_NTS.
 * @param options      NULL = the defaults.
 * @param playbook     out: one reference, given back with acm_playbook_free.
 * @param diagnostics  out: findings in order of place, freed with acm_diagnostics_free; NULL = not wanted.
 * @param err          may be NULL.
 * @return ACM_OK; ACM_E_ENCODING (not UTF-8, or a NUL; located), ACM_E_LIMIT, ACM_E_NOMEM,
 *         ACM_E_NOTFOUND (unknown language), ACM_E_INVALID, ACM_E_VERSION,
 *         ACM_E_UNSUPPORTED (built without Markdown).
 * @threads any.  @since 0.1
 *
 *     acm_playbook *playbook;
 *     if (acm_playbook_read_page(text, len, NULL, &playbook, NULL, &err) != ACM_OK)
 *         fprintf(stderr, "%u:%u: %s\n", err.line, err.column, err.message);
 */
ACM_API acm_status acm_playbook_read_page(const char *bytes, size_t len,
                                          const acm_page_options *options, acm_playbook **playbook,
                                          acm_diagnostics **diagnostics, acm_error *err);

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
 * Frees the findings.
 *
 * @param diagnostics  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_diagnostics_free(acm_diagnostics *diagnostics);

#ifdef __cplusplus
}
#endif

#endif
