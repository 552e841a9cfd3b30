/*
 * align.h - sets a page of a further edition beside the page that it translates: steps by longest common
 * subsequence, tasks by number, conditions by order. It contributes texts; what does not align is a finding.
 */
#ifndef ACM__ALIGN_H
#define ACM__ALIGN_H

#include "model/mapping.h"

/* `m` is of the further edition's page; base is the index of the page of the first edition, mapped already. */
acm_status acm__align_page(acm__mapping *m, uint32_t base);

#endif
