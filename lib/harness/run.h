/* run.h - a scenario under way: the case, and what does not hold. */
#ifndef ACM__RUN_H
#define ACM__RUN_H

#include "base/buffer.h"
#include "harness/board.h"
#include "harness/scenario.h"

typedef struct acm__run {
    const acm_scenario *scenario;
    const acm_allocator *allocator;
    acm_scenario_options options;
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
    acm__board before, now;
    acm__buffer report;  /* lines on what does not hold in this step; empty = it holds */
    acm__buffer refusal; /* why a step was refused that had to be */
    acm__buffer block;   /* texts of the command that is being posted */
    size_t step;         /* 0-based */
    acm_error *err;
} acm__run;

/* A command as it was or would be posted. */
typedef struct acm__question {
    acm_id item;
    acm_command_kind command;
    acm_id actor;
} acm__question;

/* Resolves what the step calls `name`; an unknown one is an error of the run, with its place. */
acm_status acm__run_find(acm__run *run, acm__str name, acm_id *id);

/* That error, for a name of another kind; the status comes back. */
acm_status acm__run_misnamed(acm__run *run, acm_status status, acm__str name);

/*
 * The question that an act asks about one of its items (index 0 stands for the case if it has
 * none).
 */
acm_status acm__run_question(acm__run *run, const acm__scenario_act *act, uint32_t index,
                             acm__question *out);

/* What the case made of a command. */
typedef struct acm__answer {
    acm_status status;
    acm_error error;
} acm__answer;

/*
 * post.c: posts commands. A refusal is an answer; a status other than ACM_OK is an error of the
 * run. What makes a command impossible to post (no such instance) goes into run->report.
 */
acm_status acm__post_facts(acm__run *run, const acm__scenario_facts *facts, acm_id actor,
                           acm__answer *answer);

/*
 * Adds the scenario's first facts to the options; *commands, freed by the caller, must outlive
 * them.
 */
acm_status acm__post_first_facts(acm__run *run, acm_case_options *options, acm_command **commands);

acm_status acm__post_act(acm__run *run, const acm__scenario_act *act, const acm__question *question,
                         acm__answer *answer);

/* check.c: compares, and writes what differs into run->report. */
acm_status acm__check_expectation(acm__run *run, const acm__expectation *expect);
acm_status acm__check_blockers(acm__run *run, const acm__question *question,
                               const acm__scenario_blockers *expected);

/* Whether a refusal with this status, of this question, has the reason that is named. */
acm_status acm__check_reason(acm__run *run, const acm__question *question,
                             const acm__scenario_refusal *reason, acm_status status, bool *holds);

/*
 * report.c: blockers as an array that the caller frees with the run's allocator, and as lines, with
 * the words of the schema if `named`.
 */
acm_status acm__report_blockers(const acm__run *run, const acm__question *question,
                                acm_blocker **blockers, size_t *count);
acm_status acm__report_explain(const acm__run *run, const acm__question *question, bool named,
                               acm__buffer *out);

/* Sends the report on the step that does not hold to the caller's sink. */
acm_status acm__report_send(acm__run *run);

/* A callback returned `value`, not 0. */
acm_status acm__run_stopped(acm__run *run, int32_t value);

#endif
