/*
 * acmplaybook/plan.h - the fewest commands by which a case gets where somebody wants it, and who may give them.
 */
#ifndef ACMPLAYBOOK_PLAN_H
#define ACMPLAYBOOK_PLAN_H

#include <acmplaybook/case.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Whose commands a plan may have. */
typedef int32_t acm_plan_people;

#define ACM_PLAN_ANYBODY                                                                           \
    0 /**< also those of roles that nobody of the roster has: such a step has no actor */
#define ACM_PLAN_ROSTER 1 /**< of people of the roster, and those that ask for no role */
#define ACM_PLAN_ACTOR  2 /**< of acm_plan_options.actor alone */

/** A set of commands: a bit 1u << ACM_COMMAND_... each. */
typedef uint32_t acm_plan_commands;

/** The commands of plans that say none: those by which work goes on. */
#define ACM_PLAN_COMMANDS                                                                          \
    (1u << ACM_COMMAND_START | 1u << ACM_COMMAND_COMPLETE | 1u << ACM_COMMAND_REENABLE |           \
     1u << ACM_COMMAND_RESUME | 1u << ACM_COMMAND_REACTIVATE | 1u << ACM_COMMAND_OCCUR |           \
     1u << ACM_COMMAND_CONFIRM | 1u << ACM_COMMAND_SET_FACT | 1u << ACM_COMMAND_ADVANCE)

/** Bits that say more of a plan. */
typedef uint32_t acm_plan_flags;

#define ACM_PLAN_MILESTONES                                                                        \
    0x01u /**< ACM_COMMAND_OCCUR also of milestones, whatever else they wait for */

/** What is wanted, and how. */
typedef struct acm_plan_options {
    uint32_t struct_size; /**< set by acm_plan_options_init */
    acm_plan_flags flags; /**< ACM_PLAN_... bits */
    acm_id item;          /**< whose state is wanted: an item, a condition; 0 = the case */
    uint32_t states; /**< bits 1u << ACM_STATE_..., one of which is wanted, of a condition 1u <<
                             ACM_CONDITION_STATE_...; 0 = completed, or confirmed or waived */
    acm_plan_commands commands; /**< bits 1u << ACM_COMMAND_...; 0 = ACM_PLAN_COMMANDS */
    acm_plan_people people;     /**< ACM_PLAN_ANYBODY, ... */
    acm_id actor;               /**< for ACM_PLAN_ACTOR */
    uint32_t max_steps;         /**< of a plan; 0 = 10,000 */
    uint32_t max_states;        /**< of the case that are looked at; 0 = 20,000 */
    uint32_t fact_count;        /**< how many facts */
    uint64_t max_bytes;         /**< of memory; 0 = 256 MiB */
    const acm_command *facts;   /**< ACM_COMMAND_SET_FACT each: what may be set; NULL = nothing */
    const char *text; /**< block of UTF-8 that the facts and the reason point into; NULL = none */
    uint32_t fact_stride; /**< the caller's sizeof(acm_command) */
    uint32_t text_len;    /**< bytes of text */
    uint32_t reason_at;   /**< byte offset of the reason with which conditions are waived */
    uint32_t reason_len;  /**< its bytes; needed for ACM_COMMAND_WAIVE */
} acm_plan_options;

/** One step of a plan. */
typedef struct acm_plan_step {
    acm_command command; /**< to be posted as it is, with acm_plan_options.text */
    acm_id role; /**< of command.actor, or that an actor must have if that is 0; 0 = anybody may */
    uint32_t reserved; /**< 0 */
} acm_plan_step;

/** How a search for a plan ended. */
typedef int32_t acm_plan_verdict;

#define ACM_PLAN_FOUND      1 /**< there is none with fewer steps */
#define ACM_PLAN_IMPOSSIBLE 2 /**< no commands of those that it may have lead there */
#define ACM_PLAN_UNKNOWN                                                                           \
    3 /**< a bound was met: the plan, if there is one, may be longer than needed */

/** What a search came to. */
typedef struct acm_plan_result {
    uint32_t struct_size;     /**< set by acm_plan_result_init */
    acm_plan_verdict verdict; /**< ACM_PLAN_... */
    uint32_t has_plan;        /**< not 0: the steps lead there, 0: no plan is known */
    uint32_t at_least;        /**< fewer steps than this cannot do */
    uint32_t states;          /**< that were looked at */
    uint32_t reserved;        /**< 0 */
    uint64_t bytes;           /**< of memory that was used */
} acm_plan_result;

/**
 * Fills plan options with the defaults: the case is to be completed.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_plan_options_init(acm_plan_options *options);

/**
 * Makes a plan result ready for use.
 *
 * @param result  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_plan_result_init(acm_plan_result *result);

/**
 * Finds the fewest commands that bring an item, a condition or the case into a wanted state. The case stays as it
 * is: the search runs on copies, and the plan was carried out on one before it is given. Waiting for the next timer
 * is a step, a command ACM_COMMAND_ADVANCE; the scope never changes. Of several instances the newest is meant, as
 * by acm_case_item_state.
 *
 * @param c         the case; its playbook's allocator is used.
 * @param options   NULL = the defaults.
 * @param out       array of capacity records, each stride bytes apart; may be NULL if capacity is 0.
 * @param stride    the caller's sizeof(acm_plan_step).
 * @param capacity  records that fit.
 * @param count     out: steps of the plan; more than capacity means the rest was left out.
 * @param result    out: may be NULL.
 * @param err       may be NULL.
 * @return ACM_OK, whatever the verdict; ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND (item, actor), ACM_E_ENCODING (the
 *         reason), ACM_E_VERSION; what acm_case_post says of facts that make no sense.
 * @threads one at a time for one log or roster: the copies count in the roster, too.  @since 0.1
 *
 *     acm_plan_step steps[64];
 *     size_t count;
 *     acm_status s = acm_case_plan(c, NULL, steps, sizeof *steps, 64, &count, &result, &err);
 *     if (!s && result.verdict == ACM_PLAN_FOUND)
 *         acm_case_post(c, &steps[0].command, sizeof(acm_command), 1, NULL, 0, NULL, &err);
 */
ACM_API acm_status acm_case_plan(const acm_case *c, const acm_plan_options *options,
                                 acm_plan_step *out, size_t stride, size_t capacity, size_t *count,
                                 acm_plan_result *result, acm_error *err);

/**
 * One step as a sentence: "Ana completes ...". Without an actor it names the roles that may; of a waived condition it
 * gives the reason, acm_plan_options.reason_at.
 *
 * @param c           the case that the plan is for, in any state.
 * @param step        as acm_case_plan gave it.
 * @param text        acm_plan_options.text of the plan; may be NULL if that had none.
 * @param text_len    its bytes, or ACM_NTS.
 * @param language    as for acm_case_explain_text.
 * @param buffer      receives the sentence, NUL-terminated; may be NULL if capacity is 0.
 * @param capacity    its bytes.
 * @param needed      out: bytes needed with the NUL; may be NULL.
 * @return ACM_OK, ACM_E_BUFFER (too small: cut at a code point), ACM_E_INVALID.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_plan_step_text(const acm_case *c, const acm_plan_step *step,
                                      const char *text, size_t text_len, const char *language,
                                      char *buffer, size_t capacity, size_t *needed);

#ifdef __cplusplus
}
#endif

#endif
