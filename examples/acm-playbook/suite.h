/* suite.h - the scenarios of a test run, and the playbooks that they share. */
#ifndef SUITE_H
#define SUITE_H

#include "tool.h"

#include <acmplaybook.h>

typedef struct suite_scenario {
    char *path;
    acm_scenario *scenario; /* NULL: fault says why */
    char *fault;
    unsigned line; /* of the fault, 0 = unknown */
} suite_scenario;

/* A model that was asked for. Its playbook is NULL if it cannot be read; fault says why. */
typedef struct suite_model {
    char *path, *case_id;
    acm_playbook *playbook;
    char *fault;
} suite_model;

typedef struct suite {
    suite_scenario *scenarios;
    suite_model *models;
    size_t count, capacity, model_count, model_capacity;
} suite;

/*
 * Reads the scenarios of files and of folders: below a folder all *.json files but those that are other JSON, an
 * object without "steps". False after a complaint: a path cannot be opened, or there is no scenario.
 */
bool suite_open(suite *s, char *const *paths, size_t count);
void suite_close(suite *s);

/* A model, read once for all that ask for it. Lent until the next call. case_id: NULL = the only case. */
const suite_model *suite_load(suite *s, const char *path, const char *case_id);

#endif
