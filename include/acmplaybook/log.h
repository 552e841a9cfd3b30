/*
 * acmplaybook/log.h - what happened: events of one or many cases of a thread, in order.
 */
#ifndef ACMPLAYBOOK_LOG_H
#define ACMPLAYBOOK_LOG_H

#include <acmplaybook/builder.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an event reports. Fits in 8 bits. */
typedef int32_t acm_event_kind;

/* 1 to 18 are the transitions of an item, ACM_TRANSITION_... of builder.h. */
#define ACM_EVENT_CONFIRM                                                                          \
    32 /**< a condition was confirmed; from and to are ACM_CONDITION_STATE_... */
#define ACM_EVENT_WITHDRAW 33 /**< a condition is open again */
#define ACM_EVENT_WAIVE    34 /**< a condition was waived; text: the reason */
#define ACM_EVENT_SET_FACT                                                                         \
    35 /**< text: name '=' value as expressions write it: null, true, 2, 2.0, 'it\'s', {'a', 'b'},
            2026-03-31T17:00Z; a name with a '=' in it is quoted like a string */
#define ACM_EVENT_REMOVE_FACT 36 /**< text: the name */
#define ACM_EVENT_SET_SCOPE   37 /**< text: the services, "" = everything */
#define ACM_EVENT_TIME        38 /**< the case's time moved */
#define ACM_EVENT_CLAIM       39 /**< the actor is now the one who performs the task */

/** Why an event happened. Fits in 8 bits. */
typedef int32_t acm_cause;

#define ACM_CAUSE_COMMAND    1 /**< somebody asked for it */
#define ACM_CAUSE_CRITERION  2 /**< a criterion was satisfied; detail is its id */
#define ACM_CAUSE_PARENT     3 /**< its stage began, ended, was suspended or resumed */
#define ACM_CAUSE_COMPLETION 4 /**< a stage had nothing left to do */
#define ACM_CAUSE_SCOPE      5 /**< the scope changed */
#define ACM_CAUSE_ACTIVATION 6 /**< nothing held it back any more */
#define ACM_CAUSE_REPETITION 7 /**< its repetition rule asked for another instance */
#define ACM_CAUSE_TIMER      8 /**< the time of a timer has come */
#define ACM_CAUSE_ORPHAN     9 /**< nothing waits for the listener any more */
#define ACM_CAUSE_WITH_NEXT                                                                        \
    10 /**< somebody asked for it in one command with what the next event reports */

/**
 * One event, 32 bytes. The state of a case is the fold of its events. What happens to the case as a whole bears the
 * item of its plan.
 */
typedef struct acm_event {
    int64_t time; /**< of the command or its timer: milliseconds since 1970-01-01T00:00Z */
    uint32_t tag; /**< of the case, acm_case_options.tag */
    acm_id item;  /**< or, for ACM_EVENT_CONFIRM, _WITHDRAW, _WAIVE, the condition; 0 = no item */
    acm_id instance; /**< the instance that changed, or that carries the condition */
    uint32_t detail; /**< text for acm_log_text, or the id of the criterion; 0 = none */
    acm_id actor;    /**< participant who gave the command, 0 = nobody */
    uint8_t kind;    /**< ACM_TRANSITION_... or ACM_EVENT_... */
    uint8_t from;    /**< state before, ACM_STATE_... of case.h */
    uint8_t to;      /**< state after */
    uint8_t cause;   /**< ACM_CAUSE_... */
} acm_event;

/** Collects events until they are drained. Belongs to one thread at a time, together with its cases. */
typedef struct acm_log acm_log;

/**
 * Makes an empty log.
 *
 * @param allocator  copied; NULL = malloc.
 * @param log        out: freed with acm_log_free after all cases that use it.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_log_new(const acm_allocator *allocator, acm_log **log, acm_error *err);

/**
 * How many events wait to be drained.
 *
 * @param log  NULL counts 0.
 * @return the number.
 * @threads one at a time.  @since 0.1
 */
ACM_API size_t acm_log_count(const acm_log *log);

/**
 * Takes the oldest events out of the log. Texts of drained events stay until the next command of a case that
 * uses the log.
 *
 * @param log       whose events.
 * @param out       array of capacity records, each stride bytes apart; may be NULL if capacity is 0.
 * @param stride    the caller's sizeof(acm_event).
 * @param capacity  records that fit.
 * @param count     out: events written; 0 when the log is empty.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_VERSION.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_log_drain(acm_log *log, acm_event *out, size_t stride, size_t capacity,
                                 size_t *count, acm_error *err);

/**
 * The text of an event.
 *
 * @param log    may be NULL.
 * @param event  an event of this log, drained or not.
 * @return lent until the next command or acm_log_clear, NUL-terminated; NULL if the event has none.
 * @threads one at a time.  @since 0.1
 */
ACM_API const char *acm_log_text(const acm_log *log, const acm_event *event);

/**
 * Drops all events and texts, drained or not; memory is kept for what comes.
 *
 * @param log  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_log_clear(acm_log *log);

/**
 * Frees a log. No case may use it any more.
 *
 * @param log  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_log_free(acm_log *log);

#ifdef __cplusplus
}
#endif

#endif
