/* Sweeps of what overlays say, by calls and as JSON. */
#include "oom/sweep.h"

#include <stdio.h>

static void refer(sweep *w, const char *service)
{
    acm_id term;
    assert_ok(acm_builder_term(w->builder, ACM_TERM_SERVICE, service, &term, NULL));
    assert_ok(acm_builder_ref(w->builder, w->task, ACM_REF_SERVICE, term, NULL));
}

/* A stage with an input that gates nothing, and in it a task of two services with a criterion and a condition. */
static void prep_builder(sweep *w)
{
    acm_id stage;
    assert_ok(acm_builder_new(&w->allocator, NULL, NULL, &w->builder, &w->root, NULL));
    acm_builder *b = w->builder;
    assert_ok(acm_builder_add(b, w->root, ACM_ITEM_STAGE, 0, "s", NULL, -1, &stage, NULL));
    assert_ok(acm_builder_add(b, stage, ACM_ITEM_TASK, 0, "s/7", "Task", 7, &w->task, NULL));
    assert_ok(acm_builder_condition(b, stage, 0, ACM_CONDITION_INPUT, ACM_CONDITION_OPTIONAL,
                                    "s/in-1", "Ready", NULL, NULL));
    assert_ok(acm_builder_condition(b, stage, 0, ACM_CONDITION_OUTCOME, ACM_CONDITION_OPTIONAL,
                                    "s/out-1", "Done", NULL, NULL));
    assert_ok(
        acm_builder_criterion(b, w->task, ACM_CRITERION_ENTRY, 0, "size > 3", &w->criterion, NULL));
    assert_ok(acm_builder_on_part(b, w->criterion, w->task, ACM_TRANSITION_CREATE, NULL));
    assert_ok(acm_builder_condition(b, w->task, w->criterion, ACM_CONDITION_INPUT, 0, "s/7/in-1",
                                    "Ready", NULL, NULL));
    refer(w, "Exchange");
    refer(w, "Teams");
}

static void builder_unchanged(sweep *w)
{
    acm_playbook *playbook;
    acm_condition conditions[4];
    size_t count;
    assert_ok(acm_builder_finish(w->builder, &playbook, NULL));
    assert_ok(acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &count));
    assert_int_equal(count, 3);
    assert_ok(acm_playbook_conditions(playbook, 0, conditions, sizeof *conditions, 4, &count));
    assert_int_equal(count, 3);
    assert_int_equal(conditions[0].gates, 0);
    assert_null(acm_playbook_control(playbook, 3, ACM_CONTROL_ENABLE_WHEN, NULL));
    assert_null(acm_playbook_control(playbook, 3, ACM_CONTROL_COUNTER, NULL));
    assert_int_equal(acm_playbook_semantics(playbook), 0);
    acm_playbook_free(playbook);
}

/* An expression that fits in no chunk that has room for some more. */
static const char *long_expression(void)
{
    static char expression[4000] = "name == '";
    memset(expression + 9, 'x', sizeof expression - 11);
    expression[sizeof expression - 2] = '\'';
    return expression;
}

static acm_status control(sweep *w)
{
    return acm_builder_control(w->builder, w->task, ACM_CONTROL_ENABLE_WHEN, long_expression(),
                               &w->err);
}

static acm_status due(sweep *w)
{
    acm_status status = ACM_OK;
    for (int i = 0; !status && i < 500; i++)
        status = acm_builder_control(w->builder, w->task, ACM_CONTROL_DUE, "P1DT12H30M", &w->err);
    return status;
}

static void prep_copies(sweep *w)
{
    prep_builder(w);
    assert_ok(acm_builder_flags(w->builder, w->task, ACM_ITEM_FOR_EACH_SERVICE, NULL));
    assert_ok(acm_builder_control(w->builder, 2, ACM_CONTROL_ENABLE_WHEN, "done('s/7')", NULL));
}

static acm_status finish(sweep *w)
{
    return acm_builder_finish(w->builder, &w->made, &w->err);
}

static acm_status overlay(sweep *w)
{
    static char json[20000];
    const char *rule = long_expression();
    snprintf(
        json, sizeof json,
        "{\"semantics\": [\"listeners_repeat\"], \"items\":"
        " {\"7\": {\"for_each_service\": true, \"required_when\": \"%s\", \"repeat_when\": \"%s\","
        " \"counter\": \"round\"}, \"s\": {\"enable_when\": \"done('7')\", \"exit\": [\"%s\","
        " {\"on\": {\"item\": 7}, \"exit_event\": \"complete\"}]}},"
        " \"conditions\": {\"s/in-1\": {\"blocks_when\": \"%s\"},"
        " \"s/out-1\": {\"optional\": false}}}",
        rule, rule, rule, rule);
    return acm_builder_overlay(w->builder, json, ACM_NTS, NULL, &w->err);
}

const sweep_scenario sweep_overlay_scenarios[] = {
    {"builder_control", prep_builder, control, builder_unchanged},
    {"builder_control: due", prep_builder, due, NULL},
    {"builder_finish: copies", prep_copies, finish, NULL},
    {"builder_overlay", prep_builder, overlay, builder_unchanged},
};
const size_t sweep_overlay_count = COUNT_OF(sweep_overlay_scenarios);
