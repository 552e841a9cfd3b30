/* entries.c - the lists of a page as text and as statements of conditions. */
#include "model/mapping.h"

#include "base/error.h"

#include <string.h>

enum {
    COMPARED_MAX = 1000 /* entries of a section that are compared with each other */
};

/* Writes nested entries as lines, two blanks a level; returns the bytes, and writes them if `out` is there. */
static size_t write_entries(const acm__entries *entries, uint32_t level, char *out)
{
    size_t used = 0;
    for (uint32_t i = 0; i < entries->count; i++) {
        const acm__entry *e = &entries->at[i];
        if (out) {
            memset(out + used, ' ', level * 2);
            memcpy(out + used + level * 2, e->text.at, e->text.len);
            out[used + level * 2 + e->text.len] = '\n';
        }
        used += level * 2 + e->text.len + 1;
        used += write_entries(&e->items, level + 1, out ? out + used : NULL);
    }
    return used;
}

acm__str acm__mapping_lines(acm__mapping *m, const acm__entries *entries)
{
    size_t len = write_entries(entries, 0, NULL);
    if (!len || len > ACM__MAX_TEXT)
        return (acm__str){"", 0};
    char *text = acm__arena_alloc(&m->b->arena, len, 1);
    if (!text) {
        acm__mapping_failed(m, acm__nomem(m->err));
        return (acm__str){"", 0};
    }
    write_entries(entries, 0, text);
    text[len - 1] = '\0';
    return (acm__str){text, (uint32_t)(len - 1)};
}

bool acm__mapping_is_optional(const acm__mapping *m, acm__str text)
{
    int32_t kind;
    return acm__vocabulary_head(m->language, ACM__OPTIONAL_MARKER, text, &kind) ||
           acm__vocabulary_head(m->language, ACM__RESTRICTED_MARKER, text, &kind);
}

/* Whether an entry states a condition: not "none", and not one that stands in the section already. */
static bool states(acm__mapping *m, const acm__entries *entries, uint32_t index)
{
    const acm__entry *e = &entries->at[index];
    if (!e->text.len || acm__vocabulary_find(m->language, ACM__NONE, e->text))
        return false;
    for (uint32_t i = index < COMPARED_MAX ? 0 : index - COMPARED_MAX; i < index; i++) {
        if (!acm__name_equal(entries->at[i].text, e->text))
            continue;
        acm__mapping_fault(m, ACM__RULE_DUPLICATE_CONDITION, e->place, e->text);
        return false;
    }
    return true;
}

const acm__entry *acm__mapping_statement(acm__mapping *m, const acm__entries *entries, uint32_t *i)
{
    while (*i < entries->count)
        if (states(m, entries, (*i)++))
            return &entries->at[*i - 1];
    return NULL;
}

bool acm__mapping_any_blocks(const acm__mapping *m, const acm__entries *entries)
{
    for (uint32_t i = 0; i < entries->count; i++) {
        acm__str text = entries->at[i].text;
        if (text.len && !acm__vocabulary_find(m->language, ACM__NONE, text) &&
            !acm__mapping_is_optional(m, text))
            return true;
    }
    return false;
}
