#include "model/bind.h"

#include "base/error.h"
#include "model/control.h"
#include "model/keys.h"

#include <string.h>

typedef struct binding {
    acm_playbook *p;
    acm__arena *arena;
    acm_error *err;
} binding;

/* Whether an item is a task for one service alone. */
static bool is_for(const acm_playbook *p, acm_id id, uint32_t service)
{
    const acm__item *item = acm__playbook_item(p, id);
    uint32_t count = 0;
    for (uint32_t i = 0; item && item->services && i < p->term_counts[ACM_TERM_SERVICE]; i++)
        count += acm__set_has(p, item->services, i);
    return count == 1 && item->kind == ACM_ITEM_TASK && acm__set_has(p, item->services, service);
}

/* The copy for a service, by index, of a task that had a key: "<key>/<service>"; 0 if there is none. */
static acm_id find_copy(const acm_playbook *p, acm__str key, uint32_t service)
{
    char text[ACM__MAX_KEY];
    acm_id id;
    acm__str name = p->service_names[service];
    size_t len = (size_t)key.len + 1 + name.len;
    if (len > sizeof text)
        return 0;
    memcpy(text, key.at, key.len);
    text[key.len] = '/';
    acm__key_spell(name, text + key.len + 1);
    acm_status status = acm_playbook_find(p, text, len, &id, NULL);
    return !status && is_for(p, id, service) ? id : 0;
}

/* The first copy of a task, for a service from *service on, which moves behind it; 0 if there is none. */
static acm_id next_copy(const acm_playbook *p, acm__str key, uint32_t *service)
{
    acm_id id = 0;
    while (!id && *service < p->term_counts[ACM_TERM_SERVICE])
        id = find_copy(p, key, (*service)++);
    return id;
}

static bool push(binding *b, acm_id id)
{
    acm_playbook *p = b->p;
    acm_id *groups =
        acm__arena_push(b->arena, p->groups, p->group_count, &p->group_capacity, sizeof *p->groups);
    if (!groups)
        return false;
    p->groups = groups;
    groups[p->group_count++] = id;
    return true;
}

/* done() of a key to which several items answer: those that bear the number, or the copies of a task. */
static acm_status bind_group(binding *b, acm__str key, acm_id *reference)
{
    acm_playbook *p = b->p;
    uint32_t first, count = acm__playbook_bearers(p, key, &first), at = p->group_count, service = 0;
    if (at > ACM__MAX_OBJECTS)
        return acm__error(b->err, ACM_E_LIMIT, "done() means too many items");
    bool pushed = push(b, 0);
    for (uint32_t i = 0; pushed && i < count; i++)
        pushed = push(b, p->numbers[first + i].item);
    for (acm_id id; pushed && !count && (id = next_copy(p, key, &service)) != 0;)
        pushed = push(b, id);
    if (!pushed)
        return acm__nomem(b->err);
    p->groups[at] = p->group_count - at - 1;
    *reference = ACM__GROUP | at;
    return ACM_OK;
}

static acm_status bind_one(binding *b, acm__str key, bool done, acm_id *reference)
{
    const acm_playbook *p = b->p;
    acm_status status = acm_playbook_find(p, key.at, key.len, reference, NULL);
    uint32_t service = 0;
    bool copied = status == ACM_E_NOTFOUND && next_copy(p, key, &service);
    if (!status && !acm__playbook_item(p, *reference))
        return acm__error(b->err, ACM_E_NOTFOUND, "'%.*s' is no item", ACM__SHOWN(key));
    if (done && (copied || status == ACM_E_AMBIGUOUS))
        return bind_group(b, key, reference);
    if (copied)
        return acm__key_copied(b->err, key);
    return status ? acm_playbook_find(p, key.at, key.len, reference, b->err) : ACM_OK;
}

/* An error is about the item or condition that has the expression. */
static acm_status bind_expr(binding *b, const acm__expr *expr, acm__str owner)
{
    acm__str key;
    size_t offset;
    acm_id *reference;
    for (size_t i = 0; expr && (reference = acm__expr_reference(expr, i, &key, &offset)); i++) {
        acm_status status = bind_one(b, key, acm__expr_asks_done(expr, i), reference);
        if (!status)
            continue;
        acm__error_at(b->err, 0, 0, offset);
        acm__error_path(b->err, owner.at, owner.len);
        return status;
    }
    return ACM_OK;
}

