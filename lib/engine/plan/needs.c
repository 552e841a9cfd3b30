/*
 * needs.c - the laws: what commands do, what criteria wait for, what stages pass on and how they complete. Each
 * transition that the engine may perform has a law here that asks for no more than the engine does.
 */
#include "engine/plan/needs.h"

#include "engine/blockers.h"

static const acm__label FREE = {0, 0};

static acm__cycle cycle_of(const acm__needs *n, acm_id item)
{
    return item == n->wish->c->plan ? ACM__CYCLE_CASE : acm__cycle_of(n->v.p->items[item].kind);
}

static void needs(acm__needs *n, acm_id item, uint32_t which)
{
    acm__law_needs(&n->relaxed, acm__atom_of(n, item, which));
}

static void gives(acm__needs *n, acm_id item, uint32_t which)
{
    acm__law_gives(&n->relaxed, acm__atom_of(n, item, which));
}

/* One law with one need, for the common case. */
static void follow(acm__needs *n, acm_id from, uint32_t which, acm_id to, uint32_t gets)
{
    acm__law_begin(&n->relaxed, FREE);
    needs(n, from, which);
    gives(n, to, gets);
}

/* What a stage that makes a transition does to what is in it. */
static void gives_to_children(acm__needs *n, acm_id item, acm_transition transition)
{
    static const struct {
        uint32_t transitions, gives;
    } rows[] = {
        {1u << ACM_TRANSITION_START | 1u << ACM_TRANSITION_MANUAL_START, ACM__ATOM_BEGINS},
        {1u << ACM_TRANSITION_COMPLETE | 1u << ACM_TRANSITION_TERMINATE | 1u << ACM_TRANSITION_EXIT,
         ACM__ATOM_ENDS},
        {1u << ACM_TRANSITION_SUSPEND | 1u << ACM_TRANSITION_PARENT_SUSPEND, ACM__ATOM_HALTS},
        {1u << ACM_TRANSITION_RESUME | 1u << ACM_TRANSITION_PARENT_RESUME |
             1u << ACM_TRANSITION_REACTIVATE,
         ACM__ATOM_RESUMES},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].transitions >> transition & 1)
            gives(n, item, rows[i].gives);
}

/* Ends a law with a transition by which an item ends together with its stage: that stage does not complete any more. */
static void transit_with_stage(acm__needs *n, acm_id item, acm_transition transition, acm_state to)
{
    gives(n, item, ACM__ATOM_EVENT + (uint32_t)transition);
    gives(n, item, ACM__ATOM_STATE + (uint32_t)to);
    gives(n, item, ACM__ATOM_MADE);
    if (ACM__STATES_LIVE & ACM__STATE_BIT(to))
        gives(n, item, ACM__ATOM_LIVE);
    gives_to_children(n, item, transition);
}

/* Ends a law with a transition and all that is true after it. */
static void transit(acm__needs *n, acm_id item, acm_transition transition, acm_state to)
{
    uint32_t state = ACM__STATE_BIT(to);
    transit_with_stage(n, item, transition, to);
    if (state & (ACM__STATES_FINISHED | ACM__STATE_BIT(ACM_STATE_SUSPENDED)))
        gives(n, item, ACM__ATOM_LOOSE);
    if (state & ACM__STATES_FINISHED) {
        gives(n, item, ACM__ATOM_STRICT);
        gives(n, item, ACM__ATOM_WORK);
    }
}

/* Adds what an expression takes to the law under way; false if it is never true. */
static bool need_atoms(acm__needs *n, const acm__atom *atoms, uint32_t count)
{
    for (uint32_t i = 0; count != ACM__EXPR_NEVER && i < count; i++)
        acm__law_needs(&n->relaxed, atoms[i]);
    return count != ACM__EXPR_NEVER;
}

static acm__maybe work_within(const acm__needs *n, acm_id stage);

