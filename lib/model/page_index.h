/* page_index.h - finds pages by path, or by edition and stem. */
#ifndef ACM__PAGE_INDEX_H
#define ACM__PAGE_INDEX_H

#include "model/page.h"

typedef struct acm__page_entry {
    acm__str name; /* path or stem */
    uint32_t edition, page;
} acm__page_entry;

typedef struct acm__page_index {
    acm__page_entry *paths, *stems; /* sorted by edition (paths: 0), name, page */
    uint32_t count;
    const acm_allocator *allocator;
} acm__page_index;

/* The allocator must outlive the index. False when memory is out; the index can be disposed of all the same. */
bool acm__page_index_init(acm__page_index *index, const acm_allocator *allocator,
                          acm__page *const *pages, uint32_t count);
void acm__page_index_dispose(acm__page_index *index);

/* UINT32_MAX if there is none; of several the first. */
uint32_t acm__page_index_path(const acm__page_index *index, acm__str path);
uint32_t acm__page_index_stem(const acm__page_index *index, uint32_t edition, acm__str stem);

/* Whether there are pages below a folder, whose path ends with '/'. */
bool acm__page_index_has_folder(const acm__page_index *index, acm__str path);

/* The page of an edition that a link means by its file's name, language suffix or not. */
uint32_t acm__page_index_link(const acm__page_index *index, uint32_t edition, acm__str link);

#endif
