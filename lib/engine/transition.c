/* transition.c - performs transitions: the tables decide, events record, stages pass on to what is in them. */
#include "base/error.h"
#include "engine/extra.h"
#include "engine/plain_stage.h"

static inline void append(acm__run *r, acm_id item, acm_id instance, uint32_t kind, acm_state from,
                          acm_state to, acm_cause cause, uint32_t detail)
{
    acm_log *log = r->log;
    if (log->count >= r->limit)
        r->status = ACM_E_BUDGET;
    else if (log->count == log->capacity && !acm__log_reserve(log, 1))
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

void acm__run_check(acm__run *r, acm__instance stage)
{
    if (!acm__candidates_push(r->log, r->p->items[stage.item].depth, stage.item, stage.block))
        r->status = ACM_E_NOMEM;
}

/* States that a child may enter without making the completion of its stage more likely. */
enum {
    STILL_GOING = ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_ENABLED) |
                  ACM__STATE_BIT(ACM_STATE_ACTIVE)
};

/* Writes a state and its event. */
static inline void enter(acm__run *r, acm__instance i, acm_transition transition, acm_state to,
                         uint8_t prior, acm_cause cause, uint32_t detail)
{
    uint8_t *byte = acm__instance_byte(r->c, i);
    acm_state from = *byte & ACM__STATE_MASK;
    const acm__item *item = &r->p->items[i.item];
    const uint32_t begun = ACM__STATE_BIT(ACM_STATE_ACTIVE) | ACM__STATE_BIT(ACM_STATE_ENABLED);
    bool lenient = (item->flags & ACM__ITEM_LENIENT) ||
                   (from == ACM_STATE_SUSPENDED && acm__instance_waits(r->c, i));
    *byte = (uint8_t)((*byte & ACM__REQUIRED) | prior << ACM__PRIOR_SHIFT | to);
    append(r, i.item, acm__instance_id(r->c, i), (uint32_t)transition, from, to, cause, detail);
    r->moved = true;
    if (item->flags & ACM__ITEM_WATCHED)
        r->changed |= ACM__EXPR_STATES | ACM__EXPR_COMPLETABLE;
    if (item->exit_count && (begun & ACM__STATE_BIT(to)))
        r->changed = UINT32_MAX; /* some throw out what has begun alone */
    if (i.item != r->c->plan && (lenient || !(STILL_GOING & ACM__STATE_BIT(to))))
        acm__run_check(r, acm__instance_parent(r->c, i));
}

void acm__run_create(acm__run *r, acm__instance i, acm_cause cause)
{
    acm__view v = acm__run_view(r);
    uint8_t *byte = acm__instance_byte(r->c, i);
    const acm__item *item = &r->p->items[i.item];
    if ((*byte & ACM__STATE_MASK) == ACM_STATE_COMPLETED || !acm__view_in_scope(&v, i.item))
        return;             /* a stage that comes back into scope keeps what was completed in it */
    *byte = ACM_STATE_NONE; /* for its own rules, too */
    if (acm__view_is_required(&v, i))
        *byte = ACM__REQUIRED;
    acm__run_forget(r, i);
    enter(r, i, ACM_TRANSITION_CREATE, ACM_STATE_AVAILABLE, 0, cause, 0);
    if (item->entry_count && cause == ACM_CAUSE_SCOPE)
        acm__run_mark_past(r, i);
    if (item->entry_count + item->exit_count)
        r->changed = UINT32_MAX; /* its if-parts have not been looked at yet */
    if (item->condition_count)
        r->changed |= ACM__DEPENDS_CONDITIONS; /* those of the newest instance count */
    if (item->kind == ACM_ITEM_TIMER_LISTENER)
        acm__run_set_timer(r, i);
}

void acm__run_activate(acm__run *r, acm__instance i, acm_cause cause, uint32_t detail)
{
    acm__view v = acm__run_view(r);
    acm_item_kind kind = r->p->items[i.item].kind;
    if (acm__is_listener(kind))
        return;
    acm__run_transition(r, i,
                        kind == ACM_ITEM_MILESTONE   ? ACM_TRANSITION_OCCUR
                        : acm__view_is_manual(&v, i) ? ACM_TRANSITION_ENABLE
                                                     : ACM_TRANSITION_START,
                        cause, detail);
}

void acm__run_repeat(acm__run *r, acm__instance beside, bool waits)
{
    acm__block *block = acm__block_add(r->c, beside);
    if (!block) {
        r->status = ACM_E_NOMEM;
        return;
    }
    acm__instance added = {beside.item, r->c->growth->block_count};
    block->waits = waits;
    acm__run_create(r, added, ACM_CAUSE_REPETITION);
}

