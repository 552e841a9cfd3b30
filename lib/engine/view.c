/* view.c - what holds in a case right now: states, conditions, criteria, rules, completion, scope, permission. */
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

acm_condition_state acm__view_condition(const acm__view *v, uint32_t index, uint32_t block)
{
    const acm__layout *at = acm__block_layout(v->c, block);
    uint32_t k = index - at->first_condition;
    if (k >= at->condition_count)
        return ACM_CONDITION_STATE_NONE;
    return ACM_CONDITION_STATE_OPEN +
           (acm__block_memory(v->c, block)[at->conditions_at + k / 4] >> k % 4 * 2 & 3);
}

bool acm__view_work_done(const acm__view *v, acm__instance i)
{
    acm__children all = acm__children_of(v->c, acm__instance_parent(v->c, i));
    acm__instance child;
    while (acm__children_next(&all, &child)) {
        acm_state state = acm__view_state(v, child);
        bool is_work = child.item != i.item &&
                       acm__cycle_of(v->p->items[child.item].kind) == ACM__CYCLE_WORK && state;
        if (is_work && acm__view_required(v, child) &&
            !(ACM__STATES_FINISHED & ACM__STATE_BIT(state)))
            return false;
    }
    return true;
}

/* An expression is evaluated for a view and the instance that it belongs to. */
typedef struct asking {
    const acm__view *view;
    acm__instance instance;
} asking;

/* The count of the innermost repeating instance around one, itself included, if a name means that. */
static bool is_counter(const asking *a, acm__str name, acm__value *value)
{
    const acm__view *v = a->view;
    acm__instance i = a->instance;
    while (i.item && !(v->p->items[i.item].flags & ACM__ITEM_MAY_REPEAT))
        i = acm__instance_parent(v->c, i);
    if (!i.item)
        return false;
    const acm__control *control = acm__control_of(v->p, i.item);
    acm__str own =
        control && control->counter.at ? control->counter : ACM__STR("repetitionCounter");
    if (!acm__str_equal(own, name))
        return false;
    value->kind = ACM__VALUE_INTEGER;
    value->as.integer = acm__instance_count(v->c, i);
    return true;
}

static acm__value ask_fact(void *user, acm__str name)
{
    const asking *a = user;
    acm__value value;
    if (a->view->p->may_repeat && is_counter(a, name, &value))
        return value;
    return acm__extra_fact(a->view->c->extra, name);
}

static acm__str ask_state(void *user, acm_id item)
{
    const asking *a = user;
    acm__instance i = acm__instance_near(a->view->c, a->instance, item);
    const char *word = acm_state_name(acm__view_state(a->view, i));
    return (acm__str){word, (uint32_t)strlen(word)};
}

static bool ask_done(void *user, acm_id item)
{
    const asking *a = user;
    uint32_t count;
    const acm_id *items = acm__playbook_bound(a->view->p, &item, &count);
    for (uint32_t k = 0; k < count; k++) {
        acm__instances all = acm__instances_near(a->view->c, a->instance, items[k]);
        acm__instance i;
        while (acm__instances_next(&all, &i))
            if (acm__view_state(a->view, i) == ACM_STATE_COMPLETED)
                return true;
    }
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
    acm__instance stage = acm__instance_parent(a->view->c, a->instance);
    if (!stage.item) /* of the plan itself: an exit criterion of the case, its rule to complete */
        stage = a->instance;
    return acm__view_completable(a->view, stage, true);
}

acm__value acm__view_value(const acm__view *v, acm__instance i, const acm__expr *expr)
{
    asking a = {v, i};
    acm__resolver resolver = {&a, ask_fact, ask_state, ask_done, ask_services, ask_completable};
    return acm__expr_eval(expr, &resolver);
}

bool acm__view_holds(const acm__view *v, acm__instance i, const acm__expr *expr)
{
    return acm__value_true(acm__view_value(v, i, expr));
}

acm__instance acm__view_carrier(const acm__view *v, acm__instance i, uint32_t index)
{
    return acm__instance_near(v->c, i, v->p->conditions[index].item);
}

static bool takes_part(const acm__view *v, acm_id item)
{
    return acm__in_plan(v->c, item) && acm__view_in_scope(v, item);
}

bool acm__view_blocks(const acm__view *v, acm__instance i, uint32_t index)
{
    const acm__condition *c = &v->p->conditions[index];
    acm__instance carrier = acm__view_carrier(v, i, index);
    if (!takes_part(v, c->item) ||
        acm__view_condition(v, index, carrier.block) != ACM_CONDITION_STATE_OPEN)
        return false;
    return c->blocks_when ? acm__view_holds(v, carrier, c->blocks_when)
                          : !(c->flags & ACM_CONDITION_OPTIONAL);
}

bool acm__view_fed(const acm__view *v, acm__instance i, const acm__criterion *criterion)
{
    for (uint32_t k = 0; k < criterion->feed_count; k++)
        if (acm__view_blocks(v, i, v->p->feeds[criterion->feeds + k]))
            return false;
    return true;
}

