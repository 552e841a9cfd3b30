#include "engine/blockers.h"

#include "engine/extra.h"

/* One search under way. */
typedef struct search {
    const acm__view *v;
    acm_id item; /* what was asked about */
    acm__instance instance;
    acm_command_kind command;
    acm_id actor;
    acm__blocker_sink sink;
    void *user;
    uint32_t alternative; /* of the blockers that are named now */
    uint32_t named;       /* blockers so far */
    bool ended;           /* the sink has had enough */
} search;

static void name(search *s, acm_blocker_kind kind, acm_id subject, uint32_t detail)
{
    acm_blocker blocker = {kind,
                           s->item,
                           subject,
                           detail,
                           s->command,
                           s->actor,
                           acm__instance_id(s->v->c, s->instance),
                           s->alternative,
                           0};
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

static void name_open_conditions(search *s, acm__instance i, const acm__criterion *c)
{
    const acm_playbook *p = s->v->p;
    for (uint32_t k = 0; k < c->feed_count; k++)
        if (acm__view_blocks(s->v, i, p->feeds[c->feeds + k]))
            name(s, ACM_BLOCKER_CONDITION, acm__condition_id(p, p->feeds[c->feeds + k]), 0);
}

static void name_enable_when(search *s, acm__instance i, const acm__criterion *c)
{
    if (c->enable && !acm__view_holds(s->v, i, c->enable))
        name(s, ACM_BLOCKER_EXPRESSION, i.item, 0);
}

/* Required work beside an item that is not finished. */
static void name_work(search *s, acm__instance beside)
{
    acm__children all = acm__children_of(s->v->c, acm__instance_parent(s->v->c, beside));
    acm__instance i;
    while (acm__children_next(&all, &i)) {
        acm_state state = acm__view_state(s->v, i);
        bool is_work = acm__cycle_of(s->v->p->items[i.item].kind) == ACM__CYCLE_WORK;
        if (state && is_work && i.item != beside.item && acm__view_required(s->v, i) &&
            !(ACM__STATES_FINISHED & ACM__STATE_BIT(state)))
            name(s, ACM_BLOCKER_REQUIRED, i.item, (uint32_t)state);
    }
}

/* How far a criterion is from being satisfied: on-parts first. */
static uint32_t distance(const search *s, acm__instance i, const acm__criterion *c)
{
    uint32_t missing = 0;
    for (uint32_t k = 0; k < c->on_count; k++)
        missing += !acm__view_on_part_holds(s->v, i, c, c->on_parts + k);
    return missing * 2 + !acm__view_if_part(s->v, i, c);
}

/* The entry criterion with a rank among those of an item, the nearest first; NULL past the last. */
static const acm__criterion *entry_by_rank(const search *s, acm__instance i, uint32_t rank)
{
    const acm__item *item = &s->v->p->items[i.item];
    const acm__criterion *first = &s->v->p->criteria[item->criteria];
    for (uint32_t k = 0; k < item->entry_count; k++) {
        uint32_t own = distance(s, i, &first[k]), before = 0;
        for (uint32_t j = 0; j < item->entry_count; j++) {
            uint32_t other = distance(s, i, &first[j]);
            before += other < own || (other == own && j < k);
        }
        if (before == rank)
            return &first[k];
    }
    return NULL;
}

/* What one way in waits for. `by_hand`: what a person cannot skip who says that a milestone occurs. */
static void name_criterion(search *s, acm__instance i, const acm__criterion *c, bool by_hand)
{
    const acm_playbook *p = s->v->p;
    for (uint32_t k = 0; k < c->on_count && !by_hand; k++)
        if (!acm__view_on_part_holds(s->v, i, c, c->on_parts + k))
            name(s, ACM_BLOCKER_PREDECESSOR, p->on_parts[c->on_parts + k].source,
                 (uint32_t)p->on_parts[c->on_parts + k].event);
    name_open_conditions(s, i, c);
    if (c->flags & ACM_CRITERION_WORK_DONE)
        name_work(s, i);
    if (c->expr && !by_hand && !acm__view_holds(s->v, i, c->expr))
        name(s, ACM_BLOCKER_EXPRESSION, i.item, acm__criterion_id(p, (uint32_t)(c - p->criteria)));
    name_enable_when(s, i, c);
}

/* Whether a person may skip what is left of a criterion. */
static bool lets_occur(const acm__view *v, acm__instance i, const acm__criterion *c)
{
    return acm__view_fed(v, i, c) &&
           (!(c->flags & ACM_CRITERION_WORK_DONE) || acm__view_work_done(v, i)) &&
           (!c->enable || acm__view_holds(v, i, c->enable));
}

/* Entry criteria are alternatives; what each of them waits for, the nearest first. */
static void name_ways_in(search *s, acm__instance i, bool by_hand)
{
    const acm__item *item = &s->v->p->items[i.item];
    for (uint32_t k = 0; by_hand && k < item->entry_count; k++)
        if (lets_occur(s->v, i, &s->v->p->criteria[item->criteria + k]))
            return;
    for (uint32_t rank = 0; rank < item->entry_count && !s->ended; rank++) {
        s->alternative = item->entry_count > 1 ? rank + 1 : 0;
        name_criterion(s, i, entry_by_rank(s, i, rank), by_hand);
    }
    s->alternative = 0;
}

/* Why an instance is not where a command could reach it: the outermost reasons first. */
static void name_standstill(search *s, acm__instance i)
{
    acm_state state = acm__view_state(s->v, i);
    acm__instance parent =
        acm__in_plan(s->v->c, i.item) ? acm__instance_parent(s->v->c, i) : (acm__instance){0, 0};
    bool own = i.item == s->instance.item;
    switch (state) {
    case ACM_STATE_NONE:
        if (!acm__in_plan(s->v->c, i.item) || !acm__view_in_scope(s->v, i.item))
            name(s, ACM_BLOCKER_SCOPE, i.item, 0);
        else if (parent.item && acm__view_state(s->v, parent) == ACM_STATE_ACTIVE)
            name(s, ACM_BLOCKER_STATE, i.item, (uint32_t)state);
        else if (parent.item)
            name_standstill(s, parent);
        break;
    case ACM_STATE_AVAILABLE:
        name_ways_in(s, i, false);
        break;
    case ACM_STATE_ENABLED:
        name(s, ACM_BLOCKER_MANUAL, i.item, 0);
        break;
    case ACM_STATE_COMPLETED:
    case ACM_STATE_TERMINATED:
    case ACM_STATE_CLOSED:
        if (acm__view_left_scope(s->v, i))
            name(s, ACM_BLOCKER_SCOPE, i.item, 0);
        else
            name(s, own ? ACM_BLOCKER_STATE : ACM_BLOCKER_ENDED, i.item, (uint32_t)state);
        break;
    default:
        name(s, ACM_BLOCKER_STATE, i.item, (uint32_t)state);
        break;
    }
}

/* The outermost suspended stage around an instance, itself included. */
static acm__instance suspended_around(const search *s, acm__instance i)
{
    acm__instance found = {0, 0};
    for (; acm__in_plan(s->v->c, i.item); i = acm__instance_parent(s->v->c, i))
        if (acm__view_state(s->v, i) == ACM_STATE_SUSPENDED)
            found = i;
    return found;
}

/* The innermost stage around an instance that has ended, the case included; item 0 if all are alive. */
static acm__instance ended_around(const search *s, acm__instance i)
{
    const uint32_t ended = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_CLOSED);
    while (acm__in_plan(s->v->c, i.item)) {
        i = acm__instance_parent(s->v->c, i);
        if (i.item && (ended & ACM__STATE_BIT(acm__view_state(s->v, i))))
            return i;
    }
    return (acm__instance){0, 0};
}