/* Whether an instance that begins now or later is required. */
static acm__maybe is_required(const acm__needs *n, acm_id item)
{
    uint32_t flags = n->v.p->items[item].flags;
    if (item == n->wish->c->plan || (flags & ACM_ITEM_REQUIRED))
        return ACM__YES;
    if (flags & ACM__ITEM_ASKS)
        return acm__needs_constant(n, acm__control_of(n->v.p, item)->required_when);
    return flags & ACM_ITEM_REQUIRED_BY_CHILD ? work_within(n, item) : ACM__NO;
}

/* Whether required tasks in scope are in a stage. */
static acm__maybe work_within(const acm__needs *n, acm_id stage)
{
    const acm__item *items = n->v.p->items;
    acm__maybe found = ACM__NO;
    for (acm_id id = stage; id <= items[stage].end && found != ACM__YES; id++)
        if (items[id].kind == ACM_ITEM_TASK && acm__view_in_scope(&n->v, id)) {
            acm__maybe own = is_required(n, id);
            found = own == ACM__NO ? found : own;
        }
    return found;
}

/* Whether a person must start it. */
static acm__maybe is_manual(const acm__needs *n, acm_id item)
{
    uint32_t flags = n->v.p->items[item].flags;
    if (flags & ACM_ITEM_MANUAL)
        return item == n->wish->c->plan ? ACM__NO : ACM__YES;
    if (flags & ACM__ITEM_ASKS_MANUAL)
        return acm__needs_constant(n, acm__control_of(n->v.p, item)->manual_when);
    if (!(flags & ACM_ITEM_REQUIRED_BY_CHILD))
        return ACM__NO;
    acm__maybe work = work_within(n, item);
    return work == ACM__MAYBE ? ACM__MAYBE : work == ACM__YES ? ACM__NO : ACM__YES;
}

/* Whether a condition may block the criterion that it feeds. */
static bool may_block(const acm__needs *n, const acm__condition *c)
{
    if (!acm__in_plan(n->wish->c, c->item) || !acm__view_in_scope(&n->v, c->item))
        return false;
    return c->blocks_when ? acm__needs_constant(n, c->blocks_when) == ACM__YES
                          : !(c->flags & ACM_CONDITION_OPTIONAL);
}

/* A criterion is satisfied. `by_hand`: the part of it that nobody can skip who says that a milestone occurs. */
static void need_criterion(acm__needs *n, uint32_t index, acm__label label, bool by_hand)
{
    const acm_playbook *p = n->v.p;
    const acm__criterion *c = &p->criteria[index];
    acm__atom atoms[2][ACM__EXPR_INPUTS];
    uint32_t counts[2] = {by_hand ? 0 : acm__needs_expression(n, c->expr, atoms[0]),
                          acm__needs_expression(n, c->enable, atoms[1])};
    acm_id stage = p->items[c->item].parent;
    acm__law_begin(&n->relaxed, label);
    for (uint32_t k = c->on_parts; k < c->on_parts + c->on_count && !by_hand; k++)
        acm__law_needs(&n->relaxed, n->on_parts + k);
    for (uint32_t k = c->feeds; k < c->feeds + c->feed_count; k++)
        if (may_block(n, &p->conditions[p->feeds[k]]))
            acm__law_needs(&n->relaxed, acm__atom_of_condition(n, p->feeds[k], ACM__ATOM_CLEAR));
    if ((c->flags & ACM_CRITERION_WORK_DONE) && stage)
        for (acm_id id = stage + 1; id <= p->items[stage].end; id = p->items[id].end + 1)
            if (id != c->item && acm__cycle_of(p->items[id].kind) == ACM__CYCLE_WORK &&
                acm__view_in_scope(&n->v, id))
                needs(n, id, ACM__ATOM_WORK);
    bool ever = need_atoms(n, atoms[0], counts[0]) && need_atoms(n, atoms[1], counts[1]);
    if (by_hand)
        needs(n, c->item, ACM__ATOM_STATE + ACM_STATE_AVAILABLE);
    if (!ever)
        acm__law_drop(&n->relaxed);
    else if (by_hand)
        transit(n, c->item, ACM_TRANSITION_OCCUR, ACM_STATE_COMPLETED);
    else
        acm__law_gives(&n->relaxed, n->criteria + index);
}

