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

/*
 * A time and so many times a period behind it: its months first, to the same day, or to the last day of a month
 * that is shorter, then the rest. False for what int64_t milliseconds do not hold.
 */
bool acm__instant_after(int64_t from, acm__period period, int64_t times, int64_t *to);
enum {
    ACM__INSTANT_BYTES = 40 /* room for any instant as text, NUL included */
};

/*
 * Writes milliseconds since 1970-01-01T00:00Z as "2026-03-31T17:00Z", with seconds and milliseconds if they are
 * not 0; gives its bytes. A year before 0 or after 9999 has a sign.
 */
size_t acm__instant_write(int64_t milliseconds, char out[ACM__INSTANT_BYTES]);

/* Days of a month (1 to 12) of the Gregorian calendar. */
int64_t acm__days_in(int64_t year, int64_t month);

#endif
