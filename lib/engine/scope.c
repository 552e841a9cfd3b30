/*
 * scope.c - what takes part in a case: services asked for, items that leave and come back, and what waits for
 * items that take no part.
 */
#include "base/error.h"
#include "engine/extra.h"
#include "model/vocabulary.h"

#include <string.h>

static acm_status add_service(const acm_playbook *p, acm__str name, uint64_t *set, bool *everything,
                              acm_error *err)
{
    int32_t word = acm__vocabulary_find_any(ACM__SERVICE, name);
    if (!word)
        word = acm__vocabulary_by_key(ACM__SERVICE, name);
    const acm__term *term = acm__playbook_term_by_name(p, ACM_TERM_SERVICE, name);
    if (word == ACM__SERVICE_ALL_SERVICES)
        *everything = true;
    else if (term)
        set[term->index / 64] |= (uint64_t)1 << term->index % 64;
    else if (!word) /* a known service that this playbook never names simply matches nothing */
        return acm__error(err, ACM_E_NOTFOUND, "no service is called '%.*s'", (int)name.len,
                          name.at);
    return ACM_OK;
}

/* Reads plain names separated by ';'. *everything: there are none, or one means all services. */
static acm_status parse_scope(const acm_playbook *p, acm__str list, uint64_t *set, bool *everything,
                              acm_error *err)
{
    acm__str name;
    bool any = false;
    *everything = false;
    memset(set, 0, p->service_words * sizeof *set);
    while (acm__str_next(&list, ';', &name)) {
        any = any || name.len;
        acm_status status = name.len ? add_service(p, name, set, everything, err) : ACM_OK;
        if (status)
            return status;
    }
    *everything = *everything || !any;
    return ACM_OK;
}

/* Whether anything but stages would be left to do. */
static bool anything_in_scope(const acm__run *r)
{
    acm__view v = acm__run_view(r);
    acm_id plan = r->c->plan;
    bool narrowed = acm__extra_scope(r->c->extra) != NULL;
    for (acm_id id = plan; id <= r->p->items[plan].end; id++)
        if (narrowed ? r->p->items[id].kind == ACM_ITEM_TASK && acm__view_in_scope(&v, id)
                     : r->p->items[id].kind != ACM_ITEM_STAGE)
            return true;
    return false;
}

void acm__run_set_scope(acm__run *r, acm__str list)
{
    const acm_allocator *a = &r->p->arena.allocator;
    acm__arena arena;
    acm__arena_init(&arena, a);
    uint64_t *set = acm__arena_calloc(&arena, (size_t)r->p->service_words + 1, sizeof *set);
    acm__str names = acm__plain(&arena, list.at, list.len);
    bool everything;
    r->status = arena.failed ? ACM_E_NOMEM : parse_scope(r->p, names, set, &everything, r->err);
    if (!r->status) {
        acm__change change = {.scope = everything ? NULL : set, .rescope = true};
        acm__run_put_extra(r, &change);
    }
    acm__arena_dispose(&arena);
    acm__run_check_scope(r);
}

void acm__run_check_scope(acm__run *r)
{
    if (!r->status && !anything_in_scope(r))
        r->status = acm__error(r->err, ACM_E_SCOPE, "nothing would be in scope");
}

/*
 * Whether an instance of a source, near the one that waits, has performed an event that ends it. By which exit
 * criterion it left is not known any more.
 */
static bool has_performed(const acm__run *r, const acm__on_part *on, acm__instance i)
{
    acm__instances all = acm__instances_near(r->c, i, on->source);
    acm__instance source;
    while (acm__instances_next(&all, &source)) {
        acm_state state = acm__run_state(r, source);
        bool by_hand = acm__instance_prior(r->c, source) == ACM__PRIOR_TERMINATE;
        bool done = on->event == ACM_TRANSITION_COMPLETE || on->event == ACM_TRANSITION_OCCUR;
        bool ended = by_hand ? on->event == ACM_TRANSITION_TERMINATE
                             : on->event == ACM_TRANSITION_EXIT ||
                                   on->event == ACM_TRANSITION_PARENT_TERMINATE;
        if ((state == ACM_STATE_COMPLETED && done) ||
            (state == ACM_STATE_TERMINATED && ended && !on->exit_criterion))
            return true;
    }
    return false;
}