/* On-parts are marked by events, or when nothing can perform them. */
static void mark_on_parts(acm__needs *n, uint32_t index)
{
    const acm_playbook *p = n->v.p;
    const acm__criterion *c = &p->criteria[index];
    for (uint32_t k = c->on_parts; k < c->on_parts + c->on_count; k++) {
        const acm__on_part *on = &p->on_parts[k];
        acm__law_begin(&n->relaxed, FREE);
        if (acm__in_plan(n->wish->c, on->source) && acm__view_in_scope(&n->v, on->source)) {
            if (on->exit_criterion)
                acm__law_needs(&n->relaxed, n->exits + on->exit_criterion - 1);
            else
                needs(n, on->source, ACM__ATOM_EVENT + (uint32_t)on->event);
        }
        acm__law_gives(&n->relaxed, n->on_parts + k);
    }
}

/* Begins a law by which an available instance is let in, by a criterion or none. */
static void begin_let_in(acm__needs *n, acm_id item, uint32_t criterion)
{
    acm__law_begin(&n->relaxed, FREE);
    needs(n, item, ACM__ATOM_STATE + ACM_STATE_AVAILABLE);
    if (n->v.p->items[item].entry_count)
        acm__law_needs(&n->relaxed, n->criteria + criterion);
}

static void let_in(acm__needs *n, acm_id item, uint32_t criterion)
{
    acm_item_kind kind = n->v.p->items[item].kind;
    acm__maybe manual = is_manual(n, item);
    if (kind == ACM_ITEM_MILESTONE) {
        begin_let_in(n, item, criterion);
        transit(n, item, ACM_TRANSITION_OCCUR, ACM_STATE_COMPLETED);
        return;
    }
    if (manual != ACM__NO) {
        begin_let_in(n, item, criterion);
        transit(n, item, ACM_TRANSITION_ENABLE, ACM_STATE_ENABLED);
    }
    if (manual != ACM__YES) {
        begin_let_in(n, item, criterion);
        transit(n, item, ACM_TRANSITION_START, ACM_STATE_ACTIVE);
    }
}

/* An exit criterion throws an instance out, or completes it. */
static void throw_out(acm__needs *n, acm_id item, uint32_t criterion)
{
    const uint32_t completes = ACM_CRITERION_COMPLETE | ACM_CRITERION_FORCE_COMPLETE;
    bool is_plan = item == n->wish->c->plan;
    for (int way = 0; way < 3; way++) { /* terminate, of the plan alone; exit; complete */
        static const acm_transition transitions[] = {ACM_TRANSITION_TERMINATE, ACM_TRANSITION_EXIT,
                                                     ACM_TRANSITION_COMPLETE};
        if ((way == 0 && !is_plan) ||
            (way == 2 && !(n->v.p->criteria[criterion].flags & completes)))
            continue;
        acm__law_begin(&n->relaxed, FREE);
        needs(n, item, ACM__ATOM_MADE);
        acm__law_needs(&n->relaxed, n->criteria + criterion);
        transit(n, item, transitions[way], way == 2 ? ACM_STATE_COMPLETED : ACM_STATE_TERMINATED);
        if (way == 1)
            acm__law_gives(&n->relaxed, n->exits + criterion);
    }
}

static void pass_criteria(acm__needs *n, acm_id item)
{
    const acm__item *i = &n->v.p->items[item];
    for (uint32_t k = 0; k < i->entry_count + i->exit_count; k++) {
        uint32_t index = i->criteria + k;
        need_criterion(n, index, FREE, false);
        mark_on_parts(n, index);
        if (k < i->entry_count)
            let_in(n, item, index);
        else
            throw_out(n, item, index);
    }
    if (!i->entry_count && !acm__is_listener(i->kind))
        let_in(n, item, 0);
}

/* Begins a law that creates an instance. */
static void create_by(acm__needs *n, acm_id item, acm_id by, uint32_t which)
{
    acm__law_begin(&n->relaxed, FREE);
    needs(n, by, which);
    transit(n, item, ACM_TRANSITION_CREATE, ACM_STATE_AVAILABLE);
}

