/* restore.c - makes a case from the bytes of a snapshot, of which nothing is believed. */
#include "engine/snapshot.h"

#include "base/error.h"
#include "engine/command.h"
#include "engine/extra.h"

#include <stdlib.h>
#include <string.h>

enum {
    LAST_CONDITION_STATE = ACM_CONDITION_STATE_WAIVED - ACM_CONDITION_STATE_OPEN /* as it is kept */
};

typedef struct reading {
    const unsigned char *at;
    size_t len, used;
    acm_case *c;
    uint32_t states[ACM__CYCLE_COUNT]; /* that a life cycle leads to */
    uint32_t pauses[ACM__CYCLE_COUNT]; /* from which it leads to Suspended */
    acm_status status;                 /* of the first failure; nothing is read any more then */
    acm_error *err;
} reading;

/* Only the first failure counts. */
static void fail(reading *r, acm_status status, size_t at, const char *message)
{
    if (r->status)
        return;
    r->status = acm__error(r->err, status, "%s", message);
    acm__error_at(r->err, 0, 0, at);
}

static void require(reading *r, bool holds, size_t at, const char *message)
{
    if (!holds)
        fail(r, ACM_E_SYNTAX, at, message);
}

static uint64_t read_number(const unsigned char *at, size_t size)
{
    uint64_t number = 0;
    for (size_t i = size; i > 0; i--)
        number = number << 8 | at[i - 1];
    return number;
}

/* NULL if they are not there. */
static const unsigned char *take_bytes(reading *r, size_t size)
{
    require(r, size <= r->len - r->used, r->used, "the snapshot ends too early");
    if (r->status)
        return NULL;
    r->used += size;
    return r->at + r->used - size;
}

static uint64_t take(reading *r, size_t size)
{
    const unsigned char *at = take_bytes(r, size);
    return at ? read_number(at, size) : 0;
}

static uint32_t take32(reading *r)
{
    return (uint32_t)take(r, 4);
}

static bool take_bool(reading *r)
{
    uint64_t byte = take(r, 1);
    require(r, byte <= 1, r->used - 1, "a snapshot has a byte that is neither yes nor no");
    return byte;
}

static void take_list(reading *r, void (*take_one)(reading *r))
{
    while (take_bool(r))
        take_one(r);
}

/* The head: what it is, whether it is whole and as it was written */

static void check_size(reading *r)
{
    size_t magic = r->len < sizeof ACM__SNAPSHOT_MAGIC ? r->len : sizeof ACM__SNAPSHOT_MAGIC;
    require(r, memcmp(r->at, ACM__SNAPSHOT_MAGIC, magic) == 0, 0,
            "these bytes are no snapshot of a case");
    require(r, r->len >= ACM__SNAPSHOT_HEAD, r->len, "the snapshot is cut off");
    if (r->status)
        return;
    if (read_number(r->at + ACM__SNAPSHOT_OLDEST_AT, 2) > ACM__SNAPSHOT_VERSION)
        fail(r, ACM_E_VERSION, ACM__SNAPSHOT_OLDEST_AT, "the snapshot is of a later library");
    uint64_t size = read_number(r->at + ACM__SNAPSHOT_SIZE_AT, 4);
    require(r, size <= r->len, r->len, "the snapshot is cut off");
    require(r, size >= r->len, (size_t)size, "something follows the snapshot");
}

static void check_head(reading *r, const acm_playbook *p)
{
    acm__siphash hash;
    unsigned char whole[ACM__SIPHASH_BYTES];
    check_size(r);
    if (r->status)
        return;
    acm__siphash_init(&hash);
    acm__siphash_add(&hash, r->at, ACM__SNAPSHOT_SIZE_AT);
    acm__siphash_add(&hash, r->at + ACM__SNAPSHOT_HEAD, r->len - ACM__SNAPSHOT_HEAD);
    acm__siphash_end(&hash, whole);
    require(r, memcmp(whole, r->at + ACM__SNAPSHOT_HASH_AT, sizeof whole) == 0,
            ACM__SNAPSHOT_HASH_AT, "the snapshot is damaged: its hash is another one");
    r->used = ACM__SNAPSHOT_HEAD;
    const unsigned char *fingerprint = take_bytes(r, sizeof p->fingerprint);
    if (fingerprint && memcmp(fingerprint, p->fingerprint, sizeof p->fingerprint) != 0)
        fail(r, ACM_E_MODEL, ACM__SNAPSHOT_HEAD,
             "the snapshot is of another playbook, or of another revision of it");
}

