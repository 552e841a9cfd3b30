/* What the finished playbook holds for the engine beyond what getters show: flags, layouts, who is asked again. */
#include "model/control.h"
#include "support/test.h"

typedef struct fixture {
    acm_builder *b;
    acm_playbook *p;
    acm_id root, stage, task;
    acm_error err;
} fixture;

static int setup(void **state)
{
    static fixture f;
    memset(&f, 0, sizeof f);
    acm_error_init(&f.err);
    assert_ok(acm_builder_new(NULL, "en", "Test", &f.b, &f.root, &f.err));
    assert_ok(acm_builder_add(f.b, f.root, ACM_ITEM_STAGE, 0, "s", NULL, -1, &f.stage, &f.err));
    assert_ok(acm_builder_add(f.b, f.stage, ACM_ITEM_TASK, 0, "t", NULL, -1, &f.task, &f.err));
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    acm_playbook_free(f->p);
    acm_builder_free(f->b);
    return 0;
}

static acm_id add(fixture *f, acm_item_kind kind, const char *key)
{
    acm_id id;
    assert_ok(acm_builder_add(f->b, f->stage, kind, 0, key, NULL, -1, &id, &f->err));
    return id;
}

static void tell(fixture *f, acm_id item, acm_control control, const char *text)
{
    assert_ok(acm_builder_control(f->b, item, control, text, &f->err));
}

static const acm_playbook *finish(fixture *f)
{
    assert_ok(acm_builder_finish(f->b, &f->p, &f->err));
    return f->p;
}

static acm_id find(const fixture *f, const char *key)
{
    acm_id id;
    assert_ok(acm_playbook_find(f->p, key, ACM_NTS, &id, NULL));
    return id;
}

static bool has(const fixture *f, const char *key, uint32_t flag)
{
    return f->p->items[find(f, key)].flags & flag;
}

static void test_finish__says_which_items_are_asked(void **state)
{
    fixture *f = *state;
    tell(f, f->task, ACM_CONTROL_MANUAL_WHEN, "a");
    tell(f, f->stage, ACM_CONTROL_AUTO_COMPLETE_WHEN, "b");
    tell(f, f->stage, ACM_CONTROL_PARENT_COMPLETION, "ignore-after-first-completion");
    const acm_playbook *p = finish(f);
    assert_true(has(f, "t", ACM__ITEM_ASKS_MANUAL));
    assert_false(has(f, "t", ACM__ITEM_ASKS_AUTO | ACM__ITEM_LENIENT | ACM__ITEM_MAY_REPEAT));
    assert_true(has(f, "s", ACM__ITEM_ASKS_AUTO));
    assert_true(has(f, "s", ACM__ITEM_LENIENT));
    assert_false(has(f, "s", ACM__ITEM_ASKS_MANUAL | ACM__ITEM_MAY_REPEAT));
    assert_int_equal(acm__control_of(p, find(f, "s"))->parent_completion,
                     ACM_PARENT_COMPLETION_AFTER_FIRST);
    assert_false(p->may_repeat);
}

static void test_finish__lays_out_what_may_repeat(void **state)
{
    static const struct {
        const char *key, *timer;
        bool repeats;
    } rows[] = {
        {"once", "PT1H", false},
        {"again", "R3/PT1H", true},
        {"asked", "${ when }", true},
    };
    fixture *f = *state;
    acm_id condition;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        tell(f, add(f, ACM_ITEM_TIMER_LISTENER, rows[i].key), ACM_CONTROL_TIMER, rows[i].timer);
    tell(f, add(f, ACM_ITEM_TASK, "by-rule"), ACM_CONTROL_REPEAT_WHEN, "more");
    assert_ok(acm_builder_flags(f->b, f->task, ACM_ITEM_REPEATS, &f->err));
    assert_ok(acm_builder_condition(f->b, f->task, 0, ACM_CONDITION_OUTCOME, 0, "t/out", "Done",
                                    &condition, &f->err));
    const acm_playbook *p = finish(f);
    assert_true(p->may_repeat);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(has(f, rows[i].key, ACM__ITEM_MAY_REPEAT), rows[i].repeats);
    assert_true(has(f, "by-rule", ACM__ITEM_MAY_REPEAT));
    for (acm_id id = 1; id <= p->item_count; id++) {
        if (p->items[id].kind != ACM_ITEM_STAGE && !(p->items[id].flags & ACM__ITEM_MAY_REPEAT))
            continue;
        assert_int_equal(acm__layout_of(p, id)->first, id);
        assert_int_equal(acm__layout_of(p, id)->last, p->items[id].end);
    }
    const acm__layout *task = acm__layout_of(p, find(f, "t"));
    assert_int_equal(task->condition_count, 1);
    assert_int_equal(task->conditions_at, 1);
    assert_int_equal(task->size, 2);
}

