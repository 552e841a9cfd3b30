/*
 * pairing.h - sets the steps of two pages beside each other: the longest common subsequence, in which common task
 * numbers count most, then owners and level.
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
    uint32_t other;    /* index + 1 of the step that it is set beside, 0 = none */
} acm__profile;

/* The steps of a page as profiles in the arena; `failed` of the arena says whether memory ran out. */
acm__profile *acm__profiles_make(acm__arena *arena, acm__mapping *m);

/* Fills `other` on both sides. False when memory is out. */
bool acm__profiles_pair(const acm_allocator *allocator, acm__profile *ours, uint32_t our_count,
                        acm__profile *theirs, uint32_t their_count);

bool acm__profile_same_owners(const acm__profile *x, const acm__profile *y);

#endif
