/* random.h - small playbooks and cases made up from a number, the same for the same number everywhere. */
#ifndef SUPPORT_RANDOM_H
#define SUPPORT_RANDOM_H

#include "support/test.h"

/* A number below `most`. */
uint32_t random_below(uint64_t *seed, uint32_t most);

/* Whether something with this chance of a hundred is the case. */
bool random_chance(uint64_t *seed, uint32_t percent);

/* What made-up playbooks may have beside stages, tasks, milestones, criteria and conditions. */
#define RANDOM_LISTENERS 0x01u
#define RANDOM_REPEATS   0x02u
#define RANDOM_RULES     0x04u /* expressions for whatever can be told by one */
#define RANDOM_ROLES     0x08u
#define RANDOM_SERVICES  0x10u

/* A playbook of at most `items` items below the root, keys "a", "b", ..., conditions "c1", ...; NULL if it made no sense. */
acm_playbook *random_playbook(uint64_t *seed, uint32_t items, uint32_t features);

/* Posts a few commands, accepted or not, so that a case is somewhere on its way. */
void random_walk(uint64_t *seed, acm_case *c, uint32_t commands);

#endif