static acm_case_options take_options(reading *r, const acm_playbook *p)
{
    acm_case_options options = {.plan = take32(r)};
    options.tag = take32(r);
    options.time = (int64_t)take(r, 8);
    options.budget = take32(r);
    options.roles = (acm_roles_mode)take(r, 1);
    options.semantics = (uint32_t)take(r, 1);
    const acm__item *plan = acm__playbook_item(p, options.plan);
    require(r,
            plan && plan->kind == ACM_ITEM_STAGE && options.budget &&
                options.roles <= ACM_ROLES_RECORD &&
                (options.semantics | p->semantics | ACM__SEMANTICS_ALL) == ACM__SEMANTICS_ALL &&
                (options.semantics & p->semantics) == p->semantics,
            ACM__SNAPSHOT_HEAD + ACM__SIPHASH_BYTES, "the snapshot is of a case that cannot begin");
    return options;
}

/* Memory of instances */

static void know_states(reading *r)
{
    for (uint32_t cycle = 0; cycle < ACM__CYCLE_COUNT; cycle++)
        for (uint32_t from = 0; from < ACM__STATE_COUNT; from++)
            for (uint32_t by = 0; by < ACM__TRANSITION_COUNT; by++) {
                uint32_t to = acm__lifecycle[cycle][from][by];
                r->states[cycle] |= ACM__STATE_BIT(to);
                if (to == ACM_STATE_SUSPENDED)
                    r->pauses[cycle] |= ACM__STATE_BIT(from);
            }
}

/* What may be remembered beside a state, as a set of bits. */
static uint32_t known_priors(const reading *r, bool is_plan, acm__cycle cycle, uint32_t state)
{
    const uint32_t none = ACM__STATE_BIT(ACM_STATE_NONE);
    const uint32_t over = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_FAILED);
    if (state == ACM_STATE_SUSPENDED)
        return r->pauses[cycle] | (is_plan ? 0 : none);
    if (is_plan)
        return none | (over >> state & 1 ? r->pauses[cycle] : 0);
    return state == ACM_STATE_TERMINATED
               ? 1u << ACM__PRIOR_EXIT | 1u << ACM__PRIOR_TERMINATE | 1u << ACM__PRIOR_SCOPE
               : none;
}

/* Whether a state byte is one that an instance can have: a state, and what is remembered beside it. */
static bool is_known(const reading *r, acm_id item, uint8_t byte)
{
    bool is_plan = item == r->c->plan;
    acm__cycle cycle = acm__cycle_of(r->c->playbook->items[item].kind);
    uint32_t state = byte & ACM__STATE_MASK,
             prior = (uint32_t)(byte & ACM__PRIOR_MASK) >> ACM__PRIOR_SHIFT;
    uint32_t states = r->states[cycle];
    if (is_plan)
        states = (states | r->states[ACM__CYCLE_CASE]) & ~ACM__STATE_BIT(ACM_STATE_NONE);
    return (states >> state & 1) && (known_priors(r, is_plan, cycle, state) >> prior & 1) &&
           (state || !byte);
}

/* Memory of a block that is there already. */
static void take_memory(reading *r, uint32_t block)
{
    const acm__layout *layout = acm__block_layout(r->c, block);
    size_t start = r->used;
    const unsigned char *from = take_bytes(r, layout->size);
    for (uint32_t i = 0; from && i <= layout->last - layout->first; i++)
        require(r, is_known(r, layout->first + i, from[i]), start + i,
                "a state that no life cycle has");
    for (uint32_t i = 0; from && i < (layout->on_parts_at - layout->conditions_at) * 4; i++) {
        size_t at = layout->conditions_at + i / 4;
        uint32_t last = i < layout->condition_count ? LAST_CONDITION_STATE : 0;
        require(r, (from[at] >> i % 4 * 2 & 3u) <= last, start + at,
                "a state that no condition has");
    }
    if (!r->status)
        memcpy(acm__block_memory(r->c, block), from, layout->size);
}

