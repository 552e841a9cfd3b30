/*
 * lines.h - the line pass: mends, before the page is parsed, what would cost table rows or is no Markdown.
 *
 * Done on a copy, and only if there is something to mend:
 *  - delimiter rows are given the number of cells of their header, at most COLUMNS_MAX, and three dashes each,
 *  - a table that directly follows other text gets a blank line before it, and a heading or fence that directly
 *    follows a table one as well,
 *  - a row that begins with two pipes loses one, two rows on one line become two, and a cell without even a
 *    blank in it gets one,
 *  - markers of merge conflicts go, both sides stay,
 *  - container markers (quotes, list items) beyond NESTING_MAX on a line go.
 * Each is a fault of the page, except blank lines, blanks and dashes. Code is left as it is.
 */
#ifndef ACM__MARKDOWN_LINES_H
#define ACM__MARKDOWN_LINES_H

#include "format/markdown/reader.h"

/*
 * Splits reader->source.original into lines, from `start` on, and makes reader->source.text of what stands
 * from `body` on.
 */
void acm__lines_read(acm__reader *reader, uint32_t start, uint32_t body);

#endif
