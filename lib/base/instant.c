#include "base/instant.h"

enum {
    MINUTE = 60000,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR
};

/* Takes `count` digits, of a number from least to most. */
static bool take_number(acm__str *s, uint32_t count, int64_t least, int64_t most, int64_t *number)
{
    *number = 0;
    if (s->len < count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (s->at[i] < '0' || s->at[i] > '9')
            return false;
        *number = *number * 10 + (s->at[i] - '0');
    }
    *s = (acm__str){s->at + count, s->len - count};
    return *number >= least && *number <= most;
}

static bool take_mark(acm__str *s, char mark)
{
    if (!s->len || s->at[0] != mark)
        return false;
    *s = (acm__str){s->at + 1, s->len - 1};
    return true;
}

/* Days from 1970-01-01 to a date of the Gregorian calendar; a year begins in March, so that leap days come last. */
static int64_t days_to(int64_t year, int64_t month, int64_t day)
{
    year -= month <= 2;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

int64_t acm__days_in(int64_t year, int64_t month)
{
    int64_t next = month == 12 ? days_to(year + 1, 1, 1) : days_to(year, month + 1, 1);
    return next - days_to(year, month, 1);
}

static bool take_date(acm__str *s, int64_t *milliseconds)
{
    int64_t year, month, day;
    if (!take_number(s, 4, 1, 9999, &year) || !take_mark(s, '-') ||
        !take_number(s, 2, 1, 12, &month) || !take_mark(s, '-') ||
        !take_number(s, 2, 1, acm__days_in(year, month), &day))
        return false;
    *milliseconds = days_to(year, month, day) * DAY;
    return true;
}

static bool take_hours(acm__str *s, int64_t *milliseconds)
{
    int64_t hours, minutes;
    if (!take_number(s, 2, 0, 23, &hours) || !take_mark(s, ':') ||
        !take_number(s, 2, 0, 59, &minutes))
        return false;
    *milliseconds += hours * HOUR + minutes * MINUTE;
    return true;
}

/* ":30" or ":30.125", if it is there. */
static bool take_seconds(acm__str *s, int64_t *milliseconds)
{
    int64_t seconds, digit;
    if (!take_mark(s, ':'))
        return true;
    if (!take_number(s, 2, 0, 59, &seconds))
        return false;
    *milliseconds += seconds * 1000;
    if (!take_mark(s, '.'))
        return true;
    int64_t unit = 100;
    for (; unit && take_number(s, 1, 0, 9, &digit); unit /= 10)
        *milliseconds += digit * unit;
    return unit < 100;
}

static bool take_zone(acm__str *s, int64_t *milliseconds)
{
    int64_t ahead = 0;
    if (take_mark(s, 'Z'))
        return true;
    int64_t sign = take_mark(s, '+') ? -1 : take_mark(s, '-') ? 1 : 0;
    if (!sign || !take_hours(s, &ahead))
        return false;
    *milliseconds += sign * ahead;
    return true;
}

bool acm__instant_parse(acm__str text, int64_t *milliseconds, bool *day)
{
    *milliseconds = 0;
    if (!take_date(&text, milliseconds))
        return false;
    *day = text.len == 0;
    return *day ||
           (take_mark(&text, 'T') && take_hours(&text, milliseconds) &&
            take_seconds(&text, milliseconds) && take_zone(&text, milliseconds) && !text.len);
}

/* Puts a number with at least `digits` digits. */
static char *put_number(char *at, uint64_t number, uint32_t digits)
{
    char reversed[20];
    uint32_t count = 0;
    for (; number || count < digits; number /= 10)
        reversed[count++] = (char)('0' + number % 10);
    while (count)
        *at++ = reversed[--count];
    return at;
}

/* The date of a day since 1970-01-01: what days_to has put together. */
static char *put_date(char *at, int64_t days)
{
    days += 719468; /* since 0000-03-01 */
    int64_t era = (days >= 0 ? days : days - 146096) / 146097, day_of_era = days - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t from_march = (5 * day_of_year + 2) / 153;
    int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
    int64_t year = era * 400 + year_of_era + (month <= 2);
    if (year < 0 || year > 9999)
        *at++ = year < 0 ? '-' : '+';
    at = put_number(at, (uint64_t)(year < 0 ? -year : year), 4);
    *at++ = '-';
    at = put_number(at, (uint64_t)month, 2);
    *at++ = '-';
    return put_number(at, (uint64_t)(day_of_year - (153 * from_march + 2) / 5 + 1), 2);
}

size_t acm__instant_write(int64_t milliseconds, char out[ACM__INSTANT_BYTES])
{
    int64_t days = milliseconds / DAY - (milliseconds % DAY < 0);
    uint64_t rest = (uint64_t)(milliseconds % DAY + (milliseconds % DAY < 0 ? DAY : 0));
    char *at = put_date(out, days);
    *at++ = 'T';
    at = put_number(at, rest / HOUR, 2);
    *at++ = ':';
    at = put_number(at, rest % HOUR / MINUTE, 2);
    if (rest % MINUTE) {
        *at++ = ':';
        at = put_number(at, rest % MINUTE / 1000, 2);
    }
    if (rest % 1000) {
        *at++ = '.';
        at = put_number(at, rest % 1000, 3);
    }
    *at++ = 'Z';
    *at = '\0';
    return (size_t)(at - out);
}
