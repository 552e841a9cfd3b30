/* board.h - a running case as a tree with its states. */
#ifndef BOARD_H
#define BOARD_H

#include "terminal.h"
#include "view.h"

#include <jansson.h>

/* Remembers what was drawn last, so that what changed since can be marked. */
typedef struct board {
    const view *v;
    const terminal *t;
    acm_board_row *rows; /* NULL: nothing was drawn */
    size_t count;
    acm_condition_state *conditions; /* of the conditions of the view */
} board;

void board_open(board *b, const view *v, const terminal *t);
void board_close(board *b);

/* From now on nothing counts as drawn. */
void board_forget(board *b);

/* Whether anything differs from what was drawn last. */
bool board_changed(const board *b, const acm_case *c);

void board_draw(board *b, const acm_case *c);

/* The case as JSON members: "case", "items" (key -> states of its instances), "conditions". */
json_t *board_json(const view *v, const acm_case *c);

#endif
