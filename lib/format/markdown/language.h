/* language.h - the language of a page, told by its headings, its labels and its file. */
#ifndef ACM__MARKDOWN_LANGUAGE_H
#define ACM__MARKDOWN_LANGUAGE_H

#include "format/markdown/reader.h"

/*
 * The language that knows most of the page's headings and labels. Among equals the one whose suffix the file
 * bears, then the first.
 */
const acm__language *acm__language_detect(acm__reader *reader, acm__str file);

#endif
