#include "engine/blockers.h"

#include "engine/extra.h"

/* One search under way. */
typedef struct search {
    const acm__view *v;
    acm_id item;
    acm_command_kind command;
    acm_id actor;
    acm__blocker_sink sink;
    void *user;
    uint32_t named; /* blockers so far */
    bool ended;     /* the sink has had enough */
} search;

enum {
    LIVE = ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_ENABLED) |
           ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_ACTIVE) |
           ACM__STATE_BIT(ACM_STATE_FAILED)
};

static void name(search *s, acm_blocker_kind kind, acm_id subject, uint32_t detail)
{
    acm_blocker blocker = {kind, s->item, subject, detail, s->command, s->actor, 0};
    s->named++;
    if (!s->ended && !s->sink(s->user, &blocker))
        s->ended = true;
}

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

static void name_roles(search *s, acm__set roles)
{
    const acm_playbook *p = s->v->p;
    if (acm__case_may(s->v->c, s->actor, roles))
        return;
    for (uint32_t i = 0; i < p->term_count; i++)
        if (p->terms[i].kind == ACM_TERM_ROLE && acm__set_has(p, roles, p->terms[i].index))
            name(s, ACM_BLOCKER_ROLE, s->item, acm__term_id(p, i));
}

static void name_open_conditions(search *s, const acm__criterion *c)
{
    const acm_playbook *p = s->v->p;
    for (uint32_t i = 0; i < c->feed_count; i++)
        if (acm__view_blocks(s->v, p->feeds[c->feeds + i]))
            name(s, ACM_BLOCKER_CONDITION, acm__condition_id(p, p->feeds[c->feeds + i]), 0);
}

static void name_enable_when(search *s, const acm__criterion *c)
{
    if (c->enable && !acm__view_holds(s->v, c->item, c->enable))
        name(s, ACM_BLOCKER_EXPRESSION, c->item, 0);
}

static bool is_open_child(const search *s, acm_id id)
{
    acm_state state = acm__view_state(s->v, id);
    return state && !(ACM__STATES_FINISHED & ACM__STATE_BIT(state)) &&
           (state == ACM_STATE_ACTIVE || acm__view_required(s->v, id));
}

/* Required work of a stage that is not finished, milestones left out. */
static void name_work(search *s, acm_id stage)
{
    const acm__item *items = s->v->p->items;
    for (acm_id id = stage + 1; id <= items[stage].end; id = items[id].end + 1)
        if (items[id].kind != ACM_ITEM_MILESTONE && is_open_child(s, id) &&
            acm__view_required(s->v, id))
            name(s, ACM_BLOCKER_REQUIRED, id, (uint32_t)acm__view_state(s->v, id));
}

static uint32_t missing_on_parts(const search *s, const acm__criterion *c)
{
    uint32_t missing = 0;
    for (uint32_t i = 0; i < c->on_count; i++)
        missing += !acm__view_occurred(s->v, c->on_parts + i);
    return missing;
}

/* Entry criteria are alternatives: the nearest one is what the reader wants to hear about. */
static const acm__criterion *nearest_entry(const search *s, acm_id item)
{
    const acm_playbook *p = s->v->p;
    const acm__item *i = &p->items[item];
    const acm__criterion *best = NULL;
    uint32_t fewest = UINT32_MAX;
    for (uint32_t k = 0; k < i->entry_count; k++) {
        const acm__criterion *c = &p->criteria[i->criteria + k];
        uint32_t missing = missing_on_parts(s, c) * 2 + !acm__view_if_part(s->v, c);
        if (missing < fewest) {
            best = c;
            fewest = missing;
        }
    }
    return best;
}

static void name_missing(search *s, acm_id item)
{
    const acm_playbook *p = s->v->p;
    const acm__criterion *c = nearest_entry(s, item);
    if (!c)
        return;
    acm_id id = acm__criterion_id(p, (uint32_t)(c - p->criteria));
    for (uint32_t i = 0; i < c->on_count; i++)
        if (!acm__view_occurred(s->v, c->on_parts + i))
            name(s, ACM_BLOCKER_PREDECESSOR, p->on_parts[c->on_parts + i].source,
                 (uint32_t)p->on_parts[c->on_parts + i].event);
    name_open_conditions(s, c);
    if (c->flags & ACM_CRITERION_WORK_DONE)
        name_work(s, p->items[item].parent);
    if (c->expr && !acm__view_holds(s->v, item, c->expr))
        name(s, ACM_BLOCKER_EXPRESSION, item, id);
    name_enable_when(s, c);
}

