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

bool acm__relaxed_keep_all(acm__relaxed *r)
{
    r->kept = acm__alloc(r->allocator, r->atom_count, sizeof *r->kept);
    for (uint32_t atom = 0; r->kept && atom < r->atom_count; atom++)
        r->kept[atom] = atom;
    r->kept_count = r->atom_count;
    r->always = ACM__ATOM_ALWAYS;
    r->goal = ACM__ATOM_GOAL;
    return r->kept != NULL;
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

/* Room for finding out what is kept. */
typedef struct room {
    acm__rows users, givers;
    uint8_t *found;    /* by atom: it can come to be */
    uint8_t *able;     /* by law: all that it needs can */
    uint8_t *wanted;   /* by law: the goal can depend on it */
    uint32_t *missing; /* by law */
    uint32_t *stack;
    acm__law *laws;
    uint32_t *refs;
} room;

static bool take_room(acm__relaxed *r, room *w)
{
    const acm_allocator *a = r->allocator;
    size_t laws = (size_t)r->law_count + 1;
    bool made = make_rows(r, &w->users, r->atom_count, true) &&
                make_rows(r, &w->givers, r->atom_count, false);
    w->found = acm__calloc(a, r->atom_count, 1);
    w->able = acm__calloc(a, laws, 1);
    w->wanted = acm__calloc(a, laws, 1);
    w->missing = acm__alloc(a, laws, sizeof *w->missing);
    w->stack = acm__alloc(a, r->atom_count, sizeof *w->stack);
    w->laws = acm__alloc(a, laws, sizeof *w->laws);
    w->refs = acm__alloc(a, r->ref_count + laws, sizeof *w->refs);
    return made && w->found && w->able && w->wanted && w->missing && w->stack && w->laws && w->refs;
}

static void give_back(acm__relaxed *r, room *w)
{
    void *const all[] = {w->found, w->able, w->wanted, w->missing, w->stack, w->laws, w->refs};
    drop_rows(r, &w->users);
    drop_rows(r, &w->givers);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        acm__free(r->allocator, all[i]);
}

/* Finds an atom: once. */
static void find(room *w, uint32_t atom, uint32_t *waiting)
{
    if (w->found[atom])
        return;
    w->found[atom] = 1;
    w->stack[(*waiting)++] = atom;
}

static void find_gifts(const acm__relaxed *r, room *w, uint32_t law, uint32_t *waiting)
{
    w->able[law] = 1;
    for (uint32_t k = r->laws[law].gives; k < r->laws[law].end; k++)
        find(w, r->refs[k], waiting);
}

/* Marks what can come to be. */
static void mark_able(const acm__relaxed *r, room *w, const uint8_t *truth)
{
    uint32_t waiting = 0;
    for (uint32_t atom = 0; atom < r->atom_count; atom++)
        if (truth[atom])
            find(w, atom, &waiting);
    for (uint32_t i = 0; i < r->law_count; i++) {
        w->missing[i] = r->laws[i].gives - r->laws[i].needs;
        if (!w->missing[i])
            find_gifts(r, w, i, &waiting);
    }
    while (waiting) {
        uint32_t atom = w->stack[--waiting];
        for (uint32_t i = w->users.at[atom]; i < w->users.at[atom + 1]; i++)
            if (!--w->missing[w->users.values[i]])
                find_gifts(r, w, w->users.values[i], &waiting);
    }
}

/* Marks what the goal can depend on: atoms in `kept`, and laws. */
static void mark_wanted(acm__relaxed *r, room *w)
{
    uint32_t waiting = 0;
    memset(r->kept, 0xFF, r->atom_count * sizeof *r->kept);
    r->kept[ACM__ATOM_ALWAYS] = r->kept[ACM__ATOM_GOAL] = 0;
    w->stack[waiting++] = ACM__ATOM_GOAL;
    while (waiting) {
        uint32_t atom = w->stack[--waiting];
        for (uint32_t i = w->givers.at[atom]; i < w->givers.at[atom + 1]; i++) {
            uint32_t law = w->givers.values[i];
            if (w->wanted[law] || !w->able[law])
                continue;
            w->wanted[law] = 1;
            for (uint32_t k = r->laws[law].needs; k < r->laws[law].gives; k++)
                if (r->kept[r->refs[k]] == ACM__ATOM_NONE) {
                    r->kept[r->refs[k]] = 0;
                    w->stack[waiting++] = r->refs[k];
                }
        }
    }
}

/* Copies what is kept, numbered anew. A law that needs nothing needs what is always true. */
static void compact(acm__relaxed *r, room *w)
{
    uint32_t law_count = 0, ref_count = 0;
    r->kept_count = 0;
    for (uint32_t atom = 0; atom < r->atom_count; atom++)
        if (r->kept[atom] != ACM__ATOM_NONE)
            r->kept[atom] = r->kept_count++;
    for (uint32_t i = 0; i < r->law_count; i++) {
        const acm__law *law = &r->laws[i];
        acm__law *own = &w->laws[law_count];
        if (!w->wanted[i])
            continue;
        *own = (acm__law){law->label, ref_count, 0, 0};
        for (uint32_t k = law->needs; k < law->gives; k++)
            w->refs[ref_count++] = r->kept[r->refs[k]];
        if (law->needs == law->gives)
            w->refs[ref_count++] = r->kept[ACM__ATOM_ALWAYS];
        own->gives = ref_count;
        for (uint32_t k = law->gives; k < law->end; k++)
            if (r->kept[r->refs[k]] != ACM__ATOM_NONE)
                w->refs[ref_count++] = r->kept[r->refs[k]];
        own->end = ref_count;
        law_count++;
    }
    r->law_count = law_count;
    r->ref_count = ref_count;
    r->always = r->kept[ACM__ATOM_ALWAYS];
    r->goal = r->kept[ACM__ATOM_GOAL];
}

bool acm__relaxed_finish(acm__relaxed *r, const uint8_t *truth)
{
    room w = {{NULL, NULL}, {NULL, NULL}, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    bool fine = !r->failed && take_room(r, &w);
    if (fine) {
        acm__law *laws = r->laws;
        uint32_t *refs = r->refs;
        mark_able(r, &w, truth);
        mark_wanted(r, &w);
        compact(r, &w);
        r->laws = w.laws;
        r->refs = w.refs;
        w.laws = laws;
        w.refs = refs;
    }
    give_back(r, &w);
    return fine && make_rows(r, &r->users, r->kept_count, true) &&
           make_rows(r, &r->givers, r->kept_count, false);
}
