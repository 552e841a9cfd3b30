/*
 * case.h - a running case as the engine's files share it: what holds now (view), and one command under way (run).
 */
#ifndef ACM__CASE_H
#define ACM__CASE_H

#include "engine/instance.h"

/* The state that a resume leads to. */
static inline acm_state acm__state_to_resume(acm_item_kind item_kind, uint8_t byte)
{
    acm_state prior = (byte & ACM__PRIOR_MASK) >> ACM__PRIOR_SHIFT;
    return prior                                          ? prior
           : acm__cycle_of(item_kind) == ACM__CYCLE_EVENT ? ACM_STATE_AVAILABLE
                                                          : ACM_STATE_ACTIVE;
}

/* A case without instances. NULL when memory is out. */
acm_case *acm__case_make(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                         const acm_case_options *options);

/* A case with its playbook: what reading needs. */
typedef struct acm__view {
    const acm_case *c;
    const acm_playbook *p;
} acm__view;

static inline acm__view acm__view_of(const acm_case *c)
{
    return (acm__view){c, c->playbook};
}

/* What stands outside the plan has no state. */
static inline acm_state acm__view_state(const acm__view *v, acm__instance i)
{
    return acm__in_plan(v->c, i.item) ? *acm__instance_byte(v->c, i) & ACM__STATE_MASK
                                      : ACM_STATE_NONE;
}

/* The state of an instance, or of a suspended one that in which it will go on. */
static inline acm_state acm__view_resumed(const acm__view *v, acm__instance i)
{
    acm_state state = acm__view_state(v, i);
    return state == ACM_STATE_SUSPENDED
               ? acm__state_to_resume(v->p->items[i.item].kind, *acm__instance_byte(v->c, i))
               : state;
}

/* Whether an instance left with the scope: it may come back. */
static inline bool acm__view_left_scope(const acm__view *v, acm__instance i)
{
    return acm__view_state(v, i) == ACM_STATE_TERMINATED &&
           acm__instance_prior(v->c, i) == ACM__PRIOR_SCOPE;
}

static inline bool acm__view_required(const acm__view *v, acm__instance i)
{
    return *acm__instance_byte(v->c, i) & ACM__REQUIRED;
}

/* State of a condition, by index in the playbook, that an instance carries; _NONE outside the plan. */
acm_condition_state acm__view_condition(const acm__view *v, uint32_t index, uint32_t block);

/* State of the case as its plan's instance gives it. */
acm_state acm__case_state_of(acm_state plan_state);

/* What an expression of an instance, or of a condition that it carries, comes to now, and whether that is true. */
acm__value acm__view_value(const acm__view *v, acm__instance i, const acm__expr *expr);
bool acm__view_holds(const acm__view *v, acm__instance i, const acm__expr *expr);

/* The instance that carries a condition, by index, as a criterion of an instance sees it. */
acm__instance acm__view_carrier(const acm__view *v, acm__instance i, uint32_t index);

/* Whether a condition, by index, stands in the way of the criterion of an instance. */
bool acm__view_blocks(const acm__view *v, acm__instance i, uint32_t index);

/* Whether no condition that feeds a criterion of an instance blocks. */
bool acm__view_fed(const acm__view *v, acm__instance i, const acm__criterion *criterion);

/* Whether the required stages and tasks beside an instance are finished. */
bool acm__view_work_done(const acm__view *v, acm__instance i);

/* Whether all that a criterion waits for beside its on-parts holds now. */
bool acm__view_if_part(const acm__view *v, acm__instance i, const acm__criterion *criterion);

/* Whether an on-part is remembered as having occurred, in an instance of the item that carries it. */
bool acm__view_occurred(const acm__view *v, uint32_t block, uint32_t on_part);

/*
 * Whether a criterion need not wait for an on-part: it has occurred, or lets its item in while the source takes no
 * part in this case, because it is outside the plan or out of scope. Nobody comes again for that reason alone.
 */
bool acm__view_on_part_holds(const acm__view *v, acm__instance i, const acm__criterion *criterion,
                             uint32_t on_part);

