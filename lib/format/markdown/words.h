/* words.h - the vocabulary as one page uses it: what was asked once is remembered. */
#ifndef ACM__MARKDOWN_WORDS_H
#define ACM__MARKDOWN_WORDS_H

#include "model/vocabulary.h"

enum { ACM__WORDS_SLOTS = 128 };

typedef struct acm__words {
    const acm__language *language;
    struct {
        acm__str name;
        int32_t section, kind;
    } slots[ACM__WORDS_SLOTS];
} acm__words;

/* As acm__vocabulary_find; `name` must live as long as `words`. */
int32_t acm__words_find(acm__words *words, acm__vocabulary_section section, acm__str name);

#endif
