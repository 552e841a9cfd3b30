/*
 * write_ids.h - ids of a file: each is given once, an NCName without "--". What derives from one, such as the ids of its
 * criteria, is itself and "--..."; so nothing can be called the same.
 */
#ifndef ACM__CMMN_WRITE_IDS_H
#define ACM__CMMN_WRITE_IDS_H

#include "model/playbook.h"

typedef struct acm__cmmn_slot acm__cmmn_slot;

typedef struct acm__cmmn_ids {
    acm__arena arena;
    acm__cmmn_slot *slots;
    uint32_t mask;
    acm__str *items;       /* [1 .. item_count] */
    acm__str *definitions; /* the same; at = NULL: derived. That of the root is the case's */
    acm__str *terms;       /* by index; of roles alone */
} acm__cmmn_ids;

/* False when memory is out. Disposed of in any case. */
bool acm__cmmn_ids_init(acm__cmmn_ids *ids, const acm_playbook *p);
void acm__cmmn_ids_dispose(acm__cmmn_ids *ids);

#endif
