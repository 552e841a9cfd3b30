/* run.c - one command from its first change to its last: whole, or put back as if it had never been tried. */
#include "base/error.h"
#include "engine/extra.h"

#include <string.h>

/* What is put back when a command is refused half way. */
typedef struct restore {
    int64_t time;
    uint32_t events, text_len;
    uint32_t bytes; /* of the plan's block */
    uint32_t blocks, past, used, clocks;
} restore;

/* Behind each other in the log: the plan's block, those of repetition, the clocks. */
static bool save(acm__run *r, restore *saved)
{
    acm_log *log = r->log;
    const acm__growth *g = r->c->growth;
    void *memory = log->saved;
    size_t clocks = saved->clocks * sizeof(acm__clock);
    if (!acm__reserve(&log->allocator, &memory, &log->saved_capacity,
                      (size_t)saved->bytes + saved->used + clocks, 1))
        return false;
    log->saved = memory;
    memcpy(log->saved, r->c->memory, saved->bytes);
    if (saved->used)
        memcpy(log->saved + saved->bytes, g->memory, saved->used);
    if (clocks)
        memcpy(log->saved + saved->bytes + saved->used, g->clocks, clocks);
    return true;
}

static void put_back(acm__run *r, const restore *saved)
{
    acm__growth *g = r->c->growth;
    const unsigned char *memory = r->log->saved;
    memcpy(r->c->memory, memory, saved->bytes);
    if (!g)
        return;
    if (saved->used)
        memcpy(g->memory, memory + saved->bytes, saved->used);
    if (saved->clocks)
        memcpy(g->clocks, memory + saved->bytes + saved->used, saved->clocks * sizeof(acm__clock));
    g->block_count = saved->blocks;
    g->past = saved->past;
    g->used = saved->used;
    g->clock_count = saved->clocks;
}

static acm_status begin(acm__run *r, restore *saved)
{
    acm_log *log = r->log;
    const acm__growth *g = r->c->growth;
    acm__log_begin(log);
    *saved = (restore){.time = r->c->time,
                       .events = log->count,
                       .text_len = log->text_len,
                       .bytes = acm__layout_of(r->p, r->c->plan)->size,
                       .blocks = g ? g->block_count : 0,
                       .past = g ? g->past : 0,
                       .used = g ? g->used : 0,
                       .clocks = g ? g->clock_count : 0};
    if (!save(r, saved))
        return ACM_E_NOMEM;
    log->candidates.count = 0;
    r->next = log->count;
    r->skip_from = r->skip_to = UINT32_MAX;
    uint32_t budget = acm__budget(r->c);
    r->limit = log->count < UINT32_MAX - budget ? log->count + budget : UINT32_MAX;
    return ACM_OK;
}

static void end(acm__run *r, const restore *saved)
{
    acm_case *c = r->c;
    const acm_allocator *a = &r->p->arena.allocator;
    acm__extra *dropped = NULL;
    if (r->status) {
        put_back(r, saved);
        acm__log_truncate(r->log, saved->events, saved->text_len);
        dropped = c->extra != r->extra_before ? c->extra : NULL;
        c->extra = r->extra_before;
        c->time = saved->time;
    } else {
        dropped = c->extra != r->extra_before ? r->extra_before : NULL;
    }
    acm__free(a, dropped);
    if (c->flags & ACM__CASE_OWNS_LOG)
        acm_log_clear(r->log);
}

void acm__run_init(acm__run *r, acm_case *c, acm_id actor, int64_t time, acm_error *err)
{
    r->c = c;
    r->p = c->playbook;
    r->log = c->log;
    r->extra_before = c->extra;
    r->first_block = acm__block_first(c);
    r->actor = actor;
    r->time_before = c->time;
    r->time = time > c->time ? time : c->time;
    r->changed = 0;
    r->moved = false;
    r->rescoped = false;
    r->marked = false;
    r->status = ACM_OK;
    r->err = err;
}

/* Says why a command ended half way, unless that was said where it happened. */
static acm_status failure(const acm__run *r)
{
    if (r->status == ACM_E_NOMEM)
        return acm__nomem(r->err);
    if (r->status == ACM_E_BUDGET)
        return acm__error(r->err, ACM_E_BUDGET, "settling does not end within %u events",
                          acm__budget(r->c));
    if (r->status == ACM_E_INTERNAL)
        return acm__error(r->err, ACM_E_INTERNAL, "a transition that the tables do not allow");
    return r->status;
}

acm_status acm__run_command(acm__run *r, acm__carry carry, const void *what)
{
    restore saved;
    r->status = begin(r, &saved);
    if (r->status)
        return failure(r);
    r->c->time = r->time;
    carry(r, what);
    acm__run_settle(r);
    end(r, &saved);
    return failure(r);
}
