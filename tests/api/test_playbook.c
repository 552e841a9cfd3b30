#include "support/small.h"

static void test_playbook__items_in_document_order(void **state)
{
    small *s = *state;
    acm_item items[8];
    size_t count;
    assert_ok(acm_playbook_items(s->playbook, items, sizeof *items, COUNT_OF(items), &count));
    assert_int_equal(count, 8);
    const acm_item root = {
        .id = 1, .kind = ACM_ITEM_STAGE, .part = ACM_PART_PLAYBOOK, .number = -1};
    assert_memory_equal(&items[0], &root, sizeof root);
    const acm_item task = {.id = 3,
                           .parent = 2,
                           .kind = ACM_ITEM_TASK,
                           .depth = 2,
                           .number = 100,
                           .flags = ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL};
    assert_memory_equal(&items[2], &task, sizeof task);
    for (size_t i = 1; i < count; i++)
        assert_true(items[i].parent < items[i].id);
}

static void test_playbook__counts_without_room(void **state)
{
    small *s = *state;
    acm_item one;
    acm_ref ref;
    acm_condition condition;
    acm_id term;
    size_t count;
    assert_ok(acm_playbook_items(s->playbook, &one, sizeof one, 1, &count));
    assert_int_equal(count, 8);
    assert_int_equal(one.id, 1);
    assert_ok(acm_playbook_items(s->playbook, NULL, sizeof one, 0, &count));
    assert_int_equal(count, 8);
    assert_ok(acm_playbook_conditions(s->playbook, 0, &condition, sizeof condition, 1, &count));
    assert_int_equal(count, 2);
    assert_ok(acm_playbook_refs(s->playbook, 0, 0, &ref, sizeof ref, 1, &count));
    assert_int_equal(count, 8);
    assert_ok(acm_playbook_terms(s->playbook, ACM_TERM_ROLE, &term, 1, &count));
    assert_int_equal(count, 2);
    assert_ok(acm_playbook_terms(s->playbook, ACM_TERM_PHASE, NULL, 0, &count));
    assert_int_equal(count, 0);
}

static void test_playbook__larger_strides_get_a_zeroed_tail(void **state)
{
    small *s = *state;
    struct {
        acm_item item;
        uint64_t later;
    } items[8];
    size_t count;
    memset(items, 0xAA, sizeof items);
    assert_ok(acm_playbook_items(s->playbook, &items[0].item, sizeof *items, 7, &count));
    for (acm_id i = 0; i < 7; i++) {
        assert_int_equal(items[i].item.id, i + 1);
        assert_int_equal(items[i].later, 0);
    }
    assert_int_equal(items[7].later, 0xAAAAAAAAAAAAAAAA);
}

static void test_playbook__smaller_strides_are_refused(void **state)
{
    small *s = *state;
    acm_item item;
    acm_condition condition;
    acm_ref ref;
    size_t count = 99;
    assert_status(acm_playbook_items(s->playbook, &item, sizeof item - 1, 1, &count),
                  ACM_E_VERSION);
    assert_int_equal(count, 0);
    assert_status(acm_playbook_conditions(s->playbook, 0, &condition, 4, 1, &count), ACM_E_VERSION);
    assert_status(acm_playbook_refs(s->playbook, 0, 0, &ref, 0, 1, &count), ACM_E_VERSION);
}

static void test_playbook__records_need_their_arguments(void **state)
{
    small *s = *state;
    acm_item item;
    acm_condition condition;
    acm_ref ref;
    acm_id term;
    size_t count;
    assert_status(acm_playbook_items(NULL, &item, sizeof item, 1, &count), ACM_E_INVALID);
    assert_status(acm_playbook_items(s->playbook, NULL, sizeof item, 1, &count), ACM_E_INVALID);
    assert_status(acm_playbook_items(s->playbook, &item, sizeof item, 1, NULL), ACM_E_INVALID);
    assert_status(acm_playbook_conditions(NULL, 0, &condition, sizeof condition, 1, &count),
                  ACM_E_INVALID);
    assert_status(acm_playbook_conditions(s->playbook, 999, NULL, sizeof condition, 0, &count),
                  ACM_E_NOTFOUND);
    assert_status(acm_playbook_refs(NULL, 0, 0, &ref, sizeof ref, 1, &count), ACM_E_INVALID);
    assert_status(acm_playbook_refs(s->playbook, 999, 0, NULL, sizeof ref, 0, &count),
                  ACM_E_NOTFOUND);
    assert_status(acm_playbook_terms(NULL, ACM_TERM_ROLE, &term, 1, &count), ACM_E_INVALID);
    assert_status(acm_playbook_terms(s->playbook, 0, &term, 1, &count), ACM_E_INVALID);
    assert_status(acm_playbook_terms(s->playbook, 5, &term, 1, &count), ACM_E_INVALID);
}