void acm__run_mark_past(acm__run *r, acm__instance i)
{
    const acm__item *item = &r->p->items[i.item];
    const acm__criterion *first = &r->p->criteria[item->criteria];
    for (uint32_t k = first->on_parts; k < first[item->entry_count].on_parts; k++) {
        const acm__on_part *on = &r->p->on_parts[k];
        if (acm__in_plan(r->c, on->source) && has_performed(r, on, i)) {
            acm__run_set_on_part(r, i.block, k, true);
            r->marked = r->marked || (r->p->criteria[on->criterion].flags & ACM_CRITERION_ON_EVENT);
        }
    }
}

/* Ends what is in the scope no more. */
static void leave(acm__run *r, acm__instance i)
{
    acm__view v = acm__run_view(r);
    acm_state state = acm__run_state(r, i);
    bool of_event = acm__cycle_of(r->p->items[i.item].kind) == ACM__CYCLE_EVENT;
    if (state && !acm__view_in_scope(&v, i.item) && !(ACM__STATES_FINISHED & ACM__STATE_BIT(state)))
        acm__run_transition(r, i, of_event ? ACM_TRANSITION_PARENT_TERMINATE : ACM_TRANSITION_EXIT,
                            ACM_CAUSE_SCOPE, 0);
}

/* Makes what has come into the scope, where its stage is active. */
static void come(acm__run *r, acm__instance i)
{
    acm__view v = acm__run_view(r);
    if (!acm__view_in_scope(&v, i.item) || (acm__run_state(r, i) && !acm__view_left_scope(&v, i)) ||
        acm__run_state(r, acm__instance_parent(r->c, i)) != ACM_STATE_ACTIVE)
        return;
    acm__run_create(r, i, ACM_CAUSE_SCOPE);
    if (!r->p->items[i.item].entry_count && !r->status)
        acm__run_activate(r, i, ACM_CAUSE_ACTIVATION, 0);
}

/* What is there may be required now, or no more. */
static void require_anew(acm__run *r, acm__instance i)
{
    acm__view v = acm__run_view(r);
    acm_state state = acm__run_state(r, i);
    uint8_t *byte = acm__instance_byte(r->c, i);
    if (state && !(ACM__STATES_ENDED & ACM__STATE_BIT(state)) &&
        !(r->p->items[i.item].flags & ACM__ITEM_ASKS))
        *byte = (uint8_t)((*byte & ~ACM__REQUIRED) |
                          (acm__view_is_required(&v, i) ? ACM__REQUIRED : 0));
}

void acm__run_let_in(acm__run *r, acm__instance stage)
{
    acm__children all = acm__children_of(r->c, stage);
    acm__instance i;
    while (!r->status && acm__children_next(&all, &i))
        come(r, i);
}

/* The next instance of the case, block by block up to the last one given; item 0 behind it. */
static acm__instance behind(const acm_case *c, acm__instance i, uint32_t last)
{
    if (i.item < c->playbook->items[acm__block_item(c, i.block)].end)
        return (acm__instance){i.item + 1, i.block};
    return i.block < last ? (acm__instance){acm__block_item(c, i.block + 1), i.block + 1}
                          : (acm__instance){0, 0};
}

void acm__run_rescope(acm__run *r)
{
    const acm__instance plan = acm__run_plan(r);
    const uint32_t last = acm__block_count(r->c); /* what comes by repetition comes in scope */
    acm__instance i;
    for (i = behind(r->c, plan, last); i.item && !r->status; i = behind(r->c, i, last))
        leave(r, i);
    for (i = behind(r->c, plan, last); i.item && !r->status; i = behind(r->c, i, last))
        come(r, i);
    for (i = behind(r->c, plan, last); i.item && !r->status; i = behind(r->c, i, last))
        require_anew(r, i);
    for (i = plan; i.item && !r->status; i = behind(r->c, i, last))
        if (r->p->items[i.item].kind == ACM_ITEM_STAGE && acm__run_state(r, i) == ACM_STATE_ACTIVE)
            acm__run_check(r, i);
    r->changed = UINT32_MAX;
    r->rescoped = true;
}
