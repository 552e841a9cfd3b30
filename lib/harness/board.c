#include "harness/board.h"

#include <stdlib.h>
#include <string.h>

static bool make_room(acm__creation *creation, acm_id instance)
{
    void *ranks = creation->ranks;
    uint32_t before = creation->capacity;
    if (instance < before)
        return true;
    if (!acm__reserve(creation->allocator, &ranks, &creation->capacity, (size_t)instance + 1,
                      sizeof *creation->ranks))
        return false;
    creation->ranks = ranks;
    memset(creation->ranks + before, 0, (creation->capacity - before) * sizeof *creation->ranks);
    return true;
}

acm_status acm__creation_learn(acm__creation *creation, const acm_event *events, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (events[i].kind != ACM_TRANSITION_CREATE)
            continue;
        if (!make_room(creation, events[i].instance))
            return ACM_E_NOMEM;
        if (!creation->ranks[events[i].instance])
            creation->ranks[events[i].instance] = ++creation->next;
    }
    return ACM_OK;
}

void acm__creation_dispose(acm__creation *creation)
{
    if (creation->allocator)
        acm__free(creation->allocator, creation->ranks);
}

static uint32_t rank_of(const acm__creation *creation, acm_id instance)
{
    bool told = creation && instance < creation->capacity && creation->ranks[instance];
    return told ? creation->ranks[instance] : instance;
}

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
    acm__free(board->allocator, board->instances);
    acm__free(board->allocator, board->condition_ids);
    acm__free(board->allocator, board->conditions);
}

static int by_rank(const void *a, const void *b)
{
    const acm__seen *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->row.instance > y->row.instance) - (x->row.instance < y->row.instance);
}

/* Has all instances written at once, with room for their ranks behind each. */
static acm_status take_instances(acm__board *board, const acm_case *c,
                                 const acm__creation *creation)
{
    size_t count = 0;
    acm_status status = acm_case_board(c, NULL, sizeof(acm_board_row), 0, &count);
    board->count = 0;
    if (status != ACM_OK || !count)
        return status;
    void *instances = board->instances;
    if (!acm__reserve(board->allocator, &instances, &board->capacity, count,
                      sizeof *board->instances))
        return ACM_E_NOMEM;
    board->instances = instances;
    board->count = (uint32_t)count;
    status = acm_case_board(c, &board->instances->row, sizeof *board->instances, count, &count);
    for (uint32_t i = 0; i < board->count; i++)
        board->instances[i].rank = rank_of(creation, board->instances[i].row.instance);
    qsort(board->instances, board->count, sizeof *board->instances, by_rank);
    return status;
}

acm_status acm__board_take(acm__board *board, const acm_case *c, const acm__creation *creation)
{
    board->state = acm_case_state(c);
    for (uint32_t i = 0; i < board->condition_count; i++)
        board->conditions[i] = acm_case_condition_state(c, board->condition_ids[i]);
    return take_instances(board, c, creation);
}

static bool equal(const void *a, const void *b, size_t count, size_t size)
{
    return !count || memcmp(a, b, count * size) == 0;
}

bool acm__board_equal(const acm__board *a, const acm__board *b)
{
    return a->state == b->state && a->count == b->count &&
           a->condition_count == b->condition_count &&
           equal(a->instances, b->instances, a->count, sizeof *a->instances) &&
           equal(a->conditions, b->conditions, a->condition_count, sizeof *a->conditions);
}

const acm_board_row *acm__board_row(const acm__board *board, acm_id instance)
{
    for (uint32_t i = 0; i < board->count; i++)
        if (board->instances[i].row.instance == instance)
            return &board->instances[i].row;
    return NULL;
}
