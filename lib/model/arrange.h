/*
 * arrange.h - from the pages of a folder to a playbook: which edition owns the structure, in which order its
 * pages stand, which phase each process is in, and what the other editions contribute.
 */
#ifndef ACM__ARRANGE_H
#define ACM__ARRANGE_H

#include "model/mapping.h"

typedef struct acm__arranging {
    const acm_mapping_options *mapping; /* in range */
    const char *language; /* of the edition that owns the structure; NULL = the first page's */
    const char *name;     /* of the playbook; NULL = by its pages */
    bool alone;           /* one page is the whole playbook */
} acm__arranging;

/*
 * Arranges and maps all pages of a trusting builder, which hold their texts in its arena. Findings go to the
 * faults of pages and tables of contents.
 */
acm_status acm__arrange(acm_builder *b, const acm__arranging *how, acm_error *err);

#endif