static void create(acm__needs *n, acm_id item)
{
    const acm__item *i = &n->v.p->items[item];
    if (item == n->wish->c->plan || !acm__view_in_scope(&n->v, item))
        return;
    create_by(n, item, i->parent, ACM__ATOM_BEGINS);
    if (n->widens)
        create_by(n, item, i->parent, ACM__ATOM_RESUMES);
    if ((i->flags & ACM__ITEM_MAY_REPEAT) || i->kind == ACM_ITEM_TIMER_LISTENER)
        create_by(n, item, item, ACM__ATOM_MADE);
}

/* Commands on an item that its life cycle alone decides about. */
static void command(acm__needs *n, acm_id item, acm_command_kind kind)
{
    acm__cycle cycle = cycle_of(n, item);
    acm_transition transition = acm__command_transition(kind, cycle == ACM__CYCLE_CASE);
    for (acm_state from = ACM_STATE_AVAILABLE; from < ACM__STATE_COUNT; from++) {
        acm_state to = acm__lifecycle[cycle][from][transition];
        if (to == ACM_STATE_NONE)
            continue;
        acm__law_begin(&n->relaxed, (acm__label){kind, item});
        if (cycle == ACM__CYCLE_CASE && from == ACM_STATE_ACTIVE)
            needs(n, item, ACM__ATOM_MADE); /* also a plan that waits */
        else
            needs(n, item, ACM__ATOM_STATE + (uint32_t)from);
        transit(n, item, transition, to);
        if (cycle == ACM__CYCLE_CASE && transition == ACM_TRANSITION_REACTIVATE)
            gives(n, item, ACM__ATOM_STATE + ACM_STATE_AVAILABLE);
    }
}

/* What children must be like for a stage to complete. */
static void need_children(acm__needs *n, acm_id stage, uint32_t which)
{
    const acm__item *items = n->v.p->items;
    for (acm_id id = stage + 1; id <= items[stage].end; id = items[id].end + 1)
        if (acm__view_in_scope(&n->v, id))
            needs(n, id, which);
}

static void complete_by_hand(acm__needs *n, acm_id stage)
{
    acm__law_begin(&n->relaxed, (acm__label){ACM_COMMAND_COMPLETE, stage});
    needs(n, stage, ACM__ATOM_STATE + ACM_STATE_ACTIVE);
    need_children(n, stage, ACM__ATOM_LOOSE);
    transit(n, stage, ACM_TRANSITION_COMPLETE, ACM_STATE_COMPLETED);
}

static void complete_by_itself(acm__needs *n, acm_id stage)
{
    const acm_playbook *p = n->v.p;
    const acm__item *i = &p->items[stage];
    bool strict = !(i->flags & (ACM_ITEM_AUTO_COMPLETE | ACM__ITEM_ASKS_AUTO));
    acm__law_begin(&n->relaxed, FREE);
    needs(n, stage, ACM__ATOM_STATE + ACM_STATE_ACTIVE);
    need_children(n, stage, strict ? ACM__ATOM_STRICT : ACM__ATOM_LOOSE);
    for (uint32_t k = i->conditions; strict && k < i->conditions + i->condition_count; k++)
        if (p->conditions[k].kind == ACM_CONDITION_OUTCOME && !p->conditions[k].criterion)
            acm__law_needs(&n->relaxed, acm__atom_of_condition(n, k, ACM__ATOM_SETTLED));
    transit(n, stage, ACM_TRANSITION_COMPLETE, ACM_STATE_COMPLETED);
}

/* By commands of one kind on an item. */
static void command_item(acm__needs *n, acm_id item, acm_command_kind kind)
{
    const acm__item *i = &n->v.p->items[item];
    acm_id actor, role;
    if (!acm__wish_commands(n->wish, kind, item) ||
        !acm__wish_may(n->wish, acm__roles_for_item(n->v.p, item), &actor, &role))
        return;
    if (kind == ACM_COMMAND_COMPLETE && i->kind == ACM_ITEM_STAGE)
        complete_by_hand(n, item);
    else if (kind == ACM_COMMAND_OCCUR && i->entry_count)
        for (uint32_t k = 0; k < i->entry_count; k++)
            need_criterion(n, i->criteria + k, (acm__label){kind, item}, true);
    else
        command(n, item, kind);
}

