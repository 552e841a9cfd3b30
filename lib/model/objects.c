#include "model/objects.h"

#include "base/error.h"
#include "model/terms.h"

#include <string.h>

acm__mark acm__builder_mark(const acm_builder *b)
{
    return (acm__mark){b->objects.count, b->items.count, b->criteria.count, b->conditions.count,
                       b->terms.count,   b->texts.count, b->editions.count};
}

acm_status acm__builder_go_back(acm_builder *b, acm__mark mark, acm_error *err)
{
    b->objects.count = mark.objects;
    b->items.count = mark.items;
    b->criteria.count = mark.criteria;
    b->conditions.count = mark.conditions;
    b->terms.count = mark.terms;
    b->texts.count = mark.texts;
    b->editions.count = mark.editions;
    return acm__nomem(err);
}

uint32_t acm__builder_index(const acm_builder *b, acm_id id, acm__object_type type)
{
    if (!id || id > b->objects.count || b->objects.at[id - 1].type != type)
        return UINT32_MAX;
    return b->objects.at[id - 1].index;
}

static acm__str key_of(const acm_builder *b, acm_id id)
{
    const acm__object *object = &b->objects.at[id - 1];
    switch (object->type) {
    case ACM__OBJECT_ITEM:
        return b->items.at[object->index].key;
    case ACM__OBJECT_CONDITION:
        return b->conditions.at[object->index].key;
    case ACM__OBJECT_TERM:
        return b->terms.at[object->index].key;
    default:
        return (acm__str){"", 0};
    }
}

static uint32_t key_slot(const acm_builder *b, acm__str key)
{
    uint32_t slot = acm__hash(key.at, key.len) & b->key_mask;
    while (b->keys[slot] && !acm__str_equal(key_of(b, b->keys[slot]), key))
        slot = (slot + 1) & b->key_mask;
    return slot;
}

acm_id acm__builder_find(const acm_builder *b, acm__str key)
{
    return b->keys ? b->keys[key_slot(b, key)] : 0;
}

/* Makes sure that one more key fits; the table is at most half full. */
static bool reserve_key(acm_builder *b)
{
    if (b->keys && b->key_count * 2 <= b->key_mask)
        return true;
    uint32_t old_size = b->keys ? b->key_mask + 1 : 0, size = old_size ? old_size * 2 : 64;
    acm_id *old = b->keys, *keys = acm__calloc(&b->arena.allocator, size, sizeof *keys);
    if (!keys)
        return false;
    b->keys = keys;
    b->key_mask = size - 1;
    for (uint32_t i = 0; i < old_size; i++)
        if (old[i])
            keys[key_slot(b, key_of(b, old[i]))] = old[i];
    acm__free(&b->arena.allocator, old);
    return true;
}

acm_id acm__builder_new_id(acm_builder *b, acm__object_type type, uint32_t index)
{
    acm__object *object = reserve_key(b) ? acm__list_push(&b->arena, &b->objects) : NULL;
    if (!object)
        return 0;
    *object = (acm__object){type, index};
    return b->objects.count;
}

void acm__builder_insert(acm_builder *b, acm__str key, acm_id id)
{
    b->keys[key_slot(b, key)] = id;
    b->key_count++;
}

bool acm__builder_save(acm_builder *b, acm_builder *saved)
{
    *saved = *b;
    return acm__list_own(&b->arena, &saved->items) &&
           acm__list_own(&b->arena, &saved->conditions) &&
           acm__list_own(&b->arena, &saved->controls);
}

void acm__builder_restore(acm_builder *b, const acm_builder *saved)
{
    acm_builder now = *b;
    *b = *saved;
    b->arena = now.arena;
    b->keys = now.keys;
    b->key_mask = now.key_mask;
    memset(b->keys, 0, ((size_t)b->key_mask + 1) * sizeof *b->keys);
    for (acm_id id = 1; id <= b->objects.count; id++)
        if (b->objects.at[id - 1].type != ACM__OBJECT_CRITERION)
            b->keys[key_slot(b, key_of(b, id))] = id;
}

acm__str acm__builder_keep(acm_builder *b, acm__str text)
{
    return b->trusting ? text : acm__str_copy(&b->arena, text.at, text.len);
}