/* What keeps an active stage from being completed by hand. */
static void name_unfinished(search *s, acm__instance stage)
{
    acm__children all = acm__children_of(s->v->c, stage);
    acm__instance i;
    while (acm__children_next(&all, &i)) {
        if (!acm__view_holds_open(s->v, i, true))
            continue;
        const acm__criterion *c =
            s->v->p->items[i.item].kind == ACM_ITEM_MILESTONE ? entry_by_rank(s, i, 0) : NULL;
        if (c && c->feed_count && !acm__view_fed(s->v, i, c))
            name_open_conditions(s, i, c);
        else
            name(s, acm__view_required(s->v, i) ? ACM_BLOCKER_REQUIRED : ACM_BLOCKER_ACTIVE, i.item,
                 (uint32_t)acm__view_state(s->v, i));
    }
}

/* The state allows the transition: what else must hold. */
static void name_rules(search *s, acm__instance i)
{
    const acm__item *item = &s->v->p->items[i.item];
    bool comes_back = s->command == ACM_COMMAND_RESUME || s->command == ACM_COMMAND_REACTIVATE;
    acm__instance parent = acm__instance_parent(s->v->c, i);
    acm__instance around = comes_back ? suspended_around(s, parent) : (acm__instance){0, 0};
    if (around.item)
        name(s, ACM_BLOCKER_SUSPENDED, around.item, 0);
    if ((comes_back || s->command == ACM_COMMAND_REENABLE) && i.item != s->v->c->plan &&
        !acm__view_in_scope(s->v, i.item))
        name(s, ACM_BLOCKER_SCOPE, i.item, 0);
    if (s->command == ACM_COMMAND_COMPLETE && item->kind == ACM_ITEM_STAGE)
        name_unfinished(s, i);
    if (s->command == ACM_COMMAND_OCCUR && item->entry_count)
        name_ways_in(s, i, true); /* what people confirm cannot be skipped */
    if (s->command == ACM_COMMAND_OCCUR && acm__is_listener(item->kind) &&
        !acm__view_listens(s->v, i))
        name(s, ACM_BLOCKER_UNAVAILABLE, i.item, 0);
}

