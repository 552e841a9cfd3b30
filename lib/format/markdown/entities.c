#include "format/markdown/entities.h"

#include <stddef.h>
#include <string.h>

#define JOIN(a, b)      a##b
#define MEMBER_AT(line) JOIN(at_, line)

/* Name, NUL, text, NUL, one behind the other and found by where they begin: small, and no pointer to relocate. */
static const struct pool {
#define ACM__ENTITY(name, text) char MEMBER_AT(__LINE__)[sizeof(name "\0" text)];
#include "format/markdown/entities.def"
#undef ACM__ENTITY
} pool = {
#define ACM__ENTITY(name, text) name "\0" text,
#include "format/markdown/entities.def"
#undef ACM__ENTITY
};

static const uint16_t places[] = {
#define ACM__ENTITY(name, text) (uint16_t) offsetof(struct pool, MEMBER_AT(__LINE__)),
#include "format/markdown/entities.def"
#undef ACM__ENTITY
};

_Static_assert(sizeof pool <= UINT16_MAX, "places are of 16 bits");

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

static int compare(const char *entity, acm__str name)
{
    int order = strncmp(entity, name.at, name.len);
    return order ? order : entity[name.len] != '\0';
}

static uint32_t decode_name(acm__str name, char *out)
{
    size_t low = 0, high = sizeof places / sizeof places[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *entity = (const char *)&pool + places[middle];
        int order = compare(entity, name);
        if (order == 0) {
            const char *text = entity + name.len + 1;
            uint32_t n = (uint32_t)strlen(text);
            memcpy(out, text, n);
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
