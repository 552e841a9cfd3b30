/* words.h - how the values of a playbook are called in its JSON: tables by value, with gaps where there is none. */
#ifndef ACM__JSON_WORDS_H
#define ACM__JSON_WORDS_H

#include <acmplaybook/builder.h>

enum {
    ACM__JSON_VERSION = 1, /* of the format */
    ACM__JSON_ITEM_FLAGS = 8,
    ACM__JSON_CONDITION_FLAGS = 1,
    ACM__JSON_SEMANTICS = 3,
    ACM__JSON_CRITERION_FLAGS = 4,
    ACM__JSON_EXIT_WORDS = 2
};

#define ACM__JSON_FORMAT "acm-playbook"

extern const char *const acm__json_item_kinds[ACM_ITEM_EVENT_LISTENER + 1];
extern const char *const acm__json_parts[ACM_PART_OUTCOMES + 1];
extern const char *const acm__json_condition_kinds[ACM_CONDITION_OUTCOME + 1];
extern const char *const acm__json_events[ACM_TRANSITION_CLOSE + 1];

/* By bit. */
extern const char *const acm__json_item_flags[ACM__JSON_ITEM_FLAGS];
extern const char *const acm__json_condition_flags[ACM__JSON_CONDITION_FLAGS];
extern const char *const acm__json_semantics[ACM__JSON_SEMANTICS];

/* A key of criteria: true is the flag; or a word is the flag, or the bit above it. */
typedef struct acm__json_criterion_flag {
    const char *key;
    uint32_t flag;
    const char *const *words; /* ACM__JSON_EXIT_WORDS, or NULL */
} acm__json_criterion_flag;

extern const acm__json_criterion_flag acm__json_criterion_flags[ACM__JSON_CRITERION_FLAGS];

/* Keys of members. */
extern const char *const acm__json_texts[ACM_TEXT_NEXT_STEPS + 1];
extern const char *const acm__json_refs[ACM_REF_NEXT + 1];
extern const char *const acm__json_controls[ACM_CONTROL_TYPE + 1];

#endif
