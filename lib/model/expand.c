#include "model/expand.h"

#include "base/error.h"
#include "model/keys.h"
#include "model/vocabulary.h"

#include <stdio.h>
#include <string.h>

/* A task that is there once for each service. Its first copy is the task itself under another key. */
typedef struct group {
    uint32_t item; /* index */
    uint32_t first, count;
} group;

typedef struct copy {
    acm_id item;
    uint32_t service; /* index of the term */
} copy;

/* One expansion; what it reads of `from` it finds by the same ids and indices in `to`. */
typedef struct expansion {
    const acm_builder *from;
    acm_builder *to;
    acm__arena *lists, *keys;
    uint32_t *group_of; /* by index of the item: index + 1, 0 = none */
    uint32_t *criteria; /* by index of the criterion: index of that of the item's second copy */
    acm_id *conditions; /* by index of the condition: id of that of the item's second copy */
    struct {
        group *at;
        uint32_t count, capacity;
    } groups;
    struct {
        copy *at;
        uint32_t count, capacity;
    } copies;
    acm_error *err;
    acm_status status;
} expansion;

static bool nomem(expansion *x)
{
    x->status = acm__nomem(x->err);
    return false;
}

static bool own_lists(expansion *x)
{
    acm_builder *b = x->to;
    acm__arena *arena = x->lists;
    bool done = acm__list_own(arena, &b->objects) && acm__list_own(arena, &b->items) &&
                acm__list_own(arena, &b->criteria) && acm__list_own(arena, &b->on_parts) &&
                acm__list_own(arena, &b->conditions) && acm__list_own(arena, &b->refs) &&
                acm__list_own(arena, &b->texts) && acm__list_own(arena, &b->places);
    return done || nomem(x);
}

/* Copies that wait for copies multiply; as many as there may be objects are enough of anything. */
static bool has_room(expansion *x, uint32_t count)
{
    if (count >= ACM__MAX_OBJECTS)
        x->status = acm__error(x->err, ACM_E_LIMIT, "more than %d on-parts or references of copies",
                               ACM__MAX_OBJECTS);
    return count < ACM__MAX_OBJECTS;
}

/* 0 after a failure. */
static acm_id new_id(expansion *x, acm__object_type type, uint32_t index)
{
    acm__object *object = acm__list_push(x->lists, &x->to->objects);
    if (!object)
        return nomem(x);
    if (x->to->objects.count > ACM__MAX_OBJECTS)
        x->status = acm__error(x->err, ACM_E_LIMIT, "more than %d items, conditions and criteria",
                               ACM__MAX_OBJECTS);
    *object = (acm__object){type, index};
    return x->status ? 0 : x->to->objects.count;
}

static acm__draft_item *item_of(const expansion *x, acm_id id)
{
    return &x->to->items.at[x->to->objects.at[id - 1].index];
}

/* The group of a task by an id of the builder that was given; NULL for all else. */
static const group *group_of(const expansion *x, acm_id id)
{
    uint32_t index = acm__builder_index(x->from, id, ACM__OBJECT_ITEM);
    return index != UINT32_MAX && x->group_of[index] ? &x->groups.at[x->group_of[index] - 1] : NULL;
}

static const copy *copy_at(const expansion *x, const group *g, uint32_t index)
{
    return &x->copies.at[g->first + index];
}

/* "<key>/<service><rest>"; what would be a blank becomes '-'. at = NULL after a failure. */
static acm__str copy_key(expansion *x, acm__str key, const copy *c, const char *rest)
{
    char text[3 * (ACM__MAX_KEY + 1)];
    acm__str service = acm__key_without_kind(x->from->terms.at[c->service].key);
    int len = snprintf(text, sizeof text, "%s/%s%s", key.at, service.at, rest);
    for (char *at = text; *at; at++)
        *at = (unsigned char)*at <= ' ' ? '-' : *at;
    if (len > ACM__MAX_KEY) {
        x->status = acm__error(x->err, ACM_E_LIMIT, "the key of a copy has %d bytes", len);
        acm__error_path(x->err, key.at, key.len);
        return (acm__str){NULL, 0};
    }
    acm__str own_key = acm__str_copy(x->keys, text, (size_t)len);
    if (!own_key.at)
        nomem(x);
    return own_key;
}

static bool find_groups(expansion *x)
{
    uint32_t count = x->from->items.count;
    x->group_of = acm__arena_calloc(x->lists, count, sizeof *x->group_of);
    if (!x->group_of)
        return nomem(x);
    for (uint32_t i = 0; i < count; i++) {
        if (!(x->from->items.at[i].flags & ACM_ITEM_FOR_EACH_SERVICE))
            continue;
        group *g = acm__list_push(x->lists, &x->groups);
        if (!g)
            return nomem(x);
        g->item = i;
        x->group_of[i] = x->groups.count;
    }
    return true;
}