/* Why an item is not where a command could reach it: the outermost reasons first. */
static void name_standstill(search *s, acm_id item)
{
    acm_state state = acm__view_state(s->v, item);
    acm_id parent = item == s->v->c->plan ? 0 : s->v->p->items[item].parent;
    switch (state) {
    case ACM_STATE_NONE:
        if (item < s->v->at->first || item > s->v->at->last || !acm__view_in_scope(s->v, item))
            name(s, ACM_BLOCKER_SCOPE, item, 0);
        else if (parent && acm__view_state(s->v, parent) == ACM_STATE_ACTIVE)
            name(s, ACM_BLOCKER_STATE, item, (uint32_t)state);
        else if (parent)
            name_standstill(s, parent);
        break;
    case ACM_STATE_AVAILABLE:
        name_missing(s, item);
        break;
    case ACM_STATE_ENABLED:
        name(s, ACM_BLOCKER_MANUAL, item, 0);
        break;
    case ACM_STATE_COMPLETED:
    case ACM_STATE_TERMINATED:
    case ACM_STATE_CLOSED:
        if (acm__view_left_scope(s->v, item))
            name(s, ACM_BLOCKER_SCOPE, item, 0);
        else
            name(s, item == s->item ? ACM_BLOCKER_STATE : ACM_BLOCKER_ENDED, item, (uint32_t)state);
        break;
    default:
        name(s, ACM_BLOCKER_STATE, item, (uint32_t)state);
        break;
    }
}

/* The outermost suspended stage around an item, itself included. */
static acm_id suspended_around(const search *s, acm_id item)
{
    acm_id found = 0;
    for (; item; item = item == s->v->c->plan ? 0 : s->v->p->items[item].parent)
        if (acm__view_state(s->v, item) == ACM_STATE_SUSPENDED)
            found = item;
    return found;
}

/* The innermost stage around an item that has ended, the case included; 0 if all are alive. */
static acm_id ended_around(const search *s, acm_id item)
{
    const uint32_t ended = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_CLOSED);
    while (item > s->v->c->plan) {
        item = s->v->p->items[item].parent;
        if (ended & ACM__STATE_BIT(acm__view_state(s->v, item)))
            return item;
    }
    return 0;
}

/* What keeps an active stage from being completed by hand. */
static void name_unfinished(search *s, acm_id stage)
{
    const acm_playbook *p = s->v->p;
    for (acm_id id = stage + 1; id <= p->items[stage].end; id = p->items[id].end + 1) {
        if (!is_open_child(s, id))
            continue;
        bool required = acm__view_required(s->v, id);
        const acm__criterion *c =
            p->items[id].kind == ACM_ITEM_MILESTONE ? nearest_entry(s, id) : NULL;
        if (c && c->feed_count && !acm__view_fed(s->v, c))
            name_open_conditions(s, c);
        else
            name(s, required ? ACM_BLOCKER_REQUIRED : ACM_BLOCKER_ACTIVE, id,
                 (uint32_t)acm__view_state(s->v, id));
    }
}

/* The state allows the transition: what else must hold. */
static void name_rules(search *s, acm_id item)
{
    const acm__item *i = &s->v->p->items[item];
    bool comes_back = s->command == ACM_COMMAND_RESUME || s->command == ACM_COMMAND_REACTIVATE;
    acm_id around = comes_back && item != s->v->c->plan ? suspended_around(s, i->parent) : 0;
    if (around)
        name(s, ACM_BLOCKER_SUSPENDED, around, 0);
    if (s->command == ACM_COMMAND_COMPLETE && i->kind == ACM_ITEM_STAGE)
        name_unfinished(s, item);
    if (s->command == ACM_COMMAND_OCCUR && i->entry_count) {
        const acm__criterion *c =
            nearest_entry(s, item); /* what people confirm cannot be skipped */
        name_open_conditions(s, c);
        if (c->flags & ACM_CRITERION_WORK_DONE)
            name_work(s, i->parent);
        name_enable_when(s, c);
    }
}

/* Why the item is where it is, if that is what `reasons` wants; its state alone if there is nothing else to say. */
static void name_where_it_stands(search *s, acm_id item, bool reasons)
{
    uint32_t before = s->named;
    if (reasons)
        name_standstill(s, item);
    if (s->named == before)
        name(s, ACM_BLOCKER_STATE, item, (uint32_t)acm__view_state(s->v, item));
}

