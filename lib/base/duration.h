/* duration.h - spans of time as ISO 8601 writes them. */
#ifndef ACM__DURATION_H
#define ACM__DURATION_H

#include "base/str.h"

/* A span of the calendar: years and months, which differ in length, and the rest. Neither is negative. */
typedef struct acm__period {
    int64_t months, milliseconds;
} acm__period;

/*
 * Reads a duration such as "P1Y2M", "P2W" or "P1DT12H0.5S": years, months, weeks, days, hours, minutes and
 * seconds, the last with up to three decimals. What overflows is refused.
 */
bool acm__period_parse(acm__str text, acm__period *period);

/* The same of a fixed length, in milliseconds: years and months are refused. */
bool acm__duration_parse(acm__str text, int64_t *milliseconds);

#endif