static void start_children(acm__run *r, acm__instance stage)
{
    const acm__item *items = r->p->items;
    if (acm__run_start_plain(r, stage)) {
        acm__run_check(r, stage);
        return;
    }
    acm_id end = items[stage.item].end; /* what was made by repetition meanwhile began by itself */
    acm__instance i = {stage.item + 1, stage.block};
    for (; i.item <= end && !r->status; i.item = items[i.item].end + 1)
        acm__run_create(r, i, ACM_CAUSE_PARENT);
    for (i.item = stage.item + 1; i.item <= end && !r->status; i.item = items[i.item].end + 1)
        if (!items[i.item].entry_count && acm__run_state(r, i) == ACM_STATE_AVAILABLE)
            acm__run_activate(r, i, ACM_CAUSE_ACTIVATION, 0);
    acm__run_check(r, stage);
}

/* The transition of a child that its stage causes. */
static acm_transition by_cycle(const acm__run *r, acm__instance i, acm_transition of_work,
                               acm_transition of_event)
{
    return acm__cycle_of(r->p->items[i.item].kind) == ACM__CYCLE_EVENT ? of_event : of_work;
}

/* Whether some child of a stage, all of them plain, is neither ended nor kept as it is. */
static bool plain_child_lives(const acm__run *r, acm__instance stage, uint32_t over)
{
    const uint8_t *states = acm__instance_byte(r->c, stage);
    uint32_t count = r->p->items[stage.item].end - stage.item;
    for (uint32_t k = 1; k <= count; k++)
        if (!(over >> (states[k] & ACM__STATE_MASK) & 1))
            return true;
    return false;
}

/* Ends what is in a stage. After completion its disabled and failed children keep their state. */
static void end_children(acm__run *r, acm__instance stage, bool completed)
{
    const uint32_t kept = ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_FAILED);
    const uint32_t gone = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_NONE);
    if ((r->p->items[stage.item].flags & ACM__ITEM_PLAIN_WITHIN) &&
        !plain_child_lives(r, stage, completed ? gone | kept : gone))
        return;
    acm__children all = acm__children_of(r->c, stage);
    acm__instance i;
    while (!r->status && acm__children_next(&all, &i)) {
        uint32_t state = ACM__STATE_BIT(acm__run_state(r, i));
        if (state & gone)
            continue;
        if (completed && (state & kept))
            end_children(r, i, false);
        else
            acm__run_transition(
                r, i, by_cycle(r, i, ACM_TRANSITION_EXIT, ACM_TRANSITION_PARENT_TERMINATE),
                ACM_CAUSE_PARENT, 0);
    }
}

/* It stays as it is when the stage around it is suspended or resumed; what is in it does not. */
static bool is_failed_stage(const acm__run *r, acm__instance i)
{
    return r->p->items[i.item].kind == ACM_ITEM_STAGE && acm__run_state(r, i) == ACM_STATE_FAILED;
}

static void suspend_children(acm__run *r, acm__instance stage)
{
    const uint32_t can = ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_ENABLED) |
                         ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_ACTIVE);
    acm__children all = acm__children_of(r->c, stage);
    acm__instance i;
    while (!r->status && acm__children_next(&all, &i))
        if (is_failed_stage(r, i))
            suspend_children(r, i);
        else if (can & ACM__STATE_BIT(acm__run_state(r, i)))
            acm__run_transition(
                r, i, by_cycle(r, i, ACM_TRANSITION_PARENT_SUSPEND, ACM_TRANSITION_SUSPEND),
                ACM_CAUSE_PARENT, 0);
}

static void resume_children(acm__run *r, acm__instance stage)
{
    acm__children all = acm__children_of(r->c, stage);
    acm__instance i;
    while (!r->status && acm__children_next(&all, &i))
        if (is_failed_stage(r, i))
            resume_children(r, i);
        else if (acm__run_state(r, i) == ACM_STATE_SUSPENDED && acm__instance_prior(r->c, i))
            acm__run_transition(r, i,
                                by_cycle(r, i, ACM_TRANSITION_PARENT_RESUME, ACM_TRANSITION_RESUME),
                                ACM_CAUSE_PARENT, 0);
}

/* What a transition of a stage means for what is in it. */
static void pass_on(acm__run *r, acm__instance stage, acm_transition transition, acm_state to)
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
        acm__run_let_in(r, stage);
        acm__run_check(r, stage);
        break;
    default:
        break;
    }
}

void acm__run_repeat_done(acm__run *r, acm__instance i)
{
    acm__view v = acm__run_view(r);
    const acm__item *item = &r->p->items[i.item];
    if (!r->status && (item->flags & ACM__ITEM_MAY_REPEAT) && !item->entry_count &&
        acm__view_repeats(&v, i))
        acm__run_repeat(r, i, false);
}

