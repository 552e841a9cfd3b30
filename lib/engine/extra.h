/*
 * extra.h - what few cases have: facts, a narrowed scope, performers who claimed tasks. One immutable block; a
 * change makes a new one, so that a refused command only has to put the old one back.
 */
#ifndef ACM__EXTRA_H
#define ACM__EXTRA_H

#include "engine/case.h"

typedef struct acm__fact {
    uint32_t name_at, name_len; /* in the block's text */
    uint32_t text_at, text_len; /* of a string, or of a set: its members as lines */
    acm_value_kind kind;
    uint32_t first_member; /* of a set, in the block's members: in order, each once */
    int64_t integer;       /* of a set: how many members; what a kind does not need is 0 */
    double real;
} acm__fact;

typedef struct acm__claim {
    acm_id item, performer;
} acm__claim;

/* A fact, a claim or a scope to be put into a new block. */
typedef struct acm__change {
    acm__str name; /* of the fact; at = NULL: no fact changes */
    bool remove;   /* the fact */
    acm_value_kind kind;
    int64_t integer;
    double real;
    acm__str text;
    acm__claim claim;      /* item 0: no claim changes */
    const uint64_t *scope; /* service_words words */
    bool rescope;          /* take `scope`; NULL then means everything */
} acm__change;

/* NULL when memory is out. `old` may be NULL and stays as it is. */
acm__extra *acm__extra_with(const acm_playbook *p, const acm__extra *old,
                            const acm__change *change);
acm__extra *acm__extra_dup(const acm_playbook *p, const acm__extra *extra);

/* All accept NULL. Strings and sets live as long as the block. */
acm__value acm__extra_fact(const acm__extra *extra, acm__str name);

/* What a block holds in an order that does not depend on how it came about; false past the last. */
bool acm__extra_nth_fact(const acm__extra *extra, uint32_t index, acm__str *name,
                         acm__value *value);
bool acm__extra_nth_claim(const acm__extra *extra, uint32_t index, acm__claim *claim);

bool acm__extra_has_fact(const acm__extra *extra, acm__str name);
acm_id acm__extra_performer(const acm__extra *extra, acm_id item);
const uint64_t *acm__extra_scope(const acm__extra *extra); /* NULL = everything */
acm__value acm__extra_services(const acm__extra *extra, const acm_playbook *p);

/* Gives the case under way a changed block. */
void acm__run_put_extra(acm__run *r, const acm__change *change);

#endif
