/* lookup.h - finds things of a builder as people name them. */
#ifndef ACM__LOOKUP_H
#define ACM__LOOKUP_H

#include "model/builder.h"

/* A builder whose items and their numbers stay as they are while things are looked up. */
typedef struct acm__lookup {
    const acm_builder *b;
    acm__numbered *numbers; /* in order */
    uint32_t count;
} acm__lookup;

/* Numbers go to the arena. False when memory is out. */
bool acm__lookup_init(acm__lookup *lookup, const acm_builder *b, acm__arena *arena);

/*
 * The item or condition with a key, or the only item that bears a number. ACM_E_NOTFOUND, ACM_E_AMBIGUOUS (the
 * message lists the keys).
 */
acm_status acm__lookup_find(const acm__lookup *lookup, acm__str key, acm_id *id, acm_error *err);

/*
 * Whether each state() and done() of an expression will find its items when the builder is finished; else the error
 * has line 1 and the offset of the key in the expression.
 */
acm_status acm__lookup_check(const acm__lookup *lookup, const acm__expr *expr, acm_error *err);

#endif
