/* Reports of scenarios: TAP, JUnit XML and JSON. */
#include "support/test.h"

#include <acmplaybook.h>

/* What a report sends. */
typedef struct page {
    char text[6000];
    size_t len, calls;
    int32_t refuse;
} page;

static int32_t keep(void *user, const char *text, size_t len)
{
    page *p = user;
    assert_in_range(p->len + len, 1, sizeof p->text - 1);
    assert_int_equal(text[len - 1], '\n');
    memcpy(p->text + p->len, text, len);
    p->len += len;
    p->text[p->len] = '\0';
    p->calls++;
    return p->refuse;
}

static acm_scenario_outcome outcome(acm_scenario_verdict verdict, const char *id)
{
    acm_scenario_outcome o;
    acm_scenario_outcome_init(&o);
    o.verdict = verdict;
    o.id = id;
    return o;
}

static acm_scenario_report *open_report(acm_scenario_format format, size_t total, page *p)
{
    acm_scenario_report *report;
    assert_ok(acm_scenario_report_new(format, total, NULL, &report, keep, p, NULL));
    return report;
}

static void close_report(acm_scenario_report *report)
{
    assert_ok(acm_scenario_report_end(report, NULL));
    acm_scenario_report_free(report);
}

/* All kinds of outcomes, with what is hard to write. */
static void add_all(acm_scenario_report *report)
{
    acm_scenario_outcome passes = outcome(ACM_SCENARIO_PASSED, "fine # 1 \\ <\"&\">");
    acm_scenario_outcome fails = outcome(ACM_SCENARIO_FAILED, "fails");
    acm_scenario_outcome broken = outcome(ACM_SCENARIO_ERROR, NULL);
    acm_scenario_outcome skipped = outcome(ACM_SCENARIO_SKIPPED, "later");
    passes.microseconds = 1000001;
    passes.trace = "step 1\n  set  a=1\n";
    fails.file = "a/b.json";
    fails.line = 7;
    fails.step = 2;
    fails.message = "A: \"expected\"\n\xE2\x80\xA8 \x01";
    fails.diagnosis = "  step 2\n    A: <found>\tx\x02\n";
    fails.microseconds = 20;
    broken.file = "c.json";
    broken.message = "c.json:1:1: no JSON";
    skipped.message = "not here";
    assert_ok(acm_scenario_report_add(report, &passes, NULL));
    assert_ok(acm_scenario_report_add(report, &fails, NULL));
    assert_ok(acm_scenario_report_add(report, &broken, NULL));
    assert_ok(acm_scenario_report_add(report, &skipped, NULL));
}

static void test_scenario_report__tap(void **state)
{
    (void)state;
    page p = {.len = 0};
    acm_scenario_report *report = open_report(ACM_SCENARIO_TAP, 4, &p);
    add_all(report);
    close_report(report);
    assert_string_equal(p.text, "TAP version 13\n"
                                "1..4\n"
                                "# step 1\n"
                                "#   set  a=1\n"
                                "ok 1 - fine \\# 1 \\\\ <\"&\">\n"
                                "not ok 2 - fails\n"
                                "  ---\n"
                                "  message: \"A: \\\"expected\\\"    \"\n"
                                "  severity: fail\n"
                                "  file: \"a/b.json\"\n"
                                "  line: 7\n"
                                "  step: 2\n"
                                "  diagnosis: |\n"
                                "    step 2\n"
                                "        A: <found> x \n"
                                "  ...\n"
                                "not ok 3 - c.json\n"
                                "  ---\n"
                                "  message: \"c.json:1:1: no JSON\"\n"
                                "  severity: error\n"
                                "  file: \"c.json\"\n"
                                "  ...\n"
                                "ok 4 - later # SKIP not here\n"
                                "# 1 passed, 2 failed, 1 skipped\n");
    assert_int_equal(p.calls, 5);
}

/* A plan that is not known at first stands at the end. */
static void test_scenario_report__tap_of_unknown_length(void **state)
{
    (void)state;
    page p = {.len = 0};
    acm_scenario_report *report = open_report(ACM_SCENARIO_TAP, 0, &p);
    acm_scenario_outcome o = outcome(ACM_SCENARIO_PASSED, NULL);
    assert_ok(acm_scenario_report_add(report, &o, NULL));
    close_report(report);
    assert_string_equal(
        p.text, "TAP version 13\nok 1 - a scenario\n1..1\n# 1 passed, 0 failed, 0 skipped\n");
    p = (page){.len = 0};
    close_report(open_report(ACM_SCENARIO_TAP, 0, &p));
    assert_string_equal(p.text, "TAP version 13\n1..0\n# 0 passed, 0 failed, 0 skipped\n");
}

static void test_scenario_report__junit(void **state)
{
    (void)state;
    page p = {.len = 0};
    acm_scenario_report *report = open_report(ACM_SCENARIO_JUNIT, 4, &p);
    add_all(report);
    assert_int_equal(p.calls, 0);
    close_report(report);
    assert_string_equal(
        p.text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<testsuites name=\"acm-playbook\" tests=\"4\" failures=\"1\" errors=\"1\" "
                "time=\"1.000021\">\n"
                "  <testsuite name=\"scenarios\" tests=\"4\" failures=\"1\" errors=\"1\" "
                "skipped=\"1\" time=\"1.000021\">\n"
                "    <testcase name=\"fine # 1 \\ &lt;&quot;&amp;&quot;&gt;\" "
                "classname=\"scenario\" time=\"1.000001\">\n"
                "      <system-out>step 1\n  set  a=1\n</system-out>\n"
                "    </testcase>\n"
                "    <testcase name=\"fails\" classname=\"a/b.json\" time=\"0.000020\">\n"
                "      <failure message=\"A: &quot;expected&quot;&#10;\xE2\x80\xA8 \uFFFD\" "
                "type=\"expectation\">"
                "a/b.json:7\n  step 2\n    A: &lt;found&gt;\tx\uFFFD\n</failure>\n"
                "    </testcase>\n"
                "    <testcase name=\"c.json\" classname=\"c.json\" time=\"0.000000\">\n"
                "      <error message=\"c.json:1:1: no JSON\" type=\"unreadable\"></error>\n"
                "    </testcase>\n"
                "    <testcase name=\"later\" classname=\"scenario\" time=\"0.000000\">\n"
                "      <skipped message=\"not here\"/>\n"
                "    </testcase>\n"
                "  </testsuite>\n"
                "</testsuites>\n");
    assert_int_equal(p.calls, 1);
}

