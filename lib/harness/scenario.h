/*
 * scenario.h - a scenario as read: steps with all that can be checked without a playbook checked.
 * read.c and step.c make it, run.c only looks at it. Everything lies in the scenario's arena.
 */
#ifndef ACM__SCENARIO_H
#define ACM__SCENARIO_H

#include "harness/moment.h"

#include <acmplaybook/scenario.h>

enum {
    ACM__NO_INSTANCE = -1
};

/* What a step may say beside "do"; a verb needs some of them and allows others. */
enum {
    ACM__KEY_ITEM = 1 << 0, /* "item" or "items" */
    ACM__KEY_INSTANCE = 1 << 1,
    ACM__KEY_VARIABLES = 1 << 2,
    ACM__KEY_AS = 1 << 3,
    ACM__KEY_USER = 1 << 4,
    ACM__KEY_NAME = 1 << 5,
    ACM__KEY_VALUE = 1 << 6,
    ACM__KEY_BY = 1 << 7,
    ACM__KEY_SCOPE = 1 << 8,
    ACM__KEY_REASON = 1 << 9,
    ACM__KEY_FAILS = 1 << 10,
    ACM__KEY_BLOCKERS = 1 << 11,
    ACM__KEY_TO = 1 << 12
};

typedef struct acm__scenario_verb {
    const char *name;
    acm_command_kind command;
    uint32_t needs, may; /* ACM__KEY_... */
} acm__scenario_verb;

/*
 * A reason for which a step can be refused: the statuses that mean it, and a blocker that proves it
 * as well.
 */
typedef struct acm__scenario_refusal {
    const char *name;
    acm_status statuses[2];
    acm_blocker_kind blocker; /* 0: none */
} acm__scenario_refusal;

typedef struct acm__scenario_person {
    acm__str id, name, roles; /* roles separated by ';' */
} acm__scenario_person;

typedef struct acm__scenario_fact {
    acm__str name, string;
    acm__str written; /* the value as JSON */
    acm_value_kind kind;
    int64_t integer;
    double real;
} acm__scenario_fact;

typedef struct acm__scenario_facts {
    acm__scenario_fact *at;
    uint32_t count;
} acm__scenario_facts;

typedef struct acm__scenario_blocker {
    acm_blocker_kind kind;
    acm__str subject, role; /* at = NULL: any */
} acm__scenario_blocker;

/* Blockers that a command must meet; an empty list says that there are none. */
typedef struct acm__scenario_blockers {
    acm__scenario_blocker *at;
    uint32_t count;
    bool given;
} acm__scenario_blockers;

typedef struct acm__scenario_act {
    const acm__scenario_verb *verb;
    acm__str *items; /* none: the case */
    uint32_t item_count;
    int32_t instance;          /* in order of creation, ACM__NO_INSTANCE */
    acm__str actor;            /* at = NULL: nobody */
    acm__str text;             /* name of a fact, scope or reason */
    acm__scenario_facts facts; /* set first; for setVariable all there is */
    acm__moment when;          /* of advanceTime */
    const acm__scenario_refusal *fails;
    acm__scenario_blockers blockers;
} acm__scenario_act;

typedef struct acm__expected_item {
    acm__str item;
    acm_state *states;
    uint32_t count;
} acm__expected_item;

typedef struct acm__expected_condition {
    acm__str condition;
    acm_condition_state state;
} acm__expected_condition;

typedef struct acm__expected_user {
    acm__str item;
    acm__str *users; /* at = NULL: nobody */
    uint32_t count;
    bool each; /* of the instances in order, else of the newest alone */
} acm__expected_user;

typedef struct acm__expectation {
    acm_state state; /* of the case, ACM_STATE_NONE: not looked at */
    acm__expected_item *items;
    acm__expected_condition *conditions;
    acm__expected_user *users;
    acm__scenario_act *questions; /* commands that are only asked about */
    uint32_t item_count, condition_count, user_count, question_count;
} acm__expectation;

typedef struct acm__scenario_step {
    acm__scenario_act act; /* verb = NULL: an expectation */
    acm__expectation expect;
    const char *text;
    uint32_t line;
} acm__scenario_step;

struct acm_scenario {
    acm__arena arena;
    acm__str id, plan, language, scope, case_id; /* at = NULL: not given */
    acm__str *models;
    acm__scenario_person *people;
    acm__scenario_step *steps;
    acm__scenario_facts facts;
    uint32_t model_count, people_count, step_count;
    uint32_t people_capacity;
    uint32_t semantics; /* ACM_SEMANTICS_... */
    acm_roles_mode roles;
    int64_t time; /* when the case begins */
};

/* Fills a cleared scenario whose arena is ready from JSON. */
acm_status acm__scenario_parse(const char *json, size_t len, acm_scenario *scenario,
                               acm_error *err);

/* Runs a scenario whose arguments have been checked. */
acm_status acm__scenario_run(const acm_scenario *scenario, acm_playbook *playbook,
                             const acm_scenario_options *options, acm_scenario_result *result,
                             acm_error *err);

/* The participant with an id; NULL if there is none. */
const acm__scenario_person *acm__scenario_find_person(const acm_scenario *scenario, acm__str id);

#endif
