/* reader.h - what the parts of the reader share while one page is read. */
#ifndef ACM__MARKDOWN_READER_H
#define ACM__MARKDOWN_READER_H

#include "format/markdown/blocks.h"
#include "format/markdown/source.h"
#include "format/markdown/words.h"

typedef struct acm__reader {
    acm__arena *arena;  /* of the page */
    acm__arena scratch; /* of the reading */
    acm__page *page;
    acm__source source;
    acm__blocks blocks;
    acm__words words;
    acm__buffer label_text; /* of the label paragraph at hand */
} acm__reader;

/* Adds a fault that stands at an offset of the original. */
void acm__reader_fault(acm__reader *reader, acm__rule rule, uint32_t original, acm__str detail);

/* Adds a fault that stands at an offset of the text that was parsed. */
void acm__reader_text_fault(acm__reader *reader, acm__rule rule, uint32_t at, acm__str detail);

/* The first characters of a text: as much of it as a fault quotes. */
acm__str acm__reader_quote(acm__str text);

/* The place of an offset of the text that was parsed. */
acm__place acm__reader_place(acm__reader *reader, uint32_t at);

/* The plain text of a block, empty when memory is out. */
acm__str acm__reader_plain(acm__reader *reader, acm__arena *arena, const acm__block *block);

#endif
