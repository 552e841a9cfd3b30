#include "support/test.h"

#include "base/timer.h"

enum {
    DAY = 86400000,
    SHOWN = 4 /* occurrences of a row */
};

#define NONE INT64_MIN

static acm__str str(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

static int64_t instant(const char *text)
{
    int64_t time;
    bool day;
    if (!acm__instant_parse(str(text), &time, &day))
        fail_msg("%s is no time", text);
    return time;
}

/* The first occurrences of a timer; NULL: there is none. */
static const struct {
    const char *timer, *set_at;
    const char *due[SHOWN];
} rows[] = {
    /* Once. */
    {"2026-03-31T17:00Z", "2026-01-01", {"2026-03-31T17:00Z"}},
    {"2026-03-31T17:00Z", "2027-01-01", {"2026-03-31T17:00Z"}},
    {"2026-03-31", "2026-01-01", {"2026-03-31T00:00Z"}},
    {"2026-03-31T17:00:30.125+02:00", "2026-01-01", {"2026-03-31T15:00:30.125Z"}},
    {"PT1H", "2026-12-31T23:30Z", {"2027-01-01T00:30Z"}},
    {"P0D", "2026-12-31T23:30Z", {"2026-12-31T23:30Z"}},
    {"P2W", "2026-02-15", {"2026-03-01"}},
    {"P1Y2M3DT4H5M6.5S", "2026-01-01", {"2027-03-04T04:05:06.5Z"}},
    {"2026-03-31T17:00Z/P1D", "2026-01-01", {"2026-04-01T17:00Z"}},
    {"2026-01-31/P1M", "2026-01-01", {"2026-02-28"}},
    {"P1D/2026-03-31T17:00Z", "2026-01-01", {"2026-03-31T17:00Z"}},
    {"2026-03-30/2026-03-31", "2026-01-01", {"2026-03-31"}},
    {"2026-03-31/2026-03-31", "2026-01-01", {"2026-03-31"}},
    /* Months end where they end; each occurrence is counted from the beginning. */
    {"P1M", "2026-01-31T12:00Z", {"2026-02-28T12:00Z"}},
    {"P1M", "2024-01-31", {"2024-02-29"}},
    {"P1M", "2100-01-31", {"2100-02-28"}},
    {"P1M", "2000-01-31", {"2000-02-29"}},
    {"P1M", "2026-12-15", {"2027-01-15"}},
    {"P1Y", "2024-02-29", {"2025-02-28"}},
    {"P4Y", "2024-02-29", {"2028-02-29"}},
    {"P100Y", "2000-02-29", {"2100-02-28"}},
    {"P1M1D", "2026-01-31", {"2026-03-01"}},
    {"P1M", "1969-12-31T23:59:59.999Z", {"1970-01-31T23:59:59.999Z"}},
    {"P1M", "1969-01-31T00:00Z", {"1969-02-28T00:00Z"}},
    {"P12M", "0001-01-01", {"0002-01-01"}},
    {"P2000Y", "0001-01-01T06:00Z", {"2001-01-01T06:00Z"}},
    {"R/P1M", "2026-01-31", {"2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"}},
    {"R/P1Y", "2024-02-29", {"2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"}},
    /* A number of times, or without end. */
    {"R0/PT1H", "2026-01-01", {NULL}},
    {"R1/PT1H", "2026-01-01", {"2026-01-01T01:00Z"}},
    {"R3/PT1H", "2026-01-01", {"2026-01-01T01:00Z", "2026-01-01T02:00Z", "2026-01-01T03:00Z"}},
    {"R/P1D", "2026-01-01", {"2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"}},
    {"R3/PT0S", "2026-01-01", {"2026-01-01", "2026-01-01", "2026-01-01"}},
    {"R0/2026-03-31/P1D", "2026-01-01", {NULL}},
    {"R3/2026-03-31T17:00Z/P1D",
     "2026-01-01",
     {"2026-03-31T17:00Z", "2026-04-01T17:00Z", "2026-04-02T17:00Z"}},
    {"R/2026-01-31/P1M", "2026-01-31", {"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"}},
    {"R2/2026-03-30/2026-03-31", "2026-01-01", {"2026-03-30", "2026-03-31"}},
    {"R2/2026-03-30/2026-03-30", "2026-01-01", {"2026-03-30", "2026-03-30"}},
    /* What has passed when the timer is set is left out; the last of all is not. */
    {"R3/2026-03-30/P1D", "2026-03-30T00:00:00.001Z", {"2026-03-31", "2026-04-01"}},
    {"R3/2026-03-30/P1D", "2026-04-01", {"2026-04-01"}},
    {"R3/2026-03-30/P1D", "2027-01-01", {"2026-04-01"}},
    {"R2/2026-03-30/PT0S", "2027-01-01", {"2026-03-30"}},
    {"R/1970-01-01T00:00Z/PT1S",
     "2026-03-31T17:00:00.5Z",
     {"2026-03-31T17:00:01Z", "2026-03-31T17:00:02Z", "2026-03-31T17:00:03Z",
      "2026-03-31T17:00:04Z"}},
    {"R/2024-01-31/P1M", "2026-02-01", {"2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"}},
    /* None behind the end. */
    {"R3/PT1H/2026-01-01T02:00Z", "2026-01-01", {"2026-01-01T01:00Z", "2026-01-01T02:00Z"}},
    {"R/PT1H/2026-01-01T01:59Z", "2026-01-01", {"2026-01-01T01:00Z"}},
    {"R3/PT1H/2026-01-01", "2026-01-01", {NULL}},
};

static void test_timer__rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm__timer timer;
        if (!acm__timer_parse(str(rows[i].timer), &timer))
            fail_msg("%s is refused", rows[i].timer);
        for (uint32_t k = 0; k < SHOWN; k++) {
            int64_t due;
            bool is_due = acm__timer_due(&timer, instant(rows[i].set_at), k, &due);
            const char *expected = rows[i].due[k];
            if (is_due != (expected != NULL) || due != (expected ? instant(expected) : 0))
                fail_msg("%s set at %s: occurrence %u is %s, %lld", rows[i].timer, rows[i].set_at,
                         k, is_due ? "due" : "not due", (long long)due);
        }
    }
}

