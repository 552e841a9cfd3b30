/* What the names of a scenario mean: by origin, key, number, below the plan, by name; and which instance. */
#include "support/trial.h"

#include <stdio.h>

/*
 * first, second: processes of one shape, each with task 7, a condition and a task called "Twin"; in both the task that
 * the model calls PI_1. Only first begins by itself.
 */
typedef struct pages {
    acm_playbook *playbook;
    acm_case *c;
    acm_id first, second;
    acm_error err;
} pages;

static void add_page(acm_builder *b, acm_id root, const char *stem, uint32_t flags)
{
    char key[40];
    acm_id page, id, criterion;
    assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE, flags, stem, stem, -1, &page, NULL));
    assert_ok(acm_builder_place(b, page, ACM_PART_PROCESS, 1, 1, NULL));
    snprintf(key, sizeof key, "%s/7", stem);
    assert_ok(acm_builder_add(b, page, ACM_ITEM_TASK, 0, key, "Seven", 7, &id, NULL));
    assert_ok(acm_builder_control(b, id, ACM_CONTROL_ORIGIN, "PI_1", NULL));
    snprintf(key, sizeof key, "%s/twin", stem);
    assert_ok(acm_builder_add(b, page, ACM_ITEM_TASK, 0, key, "Twin", -1, &id, NULL));
    assert_ok(acm_builder_criterion(b, id, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL));
    snprintf(key, sizeof key, "%s/in-1", stem);
    assert_ok(
        acm_builder_condition(b, id, criterion, ACM_CONDITION_INPUT, 0, key, "in", NULL, NULL));
}

static acm_playbook *make_pages(uint32_t first, uint32_t second)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root;
    assert_ok(acm_builder_new(NULL, "en", "Twin", &b, &root, NULL));
    add_page(b, root, "first", first);
    add_page(b, root, "second", second);
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

static int setup(void **state)
{
    static pages p;
    p.playbook = make_pages(0, ACM_ITEM_MANUAL);
    assert_ok(acm_playbook_find(p.playbook, "first", ACM_NTS, &p.first, NULL));
    assert_ok(acm_playbook_find(p.playbook, "second", ACM_NTS, &p.second, NULL));
    assert_ok(acm_case_new(p.playbook, NULL, NULL, NULL, &p.c, NULL));
    acm_error_init(&p.err);
    *state = &p;
    return 0;
}

static int teardown(void **state)
{
    pages *p = *state;
    acm_case_free(p->c);
    acm_playbook_free(p->playbook);
    return 0;
}

static acm_status find(pages *p, acm_id plan, const char *name, acm_id *id)
{
    return acm_scenario_find(p->playbook, plan, name, ACM_NTS, id, &p->err);
}

static void assert_finds(pages *p, acm_id plan, const char *name, const char *key)
{
    acm_id id;
    assert_ok(find(p, plan, name, &id));
    assert_string_equal(acm_playbook_key(p->playbook, id, NULL), key);
}

static void test_scenario_names__within_the_plan(void **state)
{
    pages *p = *state;
    acm_id id;
    assert_refused(find(p, 0, "7", &id), ACM_E_AMBIGUOUS, &p->err);
    assert_finds(p, p->first, "7", "first/7");
    assert_finds(p, p->second, "7", "second/7");
    assert_refused(find(p, 0, "in-1", &id), ACM_E_NOTFOUND, &p->err);
    assert_finds(p, p->first, "in-1", "first/in-1");
    assert_finds(p, p->second, "twin", "second/twin");
    assert_refused(find(p, 0, "Seven", &id), ACM_E_AMBIGUOUS, &p->err);
    assert_non_null(strstr(p->err.message, "first/7 second/7"));
    assert_finds(p, p->second, "Seven", "second/7");
    assert_refused(find(p, 0, "PI_1", &id), ACM_E_AMBIGUOUS, &p->err);
    assert_finds(p, p->second, "PI_1", "second/7");
    assert_finds(p, p->first, "second/twin", "second/twin");
    assert_finds(p, p->first, "second", "second");
}

/* The root bears the name too, but is meant only where nothing else does. */
static void test_scenario_names__mistakes(void **state)
{
    pages *p = *state;
    acm_id id;
    assert_refused(find(p, 0, "Twin", &id), ACM_E_AMBIGUOUS, &p->err);
    assert_finds(p, p->second, "Twin", "second/twin");
    assert_refused(find(p, 999, "7", &id), ACM_E_NOTFOUND, &p->err);
    assert_refused(find(p, p->first, "nothing", &id), ACM_E_NOTFOUND, &p->err);
    assert_refused(acm_scenario_find(p->playbook, 0, NULL, 3, &id, &p->err), ACM_E_INVALID,
                   &p->err);
}

