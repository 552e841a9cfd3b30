/* rows.h - the cells of one line of a table. */
#ifndef ACM__MARKDOWN_ROWS_H
#define ACM__MARKDOWN_ROWS_H

#include "base/str.h"

/*
 * Takes the next cell of a line, without the pipes around it; *i counts bytes and starts at 0. False when
 * there is none left.
 */
bool acm__row_next(acm__str line, uint32_t *i, acm__str *cell);

uint32_t acm__row_count(acm__str line);

/* Cells of a delimiter row, 0 if the line is none; *strict tells whether every cell has three dashes. */
uint32_t acm__row_delimiters(acm__str line, bool *strict);

/* Whether a cell holds nothing but digits and blanks, and at least one digit; they may be a link's text. */
bool acm__cell_is_number(acm__str cell);

/*
 * Whether a row of a table with so many columns deserves a closer look: it has too many pipes, or two with
 * nothing but blanks between them. Backslashes do not count.
 */
bool acm__row_is_odd(acm__str line, uint32_t columns);

/* Bytes before the second of two pipes that a row begins with, if the first is one too many; else 0. */
uint32_t acm__row_extra_pipe(acm__str row, uint32_t columns);

/* Where a second row begins on the line of a row with so many columns, 0 if there is none. */
uint32_t acm__row_second(acm__str row, uint32_t columns);

acm__str acm__cell_trim(acm__str cell);

#endif
