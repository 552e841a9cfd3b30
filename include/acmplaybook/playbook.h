/*
 * acmplaybook/playbook.h - the immutable definition: items, conditions, roles, services, motions, text.
 *
 * A playbook is read (page.h, source.h, json.h, cmmn.h) or built (builder.h) and never changes. All getters below
 * may run on any number of threads at once.
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
#define ACM_ITEM_USER_LISTENER                                                                     \
    4 /**< user event listener: occurs when a person with one of its roles says so */
#define ACM_ITEM_TIMER_LISTENER                                                                    \
    5 /**< timer event listener: occurs when the caller's time reaches what ACM_CONTROL_TIMER says */
#define ACM_ITEM_EVENT_LISTENER 6 /**< generic event listener: occurs when the caller says so */

/** What an item is to the author of the playbook. */
typedef int32_t acm_item_part;

#define ACM_PART_OTHER    0 /**< made by the builder without saying */
#define ACM_PART_PLAYBOOK 1 /**< the root stage */
#define ACM_PART_PHASE    2 /**< a phase: stage */
#define ACM_PART_PROCESS  3 /**< a page with steps or tasks: stage */
#define ACM_PART_STEP     4 /**< a step: stage if it has tasks, else task */
#define ACM_PART_TASK     5 /**< a row of an FTOP task table */
#define ACM_PART_OUTCOMES 6 /**< the milestone that key outcomes or step outputs feed */

/** Bits that say how an item behaves. */
typedef uint32_t acm_item_flags;

#define ACM_ITEM_REQUIRED      0x01u /**< its stage cannot complete before it is finished */
#define ACM_ITEM_MANUAL        0x02u /**< manual activation: enabled, then a person starts it */
#define ACM_ITEM_AUTO_COMPLETE 0x04u /**< stage: completes as soon as nothing required is open */
#define ACM_ITEM_NON_BLOCKING  0x08u /**< task: completes as soon as it starts */
#define ACM_ITEM_REQUIRED_BY_CHILD                                                                 \
    0x10u /**< stage: required and automatic while a required item in scope is within, else manual and not required */
#define ACM_ITEM_FLAG_MISSING 0x20u /**< the page says neither mandatory nor optional */
#define ACM_ITEM_FOR_EACH_SERVICE                                                                  \
    0x40u /**< task, in a builder: there once for each service that it names; a playbook has these copies */
#define ACM_ITEM_REPEATS                                                                           \
    0x80u /**< repetition rule without condition: another instance each time it is entered or done */

/** Where engines of the field differ from CMMN 1.1: bits that a playbook, or a case, may ask for. */
typedef uint32_t acm_semantics;

#define ACM_SEMANTICS_END_ORPHAN_LISTENERS                                                         \
    0x01u /**< a listener ends when no criterion that waits for it is left alive */
#define ACM_SEMANTICS_WAITING_IS_FINISHED                                                          \
    0x02u /**< an instance by repetition that waits for its entry criterion holds no stage open, and
               the repetition rule is asked again when it would begin */
#define ACM_SEMANTICS_LISTENERS_REPEAT 0x04u /**< repetition rules of listeners are not ignored */

/** One item. Records are in document order; every parent stands before its children. */
typedef struct acm_item {
    acm_id id;            /**< 1 is the root; numbered in document order, without gaps */
    acm_id parent;        /**< the stage it is in, 0 for the root */
    acm_item_kind kind;   /**< ACM_ITEM_... */
    acm_item_part part;   /**< ACM_PART_... */
    acm_item_flags flags; /**< ACM_ITEM_REQUIRED, ... */
    uint32_t depth;       /**< 0 for the root */
    int64_t number;       /**< FTOP task id, -1 = none */
    uint32_t line;        /**< 1-based place in the page, 0 = none */
    uint32_t column;      /**< 1-based, in code points, 0 = none */
} acm_item;

