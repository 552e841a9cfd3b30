/* Facts of each kind: what they are told as, what is refused, what expressions make of them. */
#include "support/lines.h"

#include <stdio.h>

enum {
    DAY = 86400000
};

#define MARCH_31 INT64_C(1774915200000) /* 2026-03-31 */

/* The value of a fact as a command gives it. */
typedef struct value {
    acm_value_kind kind;
    int64_t integer;
    double real;
    const char *text;
} value;

static acm_status set_value(world *w, value v, acm_error *err)
{
    char text[256];
    int len = snprintf(text, sizeof text, "x%s", v.text ? v.text : "");
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .text_len = 1,
                           .value_kind = v.kind,
                           .value_at = 1,
                           .value_len = (uint32_t)len - 1,
                           .integer = v.integer,
                           .real = v.real};
    return acm_case_post(w->c, &command, sizeof command, 1, text, (size_t)len, NULL, err);
}

static void test_facts__events_tell_the_value(void **state)
{
    static const struct {
        value value;
        const char *told;
    } rows[] = {
        {{.kind = ACM_VALUE_NULL, .integer = 5}, "x=null"},
        {{.kind = ACM_VALUE_BOOLEAN, .integer = 2}, "x=true"},
        {{.kind = ACM_VALUE_BOOLEAN}, "x=false"},
        {{.kind = ACM_VALUE_INTEGER, .integer = INT64_MIN}, "x=-9223372036854775808"},
        {{.kind = ACM_VALUE_DOUBLE, .real = 2.5}, "x=2.5"},
        {{.kind = ACM_VALUE_DOUBLE, .real = 2}, "x=2.0"},
        {{.kind = ACM_VALUE_DOUBLE, .real = -0.0}, "x=0.0"},
        {{.kind = ACM_VALUE_DOUBLE, .real = 1e300}, "x=1.0000000000000001e+300"},
        {{.kind = ACM_VALUE_STRING, .text = "two\nlines\n"}, "x='two\\nlines\\n'"},
        {{.kind = ACM_VALUE_STRING, .text = "it's a \\ \"\t\""}, "x='it\\'s a \\\\ \"\\t\"'"},
        {{.kind = ACM_VALUE_STRING, .text = "2"}, "x='2'"},
        {{.kind = ACM_VALUE_STRING}, "x=''"},
        {{.kind = ACM_VALUE_TIME, .integer = MARCH_31}, "x=2026-03-31T00:00Z"},
        {{.kind = ACM_VALUE_TIME, .integer = MARCH_31 + 61000}, "x=2026-03-31T00:01:01Z"},
        {{.kind = ACM_VALUE_TIME, .integer = MARCH_31 - 1}, "x=2026-03-30T23:59:59.999Z"},
        {{.kind = ACM_VALUE_TIME, .integer = INT64_C(-62135596800000)}, "x=0001-01-01T00:00Z"},
        {{.kind = ACM_VALUE_TIME, .integer = INT64_C(253402300799999)},
         "x=9999-12-31T23:59:59.999Z"},
        {{.kind = ACM_VALUE_SET, .text = ""}, "x={}"},
        {{.kind = ACM_VALUE_SET, .text = "teams"}, "x={'teams'}"},
        {{.kind = ACM_VALUE_SET, .text = "b\na b\nb\na"}, "x={'a', 'a b', 'b'}"},
    };
    world w;
    acm_event event;
    size_t n;
    (void)state;
    OPEN(&w, "task a");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_log_clear(w.log);
        assert_ok(set_value(&w, rows[i].value, NULL));
        assert_ok(acm_log_drain(w.log, &event, sizeof event, 1, &n, NULL));
        assert_string_equal(acm_log_text(w.log, &event), rows[i].told);
    }
    close_world(&w);
}