static const struct {
    const char *timer, *why;
} refused[] = {
    {"", "nothing"},
    {"R", "nothing to repeat"},
    {"R3", "nothing to repeat"},
    {"R/", "nothing to repeat"},
    {"R3/2026-03-31", "a time alone does not repeat"},
    {"R-1/PT1H", "no number"},
    {"R1.5/PT1H", "no whole number"},
    {"R1e3/PT1H", "no whole number"},
    {"R9223372036854775808/PT1H", "too many"},
    {"Rx/PT1H", "no number"},
    {"r3/PT1H", "small letter"},
    {"R/PT0S", "endless, without time between"},
    {"R/P0Y0M0D", "endless, without time between"},
    {"R/2026-03-31/PT0S", "endless, without time between"},
    {"R/2026-03-31/2026-03-31", "endless, without time between"},
    {"R/PT0S/2026-03-31", "endless, without time between"},
    {"-PT1H", "negative"},
    {"R/-PT1H", "negative"},
    {"P", "no number"},
    {"PT", "no number"},
    {"P1M1Y", "wrong order"},
    {"P1W1M", "wrong order"},
    {"PT1Y", "years are no part of a day"},
    {"P1.5M", "only seconds have decimals"},
    {"P1H", "hours stand behind a T"},
    {"1H", "no P"},
    {"PT1H ", "a blank"},
    {"PT1H/", "no end"},
    {"/PT1H", "no start"},
    {"PT1H/PT2H", "no time"},
    {"R3/PT1H/PT2H", "no time"},
    {"2026-03-31/2026-03-30", "the end is before the start"},
    {"R3/2026-03-31/2026-03-30", "the end is before the start"},
    {"R3/2026-03-30/2026-03-31/P1D", "too many parts"},
    {"2026-03-29/2026-03-30/2026-03-31", "too many parts"},
    {"2026-03-31T17:00", "no zone"},
    {"2026-02-29", "no such day"},
    {"2026-03-31T17:00Z/18:00Z", "an end that is cut short"},
    {"20260331T170000Z", "no hyphens"},
    {"2026-03-31/P99999999999Y", "too late"},
    {"P9223372036854775807Y", "too long"},
    {"0 0 12 * * ?", "another language"},
    {"tomorrow", "another language"},
};

static void test_timer__refusals(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        acm__timer timer;
        if (acm__timer_parse(str(refused[i].timer), &timer))
            fail_msg("'%s' is read: %s", refused[i].timer, refused[i].why);
    }
}

