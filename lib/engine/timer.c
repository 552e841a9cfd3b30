/* timer.c - timer listeners: when they are set, when they occur. Time comes from the caller alone. */
#include "base/timer.h"
#include "engine/case.h"

#include <string.h>

/* The first clock of an instance or a later one. */
static uint32_t clock_at(const acm__growth *g, acm_id instance)
{
    uint32_t low = 0, high = g ? g->clock_count : 0;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (g->clocks[middle].instance < instance)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static acm__clock *find_clock(const acm_case *c, acm__instance i)
{
    acm__growth *g = c->growth;
    acm_id id = acm__instance_id(c, i);
    uint32_t at = clock_at(g, id);
    return g && at < g->clock_count && g->clocks[at].instance == id ? &g->clocks[at] : NULL;
}

const acm__clock *acm__view_clock(const acm__view *v, acm__instance i)
{
    return find_clock(v->c, i);
}

/* What a timer listener says now; false if that is no time. */
static bool read_timer(const acm__view *v, acm__instance i, acm__timer *timer)
{
    const acm__control *control = acm__control_of(v->p, i.item);
    if (!control->timer_expr)
        return acm__timer_parse(control->timer, timer);
    acm__value value = acm__view_value(v, i, control->timer_expr);
    if (value.kind == ACM__VALUE_TIME) {
        *timer =
            (acm__timer){.fixed = true, .start = value.as.integer, .until = INT64_MAX, .count = 1};
        return true;
    }
    return value.kind == ACM__VALUE_STRING && acm__timer_parse(value.as.string, timer);
}

bool acm__clock_put(acm_case *c, acm__clock clock)
{
    acm__growth *g = acm__growth_of(c);
    void *clocks = g ? g->clocks : NULL;
    if (!g || !acm__reserve(&c->playbook->arena.allocator, &clocks, &g->clock_capacity,
                            (size_t)g->clock_count + 1, sizeof *g->clocks))
        return false;
    g->clocks = clocks;
    uint32_t at = clock_at(g, clock.instance);
    memmove(&g->clocks[at + 1], &g->clocks[at], (g->clock_count - at) * sizeof *g->clocks);
    g->clocks[at] = clock;
    g->clock_count++;
    return true;
}

static void insert_clock(acm__run *r, acm__clock clock)
{
    if (!acm__clock_put(r->c, clock))
        r->status = ACM_E_NOMEM;
}

void acm__run_set_timer(acm__run *r, acm__instance i)
{
    acm__view v = acm__run_view(r);
    acm__clock clock = {acm__instance_id(r->c, i), 0, r->time, 0};
    acm__timer timer;
    if (acm__view_listens(&v, i) && read_timer(&v, i, &timer) &&
        acm__timer_due(&timer, clock.set_at, clock.occurrence, &clock.due))
        insert_clock(r, clock);
}

void acm__run_stop_timer(acm__run *r, acm__instance i)
{
    acm__growth *g = r->c->growth;
    acm__clock *clock = find_clock(r->c, i);
    if (!clock)
        return;
    g->clock_count--;
    memmove(clock, clock + 1, (size_t)(&g->clocks[g->clock_count] - clock) * sizeof *clock);
}

void acm__run_review_timers(acm__run *r)
{
    acm__view v = acm__run_view(r);
    for (uint32_t k = 0; k < r->p->asking_listener_count; k++) {
        acm_id item = r->p->asking_listeners[k];
        acm__instances all = acm__instances_of(r->c, item);
        acm__instance i;
        if (r->p->items[item].kind != ACM_ITEM_TIMER_LISTENER || !acm__in_plan(r->c, item))
            continue;
        while (!r->status && acm__instances_next(&all, &i)) {
            acm_state state = acm__run_state(r, i);
            bool set = find_clock(r->c, i) != NULL;
            bool live = state == ACM_STATE_AVAILABLE || state == ACM_STATE_SUSPENDED;
            bool listens = live && acm__view_listens(&v, i);
            if (set && !listens)
                acm__run_stop_timer(r, i);
            else if (!set && listens)
                acm__run_set_timer(r, i);
        }
    }
}

const acm__clock *acm__view_next_clock(const acm__view *v)
{
    const acm__growth *g = v->c->growth;
    const acm__clock *best = NULL;
    if (!g || (v->c->memory[0] & ACM__STATE_MASK) != ACM_STATE_ACTIVE)
        return NULL;
    for (uint32_t k = 0; k < g->clock_count; k++) {
        const acm__clock *clock = &g->clocks[k];
        acm__instance i = acm__instance_of(v->c, clock->instance);
        if ((!best || clock->due < best->due) && acm__view_state(v, i) == ACM_STATE_AVAILABLE)
            best = clock;
    }
    return best;
}

/* Lets a timer occur; of a repeating interval the next instance waits for the next occurrence. */
static void occur(acm__run *r, acm__clock clock)
{
    acm__view v = acm__run_view(r);
    acm__instance i = acm__instance_of(r->c, clock.instance);
    acm__timer timer;
    bool again = !acm__view_repeats(&v, i) && read_timer(&v, i, &timer) &&
                 acm__timer_due(&timer, clock.set_at, clock.occurrence + 1, &clock.due);
    acm__run_transition(r, i, ACM_TRANSITION_OCCUR, ACM_CAUSE_TIMER, 0);
    if (!r->status && again) {
        acm__run_repeat(r, i, false);
        if (r->status)
            return;
        acm__instance next = {i.item, r->c->growth->block_count};
        acm__run_stop_timer(r, next);
        clock.instance = acm__instance_id(r->c, next);
        clock.occurrence++;
        insert_clock(r, clock);
    }
}

void acm__run_advance(acm__run *r)
{
    acm__view v = acm__run_view(r);
    int64_t end = r->time;
    r->time = r->time_before;
    while (!r->status) {
        const acm__clock *clock = acm__view_next_clock(&v);
        if (!clock || clock->due > end)
            break;
        if (clock->due > r->time)
            r->time = clock->due;
        occur(r, *clock);
        acm__run_settle(r);
    }
    r->time = end;
}
