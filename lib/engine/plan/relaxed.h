/*
 * relaxed.h - what a goal takes if nothing that was once reached is ever lost again: atoms, each true or not yet, and
 * laws by which atoms come from others. Some laws are commands and cost one, the others are what follows from them.
 *
 * Whatever a case can reach by n commands the laws can reach at a cost of n or less: so what they need is needed,
 * and what they cannot reach is out of reach.
 */
#ifndef ACM__PLAN_RELAXED_H
#define ACM__PLAN_RELAXED_H

#include "base/mem.h"

#include <acmplaybook/case.h>

typedef uint32_t acm__atom;

enum {
    ACM__ATOM_ALWAYS = 0, /* true from the beginning */
    ACM__ATOM_GOAL = 1,
    ACM__ATOM_FIRST = 2 /* of those that the caller numbers */
};

#define ACM__ATOM_NONE UINT32_MAX

/* Whose law it is: a command on an item or condition; kind 0: no command. */
typedef struct acm__label {
    acm_command_kind kind;
    acm_id subject;
} acm__label;

typedef struct acm__law {
    acm__label label;
    uint32_t needs, gives, end; /* ranges of `refs`: [needs, gives) and [gives, end) */
} acm__law;

/* Rows of a table, one behind the other: [at[i], at[i + 1]). */
typedef struct acm__rows {
    uint32_t *at, *values;
} acm__rows;

typedef struct acm__relaxed {
    const acm_allocator *allocator;
    acm__law *laws;
    uint32_t *refs;
    uint32_t law_count, law_capacity, ref_count, ref_capacity, atom_count;
    uint32_t *kept;        /* by atom as numbered by the caller: its number in what was kept */
    uint32_t kept_count;   /* atoms that the goal can depend on */
    acm__rows users;       /* by kept atom: the laws that need it */
    acm__rows givers;      /* by kept atom: the laws that give it */
    uint32_t goal, always; /* kept */
    bool failed;           /* memory was out */
} acm__relaxed;

/* `atom_count`: with the first two. */
void acm__relaxed_init(acm__relaxed *r, const acm_allocator *allocator, uint32_t atom_count);
void acm__relaxed_dispose(acm__relaxed *r);

/* One more atom; gives its number. */
acm__atom acm__relaxed_atom(acm__relaxed *r);

/* Begins a law; its needs come before what it gives. A label of kind 0 makes it free. */
void acm__law_begin(acm__relaxed *r, acm__label label);
void acm__law_needs(acm__relaxed *r, acm__atom atom);
void acm__law_gives(acm__relaxed *r, acm__atom atom);

/* Drops the law that was begun last. */
void acm__law_drop(acm__relaxed *r);

/* Keeps all atoms for now, so that what is true can be told; false when memory is out. */
bool acm__relaxed_keep_all(acm__relaxed *r);

/*
 * Keeps what can come to be from what is true to begin with, by atom, and what the goal can depend on; makes the
 * tables. False when memory is out.
 */
bool acm__relaxed_finish(acm__relaxed *r, const uint8_t *truth);

#endif
