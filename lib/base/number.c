#include "base/number.h"

#include <inttypes.h>
#include <stdio.h>
#include <float.h>
#include <stdbool.h>
#include <string.h>

_Static_assert(FLT_RADIX == 2 && DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024, "double is binary64");

enum {
    DIGITS = 40,             /* significant digits that are kept; one more stands for the rest */
    MAGNITUDE_MAX = 309,     /* digits before the point of DBL_MAX */
    MAGNITUDE_MIN = -323,    /* the same of half the smallest double: anything below is 0 */
    EXPONENT_MAX = 1 << 24,  /* where exponents and counts of digits saturate, far outside both */
    EXPONENT_LOWEST = -1074, /* of the lowest bit of a double */
    LIMBS = 48               /* both sides of a comparison stay below 1,400 bits */
};

/* 0.d1d2d3... * 10^magnitude, d1 not 0; count 0 is zero. */
typedef struct decimal {
    uint8_t digits[DIGITS + 1];
    int count;
    int32_t magnitude;
} decimal;

typedef struct big {
    uint32_t limbs[LIMBS];
    int count;
} big;

static void big_multiply_add(big *b, uint32_t factor, uint32_t carry)
{
    for (int i = 0; i < b->count; i++) {
        uint64_t product = (uint64_t)b->limbs[i] * factor + carry;
        b->limbs[i] = (uint32_t)product;
        carry = (uint32_t)(product >> 32);
    }
    if (carry)
        b->limbs[b->count++] = carry;
}

static void big_raise(big *b, uint32_t base, int32_t exponent)
{
    for (; exponent > 0; exponent--)
        big_multiply_add(b, base, 0);
}

static void big_double(big *b, int32_t times)
{
    for (; times >= 31; times -= 31)
        big_multiply_add(b, UINT32_C(1) << 31, 0);
    if (times > 0)
        big_multiply_add(b, UINT32_C(1) << times, 0);
}

static int big_compare(const big *a, const big *b)
{
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (int i = a->count - 1; i >= 0; i--)
        if (a->limbs[i] != b->limbs[i])
            return a->limbs[i] < b->limbs[i] ? -1 : 1;
    return 0;
}

static double from_bits(uint64_t bits)
{
    double d;
    memcpy(&d, &bits, sizeof d);
    return d;
}

static uint64_t to_bits(double d)
{
    uint64_t bits;
    memcpy(&bits, &d, sizeof bits);
    return bits;
}

/* Compares a decimal with the middle between the double of `bits` and the next larger one. */
static int compare_middle(const decimal *d, uint64_t bits)
{
    int32_t biased = (int32_t)(bits >> 52);
    uint64_t fraction = (bits & 0xFFFFFFFFFFFFF) | (biased ? UINT64_C(1) << 52 : 0);
    int32_t exponent2 = EXPONENT_LOWEST - 1 + (biased ? biased - 1 : 0);
    int32_t exponent10 = d->magnitude - d->count;
    uint64_t middle = 2 * fraction + 1;
    big left = {.count = 0}, right = {.limbs = {(uint32_t)middle, (uint32_t)(middle >> 32)}};
    right.count = right.limbs[1] ? 2 : 1;
    for (int i = 0; i < d->count; i++)
        big_multiply_add(&left, 10, d->digits[i]);
    big_raise(exponent10 > 0 ? &left : &right, 10, exponent10 > 0 ? exponent10 : -exponent10);
    big_double(exponent2 > 0 ? &right : &left, exponent2 > 0 ? exponent2 : -exponent2);
    return big_compare(&left, &right);
}

static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22}; /* all of them exact */

static double scale(double value, int32_t exponent)
{
    for (; exponent > 22; exponent -= 22)
        value *= 1e22;
    for (; exponent < -22; exponent += 22)
        value /= 1e22;
    return exponent < 0 ? value / powers[-exponent] : value * powers[exponent];
}

/* A double at most a few steps away. *exact if it is right already: one rounding of exact operands. */
static double approximate(const decimal *d, bool *exact)
{
    uint64_t leading = 0;
    int used = d->count < 19 ? d->count : 19;
    for (int i = 0; i < used; i++)
        leading = leading * 10 + d->digits[i];
    int32_t exponent = d->magnitude - used;
    *exact = used == d->count && leading <= UINT64_C(1) << 53 && exponent >= -22 && exponent <= 22;
    double value = scale((double)leading, exponent);
    return value <= DBL_MAX ? value : DBL_MAX;
}

