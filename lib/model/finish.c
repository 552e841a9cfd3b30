/*
 * finish.c - turns a builder's lists into a playbook: numbers items in pre-order, groups everything by what
 * it belongs to, and sorts what listens to an item in the order in which it fires.
 */
#include "model/bind.h"
#include "model/expand.h"

#include "base/error.h"
#include "model/keys.h"
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/* State of one finishing. Maps give playbook ids or indices for the builder's. */
typedef struct finishing {
    const acm_builder *b;
    acm_playbook *p;
    acm__arena *arena; /* the playbook's */
    bool take;
    acm_id *item_ids;        /* by index of the draft item */
    uint32_t *criterion_map; /* by index of the draft: index in the playbook */
    uint32_t *condition_map;
    uint32_t *scratch; /* as many as there are items + criteria + 2 */
    bool copied;       /* the lists are not the caller's: keys of copies may be taken */
    acm__str taken;    /* one that is */
} finishing;

static acm__str keep(finishing *f, acm__str text)
{
    return f->take ? text : acm__str_copy(f->arena, text.at, text.len);
}

static acm_id item_id(const finishing *f, acm_id draft)
{
    return f->item_ids[f->b->objects.at[draft - 1].index];
}

/* The playbook's id for any id of the builder. */
static acm_id map_id(const finishing *f, acm_id draft)
{
    const acm__object *object = &f->b->objects.at[draft - 1];
    switch (object->type) {
    case ACM__OBJECT_ITEM:
        return f->item_ids[object->index];
    case ACM__OBJECT_CONDITION:
        return acm__condition_id(f->p, f->condition_map[object->index]);
    case ACM__OBJECT_CRITERION:
        return acm__criterion_id(f->p, f->criterion_map[object->index]);
    default:
        return acm__term_id(f->p, object->index);
    }
}

/*
 * Stable counting sort: places 0..count-1 by group (0..groups), giving each one's position. first[g] becomes
 * where group g begins, first[groups + 1] the end. Both arrays are the caller's.
 */
typedef uint32_t (*group_of)(const finishing *f, uint32_t index);

static void place(const finishing *f, uint32_t count, uint32_t groups, group_of group,
                  uint32_t *first, uint32_t *position)
{
    memset(first, 0, (groups + 2) * sizeof *first);
    for (uint32_t i = 0; i < count; i++)
        first[group(f, i) + 1]++;
    for (uint32_t g = 1; g <= groups + 1; g++)
        first[g] += first[g - 1];
    for (uint32_t i = 0; i < count; i++)
        position[i] = first[group(f, i)]++;
    for (uint32_t g = groups + 1; g > 0; g--)
        first[g] = first[g - 1];
    first[0] = 0;
}

static void number_items(finishing *f)
{
    const acm__draft_item *drafts = f->b->items.at;
    acm_id next = 1, draft = 1;
    while (draft) { /* pre-order without recursion: down, else across, else up and across */
        uint32_t index = f->b->objects.at[draft - 1].index;
        f->item_ids[index] = next++;
        if (drafts[index].first_child) {
            draft = drafts[index].first_child;
            continue;
        }
        while (draft && !drafts[f->b->objects.at[draft - 1].index].next)
            draft = drafts[f->b->objects.at[draft - 1].index].parent;
        if (draft)
            draft = drafts[f->b->objects.at[draft - 1].index].next;
    }
}

/* What a child says about the work within its stage. */
static uint32_t work_of(const acm__item *child)
{
    uint32_t within = child->flags & (ACM__ITEM_WORK_WITHIN | ACM__ITEM_ASKS_WITHIN);
    if (child->kind == ACM_ITEM_TASK && (child->flags & ACM_ITEM_REQUIRED))
        within |= ACM__ITEM_WORK_WITHIN;
    if (child->kind == ACM_ITEM_TASK && (child->flags & ACM__ITEM_ASKS))
        within |= ACM__ITEM_ASKS_WITHIN;
    return within;
}

