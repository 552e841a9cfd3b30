#include "model/pairing.h"

#include "model/names.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELLS_MAX = 1 << 22,  /* of the table of the subsequence; longer pages are paired by position */
    EFFORT_MAX = 1 << 26, /* comparisons of task numbers for it */
    LINKS_MAX = 8         /* of a step that are compared */
};

/* What two steps have in common counts: numbers most, then owners, services and level, links, lists. */
enum {
    WEIGHT_NUMBER = 64,
    WEIGHT_OWNERS = 8,
    WEIGHT_SERVICES = 4,
    WEIGHT_LEVEL = 4,
    WEIGHT_LINK = 2,
    WEIGHT_LIST = 1
};

/* The steps of two pages. */
typedef struct pages {
    acm__profile *ours, *theirs;
    uint32_t our_count, their_count;
} pages;

static int compare_int64(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* Kinds of the roles of a step; false if one is not of the vocabulary. */
static bool find_owners(acm__mapping *m, acm__profile *p)
{
    bool known = true;
    for (uint32_t i = 0; i < p->step->assignments.count; i++) {
        const acm__assignment *assignment = &p->step->assignments.at[i];
        const acm__strs *lists[] = {&assignment->primary_roles, &assignment->secondary_roles};
        for (int k = 0; k < 2; k++) {
            uint32_t count;
            known &= acm__names_kinds(m, &acm__role_names, lists[k], assignment->place,
                                      p->owners + p->owner_count,
                                      ACM__PROFILE_OWNERS - p->owner_count, &count);
            p->owner_count += count;
        }
    }
    return known;
}

/* What a step applies to, as far as the vocabulary knows it. */
static void find_services(const acm__mapping *m, acm__profile *p)
{
    acm__mapping quiet = *m; /* whoever compares them reports unknown names */
    quiet.quiet = true;
    for (uint32_t i = 0; i < p->step->assignments.count; i++) {
        const acm__assignment *assignment = &p->step->assignments.at[i];
        uint32_t count;
        acm__names_kinds(&quiet, &acm__service_names, &assignment->applies_to, assignment->place,
                         p->services + p->service_count, ACM__PROFILE_OWNERS - p->service_count,
                         &count);
        p->service_count += count;
    }
}

acm__profile *acm__profiles_make(acm__arena *arena, acm__mapping *m)
{
    const acm__page *page = m->page;
    acm__profile *profiles = acm__arena_calloc(arena, page->steps.count, sizeof *profiles);
    for (uint32_t i = 0; profiles && i < page->steps.count; i++) {
        acm__profile *p = &profiles[i];
        p->step = &page->steps.at[i];
        p->numbers = acm__arena_calloc(arena, p->step->tasks.count, sizeof *p->numbers);
        if (!p->numbers)
            break;
        for (uint32_t k = 0; k < p->step->tasks.count; k++)
            p->numbers[k] = p->step->tasks.at[k].id;
        if (p->step->tasks.count)
            qsort(p->numbers, p->step->tasks.count, sizeof *p->numbers, compare_int64);
        p->owners_known = find_owners(m, p);
        find_services(m, p);
    }
    return profiles;
}

static uint32_t common_numbers(const acm__profile *x, const acm__profile *y)
{
    uint32_t i = 0, k = 0, common = 0;
    while (i < x->step->tasks.count && k < y->step->tasks.count) {
        common += x->numbers[i] == y->numbers[k];
        if (x->numbers[i] <= y->numbers[k])
            i++;
        else
            k++;
    }
    return common;
}

bool acm__profile_same_owners(const acm__profile *x, const acm__profile *y)
{
    return x->owners_known && y->owners_known && x->owner_count == y->owner_count &&
           memcmp(x->owners, y->owners, x->owner_count * sizeof *x->owners) == 0;
}

static bool same_services(const acm__profile *x, const acm__profile *y)
{
    return x->service_count == y->service_count &&
           memcmp(x->services, y->services, x->service_count * sizeof *x->services) == 0;
}

static uint32_t common_links(const acm__step *x, const acm__step *y)
{
    uint32_t common = 0;
    while (common < LINKS_MAX && common < x->links.count && common < y->links.count &&
           acm__str_equal(x->links.at[common].url, y->links.at[common].url))
        common++;
    return common + (x->links.count == y->links.count);
}

/* How much speaks for setting two steps beside each other; 0 = they are not the same. */
static uint32_t step_likeness(const void *user, uint32_t ours, uint32_t theirs)
{
    const pages *p = user;
    const acm__profile *x = &p->ours[ours], *y = &p->theirs[theirs];
    uint32_t common = common_numbers(x, y);
    bool same_level = x->step->level == y->step->level;
    if (!common && ((x->step->tasks.count && y->step->tasks.count) || !same_level))
        return 0;
    uint32_t score = common * WEIGHT_NUMBER + common_links(x->step, y->step) * WEIGHT_LINK;
    score += acm__profile_same_owners(x, y) ? WEIGHT_OWNERS : 0;
    score += same_services(x, y) ? WEIGHT_SERVICES : 0;
    score += same_level ? WEIGHT_LEVEL : 0;
    score += x->step->inputs.count == y->step->inputs.count ? WEIGHT_LIST : 0;
    score += x->step->outputs.count == y->step->outputs.count ? WEIGHT_LIST : 0;
    return score;
}

/* Longest common subsequence, weighted by likeness: best[i][k] is that of what follows i and k. */

typedef struct table {
    uint32_t our_count, their_count;
    acm__likeness *likeness;
    const void *user;
    uint32_t *best;
} table;

static uint32_t *cell(const table *t, uint32_t i, uint32_t k)
{
    return &t->best[i * ((size_t)t->their_count + 1) + k];
}

static void fill(const table *t)
{
    for (uint32_t i = t->our_count; i-- > 0;)
        for (uint32_t k = t->their_count; k-- > 0;) {
            uint32_t alike = t->likeness(t->user, i, k);
            uint32_t down = *cell(t, i + 1, k), across = *cell(t, i, k + 1);
            uint32_t most = down > across ? down : across;
            uint32_t paired = alike ? *cell(t, i + 1, k + 1) + alike : 0;
            *cell(t, i, k) = paired > most ? paired : most;
        }
}

static void walk(const table *t, uint32_t *others)
{
    for (uint32_t i = 0, k = 0; i < t->our_count && k < t->their_count;) {
        uint32_t alike = t->likeness(t->user, i, k), here = *cell(t, i, k);
        if (alike && here == *cell(t, i + 1, k + 1) + alike)
            others[i++] = ++k;
        else if (here == *cell(t, i, k + 1))
            k++;
        else
            i++;
    }
}

bool acm__subsequence_fits(uint32_t our_count, uint32_t their_count)
{
    return ((uint64_t)our_count + 1) * ((uint64_t)their_count + 1) <= CELLS_MAX;
}

uint32_t *acm__subsequence(const acm_allocator *allocator, uint32_t our_count, uint32_t their_count,
                           acm__likeness *likeness, const void *user)
{
    table t = {our_count, their_count, likeness, user, NULL};
    uint32_t *others = acm__calloc(allocator, (size_t)our_count + 1, sizeof *others);
    t.best =
        acm__calloc(allocator, ((size_t)our_count + 1) * ((size_t)their_count + 1), sizeof *t.best);
    if (others && t.best) {
        fill(&t);
        walk(&t, others);
    } else {
        acm__free(allocator, others);
        others = NULL;
    }
    acm__free(allocator, t.best);
    return others;
}

/* Steps */

static void set_beside(const pages *p, uint32_t ours, uint32_t theirs)
{
    p->ours[ours].other = theirs + 1;
    p->theirs[theirs].other = ours + 1;
}

static uint64_t count_tasks(const acm__profile *profiles, uint32_t count)
{
    uint64_t tasks = 0;
    for (uint32_t i = 0; i < count; i++)
        tasks += profiles[i].step->tasks.count;
    return tasks;
}

/* Whether the table would be too large, or take too long to fill. */
static bool too_much(const pages *p)
{
    uint64_t effort = p->our_count * count_tasks(p->theirs, p->their_count) +
                      p->their_count * count_tasks(p->ours, p->our_count);
    return !acm__subsequence_fits(p->our_count, p->their_count) || effort > EFFORT_MAX;
}

/* A step in another place than in the first edition still bears the same numbers. */
static void pair_moved(const pages *p)
{
    for (uint32_t i = 0; i < p->our_count; i++) {
        uint32_t most = 0, at = 0;
        for (uint32_t k = 0; k < p->their_count && !p->ours[i].other; k++) {
            uint32_t common = p->theirs[k].other ? 0 : common_numbers(&p->ours[i], &p->theirs[k]);
            if (common > most) {
                most = common;
                at = k;
            }
        }
        if (most) {
            set_beside(p, i, at);
            p->ours[i].moved = true;
        }
    }
}

bool acm__profiles_pair(const acm_allocator *allocator, acm__profile *ours, uint32_t our_count,
                        acm__profile *theirs, uint32_t their_count)
{
    pages p = {ours, theirs, our_count, their_count};
    if (too_much(&p)) {
        for (uint32_t i = 0; i < our_count && i < their_count; i++)
            set_beside(&p, i, i);
        return true;
    }
    uint32_t *others = acm__subsequence(allocator, our_count, their_count, step_likeness, &p);
    for (uint32_t i = 0; others && i < our_count; i++)
        if (others[i])
            set_beside(&p, i, others[i] - 1);
    if (others)
        pair_moved(&p);
    acm__free(allocator, others);
    return others != NULL;
}