/* False if it is too large. */
static bool to_double(const decimal *d, double *out)
{
    *out = 0;
    if (d->count == 0 || d->magnitude < MAGNITUDE_MIN)
        return true;
    if (d->magnitude > MAGNITUDE_MAX)
        return false;
    bool exact;
    *out = approximate(d, &exact);
    if (exact)
        return true;
    uint64_t bits = to_bits(*out);
    while (bits > 0 && compare_middle(d, bits - 1) < 0)
        bits--;
    while (bits <= to_bits(DBL_MAX) && compare_middle(d, bits) > 0)
        bits++;
    if (bits & 1 && bits <= to_bits(DBL_MAX) && compare_middle(d, bits) == 0)
        bits++;
    if (bits & 1 && compare_middle(d, bits - 1) == 0)
        bits--;
    *out = from_bits(bits);
    return bits <= to_bits(DBL_MAX);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add_digit(decimal *d, char c, bool before_point)
{
    uint8_t digit = (uint8_t)(c - '0');
    bool leading = d->count == 0 && digit == 0;
    if (before_point && !leading && d->magnitude < EXPONENT_MAX)
        d->magnitude++;
    if (!before_point && leading && d->magnitude > -EXPONENT_MAX)
        d->magnitude--;
    if (leading)
        return;
    if (d->count < DIGITS)
        d->digits[d->count++] = digit;
    else if (d->count == DIGITS && digit)
        d->digits[d->count++] = 1;
}

static size_t read_digits(const char *at, size_t len, size_t i, decimal *d, bool before_point)
{
    while (i < len && is_digit(at[i]))
        add_digit(d, at[i++], before_point);
    return i;
}

static size_t read_exponent(const char *at, size_t len, size_t i, int32_t *exponent)
{
    size_t start = i;
    bool negative = false;
    *exponent = 0;
    if (i >= len || (at[i] != 'e' && at[i] != 'E'))
        return start;
    if (++i < len && (at[i] == '+' || at[i] == '-'))
        negative = at[i++] == '-';
    if (i >= len || !is_digit(at[i]))
        return start;
    for (; i < len && is_digit(at[i]); i++)
        if (*exponent < EXPONENT_MAX)
            *exponent = *exponent * 10 + (at[i] - '0');
    if (negative)
        *exponent = -*exponent;
    return i;
}

static bool to_integer(const char *at, size_t len, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < len; i++) {
        int digit = at[i] - '0';
        if (*out > (INT64_MAX - digit) / 10)
            return false;
        *out = *out * 10 + digit;
    }
    return true;
}

size_t acm__number_read(const char *at, size_t len, acm__number *out)
{
    decimal d = {.count = 0};
    int32_t exponent;
    *out = (acm__number){.kind = ACM__NUMBER_INTEGER};
    size_t whole = read_digits(at, len, 0, &d, true), end = whole;
    if (whole == 0)
        return 0;
    if (end + 1 < len && at[end] == '.' && is_digit(at[end + 1]))
        end = read_digits(at, len, end + 1, &d, false);
    end = read_exponent(at, len, end, &exponent);
    if (end == whole && to_integer(at, whole, &out->integer))
        return end;
    d.magnitude += exponent;
    out->kind = to_double(&d, &out->real) ? ACM__NUMBER_REAL : ACM__NUMBER_TOO_LARGE;
    return end;
}

size_t acm__number_write_integer(int64_t value, char out[ACM__NUMBER_BYTES])
{
    return (size_t)snprintf(out, ACM__NUMBER_BYTES, "%" PRId64, value);
}

size_t acm__number_write_real(double value, char out[ACM__NUMBER_BYTES])
{
    char given[ACM__NUMBER_BYTES];
    size_t len = 0;
    int n = snprintf(given, sizeof given, "%.17g", value);
    for (int i = 0; i < n; i++) { /* whatever the locale calls a decimal point becomes one */
        bool plain = (given[i] >= '0' && given[i] <= '9') || given[i] == '-' || given[i] == '+' ||
                     given[i] == 'e';
        if (plain || (len && out[len - 1] != '.'))
            out[len++] = plain ? given[i] : '.';
    }
    out[len] = '\0';
    return len;
}