static bool make_items(finishing *f)
{
    acm_playbook *p = f->p;
    p->item_count = f->b->items.count;
    p->items = acm__arena_calloc(f->arena, (size_t)p->item_count + 1, sizeof *p->items);
    if (!p->items)
        return false;
    for (uint32_t i = 0; i < p->item_count; i++) {
        const acm__draft_item *d = &f->b->items.at[i];
        acm_id id = f->item_ids[i];
        p->items[id] = (acm__item){.parent = d->parent ? item_id(f, d->parent) : 0,
                                   .end = id,
                                   .flags = d->flags,
                                   .kind = (uint8_t)d->kind,
                                   .part = (uint8_t)d->part,
                                   .depth = (uint8_t)d->depth,
                                   .page = d->page,
                                   .line = d->line,
                                   .column = d->column,
                                   .control = d->control,
                                   .number = d->number,
                                   .key = keep(f, d->key)};
        if (d->control && f->b->controls.at[d->control - 1].required_when)
            p->items[id].flags = (d->flags & ~ACM_ITEM_REQUIRED) | ACM__ITEM_ASKS;
        p->number_count += d->number >= 0;
    }
    for (acm_id id = p->item_count; id > 1; id--) { /* children come after their parents */
        acm__item *parent = &p->items[p->items[id].parent];
        if (parent->end < p->items[id].end)
            parent->end = p->items[id].end;
        if (!parent->last_child)
            parent->last_child = id;
        parent->flags |= work_of(&p->items[id]);
    }
    return true;
}

/* Expressions are copied even if the arena is taken: binding writes into them. */
static const acm__expr *copy_expr(finishing *f, const acm__expr *expr)
{
    return expr ? acm__expr_copy(f->arena, expr) : NULL;
}

static bool make_controls(finishing *f)
{
    uint32_t count = f->b->controls.count;
    f->p->controls = acm__arena_calloc(f->arena, count, sizeof *f->p->controls);
    for (uint32_t i = 0; f->p->controls && i < count; i++) {
        acm__control *c = &f->p->controls[i];
        *c = f->b->controls.at[i];
        c->required_when = copy_expr(f, c->required_when);
        c->enable_when = copy_expr(f, c->enable_when);
        c->due = c->due.at ? keep(f, c->due) : c->due;
    }
    return f->p->controls != NULL;
}

static uint32_t criterion_group(const finishing *f, uint32_t index)
{
    const acm__draft_criterion *d = &f->b->criteria.at[index];
    return item_id(f, d->item) * 2 + (d->kind == ACM_CRITERION_EXIT);
}

static bool make_criteria(finishing *f)
{
    acm_playbook *p = f->p;
    p->criterion_count = f->b->criteria.count;
    p->criteria = acm__arena_calloc(f->arena, (size_t)p->criterion_count + 1, sizeof *p->criteria);
    if (!p->criteria)
        return false;
    uint32_t *first = f->scratch;
    place(f, p->criterion_count, p->item_count * 2 + 1, criterion_group, first, f->criterion_map);
    for (acm_id id = 1; id <= p->item_count; id++) {
        p->items[id].criteria = first[id * 2];
        p->items[id].entry_count = first[id * 2 + 1] - first[id * 2];
        p->items[id].exit_count = first[id * 2 + 2] - first[id * 2 + 1];
    }
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const acm__draft_criterion *d = &f->b->criteria.at[i];
        acm__criterion *c = &p->criteria[f->criterion_map[i]];
        *c = (acm__criterion){
            .item = item_id(f, d->item), .kind = (uint8_t)d->kind, .flags = (uint8_t)d->flags};
        c->expr = copy_expr(f, d->expr);
        uint32_t control = p->items[c->item].control;
        if (control && c->kind == ACM_CRITERION_ENTRY)
            c->enable = p->controls[control - 1].enable_when;
    }
    return true;
}

static uint32_t on_part_group(const finishing *f, uint32_t index)
{
    return f->criterion_map[f->b->on_parts.at[index].criterion];
}

static bool make_on_parts(finishing *f)
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
    place(f, p->on_part_count, p->criterion_count, on_part_group, first, position);
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        p->criteria[i].on_parts = first[i];
        p->criteria[i].on_count = first[i + 1] - first[i];
    }
    p->criteria[p->criterion_count].on_parts = p->on_part_count;
    for (uint32_t i = 0; i < p->on_part_count; i++) {
        const acm__draft_on_part *d = &f->b->on_parts.at[i];
        p->on_parts[position[i]] =
            (acm__on_part){item_id(f, d->source), on_part_group(f, i), d->event};
    }
    acm__free(&f->arena->allocator, position);
    return true;
}

