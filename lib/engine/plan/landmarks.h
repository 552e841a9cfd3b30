/*
 * landmarks.h - landmarks of a state: sets of commands, no command in two of them, of each of which every plan has
 * at least one. So there are no plans with fewer commands than there are landmarks.
 *
 * They are found one after the other as cuts (LM-cut, Helmert and Domshlak 2009). A landmark of a state is one of
 * the next state too, unless the command that leads there is in it; so only new ones have to be looked for.
 */
#ifndef ACM__PLAN_LANDMARKS_H
#define ACM__PLAN_LANDMARKS_H

#include "engine/plan/relaxed.h"

typedef struct acm__landmarks {
    const acm__relaxed *relaxed;
    uint8_t
        *truth; /* by kept atom: what holds in the state that is asked about; set by the caller */
    uint32_t *value, *supporter, *missing, *stack, *next;
    uint8_t *free, *zone; /* laws that cost nothing any more; what a cut divides */
    uint32_t *pool;       /* laws of all landmarks that were found, one landmark behind the other */
    uint32_t *starts;     /* by landmark: where it begins in the pool; and one behind the last */
    uint32_t pool_count, pool_capacity, count, starts_capacity;
    uint32_t *found; /* landmarks of the state that was asked about */
    uint32_t found_count, found_capacity;
    bool in_reach; /* the goal, as far as the laws can tell */
} acm__landmarks;

bool acm__landmarks_init(acm__landmarks *l, const acm__relaxed *relaxed);
void acm__landmarks_dispose(acm__landmarks *l);

/*
 * Finds landmarks of the state that `truth` tells of: those of the state before it that stay, and further ones.
 * False when memory is out.
 */
bool acm__landmarks_find(acm__landmarks *l, const uint32_t *before, uint32_t count,
                         acm__label done);

/* Whether a command is in a landmark. */
bool acm__landmark_has(const acm__landmarks *l, uint32_t landmark, acm__label label);

#endif