/** What an item or condition may be told beyond its flags, as text. */
typedef int32_t acm_control;

#define ACM_CONTROL_REQUIRED_WHEN                                                                  \
    1 /**< stage, task, milestone: required if this expression is true when it is created; instead of
           ACM_ITEM_REQUIRED */
#define ACM_CONTROL_ENABLE_WHEN                                                                    \
    2 /**< the same: stays Available until this expression is true, whatever else lets it in */
#define ACM_CONTROL_DUE                                                                            \
    3 /**< item: when it should be done: "P5D" after its start, "2026-03-31" or "2026-03-31T17:00Z" */
#define ACM_CONTROL_BLOCKS_WHEN                                                                    \
    4 /**< condition: blocks while this expression is true, and only then, optional or not */
#define ACM_CONTROL_MANUAL_WHEN                                                                    \
    5 /**< stage, task: a person starts it if this expression is true when it is let in; instead of
           ACM_ITEM_MANUAL */
#define ACM_CONTROL_REPEAT_WHEN                                                                    \
    6 /**< item: repeats if this expression is true; instead of ACM_ITEM_REPEATS */
#define ACM_CONTROL_AUTO_COMPLETE_WHEN                                                             \
    7 /**< stage: as ACM_ITEM_AUTO_COMPLETE while this expression is true, instead of it */
#define ACM_CONTROL_AVAILABLE_WHEN                                                                 \
    8 /**< listener: cannot occur, and its time does not run, until this expression is true */
#define ACM_CONTROL_TIMER                                                                          \
    9 /**< timer listener: "PT1H", "P1M", "2026-03-31T17:00Z", "R3/PT1H", "R/2026-03-31T17:00Z/P1D", or
           an expression ${...} whose value is such a text or a date-time */
#define ACM_CONTROL_COUNTER                                                                        \
    10 /**< item that repeats: the name by which expressions know which instance it is, from 1, such as
            "round"; without it "repetitionCounter" */
#define ACM_CONTROL_PARENT_COMPLETION                                                              \
    11 /**< item: when it does not hold its stage open: "ignore", "ignore-if-available",
            "ignore-if-available-or-enabled", "ignore-after-first-completion" or
            "ignore-after-first-completion-if-available-or-enabled" */
#define ACM_CONTROL_ORIGIN     12 /**< item: its id in the model that it was read from */
#define ACM_CONTROL_DEFINITION 13 /**< item: the id of its definition there */
#define ACM_CONTROL_TYPE                                                                           \
    14 /**< task: "human", "process", "case" or "decision" of CMMN; without it any */

/** When an item does not hold its stage open, as ACM_CONTROL_PARENT_COMPLETION words it. */
typedef int32_t acm_parent_completion;

#define ACM_PARENT_COMPLETION_COUNTS              0 /**< as CMMN 1.1 says */
#define ACM_PARENT_COMPLETION_IGNORE              1
#define ACM_PARENT_COMPLETION_AVAILABLE           2 /**< required items count all the same */
#define ACM_PARENT_COMPLETION_ENABLED             3 /**< available or enabled; required items count */
#define ACM_PARENT_COMPLETION_AFTER_FIRST         4 /**< once one instance is completed */
#define ACM_PARENT_COMPLETION_AFTER_FIRST_ENABLED 5 /**< the same, while available or enabled */

/** How a due time is given. */
typedef int32_t acm_due;

#define ACM_DUE_NONE 0
#define ACM_DUE_AFTER_START                                                                        \
    1 /**< milliseconds after the item becomes active, a milestone or listener available */
#define ACM_DUE_AT                                                                                 \
    2 /**< milliseconds since 1970-01-01T00:00Z; of a date alone where that day ends, UTC */

/** What a condition gates. */
typedef int32_t acm_condition_kind;

#define ACM_CONDITION_INPUT   1 /**< must hold before its item can begin */
#define ACM_CONDITION_OUTCOME 2 /**< must hold before its stage may complete */