static int compare_rows(const void *a, const void *b)
{
    const acm__block *left = *(acm__block *const *)a, *right = *(acm__block *const *)b;
    if (left->item != right->item)
        return left->item < right->item ? -1 : 1;
    if (left->parent != right->parent)
        return left->parent < right->parent ? -1 : 1;
    return left < right ? -1 : 1;
}

/* Counts the instances of each item in each stage, in the order in which they were made. */
static void count_blocks(reading *r)
{
    const acm_allocator *a = &r->c->playbook->arena.allocator;
    uint32_t count = acm__block_count(r->c);
    acm__block **rows = acm__alloc(a, count, sizeof *rows);
    if (!rows) {
        r->status = acm__nomem(r->err);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        rows[i] = &r->c->growth->blocks[i];
    qsort(rows, count, sizeof *rows, compare_rows);
    for (uint32_t i = 0; i < count; i++) {
        bool goes_on =
            i && rows[i - 1]->item == rows[i]->item && rows[i - 1]->parent == rows[i]->parent;
        rows[i]->count = goes_on ? rows[i - 1]->count + 1 : 2;
    }
    acm__free(a, rows);
}

/* Whether an item of the plan may repeat in the stage instance that a block among the first holds. */
static bool fits(const acm_case *c, acm_id item, uint32_t parent)
{
    const acm__item *items = c->playbook->items;
    if (item <= c->plan || !acm__in_plan(c, item) || parent > acm__block_count(c) ||
        !(items[item].flags & ACM__ITEM_MAY_REPEAT))
        return false;
    acm_id first = acm__block_item(c, parent);
    return first <= items[item].parent && items[item].parent <= items[first].end;
}

static void take_block(reading *r)
{
    size_t at = r->used;
    acm_id item = take32(r);
    uint32_t parent = take32(r);
    bool waits = take_bool(r);
    require(r, fits(r->c, item, parent), at, "an instance by repetition that is in no stage");
    acm__block *block = r->status ? NULL : acm__block_append(r->c, item, parent);
    if (block) {
        block->waits = waits;
        take_memory(r, r->c->growth->block_count);
    } else if (!r->status) {
        r->status = acm__nomem(r->err);
    }
}

static void take_clock(reading *r)
{
    const uint32_t waiting =
        ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_SUSPENDED);
    size_t at = r->used;
    const acm__growth *g = r->c->growth;
    acm_id before = g && g->clock_count ? g->clocks[g->clock_count - 1].instance : 0;
    acm__clock clock = {.instance = take32(r)};
    clock.occurrence = take32(r);
    clock.set_at = (int64_t)take(r, 8);
    clock.due = (int64_t)take(r, 8);
    acm__instance i = acm__instance_of(r->c, clock.instance);
    require(r,
            i.item && r->c->playbook->items[i.item].kind == ACM_ITEM_TIMER_LISTENER &&
                (waiting >> (*acm__instance_byte(r->c, i) & ACM__STATE_MASK) & 1),
            at, "a timer of what is no timer that waits");
    require(r, clock.instance > before, at, "timers are not in order");
    if (!r->status && !acm__clock_put(r->c, clock))
        r->status = acm__nomem(r->err);
}

/* Facts, claims, scope */

static void change(reading *r, const acm__change *what)
{
    acm__extra *extra = r->status ? NULL : acm__extra_with(r->c->playbook, r->c->extra, what);
    if (extra) {
        acm__free(&r->c->playbook->arena.allocator, r->c->extra);
        r->c->extra = extra;
    } else if (!r->status) {
        r->status = acm__nomem(r->err);
    }
}

