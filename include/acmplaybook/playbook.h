/*
 * acmplaybook/playbook.h - the immutable definition: items, conditions, roles, services, motions, text.
 *
 * A playbook is made by acm_playbook_read_page (page.h) or acm_builder_finish (builder.h) and never
 * changes. All getters below may run on any number of threads at once.
 */
#ifndef ACMPLAYBOOK_PLAYBOOK_H
#define ACMPLAYBOOK_PLAYBOOK_H

#include <acmplaybook/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The definition of a case. Reference-counted, immutable. */
typedef struct acm_playbook acm_playbook;

/** What an item is to the state machine. */
typedef int32_t acm_item_kind;

#define ACM_ITEM_STAGE     1 /**< holds other items */
#define ACM_ITEM_TASK      2 /**< a person does it */
#define ACM_ITEM_MILESTONE 3 /**< occurs when its entry criterion holds */

/** What an item is to the author of the playbook. */
typedef int32_t acm_item_part;

#define ACM_PART_OTHER    0 /**< made by the builder without saying */
#define ACM_PART_PLAYBOOK 1 /**< the root stage */
#define ACM_PART_PHASE    2 /**< a phase: stage */
#define ACM_PART_PROCESS  3 /**< a page with steps or tasks: stage */
#define ACM_PART_STEP     4 /**< a step: stage if it has tasks, else task */
#define ACM_PART_TASK     5 /**< a row of an FTOP task table */
#define ACM_PART_OUTCOMES 6 /**< the milestone that key outcomes or step outputs feed */

/** Bits of acm_item.flags and of acm_builder_add. */
#define ACM_ITEM_REQUIRED      0x01u /**< its stage cannot complete before it is finished */
#define ACM_ITEM_MANUAL        0x02u /**< manual activation: enabled, then a person starts it */
#define ACM_ITEM_AUTO_COMPLETE 0x04u /**< stage: completes as soon as nothing required is open */
#define ACM_ITEM_NON_BLOCKING  0x08u /**< task: completes as soon as it starts */
#define ACM_ITEM_REQUIRED_BY_CHILD                                                                 \
    0x10u /**< stage: required and automatic while a required item in scope is within, else manual and not required */
#define ACM_ITEM_FLAG_MISSING 0x20u /**< the page says neither mandatory nor optional */

/** One item. Records are in document order; every parent stands before its children. */
typedef struct acm_item {
    acm_id id;          /**< 1 is the root; numbered in document order, without gaps */
    acm_id parent;      /**< the stage it is in, 0 for the root */
    acm_item_kind kind; /**< ACM_ITEM_... */
    acm_item_part part; /**< ACM_PART_... */
    uint32_t flags;     /**< ACM_ITEM_REQUIRED, ... */
    uint32_t depth;     /**< 0 for the root */
    int64_t number;     /**< FTOP task id, -1 = none */
    uint32_t line;      /**< 1-based place in the page, 0 = none */
    uint32_t column;    /**< 1-based, in code points */
} acm_item;

/** What a condition gates. */
typedef int32_t acm_condition_kind;

#define ACM_CONDITION_INPUT   1 /**< must hold before its item can begin */
#define ACM_CONDITION_OUTCOME 2 /**< must hold before its stage may complete */

#define ACM_CONDITION_OPTIONAL 0x01u /**< can be confirmed, never blocks */

/** One condition: a statement that a person confirms. */
typedef struct acm_condition {
    acm_id id;               /**< in the same id space as items */
    acm_id item;             /**< the item that carries it */
    acm_id gates;            /**< the item whose criterion it feeds, 0 = it blocks nothing */
    acm_condition_kind kind; /**< ACM_CONDITION_INPUT, ... */
    uint32_t flags;          /**< ACM_CONDITION_OPTIONAL */
    uint32_t line;           /**< 1-based place in the page, 0 = none */
    uint32_t column;         /**< 1-based, in code points */
    uint32_t reserved;       /**< 0 */
} acm_condition;

/** Kinds of terms: the closed vocabularies of a playbook. */
typedef int32_t acm_term_kind;

#define ACM_TERM_ROLE    1
#define ACM_TERM_SERVICE 2
#define ACM_TERM_MOTION  3
#define ACM_TERM_PHASE   4

/** How an item refers to a term. */
typedef int32_t acm_ref_kind;

#define ACM_REF_PERFORMER 1 /**< role that may do the task */
#define ACM_REF_OWNER     2 /**< role that may confirm the item's conditions and close it by hand */
#define ACM_REF_PRIMARY   3 /**< role named as primary on the page */
#define ACM_REF_SECONDARY 4 /**< role named as secondary on the page */
#define ACM_REF_SERVICE   5 /**< service that brings the item into scope; none = every scope */
#define ACM_REF_MOTION    6
#define ACM_REF_NEXT      7 /**< process that may follow: advice, never a gate */

/** One reference from an item to a term (or, for ACM_REF_NEXT, to an item). Records stand in the order of their items. */
typedef struct acm_ref {
    acm_id item;       /**< who refers */
    acm_id target;     /**< term or item */
    acm_ref_kind kind; /**< ACM_REF_... */
    uint32_t reserved; /**< 0 */
} acm_ref;

/** Which text of an item, condition or term. */
typedef int32_t acm_text_field;

