#include "format/markdown/dates.h"

#include "base/instant.h"

#include <string.h>

typedef struct number {
    uint32_t value, digits;
} number;

static number read_number(acm__str text, uint32_t *i)
{
    number n = {0, 0};
    for (; *i < text.len && text.at[*i] >= '0' && text.at[*i] <= '9' && n.digits < 5;
         ++*i, n.digits++)
        n.value = n.value * 10 + (uint32_t)(text.at[*i] - '0');
    return n;
}

/* Three numbers with the same mark between them, and nothing else. */
static bool read_numbers(acm__str text, number out[3], char *mark)
{
    uint32_t i = 0;
    for (int k = 0; k < 3; k++) {
        if (k == 1)
            *mark = i < text.len ? text.at[i] : '\0';
        if (k > 0 && (i == text.len || text.at[i++] != *mark))
            return false;
        out[k] = read_number(text, &i);
        if (out[k].digits == 0)
            return false;
    }
    return i == text.len;
}

static bool is_date(number year, number month, number day)
{
    return year.digits == 4 && year.value >= 1 && month.digits <= 2 && month.value >= 1 &&
           month.value <= 12 && day.digits <= 2 && day.value >= 1 &&
           day.value <= acm__days_in(year.value, month.value);
}

static void write_digits(char *out, uint32_t value, int digits)
{
    for (; digits > 0; value /= 10)
        out[--digits] = (char)('0' + value % 10);
}

bool acm__date_read(acm__str text, char iso[11])
{
    number n[3], year, month, day;
    char mark = 0;
    iso[0] = '\0';
    if (!read_numbers(text, n, &mark))
        return false;
    switch (mark) {
    case '/':
        month = n[0], day = n[1], year = n[2];
        break;
    case '.':
        day = n[0], month = n[1], year = n[2];
        break;
    case '-':
        year = n[0], month = n[1], day = n[2];
        break;
    default:
        return false;
    }
    if (!is_date(year, month, day))
        return false;
    memcpy(iso, "0000-00-00", 11);
    write_digits(iso, year.value, 4);
    write_digits(iso + 5, month.value, 2);
    write_digits(iso + 8, day.value, 2);
    return true;
}
