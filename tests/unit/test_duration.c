#include "support/test.h"

#include "base/duration.h"

static const struct {
    const char *text;
    int64_t milliseconds; /* -1: refused */
} rows[] = {
    {"PT59M", 3540000},
    {"PT10H", 36000000},
    {"P1DT12H", 129600000},
    {"P1W", 604800000},
    {"P0D", 0},
    {"PT1H30M", 5400000},
    {"PT0.5S", 500},
    {"PT1,25S", 1250},
    {"PT1.001S", 1001},
    {"P106751991167DT7H12M55.807S", INT64_MAX},
    {"P106751991167DT7H12M55.808S", -1},
    {"", -1},
    {"P", -1},
    {"PT", -1},
    {"P1DT", -1},
    {"P1", -1},
    {"1D", -1},
    {"P1Y", -1},
    {"P1M", -1},
    {"P1D1H", -1},
    {"PT1D", -1},
    {"PT30M1H", -1},
    {"PT1HT1M", -1},
    {"PT1.5M", -1},
    {"PT1.S", -1},
    {"PT1.0005S", -1},
    {"P-1D", -1},
    {"P99999999999999999999D", -1},
    {"PT1H ", -1},
};

static void test_duration__rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t got = -2;
        acm__str text = {rows[i].text, (uint32_t)strlen(rows[i].text)};
        bool read = acm__duration_parse(text, &got);
        if (read != (rows[i].milliseconds >= 0) || got != (read ? rows[i].milliseconds : 0))
            fail_msg("'%s': %s, %lld", rows[i].text, read ? "read" : "refused", (long long)got);
    }
}

static const struct {
    const char *text;
    int64_t months, milliseconds; /* -1: refused */
} periods[] = {
    {"P1Y", 12, 0},
    {"P1M", 1, 0},
    {"PT1M", 0, 60000},
    {"P1MT1M", 1, 60000},
    {"P1Y2M3W4DT5H6M7.089S", 14, 2178367089},
    {"P0Y", 0, 0},
    {"P768614336404564650Y", INT64_MAX - 7, 0},
    {"P768614336404564651Y", -1, -1},
    {"P768614336404564650Y8M", -1, -1},
    {"P9223372036854775799M", INT64_MAX - 8, 0},
    {"P1M1Y", -1, -1},
    {"P1M1M", -1, -1},
    {"P1.5Y", -1, -1},
    {"PT1Y", -1, -1},
    {"PY", -1, -1},
};

static void test_duration__periods(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(periods); i++) {
        acm__period got = {-2, -2};
        acm__str text = {periods[i].text, (uint32_t)strlen(periods[i].text)};
        bool read = acm__period_parse(text, &got), expected = periods[i].months >= 0;
        if (read != expected || got.months != (read ? periods[i].months : 0) ||
            got.milliseconds != (read ? periods[i].milliseconds : 0))
            fail_msg("'%s': %s, %lld, %lld", periods[i].text, read ? "read" : "refused",
                     (long long)got.months, (long long)got.milliseconds);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_duration__rows),
        cmocka_unit_test(test_duration__periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
