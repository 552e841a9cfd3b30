#include "engine/inquiry.h"

#include "engine/extra.h"

acm_transition acm__command_transition(acm_command_kind command, bool of_case)
{
    static const uint8_t items[] = {
        [ACM_COMMAND_START] = ACM_TRANSITION_MANUAL_START,
        [ACM_COMMAND_COMPLETE] = ACM_TRANSITION_COMPLETE,
        [ACM_COMMAND_DISABLE] = ACM_TRANSITION_DISABLE,
        [ACM_COMMAND_REENABLE] = ACM_TRANSITION_REENABLE,
        [ACM_COMMAND_TERMINATE] = ACM_TRANSITION_TERMINATE,
        [ACM_COMMAND_SUSPEND] = ACM_TRANSITION_SUSPEND,
        [ACM_COMMAND_RESUME] = ACM_TRANSITION_RESUME,
        [ACM_COMMAND_FAULT] = ACM_TRANSITION_FAULT,
        [ACM_COMMAND_REACTIVATE] = ACM_TRANSITION_REACTIVATE,
        [ACM_COMMAND_OCCUR] = ACM_TRANSITION_OCCUR,
        [ACM_COMMAND_CLOSE] = ACM_TRANSITION_CLOSE,
    };
    if (command < ACM_COMMAND_START || command > ACM_COMMAND_CLOSE)
        return ACM_TRANSITION_NONE;
    if (of_case && command == ACM_COMMAND_RESUME)
        return ACM_TRANSITION_REACTIVATE; /* a case knows no resume */
    return items[command];
}

static void name_roles(acm__inquiry *q, acm__set roles)
{
    const acm_playbook *p = q->v->p;
    if (acm__case_may(q->v->c, q->actor, roles))
        return;
    for (uint32_t i = 0; i < p->term_count; i++)
        if (p->terms[i].kind == ACM_TERM_ROLE && acm__set_has(p, roles, p->terms[i].index))
            acm__inquiry_name(q, ACM_BLOCKER_ROLE, q->item, acm__term_id(p, i));
}

/* The innermost stage around an instance that has ended, the case included; item 0 if all are alive. */
static acm__instance ended_around(const acm__inquiry *q, acm__instance i)
{
    const uint32_t ended = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_CLOSED);
    while (acm__in_plan(q->v->c, i.item)) {
        i = acm__instance_parent(q->v->c, i);
        if (i.item && (ended & ACM__STATE_BIT(acm__view_state(q->v, i))))
            return i;
    }
    return (acm__instance){0, 0};
}

/* Names the end of a stage around an instance; whether there is more to say, for a case may be re-activated. */
static bool goes_on_after(acm__inquiry *q, acm__instance i)
{
    acm__instance over = ended_around(q, i);
    if (!over.item)
        return true;
    acm_state state = acm__view_state(q->v, over);
    acm__inquiry_name(q, ACM_BLOCKER_ENDED, over.item, (uint32_t)state);
    return over.item == q->v->c->plan && state != ACM_STATE_CLOSED;
}

/* Where an item has to be for a command that its state does not allow; other commands are told its state alone. */
static bool reach_for(acm_command_kind command, acm__cycle cycle, acm__reach *reach)
{
    switch (command) {
    case ACM_COMMAND_START:
    case ACM_COMMAND_DISABLE:
        *reach = ACM__REACH_IN;
        return cycle == ACM__CYCLE_WORK;
    case ACM_COMMAND_COMPLETE:
        *reach = ACM__REACH_ACTIVE;
        return cycle != ACM__CYCLE_EVENT;
    case ACM_COMMAND_FAULT: /* of a case before its plan is active, too */
        *reach = cycle == ACM__CYCLE_CASE ? ACM__REACH_THERE : ACM__REACH_ACTIVE;
        return cycle != ACM__CYCLE_EVENT;
    case ACM_COMMAND_SUSPEND:
    case ACM_COMMAND_TERMINATE:
        *reach = cycle == ACM__CYCLE_WORK ? ACM__REACH_ACTIVE : ACM__REACH_THERE;
        return true;
    case ACM_COMMAND_OCCUR:
        *reach = ACM__REACH_THERE;
        return cycle == ACM__CYCLE_EVENT;
    case ACM_COMMAND_CLAIM:
        *reach = ACM__REACH_THERE;
        return true;
    default:
        return false;
    }
}