static void test_finish__lists_what_is_asked_again(void **state)
{
    fixture *f = *state;
    tell(f, add(f, ACM_ITEM_USER_LISTENER, "late"), ACM_CONTROL_AVAILABLE_WHEN, "done('t')");
    tell(f, add(f, ACM_ITEM_EVENT_LISTENER, "later"), ACM_CONTROL_AVAILABLE_WHEN,
         "'a' in services");
    add(f, ACM_ITEM_USER_LISTENER, "free");
    tell(f, f->task, ACM_CONTROL_MANUAL_WHEN, "never_asked_again");
    const acm_playbook *p = finish(f);
    assert_int_equal(p->asking_stage_count, 0);
    assert_int_equal(p->asks_depends, ACM__EXPR_STATES | ACM__EXPR_SERVICES);
    acm_playbook_free(f->p);

    tell(f, f->stage, ACM_CONTROL_AUTO_COMPLETE_WHEN, "size > 3");
    tell(f, f->root, ACM_CONTROL_AUTO_COMPLETE_WHEN, "true");
    p = finish(f);
    assert_int_equal(p->asking_stage_count, 2);
    assert_int_equal(p->asking_stages[0], 1);
    assert_int_equal(p->asking_stages[1], find(f, "s"));
    assert_int_equal(p->asks_depends, ACM__EXPR_STATES | ACM__EXPR_SERVICES | ACM__EXPR_FACTS);
}

static void test_finish__watches_what_rules_look_at(void **state)
{
    static const struct {
        acm_item_kind kind;
        acm_control control;
        const char *text;
    } rows[] = {
        {ACM_ITEM_TASK, ACM_CONTROL_MANUAL_WHEN, "done('t')"},
        {ACM_ITEM_TASK, ACM_CONTROL_REPEAT_WHEN, "done('t')"},
        {ACM_ITEM_TASK, ACM_CONTROL_ENABLE_WHEN, "done('t')"},
        {ACM_ITEM_STAGE, ACM_CONTROL_AUTO_COMPLETE_WHEN, "state('t') == 'active'"},
        {ACM_ITEM_EVENT_LISTENER, ACM_CONTROL_AVAILABLE_WHEN, "done('t')"},
        {ACM_ITEM_EVENT_LISTENER, ACM_CONTROL_AVAILABLE_WHEN, "cmmn:isStageCompletable()"},
        {ACM_ITEM_TIMER_LISTENER, ACM_CONTROL_TIMER, "${done('t') ? 'P1D' : 'P2D'}"},
    };
    fixture *f = *state;
    finish(f);
    assert_false(has(f, "t", ACM__ITEM_WATCHED));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char key[] = "x?";
        key[1] = (char)('0' + i);
        acm_playbook_free(f->p);
        acm_id item = add(f, rows[i].kind, key);
        tell(f, item, rows[i].control, rows[i].text);
        finish(f);
        assert_true(has(f, "t", ACM__ITEM_WATCHED));
        bool siblings = strstr(rows[i].text, "Completable");
        assert_int_equal(has(f, key, ACM__ITEM_WATCHED), siblings);
        tell(f, item, rows[i].control, rows[i].control == ACM_CONTROL_TIMER ? "P1D" : NULL);
    }
}

