/* Steps of a scenario on a playbook with listeners, repetition and timers. */
#include "support/trial.h"

#define HEAD "{\"id\": \"t\",\n\"model\": \"m\",\n\"steps\": [\n"

/*
 *   desk            root
 *     work          task; ends early once x is 1
 *     round         task; again until it has been there three times
 *     bell          user listener, repeats
 *     answer        task; entered by bell, again while more is true
 *     tick          timer, a month
 *     late          task; entered by tick
 *     mail          task; entered once 'mail' is in topics and day is a time before 2026-04-01
 */
static acm_id add(acm_builder *b, acm_id root, acm_item_kind kind, uint32_t flags, const char *key)
{
    acm_id id;
    assert_ok(acm_builder_add(b, root, kind, flags, key, NULL, -1, &id, NULL));
    return id;
}

static void enter_on(acm_builder *b, acm_id item, acm_id source)
{
    acm_id criterion;
    assert_ok(acm_builder_criterion(b, item, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL));
    assert_ok(acm_builder_on_part(b, criterion, source, ACM_TRANSITION_OCCUR, NULL));
}

static acm_playbook *make_desk(void)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    acm_id work = add(b, root, ACM_ITEM_TASK, 0, "work");
    acm_id round = add(b, root, ACM_ITEM_TASK, 0, "round");
    acm_id bell = add(b, root, ACM_ITEM_USER_LISTENER, ACM_ITEM_REPEATS, "bell");
    acm_id answer = add(b, root, ACM_ITEM_TASK, 0, "answer");
    acm_id tick = add(b, root, ACM_ITEM_TIMER_LISTENER, 0, "tick");
    acm_id late = add(b, root, ACM_ITEM_TASK, 0, "late");
    acm_id mail = add(b, root, ACM_ITEM_TASK, 0, "mail");
    assert_ok(acm_builder_criterion(b, work, ACM_CRITERION_EXIT, 0, "x == 1", NULL, NULL));
    assert_ok(
        acm_builder_control(b, round, ACM_CONTROL_REPEAT_WHEN, "repetitionCounter < 3", NULL));
    enter_on(b, answer, bell);
    assert_ok(acm_builder_control(b, answer, ACM_CONTROL_REPEAT_WHEN, "more", NULL));
    assert_ok(acm_builder_control(b, tick, ACM_CONTROL_TIMER, "P1M", NULL));
    enter_on(b, late, tick);
    assert_ok(acm_builder_criterion(b, mail, ACM_CRITERION_ENTRY, 0,
                                    "'mail' in topics && day < '2026-04-01'", NULL, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

static int setup(void **state)
{
    *state = make_desk();
    return 0;
}

static int teardown(void **state)
{
    acm_playbook_free(*state);
    return 0;
}

static trial run(void **state, const char *head, const char *steps)
{
    trial t = {.stop_at = -1};
    trial_steps(*state, head, steps, &t);
    return t;
}

static void assert_passes(void **state, const char *head, const char *steps)
{
    trial t = run(state, head, steps);
    trial_assert_passed(&t, steps);
}

/* Set on its own the fact would have thrown the task out before it could be completed. */
static void test_scenario_steps__variables_are_one_with_the_act(void **state)
{
    assert_passes(state, HEAD,
                  "{\"do\": \"complete\", \"item\": \"work\", \"variables\": {\"y\": 2, \"x\": 1}},"
                  "{\"expect\": {\"items\": {\"work\": [\"completed\"]}}}");
    assert_passes(state, HEAD,
                  "{\"do\": \"setVariables\", \"variables\": {\"x\": 1, \"y\": null}},"
                  "{\"expect\": {\"items\": {\"work\": [\"terminated\"]}}}");
    assert_passes(state, HEAD, "{\"do\": \"setVariables\", \"variables\": {}}");
}

/* A variable that stuck would end the task, or make what removes it fine. */
static void test_scenario_steps__a_refusal_leaves_no_variable(void **state)
{
    assert_passes(state, HEAD,
                  "{\"do\": \"resume\", \"item\": \"work\", \"variables\": {\"x\": 1},"
                  " \"fails\": \"illegal-transition\"},"
                  "{\"do\": \"removeVariable\", \"name\": \"x\", \"fails\": \"invalid\"},"
                  "{\"expect\": {\"items\": {\"work\": [\"active\"]}}},"
                  "{\"do\": \"setVariable\", \"name\": \"x\", \"value\": 1}");
    trial t = run(state, HEAD,
                  "{\"do\": \"complete\", \"item\": \"work\", \"variables\": {\"x\": 1},"
                  " \"fails\": \"illegal-transition\"}");
    trial_assert_failed(&t, 1, "was accepted, but must be refused: illegal-transition");
}

static void test_scenario_steps__instances(void **state)
{
    assert_passes(
        state, HEAD,
        "{\"do\": \"claim\", \"item\": \"round\", \"user\": \"ana\"},"
        "{\"do\": \"complete\", \"item\": \"round\"},"
        "{\"do\": \"complete\", \"item\": \"round\"},"
        "{\"expect\": {\"items\": {\"round\": [\"completed\", \"completed\", \"active\"]},"
        " \"assignee\": {\"round\": [\"ana\", null, null], \"work\": null}}},"
        "{\"do\": \"complete\", \"item\": \"round\", \"instance\": 0,"
        " \"fails\": \"illegal-transition\"},"
        "{\"do\": \"complete\", \"item\": \"round\", \"instance\": 2},"
        "{\"do\": \"complete\", \"item\": \"round\", \"fails\": \"illegal-transition\"},"
        "{\"expect\": {\"items\": {\"round\": [\"completed\", \"completed\", \"completed\"]}}}");
    trial t = run(state, HEAD, "{\"do\": \"complete\", \"item\": \"round\", \"instance\": 1}");
    trial_assert_failed(&t, 1, "  there is no instance 1 of round\n");
    t = run(state, HEAD, "{\"expect\": {\"assignee\": {\"round\": [null, \"ana\"]}}}");
    trial_assert_failed(&t, 1, "round: expected to be with ana, there is no instance\n");
    t = run(state, HEAD, "{\"expect\": {\"assignee\": {\"round\": []}}}");
    trial_assert_failed(&t, 1, "round: expected to be with nobody more, is with nobody\n");
    t = run(state, HEAD, "{\"expect\": {\"assignee\": {\"late\": \"ana\"}}}");
    trial_assert_failed(&t, 1, "late: expected to be with ana, is with nobody\n");
}

/* What is only asked about is found as an act is: the newest of several, or the one that is named. */
static void test_scenario_steps__questions(void **state)
{
    assert_passes(state, HEAD,
                  "{\"do\": \"complete\", \"item\": \"round\"},"
                  "{\"expect\": {\"blockers\": [{\"do\": \"complete\", \"item\": \"round\", "
                  "\"blockers\": []},"
                  "{\"do\": \"complete\", \"item\": \"round\", \"instance\": 0, \"blockers\": "
                  "[{\"kind\": \"state\"}]},"
                  "{\"do\": \"complete\", \"item\": \"late\", \"blockers\": [{\"kind\": "
                  "\"timer\"}]}]}}");
    trial t = run(
        state, HEAD,
        "{\"expect\": {\"blockers\": [{\"do\": \"complete\", \"item\": \"round\", \"instance\": 1,"
        " \"blockers\": []}]}}");
    trial_assert_failed(&t, 1, "  there is no instance 1 of round\n");
}

/* Without the option the repetition rule of a listener is none. */
static void test_scenario_steps__semantics(void **state)
{
    static const char twice[] = "{\"do\": \"occur\", \"item\": \"bell\"},"
                                "{\"expect\": {\"items\": {\"bell\": [\"completed\", "
                                "\"available\"], \"answer\": [\"active\"]}}}";
    static const char once[] = "{\"do\": \"occur\", \"item\": \"bell\"},"
                               "{\"expect\": {\"items\": {\"bell\": [\"completed\"]}}}";
    assert_passes(state, HEAD, once);
    assert_passes(state,
                  "{\"id\": \"t\", \"model\": \"m\", \"features\": [\"listener.user\","
                  " \"ext.listener-repetition\"], \"steps\": [\n",
                  twice);
    assert_passes(
        state,
        "{\"id\": \"t\", \"model\": \"m\", \"semantics\": [\"listeners_repeat\"], \"steps\": [\n",
        twice);
}

/* What waits for its next turn keeps the case open; with the option it does not. */
static void test_scenario_steps__what_waits_is_finished(void **state)
{
    static const char steps[] =
        "{\"do\": \"setVariables\", \"variables\": {\"more\": true, \"x\": 1}},"
        "{\"do\": \"occur\", \"item\": \"bell\"},"
        "{\"do\": \"complete\", \"item\": \"answer\"},"
        "{\"do\": \"complete\", \"item\": \"round\"},"
        "{\"do\": \"complete\", \"item\": \"round\"},"
        "{\"do\": \"complete\", \"item\": \"round\"},"
        "{\"do\": \"setVariables\", \"variables\": {\"topics\": [\"mail\"], \"day\": {\"time\": "
        "\"2026-03-31\"}}},"
        "{\"do\": \"complete\", \"item\": \"mail\"},"
        "{\"do\": \"advanceTime\", \"by\": \"P1M\"},"
        "{\"do\": \"complete\", \"item\": \"late\"},";
    char all[4000];
    strcat(strcpy(all, steps), "{\"expect\": {\"case\": \"active\", \"items\": {\"answer\": "
                               "[\"completed\", \"available\"]}}}");
    assert_passes(state, HEAD, all);
    strcat(strcpy(all, steps), "{\"expect\": {\"case\": \"completed\", \"items\": {\"answer\": "
                               "[\"completed\", \"terminated\"]}}}");
    assert_passes(
        state,
        "{\"id\": \"t\", \"model\": \"m\", \"features\": [\"ext.waiting-for-repetition\"],"
        "\"steps\": [\n",
        all);
}

static void test_scenario_steps__facts_of_all_kinds(void **state)
{
    assert_passes(
        state,
        "{\"id\": \"t\", \"model\": \"m\", \"start\": {\"variables\": {\"topics\": [\"chat\","
        " \"mail\"], \"day\": {\"time\": \"2026-03-31T17:00+02:00\"}}}, \"steps\": [\n",
        "{\"expect\": {\"items\": {\"mail\": [\"active\"]}}}");
    assert_passes(
        state, HEAD,
        "{\"do\": \"setVariable\", \"name\": \"topics\", \"value\": []},"
        "{\"do\": \"setVariable\", \"name\": \"day\", \"value\": {\"time\": \"2026-03-31\"}},"
        "{\"expect\": {\"items\": {\"mail\": [\"available\"]}}},"
        "{\"do\": \"setVariable\", \"name\": \"topics\", \"value\": [\"mail\"]},"
        "{\"expect\": {\"items\": {\"mail\": [\"active\"]}}}");
}

/* A month from the end of January ends with February. */
static void test_scenario_steps__time(void **state)
{
    static const char *const heads[] = {
        "{\"id\": \"t\", \"model\": \"m\", \"start\": {\"time\": \"2026-01-31\"}, \"steps\": [\n",
        "{\"id\": \"t\", \"model\": \"m\", \"start\": {\"time\": \"2026-01-31T00:00Z\"}, "
        "\"steps\": [\n"};
    for (size_t i = 0; i < COUNT_OF(heads); i++)
        assert_passes(
            state, heads[i],
            "{\"do\": \"advanceTime\", \"by\": \"P27DT23H59M\"},"
            "{\"expect\": {\"items\": {\"tick\": [\"available\"]}}},"
            "{\"do\": \"advanceTime\", \"to\": \"2026-02-28\"},"
            "{\"expect\": {\"items\": {\"tick\": [\"completed\"], \"late\": [\"active\"]}}}");
    assert_passes(state, HEAD,
                  "{\"do\": \"advanceTime\", \"by\": \"P1Y\"},"
                  "{\"expect\": {\"items\": {\"tick\": [\"completed\"]}}}");
}

/* Events come as lines, those of timers with their time; expectations cause none. */
static void test_scenario_steps__trace(void **state)
{
    trial t = run(state, HEAD,
                  "{\"do\": \"setVariable\", \"name\": \"x\", \"value\": 1},\n"
                  "{\"expect\": {\"case\": \"active\"}},\n"
                  "{\"do\": \"complete\", \"item\": \"work\", \"fails\": \"illegal-transition\"},\n"
                  "{\"do\": \"complete\", \"item\": \"round\"},\n"
                  "{\"do\": \"advanceTime\", \"by\": \"P32D\"}");
    trial_assert_passed(&t, "trace");
    static const char rest[] =
        "step 1 (line 4): setVariable x = 1\n"
        "  set              x=1\n"
        "  exit             work  active -> terminated  (its exit criterion)\n"
        "step 3 (line 6): complete work, refused: illegal-transition\n"
        "step 4 (line 7): complete round\n"
        "  complete         round [0]  active -> completed  (asked for)\n"
        "  create           round [1]  none -> available  (repetition)\n"
        "  start            round [1]  available -> active  (nothing holds it back)\n"
        "step 5 (line 8): advanceTime by P32D\n"
        "  at 1970-02-01T00:00Z\n"
        "  occur            tick  available -> completed  (its time has come)\n"
        "  start            late  available -> active  (its entry criterion)\n"
        "  time             1970-02-02T00:00Z\n";
    if (!strstr(t.trace, rest))
        fail_msg("%s", strstr(t.trace, "step 4"));
    assert_memory_equal(t.trace, "the case begins\n  create ", 25);
}

/* The same by a caller who drains the log. */
static void test_scenario_steps__trace_of_any_case(void **state)
{
    acm_playbook *playbook = *state;
    acm_log *log;
    acm_case *c;
    acm_event events[40];
    acm_error err;
    size_t count;
    trial t = {.stop_at = -1};
    acm_error_init(&err);
    assert_ok(acm_log_new(NULL, &log, NULL));
    assert_ok(acm_case_new(playbook, NULL, log, NULL, &c, NULL));
    acm_log_clear(log);
    acm_command scope = {.kind = ACM_COMMAND_SET_SCOPE};
    assert_ok(acm_case_post(c, &scope, sizeof scope, 1, NULL, 0, NULL, NULL));
    assert_ok(acm_log_drain(log, events, sizeof *events, COUNT_OF(events), &count, NULL));
    assert_ok(acm_scenario_trace(c, log, events, sizeof *events, count, NULL, trial_keep_trace, &t,
                                 &err));
    assert_string_equal(t.trace, "  scope            of everything\n");
    t.traced = 0;
    assert_ok(acm_scenario_trace(c, log, NULL, 0, 0, NULL, trial_keep_trace, &t, &err));
    assert_int_equal(t.traced, 0);
    assert_refused(acm_scenario_trace(c, log, events, 8, 1, NULL, trial_keep_trace, &t, &err),
                   ACM_E_VERSION, &err);
    assert_refused(
        acm_scenario_trace(NULL, log, events, sizeof *events, 1, NULL, trial_keep_trace, &t, &err),
        ACM_E_INVALID, &err);
    assert_refused(acm_scenario_trace(c, log, events, sizeof *events, 1, NULL, NULL, &t, &err),
                   ACM_E_INVALID, &err);
    acm_case_free(c);
    acm_log_free(log);
}

int main(void)
{
#define STEPS_TEST(name)                                                                           \
    cmocka_unit_test_setup_teardown(test_scenario_steps__##name, setup, teardown)
    const struct CMUnitTest tests[] = {
        STEPS_TEST(variables_are_one_with_the_act),
        STEPS_TEST(a_refusal_leaves_no_variable),
        STEPS_TEST(instances),
        STEPS_TEST(questions),
        STEPS_TEST(semantics),
        STEPS_TEST(what_waits_is_finished),
        STEPS_TEST(facts_of_all_kinds),
        STEPS_TEST(time),
        STEPS_TEST(trace),
        STEPS_TEST(trace_of_any_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
