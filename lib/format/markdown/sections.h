/* sections.h - from the blocks to the page: headings say what belongs to what. */
#ifndef ACM__MARKDOWN_SECTIONS_H
#define ACM__MARKDOWN_SECTIONS_H

#include "format/markdown/reader.h"

/* Fills the page, but for its links and front matter, from the blocks; the links must be there. */
void acm__sections_read(acm__reader *reader);

#endif
