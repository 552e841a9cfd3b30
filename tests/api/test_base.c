#include "support/memory.h"
#include "support/test.h"

static void test_base__version_is_that_of_the_header(void **state)
{
    (void)state;
    assert_int_equal(acm_version(), ACM_VERSION_NUMBER);
    assert_string_equal(acm_version_text(), ACM_VERSION_TEXT);
}

static void test_base__every_status_has_its_name(void **state)
{
    (void)state;
    static const struct {
        acm_status status;
        const char *name;
    } rows[] = {
#define ROW(status) {status, #status}
        ROW(ACM_OK),           ROW(ACM_E_NOMEM),     ROW(ACM_E_INVALID),
        ROW(ACM_E_NOTFOUND),   ROW(ACM_E_AMBIGUOUS), ROW(ACM_E_ENCODING),
        ROW(ACM_E_LIMIT),      ROW(ACM_E_SYNTAX),    ROW(ACM_E_UNSUPPORTED),
        ROW(ACM_E_VERSION),    ROW(ACM_E_BUFFER),    ROW(ACM_E_CALLBACK),
        ROW(ACM_E_INTERNAL),   ROW(ACM_E_EXISTS),    ROW(ACM_E_MODEL),
        ROW(ACM_E_STATE),      ROW(ACM_E_ROLE),      ROW(ACM_E_CONDITION),
        ROW(ACM_E_INCOMPLETE), ROW(ACM_E_SCOPE),     ROW(ACM_E_BUDGET),
#undef ROW
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(rows[i].status, -(int)i);
        assert_string_equal(acm_status_name(rows[i].status), rows[i].name);
    }
    static const acm_status unknown[] = {1, -(int)COUNT_OF(rows), INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < COUNT_OF(unknown); i++)
        assert_string_equal(acm_status_name(unknown[i]), "ACM_E_UNKNOWN");
}

static void test_base__struct_sizes_are_those_of_the_headers(void **state)
{
    (void)state;
    static const size_t sizes[] = {
        [ACM_STRUCT_ERROR] = sizeof(acm_error),
        [ACM_STRUCT_ALLOCATOR] = sizeof(acm_allocator),
        [ACM_STRUCT_ITEM] = sizeof(acm_item),
        [ACM_STRUCT_CONDITION] = sizeof(acm_condition),
        [ACM_STRUCT_REF] = sizeof(acm_ref),
        [ACM_STRUCT_DIAGNOSTIC] = sizeof(acm_diagnostic),
        [ACM_STRUCT_MAPPING_OPTIONS] = sizeof(acm_mapping_options),
        [ACM_STRUCT_PAGE_OPTIONS] = sizeof(acm_page_options),
        [ACM_STRUCT_EVENT] = sizeof(acm_event),
        [ACM_STRUCT_COMMAND] = sizeof(acm_command),
        [ACM_STRUCT_CASE_OPTIONS] = sizeof(acm_case_options),
        [ACM_STRUCT_BOARD_ROW] = sizeof(acm_board_row),
        [ACM_STRUCT_BLOCKER] = sizeof(acm_blocker),
        [ACM_STRUCT_SCENARIO_OPTIONS] = sizeof(acm_scenario_options),
        [ACM_STRUCT_SCENARIO_RESULT] = sizeof(acm_scenario_result),
        [ACM_STRUCT_NUMBERED] = sizeof(acm_numbered),
        [ACM_STRUCT_PLACE] = sizeof(acm_place),
        [ACM_STRUCT_PAGE] = sizeof(acm_page),
        [ACM_STRUCT_SOURCE_FILE] = sizeof(acm_source_file),
        [ACM_STRUCT_SOURCE] = sizeof(acm_source),
        [ACM_STRUCT_MEMORY_SOURCE] = sizeof(acm_memory_source),
        [ACM_STRUCT_FOLDER_OPTIONS] = sizeof(acm_folder_options),
        [ACM_STRUCT_JSON_OPTIONS] = sizeof(acm_json_options),
        [ACM_STRUCT_LINT_OPTIONS] = sizeof(acm_lint_options),
        [ACM_STRUCT_CMMN_OPTIONS] = sizeof(acm_cmmn_options),
        [ACM_STRUCT_SCENARIO_OUTCOME] = sizeof(acm_scenario_outcome),
        [ACM_STRUCT_PLAN_OPTIONS] = sizeof(acm_plan_options),
        [ACM_STRUCT_PLAN_STEP] = sizeof(acm_plan_step),
        [ACM_STRUCT_PLAN_RESULT] = sizeof(acm_plan_result),
    };
    for (size_t i = 0; i < COUNT_OF(sizes); i++)
        assert_int_equal(acm_struct_size((acm_struct)i), sizes[i]);
    assert_int_equal(acm_struct_size(-1), 0);
    assert_int_equal(acm_struct_size((acm_struct)COUNT_OF(sizes)), 0);
    assert_int_equal(acm_struct_size(INT32_MIN), 0);
}

