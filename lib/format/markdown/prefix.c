#include "format/markdown/prefix.h"

enum {
    NESTING_MAX = 100,
    CODE_INDENT = 4,
    ORDERED_DIGITS = 9,
    FENCE_MIN = 3,
    LEVEL_MAX = 6
};

typedef struct cursor {
    const char *text;
    uint32_t i, stop, column;
} cursor;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static uint32_t at_most(uint32_t n, uint32_t most)
{
    return n < most ? n : most;
}

static void skip_blanks(cursor *c, uint32_t most)
{
    for (; most > 0 && c->i < c->stop && is_blank(c->text[c->i]); most--) {
        c->column += c->text[c->i] == '\t' ? 4 - c->column % 4 : 1;
        c->i++;
    }
}

/* Bytes of the list marker at the cursor, 0 if there is none. */
static uint32_t list_marker(const cursor *c)
{
    uint32_t i = c->i;
    char first = c->text[i];
    if (first == '-' || first == '*' || first == '+') {
        i++;
    } else {
        while (i < c->stop && c->text[i] >= '0' && c->text[i] <= '9')
            i++;
        if (i == c->i || i - c->i > ORDERED_DIGITS || i == c->stop ||
            (c->text[i] != '.' && c->text[i] != ')'))
            return 0;
        i++;
    }
    return i == c->stop || is_blank(c->text[i]) ? i - c->i : 0;
}

/* Takes a quote or list marker; false if there is none. */
static bool take_marker(cursor *c, acm__prefix *prefix, uint32_t *base)
{
    if (c->text[c->i] == '>') {
        c->i++;
        c->column++;
        prefix->quotes++;
        skip_blanks(c, 1);
        *base = c->column;
        return true;
    }
    uint32_t length = list_marker(c);
    if (length == 0)
        return false;
    if (!prefix->marker)
        prefix->first = c->column;
    prefix->marker = true;
    c->i += length;
    c->column += length;
    prefix->item = c->column + 1;
    return true;
}

void acm__prefix_read(const char *text, uint32_t at, uint32_t stop, acm__prefix *prefix)
{
    cursor c = {text, at, stop, 0};
    uint32_t markers = 0, base = 0, last;
    *prefix = (acm__prefix){0};
    do {
        skip_blanks(&c, UINT32_MAX);
        last = c.i;
        if (markers <= NESTING_MAX)
            prefix->excess = c.i;
        markers++;
    } while (c.i < stop && text[c.i] <= '>' && take_marker(&c, prefix, &base));
    prefix->content = last;
    prefix->column = c.column;
    prefix->indent = at_most(c.column - base, NESTING_MAX * CODE_INDENT);
    prefix->quotes = at_most(prefix->quotes, NESTING_MAX);
    if (!prefix->marker)
        prefix->first = c.column;
}

void acm__container_enter(acm__container *list, const acm__prefix *prefix, bool after_blank)
{
    if (prefix->marker) {
        if (list->outer == 0 || prefix->first < list->outer)
            list->outer = prefix->item;
        list->inner = prefix->item;
    } else if (after_blank && prefix->column < list->outer) {
        list->outer = list->inner = 0;
    }
}

bool acm__prefix_is_code(const acm__prefix *prefix, const acm__container *list)
{
    uint32_t inside = prefix->quotes || prefix->column < list->inner ? 0 : list->inner;
    uint32_t indent = prefix->quotes ? prefix->indent : prefix->column;
    return !prefix->marker && !(list->outer && !inside) && indent >= inside + CODE_INDENT;
}

static uint32_t run(const char *text, uint32_t at, uint32_t stop)
{
    uint32_t i = at;
    while (i < stop && text[i] == text[at])
        i++;
    return i - at;
}

bool acm__prefix_is_heading(const char *text, uint32_t stop, const acm__prefix *prefix,
                            const acm__container *list)
{
    if (prefix->content == stop || text[prefix->content] != '#')
        return false;
    uint32_t level = run(text, prefix->content, stop), end = prefix->content + level;
    return level <= LEVEL_MAX && (end == stop || is_blank(text[end])) &&
           !acm__prefix_is_code(prefix, list);
}

bool acm__fence_begin(acm__fence *fence, const char *text, uint32_t stop, const acm__prefix *prefix,
                      const acm__container *list)
{
    char mark = text[prefix->content];
    if (mark != '`' && mark != '~')
        return false;
    uint32_t length = run(text, prefix->content, stop);
    if (length < FENCE_MIN || acm__prefix_is_code(prefix, list))
        return false;
    for (uint32_t i = prefix->content + length; mark == '`' && i < stop; i++)
        if (text[i] == '`')
            return false;
    uint32_t item = prefix->column >= list->outer ? list->outer : 0;
    *fence = (acm__fence){mark, length, prefix->quotes, item};
    return true;
}

static bool closes(const acm__fence *fence, const char *text, uint32_t stop,
                   const acm__prefix *prefix)
{
    uint32_t at = prefix->content;
    if (prefix->marker || at == stop || text[at] != fence->mark)
        return false;
    uint32_t length = run(text, at, stop);
    uint32_t i = at + length;
    while (i < stop && is_blank(text[i]))
        i++;
    return length >= fence->length && i == stop;
}

bool acm__fence_holds(acm__fence *fence, const char *text, uint32_t stop, const acm__prefix *prefix)
{
    if (fence->length == 0)
        return false;
    bool blank = prefix->content == stop;
    bool left = prefix->quotes < fence->quotes || (!blank && prefix->first < fence->item);
    if (left || closes(fence, text, stop, prefix))
        fence->length = 0;
    return !left;
}
