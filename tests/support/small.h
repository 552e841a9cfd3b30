/*
 * small.h - a small playbook made by the builder, and a case of it, that many tests run.
 *
 *   small              root
 *     plan             required, auto-complete, owned by manager
 *       plan/100       required, manual, manager
 *       plan/101       manual, engineer
 *     build            required, auto-complete, owned by manager; waits for plan to complete and build/in-1
 *       build/200      required, manual, engineer, Exchange
 *       build/201      manual, manager, Teams
 *       build/outcomes required milestone: work done, and build/out-1
 *
 * Manager is "FastTrack Manager" (ana), engineer "FastTrack Engineer" (ben); carl has no role.
 */
#ifndef ACM_TEST_SMALL_H
#define ACM_TEST_SMALL_H

#include "support/test.h"

typedef struct small {
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
    acm_id ana, ben, carl;
    acm_error err; /* of the last small_post */
} small;

/* Can be run out of memory: gives back what it took. */
acm_status small_playbook(const acm_allocator *allocator, acm_playbook **playbook, acm_error *err);
acm_status small_roster(const acm_allocator *allocator, acm_roster **roster, acm_error *err);

/* All of it with a running case; options may be NULL. */
void small_open(small *s, const acm_case_options *options);
void small_close(small *s);

/* The same as fixtures of a test: *state is the small. */
int small_setup(void **state);
int small_teardown(void **state);

/* A playbook with one task, "gated", that waits for an expression. */
acm_playbook *small_gated(const char *expression);

/* The id of a key that must exist. */
acm_id small_id(const small *s, const char *key);

/* A command on an item or condition, NULL = the case. */
acm_status small_post(small *s, acm_command_kind kind, const char *key, acm_id actor);

/* The same with a text. */
acm_status small_post_text(small *s, acm_command_kind kind, const char *key, acm_id actor,
                           const char *text);

acm_state small_state(const small *s, const char *key);

/* Runs a task from enabled to completed. */
void small_do(small *s, const char *key, acm_id actor);

/* Takes the case to where the stage build is active: plan/100 done, build/in-1 confirmed. */
void small_reach_build(small *s);

#endif
