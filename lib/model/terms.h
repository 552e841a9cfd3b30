/* terms.h - kinds of terms, and which term a name means. */
#ifndef ACM__TERMS_H
#define ACM__TERMS_H

#include "model/playbook.h"

/* The kind of term that a key begins like, such as "role:...", 0 if like none. */
acm_term_kind acm__term_kind_of(acm__str key);

#endif
