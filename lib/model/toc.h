/* toc.h - a table of contents as its file has it: what it names, in order, and which page each entry means. */
#ifndef ACM__TOC_H
#define ACM__TOC_H

#include "model/page.h"

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

#endif
