/* timer.c - timer listeners: when they are set, when they occur. Time comes from the caller alone. */
#include "base/timer.h"
#include "engine/case.h"

#include <string.h>

/* The first clock of an instance or a later one. */
static uint32_t clock_at(const acm__growth *g, acm_id instance)
{
    return g ? acm__first_of(g->clocks, g->clock_count, sizeof *g->clocks, instance) : 0;
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

/* Its time runs while the listener is available: from then on, or never if what it says is no time. */
static void look_at(acm__run *r, acm__clock *clock)
{
    acm__view v = acm__run_view(r);
    acm__instance i = acm__instance_of(r->c, clock->instance);
    acm__timer timer;
    if (!acm__view_listens(&v, i)) {
        clock->set_at = ACM__CLOCK_UNSET;
        clock->due = ACM__CLOCK_NEVER;
    } else if (clock->set_at == ACM__CLOCK_UNSET) {
        clock->set_at = r->time;
        if (!read_timer(&v, i, &timer) ||
            !acm__timer_due(&timer, clock->set_at, clock->occurrence, &clock->due))
            clock->due = ACM__CLOCK_NEVER;
    }
}

void acm__run_set_timer(acm__run *r, acm__instance i)
{
    acm__clock clock = {acm__instance_id(r->c, i), 0, ACM__CLOCK_UNSET, ACM__CLOCK_NEVER};
    look_at(r, &clock);
    if (!acm__clock_put(r->c, clock))
        r->status = ACM_E_NOMEM;
}

static void remove_clock(acm_case *c, acm__clock *clock)
{
    acm__clock *end = c->growth->clocks + --c->growth->clock_count;
    memmove(clock, clock + 1, (size_t)(end - clock) * sizeof *clock);
}

/* Of a row of occurrences the next instance waits for the one that comes behind those of the last. */
static void wait_for_next(acm__run *r, acm__instance i, acm__clock last)
{
    acm__view v = acm__run_view(r);
    acm__timer timer;
    int64_t due;
    if (last.set_at == ACM__CLOCK_UNSET || acm__view_repeats(&v, i) || !read_timer(&v, i, &timer) ||
        !acm__timer_due(&timer, last.set_at, last.occurrence + 1, &due))
        return;
    acm__run_repeat(r, i, false);
    acm__instance next = {i.item, acm__block_count(r->c)};
    acm__clock *clock = r->status ? NULL : find_clock(r->c, next);
    if (!clock)
        return;
    clock->occurrence = last.occurrence + 1;
    if (clock->set_at != ACM__CLOCK_UNSET) {
        clock->set_at = last.set_at;
        clock->due = due;
    }
}

void acm__run_end_timer(acm__run *r, acm__instance i, bool occurred)
{
    acm__clock *clock = find_clock(r->c, i), last;
    if (!clock)
        return;
    last = *clock;
    remove_clock(r->c, clock);
    if (occurred)
        wait_for_next(r, i, last);
}

void acm__run_review_timers(acm__run *r)
{
    acm__growth *g = r->c->growth;
    for (uint32_t k = 0; g && k < g->clock_count; k++)
        look_at(r, &g->clocks[k]);
}

const acm__clock *acm__view_next_clock(const acm__view *v)
{
    const acm__growth *g = v->c->growth;
    const acm__clock *best = NULL;
    if (!g || (v->c->memory[0] & ACM__STATE_MASK) != ACM_STATE_ACTIVE)
        return NULL;
    for (uint32_t k = 0; k < g->clock_count; k++) {
        const acm__clock *clock = &g->clocks[k];
        if (clock->due < (best ? best->due : ACM__CLOCK_NEVER) &&
            acm__view_state(v, acm__instance_of(v->c, clock->instance)) == ACM_STATE_AVAILABLE)
            best = clock;
    }
    return best;
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
        acm__run_transition(r, acm__instance_of(r->c, clock->instance), ACM_TRANSITION_OCCUR,
                            ACM_CAUSE_TIMER, 0);
        acm__run_settle(r);
    }
    r->time = end;
}
