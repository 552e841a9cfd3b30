#include "base/instant.h"

/* The calendar repeats in cycles. So many of them lie before all that int64_t milliseconds hold: counted from there
 * no year and no day is negative. */
enum {
    MINUTE = 60000,
    HOUR = 60 * MINUTE,
    DAY = 24 * HOUR,
    CYCLE_YEARS = 400,
    CYCLE_DAYS = 146097,
    CYCLES = 2000000,
    YEARS_MAX = 600000000, /* from the first to the last time that there is */
    EPOCH = 719468         /* days from 0000-03-01 to 1970-01-01 */
};

/* A day of the proleptic Gregorian calendar. */
typedef struct date {
    int64_t year, month, day;
} date;

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

/* Days from 1970-01-01 to a date. A year begins in March, so that leap days come last. */
static int64_t days_to(date d)
{
    int64_t year = d.year - (d.month <= 2) + (int64_t)CYCLES * CYCLE_YEARS;
    int64_t day_of_year = (153 * (d.month > 2 ? d.month - 3 : d.month + 9) + 2) / 5 + d.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - EPOCH -
           (int64_t)CYCLES * CYCLE_DAYS;
}

/* The date so many days after 1970-01-01. */
static date date_of(int64_t days)
{
    int64_t since = days + EPOCH + (int64_t)CYCLES * CYCLE_DAYS;
    int64_t cycle = since / CYCLE_DAYS, day = since % CYCLE_DAYS;
    int64_t year = (day - day / 1460 + day / 36524 - day / (CYCLE_DAYS - 1)) / 365;
    int64_t day_of_year = day - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* from March = 0 */
    return (date){.year = (cycle - CYCLES) * CYCLE_YEARS + year + (month >= 10),
                  .month = month < 10 ? month + 3 : month - 9,
                  .day = day_of_year - (153 * month + 2) / 5 + 1};
}

int64_t acm__days_in(int64_t year, int64_t month)
{
    date first = {year, month, 1}, next = {year + month / 12, month % 12 + 1, 1};
    return days_to(next) - days_to(first);
}

static bool take_date(acm__str *s, int64_t *milliseconds)
{
    date d;
    if (!take_number(s, 4, 1, 9999, &d.year) || !take_mark(s, '-') ||
        !take_number(s, 2, 1, 12, &d.month) || !take_mark(s, '-') ||
        !take_number(s, 2, 1, acm__days_in(d.year, d.month), &d.day))
        return false;
    *milliseconds = days_to(d) * DAY;
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

/* Writes digits, with zeros in front up to a width. */
static char *put_number(char *out, int64_t number, int width)
{
    char digits[20];
    int count = 0;
    for (; number || count < width; number /= 10)
        digits[count++] = (char)('0' + number % 10);
    while (count)
        *out++ = digits[--count];
    return out;
}

/* Seconds and their thousandths, if they are not 0. */
static char *put_seconds(char *out, int64_t milliseconds)
{
    if (!milliseconds)
        return out;
    *out++ = ':';
    out = put_number(out, milliseconds / 1000, 2);
    if (milliseconds % 1000 == 0)
        return out;
    *out++ = '.';
    return put_number(out, milliseconds % 1000, 3);
}

size_t acm__instant_write(int64_t milliseconds, char out[ACM__INSTANT_BYTES])
{
    int64_t of_day = milliseconds % DAY;
    bool early = of_day < 0;
    date d = date_of(milliseconds / DAY - early);
    char *at = out;
    of_day += early * DAY;
    if (d.year < 0)
        *at++ = '-';
    at = put_number(at, d.year < 0 ? -d.year : d.year, 4);
    *at++ = '-';
    at = put_number(at, d.month, 2);
    *at++ = '-';
    at = put_number(at, d.day, 2);
    *at++ = 'T';
    at = put_number(at, of_day / HOUR, 2);
    *at++ = ':';
    at = put_number(at, of_day % HOUR / MINUTE, 2);
    at = put_seconds(at, of_day % MINUTE);
    *at++ = 'Z';
    *at = '\0';
    return (size_t)(at - out);
}

static bool add(int64_t *sum, int64_t value)
{
    if (value > 0 ? *sum > INT64_MAX - value : *sum < INT64_MIN - value)
        return false;
    *sum += value;
    return true;
}

/* Days from 1970-01-01 to the date that is so many months later. */
static int64_t months_later(int64_t days, int64_t months)
{
    const int64_t shift = (int64_t)CYCLES * CYCLE_YEARS;
    date d = date_of(days);
    int64_t sum = (d.year + shift) * 12 + d.month - 1 + months;
    d.year = sum / 12 - shift;
    d.month = sum % 12 + 1;
    int64_t last = acm__days_in(d.year, d.month);
    d.day = d.day < last ? d.day : last;
    return days_to(d);
}

bool acm__instant_after(int64_t from, acm__period period, int64_t times, int64_t *to)
{
    int64_t size = times < 0 ? -times : times;
    *to = from;
    if (!times)
        return true;
    if (period.months > (int64_t)YEARS_MAX * 12 / size || period.milliseconds > INT64_MAX / size)
        return false;
    if (period.months) {
        bool early = from % DAY < 0;
        int64_t days = months_later(from / DAY - early, period.months * times);
        if (days < INT64_MIN / DAY || days > INT64_MAX / DAY)
            return false;
        *to = days * DAY;
        if (!add(to, from % DAY + early * DAY))
            return false;
    }
    return add(to, period.milliseconds * times);
}