static void test_facts__values_that_make_no_sense(void **state)
{
    static const struct {
        value value;
        const char *message;
    } rows[] = {
        {{.kind = -1}, "the value of a fact is of no kind"},
        {{.kind = ACM_VALUE_SET + 1}, "the value of a fact is of no kind"},
        {{.kind = ACM_VALUE_TIME, .integer = INT64_C(-62135596800001)},
         "the time that a fact gives lies outside the years 1 to 9999"},
        {{.kind = ACM_VALUE_TIME, .integer = INT64_C(253402300800000)},
         "the time that a fact gives lies outside the years 1 to 9999"},
        {{.kind = ACM_VALUE_SET, .text = "\n"}, "a member of the set that a fact gives is empty"},
        {{.kind = ACM_VALUE_SET, .text = "a\n"}, "a member of the set that a fact gives is empty"},
        {{.kind = ACM_VALUE_SET, .text = "\na"}, "a member of the set that a fact gives is empty"},
        {{.kind = ACM_VALUE_SET, .text = "a\n\nb"},
         "a member of the set that a fact gives is empty"},
    };
    world w;
    acm_error err;
    (void)state;
    OPEN(&w, "task a", "task b", "b enters if x == null");
    assert_ok(set_fact(&w, "x", 3));
    size_t before = acm_log_count(w.log);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(set_value(&w, rows[i].value, &err), ACM_E_INVALID, &err);
        assert_string_equal(err.message, rows[i].message);
        assert_int_equal(acm_log_count(w.log), before);
    }
    assert_status(set_value(&w, (value){.kind = ACM_VALUE_SET, .text = NOT_UTF8}, NULL),
                  ACM_E_ENCODING);
    close_world(&w);
}

