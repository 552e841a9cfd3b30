/* builder.h - a playbook in the making, as builder.c fills it and finish.c reads it. */
#ifndef ACM__BUILDER_H
#define ACM__BUILDER_H

#include "model/playbook.h"

/* What a builder's id names. */
typedef enum acm__object_type {
    ACM__OBJECT_ITEM,
    ACM__OBJECT_CONDITION,
    ACM__OBJECT_CRITERION,
    ACM__OBJECT_TERM
} acm__object_type;

typedef struct acm__object {
    acm__object_type type;
    uint32_t index; /* in its list */
} acm__object;

/* All ids below are the builder's. */
typedef struct acm__draft_item {
    acm_id id, parent, first_child, last_child, next;
    acm_item_kind kind;
    acm_item_part part;
    uint32_t flags, depth, page, line, column; /* page: index + 1 */
    uint32_t control;                          /* index + 1, 0 = none */
    acm_id entry;                              /* its first entry criterion, 0 = none */
    int64_t number;
    acm__str key;
} acm__draft_item;

typedef struct acm__draft_criterion {
    acm_id item;
    acm_criterion_kind kind;
    uint32_t flags;
    const acm__expr *expr;
} acm__draft_criterion;

typedef struct acm__draft_on_part {
    uint32_t criterion; /* index */
    acm_id source;
    acm_transition event;
    uint32_t exit_criterion; /* index + 1 of the one by which the source must leave; 0 = any */
} acm__draft_on_part;

typedef struct acm__draft_condition {
    acm_id item;
    uint32_t criterion; /* index + 1, 0 = none */
    acm_condition_kind kind;
    uint32_t flags, page, line, column; /* page: index + 1 */
    const acm__expr *blocks_when;       /* NULL: none */
    acm__str key;
} acm__draft_condition;

struct acm_builder {
    acm__arena arena; /* lists and texts */
    bool trusting;    /* texts given are checked and lie in the arena already, NUL behind */
    uint32_t semantics;
    struct {
        acm__object *at;
        uint32_t count, capacity;
    } objects; /* [id - 1] */
    struct {
        acm__draft_item *at;
        uint32_t count, capacity;
    } items;
    struct {
        acm__control *at;
        uint32_t count, capacity;
    } controls;
    struct {
        acm__draft_criterion *at;
        uint32_t count, capacity;
    } criteria;
    struct {
        acm__draft_on_part *at;
        uint32_t count, capacity;
    } on_parts;
    struct {
        acm__draft_condition *at;
        uint32_t count, capacity;
    } conditions;
    struct {
        acm__term *at;
        uint32_t count, capacity;
    } terms;
    struct {
        acm_ref *at;
        uint32_t count, capacity;
    } refs;
    struct {
        acm__text *at;
        uint32_t count, capacity;
    } texts; /* the last of several for the same thing holds */
    acm__strs editions;
    struct {
        acm__page **at;
        uint32_t count, capacity;
    } pages; /* in the arena; acm__page.item is the builder's id */
    acm__tocs tocs;
    struct {
        acm__placed *at;
        uint32_t count, capacity;
    } places;     /* in further editions */
    acm_id *keys; /* hash table of ids, 0 = free */
    uint32_t key_mask, key_count;
};

/* The index of what an id names if it is of that type, else UINT32_MAX. */
uint32_t acm__builder_index(const acm_builder *b, acm_id id, acm__object_type type);

acm_id acm__builder_find(const acm_builder *b, acm__str key);

/*
 * Remembers a builder before several calls, of which each may fail, and puts it back. What only grows is shared;
 * memory that was taken in between stays taken. False when memory is out.
 */
bool acm__builder_save(acm_builder *b, acm_builder *saved);
void acm__builder_restore(acm_builder *b, const acm_builder *saved);

/* Makes a condition that feeds nothing feed what its like feeds on a page: its item's entry, its stage's outcomes. */
acm_status acm__builder_gate(acm_builder *b, acm_id condition, acm_error *err);

/* Takes a text that a caller gave, which a trusting builder need not check. b may be NULL. */
acm_status acm__builder_take_text(const acm_builder *b, const char *text, size_t len, size_t max,
                                  acm__str *out, acm_error *err);

/* Whether an item may have such a criterion. */
acm_status acm__builder_check_criterion(const acm_builder *b, acm_id item, acm_criterion_kind kind,
                                        uint32_t flags, acm_error *err);

/* Why an item may not repeat though it waits for nothing that could happen again; NULL if it may. */
const char *acm__repetition_fault(acm_item_kind kind, bool entries, bool on_part);

/* Parses an expression that says whether something holds. */
acm_status acm__builder_condition(acm_builder *b, const char *text, const acm__expr **expr,
                                  acm_error *err);

/*
 * Makes the playbook. With `take` the builder's arena becomes the playbook's, and the builder can only be
 * freed afterwards; else everything is copied and the builder may go on.
 */
acm_status acm__builder_finish(acm_builder *b, bool take, acm_playbook **playbook, acm_error *err);

/* Says where an item or condition stands in the first edition; page is an index. */
void acm__builder_place(acm_builder *b, acm_id id, uint32_t page, acm__place place);

/* The index of an edition, added if it is new; UINT32_MAX when memory is out. */
uint32_t acm__builder_edition(acm_builder *b, acm__str tag);

#endif
