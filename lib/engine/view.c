/* view.c - what holds in a case right now: states, conditions, criteria, completion, scope, permission. */
#include "engine/extra.h"

#include <string.h>

acm_state acm__case_state_of(acm_state plan_state)
{
    switch (plan_state) {
    case ACM_STATE_AVAILABLE: /* a plan that waits for its inputs */
    case ACM_STATE_ENABLED:
    case ACM_STATE_DISABLED:
        return ACM_STATE_ACTIVE;
    default:
        return plan_state;
    }
}

acm_condition_state acm__view_condition(const acm__view *v, uint32_t index)
{
    uint32_t k = index - v->at->first_condition;
    if (k >= v->at->condition_count)
        return ACM_CONDITION_STATE_NONE;
    return ACM_CONDITION_STATE_OPEN + (v->c->memory[v->at->conditions_at + k / 4] >> k % 4 * 2 & 3);
}

bool acm__view_work_done(const acm__view *v, acm_id item)
{
    acm_id stage = v->p->items[item].parent;
    const acm__item *items = v->p->items;
    for (acm_id id = stage + 1; id <= items[stage].end; id = items[id].end + 1) {
        acm_state state = acm__view_state(v, id);
        bool is_work = id != item && items[id].kind != ACM_ITEM_MILESTONE && state;
        if (is_work && acm__view_required(v, id) && !(ACM__STATES_FINISHED & ACM__STATE_BIT(state)))
            return false;
    }
    return true;
}

/* An expression is evaluated for a view and the item that carries the criterion. */
typedef struct asking {
    const acm__view *view;
    acm_id item;
} asking;

static acm__value ask_fact(void *user, acm__str name)
{
    return acm__extra_fact(((const asking *)user)->view->c->extra, name);
}

static acm__str ask_state(void *user, acm_id item)
{
    const char *word = acm_state_name(acm__view_state(((const asking *)user)->view, item));
    return (acm__str){word, (uint32_t)strlen(word)};
}

static bool ask_done(void *user, acm_id item)
{
    const acm__view *v = ((const asking *)user)->view;
    uint32_t count;
    const acm_id *items = acm__playbook_bound(v->p, &item, &count);
    for (uint32_t i = 0; i < count; i++)
        if (acm__view_state(v, items[i]) == ACM_STATE_COMPLETED)
            return true;
    return false;
}

static acm__value ask_services(void *user)
{
    const acm__view *v = ((const asking *)user)->view;
    return acm__extra_services(v->c->extra, v->p);
}

static bool ask_completable(void *user)
{
    const asking *a = user;
    acm_id stage = a->view->p->items[a->item].parent;
    return stage && acm__view_completable(a->view, stage, true);
}

bool acm__view_holds(const acm__view *v, acm_id item, const acm__expr *expr)
{
    asking a = {v, item};
    acm__resolver resolver = {&a, ask_fact, ask_state, ask_done, ask_services, ask_completable};
    return acm__value_true(acm__expr_eval(expr, &resolver));
}

bool acm__view_blocks(const acm__view *v, uint32_t index)
{
    const acm__condition *c = &v->p->conditions[index];
    if (acm__view_condition(v, index) != ACM_CONDITION_STATE_OPEN ||
        !acm__view_in_scope(v, c->item))
        return false;
    return c->blocks_when ? acm__view_holds(v, c->item, c->blocks_when)
                          : !(c->flags & ACM_CONDITION_OPTIONAL);
}

bool acm__view_fed(const acm__view *v, const acm__criterion *criterion)
{
    for (uint32_t i = 0; i < criterion->feed_count; i++)
        if (acm__view_blocks(v, v->p->feeds[criterion->feeds + i]))
            return false;
    return true;
}

bool acm__view_if_part(const acm__view *v, const acm__criterion *criterion)
{
    acm_id item = criterion->item;
    if (criterion->feed_count && !acm__view_fed(v, criterion))
        return false;
    if ((criterion->flags & ACM_CRITERION_WORK_DONE) && !acm__view_work_done(v, item))
        return false;
    return (!criterion->expr || acm__view_holds(v, item, criterion->expr)) &&
           (!criterion->enable || acm__view_holds(v, item, criterion->enable));
}

