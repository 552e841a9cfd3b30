/* trial.h - scenarios as texts, run on a playbook, with all that a run says. */
#ifndef ACM_TEST_TRIAL_H
#define ACM_TEST_TRIAL_H

#include "support/test.h"

#include <acmplaybook.h>

/* What a run sends to its sinks and its watcher. */
typedef struct trial {
    acm_scenario_result result;
    acm_status status;
    acm_error err;
    char diagnosis[8000], trace[20000];
    size_t used, traced;
    size_t watched;       /* calls of watch */
    char refusal[500];    /* the last that watch was given */
    int32_t stop_at;      /* step at which watch stops the run, -1 = never */
    int32_t refuse;       /* what the sink of diagnoses returns */
    const char *language; /* asked for */
    const char *plan;     /* asked for */
} trial;

/* A scenario that must be fine. */
acm_scenario *trial_read(const char *json);

/* Runs a scenario; what is asked for is set in the trial. */
void trial_run(acm_playbook *playbook, const char *json, trial *t);

/* Runs steps, the first of them on line 4, by a head that ends where they begin. */
void trial_steps(acm_playbook *playbook, const char *head, const char *steps, trial *t);

/* A sink of events; user is a trial. */
int32_t trial_keep_trace(void *user, const char *text, size_t len);

/* Fails the test unless the scenario ran to its end, and everything held. */
void trial_assert_passed(const trial *t, const char *steps);

/* Fails it unless the step did not hold, and the diagnosis says so. */
void trial_assert_failed(const trial *t, uint32_t step, const char *says);

#endif
