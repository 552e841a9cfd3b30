/* read_items.c - items, what they refer to, their conditions and places; criteria are in read_criteria.c. */
#include "base/error.h"
#include "format/abridged.h"
#include "format/json/read.h"
#include "format/words.h"

#include <string.h>

static acm_status model_error(acm__json *r, const char *message)
{
    return acm__error(r->err, ACM_E_MODEL, "%s", message);
}

/* First going over: the items as such */

typedef struct item {
    acm_id parent, id; /* of the builder; parent = 0: the root */
    acm_item_kind kind;
    acm_item_part part;
    int64_t number;
} item;

static bool read_kind(acm__json *r, const json_t *value, void *to)
{
    return acm__json_word(r, value, acm__words_item_kinds, ACM__JSON_COUNT(acm__words_item_kinds),
                          &((item *)to)->kind);
}

static bool read_part(acm__json *r, const json_t *value, void *to)
{
    return acm__json_word(r, value, acm__words_parts, ACM__JSON_COUNT(acm__words_parts),
                          &((item *)to)->part);
}

static bool read_number(acm__json *r, const json_t *value, void *to)
{
    return acm__json_integer(r, value, 0, INT64_MAX, &((item *)to)->number);
}

/* Parents stand before their children, so that none is within itself. */
static bool read_parent(acm__json *r, const json_t *value, void *to)
{
    item *i = to;
    const acm_builder *b = acm__json_reading_of(r)->b;
    if (acm__json_reading_of(r)->next == 0)
        return acm__json_take(r, model_error(r, "the first item is the root and has no parent"));
    if (!acm__json_find(r, value, ACM__OBJECT_ITEM, &i->parent))
        return false;
    uint32_t index = acm__builder_index(b, i->parent, ACM__OBJECT_ITEM);
    return b->items.at[index].kind == ACM_ITEM_STAGE ||
           acm__json_take(r, model_error(r, "is no stage and holds no items"));
}

/* The builder has made the root already. */
static bool take_root(acm__json *r, const json_t *value, item *i)
{
    const acm__draft_item *root = &acm__json_reading_of(r)->b->items.at[0];
    if (acm__json_reading_of(r)->next)
        return acm__json_take(r, model_error(r, "all items but the first need \"parent\""));
    const char *key = json_string_value(value);
    if (!key || strcmp(key, root->key.at) != 0 || i->kind != ACM_ITEM_STAGE || i->number >= 0)
        return acm__json_take(r,
                              model_error(r, "the first item is the root: the stage \"playbook\""));
    i->id = root->id;
    return true;
}

static bool read_key(acm__json *r, const json_t *value, void *to)
{
    item *i = to;
    acm__str key;
    if (!i->parent)
        return take_root(r, value, i);
    if (!acm__json_text(r, value, &key))
        return false;
    return acm__json_take(r, acm_builder_add(acm__json_reading_of(r)->b, i->parent, i->kind, 0,
                                             key.at, NULL, i->number, &i->id, r->err));
}

static bool read_flags(acm__json *r, const json_t *value, void *to)
{
    uint32_t flags;
    return acm__json_bits(r, value, acm__words_item_flags, ACM__WORDS_ITEM_FLAGS, &flags) &&
           acm__json_take(
               r, acm_builder_flags(acm__json_reading_of(r)->b, ((item *)to)->id, flags, r->err));
}

/* The key makes the item, of what was read before it. */
static const acm__json_field item_fields[] = {
    {"kind", read_kind, true, 0},
    {"parent", read_parent, false, 0},
    {"number", read_number, false, 0},
    {"key", read_key, true, 0},
    {"part", read_part, false, 0},
    {"flags", read_flags, false, 0},
    {"name", NULL, false, 0},
    {"detail", NULL, false, 0},
    {"body", NULL, false, 0},
    {"overview", NULL, false, 0},
    {"objectives", NULL, false, 0},
    {"next_steps", NULL, false, 0},
    {"performers", NULL, false, 0},
    {"owners", NULL, false, 0},
    {"primary", NULL, false, 0},
    {"secondary", NULL, false, 0},
    {"services", NULL, false, 0},
    {"motions", NULL, false, 0},
    {"next", NULL, false, 0},
    {"required_when", NULL, false, 0},
    {"enable_when", NULL, false, 0},
    {"due", NULL, false, 0},
    {"manual_when", NULL, false, 0},
    {"repeat_when", NULL, false, 0},
    {"auto_complete_when", NULL, false, 0},
    {"available_when", NULL, false, 0},
    {"timer", NULL, false, 0},
    {"counter", NULL, false, 0},
    {"parent_completion", NULL, false, 0},
    {"origin", NULL, false, 0},
    {"definition", NULL, false, 0},
    {"type", NULL, false, 0},
    {"entry", NULL, false, 0},
    {"exit", NULL, false, 0},
    {"conditions", NULL, false, 0},
    {"places", NULL, false, 0},
};

static bool read_item(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    item i = {.number = -1};
    acm__json_reading *reading = acm__json_reading_of(r);
    if (!acm__json_object(r, value, item_fields, ACM__JSON_COUNT(item_fields), &i, NULL))
        return false;
    reading->b->items.at[reading->next++].part = i.part;
    return true;
}

bool acm__json_read_items(acm__json *r, const json_t *value, void *to)
{
    if (json_is_array(value) && json_array_size(value) == 0)
        return acm__json_fail(r, "must not be empty");
    acm__json_reading_of(r)->next = 0;
    return acm__json_each(r, value, read_item, to);
}

