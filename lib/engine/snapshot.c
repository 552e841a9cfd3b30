/* snapshot.c - writes a case as bytes that are the same for the same state, and hashes them. */
#include "engine/snapshot.h"

#include "base/error.h"
#include "engine/extra.h"

#include <string.h>

typedef struct writing {
    const acm_case *c;
    acm__siphash hash;
    unsigned char *out;
    size_t capacity, used; /* what does not fit is counted */
} writing;

static void put_bytes(writing *w, const void *at, size_t len)
{
    acm__siphash_add(&w->hash, at, len);
    if (len && w->used < w->capacity)
        memcpy(w->out + w->used, at, len < w->capacity - w->used ? len : w->capacity - w->used);
    w->used += len;
}

static void write_number(unsigned char *at, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        at[i] = (unsigned char)(number >> 8 * i);
}

static void put(writing *w, uint64_t number, size_t size)
{
    unsigned char bytes[8];
    write_number(bytes, number, size);
    put_bytes(w, bytes, size);
}

/*
 * Whether what a criterion remembers can still count. Of an instance that is completed it cannot; others may end and
 * come back with the scope.
 */
static bool remembers(const acm_case *c, uint32_t block, uint32_t on_part)
{
    const acm_playbook *p = c->playbook;
    acm__instance i = {p->criteria[p->on_parts[on_part].criterion].item, block};
    return i.item == c->plan ||
           (*acm__instance_byte(c, i) & ACM__STATE_MASK) != ACM_STATE_COMPLETED;
}

static void put_memory(writing *w, uint32_t block)
{
    const acm__layout *at = acm__block_layout(w->c, block);
    const unsigned char *memory = acm__block_memory(w->c, block);
    put_bytes(w, memory, at->on_parts_at);
    for (uint32_t k = 0; k < at->on_part_count; k += 8) {
        uint32_t byte = memory[at->on_parts_at + k / 8], kept = 0;
        for (uint32_t bit = 0; bit < 8 && k + bit < at->on_part_count; bit++)
            if (byte >> bit & 1 && remembers(w->c, block, at->first_on_part + k + bit))
                kept |= 1u << bit;
        put(w, kept, 1);
    }
}

static void put_blocks(writing *w)
{
    for (uint32_t block = 1; block <= acm__block_count(w->c); block++) {
        const acm__block *b = acm__block_at(w->c, block);
        put(w, true, 1);
        put(w, b->item, 4);
        put(w, b->parent, 4);
        put(w, b->waits, 1);
        put_memory(w, block);
    }
    put(w, false, 1);
}

static void put_clocks(writing *w)
{
    const acm__growth *g = w->c->growth;
    for (uint32_t i = 0; g && i < g->clock_count; i++) {
        put(w, true, 1);
        put(w, g->clocks[i].instance, 4);
        put(w, g->clocks[i].occurrence, 4);
        put(w, (uint64_t)g->clocks[i].set_at, 8);
        put(w, (uint64_t)g->clocks[i].due, 8);
    }
    put(w, false, 1);
}

static void put_scope(writing *w)
{
    const uint64_t *scope = acm__extra_scope(w->c->extra);
    put(w, scope != NULL, 1);
    for (uint32_t i = 0; scope && i < w->c->playbook->service_words; i++)
        put(w, scope[i], 8);
}

/* The bytes of a string, or of a set as lines. */
static void put_lines(writing *w, const acm__value *value)
{
    bool is_set = value->kind == ACM__VALUE_SET;
    const acm__str *lines = is_set ? value->as.set.at : &value->as.string;
    uint32_t count = is_set ? value->as.set.count : value->kind == ACM__VALUE_STRING;
    uint64_t size = count ? count - 1 : 0;
    for (uint32_t i = 0; i < count; i++)
        size += lines[i].len;
    put(w, size, 4);
    for (uint32_t i = 0; i < count; i++) {
        put_bytes(w, "\n", i > 0);
        put_bytes(w, lines[i].at, lines[i].len);
    }
}

