#include "support/test.h"

static acm_roster *new_roster(void)
{
    acm_roster *roster;
    assert_ok(acm_roster_new(NULL, &roster, NULL));
    return roster;
}

static void test_roster__participants_are_found_by_key(void **state)
{
    (void)state;
    acm_roster *roster = new_roster();
    acm_id ana, ben;
    assert_int_equal(acm_roster_count(roster), 0);
    assert_ok(acm_roster_add(roster, "ana", "Ana Gómez", "FastTrack Manager; SME", &ana, NULL));
    assert_ok(acm_roster_add(roster, "ben", NULL, "", &ben, NULL));
    assert_int_equal(ana, 1);
    assert_int_equal(ben, 2);
    assert_int_equal(acm_roster_count(roster), 2);
    assert_int_equal(acm_roster_find(roster, "ana"), ana);
    assert_int_equal(acm_roster_find(roster, "ben"), ben);
    assert_int_equal(acm_roster_find(roster, "Ana Gómez"), 0);
    assert_string_equal(acm_roster_key(roster, ana), "ana");
    assert_string_equal(acm_roster_name(roster, ana), "Ana Gómez");
    assert_string_equal(acm_roster_name(roster, ben), "ben");
    acm_roster_free(roster);
}

static void test_roster__many_participants(void **state)
{
    (void)state;
    acm_roster *roster = new_roster();
    char key[] = "person-000";
    for (int i = 0; i < 1000; i++) {
        key[7] = (char)('0' + i / 100);
        key[8] = (char)('0' + i / 10 % 10);
        key[9] = (char)('0' + i % 10);
        assert_ok(acm_roster_add(roster, key, NULL, "a role of its own", NULL, NULL));
    }
    assert_int_equal(acm_roster_count(roster), 1000);
    assert_int_equal(acm_roster_find(roster, "person-700"), 701);
    assert_string_equal(acm_roster_key(roster, 1000), "person-999");
    acm_roster_free(roster);
}

static void test_roster__refused_additions_change_nothing(void **state)
{
    (void)state;
    acm_error err;
    acm_id id = 99;
    char long_key[257];
    memset(long_key, 'k', 256);
    long_key[256] = '\0';
    acm_roster *roster = new_roster();
    assert_ok(acm_roster_add(roster, "ana", NULL, NULL, NULL, NULL));

    assert_refused(acm_roster_add(roster, "ana", NULL, NULL, &id, &err), ACM_E_EXISTS, &err);
    assert_int_equal(id, 0);
    assert_refused(acm_roster_add(roster, NULL, NULL, NULL, &id, &err), ACM_E_INVALID, &err);
    assert_refused(acm_roster_add(roster, "", NULL, NULL, &id, &err), ACM_E_INVALID, &err);
    assert_string_equal(err.message, "the key is empty");
    assert_refused(acm_roster_add(roster, long_key, NULL, NULL, &id, &err), ACM_E_LIMIT, &err);
    assert_refused(acm_roster_add(roster, NOT_UTF8, NULL, NULL, &id, &err), ACM_E_ENCODING, &err);
    assert_refused(acm_roster_add(roster, "k", NOT_UTF8, NULL, &id, &err), ACM_E_ENCODING, &err);
    assert_refused(acm_roster_add(roster, "k", NULL, NOT_UTF8, &id, &err), ACM_E_ENCODING, &err);
    assert_refused(acm_roster_add(NULL, "k", NULL, NULL, &id, &err), ACM_E_INVALID, &err);
    assert_int_equal(acm_roster_count(roster), 1);
    assert_int_equal(acm_roster_find(roster, "k"), 0);

    long_key[255] = '\0';
    assert_ok(acm_roster_add(roster, long_key, NULL, NULL, &id, NULL));
    assert_int_equal(id, 2);
    acm_roster_free(roster);
}

static void test_roster__null_and_unknown_ids(void **state)
{
    (void)state;
    acm_error err;
    acm_roster *roster = new_roster();
    assert_refused(acm_roster_new(NULL, NULL, &err), ACM_E_INVALID, &err);
    assert_int_equal(acm_roster_find(NULL, "ana"), 0);
    assert_int_equal(acm_roster_find(roster, NULL), 0);
    assert_int_equal(acm_roster_count(NULL), 0);
    static const acm_id unknown[] = {0, 1, UINT32_MAX};
    for (size_t i = 0; i < COUNT_OF(unknown); i++) {
        assert_null(acm_roster_name(roster, unknown[i]));
        assert_null(acm_roster_key(roster, unknown[i]));
    }
    assert_null(acm_roster_name(NULL, 1));
    assert_null(acm_roster_key(NULL, 1));
    assert_null(acm_roster_retain(NULL));
    acm_roster_free(NULL);
    acm_roster_free(roster);
}

static void test_roster__lives_until_the_last_reference(void **state)
{
    (void)state;
    acm_roster *roster = new_roster();
    assert_ptr_equal(acm_roster_retain(roster), roster);
    acm_roster_free(roster);
    assert_ok(acm_roster_add(roster, "ana", NULL, NULL, NULL, NULL));
    assert_int_equal(acm_roster_count(roster), 1);
    acm_roster_free(roster);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roster__participants_are_found_by_key),
        cmocka_unit_test(test_roster__many_participants),
        cmocka_unit_test(test_roster__refused_additions_change_nothing),
        cmocka_unit_test(test_roster__null_and_unknown_ids),
        cmocka_unit_test(test_roster__lives_until_the_last_reference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