static acm_status bind_controls(binding *b)
{
    acm_status status = ACM_OK;
    for (acm_id id = 1; !status && id <= b->p->item_count; id++) {
        const acm__control *control = acm__control_of(b->p, id);
        for (acm_control kind = 1; control && !status && kind < ACM__CONTROL_END; kind++)
            status = bind_expr(b, acm__control_expr(control, kind), b->p->items[id].key);
    }
    return status;
}

static acm_status bind_conditions(binding *b)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; !status && i < b->p->condition_count; i++)
        status = bind_expr(b, b->p->conditions[i].blocks_when, b->p->conditions[i].key);
    return status;
}

static uint32_t depends_of(const acm_playbook *p, const acm__criterion *c)
{
    uint32_t depends = c->feed_count ? ACM__DEPENDS_CONDITIONS : 0;
    if (c->flags & ACM_CRITERION_WORK_DONE)
        depends |= ACM__EXPR_STATES;
    if (c->expr)
        depends |= acm__expr_depends(c->expr);
    if (c->enable)
        depends |= acm__expr_depends(c->enable);
    for (uint32_t i = c->feeds; i < c->feeds + c->feed_count; i++)
        if (p->conditions[p->feeds[i]].blocks_when)
            depends |= acm__expr_depends(p->conditions[p->feeds[i]].blocks_when);
    return depends;
}

static acm_status bind_criteria(binding *b)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; !status && i < b->p->criterion_count; i++) {
        acm__criterion *c = &b->p->criteria[i];
        acm__str owner = b->p->items[c->item].key;
        c->depends = (uint8_t)depends_of(b->p, c);
        status = bind_expr(b, c->expr, owner);
        if (!c->on_count && !c->depends && !c->expr && !c->enable) {
            status = acm__error(b->err, ACM_E_MODEL, "a criterion waits for nothing");
            acm__error_path(b->err, owner.at, owner.len);
        }
    }
    return status;
}

/* What is in a stage, and the stage: whether it can be completed depends on its being active. */
static void watch_stage(acm_playbook *p, acm_id stage)
{
    p->items[stage].flags |= ACM__ITEM_WATCHED;
    for (acm_id id = stage + 1; id <= p->items[stage].end; id = p->items[id].end + 1)
        p->items[id].flags |= ACM__ITEM_WATCHED;
}

static void watch_references(acm_playbook *p, const acm__expr *expr)
{
    acm__str key;
    size_t offset;
    uint32_t count;
    const acm_id *reference;
    for (size_t i = 0; expr && (reference = acm__expr_reference(expr, i, &key, &offset)); i++) {
        const acm_id *items = acm__playbook_bound(p, reference, &count);
        for (uint32_t k = 0; k < count; k++)
            p->items[items[k]].flags |= ACM__ITEM_WATCHED;
    }
}

/* The stage around an item; of a stage also itself, for it may be the plan, with nothing around it. */
static void watch_around(acm_playbook *p, acm_id item)
{
    if (p->items[item].parent)
        watch_stage(p, p->items[item].parent);
    if (p->items[item].kind == ACM_ITEM_STAGE)
        watch_stage(p, item);
}

static void watch_controls(acm_playbook *p, acm_id item)
{
    const acm__control *control = acm__control_of(p, item);
    for (acm_control kind = 1; control && kind < ACM__CONTROL_END; kind++) {
        const acm__expr *expr = acm__control_expr(control, kind);
        watch_references(p, expr);
        if (expr && (acm__expr_depends(expr) & ACM__EXPR_COMPLETABLE))
            watch_around(p, item);
    }
}

/* What happens to items that no criterion and no rule looks at has no consequence elsewhere. */
static void mark_watched(acm_playbook *p)
{
    for (uint32_t i = 0; i < p->on_part_count; i++)
        p->items[p->on_parts[i].source].flags |= ACM__ITEM_WATCHED;
    for (uint32_t i = 0; i < p->condition_count; i++)
        watch_references(p, p->conditions[i].blocks_when);
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const acm__criterion *c = &p->criteria[i];
        if ((c->flags & ACM_CRITERION_WORK_DONE) || (c->depends & ACM__EXPR_COMPLETABLE))
            watch_around(p, c->item);
        watch_references(p, c->expr);
    }
    for (acm_id id = 1; id <= p->item_count; id++)
        watch_controls(p, id);
}

acm_status acm__playbook_bind(acm_playbook *p, acm__arena *arena, acm_error *err)
{
    binding b = {p, arena, err};
    acm_status status = bind_criteria(&b);
    if (!status)
        status = bind_controls(&b);
    if (!status)
        status = bind_conditions(&b);
    if (!status)
        mark_watched(p);
    return status;
}
