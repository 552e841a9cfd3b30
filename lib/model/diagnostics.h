/* diagnostics.h - findings that outlive the reading that made them. */
#ifndef ACM__DIAGNOSTICS_H
#define ACM__DIAGNOSTICS_H

#include "model/page.h"

/* NULL when memory is out. */
acm_diagnostics *acm__diagnostics_new(const acm_allocator *allocator);

/* Copies a file's faults behind what is there. Running out of memory is remembered until acm__diagnostics_sort. */
void acm__diagnostics_add(acm_diagnostics *d, acm__str file, const acm__faults *faults);

/* Orders findings by file, as first added, and place. False if memory ran out on the way. */
bool acm__diagnostics_sort(acm_diagnostics *d);

#endif
