/*
 * instance.h - instances of items, and where a case keeps what it knows of them.
 *
 * Each item of the plan has a first instance. They share one block of bytes: a byte a state, two bits a condition,
 * a bit an on-part, laid out as the playbook says. Repetition adds blocks, each for one more instance of an item
 * and for all that lies within. Blocks are never given back, so that an instance keeps its id and its history.
 */
#ifndef ACM__INSTANCE_H
#define ACM__INSTANCE_H

#include "engine/lifecycle.h"
#include "engine/log.h"
#include "engine/roster.h"

/* An item, and the block that holds the instance meant: 0 is the plan's own. */
typedef struct acm__instance {
    acm_id item;
    uint32_t block;
} acm__instance;

/* What repetition added. */
typedef struct acm__block {
    acm_id item;     /* which repeats: the first in the block */
    uint32_t parent; /* block of the stage instance that it is in */
    acm_id first;    /* id of its first instance; the others follow in document order */
    uint32_t at;     /* where its bytes begin */
    uint32_t count;  /* which instance of its item in that stage it is, from 2 */
    bool waits;      /* made by an entry criterion: it waits for the next one */
} acm__block;

/* A timer that has not ended. */
typedef struct acm__clock {
    acm_id instance;
    uint32_t occurrence; /* which one it waits for, from 0 */
    int64_t set_at, due;
} acm__clock;

#define ACM__CLOCK_UNSET INT64_MIN /* set_at: its listener is not available yet */
#define ACM__CLOCK_NEVER INT64_MAX /* due: it does not run */

/* What only some cases have: blocks by repetition, timers, a budget of its own. */
typedef struct acm__growth {
    acm__block *blocks; /* [0] is block 1 */
    unsigned char *memory;
    acm__clock *clocks; /* by instance */
    uint32_t block_count, block_capacity;
    uint32_t past;           /* so many blocks, from the first, are past: see acm__blocks_pass */
    uint32_t used, capacity; /* bytes of memory */
    uint32_t clock_count, clock_capacity;
    uint32_t budget; /* events that one command may cause; 0 = ACM__BUDGET */
} acm__growth;

typedef struct acm__extra acm__extra;

enum {
    ACM__BUDGET = 1000000
};

enum {
    ACM__CASE_RECORDS_ROLES = 0x40,
    ACM__CASE_OWNS_LOG = 0x80
};

struct acm_case {
    acm_playbook *playbook;
    acm__binding *people; /* NULL: no roster */
    acm_log *log;
    acm__extra *extra;   /* facts, scope, performers; NULL while there are none */
    acm__growth *growth; /* NULL while there is none */
    int64_t time;
    uint32_t tag;
    acm_id plan;
    uint8_t flags;          /* ACM_SEMANTICS_... and ACM__CASE_... */
    unsigned char memory[]; /* of block 0: states, then conditions, then on-parts */
};

/*
 * A state byte: the state; what came before it; required. Of what is suspended, the state that a parent's resume
 * restores, 0 = suspended by hand. Of a plan that ended while it waited, the state to which it is re-activated.
 * Of what is terminated, how.
 */
enum {
    ACM__STATE_MASK = 0x0F,
    ACM__PRIOR_SHIFT = 4,
    ACM__PRIOR_MASK = 0x70,
    ACM__PRIOR_EXIT = 5,
    ACM__PRIOR_TERMINATE = 6,
    ACM__PRIOR_SCOPE = 7, /* it left with the scope and may come back */
    ACM__REQUIRED = 0x80
};

static inline acm_roles_mode acm__roles_mode(const acm_case *c)
{
    return c->flags & ACM__CASE_RECORDS_ROLES ? ACM_ROLES_RECORD : ACM_ROLES_ENFORCE;
}

static inline uint32_t acm__budget(const acm_case *c)
{
    return c->growth && c->growth->budget ? c->growth->budget : ACM__BUDGET;
}

static inline uint32_t acm__block_count(const acm_case *c)
{
    return c->growth ? c->growth->block_count : 0;
}

static inline const acm__block *acm__block_at(const acm_case *c, uint32_t block)
{
    return &c->growth->blocks[block - 1];
}

static inline bool acm__in_plan(const acm_case *c, acm_id item)
{
    return item >= c->plan && item <= c->playbook->items[c->plan].end;
}

/* The item with which a block begins. */
static inline acm_id acm__block_item(const acm_case *c, uint32_t block)
{
    return block ? acm__block_at(c, block)->item : c->plan;
}

static inline const acm__layout *acm__block_layout(const acm_case *c, uint32_t block)
{
    return acm__layout_of(c->playbook, acm__block_item(c, block));
}

static inline unsigned char *acm__block_memory(const acm_case *c, uint32_t block)
{
    return block ? c->growth->memory + acm__block_at(c, block)->at : (unsigned char *)c->memory;
}

/* The state byte of an instance, which must lie in its block. */
static inline uint8_t *acm__instance_byte(const acm_case *c, acm__instance i)
{
    return acm__block_memory(c, i.block) + (i.item - acm__block_item(c, i.block));
}

static inline uint8_t acm__instance_prior(const acm_case *c, acm__instance i)
{
    return (uint8_t)((*acm__instance_byte(c, i) & ACM__PRIOR_MASK) >> ACM__PRIOR_SHIFT);
}

