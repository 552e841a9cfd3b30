/* bind.h - ties the expressions of a playbook to its items. */
#ifndef ACM__BIND_H
#define ACM__BIND_H

#include "model/playbook.h"

/*
 * Gives each state() and done() its items, works out what criteria depend on, refuses one that waits for
 * nothing, and marks the items whose states matter to others.
 */
acm_status acm__playbook_bind(acm_playbook *p, acm__arena *arena, acm_error *err);

#endif
