/* board.h - a look at a running case: its state, all instances, all conditions. */
#ifndef ACM__BOARD_H
#define ACM__BOARD_H

#include "base/mem.h"

#include <acmplaybook/case.h>

/*
 * When each instance was created, as a place in the order of creation. Ids tell it among the instances of one
 * item, events among those of several.
 */
typedef struct acm__creation {
    const acm_allocator *allocator;
    uint32_t *ranks; /* by instance; 0 = not told */
    uint32_t capacity, next;
} acm__creation;

/* Learns from the events of a case, in order. */
acm_status acm__creation_learn(acm__creation *creation, const acm_event *events, size_t count);
void acm__creation_dispose(acm__creation *creation);

typedef struct acm__seen {
    acm_board_row row;
    uint32_t rank;
} acm__seen;

typedef struct acm__board {
    const acm_allocator *allocator;
    acm__seen *instances; /* in order of creation */
    acm_id *condition_ids;
    acm_condition_state *conditions;
    uint32_t count, capacity, condition_count;
    acm_state state;
} acm__board;

/* Finds the conditions of the playbook; the board is then ready for acm__board_take. */
acm_status acm__board_init(acm__board *board, const acm_allocator *allocator,
                           const acm_playbook *playbook);
void acm__board_dispose(acm__board *board);

/* creation: NULL = by ids. */
acm_status acm__board_take(acm__board *board, const acm_case *c, const acm__creation *creation);
bool acm__board_equal(const acm__board *a, const acm__board *b);

/* The board's row of an instance; NULL if there is none. */
const acm_board_row *acm__board_row(const acm__board *board, acm_id instance);

#endif