static void test_finish__on_parts_know_their_exit(void **state)
{
    fixture *f = *state;
    acm_id milestone = add(f, ACM_ITEM_MILESTONE, "m"), first, second, entry;
    assert_ok(acm_builder_criterion(f->b, f->task, ACM_CRITERION_EXIT, 0, "a", &first, &f->err));
    assert_ok(acm_builder_criterion(f->b, f->task, ACM_CRITERION_EXIT, 0, "b", &second, &f->err));
    assert_ok(
        acm_builder_criterion(f->b, milestone, ACM_CRITERION_ENTRY, 0, NULL, &entry, &f->err));
    assert_ok(acm_builder_on_exit(f->b, entry, second, &f->err));
    assert_ok(acm_builder_on_part(f->b, entry, f->task, ACM_TRANSITION_EXIT, &f->err));
    const acm_playbook *p = finish(f);
    const acm__item *task = &p->items[find(f, "t")];
    assert_int_equal(p->on_parts[0].source, find(f, "t"));
    assert_int_equal(p->on_parts[0].event, ACM_TRANSITION_EXIT);
    assert_int_equal(p->on_parts[0].exit_criterion, task->criteria + task->entry_count + 1 + 1);
    assert_int_equal(p->on_parts[1].exit_criterion, 0);
}

/* A copy of a task waits for the exit of the copy of the same service, by the copy's own criterion. */
static void test_finish__copies_keep_rules_and_exits(void **state)
{
    static const char *const services[] = {"Exchange", "Teams"};
    fixture *f = *state;
    acm_id after = add(f, ACM_ITEM_TASK, "after"), exit, entry;
    assert_ok(acm_builder_criterion(f->b, f->task, ACM_CRITERION_EXIT, ACM_CRITERION_EXIT_ENABLED,
                                    "a", &exit, &f->err));
    assert_ok(acm_builder_criterion(f->b, after, ACM_CRITERION_ENTRY, ACM_CRITERION_ON_EVENT, NULL,
                                    &entry, &f->err));
    assert_ok(acm_builder_on_exit(f->b, entry, exit, &f->err));
    tell(f, after, ACM_CONTROL_REPEAT_WHEN, "more");
    acm_id tasks[] = {f->task, after};
    for (size_t i = 0; i < 2 * COUNT_OF(services); i++) {
        acm_id term;
        assert_ok(acm_builder_term(f->b, ACM_TERM_SERVICE, services[i % 2], &term, &f->err));
        assert_ok(acm_builder_ref(f->b, tasks[i / 2], ACM_REF_SERVICE, term, &f->err));
        assert_ok(acm_builder_flags(f->b, tasks[i / 2], ACM_ITEM_FOR_EACH_SERVICE, &f->err));
    }
    const acm_playbook *p = finish(f);
    static const char *const keys[][2] = {{"t/exchange", "after/exchange"},
                                          {"t/teams", "after/teams"}};
    for (size_t i = 0; i < COUNT_OF(keys); i++) {
        const acm__item *source = &p->items[find(f, keys[i][0])];
        const acm__criterion *c = &p->criteria[p->items[find(f, keys[i][1])].criteria];
        assert_int_equal(c->flags, ACM_CRITERION_ON_EVENT);
        assert_int_equal(c->on_count, 1);
        assert_int_equal(p->on_parts[c->on_parts].source, find(f, keys[i][0]));
        assert_int_equal(p->on_parts[c->on_parts].exit_criterion, source->criteria + 1);
        assert_int_equal(p->criteria[source->criteria].flags, ACM_CRITERION_EXIT_ENABLED);
        assert_true(has(f, keys[i][1], ACM__ITEM_MAY_REPEAT));
        assert_non_null(
            acm__control_expr(acm__control_of(p, find(f, keys[i][1])), ACM_CONTROL_REPEAT_WHEN));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(test_finish__##name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(says_which_items_are_asked), TEST(lays_out_what_may_repeat),
        TEST(lists_what_is_asked_again),  TEST(watches_what_rules_look_at),
        TEST(on_parts_know_their_exit),   TEST(copies_keep_rules_and_exits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
