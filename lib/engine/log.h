/* log.h - the log as the engine sees it: also the event queue of a command, and the engine's working memory. */
#ifndef ACM__LOG_H
#define ACM__LOG_H

#include "base/mem.h"

#include <acmplaybook/log.h>

/* Stages whose completion must be checked: a heap, the innermost first. */
typedef struct acm__candidates {
    uint64_t *at;
    uint32_t count, capacity;
} acm__candidates;

struct acm_log {
    acm_allocator allocator;
    acm_event *events; /* [head .. count): not drained yet */
    uint32_t head, count, capacity;
    char *text; /* NUL-terminated texts; offset 0 is not used */
    uint32_t text_len, text_capacity;
    acm__candidates candidates;
    unsigned char *saved; /* a case's memory as it was before the command */
    uint32_t saved_capacity;
};

/* Puts a text behind the others and gives its offset; 0 when memory is out. */
uint32_t acm__log_put_text(acm_log *log, const char *at, size_t len);

/* Makes room for a command: forgets drained texts if nothing waits, moves what waits to the front. */
void acm__log_move_up(acm_log *log);

static inline void acm__log_begin(acm_log *log)
{
    if (log->head)
        acm__log_move_up(log);
}

/* Makes room for more events; false when memory is out. */
bool acm__log_reserve(acm_log *log, uint32_t more);

/* Writes one event, for which there must be room. */
static inline void acm__log_append(acm_log *log, int64_t time, uint32_t tag, acm_id actor,
                                   acm_id item, acm_id instance, uint32_t kind, uint32_t from,
                                   uint32_t to, uint32_t cause, uint32_t detail)
{
    acm_event *event = &log->events[log->count++];
    event->time = time;
    event->tag = tag;
    event->item = item;
    event->instance = instance;
    event->detail = detail;
    event->actor = actor;
    event->kind = (uint8_t)kind;
    event->from = (uint8_t)from;
    event->to = (uint8_t)to;
    event->cause = (uint8_t)cause;
}

/* Goes back to what the log held when the command began. */
void acm__log_truncate(acm_log *log, uint32_t count, uint32_t text_len);

/* Heap operations. Keys order by depth, deepest first, then by item, then by block. */
bool acm__candidates_insert(acm_log *log, uint64_t key);
uint64_t acm__candidates_pop(acm_log *log);

enum {
    ACM__CANDIDATE_DEPTH = 57, /* bits: a depth below 128, an item below 2^23, a block */
    ACM__CANDIDATE_ITEM = 34
};

static inline bool acm__candidates_push(acm_log *log, uint32_t depth, acm_id item, uint32_t block)
{
    acm__candidates *c = &log->candidates;
    uint64_t key = (uint64_t)(127 - depth) << ACM__CANDIDATE_DEPTH |
                   (uint64_t)item << ACM__CANDIDATE_ITEM | block;
    if (c->count && c->at[0] == key)
        return true; /* by far the most usual repetition; the others are harmless */
    if (c->count || !c->capacity)
        return acm__candidates_insert(log, key);
    c->at[c->count++] = key;
    return true;
}

static inline acm_id acm__candidate_item(uint64_t key)
{
    return (acm_id)(key >> ACM__CANDIDATE_ITEM &
                    ((1u << (ACM__CANDIDATE_DEPTH - ACM__CANDIDATE_ITEM)) - 1));
}

#endif
