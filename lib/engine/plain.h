/*
 * plain.h - short ways for what most commands are and most stages hold. They do what the long ways would, event by
 * event; tests/api/test_plain.c compares them.
 */
#ifndef ACM__PLAIN_H
#define ACM__PLAIN_H

#include "engine/case.h"

/* What became of a command that was tried the short way. */
typedef enum acm__plainness {
    ACM__PLAIN_NO, /* it is another command, or something stands in its way: acm__blockers says */
    ACM__PLAIN_CHECKED, /* nothing stands in its way, but more follows from it: it has to be run */
    ACM__PLAIN_DONE
} acm__plainness;

/*
 * A command that starts or completes a task in a state that allows it, by somebody who may, and says no more.
 * Memory may be out; then *status says so, and nothing has changed.
 */
acm__plainness acm__post_plain(acm_case *c, const acm_command *k, acm_status *status,
                               acm_error *err);

/*
 * Creates and activates the children of a stage that is only just active, if all are plain; false if they have to
 * be looked at one by one.
 */
bool acm__run_start_plain(acm__run *r, acm__instance stage);

#endif
