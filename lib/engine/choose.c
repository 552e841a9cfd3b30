/* choose.c - which instance a command means that names none. */
#include "base/error.h"
#include "engine/blockers.h"
#include "engine/command.h"

/* The states of an item in which it can be given a command, as bits. */
static uint32_t legal_states(const acm_case *c, const acm_command *k, acm_id item)
{
    acm_transition transition = acm__command_transition(k->kind, item == c->plan);
    acm__cycle cycle = acm__cycle_of(c->playbook->items[item].kind);
    uint32_t states = 0;
    if (!transition)
        return ACM__STATES_LIVE;
    for (uint32_t state = 0; state < ACM__STATE_COUNT; state++)
        if (acm__lifecycle[cycle][state][transition] != ACM_STATE_NONE)
            states |= ACM__STATE_BIT(state);
    return states;
}

/* Whether an instance allows what a command asks of it, or of a condition that it carries. */
static bool is_legal(const acm__view *v, uint32_t states, acm__instance i,
                     const acm__condition *condition)
{
    return condition ? acm__condition_is_open_for(v, condition, i)
                     : states >> acm__view_state(v, i) & 1;
}

bool acm__order_is_legal(const acm_case *c, const acm_command *command)
{
    acm__view v = acm__view_of(c);
    const acm__condition *condition = acm__playbook_condition(v.p, command->item);
    acm__instance i = acm__instance_of(c, command->instance);
    return is_legal(&v, legal_states(c, command, i.item), i, condition);
}

/* The instance of an item that allows the command, the last one if none does; ambiguous if several do. */
static acm_status choose(const acm__view *v, const acm_command *command, acm_id item,
                         acm__instance *out, acm_error *err)
{
    const acm__condition *condition = acm__playbook_condition(v->p, command->item);
    acm__instances now = acm__instances_now(acm__instances_of(v->c, item));
    uint32_t count = 0, states = legal_states(v->c, command, item);
    acm__instance i;
    *out = acm__instances_last(now);
    while (acm__instances_next(&now, &i))
        if (is_legal(v, states, i, condition) && !count++)
            *out = i;
    if (count <= 1)
        return ACM_OK;
    acm__error(err, ACM_E_AMBIGUOUS, "%u instances of '%s' can do this: name one", count,
               v->p->items[item].key.at);
    acm__error_path(err, v->p->items[item].key.at, v->p->items[item].key.len);
    return ACM_E_AMBIGUOUS;
}

acm_status acm__order_choose(const acm_case *c, const acm_command *command, acm__instance *out,
                             acm_error *err)
{
    acm__view v = acm__view_of(c);
    const acm__condition *condition = acm__playbook_condition(v.p, command->item);
    acm_id item = condition ? condition->item : command->item ? command->item : c->plan;
    if (command->instance && command->item) {
        *out = acm__instance_of(c, command->instance);
        return out->item == item ? ACM_OK
                                 : acm__error(err, ACM_E_NOTFOUND, "'%s' has no instance %u",
                                              v.p->items[item].key.at, command->instance);
    }
    if (acm__block_count(c) && acm__in_plan(c, item))
        return choose(&v, command, item, out, err);
    *out = (acm__instance){item, 0};
    return ACM_OK;
}