static void test_facts__open_gates(void **state)
{
    static const struct {
        const char *gate;
        value value;
        bool opens;
    } rows[] = {
        {"b enters if x >= '2026-03-31'", {.kind = ACM_VALUE_TIME, .integer = MARCH_31}, true},
        {"b enters if x > '2026-03-31'", {.kind = ACM_VALUE_TIME, .integer = MARCH_31}, false},
        {"b enters if x == '2026-03-31T02:00+02:00'",
         {.kind = ACM_VALUE_TIME, .integer = MARCH_31},
         true},
        {"b enters if x - 'P1M' == '2026-02-28'",
         {.kind = ACM_VALUE_TIME, .integer = MARCH_31},
         true},
        {"b enters if x == 'a'", {.kind = ACM_VALUE_SET, .text = "a"}, false},
        {"b enters if 'a' in x", {.kind = ACM_VALUE_SET, .text = "c\na\nb"}, true},
        {"b enters if 'ab' in x", {.kind = ACM_VALUE_SET, .text = "c\na\nb"}, false},
        {"b enters if 'a' in x && empty x", {.kind = ACM_VALUE_SET, .text = ""}, false},
        {"b enters if x != null && empty x", {.kind = ACM_VALUE_SET, .text = ""}, true},
        {"b enters if var:contains(x, 'a', 'c')", {.kind = ACM_VALUE_SET, .text = "c\na"}, true},
        {"b enters if x == services", {.kind = ACM_VALUE_SET, .text = "teams\nexchange"}, true},
        {"b enters if x == services",
         {.kind = ACM_VALUE_SET, .text = "teams\nexchange\nteams"},
         true},
        {"b enters if x == services", {.kind = ACM_VALUE_SET, .text = "teams"}, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        world w;
        OPEN(&w, "task a Exchange", "task a2 Teams", "task b", rows[i].gate);
        assert_ok(set_value(&w, rows[i].value, NULL));
        if ((acm_case_item_state(w.c, id_of(&w, "b")) == ACM_STATE_ACTIVE) != rows[i].opens)
            fail_msg("%s, with '%s'", rows[i].gate, rows[i].value.text);
        close_world(&w);
    }
}

static void test_facts__sentences_show_the_values_seen(void **state)
{
    world w;
    acm_blocker blocker;
    size_t count;
    char sentence[160];
    (void)state;
    OPEN(&w, "task a", "task b", "b enters if 'c' in x and y");
    assert_ok(set_value(&w, (value){.kind = ACM_VALUE_SET, .text = "b\na"}, NULL));
    assert_ok(acm_case_explain(w.c, id_of(&w, "b"), 0, ACM_COMMAND_COMPLETE, 0, &blocker,
                               sizeof blocker, 1, &count));
    assert_ok(acm_case_explain_text(w.c, &blocker, "en", sentence, sizeof sentence, NULL));
    assert_string_equal(sentence,
                        "the rule of \"b\" does not hold: 'c' in x and y (x = {'a', 'b'}, "
                        "y = null)");
    assert_ok(set_value(&w, (value){.kind = ACM_VALUE_TIME, .integer = MARCH_31}, NULL));
    assert_ok(acm_case_explain_text(w.c, &blocker, "en", sentence, sizeof sentence, NULL));
    assert_non_null(strstr(sentence, "(x = 2026-03-31T00:00Z, y = null)"));
    close_world(&w);
}

static void test_facts__a_copy_has_sets_of_its_own(void **state)
{
    world w;
    acm_case *copy;
    const acm_command fact = {
        .kind = ACM_COMMAND_SET_FACT, .text_len = 1, .value_kind = ACM_VALUE_BOOLEAN, .integer = 1};
    (void)state;
    OPEN(&w, "task a", "task b", "b enters if 'a' in x and y");
    assert_ok(set_value(&w, (value){.kind = ACM_VALUE_SET, .text = "b\na"}, NULL));
    assert_ok(acm_case_dup(w.c, w.log, &copy, NULL));
    assert_ok(set_value(&w, (value){.kind = ACM_VALUE_SET, .text = "b"}, NULL));
    assert_ok(acm_case_post(copy, &fact, sizeof fact, 1, "y", 1, NULL, NULL));
    assert_int_equal(acm_case_item_state(copy, id_of(&w, "b")), ACM_STATE_ACTIVE);
    acm_case_free(copy);
    close_world(&w);
}

static void test_facts__a_timer_waits_for_a_time(void **state)
{
    static const struct {
        const char *timer;
        value value;
        int64_t due; /* -1: the timer does not run */
    } rows[] = {
        {"timer t timer=${x} available_when=x!=null",
         {.kind = ACM_VALUE_TIME, .integer = MARCH_31},
         MARCH_31},
        {"timer t timer=${x-'P1M'} available_when=x!=null",
         {.kind = ACM_VALUE_TIME, .integer = MARCH_31},
         MARCH_31 - INT64_C(31) * DAY},
        {"timer t timer=#{x} available_when=x!=null",
         {.kind = ACM_VALUE_STRING, .text = "2026-03-31"},
         MARCH_31},
        {"timer t timer=${x} available_when=x!=null",
         {.kind = ACM_VALUE_STRING, .text = "P1M"},
         INT64_C(31) * DAY},
        {"timer t timer=${x} available_when=x!=null", {.kind = ACM_VALUE_SET, .text = "P1M"}, -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        world w;
        int64_t due;
        OPEN(&w, "task a", rows[i].timer);
        assert_int_equal(acm_case_next_timer(w.c, &due), 0);
        assert_ok(set_value(&w, rows[i].value, NULL));
        bool runs = acm_case_next_timer(w.c, &due) != 0;
        if (runs != (rows[i].due >= 0) || (runs && due != rows[i].due))
            fail_msg("row %zu is due at %lld", i, (long long)due);
        close_world(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts__events_tell_the_value),
        cmocka_unit_test(test_facts__values_that_make_no_sense),
        cmocka_unit_test(test_facts__open_gates),
        cmocka_unit_test(test_facts__sentences_show_the_values_seen),
        cmocka_unit_test(test_facts__a_copy_has_sets_of_its_own),
        cmocka_unit_test(test_facts__a_timer_waits_for_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