/* What an item does by itself. */
static void go_on(acm__needs *n, acm_id item)
{
    const acm__item *i = &n->v.p->items[item];
    if (i->kind == ACM_ITEM_STAGE)
        complete_by_itself(n, item);
    if (i->kind == ACM_ITEM_TASK && (i->flags & ACM_ITEM_NON_BLOCKING)) {
        acm__law_begin(&n->relaxed, FREE);
        needs(n, item, ACM__ATOM_STATE + ACM_STATE_ACTIVE);
        transit(n, item, ACM_TRANSITION_COMPLETE, ACM_STATE_COMPLETED);
    }
    if (i->kind == ACM_ITEM_TIMER_LISTENER) {
        acm__law_begin(&n->relaxed, FREE);
        needs(n, item, ACM__ATOM_STATE + ACM_STATE_AVAILABLE);
        acm__law_needs(&n->relaxed, n->time);
        transit(n, item, ACM_TRANSITION_OCCUR, ACM_STATE_COMPLETED);
    }
    if (acm__is_listener(i->kind) && (n->wish->c->flags & ACM_SEMANTICS_END_ORPHAN_LISTENERS)) {
        acm__law_begin(&n->relaxed, FREE);
        needs(n, item, ACM__ATOM_STATE + ACM_STATE_AVAILABLE);
        transit(n, item, ACM_TRANSITION_PARENT_TERMINATE, ACM_STATE_TERMINATED);
    }
}

/* Begins a law of what a stage does to a child. */
static void pass(acm__needs *n, acm_id item, uint32_t which, acm_transition of_work,
                 acm_transition of_event, acm_state to)
{
    bool is_event = acm__cycle_of(n->v.p->items[item].kind) == ACM__CYCLE_EVENT;
    acm__law_begin(&n->relaxed, FREE);
    needs(n, n->v.p->items[item].parent, which);
    if (which == ACM__ATOM_RESUMES && to != ACM_STATE_TERMINATED) {
        needs(n, item, ACM__ATOM_STATE + ACM_STATE_SUSPENDED);
        needs(n, item, ACM__ATOM_PRIOR + (uint32_t)to);
    } else {
        needs(n, item, ACM__ATOM_MADE);
    }
    if (which == ACM__ATOM_ENDS && n->v.p->items[item].parent != n->wish->c->plan)
        transit_with_stage(n, item, is_event ? of_event : of_work, to);
    else /* a case may be re-activated */
        transit(n, item, is_event ? of_event : of_work, to);
}

/* A failed stage keeps its state when the one around it ends; re-activated with the case, it finds its children ended. */
static void end_in_failed(acm__needs *n, acm_id item)
{
    acm_id stage = n->v.p->items[item].parent;
    if (stage == n->wish->c->plan)
        return;
    acm__law_begin(&n->relaxed, FREE);
    needs(n, n->v.p->items[stage].parent, ACM__ATOM_ENDS);
    needs(n, stage, ACM__ATOM_STATE + ACM_STATE_FAILED);
    needs(n, item, ACM__ATOM_MADE);
    gives(n, item, ACM__ATOM_LOOSE);
    gives(n, item, ACM__ATOM_STRICT);
    gives(n, item, ACM__ATOM_WORK);
}

