#include "support/test.h"

#include "base/instant.h"

static const struct {
    const char *text;
    int64_t milliseconds; /* -1: refused */
    bool day;
} rows[] = {
    {"1970-01-01", 0, true},
    {"1970-01-01T00:00Z", 0, false},
    {"2026-03-31", 1774915200000, true},
    {"2024-02-29", 1709164800000, true},
    {"2000-02-29", 951782400000, true},
    {"2026-12-31T23:59:59.999Z", 1798761599999, false},
    {"2026-03-31T17:00:30.5+02:00", 1774969230500, false},
    {"2026-03-31T17:00-03:30", 1774989000000, false},
    {"9999-12-31T23:59:59Z", 253402300799000, false},
    {"", -1, false},
    {"2026", -1, false},
    {"2026-3-31", -1, false},
    {"2026-13-01", -1, false},
    {"2026-00-01", -1, false},
    {"2026-02-29", -1, false},
    {"1900-02-29", -1, false},
    {"2026-04-31", -1, false},
    {"2026-12-32", -1, false},
    {"0000-01-01", -1, false},
    {"2026-03-31T", -1, false},
    {"2026-03-31T17:00", -1, false},
    {"2026-03-31 17:00Z", -1, false},
    {"2026-03-31T24:00Z", -1, false},
    {"2026-03-31T17:60Z", -1, false},
    {"2026-03-31T17:00:60Z", -1, false},
    {"2026-03-31T17:00:00.Z", -1, false},
    {"2026-03-31T17:00:00.1234Z", -1, false},
    {"2026-03-31T17:00+2", -1, false},
    {"2026-03-31T17:00Zx", -1, false},
};

static void test_instant__rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t milliseconds;
        bool day = false;
        acm__str text = {rows[i].text, (uint32_t)strlen(rows[i].text)};
        bool read = acm__instant_parse(text, &milliseconds, &day);
        if (read != (rows[i].milliseconds >= 0))
            fail_msg("%s is %s", rows[i].text, read ? "accepted" : "refused");
        if (read && (milliseconds != rows[i].milliseconds || day != rows[i].day))
            fail_msg("%s is %lld", rows[i].text, (long long)milliseconds);
    }
}

static const struct {
    int64_t milliseconds;
    const char *text;
} written[] = {
    {0, "1970-01-01T00:00Z"},
    {-1, "1969-12-31T23:59:59.999Z"},
    {1774969230500, "2026-03-31T15:00:30.500Z"},
    {1709164800000, "2024-02-29T00:00Z"},
    {1709164805000, "2024-02-29T00:00:05Z"},
    {ACM__INSTANT_MIN, "0001-01-01T00:00Z"},
    {ACM__INSTANT_MAX, "9999-12-31T23:59:59.999Z"},
    {ACM__INSTANT_MIN - 1, "0000-12-31T23:59:59.999Z"},
    {ACM__INSTANT_MAX + 1, "10000-01-01T00:00Z"},
    {INT64_MIN, "-292275055-05-16T16:47:04.192Z"},
    {INT64_MAX, "292278994-08-17T07:12:55.807Z"},
};

static void test_instant__written(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(written); i++) {
        char text[ACM__INSTANT_BYTES];
        size_t len = acm__instant_write(written[i].milliseconds, text);
        assert_string_equal(text, written[i].text);
        assert_int_equal(len, strlen(text));
    }
}

static void test_instant__reads_what_it_writes(void **state)
{
    (void)state;
    for (int64_t time = ACM__INSTANT_MIN; time < ACM__INSTANT_MAX; time += INT64_C(86399999999)) {
        char text[ACM__INSTANT_BYTES];
        int64_t read;
        bool day;
        acm__str all = {text, (uint32_t)acm__instant_write(time, text)};
        if (!acm__instant_parse(all, &read, &day) || read != time)
            fail_msg("%s is %lld, not %lld", text, (long long)read, (long long)time);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_instant__written),
        cmocka_unit_test(test_instant__reads_what_it_writes),
        cmocka_unit_test(test_instant__rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
