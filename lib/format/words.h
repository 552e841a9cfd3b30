/* words.h - how the values of a playbook are called in JSON and CMMN: tables by value, with gaps where there is none. */
#ifndef ACM__FORMAT_WORDS_H
#define ACM__FORMAT_WORDS_H

#include <acmplaybook/builder.h>

enum {
    ACM__WORDS_ITEM_FLAGS = 8,
    ACM__WORDS_CONDITION_FLAGS = 1,
    ACM__WORDS_SEMANTICS = 3
};

extern const char *const acm__words_item_kinds[ACM_ITEM_MILESTONE + 1];
extern const char *const acm__words_parts[ACM_PART_OUTCOMES + 1];
extern const char *const acm__words_condition_kinds[ACM_CONDITION_OUTCOME + 1];
extern const char *const acm__words_events[ACM_TRANSITION_CLOSE + 1];

/* By bit. */
extern const char *const acm__words_item_flags[ACM__WORDS_ITEM_FLAGS];
extern const char *const acm__words_condition_flags[ACM__WORDS_CONDITION_FLAGS];
extern const char *const acm__words_semantics[ACM__WORDS_SEMANTICS];

/* Keys of members. */
extern const char *const acm__words_texts[ACM_TEXT_NEXT_STEPS + 1];
extern const char *const acm__words_refs[ACM_REF_NEXT + 1];
extern const char *const acm__words_controls[ACM_CONTROL_TYPE + 1];

#endif