static void test_base__error_init_clears_all(void **state)
{
    (void)state;
    acm_error err, expected = {.struct_size = sizeof expected};
    memset(&err, 0xAA, sizeof err);
    acm_error_init(&err);
    assert_memory_equal(&err, &expected, sizeof err);
    acm_error_init(NULL);
}

static void test_base__error_of_unknown_size_is_not_written(void **state)
{
    (void)state;
    acm_error err, before;
    acm_id id;
    memset(&err, 0xAA, sizeof err);
    err.struct_size = 4;
    before = err;
    assert_status(acm_playbook_find(NULL, "x", ACM_NTS, &id, &err), ACM_E_INVALID);
    assert_memory_equal(&err, &before, sizeof err);
}

static void test_base__error_is_overwritten_by_the_next_failure(void **state)
{
    (void)state;
    acm_error err;
    acm_roster *roster;
    assert_refused(acm_roster_new(NULL, NULL, &err), ACM_E_INVALID, &err);
    assert_ok(acm_roster_new(NULL, &roster, &err));
    assert_ok(acm_roster_add(roster, "ana", NULL, NULL, NULL, &err));
    assert_status(acm_roster_add(roster, "ana", NULL, NULL, NULL, &err), ACM_E_EXISTS);
    assert_int_equal(err.status, ACM_E_EXISTS);
    acm_roster_free(roster);
}

static void test_base__allocator_init_gives_malloc(void **state)
{
    (void)state;
    acm_allocator a;
    memset(&a, 0xAA, sizeof a);
    acm_allocator_init(&a);
    assert_int_equal(a.struct_size, sizeof a);
    char *p = a.allocate(a.context, 10);
    assert_non_null(p);
    memcpy(p, "123456789", 10);
    p = a.reallocate(a.context, p, 1000);
    assert_string_equal(p, "123456789");
    a.release(a.context, p);
    a.release(a.context, NULL);
    acm_allocator_init(NULL);
}

static void test_base__allocator_is_used_and_checked(void **state)
{
    (void)state;
    acm_error err;
    acm_roster *roster;
    test_memory memory;
    acm_allocator a = test_memory_init(&memory);
    assert_ok(acm_roster_new(&a, &roster, NULL));
    assert_true(memory.live > 0);
    acm_roster_free(roster);
    assert_int_equal(memory.live, 0);

    a.struct_size = 4;
    assert_refused(acm_roster_new(&a, &roster, &err), ACM_E_VERSION, &err);
    assert_null(roster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base__version_is_that_of_the_header),
        cmocka_unit_test(test_base__every_status_has_its_name),
        cmocka_unit_test(test_base__struct_sizes_are_those_of_the_headers),
        cmocka_unit_test(test_base__error_init_clears_all),
        cmocka_unit_test(test_base__error_of_unknown_size_is_not_written),
        cmocka_unit_test(test_base__error_is_overwritten_by_the_next_failure),
        cmocka_unit_test(test_base__allocator_init_gives_malloc),
        cmocka_unit_test(test_base__allocator_is_used_and_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