/* Puts another copy behind the last one; the first is the task itself. */
static bool add_copy(expansion *x, group *g, uint32_t service)
{
    acm_id id = x->from->items.at[g->item].id;
    if (g->count) {
        acm_id before = copy_at(x, g, g->count - 1)->item;
        acm__draft_item *added = acm__list_push(x->lists, &x->to->items);
        id = added ? new_id(x, ACM__OBJECT_ITEM, x->to->items.count - 1) : nomem(x);
        if (!id)
            return false;
        *added = *item_of(x, before);
        added->id = id;
        item_of(x, before)->next = id;
        acm__draft_item *parent = item_of(x, added->parent);
        parent->last_child = parent->last_child == before ? id : parent->last_child;
    }
    copy *c = acm__list_push(x->lists, &x->copies);
    if (!c)
        return nomem(x);
    *c = (copy){id, service};
    g->count++;
    acm__draft_item *item = item_of(x, id);
    item->flags &= ~ACM_ITEM_FOR_EACH_SERVICE;
    item->key = copy_key(x, x->from->items.at[g->item].key, c, "");
    return item->key.at != NULL;
}

static bool is_named(const uint64_t *named, uint32_t term)
{
    return named[term / 64] >> term % 64 & 1;
}

/* Whether a task is for every service: it names none, or all of them at once. */
static bool names_all(const expansion *x, const uint64_t *named)
{
    bool any = false;
    for (uint32_t t = 0; t < x->from->terms.count; t++) {
        if (is_named(named, t) && x->from->terms.at[t].word == ACM__SERVICE_ALL_SERVICES)
            return true;
        any = any || is_named(named, t);
    }
    return !any;
}

/* `named`: the services that the task names, as bits by index of the term. */
static bool add_copies(expansion *x, group *g, const uint64_t *named)
{
    bool all = names_all(x, named);
    g->first = x->copies.count;
    for (uint32_t t = 0; t < x->from->terms.count; t++) {
        const acm__term *term = &x->from->terms.at[t];
        bool wanted = term->kind == ACM_TERM_SERVICE && term->word != ACM__SERVICE_ALL_SERVICES &&
                      (all || is_named(named, t));
        if (wanted && !add_copy(x, g, t))
            return false;
    }
    if (!g->count) { /* a playbook without services: the task is there once */
        x->group_of[g->item] = 0;
        x->to->items.at[g->item].flags &= ~ACM_ITEM_FOR_EACH_SERVICE;
    }
    return true;
}

static bool copy_items(expansion *x)
{
    uint32_t words = (x->from->terms.count + 63) / 64;
    uint64_t *named =
        acm__arena_calloc(x->lists, (size_t)x->groups.count * words + 1, sizeof *named);
    if (!named)
        return nomem(x);
    for (uint32_t i = 0; i < x->from->refs.count; i++) {
        const acm_ref *ref = &x->from->refs.at[i];
        const group *g = ref->kind == ACM_REF_SERVICE ? group_of(x, ref->item) : NULL;
        uint32_t t = acm__builder_index(x->from, ref->target, ACM__OBJECT_TERM);
        if (g)
            named[(size_t)(g - x->groups.at) * words + t / 64] |= (uint64_t)1 << t % 64;
    }
    for (uint32_t i = 0; i < x->groups.count; i++)
        if (!add_copies(x, &x->groups.at[i], named + (size_t)i * words))
            return false;
    return true;
}

static bool copy_criteria(expansion *x)
{
    x->criteria = acm__arena_calloc(x->lists, x->from->criteria.count, sizeof *x->criteria);
    if (!x->criteria)
        return nomem(x);
    for (uint32_t i = 0; i < x->from->criteria.count; i++) {
        const group *g = group_of(x, x->from->criteria.at[i].item);
        x->criteria[i] = x->to->criteria.count;
        for (uint32_t k = 1; g && k < g->count; k++) {
            acm__draft_criterion *added = acm__list_push(x->lists, &x->to->criteria);
            if (!added)
                return nomem(x);
            *added = x->from->criteria.at[i];
            added->item = copy_at(x, g, k)->item;
            if (!new_id(x, ACM__OBJECT_CRITERION, x->to->criteria.count - 1))
                return false;
        }
    }
    return true;
}

/* Where the k-th copy of a task has what the task itself has at `index`. */
static uint32_t copied(const uint32_t *copies, uint32_t index, uint32_t k)
{
    return k ? copies[index] + k - 1 : index;
}

