/* words.h - how the values of a playbook are called in its JSON: tables by value, with gaps where there is none. */
#ifndef ACM__JSON_WORDS_H
#define ACM__JSON_WORDS_H

#include <acmplaybook/builder.h>

enum {
    ACM__JSON_VERSION = 1, /* of the format */
    ACM__JSON_ITEM_FLAGS = 6,
    ACM__JSON_CONDITION_FLAGS = 1
};

#define ACM__JSON_FORMAT "acm-playbook"

extern const char *const acm__json_item_kinds[ACM_ITEM_MILESTONE + 1];
extern const char *const acm__json_parts[ACM_PART_OUTCOMES + 1];
extern const char *const acm__json_condition_kinds[ACM_CONDITION_OUTCOME + 1];
extern const char *const acm__json_events[ACM_TRANSITION_CLOSE + 1];

/* By bit. */
extern const char *const acm__json_item_flags[ACM__JSON_ITEM_FLAGS];
extern const char *const acm__json_condition_flags[ACM__JSON_CONDITION_FLAGS];

/* Keys of members. */
extern const char *const acm__json_texts[ACM_TEXT_NEXT_STEPS + 1];
extern const char *const acm__json_refs[ACM_REF_NEXT + 1];
extern const char *const acm__json_controls[ACM_CONTROL_BLOCKS_WHEN + 1];

#endif
