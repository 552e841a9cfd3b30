#include "model/lookup.h"

#include "base/error.h"
#include "model/keys.h"

/* Items that bear the number that a key is. */
typedef struct bearers {
    int64_t number;
    acm_id first;
    uint32_t count;
    acm__key_list keys;
} bearers;

static bearers find_bearers(const acm_builder *b, acm__str key)
{
    bearers found = {.number = -1};
    if (!acm__key_number(key, &found.number))
        return found;
    for (uint32_t i = 0; i < b->items.count; i++) {
        const acm__draft_item *item = &b->items.at[i];
        if (item->number != found.number)
            continue;
        found.first = found.count++ ? found.first : item->id;
        acm__key_list_add(&found.keys, item->key);
    }
    return found;
}

acm_status acm__builder_look_up(const acm_builder *b, acm__str key, acm_id *id, acm_error *err)
{
    *id = acm__builder_find(b, key);
    if (*id && acm__builder_index(b, *id, ACM__OBJECT_TERM) == UINT32_MAX)
        return ACM_OK;
    bearers found = find_bearers(b, key);
    *id = found.first;
    if (found.count > 1)
        return acm__key_ambiguous(err, found.number, &found.keys);
    return found.count ? ACM_OK : acm__key_unknown(err, key);
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

static acm_status check_reference(const acm_builder *b, acm__str key, bool done, acm_error *err)
{
    acm_id id;
    acm_status status = acm__builder_look_up(b, key, &id, err);
    uint32_t index = acm__builder_index(b, id, ACM__OBJECT_ITEM);
    if ((status == ACM_E_AMBIGUOUS && done) || (status == ACM_E_NOTFOUND && names_copy(b, key)))
        return ACM_OK;
    if (!status && index == UINT32_MAX)
        return acm__error(err, ACM_E_NOTFOUND, "'%.*s' is no item", (int)key.len, key.at);
    if (!status && !done && b->items.at[index].flags & ACM_ITEM_FOR_EACH_SERVICE)
        return acm__key_copied(err, key);
    return status;
}

acm_status acm__builder_check_references(const acm_builder *b, const acm__expr *expr,
                                         acm_error *err)
{
    acm__str key;
    size_t offset;
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && acm__expr_reference(expr, i, &key, &offset); i++) {
        status = check_reference(b, key, acm__expr_asks_done(expr, i), err);
        if (status)
            acm__error_at(err, 1, 1, offset);
    }
    return status;
}