/* ids: those of block 0 are the places of items in the plan, from 1. */
static inline acm_id acm__instance_id(const acm_case *c, acm__instance i)
{
    return i.block ? acm__block_at(c, i.block)->first + (i.item - acm__block_at(c, i.block)->item)
                   : i.item - c->plan + 1;
}

/* The instance with an id; item 0 if there is none. */
acm__instance acm__instance_of(const acm_case *c, acm_id id);

/* Which instance of its item in its stage it is, from 1. */
static inline uint32_t acm__instance_count(const acm_case *c, acm__instance i)
{
    return i.block && acm__block_at(c, i.block)->item == i.item ? acm__block_at(c, i.block)->count
                                                                : 1;
}

/* Whether an entry criterion made it by repetition, so that it waits for the next. */
static inline bool acm__instance_waits(const acm_case *c, acm__instance i)
{
    return i.block && acm__block_at(c, i.block)->item == i.item && acm__block_at(c, i.block)->waits;
}

/* The block of the instance of `around`, a stage or the item itself, that a block lies in. */
static inline uint32_t acm__block_around(const acm_case *c, uint32_t block, acm_id around)
{
    while (block && acm__block_at(c, block)->item > around)
        block = acm__block_at(c, block)->parent;
    return block;
}

/* The instance of the stage around an instance; item 0 for the plan. */
static inline acm__instance acm__instance_parent(const acm_case *c, acm__instance i)
{
    if (i.item == c->plan)
        return (acm__instance){0, 0};
    acm_id parent = c->playbook->items[i.item].parent;
    return (acm__instance){parent, acm__block_around(c, i.block, parent)};
}

/* The innermost stage around two items; one of them if the other lies in it. */
acm_id acm__common_stage(const acm_playbook *p, acm_id a, acm_id b);

/* The first block that is not past. */
static inline uint32_t acm__block_first(const acm_case *c)
{
    return c->growth ? c->growth->past + 1 : 1;
}

/*
 * Passes by the blocks in which all has ended, so that a task may have thousands of instances, of which one lives, and
 * each costs as much as the first.
 */
void acm__blocks_pass(acm_case *c);

/* Walks instances of an item, in order of creation. Those that come meanwhile are left out. */
typedef struct acm__instances {
    const acm_case *c;
    acm_id item, around; /* below which instance of a stage; around = 0: anywhere */
    uint32_t home, first, next, count;
} acm__instances;

/* All instances of an item of the plan. */
acm__instances acm__instances_of(const acm_case *c, acm_id item);

/* Instances of an item below the instance of the innermost stage that is around both it and `from`. */
acm__instances acm__instances_near(const acm_case *c, acm__instance from, acm_id item);

/* Of these the first, and those that are not past. */
static inline acm__instances acm__instances_now(acm__instances all)
{
    all.first = acm__block_first(all.c);
    return all;
}

/* Instances in a stage instance, item by item: first all first ones, then those by repetition that are not past. */
typedef struct acm__children {
    const acm_case *c;
    acm__instance stage;
    acm_id item, end;
    uint32_t next, count;
} acm__children;

bool acm__instances_more(acm__instances *all, acm__instance *out);

static inline bool acm__instances_next(acm__instances *all, acm__instance *out)
{
    if (!all->next) {
        all->next = all->first;
        *out = (acm__instance){all->item, all->home};
        return true;
    }
    return all->next <= all->count && acm__instances_more(all, out);
}

static inline acm__children acm__children_of(const acm_case *c, acm__instance stage)
{
    return (acm__children){c,
                           stage,
                           stage.item + 1,
                           c->playbook->items[stage.item].end,
                           acm__block_first(c),
                           acm__block_count(c)};
}

bool acm__children_more(acm__children *all, acm__instance *out);

static inline bool acm__children_next(acm__children *all, acm__instance *out)
{
    if (all->item <= all->end) {
        *out = (acm__instance){all->item, all->stage.block};
        all->item = all->c->playbook->items[all->item].end + 1;
        return true;
    }
    return all->next <= all->count && acm__children_more(all, out);
}

/* The last one, and the last one that is there; else the first. */
acm__instance acm__instances_last(acm__instances all);
acm__instance acm__instances_newest(acm__instances all);

/* The newest instance of an item near another, itself if that is of the same item. */
acm__instance acm__instance_near(const acm_case *c, acm__instance from, acm_id item);

/* The newest instance of an item of the plan. */
static inline acm__instance acm__instance_newest(const acm_case *c, acm_id item)
{
    return acm__instances_newest(acm__instances_of(c, item));
}

/* Adds a block for another instance of an item beside one. NULL when memory is out, or there are too many. */
acm__block *acm__block_add(acm_case *c, acm__instance beside);

/* The same of an item in a stage instance's block, without counting which instance it is. */
acm__block *acm__block_append(acm_case *c, acm_id item, uint32_t parent);

acm__growth *acm__growth_of(acm_case *c); /* made when first needed; NULL when memory is out */
acm__growth *acm__growth_dup(const acm_allocator *a, const acm__growth *growth);
void acm__growth_free(const acm_allocator *a, acm__growth *growth);

#endif
