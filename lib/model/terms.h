/* terms.h - kinds of terms, and which term a name means. */
#ifndef ACM__TERMS_H
#define ACM__TERMS_H

#include "model/builder.h"

/* The kind of term that a key begins like, such as "role:...", 0 if like none. */
acm_term_kind acm__term_kind_of(acm__str key);

/*
 * Adds a term by its key, which must be what the vocabulary makes of it and has a NUL behind. ACM_E_SYNTAX if it is not,
 * ACM_E_EXISTS, and what acm_builder_term returns.
 */
acm_status acm__builder_term(acm_builder *b, acm__str key, acm_id *term, acm_error *err);

#endif