/** Bits that say how a condition behaves. */
typedef uint32_t acm_condition_flags;

#define ACM_CONDITION_OPTIONAL 0x01u /**< can be confirmed, never blocks */

/** One condition: a statement that a person confirms. */
typedef struct acm_condition {
    acm_id id;                 /**< in the same id space as items */
    acm_id item;               /**< the item that carries it */
    acm_id gates;              /**< the item whose criterion it feeds, 0 = it blocks nothing */
    acm_condition_kind kind;   /**< ACM_CONDITION_INPUT, ... */
    acm_condition_flags flags; /**< ACM_CONDITION_OPTIONAL */
    uint32_t line;             /**< 1-based place in the page, 0 = none */
    uint32_t column;           /**< 1-based, in code points, 0 = none */
    uint32_t reserved;         /**< 0 */
} acm_condition;

/** Kinds of terms: the closed vocabularies of a playbook. */
typedef int32_t acm_term_kind;

#define ACM_TERM_ROLE    1
#define ACM_TERM_SERVICE 2
#define ACM_TERM_MOTION  3
#define ACM_TERM_PHASE   4

/** How an item refers to a term. */
typedef int32_t acm_ref_kind;

#define ACM_REF_PERFORMER 1 /**< role that may do the task, or make the listener occur */
#define ACM_REF_OWNER     2 /**< role that may confirm the item's conditions and close it by hand */
#define ACM_REF_PRIMARY   3 /**< role named as primary on the page */
#define ACM_REF_SECONDARY 4 /**< role named as secondary on the page */
#define ACM_REF_SERVICE   5 /**< service that brings the item into scope; none = every scope */
#define ACM_REF_MOTION    6
#define ACM_REF_NEXT      7 /**< process that may follow: advice, never a gate */

/** One reference from an item to a term (or, for ACM_REF_NEXT, to an item). Records stand in the order of their items, then of the kinds. */
typedef struct acm_ref {
    acm_id item;       /**< who refers */
    acm_id target;     /**< term or item */
    acm_ref_kind kind; /**< ACM_REF_... */
    uint32_t reserved; /**< 0 */
} acm_ref;

/** One page of a playbook. Those of the edition that owns the structure come first, in its order. */
typedef struct acm_page {
    uint32_t edition;  /**< index for acm_playbook_language */
    acm_id item;       /**< the process that it describes, 0 = it is a document */
    uint32_t base;     /**< index of the page that it translates, else its own; UINT32_MAX = none */
    uint32_t reserved; /**< 0 */
} acm_page;

/** Which text of a page. */
typedef int32_t acm_page_field;

#define ACM_PAGE_PATH     1 /**< as its source called it */
#define ACM_PAGE_FILE     2 /**< the path without folders */
#define ACM_PAGE_STEM     3 /**< the file without extension and language suffix */
#define ACM_PAGE_TITLE    4 /**< its heading of level 1 */
#define ACM_PAGE_OVERVIEW 5 /**< a line a paragraph */

/** One place of a task number. */
typedef struct acm_numbered {
    int64_t number;
    acm_id item;       /**< which bears it */
    uint32_t reserved; /**< 0 */
} acm_numbered;

/** Where something stands in a language edition. */
typedef struct acm_place {
    uint32_t page;     /**< index of the page, UINT32_MAX = none */
    uint32_t line;     /**< 1-based, 0 = none */
    uint32_t column;   /**< 1-based, in code points, 0 = none */
    uint32_t reserved; /**< 0 */
} acm_place;

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
 * What an item or condition is told beyond its flags.
 *
 * @param playbook  may be NULL.
 * @param id        item or condition.
 * @param control   ACM_CONTROL_...
 * @param len       out: length in bytes; may be NULL.
 * @return lent text, an expression without ${ } around it, but that of ACM_CONTROL_TIMER with it; NULL if it is not
 *         told so.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_playbook_control(const acm_playbook *playbook, acm_id id,
                                         acm_control control, size_t *len);

