/*
 * case.h - a running case in memory, and one command under way.
 *
 * What differs from the playbook is one block of bytes: a byte a state, two bits a condition, a bit an
 * on-part. It covers the plan's subtree only. A command works on it in place; the log keeps a copy until
 * the command is accepted.
 */
#ifndef ACM__CASE_H
#define ACM__CASE_H

#include "engine/lifecycle.h"
#include "engine/log.h"
#include "engine/roster.h"

typedef struct acm__extra acm__extra;

struct acm_case {
    acm_playbook *playbook;
    acm__binding *people; /* NULL: no roster */
    acm_log *log;
    acm__extra *extra; /* facts, scope, performers; NULL while there are none */
    int64_t time;
    uint32_t tag;
    acm_id plan;
    uint32_t budget;
    uint8_t roles_mode;
    bool owns_log;
    unsigned char memory[]; /* states, then conditions, then on-parts */
};

/* A state byte: the state, the state that a parent's resume restores (0: suspended by hand), required. */
enum {
    ACM__STATE_MASK = 0x0F,
    ACM__PRIOR_SHIFT = 4,
    ACM__PRIOR_MASK = 0x70,
    ACM__PRIOR_SCOPE = 7, /* of a terminated item: it left with the scope and may come back */
    ACM__REQUIRED = 0x80
};

/* The state that a resume leads to. */
static inline acm_state acm__state_to_resume(uint32_t item_kind, uint8_t byte)
{
    acm_state prior = (byte & ACM__PRIOR_MASK) >> ACM__PRIOR_SHIFT;
    return prior ? prior : item_kind == ACM_ITEM_MILESTONE ? ACM_STATE_AVAILABLE : ACM_STATE_ACTIVE;
}

/* A case with its layout: what reading needs. */
typedef struct acm__view {
    const acm_case *c;
    const acm_playbook *p;
    const acm__layout *at;
} acm__view;

static inline acm__view acm__view_of(const acm_case *c)
{
    return (acm__view){c, c->playbook, acm__layout_of(c->playbook, c->plan)};
}

static inline acm_state acm__view_state(const acm__view *v, acm_id item)
{
    if (item < v->at->first || item > v->at->last)
        return ACM_STATE_NONE;
    return v->c->memory[item - v->at->first] & ACM__STATE_MASK;
}

/* Whether an item left with the scope: it may come back. */
static inline bool acm__view_left_scope(const acm__view *v, acm_id item)
{
    uint8_t byte = v->c->memory[item - v->at->first];
    return (byte & ACM__STATE_MASK) == ACM_STATE_TERMINATED &&
           (byte & ACM__PRIOR_MASK) >> ACM__PRIOR_SHIFT == ACM__PRIOR_SCOPE;
}

static inline bool acm__view_required(const acm__view *v, acm_id item)
{
    return v->c->memory[item - v->at->first] & ACM__REQUIRED;
}

/* State of a condition by index in the playbook; _NONE outside the plan. */
acm_condition_state acm__view_condition(const acm__view *v, uint32_t index);

/* State of the case as its plan's instance gives it. */
acm_state acm__case_state_of(acm_state plan_state);

/* Whether an expression of an item, or of a condition that it carries, is true now. */
bool acm__view_holds(const acm__view *v, acm_id item, const acm__expr *expr);

/* Whether a condition, by index, stands in the way of the criterion that it feeds. */
bool acm__view_blocks(const acm__view *v, uint32_t index);

/* Whether no condition that feeds a criterion blocks. */
bool acm__view_fed(const acm__view *v, const acm__criterion *criterion);

/* Whether all required siblings of an item are finished. */
bool acm__view_work_done(const acm__view *v, acm_id item);

/* Whether all that a criterion waits for beside its on-parts holds now. */
bool acm__view_if_part(const acm__view *v, const acm__criterion *criterion);

/* Whether an on-part is remembered as having occurred. */
bool acm__view_occurred(const acm__view *v, uint32_t on_part);

/* Whether a stage could be completed now: by itself, or by hand. */
bool acm__view_completable(const acm__view *v, acm_id stage, bool by_hand);

/* Whether an item is in the case's scope; `_narrowed` for a case that has facts, claims or a scope of its own. */
bool acm__view_in_narrowed_scope(const acm__view *v, acm_id item);

static inline bool acm__view_in_scope(const acm__view *v, acm_id item)
{
    return !v->c->extra || acm__view_in_narrowed_scope(v, item);
}

/* Whether a required task in scope is within a stage. */
bool acm__view_has_required_work(const acm__view *v, acm_id stage);

/* Whether an item is required, where its flags alone do not say. */
bool acm__view_asks_required(const acm__view *v, acm_id item);

