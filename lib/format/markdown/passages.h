/* passages.h - all text of the page, for those who look at more than steps and conditions. */
#ifndef ACM__MARKDOWN_PASSAGES_H
#define ACM__MARKDOWN_PASSAGES_H

#include "format/markdown/reader.h"

void acm__passages_read(acm__reader *reader);

#endif
