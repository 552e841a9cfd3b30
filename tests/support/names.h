/* names.h - how tables and lines of tests call states, transitions, causes and statuses. */
#ifndef SUPPORT_NAMES_H
#define SUPPORT_NAMES_H

#include "support/test.h"

enum {
    STATE_NAMES = ACM_STATE_CLOSED + 1,
    TRANSITION_NAMES = ACM_TRANSITION_CLOSE /* the first is that of 1 */
};

extern const char *const state_names[STATE_NAMES];
extern const char *const transition_names[TRANSITION_NAMES];

/* Each fails the test if there is no such name. */
acm_state state_named(const char *name);
acm_transition transition_named(const char *name);
acm_cause cause_named(const char *name);
acm_status refusal_named(const char *name); /* "" means "state" */
acm_command_kind command_named(const char *name);

/* The command that asks for a transition; 0 for one that only the engine performs. */
acm_command_kind command_for(acm_transition transition);

#endif
