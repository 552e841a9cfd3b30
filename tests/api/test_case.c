#include "support/small.h"

static acm_case_options defaults(void)
{
    acm_case_options options;
    acm_case_options_init(&options);
    return options;
}

static void test_case__options_init(void **state)
{
    (void)state;
    acm_case_options options, expected = {.struct_size = sizeof expected};
    memset(&options, 0xAA, sizeof options);
    acm_case_options_init(&options);
    assert_memory_equal(&options, &expected, sizeof options);
    acm_case_options_init(NULL);
}

static void test_case__begins(void **state)
{
    small *s = *state;
    assert_int_equal(acm_case_state(s->c), ACM_STATE_ACTIVE);
    assert_int_equal(acm_case_item_state(s->c, 1), ACM_STATE_ACTIVE);
    assert_int_equal(small_state(s, "plan"), ACM_STATE_ACTIVE);
    assert_int_equal(small_state(s, "plan/100"), ACM_STATE_ENABLED);
    assert_int_equal(small_state(s, "plan/101"), ACM_STATE_ENABLED);
    assert_int_equal(small_state(s, "build"), ACM_STATE_AVAILABLE);
    assert_int_equal(small_state(s, "build/200"), ACM_STATE_NONE);
    assert_int_equal(acm_case_condition_state(s->c, small_id(s, "build/in-1")),
                     ACM_CONDITION_STATE_OPEN);
    assert_int_equal(acm_case_time(s->c), 0);
    assert_ptr_equal(acm_case_playbook(s->c), s->playbook);
    assert_ptr_equal(acm_case_roster(s->c), s->roster);
}

static void test_case__options_are_checked(void **state)
{
    small *s = *state;
    acm_case *c;
    const struct {
        acm_case_options options;
        acm_status expected;
    } rows[] = {
        {{.struct_size = 4}, ACM_E_VERSION},
        {{.struct_size = sizeof(acm_case_options), .plan = 999}, ACM_E_NOTFOUND},
        {{.struct_size = sizeof(acm_case_options), .plan = small_id(s, "100")}, ACM_E_MODEL},
        {{.struct_size = sizeof(acm_case_options), .actor = 4}, ACM_E_NOTFOUND},
        {{.struct_size = sizeof(acm_case_options), .roles = 2}, ACM_E_INVALID},
        {{.struct_size = sizeof(acm_case_options), .scope = "No such service"}, ACM_E_NOTFOUND},
        {{.struct_size = sizeof(acm_case_options), .scope = "Exchange;\xF0"}, ACM_E_ENCODING},
        {{.struct_size = sizeof(acm_case_options), .budget = 3}, ACM_E_BUDGET},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t before = acm_log_count(s->log);
        c = s->c;
        assert_refused(acm_case_new(s->playbook, s->roster, s->log, &rows[i].options, &c, &s->err),
                       rows[i].expected, &s->err);
        assert_null(c);
        assert_int_equal(acm_log_count(s->log), before);
    }
    assert_refused(acm_case_new(NULL, s->roster, s->log, NULL, &c, &s->err), ACM_E_INVALID,
                   &s->err);
    assert_refused(acm_case_new(s->playbook, s->roster, s->log, NULL, NULL, &s->err), ACM_E_INVALID,
                   &s->err);
}

static void test_case__options_of_a_later_version(void **state)
{
    small *s = *state;
    struct {
        acm_case_options options;
        uint64_t later;
    } wide = {defaults(), 0};
    acm_case *c;
    wide.options.struct_size = sizeof wide;
    assert_ok(acm_case_new(s->playbook, s->roster, NULL, &wide.options, &c, NULL));
    acm_case_free(c);
    wide.later = 1;
    assert_refused(acm_case_new(s->playbook, s->roster, NULL, &wide.options, &c, &s->err),
                   ACM_E_VERSION, &s->err);
}

