/*
 * search.h - the way through the states of a case: best first, by the commands so far and the landmarks that are
 * left (A*). A state is worked out when its turn comes, not when the one before it is looked at, so that where
 * landmarks tell all there is to know no more states are made than the plan has steps.
 *
 * A first search that goes by the landmarks alone finds some plan soon; if that is longer than the landmarks ask
 * for, a second one finds a shorter plan or proves that there is none.
 */
#ifndef ACM__PLAN_SEARCH_H
#define ACM__PLAN_SEARCH_H

#include "engine/plan/landmarks.h"
#include "engine/plan/moves.h"
#include "engine/plan/needs.h"

/* A state of the case. */
typedef struct acm__plan_node {
    acm_case *c;
    uint64_t hash;
    uint32_t parent, steps, left; /* commands so far, and at least to come */
    acm__move by;
    acm__move *moves; /* what was found of them, NULL before and when all are tried */
    uint32_t move_count, move_next;
    uint32_t landmarks, landmark_count; /* in the search's list */
    uint32_t next;                      /* node of the same bucket + 1 */
    bool dead, done;                    /* the goal is out of reach; all moves are tried */
} acm__plan_node;

/* A node that waits; the first has the smallest rank, of several the one that came last. */
typedef struct acm__turn {
    uint32_t rank, node;
} acm__turn;

typedef struct acm__search {
    const acm__wish *wish;
    acm__needs needs;
    acm__landmarks landmarks;
    acm_log *log; /* of all copies of the case */
    acm__plan_node *nodes;
    uint32_t node_count, node_capacity;
    uint32_t *buckets, bucket_mask;
    uint32_t *lists; /* landmarks of nodes */
    uint32_t list_count, list_capacity;
    uint16_t *chosen; /* name_count a node */
    uint32_t chosen_capacity;
    acm__turn *turns; /* a heap */
    uint32_t turn_count, turn_capacity;
    uint64_t bytes; /* of the nodes' cases and moves */
    bool greedy;    /* goes by what is left alone */

    uint32_t states; /* looked at, in both searches */
    uint64_t most_bytes;
    uint32_t at_least; /* steps that every plan has */
    acm__move *best;   /* the shortest plan found */
    uint32_t best_count;
    bool has_best, exhausted; /* nothing is left that could be better */
    bool cut_off;             /* some way had too many steps to be gone on with; */
    uint32_t cut_rank;        /* the least rank of one */
    acm_status status;
} acm__search;

/* Searches; `status` is ACM_OK or ACM_E_NOMEM. */
void acm__search_run(acm__search *s, const acm__wish *wish);
void acm__search_dispose(acm__search *s);

#endif
