/*
 * The rules of CMMN 1.1 chapters 5 and 8, one test a row of tests/data/spec/<name>.tsv: a playbook in a few lines,
 * what is done, and what holds then; a second time with the case made again from its snapshot before each step.
 * README.md beside the tables says how they read.
 */
#include "support/steps.h"
#include "support/table.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct trial {
    char name[200];
    const table *of;
    size_t row;
} trial;

static void check_trial(const trial *t, bool again)
{
    char text[512], *rest = text;
    const char *lines[32] = {NULL};
    size_t count = 0;
    world w;
    int n = snprintf(text, sizeof text, "%s", table_field(t->of, t->row, "model"));
    assert_true(n < (int)sizeof text);
    for (char *line; (line = table_next_part(&rest)) != NULL;)
        lines[count++] = line;
    lines_open(&w, lines, (opening){.plan = NULL});
    w.again = again;
    steps_run(&w, table_field(t->of, t->row, "steps"));
    steps_run(&w, table_field(t->of, t->row, "holds"));
    close_world(&w);
}

static void test_trial(void **state)
{
    check_trial(*state, false);
    check_trial(*state, true);
}

int main(int argc, char **argv)
{
    table t;
    char path[64];
    assert_int_equal(argc, 2);
    snprintf(path, sizeof path, "spec/%s.tsv", argv[1]);
    table_open(&t, path);
    trial *trials = calloc(t.rows, sizeof *trials);
    struct CMUnitTest *tests = calloc(t.rows, sizeof *tests);
    assert_true(trials && tests);
    for (size_t i = 0; i < t.rows; i++) {
        trials[i].of = &t;
        trials[i].row = i;
        snprintf(trials[i].name, sizeof trials[i].name, "%s: %s", table_field(&t, i, "clause"),
                 table_field(&t, i, "name"));
        tests[i] = (struct CMUnitTest){trials[i].name, test_trial, NULL, NULL, &trials[i]};
    }
    int failed = _cmocka_run_group_tests(argv[1], tests, t.rows, NULL, NULL);
    free(tests);
    free(trials);
    table_close(&t);
    return failed;
}
