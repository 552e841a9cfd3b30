#include "format/markdown/values.h"

#include <string.h>

static acm__str trim(acm__str part)
{
    while (part.len && (part.at[0] == ' ' || part.at[0] == '*')) {
        part.at++;
        part.len--;
    }
    while (part.len && (part.at[part.len - 1] == ' ' || part.at[part.len - 1] == '*'))
        part.len--;
    return part;
}

static bool starts_with(acm__str text, const char *mark, uint32_t len)
{
    return text.len >= len && memcmp(text.at, mark, len) == 0;
}

/* Bytes of the separator that a text begins with, 0 if it does not. */
static uint32_t separator(acm__str text, acm__separators separators)
{
    if (text.at[0] == '/')
        return 1;
    if (separators == ACM__SEPARATORS_SLASH)
        return 0;
    if (text.at[0] == ';' || text.at[0] == ',')
        return 1;
    return starts_with(text, "、", 3) || starts_with(text, "，", 3) || starts_with(text, "；", 3)
               ? 3
               : 0;
}

/* 1 for an opening, -1 for a closing parenthesis, else 0. */
static int parenthesis(acm__str text)
{
    if (text.at[0] == '(' || starts_with(text, "（", 3))
        return 1;
    return text.at[0] == ')' || starts_with(text, "）", 3) ? -1 : 0;
}

static void add(acm__arena *arena, acm__strs *list, acm__str part)
{
    part = trim(part);
    if (part.len == 0 || (part.len == 1 && part.at[0] == '-'))
        return;
    acm__str copy = acm__str_copy(arena, part.at, part.len);
    acm__str *value = copy.at ? acm__list_push(arena, list) : NULL;
    if (value)
        *value = copy;
}

void acm__values_split(acm__arena *arena, acm__strs *list, acm__str text,
                       acm__separators separators)
{
    int depth = 0;
    uint32_t start = 0, i = 0;
    while (i < text.len) {
        acm__str rest = {text.at + i, text.len - i};
        depth += parenthesis(rest);
        depth = depth < 0 ? 0 : depth;
        uint32_t length = depth == 0 ? separator(rest, separators) : 0;
        if (length) {
            add(arena, list, (acm__str){text.at + start, i - start});
            start = i + length;
        }
        i += length ? length : 1;
    }
    add(arena, list, (acm__str){text.at + start, text.len - start});
}