static bool add_on_part(expansion *x, acm__draft_on_part on)
{
    if (!has_room(x, x->to->on_parts.count))
        return false;
    acm__draft_on_part *added = acm__list_push(x->lists, &x->to->on_parts);
    if (!added)
        return nomem(x);
    *added = on;
    return true;
}

static bool has_service(const expansion *x, const group *g, uint32_t service)
{
    for (uint32_t k = 0; k < g->count; k++)
        if (copy_at(x, g, k)->service == service)
            return true;
    return false;
}

/* An on-part of one copy, or of something else, by = NULL: its source's copy of the same service, or all of them. */
static bool copy_on_part(expansion *x, acm__draft_on_part on, const copy *by)
{
    const group *sources = group_of(x, on.source);
    if (!sources)
        return add_on_part(x, on);
    bool same = by && has_service(x, sources, by->service);
    uint32_t exit = on.exit_criterion;
    for (uint32_t k = 0; k < sources->count; k++) {
        const copy *source = copy_at(x, sources, k);
        on.source = source->item;
        on.exit_criterion = exit ? copied(x->criteria, exit - 1, k) + 1 : 0;
        if ((!same || source->service == by->service) && !add_on_part(x, on))
            return false;
    }
    return true;
}

static bool copy_on_parts(expansion *x)
{
    x->to->on_parts.count = 0;
    for (uint32_t i = 0; i < x->from->on_parts.count; i++) {
        acm__draft_on_part on = x->from->on_parts.at[i];
        uint32_t criterion = on.criterion;
        const group *g = group_of(x, x->from->criteria.at[criterion].item);
        for (uint32_t k = 0; k < (g ? g->count : 1); k++) {
            on.criterion = copied(x->criteria, criterion, k);
            if (!copy_on_part(x, on, g ? copy_at(x, g, k) : NULL))
                return false;
        }
    }
    return true;
}

/* What a task's key begins with is exchanged; another key gets the service behind it. */
static acm__str condition_key(expansion *x, acm__str key, const group *g, const copy *c)
{
    acm__str task = x->from->items.at[g->item].key;
    bool within =
        key.len > task.len && memcmp(key.at, task.at, task.len) == 0 && key.at[task.len] == '/';
    return within ? copy_key(x, task, c, key.at + task.len) : copy_key(x, key, c, "");
}

static bool copy_condition(expansion *x, uint32_t index, const group *g, uint32_t k)
{
    const acm__draft_condition *from = &x->from->conditions.at[index];
    acm__draft_condition *to = &x->to->conditions.at[index];
    if (k) {
        to = acm__list_push(x->lists, &x->to->conditions);
        if (!to)
            return nomem(x);
        *to = *from;
        if (!new_id(x, ACM__OBJECT_CONDITION, x->to->conditions.count - 1))
            return false;
    }
    to->item = copy_at(x, g, k)->item;
    if (from->criterion && x->from->criteria.at[from->criterion - 1].item == from->item)
        to->criterion = copied(x->criteria, from->criterion - 1, k) + 1;
    to->key = condition_key(x, from->key, g, copy_at(x, g, k));
    return to->key.at != NULL;
}

static bool copy_conditions(expansion *x)
{
    x->conditions = acm__arena_calloc(x->lists, x->from->conditions.count, sizeof *x->conditions);
    if (!x->conditions)
        return nomem(x);
    for (uint32_t i = 0; i < x->from->conditions.count; i++) {
        const acm__draft_condition *c = &x->from->conditions.at[i];
        acm_id fed = c->criterion ? x->from->criteria.at[c->criterion - 1].item : 0;
        const group *g = group_of(x, c->item);
        if (fed && fed != c->item && group_of(x, fed)) {
            x->status = acm__error(x->err, ACM_E_MODEL,
                                   "a condition of another item feeds a task for each service");
            acm__error_path(x->err, c->key.at, c->key.len);
            return false;
        }
        x->conditions[i] = x->to->objects.count + 1;
        for (uint32_t k = 0; g && k < g->count; k++)
            if (!copy_condition(x, i, g, k))
                return false;
    }
    return true;
}

static bool add_ref(expansion *x, acm_ref ref)
{
    if (!has_room(x, x->to->refs.count))
        return false;
    acm_ref *added = acm__list_push(x->lists, &x->to->refs);
    if (!added)
        return nomem(x);
    *added = ref;
    return true;
}

