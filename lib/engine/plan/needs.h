/*
 * needs.h - what a wish takes, as laws: a case with all its instances folded into items, and nothing ever lost.
 *
 * Where the engine asks for something that is not worked out here - a law that may come out either way, an instance
 * among several - the laws ask for less: they may reach too much, never too little.
 */
#ifndef ACM__PLAN_NEEDS_H
#define ACM__PLAN_NEEDS_H

#include "engine/plan/relaxed.h"
#include "engine/plan/wish.h"

typedef struct acm__needs {
    const acm__wish *wish;
    acm__view v; /* of the wish's case */
    acm__relaxed relaxed;
    acm__atom on_parts, criteria, exits, conditions, choices, names, time; /* where they begin */
    bool widens; /* scope: what is resumed may have to be brought in line with it */
} acm__needs;

/* Makes the laws; false when memory is out. */
bool acm__needs_init(acm__needs *n, const acm__wish *wish);
void acm__needs_dispose(acm__needs *n);

/*
 * Tells what holds in a case on its way, by kept atom. `chosen`: for each name of a choice, the choice last made, from
 * 1; 0 = none.
 */
void acm__needs_read(const acm__needs *n, const acm_case *c, const uint16_t *chosen,
                     uint8_t *truth);

/* The files of the folder share what follows. */

/* Atoms of an item. */
enum {
    ACM__ATOM_STATE = 0,                                  /* + ACM_STATE_...: it is there, or was */
    ACM__ATOM_EVENT = ACM__ATOM_STATE + ACM__STATE_COUNT, /* + ACM_TRANSITION_...: it performs it */
    ACM__ATOM_MADE = ACM__ATOM_EVENT + ACM__TRANSITION_COUNT, /* it has an instance */
    ACM__ATOM_LIVE,    /* one in a state in which its inputs can be changed */
    ACM__ATOM_BEGINS,  /* it creates what is in it */
    ACM__ATOM_ENDS,    /* it ends what is in it */
    ACM__ATOM_HALTS,   /* it suspends what is in it */
    ACM__ATOM_RESUMES, /* it resumes what is in it */
    ACM__ATOM_LOOSE,   /* it keeps no stage from being completed by hand */
    ACM__ATOM_STRICT,  /* nor from completing by itself */
    ACM__ATOM_WORK,    /* as required work it is finished */
    ACM__ATOM_PRIOR,   /* + ACM_STATE_...: what it is resumed to */
    ACM__ATOMS_PER_ITEM = ACM__ATOM_PRIOR + ACM_STATE_ACTIVE + 1
};

/* Atoms of a condition. */
enum {
    ACM__ATOM_SETTLED, /* it is confirmed or waived */
    ACM__ATOM_CLEAR,   /* or blocks nothing */
    ACM__ATOMS_PER_CONDITION
};

static inline acm__atom acm__atom_of(const acm__needs *n, acm_id item, uint32_t which)
{
    return ACM__ATOM_FIRST + (item - n->wish->c->plan) * ACM__ATOMS_PER_ITEM + which;
}

static inline acm__atom acm__atom_of_condition(const acm__needs *n, uint32_t index, uint32_t which)
{
    return n->conditions + index * ACM__ATOMS_PER_CONDITION + which;
}

/* What may come out either way. */
typedef enum acm__maybe {
    ACM__NO,
    ACM__YES,
    ACM__MAYBE
} acm__maybe;

/*
 * What an expression of an item takes to be true: makes laws, of which the atoms that it takes are put into `out`;
 * their number, or ACM__EXPR_NEVER. Where that cannot be told it takes nothing.
 */
enum {
    ACM__EXPR_INPUTS = 8,
    ACM__EXPR_NEVER = 0xFF
};
uint32_t acm__needs_expression(acm__needs *n, const acm__expr *expr,
                               acm__atom out[ACM__EXPR_INPUTS]);

/* What an expression comes to, whatever the plan does. */
acm__maybe acm__needs_constant(const acm__needs *n, const acm__expr *expr);

#endif
