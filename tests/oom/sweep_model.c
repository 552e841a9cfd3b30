/* Sweeps of builder, pages, scenarios: what needs no case. */
#include "oom/sweep.h"

#include <stdlib.h>

static void prep_builder(sweep *w)
{
    acm_builder *b;
    assert_ok(acm_builder_new(&w->allocator, NULL, NULL, &b, &w->root, NULL));
    assert_ok(acm_builder_add(b, w->root, ACM_ITEM_TASK, 0, "task", "Task", 7, &w->task, NULL));
    assert_ok(
        acm_builder_criterion(b, w->task, ACM_CRITERION_ENTRY, 0, "size > 3", &w->criterion, NULL));
    w->builder = b;
}

/* The builder still makes a playbook of two items, no condition and no term. */
static void builder_unchanged(sweep *w)
{
    acm_playbook *playbook;
    size_t count;
    assert_ok(acm_builder_finish(w->builder, &playbook, NULL));
    assert_ok(acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &count));
    assert_int_equal(count, 2);
    assert_ok(acm_playbook_conditions(playbook, 0, NULL, sizeof(acm_condition), 0, &count));
    assert_int_equal(count, 0);
    assert_ok(acm_playbook_terms(playbook, ACM_TERM_ROLE, NULL, 0, &count));
    assert_int_equal(count, 0);
    assert_null(acm_playbook_language(playbook, 1));
    acm_playbook_free(playbook);
}

static void prep_exit(sweep *w)
{
    prep_builder(w);
    assert_ok(
        acm_builder_criterion(w->builder, w->task, ACM_CRITERION_EXIT, 0, "stop", &w->exit, NULL));
}

static void prep_timer(sweep *w)
{
    prep_builder(w);
    assert_ok(acm_builder_add(w->builder, w->root, ACM_ITEM_TIMER_LISTENER, 0, "timer", NULL, -1,
                              &w->timer, NULL));
}

static acm_status whole(sweep *w)
{
    return small_playbook(&w->allocator, &w->made, &w->err);
}

static acm_status add(sweep *w)
{
    return acm_builder_add(w->builder, w->root, ACM_ITEM_TASK, 0, "other", sweep_long_text(), -1,
                           NULL, &w->err);
}

static acm_status criterion(sweep *w)
{
    static char expression[4000] = "name == '";
    memset(expression + 9, 'x', sizeof expression - 11);
    expression[sizeof expression - 2] = '\'';
    return acm_builder_criterion(w->builder, w->task, ACM_CRITERION_ENTRY, 0, expression, NULL,
                                 &w->err);
}

static acm_status on_parts(sweep *w)
{
    acm_status status = ACM_OK;
    for (int i = 0; !status && i < 1000; i++)
        status = acm_builder_on_part(w->builder, w->criterion, w->task, ACM_TRANSITION_COMPLETE,
                                     &w->err);
    return status;
}

static acm_status on_exits(sweep *w)
{
    acm_status status = ACM_OK;
    for (int i = 0; !status && i < 1000; i++)
        status = acm_builder_on_exit(w->builder, w->criterion, w->exit, &w->err);
    return status;
}

/* Every control that a task can be told, and what a timer is, often enough to need memory. */
static acm_status controls(sweep *w)
{
    static const char *const texts[] = {
        [ACM_CONTROL_REQUIRED_WHEN] = "a > 1",
        [ACM_CONTROL_ENABLE_WHEN] = "a > 2",
        [ACM_CONTROL_DUE] = "P1D",
        [ACM_CONTROL_MANUAL_WHEN] = "a > 3",
        [ACM_CONTROL_REPEAT_WHEN] = "a > 4",
        [ACM_CONTROL_COUNTER] = "round",
        [ACM_CONTROL_ORIGIN] = "plan-item-1",
        [ACM_CONTROL_DEFINITION] = "task-1",
        [ACM_CONTROL_PARENT_COMPLETION] = "ignore",
        [ACM_CONTROL_TYPE] = "human",
    };
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < 50 * COUNT_OF(texts); i++) {
        acm_control kind = (acm_control)(i % COUNT_OF(texts));
        if (texts[kind])
            status = acm_builder_control(w->builder, w->task, kind, texts[kind], &w->err);
    }
    for (size_t i = 0; !status && i < 50; i++)
        status = acm_builder_control(w->builder, w->timer, ACM_CONTROL_TIMER,
                                     "${late ? 'R3/PT1H' : 'P1D'}", &w->err);
    return status;
}

