#include "analysis/anchors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

enum {
    NAME_MAX_BYTES = 256 /* of a name in HTML */
};

/* Letters, marks, digits, '_' and '-' stay. */
static bool is_kept(uint32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return c == '-' || category == UTF8PROC_CATEGORY_PC ||
           (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO);
}

/*
 * The name of a heading: small letters, punctuation dropped, dashes for blanks. Renderers differ in how many
 * dashes a lost sign leaves, so several count as one.
 */
static acm__str slug(acm__arena *arena, acm__str title)
{
    utf8proc_uint8_t *out = acm__arena_alloc(arena, (size_t)title.len * 2 + 4, 1);
    size_t len = 0, i = 0;
    uint32_t c;
    if (!out)
        return (acm__str){"", 0};
    while ((c = acm__utf8_next(title.at, title.len, &i)) != 0) {
        if (c == ' ' || c == '-') {
            if (len && out[len - 1] != '-')
                out[len++] = '-';
        } else if (is_kept(c)) {
            len += (size_t)utf8proc_encode_char(utf8proc_tolower((utf8proc_int32_t)c), out + len);
        }
    }
    len -= len && out[len - 1] == '-';
    return (acm__str){(const char *)out, (uint32_t)len};
}

static void add(acm__lint *lint, acm__anchors *anchors, uint32_t page, acm__str name)
{
    acm__anchor *anchor = acm__list_push(&lint->arena, anchors);
    if (anchor)
        *anchor = (acm__anchor){name, page};
}

/* What stands between `start` and the next `close`; empty if that is far. */
static acm__str up_to(const char *start, const char *end, char close)
{
    size_t left = (size_t)(end - start);
    const char *stop = memchr(start, close, left < NAME_MAX_BYTES ? left : NAME_MAX_BYTES);
    return (acm__str){start, stop ? (uint32_t)(stop - start) : 0};
}

/* Names that HTML gives, name="..." and id="...", and those of "{#...}". */
static void add_named(acm__lint *lint, acm__anchors *anchors, uint32_t page, acm__str text)
{
    const char *end = text.at + text.len;
    for (const char *at = text.at; (at = memchr(at, '=', (size_t)(end - at))) != NULL; at++) {
        size_t before = (size_t)(at - text.at);
        bool names = (before >= 4 && memcmp(at - 4, "name", 4) == 0) ||
                     (before >= 2 && memcmp(at - 2, "id", 2) == 0);
        if (names && end - at > 2 && (at[1] == '"' || at[1] == '\''))
            add(lint, anchors, page, slug(&lint->arena, up_to(at + 2, end, at[1])));
    }
    for (const char *at = text.at; (at = memchr(at, '{', (size_t)(end - at))) != NULL; at++)
        if (end - at > 2 && at[1] == '#')
            add(lint, anchors, page, slug(&lint->arena, up_to(at + 2, end, '}')));
}

static int compare(const void *a, const void *b)
{
    const acm__anchor *x = a, *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return acm__str_compare(x->name, y->name);
}

static void sort(acm__anchors *anchors)
{
    if (anchors->count > 1)
        qsort(anchors->at, anchors->count, sizeof *anchors->at, compare);
}

/* The second of several headings of one name gets "-1", the third "-2", ... */
static void add_repeated(acm__lint *lint, acm__anchors *anchors)
{
    uint32_t count = anchors->count, again = 0;
    for (uint32_t i = 1; i < count; i++) {
        const acm__anchor *anchor = &anchors->at[i];
        again = compare(anchor - 1, anchor) == 0 ? again + 1 : 0;
        char *name =
            again ? acm__arena_alloc(&lint->arena, (size_t)anchor->name.len + 12, 1) : NULL;
        if (!name)
            continue;
        memcpy(name, anchor->name.at, anchor->name.len);
        int digits = snprintf(name + anchor->name.len, 12, "-%u", again);
        add(lint, anchors, anchor->page, (acm__str){name, anchor->name.len + (uint32_t)digits});
    }
}

void acm__anchors_find(acm__lint *lint, acm__anchors *anchors)
{
    const acm_playbook *playbook = lint->playbook;
    for (uint32_t page = 0; page < playbook->page_count; page++) {
        const acm__page *p = playbook->pages[page];
        for (uint32_t i = 0; i < p->sections.count; i++)
            add(lint, anchors, page, slug(&lint->arena, p->sections.at[i].title));
    }
    sort(anchors);
    add_repeated(lint, anchors);
    for (uint32_t page = 0; page < playbook->page_count; page++) {
        const acm__page *p = playbook->pages[page];
        for (uint32_t i = 0; i < p->passages.count; i++)
            add_named(lint, anchors, page, p->passages.at[i].text);
    }
    sort(anchors);
}

bool acm__anchors_has(acm__lint *lint, const acm__anchors *anchors, uint32_t page, acm__str name)
{
    acm__anchor wanted = {slug(&lint->arena, name), page};
    return anchors->count &&
           bsearch(&wanted, anchors->at, anchors->count, sizeof wanted, compare) != NULL;
}
