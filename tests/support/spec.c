#include "support/spec.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const state_names[SPEC_STATES] = {
    "none",      "available", "enabled",    "disabled", "active",
    "suspended", "completed", "terminated", "failed",   "closed",
};

static const char *const transition_names[SPEC_TRANSITIONS] = {
    "create",  "enable",         "start",         "disable",    "reenable",         "manual-start",
    "suspend", "resume",         "fault",         "reactivate", "complete",         "terminate",
    "exit",    "parent-suspend", "parent-resume", "occur",      "parent-terminate", "close",
};

static int index_of(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    fail_msg("'%s' is no name of the tables", name);
    return -1;
}

static void read_row(char *line, const char *thing, spec_cell *cells, bool seen[SPEC_TRANSITIONS])
{
    char *rest = line;
    const char *name = strtok_r(rest, "\t", &rest);
    int row = index_of(transition_names, SPEC_TRANSITIONS, name);
    const char *clause = strtok_r(NULL, "\t", &rest);
    assert_false(seen[row]);
    seen[row] = true;
    for (int column = 0; column < SPEC_STATES; column++) {
        const char *to = strtok_r(NULL, "\t", &rest);
        assert_non_null(to);
        spec_cell *cell = &cells[row * SPEC_STATES + column];
        cell->transition = row + ACM_TRANSITION_CREATE;
        cell->from = column;
        cell->to = strcmp(to, "-") == 0 ? ACM_STATE_NONE : index_of(state_names, SPEC_STATES, to);
        snprintf(cell->name, sizeof cell->name, "%s %s: %s in %s -> %s", clause, thing, name,
                 state_names[column], to);
    }
}

void spec_read(const char *table, const char *thing, spec_cell cells[SPEC_CELLS])
{
    char path[512];
    bool seen[SPEC_TRANSITIONS] = {false};
    size_t len;
    int rows = -1; /* the header */
    snprintf(path, sizeof path, "%s/spec/%s.tsv", ACM_TEST_DATA, table);
    char *text = test_read_file(path, &len), *rest = text;
    for (char *line; (line = strtok_r(rest, "\n", &rest)) != NULL;) {
        if (line[0] == '#')
            continue;
        if (rows++ >= 0)
            read_row(line, thing, cells, seen);
    }
    assert_int_equal(rows, SPEC_TRANSITIONS);
    free(text);
}
