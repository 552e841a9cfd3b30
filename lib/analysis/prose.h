/* prose.h - finds words of the vocabulary's section PROSE in running text. */
#ifndef ACM__PROSE_H
#define ACM__PROSE_H

#include "model/vocabulary.h"

/* Bytes of the longest word of a kind, by a language or English, that stands at an offset; 0 = none. */
uint32_t acm__prose_word_at(const acm__language *language, int32_t kind, acm__str text,
                            uint32_t at);

/* Bytes of the longest word of a kind with which a text ends; 0 = none. */
uint32_t acm__prose_tail(const acm__language *language, int32_t kind, acm__str text);

/* The offset of the first word of a kind; the length of the text if there is none. */
uint32_t acm__prose_find(const acm__language *language, int32_t kind, acm__str text);

#endif
