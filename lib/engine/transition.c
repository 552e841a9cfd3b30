/* transition.c - performs transitions: the tables decide, events record, stages pass on to what is in them. */
#include "base/error.h"
#include "engine/extra.h"

static inline void append(acm__run *r, acm_id item, acm_id instance, uint32_t kind, acm_state from,
                          acm_state to, acm_cause cause, uint32_t detail)
{
    acm_log *log = r->log;
    if (log->count >= r->limit)
        r->status = ACM_E_BUDGET;
    else if (log->count == log->capacity && !acm__log_reserve(log))
        r->status = ACM_E_NOMEM;
    else
        acm__log_append(log, r->time, r->c->tag, r->actor, item, instance, kind, (uint32_t)from,
                        (uint32_t)to, (uint32_t)cause, detail);
}

void acm__run_event(acm__run *r, acm_event_kind kind, acm_id item, acm_id instance, uint32_t detail,
                    acm_state from, acm_state to)
{
    append(r, item, instance, (uint32_t)kind, from, to, ACM_CAUSE_COMMAND, detail);
}

void acm__run_check(acm__run *r, acm_id stage)
{
    uint64_t depth = ACM__MAX_DEPTH - r->p->items[stage].depth;
    if (!acm__candidates_push(r->log, depth << 32 | stage))
        r->status = ACM_E_NOMEM;
}

/* States that a child may enter without making the completion of its stage more likely. */
enum {
    STILL_GOING = ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_ENABLED) |
                  ACM__STATE_BIT(ACM_STATE_ACTIVE)
};

/* Writes a state and its event. */
static inline void enter(acm__run *r, acm_id item, acm_transition transition, acm_state to,
                         uint8_t prior, acm_cause cause, uint32_t detail)
{
    uint8_t *byte = &r->states[item - r->at->first];
    acm_state from = *byte & ACM__STATE_MASK;
    *byte = (uint8_t)((*byte & ACM__REQUIRED) | prior << ACM__PRIOR_SHIFT | to);
    append(r, item, item - r->at->first + 1, (uint32_t)transition, from, to, cause, detail);
    if (r->p->items[item].flags & ACM__ITEM_WATCHED)
        r->changed |= ACM__EXPR_STATES | ACM__EXPR_COMPLETABLE;
    if (item != r->at->first && !(STILL_GOING & ACM__STATE_BIT(to)))
        acm__run_check(r, r->p->items[item].parent);
}

void acm__run_create(acm__run *r, acm_id item, acm_cause cause)
{
    acm__view v = acm__run_view(r);
    uint8_t *byte = &r->states[item - r->at->first];
    if ((*byte & ACM__STATE_MASK) == ACM_STATE_COMPLETED || !acm__view_in_scope(&v, item))
        return; /* a stage that comes back into scope keeps what was completed in it */
    *byte = acm__view_is_required(&v, item) ? ACM__REQUIRED : 0;
    enter(r, item, ACM_TRANSITION_CREATE, ACM_STATE_AVAILABLE, 0, cause, 0);
    const acm__item *i = &r->p->items[item];
    if (i->entry_count)
        acm__run_mark_absent(r, item, cause == ACM_CAUSE_SCOPE);
    if (i->entry_count + i->exit_count)
        r->changed = UINT32_MAX; /* its if-parts have not been looked at yet */
}

void acm__run_activate(acm__run *r, acm_id item, acm_cause cause, uint32_t detail)
{
    acm__view v = acm__run_view(r);
    if (r->p->items[item].kind == ACM_ITEM_MILESTONE)
        acm__run_transition(r, item, ACM_TRANSITION_OCCUR, cause, detail);
    else if (acm__view_is_manual(&v, item))
        acm__run_transition(r, item, ACM_TRANSITION_ENABLE, cause, detail);
    else
        acm__run_transition(r, item, ACM_TRANSITION_START, cause, detail);
}

static void start_children(acm__run *r, acm_id stage)
{
    const acm__item *items = r->p->items;
    for (acm_id id = stage + 1; id <= items[stage].end && !r->status; id = items[id].end + 1)
        acm__run_create(r, id, ACM_CAUSE_PARENT);
    for (acm_id id = stage + 1; id <= items[stage].end && !r->status; id = items[id].end + 1)
        if (!items[id].entry_count && acm__run_state(r, id) == ACM_STATE_AVAILABLE)
            acm__run_activate(r, id, ACM_CAUSE_ACTIVATION, 0);
    acm__run_check(r, stage);
}

/* Ends what is in a stage. After completion its disabled and failed children keep their state. */
static void end_children(acm__run *r, acm_id stage, bool completed)
{
    const acm__item *items = r->p->items;
    const uint32_t kept = ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_FAILED);
    const uint32_t gone = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_NONE);
    for (acm_id id = stage + 1; id <= items[stage].end && !r->status; id = items[id].end + 1) {
        uint32_t state = ACM__STATE_BIT(acm__run_state(r, id));
        if (state & gone)
            continue;
        if (completed && (state & kept))
            end_children(r, id, false);
        else
            acm__run_transition(r, id,
                                items[id].kind == ACM_ITEM_MILESTONE
                                    ? ACM_TRANSITION_PARENT_TERMINATE
                                    : ACM_TRANSITION_EXIT,
                                ACM_CAUSE_PARENT, 0);
    }
}