static uint64_t number_of(const acm__value *value)
{
    uint64_t number = 0;
    if (value->kind == ACM__VALUE_DOUBLE)
        memcpy(&number, &value->as.real, sizeof number);
    else if (value->kind == ACM__VALUE_BOOLEAN)
        number = value->as.boolean;
    else if (value->kind == ACM__VALUE_INTEGER || value->kind == ACM__VALUE_TIME)
        number = (uint64_t)value->as.integer;
    return number;
}

static void put_facts(writing *w)
{
    acm__str name;
    acm__value value;
    for (uint32_t i = 0; acm__extra_nth_fact(w->c->extra, i, &name, &value); i++) {
        put(w, true, 1);
        put(w, value.kind, 1);
        put(w, number_of(&value), 8);
        put(w, name.len, 4);
        put_bytes(w, name.at, name.len);
        put_lines(w, &value);
    }
    put(w, false, 1);
}

static void put_claims(writing *w)
{
    acm__claim claim;
    for (uint32_t i = 0; acm__extra_nth_claim(w->c->extra, i, &claim); i++) {
        const char *key = acm_roster_key(acm_case_roster(w->c), claim.performer);
        put(w, true, 1);
        put(w, claim.item, 4);
        put(w, strlen(key), 1);
        put_bytes(w, key, strlen(key));
    }
    put(w, false, 1);
}

static void put_head(writing *w)
{
    const acm_case *c = w->c;
    put_bytes(w, c->playbook->fingerprint, sizeof c->playbook->fingerprint);
    put(w, c->plan, 4);
    put(w, c->tag, 4);
    put(w, (uint64_t)c->time, 8);
    put(w, acm__budget(c), 4);
    put(w, (uint64_t)acm__roles_mode(c), 1);
    put(w, c->flags & ACM__SEMANTICS_ALL, 1);
}

/* Writes what fits; gives the bytes of the whole, and its hash. */
static uint64_t write_case(const acm_case *c, void *out, size_t capacity,
                           unsigned char hash[ACM_HASH_SIZE])
{
    writing w = {.c = c, .out = out, .capacity = capacity};
    acm__siphash_init(&w.hash);
    put_bytes(&w, ACM__SNAPSHOT_MAGIC, ACM__SNAPSHOT_VERSION_AT);
    put(&w, ACM__SNAPSHOT_VERSION, 2);
    put(&w, ACM__SNAPSHOT_VERSION, 2);
    w.used = ACM__SNAPSHOT_HEAD;
    put_head(&w);
    put_memory(&w, 0);
    put_blocks(&w);
    put_clocks(&w);
    put_scope(&w);
    put_facts(&w);
    put_claims(&w);
    acm__siphash_end(&w.hash, hash);
    if (w.used <= capacity) {
        write_number(w.out + ACM__SNAPSHOT_SIZE_AT, w.used, 4);
        memcpy(w.out + ACM__SNAPSHOT_HASH_AT, hash, ACM_HASH_SIZE);
    }
    return w.used;
}

acm_status acm_case_snapshot(const acm_case *c, void *buffer, size_t capacity, size_t *needed,
                             acm_error *err)
{
    unsigned char hash[ACM_HASH_SIZE];
    if (needed)
        *needed = 0;
    if (!c || (!buffer && capacity))
        return acm__error(err, ACM_E_INVALID, "case or buffer is missing");
    uint64_t size = write_case(c, buffer, capacity, hash);
    if (size > UINT32_MAX)
        return acm__error(err, ACM_E_LIMIT, "a snapshot of 4 GiB or more");
    if (needed)
        *needed = (size_t)size;
    return size <= capacity
               ? ACM_OK
               : acm__error(err, ACM_E_BUFFER, "%zu bytes do not hold a snapshot of %u", capacity,
                            (uint32_t)size);
}

acm_status acm_case_hash(const acm_case *c, void *out, size_t size, acm_error *err)
{
    unsigned char hash[ACM_HASH_SIZE];
    if (!c || !out)
        return acm__error(err, ACM_E_INVALID, "case or out is missing");
    if (size < sizeof hash)
        return acm__error(err, ACM_E_BUFFER, "%zu bytes do not hold a hash", size);
    if (write_case(c, NULL, 0, hash) > UINT32_MAX)
        return acm__error(err, ACM_E_LIMIT, "a snapshot of 4 GiB or more");
    memcpy(out, hash, sizeof hash);
    return ACM_OK;
}
