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
    uint32_t flags, depth, line, column;
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
} acm__draft_on_part;

typedef struct acm__draft_condition {
    acm_id item;
    uint32_t criterion; /* index + 1, 0 = none */
    acm_condition_kind kind;
    uint32_t flags, line, column;
    acm__str key;
} acm__draft_condition;

struct acm_builder {
    acm__arena arena; /* lists and texts */
    bool trusting;    /* texts given are checked and lie in the arena already, NUL behind */
    struct {
        acm__object *at;
        uint32_t count, capacity;
    } objects; /* [id - 1] */
    struct {
        acm__draft_item *at;
        uint32_t count, capacity;
    } items;
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
    acm_id *keys; /* hash table of ids, 0 = free */
    uint32_t key_mask, key_count;
};

/* The index of what an id names if it is of that type, else UINT32_MAX. */
uint32_t acm__builder_index(const acm_builder *b, acm_id id, acm__object_type type);

acm_id acm__builder_find(const acm_builder *b, acm__str key);

/*
 * Makes the playbook. With `take` the builder's arena becomes the playbook's, and the builder can only be
 * freed afterwards; else everything is copied and the builder may go on.
 */
acm_status acm__builder_finish(acm_builder *b, bool take, acm_playbook **playbook, acm_error *err);

/* Sets where a condition stands on its page. */
void acm__builder_place_condition(acm_builder *b, acm_id condition, acm__place place);

#endif
