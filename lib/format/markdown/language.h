/* language.h - the language of a page, told by its headings and labels. */
#ifndef ACM__MARKDOWN_LANGUAGE_H
#define ACM__MARKDOWN_LANGUAGE_H

#include "format/markdown/reader.h"

/* The language that knows most of the page's headings and labels; English if none knows more of them. */
const acm__language *acm__language_detect(acm__reader *reader);

#endif