/* Why the instance is where it is, if that is what `reasons` wants; its state alone if there is nothing else to say. */
static void name_where_it_stands(search *s, acm__instance i, bool reasons)
{
    uint32_t before = s->named;
    if (reasons)
        name_standstill(s, i);
    if (s->named == before)
        name(s, ACM_BLOCKER_STATE, i.item, (uint32_t)acm__view_state(s->v, i));
}

static void search_item(search *s, acm__instance i)
{
    bool of_case = i.item == s->v->c->plan;
    acm_state state = acm__view_state(s->v, i);
    acm_transition transition = acm__command_transition(s->command, of_case);
    acm_item_kind kind = s->v->p->items[i.item].kind;
    acm__cycle cycle = of_case ? ACM__CYCLE_CASE : acm__cycle_of(kind);
    acm_state from = of_case ? acm__case_state_of(state) : state;
    bool waits = of_case && state != from && s->command == ACM_COMMAND_COMPLETE;
    acm__instance over = ended_around(s, i);
    name_roles(s, acm__roles_for_item(s->v->p, i.item));
    if (over.item && !(ACM__STATES_ENDED & ACM__STATE_BIT(state))) {
        name(s, ACM_BLOCKER_ENDED, over.item, (uint32_t)acm__view_state(s->v, over));
        return;
    }
    if (s->command == ACM_COMMAND_CLAIM) {
        if (!(ACM__STATES_LIVE & ACM__STATE_BIT(state)) || kind != ACM_ITEM_TASK)
            name_where_it_stands(s, i, true);
    } else if (acm__lifecycle[cycle][from][transition] && !waits) {
        name_rules(s, i);
    } else if (state == ACM_STATE_SUSPENDED) {
        name(s, ACM_BLOCKER_SUSPENDED, suspended_around(s, i).item, 0);
    } else {
        bool begins =
            transition == ACM_TRANSITION_MANUAL_START || transition == ACM_TRANSITION_COMPLETE ||
            transition == ACM_TRANSITION_DISABLE || transition == ACM_TRANSITION_SUSPEND ||
            transition == ACM_TRANSITION_FAULT || transition == ACM_TRANSITION_TERMINATE;
        bool enabled = state == ACM_STATE_ENABLED && transition == ACM_TRANSITION_COMPLETE;
        name_where_it_stands(s, i,
                             begins && (state == ACM_STATE_NONE || state == ACM_STATE_AVAILABLE ||
                                        enabled || acm__view_left_scope(s->v, i)));
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
           state != ACM_STATE_TERMINATED;
}

static void name_condition_state(search *s, const acm__condition *c, acm__instance carrier)
{
    acm__instance stage = condition_stage(s->v, c, carrier);
    acm__instance suspended = suspended_around(s, carrier), over = ended_around(s, carrier);
    if (over.item)
        name(s, ACM_BLOCKER_ENDED, over.item, (uint32_t)acm__view_state(s->v, over));
    else if (suspended.item)
        name(s, ACM_BLOCKER_SUSPENDED, suspended.item, 0);
    else if (!carrier_allows(s->v, c, carrier))
        name_standstill(s, stage);
    else if (stage.item != carrier.item && !acm__condition_is_open_for(s->v, c, carrier))
        name_standstill(s, carrier);
}

/* Whether a criterion has fired, or can no longer do so, where a condition of this carrier feeds it. */
static bool has_fired(const search *s, const acm__criterion *c, acm__instance carrier)
{
    acm__instances all = acm__instances_near(s->v->c, carrier, c->item);
    acm__instance i = carrier;
    const uint32_t can_fire = ACM__STATE_BIT(ACM_STATE_NONE) | ACM__STATE_BIT(ACM_STATE_AVAILABLE);
    const uint32_t open = c->kind == ACM_CRITERION_ENTRY ? can_fire : ~(uint32_t)ACM__STATES_ENDED;
    if (c->item == carrier.item) /* the carrier's own */
        return !(open & ACM__STATE_BIT(acm__view_resumed(s->v, i)));
    while (acm__instances_next(&all, &i))
        if (open & ACM__STATE_BIT(acm__view_resumed(s->v, i)))
            return false;
    return true;
}

static void search_condition(search *s, uint32_t index)
{
    const acm_playbook *p = s->v->p;
    const acm__condition *c = &p->conditions[index];
    acm__instance carrier = s->instance;
    acm_condition_state state = acm__in_plan(s->v->c, carrier.item)
                                    ? acm__view_condition(s->v, index, carrier.block)
                                    : ACM_CONDITION_STATE_NONE;
    name_roles(s, acm__roles_for_condition(p, c));
    name_condition_state(s, c, carrier);
    bool withdraws = s->command == ACM_COMMAND_WITHDRAW;
    if (withdraws ? state == ACM_CONDITION_STATE_OPEN : state > ACM_CONDITION_STATE_OPEN)
        name(s, ACM_BLOCKER_STATE, acm__condition_id(p, index), (uint32_t)state);
    else if (withdraws && c->criterion && has_fired(s, &p->criteria[c->criterion - 1], carrier))
        name(s, ACM_BLOCKER_FIRED, p->criteria[c->criterion - 1].item, 0);
}

void acm__blockers(const acm__view *v, acm_id id, acm__instance i, acm_command_kind command,
                   acm_id actor, acm__blocker_sink sink, void *user)
{
    acm_id subject = id ? id : v->c->plan;
    search s = {v, subject, i, command, actor, sink, user, 0, 0, false};
    bool known = !actor || (v->c->people && actor <= acm_roster_count(v->c->people->roster));
    if (!known)
        name(&s, ACM_BLOCKER_ROLE, subject, 0);
    else if (acm__playbook_condition(v->p, subject))
        search_condition(&s, subject - acm__condition_id(v->p, 0));
    else
        search_item(&s, i);
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