bool acm__view_if_part(const acm__view *v, acm__instance i, const acm__criterion *criterion)
{
    if (criterion->feed_count && !acm__view_fed(v, i, criterion))
        return false;
    if ((criterion->flags & ACM_CRITERION_WORK_DONE) && !acm__view_work_done(v, i))
        return false;
    return (!criterion->expr || acm__view_holds(v, i, criterion->expr)) &&
           (!criterion->enable || acm__view_holds(v, i, criterion->enable));
}

bool acm__view_occurred(const acm__view *v, uint32_t block, uint32_t on_part)
{
    const acm__layout *at = acm__block_layout(v->c, block);
    uint32_t bit = on_part - at->first_on_part;
    return acm__block_memory(v->c, block)[at->on_parts_at + bit / 8] >> bit % 8 & 1;
}

static bool one_takes_part(const acm__view *v, const acm__criterion *criterion)
{
    for (uint32_t k = 0; k < criterion->on_count; k++)
        if (takes_part(v, v->p->on_parts[criterion->on_parts + k].source))
            return true;
    return false;
}

bool acm__view_on_part_holds(const acm__view *v, acm__instance i, const acm__criterion *criterion,
                             uint32_t on_part)
{
    if (acm__view_occurred(v, i.block, on_part))
        return true;
    if (criterion->kind != ACM_CRITERION_ENTRY || acm__all_take_part(v->c))
        return false;
    return !takes_part(v, v->p->on_parts[on_part].source) &&
           (!acm__instance_waits(v->c, i) || one_takes_part(v, criterion));
}

/* Whether an instance carries an outcome that gates nothing and is still open. */
static bool has_open_outcome(const acm__view *v, acm__instance i)
{
    const acm__item *item = &v->p->items[i.item];
    for (uint32_t k = item->conditions; k < item->conditions + item->condition_count; k++)
        if (v->p->conditions[k].kind == ACM_CONDITION_OUTCOME && !v->p->conditions[k].criterion &&
            acm__view_condition(v, k, i.block) == ACM_CONDITION_STATE_OPEN)
            return true;
    return false;
}

/* Whether an instance of the same item in the same stage is completed. */
static bool one_is_completed(const acm__view *v, acm__instance i)
{
    acm__instance parent = acm__instance_parent(v->c, i), sibling = {i.item, parent.block};
    acm__instances all = acm__instances_of(v->c, i.item);
    all.around = parent.item;
    all.home = parent.block;
    while (acm__instances_next(&all, &sibling))
        if (acm__view_state(v, sibling) == ACM_STATE_COMPLETED)
            return true;
    return false;
}

/* Whether the rule for the completion of its parent leaves an instance, which is not finished, out. */
static bool is_ignored(const acm__view *v, acm__instance i, acm_state state)
{
    const acm__control *control = acm__control_of(v->p, i.item);
    bool available = state == ACM_STATE_AVAILABLE, required = acm__view_required(v, i);
    bool waits = available || state == ACM_STATE_ENABLED;
    switch (control ? control->parent_completion : ACM_PARENT_COMPLETION_COUNTS) {
    case ACM_PARENT_COMPLETION_IGNORE:
        return true;
    case ACM_PARENT_COMPLETION_AVAILABLE:
        return available && !required;
    case ACM_PARENT_COMPLETION_ENABLED:
        return waits && !required;
    case ACM_PARENT_COMPLETION_AFTER_FIRST:
        return one_is_completed(v, i);
    case ACM_PARENT_COMPLETION_AFTER_FIRST_ENABLED:
        return waits && one_is_completed(v, i);
    default:
        return false;
    }
}

bool acm__view_holds_open(const acm__view *v, acm__instance child, bool only_required)
{
    acm_state state = acm__view_state(v, child);
    if ((ACM__STATES_FINISHED | ACM__STATE_BIT(ACM_STATE_NONE)) & ACM__STATE_BIT(state))
        return false;
    if (only_required && state != ACM_STATE_ACTIVE && !acm__view_required(v, child))
        return false;
    if ((v->p->items[child.item].flags & ACM__ITEM_LENIENT) && is_ignored(v, child, state))
        return false;
    return !(state == ACM_STATE_AVAILABLE && (v->c->flags & ACM_SEMANTICS_WAITING_IS_FINISHED) &&
             acm__instance_waits(v->c, child));
}

static bool completes_by_itself(const acm__view *v, acm__instance stage)
{
    uint32_t flags = v->p->items[stage.item].flags;
    return (flags & ACM__ITEM_ASKS_AUTO)
               ? acm__view_holds(v, stage, acm__control_of(v->p, stage.item)->auto_complete_when)
               : (flags & ACM_ITEM_AUTO_COMPLETE) != 0;
}

/* Whether a child that is done leaves an outcome open that a person might still confirm. */
static bool leaves_outcome(const acm__view *v, acm__instance child)
{
    const acm__item *item = &v->p->items[child.item];
    return item->condition_count && item->kind == ACM_ITEM_TASK &&
           acm__view_state(v, child) == ACM_STATE_COMPLETED && has_open_outcome(v, child);
}

