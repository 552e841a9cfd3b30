/* instant.h - points in time as ISO 8601 writes them. */
#ifndef ACM__INSTANT_H
#define ACM__INSTANT_H

#include "base/duration.h"

/*
 * Reads "2026-03-31", "2026-03-31T17:00Z" or "2026-03-31T17:00:30.5+02:00" into milliseconds since
 * 1970-01-01T00:00Z. A date alone is where that day begins, UTC, and *day is set. A time without a zone is
 * refused.
 */
bool acm__instant_parse(acm__str text, int64_t *milliseconds, bool *day);

/* The first and the last millisecond of the years 1 to 9999: times that can be read as they are written. */
#define ACM__INSTANT_MIN INT64_C(-62135596800000)
#define ACM__INSTANT_MAX INT64_C(253402300799999)

/*
 * The time that lies so many periods behind another, or before it: the months first, to the same day or to the last
 * one of a month that is shorter, then the rest. False for what int64_t milliseconds do not hold.
 */
bool acm__instant_after(int64_t from, acm__period period, int64_t times, int64_t *to);

enum {
    ACM__INSTANT_BYTES = 40 /* room for any time as text, NUL included */
};

/* Writes a time as "2026-03-31T17:00Z", with seconds and their thousandths if they are not 0; gives its bytes. */
size_t acm__instant_write(int64_t milliseconds, char out[ACM__INSTANT_BYTES]);

/* Days of a month (1 to 12) of the Gregorian calendar. */
int64_t acm__days_in(int64_t year, int64_t month);

#endif
