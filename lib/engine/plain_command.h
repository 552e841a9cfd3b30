/*
 * plain_command.h - the short way of the usual command: it starts or completes a task whose state allows it, by
 * somebody who may, and says no more. It does what the long way would (tests/api/test_plain.c). Always inline:
 * else a case takes 7 % more instructions.
 */
#ifndef ACM__PLAIN_COMMAND_H
#define ACM__PLAIN_COMMAND_H

#include "engine/case.h"

#ifdef __GNUC__
#define ACM__ALWAYS_INLINE __attribute__((always_inline)) static inline
#define ACM__NEVER_INLINE  __attribute__((noinline)) static
#else
#define ACM__ALWAYS_INLINE static inline
#define ACM__NEVER_INLINE  static
#endif

/* What became of a command that was tried the short way. */
typedef enum acm__plainness {
    ACM__PLAIN_NO, /* it is another command, or something stands in its way: acm__blockers says */
    ACM__PLAIN_CHECKED, /* nothing stands in its way, but more follows from it or the log is full: it has to be run */
    ACM__PLAIN_DONE
} acm__plainness;

/* Commands that say nothing beyond their kind, item, actor and time, in cases whose items have one instance each. */
static inline bool acm__plain_form(const acm_case *c, const acm_command *k)
{
    return !(k->flags | k->instance | k->text_len | k->value_len | acm__block_count(c) |
             (c->flags & (ACM__CASE_OWNS_LOG | ACM_SEMANTICS_END_ORPHAN_LISTENERS))) &&
           (c->memory[0] & ACM__STATE_MASK) == ACM_STATE_ACTIVE && acm__in_plan(c, k->item);
}

/* Takes a task from one state into another. */
ACM__ALWAYS_INLINE acm__plainness acm__plain_move(acm_case *c, const acm_command *k, uint32_t from,
                                                  uint32_t to, acm_transition transition)
{
    const acm__item *item = &c->playbook->items[k->item],
                    *stage = &c->playbook->items[item->parent];
    uint32_t place = k->item - c->plan;
    acm_log *log = c->log;
    uint8_t before = c->memory[place];
    if ((before & ACM__STATE_MASK) != from || item->kind != ACM_ITEM_TASK ||
        !acm__case_knows(c, k->actor) || !acm__case_may(c, k->actor, item->performers))
        return ACM__PLAIN_NO;
    acm__log_begin(log);
    if (!(item->flags & ACM__ITEM_PLAIN) || log->count == log->capacity)
        return ACM__PLAIN_CHECKED;
    c->memory[place] = (uint8_t)(before - from + to);
    if (to == ACM_STATE_COMPLETED && !acm__last_holds_open(c, stage) &&
        acm__view_completable(&(acm__view){c, c->playbook}, (acm__instance){item->parent, 0},
                              false)) {
        c->memory[place] = before;
        return ACM__PLAIN_CHECKED;
    }
    if (k->time > c->time)
        c->time = k->time;
    acm__log_append(log, c->time, c->tag, k->actor, k->item, place + 1, (uint32_t)transition, from,
                    to, ACM_CAUSE_COMMAND, 0);
    return ACM__PLAIN_DONE;
}

/* Tries the short way. */
ACM__ALWAYS_INLINE acm__plainness acm__plain_post(acm_case *c, const acm_command *k)
{
    if (!acm__plain_form(c, k))
        return ACM__PLAIN_NO;
    if (k->kind == ACM_COMMAND_START)
        return acm__plain_move(c, k, ACM_STATE_ENABLED, ACM_STATE_ACTIVE,
                               ACM_TRANSITION_MANUAL_START);
    if (k->kind == ACM_COMMAND_COMPLETE)
        return acm__plain_move(c, k, ACM_STATE_ACTIVE, ACM_STATE_COMPLETED,
                               ACM_TRANSITION_COMPLETE);
    return ACM__PLAIN_NO;
}

#endif