/* What else must hold for a command in the state that allows it, or that it waits for. */
static void name_rules(acm__inquiry *q, acm__instance i)
{
    const acm__item *item = &q->v->p->items[i.item];
    bool comes_back = q->command == ACM_COMMAND_RESUME || q->command == ACM_COMMAND_REACTIVATE;
    acm__instance parent = acm__instance_parent(q->v->c, i);
    acm__instance around = comes_back ? acm__inquiry_suspended(q, parent) : (acm__instance){0, 0};
    if (around.item)
        acm__inquiry_name(q, ACM_BLOCKER_SUSPENDED, around.item, 0);
    if ((comes_back || q->command == ACM_COMMAND_REENABLE) && i.item != q->v->c->plan &&
        !acm__view_in_scope(q->v, i.item))
        acm__inquiry_name(q, ACM_BLOCKER_SCOPE, i.item, 0);
    if (q->command == ACM_COMMAND_COMPLETE && item->kind == ACM_ITEM_STAGE)
        acm__inquiry_unfinished(q, i);
    if (q->command == ACM_COMMAND_OCCUR && item->kind == ACM_ITEM_MILESTONE)
        acm__inquiry_ways_in(q, i, true); /* what people confirm cannot be skipped */
    if (q->command == ACM_COMMAND_OCCUR && acm__is_listener(item->kind) &&
        !acm__view_listens(q->v, i))
        acm__inquiry_name(q, ACM_BLOCKER_UNAVAILABLE, i.item, 0);
}

/* The state does not allow the command: what would have to happen until it did, and what else it asks then. */
static void name_way(acm__inquiry *q, acm__instance i, acm__cycle cycle)
{
    acm_state state = acm__view_state(q->v, i);
    uint32_t before = q->named;
    acm__reach reach;
    if (reach_for(q->command, cycle, &reach))
        acm__inquiry_way(q, i, reach);
    else if (state == ACM_STATE_SUSPENDED)
        acm__inquiry_name(q, ACM_BLOCKER_SUSPENDED, acm__inquiry_suspended(q, i).item, 0);
    if (q->named == before)
        acm__inquiry_name(q, ACM_BLOCKER_STATE, i.item, (uint32_t)state);
    else if (!q->ended && acm__in_plan(q->v->c, i.item) &&
             !((ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_CLOSED)) & ACM__STATE_BIT(state)))
        name_rules(q, i);
}

static void search_item(acm__inquiry *q, acm__instance i)
{
    bool of_case = i.item == q->v->c->plan;
    acm_state state = acm__view_state(q->v, i);
    acm_transition transition = acm__command_transition(q->command, of_case);
    acm_item_kind kind = q->v->p->items[i.item].kind;
    acm__cycle cycle = of_case ? ACM__CYCLE_CASE : acm__cycle_of(kind);
    acm_state from = of_case ? acm__case_state_of(state) : state;
    bool waits = of_case && state != from && q->command == ACM_COMMAND_COMPLETE;
    name_roles(q, acm__roles_for_item(q->v->p, i.item));
    bool has_ended = ACM__STATES_ENDED & ACM__STATE_BIT(state);
    if (q->ended || (!has_ended && !goes_on_after(q, i)))
        return;
    if (q->command == ACM_COMMAND_CLAIM) {
        if (!(ACM__STATES_LIVE & ACM__STATE_BIT(state)) || kind != ACM_ITEM_TASK)
            name_way(q, i, cycle);
    } else if (acm__lifecycle[cycle][from][transition] && !waits) {
        name_rules(q, i);
    } else {
        name_way(q, i, cycle);
    }
}

/* Inputs can be changed from Available on; outcomes while the stage is active, a task's even when it is done. */
static acm__instance condition_stage(const acm__view *v, const acm__condition *c,
                                     acm__instance carrier)
{
    bool of_task =
        c->kind == ACM_CONDITION_OUTCOME && v->p->items[carrier.item].kind == ACM_ITEM_TASK;
    return of_task && acm__in_plan(v->c, carrier.item) ? acm__instance_parent(v->c, carrier)
                                                       : carrier;
}

static bool carrier_allows(const acm__view *v, const acm__condition *c, acm__instance carrier)
{
    uint32_t legal =
        c->kind == ACM_CONDITION_INPUT ? ACM__STATES_LIVE : ACM__STATE_BIT(ACM_STATE_ACTIVE);
    acm__instance stage = condition_stage(v, c, carrier);
    return legal & ACM__STATE_BIT(acm__view_state(v, stage));
}

bool acm__condition_is_open_for(const acm__view *v, const acm__condition *condition,
                                acm__instance carrier)
{
    acm_state state = acm__view_state(v, carrier);
    return carrier_allows(v, condition, carrier) && state != ACM_STATE_NONE &&
           state != ACM_STATE_SUSPENDED && state != ACM_STATE_TERMINATED;
}

static void name_condition_state(acm__inquiry *q, const acm__condition *c, acm__instance carrier)
{
    acm__instance stage = condition_stage(q->v, c, carrier);
    acm__instance suspended = acm__inquiry_suspended(q, carrier);
    acm__reach reach = c->kind == ACM_CONDITION_INPUT ? ACM__REACH_THERE : ACM__REACH_ACTIVE;
    uint32_t before = q->named;
    if (!goes_on_after(q, carrier))
        return;
    acm_state around = acm__view_state(q->v, stage), own = acm__view_state(q->v, carrier);
    bool over = stage.item != carrier.item && (ACM__STATES_ENDED & ACM__STATE_BIT(around));
    if (suspended.item && around != ACM_STATE_SUSPENDED)
        acm__inquiry_name(q, ACM_BLOCKER_SUSPENDED, suspended.item, 0);
    else if (!carrier_allows(q->v, c, carrier) && !over)
        acm__inquiry_way(q, stage, reach);
    bool comes = own == ACM_STATE_NONE && around != ACM_STATE_ACTIVE && !over;
    if (stage.item != carrier.item && !comes &&
        (own == ACM_STATE_NONE || own == ACM_STATE_TERMINATED))
        acm__inquiry_way(q, carrier, ACM__REACH_THERE);
    if (q->named == before && !acm__condition_is_open_for(q->v, c, carrier))
        acm__inquiry_name(q, ACM_BLOCKER_STATE, stage.item, (uint32_t)around);
}

