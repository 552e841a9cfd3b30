/* value.c - what operators do with values; never an infinity, never a NaN, the same bits on every machine. */
#include "expr/node.h"

#include <float.h>
#include <string.h>

void acm__value_set_boolean(acm__value *value, bool boolean)
{
    value->kind = ACM__VALUE_BOOLEAN;
    value->as.boolean = boolean;
}

void acm__value_set_real(acm__value *value, double real)
{
    bool finite = real >= -DBL_MAX && real <= DBL_MAX;
    value->kind = finite ? ACM__VALUE_DOUBLE : ACM__VALUE_NULL;
    value->as.real = real;
}

static void set_integer(acm__value *value, int64_t integer)
{
    value->kind = ACM__VALUE_INTEGER;
    value->as.integer = integer;
}

static bool is_number(const acm__value *value)
{
    return value->kind == ACM__VALUE_INTEGER || value->kind == ACM__VALUE_DOUBLE;
}

static double to_real(const acm__value *number)
{
    return number->kind == ACM__VALUE_INTEGER ? (double)number->as.integer : number->as.real;
}

/* 1 or 0 for a boolean and for a string that names one, else -1. */
static int to_boolean(const acm__value *value)
{
    if (value->kind == ACM__VALUE_BOOLEAN)
        return value->as.boolean;
    if (value->kind != ACM__VALUE_STRING)
        return -1;
    if (acm__str_equal(value->as.string, ACM__STR("true")))
        return 1;
    return acm__str_equal(value->as.string, ACM__STR("false")) ? 0 : -1;
}

bool acm__value_holds(const acm__value *value)
{
    return to_boolean(value) == 1;
}

bool acm__value_true(acm__value value)
{
    return acm__value_holds(&value);
}

static int sign(bool less, bool greater)
{
    return greater - less;
}

/* Exact: no integer is rounded on the way. */
static int compare_mixed(int64_t integer, double real)
{
    const double limit = 9223372036854775808.0; /* 2^63 */
    if (real >= limit)
        return -1;
    if (real < -limit)
        return 1;
    int64_t whole = (int64_t)real;
    if (integer != whole)
        return sign(integer<whole, integer> whole);
    double fraction = real - (double)whole;
    return sign(fraction > 0, fraction < 0);
}

static int compare_numbers(const acm__value *a, const acm__value *b)
{
    if (a->kind == ACM__VALUE_DOUBLE && b->kind == ACM__VALUE_DOUBLE)
        return sign(a->as.real<b->as.real, a->as.real> b->as.real);
    if (a->kind == ACM__VALUE_DOUBLE)
        return -compare_mixed(b->as.integer, a->as.real);
    if (b->kind == ACM__VALUE_DOUBLE)
        return compare_mixed(a->as.integer, b->as.real);
    return sign(a->as.integer<b->as.integer, a->as.integer> b->as.integer);
}

static int compare_strings(acm__str a, acm__str b)
{
    uint32_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    return order ? order : sign(a.len<b.len, a.len> b.len);
}

static bool contains(const acm__value *set, acm__str member)
{
    for (uint32_t i = 0; i < set->as.set.count; i++)
        if (acm__str_equal(set->as.set.at[i], member))
            return true;
    return false;
}

bool acm__value_in(const acm__value *value, const acm__value *set)
{
    return value->kind == ACM__VALUE_STRING && set->kind == ACM__VALUE_SET &&
           contains(set, value->as.string);
}

bool acm__value_contains(const acm__value *whole, const acm__value *part)
{
    if (whole->kind != ACM__VALUE_STRING || part->kind != ACM__VALUE_STRING)
        return acm__value_in(part, whole);
    acm__str text = whole->as.string, sought = part->as.string;
    for (; text.len >= sought.len; text.at++, text.len--)
        if (acm__str_equal((acm__str){text.at, sought.len}, sought))
            return true;
    return false;
}

static bool equal_sets(const acm__value *a, const acm__value *b)
{
    if (a->as.set.count != b->as.set.count)
        return false;
    for (uint32_t i = 0; i < a->as.set.count; i++)
        if (!contains(b, a->as.set.at[i]))
            return false;
    return true;
}

bool acm__value_equal(const acm__value *a, const acm__value *b)
{
    int order;
    if (is_number(a) && is_number(b))
        return compare_numbers(a, b) == 0;
    if (a->kind == ACM__VALUE_BOOLEAN || b->kind == ACM__VALUE_BOOLEAN)
        return to_boolean(a) >= 0 && to_boolean(a) == to_boolean(b);
    if (a->kind != b->kind || a->kind == ACM__VALUE_TIME)
        return acm__time_compare(a, b, &order) && order == 0;
    if (a->kind == ACM__VALUE_STRING)
        return acm__str_equal(a->as.string, b->as.string);
    return a->kind == ACM__VALUE_NULL || equal_sets(a, b);
}

