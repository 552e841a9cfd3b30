/* finish_criteria.c - criteria, on-parts, listeners and conditions, grouped by what they belong to. */
#include "model/finish.h"

static uint32_t criterion_group(const acm__finishing *f, uint32_t index)
{
    const acm__draft_criterion *d = &f->b->criteria.at[index];
    return acm__finish_item(f, d->item) * 2 + (d->kind == ACM_CRITERION_EXIT);
}

static bool make_criteria(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->criterion_count = f->b->criteria.count;
    p->criteria = acm__arena_calloc(f->arena, (size_t)p->criterion_count + 1, sizeof *p->criteria);
    if (!p->criteria)
        return false;
    uint32_t *first = f->scratch;
    acm__finish_sort(f, p->criterion_count, p->item_count * 2 + 1, criterion_group, first,
                     f->criterion_map);
    for (acm_id id = 1; id <= p->item_count; id++) {
        p->items[id].criteria = first[id * 2];
        p->items[id].entry_count = first[id * 2 + 1] - first[id * 2];
        p->items[id].exit_count = first[id * 2 + 2] - first[id * 2 + 1];
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const acm__draft_criterion *d = &f->b->criteria.at[i];
        acm__criterion *c = &p->criteria[f->criterion_map[i]];
        *c = (acm__criterion){.item = acm__finish_item(f, d->item),
                              .kind = (uint8_t)d->kind,
                              .flags = (uint8_t)d->flags};
        c->expr = acm__finish_expr(f, d->expr);
        uint32_t control = p->items[c->item].control;
        if (control && c->kind == ACM_CRITERION_ENTRY)
            c->enable = p->controls[control - 1].enable_when;
    }
    return true;
}

static uint32_t on_part_group(const acm__finishing *f, uint32_t index)
{
    return f->criterion_map[f->b->on_parts.at[index].criterion];
}

static bool make_on_parts(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->on_part_count = f->b->on_parts.count;
    p->on_parts = acm__arena_calloc(f->arena, p->on_part_count, sizeof *p->on_parts);
    p->listeners = acm__arena_calloc(f->arena, p->on_part_count, sizeof *p->listeners);
    uint32_t *position =
        acm__alloc(&f->arena->allocator, (size_t)p->on_part_count + 1, sizeof *position);
    if (!p->on_parts || !p->listeners || !position) {
        acm__free(&f->arena->allocator, position);
        return false;
    }
    uint32_t *first = f->scratch;
    acm__finish_sort(f, p->on_part_count, p->criterion_count, on_part_group, first, position);
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        p->criteria[i].on_parts = first[i];
        p->criteria[i].on_count = first[i + 1] - first[i];
    }
    p->criteria[p->criterion_count].on_parts = p->on_part_count;
    for (uint32_t i = 0; i < p->on_part_count; i++) {
        const acm__draft_on_part *d = &f->b->on_parts.at[i];
        uint32_t exit = d->exit_criterion ? f->criterion_map[d->exit_criterion - 1] + 1 : 0;
        p->on_parts[position[i]] =
            (acm__on_part){acm__finish_item(f, d->source), on_part_group(f, i), d->event, exit};
    }
    acm__free(&f->arena->allocator, position);
    return true;
}

static uint32_t condition_group(const acm__finishing *f, uint32_t index)
{
    return acm__finish_item(f, f->b->conditions.at[index].item);
}

