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
    if (acm__extra_scope(r->c->extra))
        return acm__view_in_scope(&v, r->at->first);
    for (acm_id id = r->at->first; id <= r->at->last; id++)
        if (r->p->items[id].kind != ACM_ITEM_STAGE)
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

/* Whether the state of a source tells that it has performed an event that ends it. */
static bool has_performed(const acm__run *r, const acm__on_part *on)
{
    switch (acm__run_state(r, on->source)) {
    case ACM_STATE_COMPLETED:
        return on->event == ACM_TRANSITION_COMPLETE || on->event == ACM_TRANSITION_OCCUR;
    case ACM_STATE_TERMINATED:
        return on->event == ACM_TRANSITION_TERMINATE || on->event == ACM_TRANSITION_EXIT ||
               on->event == ACM_TRANSITION_PARENT_TERMINATE;
    default:
        return false;
    }
}

void acm__run_mark_absent(acm__run *r, acm_id item, bool late)
{
    acm__view v = acm__run_view(r);
    const acm__item *i = &r->p->items[item];
    if (!late && r->at->first == 1 && !r->c->extra)
        return; /* the whole playbook takes part */
    const acm__criterion *first = &r->p->criteria[i->criteria];
    for (uint32_t k = first->on_parts; k < first[i->entry_count].on_parts; k++) {
        const acm__on_part *on = &r->p->on_parts[k];
        bool outside = on->source < r->at->first || on->source > r->at->last;
        if (outside || !acm__view_in_scope(&v, on->source) || (late && has_performed(r, on)))
            acm__run_set_on_part(r, k, true);
    }
}

/* Leaves the scope what lost it, and lets in what gained it. */
static void rescope_item(acm__run *r, acm_id item)
{
    acm__view v = acm__run_view(r);
    acm_state state = acm__run_state(r, item);
    bool in = acm__view_in_scope(&v, item);
    bool left = acm__view_left_scope(&v, item);
    uint8_t *byte = &r->states[item - r->at->first];
    if (state && !in && !(ACM__STATES_FINISHED & ACM__STATE_BIT(state))) {
        acm__run_transition(r, item, ACM_TRANSITION_EXIT, ACM_CAUSE_SCOPE, 0);
    } else if (in && (left || !state) &&
               acm__run_state(r, r->p->items[item].parent) == ACM_STATE_ACTIVE) {
        *byte = ACM_STATE_NONE;
        acm__run_create(r, item, ACM_CAUSE_SCOPE);
        if (!r->p->items[item].entry_count && !r->status)
            acm__run_activate(r, item, ACM_CAUSE_ACTIVATION, 0);
    } else if (state && !(ACM__STATES_ENDED & ACM__STATE_BIT(state)) &&
               !(r->p->items[item].flags & ACM__ITEM_ASKS)) {
        *byte = (uint8_t)((*byte & ~ACM__REQUIRED) |
                          (acm__view_is_required(&v, item) ? ACM__REQUIRED : 0));
    }
}

void acm__run_let_in(acm__run *r, acm_id stage)
{
    const acm__item *items = r->p->items;
    for (acm_id id = stage + 1; id <= items[stage].end && !r->status; id = items[id].end + 1)
        if (r->c->extra && items[id].kind != ACM_ITEM_MILESTONE)
            rescope_item(r, id);
}

void acm__run_rescope(acm__run *r)
{
    for (acm_id id = r->at->first + 1; id <= r->at->last && !r->status; id++)
        if (r->p->items[id].kind != ACM_ITEM_MILESTONE)
            rescope_item(r, id);
    for (acm_id id = r->at->first; id <= r->at->last && !r->status; id++) {
        if (acm__run_state(r, id) == ACM_STATE_AVAILABLE) {
            acm__run_mark_absent(r, id, false);
            acm__run_try_marked(r, id);
        }
    }
    for (acm_id id = r->at->first; id <= r->at->last && !r->status; id++)
        if (r->p->items[id].kind == ACM_ITEM_STAGE && acm__run_state(r, id) == ACM_STATE_ACTIVE)
            acm__run_check(r, id);
    r->changed = UINT32_MAX;
}
