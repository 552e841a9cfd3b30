/* orphans.c - listeners for which nothing is left to wait for, where a case asks that they end. */
#include "engine/case.h"

/* Whether a criterion of an instance can still let it in, or throw it out. */
static bool matters(const acm__run *r, const acm__criterion *c, acm__instance i)
{
    acm__view v = acm__run_view(r);
    acm_state state = acm__view_resumed(&v, i);
    if (state == ACM_STATE_NONE) { /* it may come yet, unless a stage around it has ended */
        acm__instance around = i;
        do
            around = acm__instance_parent(r->c, around);
        while (around.item && acm__view_state(&v, around) == ACM_STATE_NONE);
        return around.item && !(ACM__STATES_ENDED & ACM__STATE_BIT(acm__view_state(&v, around)));
    }
    return c->kind == ACM_CRITERION_ENTRY ? state == ACM_STATE_AVAILABLE
                                          : !(ACM__STATES_ENDED & ACM__STATE_BIT(state));
}

static bool is_orphan(const acm__run *r, acm__instance listener)
{
    const acm__item *item = &r->p->items[listener.item];
    for (uint32_t k = 0; k < item->listener_count; k++) {
        const acm__criterion *c = &r->p->criteria[r->p->listeners[item->listeners + k].criterion];
        acm__instances all = acm__instances_near(r->c, listener, c->item);
        acm__instance i;
        while (acm__in_plan(r->c, c->item) && acm__instances_next(&all, &i))
            if (matters(r, c, i))
                return false;
    }
    return item->listener_count > 0;
}

bool acm__run_end_orphans(acm__run *r)
{
    bool ended = false;
    if (!r->moved)
        return false;
    r->moved = false;
    for (acm_id id = r->c->plan; id <= r->p->items[r->c->plan].end; id++) {
        acm__instances all = acm__instances_of(r->c, id);
        acm__instance i;
        while (acm__is_listener(r->p->items[id].kind) && !r->status &&
               acm__instances_next(&all, &i)) {
            if (acm__run_state(r, i) != ACM_STATE_AVAILABLE || !is_orphan(r, i))
                continue;
            acm__run_transition(r, i, ACM_TRANSITION_PARENT_TERMINATE, ACM_CAUSE_ORPHAN, 0);
            ended = true;
        }
    }
    return ended;
}
