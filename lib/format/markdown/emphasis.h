/* emphasis.h - asterisks and underscores that were meant as emphasis and stay in the text: slips of the author. */
#ifndef ACM__MARKDOWN_EMPHASIS_H
#define ACM__MARKDOWN_EMPHASIS_H

#include "format/markdown/reader.h"

/*
 * Reports such runs, at most one of each block.
 *
 * A run is meant if it could open or close emphasis by CommonMark's rules and does not look like a pattern or a
 * path. A lone asterisk may be a footnote's: it counts only if a second one looks like its end.
 */
void acm__emphasis_read(acm__reader *reader);

#endif