/* The required rule, and whether it waits for a person to start it, as scope and facts are now. */
static inline bool acm__view_is_required(const acm__view *v, acm_id item)
{
    uint32_t flags = v->p->items[item].flags;
    return item == v->c->plan || (flags & ACM_ITEM_REQUIRED) ||
           ((flags & (ACM__ITEM_ASKS | ACM_ITEM_REQUIRED_BY_CHILD)) &&
            acm__view_asks_required(v, item));
}

static inline bool acm__view_is_manual(const acm__view *v, acm_id item)
{
    uint32_t flags = v->p->items[item].flags;
    return item != v->c->plan &&
           ((flags & ACM_ITEM_MANUAL) ||
            ((flags & ACM_ITEM_REQUIRED_BY_CHILD) && !acm__view_has_required_work(v, item)));
}

/* Roles that may command an item, or confirm conditions that it carries; 0 = anybody. */
static inline acm__set acm__roles_for_item(const acm_playbook *p, acm_id item)
{
    const acm__item *i = &p->items[item];
    return i->kind == ACM_ITEM_TASK        ? i->performers
           : i->kind == ACM_ITEM_MILESTONE ? p->items[i->parent].owners
                                           : i->owners;
}

acm__set acm__roles_for_condition(const acm_playbook *p, const acm__condition *condition);

/* Whether an actor may do what asks for one of these roles. */
static inline bool acm__case_may(const acm_case *c, acm_id actor, acm__set roles)
{
    if (!roles || c->roles_mode == ACM_ROLES_RECORD)
        return true;
    return actor && c->people && acm__binding_may(c->people, actor, roles);
}

/* One command under way. `status` is the first failure; everything stops then. */
typedef struct acm__run {
    acm_case *c;
    const acm_playbook *p;
    acm_log *log;
    acm__extra *extra_before; /* what the case had when the command began */
    uint8_t *states;          /* states[item - at->first] */
    const acm__layout *at;
    acm_id actor;
    int64_t time;
    uint32_t next;    /* event to be delivered next */
    uint32_t limit;   /* events that end the command as a repetition without end */
    uint32_t changed; /* ACM__EXPR_... and ACM__DEPENDS_...: what if-parts must be evaluated for */
    acm_status status;
    acm_error *err;
} acm__run;

/* Sets up a run that has not begun. The case's time never goes back. */
void acm__run_init(acm__run *r, acm_case *c, acm_id actor, int64_t time, acm_error *err);

/*
 * Carries something out and settles what follows: whole, or not at all. What failed is in the run's error
 * then, and the case and its log are as they were.
 */
typedef void (*acm__carry)(acm__run *r, const void *what);
acm_status acm__run_command(acm__run *r, acm__carry carry, const void *what);

/* Narrows or widens the scope to a list of services, without bringing instances in line. */
void acm__run_set_scope(acm__run *r, acm__str list);

/* Refuses a scope in which there is nothing to do. */
void acm__run_check_scope(acm__run *r);

static inline acm_state acm__run_state(const acm__run *r, acm_id item)
{
    return r->states[item - r->at->first] & ACM__STATE_MASK;
}

static inline acm__view acm__run_view(const acm__run *r)
{
    return (acm__view){r->c, r->p, r->at};
}

/* Records an event that is no transition of an item. */
void acm__run_event(acm__run *r, acm_event_kind kind, acm_id item, acm_id instance, uint32_t detail,
                    acm_state from, acm_state to);

/* Performs a transition that the tables allow, with all that belongs to it; what follows is left to settling. */
void acm__run_transition(acm__run *r, acm_id item, acm_transition transition, acm_cause cause,
                         uint32_t detail);

/* The same for the case itself: its plan's instance in the life cycle of a case. */
void acm__run_case_transition(acm__run *r, acm_transition transition);

/* Creates an instance if it is in scope. */
void acm__run_create(acm__run *r, acm_id item, acm_cause cause);

/* Takes an available item on: a milestone occurs, the others are enabled or started. */
void acm__run_activate(acm__run *r, acm_id item, acm_cause cause, uint32_t detail);

/*
 * Marks the on-parts of an item's entry criteria that nothing will ever perform, because their source takes no
 * part in this case: it is outside the plan, or out of scope. With `late` also what has happened already.
 */
void acm__run_mark_absent(acm__run *r, acm_id item, bool late);

/* Fires the entry criteria of an item whose on-parts are all marked. */
void acm__run_try_marked(acm__run *r, acm_id item);

void acm__run_set_on_part(acm__run *r, uint32_t on_part, bool occurred);
void acm__run_set_condition(acm__run *r, uint32_t index, acm_condition_state state);

/* Delivers events, fires criteria and completes stages until nothing is left to do. */
void acm__run_settle(acm__run *r);

/* Has the completion of a stage checked when the command settles. */
void acm__run_check(acm__run *r, acm_id stage);

/* Brings instances in line with a changed scope; those of one stage that came into scope while it was suspended. */
void acm__run_rescope(acm__run *r);
void acm__run_let_in(acm__run *r, acm_id stage);

#endif
