#include "format/markdown/entities.h"

#include <string.h>

#define NAME_MAX 31

/* Without pointers, so that the table needs no relocation. */
static const struct entity {
    char name[NAME_MAX + 1];
    char text[ACM__ENTITY_MAX + 1];
} entities[] = {
#define ACM__ENTITY(name, text) {name, text},
#include "format/markdown/entities.def"
#undef ACM__ENTITY
};

static uint32_t encode(uint32_t c, char *out)
{
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    uint32_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (uint32_t i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)((0xF00u >> n & 0xF0u) | c);
    return n;
}

static uint32_t digit_of(char c)
{
    return c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a') + 10;
}

/* "#1234" or "#x12AB"; the parser has checked the digits and that there are at most seven. */
static uint32_t decode_number(acm__str number, char *out)
{
    bool hex = number.len > 1 && (number.at[1] | 0x20) == 'x';
    uint32_t c = 0;
    for (uint32_t i = hex ? 2 : 1; i < number.len; i++)
        c = c * (hex ? 16 : 10) + digit_of(number.at[i]);
    return encode(c, out);
}

static int compare(const struct entity *entity, acm__str name)
{
    int order = strncmp(entity->name, name.at, name.len);
    return order ? order : entity->name[name.len] != '\0';
}

static uint32_t decode_name(acm__str name, char *out)
{
    size_t low = 0, high = sizeof entities / sizeof entities[0];
    while (name.len <= NAME_MAX && low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(&entities[middle], name);
        if (order == 0) {
            uint32_t n = (uint32_t)strlen(entities[middle].text);
            memcpy(out, entities[middle].text, n);
            return n;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

uint32_t acm__entity_decode(acm__str reference, char out[ACM__ENTITY_MAX])
{
    if (reference.len < 3)
        return 0;
    acm__str body = {reference.at + 1, reference.len - 2};
    return body.at[0] == '#' ? decode_number(body, out) : decode_name(body, out);
}
