/* filter.h - which items of a playbook are shown: those of a phase, a role, a service, a motion. */
#ifndef FILTER_H
#define FILTER_H

#include "view.h"

/*
 * Keeps the items that all given filters of the arguments let pass, what is around them, and for stages what is
 * in them. False: *fault names a phase, role, service or motion that the playbook does not know.
 */
bool filter_view(view *v, const arguments *a, char **fault);

#endif