bool acm__value_ordered(uint32_t op, const acm__value *a, const acm__value *b)
{
    int order;
    if (is_number(a) && is_number(b))
        order = compare_numbers(a, b);
    else if (a->kind == ACM__VALUE_STRING && b->kind == ACM__VALUE_STRING)
        order = compare_strings(a->as.string, b->as.string);
    else if (!acm__time_compare(a, b, &order))
        return false;
    switch (op) {
    case ACM__OP_LT:
        return order < 0;
    case ACM__OP_LE:
        return order <= 0;
    case ACM__OP_GT:
        return order > 0;
    default:
        return order >= 0;
    }
}

static bool add(int64_t a, int64_t b, int64_t *out)
{
    if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
        return false;
    *out = a + b;
    return true;
}

static bool subtract(int64_t a, int64_t b, int64_t *out)
{
    if (b > 0 ? a < INT64_MIN + b : a > INT64_MAX + b)
        return false;
    *out = a - b;
    return true;
}

static bool multiply(int64_t a, int64_t b, int64_t *out)
{
    if (a > 0 && (b > 0 ? a > INT64_MAX / b : b < INT64_MIN / a))
        return false;
    if (a < 0 && (b > 0 ? a < INT64_MIN / b : b < INT64_MAX / a))
        return false;
    *out = a * b;
    return true;
}

static bool modulo(int64_t a, int64_t b, int64_t *out)
{
    *out = b == -1 ? 0 : a % b; /* INT64_MIN % -1 is not defined in C */
    return true;
}

/* As fmod, which some C libraries keep in a library of its own: exact, with the sign of a. */
static double modulo_real(double a, double b)
{
    double rest = a < 0 ? -a : a, divisor = b < 0 ? -b : b, step = divisor;
    while (step <= rest * 0.5)
        step *= 2;
    for (;; step *= 0.5) {
        if (step <= rest)
            rest -= step;
        if (step <= divisor)
            return a < 0 ? -rest : rest;
    }
}

static double calculate(uint32_t op, double a, double b)
{
    switch (op) {
    case ACM__OP_ADD:
        return a + b;
    case ACM__OP_SUBTRACT:
        return a - b;
    case ACM__OP_MULTIPLY:
        return a * b;
    case ACM__OP_DIVIDE:
        return a / b;
    default:
        return modulo_real(a, b);
    }
}

/* False if the result is no integer, or too large for one. */
static bool calculate_exactly(uint32_t op, int64_t a, int64_t b, int64_t *out)
{
    switch (op) {
    case ACM__OP_ADD:
        return add(a, b, out);
    case ACM__OP_SUBTRACT:
        return subtract(a, b, out);
    case ACM__OP_MULTIPLY:
        return multiply(a, b, out);
    case ACM__OP_DIVIDE:
        return false;
    default:
        return modulo(a, b, out);
    }
}

void acm__value_calculate(uint32_t op, acm__value *a, const acm__value *b)
{
    if (a->kind == ACM__VALUE_TIME) {
        acm__time_calculate(op, a, b);
        return;
    }
    bool divides = op == ACM__OP_DIVIDE || op == ACM__OP_MODULO;
    int64_t integer;
    if (!is_number(a) || !is_number(b) || (divides && to_real(b) == 0))
        a->kind = ACM__VALUE_NULL;
    else if (a->kind == ACM__VALUE_INTEGER && b->kind == ACM__VALUE_INTEGER &&
             calculate_exactly(op, a->as.integer, b->as.integer, &integer))
        set_integer(a, integer);
    else
        acm__value_set_real(a, calculate(op, to_real(a), to_real(b)));
}

void acm__value_negate(acm__value *value)
{
    if (value->kind == ACM__VALUE_INTEGER && value->as.integer != INT64_MIN)
        value->as.integer = -value->as.integer;
    else if (is_number(value))
        acm__value_set_real(value, -to_real(value));
    else
        value->kind = ACM__VALUE_NULL;
}

bool acm__value_empty(const acm__value *value)
{
    return value->kind == ACM__VALUE_NULL ||
           (value->kind == ACM__VALUE_STRING && value->as.string.len == 0) ||
           (value->kind == ACM__VALUE_SET && value->as.set.count == 0);
}