static acm_status pick(pages *p, const char *name, acm_command_kind command, int32_t nth,
                       acm_id *item, acm_id *instance)
{
    return acm_scenario_pick(p->c, name, ACM_NTS, command, nth, item, instance, &p->err);
}

/* Second has not begun: its items have no instances. */
static void test_scenario_names__the_one_that_fits(void **state)
{
    pages *p = *state;
    acm_id item, instance, first;
    assert_ok(pick(p, "PI_1", ACM_COMMAND_COMPLETE, -1, &item, &first));
    assert_string_equal(acm_playbook_key(p->playbook, item, NULL), "first/7");
    assert_int_equal(acm_case_instance_item(p->c, first), item);
    acm_command start = {.kind = ACM_COMMAND_START, .item = p->second};
    assert_ok(acm_case_post(p->c, &start, sizeof start, 1, NULL, 0, NULL, NULL));
    assert_refused(pick(p, "PI_1", ACM_COMMAND_COMPLETE, -1, &item, &instance), ACM_E_AMBIGUOUS,
                   &p->err);
    assert_non_null(strstr(p->err.message, "instances 0, 1 of PI_1"));
    assert_ok(pick(p, "PI_1", ACM_COMMAND_COMPLETE, 1, &item, &instance));
    assert_string_equal(acm_playbook_key(p->playbook, item, NULL), "second/7");
    acm_command done = {.kind = ACM_COMMAND_COMPLETE, .item = item, .instance = instance};
    assert_ok(acm_case_post(p->c, &done, sizeof done, 1, NULL, 0, NULL, NULL));
    assert_ok(pick(p, "Seven", ACM_COMMAND_COMPLETE, -1, &item, &instance));
    assert_int_equal(instance, first);
    assert_ok(pick(p, "Seven", ACM_COMMAND_RESUME, -1, &item, &instance));
    assert_string_equal(acm_playbook_key(p->playbook, item, NULL), "second/7");
    assert_refused(pick(p, "PI_1", ACM_COMMAND_COMPLETE, 2, &item, &instance), ACM_E_NOTFOUND,
                   &p->err);
}

static void test_scenario_names__of_conditions(void **state)
{
    pages *p = *state;
    acm_id item, instance;
    assert_ok(pick(p, "first/in-1", ACM_COMMAND_CONFIRM, -1, &item, &instance));
    assert_string_equal(acm_playbook_key(p->playbook, item, NULL), "first/in-1");
    const char *carrier =
        acm_playbook_key(p->playbook, acm_case_instance_item(p->c, instance), NULL);
    assert_string_equal(carrier, "first/twin");
    assert_ok(pick(p, "second/in-1", ACM_COMMAND_CONFIRM, -1, &item, &instance));
    assert_string_equal(acm_playbook_key(p->playbook, item, NULL), "second/in-1");
    assert_int_equal(instance, 0);
    assert_refused(pick(p, "second/in-1", ACM_COMMAND_CONFIRM, 0, &item, &instance), ACM_E_NOTFOUND,
                   &p->err);
}

static void test_scenario_names__nothing_given(void **state)
{
    pages *p = *state;
    acm_id item, instance;
    assert_refused(acm_scenario_pick(NULL, "7", ACM_NTS, 1, -1, &item, &instance, &p->err),
                   ACM_E_INVALID, &p->err);
    assert_refused(pick(p, "7", 1, -2, &item, &instance), ACM_E_INVALID, &p->err);
    assert_refused(pick(p, "7", 1, -1, NULL, &instance), ACM_E_INVALID, &p->err);
    assert_refused(pick(p, "7", 1, -1, &item, NULL), ACM_E_INVALID, &p->err);
    assert_refused(pick(p, "7", 1, -1, &item, &instance), ACM_E_AMBIGUOUS, &p->err);
    assert_int_equal(item + instance, 0);
}

/* Times as steps word them. */
static void test_scenario_names__times(void **state)
{
    pages *p = *state;
    const int64_t hour = 3600000, day = 24 * hour;
    const struct {
        const char *text;
        int64_t now, time;
    } rows[] = {{"PT1H", 5, hour + 5},          {"P1D", -day, 0},
                {"P1M", 0, 31 * day},           {"P1Y2M", 0, (365 + 59) * day},
                {"1970-01-02", 99, day},        {"1970-01-01T01:00Z", 0, hour},
                {"1969-12-31T23:00Z", 0, -hour}};
    int64_t time;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_ok(acm_scenario_time(rows[i].text, ACM_NTS, rows[i].now, &time, NULL));
        assert_int_equal(time, rows[i].time);
    }
    assert_refused(acm_scenario_time("soon", ACM_NTS, 0, &time, &p->err), ACM_E_SYNTAX, &p->err);
    assert_refused(acm_scenario_time("P1D", ACM_NTS, INT64_MAX, &time, &p->err), ACM_E_LIMIT,
                   &p->err);
    assert_int_equal(time, 0);
    assert_refused(acm_scenario_time("P1D", ACM_NTS, 0, NULL, &p->err), ACM_E_INVALID, &p->err);
    assert_refused(acm_scenario_time(NULL, 3, 0, &time, &p->err), ACM_E_INVALID, &p->err);
}

