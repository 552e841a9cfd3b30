/* diagnostics.h - findings that outlive the reading that made them. */
#ifndef ACM__DIAGNOSTICS_H
#define ACM__DIAGNOSTICS_H

#include "model/page.h"

/* Copies `count` faults, each list sorted by place or nearly so, from two lists; NULL when memory is out. */
acm_diagnostics *acm__diagnostics_new(const acm_allocator *allocator, const acm__fault *a,
                                      uint32_t a_count, const acm__fault *b, uint32_t b_count);

#endif
