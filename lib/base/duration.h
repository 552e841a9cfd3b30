/* duration.h - spans of time as ISO 8601 writes them. */
#ifndef ACM__DURATION_H
#define ACM__DURATION_H

#include "base/str.h"

/*
 * Reads a duration such as "P1DT12H" or "PT0.5S" into milliseconds: weeks, days, hours, minutes and
 * seconds, the last with up to three decimals. Years and months have no fixed length and are
 * refused, as is what overflows.
 */
bool acm__duration_parse(acm__str text, int64_t *milliseconds);

#endif