/* What happens to an item when its stage ends, is suspended or resumed. */
static void pass_on(acm__needs *n, acm_id item)
{
    const acm__item *i = &n->v.p->items[item];
    if (item == n->wish->c->plan)
        return;
    pass(n, item, ACM__ATOM_ENDS, ACM_TRANSITION_EXIT, ACM_TRANSITION_PARENT_TERMINATE,
         ACM_STATE_TERMINATED);
    end_in_failed(n, item);
    pass(n, item, ACM__ATOM_HALTS, ACM_TRANSITION_PARENT_SUSPEND, ACM_TRANSITION_SUSPEND,
         ACM_STATE_SUSPENDED);
    for (acm_state to = ACM_STATE_AVAILABLE; to <= ACM_STATE_ACTIVE; to++) {
        pass(n, item, ACM__ATOM_RESUMES, ACM_TRANSITION_PARENT_RESUME, ACM_TRANSITION_RESUME, to);
        acm__law_begin(&n->relaxed, FREE);
        needs(n, i->parent, ACM__ATOM_HALTS);
        needs(n, item, ACM__ATOM_STATE + (uint32_t)to);
        gives(n, item, ACM__ATOM_PRIOR + (uint32_t)to);
    }
    if (n->widens && !acm__view_in_scope(&n->v, item))
        pass(n, item, ACM__ATOM_RESUMES, ACM_TRANSITION_EXIT, ACM_TRANSITION_PARENT_TERMINATE,
             ACM_STATE_TERMINATED);
    if (i->kind != ACM_ITEM_STAGE)
        return;
    follow(n, i->parent, ACM__ATOM_ENDS, item, ACM__ATOM_ENDS); /* through what keeps its state */
    follow(n, i->parent, ACM__ATOM_HALTS, item, ACM__ATOM_HALTS);
    follow(n, i->parent, ACM__ATOM_RESUMES, item, ACM__ATOM_RESUMES);
}

/* Whether an instance holds its stage open as soon as it is created, in the sense of an atom. */
static bool must_finish(const acm__needs *n, acm_id item, uint32_t which)
{
    const acm__item *i = &n->v.p->items[item];
    bool is_work = acm__cycle_of(i->kind) == ACM__CYCLE_WORK;
    if (!acm__view_in_scope(&n->v, item) || (i->flags & ACM__ITEM_LENIENT))
        return false;
    if (which == ACM__ATOM_STRICT)
        return true;
    if (is_required(n, item) == ACM__YES)
        return which == ACM__ATOM_LOOSE || is_work;
    return which == ACM__ATOM_LOOSE && is_work && !i->entry_count && is_manual(n, item) == ACM__NO;
}

/* A new instance of its stage is not held open by what holds it open only later. */
static void begin_anew(acm__needs *n, acm_id item)
{
    static const uint32_t atoms[] = {ACM__ATOM_LOOSE, ACM__ATOM_STRICT, ACM__ATOM_WORK};
    for (size_t k = 0; k < sizeof atoms / sizeof atoms[0] && item != n->wish->c->plan; k++)
        if (!must_finish(n, item, atoms[k]))
            follow(n, n->v.p->items[item].parent, ACM__ATOM_BEGINS, item, atoms[k]);
}

static void command_condition(acm__needs *n, uint32_t index, acm_command_kind kind)
{
    const acm_playbook *p = n->v.p;
    const acm__condition *c = &p->conditions[index];
    acm_id actor, role;
    bool of_task = p->items[c->item].kind == ACM_ITEM_TASK;
    if (!acm__wish_allows(n->wish, kind) ||
        !acm__wish_may(n->wish, acm__roles_for_condition(p, c), &actor, &role))
        return;
    acm__law_begin(&n->relaxed, (acm__label){kind, acm__condition_id(p, index)});
    if (c->kind == ACM_CONDITION_INPUT)
        needs(n, c->item, ACM__ATOM_LIVE);
    else
        needs(n, of_task ? p->items[c->item].parent : c->item, ACM__ATOM_STATE + ACM_STATE_ACTIVE);
    acm__law_gives(&n->relaxed, acm__atom_of_condition(n, index, ACM__ATOM_SETTLED));
    acm__law_gives(&n->relaxed, acm__atom_of_condition(n, index, ACM__ATOM_CLEAR));
}

/* Time that passes, and facts that are set. */
static void command_case(acm__needs *n)
{
    const acm__wish *w = n->wish;
    if (acm__wish_allows(w, ACM_COMMAND_ADVANCE)) {
        acm__law_begin(&n->relaxed, (acm__label){ACM_COMMAND_ADVANCE, 0});
        acm__law_gives(&n->relaxed, n->time);
    }
    for (uint32_t i = 0; i < w->choice_count && acm__wish_allows(w, ACM_COMMAND_SET_FACT); i++) {
        acm__law_begin(&n->relaxed, (acm__label){ACM_COMMAND_SET_FACT, i + 1});
        acm__law_gives(&n->relaxed, n->choices + i);
    }
}