/* Exit before entry, deeper items before those around them, then document order. */
static uint32_t firing_group(const finishing *f, uint32_t index)
{
    const acm__criterion *c = &f->p->criteria[index];
    uint32_t shallow = ACM__MAX_DEPTH - f->p->items[c->item].depth;
    return (c->kind == ACM_CRITERION_ENTRY ? ACM__MAX_DEPTH + 1u : 0) + shallow;
}

/* Gives each item what waits for it, and the playbook its if-parts, in the order in which they fire. */
static bool order_firing(finishing *f)
{
    acm_playbook *p = f->p;
    const acm_allocator *a = &f->arena->allocator;
    uint32_t *rank = acm__alloc(a, (size_t)p->criterion_count * 2 + 1, sizeof *rank);
    p->if_parts = acm__arena_calloc(f->arena, p->criterion_count, sizeof *p->if_parts);
    if (!rank || !p->if_parts) {
        acm__free(a, rank);
        return false;
    }
    uint32_t *ranked = rank + p->criterion_count, first[2 * ACM__MAX_DEPTH + 4];
    place(f, p->criterion_count, 2 * ACM__MAX_DEPTH + 1, firing_group, first, rank);
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
            p->listeners[source->listeners + source->listener_count++] =
                (acm__listener){i, ranked[r], p->on_parts[i].event};
        }
    }
    acm__free(a, rank);
    return true;
}

static uint32_t condition_group(const finishing *f, uint32_t index)
{
    return item_id(f, f->b->conditions.at[index].item);
}

static bool make_conditions(finishing *f)
{
    acm_playbook *p = f->p;
    p->condition_count = f->b->conditions.count;
    p->conditions = acm__arena_calloc(f->arena, p->condition_count, sizeof *p->conditions);
    p->feeds = acm__arena_calloc(f->arena, p->condition_count, sizeof *p->feeds);
    if (!p->conditions || !p->feeds)
        return false;
    uint32_t *first = f->scratch;
    place(f, p->condition_count, p->item_count, condition_group, first, f->condition_map);
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
                             .blocks_when = copy_expr(f, d->blocks_when),
                             .key = keep(f, d->key)};
        if (criterion)
            p->criteria[criterion - 1].feed_count++;
    }
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
    return true;
}

static acm__layout make_layout(const acm_playbook *p, acm_id stage)
{
    const acm__item *first = &p->items[stage], *last = &p->items[first->end];
    acm__layout at = {.first = stage,
                      .last = first->end,
                      .first_condition = first->conditions,
                      .first_on_part = p->criteria[first->criteria].on_parts};
    uint32_t criteria_end = last->criteria + last->entry_count + last->exit_count;
    at.condition_count = last->conditions + last->condition_count - at.first_condition;
    at.on_part_count = p->criteria[criteria_end].on_parts - at.first_on_part;
    at.conditions_at = at.last - at.first + 1;
    at.on_parts_at = at.conditions_at + (at.condition_count + 3) / 4;
    at.size = at.on_parts_at + (at.on_part_count + 7) / 8;
    return at;
}

static bool make_layouts(finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t count = 0;
    for (acm_id id = 1; id <= p->item_count; id++)
        count += p->items[id].kind == ACM_ITEM_STAGE;
    p->layouts = acm__arena_calloc(f->arena, count, sizeof *p->layouts);
    if (!p->layouts)
        return false;
    count = 0;
    for (acm_id id = 1; id <= p->item_count; id++)
        if (p->items[id].kind == ACM_ITEM_STAGE) {
            p->items[id].layout = count;
            p->layouts[count++] = make_layout(p, id);
        }
    return true;
}