/* Whether a criterion has fired, or can no longer do so, where a condition of this carrier feeds it. */
static bool has_fired(const acm__inquiry *q, const acm__criterion *c, acm__instance carrier)
{
    acm__instances all = acm__instances_near(q->v->c, carrier, c->item);
    acm__instance i = carrier;
    const uint32_t none = ACM__STATE_BIT(ACM_STATE_NONE);
    const uint32_t open = c->kind == ACM_CRITERION_ENTRY ? ACM__STATE_BIT(ACM_STATE_AVAILABLE)
                                                         : ~(ACM__STATES_ENDED | none);
    uint32_t states = ACM__STATE_BIT(acm__view_resumed(q->v, i));
    if (c->item != carrier.item) /* not the carrier's own */
        for (states = 0; acm__instances_next(&all, &i);)
            states |= ACM__STATE_BIT(acm__view_resumed(q->v, i));
    return !(states & open) && (states & ~none);
}

static void search_condition(acm__inquiry *q, uint32_t index)
{
    const acm_playbook *p = q->v->p;
    const acm__condition *c = &p->conditions[index];
    acm__instance carrier = q->instance;
    acm_condition_state state = acm__in_plan(q->v->c, carrier.item)
                                    ? acm__view_condition(q->v, index, carrier.block)
                                    : ACM_CONDITION_STATE_NONE;
    name_roles(q, acm__roles_for_condition(p, c));
    name_condition_state(q, c, carrier);
    bool withdraws = q->command == ACM_COMMAND_WITHDRAW;
    if (withdraws ? state == ACM_CONDITION_STATE_OPEN : state > ACM_CONDITION_STATE_OPEN)
        acm__inquiry_name(q, ACM_BLOCKER_STATE, acm__condition_id(p, index), (uint32_t)state);
    if (withdraws && c->criterion && has_fired(q, &p->criteria[c->criterion - 1], carrier))
        acm__inquiry_name(q, ACM_BLOCKER_FIRED, p->criteria[c->criterion - 1].item, 0);
}

void acm__blockers(const acm__view *v, acm_id id, acm__instance i, acm_command_kind command,
                   acm_id actor, acm__blocker_sink sink, void *user)
{
    acm_id subject = id ? id : v->c->plan;
    acm__inquiry q = {.v = v,
                      .item = subject,
                      .instance = i,
                      .command = command,
                      .actor = actor,
                      .sink = sink,
                      .user = user};
    if (!acm__case_knows(v->c, actor))
        acm__inquiry_name(&q, ACM_BLOCKER_ROLE, subject, 0);
    else if (acm__playbook_condition(v->p, subject))
        search_condition(&q, subject - acm__condition_id(v->p, 0));
    else
        search_item(&q, i);
}

acm_status acm__blocker_status(const acm__view *v, const acm_blocker *blocker)
{
    static const acm_status statuses[] = {
        [ACM_BLOCKER_CONDITION] = ACM_E_CONDITION, [ACM_BLOCKER_PREDECESSOR] = ACM_E_STATE,
        [ACM_BLOCKER_EXPRESSION] = ACM_E_STATE,    [ACM_BLOCKER_ROLE] = ACM_E_ROLE,
        [ACM_BLOCKER_SCOPE] = ACM_E_SCOPE,         [ACM_BLOCKER_SUSPENDED] = ACM_E_STATE,
        [ACM_BLOCKER_STATE] = ACM_E_STATE,         [ACM_BLOCKER_REQUIRED] = ACM_E_INCOMPLETE,
        [ACM_BLOCKER_ACTIVE] = ACM_E_INCOMPLETE,   [ACM_BLOCKER_MANUAL] = ACM_E_STATE,
        [ACM_BLOCKER_FIRED] = ACM_E_CONDITION,     [ACM_BLOCKER_ENDED] = ACM_E_STATE,
        [ACM_BLOCKER_UNAVAILABLE] = ACM_E_STATE,   [ACM_BLOCKER_TIMER] = ACM_E_STATE,
    };
    const acm__item *item = acm__playbook_item(v->p, blocker->item);
    bool completing =
        blocker->command == ACM_COMMAND_COMPLETE && item && item->kind == ACM_ITEM_STAGE &&
        acm__view_state(v, acm__instance_of(v->c, blocker->instance)) == ACM_STATE_ACTIVE;
    if (completing && blocker->kind == ACM_BLOCKER_CONDITION)
        return ACM_E_INCOMPLETE; /* the required milestone is what is open */
    return statuses[blocker->kind];
}
