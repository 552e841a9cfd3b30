#include "base/duration.h"

/*
 * The designators in the order in which they must stand: those before FIRST_FIXED count in months, the others in
 * milliseconds; those from FIRST_OF_TIME on follow the 'T'.
 */
static const struct {
    char designator;
    int64_t length;
} units[] = {
    {'Y', 12},      {'M', 1},     {'W', 604800000}, {'D', 86400000},
    {'H', 3600000}, {'M', 60000}, {'S', 1000},
};

enum {
    UNITS = sizeof units / sizeof units[0],
    FIRST_FIXED = 2,
    FIRST_OF_TIME = 4,
    SECONDS = UNITS - 1
};

static bool is_digit(acm__str s, uint32_t i)
{
    return i < s.len && s.at[i] >= '0' && s.at[i] <= '9';
}

static bool add(int64_t *sum, int64_t value, int64_t factor)
{
    if (value > (INT64_MAX - *sum) / factor)
        return false;
    *sum += value * factor;
    return true;
}

static bool read_number(acm__str s, uint32_t *i, int64_t *number)
{
    uint32_t start = *i;
    for (*number = 0; is_digit(s, *i); (*i)++) {
        if (*number > (INT64_MAX - 9) / 10)
            return false;
        *number = *number * 10 + (s.at[*i] - '0');
    }
    return *i > start;
}

/* Up to three digits behind a decimal mark, in thousandths. */
static bool read_decimals(acm__str s, uint32_t *i, int64_t *thousandths)
{
    *thousandths = 0;
    if (*i >= s.len || (s.at[*i] != '.' && s.at[*i] != ','))
        return true;
    uint32_t start = ++*i;
    for (int64_t unit = 100; is_digit(s, *i) && unit; unit /= 10)
        *thousandths += (s.at[(*i)++] - '0') * unit;
    return *i > start;
}

bool acm__period_parse(acm__str s, acm__period *period)
{
    acm__period sum = {0, 0};
    int64_t number, thousandths;
    uint32_t i = 1, unit = 0;
    bool time = false;
    *period = sum;
    if (s.len < 3 || s.at[0] != 'P')
        return false;
    while (i < s.len) {
        if (!time && s.at[i] == 'T') {
            time = true;
            unit = FIRST_OF_TIME;
            i++;
        }
        if (!read_number(s, &i, &number) || !read_decimals(s, &i, &thousandths) || i == s.len)
            return false;
        while (unit < UNITS && units[unit].designator != s.at[i])
            unit++;
        if (unit == UNITS || time != (unit >= FIRST_OF_TIME) || (thousandths && unit != SECONDS))
            return false;
        if (!add(unit < FIRST_FIXED ? &sum.months : &sum.milliseconds, number,
                 units[unit].length) ||
            !add(&sum.milliseconds, thousandths, 1))
            return false;
        i++;
        unit++;
    }
    *period = sum;
    return true;
}

bool acm__duration_parse(acm__str s, int64_t *milliseconds)
{
    acm__period period;
    bool fixed = acm__period_parse(s, &period) && !period.months;
    *milliseconds = fixed ? period.milliseconds : 0;
    return fixed;
}
