/* words.h - how the values of a playbook are called in JSON and CMMN: tables by value, with gaps where there is none. */
#ifndef ACM__FORMAT_WORDS_H
#define ACM__FORMAT_WORDS_H

#include <acmplaybook/builder.h>

enum {
    ACM__WORDS_ITEM_FLAGS = 8,
    ACM__WORDS_CONDITION_FLAGS = 1,
    ACM__WORDS_SEMANTICS = 3,
    ACM__WORDS_CRITERION_FLAGS = 4,
    ACM__WORDS_EXIT_WORDS = 2
};

extern const char *const acm__words_item_kinds[ACM_ITEM_EVENT_LISTENER + 1];
extern const char *const acm__words_parts[ACM_PART_OUTCOMES + 1];
extern const char *const acm__words_condition_kinds[ACM_CONDITION_OUTCOME + 1];
extern const char *const acm__words_events[ACM_TRANSITION_CLOSE + 1];

/* By bit. */
extern const char *const acm__words_item_flags[ACM__WORDS_ITEM_FLAGS];
extern const char *const acm__words_condition_flags[ACM__WORDS_CONDITION_FLAGS];
extern const char *const acm__words_semantics[ACM__WORDS_SEMANTICS];

/* A key of criteria: true is the flag; or a word is the flag, or the bit above it. */
typedef struct acm__words_criterion_flag {
    const char *key;
    uint32_t flag;
    const char *const *words; /* ACM__WORDS_EXIT_WORDS, or NULL */
} acm__words_criterion_flag;

extern const acm__words_criterion_flag acm__words_criterion_flags[ACM__WORDS_CRITERION_FLAGS];

/* Keys of members. */
extern const char *const acm__words_texts[ACM_TEXT_NEXT_STEPS + 1];
extern const char *const acm__words_refs[ACM_REF_NEXT + 1];
extern const char *const acm__words_controls[ACM_CONTROL_TYPE + 1];

#endif