static trial run(pages *p, const char *head, const char *steps)
{
    trial t = {.stop_at = -1};
    trial_steps(p->playbook, head, steps, &t);
    return t;
}

#define HEAD "{\"id\": \"t\",\n\"model\": \"m\",\n\"steps\": [\n"

static void test_scenario_names__in_steps(void **state)
{
    pages *p = *state;
    static const char steps[] =
        "{\"expect\": {\"items\": {\"PI_1\": [\"active\"], \"Seven\": \"active\"}}},\n"
        "{\"do\": \"start\", \"item\": \"second\"},\n"
        "{\"expect\": {\"items\": {\"PI_1\": [\"active\", \"active\"]}}},\n"
        "{\"do\": \"complete\", \"item\": \"PI_1\", \"instance\": 1},\n"
        "{\"expect\": {\"items\": {\"PI_1\": [\"active\", \"completed\"]}}},\n"
        "{\"do\": \"complete\", \"item\": \"Seven\"},\n"
        "{\"expect\": {\"items\": {\"PI_1\": [\"completed\", \"completed\"]}}}";
    trial t = run(p, HEAD, steps);
    trial_assert_passed(&t, steps);
    t = run(p, HEAD,
            "{\"do\": \"start\", \"item\": \"second\"},"
            "{\"do\": \"complete\", \"item\": \"Seven\"}");
    trial_assert_failed(&t, 2, "  instances 0, 1 of Seven could be meant\n");
}

/* The order is that in which instances came to be, not that in which items stand there. */
static void test_scenario_names__in_order_of_creation(void **state)
{
    (void)state;
    acm_playbook *playbook = make_pages(ACM_ITEM_MANUAL, 0);
    static const char steps[] = "{\"do\": \"start\", \"item\": \"first\"},"
                                "{\"do\": \"complete\", \"item\": \"PI_1\", \"instance\": 0},"
                                "{\"expect\": {\"items\": {\"PI_1\": [\"completed\", \"active\"], "
                                "\"second/7\": \"completed\","
                                " \"first/7\": \"active\"}}}";
    trial t = {.stop_at = -1};
    trial_steps(playbook, HEAD, steps, &t);
    trial_assert_passed(&t, steps);
    acm_playbook_free(playbook);
}

/* Of several items of one name an expectation takes the one that is there; two are too many. */
static void test_scenario_names__in_expectations(void **state)
{
    pages *p = *state;
    trial t = run(p, HEAD,
                  "{\"do\": \"start\", \"item\": \"second\"},\n"
                  "{\"expect\": {\"items\": {\"Seven\": \"active\"}}}");
    assert_status(t.status, ACM_E_AMBIGUOUS);
    assert_string_equal(t.err.path, "steps[1]");
    assert_int_equal(t.err.line, 5);
    t = run(p, HEAD, "{\"expect\": {\"items\": {\"first/in-1\": []}}}");
    assert_status(t.status, ACM_E_INVALID);
    t = run(p, HEAD, "{\"expect\": {\"conditions\": {\"first\": \"open\"}}}");
    assert_status(t.status, ACM_E_INVALID);
}

/* With a plan its keys may go without what they begin with. */
static void test_scenario_names__relative_to_the_plan(void **state)
{
    pages *p = *state;
    static const char steps[] =
        "{\"expect\": {\"items\": {\"7\": \"active\", \"Twin\": \"available\", \"second\": []},"
        " \"conditions\": {\"in-1\": \"open\"}}},"
        "{\"do\": \"confirm\", \"item\": \"in-1\"},"
        "{\"expect\": {\"items\": {\"twin\": \"active\"}}}";
    trial t =
        run(p, "{\"id\": \"t\", \"plan\": \"first\",\n\"model\": \"m\",\n\"steps\": [\n", steps);
    trial_assert_passed(&t, steps);
    t = (trial){.stop_at = -1, .plan = "first"};
    trial_steps(p->playbook, HEAD, steps, &t);
    trial_assert_passed(&t, steps);
}

int main(void)
{
#define NAMES_TEST(name)                                                                           \
    cmocka_unit_test_setup_teardown(test_scenario_names__##name, setup, teardown)
    const struct CMUnitTest tests[] = {
        NAMES_TEST(within_the_plan),
        NAMES_TEST(mistakes),
        NAMES_TEST(the_one_that_fits),
        NAMES_TEST(of_conditions),
        NAMES_TEST(nothing_given),
        NAMES_TEST(times),
        NAMES_TEST(in_steps),
        NAMES_TEST(in_expectations),
        NAMES_TEST(in_order_of_creation),
        NAMES_TEST(relative_to_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
