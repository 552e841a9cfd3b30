/*
 * acmplaybook/case.h - one customer's run through a playbook: commands in, events out.
 */
#ifndef ACMPLAYBOOK_CASE_H
#define ACMPLAYBOOK_CASE_H

#include <acmplaybook/log.h>
#include <acmplaybook/playbook.h>
#include <acmplaybook/roster.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A running case. It keeps its playbook and roster alive. Belongs to one thread at a time. */
typedef struct acm_case acm_case;

/** State of an item or of the case, CMMN 1.1 section 8.4. */
typedef int32_t acm_state;

#define ACM_STATE_NONE       0 /**< no instance: its stage has not begun, or it is out of scope */
#define ACM_STATE_AVAILABLE  1
#define ACM_STATE_ENABLED    2
#define ACM_STATE_DISABLED   3
#define ACM_STATE_ACTIVE     4
#define ACM_STATE_SUSPENDED  5
#define ACM_STATE_COMPLETED  6
#define ACM_STATE_TERMINATED 7
#define ACM_STATE_FAILED     8
#define ACM_STATE_CLOSED     9 /**< only the case */

/** State of a condition. */
typedef int32_t acm_condition_state;

#define ACM_CONDITION_STATE_NONE      0 /**< nobody carries it: its item has no instance */
#define ACM_CONDITION_STATE_OPEN      1
#define ACM_CONDITION_STATE_CONFIRMED 2
#define ACM_CONDITION_STATE_WAIVED    3

/** What a caller asks of a case. */
typedef int32_t acm_command_kind;

#define ACM_COMMAND_START       1 /**< item: enabled -> active (manual start) */
#define ACM_COMMAND_COMPLETE    2 /**< item, or the case if item is 0 */
#define ACM_COMMAND_DISABLE     3 /**< item: enabled -> disabled */
#define ACM_COMMAND_REENABLE    4 /**< item: disabled -> enabled */
#define ACM_COMMAND_TERMINATE   5 /**< item, or the case if item is 0 */
#define ACM_COMMAND_SUSPEND     6 /**< item, or the case if item is 0 */
#define ACM_COMMAND_RESUME      7 /**< item, or the case if item is 0 (then as ACM_COMMAND_REACTIVATE) */
#define ACM_COMMAND_FAULT       8  /**< item: active -> failed */
#define ACM_COMMAND_REACTIVATE  9  /**< item: failed -> active; or the case if item is 0 */
#define ACM_COMMAND_OCCUR       10 /**< milestone or listener: available -> completed */
#define ACM_COMMAND_CLOSE       11 /**< the case: final */
#define ACM_COMMAND_CONFIRM     12 /**< condition */
#define ACM_COMMAND_WITHDRAW    13 /**< condition, until the criterion that it feeds has fired */
#define ACM_COMMAND_WAIVE       14 /**< condition; text: the reason, not empty */
#define ACM_COMMAND_SET_FACT    15 /**< text: the name; value_kind and a value */
#define ACM_COMMAND_REMOVE_FACT 16 /**< text: the name */
#define ACM_COMMAND_SET_SCOPE   17 /**< text: names of services separated by ';', "" = everything */
#define ACM_COMMAND_ADVANCE                                                                        \
    18 /**< moves the case's time to command.time; timers that are due occur */
#define ACM_COMMAND_CLAIM 19 /**< task: the actor is who performs it; no change of state */

/** Type of a fact. */
typedef int32_t acm_value_kind;

#define ACM_VALUE_NULL    0
#define ACM_VALUE_BOOLEAN 1 /**< integer: 0 or 1 */
#define ACM_VALUE_INTEGER 2 /**< integer */
#define ACM_VALUE_DOUBLE  3 /**< real, finite */
#define ACM_VALUE_STRING  4 /**< value_at, value_len */
#define ACM_VALUE_TIME                                                                             \
    5 /**< integer: milliseconds since 1970-01-01T00:00Z, within the years 1 to 9999 */
#define ACM_VALUE_SET                                                                              \
    6 /**< value_at, value_len: strings separated by line feeds, none of them empty, in any order and
           as often as you like; "" = the empty set */

/** Bits that say how a command is taken. */
typedef uint32_t acm_command_flags;

#define ACM_COMMAND_WITH_NEXT                                                                      \
    0x01u /**< a fact that is one command with the next: set first, and what follows from it settled
               with the rest; accepted or refused with it */

