#include "harness/board.h"

#include <string.h>

static acm_status init_conditions(acm__board *board, const acm_playbook *playbook)
{
    size_t count = 0;
    acm_status status =
        acm_playbook_conditions(playbook, 0, NULL, sizeof(acm_condition), 0, &count);
    if (status != ACM_OK || !count)
        return status;
    acm_condition *conditions = acm__calloc(board->allocator, count, sizeof *conditions);
    board->condition_ids = acm__calloc(board->allocator, count, sizeof *board->condition_ids);
    board->conditions = acm__calloc(board->allocator, count, sizeof *board->conditions);
    if (conditions && board->condition_ids && board->conditions) {
        board->condition_count = (uint32_t)count;
        status =
            acm_playbook_conditions(playbook, 0, conditions, sizeof *conditions, count, &count);
        for (uint32_t i = 0; i < board->condition_count; i++)
            board->condition_ids[i] = conditions[i].id;
    } else {
        status = ACM_E_NOMEM;
    }
    acm__free(board->allocator, conditions);
    return status;
}

acm_status acm__board_init(acm__board *board, const acm_allocator *allocator,
                           const acm_playbook *playbook)
{
    memset(board, 0, sizeof *board);
    board->allocator = allocator;
    return init_conditions(board, playbook);
}

void acm__board_dispose(acm__board *board)
{
    if (!board->allocator)
        return;
    acm__free(board->allocator, board->rows);
    acm__free(board->allocator, board->condition_ids);
    acm__free(board->allocator, board->conditions);
}

acm_status acm__board_take(acm__board *board, const acm_case *c)
{
    size_t count = 0;
    acm_status status = acm_case_board(c, NULL, sizeof *board->rows, 0, &count);
    if (status != ACM_OK)
        return status;
    void *rows = board->rows;
    if (!acm__reserve(board->allocator, &rows, &board->capacity, count, sizeof *board->rows))
        return ACM_E_NOMEM;
    board->rows = rows;
    board->count = (uint32_t)count;
    board->state = acm_case_state(c);
    for (uint32_t i = 0; i < board->condition_count; i++)
        board->conditions[i] = acm_case_condition_state(c, board->condition_ids[i]);
    return acm_case_board(c, board->rows, sizeof *board->rows, count, &count);
}

static bool equal(const void *a, const void *b, size_t count, size_t size)
{
    return !count || memcmp(a, b, count * size) == 0;
}

bool acm__board_equal(const acm__board *a, const acm__board *b)
{
    return a->state == b->state && a->count == b->count &&
           a->condition_count == b->condition_count &&
           equal(a->rows, b->rows, a->count, sizeof *a->rows) &&
           equal(a->conditions, b->conditions, a->condition_count, sizeof *a->conditions);
}

static uint32_t rank(const acm__board *board, const acm_board_row *row)
{
    uint32_t older = 0;
    for (uint32_t i = 0; i < board->count; i++)
        older += board->rows[i].item == row->item && board->rows[i].instance < row->instance;
    return older;
}

const acm_board_row *acm__board_row(const acm__board *board, acm_id item, uint32_t nth)
{
    for (uint32_t i = 0; i < board->count; i++)
        if (board->rows[i].item == item && rank(board, &board->rows[i]) == nth)
            return &board->rows[i];
    return NULL;
}
