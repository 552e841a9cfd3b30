/* resolve.h - names of a scenario to ids of a playbook; acm_scenario_find is the public part. */
#ifndef ACM__RESOLVE_H
#define ACM__RESOLVE_H

#include "base/str.h"

#include <acmplaybook/scenario.h>

/* The term of a role by key or by name in any language; 0 if the playbook has none. */
acm_id acm__scenario_role(const acm_playbook *playbook, acm__str name);

#endif