/* Places */

typedef struct place {
    uint32_t page, line, column;
} place;

static bool read_page(acm__json *r, const json_t *value, void *to)
{
    uint32_t *page = to;
    return acm__json_count(r, value, page) &&
           (*page < acm__json_reading_of(r)->b->pages.count ||
            acm__json_take(r, acm__error(r->err, ACM_E_NOTFOUND, "there is no such page")));
}

static bool read_place(acm__json *r, acm__str key, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"page", read_page, false, offsetof(place, page)},
        {"line", acm__json_count, true, offsetof(place, line)},
        {"column", acm__json_count, true, offsetof(place, column)},
    };
    place at = {.page = UINT32_MAX};
    acm_builder *b = acm__json_reading_of(r)->b;
    uint32_t edition;
    if (!acm__json_edition(r, key, &edition) ||
        !acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &at, NULL))
        return false;
    return acm__json_take(r, acm__abridged_place(b, *(const acm_id *)to, edition, at.page,
                                                 (acm__place){at.line, at.column, 0}, r->err));
}

static bool read_places(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each_member(r, value, read_place, to);
}

/* References and controls */

typedef struct link {
    acm_id item;
    int32_t kind; /* acm_ref_kind or acm_control */
} link;

static bool read_ref(acm__json *r, const json_t *value, void *to)
{
    const link *from = to;
    acm_id target;
    acm__object_type type = from->kind == ACM_REF_NEXT ? ACM__OBJECT_ITEM : ACM__OBJECT_TERM;
    return acm__json_find(r, value, type, &target) &&
           acm__json_take(r, acm_builder_ref(acm__json_reading_of(r)->b, from->item, from->kind,
                                             target, r->err));
}

static bool read_refs(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_ref, to);
}

static bool read_control(acm__json *r, const json_t *value, void *to)
{
    const link *from = to;
    acm__str text;
    return acm__json_text(r, value, &text) &&
           acm__json_take_within(r, acm_builder_control(acm__json_reading_of(r)->b, from->item,
                                                        from->kind, text.at, r->err));
}

static bool read_links(acm__json *r, const json_t *value, acm_id id)
{
    for (acm_ref_kind kind = ACM_REF_PERFORMER; kind <= ACM_REF_NEXT; kind++) {
        link from = {id, kind};
        if (!acm__json_member(r, value, acm__words_refs[kind], read_refs, &from))
            return false;
    }
    for (acm_control kind = ACM_CONTROL_REQUIRED_WHEN; kind <= ACM_CONTROL_TYPE; kind++) {
        link from = {id, kind};
        if (kind != ACM_CONTROL_BLOCKS_WHEN &&
            !acm__json_member(r, value, acm__words_controls[kind], read_control, &from))
            return false;
    }
    return true;
}

/* Conditions */

typedef struct condition {
    acm_id item, id;
    acm_condition_kind kind;
    uint32_t flags;
} condition;

static bool read_condition_kind(acm__json *r, const json_t *value, void *to)
{
    return acm__json_word(r, value, acm__words_condition_kinds,
                          ACM__JSON_COUNT(acm__words_condition_kinds), &((condition *)to)->kind);
}

static bool read_condition_flags(acm__json *r, const json_t *value, void *to)
{
    return acm__json_bits(r, value, acm__words_condition_flags, ACM__WORDS_CONDITION_FLAGS,
                          &((condition *)to)->flags);
}

static bool read_condition_key(acm__json *r, const json_t *value, void *to)
{
    condition *c = to;
    acm__str key;
    return acm__json_text(r, value, &key) &&
           acm__json_take(r, acm_builder_condition(acm__json_reading_of(r)->b, c->item, 0, c->kind,
                                                   c->flags, key.at, NULL, &c->id, r->err));
}

/* The key makes the condition, of what was read before it. */
static const acm__json_field condition_fields[] = {
    {"kind", read_condition_kind, true, 0},
    {"flags", read_condition_flags, false, 0},
    {"key", read_condition_key, true, 0},
    {"name", NULL, false, 0},
    {"detail", NULL, false, 0},
    {"body", NULL, false, 0},
    {"overview", NULL, false, 0},
    {"objectives", NULL, false, 0},
    {"next_steps", NULL, false, 0},
    {"blocks_when", NULL, false, 0},
    {"places", NULL, false, 0},
};

static bool read_condition(acm__json *r, const json_t *value, void *to)
{
    condition c = {.item = *(const acm_id *)to};
    return acm__json_object(r, value, condition_fields, ACM__JSON_COUNT(condition_fields), &c,
                            NULL) &&
           acm__json_read_texts(r, value, c.id) &&
           acm__json_member(r, value, "places", read_places, &c.id);
}

static bool read_conditions(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_condition, to);
}

/* Second going over */

static bool read_details(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    acm__json_reading *reading = acm__json_reading_of(r);
    acm_id id = reading->b->items.at[reading->next++].id;
    return acm__json_read_texts(r, value, id) && read_links(r, value, id) &&
           acm__json_member(r, value, "conditions", read_conditions, &id) &&
           acm__json_member(r, value, "places", read_places, &id);
}

bool acm__json_read_details(acm__json *r, const json_t *value, void *to)
{
    acm__json_reading_of(r)->next = 0;
    return acm__json_each(r, value, read_details, to);
}
