/* words.h - the words of scenario files, one table a kind of word. */
#ifndef ACM__WORDS_H
#define ACM__WORDS_H

#include "harness/scenario.h"

typedef struct acm__word {
    const char *text;
    int32_t value;
} acm__word;

/* Tables that end in {NULL, 0}. */
extern const acm__word acm__blocker_words[];
extern const acm__word acm__roles_words[];
extern const acm__word acm__feature_words[]; /* tags that ask for ACM_SEMANTICS_... */

/* Looks a word up; false if the table lacks it. */
bool acm__word_find(const acm__word *table, acm__str text, int32_t *value);

/* Looks a name up that the library itself gives to the values from `first` on. */
bool acm__name_find(const char *(*name)(int32_t value), int32_t first, acm__str text,
                    int32_t *value);

/* The word for a value, "?" if the table lacks it. */
const char *acm__word_for(const acm__word *table, int32_t value);

/* NULL if there is none. */
const acm__scenario_verb *acm__verb_find(acm__str name);
const acm__scenario_refusal *acm__refusal_find(acm__str name);

#endif
