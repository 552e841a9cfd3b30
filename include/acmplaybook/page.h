/*
 * acmplaybook/page.h - reads a Markdown page into a playbook.
 */
#ifndef ACMPLAYBOOK_PAGE_H
#define ACMPLAYBOOK_PAGE_H

#include <acmplaybook/diagnostics.h>
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

#ifdef __cplusplus
}
#endif

#endif
