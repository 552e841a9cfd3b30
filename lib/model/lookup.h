/* lookup.h - finds things of a builder as people name them. */
#ifndef ACM__LOOKUP_H
#define ACM__LOOKUP_H

#include "model/builder.h"

/*
 * The item or condition with a key, or the only item that bears a number. ACM_E_NOTFOUND, ACM_E_AMBIGUOUS (the
 * message lists the keys).
 */
acm_status acm__builder_look_up(const acm_builder *b, acm__str key, acm_id *id, acm_error *err);

/*
 * Whether each state() and done() of an expression will find its items when the builder is finished; else the error
 * has line 1 and the offset of the key in the expression.
 */
acm_status acm__builder_check_references(const acm_builder *b, const acm__expr *expr,
                                         acm_error *err);

#endif
