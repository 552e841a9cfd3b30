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
 * Names all blockers of a command on an item, a condition or the case (item 0). The item must be one of the
 * playbook, the actor one of the roster or 0.
 */
void acm__blockers(const acm__view *v, acm_id item, acm_command_kind command, acm_id actor,
                   acm__blocker_sink sink, void *user);

/*
 * The usual case, decided at once: a task in a state that allows the command, by somebody who may. Where it
 * says no, acm__blockers says why, or that nothing stands in the way after all.
 */
static inline bool acm__plainly_allowed(const acm_case *c, acm_id item, acm_command_kind command,
                                        acm_id actor)
{
    const acm_playbook *p = c->playbook;
    if ((command != ACM_COMMAND_START && command != ACM_COMMAND_COMPLETE) || item < c->plan ||
        item > p->items[c->plan].end || p->items[item].kind != ACM_ITEM_TASK)
        return false;
    uint32_t from = command == ACM_COMMAND_START ? ACM_STATE_ENABLED : ACM_STATE_ACTIVE;
    return (c->memory[0] & ACM__STATE_MASK) == ACM_STATE_ACTIVE &&
           (c->memory[item - c->plan] & ACM__STATE_MASK) == from &&
           acm__case_may(c, actor, p->items[item].performers);
}

/* The transition that a command asks of an item, or of the case; ACM_TRANSITION_NONE if it asks for none. */
acm_transition acm__command_transition(acm_command_kind command, bool of_case);

/* The status by which a command with this first blocker is refused. */
acm_status acm__blocker_status(const acm__view *v, const acm_blocker *blocker);

/* Writes a blocker as a sentence, cut to fit; returns the bytes that the whole needs, NUL included. */
size_t acm__blocker_sentence(const acm__view *v, const acm_blocker *blocker, const char *language,
                             char *buffer, size_t capacity);

#endif
