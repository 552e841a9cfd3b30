#include "model/playbook.h"

#include "base/error.h"
#include "base/records.h"
#include "model/keys.h"
#include "model/vocabulary.h"

#include <string.h>

acm_playbook *acm_playbook_retain(acm_playbook *playbook)
{
    if (playbook)
        atomic_fetch_add_explicit(&playbook->references, 1, memory_order_relaxed);
    return playbook;
}

void acm_playbook_free(acm_playbook *playbook)
{
    if (!playbook || atomic_fetch_sub_explicit(&playbook->references, 1, memory_order_acq_rel) != 1)
        return;
    acm__arena arena = playbook->arena; /* the playbook lies in its own arena's allocator */
    acm__free(&arena.allocator, playbook);
    acm__arena_dispose(&arena);
}

const acm__term *acm__playbook_term(const acm_playbook *p, acm_id id)
{
    return p && id >= acm__term_id(p, 0) && id < acm__term_id(p, p->term_count)
               ? &p->terms[id - acm__term_id(p, 0)]
               : NULL;
}

static acm__str key_of(const acm_playbook *p, acm_id id)
{
    const acm__item *item = acm__playbook_item(p, id);
    const acm__condition *condition = acm__playbook_condition(p, id);
    const acm__term *term = acm__playbook_term(p, id);
    return item ? item->key : condition ? condition->key : term ? term->key : (acm__str){NULL, 0};
}

const char *acm_playbook_key(const acm_playbook *playbook, acm_id id, size_t *len)
{
    acm__str key = key_of(playbook, id);
    if (len)
        *len = key.len;
    return key.at;
}

acm_id acm__playbook_by_key(const acm_playbook *p, acm__str key)
{
    uint32_t slot = acm__hash(key.at, key.len) & p->key_mask;
    for (; p->keys[slot]; slot = (slot + 1) & p->key_mask)
        if (acm__str_equal(key_of(p, p->keys[slot]), key))
            return p->keys[slot];
    return 0;
}

int acm__numbered_order(const void *a, const void *b)
{
    const acm__numbered *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return x->item < y->item ? -1 : x->item > y->item;
}

