#include "engine/plan/relaxed.h"

#include <string.h>

void acm__relaxed_init(acm__relaxed *r, const acm_allocator *allocator, uint32_t atom_count)
{
    *r = (acm__relaxed){.allocator = allocator, .atom_count = atom_count};
}

static void drop_rows(acm__relaxed *r, acm__rows *rows)
{
    acm__free(r->allocator, rows->at);
    acm__free(r->allocator, rows->values);
}

void acm__relaxed_dispose(acm__relaxed *r)
{
    acm__free(r->allocator, r->laws);
    acm__free(r->allocator, r->refs);
    acm__free(r->allocator, r->kept);
    drop_rows(r, &r->users);
    drop_rows(r, &r->givers);
}

acm__atom acm__relaxed_atom(acm__relaxed *r)
{
    return r->atom_count++;
}

static bool grow(acm__relaxed *r, void **array, uint32_t *capacity, uint32_t count, size_t size)
{
    if (!r->failed && !acm__reserve(r->allocator, array, capacity, (size_t)count + 1, size))
        r->failed = true;
    return !r->failed;
}

void acm__law_begin(acm__relaxed *r, acm__label label)
{
    void *laws = r->laws;
    bool fits = grow(r, &laws, &r->law_capacity, r->law_count, sizeof *r->laws);
    r->laws = laws;
    if (fits)
        r->laws[r->law_count++] = (acm__law){label, r->ref_count, r->ref_count, r->ref_count};
}

static void add_ref(acm__relaxed *r, acm__atom atom)
{
    void *refs = r->refs;
    bool fits = grow(r, &refs, &r->ref_capacity, r->ref_count, sizeof *r->refs);
    r->refs = refs;
    if (fits)
        r->refs[r->ref_count++] = atom;
}

void acm__law_needs(acm__relaxed *r, acm__atom atom)
{
    add_ref(r, atom);
    if (!r->failed)
        r->laws[r->law_count - 1].gives = r->laws[r->law_count - 1].end = r->ref_count;
}

void acm__law_gives(acm__relaxed *r, acm__atom atom)
{
    add_ref(r, atom);
    if (!r->failed)
        r->laws[r->law_count - 1].end = r->ref_count;
}

void acm__law_drop(acm__relaxed *r)
{
    if (!r->failed)
        r->ref_count = r->laws[--r->law_count].needs;
}

/* Marks what the goal can depend on: atoms in `kept`, laws that give one of them in `wanted`. */
static void mark_needed(acm__relaxed *r, acm__rows givers, uint8_t *wanted, uint32_t *stack)
{
    uint32_t waiting = 0;
    memset(r->kept, 0xFF, r->atom_count * sizeof *r->kept);
    r->kept[ACM__ATOM_ALWAYS] = r->kept[ACM__ATOM_GOAL] = 0;
    stack[waiting++] = ACM__ATOM_GOAL;
    while (waiting) {
        uint32_t atom = stack[--waiting];
        for (uint32_t i = givers.at[atom]; i < givers.at[atom + 1]; i++) {
            const acm__law *law = &r->laws[givers.values[i]];
            if (wanted[givers.values[i]])
                continue;
            wanted[givers.values[i]] = 1;
            for (uint32_t k = law->needs; k < law->gives; k++)
                if (r->kept[r->refs[k]] == ACM__ATOM_NONE) {
                    r->kept[r->refs[k]] = 0;
                    stack[waiting++] = r->refs[k];
                }
        }
    }
}

