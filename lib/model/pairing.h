/*
 * pairing.h - sets the steps of two pages beside each other: the longest common subsequence, in which common task
 * numbers count most, then owners and level; then what is left by common numbers.
 */
#ifndef ACM__PAIRING_H
#define ACM__PAIRING_H

#include "model/mapping.h"

enum {
    ACM__PROFILE_OWNERS = 32 /* roles of a step that are compared */
};

/* A step as it is compared. */
typedef struct acm__profile {
    const acm__step *step;
    int64_t *numbers;                    /* sorted */
    int32_t owners[ACM__PROFILE_OWNERS]; /* kinds of the vocabulary */
    uint32_t owner_count;
    bool owners_known; /* all are of the vocabulary */
    int32_t services[ACM__PROFILE_OWNERS];
    uint32_t service_count;
    uint32_t other; /* index + 1 of the step that it is set beside, 0 = none */
    bool moved;     /* it stands in another order there */
} acm__profile;

/* How much speaks for setting two elements of two lists beside each other; 0 = they are not the same. */
typedef uint32_t acm__likeness(const void *user, uint32_t ours, uint32_t theirs);

/*
 * The longest common subsequence of two lists, weighted by likeness: for each of ours index + 1 of the other, 0 =
 * none. Freed by the caller; NULL when memory is out.
 */
uint32_t *acm__subsequence(const acm_allocator *allocator, uint32_t our_count, uint32_t their_count,
                           acm__likeness *likeness, const void *user);

/* Whether two lists are short enough for it. */
bool acm__subsequence_fits(uint32_t our_count, uint32_t their_count);

/* The steps of a page as profiles in the arena; `failed` of the arena says whether memory ran out. */
acm__profile *acm__profiles_make(acm__arena *arena, acm__mapping *m);

/* Fills `other` on both sides. False when memory is out. */
bool acm__profiles_pair(const acm_allocator *allocator, acm__profile *ours, uint32_t our_count,
                        acm__profile *theirs, uint32_t their_count);

bool acm__profile_same_owners(const acm__profile *x, const acm__profile *y);

#endif
