/*
 * acmplaybook/builder.h - makes by calls what reading pages makes.
 *
 * Ids that a builder hands out are its own: the finished playbook numbers its items anew, in document
 * order, and is asked by key. Calls may come in any order as long as a parent stands before its children.
 * A failed call leaves the builder as it was. Above 16 MiB a text, 64 levels, 1,024 terms of a kind or 4,194,304 items,
 * conditions, criteria and terms it is ACM_E_LIMIT.
 */
#ifndef ACMPLAYBOOK_BUILDER_H
#define ACMPLAYBOOK_BUILDER_H

#include <acmplaybook/playbook.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A playbook in the making. */
typedef struct acm_builder acm_builder;

/** Whether a criterion lets its item in or throws it out. */
typedef int32_t acm_criterion_kind;

#define ACM_CRITERION_ENTRY 1
#define ACM_CRITERION_EXIT  2

/** Bits that say how a criterion behaves. */
typedef uint32_t acm_criterion_flags;

#define ACM_CRITERION_WORK_DONE                                                                    \
    0x01u /**< entry criterion: also asks that the required work beside the item, its stages and tasks, is finished */
#define ACM_CRITERION_ON_EVENT                                                                     \
    0x02u /**< forgets at the end of each command which of its on-parts have occurred; it needs one */
#define ACM_CRITERION_EXIT_ACTIVE                                                                  \
    0x04u /**< exit criterion of an item: only active instances leave, the others stay, and what left may repeat */
#define ACM_CRITERION_EXIT_ENABLED 0x08u /**< the same with active and enabled instances */
#define ACM_CRITERION_COMPLETE                                                                     \
    0x10u /**< exit criterion: completes its item if that is active; the command is refused if a stage cannot be completed */
#define ACM_CRITERION_FORCE_COMPLETE 0x20u /**< the same, whatever is open within the stage */

/** A standard event of CMMN 1.1, as an on-part names it and as an event record reports it. */
typedef int32_t acm_transition;

#define ACM_TRANSITION_NONE             0
#define ACM_TRANSITION_CREATE           1
#define ACM_TRANSITION_ENABLE           2
#define ACM_TRANSITION_START            3
#define ACM_TRANSITION_DISABLE          4
#define ACM_TRANSITION_REENABLE         5
#define ACM_TRANSITION_MANUAL_START     6
#define ACM_TRANSITION_SUSPEND          7
#define ACM_TRANSITION_RESUME           8
#define ACM_TRANSITION_FAULT            9
#define ACM_TRANSITION_REACTIVATE       10
#define ACM_TRANSITION_COMPLETE         11
#define ACM_TRANSITION_TERMINATE        12
#define ACM_TRANSITION_EXIT             13
#define ACM_TRANSITION_PARENT_SUSPEND   14
#define ACM_TRANSITION_PARENT_RESUME    15
#define ACM_TRANSITION_OCCUR            16
#define ACM_TRANSITION_PARENT_TERMINATE 17
#define ACM_TRANSITION_CLOSE            18