static bool make_conditions(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->condition_count = f->b->conditions.count;
    p->conditions = acm__arena_calloc(f->arena, p->condition_count, sizeof *p->conditions);
    p->feeds = acm__arena_calloc(f->arena, p->condition_count, sizeof *p->feeds);
    if (!p->conditions || !p->feeds)
        return false;
    uint32_t *first = f->scratch;
    acm__finish_sort(f, p->condition_count, p->item_count, condition_group, first,
                     f->condition_map);
    for (acm_id id = 1; id <= p->item_count; id++) {
        p->items[id].conditions = first[id];
        p->items[id].condition_count = first[id + 1] - first[id];
    }
    for (uint32_t i = 0; i < p->condition_count; i++) {
        const acm__draft_condition *d = &f->b->conditions.at[i];
        uint32_t criterion = d->criterion ? f->criterion_map[d->criterion - 1] + 1 : 0;
        p->conditions[f->condition_map[i]] =
            (acm__condition){.item = condition_group(f, i),
                             .criterion = criterion,
                             .kind = (uint8_t)d->kind,
                             .flags = (uint8_t)d->flags,
                             .page = d->page,
                             .line = d->line,
                             .column = d->column,
                             .blocks_when = acm__finish_expr(f, d->blocks_when),
                             .key = acm__finish_text(f, d->key)};
        if (criterion)
            p->criteria[criterion - 1].feed_count++;
    }
    return true;
}

/* The conditions of each criterion, which are counted already. */
static void make_feeds(acm__finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t at = 0;
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        p->criteria[i].feeds = at;
        at += p->criteria[i].feed_count;
        p->criteria[i].feed_count = 0;
    }
    for (uint32_t i = 0; i < p->condition_count; i++) {
        acm__criterion *c =
            p->conditions[i].criterion ? &p->criteria[p->conditions[i].criterion - 1] : NULL;
        if (c)
            p->feeds[c->feeds + c->feed_count++] = i;
    }
}

bool acm__finish_criteria(acm__finishing *f)
{
    if (!make_criteria(f) || !make_on_parts(f) || !make_conditions(f))
        return false;
    make_feeds(f);
    return true;
}

/* Exit before entry, deeper items before those around them, then document order. */
static uint32_t firing_group(const acm__finishing *f, uint32_t index)
{
    const acm__criterion *c = &f->p->criteria[index];
    uint32_t shallow = ACM__MAX_DEPTH - f->p->items[c->item].depth;
    return (c->kind == ACM_CRITERION_ENTRY ? ACM__MAX_DEPTH + 1u : 0) + shallow;
}

bool acm__finish_firing(acm__finishing *f)
{
    acm_playbook *p = f->p;
    const acm_allocator *a = &f->arena->allocator;
    uint32_t *rank = acm__alloc(a, (size_t)p->criterion_count + 1, sizeof *rank);
    uint32_t *ranked = p->firing =
        acm__arena_calloc(f->arena, p->criterion_count, sizeof *p->firing);
    p->if_parts = acm__arena_calloc(f->arena, p->criterion_count, sizeof *p->if_parts);
    if (!rank || !ranked || !p->if_parts) {
        acm__free(a, rank);
        return false;
    }
    uint32_t first[2 * ACM__MAX_DEPTH + 4];
    acm__finish_sort(f, p->criterion_count, 2 * ACM__MAX_DEPTH + 1, firing_group, first, rank);
    for (uint32_t i = 0; i < p->criterion_count; i++)
        ranked[rank[i]] = i;
    for (uint32_t i = 0; i < p->on_part_count; i++)
        p->items[p->on_parts[i].source].listener_count++;
    uint32_t next = 0;
    for (acm_id id = 1; id <= p->item_count; id++) {
        p->items[id].listeners = next;
        next += p->items[id].listener_count;
        p->items[id].listener_count = 0;
    }
    for (uint32_t r = 0; r < p->criterion_count; r++) {
        const acm__criterion *c = &p->criteria[ranked[r]];
        if (c->depends || c->expr || c->enable)
            p->if_parts[p->if_part_count++] = ranked[r];
        for (uint32_t i = c->on_parts; i < c->on_parts + c->on_count; i++) {
            acm__item *source = &p->items[p->on_parts[i].source];
            source->heard |= 1u << p->on_parts[i].event;
            p->listeners[source->listeners + source->listener_count++] =
                (acm__listener){i, ranked[r], p->on_parts[i].event};
        }
    }
    acm__free(a, rank);
    return true;
}
