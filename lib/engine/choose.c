/* choose.c - which instance a command means that names none. */
#include "base/error.h"
#include "engine/blockers.h"
#include "engine/command.h"

/* Whether the state of an instance allows what a command asks of it, or of a condition that it carries. */
static bool is_legal(const acm__view *v, const acm_command *k, acm__instance i,
                     const acm__condition *condition)
{
    acm_state state = acm__view_state(v, i);
    acm_transition transition = acm__command_transition(k->kind, i.item == v->c->plan);
    acm__cycle cycle = acm__cycle_of(v->p->items[i.item].kind);
    if (condition)
        return acm__condition_is_open_for(v, condition, i);
    return transition ? acm__lifecycle[cycle][state][transition] != ACM_STATE_NONE
                      : (ACM__STATES_LIVE & ACM__STATE_BIT(state)) != 0;
}

bool acm__order_is_legal(const acm_case *c, const acm_command *command)
{
    acm__view v = acm__view_of(c);
    const acm__condition *condition = acm__playbook_condition(v.p, command->item);
    return is_legal(&v, command, acm__instance_of(c, command->instance), condition);
}

acm_status acm__order_choose(const acm_case *c, const acm_command *command, acm__instance *out,
                             acm_error *err)
{
    acm__view v = acm__view_of(c);
    const acm__condition *condition = acm__playbook_condition(v.p, command->item);
    acm_id item = condition ? condition->item : command->item ? command->item : c->plan;
    acm__instances all = acm__instances_of(c, item);
    acm__instance i, legal = {0, 0}, newest = {item, 0};
    uint32_t count = 0;
    if (command->instance && command->item) {
        *out = acm__instance_of(c, command->instance);
        return out->item == item ? ACM_OK
                                 : acm__error(err, ACM_E_NOTFOUND, "'%s' has no instance %u",
                                              v.p->items[item].key.at, command->instance);
    }
    while (all.count && acm__in_plan(c, item) && acm__instances_next(&all, &i)) {
        newest = i;
        if (is_legal(&v, command, i, condition) && !count++)
            legal = i;
    }
    *out = count ? legal : newest;
    if (count <= 1)
        return ACM_OK;
    acm__error(err, ACM_E_AMBIGUOUS, "%u instances of '%s' can do this: name one", count,
               v.p->items[item].key.at);
    acm__error_path(err, v.p->items[item].key.at, v.p->items[item].key.len);
    return ACM_E_AMBIGUOUS;
}