static void test_scenario_report__json(void **state)
{
    (void)state;
    page p = {.len = 0};
    acm_scenario_report *report = open_report(ACM_SCENARIO_JSON, 0, &p);
    add_all(report);
    close_report(report);
    assert_string_equal(
        p.text,
        "{\"id\":\"fine # 1 \\\\ <\\\"&\\\">\",\"verdict\":\"passed\",\"microseconds\":1000001,"
        "\"trace\":\"step 1\\n  set  a=1\\n\"}\n"
        "{\"id\":\"fails\",\"file\":\"a/"
        "b.json\",\"verdict\":\"failed\",\"step\":2,\"line\":7,\"microseconds\":20,"
        "\"message\":\"A: \\\"expected\\\"\\n\xE2\x80\xA8 \\u0001\",\"diagnosis\":\"  step 2\\n    "
        "A: <found>\\tx\\u0002\\n\"}\n"
        "{\"id\":\"c.json\",\"file\":\"c.json\",\"verdict\":\"error\",\"message\":\"c.json:1:1: no "
        "JSON\"}\n"
        "{\"id\":\"later\",\"verdict\":\"skipped\",\"message\":\"not here\"}\n");
}

static void test_scenario_report__nothing_given(void **state)
{
    (void)state;
    page p = {.len = 0};
    acm_error err;
    acm_scenario_report *report = (acm_scenario_report *)&p;
    acm_scenario_outcome_init(NULL);
    acm_scenario_report_free(NULL);
    assert_refused(acm_scenario_report_new(0, 0, NULL, &report, keep, &p, &err), ACM_E_INVALID,
                   &err);
    assert_null(report);
    assert_refused(acm_scenario_report_new(4, 0, NULL, &report, keep, &p, &err), ACM_E_INVALID,
                   &err);
    assert_refused(acm_scenario_report_new(1, 0, NULL, &report, NULL, &p, &err), ACM_E_INVALID,
                   &err);
    assert_refused(acm_scenario_report_new(1, 0, NULL, NULL, keep, &p, &err), ACM_E_INVALID, &err);
    acm_scenario_outcome o = outcome(ACM_SCENARIO_PASSED, "a");
    assert_refused(acm_scenario_report_add(NULL, &o, &err), ACM_E_INVALID, &err);
    assert_refused(acm_scenario_report_end(NULL, &err), ACM_E_INVALID, &err);
    assert_int_equal(p.calls, 0);
}

static void test_scenario_report__mistakes(void **state)
{
    (void)state;
    page p = {.len = 0};
    acm_error err;
    acm_scenario_report *report = open_report(ACM_SCENARIO_TAP, 1, &p);
    acm_scenario_outcome o = outcome(5, "a");
    assert_refused(acm_scenario_report_add(report, &o, &err), ACM_E_INVALID, &err);
    o = outcome(ACM_SCENARIO_FAILED, "a\xFF");
    assert_refused(acm_scenario_report_add(report, &o, &err), ACM_E_ENCODING, &err);
    o = outcome(ACM_SCENARIO_FAILED, "a");
    o.struct_size = 8;
    assert_refused(acm_scenario_report_add(report, &o, &err), ACM_E_VERSION, &err);
    assert_refused(acm_scenario_report_add(report, NULL, &err), ACM_E_INVALID, &err);
    assert_int_equal(p.calls, 0);
    assert_ok(acm_scenario_report_end(report, &err));
    o = outcome(ACM_SCENARIO_PASSED, "a");
    assert_refused(acm_scenario_report_add(report, &o, &err), ACM_E_INVALID, &err);
    assert_refused(acm_scenario_report_end(report, &err), ACM_E_INVALID, &err);
    acm_scenario_report_free(report);
}

static void test_scenario_report__the_sink_stops(void **state)
{
    (void)state;
    page p = {.refuse = 9};
    acm_error err;
    acm_scenario_report *report = open_report(ACM_SCENARIO_JSON, 1, &p);
    acm_scenario_outcome o = outcome(ACM_SCENARIO_PASSED, "a");
    assert_refused(acm_scenario_report_add(report, &o, &err), ACM_E_CALLBACK, &err);
    assert_int_equal(err.value, 9);
    acm_scenario_report_free(report);
    report = open_report(ACM_SCENARIO_JUNIT, 1, &p);
    assert_refused(acm_scenario_report_end(report, &err), ACM_E_CALLBACK, &err);
    acm_scenario_report_free(report);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scenario_report__tap),
        cmocka_unit_test(test_scenario_report__tap_of_unknown_length),
        cmocka_unit_test(test_scenario_report__junit),
        cmocka_unit_test(test_scenario_report__json),
        cmocka_unit_test(test_scenario_report__nothing_given),
        cmocka_unit_test(test_scenario_report__mistakes),
        cmocka_unit_test(test_scenario_report__the_sink_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
