/* roster.h - people, and which of them have which roles of a playbook. */
#ifndef ACM__ROSTER_H
#define ACM__ROSTER_H

#include "model/playbook.h"

#include <acmplaybook/roster.h>

/*
 * A roster as one playbook sees it: for each participant a set of the playbook's roles. Made when the first
 * case of the playbook begins, shared by all its cases; the roster keeps the last one that is idle.
 */
typedef struct acm__binding acm__binding;

struct acm__binding {
    acm_roster *roster;     /* not counted: whoever uses a binding holds the roster */
    acm_playbook *playbook; /* counted */
    acm__binding *next;
    uint32_t cases;
    uint32_t count;    /* participants that are bound: all of the roster */
    uint32_t capacity; /* participants that fit into roles */
    uint64_t *roles;   /* [(participant - 1) * playbook->role_words] */
};

/* Takes a binding and a reference to the roster, or gives both back. NULL when memory is out. */
acm__binding *acm__binding_take(acm_roster *roster, acm_playbook *playbook);
void acm__binding_release(acm__binding *binding);

/* The same as acm__binding_may, however many roles the playbook knows. */
bool acm__binding_shares(const acm__binding *binding, acm_id participant, acm__set roles);

/* Whether a participant has one of the roles of a set. The participant must be known, the set not empty. */
static inline bool acm__binding_may(const acm__binding *binding, acm_id participant, acm__set roles)
{
    const acm_playbook *p = binding->playbook;
    if (p->role_words == 1) /* by far the most usual */
        return (binding->roles[participant - 1] & p->sets[roles]) != 0;
    return acm__binding_shares(binding, participant, roles);
}

#endif
