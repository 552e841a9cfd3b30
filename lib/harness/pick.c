#include "harness/pick.h"

#include "base/error.h"
#include "engine/command.h"

#include <inttypes.h>
#include <stdio.h>

/* Instances of a condition are those of the item that carries it. */
acm__meant acm__meant_of(const acm_playbook *playbook, const acm__board *board,
                         const acm__called *called)
{
    acm__meant walk = {playbook, board, *called, 0};
    const acm__condition *condition = acm__playbook_condition(playbook, called->first);
    if (condition)
        walk.items.first = condition->item;
    return walk;
}

const acm_board_row *acm__meant_next(acm__meant *walk)
{
    while (walk->next < walk->board->count) {
        const acm_board_row *row = &walk->board->instances[walk->next++].row;
        if (acm__is_called(walk->playbook, &walk->items, row->item))
            return row;
    }
    return NULL;
}

/* The instances that a command may mean. */
typedef struct choice {
    const acm_board_row *newest, *legal;
    uint32_t legal_count;
    char places[64]; /* of those that are legal, for a message */
} choice;

static void note_legal(choice *c, const acm_board_row *row, uint32_t place)
{
    size_t used = 0;
    while (c->places[used])
        used++;
    snprintf(c->places + used, sizeof c->places - used, "%s%" PRIu32, c->legal_count ? ", " : "",
             place);
    c->legal = row;
    c->legal_count++;
}

static acm_status pick_nth(acm__meant *walk, int32_t nth, acm__picked *out, acm_error *err)
{
    const acm_board_row *row = NULL;
    for (int32_t i = 0; i <= nth; i++) {
        row = acm__meant_next(walk);
        if (!row)
            return acm__error(err, ACM_E_NOTFOUND, "there is no instance %d of %.*s", (int)nth,
                              ACM__SHOWN(walk->items.name));
    }
    out->instance = row->instance;
    out->item = row->item;
    return ACM_OK;
}

/* condition: what is meant, 0 = the item of each instance. */
static acm_status pick_any(const acm_case *of, acm__meant *walk, acm_id condition,
                           acm_command_kind command, acm__picked *out, acm_error *err)
{
    choice c = {.legal_count = 0};
    const acm_board_row *row;
    for (uint32_t i = 0; (row = acm__meant_next(walk)) != NULL; i++) {
        acm_command k = {
            .kind = command, .item = condition ? condition : row->item, .instance = row->instance};
        c.newest = row;
        if (acm__order_is_legal(of, &k))
            note_legal(&c, row, i);
    }
    if (c.legal_count > 1)
        return acm__error(err, ACM_E_AMBIGUOUS, "instances %s of %.*s could be meant", c.places,
                          ACM__SHOWN(walk->items.name));
    row = c.legal ? c.legal : c.newest;
    out->instance = row ? row->instance : 0;
    out->item = row ? row->item : walk->items.first;
    return ACM_OK;
}

acm_status acm__pick(const acm_case *c, const acm__board *board, const acm__called *called,
                     acm_command_kind command, int32_t nth, acm__picked *out, acm_error *err)
{
    acm__meant walk = acm__meant_of(c->playbook, board, called);
    acm_id condition = walk.items.first != called->first ? called->first : 0;
    *out = (acm__picked){0};
    acm_status status = nth == ACM__NO_INSTANCE ? pick_any(c, &walk, condition, command, out, err)
                                                : pick_nth(&walk, nth, out, err);
    if (condition)
        out->item = condition;
    return status;
}

static acm_status pick_in(const acm_case *c, const acm__called *called, acm_command_kind command,
                          int32_t nth, acm__picked *out, acm_error *err)
{
    acm__board board = {.allocator = &c->playbook->arena.allocator};
    acm_status status = acm__board_take(&board, c, NULL);
    status = status ? acm__nomem(err) : acm__pick(c, &board, called, command, nth, out, err);
    acm__board_dispose(&board);
    return status;
}

acm_status acm_scenario_pick(const acm_case *c, const char *name, size_t name_len,
                             acm_command_kind command, int32_t nth, acm_id *item, acm_id *instance,
                             acm_error *err)
{
    acm__str text;
    acm__called called;
    acm__picked picked;
    if (item)
        *item = 0;
    if (instance)
        *instance = 0;
    if (!c || !item || !instance || nth < ACM__NO_INSTANCE || !acm__str_from(name, name_len, &text))
        return acm__error(err, ACM_E_INVALID, "a case, a name and places for ids are needed");
    acm_status status = acm__scenario_call(c->playbook, c->plan, text, &called, err);
    if (!status)
        status = pick_in(c, &called, command, nth, &picked, err);
    if (status)
        return status;
    *item = picked.item;
    *instance = picked.instance;
    return ACM_OK;
}