static void suspend_children(acm__run *r, acm_id stage)
{
    const acm__item *items = r->p->items;
    const uint32_t can = ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_ENABLED) |
                         ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_ACTIVE);
    for (acm_id id = stage + 1; id <= items[stage].end && !r->status; id = items[id].end + 1)
        if (can & ACM__STATE_BIT(acm__run_state(r, id)))
            acm__run_transition(r, id,
                                items[id].kind == ACM_ITEM_MILESTONE
                                    ? ACM_TRANSITION_SUSPEND
                                    : ACM_TRANSITION_PARENT_SUSPEND,
                                ACM_CAUSE_PARENT, 0);
}

static uint8_t prior_of(const acm__run *r, acm_id item)
{
    return (uint8_t)((r->states[item - r->at->first] & ACM__PRIOR_MASK) >> ACM__PRIOR_SHIFT);
}

static void resume_children(acm__run *r, acm_id stage)
{
    const acm__item *items = r->p->items;
    for (acm_id id = stage + 1; id <= items[stage].end && !r->status; id = items[id].end + 1)
        if (acm__run_state(r, id) == ACM_STATE_SUSPENDED && prior_of(r, id))
            acm__run_transition(r, id,
                                items[id].kind == ACM_ITEM_MILESTONE ? ACM_TRANSITION_RESUME
                                                                     : ACM_TRANSITION_PARENT_RESUME,
                                ACM_CAUSE_PARENT, 0);
}

/* What a transition of a stage means for what is in it. */
static void pass_on(acm__run *r, acm_id stage, acm_transition transition, acm_state to)
{
    switch (transition) {
    case ACM_TRANSITION_START:
    case ACM_TRANSITION_MANUAL_START:
        start_children(r, stage);
        break;
    case ACM_TRANSITION_COMPLETE:
        end_children(r, stage, true);
        break;
    case ACM_TRANSITION_TERMINATE:
    case ACM_TRANSITION_EXIT:
        end_children(r, stage, false);
        break;
    case ACM_TRANSITION_SUSPEND:
    case ACM_TRANSITION_PARENT_SUSPEND:
        suspend_children(r, stage);
        break;
    case ACM_TRANSITION_RESUME:
    case ACM_TRANSITION_PARENT_RESUME:
        if (to == ACM_STATE_ACTIVE) {
            resume_children(r, stage);
            acm__run_let_in(r, stage);
            acm__run_check(r, stage);
        }
        break;
    case ACM_TRANSITION_REACTIVATE:
        acm__run_check(r, stage);
        break;
    default:
        break;
    }
}

void acm__run_transition(acm__run *r, acm_id item, acm_transition transition, acm_cause cause,
                         uint32_t detail)
{
    const acm__item *i = &r->p->items[item];
    acm_state from = acm__run_state(r, item);
    acm_state to = acm__lifecycle[acm__cycle_of(i->kind)][from][transition];
    if (!acm__assert_that(to != ACM_STATE_NONE))
        r->status = ACM_E_INTERNAL;
    if (r->status)
        return;
    uint8_t prior = cause == ACM_CAUSE_SCOPE ? ACM__PRIOR_SCOPE : 0;
    if (to == ACM_STATE_SUSPENDED && cause == ACM_CAUSE_PARENT)
        prior = (uint8_t)from;
    else if (transition == ACM_TRANSITION_PARENT_RESUME)
        to = prior_of(r, item);
    enter(r, item, transition, to, prior, cause, detail);
    if (r->status)
        return;
    if (i->kind == ACM_ITEM_STAGE)
        pass_on(r, item, transition, to);
    else if (to == ACM_STATE_ACTIVE && (i->flags & ACM_ITEM_NON_BLOCKING) &&
             transition != ACM_TRANSITION_PARENT_RESUME)
        acm__run_transition(r, item, ACM_TRANSITION_COMPLETE, cause, 0);
}

void acm__run_case_transition(acm__run *r, acm_transition transition)
{
    acm_id plan = r->at->first;
    acm_state held = acm__run_state(r, plan), from = acm__case_state_of(held);
    acm_state to = acm__lifecycle[ACM__CYCLE_CASE][from][transition];
    if (!acm__assert_that(to != ACM_STATE_NONE))
        r->status = ACM_E_INTERNAL;
    if (r->status)
        return;
    uint8_t prior = to == ACM_STATE_SUSPENDED ? (uint8_t)held : 0;
    if (from == ACM_STATE_SUSPENDED && transition == ACM_TRANSITION_REACTIVATE)
        to = prior_of(r, plan); /* a plan that waited for its inputs goes on waiting */
    enter(r, plan, transition, to, prior, ACM_CAUSE_COMMAND, 0);
    if (transition == ACM_TRANSITION_REACTIVATE && from == ACM_STATE_SUSPENDED)
        pass_on(r, plan, ACM_TRANSITION_RESUME, to);
    else if (transition != ACM_TRANSITION_REACTIVATE) /* of an ended case: its state alone */
        pass_on(r, plan, transition, to);
}

void acm__run_set_on_part(acm__run *r, uint32_t on_part, bool occurred)
{
    uint32_t bit = on_part - r->at->first_on_part;
    uint8_t *byte = &r->c->memory[r->at->on_parts_at + bit / 8];
    *byte = (uint8_t)((*byte & ~(1u << bit % 8)) | (uint32_t)occurred << bit % 8);
}

void acm__run_set_condition(acm__run *r, uint32_t index, acm_condition_state state)
{
    uint32_t k = index - r->at->first_condition;
    uint8_t *byte = &r->c->memory[r->at->conditions_at + k / 4];
    uint32_t shift = k % 4 * 2;
    uint32_t value = (uint32_t)(state - ACM_CONDITION_STATE_OPEN);
    *byte = (uint8_t)((*byte & ~(3u << shift)) | value << shift);
    r->changed |= ACM__DEPENDS_CONDITIONS;
}