/* What the milliseconds of an int64_t do not hold has no occurrence. */
static const struct {
    const char *timer;
    int64_t set_at;
    uint32_t k;
    int64_t due; /* NONE: there is none */
} edges[] = {
    {"PT0.001S", INT64_MAX - 1, 0, INT64_MAX},
    {"PT0.001S", INT64_MAX, 0, NONE},
    {"PT0.001S", INT64_MIN, 0, INT64_MIN + 1},
    {"R/PT0.001S", INT64_MAX - UINT32_MAX, UINT32_MAX - 1, INT64_MAX},
    {"R/PT0.001S", INT64_MAX - UINT32_MAX, UINT32_MAX, NONE},
    {"R9223372036854775807/PT1H", 0, 0, 3600000},
    {"P106751991167DT7H12M55.807S", 0, 0, INT64_MAX},
    {"R/P106751991167DT7H12M55.807S", 0, 1, NONE},
    {"P1M", INT64_MAX - INT64_C(31) * DAY, 0, INT64_MAX},
    {"P1M", INT64_MAX - INT64_C(31) * DAY + 1, 0, NONE},
    {"P1M", INT64_MAX, 0, NONE},
    {"P768614336404564650Y", INT64_MIN, 0, NONE},
    {"P1M", INT64_MIN, 0, INT64_MIN + INT64_C(31) * DAY},
    {"R/P1000000Y", 0, 291, INT64_C(9214629984000000000)},
    {"R/P1000000Y", 0, 292, NONE},
    {"R/0001-01-01/PT0.001S", INT64_MAX, 1, NONE},
};

static void test_timer__edges(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(edges); i++) {
        acm__timer timer;
        int64_t due;
        assert_true(acm__timer_parse(str(edges[i].timer), &timer));
        bool is_due = acm__timer_due(&timer, edges[i].set_at, edges[i].k, &due);
        if (is_due != (edges[i].due != NONE) || (is_due && due != edges[i].due))
            fail_msg("%s set at %lld: occurrence %u is %s, %lld", edges[i].timer,
                     (long long)edges[i].set_at, edges[i].k, is_due ? "due" : "not due",
                     (long long)due);
    }
}

/* Backwards, as expressions go. */
static void test_timer__periods_before(void **state)
{
    static const struct {
        const char *from;
        acm__period period;
        int64_t times;
        const char *to;
    } back[] = {
        {"2026-03-31", {1, 0}, -1, "2026-02-28"},
        {"2024-03-31", {1, 0}, -1, "2024-02-29"},
        {"2026-03-31", {1, 0}, -3, "2025-12-31"},
        {"2026-01-31", {1, DAY}, -1, "2025-12-30"},
        {"2024-02-29T06:00Z", {12, 0}, -4, "2020-02-29T06:00Z"},
        {"2026-03-31", {0, DAY}, -31, "2026-02-28"},
        {"1970-01-01", {1, 1}, -1, "1969-11-30T23:59:59.999Z"},
        {"2026-03-31", {5, 5}, 0, "2026-03-31"},
    };
    int64_t got;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(back); i++) {
        assert_true(acm__instant_after(instant(back[i].from), back[i].period, back[i].times, &got));
        assert_int_equal(got, instant(back[i].to));
    }
    assert_false(acm__instant_after(INT64_MIN, (acm__period){1, 0}, -1, &got));
    assert_false(acm__instant_after(INT64_MIN, (acm__period){0, 1}, -1, &got));
    assert_false(acm__instant_after(0, (acm__period){INT64_C(300000000) * 12, 0}, -1, &got));
    assert_false(acm__instant_after(0, (acm__period){INT64_MAX, 0}, -1, &got));
}

/* Month by month through all years that can be written, with another calendar. */
static void test_timer__months(void **state)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t expected = instant("0001-01-01"), first = expected, got;
    (void)state;
    for (int64_t month = 0; month < INT64_C(9999) * 12; month++) {
        int64_t year = 1 + month / 12;
        bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int64_t length = days[month % 12] + (leap && month % 12 == 1);
        assert_true(acm__instant_after(first, (acm__period){month, 0}, 1, &got));
        assert_int_equal(got, expected);
        assert_true(acm__instant_after(expected + 27 * (int64_t)DAY, (acm__period){1, 0}, 1, &got));
        assert_int_equal(got, expected + (length + 27) * DAY);
        expected += length * DAY;
    }
    assert_int_equal(expected, instant("9999-12-31") + DAY);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_timer__rows),   cmocka_unit_test(test_timer__refusals),
        cmocka_unit_test(test_timer__edges),  cmocka_unit_test(test_timer__periods_before),
        cmocka_unit_test(test_timer__months),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
