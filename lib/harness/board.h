/* board.h - a look at a running case: its state, all instances, all conditions. */
#ifndef ACM__BOARD_H
#define ACM__BOARD_H

#include "base/mem.h"

#include <acmplaybook/case.h>

typedef struct acm__board {
    const acm_allocator *allocator;
    acm_board_row *rows;
    acm_id *condition_ids;
    acm_condition_state *conditions;
    uint32_t count, capacity, condition_count;
    acm_state state;
} acm__board;

/* Finds the conditions of the playbook; the board is then ready for acm__board_take. */
acm_status acm__board_init(acm__board *board, const acm_allocator *allocator,
                           const acm_playbook *playbook);
void acm__board_dispose(acm__board *board);

acm_status acm__board_take(acm__board *board, const acm_case *c);
bool acm__board_equal(const acm__board *a, const acm__board *b);

/* The instance of an item that was created as the nth, from 0; NULL if there is none. */
const acm_board_row *acm__board_row(const acm__board *board, acm_id item, uint32_t nth);

#endif
