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

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(test_duration__rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
