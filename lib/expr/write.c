/* write.c - values as text, as expressions write them. */
#include "base/instant.h"
#include "base/number.h"
#include "expr/expr.h"

#include <string.h>

/* What stands in the way of a quote is escaped; a string stays on its line. */
static void put_string(acm__str string, acm__value_put put, void *to)
{
    static const char plain[] = "\\'\n\t", escaped[] = "\\\\\\'\\n\\t";
    uint32_t start = 0;
    put(to, ACM__STR("'"));
    for (uint32_t i = 0; i < string.len; i++) {
        const char *found = memchr(plain, string.at[i], sizeof plain - 1);
        if (!found)
            continue;
        put(to, (acm__str){string.at + start, i - start});
        put(to, (acm__str){escaped + 2 * (found - plain), 2});
        start = i + 1;
    }
    put(to, (acm__str){string.at + start, string.len - start});
    put(to, ACM__STR("'"));
}

static void put_set(const acm__value *set, acm__value_put put, void *to)
{
    put(to, ACM__STR("{"));
    for (uint32_t i = 0; i < set->as.set.count; i++) {
        if (i)
            put(to, ACM__STR(", "));
        put_string(set->as.set.at[i], put, to);
    }
    put(to, ACM__STR("}"));
}

/* A double is never taken for a whole number. */
static uint32_t write_double(double value, char digits[ACM__NUMBER_BYTES])
{
    size_t len = acm__number_write_real(value, digits);
    if (!memchr(digits, '.', len) && !memchr(digits, 'e', len)) {
        digits[len++] = '.';
        digits[len++] = '0';
    }
    return (uint32_t)len;
}

void acm__value_write(acm__value value, acm__value_put put, void *to)
{
    char digits[ACM__INSTANT_BYTES];
    _Static_assert(sizeof digits >= ACM__NUMBER_BYTES, "numbers fit too");
    acm__str text = {digits, 0};
    switch (value.kind) {
    case ACM__VALUE_BOOLEAN:
        text = value.as.boolean ? ACM__STR("true") : ACM__STR("false");
        break;
    case ACM__VALUE_INTEGER:
        text.len = (uint32_t)acm__number_write_integer(value.as.integer, digits);
        break;
    case ACM__VALUE_DOUBLE:
        text.len = write_double(value.as.real, digits);
        break;
    case ACM__VALUE_TIME:
        text.len = (uint32_t)acm__instant_write(value.as.integer, digits);
        break;
    case ACM__VALUE_STRING:
        put_string(value.as.string, put, to);
        return;
    case ACM__VALUE_SET:
        put_set(&value, put, to);
        return;
    default:
        text = ACM__STR("null");
    }
    put(to, text);
}