static acm_status condition(sweep *w)
{
    return acm_builder_condition(w->builder, w->task, w->criterion, ACM_CONDITION_INPUT, 0, "in-1",
                                 sweep_long_text(), NULL, &w->err);
}

static acm_status terms(sweep *w)
{
    acm_status status = ACM_OK;
    char name[] = "Wizard of level 000";
    for (int i = 0; !status && i < 200; i++) {
        acm_id term;
        name[16] = (char)('0' + i / 100);
        name[17] = (char)('0' + i / 10 % 10);
        name[18] = (char)('0' + i % 10);
        status = acm_builder_term(w->builder, ACM_TERM_ROLE, name, &term, &w->err);
        if (!status)
            status = acm_builder_ref(w->builder, w->task, ACM_REF_PERFORMER, term, &w->err);
    }
    return status;
}

static acm_status text(sweep *w)
{
    return acm_builder_text(w->builder, w->task, ACM_TEXT_BODY, "de", sweep_long_text(), ACM_NTS,
                            &w->err);
}

static void prep_rules(sweep *w)
{
    prep_timer(w);
    assert_ok(controls(w));
    assert_ok(acm_builder_on_part(w->builder, w->criterion, w->timer, ACM_TRANSITION_OCCUR, NULL));
    assert_ok(acm_builder_control(w->builder, w->timer, ACM_CONTROL_AVAILABLE_WHEN, "b", NULL));
    assert_ok(acm_builder_control(w->builder, w->root, ACM_CONTROL_AUTO_COMPLETE_WHEN, "done('7')",
                                  NULL));
}

static acm_status finish(sweep *w)
{
    return acm_builder_finish(w->builder, &w->made, &w->err);
}

static acm_status read_page(sweep *w)
{
    size_t len;
    char *page = test_read_file(ACM_TEST_DATA "/pages/move-the-mail.md", &len);
    acm_page_options options;
    acm_page_options_init(&options);
    options.allocator = &w->allocator;
    acm_status status =
        acm_playbook_read_page(page, len, &options, &w->made, &w->diagnostics, &w->err);
    free(page);
    return status;
}

/* Two editions of a page and a table of contents. */
static acm_status read_pages(sweep *w)
{
    static const char contents[] = "- name: Move\n  href: move-the-mail.md\n- href: gone.md\n";
    size_t len;
    char *page = test_read_file(ACM_TEST_DATA "/pages/move-the-mail.md", &len);
    const acm_source_file files[] = {
        {.path = "en/move-the-mail.md", .bytes = page, .len = len},
        {.path = "de/move-the-mail-de.md", .bytes = page, .len = len / 2},
        {.path = "en/bad.md", .bytes = "\xFF", .len = 1},
        {.path = "en/toc.yml", .bytes = contents, .len = sizeof contents - 1},
    };
    acm_memory_source memory;
    acm_folder_options options;
    acm_folder_options_init(&options);
    options.allocator = &w->allocator;
    acm_memory_source_init(&memory, files, COUNT_OF(files));
    acm_status status =
        acm_playbook_read_pages(&memory.source, &options, &w->made, &w->diagnostics, &w->err);
    free(page);
    return status;
}

#define TASKS                                                                                      \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role | Services |\n"             \
    "| --- | --- | --- | --- | --- |\n"

