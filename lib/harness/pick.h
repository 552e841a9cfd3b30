/* pick.h - which instance of what a name means a step is about. */
#ifndef ACM__PICK_H
#define ACM__PICK_H

#include "harness/board.h"
#include "harness/resolve.h"
#include "harness/scenario.h"

/* A step's item or condition, and its instance; 0 = there is none, or the case will say. */
typedef struct acm__picked {
    acm_id item, instance;
} acm__picked;

/* Walks over the instances of what a name means, those of a condition's item too, in order of creation. */
typedef struct acm__meant {
    const acm_playbook *playbook;
    const acm__board *board;
    acm__called items;
    uint32_t next; /* in the board */
} acm__meant;

acm__meant acm__meant_of(const acm_playbook *playbook, const acm__board *board,
                         const acm__called *called);

/* NULL behind the last. */
const acm_board_row *acm__meant_next(acm__meant *walk);

/*
 * nth: in order of creation, from 0. ACM__NO_INSTANCE: the only one in a state in which the command is legal, else
 * the only one, else the newest. ACM_E_NOTFOUND: there is no nth; ACM_E_AMBIGUOUS: the command is legal for several.
 */
acm_status acm__pick(const acm_case *c, const acm__board *board, const acm__called *called,
                     acm_command_kind command, int32_t nth, acm__picked *out, acm_error *err);

#endif