static void take_scope(reading *r)
{
    const acm_playbook *p = r->c->playbook;
    const acm_allocator *a = &p->arena.allocator;
    uint32_t services = p->term_counts[ACM_TERM_SERVICE];
    if (!take_bool(r))
        return;
    size_t at = r->used;
    uint64_t *scope = acm__calloc(a, (size_t)p->service_words + 1, sizeof *scope);
    for (uint32_t i = 0; scope && i < p->service_words; i++)
        scope[i] = take(r, 8);
    if (!scope)
        r->status = acm__nomem(r->err);
    else if (services % 64)
        require(r, !(scope[services / 64] >> services % 64), at,
                "a scope of services that the playbook does not have");
    change(r, &(acm__change){.scope = scope, .rescope = true});
    acm__free(a, scope);
}

/* A fact is checked as if somebody had set it. */
static void take_fact(reading *r)
{
    size_t at = r->used;
    acm_command command = {.kind = ACM_COMMAND_SET_FACT, .value_kind = (acm_value_kind)take(r, 1)};
    uint64_t number = take(r, 8);
    command.integer = (int64_t)number;
    memcpy(&command.real, &number, sizeof number);
    command.text_len = take32(r);
    command.text_at = (uint32_t)r->used;
    take_bytes(r, command.text_len);
    command.value_len = take32(r);
    command.value_at = (uint32_t)r->used;
    take_bytes(r, command.value_len);
    if (r->status)
        return;
    acm__order order;
    acm__str block = {(const char *)r->at, (uint32_t)r->len};
    require(r, !acm__order_read(&command, sizeof command, block, NULL, &order, NULL), at,
            "a fact that nobody could have set");
    change(r, &(acm__change){.name = order.text,
                             .kind = command.value_kind,
                             .integer = command.integer,
                             .real = command.real,
                             .text = order.value});
}

static void take_claim(reading *r)
{
    char key[256] = "";
    size_t at = r->used;
    acm__claim claim = {.item = take32(r)};
    size_t len = (size_t)take(r, 1);
    const unsigned char *bytes = take_bytes(r, len);
    acm__instance of = acm__instance_of(r->c, claim.item);
    require(r, of.item && r->c->playbook->items[of.item].kind == ACM_ITEM_TASK, at,
            "somebody performs what is no task");
    if (r->status)
        return;
    memcpy(key, bytes, len);
    claim.performer = acm_roster_find(acm_case_roster(r->c), key);
    if (!claim.performer) {
        r->status = acm__error(r->err, ACM_E_NOTFOUND,
                               "the roster has no participant '%s', who performs a task", key);
        acm__error_at(r->err, 0, 0, at);
    }
    change(r, &(acm__change){.claim = claim});
}

/* What could be said in several ways, as the order of facts, must be said as snapshots do. */
static void check_form(reading *r)
{
    unsigned char hash[ACM_HASH_SIZE];
    require(r, r->used == r->len, r->used, "the snapshot goes on behind its end");
    if (!r->status)
        r->status = acm_case_hash(r->c, hash, sizeof hash, r->err);
    require(r, r->status || memcmp(hash, r->at + ACM__SNAPSHOT_HASH_AT, sizeof hash) == 0,
            ACM__SNAPSHOT_HEAD, "the snapshot says something as no snapshot says it");
}

static void take_case(reading *r)
{
    know_states(r);
    take_memory(r, 0);
    take_list(r, take_block);
    if (!r->status && acm__block_count(r->c))
        count_blocks(r);
    take_list(r, take_clock);
    take_scope(r);
    take_list(r, take_fact);
    take_list(r, take_claim);
    check_form(r);
}

acm_status acm_case_restore(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                            const void *bytes, size_t len, acm_case **out, acm_error *err)
{
    if (out)
        *out = NULL;
    if (!playbook || !out || (!bytes && len))
        return acm__error(err, ACM_E_INVALID, "playbook, bytes or out is missing");
    reading r = {.at = bytes ? bytes : (const unsigned char *)"", .len = len, .err = err};
    check_head(&r, playbook);
    acm_case_options options = take_options(&r, playbook);
    if (r.status)
        return r.status;
    r.c = acm__case_make(playbook, roster, log, &options);
    if (!r.c)
        return acm__nomem(err);
    take_case(&r);
    if (r.status)
        acm_case_free(r.c);
    else
        *out = r.c;
    return r.status;
}