/* Whether a stage could be completed now: by itself, or by hand. */
bool acm__view_completable(const acm__view *v, acm__instance stage, bool by_hand);

/*
 * Whether the last child of a stage of the plan's block is required and not finished: work is mostly done in order,
 * so what comes last tells the most. False says nothing.
 */
static inline bool acm__last_holds_open(const acm_case *c, const acm__item *stage)
{
    uint32_t last = stage->last_child ? c->memory[stage->last_child - c->plan] : 0;
    return (stage->flags & ACM__ITEM_STRICT) && last >= ACM__REQUIRED &&
           !(ACM__STATES_FINISHED >> (last & ACM__STATE_MASK) & 1);
}

/* Whether a child that is not finished keeps its stage open. */
bool acm__view_holds_open(const acm__view *v, acm__instance child, bool only_required);

/* Whether surely no item is outside the plan or the scope. */
static inline bool acm__all_take_part(const acm_case *c)
{
    return c->plan == 1 && !c->extra;
}

/* Whether an item is in the case's scope; `_narrowed` for a case that has facts, claims or a scope of its own. */
bool acm__view_in_narrowed_scope(const acm__view *v, acm_id item);

static inline bool acm__view_in_scope(const acm__view *v, acm_id item)
{
    return !v->c->extra || acm__view_in_narrowed_scope(v, item);
}

/* Whether a required task in scope is within a stage. */
bool acm__view_has_required_work(const acm__view *v, acm__instance stage);

/* Whether an instance is required, or waits for a person, where the flags of its item alone do not say. */
bool acm__view_asks_required(const acm__view *v, acm__instance i);
bool acm__view_asks_manual(const acm__view *v, acm__instance i);

/* The required rule, and whether it waits for a person to start it, as scope and facts are now. */
static inline bool acm__view_is_required(const acm__view *v, acm__instance i)
{
    uint32_t flags = v->p->items[i.item].flags;
    return i.item == v->c->plan || (flags & ACM_ITEM_REQUIRED) ||
           ((flags & (ACM__ITEM_ASKS | ACM_ITEM_REQUIRED_BY_CHILD)) &&
            acm__view_asks_required(v, i));
}

static inline bool acm__view_is_manual(const acm__view *v, acm__instance i)
{
    uint32_t flags = v->p->items[i.item].flags;
    return i.item != v->c->plan &&
           ((flags & ACM_ITEM_MANUAL) ||
            ((flags & (ACM__ITEM_ASKS_MANUAL | ACM_ITEM_REQUIRED_BY_CHILD)) &&
             acm__view_asks_manual(v, i)));
}

/* Whether the repetition rule of an instance asks for another one. */
bool acm__view_repeats(const acm__view *v, acm__instance i);

/* Whether nothing but its event is missing for a listener to occur. */
bool acm__view_listens(const acm__view *v, acm__instance i);

/* Roles that may command an item, or confirm conditions that it carries; 0 = anybody. */
static inline acm__set acm__roles_for_item(const acm_playbook *p, acm_id item)
{
    const acm__item *i = &p->items[item];
    return i->kind == ACM_ITEM_STAGE       ? i->owners
           : i->kind == ACM_ITEM_MILESTONE ? p->items[i->parent].owners
                                           : i->performers;
}

acm__set acm__roles_for_condition(const acm_playbook *p, const acm__condition *condition);

/* Whether an actor is nobody, or one of the people of the case. */
static inline bool acm__case_knows(const acm_case *c, acm_id actor)
{
    return !actor || (c->people && actor <= c->people->count);
}

/* Whether an actor, who is known, may do what asks for one of these roles. */
static inline bool acm__case_may(const acm_case *c, acm_id actor, acm__set roles)
{
    if (!roles || (c->flags & ACM__CASE_RECORDS_ROLES))
        return true;
    return actor && c->people && acm__binding_may(c->people, actor, roles);
}