static void test_case__plan_is_one_stage(void **state)
{
    small *s = *state;
    acm_case *c;
    acm_case_options options = defaults();
    options.plan = small_id(s, "plan");
    assert_ok(acm_case_new(s->playbook, s->roster, NULL, &options, &c, NULL));
    acm_id task = small_id(s, "100");
    acm_command commands[] = {{.kind = ACM_COMMAND_START, .item = task, .actor = s->ana},
                              {.kind = ACM_COMMAND_COMPLETE, .item = task, .actor = s->ana}};
    assert_int_equal(acm_case_item_state(c, small_id(s, "build")), ACM_STATE_NONE);
    assert_ok(acm_case_post(c, commands, sizeof *commands, 2, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_state(c), ACM_STATE_COMPLETED);
    acm_case_free(c);
}

static void test_case__scope_leaves_items_out(void **state)
{
    small *s = *state;
    acm_case_options options = defaults();
    options.scope = "Exchange";
    acm_case_free(s->c);
    assert_ok(acm_case_new(s->playbook, s->roster, s->log, &options, &s->c, NULL));
    small_reach_build(s);
    assert_int_equal(small_state(s, "200"), ACM_STATE_ENABLED);
    assert_int_equal(small_state(s, "201"), ACM_STATE_NONE);
}

static void test_case__nothing_in_scope_is_refused(void **state)
{
    small *s = *state;
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, mail, exchange, teams, plan, task;
    acm_case *c;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_term(b, ACM_TERM_SERVICE, "Exchange", &exchange, NULL));
    assert_ok(acm_builder_term(b, ACM_TERM_SERVICE, "Teams", &teams, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE, 0, "mail", NULL, -1, &mail, NULL));
    assert_ok(acm_builder_add(b, mail, ACM_ITEM_TASK, 0, "move", NULL, -1, &task, NULL));
    assert_ok(acm_builder_ref(b, task, ACM_REF_SERVICE, exchange, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "chat", NULL, -1, &task, NULL));
    assert_ok(acm_builder_ref(b, task, ACM_REF_SERVICE, teams, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);

    acm_case_options options = defaults();
    options.scope = "Teams";
    assert_ok(acm_playbook_find(playbook, "mail", ACM_NTS, &plan, NULL));
    assert_ok(acm_case_new(playbook, NULL, NULL, &options, &c, NULL));
    acm_case_free(c);
    options.plan = plan;
    assert_refused(acm_case_new(playbook, NULL, NULL, &options, &c, &s->err), ACM_E_SCOPE, &s->err);
    acm_playbook_free(playbook);
}

static void test_case__facts_hold_before_anything_begins(void **state)
{
    small *s = *state;
    acm_playbook *playbook = small_gated("size > 10");
    acm_case *c;
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT,
                        .text_len = 4,
                        .value_kind = ACM_VALUE_INTEGER,
                        .integer = 12};
    acm_case_options options = defaults();
    options.facts = &fact;
    options.fact_count = 1;
    options.fact_stride = sizeof(acm_command);
    options.facts_text = "size";
    options.facts_text_len = 4;
    assert_ok(acm_case_new(playbook, NULL, NULL, &options, &c, &s->err));
    assert_int_equal(acm_case_item_state(c, 2), ACM_STATE_ACTIVE);
    acm_case_free(c);

    options.facts_text_len = 3;
    assert_refused(acm_case_new(playbook, NULL, NULL, &options, &c, &s->err), ACM_E_INVALID,
                   &s->err);
    assert_null(c);
    options.facts_text_len = 4;
    fact.kind = ACM_COMMAND_ADVANCE;
    assert_refused(acm_case_new(playbook, NULL, NULL, &options, &c, &s->err), ACM_E_INVALID,
                   &s->err);
    options.facts = NULL;
    assert_refused(acm_case_new(playbook, NULL, NULL, &options, &c, &s->err), ACM_E_INVALID,
                   &s->err);
    acm_playbook_free(playbook);
}

