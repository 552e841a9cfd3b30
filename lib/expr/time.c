/* time.c - what operators do with times. */
#include "base/instant.h"
#include "expr/node.h"

/* A time, or a string that reads as one. */
static bool to_time(const acm__value *value, int64_t *time)
{
    bool day;
    if (value->kind != ACM__VALUE_TIME)
        return value->kind == ACM__VALUE_STRING && acm__instant_parse(value->as.string, time, &day);
    *time = value->as.integer;
    return true;
}

bool acm__time_compare(const acm__value *a, const acm__value *b, int *order)
{
    int64_t first, second;
    bool either = a->kind == ACM__VALUE_TIME || b->kind == ACM__VALUE_TIME;
    if (!either || !to_time(a, &first) || !to_time(b, &second))
        return false;
    *order = (first > second) - (first < second);
    return true;
}

/* A number of milliseconds becomes a time; null for what is none. A fraction is cut off. */
static void set_time(acm__value *value)
{
    const double limit = 9223372036854775808.0; /* 2^63 */
    bool real = value->kind == ACM__VALUE_DOUBLE;
    if (real && value->as.real > -limit && value->as.real < limit)
        *value = (acm__value){ACM__VALUE_INTEGER, .as.integer = (int64_t)value->as.real};
    value->kind = value->kind == ACM__VALUE_INTEGER ? ACM__VALUE_TIME : ACM__VALUE_NULL;
}

void acm__time_calculate(uint32_t op, acm__value *a, const acm__value *b)
{
    acm__period period;
    acm__value by = *b;
    bool later = op == ACM__OP_ADD, between = !later && b->kind == ACM__VALUE_TIME;
    if (!later && op != ACM__OP_SUBTRACT) {
        a->kind = ACM__VALUE_NULL;
    } else if (b->kind == ACM__VALUE_STRING) {
        if (!acm__period_parse(b->as.string, &period) ||
            !acm__instant_after(a->as.integer, period, later ? 1 : -1, &a->as.integer))
            a->kind = ACM__VALUE_NULL;
    } else {
        a->kind = ACM__VALUE_INTEGER;
        if (between)
            by.kind = ACM__VALUE_INTEGER;
        acm__value_calculate(op, a, &by);
        if (!between)
            set_time(a);
    }
}