static void aim(acm__needs *n)
{
    const acm__wish *w = n->wish;
    bool is_condition = acm__playbook_condition(n->v.p, w->item) != NULL;
    for (acm_state state = 1; state < ACM__STATE_COUNT; state++) {
        if (!(w->states >> state & 1) || !(is_condition || acm__in_plan(w->c, w->item)))
            continue; /* nothing moves outside the plan */
        acm__law_begin(&n->relaxed, FREE);
        if (is_condition && state != ACM_CONDITION_STATE_OPEN)
            acm__law_needs(&n->relaxed,
                           acm__atom_of_condition(n, w->item - acm__condition_id(n->v.p, 0),
                                                  ACM__ATOM_SETTLED));
        else if (!is_condition && !(w->of_case && state == ACM_STATE_ACTIVE))
            needs(n, w->item, ACM__ATOM_STATE + (uint32_t)state);
        acm__law_gives(&n->relaxed, ACM__ATOM_GOAL);
    }
}

/* Numbers the atoms: those of items first. */
static void number(acm__needs *n)
{
    const acm_playbook *p = n->v.p;
    acm_id plan = n->wish->c->plan;
    n->conditions = ACM__ATOM_FIRST + (p->items[plan].end - plan + 1) * ACM__ATOMS_PER_ITEM;
    n->on_parts = n->conditions + p->condition_count * ACM__ATOMS_PER_CONDITION;
    n->criteria = n->on_parts + p->on_part_count;
    n->exits = n->criteria + p->criterion_count;
    n->choices = n->exits + p->criterion_count;
    n->names = n->choices + n->wish->choice_count;
    n->time = n->names + n->wish->name_count;
    acm__relaxed_init(&n->relaxed, &p->arena.allocator, n->time + 1);
}

/* Keeps what matters from where the case is now. */
static bool finish(acm__needs *n)
{
    const acm_allocator *a = n->relaxed.allocator;
    bool fine = !n->relaxed.failed && acm__relaxed_keep_all(&n->relaxed);
    uint8_t *truth = acm__alloc(a, n->relaxed.atom_count, 1);
    uint16_t *chosen = acm__calloc(a, (size_t)n->wish->name_count + 1, sizeof *chosen);
    fine = fine && truth && chosen;
    if (fine)
        acm__needs_read(n, n->wish->c, chosen, truth);
    fine = fine && acm__relaxed_finish(&n->relaxed, truth);
    acm__free(a, truth);
    acm__free(a, chosen);
    return fine;
}

bool acm__needs_init(acm__needs *n, const acm__wish *wish)
{
    const acm_playbook *p = wish->c->playbook;
    acm_id plan = wish->c->plan;
    *n = (acm__needs){.wish = wish, .v = acm__view_of(wish->c)};
    n->widens = wish->c->extra != NULL;
    number(n);
    for (acm_id id = plan; id <= p->items[plan].end; id++) {
        create(n, id);
        pass_criteria(n, id);
        go_on(n, id);
        pass_on(n, id);
        begin_anew(n, id);
        for (acm_command_kind kind = ACM_COMMAND_START; kind <= ACM_COMMAND_CLOSE; kind++)
            command_item(n, id, kind);
    }
    for (uint32_t k = 0; k < p->condition_count; k++)
        for (acm_command_kind kind = ACM_COMMAND_CONFIRM; kind <= ACM_COMMAND_WAIVE; kind++)
            if (kind != ACM_COMMAND_WITHDRAW && acm__in_plan(wish->c, p->conditions[k].item))
                command_condition(n, k, kind);
    command_case(n);
    aim(n);
    return finish(n);
}

void acm__needs_dispose(acm__needs *n)
{
    if (n->wish)
        acm__relaxed_dispose(&n->relaxed);
}
