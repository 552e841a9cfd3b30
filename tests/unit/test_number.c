#include "base/number.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static acm__number read_all(const char *text)
{
    acm__number number;
    size_t n = acm__number_read(text, strlen(text), &number);
    if (n != strlen(text))
        fail_msg("read %zu bytes of \"%s\"", n, text);
    return number;
}

static void test_number__integers_are_whole_while_they_fit(void **state)
{
    static const struct {
        const char *text;
        int64_t value;
    } rows[] = {{"0", 0},
                {"000", 0},
                {"007", 7},
                {"4047", 4047},
                {"9223372036854775807", INT64_MAX},
                {"00009223372036854775807", INT64_MAX}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        acm__number number = read_all(rows[i].text);
        assert_int_equal(number.kind, ACM__NUMBER_INTEGER);
        assert_int_equal(number.integer, rows[i].value);
    }
    assert_int_equal(read_all("9223372036854775808").kind, ACM__NUMBER_REAL);
    assert_true(read_all("9223372036854775808").real == 0x1p63);
}

static void test_number__reals_are_rounded_to_nearest_even(void **state)
{
    static const struct {
        const char *text;
        double value;
    } rows[] = {
        {"0.0", 0.0},
        {"0e999999999999", 0.0},
        {"0.1", 0x1.999999999999ap-4},
        {"1e0", 1.0},
        {"2.5E+3", 2500.0},
        {"125e-3", 0.125},
        {"1e22", 1e22},
        {"1e23", 0x1.52d02c7e14af6p+76},
        {"9007199254740993", 9007199254740993.0},     /* an integer: see below for the real */
        {"9007199254740993.0", 0x1p53},               /* in the middle: to even */
        {"9007199254740995.0", 0x1.0000000000002p53}, /* in the middle: to even */
        {"9007199254740993.00000000000000000000001", 0x1.0000000000001p53},
        {"9007199254740993.0000000000000000000000000000000000000000000000001",
         0x1.0000000000001p53}, /* beyond the digits that are kept, but it breaks the tie */
        {"1.7976931348623157e308", 0x1.fffffffffffffp+1023},
        {"1.7976931348623158e308", 0x1.fffffffffffffp+1023},
        {"2.2250738585072014e-308", 0x1p-1022},
        {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
        {"5e-324", 0x1p-1074},
        {"2.4703282292062328e-324", 0x1p-1074},
        {"2.4703282292062327e-324", 0.0},
        {"1e-400", 0.0},
        {"1e-99999999999999999999", 0.0},
        {"0.000000000000000000000000000001e30", 1.0},
        {"1000000000000000000000000000000000e-33", 1.0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        acm__number number = read_all(rows[i].text);
        double value = number.kind == ACM__NUMBER_INTEGER ? (double)number.integer : number.real;
        if (number.kind == ACM__NUMBER_TOO_LARGE || memcmp(&value, &rows[i].value, sizeof value))
            fail_msg("%s gave %a, not %a", rows[i].text, value, rows[i].value);
    }
}

static void test_number__what_would_be_infinite_is_too_large(void **state)
{
    (void)state;
    assert_int_equal(read_all("1e309").kind, ACM__NUMBER_TOO_LARGE);
    assert_int_equal(read_all("1.7976931348623159e308").kind, ACM__NUMBER_TOO_LARGE);
    assert_int_equal(read_all("1e99999999999999999999").kind, ACM__NUMBER_TOO_LARGE);
}

static void test_number__reads_the_longest_prefix(void **state)
{
    static const struct {
        const char *text;
        size_t len;
    } rows[] = {{"", 0},     {"x", 0},     {"-1", 0},  {".5", 0},    {"1.", 1},
                {"1.x", 1},  {"1e", 1},    {"1e+", 1}, {"1e-x", 1},  {"1.5.6", 3},
                {"12ab", 2}, {"1e5e5", 3}, {"1,5", 1}, {"1.5e3 ", 5}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        acm__number number;
        assert_int_equal(acm__number_read(rows[i].text, strlen(rows[i].text), &number),
                         rows[i].len);
    }
}

static void test_number__stops_at_the_length(void **state)
{
    acm__number number;
    (void)state;
    assert_int_equal(acm__number_read("123", 2, &number), 2);
    assert_int_equal(number.integer, 12);
    assert_int_equal(acm__number_read("1.5", 2, &number), 1);
    assert_int_equal(acm__number_read("1e5", 2, &number), 1);
}

static uint64_t random_bits(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* The C library of the test machine reads in the C locale here and rounds correctly. */
static void test_number__agrees_with_strtod(void **state)
{
    uint64_t seed = 88172645463325252u;
    (void)state;
    for (int i = 0; i < 10000; i++) {
        char text[64];
        uint64_t bits = random_bits(&seed) >> 1;
        double any;
        memcpy(&any, &bits, sizeof any);
        if (!isfinite(any))
            continue;
        int digits = (int)(random_bits(&seed) % 25);
        if (i % 2)
            snprintf(text, sizeof text, "%.*e", digits, any);
        else
            snprintf(text, sizeof text, "%.*fe%d", digits % 12, (double)(bits >> 20) / 1e6,
                     i % 40 - 20);
        double expected = strtod(text, NULL);
        acm__number number = read_all(text);
        if (isinf(expected) ? number.kind != ACM__NUMBER_TOO_LARGE : number.real != expected)
            fail_msg("%s gave %a, not %a", text, number.real, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_number__integers_are_whole_while_they_fit),
        cmocka_unit_test(test_number__reals_are_rounded_to_nearest_even),
        cmocka_unit_test(test_number__what_would_be_infinite_is_too_large),
        cmocka_unit_test(test_number__reads_the_longest_prefix),
        cmocka_unit_test(test_number__stops_at_the_length),
        cmocka_unit_test(test_number__agrees_with_strtod),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
