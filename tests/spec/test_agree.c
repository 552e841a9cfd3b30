/* The steps that ask for a transition, typed in apart from the life-cycle tables, lead where these do. */
#include "support/names.h"
#include "support/spec.h"
#include "support/table.h"

#include <stdio.h>

typedef struct pair {
    const char *name, *cycle, *steps;
} pair;

static pair pairs[] = {
    {"8.4.1 case", "case", "spec/case-steps.tsv"},
    {"8.4.2 stage and task", "work", "spec/work-steps.tsv"},
    {"8.4.3 milestone and listener", "event", "spec/event-steps.tsv"},
};

/* Where a cell of steps leads at once: "active complete:completed" to active. */
static acm_state first_state(const char *outcome)
{
    char word[32];
    if (outcome[0] == '-')
        return ACM_STATE_NONE;
    snprintf(word, sizeof word, "%.*s", (int)strcspn(outcome, " "), outcome);
    return state_named(word);
}

static acm_state led_to(const spec_cell *cells, acm_transition transition, acm_state from)
{
    for (size_t i = 0; i < SPEC_CELLS; i++)
        if (cells[i].transition == transition && cells[i].from == from)
            return cells[i].to;
    fail_msg("the table lacks a cell");
    return ACM_STATE_NONE;
}

/* The columns of plain states; "suspended-active" is none, for its stage holds it there. */
static size_t check_row(const table *t, size_t row, const spec_cell *cells)
{
    size_t checked = 0;
    acm_transition transition = transition_named(table_field(t, row, "event"));
    for (acm_state from = ACM_STATE_NONE; from <= ACM_STATE_CLOSED; from++)
        for (size_t column = 0; column < t->columns; column++) {
            const char *outcome = table_cell(t, row, column);
            if (strcmp(table_column(t, column), state_names[from]) != 0 ||
                strcmp(outcome, ".") == 0)
                continue;
            if (first_state(outcome) != led_to(cells, transition, from))
                fail_msg("%s in %s", table_field(t, row, "step"), state_names[from]);
            checked++;
        }
    return checked;
}

/* One step by a person that asks the subject itself, in a playbook as it is. */
static bool asks(const table *t, size_t row)
{
    const char *step = table_field(t, row, "step");
    return strcmp(table_field(t, row, "cause"), "command") == 0 && !strchr(step, ';') &&
           strcmp(table_field(t, row, "more"), "-") == 0 && strncmp(step, "time ", 5) != 0;
}

static void test_pair(void **state)
{
    const pair *p = *state;
    spec_cell cells[SPEC_CELLS];
    size_t checked = 0;
    table t;
    spec_read(p->cycle, p->name, cells);
    table_open(&t, p->steps);
    for (size_t row = 0; row < t.rows; row++)
        if (asks(&t, row))
            checked += check_row(&t, row, cells);
    assert_true(checked >= 50);
    table_close(&t);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(pairs)];
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        tests[i] = (struct CMUnitTest){pairs[i].name, test_pair, NULL, NULL, &pairs[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
