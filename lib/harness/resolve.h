/* resolve.h - what the names of a scenario mean in a playbook; acm_scenario_find is the public part. */
#ifndef ACM__RESOLVE_H
#define ACM__RESOLVE_H

#include "base/str.h"

#include <acmplaybook/scenario.h>

/* How a name came to mean what it means. */
typedef enum acm__calling {
    ACM__CALLED_BY_KEY,    /* or number: one item or condition */
    ACM__CALLED_BY_ORIGIN, /* plan item of the model: once for each use of the stage around it */
    ACM__CALLED_BY_NAME    /* items that happen to bear one name */
} acm__calling;

typedef struct acm__called {
    acm__str name;
    acm__calling how;
    acm_id first;   /* in document order */
    uint32_t count; /* of items */
    acm_id plan;    /* they lie within this stage */
} acm__called;

/*
 * Finds what a name means in a case whose plan is a certain stage: within it, else anywhere. ACM_E_NOTFOUND, or
 * ACM_E_AMBIGUOUS for a number that several items bear; items of one name are all found.
 */
acm_status acm__scenario_call(const acm_playbook *playbook, acm_id plan, acm__str name,
                              acm__called *out, acm_error *err);

/* Whether an item is among those found. */
bool acm__is_called(const acm_playbook *playbook, const acm__called *called, acm_id item);

/* ACM_E_AMBIGUOUS: these items bear the name. */
acm_status acm__called_ambiguous(const acm_playbook *playbook, const acm__called *called,
                                 acm_error *err);

/* The term of a role by key or by name in any language; 0 if the playbook has none. */
acm_id acm__scenario_role(const acm_playbook *playbook, acm__str name);

#endif
