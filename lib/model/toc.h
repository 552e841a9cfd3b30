/* toc.h - a table of contents as its file has it: what it names, in order, and which page each entry means. */
#ifndef ACM__TOC_H
#define ACM__TOC_H

#include "model/page_index.h"

typedef struct acm__toc_entry {
    acm__str name, href; /* "" = none; href as written */
    uint32_t parent;     /* index + 1, 0 = none */
    uint32_t page;       /* index + 1 in the playbook, 0 = none */
    acm__place place;    /* of the href, else of the name */
} acm__toc_entry;

typedef struct acm__toc {
    acm__str path;    /* as its source called it */
    uint32_t edition; /* index in the playbook */
    struct {
        acm__toc_entry *at;
        uint32_t count, capacity;
    } entries; /* parents before their children */
    acm__faults faults;
} acm__toc;

typedef struct acm__tocs {
    acm__toc *at;
    uint32_t count, capacity;
} acm__tocs;

/*
 * Finds the page of each entry, and for each page its position: when an entry first names it, UINT32_MAX if none
 * does. What resolves to nothing, or again, is a finding.
 */
void acm__tocs_resolve(acm__arena *arena, acm__tocs *tocs, const acm__page_index *index,
                       acm__page *const *pages, uint32_t *positions);

/* The phase around an entry that names a page: by the name of an outer entry or its page; ACM__KIND_NONE if none. */
int32_t acm__toc_phase(const acm__toc *toc, const acm__toc_entry *entry, acm__page *const *pages);

#endif
