/*
 * blockers.h - what stands in the way of a command. Posting asks for the first blocker, explaining for all:
 * so that what is refused and what is explained cannot come apart.
 */
#ifndef ACM__BLOCKERS_H
#define ACM__BLOCKERS_H

#include "engine/case.h"

#include <acmplaybook/explain.h>

/* Receives blockers; false ends the search. */
typedef bool (*acm__blocker_sink)(void *user, const acm_blocker *blocker);

/*
 * Names all blockers of a command on an item, a condition or the case (id 0), for one instance of the item or of
 * what carries the condition. The id must be one of the playbook, the actor one of the roster or 0.
 */
void acm__blockers(const acm__view *v, acm_id id, acm__instance i, acm_command_kind command,
                   acm_id actor, acm__blocker_sink sink, void *user);

/* Whether the state of what carries a condition lets the condition be changed. */
bool acm__condition_is_open_for(const acm__view *v, const acm__condition *condition,
                                acm__instance carrier);

/* The transition that a command asks of an item, or of the case; ACM_TRANSITION_NONE if it asks for none. */
acm_transition acm__command_transition(acm_command_kind command, bool of_case);

/* The status by which a command with this first blocker is refused. */
acm_status acm__blocker_status(const acm__view *v, const acm_blocker *blocker);

/* Writes a blocker as a sentence, cut to fit; returns the bytes that the whole needs, NUL included. */
size_t acm__blocker_sentence(const acm__view *v, const acm_blocker *blocker, const char *language,
                             char *buffer, size_t capacity);

#endif