static void test_case__states_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"none",   "available", "enabled",   "disabled",
                                        "active", "suspended", "completed", "terminated",
                                        "failed", "closed"};
    static const char *const conditions[] = {"none", "open", "confirmed", "waived"};
    for (size_t i = 0; i < COUNT_OF(names); i++)
        assert_string_equal(acm_state_name((acm_state)i), names[i]);
    for (size_t i = 0; i < COUNT_OF(conditions); i++)
        assert_string_equal(acm_condition_state_name((acm_condition_state)i), conditions[i]);
    assert_string_equal(acm_state_name(-1), "unknown");
    assert_string_equal(acm_state_name((acm_state)COUNT_OF(names)), "unknown");
    assert_string_equal(acm_condition_state_name(INT32_MIN), "unknown");
    assert_string_equal(acm_condition_state_name((acm_condition_state)COUNT_OF(conditions)),
                        "unknown");
}

static void test_case__keeps_playbook_and_roster_alive(void **state)
{
    small *s = *state;
    acm_playbook_free(s->playbook);
    acm_roster_free(s->roster);
    s->playbook = acm_case_playbook(s->c);
    small_do(s, "100", s->ana);
    assert_int_equal(small_state(s, "plan"), ACM_STATE_COMPLETED);
    s->playbook = NULL;
    s->roster = NULL;
}

static void test_case__without_roster_roles_refuse(void **state)
{
    small *s = *state;
    acm_case *c;
    acm_command start = {.kind = ACM_COMMAND_START, .item = small_id(s, "100")};
    assert_ok(acm_case_new(s->playbook, NULL, NULL, NULL, &c, NULL));
    assert_refused(acm_case_post(c, &start, sizeof start, 1, NULL, 0, NULL, &s->err), ACM_E_ROLE,
                   &s->err);
    acm_case_free(c);
}

static void test_case__roles_may_be_recorded_only(void **state)
{
    small *s = *state;
    acm_case_options options = defaults();
    options.roles = ACM_ROLES_RECORD;
    acm_case_free(s->c);
    assert_ok(acm_case_new(s->playbook, s->roster, s->log, &options, &s->c, NULL));
    small_do(s, "100", s->carl);
    assert_int_equal(small_state(s, "plan"), ACM_STATE_COMPLETED);
}

static void test_case__dup_goes_its_own_way(void **state)
{
    small *s = *state;
    acm_log *log;
    acm_case *copy;
    acm_id task = small_id(s, "100");
    assert_ok(small_post(s, ACM_COMMAND_START, "100", s->ana));
    size_t events = acm_log_count(s->log);
    assert_ok(acm_log_new(NULL, &log, NULL));
    assert_ok(acm_case_dup(s->c, log, &copy, NULL));
    assert_int_equal(acm_log_count(log), 0);
    acm_command complete = {.kind = ACM_COMMAND_COMPLETE, .item = task, .actor = s->ana};
    assert_ok(acm_case_post(copy, &complete, sizeof complete, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_item_state(copy, task), ACM_STATE_COMPLETED);
    assert_int_equal(acm_case_item_state(s->c, task), ACM_STATE_ACTIVE);
    assert_true(acm_log_count(log) > 0);
    assert_int_equal(acm_log_count(s->log), events);
    acm_case_free(copy);
    acm_log_free(log);

    assert_refused(acm_case_dup(NULL, NULL, &copy, &s->err), ACM_E_INVALID, &s->err);
    assert_null(copy);
    assert_refused(acm_case_dup(s->c, NULL, NULL, &s->err), ACM_E_INVALID, &s->err);
}

static void test_case__board(void **state)
{
    small *s = *state;
    acm_board_row rows[8];
    size_t count;
    assert_ok(acm_case_board(s->c, rows, sizeof *rows, COUNT_OF(rows), &count));
    static const struct {
        const char *key;
        acm_state state;
        uint32_t required;
    } expected[] = {
        {"plan", ACM_STATE_ACTIVE, 1},
        {"plan/100", ACM_STATE_ENABLED, 1},
        {"plan/101", ACM_STATE_ENABLED, 0},
        {"build", ACM_STATE_AVAILABLE, 1},
    };
    assert_int_equal(count, 1 + COUNT_OF(expected));
    assert_int_equal(rows[0].item, 1);
    assert_int_equal(rows[0].parent, 0);
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        const acm_board_row *row = &rows[i + 1];
        assert_int_equal(row->item, small_id(s, expected[i].key));
        assert_int_equal(row->state, expected[i].state);
        assert_int_equal(row->required != 0, expected[i].required);
        assert_int_equal(row->performer, 0);
    }
    assert_int_equal(rows[2].parent, rows[1].instance);
}

