#include "support/spec.h"

#include "support/names.h"
#include "support/table.h"

#include <stdio.h>

static void read_cell(const table *t, size_t row, acm_state from, const char *thing,
                      spec_cell *cell)
{
    const char *to = table_field(t, row, state_names[from]);
    cell->transition = transition_named(table_field(t, row, "transition"));
    cell->from = from;
    cell->to = strcmp(to, "-") == 0 ? ACM_STATE_NONE : state_named(to);
    snprintf(cell->name, sizeof cell->name, "%s %s: %s in %s -> %s", table_field(t, row, "clause"),
             thing, table_field(t, row, "transition"), state_names[from], to);
}

void spec_read(const char *name, const char *thing, spec_cell cells[SPEC_CELLS])
{
    char path[64];
    bool seen[TRANSITION_NAMES + 1] = {false};
    table t;
    snprintf(path, sizeof path, "spec/%s.tsv", name);
    table_open(&t, path);
    assert_int_equal(t.rows, SPEC_TRANSITIONS);
    for (size_t row = 0; row < t.rows; row++) {
        for (acm_state from = 0; from < SPEC_STATES; from++)
            read_cell(&t, row, from, thing, &cells[row * SPEC_STATES + (size_t)from]);
        acm_transition transition = cells[row * SPEC_STATES].transition;
        assert_false(seen[transition]);
        seen[transition] = true;
    }
    table_close(&t);
}