/* The same for all children, first instances that are neither lenient nor carry conditions: a byte each tells. */
static bool strict_child_holds_open(const acm__view *v, acm_id stage, bool only_required)
{
    const uint32_t open = 0xFFFFu & ~(ACM__STATES_FINISHED | ACM__STATE_BIT(ACM_STATE_NONE));
    const uint32_t holds = (only_required ? ACM__STATE_BIT(ACM_STATE_ACTIVE) : open) | open << 16;
    const acm__item *items = v->p->items;
    const uint8_t *states = v->c->memory + (stage + 1 - v->c->plan);
    const uint32_t count = items[stage].end - stage;
    bool leaves = items[stage].flags & ACM__ITEM_PLAIN_WITHIN;
    for (uint32_t k = 0; k < count; k = leaves ? k + 1 : items[stage + 1 + k].end - stage) {
        uint32_t byte = states[k];
        if (holds >> ((byte & ACM__STATE_MASK) | (byte & ACM__REQUIRED) >> 3) & 1)
            return true;
    }
    return false;
}

bool acm__view_completable(const acm__view *v, acm__instance stage, bool by_hand)
{
    const acm__item *item = &v->p->items[stage.item];
    if (acm__view_state(v, stage) != ACM_STATE_ACTIVE) /* also a stage around the plan */
        return false;
    bool only_required = by_hand || completes_by_itself(v, stage);
    if ((item->flags & ACM__ITEM_STRICT) && !v->c->growth)
        return !strict_child_holds_open(v, stage.item, only_required) &&
               (only_required || !has_open_outcome(v, stage));
    acm__children all = acm__children_of(v->c, stage);
    acm__instance child;
    while (acm__children_next(&all, &child))
        if (acm__view_holds_open(v, child, only_required) ||
            (!only_required && leaves_outcome(v, child)))
            return false;
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
    if (scope && item != v->c->plan && acm__cycle_of(items[item].kind) == ACM__CYCLE_EVENT)
        item = items[item].parent; /* it takes part where its stage does */
    if (!scope || item == v->c->plan)
        return true;
    for (acm_id id = item; id <= items[item].end; id++) /* a stage is in scope if a task in it is */
        if (items[id].kind == ACM_ITEM_TASK && services_meet(v->p, scope, items[id].services))
            return true;
    return false;
}

/* Whether an instance has been created, so that it keeps whether it is required. */
static bool is_there(const acm__view *v, acm__instance i)
{
    return acm__view_state(v, i) != ACM_STATE_NONE && !acm__view_left_scope(v, i);
}

bool acm__view_has_required_work(const acm__view *v, acm__instance stage)
{
    const acm__item *items = v->p->items;
    const uint64_t *scope = acm__extra_scope(v->c->extra);
    if (!scope && !(items[stage.item].flags & ACM__ITEM_ASKS_WITHIN))
        return items[stage.item].flags & ACM__ITEM_WORK_WITHIN;
    for (acm__instance i = stage; i.item <= items[stage.item].end; i.item++)
        if (items[i.item].kind == ACM_ITEM_TASK &&
            services_meet(v->p, scope, items[i.item].services) &&
            (is_there(v, i) ? acm__view_required(v, i) : acm__view_is_required(v, i)))
            return true;
    return false;
}

bool acm__view_asks_required(const acm__view *v, acm__instance i)
{
    return v->p->items[i.item].flags & ACM__ITEM_ASKS
               ? acm__view_holds(v, i, acm__control_of(v->p, i.item)->required_when)
               : acm__view_has_required_work(v, i);
}

bool acm__view_asks_manual(const acm__view *v, acm__instance i)
{
    return v->p->items[i.item].flags & ACM__ITEM_ASKS_MANUAL
               ? acm__view_holds(v, i, acm__control_of(v->p, i.item)->manual_when)
               : !acm__view_has_required_work(v, i);
}

bool acm__view_repeats(const acm__view *v, acm__instance i)
{
    const acm__item *item = &v->p->items[i.item];
    const acm__control *control = acm__control_of(v->p, i.item);
    if (i.item == v->c->plan) /* of which there is one */
        return false;
    if (acm__is_listener(item->kind) && !(v->c->flags & ACM_SEMANTICS_LISTENERS_REPEAT))
        return false;
    return control && control->repeat_when ? acm__view_holds(v, i, control->repeat_when)
                                           : (item->flags & ACM_ITEM_REPEATS) != 0;
}

bool acm__view_listens(const acm__view *v, acm__instance i)
{
    const acm__control *control = acm__control_of(v->p, i.item);
    return !control || !control->available_when || acm__view_holds(v, i, control->available_when);
}

acm__set acm__roles_for_condition(const acm_playbook *p, const acm__condition *condition)
{
    const acm__item *i = &p->items[condition->item];
    return i->owners ? i->owners : i->performers;
}