/** One command. Texts lie in the block given beside the array. */
typedef struct acm_command {
    acm_command_kind kind; /**< ACM_COMMAND_... */
    acm_id item;           /**< item or condition of the playbook; 0 = the case */
    acm_id instance; /**< which instance; 0 = the only one that can do this, else the newest */
    acm_id actor;    /**< participant of the roster; 0 = nobody, may do what asks for no role */
    int64_t time; /**< milliseconds since 1970-01-01T00:00Z; earlier than the case's = the case's */
    uint32_t text_at;          /**< byte offset of the text in the block */
    uint32_t text_len;         /**< its bytes */
    uint32_t value_at;         /**< of a string or a set */
    uint32_t value_len;        /**< its bytes */
    acm_value_kind value_kind; /**< ACM_VALUE_..., for ACM_COMMAND_SET_FACT */
    acm_command_flags flags;   /**< 0 or ACM_COMMAND_WITH_NEXT */
    int64_t integer;           /**< value of a boolean or integer */
    double real;               /**< value of a double */
} acm_command;

/** What roles mean. */
typedef int32_t acm_roles_mode;

#define ACM_ROLES_ENFORCE 0 /**< who lacks the role is refused (default) */
#define ACM_ROLES_RECORD  1 /**< anybody may; the actor is only recorded */

/** How a case begins. */
typedef struct acm_case_options {
    uint32_t struct_size; /**< set by acm_case_options_init */
    uint32_t tag;         /**< borne by each event of the case */
    acm_id plan; /**< the stage that is the case, 0 = the root: one page of a folder runs alone */
    acm_roles_mode roles; /**< ACM_ROLES_... */
    int64_t time;         /**< when it begins, milliseconds since 1970-01-01T00:00Z */
    acm_id actor;         /**< participant who begins it; 0 = nobody */
    uint32_t budget;      /**< events that one command may cause; 0 = 1,000,000 */
    const char *scope;    /**< names of services separated by ';'; NULL or "" = everything */
    const acm_command
        *facts; /**< ACM_COMMAND_SET_FACT each, set before anything begins; NULL = none */
    const char *facts_text;  /**< block of UTF-8 that the facts point into */
    uint32_t fact_count;     /**< how many facts */
    uint32_t fact_stride;    /**< the caller's sizeof(acm_command) */
    uint32_t facts_text_len; /**< bytes of facts_text */
    acm_semantics semantics; /**< ACM_SEMANTICS_... bits beside those of the playbook */
} acm_case_options;

/** Bits that say more of an instance than its state. */
typedef uint32_t acm_instance_flags;

#define ACM_INSTANCE_UNAVAILABLE                                                                   \
    0x01u /**< a listener that cannot occur yet: its condition to be available does not hold */
#define ACM_INSTANCE_WAITS 0x02u /**< made by repetition, its turn has not come */

/** One instance, for drawing a board. */
typedef struct acm_board_row {
    acm_id item;              /**< of the playbook */
    acm_id instance;          /**< of the case */
    acm_id parent;            /**< instance of its stage, 0 for the plan */
    acm_state state;          /**< ACM_STATE_... */
    uint32_t required;        /**< not 0: its stage cannot complete without it */
    acm_id performer;         /**< participant who claimed it, 0 = nobody */
    uint32_t count;           /**< which instance of its item in its stage it is, from 1 */
    acm_instance_flags flags; /**< ACM_INSTANCE_... */
} acm_board_row;

/**
 * Fills case options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_case_options_init(acm_case_options *options);

/**
 * Begins a case: creates the plan's stage and all that starts by itself. Uses the playbook's allocator.
 *
 * @param playbook  gains a reference.
 * @param roster    gains a reference; NULL = nobody, so that what asks for a role is refused.
 * @param log       receives the events and must outlive the case; NULL = no events are kept.
 * @param options   NULL = the defaults.
 * @param out       out: freed with acm_case_free.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND (plan, actor, a service), ACM_E_SCOPE (nothing
 *         would be in scope), ACM_E_MODEL (the plan is no stage), ACM_E_ENCODING (scope, facts), ACM_E_BUDGET,
 *         ACM_E_VERSION.
 * @threads one at a time for one log or roster.  @since 0.1
 */
ACM_API acm_status acm_case_new(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                                const acm_case_options *options, acm_case **out, acm_error *err);

/**
 * Frees a case; its events stay in the log.
 *
 * @param c  NULL does nothing.
 * @threads one at a time for one log or roster.  @since 0.1
 */
ACM_API void acm_case_free(acm_case *c);

/**
 * Copies a case, for what-if: the copy goes its own way and writes to its own log.
 *
 * @param c    what to copy.
 * @param log  of the copy, as for acm_case_new.
 * @param out  out: freed with acm_case_free.
 * @param err  may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID.
 * @threads one at a time for one log or roster.  @since 0.1
 */
ACM_API acm_status acm_case_dup(const acm_case *c, acm_log *log, acm_case **out, acm_error *err);

