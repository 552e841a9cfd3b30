/*
 * steps.h - what tables of tests do to a case (support/lines.h), and what holds then, as tests/data/spec/README.md
 * words it: "start gate/item", "complete a#2", "suspend case", "fact x=3", "time 3600"; "is a completed available".
 */
#ifndef SUPPORT_STEPS_H
#define SUPPORT_STEPS_H

#include "support/lines.h"

/* Does one step; its words come to pieces. What is no step fails the test. */
acm_status step_try(world *w, char *step, acm_error *err);

/*
 * Does all steps of a text, with " ; " between them; "-" for none. Each is accepted, or refused as a word such as
 * "!incomplete" behind it says. Between them may stand what holds.
 */
void steps_run(world *w, const char *steps);

#endif
