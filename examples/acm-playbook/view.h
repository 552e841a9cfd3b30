/* view.h - a playbook with its records at hand, for drawing and printing. */
#ifndef VIEW_H
#define VIEW_H

#include "tool.h"

#include <acmplaybook.h>

typedef struct view {
    acm_playbook *playbook; /* one reference */
    const char *language;   /* in which texts are shown; NULL = the playbook's first */
    acm_item *items;
    acm_condition *conditions;
    size_t *first_condition; /* of each item by id: index + 1, 0 = none */
    size_t *next_condition;  /* of each condition: the next one of its item */
    bool *kept;              /* of each item: it is shown */
    bool *is_last;           /* of each item: no other that is shown follows in its stage */
    acm_id plan;             /* the stage that is the case, 0 = the root */
    size_t item_count, condition_count;
} view;

/* Takes the playbook over. */
void view_open(view *v, acm_playbook *playbook, const char *language);
void view_close(view *v);

/* Says anew which items are last, after a change of `kept`. */
void view_find_last(view *v);

/* Shows only what is within the stage that is the case, and calls it by its keys within that. */
void view_set_plan(view *v, acm_id plan);

/* Whether an item is shown. */
bool view_keeps(const view *v, acm_id item);

/* NULL if the id is no item or no condition. */
const acm_item *view_item(const view *v, acm_id id);
const acm_condition *view_condition(const view *v, acm_id id);

/* The name of anything; its key if it has none. */
const char *view_name(const view *v, acm_id id);

/* The key; short = without the stem while the plan has one process, as commands accept it. */
const char *view_key(const view *v, acm_id id);
const char *view_short_key(const view *v, acm_id id);

/* The key without the stem of the process that it is in. */
const char *view_local_key(const view *v, acm_id id);

/* Whether an item follows among the children of the same stage. */
bool view_is_last(const view *v, const acm_item *item);

/* What an item refers to; freed by the caller. */
acm_ref *view_refs(const view *v, acm_id item, acm_ref_kind kind, size_t *count);

/* Names of what an item refers to, such as "FastTrack Manager, SME"; freed by the caller. */
char *view_terms(const view *v, acm_id item, acm_ref_kind kind);

/* Whether an item must be finished before its stage can complete. */
bool view_is_required(const view *v, const acm_item *item);

/* The stage that is a page of steps and tasks, within the plan or around it; NULL if there is none or more than one. */
const acm_item *view_only_process(const view *v);

#endif
