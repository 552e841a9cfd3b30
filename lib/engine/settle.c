/*
 * settle.c - what follows from a change, in the documented order (cmmn: 8.5, 8.6.1):
 *
 *  1. events are delivered one by one; each marks the on-parts that wait for it, and the criteria that are
 *     satisfied by then fire: exit before entry, inner items before outer ones, then in document order;
 *  2. when no event is left, if-parts that may have changed are evaluated;
 *  3. when nothing fires any more, completion is checked, the innermost stage first.
 *
 * Each step that does something goes back to the first.
 */
#include "engine/case.h"

static bool waits(const acm__run *r, const acm__criterion *c, bool marking)
{
    if (c->item < r->at->first || c->item > r->at->last)
        return false;
    uint8_t byte = r->states[c->item - r->at->first];
    acm_state state = byte & ACM__STATE_MASK;
    if (marking && state == ACM_STATE_SUSPENDED) /* remembered; fires after the resume */
        state = acm__state_to_resume(r->p->items[c->item].kind, byte);
    if (c->kind == ACM_CRITERION_ENTRY)
        return state == ACM_STATE_AVAILABLE;
    if (c->item == r->at->first) /* 8.4.1: from Active alone; a plan that waits may exit */
        return state == ACM_STATE_ACTIVE || state == ACM_STATE_AVAILABLE;
    return state != ACM_STATE_NONE && state != ACM_STATE_SUSPENDED && state != ACM_STATE_CLOSED &&
           !(ACM__STATES_ENDED & ACM__STATE_BIT(state));
}

static bool satisfied(const acm__run *r, const acm__criterion *c)
{
    acm__view v = acm__run_view(r);
    for (uint32_t i = 0; i < c->on_count; i++)
        if (!acm__view_occurred(&v, c->on_parts + i))
            return false;
    return acm__view_if_part(&v, c);
}

static void fire(acm__run *r, uint32_t index)
{
    const acm__criterion *c = &r->p->criteria[index];
    acm_id id = acm__criterion_id(r->p, index);
    for (uint32_t i = 0; i < c->on_count; i++)
        acm__run_set_on_part(r, c->on_parts + i, false);
    if (c->kind == ACM_CRITERION_ENTRY)
        acm__run_activate(r, c->item, ACM_CAUSE_CRITERION, id);
    else if (c->item == r->at->first && acm__run_state(r, c->item) == ACM_STATE_ACTIVE)
        acm__run_transition(r, c->item, ACM_TRANSITION_TERMINATE, ACM_CAUSE_CRITERION, id);
    else
        acm__run_transition(r, c->item, ACM_TRANSITION_EXIT, ACM_CAUSE_CRITERION, id);
}

static bool try_fire(acm__run *r, uint32_t index)
{
    const acm__criterion *c = &r->p->criteria[index];
    if (r->status || !waits(r, c, false) || !satisfied(r, c))
        return false;
    fire(r, index);
    return true;
}

/* Fires what was marked while the item was suspended, exit before entry. */
static void try_all(acm__run *r, acm_id item)
{
    const acm__item *i = &r->p->items[item];
    for (uint32_t k = i->entry_count; k < i->entry_count + i->exit_count; k++)
        try_fire(r, i->criteria + k);
    for (uint32_t k = 0; k < i->entry_count; k++)
        try_fire(r, i->criteria + k);
}

void acm__run_try_marked(acm__run *r, acm_id item)
{
    const acm__item *i = &r->p->items[item];
    for (uint32_t k = 0; k < i->entry_count; k++)
        if (r->p->criteria[i->criteria + k].on_count)
            try_fire(r, i->criteria + k);
}

static void deliver(acm__run *r, acm_id item, uint32_t kind)
{
    const acm__item *source = &r->p->items[item];
    const acm__listener *listeners = r->p->listeners + source->listeners;
    for (uint32_t i = 0; i < source->listener_count; i++)
        if ((uint32_t)listeners[i].event == kind &&
            waits(r, &r->p->criteria[listeners[i].criterion], true))
            acm__run_set_on_part(r, listeners[i].on_part, true);
    for (uint32_t i = 0; i < source->listener_count; i++)
        if ((uint32_t)listeners[i].event == kind)
            try_fire(r, listeners[i].criterion);
    if (kind == ACM_TRANSITION_CREATE && source->entry_count)
        acm__run_try_marked(r,
                            item); /* it may wait for nothing but what takes no part in this case */
    if (kind == ACM_TRANSITION_RESUME || kind == ACM_TRANSITION_PARENT_RESUME ||
        kind == ACM_TRANSITION_REACTIVATE)
        try_all(r, item);
}

/* Evaluates if-parts until one fires; the others come again, after the events of the first. */
static bool fire_if_part(acm__run *r)
{
    for (uint32_t i = 0; i < r->p->if_part_count; i++) {
        uint32_t index = r->p->if_parts[i];
        uint32_t depends = r->p->criteria[index].depends;
        if ((!depends || (depends & r->changed)) && try_fire(r, index))
            return true;
    }
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
        acm_id stage = (acm_id)key;
        if (acm__view_completable(&v, stage, false)) {
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
        const acm_event *event = &r->log->events[r->next++];
        if (event->kind > ACM_TRANSITION_CLOSE)
            continue;
        const acm__item *source = &items[event->item];
        if (source->listener_count ||
            (wakes >> event->kind & 1 && source->entry_count + source->exit_count))
            deliver(r, event->item, event->kind);
    }
}

void acm__run_settle(acm__run *r)
{
    bool goes_on = true;
    if (!r->p->if_part_count)
        r->changed = 0;
    while (goes_on && !r->status) {
        deliver_all(r);
        goes_on = !r->status && ((r->changed && fire_if_part(r)) ||
                                 (r->log->candidates.count && complete_innermost(r)));
    }
}
