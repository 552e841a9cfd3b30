/* wish.h - what a plan is for, and which commands it may have. */
#ifndef ACM__PLAN_WISH_H
#define ACM__PLAN_WISH_H

#include "engine/command.h"

#include <acmplaybook/plan.h>

/* A fact that may be set. */
typedef struct acm__choice {
    acm_command command;
    acm__str name;
    uint32_t name_index; /* among the names of all choices */
    acm__extra *extra;   /* what its value lives in */
    acm__value value;
} acm__choice;

typedef struct acm__wish {
    acm_case *c; /* as it is now; everybody may do everything in it */
    acm_id item; /* item or condition that is meant, the plan for the case */
    bool of_case;
    uint32_t states, commands, flags;
    acm_roles_mode roles; /* of the real case */
    acm_plan_people people;
    acm_id actor;
    acm__choice *choices;
    uint32_t choice_count, name_count;
    acm__str text; /* of choices, and the reason of what is waived */
    uint32_t reason_at, reason_len;
    uint32_t max_steps, max_states;
    uint64_t max_bytes;
} acm__wish;

static inline bool acm__wish_allows(const acm__wish *w, acm_command_kind kind)
{
    return w->commands >> kind & 1;
}

/*
 * Whether somebody may do what asks for one of some roles: who (0: anybody, or nobody of the roster), and by which
 * role (0: anybody may).
 */
bool acm__wish_may(const acm__wish *w, acm__set roles, acm_id *actor, acm_id *role);

/* Whether a case is as it is wanted. */
bool acm__wish_holds(const acm__wish *w, const acm_case *c);

/* Whether an item is one to which a command of this kind may be given in a plan. */
bool acm__wish_commands(const acm__wish *w, acm_command_kind kind, acm_id item);

#endif