static bool make_terms(finishing *f)
{
    acm_playbook *p = f->p;
    p->term_count = f->b->terms.count;
    p->terms = acm__arena_calloc(f->arena, p->term_count, sizeof *p->terms);
    p->service_names = acm__arena_calloc(f->arena, p->term_count, sizeof *p->service_names);
    if (!p->terms || !p->service_names)
        return false;
    for (uint32_t i = 0; i < p->term_count; i++) {
        p->terms[i] = f->b->terms.at[i];
        p->terms[i].key = keep(f, p->terms[i].key);
        p->terms[i].name = keep(f, p->terms[i].name);
        if (!p->terms[i].key.at)
            return false;
        p->term_counts[p->terms[i].kind]++;
        if (p->terms[i].kind == ACM_TERM_SERVICE)
            p->service_names[p->terms[i].index] = acm__key_without_kind(p->terms[i].key);
    }
    p->role_words = (p->term_counts[ACM_TERM_ROLE] + 63) / 64;
    p->service_words = (p->term_counts[ACM_TERM_SERVICE] + 63) / 64;
    return true;
}

static uint32_t ref_group(const finishing *f, uint32_t index)
{
    return item_id(f, f->b->refs.at[index].item);
}

/* Keeps the references of one item by kind, each once. */
static void keep_refs(finishing *f, const acm_ref *from, const acm_ref *end)
{
    acm_playbook *p = f->p;
    for (acm_ref_kind kind = ACM_REF_PERFORMER; kind <= ACM_REF_NEXT; kind++)
        for (const acm_ref *ref = from; ref < end; ref++) {
            uint32_t seen = ref->item * (ACM_REF_NEXT + 1) + (uint32_t)kind;
            if (ref->kind != kind || f->scratch[ref->target] == seen)
                continue;
            f->scratch[ref->target] = seen;
            p->refs[p->ref_count++] = *ref;
        }
}

static bool make_refs(finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t count = f->b->refs.count;
    p->refs = acm__arena_calloc(f->arena, count, sizeof *p->refs);
    acm_ref *sorted =
        acm__alloc(&f->arena->allocator, (size_t)count + 1, sizeof *sorted + sizeof(uint32_t));
    if (!p->refs || !sorted) {
        acm__free(&f->arena->allocator, sorted);
        return false;
    }
    uint32_t *position = (uint32_t *)(sorted + count + 1);
    place(f, count, p->item_count, ref_group, f->scratch, position);
    for (uint32_t i = 0; i < count; i++) {
        const acm_ref *d = &f->b->refs.at[i];
        sorted[position[i]] = (acm_ref){ref_group(f, i), map_id(f, d->target), d->kind, 0};
    }
    memset(f->scratch, 0, acm__term_id(p, p->term_count) * sizeof *f->scratch);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && sorted[end].item == sorted[i].item;)
            end++;
        keep_refs(f, sorted + i, sorted + end);
    }
    acm__free(&f->arena->allocator, sorted);
    return true;
}

/* Adds a term to one of an item's sets, giving the set its words at first use. */
static void add_to_set(acm_playbook *p, acm__set *set, uint32_t words, uint32_t index,
                       uint32_t *used)
{
    if (!*set) {
        *set = *used;
        *used += words;
    }
    p->sets[*set + index / 64] |= (uint64_t)1 << index % 64;
}

/* Roles and services as sets. "All services" means every scope: the empty set. */
static bool make_sets(finishing *f)
{
    acm_playbook *p = f->p;
    size_t each = 2 * (size_t)p->role_words + p->service_words, owners = 0;
    for (uint32_t i = 0; i < p->ref_count; i++)
        owners += i == 0 || p->refs[i].item != p->refs[i - 1].item;
    p->sets = acm__arena_calloc(f->arena, 1 + owners * each, sizeof *p->sets);
    if (!p->sets)
        return false;
    uint32_t used = 1;
    for (uint32_t i = 0; i < p->ref_count; i++) {
        acm__item *item = &p->items[p->refs[i].item];
        const acm__term *term = acm__playbook_term(p, p->refs[i].target);
        if (p->refs[i].kind == ACM_REF_PERFORMER)
            add_to_set(p, &item->performers, p->role_words, term->index, &used);
        else if (p->refs[i].kind == ACM_REF_OWNER)
            add_to_set(p, &item->owners, p->role_words, term->index, &used);
        else if (p->refs[i].kind == ACM_REF_SERVICE)
            add_to_set(p, &item->services, p->service_words, term->index, &used);
    }
    for (uint32_t t = 0; t < p->term_count; t++) {
        const acm__term *term = &p->terms[t];
        if (term->word != ACM__SERVICE_ALL_SERVICES)
            continue;
        for (acm_id id = 1; id <= p->item_count; id++)
            if (acm__set_has(p, p->items[id].services, term->index))
                p->items[id].services = 0;
    }
    return true;
}

