/*
 * settle.c - what follows from a change, in the documented order (cmmn: 8.5, 8.6.1):
 *
 *  1. events are delivered one by one; each marks the on-parts that wait for it, and the criteria that are
 *     satisfied by then fire: exit before entry, inner items before outer ones, then in document order;
 *  2. when no event is left, if-parts that may have changed are evaluated; after a change of the scope, what waits
 *     for nothing but what has left is let in;
 *  3. when nothing fires any more, completion is checked, the innermost stage first.
 *
 * Each step that does something goes back to the first. Instances of one item come in the order of their creation.
 */
#include "base/error.h"
#include "engine/case.h"

/* Whether a stage around an instance has ended: what stays in it as it was does not move any more. */
static bool is_over(const acm__run *r, acm__instance i)
{
    while ((i = acm__instance_parent(r->c, i)).item)
        if (ACM__STATES_ENDED & ACM__STATE_BIT(acm__run_state(r, i)))
            return true;
    return false;
}

static bool waits(const acm__run *r, const acm__criterion *c, acm__instance i, bool marking)
{
    if (!acm__in_plan(r->c, i.item))
        return false;
    acm__view v = acm__run_view(r);
    /* What occurs meanwhile is remembered; it fires after the resume. */
    acm_state state = marking ? acm__view_resumed(&v, i) : acm__run_state(r, i);
    if (c->kind == ACM_CRITERION_ENTRY)
        return state == ACM_STATE_AVAILABLE;
    if (i.item == r->c->plan) /* 8.4.1: from Active alone; a plan that waits may exit */
        return state == ACM_STATE_ACTIVE || state == ACM_STATE_AVAILABLE;
    if (state == ACM_STATE_DISABLED || state == ACM_STATE_FAILED)
        return !is_over(r, i);
    return state != ACM_STATE_NONE && state != ACM_STATE_SUSPENDED && state != ACM_STATE_CLOSED &&
           !(ACM__STATES_ENDED & ACM__STATE_BIT(state));
}

static bool satisfied(const acm__run *r, const acm__criterion *c, acm__instance i)
{
    acm__view v = acm__run_view(r);
    for (uint32_t k = 0; k < c->on_count; k++)
        if (!acm__view_on_part_holds(&v, i, c, c->on_parts + k))
            return false;
    return acm__view_if_part(&v, i, c);
}

static void forget(acm__run *r, const acm__criterion *c, acm__instance i)
{
    for (uint32_t k = 0; k < c->on_count; k++)
        acm__run_set_on_part(r, i.block, c->on_parts + k, false);
}

void acm__run_forget(acm__run *r, acm__instance i)
{
    const acm__item *item = &r->p->items[i.item];
    for (uint32_t k = 0; k < item->entry_count + item->exit_count; k++)
        forget(r, &r->p->criteria[item->criteria + k], i);
}

/* Lets an instance in; by an on-part it may leave another one behind that waits for the next time. */
static void let_in(acm__run *r, const acm__criterion *c, acm__instance i, acm_id id)
{
    const acm__item *item = &r->p->items[i.item];
    bool may_repeat = (item->flags & ACM__ITEM_MAY_REPEAT) && c->on_count;
    acm__view v = acm__run_view(r);
    if ((r->c->flags & ACM_SEMANTICS_WAITING_IS_FINISHED) && acm__instance_waits(r->c, i) &&
        !acm__view_repeats(&v, i))
        return;
    acm__run_activate(r, i, ACM_CAUSE_CRITERION, id);
    if (may_repeat && !r->status && acm__view_repeats(&v, i))
        acm__run_repeat(r, i, true);
}

/* An exit criterion that completes what it ends. */
static void complete_by(acm__run *r, const acm__criterion *c, acm__instance i, acm_id id)
{
    acm__view v = acm__run_view(r);
    if (r->p->items[i.item].kind == ACM_ITEM_STAGE && !(c->flags & ACM_CRITERION_FORCE_COMPLETE) &&
        !acm__view_completable(&v, i, true)) {
        r->status = acm__error(r->err, ACM_E_INCOMPLETE,
                               "an exit criterion completes '%s', in which work is not finished",
                               r->p->items[i.item].key.at);
        acm__error_path(r->err, r->p->items[i.item].key.at, r->p->items[i.item].key.len);
        return;
    }
    acm__run_transition(r, i, ACM_TRANSITION_COMPLETE, ACM_CAUSE_CRITERION, id);
}

static void throw_out(acm__run *r, const acm__criterion *c, acm__instance i, acm_id id)
{
    const uint32_t some = ACM_CRITERION_EXIT_ACTIVE | ACM_CRITERION_EXIT_ENABLED;
    acm_state state = acm__run_state(r, i);
    bool leaves = state == ACM_STATE_ACTIVE ||
                  (state == ACM_STATE_ENABLED && (c->flags & ACM_CRITERION_EXIT_ENABLED));
    if ((c->flags & some) && !leaves)
        return;
    if (state == ACM_STATE_ACTIVE &&
        (c->flags & (ACM_CRITERION_COMPLETE | ACM_CRITERION_FORCE_COMPLETE)))
        complete_by(r, c, i, id);
    else if (i.item == r->c->plan && state == ACM_STATE_ACTIVE)
        acm__run_transition(r, i, ACM_TRANSITION_TERMINATE, ACM_CAUSE_CRITERION, id);
    else
        acm__run_transition(r, i, ACM_TRANSITION_EXIT, ACM_CAUSE_CRITERION, id);
    if ((c->flags & some) && !r->status && acm__run_state(r, i) == ACM_STATE_TERMINATED)
        acm__run_repeat_done(r, i);
}

