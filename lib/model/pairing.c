#include "model/pairing.h"

#include "model/names.h"

#include <stdlib.h>
#include <string.h>

enum {
    CELLS_MAX = 1 << 22,  /* of the table of the subsequence; longer pages are paired by position */
    EFFORT_MAX = 1 << 26, /* comparisons of task numbers for it */
    LINKS_MAX = 8         /* of a step that are compared */
};

/* What two steps have in common counts: numbers most, then owners, level, links, lists. */
enum {
    WEIGHT_NUMBER = 64,
    WEIGHT_OWNERS = 8,
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

static uint32_t common_links(const acm__step *x, const acm__step *y)
{
    uint32_t common = 0;
    while (common < LINKS_MAX && common < x->links.count && common < y->links.count &&
           acm__str_equal(x->links.at[common].url, y->links.at[common].url))
        common++;
    return common + (x->links.count == y->links.count);
}

/* How much speaks for setting two steps beside each other; 0 = they are not the same. */
static uint32_t likeness(const acm__profile *x, const acm__profile *y)
{
    uint32_t common = common_numbers(x, y);
    bool same_level = x->step->level == y->step->level;
    if (!common && ((x->step->tasks.count && y->step->tasks.count) || !same_level))
        return 0;
    uint32_t score = common * WEIGHT_NUMBER + common_links(x->step, y->step) * WEIGHT_LINK;
    score += acm__profile_same_owners(x, y) ? WEIGHT_OWNERS : 0;
    score += same_level ? WEIGHT_LEVEL : 0;
    score += x->step->inputs.count == y->step->inputs.count ? WEIGHT_LIST : 0;
    score += x->step->outputs.count == y->step->outputs.count ? WEIGHT_LIST : 0;
    return score;
}

/* Longest common subsequence of steps, weighted by likeness: best[i][k] is that of what follows i and k. */

static void fill(const pages *p, uint32_t *best)
{
    size_t width = (size_t)p->their_count + 1;
    for (uint32_t i = p->our_count; i-- > 0;)
        for (uint32_t k = p->their_count; k-- > 0;) {
            uint32_t *here = &best[i * width + k];
            uint32_t alike = likeness(&p->ours[i], &p->theirs[k]);
            here[0] = here[width] > here[1] ? here[width] : here[1];
            if (alike && here[width + 1] + alike > here[0])
                here[0] = here[width + 1] + alike;
        }
}

static void walk(const pages *p, const uint32_t *best)
{
    size_t width = (size_t)p->their_count + 1;
    for (uint32_t i = 0, k = 0; i < p->our_count && k < p->their_count;) {
        const uint32_t *here = &best[i * width + k];
        uint32_t alike = likeness(&p->ours[i], &p->theirs[k]);
        if (alike && here[0] == here[width + 1] + alike) {
            p->ours[i].other = k + 1;
            p->theirs[k].other = i + 1;
            i++;
            k++;
        } else if (here[0] == here[1]) {
            k++;
        } else {
            i++;
        }
    }
}

static void pair_by_position(const pages *p)
{
    for (uint32_t i = 0; i < p->our_count && i < p->their_count; i++)
        p->ours[i].other = p->theirs[i].other = i + 1;
}

static uint64_t count_tasks(const acm__profile *profiles, uint32_t count)
{
    uint64_t tasks = 0;
    for (uint32_t i = 0; i < count; i++)
        tasks += profiles[i].step->tasks.count;
    return tasks;
}

/* Whether the table of the subsequence would be too large, or take too long. */
static bool too_much(const pages *p)
{
    uint64_t ours = p->our_count, theirs = p->their_count;
    uint64_t effort =
        ours * count_tasks(p->theirs, p->their_count) + theirs * count_tasks(p->ours, p->our_count);
    return (ours + 1) * (theirs + 1) > CELLS_MAX || effort > EFFORT_MAX;
}

bool acm__profiles_pair(const acm_allocator *allocator, acm__profile *ours, uint32_t our_count,
                        acm__profile *theirs, uint32_t their_count)
{
    pages p = {ours, theirs, our_count, their_count};
    if (too_much(&p)) {
        pair_by_position(&p);
        return true;
    }
    size_t cells = ((size_t)our_count + 1) * ((size_t)their_count + 1);
    uint32_t *best = acm__calloc(allocator, cells, sizeof *best);
    if (!best)
        return false;
    fill(&p, best);
    walk(&p, best);
    acm__free(allocator, best);
    return true;
}
