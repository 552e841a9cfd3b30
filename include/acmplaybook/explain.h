/*
 * acmplaybook/explain.h - why a command is refused, as records and as sentences.
 */
#ifndef ACMPLAYBOOK_EXPLAIN_H
#define ACMPLAYBOOK_EXPLAIN_H

#include <acmplaybook/case.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What stands in the way. */
typedef int32_t acm_blocker_kind;

#define ACM_BLOCKER_CONDITION 1 /**< subject: a condition that is open */
#define ACM_BLOCKER_PREDECESSOR                                                                    \
    2 /**< subject: an item that has not yet performed the event in detail */
#define ACM_BLOCKER_EXPRESSION                                                                     \
    3 /**< the if-part of the criterion in detail is not true, or its ACM_CONTROL_ENABLE_WHEN if that is 0 */
#define ACM_BLOCKER_ROLE                                                                           \
    4 /**< detail: a role that may, one record each; 0 = the actor is unknown */
#define ACM_BLOCKER_SCOPE     5 /**< subject is out of scope */
#define ACM_BLOCKER_SUSPENDED 6 /**< subject: the item, its stage or the case is suspended */
#define ACM_BLOCKER_STATE                                                                          \
    7 /**< subject is in the state of detail, in which the command is not legal */
#define ACM_BLOCKER_REQUIRED 8 /**< subject: required child that is not finished; state in detail */
#define ACM_BLOCKER_ACTIVE   9 /**< subject: child that is active */
#define ACM_BLOCKER_MANUAL   10 /**< subject: an item that a person must start first */
#define ACM_BLOCKER_FIRED                                                                          \
    11 /**< subject: the item whose criterion has fired, so that the condition stays */
#define ACM_BLOCKER_ENDED 12 /**< the case, or subject, a stage around it, has ended */
#define ACM_BLOCKER_UNAVAILABLE                                                                    \
    13 /**< subject: a listener that cannot occur yet, its ACM_CONTROL_AVAILABLE_WHEN does not hold */
#define ACM_BLOCKER_TIMER                                                                          \
    14 /**< subject: a timer that is not due; detail: 1 = before time, 0 = its expression gives no time */

/** One blocker. */
typedef struct acm_blocker {
    acm_blocker_kind kind;    /**< ACM_BLOCKER_... */
    acm_id item;              /**< whose command was asked about */
    acm_id subject;           /**< what stands in the way: item or condition */
    uint32_t detail;          /**< see the kind */
    acm_command_kind command; /**< what was asked about */
    acm_id actor;             /**< who would have given it */
    acm_id instance;          /**< of the item, or of what carries the condition */
    acm_id way; /**< the item whose way in it stands in, by an entry criterion; 0 = none */
    uint32_t
        alternative; /**< which of several entry criteria of that item, the nearest is 1; 0: at any rate */
    uint32_t reserved; /**< 0 */
    int64_t
        time; /**< ACM_BLOCKER_TIMER: when it is due, milliseconds since 1970-01-01T00:00Z; else 0 */
} acm_blocker;

/**
 * All that stands in the way of a command, what will come up once the rest is out of the way included. Each blocker
 * with alternative 0 has to be out of the way, and of each item that several ways lead into, those of one alternative.
 * Then the command would be accepted - or has become needless, as starting what then starts by itself -, unless
 * something else happens meanwhile.
 *
 * @param c         the case.
 * @param item      item or condition; 0 = the case.
 * @param instance  which instance of it, or of what carries the condition; 0 = the one that a command without
 *                  instance means, the newest if that could be several.
 * @param command   ACM_COMMAND_...; of those that name an item, a condition or the case.
 * @param actor     participant; 0 = nobody.
 * @param out       array of capacity records, each stride bytes apart; may be NULL if capacity is 0.
 * @param stride    the caller's sizeof(acm_blocker).
 * @param capacity  records that fit.
 * @param count     out: how many there are; 0 = the command would be accepted.
 * @return ACM_OK, ACM_E_NOTFOUND (item, instance), ACM_E_INVALID, ACM_E_VERSION.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_case_explain(const acm_case *c, acm_id item, acm_id instance,
                                    acm_command_kind command, acm_id actor, acm_blocker *out,
                                    size_t stride, size_t capacity, size_t *count);

/**
 * One blocker as a sentence.
 *
 * @param c         the case it came from.
 * @param blocker   as acm_case_explain gave it.
 * @param language  tag: "en", "de", "es", "ja", "pt" or "zh-hans"; NULL = the playbook's first; another = English.
 * @param buffer    receives the sentence, NUL-terminated; may be NULL if capacity is 0.
 * @param capacity  its bytes.
 * @param needed    out: bytes needed with the NUL; may be NULL.
 * @return ACM_OK, ACM_E_BUFFER (too small: cut at a code point), ACM_E_INVALID.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_case_explain_text(const acm_case *c, const acm_blocker *blocker,
                                         const char *language, char *buffer, size_t capacity,
                                         size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
