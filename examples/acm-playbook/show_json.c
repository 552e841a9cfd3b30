/*
 * show_json.c - items, conditions and terms with their keys, so that other programs can build on
 * them.
 */
#include "show.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>

static const char *const kinds[] = {
    "", "stage", "task", "milestone", "user_listener", "timer_listener", "event_listener"};
static const char *const parts[] = {"other", "playbook", "phase",   "process",
                                    "step",  "task",     "outcomes"};

static const char *kind_word(acm_item_kind kind)
{
    return kind >= 1 && kind <= ACM_ITEM_EVENT_LISTENER ? kinds[kind] : "other";
}

static const char *part_word(acm_item_part part)
{
    return part >= 0 && part <= ACM_PART_OUTCOMES ? parts[part] : "other";
}

/* Keys of what an item refers to. */
static json_t *refs(const view *v, acm_id item, acm_ref_kind kind)
{
    json_t *list = json_array();
    size_t count;
    acm_ref *found = view_refs(v, item, kind, &count);
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_string(view_key(v, found[i].target)));
    free(found);
    return list;
}

static json_t *key_or_null(const view *v, acm_id id)
{
    return id ? json_string(view_key(v, id)) : json_null();
}

static json_t *text_or_null(const view *v, acm_id id, acm_text_field field)
{
    const char *text = acm_playbook_text(v->playbook, id, field, v->language, NULL, NULL);
    return text ? json_string(text) : json_null();
}

static json_t *item_object(const view *v, const acm_item *item)
{
    return json_pack(
        "{ss so ss ss so so sb sb sb sb sI sI so so so so so so so}", "key", view_key(v, item->id),
        "parent", key_or_null(v, item->parent), "kind", kind_word(item->kind), "part",
        part_word(item->part), "name", text_or_null(v, item->id, ACM_TEXT_NAME), "number",
        item->number >= 0 ? json_integer(item->number) : json_null(), "required",
        (int)view_is_required(v, item), "manual", (item->flags & ACM_ITEM_MANUAL) != 0,
        "required_by_child", (item->flags & ACM_ITEM_REQUIRED_BY_CHILD) != 0, "auto_complete",
        (item->flags & ACM_ITEM_AUTO_COMPLETE) != 0, "line", (json_int_t)item->line, "column",
        (json_int_t)item->column, "performers", refs(v, item->id, ACM_REF_PERFORMER), "owners",
        refs(v, item->id, ACM_REF_OWNER), "primary", refs(v, item->id, ACM_REF_PRIMARY),
        "secondary", refs(v, item->id, ACM_REF_SECONDARY), "services",
        refs(v, item->id, ACM_REF_SERVICE), "motions", refs(v, item->id, ACM_REF_MOTION), "next",
        refs(v, item->id, ACM_REF_NEXT));
}

static json_t *condition_object(const view *v, const acm_condition *c)
{
    return json_pack("{ss ss so ss sb so so sI sI}", "key", view_key(v, c->id), "item",
                     view_key(v, c->item), "gates", key_or_null(v, c->gates), "kind",
                     c->kind == ACM_CONDITION_INPUT ? "input" : "outcome", "optional",
                     (c->flags & ACM_CONDITION_OPTIONAL) != 0, "statement",
                     text_or_null(v, c->id, ACM_TEXT_NAME), "detail",
                     text_or_null(v, c->id, ACM_TEXT_DETAIL), "line", (json_int_t)c->line, "column",
                     (json_int_t)c->column);
}

static json_t *terms_object(const view *v, acm_term_kind kind)
{
    size_t count = 0;
    acm_playbook_terms(v->playbook, kind, NULL, 0, &count);
    acm_id *ids = allocate(count, sizeof *ids);
    acm_playbook_terms(v->playbook, kind, ids, count, &count);
    json_t *terms = json_object();
    for (size_t i = 0; i < count; i++)
        json_object_set_new(terms, view_key(v, ids[i]), json_string(view_name(v, ids[i])));
    free(ids);
    return terms;
}

void show_json(const view *v)
{
    json_t *items = json_array(), *conditions = json_array(), *languages = json_array();
    const char *tag;
    for (size_t i = 0; (tag = acm_playbook_language(v->playbook, i)) != NULL; i++)
        json_array_append_new(languages, json_string(tag));
    for (size_t i = 0; i < v->item_count; i++)
        if (view_keeps(v, v->items[i].id))
            json_array_append_new(items, item_object(v, &v->items[i]));
    for (size_t i = 0; i < v->condition_count; i++)
        if (view_keeps(v, v->conditions[i].item))
            json_array_append_new(conditions, condition_object(v, &v->conditions[i]));
    json_t *root = json_pack(
        "{so so so so so so so}", "languages", languages, "items", items, "conditions", conditions,
        "roles", terms_object(v, ACM_TERM_ROLE), "services", terms_object(v, ACM_TERM_SERVICE),
        "motions", terms_object(v, ACM_TERM_MOTION), "phases", terms_object(v, ACM_TERM_PHASE));
    json_dumpf(root, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(root);
}
