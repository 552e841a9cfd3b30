#include "view.h"

#include <stdlib.h>
#include <string.h>

static acm_item *all_items(const view *v, size_t *count)
{
    acm_playbook_items(v->playbook, NULL, sizeof(acm_item), 0, count);
    acm_item *items = allocate(*count, sizeof *items);
    acm_playbook_items(v->playbook, items, sizeof *items, *count, count);
    return items;
}

static acm_condition *all_conditions(const view *v, size_t *count)
{
    acm_playbook_conditions(v->playbook, 0, NULL, sizeof(acm_condition), 0, count);
    acm_condition *conditions = allocate(*count, sizeof *conditions);
    acm_playbook_conditions(v->playbook, 0, conditions, sizeof *conditions, *count, count);
    return conditions;
}

/* From the end on: the first item of a stage that is met is its last. */
void view_find_last(view *v)
{
    bool *met = allocate(v->item_count + 1, sizeof *met); /* an item of the stage with this id */
    memset(met, 0, (v->item_count + 1) * sizeof *met);
    for (size_t i = v->item_count; i-- > 0;) {
        v->is_last[i] = !met[v->items[i].parent];
        met[v->items[i].parent] = met[v->items[i].parent] || v->kept[i];
    }
    free(met);
}

bool view_keeps(const view *v, acm_id item)
{
    return item >= 1 && item <= v->item_count && v->kept[item - 1];
}

/* From the end on, so that each list keeps the order of the conditions. */
static void list_conditions(view *v)
{
    v->first_condition = allocate(v->item_count + 1, sizeof *v->first_condition);
    v->next_condition = allocate(v->condition_count, sizeof *v->next_condition);
    for (size_t i = v->condition_count; i-- > 0;) {
        v->next_condition[i] = v->first_condition[v->conditions[i].item];
        v->first_condition[v->conditions[i].item] = i + 1;
    }
}

void view_open(view *v, acm_playbook *playbook, const char *language)
{
    *v = (view){.playbook = playbook, .language = language};
    v->items = all_items(v, &v->item_count);
    v->conditions = all_conditions(v, &v->condition_count);
    list_conditions(v);
    v->is_last = allocate(v->item_count + 1, sizeof *v->is_last);
    v->kept = allocate(v->item_count + 1, sizeof *v->kept);
    memset(v->kept, true, v->item_count);
    view_find_last(v);
}

void view_close(view *v)
{
    free(v->items);
    free(v->conditions);
    free(v->first_condition);
    free(v->next_condition);
    free(v->is_last);
    free(v->kept);
    acm_playbook_free(v->playbook);
}

const acm_item *view_item(const view *v, acm_id id)
{
    return id >= 1 && id <= v->item_count ? &v->items[id - 1] : NULL;
}

const acm_condition *view_condition(const view *v, acm_id id)
{
    acm_id first = v->condition_count ? v->conditions[0].id : 1;
    return id >= first && id - first < v->condition_count ? &v->conditions[id - first] : NULL;
}

const char *view_name(const view *v, acm_id id)
{
    const char *name = acm_playbook_text(v->playbook, id, ACM_TEXT_NAME, v->language, NULL, NULL);
    return name ? name : view_key(v, id);
}

const char *view_key(const view *v, acm_id id)
{
    const char *key = acm_playbook_key(v->playbook, id, NULL);
    return key ? key : "";
}

/* The process that an item is, or is in; NULL if there is none. */
static const acm_item *process_of(const view *v, const acm_item *item)
{
    while (item && item->part != ACM_PART_PROCESS)
        item = view_item(v, item->parent);
    return item;
}

static bool is_within(const view *v, const acm_item *item, acm_id stage)
{
    while (item && item->id != stage)
        item = view_item(v, item->parent);
    return item != NULL;
}

const acm_item *view_only_process(const view *v)
{
    const acm_item *process = process_of(v, view_item(v, v->plan));
    bool given = process != NULL;
    for (size_t i = 0; !given && i < v->item_count; i++) {
        if (v->items[i].part != ACM_PART_PROCESS ||
            (v->plan && !is_within(v, &v->items[i], v->plan)))
            continue;
        if (process)
            return NULL;
        process = &v->items[i];
    }
    return process;
}

void view_set_plan(view *v, acm_id plan)
{
    v->plan = plan;
    for (size_t i = 0; i < v->item_count; i++)
        v->kept[i] = is_within(v, &v->items[i], plan);
    view_find_last(v);
}

static const char *without_stem(const view *v, const char *key, const acm_item *process)
{
    const char *stem = process ? view_key(v, process->id) : "";
    size_t len = strlen(stem);
    return len && strncmp(key, stem, len) == 0 && key[len] == '/' ? key + len + 1 : key;
}

const char *view_short_key(const view *v, acm_id id)
{
    return without_stem(v, view_key(v, id), view_only_process(v));
}

const char *view_local_key(const view *v, acm_id id)
{
    const acm_condition *condition = view_condition(v, id);
    const acm_item *item = view_item(v, condition ? condition->item : id);
    return without_stem(v, view_key(v, id), process_of(v, item));
}

bool view_is_last(const view *v, const acm_item *item)
{
    return v->is_last[item - v->items];
}

acm_ref *view_refs(const view *v, acm_id item, acm_ref_kind kind, size_t *count)
{
    acm_playbook_refs(v->playbook, item, kind, NULL, sizeof(acm_ref), 0, count);
    acm_ref *refs = allocate(*count, sizeof *refs);
    acm_playbook_refs(v->playbook, item, kind, refs, sizeof *refs, *count, count);
    return refs;
}

char *view_terms(const view *v, acm_id item, acm_ref_kind kind)
{
    size_t count;
    acm_ref *refs = view_refs(v, item, kind, &count);
    char *text = format_text("%s", "");
    for (size_t i = 0; i < count; i++) {
        char *longer = format_text("%s%s%s", text, *text ? ", " : "", view_name(v, refs[i].target));
        free(text);
        text = longer;
    }
    free(refs);
    return text;
}

bool view_is_required(const view *v, const acm_item *item)
{
    if (!(item->flags & ACM_ITEM_REQUIRED_BY_CHILD))
        return (item->flags & ACM_ITEM_REQUIRED) != 0;
    const acm_item *end = v->items + v->item_count;
    for (const acm_item *in = item + 1; in < end && in->depth > item->depth; in++)
        if ((in->flags & ACM_ITEM_REQUIRED) && in->kind == ACM_ITEM_TASK)
            return true;
    return false;
}
