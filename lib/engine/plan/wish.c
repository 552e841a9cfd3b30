#include "engine/plan/wish.h"

/* The first role of a set that somebody has; of the whole set if nobody is meant. */
static acm_id role_in(const acm_playbook *p, const acm__binding *people, acm_id actor,
                      acm__set roles)
{
    for (uint32_t i = 0; i < p->term_count; i++) {
        const acm__term *term = &p->terms[i];
        if (term->kind != ACM_TERM_ROLE || !acm__set_has(p, roles, term->index))
            continue;
        const uint64_t *own =
            actor ? people->roles + (size_t)(actor - 1) * p->role_words : p->sets + roles;
        if (own[term->index / 64] >> term->index % 64 & 1)
            return acm__term_id(p, i);
    }
    return 0;
}

/* The first of the people that have one of some roles, 0 if nobody has. */
static acm_id first_with(const acm__binding *people, acm__set roles)
{
    for (acm_id who = 1; people && who <= people->count; who++)
        if (acm__binding_may(people, who, roles))
            return who;
    return 0;
}

bool acm__wish_may(const acm__wish *w, acm__set roles, acm_id *actor, acm_id *role)
{
    const acm_playbook *p = w->c->playbook;
    const acm__binding *people = w->c->people;
    bool alone = w->people == ACM_PLAN_ACTOR;
    *actor = alone ? w->actor : 0;
    *role = 0;
    if (!roles)
        return true;
    if (alone && !acm__binding_may(people, w->actor, roles))
        return w->roles == ACM_ROLES_RECORD;
    if (!alone)
        *actor = first_with(people, roles);
    *role = role_in(p, people, *actor, roles);
    return *actor || w->people == ACM_PLAN_ANYBODY || w->roles == ACM_ROLES_RECORD;
}

bool acm__wish_holds(const acm__wish *w, const acm_case *c)
{
    acm_state state = w->of_case ? acm_case_state(c) : acm_case_item_state(c, w->item);
    if (acm__playbook_condition(c->playbook, w->item))
        state = acm_case_condition_state(c, w->item);
    return w->states >> state & 1;
}

bool acm__wish_commands(const acm__wish *w, acm_command_kind kind, acm_id item)
{
    acm_item_kind of = w->c->playbook->items[item].kind;
    bool may_occur = of == ACM_ITEM_USER_LISTENER || of == ACM_ITEM_EVENT_LISTENER ||
                     (of == ACM_ITEM_MILESTONE && (w->flags & ACM_PLAN_MILESTONES));
    return acm__wish_allows(w, kind) && (kind != ACM_COMMAND_OCCUR || may_occur);
}
