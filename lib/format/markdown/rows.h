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

/* Whether a cell holds nothing but digits and blanks, and at least one digit. */
bool acm__cell_is_number(acm__str cell);

/* Whether two pipes stand next to each other, a backslash before them or not. */
bool acm__row_has_doubled_pipe(acm__str line);

acm__str acm__cell_trim(acm__str cell);

#endif