/* Throws away what is not needed and numbers the rest anew. A law that needs nothing needs what is always true. */
static void compact(acm__relaxed *r, const uint8_t *wanted, acm__law *laws, uint32_t *refs)
{
    uint32_t law_count = 0, ref_count = 0;
    for (uint32_t atom = 0; atom < r->atom_count; atom++)
        if (r->kept[atom] != ACM__ATOM_NONE)
            r->kept[atom] = r->kept_count++;
    for (uint32_t i = 0; i < r->law_count; i++) {
        const acm__law *law = &r->laws[i];
        acm__law *own = &laws[law_count];
        if (!wanted[i])
            continue;
        *own = (acm__law){law->label, ref_count, 0, 0};
        for (uint32_t k = law->needs; k < law->gives; k++)
            refs[ref_count++] = r->kept[r->refs[k]];
        if (law->needs == law->gives)
            refs[ref_count++] = r->kept[ACM__ATOM_ALWAYS];
        own->gives = ref_count;
        for (uint32_t k = law->gives; k < law->end; k++)
            if (r->kept[r->refs[k]] != ACM__ATOM_NONE)
                refs[ref_count++] = r->kept[r->refs[k]];
        own->end = ref_count;
        law_count++;
    }
    r->law_count = law_count;
    r->ref_count = ref_count;
}

static bool make_rows(acm__relaxed *r, acm__rows *rows, uint32_t atoms, bool of_needs)
{
    rows->at = acm__calloc(r->allocator, (size_t)atoms + 2, sizeof *rows->at);
    rows->values = acm__alloc(r->allocator, (size_t)r->ref_count + 1, sizeof *rows->values);
    if (!rows->at || !rows->values)
        return false;
    for (int writes = 0; writes < 2; writes++) {
        for (uint32_t i = 0; i < r->law_count; i++) {
            const acm__law *law = &r->laws[i];
            uint32_t begin = of_needs ? law->needs : law->gives;
            uint32_t end = of_needs ? law->gives : law->end;
            for (uint32_t k = begin; k < end; k++)
                if (writes)
                    rows->values[rows->at[r->refs[k] + 1]++] = i;
                else
                    rows->at[r->refs[k] + 2]++;
        }
        for (uint32_t atom = 0; !writes && atom < atoms; atom++)
            rows->at[atom + 2] += rows->at[atom + 1];
    }
    return true;
}

/* Room for what is kept, and for finding out. */
typedef struct room {
    acm__rows givers;
    uint8_t *wanted;
    uint32_t *stack;
    acm__law *laws;
    uint32_t *refs;
} room;

static bool take_room(acm__relaxed *r, room *out)
{
    const acm_allocator *a = r->allocator;
    bool made = make_rows(r, &out->givers, r->atom_count, false);
    r->kept = acm__alloc(a, r->atom_count, sizeof *r->kept);
    out->wanted = acm__calloc(a, (size_t)r->law_count + 1, 1);
    out->stack = acm__alloc(a, r->atom_count, sizeof *out->stack);
    out->laws = acm__alloc(a, (size_t)r->law_count + 1, sizeof *out->laws);
    out->refs = acm__alloc(a, (size_t)r->ref_count + r->law_count + 1, sizeof *out->refs);
    return made && r->kept && out->wanted && out->stack && out->laws && out->refs;
}

bool acm__relaxed_finish(acm__relaxed *r)
{
    room w = {{NULL, NULL}, NULL, NULL, NULL, NULL};
    bool fine = !r->failed && take_room(r, &w);
    if (fine) {
        mark_needed(r, w.givers, w.wanted, w.stack);
        compact(r, w.wanted, w.laws, w.refs);
        acm__free(r->allocator, r->laws);
        acm__free(r->allocator, r->refs);
        r->laws = w.laws;
        r->refs = w.refs;
        r->always = r->kept[ACM__ATOM_ALWAYS];
        r->goal = r->kept[ACM__ATOM_GOAL];
    } else {
        acm__free(r->allocator, w.laws);
        acm__free(r->allocator, w.refs);
    }
    drop_rows(r, &w.givers);
    acm__free(r->allocator, w.wanted);
    acm__free(r->allocator, w.stack);
    return fine && make_rows(r, &r->users, r->kept_count, true) &&
           make_rows(r, &r->givers, r->kept_count, false);
}
