#include "engine/plan/landmarks.h"

#include <string.h>

#define NEVER UINT32_MAX

bool acm__landmarks_init(acm__landmarks *l, const acm__relaxed *relaxed)
{
    const acm_allocator *a = relaxed->allocator;
    size_t atoms = relaxed->kept_count, laws = (size_t)relaxed->law_count + 1;
    *l = (acm__landmarks){.relaxed = relaxed};
    l->truth = acm__calloc(a, atoms, 1);
    l->value = acm__alloc(a, atoms, sizeof *l->value);
    l->stack = acm__alloc(a, atoms * 2,
                          sizeof *l->stack); /* an atom may come twice, cheaper the second time */
    l->next = acm__alloc(a, atoms * 2, sizeof *l->next);
    l->zone = acm__alloc(a, atoms, 1);
    l->supporter = acm__alloc(a, laws, sizeof *l->supporter);
    l->missing = acm__alloc(a, laws, sizeof *l->missing);
    l->free = acm__alloc(a, laws, 1);
    return l->truth && l->value && l->stack && l->next && l->zone && l->supporter && l->missing &&
           l->free;
}

void acm__landmarks_dispose(acm__landmarks *l)
{
    if (!l->relaxed)
        return;
    const acm_allocator *a = l->relaxed->allocator;
    void *const all[] = {l->truth,   l->value, l->stack, l->next,   l->zone, l->supporter,
                         l->missing, l->free,  l->pool,  l->starts, l->found};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        acm__free(a, all[i]);
}

/* Atoms that wait to be gone on from: those of the value under way, and of the next. */
typedef struct front {
    uint32_t count, next_count, level;
} front;

static void reach(acm__landmarks *l, front *f, uint32_t atom, uint32_t value)
{
    if (l->value[atom] <= value)
        return;
    l->value[atom] = value;
    if (value == f->level)
        l->stack[f->count++] = atom;
    else
        l->next[f->next_count++] = atom;
}

static void go_on_from(acm__landmarks *l, front *f, uint32_t atom)
{
    const acm__relaxed *r = l->relaxed;
    for (uint32_t i = r->users.at[atom]; i < r->users.at[atom + 1]; i++) {
        uint32_t law = r->users.values[i];
        if (--l->missing[law])
            continue;
        l->supporter[law] = atom; /* the last that it needed: none of its needs costs more */
        for (uint32_t k = r->laws[law].gives; k < r->laws[law].end; k++)
            reach(l, f, r->refs[k], f->level + !l->free[law]);
    }
}

/* The cost of the dearest way to each atom, of several needs the dearest alone counting. */
static void measure(acm__landmarks *l)
{
    const acm__relaxed *r = l->relaxed;
    front f = {0, 0, 0};
    memset(l->value, 0xFF, r->kept_count * sizeof *l->value);
    for (uint32_t i = 0; i < r->law_count; i++) {
        l->missing[i] = r->laws[i].gives - r->laws[i].needs;
        l->supporter[i] = NEVER;
    }
    for (uint32_t atom = 0; atom < r->kept_count; atom++)
        if (l->truth[atom])
            reach(l, &f, atom, 0);
    while (f.count || f.next_count) {
        while (f.count) {
            uint32_t atom = l->stack[--f.count];
            if (l->value[atom] == f.level)
                go_on_from(l, &f, atom);
        }
        uint32_t *swapped = l->stack;
        l->stack = l->next;
        l->next = swapped;
        f = (front){f.next_count, 0, f.level + 1};
    }
}

/* Atoms from which the goal follows at no cost. */
static void mark_zone(acm__landmarks *l)
{
    const acm__relaxed *r = l->relaxed;
    uint32_t count = 0;
    memset(l->zone, 0, r->kept_count);
    l->zone[r->goal] = 1;
    l->stack[count++] = r->goal;
    while (count) {
        uint32_t atom = l->stack[--count];
        for (uint32_t i = r->givers.at[atom]; i < r->givers.at[atom + 1]; i++) {
            uint32_t law = r->givers.values[i], by = l->supporter[law];
            if (!l->free[law] || by == NEVER || l->zone[by])
                continue;
            l->zone[by] = 1;
            l->stack[count++] = by;
        }
    }
}