/**
 * Carries out commands, one after the other. Each takes effect whole, with everything that follows from it,
 * or not at all; the first that is refused ends the call and changes nothing. Facts with ACM_COMMAND_WITH_NEXT
 * and the command behind them count as one.
 *
 * @param c         the case; NULL gives ACM_E_INVALID.
 * @param commands  array of count records, each stride bytes apart; may be NULL if count is 0.
 * @param stride    the caller's sizeof(acm_command), at least the first version's size; any if count is 0.
 * @param count     how many; 0 does nothing and gives ACM_OK.
 * @param text      block of UTF-8 that the records point into; may be NULL if none does.
 * @param text_len  its bytes, or ACM_NTS; any if text is NULL.
 * @param accepted  out: how many took effect, also when the next one was refused; may be NULL.
 * @param err       may be NULL; says why the first refused command was, path names its item.
 * @return ACM_OK; a refusal: ACM_E_STATE, ACM_E_ROLE, ACM_E_CONDITION, ACM_E_INCOMPLETE, ACM_E_SCOPE,
 *         ACM_E_BUDGET, ACM_E_NOMEM; a mistake: ACM_E_NOTFOUND, ACM_E_AMBIGUOUS (several instances can do this),
 *         ACM_E_INVALID, ACM_E_ENCODING, ACM_E_VERSION.
 * @threads one at a time.  @since 0.1
 *
 *     acm_command done = {.kind = ACM_COMMAND_COMPLETE, .item = task, .actor = ana};
 *     acm_status s = acm_case_post(c, &done, sizeof done, 1, NULL, 0, NULL, &err);
 */
ACM_API acm_status acm_case_post(acm_case *c, const acm_command *commands, size_t stride,
                                 size_t count, const char *text, size_t text_len, size_t *accepted,
                                 acm_error *err);

/**
 * The state of the case.
 *
 * @param c  may be NULL.
 * @return ACM_STATE_ACTIVE, _SUSPENDED, _COMPLETED, _TERMINATED, _FAILED or _CLOSED; _NONE for NULL. A plan
 *         that waits for its inputs is an active case.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_state acm_case_state(const acm_case *c);

/**
 * The state of an item: of its newest instance.
 *
 * @param c     may be NULL.
 * @param item  any id.
 * @return ACM_STATE_..., ACM_STATE_NONE if it has no instance.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_state acm_case_item_state(const acm_case *c, acm_id item);

/**
 * The state of a condition, in the newest instance that carries it.
 *
 * @param c          may be NULL.
 * @param condition  any id.
 * @return ACM_CONDITION_STATE_...
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_condition_state acm_case_condition_state(const acm_case *c, acm_id condition);

/**
 * When the next timer is due: a caller that wants timers to occur posts ACM_COMMAND_ADVANCE then.
 *
 * @param c     may be NULL.
 * @param time  out: milliseconds since 1970-01-01T00:00Z, may lie in the past; 0 if no timer runs; may be NULL.
 * @return instance of the timer listener, 0 if no timer runs.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_id acm_case_next_timer(const acm_case *c, int64_t *time);

/**
 * The item of an instance, as events and board rows name instances.
 *
 * @param c         may be NULL.
 * @param instance  of this case.
 * @return the item, 0 if there is no such instance.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_id acm_case_instance_item(const acm_case *c, acm_id instance);

/**
 * The state of an instance.
 *
 * @param c         may be NULL.
 * @param instance  of this case.
 * @return ACM_STATE_..., ACM_STATE_NONE if there is no such instance.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_state acm_case_instance_state(const acm_case *c, acm_id instance);

/**
 * The time of the case: of its last command, or when it began.
 *
 * @param c  NULL gives 0.
 * @return milliseconds since 1970-01-01T00:00Z.
 * @threads one at a time.  @since 0.1
 */
ACM_API int64_t acm_case_time(const acm_case *c);

/**
 * The playbook of a case.
 *
 * @param c  NULL gives NULL.
 * @return lent, lives as long as the case.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_playbook *acm_case_playbook(const acm_case *c);

/**
 * The roster of a case.
 *
 * @param c  NULL gives NULL.
 * @return lent, lives as long as the case; NULL if the case has none.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_roster *acm_case_roster(const acm_case *c);

/**
 * The English word for a state, as expressions and scenarios write it: "available", "completed", ...
 *
 * @param state  ACM_STATE_...
 * @return static text, "unknown" for a value that is not known; never NULL.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_state_name(acm_state state);

/**
 * The English word for the state of a condition: "open", "confirmed", "waived", "none".
 *
 * @param state  ACM_CONDITION_STATE_...
 * @return static text, "unknown" for a value that is not known; never NULL.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_condition_state_name(acm_condition_state state);

/**
 * All instances of a case as records: the first ones in document order, then what repetition added in the order of
 * its creation. A stage stands before what is in it.
 *
 * @param c         whose instances.
 * @param out       array of capacity records, each stride bytes apart; may be NULL if capacity is 0.
 * @param stride    the caller's sizeof(acm_board_row).
 * @param capacity  records that fit.
 * @param count     out: how many there are; more than capacity means the rest was left out.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_VERSION.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_case_board(const acm_case *c, acm_board_row *out, size_t stride,
                                  size_t capacity, size_t *count);

#ifdef __cplusplus
}
#endif

#endif
