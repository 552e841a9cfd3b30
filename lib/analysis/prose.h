/* prose.h - finds words of the vocabulary's section PROSE in running text. */
#ifndef ACM__PROSE_H
#define ACM__PROSE_H

#include "model/vocabulary.h"

typedef struct acm__prose_word {
    acm__str text;
    int32_t kind;
} acm__prose_word;

/* The words of a language and the English ones, gathered for many searches. */
typedef struct acm__prose {
    acm__prose_word *at;
    uint32_t count, capacity;
} acm__prose;

/* In the arena; without words when memory is out. */
acm__prose acm__prose_of(acm__arena *arena, const acm__language *language);

/* Bytes of the longest word of a kind (ACM__PROSE_...) that stands at an offset; 0 = none. */
uint32_t acm__prose_at(const acm__prose *prose, int32_t kind, acm__str text, uint32_t at);

/* Bytes of the longest word of a kind with which a text ends; 0 = none. */
uint32_t acm__prose_tail(const acm__prose *prose, int32_t kind, acm__str text);

/* The offset of the first word of a kind; the length of the text if there is none. */
uint32_t acm__prose_find(const acm__prose *prose, int32_t kind, acm__str text);

#endif