/**
 * When an item should be done.
 *
 * @param playbook      may be NULL.
 * @param item          any id.
 * @param milliseconds  out: as the result says, 0 for ACM_DUE_NONE; may be NULL.
 * @return ACM_DUE_...
 * @threads any.  @since 0.1
 */
ACM_API acm_due acm_playbook_due(const acm_playbook *playbook, acm_id item, int64_t *milliseconds);

/**
 * Where cases of a playbook differ from CMMN 1.1.
 *
 * @param playbook  NULL gives 0.
 * @return ACM_SEMANTICS_... bits.
 * @threads any.  @since 0.1
 */
ACM_API acm_semantics acm_playbook_semantics(const acm_playbook *playbook);

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
 * Finds a role, service, motion or phase by its key as acm_playbook_key gives it, by that without "role:", ...,
 * by name in any language of the vocabulary, or by the name that a page gave it.
 *
 * @param playbook  whose term.
 * @param kind      ACM_TERM_...
 * @param name      UTF-8, such as "role:fasttrack_manager", "fasttrack_manager" or "FastTrack Manager"; case, and
 *                  white space at its ends, do not count unless it is a whole key.
 * @param name_len  its bytes, or ACM_NTS.
 * @param term      out: the id; 0 on failure.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOTFOUND, ACM_E_INVALID.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_term(const acm_playbook *playbook, acm_term_kind kind,
                                     const char *name, size_t name_len, acm_id *term,
                                     acm_error *err);

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
 * All task numbers with the items that bear them, by number, then in document order.
 *
 * @param playbook  whose numbers.
 * @param out       as for acm_playbook_items.
 * @param stride    the caller's sizeof(acm_numbered).
 * @param capacity  records that fit.
 * @param count     out: how many there are.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_numbers(const acm_playbook *playbook, acm_numbered *out,
                                        size_t stride, size_t capacity, size_t *count);

/**
 * Where an item or condition stands in a language edition.
 *
 * @param playbook  whose item or condition.
 * @param id        which.
 * @param edition   index as for acm_playbook_language.
 * @param out       the caller's record; bytes beyond what we know are zeroed.
 * @param size      the caller's sizeof(acm_place).
 * @return ACM_OK, ACM_E_NOTFOUND (the id, or it does not stand in that edition), ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_place(const acm_playbook *playbook, acm_id id, size_t edition,
                                      acm_place *out, size_t size);

/**
 * All pages as records; those of the first edition come first, in its order.
 *
 * @param playbook  whose pages; one from the builder has none.
 * @param out       as for acm_playbook_items.
 * @param stride    the caller's sizeof(acm_page).
 * @param capacity  records that fit.
 * @param count     out: how many there are.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_pages(const acm_playbook *playbook, acm_page *out, size_t stride,
                                      size_t capacity, size_t *count);

/**
 * A text of a page.
 *
 * @param playbook  may be NULL.
 * @param page      index from 0.
 * @param field     ACM_PAGE_...
 * @param len       out: length in bytes; may be NULL.
 * @return lent text, NULL if there is none.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_playbook_page_text(const acm_playbook *playbook, size_t page,
                                           acm_page_field field, size_t *len);

/**
 * A value of a page's front matter, such as that of "ms.date".
 *
 * @param playbook  may be NULL.
 * @param page      index from 0.
 * @param key       NUL-terminated; NULL finds nothing.
 * @param len       out: length in bytes; may be NULL.
 * @return lent text, NULL if there is none.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_playbook_page_value(const acm_playbook *playbook, size_t page,
                                            const char *key, size_t *len);

/**
 * Writes each page of the playbook as one line of JSON: front matter, sections, steps, tasks, lists, links,
 * revisions and the faults met.
 *
 * @param playbook  made from pages; one from the builder or from JSON has no outline and writes nothing.
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
