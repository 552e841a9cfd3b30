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

typedef enum mark {
    NO_MARK,
    SLASH,
    COMMA, /* or a semicolon */
    OPENING,
    CLOSING
} mark;

/* What stands at the start of a text, and its bytes. */
static mark mark_at(acm__str text, uint32_t *len)
{
    static const struct {
        char at[4];
        mark mark;
    } wide[] = {{"、", COMMA}, {"，", COMMA}, {"；", COMMA}, {"（", OPENING}, {"）", CLOSING}};
    *len = 1;
    switch (text.at[0]) {
    case '/':
        return SLASH;
    case ',':
    case ';':
        return COMMA;
    case '(':
        return OPENING;
    case ')':
        return CLOSING;
    default:
        break;
    }
    if ((unsigned char)text.at[0] < 0xE3 || text.len < 3)
        return NO_MARK;
    *len = 3;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (memcmp(text.at, wide[i].at, 3) == 0)
            return wide[i].mark;
    *len = 1;
    return NO_MARK;
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
    uint32_t depth = 0, start = 0, len;
    for (uint32_t i = 0; i < text.len; i += len) {
        mark found = mark_at((acm__str){text.at + i, text.len - i}, &len);
        if (found == OPENING)
            depth++;
        else if (found == CLOSING && depth > 0)
            depth--;
        else if (depth == 0 &&
                 (found == SLASH || (found == COMMA && separators == ACM__SEPARATORS_ALL))) {
            add(arena, list, (acm__str){text.at + start, i - start});
            start = i + len;
        }
    }
    add(arena, list, (acm__str){text.at + start, text.len - start});
}
