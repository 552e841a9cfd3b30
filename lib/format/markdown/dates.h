/* dates.h - dates as people write them in tables. */
#ifndef ACM__MARKDOWN_DATES_H
#define ACM__MARKDOWN_DATES_H

#include "base/str.h"

/*
 * Reads month/day/year, day.month.year or year-month-day as yyyy-mm-dd; `iso` is empty and the result false
 * if the text is no date of the calendar.
 */
bool acm__date_read(acm__str text, char iso[11]);

#endif