/**
 * Starts a playbook with a root stage.
 *
 * @param allocator  copied, used for the builder and the playbook; NULL = malloc.
 * @param language   tag of the first edition, such as "en"; NULL = "en".
 * @param name       name of the root stage; NULL = none.
 * @param builder    out: owned by the caller, freed with acm_builder_free.
 * @param root       out: id of the root stage; may be NULL.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_ENCODING, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_builder_new(const acm_allocator *allocator, const char *language,
                                   const char *name, acm_builder **builder, acm_id *root,
                                   acm_error *err);

/**
 * Adds an item as the last child of a stage.
 *
 * @param builder  where.
 * @param parent   a stage of this builder.
 * @param kind     ACM_ITEM_STAGE, ..., ACM_ITEM_EVENT_LISTENER.
 * @param flags    ACM_ITEM_REQUIRED, ... that make sense for the kind.
 * @param key      unique in the playbook, 1 to 255 bytes without blanks, NUL-terminated; "role:", "service:",
 *                 "motion:" and "phase:" begin the keys of terms alone.
 * @param name     shown to people, in the first language; NULL = the key.
 * @param number   FTOP task id from 0, -1 = none; others may bear the same.
 * @param item     out: id of the item; may be NULL.
 * @param err      may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND (parent), ACM_E_EXISTS (key),
 *         ACM_E_ENCODING, ACM_E_LIMIT, ACM_E_MODEL (the parent is no stage, the flag does not fit).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_add(acm_builder *builder, acm_id parent, acm_item_kind kind,
                                   acm_item_flags flags, const char *key, const char *name,
                                   int64_t number, acm_id *item, acm_error *err);

/**
 * Replaces the flags of an item or condition. The root takes none but ACM_ITEM_AUTO_COMPLETE.
 *
 * A task with ACM_ITEM_FOR_EACH_SERVICE is there once for each service that it names, or for each of the
 * playbook if it names none or all services. The copies stand where it stood, each in scope with its service
 * alone, and share everything else; their keys are the task's and the service's, such as
 * "stem/4047/exchange". An on-part that names the task waits for all of them; between two such tasks, for
 * the copy of the same service. done() of the task's key is true when one of them is completed.
 *
 * @param builder  where.
 * @param id       an item or condition of this builder.
 * @param flags    ACM_ITEM_REQUIRED, ... that make sense for its kind, or ACM_CONDITION_OPTIONAL.
 * @param err      may be NULL.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_MODEL (a flag does not fit).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_flags(acm_builder *builder, acm_id id, uint32_t flags,
                                     acm_error *err);

/**
 * Tells an item or condition more than flags can say.
 *
 * ACM_CONTROL_REQUIRED_WHEN is evaluated when an instance is created, and kept; ACM_CONTROL_MANUAL_WHEN when it is
 * let in; ACM_CONTROL_REPEAT_WHEN when its criterion lets it in, or without entry criteria when it is done;
 * ACM_CONTROL_AUTO_COMPLETE_WHEN, ACM_CONTROL_AVAILABLE_WHEN and ACM_CONTROL_BLOCKS_WHEN again whenever what they
 * depend on changes. ACM_CONTROL_ENABLE_WHEN adds to each entry criterion of the item, or is one if there is none.
 *
 * @param builder  where.
 * @param id       an item of this builder, or for ACM_CONTROL_BLOCKS_WHEN a condition that feeds a criterion. The
 *                 root takes ACM_CONTROL_DUE, _AUTO_COMPLETE_WHEN, _ORIGIN and _DEFINITION.
 * @param control  ACM_CONTROL_...; their comments say what they fit.
 * @param text     what it is told, NUL-terminated; NULL takes it back.
 * @param err      may be NULL; a broken expression is located by column and offset.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID (no such control), ACM_E_NOTFOUND, ACM_E_SYNTAX (also what is no
 *         time, name or word as it should be), ACM_E_LIMIT, ACM_E_ENCODING, ACM_E_MODEL (it does not fit, or the
 *         expression makes no sense).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_control(acm_builder *builder, acm_id id, acm_control control,
                                       const char *text, acm_error *err);

/**
 * Says what an item is to the author (a phase, a step, ...) and where on the page it stands.
 *
 * @param builder  where.
 * @param item     an item of this builder.
 * @param part     ACM_PART_...
 * @param line     1-based, 0 = none.
 * @param column   1-based, in code points, 0 = none.
 * @param err      may be NULL.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_NOTFOUND.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_place(acm_builder *builder, acm_id item, acm_item_part part,
                                     uint32_t line, uint32_t column, acm_error *err);

/**
 * Adds a criterion to an item. It holds when all its on-parts have occurred, its expression is true and
 * all conditions that feed it and block are confirmed or waived. Several on one item are alternatives.
 *
 * @param builder     where.
 * @param item        an item of this builder; the root takes only exit criteria, a milestone only entry criteria,
 *                    a listener none.
 * @param kind        ACM_CRITERION_ENTRY or ACM_CRITERION_EXIT.
 * @param flags       ACM_CRITERION_... bits that fit the kind and the item.
 * @param expression  the if-part, NUL-terminated; NULL = none.
 * @param criterion   out: its id; may be NULL.
 * @param err         may be NULL; a broken expression is located by column and offset.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_SYNTAX, ACM_E_LIMIT, ACM_E_ENCODING,
 *         ACM_E_MODEL (it does not fit, or the expression makes no sense or is never true or false).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_criterion(acm_builder *builder, acm_id item, acm_criterion_kind kind,
                                         acm_criterion_flags flags, const char *expression,
                                         acm_id *criterion, acm_error *err);

/**
 * Adds an on-part to a criterion: the event of another item that it waits for.
 *
 * @param builder    where.
 * @param criterion  of this builder.
 * @param source     the item that is waited for.
 * @param event      ACM_TRANSITION_... that the source's kind knows.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_MODEL, ACM_E_LIMIT.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_on_part(acm_builder *builder, acm_id criterion, acm_id source,
                                       acm_transition event, acm_error *err);

/**
 * Narrows an on-part that waits for the exit of an item to one exit criterion of that item: it occurs when
 * the item leaves by this one.
 *
 * @param builder         where.
 * @param criterion       of this builder; its on-part is added.
 * @param exit_criterion  an exit criterion of the item that is waited for.
 * @param err             may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_MODEL (no exit criterion), ACM_E_LIMIT.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_on_exit(acm_builder *builder, acm_id criterion,
                                       acm_id exit_criterion, acm_error *err);

/**
 * Says where cases of the playbook differ from CMMN 1.1.
 *
 * @param builder    where.
 * @param semantics  ACM_SEMANTICS_... bits; they replace those said before.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_INVALID (no such bit).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_semantics(acm_builder *builder, acm_semantics semantics,
                                         acm_error *err);

/**
 * Adds a condition that the given item carries.
 *
 * @param builder    where.
 * @param item       the item that carries it.
 * @param criterion  what it feeds, a criterion of any item of this builder; 0 = it blocks nothing.
 * @param kind       ACM_CONDITION_INPUT or ACM_CONDITION_OUTCOME. An outcome that feeds no criterion keeps its
 *                   stage from completing by itself while it is open, never by hand.
 * @param flags      0 or ACM_CONDITION_OPTIONAL.
 * @param key        unique in the playbook, as for acm_builder_add.
 * @param statement  what must hold, in the first language, NUL-terminated; NULL = none.
 * @param condition  out: its id; may be NULL.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_EXISTS, ACM_E_ENCODING,
 *         ACM_E_LIMIT, ACM_E_MODEL (milestones and listeners carry none).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_condition(acm_builder *builder, acm_id item, acm_id criterion,
                                         acm_condition_kind kind, acm_condition_flags flags,
                                         const char *key, const char *statement, acm_id *condition,
                                         acm_error *err);

/**
 * Finds or adds a term. A name of the built-in vocabulary, in any language, gives its canonical term: "FM"
 * is FastTrack Manager. Another name is a term of its own.
 *
 * @param builder  where.
 * @param kind     ACM_TERM_...
 * @param name     NUL-terminated, 1 to 255 bytes, not blanks alone.
 * @param term     out: its id.
 * @param err      may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_ENCODING, ACM_E_LIMIT.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_term(acm_builder *builder, acm_term_kind kind, const char *name,
                                    acm_id *term, acm_error *err);

/**
 * Makes an item refer to a term. The same reference twice is one.
 *
 * @param builder  where.
 * @param item     who refers.
 * @param kind     ACM_REF_...; the term must be of the kind it takes (for ACM_REF_NEXT an item).
 * @param target   the term or item.
 * @param err      may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_MODEL.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_ref(acm_builder *builder, acm_id item, acm_ref_kind kind,
                                   acm_id target, acm_error *err);

/**
 * Sets a text of an item, condition or term.
 *
 * @param builder   where.
 * @param id        whose text.
 * @param field     ACM_TEXT_...
 * @param language  tag; NULL = the first. A new tag opens a new edition; there are 64 at the most.
 * @param text      UTF-8 without NUL.
 * @param len       its bytes, or ACM_NTS.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND, ACM_E_ENCODING, ACM_E_LIMIT.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_text(acm_builder *builder, acm_id id, acm_text_field field,
                                    const char *language, const char *text, size_t len,
                                    acm_error *err);

/**
 * Checks the whole and makes the playbook. The builder stays as it is and may go on.
 *
 * What repeats must wait for something: if it has entry criteria, one of them needs an on-part, and a milestone
 * needs an entry criterion. A timer listener needs its ACM_CONTROL_TIMER.
 *
 * @param builder   what to finish.
 * @param playbook  out: one reference, given back with acm_playbook_free.
 * @param err       may be NULL; path names the item at fault.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_NOTFOUND (an expression names an unknown item),
 *         ACM_E_AMBIGUOUS, ACM_E_MODEL (as above, or a criterion with nothing to wait for), ACM_E_EXISTS (the key of a
 *         copy), ACM_E_LIMIT (the same, or too much is copied).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_finish(const acm_builder *builder, acm_playbook **playbook,
                                      acm_error *err);

/**
 * Frees a builder.
 *
 * @param builder  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_builder_free(acm_builder *builder);

#ifdef __cplusplus
}
#endif

#endif