static void search_item(search *s, acm_id item)
{
    bool of_case = item == s->v->c->plan;
    acm_state state = acm__view_state(s->v, item);
    acm_transition transition = acm__command_transition(s->command, of_case);
    acm__cycle cycle = of_case ? ACM__CYCLE_CASE : acm__cycle_of(s->v->p->items[item].kind);
    acm_state from = of_case ? acm__case_state_of(state) : state;
    bool waits = of_case && state != from && s->command == ACM_COMMAND_COMPLETE;
    acm_id over = ended_around(s, item);
    name_roles(s, acm__roles_for_item(s->v->p, item));
    if (over && !(ACM__STATES_ENDED & ACM__STATE_BIT(state))) {
        name(s, ACM_BLOCKER_ENDED, over, (uint32_t)acm__view_state(s->v, over));
        return;
    }
    if (s->command == ACM_COMMAND_CLAIM) {
        if (!(LIVE & ACM__STATE_BIT(state)) || s->v->p->items[item].kind != ACM_ITEM_TASK)
            name_where_it_stands(s, item, true);
    } else if (acm__lifecycle[cycle][from][transition] && !waits) {
        name_rules(s, item);
    } else if (state == ACM_STATE_SUSPENDED) {
        name(s, ACM_BLOCKER_SUSPENDED, suspended_around(s, item), 0);
    } else {
        bool begins =
            transition == ACM_TRANSITION_MANUAL_START || transition == ACM_TRANSITION_COMPLETE ||
            transition == ACM_TRANSITION_DISABLE || transition == ACM_TRANSITION_SUSPEND ||
            transition == ACM_TRANSITION_FAULT || transition == ACM_TRANSITION_TERMINATE;
        bool enabled = state == ACM_STATE_ENABLED && transition == ACM_TRANSITION_COMPLETE;
        name_where_it_stands(s, item,
                             begins && (state == ACM_STATE_NONE || state == ACM_STATE_AVAILABLE ||
                                        enabled || acm__view_left_scope(s->v, item)));
    }
}

/* Inputs can be changed from Available on; outcomes while the stage is active, a task's even when it is done. */
static void name_condition_state(search *s, const acm__condition *c)
{
    const acm__item *items = s->v->p->items;
    bool of_task = c->kind == ACM_CONDITION_OUTCOME && items[c->item].kind == ACM_ITEM_TASK;
    acm_id stage = of_task ? items[c->item].parent : c->item;
    uint32_t legal = c->kind == ACM_CONDITION_INPUT ? LIVE : ACM__STATE_BIT(ACM_STATE_ACTIVE);
    uint32_t carrier = ACM__STATE_BIT(acm__view_state(s->v, c->item));
    uint32_t gone = ACM__STATE_BIT(ACM_STATE_NONE) | ACM__STATE_BIT(ACM_STATE_TERMINATED);
    acm_id suspended = suspended_around(s, c->item), over = ended_around(s, c->item);
    if (over)
        name(s, ACM_BLOCKER_ENDED, over, (uint32_t)acm__view_state(s->v, over));
    else if (suspended)
        name(s, ACM_BLOCKER_SUSPENDED, suspended, 0);
    else if (!(legal & ACM__STATE_BIT(acm__view_state(s->v, stage))))
        name_standstill(s, stage);
    else if (of_task && (carrier & gone))
        name_standstill(s, c->item);
}

/* Whether a criterion has fired, or can no longer do so. */
static bool has_fired(const search *s, const acm__criterion *c)
{
    acm_state state = acm__view_state(s->v, c->item);
    if (c->kind == ACM_CRITERION_ENTRY)
        return state != ACM_STATE_AVAILABLE;
    return ACM__STATES_ENDED & ACM__STATE_BIT(state);
}

static void search_condition(search *s, uint32_t index)
{
    const acm_playbook *p = s->v->p;
    const acm__condition *c = &p->conditions[index];
    acm_condition_state state = acm__view_condition(s->v, index);
    name_roles(s, acm__roles_for_condition(p, c));
    name_condition_state(s, c);
    bool withdraws = s->command == ACM_COMMAND_WITHDRAW;
    if (withdraws ? state == ACM_CONDITION_STATE_OPEN : state > ACM_CONDITION_STATE_OPEN)
        name(s, ACM_BLOCKER_STATE, acm__condition_id(p, index), (uint32_t)state);
    else if (withdraws && c->criterion && has_fired(s, &p->criteria[c->criterion - 1]))
        name(s, ACM_BLOCKER_FIRED, p->criteria[c->criterion - 1].item, 0);
}

void acm__blockers(const acm__view *v, acm_id item, acm_command_kind command, acm_id actor,
                   acm__blocker_sink sink, void *user)
{
    acm_id subject = item ? item : v->c->plan;
    search s = {v, subject, command, actor, sink, user, 0, false};
    bool known = !actor || (v->c->people && actor <= acm_roster_count(v->c->people->roster));
    if (!known)
        name(&s, ACM_BLOCKER_ROLE, subject, 0);
    else if (acm__playbook_condition(v->p, subject))
        search_condition(&s, subject - acm__condition_id(v->p, 0));
    else
        search_item(&s, subject);
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
    bool completing = blocker->command == ACM_COMMAND_COMPLETE && item &&
                      item->kind == ACM_ITEM_STAGE &&
                      acm__view_state(v, blocker->item) == ACM_STATE_ACTIVE;
    if (completing && blocker->kind == ACM_BLOCKER_CONDITION)
        return ACM_E_INCOMPLETE; /* the required milestone is what is open */
    return statuses[blocker->kind];
}