static void test_playbook__conditions_of_an_item(void **state)
{
    small *s = *state;
    acm_condition c[2];
    size_t count;
    acm_id build = small_id(s, "build");
    assert_ok(acm_playbook_conditions(s->playbook, build, c, sizeof *c, COUNT_OF(c), &count));
    assert_int_equal(count, 2);
    assert_int_equal(c[0].id, small_id(s, "build/in-1"));
    assert_int_equal(c[0].gates, build);
    assert_int_equal(c[1].kind, ACM_CONDITION_OUTCOME);
    assert_int_equal(c[1].gates, small_id(s, "build/outcomes"));
    assert_ok(acm_playbook_conditions(s->playbook, small_id(s, "plan"), c, sizeof *c, 2, &count));
    assert_int_equal(count, 0);
}

static void test_playbook__refs_of_a_kind(void **state)
{
    small *s = *state;
    acm_ref refs[2];
    size_t count;
    assert_ok(acm_playbook_refs(s->playbook, small_id(s, "200"), ACM_REF_PERFORMER, refs,
                                sizeof *refs, COUNT_OF(refs), &count));
    assert_int_equal(count, 1);
    assert_int_equal(refs[0].target, small_id(s, "role:fasttrack_engineer"));
    assert_ok(acm_playbook_refs(s->playbook, 0, ACM_REF_SERVICE, refs, sizeof *refs, COUNT_OF(refs),
                                &count));
    assert_int_equal(count, 2);
}

static void test_playbook__finds_keys_and_numbers(void **state)
{
    small *s = *state;
    acm_id id;
    assert_ok(acm_playbook_find(s->playbook, "plan/100 and more", 8, &id, NULL));
    assert_string_equal(acm_playbook_key(s->playbook, id, NULL), "plan/100");
    assert_int_equal(small_id(s, "100"), id);
    size_t len;
    assert_string_equal(acm_playbook_key(s->playbook, small_id(s, "build/in-1"), &len),
                        "build/in-1");
    assert_int_equal(len, 10);
}