uint32_t acm__numbered_first(const acm__numbered *at, uint32_t count, int64_t number)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (at[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t acm__playbook_bearers(const acm_playbook *p, acm__str key, uint32_t *first)
{
    int64_t number;
    *first = 0;
    if (!acm__key_number(key, &number))
        return 0;
    *first = acm__numbered_first(p->numbers, p->number_count, number);
    return acm__numbered_first(p->numbers, p->number_count, number + 1) - *first;
}

static acm_status ambiguous(const acm_playbook *p, uint32_t first, uint32_t count, acm_error *err)
{
    acm__key_list keys = {.used = 0};
    for (uint32_t i = first; i < first + count; i++)
        acm__key_list_add(&keys, p->items[p->numbers[i].item].key);
    return acm__key_ambiguous(err, p->numbers[first].number, &keys);
}

acm_status acm_playbook_find(const acm_playbook *playbook, const char *key, size_t key_len,
                             acm_id *id, acm_error *err)
{
    acm__str name;
    uint32_t first;
    if (id)
        *id = 0;
    if (!playbook || !id || !acm__str_from(key, key_len, &name))
        return acm__error(err, ACM_E_INVALID, "playbook, key or id is missing");
    *id = acm__playbook_by_key(playbook, name);
    if (*id)
        return ACM_OK;
    uint32_t bearers = acm__playbook_bearers(playbook, name, &first);
    if (bearers > 1)
        return ambiguous(playbook, first, bearers, err);
    if (!bearers)
        return acm__key_unknown(err, name);
    *id = playbook->numbers[first].item;
    return ACM_OK;
}

uint32_t acm_playbook_semantics(const acm_playbook *playbook)
{
    return playbook ? playbook->semantics : 0;
}

acm_status acm_playbook_items(const acm_playbook *playbook, acm_item *out, size_t stride,
                              size_t capacity, size_t *count)
{
    acm__records r;
    acm_status status =
        acm__records_begin(&r, playbook, out, stride, capacity, sizeof(acm_item), count);
    if (status)
        return status;
    for (acm_id id = 1; id <= playbook->item_count; id++) {
        const acm__item *item = &playbook->items[id];
        acm_item record = {.id = id,
                           .parent = item->parent,
                           .kind = item->kind,
                           .part = item->part,
                           .flags = item->flags & ~ACM__ITEM_OWN_FLAGS,
                           .depth = item->depth,
                           .number = item->number,
                           .line = item->line,
                           .column = item->column};
        acm__records_put(&r, &record, sizeof record);
    }
    *count = r.count;
    return ACM_OK;
}

acm_status acm_playbook_conditions(const acm_playbook *playbook, acm_id item, acm_condition *out,
                                   size_t stride, size_t capacity, size_t *count)
{
    acm__records r;
    acm_status status =
        acm__records_begin(&r, playbook, out, stride, capacity, sizeof(acm_condition), count);
    if (status)
        return status;
    const acm__item *only = acm__playbook_item(playbook, item);
    if (item && !only)
        return ACM_E_NOTFOUND;
    uint32_t first = only ? only->conditions : 0;
    uint32_t end = only ? first + only->condition_count : playbook->condition_count;
    for (uint32_t i = first; i < end; i++) {
        const acm__condition *c = &playbook->conditions[i];
        acm_condition record = {.id = acm__condition_id(playbook, i),
                                .item = c->item,
                                .gates =
                                    c->criterion ? playbook->criteria[c->criterion - 1].item : 0,
                                .kind = c->kind,
                                .flags = c->flags,
                                .line = c->line,
                                .column = c->column};
        acm__records_put(&r, &record, sizeof record);
    }
    *count = r.count;
    return ACM_OK;
}

uint32_t acm__first_of(const void *array, uint32_t count, size_t size, acm_id id)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (*(const acm_id *)((const char *)array + middle * size) < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t ref_at(const acm_playbook *p, acm_id item)
{
    return acm__first_of(p->refs, p->ref_count, sizeof *p->refs, item);
}

acm_status acm_playbook_refs(const acm_playbook *playbook, acm_id item, acm_ref_kind kind,
                             acm_ref *out, size_t stride, size_t capacity, size_t *count)
{
    acm__records r;
    acm_status status =
        acm__records_begin(&r, playbook, out, stride, capacity, sizeof(acm_ref), count);
    if (status)
        return status;
    if (item && !acm__playbook_item(playbook, item))
        return ACM_E_NOTFOUND;
    uint32_t end = item ? ref_at(playbook, item + 1) : playbook->ref_count;
    for (uint32_t i = item ? ref_at(playbook, item) : 0; i < end; i++)
        if (!kind || playbook->refs[i].kind == kind)
            acm__records_put(&r, &playbook->refs[i], sizeof playbook->refs[i]);
    *count = r.count;
    return ACM_OK;
}

acm_status acm_playbook_terms(const acm_playbook *playbook, acm_term_kind kind, acm_id *out,
                              size_t capacity, size_t *count)
{
    acm__records r;
    acm_status status =
        acm__records_begin(&r, playbook, out, sizeof(acm_id), capacity, sizeof(acm_id), count);
    if (status)
        return status;
    if (kind < ACM_TERM_ROLE || kind > ACM_TERM_PHASE)
        return ACM_E_INVALID;
    for (uint32_t i = 0; i < playbook->term_count; i++) {
        acm_id id = acm__term_id(playbook, i);
        if (playbook->terms[i].kind == kind)
            acm__records_put(&r, &id, sizeof id);
    }
    *count = r.count;
    return ACM_OK;
}

int acm__text_order(const acm__text *a, const acm__text *b)
{
    if (a->edition != b->edition)
        return a->edition < b->edition ? -1 : 1;
    return a->field < b->field ? -1 : a->field > b->field;
}

static const acm__text *find_text(const acm_playbook *p, uint32_t edition, acm_id id,
                                  acm_text_field field)
{
    if (id >= acm__term_id(p, p->term_count))
        return NULL;
    for (uint32_t i = p->texts_of[id]; i < p->texts_of[id + 1]; i++)
        if (p->texts[i].edition == edition && p->texts[i].field == (uint16_t)field)
            return &p->texts[i];
    return NULL;
}

acm__tongue acm__playbook_tongue(const acm_playbook *p, const char *language)
{
    for (uint32_t i = 0; language && i < p->edition_count; i++)
        if (acm__tag_equal(p->editions[i].at, language))
            return (acm__tongue){language, i};
    return (acm__tongue){language ? language : p->editions[0].at, 0};
}

/* Terms of the vocabulary are called by each language's own word, whether the playbook has that edition or not. */
static acm__str term_word(const acm_playbook *p, acm_id id, const char *language, const char **used)
{
    const acm__term *term = acm__playbook_term(p, id);
    if (!term || !term->word)
        return (acm__str){NULL, 0};
    const acm__language *known =
        acm__language_find((acm__str){language, (uint32_t)strlen(language)});
    *used = acm__language_tag(known);
    return acm__vocabulary_word(known, term->word);
}

static acm__str text_in(const acm_playbook *p, acm_id id, acm_text_field field, acm__tongue tongue,
                        const char **used)
{
    acm__str word = {NULL, 0};
    if (field == ACM_TEXT_NAME && id > p->item_count)
        word = term_word(p, id, tongue.tag, used);
    if (word.at)
        return word;
    const acm__text *found = find_text(p, tongue.edition, id, field);
    if (!found && tongue.edition)
        found = find_text(p, 0, id, field);
    *used = found ? p->editions[found->edition].at : NULL;
    return found ? found->text : (acm__str){NULL, 0};
}

const char *acm_playbook_text(const acm_playbook *playbook, acm_id id, acm_text_field field,
                              const char *language, const char **used, size_t *len)
{
    const char *tag = NULL;
    acm__str text = {NULL, 0};
    if (playbook)
        text = text_in(playbook, id, field, acm__playbook_tongue(playbook, language), &tag);
    if (used)
        *used = tag;
    if (len)
        *len = text.len;
    return text.at;
}

acm__str acm__playbook_name(const acm_playbook *p, acm_id id, acm__tongue tongue)
{
    const char *used;
    acm__str text = text_in(p, id, ACM_TEXT_NAME, tongue, &used);
    if (!text.at)
        text = key_of(p, id);
    return text.at ? text : ACM__STR("?");
}

const char *acm_playbook_language(const acm_playbook *playbook, size_t index)
{
    return playbook && index < playbook->edition_count ? playbook->editions[index].at : NULL;
}

acm_status acm_playbook_numbers(const acm_playbook *playbook, acm_numbered *out, size_t stride,
                                size_t capacity, size_t *count)
{
    acm__records r;
    acm_status status =
        acm__records_begin(&r, playbook, out, stride, capacity, sizeof(acm_numbered), count);
    if (status)
        return status;
    for (uint32_t i = 0; i < playbook->number_count; i++) {
        acm_numbered record = {playbook->numbers[i].number, playbook->numbers[i].item, 0};
        acm__records_put(&r, &record, sizeof record);
    }
    *count = r.count;
    return ACM_OK;
}

const acm__placed *acm__playbook_places(const acm_playbook *p, acm_id id, uint32_t *count)
{
    uint32_t first = acm__first_of(p->places, p->place_count, sizeof *p->places, id);
    *count = acm__first_of(p->places, p->place_count, sizeof *p->places, id + 1) - first;
    return p->places + first;
}

/* Where something stands in a further edition; NULL if it does not. */
static const acm__placed *find_placed(const acm_playbook *p, acm_id id, uint32_t edition)
{
    uint32_t count;
    const acm__placed *at = acm__playbook_places(p, id, &count);
    for (uint32_t i = 0; i < count; i++)
        if (at[i].edition == edition)
            return &at[i];
    return NULL;
}

/* Where something stands in the first edition; page = UINT32_MAX if it does not. */
static acm_place first_place(const acm_playbook *p, acm_id id)
{
    const acm__item *item = acm__playbook_item(p, id);
    const acm__condition *condition = acm__playbook_condition(p, id);
    if (item)
        return (acm_place){item->page - 1, item->line, item->column, 0};
    if (condition)
        return (acm_place){condition->page - 1, condition->line, condition->column, 0};
    return (acm_place){UINT32_MAX, 0, 0, 0};
}

acm_status acm_playbook_place(const acm_playbook *playbook, acm_id id, size_t edition,
                              acm_place *out, size_t size)
{
    if (!playbook || !out)
        return ACM_E_INVALID;
    if (size < sizeof *out)
        return ACM_E_VERSION;
    acm_place record = {UINT32_MAX, 0, 0, 0};
    if (edition == 0) {
        record = first_place(playbook, id);
    } else if (edition < playbook->edition_count) {
        const acm__placed *at = find_placed(playbook, id, (uint32_t)edition);
        if (at)
            record = (acm_place){at->page, at->line, at->column, 0};
    }
    acm__struct_write(out, size, &record, sizeof record);
    return record.page == UINT32_MAX ? ACM_E_NOTFOUND : ACM_OK;
}

acm_status acm_playbook_pages(const acm_playbook *playbook, acm_page *out, size_t stride,
                              size_t capacity, size_t *count)
{
    acm__records r;
    acm_status status =
        acm__records_begin(&r, playbook, out, stride, capacity, sizeof(acm_page), count);
    if (status)
        return status;
    for (uint32_t i = 0; i < playbook->page_count; i++) {
        const acm__page *page = playbook->pages[i];
        acm_page record = {page->edition, page->item, page->base, 0};
        acm__records_put(&r, &record, sizeof record);
    }
    *count = r.count;
    return ACM_OK;
}

static const char *lend(acm__str text, size_t *len)
{
    bool any = text.at && text.len;
    if (len)
        *len = any ? text.len : 0;
    return any ? text.at : NULL;
}

const char *acm_playbook_page_text(const acm_playbook *playbook, size_t page, acm_page_field field,
                                   size_t *len)
{
    const acm__page *p = acm__playbook_page(playbook, page);
    acm__str text = {NULL, 0};
    switch (p ? field : 0) {
    case ACM_PAGE_PATH:
        text = p->path;
        break;
    case ACM_PAGE_FILE:
        text = p->file;
        break;
    case ACM_PAGE_STEM:
        text = p->stem;
        break;
    case ACM_PAGE_TITLE:
        text = p->title;
        break;
    case ACM_PAGE_OVERVIEW:
        text = p->overview;
        break;
    }
    return lend(text, len);
}

const char *acm_playbook_page_value(const acm_playbook *playbook, size_t page, const char *key,
                                    size_t *len)
{
    const acm__page *p = acm__playbook_page(playbook, page);
    acm__str wanted = {key, key ? (uint32_t)strlen(key) : 0}, value = {NULL, 0};
    for (uint32_t i = 0; key && p && i < p->front_matter.count; i++)
        if (acm__str_equal(p->front_matter.at[i].key, wanted))
            value = p->front_matter.at[i].value;
    return lend(value, len);
}

const acm__page *acm__playbook_page(const acm_playbook *p, size_t index)
{
    return p && index < p->page_count ? p->pages[index] : NULL;
}
