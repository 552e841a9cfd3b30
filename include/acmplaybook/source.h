/*
 * acmplaybook/source.h - reads a folder of pages, in any number of languages, into one playbook.
 *
 * The library opens no files: a source hands them over one by one, from a directory, an archive, a
 * database or memory (acm_memory_source_init). What a file is, its name says:
 *  - "*.md", "*.markdown": a page, but for "README.md";
 *  - "toc.yml", "toc.yaml": the table of contents of the pages in its folder;
 *  - "overlay.json": what the pages say in prose, made executable (overlay.h);
 *  - anything else is passed over.
 */
#ifndef ACMPLAYBOOK_SOURCE_H
#define ACMPLAYBOOK_SOURCE_H

#include <acmplaybook/page.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One file, lent by a source until it is asked for the next one. */
typedef struct acm_source_file {
    uint32_t struct_size; /**< set by the library before the source is asked */
    uint32_t reserved;    /**< 0 */
    const char *path;  /**< relative to the source, with '/', such as "en/assess-mail.md"; UTF-8 */
    const char *bytes; /**< may be NULL if len is 0 */
    uint64_t len;      /**< in bytes */
    const char *language; /**< tag; NULL = its folder's name if it is one, else by its headings */
} acm_source_file;

/** What a source answers. Anything else stops the reading with ACM_E_CALLBACK. */
typedef int32_t acm_source_answer;

#define ACM_SOURCE_END  0 /**< there is no further file */
#define ACM_SOURCE_FILE 1 /**< *file was filled */

/** Where files come from. */
typedef struct acm_source {
    uint32_t struct_size; /**< set by acm_source_init */
    uint32_t reserved;    /**< 0 */
    void *user;           /**< handed to each call */
    acm_source_answer (*next)(void *user,
                              acm_source_file *file); /**< fills *file; returns ACM_SOURCE_... */
} acm_source;

/** A source of files that lie in memory. Kept by the caller where it is, for it points to itself, while it is read. */
typedef struct acm_memory_source {
    acm_source source;            /**< what acm_playbook_read_pages takes */
    const acm_source_file *files; /**< the caller's array */
    uint64_t count;               /**< how many */
    uint64_t at;                  /**< how many were given */
} acm_memory_source;

/** How a folder of pages is read. */
typedef struct acm_folder_options {
    uint32_t struct_size; /**< set by acm_folder_options_init */
    uint32_t max_bytes;   /**< of one file; 0 = 64 MiB */
    const char *language; /**< that owns the structure; NULL = that of the page given first */
    const char *name;     /**< of the playbook; NULL = the title of "index", else the first */
    const acm_allocator *allocator;     /**< of the playbook and the diagnostics; NULL = malloc */
    const acm_mapping_options *mapping; /**< NULL = the defaults */
    const char *overlay;  /**< JSON instead of the source's overlay.json; NULL = none */
    uint64_t overlay_len; /**< its bytes, or ACM_NTS */
} acm_folder_options;

/**
 * Makes a source ready to be filled: sets its size, clears the rest.
 *
 * @param source  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_source_init(acm_source *source);

/**
 * Makes a source of files in memory, given in the order of the array, once: to read them again, call this again.
 *
 * @param memory  the caller's struct; its member source is what acm_playbook_read_pages takes.
 * @param files   array of count files, lent until the reading is over; may be NULL if count is 0.
 * @param count   how many.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_memory_source_init(acm_memory_source *memory, const acm_source_file *files,
                                    size_t count);

/**
 * Fills folder options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_folder_options_init(acm_folder_options *options);

/**
 * Reads all pages of a source into one playbook: phases hold processes, a process for each page with steps
 * or tasks; other pages are documents. One language owns structure and keys; the others are aligned to it and
 * give texts alone. Order: the table of contents, then the vocabulary's phases, then paths. Faults, a page
 * that is too large or not UTF-8 among them, and what does not align are findings; all that can be read is read.
 *
 * @param source       gives the files, in any order; not kept.
 * @param options      NULL = the defaults.
 * @param playbook     out: one reference, given back with acm_playbook_free.
 * @param diagnostics  out: findings by file and place, freed with acm_diagnostics_free; NULL = not wanted.
 * @param err          may be NULL; path names the file at fault.
 * @return ACM_OK; ACM_E_NOTFOUND (no page, or an unknown language), ACM_E_CALLBACK (the source stopped),
 *         ACM_E_SYNTAX, ACM_E_MODEL, ACM_E_NOTFOUND, ACM_E_AMBIGUOUS (the overlay; located), ACM_E_LIMIT,
 *         ACM_E_NOMEM, ACM_E_INVALID, ACM_E_VERSION, ACM_E_UNSUPPORTED (built without Markdown).
 * @threads any; the source is called on this thread.  @since 0.1
 *
 *     acm_memory_source memory;
 *     acm_memory_source_init(&memory, files, count);
 *     acm_playbook_read_pages(&memory.source, NULL, &playbook, &findings, &err);
 */
ACM_API acm_status acm_playbook_read_pages(const acm_source *source,
                                           const acm_folder_options *options,
                                           acm_playbook **playbook, acm_diagnostics **diagnostics,
                                           acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