static void test_playbook__finds_nothing(void **state)
{
    small *s = *state;
    acm_error err;
    acm_id id = 99;
    static const char *const unknown[] = {"",      "999", "PLAN", "plan/", "99999999999999999999",
                                          NOT_UTF8};
    for (size_t i = 0; i < COUNT_OF(unknown); i++) {
        assert_refused(acm_playbook_find(s->playbook, unknown[i], ACM_NTS, &id, &err),
                       ACM_E_NOTFOUND, &err);
        assert_int_equal(id, 0);
    }
    assert_non_null(strstr(err.message, "'ab?('")); /* what is quoted is UTF-8 all the same */
    assert_refused(acm_playbook_find(NULL, "plan", ACM_NTS, &id, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_find(s->playbook, NULL, 4, &id, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_find(s->playbook, "plan", ACM_NTS, NULL, &err), ACM_E_INVALID,
                   &err);
}

static void test_playbook__ambiguous_number_lists_the_keys(void **state)
{
    (void)state;
    acm_error err;
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, id;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "a/7", NULL, 7, NULL, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "b/7", NULL, 7, NULL, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    assert_refused(acm_playbook_find(playbook, "7", ACM_NTS, &id, &err), ACM_E_AMBIGUOUS, &err);
    assert_non_null(strstr(err.message, "a/7"));
    assert_non_null(strstr(err.message, "b/7"));
    assert_ok(acm_playbook_find(playbook, "b/7", ACM_NTS, &id, &err));
    acm_playbook_free(playbook);
}

static void test_playbook__texts(void **state)
{
    small *s = *state;
    const char *used;
    size_t len;
    acm_id task = small_id(s, "100"), role = small_id(s, "role:fasttrack_manager");
    assert_string_equal(acm_playbook_text(s->playbook, task, ACM_TEXT_NAME, "pt", &used, &len),
                        "Agree on a date");
    assert_string_equal(used, "en");
    assert_int_equal(len, 15);
    assert_string_equal(acm_playbook_text(s->playbook, role, ACM_TEXT_NAME, NULL, NULL, NULL),
                        "FastTrack Manager");
    assert_string_equal(
        acm_playbook_text(s->playbook, small_id(s, "build/in-1"), ACM_TEXT_NAME, NULL, NULL, NULL),
        "The customer has licences");
    assert_null(acm_playbook_text(s->playbook, task, ACM_TEXT_BODY, NULL, &used, &len));
    assert_null(used);
    assert_int_equal(len, 0);
}

static void test_playbook__item_without_name_is_called_by_its_key(void **state)
{
    (void)state;
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, id;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "a/7", NULL, 7, NULL, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    assert_ok(acm_playbook_find(playbook, "7", ACM_NTS, &id, NULL));
    assert_string_equal(acm_playbook_text(playbook, id, ACM_TEXT_NAME, NULL, NULL, NULL), "a/7");
    acm_playbook_free(playbook);
}

static void test_playbook__getters_take_anything(void **state)
{
    small *s = *state;
    size_t len = 99;
    assert_null(acm_playbook_key(s->playbook, 0, &len));
    assert_int_equal(len, 0);
    assert_null(acm_playbook_key(s->playbook, UINT32_MAX, NULL));
    assert_null(acm_playbook_key(NULL, 1, NULL));
    assert_null(acm_playbook_text(NULL, 1, ACM_TEXT_NAME, NULL, NULL, NULL));
    assert_null(acm_playbook_text(s->playbook, 0, ACM_TEXT_NAME, NULL, NULL, NULL));
    assert_null(acm_playbook_text(s->playbook, UINT32_MAX, ACM_TEXT_NAME, NULL, NULL, NULL));
    assert_null(acm_playbook_text(s->playbook, 1, 99, NULL, NULL, NULL));
    assert_null(acm_playbook_text(s->playbook, 1, -1, NULL, NULL, NULL));
    assert_string_equal(acm_playbook_language(s->playbook, 0), "en");
    assert_null(acm_playbook_language(s->playbook, 1));
    assert_null(acm_playbook_language(s->playbook, SIZE_MAX));
    assert_null(acm_playbook_language(NULL, 0));
}

static void test_playbook__lives_until_the_last_reference(void **state)
{
    small *s = *state;
    assert_ptr_equal(acm_playbook_retain(s->playbook), s->playbook);
    acm_playbook_free(s->playbook);
    assert_string_equal(acm_playbook_key(s->playbook, 1, NULL) ? "lives" : "", "lives");
    assert_null(acm_playbook_retain(NULL));
    acm_playbook_free(NULL);
}

static int32_t count_bytes(void *user, const char *text, size_t len)
{
    (void)text;
    *(size_t *)user += len;
    return 0;
}

static void test_playbook__outline_of_what_the_builder_made_is_empty(void **state)
{
    small *s = *state;
    acm_error err;
    size_t bytes = 0;
    assert_ok(acm_playbook_outline(s->playbook, count_bytes, &bytes, NULL));
    assert_int_equal(bytes, 0);
    assert_refused(acm_playbook_outline(NULL, count_bytes, &bytes, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_outline(s->playbook, NULL, &bytes, &err), ACM_E_INVALID, &err);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_playbook__items_in_document_order),
        cmocka_unit_test(test_playbook__counts_without_room),
        cmocka_unit_test(test_playbook__larger_strides_get_a_zeroed_tail),
        cmocka_unit_test(test_playbook__smaller_strides_are_refused),
        cmocka_unit_test(test_playbook__records_need_their_arguments),
        cmocka_unit_test(test_playbook__conditions_of_an_item),
        cmocka_unit_test(test_playbook__refs_of_a_kind),
        cmocka_unit_test(test_playbook__finds_keys_and_numbers),
        cmocka_unit_test(test_playbook__finds_nothing),
        cmocka_unit_test(test_playbook__ambiguous_number_lists_the_keys),
        cmocka_unit_test(test_playbook__texts),
        cmocka_unit_test(test_playbook__item_without_name_is_called_by_its_key),
        cmocka_unit_test(test_playbook__getters_take_anything),
        cmocka_unit_test(test_playbook__lives_until_the_last_reference),
        cmocka_unit_test(test_playbook__outline_of_what_the_builder_made_is_empty),
    };
    return cmocka_run_group_tests(tests, small_setup, small_teardown);
}