acm_status acm__builder_take_text(const acm_builder *b, const char *text, size_t len, size_t max,
                                  acm__str *out, acm_error *err)
{
    if (!acm__str_from(text, len, out))
        return acm__error(err, ACM_E_INVALID, "text is missing");
    if (out->len > max)
        return acm__error(err, ACM_E_LIMIT, "text of %u bytes is longer than %zu", out->len, max);
    size_t good = b && b->trusting ? out->len : acm__utf8_check(out->at, out->len);
    if (good == out->len)
        return ACM_OK;
    acm__error(err, ACM_E_ENCODING, "text is not UTF-8, or has a NUL, at byte %zu", good);
    acm__error_at(err, 0, 0, good);
    return ACM_E_ENCODING;
}

acm_status acm__builder_take_key(const acm_builder *b, const char *key, acm__str *out,
                                 acm_error *err)
{
    acm_status status = acm__builder_take_text(b, key, ACM_NTS, ACM__MAX_KEY, out, err);
    if (status)
        return status;
    if (!out->len)
        return acm__error(err, ACM_E_INVALID, "the key is empty");
    for (uint32_t i = 0; i < out->len; i++)
        if ((unsigned char)out->at[i] <= ' ')
            return acm__error(err, ACM_E_INVALID, "the key '%s' has a blank", out->at);
    if (acm__term_kind_of(*out))
        return acm__error(err, ACM_E_INVALID, "the key '%s' begins as those of terms do", out->at);
    if (acm__builder_find(b, *out))
        return acm__error(err, ACM_E_EXISTS, "the key '%s' is taken", out->at);
    if (b->objects.count >= ACM__MAX_OBJECTS)
        return acm__error(err, ACM_E_LIMIT, "more than %d items, conditions, criteria and terms",
                          ACM__MAX_OBJECTS);
    return ACM_OK;
}

bool acm__builder_add_text(acm_builder *b, acm_id id, acm_text_field field, uint32_t edition,
                           acm__str text)
{
    acm__str copy = acm__builder_keep(b, text);
    acm__text *t = copy.at ? acm__list_push(&b->arena, &b->texts) : NULL;
    if (!t)
        return false;
    *t = (acm__text){id, (uint16_t)field, (uint16_t)edition, copy};
    return true;
}

/* UINT32_MAX if there is none. */
static uint32_t find_edition(const acm_builder *b, acm__str tag)
{
    uint32_t i = 0;
    while (i < b->editions.count && !acm__name_equal(b->editions.at[i], tag))
        i++;
    return i < b->editions.count ? i : UINT32_MAX;
}

uint32_t acm__builder_edition(acm_builder *b, acm__str tag)
{
    uint32_t known = find_edition(b, tag);
    if (known != UINT32_MAX)
        return known;
    acm__str copy = acm__str_copy(&b->arena, tag.at, tag.len);
    acm__str *added = copy.at ? acm__list_push(&b->arena, &b->editions) : NULL;
    if (!added)
        return UINT32_MAX;
    *added = copy;
    return b->editions.count - 1;
}

acm_status acm_builder_text(acm_builder *builder, acm_id id, acm_text_field field,
                            const char *language, const char *text, size_t len, acm_error *err)
{
    acm__str tag, value;
    if (!builder || !text || field < ACM_TEXT_NAME || field > ACM_TEXT_NEXT_STEPS)
        return acm__error(err, ACM_E_INVALID, "builder or text is missing, or %d is no field",
                          field);
    if (!id || id > builder->objects.count ||
        builder->objects.at[id - 1].type == ACM__OBJECT_CRITERION)
        return acm__error(err, ACM_E_NOTFOUND, "no such item, condition or term in this builder");
    acm_status status =
        acm__builder_take_text(builder, language ? language : builder->editions.at[0].at, ACM_NTS,
                               ACM__MAX_KEY, &tag, err);
    if (!status)
        status = acm__builder_take_text(builder, text, len, ACM__MAX_TEXT, &value, err);
    if (status)
        return status;
    if (builder->editions.count >= ACM__MAX_EDITIONS && find_edition(builder, tag) == UINT32_MAX)
        return acm__error(err, ACM_E_LIMIT, "more than %d languages", ACM__MAX_EDITIONS);
    acm__mark mark = acm__builder_mark(builder);
    uint32_t edition = acm__builder_edition(builder, tag);
    if (edition == UINT32_MAX || !acm__builder_add_text(builder, id, field, edition, value))
        return acm__builder_go_back(builder, mark, err);
    return ACM_OK;
}