static void test_case__board_strides(void **state)
{
    small *s = *state;
    struct {
        acm_board_row row;
        uint64_t later;
    } wide[3];
    acm_board_row row;
    size_t count;
    memset(wide, 0xAA, sizeof wide);
    assert_ok(acm_case_board(s->c, &wide[0].row, sizeof *wide, 2, &count));
    assert_int_equal(count, 5);
    assert_int_equal(wide[1].later, 0);
    assert_int_equal(wide[2].later, 0xAAAAAAAAAAAAAAAA);
    assert_ok(acm_case_board(s->c, NULL, sizeof row, 0, &count));
    assert_int_equal(count, 5);
    assert_status(acm_case_board(s->c, &row, sizeof row - 4, 1, &count), ACM_E_VERSION);
    assert_int_equal(count, 0);
    assert_status(acm_case_board(NULL, &row, sizeof row, 1, &count), ACM_E_INVALID);
    assert_status(acm_case_board(s->c, NULL, sizeof row, 1, &count), ACM_E_INVALID);
    assert_status(acm_case_board(s->c, &row, sizeof row, 1, NULL), ACM_E_INVALID);
}

static void test_case__getters_take_anything(void **state)
{
    small *s = *state;
    static const acm_id unknown[] = {0, 999, UINT32_MAX};
    for (size_t i = 0; i < COUNT_OF(unknown); i++) {
        assert_int_equal(acm_case_item_state(s->c, unknown[i]), ACM_STATE_NONE);
        assert_int_equal(acm_case_condition_state(s->c, unknown[i]), ACM_CONDITION_STATE_NONE);
    }
    assert_int_equal(acm_case_item_state(s->c, small_id(s, "build/in-1")), ACM_STATE_NONE);
    assert_int_equal(acm_case_condition_state(s->c, small_id(s, "build")),
                     ACM_CONDITION_STATE_NONE);
    assert_int_equal(acm_case_state(NULL), ACM_STATE_NONE);
    assert_int_equal(acm_case_item_state(NULL, 1), ACM_STATE_NONE);
    assert_int_equal(acm_case_condition_state(NULL, 1), ACM_CONDITION_STATE_NONE);
    assert_int_equal(acm_case_time(NULL), 0);
    assert_null(acm_case_playbook(NULL));
    assert_null(acm_case_roster(NULL));
    acm_case_free(NULL);
}

int main(void)
{
#define CASE_TEST(name)                                                                            \
    cmocka_unit_test_setup_teardown(test_case__##name, small_setup, small_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_case__options_init),
        CASE_TEST(begins),
        CASE_TEST(options_are_checked),
        CASE_TEST(options_of_a_later_version),
        CASE_TEST(plan_is_one_stage),
        CASE_TEST(scope_leaves_items_out),
        CASE_TEST(nothing_in_scope_is_refused),
        CASE_TEST(facts_hold_before_anything_begins),
        cmocka_unit_test(test_case__states_have_names),
        CASE_TEST(keeps_playbook_and_roster_alive),
        CASE_TEST(without_roster_roles_refuse),
        CASE_TEST(roles_may_be_recorded_only),
        CASE_TEST(dup_goes_its_own_way),
        CASE_TEST(board),
        CASE_TEST(board_strides),
        CASE_TEST(getters_take_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