/* To a task means to each of its copies. */
static bool copy_ref(expansion *x, acm_ref ref)
{
    const group *targets = group_of(x, ref.target);
    for (uint32_t k = 0; k < (targets ? targets->count : 1); k++) {
        ref.target = targets ? copy_at(x, targets, k)->item : ref.target;
        if (!add_ref(x, ref))
            return false;
    }
    return true;
}

static bool copy_refs(expansion *x)
{
    x->to->refs.count = 0;
    for (uint32_t i = 0; i < x->from->refs.count; i++) {
        acm_ref ref = x->from->refs.at[i];
        const group *g = group_of(x, ref.item);
        if (g && ref.kind == ACM_REF_SERVICE)
            continue;
        for (uint32_t k = 0; k < (g ? g->count : 1); k++) {
            ref.item = g ? copy_at(x, g, k)->item : ref.item;
            if (!copy_ref(x, ref))
                return false;
        }
    }
    for (uint32_t i = 0; i < x->copies.count; i++) {
        const copy *c = &x->copies.at[i];
        acm_id service = acm__builder_find(x->from, x->from->terms.at[c->service].key);
        if (!add_ref(x, (acm_ref){.item = c->item, .target = service, .kind = ACM_REF_SERVICE}))
            return false;
    }
    return true;
}

/* The group whose copies share a text or a place: of a task, or of a condition that one carries. */
static const group *group_of_either(const expansion *x, acm_id id)
{
    uint32_t index = acm__builder_index(x->from, id, ACM__OBJECT_CONDITION);
    return group_of(x, index == UINT32_MAX ? id : x->from->conditions.at[index].item);
}

static acm_id copied_id(const expansion *x, acm_id id, const group *g, uint32_t k)
{
    uint32_t index = acm__builder_index(x->from, id, ACM__OBJECT_CONDITION);
    return index == UINT32_MAX ? copy_at(x, g, k)->item : copied(x->conditions, index, k);
}

static bool copy_texts(expansion *x)
{
    for (uint32_t i = 0; i < x->from->texts.count; i++) {
        const acm__text *text = &x->from->texts.at[i];
        const group *g = group_of_either(x, text->id);
        for (uint32_t k = 1; g && k < g->count; k++) {
            acm__text *added = acm__list_push(x->lists, &x->to->texts);
            if (!added)
                return nomem(x);
            *added = *text;
            added->id = copied_id(x, text->id, g, k);
        }
    }
    return true;
}

static bool copy_places(expansion *x)
{
    for (uint32_t i = 0; i < x->from->places.count; i++) {
        const acm__placed *place = &x->from->places.at[i];
        const group *g = group_of_either(x, place->id);
        for (uint32_t k = 1; g && k < g->count; k++) {
            acm__placed *added = acm__list_push(x->lists, &x->to->places);
            if (!added)
                return nomem(x);
            *added = *place;
            added->id = copied_id(x, place->id, g, k);
        }
    }
    return true;
}

static const acm__expr *enable_when(const acm_builder *b, const acm__draft_item *item)
{
    return item->control ? b->controls.at[item->control - 1].enable_when : NULL;
}

/* An item that waits to be enabled, and for nothing else, gets an entry criterion to wait at. */
static bool add_entries(expansion *x)
{
    acm_builder *b = x->to;
    for (uint32_t i = 0; i < b->items.count; i++) {
        if (b->items.at[i].entry || !enable_when(b, &b->items.at[i]))
            continue;
        acm__draft_criterion *added = acm__list_push(x->lists, &b->criteria);
        if (!added)
            return nomem(x);
        *added = (acm__draft_criterion){.item = b->items.at[i].id, .kind = ACM_CRITERION_ENTRY};
        if (!new_id(x, ACM__OBJECT_CRITERION, b->criteria.count - 1))
            return false;
    }
    return true;
}

static bool stands_for_more(const acm_builder *b)
{
    for (uint32_t i = 0; i < b->items.count; i++)
        if ((b->items.at[i].flags & ACM_ITEM_FOR_EACH_SERVICE) || enable_when(b, &b->items.at[i]))
            return true;
    return false;
}

acm_status acm__builder_expand(const acm_builder *b, acm__arena *lists, acm__arena *keys,
                               acm_builder *out, acm_error *err)
{
    *out = *b;
    if (!stands_for_more(b))
        return ACM_OK;
    expansion x = {.from = b, .to = out, .lists = lists, .keys = keys, .err = err};
    bool done = own_lists(&x) && find_groups(&x) && copy_items(&x) && copy_criteria(&x) &&
                copy_on_parts(&x) && copy_conditions(&x) && copy_refs(&x) && copy_texts(&x) &&
                copy_places(&x) && add_entries(&x);
    return done ? ACM_OK : x.status;
}