/* What the state byte remembers beside the state that an instance enters. */
static uint8_t prior_after(const acm__run *r, acm__instance i, acm_transition transition,
                           acm_cause cause, acm_state from, acm_state to)
{
    if (to == ACM_STATE_SUSPENDED)
        return cause == ACM_CAUSE_PARENT ? (uint8_t)from : 0;
    if (to != ACM_STATE_TERMINATED)
        return 0;
    if (i.item == r->c->plan)
        return from != ACM_STATE_ACTIVE ? (uint8_t)from : 0;
    return cause == ACM_CAUSE_SCOPE                 ? ACM__PRIOR_SCOPE
           : transition == ACM_TRANSITION_TERMINATE ? ACM__PRIOR_TERMINATE
                                                    : ACM__PRIOR_EXIT;
}

void acm__run_transition(acm__run *r, acm__instance i, acm_transition transition, acm_cause cause,
                         uint32_t detail)
{
    const acm__item *item = &r->p->items[i.item];
    acm_state from = acm__run_state(r, i);
    acm_state to = acm__lifecycle[acm__cycle_of(item->kind)][from][transition];
    if (!acm__assert_that(to != ACM_STATE_NONE))
        r->status = ACM_E_INTERNAL;
    if (r->status)
        return;
    uint8_t prior = prior_after(r, i, transition, cause, from, to);
    if (transition == ACM_TRANSITION_PARENT_RESUME)
        to = acm__instance_prior(r->c, i);
    enter(r, i, transition, to, prior, cause, detail);
    if (r->status)
        return;
    if (item->kind == ACM_ITEM_STAGE)
        pass_on(r, i, transition, to);
    else if (to == ACM_STATE_ACTIVE && (item->flags & ACM_ITEM_NON_BLOCKING) &&
             transition != ACM_TRANSITION_PARENT_RESUME)
        acm__run_transition(r, i, ACM_TRANSITION_COMPLETE, cause, 0);
    else if (item->kind == ACM_ITEM_TIMER_LISTENER && (ACM__STATES_ENDED & ACM__STATE_BIT(to)))
        acm__run_end_timer(r, i, transition == ACM_TRANSITION_OCCUR);
    bool of_work = acm__cycle_of(item->kind) == ACM__CYCLE_WORK;
    if (transition == ACM_TRANSITION_COMPLETE ||
        transition == (of_work ? ACM_TRANSITION_TERMINATE : ACM_TRANSITION_OCCUR))
        acm__run_repeat_done(r, i);
}

void acm__run_case_transition(acm__run *r, acm_transition transition)
{
    acm__instance plan = acm__run_plan(r);
    acm_state held = acm__run_state(r, plan), from = acm__case_state_of(held);
    acm_state to = acm__lifecycle[ACM__CYCLE_CASE][from][transition];
    if (!acm__assert_that(to != ACM_STATE_NONE))
        r->status = ACM_E_INTERNAL;
    if (r->status)
        return;
    uint8_t prior = to == ACM_STATE_SUSPENDED || held != from ? (uint8_t)held : 0;
    if (transition == ACM_TRANSITION_REACTIVATE && acm__instance_prior(r->c, plan))
        to =
            acm__instance_prior(r->c, plan); /* a plan that waited for its inputs goes on waiting */
    enter(r, plan, transition, to, prior, ACM_CAUSE_COMMAND, 0);
    r->changed = UINT32_MAX; /* whether a stage can be completed depends on its being active */
    if (transition == ACM_TRANSITION_REACTIVATE && from == ACM_STATE_SUSPENDED)
        pass_on(r, plan, ACM_TRANSITION_RESUME, to);
    else if (transition != ACM_TRANSITION_REACTIVATE) /* of an ended case: its state alone */
        pass_on(r, plan, transition, to);
}

void acm__run_set_on_part(acm__run *r, uint32_t block, uint32_t on_part, bool occurred)
{
    const acm__layout *at = acm__block_layout(r->c, block);
    uint32_t bit = on_part - at->first_on_part;
    uint8_t *byte = &acm__block_memory(r->c, block)[at->on_parts_at + bit / 8];
    *byte = (uint8_t)((*byte & ~(1u << bit % 8)) | (uint32_t)occurred << bit % 8);
}

void acm__run_set_condition(acm__run *r, uint32_t index, uint32_t block, acm_condition_state state)
{
    const acm__layout *at = acm__block_layout(r->c, block);
    uint32_t k = index - at->first_condition;
    uint8_t *byte = &acm__block_memory(r->c, block)[at->conditions_at + k / 4];
    uint32_t shift = k % 4 * 2;
    uint32_t value = (uint32_t)(state - ACM_CONDITION_STATE_OPEN);
    *byte = (uint8_t)((*byte & ~(3u << shift)) | value << shift);
    r->changed |= ACM__DEPENDS_CONDITIONS;
}
