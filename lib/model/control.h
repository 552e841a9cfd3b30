/* control.h - what items are told beyond their flags, as those see it who go through all of it. */
#ifndef ACM__CONTROL_H
#define ACM__CONTROL_H

#include "model/playbook.h"

enum {
    ACM__CONTROL_END = ACM_CONTROL_TYPE + 1
};

/* The expression that an item is told as a control of a kind; NULL if there is none. */
const acm__expr *acm__control_expr(const acm__control *control, acm_control kind);

/* Copies its expressions into an arena, and its texts if they do not lie there; arena->failed tells of no memory. */
void acm__control_copy(acm__control *control, acm__arena *arena, bool texts);

#endif
