/* peer_table.c - the work of W2 as one would write it by hand for exactly this playbook. */
#include "peers.h"

#include <stdlib.h>

enum {
    ITEM_CASE = 1,
    ITEM_STAGE = 2,
    ITEM_TASK = ITEM_STAGE + PEER_STAGES
};

static void record(peer_journal *journal, uint32_t item, uint8_t from, uint8_t to, uint32_t actor,
                   int64_t time)
{
    if (journal->off)
        return;
    if (journal->count == journal->capacity) {
        uint32_t capacity = journal->capacity ? journal->capacity * 2 : 256;
        peer_record *at = realloc(journal->at, capacity * sizeof *at);
        if (!at)
            abort();
        journal->at = at;
        journal->capacity = capacity;
    }
    journal->at[journal->count++] =
        (peer_record){.time = time, .item = item, .actor = actor, .from = from, .to = to};
}

static void enter(peer_case *c, peer_journal *journal, int64_t time)
{
    uint32_t first = c->stage * (uint32_t)PEER_TASKS;
    c->open = PEER_MANDATORY;
    c->stages[c->stage] = PEER_ACTIVE;
    record(journal, ITEM_STAGE + c->stage, PEER_NONE, PEER_ACTIVE, 0, time);
    for (uint32_t i = first; i < first + PEER_TASKS; i++) {
        c->tasks[i] = PEER_ENABLED;
        record(journal, ITEM_TASK + i, PEER_NONE, PEER_ENABLED, 0, time);
    }
}

static void leave(peer_case *c, peer_journal *journal, int64_t time)
{
    c->stages[c->stage] = PEER_COMPLETED;
    record(journal, ITEM_STAGE + c->stage, PEER_ACTIVE, PEER_COMPLETED, 0, time);
    if (++c->stage < PEER_STAGES) {
        enter(c, journal, time);
        return;
    }
    c->state = PEER_COMPLETED;
    record(journal, ITEM_CASE, PEER_ACTIVE, PEER_COMPLETED, 0, time);
}

static bool may(uint32_t task, uint32_t role)
{
    return (task / PEER_TASKS + task % PEER_TASKS) % 2 == role;
}

peer_case *peer_case_new(peer_journal *journal, int64_t time)
{
    peer_case *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    c->state = PEER_ACTIVE;
    record(journal, ITEM_CASE, PEER_NONE, PEER_ACTIVE, 0, time);
    enter(c, journal, time);
    return c;
}

bool peer_case_start(peer_case *c, peer_journal *journal, uint32_t task, uint32_t role,
                     int64_t time)
{
    if (c->tasks[task] != PEER_ENABLED || !may(task, role))
        return false;
    c->tasks[task] = PEER_ACTIVE;
    c->active++;
    record(journal, ITEM_TASK + task, PEER_ENABLED, PEER_ACTIVE, role + 1, time);
    return true;
}

bool peer_case_complete(peer_case *c, peer_journal *journal, uint32_t task, uint32_t role,
                        int64_t time)
{
    if (c->tasks[task] != PEER_ACTIVE || !may(task, role))
        return false;
    c->tasks[task] = PEER_COMPLETED;
    c->active--;
    c->open = (uint8_t)(c->open & ~(1u << task % PEER_TASKS));
    record(journal, ITEM_TASK + task, PEER_ACTIVE, PEER_COMPLETED, role + 1, time);
    if (!c->open && !c->active)
        leave(c, journal, time);
    return true;
}
