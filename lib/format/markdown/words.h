/* words.h - the vocabulary as one page uses it: what was asked before is remembered. */
#ifndef ACM__MARKDOWN_WORDS_H
#define ACM__MARKDOWN_WORDS_H

#include "model/vocabulary.h"

enum {
    ACM__WORDS_SLOTS = 64,
    ACM__WORDS_NAME = 52
};

typedef struct acm__words {
    const acm__language *language;
    struct {
        int32_t section, kind;
        uint32_t len; /* 0 = nothing is remembered here */
        char name[ACM__WORDS_NAME];
    } slots[ACM__WORDS_SLOTS];
} acm__words;

/* As acm__vocabulary_find. */
int32_t acm__words_find(acm__words *words, acm__vocabulary_section section, acm__str name);

#endif