static uint32_t text_group(const finishing *f, uint32_t index)
{
    return map_id(f, f->b->texts.at[index].id);
}

/* Sorts texts by id, edition and field; of several for the same thing the last given stays. */
static bool make_texts(finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t count = f->b->texts.count;
    p->texts = acm__arena_calloc(f->arena, count, sizeof *p->texts);
    acm__text *sorted =
        acm__alloc(&f->arena->allocator, (size_t)count + 1, sizeof *sorted + sizeof(uint32_t));
    if (!p->texts || !sorted) {
        acm__free(&f->arena->allocator, sorted);
        return false;
    }
    uint32_t *position = (uint32_t *)(sorted + count + 1);
    place(f, count, acm__term_id(p, p->term_count), text_group, f->scratch, position);
    for (uint32_t i = 0; i < count; i++) {
        sorted[position[i]] = f->b->texts.at[i];
        sorted[position[i]].id = text_group(f, i);
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        acm__text text = sorted[i];
        uint32_t at = kept;
        while (at > 0 && p->texts[at - 1].id == text.id &&
               acm__text_order(&p->texts[at - 1], &text) > 0)
            at--;
        if (at > 0 && p->texts[at - 1].id == text.id &&
            acm__text_order(&p->texts[at - 1], &text) == 0) {
            p->texts[at - 1].text = text.text;
            continue;
        }
        memmove(&p->texts[at + 1], &p->texts[at], (kept++ - at) * sizeof *p->texts);
        p->texts[at] = text;
    }
    acm__free(&f->arena->allocator, sorted);
    for (uint32_t i = 0; i < kept; i++)
        p->texts[i].text = keep(f, p->texts[i].text);
    p->text_count = kept;
    return true;
}

static bool make_editions(finishing *f)
{
    acm_playbook *p = f->p;
    p->edition_count = f->b->editions.count;
    p->editions = acm__arena_calloc(f->arena, p->edition_count, sizeof *p->editions);
    if (!p->editions)
        return false;
    for (uint32_t i = 0; i < p->edition_count; i++)
        p->editions[i] = keep(f, f->b->editions.at[i]);
    return true;
}

