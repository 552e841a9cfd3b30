/* write.c - values as text for people. */
#include "base/instant.h"
#include "base/number.h"
#include "expr/expr.h"

static void put_string(acm__str string, acm__str quote, acm__value_put put, void *to)
{
    put(to, quote);
    put(to, string);
    put(to, quote);
}

static void put_set(const acm__value *set, acm__str quote, acm__value_put put, void *to)
{
    put(to, ACM__STR("{"));
    for (uint32_t i = 0; i < set->as.set.count; i++) {
        if (i)
            put(to, ACM__STR(", "));
        put_string(set->as.set.at[i], quote, put, to);
    }
    put(to, ACM__STR("}"));
}

void acm__value_write(acm__value value, acm__str quote, acm__value_put put, void *to)
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
        text.len = (uint32_t)acm__number_write_real(value.as.real, digits);
        break;
    case ACM__VALUE_TIME:
        text.len = (uint32_t)acm__instant_write(value.as.integer, digits);
        break;
    case ACM__VALUE_STRING:
        put_string(value.as.string, quote, put, to);
        return;
    case ACM__VALUE_SET:
        put_set(&value, quote, put, to);
        return;
    default:
        text = ACM__STR("null");
    }
    put(to, text);
}