static bool try_fire(acm__run *r, uint32_t index, acm__instance i)
{
    const acm__criterion *c = &r->p->criteria[index];
    if (r->status || !waits(r, c, i, false) || !satisfied(r, c, i))
        return false;
    uint32_t events = r->log->count;
    forget(r, c, i);
    if (c->kind == ACM_CRITERION_ENTRY)
        let_in(r, c, i, acm__criterion_id(r->p, index));
    else
        throw_out(r, c, i, acm__criterion_id(r->p, index));
    return r->log->count != events;
}

/* Fires criteria of an instance, exit or entry, whose on-parts all hold; those without on-parts are asked later. */
static bool try_marked(acm__run *r, acm__instance i, uint32_t first, uint32_t count)
{
    bool fired = false;
    for (uint32_t k = first; k < first + count; k++)
        if (r->p->criteria[k].on_count)
            fired |= try_fire(r, k, i);
    return fired;
}

static bool try_entry(acm__run *r, acm__instance i)
{
    const acm__item *item = &r->p->items[i.item];
    return try_marked(r, i, item->criteria, item->entry_count);
}

/* Fires what was marked while the instance was suspended, exit before entry. */
static void try_all(acm__run *r, acm__instance i)
{
    const acm__item *item = &r->p->items[i.item];
    try_marked(r, i, item->criteria + item->entry_count, item->exit_count);
    try_entry(r, i);
}

/* Whether a listening on-part waits for this event, however the source left. */
static bool hears(const acm__run *r, const acm__listener *listener, const acm_event *event)
{
    uint32_t by = r->p->on_parts[listener->on_part].exit_criterion;
    return (uint32_t)listener->event == event->kind &&
           (!by || (event->cause == ACM_CAUSE_CRITERION &&
                    event->detail == acm__criterion_id(r->p, by - 1)));
}

static void mark(acm__run *r, const acm__listener *listener, acm__instance source)
{
    const acm__criterion *c = &r->p->criteria[listener->criterion];
    acm__instances all = acm__instances_now(acm__instances_near(r->c, source, c->item));
    acm__instance i;
    while (acm__instances_next(&all, &i))
        if (waits(r, c, i, true)) {
            acm__run_set_on_part(r, i.block, listener->on_part, true);
            r->marked = r->marked || (c->flags & ACM_CRITERION_ON_EVENT);
        }
}

static void fire_near(acm__run *r, const acm__listener *listener, acm__instance source)
{
    acm_id item = r->p->criteria[listener->criterion].item;
    acm__instances all = acm__instances_now(acm__instances_near(r->c, source, item));
    acm__instance i;
    while (acm__instances_next(&all, &i))
        try_fire(r, listener->criterion, i);
}

static bool is_entry(const acm__run *r, const acm__listener *listener)
{
    return r->p->criteria[listener->criterion].kind == ACM_CRITERION_ENTRY;
}

/* What has left the scope holds up nothing that waits for it, whatever for. */
static void deliver(acm__run *r, acm__instance i, acm_event event)
{
    const acm__item *source = &r->p->items[i.item];
    const acm__listener *listeners = r->p->listeners + source->listeners;
    acm__view v = acm__run_view(r);
    bool gone = r->rescoped && !acm__view_in_scope(&v, i.item);
    for (uint32_t k = 0; k < source->listener_count; k++)
        if (hears(r, &listeners[k], &event))
            mark(r, &listeners[k], i);
    for (uint32_t k = 0; k < source->listener_count; k++)
        if (hears(r, &listeners[k], &event) || (gone && is_entry(r, &listeners[k])))
            fire_near(r, &listeners[k], i);
    if (event.kind == ACM_TRANSITION_CREATE && source->entry_count) {
        if (event.cause == ACM_CAUSE_SCOPE || !acm__all_take_part(r->c))
            try_entry(r, i); /* it may wait for nothing but what takes no part in this case */
    } else if (event.kind == ACM_TRANSITION_CREATE && event.cause == ACM_CAUSE_REPETITION &&
               !r->status && acm__run_state(r, i) == ACM_STATE_AVAILABLE)
        acm__run_activate(r, i, ACM_CAUSE_ACTIVATION, 0);
    if (event.kind == ACM_TRANSITION_RESUME || event.kind == ACM_TRANSITION_PARENT_RESUME ||
        event.kind == ACM_TRANSITION_REACTIVATE) {
        try_all(r, i);
        r->changed = UINT32_MAX; /* its if-parts were not looked at meanwhile */
    }
}