bool acm__view_occurred(const acm__view *v, uint32_t on_part)
{
    uint32_t bit = on_part - v->at->first_on_part;
    return v->c->memory[v->at->on_parts_at + bit / 8] >> bit % 8 & 1;
}

/* Whether an item carries an outcome that gates nothing and is still open. */
static bool has_open_outcome(const acm__view *v, acm_id id)
{
    const acm__item *item = &v->p->items[id];
    for (uint32_t i = item->conditions; i < item->conditions + item->condition_count; i++)
        if (v->p->conditions[i].kind == ACM_CONDITION_OUTCOME && !v->p->conditions[i].criterion &&
            acm__view_condition(v, i) == ACM_CONDITION_STATE_OPEN)
            return true;
    return false;
}

bool acm__view_completable(const acm__view *v, acm_id stage, bool by_hand)
{
    const acm__item *items = v->p->items;
    const uint8_t *states = v->c->memory;
    const acm_id first = v->at->first, end = items[stage].end;
    bool only_required = by_hand || (items[stage].flags & ACM_ITEM_AUTO_COMPLETE);
    if (acm__view_state(v, stage) != ACM_STATE_ACTIVE) /* also a stage around the plan */
        return false;
    uint8_t last = end > stage ? states[items[stage].last_child - first] : 0;
    if ((last & ACM__REQUIRED) && !(ACM__STATES_FINISHED & ACM__STATE_BIT(last & ACM__STATE_MASK)))
        return false; /* work is mostly done in order: what comes last tells the most */
    for (acm_id id = stage + 1; id <= end; id = items[id].end + 1) {
        uint32_t byte = states[id - first], state = ACM__STATE_BIT(byte & ACM__STATE_MASK);
        if (state & (ACM__STATES_FINISHED | ACM__STATE_BIT(ACM_STATE_NONE))) {
            bool done_task = state == ACM__STATE_BIT(ACM_STATE_COMPLETED) &&
                             items[id].condition_count && items[id].kind == ACM_ITEM_TASK;
            if (!only_required && done_task && has_open_outcome(v, id))
                return false;
        } else if (!only_required || (byte & ACM__REQUIRED) ||
                   state == ACM__STATE_BIT(ACM_STATE_ACTIVE)) {
            return false;
        }
    }
    /* An outcome that blocks nothing is like a discretionary item: open, it waits for a person. */
    return only_required || !has_open_outcome(v, stage);
}

/* A scope of NULL is everything. */
static bool services_meet(const acm_playbook *p, const uint64_t *scope, acm__set services)
{
    for (uint32_t w = 0; scope && services && w < p->service_words; w++)
        if (p->sets[services + w] & scope[w])
            return true;
    return !scope || !services;
}

bool acm__view_in_narrowed_scope(const acm__view *v, acm_id item)
{
    const uint64_t *scope = acm__extra_scope(v->c->extra);
    const acm__item *items = v->p->items;
    if (!scope || items[item].kind == ACM_ITEM_MILESTONE)
        return true;
    for (acm_id id = item; id <= items[item].end; id++) /* a stage is in scope if a task in it is */
        if (items[id].kind == ACM_ITEM_TASK && services_meet(v->p, scope, items[id].services))
            return true;
    return false;
}

bool acm__view_has_required_work(const acm__view *v, acm_id stage)
{
    const acm__item *items = v->p->items;
    const uint64_t *scope = acm__extra_scope(v->c->extra);
    if (!scope && !(items[stage].flags & ACM__ITEM_ASKS_WITHIN))
        return items[stage].flags & ACM__ITEM_WORK_WITHIN;
    for (acm_id id = stage; id <= items[stage].end; id++)
        if (items[id].kind == ACM_ITEM_TASK && services_meet(v->p, scope, items[id].services) &&
            acm__view_is_required(v, id))
            return true;
    return false;
}

bool acm__view_asks_required(const acm__view *v, acm_id item)
{
    const acm__item *i = &v->p->items[item];
    return i->flags & ACM__ITEM_ASKS
               ? acm__view_holds(v, item, v->p->controls[i->control - 1].required_when)
               : acm__view_has_required_work(v, item);
}

acm__set acm__roles_for_condition(const acm_playbook *p, const acm__condition *condition)
{
    const acm__item *i = &p->items[condition->item];
    return i->owners ? i->owners : i->performers;
}
