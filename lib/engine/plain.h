/*
 * plain.h - the usual command: somebody starts or completes a task, and nothing follows from it.
 *
 * It is by far the most frequent one. What it does is what run.c would do, without setting up a run, saving the
 * case and settling; tests/api/test_plain.c holds the two against each other.
 */
#ifndef ACM__PLAIN_H
#define ACM__PLAIN_H

#include "engine/case.h"

/*
 * Whether a command starts or completes a task in a state that allows it, by somebody who may, and says no more.
 * Where it says no, acm__blockers says why, or that nothing stands in the way after all.
 */
bool acm__is_plain(const acm_case *c, const acm_command *k);

/* Carries out a plain command if nothing follows from it; false if it has to be run and settled. */
bool acm__post_plain(acm_case *c, const acm_command *k, acm_status *status, acm_error *err);

#endif
