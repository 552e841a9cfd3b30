/* moves.h - commands that a case would accept now, of those that a plan may have. */
#ifndef ACM__PLAN_MOVES_H
#define ACM__PLAN_MOVES_H

#include "engine/plan/relaxed.h"
#include "engine/plan/wish.h"

/* The subject of a choice is its number, from 1; that of time is 0. */
typedef struct acm__move {
    acm__label label;
    acm_id instance; /* 0: none */
    uint32_t order;  /* the first comes first */
} acm__move;

/* In `order`, of what is tried when nothing else helps. */
#define ACM__MOVE_OTHER 0x80000000u

typedef struct acm__moves {
    acm__move *at;
    uint32_t count, capacity;
} acm__moves;

/* Puts all moves of a case into `out`, in the order of the playbook; false when memory is out. */
bool acm__moves_find(const acm__wish *w, const acm_case *c, const uint16_t *chosen,
                     acm__moves *out);

/* The command of a move, by whoever may give it, and the role by which he may. */
acm_command acm__move_command(const acm__wish *w, const acm_case *c, const acm__move *move,
                              acm_id *role);

#endif
