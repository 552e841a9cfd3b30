/* The engine's tables, cell by cell, refused cells too. */
#include "support/spec.h"

#include "engine/lifecycle.h"

#include <stdio.h>

typedef struct table {
    const char *file, *thing;
    acm__cycle cycle;
    spec_cell cells[SPEC_CELLS];
} table;

static table tables[] = {
    {.file = "case", .thing = "case", .cycle = ACM__CYCLE_CASE},
    {.file = "work", .thing = "stage and task", .cycle = ACM__CYCLE_WORK},
    {.file = "event", .thing = "milestone", .cycle = ACM__CYCLE_EVENT},
};

static void test_cell(void **state)
{
    const spec_cell *cell = *state;
    size_t index = 0;
    while (cell < tables[index].cells || cell >= tables[index].cells + SPEC_CELLS)
        index++;
    assert_int_equal(acm__lifecycle[tables[index].cycle][cell->from][cell->transition], cell->to);
}

int main(void)
{
    static struct CMUnitTest tests[COUNT_OF(tables) * SPEC_CELLS];
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        spec_read(tables[i].file, tables[i].thing, tables[i].cells);
        for (size_t k = 0; k < SPEC_CELLS; k++)
            tests[i * SPEC_CELLS + k] = (struct CMUnitTest){tables[i].cells[k].name, test_cell,
                                                            NULL, NULL, &tables[i].cells[k]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
