/* spec.h - the life-cycle tables of tests/data/spec, typed in from CMMN 1.1 apart from the engine's own. */
#ifndef ACM_TEST_SPEC_H
#define ACM_TEST_SPEC_H

#include "support/test.h"

enum {
    SPEC_STATES = ACM_STATE_CLOSED + 1,
    SPEC_TRANSITIONS = ACM_TRANSITION_CLOSE,
    SPEC_CELLS = SPEC_STATES * SPEC_TRANSITIONS
};

/* One cell: what a transition does in a state. */
typedef struct spec_cell {
    char name[96]; /* "8.4.2 task: disable in enabled -> disabled" */
    acm_transition transition;
    acm_state from;
    acm_state to; /* ACM_STATE_NONE: refused */
} spec_cell;

/* Reads data/spec/`table`.tsv; `thing` is what the names call it. Fails the test if the table is not whole. */
void spec_read(const char *table, const char *thing, spec_cell cells[SPEC_CELLS]);

#endif
