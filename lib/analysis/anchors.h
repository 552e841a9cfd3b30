/* anchors.h - what links can lead to on a page: its headings, named as GitHub does, and what HTML names. */
#ifndef ACM__ANCHORS_H
#define ACM__ANCHORS_H

#include "analysis/lint.h"

typedef struct acm__anchor {
    acm__str name;
    uint32_t page;
} acm__anchor;

/* Of all pages, by page and name. */
typedef struct acm__anchors {
    acm__anchor *at;
    uint32_t count, capacity;
} acm__anchors;

/* Both work in the arena of the lint. */
void acm__anchors_find(acm__lint *lint, acm__anchors *anchors);
bool acm__anchors_has(acm__lint *lint, const acm__anchors *anchors, uint32_t page, acm__str name);

#endif