/* Two editions with something for every check to find. */
static void prep_lint(sweep *w)
{
    static const char mail[] =
        "---\nms.date: 5/2/2019\n---\n# Mail\n\n## Key Inputs\n\n- It is so\n- It is not so\n\n### "
        "Plan\n\n"
        "Primary Role: **SME**\n\nAs in task 4711, [here](#plan), [there](chat.md#none).\n\n" TASKS
        "| 4001 | Count | M | SME | Teams |\n\n## More {#more}\n\n## More\n\n"
        "| Date | Who Changed | What Changed |\n| --- | --- | --- |\n| 1/1/2020 | Ann | x |\n"
        "| 3/1/2020 | Ann | x |\n| 2/1/2020 | Ann | x |\n";
    static const char chat[] = "# Chat\n\n" TASKS "| 4001 | Tell | O | FM | Exchange |\n";
    static const acm_source_file files[] = {
        {.path = "en/mail.md", .bytes = mail, .len = sizeof mail - 1},
        {.path = "en/chat.md", .bytes = chat, .len = sizeof chat - 1},
        {.path = "de/mail-de.md", .bytes = mail, .len = sizeof mail - 1},
        {.path = "en/toc.yml", .bytes = "- href: mail.md\n", .len = 16},
    };
    acm_memory_source memory;
    acm_folder_options options;
    acm_folder_options_init(&options);
    options.allocator = &w->allocator;
    acm_memory_source_init(&memory, files, COUNT_OF(files));
    assert_ok(acm_playbook_read_pages(&memory.source, &options, &w->made, NULL, &w->err));
}

static acm_status lint(sweep *w)
{
    acm_lint_options options;
    acm_lint_options_init(&options);
    options.allocator = &w->allocator;
    options.today = "2020-02-15";
    return acm_playbook_lint(w->made, &options, &w->diagnostics, &w->err);
}

static acm_status roster_new(sweep *w)
{
    return acm_roster_new(&w->allocator, &w->s.roster, &w->err);
}

static void prep_roster(sweep *w)
{
    assert_ok(small_roster(&w->allocator, &w->s.roster, NULL));
}

static acm_status roster_add(sweep *w)
{
    return acm_roster_add(w->s.roster, "dora", sweep_long_text(), "a role of its own", NULL,
                          &w->err);
}

static void roster_unchanged(sweep *w)
{
    assert_int_equal(acm_roster_count(w->s.roster), 3);
    assert_int_equal(acm_roster_find(w->s.roster, "dora"), 0);
    assert_string_equal(acm_roster_name(w->s.roster, 3), "Carl");
}

static acm_status log_new(sweep *w)
{
    return acm_log_new(&w->allocator, &w->s.log, &w->err);
}

const sweep_scenario sweep_model_scenarios[] = {
    {"builder: a whole playbook", NULL, whole, NULL},
    {"builder_add", prep_builder, add, builder_unchanged},
    {"builder_criterion", prep_builder, criterion, builder_unchanged},
    {"builder_on_part", prep_builder, on_parts, builder_unchanged},
    {"builder_on_exit", prep_exit, on_exits, NULL},
    {"builder_control: each", prep_timer, controls, NULL},
    {"builder_condition", prep_builder, condition, builder_unchanged},
    {"builder_term and _ref", prep_builder, terms, NULL},
    {"builder_text", prep_builder, text, builder_unchanged},
    {"builder_finish", prep_builder, finish, builder_unchanged},
    {"builder_finish: rules", prep_rules, finish, NULL},
    {"playbook_read_page", NULL, read_page, NULL},
    {"playbook_read_pages", NULL, read_pages, NULL},
    {"playbook_lint", prep_lint, lint, NULL},
    {"roster_new", NULL, roster_new, NULL},
    {"roster_add", prep_roster, roster_add, roster_unchanged},
    {"log_new", NULL, log_new, NULL},
};
const size_t sweep_model_count = COUNT_OF(sweep_model_scenarios);