static bool fire(acm__run *r, uint32_t index)
{
    acm__instances all = acm__instances_now(acm__instances_of(r->c, r->p->criteria[index].item));
    acm__instance i;
    while (acm__in_plan(r->c, all.item) && acm__instances_next(&all, &i))
        if (try_fire(r, index, i))
            return true;
    return false;
}

/* After the scope has changed, what waited for nothing but what has left is let in as well. */
static bool fire_any(acm__run *r)
{
    for (uint32_t k = 0; k < r->p->criterion_count; k++)
        if (fire(r, r->p->firing[k]))
            return true;
    return false;
}

/* Evaluates if-parts until one fires; the others come again, after the events of the first. */
static bool fire_if_part(acm__run *r)
{
    for (uint32_t k = 0; k < r->p->if_part_count; k++) {
        uint32_t index = r->p->if_parts[k];
        uint32_t depends = r->p->criteria[index].depends;
        if (depends && !(depends & r->changed))
            continue;
        if (fire(r, index))
            return true;
    }
    return false;
}

/* What is no criterion but asks an expression: stages that may complete now, listeners that may wait. */
static void ask_again(acm__run *r)
{
    const acm_playbook *p = r->p;
    if (!(p->asks_depends & r->changed))
        return;
    for (uint32_t k = 0; k < p->asking_stage_count; k++) {
        acm__instances all = acm__instances_now(acm__instances_of(r->c, p->asking_stages[k]));
        acm__instance i;
        while (acm__in_plan(r->c, all.item) && acm__instances_next(&all, &i))
            if (acm__run_state(r, i) == ACM_STATE_ACTIVE)
                acm__run_check(r, i);
    }
    acm__run_review_timers(r);
}

/* Looks again at all that depends on what has changed; whether something fired. */
static bool reconsider(acm__run *r)
{
    if (!r->changed)
        return false;
    if (r->rescoped ? fire_any(r) : fire_if_part(r))
        return true;
    ask_again(r);
    r->changed = 0;
    return false;
}

static bool complete_innermost(acm__run *r)
{
    acm__view v = acm__run_view(r);
    acm__candidates *candidates = &r->log->candidates;
    while (candidates->count) {
        uint64_t key = acm__candidates_pop(r->log);
        while (candidates->count && candidates->at[0] == key)
            acm__candidates_pop(r->log);
        acm__instance stage = {acm__candidate_item(key), (uint32_t)key};
        if (!(stage.block == 0 && acm__last_holds_open(r->c, &r->p->items[stage.item])) &&
            acm__view_completable(&v, stage, false)) {
            acm__run_transition(r, stage, ACM_TRANSITION_COMPLETE, ACM_CAUSE_COMPLETION, 0);
            return true;
        }
    }
    return false;
}

/* Delivers all events that wait, and those that they cause. */
static void deliver_all(acm__run *r)
{
    const uint32_t wakes = 1u << ACM_TRANSITION_CREATE | 1u << ACM_TRANSITION_RESUME |
                           1u << ACM_TRANSITION_PARENT_RESUME | 1u << ACM_TRANSITION_REACTIVATE;
    const acm__item *items = r->p->items;
    while (r->next < r->log->count && !r->status) {
        if (r->next == r->skip_from) {
            r->next = r->skip_to;
            continue;
        }
        const acm_event *event = &r->log->events[r->next++];
        if (event->kind > ACM_TRANSITION_CLOSE)
            continue;
        const acm__item *source = &items[event->item];
        if (source->heard >> event->kind & 1 || (r->rescoped && source->listener_count) ||
            (wakes >> event->kind & 1 &&
             (source->entry_count + source->exit_count || event->cause == ACM_CAUSE_REPETITION)))
            deliver(r, acm__instance_of(r->c, event->instance), *event);
    }
}

/* Criteria that live in one cascade alone forget what they have not used. */
static void forget_cascade(acm__run *r)
{
    for (uint32_t index = 0; index < r->p->criterion_count; index++) {
        const acm__criterion *c = &r->p->criteria[index];
        acm__instances all = acm__instances_of(r->c, c->item);
        acm__instance i;
        all.first = r->first_block; /* also what has become past meanwhile */
        while ((c->flags & ACM_CRITERION_ON_EVENT) && acm__in_plan(r->c, c->item) &&
               acm__instances_next(&all, &i))
            forget(r, c, i);
    }
    r->marked = false;
}

void acm__run_settle(acm__run *r)
{
    bool goes_on = acm__run_state(r, acm__run_plan(r)) != ACM_STATE_CLOSED;
    bool orphans = r->c->flags & ACM_SEMANTICS_END_ORPHAN_LISTENERS;
    while (goes_on && !r->status) {
        deliver_all(r);
        acm__blocks_pass(r->c);
        goes_on = !r->status && (reconsider(r) || (orphans && acm__run_end_orphans(r)) ||
                                 (r->log->candidates.count && complete_innermost(r)));
    }
    if (r->marked && !r->status)
        forget_cascade(r);
}
