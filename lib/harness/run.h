/* run.h - a scenario under way: the case, and what does not hold. */
#ifndef ACM__RUN_H
#define ACM__RUN_H

#include "base/buffer.h"
#include "harness/board.h"
#include "harness/pick.h"
#include "harness/scenario.h"

/* What a mark says was expected. */
typedef enum acm__mark_kind {
    ACM__MARK_CASE, /* state of the case */
    ACM__MARK_STATE,
    ACM__MARK_CONDITION,
    ACM__MARK_PERFORMER
} acm__mark_kind;

/* One expectation against what was found, for the tree. */
typedef struct acm__mark {
    acm__mark_kind kind;
    bool holds;
    acm_id item;      /* or condition */
    acm_id instance;  /* 0: there is none */
    uint32_t nth;     /* of what is called so, in order of creation */
    int32_t expected; /* state; ACM_STATE_NONE: no such instance */
    const char *user; /* who should perform it */
    acm__str called;  /* what the scenario calls it */
} acm__mark;

typedef struct acm__trial {
    const acm_scenario *scenario;
    const acm_allocator *allocator;
    acm_scenario_options options;
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
    acm_id plan;
    acm__creation creation;
    acm__board before, now;
    acm_command *commands; /* of the act that is being posted */
    acm_event *events;     /* of the step, when it is over */
    acm__mark *marks;      /* of the expectation that is being checked */
    uint32_t command_capacity, event_capacity, mark_capacity, mark_count;
    acm__buffer report;  /* lines on what does not hold in this step; empty = it holds */
    acm__buffer refusal; /* why a step was refused that had to be */
    acm__buffer block;   /* texts of the commands that are being posted */
    size_t step;         /* 0-based */
    acm_error *err;
} acm__trial;

/* A command as it was or would be posted. */
typedef struct acm__question {
    acm_id item, instance;
    acm_command_kind command;
    acm_id actor;
} acm__question;

/* Looks at the case as it is now. */
acm_status acm__trial_look(acm__trial *run);

/* Finds what the step calls `name`; an unknown one is an error of the run, with its place. */
acm_status acm__trial_call(acm__trial *run, acm__str name, acm__called *called);

/* The same for a name that must mean one thing. */
acm_status acm__trial_find(acm__trial *run, acm__str name, acm_id *id);

/* That error, for a name of another kind; the status comes back. */
acm_status acm__trial_misnamed(acm__trial *run, acm_status status, acm__str name);

/*
 * The question that an act asks about one of its items (index 0 stands for the case if it has none), as the case is
 * now. What makes it impossible to ask, such as no such instance, goes into run->report.
 */
acm_status acm__trial_question(acm__trial *run, const acm__scenario_act *act, uint32_t index,
                               acm__question *out);

/* In which language sentences are, and names. */
const char *acm__trial_language(const acm__trial *run);

/* What the case made of a command. */
typedef struct acm__answer {
    acm_status status;
    acm_error error;
} acm__answer;

/*
 * post.c: posts commands. A refusal is an answer; a status other than ACM_OK is an error of the run.
 */

/*
 * Adds the scenario's first facts to the options; *commands, freed by the caller, must outlive
 * them.
 */
acm_status acm__post_first_facts(acm__trial *run, acm_case_options *options,
                                 acm_command **commands);

/* An act on one of its items; with its facts they are one command. */
acm_status acm__post_act(acm__trial *run, const acm__scenario_act *act,
                         const acm__question *question, bool with_facts, acm__answer *answer);

/* check.c: compares, and writes what differs into run->report. */
acm_status acm__check_expectation(acm__trial *run, const acm__expectation *expect);
acm_status acm__check_blockers(acm__trial *run, const acm__question *question,
                               const acm__scenario_blockers *expected);

/* Whether a refusal with this status, of this question, has the reason that is named. */
acm_status acm__check_reason(acm__trial *run, const acm__question *question,
                             const acm__scenario_refusal *reason, acm_status status, bool *holds);

/* tree.c: the case as a tree, with the run's marks, at the end of a text. */
acm_status acm__tree_draw(const acm__trial *run, acm__buffer *out);

/* trace.c: takes the events of the step out of the log: learns from them, and sends them if they are wanted. */
acm_status acm__trace_take(acm__trial *run, bool began);

/*
 * report.c: blockers as an array that the caller frees with the run's allocator, and as lines, with
 * the words of the schema if `named`.
 */
acm_status acm__report_blockers(const acm__trial *run, const acm__question *question,
                                acm_blocker **blockers, size_t *count);
acm_status acm__report_explain(const acm__trial *run, const acm__question *question, bool named,
                               acm__buffer *out);

/* Writes which step it is. */
void acm__report_heading(const acm__trial *run, acm__buffer *out);

/* Sends the report on the step that does not hold to the caller's sink. */
acm_status acm__report_send(acm__trial *run);

/* A callback returned `value`, not 0. */
acm_status acm__trial_stopped(acm__trial *run, int32_t value);

#endif
