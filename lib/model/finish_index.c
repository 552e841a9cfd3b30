/* finish_index.c - texts, numbers, keys and places, sorted or hashed for those who look them up. */
#include "model/finish.h"

#include <stdlib.h>

static uint32_t text_group(const acm__finishing *f, uint32_t index)
{
    return acm__finish_id(f, f->b->texts.at[index].id);
}

/* Adds a text to those of its id, which are the last, in order; it takes the place of one for the same thing. */
static void keep_text(acm_playbook *p, const acm__text *text)
{
    uint32_t at = p->text_count;
    while (at > 0 && p->texts[at - 1].id == text->id &&
           acm__text_order(&p->texts[at - 1], text) > 0)
        at--;
    if (at > 0 && p->texts[at - 1].id == text->id &&
        acm__text_order(&p->texts[at - 1], text) == 0) {
        p->texts[at - 1].text = text->text;
        return;
    }
    memmove(&p->texts[at + 1], &p->texts[at], (p->text_count++ - at) * sizeof *p->texts);
    p->texts[at] = *text;
}

/* Where the texts of each id begin. */
static bool index_texts(acm__finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t next = 0;
    acm_id end = acm__term_id(p, p->term_count);
    p->texts_of = acm__arena_calloc(f->arena, (size_t)end + 1, sizeof *p->texts_of);
    for (acm_id id = 0; p->texts_of && id <= end; id++) {
        while (next < p->text_count && p->texts[next].id < id)
            next++;
        p->texts_of[id] = next;
    }
    return p->texts_of;
}

/* Sorts texts by id, edition and field; of several for the same thing the last given stays. */
static bool make_texts(acm__finishing *f)
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
    acm__finish_sort(f, count, acm__term_id(p, p->term_count), text_group, f->scratch, position);
    for (uint32_t i = 0; i < count; i++) {
        sorted[position[i]] = f->b->texts.at[i];
        sorted[position[i]].id = text_group(f, i);
    }
    for (uint32_t i = 0; i < count; i++)
        keep_text(p, &sorted[i]);
    acm__free(&f->arena->allocator, sorted);
    for (uint32_t i = 0; i < p->text_count; i++)
        p->texts[i].text = acm__finish_text(f, p->texts[i].text);
    return index_texts(f);
}

static bool make_editions(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->edition_count = f->b->editions.count;
    p->editions = acm__arena_calloc(f->arena, p->edition_count, sizeof *p->editions);
    if (!p->editions)
        return false;
    for (uint32_t i = 0; i < p->edition_count; i++)
        p->editions[i] = acm__finish_text(f, f->b->editions.at[i]);
    return true;
}

static bool make_numbers(acm__finishing *f)
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
        qsort(p->numbers, count, sizeof *p->numbers, acm__numbered_order);
    return true;
}

static bool is_key(const acm_playbook *p, acm_id id, const char *key)
{
    return strcmp(acm_playbook_key(p, id, NULL), key) == 0;
}

/* Only keys of copies may be there already. */
static bool make_keys(acm__finishing *f)
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

static bool make_places(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->place_count = f->b->places.count;
    p->places = acm__arena_calloc(f->arena, p->place_count, sizeof *p->places);
    if (!p->places)
        return false;
    for (uint32_t i = 0; i < p->place_count; i++) {
        p->places[i] = f->b->places.at[i];
        p->places[i].id = acm__finish_id(f, p->places[i].id);
    }
    if (p->place_count)
        qsort(p->places, p->place_count, sizeof *p->places, compare_places);
    return true;
}

bool acm__finish_index(acm__finishing *f)
{
    return make_texts(f) && make_editions(f) && make_numbers(f) && make_keys(f) && make_places(f);
}