static bool add_to_pool(acm__landmarks *l, uint32_t law)
{
    void *pool = l->pool;
    bool fits = acm__reserve(l->relaxed->allocator, &pool, &l->pool_capacity,
                             (size_t)l->pool_count + 1, sizeof *l->pool);
    l->pool = pool;
    if (fits)
        l->pool[l->pool_count++] = law;
    return fits;
}

/* Takes the laws that lead into the zone from what can be reached before it. */
static bool cut(acm__landmarks *l)
{
    const acm__relaxed *r = l->relaxed;
    uint32_t count = 0;
    uint8_t *seen = l->zone; /* 1 = in the zone, 2 = reached before it */
    for (uint32_t atom = 0; atom < r->kept_count; atom++)
        if (l->truth[atom]) {
            seen[atom] = 2;
            l->stack[count++] = atom;
        }
    while (count) {
        uint32_t atom = l->stack[--count];
        for (uint32_t i = r->users.at[atom]; i < r->users.at[atom + 1]; i++) {
            uint32_t law = r->users.values[i];
            bool leads_in = false;
            if (l->supporter[law] != atom)
                continue;
            for (uint32_t k = r->laws[law].gives; k < r->laws[law].end; k++)
                leads_in = leads_in || seen[r->refs[k]] == 1;
            if (leads_in && !l->free[law]) {
                l->free[law] = 1;
                if (!add_to_pool(l, law))
                    return false;
            }
            for (uint32_t k = r->laws[law].gives; k < r->laws[law].end && !leads_in; k++)
                if (!seen[r->refs[k]]) {
                    seen[r->refs[k]] = 2;
                    l->stack[count++] = r->refs[k];
                }
        }
    }
    return true;
}

static bool add_found(acm__landmarks *l, uint32_t landmark)
{
    void *found = l->found;
    bool fits = acm__reserve(l->relaxed->allocator, &found, &l->found_capacity,
                             (size_t)l->found_count + 1, sizeof *l->found);
    l->found = found;
    if (fits)
        l->found[l->found_count++] = landmark;
    return fits;
}

/* Ends the landmark whose laws stand last in the pool. */
static bool close_landmark(acm__landmarks *l)
{
    void *starts = l->starts;
    bool fits = acm__reserve(l->relaxed->allocator, &starts, &l->starts_capacity,
                             (size_t)l->count + 2, sizeof *l->starts);
    l->starts = starts;
    if (!fits)
        return false;
    if (!l->count)
        l->starts[0] = 0;
    l->starts[++l->count] = l->pool_count;
    return add_found(l, l->count - 1);
}

bool acm__landmark_has(const acm__landmarks *l, uint32_t landmark, acm__label label)
{
    for (uint32_t i = l->starts[landmark]; i < l->starts[landmark + 1]; i++) {
        const acm__label *own = &l->relaxed->laws[l->pool[i]].label;
        if (own->kind == label.kind && own->subject == label.subject)
            return true;
    }
    return false;
}

/* Takes over what stays, and makes its laws free. */
static bool take_over(acm__landmarks *l, const uint32_t *before, uint32_t count, acm__label done)
{
    const acm__relaxed *r = l->relaxed;
    l->found_count = 0;
    for (uint32_t i = 0; i < r->law_count; i++)
        l->free[i] = r->laws[i].label.kind == 0;
    for (uint32_t i = 0; i < count; i++) {
        if (acm__landmark_has(l, before[i], done))
            continue;
        if (!add_found(l, before[i]))
            return false;
        for (uint32_t k = l->starts[before[i]]; k < l->starts[before[i] + 1]; k++)
            l->free[l->pool[k]] = 1;
    }
    return true;
}

bool acm__landmarks_find(acm__landmarks *l, const uint32_t *before, uint32_t count, acm__label done)
{
    uint32_t goal = l->relaxed->goal;
    if (!take_over(l, before, count, done))
        return false;
    for (;;) {
        measure(l);
        l->in_reach = l->value[goal] != NEVER;
        if (!l->in_reach || l->value[goal] == 0)
            return true;
        mark_zone(l);
        if (!cut(l) || !close_landmark(l))
            return false;
    }
}