static int compare_numbers(const void *a, const void *b)
{
    const acm__numbered *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

static bool make_numbers(finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t count = 0;
    p->numbers = acm__arena_calloc(f->arena, p->number_count, sizeof *p->numbers);
    if (!p->numbers)
        return false;
    for (acm_id id = 1; id <= p->item_count; id++)
        if (p->items[id].number >= 0)
            p->numbers[count++] = (acm__numbered){p->items[id].number, id};
    if (count)
        qsort(p->numbers, count, sizeof *p->numbers, compare_numbers);
    return true;
}

static bool is_key(const acm_playbook *p, acm_id id, const char *key)
{
    return strcmp(acm_playbook_key(p, id, NULL), key) == 0;
}

/* Only keys of copies may be there already. */
static bool make_keys(finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t size = 16, count = acm__term_id(p, p->term_count) - p->criterion_count;
    while (size < count * 2)
        size *= 2;
    p->key_mask = size - 1;
    p->keys = acm__arena_calloc(f->arena, size, sizeof *p->keys);
    if (!p->keys)
        return false;
    for (acm_id id = 1; id < acm__term_id(p, p->term_count); id++) {
        size_t len;
        const char *key = acm_playbook_key(p, id, &len);
        if (!key)
            continue;
        uint32_t slot = acm__hash(key, len) & p->key_mask;
        for (; p->keys[slot]; slot = (slot + 1) & p->key_mask)
            if (f->copied && is_key(p, p->keys[slot], key))
                f->taken = (acm__str){key, (uint32_t)len};
        p->keys[slot] = id;
    }
    return !f->taken.at;
}

static int compare_places(const void *a, const void *b)
{
    const acm__placed *x = a, *y = b;
    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return x->edition < y->edition ? -1 : x->edition > y->edition;
}

static bool make_places(finishing *f)
{
    acm_playbook *p = f->p;
    p->place_count = f->b->places.count;
    p->places = acm__arena_calloc(f->arena, p->place_count, sizeof *p->places);
    if (!p->places)
        return false;
    for (uint32_t i = 0; i < p->place_count; i++) {
        p->places[i] = f->b->places.at[i];
        p->places[i].id = map_id(f, p->places[i].id);
    }
    if (p->place_count)
        qsort(p->places, p->place_count, sizeof *p->places, compare_places);
    return true;
}

static void take_item(finishing *f, acm_id *item)
{
    if (*item)
        *item = map_id(f, *item);
}

static void take_tasks(finishing *f, acm__tasks *tasks)
{
    for (uint32_t i = 0; i < tasks->count; i++)
        take_item(f, &tasks->at[i].item);
}

static void take_page(finishing *f, acm__page *page)
{
    take_item(f, &page->item);
    take_tasks(f, &page->tasks);
    for (uint32_t i = 0; i < page->steps.count; i++) {
        take_item(f, &page->steps.at[i].item);
        take_tasks(f, &page->steps.at[i].tasks);
    }
}

/* Only builders whose arena is taken hold pages. */
static void take_pages(finishing *f)
{
    f->p->pages = f->b->pages.at;
    f->p->page_count = f->b->pages.count;
    f->p->tocs = f->b->tocs;
    for (uint32_t i = 0; i < f->p->page_count; i++)
        take_page(f, f->p->pages[i]);
}

static acm_status failure(const finishing *f, acm_error *err)
{
    if (!f->taken.at)
        return acm__nomem(err);
    acm__error(err, ACM_E_EXISTS, "the key of a copy, '%s', is taken", f->taken.at);
    acm__error_path(err, f->taken.at, f->taken.len);
    return ACM_E_EXISTS;
}

static acm_status finish(finishing *f, acm_error *err)
{
    const acm_builder *b = f->b;
    const acm_allocator *a = &f->arena->allocator;
    size_t groups = (size_t)b->objects.count * 2 + b->items.count + 8;
    uint32_t *maps = acm__alloc(
        a, groups + b->items.count + b->criteria.count + b->conditions.count, sizeof *maps);
    if (!maps)
        return acm__nomem(err);
    f->scratch = maps;
    f->item_ids = maps + groups;
    f->criterion_map = f->item_ids + b->items.count;
    f->condition_map = f->criterion_map + b->criteria.count;
    number_items(f);
    bool made = make_items(f) && make_controls(f) && make_criteria(f) && make_on_parts(f) &&
                make_conditions(f) && make_layouts(f) && make_terms(f) && make_refs(f) &&
                make_sets(f) && make_texts(f) && make_editions(f) && make_numbers(f) &&
                make_keys(f) && make_places(f) && !f->arena->failed;
    acm_status status = made ? acm__playbook_bind(f->p, f->arena, err) : failure(f, err);
    if (!status && !order_firing(f))
        status = acm__nomem(err);
    if (!status)
        take_pages(f);
    acm__free(a, maps);
    return status;
}

acm_status acm__builder_finish(acm_builder *b, bool take, acm_playbook **playbook, acm_error *err)
{
    acm_allocator own = b->arena.allocator;
    acm__arena fresh, lists;
    acm_builder whole;
    acm__arena_init(&fresh, &own);
    acm__arena_init(&lists, &own);
    finishing f = {.take = take, .arena = take ? &b->arena : &fresh};
    acm_status status = acm__builder_expand(b, &lists, f.arena, &whole, err);
    f.b = &whole;
    f.copied = whole.items.at != b->items.at;
    f.p = status ? NULL : acm__calloc(&own, 1, sizeof *f.p);
    if (!status)
        status = f.p ? finish(&f, err) : acm__nomem(err);
    acm__arena_dispose(&lists);
    if (status) {
        acm__free(&own, f.p);
        acm__arena_dispose(&fresh);
        return status;
    }
    atomic_init(&f.p->references, 1);
    f.p->arena = *f.arena;
    if (take)
        acm__arena_init(&b->arena, &own);
    *playbook = f.p;
    return ACM_OK;
}
