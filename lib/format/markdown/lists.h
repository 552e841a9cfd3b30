/* lists.h - nested lists, and the text of lists as lines. */
#ifndef ACM__MARKDOWN_LISTS_H
#define ACM__MARKDOWN_LISTS_H

#include "format/markdown/reader.h"

/* Reads the list at block i into entries, one for each item. Gives the index of the block behind it. */
uint32_t acm__list_read(acm__reader *reader, uint32_t i, acm__entries *entries);

/* Gives the index of the block behind the list at block i. */
uint32_t acm__list_skip(const acm__reader *reader, uint32_t i);

/* Adds an entry for the paragraph at block i. */
void acm__list_add_paragraph(acm__reader *reader, uint32_t i, acm__entries *entries);

/* Adds the text of a paragraph as a line. */
void acm__list_add_line(acm__reader *reader, uint32_t i, acm__buffer *lines);

/* Adds each paragraph of the list at block i as a line. Gives the index of the block behind it. */
uint32_t acm__list_add_lines(acm__reader *reader, uint32_t i, acm__buffer *lines);

#endif
