#include "format/cmmn/write_ids.h"

#include <string.h>

#include <utf8proc.h>

enum {
    LAST_LETTER = 0xD7FF, /* what lies behind it is not a letter to all readers of XML */
    SUFFIX = 12           /* room for a number */
};

struct acm__cmmn_slot {
    acm__str name;
    uint32_t next; /* the number that the next one of this name gets */
};

static acm__cmmn_slot *slot_of(const acm__cmmn_ids *ids, acm__str name)
{
    uint32_t i = acm__hash(name.at, name.len) & ids->mask;
    while (ids->slots[i].name.at && !acm__str_equal(ids->slots[i].name, name))
        i = (i + 1) & ids->mask;
    return &ids->slots[i];
}

static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c | 0x20) - 'a' < 26 || c == '_';
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c <= LAST_LETTER &&
           (category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
            category == UTF8PROC_CATEGORY_LT || category == UTF8PROC_CATEGORY_LO);
}

/* Writes a text as an NCName: '/' becomes '.', what else is not allowed "_" and its code. */
static uint32_t write_name(acm__str text, char *out)
{
    static const char hex[] = "0123456789ABCDEF";
    char *at = out;
    uint32_t c;
    for (size_t i = 0, from = 0; (c = acm__utf8_next(text.at, text.len, &i)) != 0; from = i) {
        bool inner = c - '0' < 10 || c == '.' || (c == '-' && at > out && at[-1] != '-');
        if (inner && at == out)
            *at++ = '_';
        if (c == '/') {
            *at = at == out ? '_' : '.';
            at++;
        } else if (is_letter(c) || inner) {
            memcpy(at, text.at + from, i - from);
            at += i - from;
        } else {
            *at++ = '_';
            for (int shift = 20; shift >= 0; shift -= 4)
                if (c >> shift)
                    *at++ = hex[c >> shift & 15];
        }
    }
    if (at == out || at[-1] == '-')
        *at++ = '_';
    return (uint32_t)(at - out);
}

static uint32_t write_number(char *out, uint32_t number)
{
    char digits[SUFFIX];
    uint32_t count = 0, len = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
    } while ((number /= 10) != 0);
    out[len++] = '-';
    while (count)
        out[len++] = digits[--count];
    return len;
}

/* Gives a name that nothing has yet. at = NULL when memory is out. */
static acm__str claim(acm__cmmn_ids *ids, acm__str text)
{
    char *at = acm__arena_alloc(&ids->arena, (size_t)text.len * 3 + SUFFIX + 3, 1);
    if (!at)
        return (acm__str){NULL, 0};
    acm__str name = {at, write_name(text, at)};
    acm__cmmn_slot *slot = slot_of(ids, name), *first = slot;
    for (uint32_t len = name.len; slot->name.at; slot = slot_of(ids, name))
        name.len = len + write_number(at + len, first->next++);
    *slot = (acm__cmmn_slot){name, 2};
    return name;
}

static acm__str told(const acm_playbook *p, acm_id id, acm_control control)
{
    size_t len;
    const char *text = acm_playbook_control(p, id, control, &len);
    return (acm__str){text, (uint32_t)len};
}

/* What the model that it was read from calls a thing comes before what keys are made into. */
static void name_all(acm__cmmn_ids *ids, const acm_playbook *p)
{
    acm__str text;
    for (acm_id id = 1; id <= p->item_count; id++)
        if ((text = told(p, id, ACM_CONTROL_ORIGIN)).at)
            ids->items[id] = claim(ids, text);
    for (acm_id id = 1; id <= p->item_count; id++)
        if ((text = told(p, id, ACM_CONTROL_DEFINITION)).at)
            ids->definitions[id] = claim(ids, text);
    for (acm_id id = 1; id <= p->item_count; id++)
        if (!ids->items[id].at)
            ids->items[id] = claim(ids, p->items[id].key);
    if (!ids->definitions[1].at)
        ids->definitions[1] = claim(ids, ACM__STR("case"));
    for (uint32_t i = 0; i < p->term_count; i++)
        if (p->terms[i].kind == ACM_TERM_ROLE)
            ids->terms[i] = claim(ids, p->terms[i].key);
}

bool acm__cmmn_ids_init(acm__cmmn_ids *ids, const acm_playbook *p)
{
    uint32_t size = 64;
    memset(ids, 0, sizeof *ids);
    acm__arena_init(&ids->arena, &p->arena.allocator);
    while (size / 4 < p->item_count + p->term_count)
        size *= 2;
    ids->mask = size - 1;
    ids->slots = acm__arena_calloc(&ids->arena, size, sizeof *ids->slots);
    ids->items = acm__arena_calloc(&ids->arena, (size_t)p->item_count + 1, sizeof(acm__str));
    ids->definitions = acm__arena_calloc(&ids->arena, (size_t)p->item_count + 1, sizeof(acm__str));
    ids->terms = acm__arena_calloc(&ids->arena, (size_t)p->term_count + 1, sizeof(acm__str));
    if (ids->arena.failed)
        return false;
    name_all(ids, p);
    return !ids->arena.failed;
}

void acm__cmmn_ids_dispose(acm__cmmn_ids *ids)
{
    acm__arena_dispose(&ids->arena);
}
