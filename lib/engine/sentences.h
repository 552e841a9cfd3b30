/*
 * sentences.h - what the engine says to people: sentences with slots for what is named, one file a language in
 * sentences/ (see lib/README.md on how to add one).
 */
#ifndef ACM__SENTENCES_H
#define ACM__SENTENCES_H

#include "base/str.h"
#include "engine/lifecycle.h"

#include <acmplaybook/explain.h>

/* What a sentence leaves open. */
typedef enum acm__slot {
    ACM__SLOT_NONE,
    ACM__SLOT_SUBJECT, /* the name of an item or condition */
    ACM__SLOT_ROLE,
    ACM__SLOT_ACTOR,
    ACM__SLOT_EVENT,
    ACM__SLOT_STATE,
    ACM__SLOT_RULE,   /* an expression */
    ACM__SLOT_VALUES, /* what it saw, in brackets, a blank before; may be nothing */
    ACM__SLOT_TIME,
    ACM__SLOT_FACT,
    ACM__SLOT_VALUE,
    ACM__SLOT_REASON, /* with which a condition is waived */
    ACM__SLOT_COUNT
} acm__slot;

/* Sentences beside those that have a number elsewhere, and words. */
enum {
    ACM__FORM_UNKNOWN_ACTOR,   /* ACM_BLOCKER_ROLE: the roster does not know the actor */
    ACM__FORM_NO_ACTOR,        /* ACM_BLOCKER_ROLE: the command names nobody */
    ACM__FORM_CONDITION_STATE, /* ACM_BLOCKER_STATE of a condition */
    ACM__FORM_NOT_OCCURRED,    /* ACM_BLOCKER_PREDECESSOR: a listener */
    ACM__FORM_NO_TIME,         /* ACM_BLOCKER_TIMER: its expression gives no time */
    ACM__FORM_SOMEBODY,        /* a word: an actor that may be anybody */
    ACM__FORM_EVERYTHING,      /* a word: a scope */
    ACM__FORM_COUNT
};

/* Entries of a language: where the groups begin, and how a file of sentences names an entry. */
enum {
    ACM__ENTRY_BLOCKER = 0, /* + ACM_BLOCKER_... */
    ACM__ENTRY_FORM = ACM__ENTRY_BLOCKER + ACM_BLOCKER_TIMER + 1,
    ACM__ENTRY_STATE = ACM__ENTRY_FORM + ACM__FORM_COUNT,
    ACM__ENTRY_CONDITION_STATE = ACM__ENTRY_STATE + ACM__STATE_COUNT,
    ACM__ENTRY_TRANSITION = ACM__ENTRY_CONDITION_STATE + ACM_CONDITION_STATE_WAIVED + 1,
    ACM__ENTRY_COMMAND = ACM__ENTRY_TRANSITION + ACM__TRANSITION_COUNT,
    ACM__ENTRY_COUNT = ACM__ENTRY_COMMAND + ACM_COMMAND_CLAIM + 1
};

#define ACM__ENTRY_OF_BLOCKER(name) (ACM__ENTRY_BLOCKER + ACM_BLOCKER_##name)
#define ACM__ENTRY_OF_FORM(name)    (ACM__ENTRY_FORM + ACM__FORM_##name)
#define ACM__ENTRY_OF_STATE(name)   (ACM__ENTRY_STATE + ACM_STATE_##name)
#define ACM__ENTRY_OF_CONDITION_STATE(name)                                                        \
    (ACM__ENTRY_CONDITION_STATE + ACM_CONDITION_STATE_##name)
#define ACM__ENTRY_OF_TRANSITION(name) (ACM__ENTRY_TRANSITION + ACM_TRANSITION_##name)
#define ACM__ENTRY_OF_COMMAND(name)    (ACM__ENTRY_COMMAND + ACM_COMMAND_##name)

enum {
    ACM__SENTENCE_SLOTS = 3 /* of one sentence, at most */
};

/* Texts, and the slots between them. */
typedef struct acm__sentence {
    uint16_t at;                            /* of the first text, in those of the language */
    uint8_t texts[ACM__SENTENCE_SLOTS + 1]; /* bytes of each */
    uint8_t slots[ACM__SENTENCE_SLOTS];     /* acm__slot */
} acm__sentence;

typedef struct acm__wording {
    const char *tag;
    const char *texts;
    const acm__sentence *sentences; /* by entry */
} acm__wording;

/* The wording of a language, English if it has none. */
const acm__wording *acm__wording_find(const char *language);

/* The index-th wording, English first; NULL past the last. */
const acm__wording *acm__wording_at(size_t index);

/* Text that is cut where the caller's buffer ends, but counted in full. */
typedef struct acm__speech {
    char *begin, *next, *end;
    size_t missing; /* bytes that found no room */
    char none[1];   /* the buffer of who gives none */
} acm__speech;

void acm__speech_begin(acm__speech *speech, char *buffer, size_t capacity);

void acm__speech_put(acm__speech *speech, acm__str text);

/* Puts a time, in milliseconds since 1970-01-01T00:00Z. */
void acm__speech_time(acm__speech *speech, int64_t time);

/* Puts an entry that is a word. */
void acm__speech_word(acm__speech *speech, const acm__wording *wording, uint32_t entry);

/* Puts a sentence; `fill` puts what is named in its slots. */
typedef void (*acm__speech_fill)(acm__speech *speech, acm__slot slot, const void *user);
void acm__speech_sentence(acm__speech *speech, const acm__wording *wording, uint32_t entry,
                          acm__speech_fill fill, const void *user);

/* Ends the text with a NUL, at a code point if it is cut; gives the bytes that the whole needs, NUL included. */
size_t acm__speech_end(acm__speech *speech);

#endif