#define ACM_TEXT_NAME       1 /**< name of an item or term, statement of a condition, heading of a step */
#define ACM_TEXT_DETAIL     2 /**< sub-entries of a condition, a line each, two blanks a level */
#define ACM_TEXT_BODY       3 /**< guidance of a step, a line a paragraph or list entry */
#define ACM_TEXT_OVERVIEW   4 /**< of a process */
#define ACM_TEXT_OBJECTIVES 5 /**< of a process, a line each */
#define ACM_TEXT_NEXT_STEPS 6 /**< of a process, a line each */

/**
 * Takes one more reference.
 *
 * @param playbook  may be NULL.
 * @return playbook.
 * @threads any: the count is atomic.  @since 0.1
 */
ACM_API acm_playbook *acm_playbook_retain(acm_playbook *playbook);

/**
 * Gives a reference back; the last one frees the playbook and every text lent from it.
 *
 * @param playbook  NULL does nothing.
 * @threads any: the count is atomic.  @since 0.1
 */
ACM_API void acm_playbook_free(acm_playbook *playbook);

/**
 * Finds an item, condition or term by key. A bare task number, such as "4047", is accepted while only one
 * item bears it.
 *
 * @param playbook  whose key.
 * @param key       such as "stem/4047", "stem/step-3", "stem/in-2", "role:fasttrack_manager"; UTF-8.
 * @param key_len   its bytes, or ACM_NTS.
 * @param id        out: the id; 0 on failure.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOTFOUND, ACM_E_AMBIGUOUS (the message lists the keys), ACM_E_INVALID.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_find(const acm_playbook *playbook, const char *key, size_t key_len,
                                     acm_id *id, acm_error *err);

/**
 * The key of an item, condition or term.
 *
 * @param playbook  may be NULL.
 * @param id        any id.
 * @param len       out: length in bytes; may be NULL.
 * @return lent text, NULL for an id that is not known.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_playbook_key(const acm_playbook *playbook, acm_id id, size_t *len);

/**
 * All items as records, in document order.
 *
 * @param playbook  whose items.
 * @param out       array of capacity records, each stride bytes apart; may be NULL if capacity is 0.
 * @param stride    the caller's sizeof(acm_item); bytes beyond what we know are zeroed.
 * @param capacity  records that fit.
 * @param count     out: how many items there are; more than capacity means the rest was left out.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_VERSION (stride below the first version's size).
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_items(const acm_playbook *playbook, acm_item *out, size_t stride,
                                      size_t capacity, size_t *count);

/**
 * Conditions as records, in document order.
 *
 * @param playbook  whose conditions.
 * @param item      only those that this item carries; 0 = all.
 * @param out       as for acm_playbook_items.
 * @param stride    the caller's sizeof(acm_condition).
 * @param capacity  records that fit.
 * @param count     out: how many there are.
 * @return ACM_OK, ACM_E_NOTFOUND (no such item), ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_conditions(const acm_playbook *playbook, acm_id item,
                                           acm_condition *out, size_t stride, size_t capacity,
                                           size_t *count);

/**
 * Roles, services, motions and advice of an item as records.
 *
 * @param playbook  whose references.
 * @param item      only those of this item; 0 = all.
 * @param kind      ACM_REF_..., 0 = all kinds.
 * @param out       as for acm_playbook_items.
 * @param stride    the caller's sizeof(acm_ref).
 * @param capacity  records that fit.
 * @param count     out: how many there are.
 * @return ACM_OK, ACM_E_NOTFOUND (no such item), ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_refs(const acm_playbook *playbook, acm_id item, acm_ref_kind kind,
                                     acm_ref *out, size_t stride, size_t capacity, size_t *count);

/**
 * The ids of all terms of a kind: the roles, services, motions or phases that the playbook knows.
 *
 * @param playbook  whose terms.
 * @param kind      ACM_TERM_...
 * @param out       array of capacity ids; may be NULL if capacity is 0.
 * @param capacity  ids that fit.
 * @param count     out: how many there are.
 * @return ACM_OK, ACM_E_INVALID.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_terms(const acm_playbook *playbook, acm_term_kind kind, acm_id *out,
                                      size_t capacity, size_t *count);

/**
 * A text of an item, condition or term in a language.
 *
 * @param playbook  may be NULL.
 * @param id        whose text.
 * @param field     ACM_TEXT_...
 * @param language  tag such as "zh-hans"; NULL = the playbook's first. One that the playbook lacks, or
 *                  lacks for this text, falls back to the first.
 * @param used      out: tag of the language really used (lent); NULL if there is no text; may be NULL.
 * @param len       out: length in bytes; may be NULL.
 * @return lent text, NULL if there is none.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_playbook_text(const acm_playbook *playbook, acm_id id, acm_text_field field,
                                      const char *language, const char **used, size_t *len);

/**
 * The tag of the index-th language edition, the first being the one that owns the structure.
 *
 * @param playbook  may be NULL.
 * @param index     from 0.
 * @return lent text, NULL past the last.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_playbook_language(const acm_playbook *playbook, size_t index);

/**
 * Writes each page of the playbook as one line of JSON: front matter, sections, steps, tasks, lists, links,
 * revisions and the faults met.
 *
 * @param playbook  made from pages; one from the builder has none and writes nothing.
 * @param sink      receives the text.
 * @param user      handed to sink.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_CALLBACK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_UNSUPPORTED (built without JSON).
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_outline(const acm_playbook *playbook, acm_sink sink, void *user,
                                        acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
