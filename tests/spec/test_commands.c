/*
 * The same tables by what a caller sees: an item is brought into each state, each command is posted, and what
 * the table refuses must be refused and change nothing.
 */
#include "support/spec.h"

#include <stdio.h>
#include <stdlib.h>

/* The item under test is gate/item: its stage is started by hand, and it may wait for a fact. */
typedef struct bench {
    acm_playbook *playbook;
    acm_log *log;
    acm_case *c;
    acm_id gate, item;
} bench;

static acm_status post(bench *b, acm_command_kind kind, acm_id item)
{
    acm_command command = {.kind = kind, .item = item};
    return acm_case_post(b->c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
}

static void open_bench(bench *b, acm_item_kind kind, bool waits, bool manual)
{
    acm_builder *builder;
    acm_id root, criterion;
    uint32_t flags = manual ? ACM_ITEM_MANUAL : 0;
    memset(b, 0, sizeof *b);
    assert_ok(acm_builder_new(NULL, NULL, "bench", &builder, &root, NULL));
    assert_ok(acm_builder_add(builder, root, ACM_ITEM_STAGE, ACM_ITEM_MANUAL, "gate", NULL, -1,
                              &b->gate, NULL));
    assert_ok(
        acm_builder_add(builder, b->gate, kind, flags, "gate/item", NULL, -1, &b->item, NULL));
    if (kind == ACM_ITEM_STAGE) /* keeps the stage from completing by itself */
        assert_ok(acm_builder_add(builder, b->item, ACM_ITEM_TASK, ACM_ITEM_MANUAL,
                                  "gate/item/task", NULL, -1, NULL, NULL));
    if (waits)
        assert_ok(acm_builder_criterion(builder, b->item, ACM_CRITERION_ENTRY, 0, "ready",
                                        &criterion, NULL));
    /* another child, so that the gate stays open when the item is done */
    assert_ok(acm_builder_add(builder, b->gate, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "gate/other", NULL,
                              -1, NULL, NULL));
    assert_ok(acm_builder_finish(builder, &b->playbook, NULL));
    acm_builder_free(builder);
    assert_ok(acm_log_new(NULL, &b->log, NULL));
    assert_ok(acm_case_new(b->playbook, NULL, b->log, NULL, &b->c, NULL));
    assert_ok(acm_playbook_find(b->playbook, "gate", ACM_NTS, &b->gate, NULL));
    assert_ok(acm_playbook_find(b->playbook, "gate/item", ACM_NTS, &b->item, NULL));
}

static void close_bench(bench *b)
{
    acm_case_free(b->c);
    acm_log_free(b->log);
    acm_playbook_free(b->playbook);
}

/* Brings a stage or task into a state; false where no sequence of commands leads there. */
static bool reach_work(bench *b, acm_item_kind kind, acm_state state)
{
    bool manual = state == ACM_STATE_ENABLED || state == ACM_STATE_DISABLED;
    open_bench(b, kind, state == ACM_STATE_AVAILABLE, manual);
    if (state == ACM_STATE_NONE)
        return true;
    assert_ok(post(b, ACM_COMMAND_START, b->gate));
    if (state == ACM_STATE_DISABLED)
        assert_ok(post(b, ACM_COMMAND_DISABLE, b->item));
    if (state == ACM_STATE_SUSPENDED)
        assert_ok(post(b, ACM_COMMAND_SUSPEND, b->item));
    if (state == ACM_STATE_COMPLETED)
        assert_ok(post(b, ACM_COMMAND_COMPLETE, b->item));
    if (state == ACM_STATE_TERMINATED)
        assert_ok(post(b, ACM_COMMAND_TERMINATE, b->item));
    if (state == ACM_STATE_FAILED)
        assert_ok(post(b, ACM_COMMAND_FAULT, b->item));
    return state != ACM_STATE_CLOSED;
}

static bool reach_milestone(bench *b, acm_state state)
{
    open_bench(b, ACM_ITEM_MILESTONE, true, false);
    if (state == ACM_STATE_NONE)
        return true;
    assert_ok(post(b, ACM_COMMAND_START, b->gate));
    if (state == ACM_STATE_SUSPENDED)
        assert_ok(post(b, ACM_COMMAND_SUSPEND, b->item));
    if (state == ACM_STATE_COMPLETED)
        assert_ok(post(b, ACM_COMMAND_OCCUR, b->item));
    if (state == ACM_STATE_TERMINATED)
        assert_ok(post(b, ACM_COMMAND_TERMINATE, b->item));
    return acm_case_item_state(b->c, b->item) == state;
}

static bool reach_case(bench *b, acm_state state)
{
    open_bench(b, ACM_ITEM_TASK, false, false);
    if (state == ACM_STATE_COMPLETED)
        assert_ok(post(b, ACM_COMMAND_COMPLETE, 0));
    if (state == ACM_STATE_TERMINATED || state == ACM_STATE_CLOSED)
        assert_ok(post(b, ACM_COMMAND_TERMINATE, 0));
    if (state == ACM_STATE_SUSPENDED)
        assert_ok(post(b, ACM_COMMAND_SUSPEND, 0));
    if (state == ACM_STATE_FAILED)
        assert_ok(post(b, ACM_COMMAND_FAULT, 0));
    if (state == ACM_STATE_CLOSED)
        assert_ok(post(b, ACM_COMMAND_CLOSE, 0));
    return acm_case_state(b->c) == state;
}

/* The command that asks for a transition; 0 for one that only the engine performs. */
static acm_command_kind command_for(acm_transition transition)
{
    static const struct {
        acm_transition transition;
        acm_command_kind command;
    } rows[] = {
        {ACM_TRANSITION_MANUAL_START, ACM_COMMAND_START},
        {ACM_TRANSITION_COMPLETE, ACM_COMMAND_COMPLETE},
        {ACM_TRANSITION_DISABLE, ACM_COMMAND_DISABLE},
        {ACM_TRANSITION_REENABLE, ACM_COMMAND_REENABLE},
        {ACM_TRANSITION_TERMINATE, ACM_COMMAND_TERMINATE},
        {ACM_TRANSITION_SUSPEND, ACM_COMMAND_SUSPEND},
        {ACM_TRANSITION_RESUME, ACM_COMMAND_RESUME},
        {ACM_TRANSITION_FAULT, ACM_COMMAND_FAULT},
        {ACM_TRANSITION_REACTIVATE, ACM_COMMAND_REACTIVATE},
        {ACM_TRANSITION_OCCUR, ACM_COMMAND_OCCUR},
        {ACM_TRANSITION_CLOSE, ACM_COMMAND_CLOSE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (rows[i].transition == transition)
            return rows[i].command;
    return 0;
}

typedef struct subject {
    const char *table, *thing;
    acm_item_kind kind; /* 0: the case */
    spec_cell cells[SPEC_CELLS];
} subject;

static subject subjects[] = {
    {.table = "work", .thing = "task", .kind = ACM_ITEM_TASK},
    {.table = "work", .thing = "stage", .kind = ACM_ITEM_STAGE},
    {.table = "event", .thing = "milestone", .kind = ACM_ITEM_MILESTONE},
    {.table = "case", .thing = "case", .kind = 0},
};

static bool reach(bench *b, acm_item_kind kind, acm_state state)
{
    return kind == 0                    ? reach_case(b, state)
           : kind == ACM_ITEM_MILESTONE ? reach_milestone(b, state)
                                        : reach_work(b, kind, state);
}

static void check_refused(bench *b, acm_command_kind command, acm_id item)
{
    acm_board_row before[8], after[8];
    size_t rows, same, events = acm_log_count(b->log);
    assert_ok(acm_case_board(b->c, before, sizeof *before, 8, &rows));
    acm_status status = post(b, command, item);
    assert_true(status == ACM_E_STATE || status == ACM_E_INCOMPLETE);
    assert_ok(acm_case_board(b->c, after, sizeof *after, 8, &same));
    assert_int_equal(rows, same);
    assert_memory_equal(before, after, rows * sizeof *before);
    assert_int_equal(acm_log_count(b->log), events);
}

static void test_cell(void **state)
{
    const spec_cell *cell = *state;
    const subject *s = subjects;
    while (cell < s->cells || cell >= s->cells + SPEC_CELLS)
        s++;
    acm_command_kind command = command_for(cell->transition);
    bench b;
    bool there = reach(&b, s->kind, cell->from);
    acm_id item = s->kind ? b.item : 0;
    bool resumes_case =
        !s->kind && command == ACM_COMMAND_RESUME; /* the case's word for re-activate */
    if (command && there && !resumes_case) {
        if (cell->to) {
            assert_ok(post(&b, command, item));
            assert_int_equal(item ? acm_case_item_state(b.c, item) : acm_case_state(b.c), cell->to);
        } else {
            check_refused(&b, command, item);
        }
    }
    close_bench(&b);
}

/* What only the engine performs: the stage around the item suspends, resumes and ends. */
static void test_propagation(void **state)
{
    (void)state;
    static const acm_state from[] = {ACM_STATE_AVAILABLE, ACM_STATE_ENABLED,   ACM_STATE_DISABLED,
                                     ACM_STATE_ACTIVE,    ACM_STATE_SUSPENDED, ACM_STATE_FAILED,
                                     ACM_STATE_COMPLETED, ACM_STATE_TERMINATED};
    for (size_t i = 0; i < COUNT_OF(from); i++) {
        bench b;
        bool suspends = from[i] >= ACM_STATE_AVAILABLE && from[i] <= ACM_STATE_SUSPENDED;
        bool ended = from[i] == ACM_STATE_COMPLETED || from[i] == ACM_STATE_TERMINATED;
        assert_true(reach_work(&b, ACM_ITEM_TASK, from[i]));
        assert_ok(post(&b, ACM_COMMAND_SUSPEND, b.gate));
        assert_int_equal(acm_case_item_state(b.c, b.item),
                         suspends ? ACM_STATE_SUSPENDED : from[i]);
        assert_ok(post(&b, ACM_COMMAND_RESUME, b.gate));
        assert_int_equal(acm_case_item_state(b.c, b.item), from[i]);
        assert_ok(post(&b, ACM_COMMAND_TERMINATE, b.gate));
        assert_int_equal(acm_case_item_state(b.c, b.item), ended ? from[i] : ACM_STATE_TERMINATED);
        close_bench(&b);
    }
}

int main(void)
{
    static struct CMUnitTest tests[COUNT_OF(subjects) * SPEC_CELLS + 1];
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(subjects); i++) {
        spec_read(subjects[i].table, subjects[i].thing, subjects[i].cells);
        for (size_t k = 0; k < SPEC_CELLS; k++) {
            spec_cell *cell = &subjects[i].cells[k];
            if (command_for(cell->transition))
                tests[count++] = (struct CMUnitTest){cell->name, test_cell, NULL, NULL, cell};
        }
    }
    tests[count++] = (struct CMUnitTest){"8.4.2 parent suspend, parent resume, exit",
                                         test_propagation, NULL, NULL, NULL};
    return _cmocka_run_group_tests("commands", tests, count, NULL, NULL);
}