/* One command under way. `status` is the first failure; everything stops then. */
typedef struct acm__run {
    acm_case *c;
    const acm_playbook *p;
    acm_log *log;
    acm__extra *extra_before; /* what the case had when the command began */
    acm_id actor;
    int64_t time, time_before;
    uint32_t first_block;        /* that was not past when the command began */
    uint32_t next;               /* event to be delivered next */
    uint32_t skip_from, skip_to; /* events that nobody waits for */
    uint32_t limit;              /* events that end the command as a repetition without end */
    uint32_t changed; /* ACM__EXPR_... and ACM__DEPENDS_...: what if-parts must be evaluated for */
    bool moved;       /* a state changed since orphans were looked for */
    bool rescoped;    /* the scope changed: what has left holds nothing up any more */
    bool marked;      /* a criterion that forgets at the end of the command has been marked */
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

static inline acm_state acm__run_state(const acm__run *r, acm__instance i)
{
    return *acm__instance_byte(r->c, i) & ACM__STATE_MASK;
}

static inline acm__view acm__run_view(const acm__run *r)
{
    return (acm__view){r->c, r->p};
}

static inline acm__instance acm__run_plan(const acm__run *r)
{
    return (acm__instance){r->c->plan, 0};
}

/* Records an event that is no transition of an item. */
void acm__run_event(acm__run *r, acm_event_kind kind, acm_id item, acm_id instance, uint32_t detail,
                    acm_state from, acm_state to);

/* Performs a transition that the tables allow, with all that belongs to it; what follows is left to settling. */
void acm__run_transition(acm__run *r, acm__instance i, acm_transition transition, acm_cause cause,
                         uint32_t detail);

/* The same for the case itself: its plan's instance in the life cycle of a case. */
void acm__run_case_transition(acm__run *r, acm_transition transition);

/* Creates an instance if it is in scope. */
void acm__run_create(acm__run *r, acm__instance i, acm_cause cause);

/* Takes an available instance on: a milestone occurs, a listener waits, the others are enabled or started. */
void acm__run_activate(acm__run *r, acm__instance i, acm_cause cause, uint32_t detail);

/* Adds an instance beside one and creates it. */
void acm__run_repeat(acm__run *r, acm__instance beside, bool waits);

/* The same if the rule of what is done asks for it: without entry criteria, it begins when its creation is delivered. */
void acm__run_repeat_done(acm__run *r, acm__instance i);

/* Forgets what has occurred for the criteria of an instance. */
void acm__run_forget(acm__run *r, acm__instance i);

/* Marks the on-parts of the entry criteria of an instance, created late, that have occurred already. */
void acm__run_mark_past(acm__run *r, acm__instance i);

void acm__run_set_on_part(acm__run *r, uint32_t block, uint32_t on_part, bool occurred);
void acm__run_set_condition(acm__run *r, uint32_t index, uint32_t block, acm_condition_state state);

/* Delivers events, fires criteria and completes stages until nothing is left to do. */
void acm__run_settle(acm__run *r);

/* Has the completion of a stage checked when the command settles. */
void acm__run_check(acm__run *r, acm__instance stage);

/* Brings instances in line with a changed scope; those of one stage that came into scope while it was suspended. */
void acm__run_rescope(acm__run *r);
void acm__run_let_in(acm__run *r, acm__instance stage);

/* Gives a listener its timer; ends it, and makes the next instance of a row if it occurred. */
void acm__run_set_timer(acm__run *r, acm__instance i);
void acm__run_end_timer(acm__run *r, acm__instance i, bool occurred);

/* Sets timers whose listeners became available, and stops those whose listeners ceased to be. */
void acm__run_review_timers(acm__run *r);

/* Lets timers occur that are due by the time of the run, each at its own time and with all that follows from it. */
void acm__run_advance(acm__run *r);

/* Adds a timer, of which its instance has none. False when memory is out. */
bool acm__clock_put(acm_case *c, acm__clock clock);

/* The timer of a listener that has not ended, NULL for another item. */
const acm__clock *acm__view_clock(const acm__view *v, acm__instance i);

/* The timer that is due next, of those that can occur; NULL if there is none. */
const acm__clock *acm__view_next_clock(const acm__view *v);

/* Ends listeners that nothing waits for any more; whether there was one. */
bool acm__run_end_orphans(acm__run *r);

#endif
