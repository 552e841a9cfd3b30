#include "format/json/walk.h"

#include <string.h>

size_t acm__json_byte_order_mark(acm__str text)
{
    return text.len >= 3 && memcmp(text.at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Behind the closing quote of the string that begins at i. */
static size_t skip_string(acm__str text, size_t i)
{
    for (i++; i < text.len && text.at[i] != '"'; i++)
        i += text.at[i] == '\\';
    return i < text.len ? i + 1 : text.len;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(acm__str text, size_t i)
{
    while (i < text.len && is_blank(text.at[i]))
        i++;
    return i;
}

static bool ends_word(char c)
{
    return is_blank(c) || memchr(",:\"[]{}", c, 7);
}

static size_t skip_word(acm__str text, size_t i)
{
    while (i < text.len && !ends_word(text.at[i]))
        i++;
    return i;
}

static size_t skip_token(acm__str text, size_t i)
{
    if (text.at[i] == '"')
        return skip_string(text, i);
    return ends_word(text.at[i]) ? i + 1 : skip_word(text, i);
}

static size_t skip_value(acm__str text, size_t i)
{
    size_t depth = 0;
    do {
        depth += text.at[i] == '[' || text.at[i] == '{';
        depth -= text.at[i] == ']' || text.at[i] == '}';
        i = skip_token(text, i);
    } while (depth && i < text.len);
    return i;
}

size_t acm__json_too_deep(acm__str text, uint32_t depth)
{
    uint32_t open = 0;
    for (size_t i = 0; i < text.len; i = skip_token(text, i)) {
        char c = text.at[i];
        if ((c == '[' || c == '{') && open++ == depth)
            return i;
        if ((c == ']' || c == '}') && open)
            open--;
    }
    return text.len;
}

size_t acm__json_token(acm__str text, size_t offset)
{
    size_t i = 0, start = 0;
    while (i <= offset && i < text.len) {
        start = i;
        i = skip_token(text, i);
    }
    return start;
}

size_t acm__json_first(acm__str text)
{
    return skip_blanks(text, acm__json_byte_order_mark(text));
}

static size_t value_of(acm__str text, size_t key)
{
    size_t colon = skip_blanks(text, skip_string(text, key));
    return skip_blanks(text, colon + 1);
}

size_t acm__json_next(acm__str text, size_t element)
{
    size_t comma = skip_blanks(text, skip_value(text, element));
    return skip_blanks(text, comma + 1);
}

size_t acm__json_child(acm__str text, size_t value, size_t index, bool key)
{
    bool object = text.at[value] == '{';
    size_t i = skip_blanks(text, value + 1);
    for (; index > 0; index--)
        i = acm__json_next(text, object ? value_of(text, i) : i);
    return object && !key ? value_of(text, i) : i;
}

/* How many bytes of UTF-8 an escape such as \u00e9 means; of a surrogate pair each half is two. */
static size_t unit_bytes(const char *digits)
{
    unsigned unit = 0;
    for (size_t i = 0; i < 4; i++) {
        unsigned c = (unsigned char)digits[i];
        unit = unit * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    bool surrogate = unit >= 0xD800 && unit < 0xE000;
    return unit < 0x80 ? 1 : unit < 0x800 || surrogate ? 2 : 3;
}

size_t acm__json_within(acm__str text, size_t string, size_t byte)
{
    size_t i = string + 1;
    while (byte > 0 && i < text.len && text.at[i] != '"') {
        bool escape = text.at[i] == '\\', unit = escape && text.at[i + 1] == 'u';
        size_t means = unit ? unit_bytes(text.at + i + 2) : 1;
        i += unit ? 6 : escape ? 2 : 1;
        byte -= means < byte ? means : byte;
    }
    return i;
}
