#include "model/lookup.h"

#include "base/error.h"
#include "model/keys.h"

#include <stdlib.h>

bool acm__lookup_init(acm__lookup *lookup, const acm_builder *b, acm__arena *arena)
{
    *lookup = (acm__lookup){b, acm__arena_alloc(arena, b->items.count, sizeof(acm__numbered)), 0};
    if (!lookup->numbers)
        return false;
    for (uint32_t i = 0; i < b->items.count; i++)
        if (b->items.at[i].number >= 0)
            lookup->numbers[lookup->count++] =
                (acm__numbered){b->items.at[i].number, b->items.at[i].id};
    if (lookup->count)
        qsort(lookup->numbers, lookup->count, sizeof *lookup->numbers, acm__numbered_order);
    return true;
}

/* The only item that bears the number that a key is. */
static acm_status find_bearer(const acm__lookup *l, acm__str key, acm_id *id, acm_error *err)
{
    int64_t number;
    if (!acm__key_number(key, &number))
        return acm__key_unknown(err, key);
    uint32_t first = acm__numbered_first(l->numbers, l->count, number), end = first;
    acm__key_list keys = {.used = 0};
    for (; end < l->count && l->numbers[end].number == number && !keys.full; end++) {
        uint32_t index = acm__builder_index(l->b, l->numbers[end].item, ACM__OBJECT_ITEM);
        acm__key_list_add(&keys, l->b->items.at[index].key);
    }
    if (end == first)
        return acm__key_unknown(err, key);
    *id = l->numbers[first].item;
    return end - first > 1 ? acm__key_ambiguous(err, number, &keys) : ACM_OK;
}

acm_status acm__lookup_find(const acm__lookup *lookup, acm__str key, acm_id *id, acm_error *err)
{
    *id = acm__builder_find(lookup->b, key);
    if (*id && acm__builder_index(lookup->b, *id, ACM__OBJECT_TERM) == UINT32_MAX)
        return ACM_OK;
    *id = 0;
    return find_bearer(lookup, key, id, err);
}

static bool is_service(const acm_builder *b, acm__str name)
{
    for (uint32_t i = 0; i < b->terms.count; i++)
        if (b->terms.at[i].kind == ACM_TERM_SERVICE &&
            acm__key_spells(name, acm__key_without_kind(b->terms.at[i].key)))
            return true;
    return false;
}

/* Whether a key is that of a copy of a task for a service. */
static bool names_copy(const acm_builder *b, acm__str key)
{
    for (uint32_t i = key.len; i-- > 0;) {
        if (key.at[i] != '/')
            continue;
        acm_id task = acm__builder_find(b, (acm__str){key.at, i});
        uint32_t index = acm__builder_index(b, task, ACM__OBJECT_ITEM);
        if (index != UINT32_MAX && b->items.at[index].flags & ACM_ITEM_FOR_EACH_SERVICE &&
            is_service(b, (acm__str){key.at + i + 1, key.len - i - 1}))
            return true;
    }
    return false;
}

static acm_status check_reference(const acm__lookup *lookup, acm__str key, bool done,
                                  acm_error *err)
{
    acm_id id;
    const acm_builder *b = lookup->b;
    acm_status status = acm__lookup_find(lookup, key, &id, err);
    uint32_t index = acm__builder_index(b, id, ACM__OBJECT_ITEM);
    if ((status == ACM_E_AMBIGUOUS && done) || (status == ACM_E_NOTFOUND && names_copy(b, key)))
        return ACM_OK;
    if (!status && index == UINT32_MAX)
        return acm__error(err, ACM_E_NOTFOUND, "'%.*s' is no item", ACM__SHOWN(key));
    if (!status && !done && b->items.at[index].flags & ACM_ITEM_FOR_EACH_SERVICE)
        return acm__key_copied(err, key);
    return status;
}

acm_status acm__lookup_check(const acm__lookup *lookup, const acm__expr *expr, acm_error *err)
{
    acm__str key;
    size_t offset;
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && acm__expr_reference(expr, i, &key, &offset); i++) {
        status = check_reference(lookup, key, acm__expr_asks_done(expr, i), err);
        if (status)
            acm__error_at(err, 1, 1, offset);
    }
    return status;
}
