#include "support/small.h"
#include "support/trial.h"

#include <stdlib.h>

#define HEAD                                                                                       \
    "{\"id\": \"t\", \"model\": \"m.md\",\n"                                                       \
    " \"participants\": {\"ana\": [\"FastTrack Manager\"], \"ben\": [\"FastTrack Engineer\"]},\n"  \
    " \"steps\": [\n"
#define TAIL "\n]}"

/* Runs steps on the small playbook, the first of them on line 4. */
static trial run(const char *steps)
{
    trial t = {.stop_at = -1};
    acm_playbook *playbook;
    assert_ok(small_playbook(NULL, &playbook, NULL));
    trial_steps(playbook, HEAD, steps, &t);
    acm_playbook_free(playbook);
    return t;
}

static void assert_passes(const char *steps)
{
    trial t = run(steps);
    trial_assert_passed(&t, steps);
}

static void assert_fails(const char *steps, uint32_t step, const char *says)
{
    trial t = run(steps);
    trial_assert_failed(&t, step, says);
}

static void test_scenario__reads(void **state)
{
    (void)state;
    acm_scenario *s = trial_read(
        "{\"id\": \"a\", \"model\": [\"x.md\", \"y.md\"], \"case\": \"c\", \"spec\": true,"
        "\"why\": \"w\", \"features\": [\"f\"], \"notes\": \"n\", \"source\": \"s\","
        "\"participants\": [{\"id\": \"ana\", \"name\": \"A\", \"roles\": [\"SME\"]}],"
        "\"roles\": \"record\", \"language\": \"zh-hans\", \"plan\": \"p\","
        "\"scope\": [\"Teams\"], \"start\": {\"variables\": {\"x\": 1}}, \"steps\": ["
        "{\"do\": \"waive\", \"as\": \"ana\", \"item\": \"in-1\", \"reason\": \"old\"},"
        "{\"do\": \"setVariables\", \"variables\": {\"b\": true, \"d\": 0.5, \"t\": \"x\"}},"
        "{\"expect\": {\"case\": \"active\", \"items\": {\"4047\": [\"active\"]}}}]}");
    assert_string_equal(acm_scenario_id(s), "a");
    assert_string_equal(acm_scenario_model(s, 0), "x.md");
    assert_string_equal(acm_scenario_model(s, 1), "y.md");
    assert_null(acm_scenario_model(s, 2));
    assert_string_equal(acm_scenario_case(s), "c");
    assert_string_equal(acm_scenario_step_text(s, 1), "as ana: waive in-1 because old");
    assert_string_equal(acm_scenario_step_text(s, 2), "setVariables b = true, d = 0.5, t = \"x\"");
    assert_string_equal(acm_scenario_step_text(s, 3), "expect case active, 4047 active");
    assert_null(acm_scenario_step_text(s, 0));
    assert_null(acm_scenario_step_text(s, 4));
    acm_scenario_free(s);
}

static void test_scenario__nothing_given(void **state)
{
    (void)state;
    acm_scenario_options_init(NULL);
    acm_scenario_result_init(NULL);
    acm_scenario_free(NULL);
    assert_null(acm_scenario_id(NULL));
    assert_null(acm_scenario_model(NULL, 0));
    assert_null(acm_scenario_case(NULL));
    assert_null(acm_scenario_step_text(NULL, 1));
    acm_error err;
    acm_scenario *s = (acm_scenario *)&err;
    assert_refused(acm_scenario_read(NULL, 5, NULL, &s, &err), ACM_E_INVALID, &err);
    assert_null(s);
    assert_refused(acm_scenario_read("{}", ACM_NTS, NULL, NULL, &err), ACM_E_INVALID, &err);
    acm_scenario_result result;
    acm_scenario_result_init(&result);
    assert_refused(acm_scenario_run(NULL, NULL, NULL, &result, &err), ACM_E_INVALID, &err);
}

typedef struct fault {
    const char *json;
    acm_status status;
    const char *at; /* what stands where the fault is, and nowhere before */
    const char *path;
} fault;

#define STEP(text)                                                                                 \
    "{\"id\":\"a\",\"model\":\"m\",\n\"participants\":{\"ana\":[]},\n\"steps\":[\n" text "]}"

static const fault faults[] = {
    {"", ACM_E_SYNTAX, "", ""},
    {"{\"id\": \"a\",\n \"id\": \"b\"}", ACM_E_SYNTAX, "\"id\": \"b", ""},
    {"{\"id\": \"a\"\n, ]", ACM_E_SYNTAX, "]", ""},
    {"\n\xC3(", ACM_E_ENCODING, "\xC3(", ""},
    {"[]", ACM_E_SYNTAX, "[", ""},
    {"{}", ACM_E_SYNTAX, "{", ""},
    {"{\"id\":\"a\",\"model\":\"m\"}", ACM_E_SYNTAX, "{", ""},
    {"{\"id\":\"a\",\"model\":[],\"steps\":[]}", ACM_E_SYNTAX, "[", "model"},
    {"{\"id\":7,\"model\":\"m\",\"steps\":[]}", ACM_E_SYNTAX, "7", "id"},
    {"{\"id\":\"\",\"model\":\"m\",\"steps\":[]}", ACM_E_SYNTAX, "\"\"", "id"},
    {"{\"id\":\"a\",\"model\":\"m\",\"steps\":[],\"stepz\":1}", ACM_E_SYNTAX, "\"stepz\"", "stepz"},
    {"{\"id\":\"a\",\"model\":\"m\",\"steps\":{}}", ACM_E_SYNTAX, "{}", "steps"},
    {"{\"id\":\"a\",\"model\":\"m\",\"spec\":1,\"steps\":[]}", ACM_E_SYNTAX, "1", "spec"},
    {"{\"id\":\"a\",\"model\":\"m\",\"why\":1,\"steps\":[]}", ACM_E_SYNTAX, "1", "why"},
    {"{\"id\":\"a\",\"model\":\"m\",\"features\":[1],\"steps\":[]}", ACM_E_SYNTAX, "1",
     "features[0]"},
    {"{\"id\":\"a\",\"model\":\"m\",\"roles\":\"no\",\"steps\":[]}", ACM_E_SYNTAX, "\"no\"",
     "roles"},
    {"{\"id\":\"a\",\"model\":\"m\",\"scope\":\"Teams\",\"steps\":[]}", ACM_E_SYNTAX, "\"Teams\"",
     "scope"},
    {"{\"id\":\"a\",\"model\":\"m\",\"participants\":[{}],\"steps\":[]}", ACM_E_SYNTAX, "{}",
     "participants[0]"},
    {"{\"id\":\"a\",\"model\":\"m\",\"participants\":[{\"id\":\"x\"},{\"id\":\"x\"}],\"steps\":[]}",
     ACM_E_SYNTAX, "[", "participants"},
    {"{\"id\":\"a\",\"model\":\"m\",\"start\":{\"variables\":{\"x\":[7]}},\"steps\":[]}",
     ACM_E_SYNTAX, "7", "start.variables.x[0]"},
    {"{\"id\":\"a\",\"model\":\"m\",\"start\":{\"variables\":{\"x\":[\"a\\nb\"]}},\"steps\":[]}",
     ACM_E_SYNTAX, "\"a\\nb\"", "start.variables.x[0]"},
    {"{\"id\":\"a\",\"model\":\"m\",\"start\":{\"variables\":{\"x\":{\"y\":1}}},\"steps\":[]}",
     ACM_E_SYNTAX, "\"y\"", "start.variables.x.y"},
    {"{\"id\":\"a\",\"model\":\"m\",\"start\":{\"variables\":{\"x\":{\"time\":\"soon\"}}},"
     "\"steps\":[]}",
     ACM_E_SYNTAX, "\"soon\"", "start.variables.x.time"},
    {"{\"id\":\"a\",\"model\":\"m\",\"start\":{\"time\":\"P1D\"},\"steps\":[]}", ACM_E_SYNTAX,
     "\"P1D\"", "start.time"},
    {"{\"id\":\"a\",\"model\":\"m\",\"semantics\":[\"odd\"],\"steps\":[]}", ACM_E_SYNTAX, "\"odd\"",
     "semantics[0]"},
    {"{\"id\":\"a\",\"model\":\"m\",\"case\":7,\"steps\":[]}", ACM_E_SYNTAX, "7", "case"},
    {STEP("7"), ACM_E_SYNTAX, "7", "steps[0]"},
    {STEP("{}"), ACM_E_SYNTAX, "{}", "steps[0]"},
    {STEP("{\"do\":\"completeCase\"},\n{\"do\":\"fly\"}"), ACM_E_SYNTAX, "\"fly\"", "steps[1].do"},
    {STEP("{\"do\":\"complete\"}"), ACM_E_SYNTAX, "{\"do\"", "steps[0]"},
    {STEP("{\"do\":\"complete\",\"item\":-1}"), ACM_E_SYNTAX, "-1", "steps[0].item"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"items\":[2]}"), ACM_E_SYNTAX, "{\"do\"", "steps[0]"},
    {STEP("{\"do\":\"complete\",\"items\":[]}"), ACM_E_SYNTAX, "[]}]", "steps[0].items"},
    {STEP("{\"do\":\"complete\",\"items\":[1,true]}"), ACM_E_SYNTAX, "true", "steps[0].items[1]"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"as\":\"eve\"}"), ACM_E_SYNTAX, "\"eve\"",
     "steps[0].as"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"reason\":\"x\"}"), ACM_E_SYNTAX, "{\"do\"",
     "steps[0]"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"instance\":-1}"), ACM_E_SYNTAX, "-1",
     "steps[0].instance"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"fails\":\"no\"}"), ACM_E_SYNTAX, "\"no\"",
     "steps[0].fails"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"blockers\":[]}"), ACM_E_SYNTAX, "{\"do\"", "steps[0]"},
    {STEP("{\"do\":\"complete\",\"items\":[1],\"fails\":\"role\"}"), ACM_E_SYNTAX, "{\"do\"",
     "steps[0]"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"fails\":\"role\",\"blockers\":[{\"kind\":\"no\"}]}"),
     ACM_E_SYNTAX, "\"no\"", "steps[0].blockers[0].kind"},
    {STEP("{\"do\":\"complete\",\"item\":1,\"fails\":\"role\",\"blockers\":[{}]}"), ACM_E_SYNTAX,
     "{}", "steps[0].blockers[0]"},
    {STEP("{\"do\":\"claim\",\"item\":1}"), ACM_E_SYNTAX, "{\"do\"", "steps[0]"},
    {STEP("{\"do\":\"claim\",\"item\":1,\"as\":\"ana\",\"user\":\"ben\"}"), ACM_E_SYNTAX, "{\"do\"",
     "steps[0]"},
    {STEP("{\"do\":\"advanceTime\",\"by\":\"P1X\"}"), ACM_E_SYNTAX, "\"P1X\"", "steps[0].by"},
    {STEP("{\"do\":\"advanceTime\",\"by\":\"2026-03-31\"}"), ACM_E_SYNTAX, "\"2026", "steps[0].by"},
    {STEP("{\"do\":\"advanceTime\",\"to\":\"P1Y\"}"), ACM_E_SYNTAX, "\"P1Y\"", "steps[0].to"},
    {STEP("{\"do\":\"advanceTime\"}"), ACM_E_SYNTAX, "{\"do\"", "steps[0]"},
    {STEP("{\"do\":\"advanceTime\",\"to\":\"2026-03-31\",\"by\":\"P1Y\"}"), ACM_E_SYNTAX, "{\"do\"",
     "steps[0]"},
    {STEP("{\"do\":\"setVariable\",\"name\":\"x\"}"), ACM_E_SYNTAX, "{\"do\"", "steps[0]"},
    {STEP("{\"expect\":{\"case\":\"done\"}}"), ACM_E_SYNTAX, "\"done\"", "steps[0].expect.case"},
    {STEP("{\"expect\":{\"items\":{\"a\":[\"done\"]}}}"), ACM_E_SYNTAX, "\"done\"",
     "steps[0].expect.items.a[0]"},
    {STEP("{\"expect\":{\"conditions\":{\"a\":\"yes\"}}}"), ACM_E_SYNTAX, "\"yes\"",
     "steps[0].expect.conditions.a"},
    {STEP("{\"expect\":{\"blockers\":[{\"do\":\"complete\"}]}}"), ACM_E_SYNTAX, "{\"do\"",
     "steps[0].expect.blockers[0]"},
    {STEP("{\"expect\":{\"blockers\":[{\"do\":\"setScope\",\"blockers\":[]}]}}"), ACM_E_SYNTAX,
     "{\"do\"", "steps[0].expect.blockers[0]"},
    {STEP("{\"expect\":{},\"do\":\"completeCase\"}"), ACM_E_SYNTAX, "\"do\"", "steps[0].do"},
};

static void test_scenario__faults_have_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        const fault *f = &faults[i];
        acm_scenario *s;
        acm_error err;
        assert_refused(acm_scenario_read(f->json, ACM_NTS, NULL, &s, &err), f->status, &err);
        assert_place(&err, f->json, f->at, f->path);
        assert_null(s);
    }
}

static void test_scenario__bounds(void **state)
{
    (void)state;
    acm_scenario *s;
    acm_error err;
    char deep[6000];
    memset(deep, '[', sizeof deep);
    assert_refused(acm_scenario_read(deep, sizeof deep, NULL, &s, &err), ACM_E_LIMIT, &err);
    static char huge[(64 << 20) + 1];
    assert_refused(acm_scenario_read(huge, sizeof huge, NULL, &s, &err), ACM_E_LIMIT, &err);
}

static void test_scenario__byte_order_mark(void **state)
{
    (void)state;
    acm_scenario_free(trial_read("\xEF\xBB\xBF{\"id\": \"a\", \"model\": \"m\", \"steps\": []}"));
}

#define DO_100                                                                                     \
    "{\"do\": \"start\", \"as\": \"ana\", \"item\": 100},"                                         \
    "{\"do\": \"complete\", \"as\": \"ana\", \"item\": 100}"

static void test_scenario__runs_to_the_end(void **state)
{
    (void)state;
    assert_passes(
        "{\"expect\": {\"case\": \"active\", \"items\": {\"plan\": \"active\", \"100\": "
        "[\"enabled\"], "
        "\"build\": \"available\", \"200\": []}}}," DO_100 ","
        "{\"do\": \"confirm\", \"as\": \"ana\", \"item\": \"build/in-1\"},"
        "{\"expect\": {\"conditions\": {\"build/in-1\": \"confirmed\", \"build/out-1\": "
        "\"open\"}}},"
        "{\"do\": \"start\", \"as\": \"ben\", \"item\": \"Move the mail\"},"
        "{\"do\": \"complete\", \"as\": \"ben\", \"items\": [\"build/200\"]},"
        "{\"do\": \"waive\", \"as\": \"ana\", \"item\": \"build/out-1\", \"reason\": \"seen\"},"
        "{\"expect\": {\"case\": \"completed\", \"conditions\": {\"build/out-1\": \"waived\"}, "
        "\"items\": {\"build/201\": \"terminated\"}}},"
        "{\"do\": \"closeCase\"}, {\"expect\": {\"case\": \"closed\"}}");
}

static void test_scenario__refusals(void **state)
{
    (void)state;
    assert_passes(
        "{\"do\": \"start\", \"as\": \"ben\", \"item\": 100, \"fails\": \"role\","
        " \"blockers\": [{\"kind\": \"role\", \"role\": \"FastTrack Manager\"}]},"
        "{\"do\": \"complete\", \"as\": \"ana\", \"item\": 100, \"fails\": \"illegal-transition\"},"
        "{\"do\": \"complete\", \"as\": \"ana\", \"item\": \"plan\", \"fails\": "
        "\"not-completable\"},"
        "{\"do\": \"confirm\", \"as\": \"ana\", \"item\": 100, \"fails\": \"invalid\", "
        "\"blockers\": []},"
        "{\"do\": \"waive\", \"as\": \"ana\", \"item\": \"build/in-1\", \"fails\": \"invalid\"},"
        "{\"do\": \"start\", \"as\": \"ben\", \"item\": 200, \"fails\": \"condition\","
        " \"blockers\": [{\"kind\": \"condition\", \"subject\": \"build/in-1\"}]},"
        "{\"expect\": {\"blockers\": [{\"do\": \"start\", \"item\": 100, \"as\": \"ana\", "
        "\"blockers\": []}]}}");
}

static void test_scenario__instances_and_claims(void **state)
{
    (void)state;
    assert_passes(
        "{\"do\": \"start\", \"as\": \"ana\", \"item\": 100, \"instance\": 0},"
        "{\"expect\": {\"assignee\": {\"100\": null}}},"
        "{\"do\": \"claim\", \"as\": \"ana\", \"item\": 100},"
        "{\"expect\": {\"assignee\": {\"100\": \"ana\"}}},"
        "{\"do\": \"suspend\", \"as\": \"ana\", \"item\": 100},"
        "{\"do\": \"resume\", \"as\": \"ana\", \"item\": 100},"
        "{\"do\": \"advanceTime\", \"by\": \"P106751991167D\"},"
        "{\"do\": \"advanceTime\", \"by\": \"P106751991167D\"},"
        "{\"do\": \"advanceTime\", \"by\": \"PT1H\"},"
        "{\"do\": \"setVariable\", \"name\": \"x\", \"value\": -1},"
        "{\"do\": \"removeVariable\", \"name\": \"x\"},"
        "{\"do\": \"complete\", \"as\": \"ana\", \"item\": 100, \"variables\": {\"x\": null}}");
    assert_fails("{\"do\": \"start\", \"as\": \"ana\", \"item\": 100, \"instance\": 1}", 1,
                 "there is no instance 1");
}

static void test_scenario__what_does_not_hold(void **state)
{
    (void)state;
    assert_fails(
        "{\"expect\": {\"case\": \"completed\", \"items\": {\"100\": [], \"plan\": \"active\"}}}",
        1,
        "step 1 (line 4): expect case completed, 100 none, plan active\n"
        "  case: expected completed, found active\n"
        "  100: expected [], found [enabled]\n");
    assert_fails("{\"expect\": {\"conditions\": {\"build/in-1\": \"waived\"}}}", 1,
                 "build/in-1: expected waived, found open");
    assert_fails("{\"expect\": {\"assignee\": {\"100\": \"ana\"}}}", 1,
                 "expected to be with ana, is with nobody");
    assert_fails("{\"expect\": {\"assignee\": {\"100\": \"eve\"}}}", 1, "with eve, is with nobody");
    assert_fails("{\"do\": \"start\", \"as\": \"ben\", \"item\": 100}", 1,
                 "  refused: ACM_E_ROLE: ");
    assert_fails("{\"do\": \"start\", \"as\": \"ana\", \"item\": 100, \"fails\": \"role\"}", 1,
                 "was accepted, but must be refused: role");
    assert_fails("{\"do\": \"start\", \"as\": \"ben\", \"item\": 100, \"fails\": \"scope\"}", 1,
                 "refused for another reason: ACM_E_ROLE");
    assert_fails("{\"do\": \"start\", \"as\": \"ben\", \"item\": 100, \"fails\": \"role\","
                 " \"blockers\": [{\"kind\": \"scope\"}]}",
                 1, "expected a blocker of kind scope\n  what stands in the way:\n  - role");
    assert_fails(
        "{\"expect\": {\"blockers\": [{\"do\": \"start\", \"item\": 100, \"blockers\": []}]}}", 1,
        "expected no blockers, found 1");
    assert_fails(DO_100 ", {\"do\": \"setScope\", \"scope\": [\"Nonsense\"]}", 3,
                 "  refused: ACM_E_NOTFOUND");
}

static void test_scenario__unknown_names_are_errors(void **state)
{
    (void)state;
    static const char *const steps[] = {
        "{\"do\": \"start\", \"item\": 7}",
        "{\"expect\": {\"items\": {\"nothing\": []}}}",
        "{\"expect\": {\"conditions\": {\"in-9\": \"open\"}}}",
        ("{\"do\": \"start\", \"as\": \"ben\", \"item\": 100, \"fails\": \"role\","
         " \"blockers\": [{\"kind\": \"role\", \"role\": \"Cook\"}]}"),
    };
    for (size_t i = 0; i < COUNT_OF(steps); i++) {
        trial o = run(steps[i]);
        assert_status(o.status, ACM_E_NOTFOUND);
        assert_true(*o.err.message);
        assert_int_equal(o.result.passed, 0);
        assert_string_equal(o.err.path, "steps[0]");
        assert_int_equal(o.err.line, 4);
    }
}

static void test_scenario__callbacks(void **state)
{
    (void)state;
    acm_playbook *playbook;
    assert_ok(small_playbook(NULL, &playbook, NULL));
    trial o = {.stop_at = 1};
    trial_run(playbook, HEAD DO_100 TAIL, &o);
    assert_status(o.status, ACM_E_CALLBACK);
    assert_int_equal(o.err.value, 7);
    assert_int_equal(o.watched, 2);
    o = (trial){.stop_at = -1, .refuse = 9};
    trial_run(playbook, HEAD "{\"expect\": {\"case\": \"closed\"}}" TAIL, &o);
    assert_status(o.status, ACM_E_CALLBACK);
    assert_int_equal(o.err.value, 9);
    o = (trial){.stop_at = -1};
    trial_run(playbook,
              HEAD "{\"do\": \"start\", \"as\": \"ben\", \"item\": 100, \"fails\": \"role\"}" TAIL,
              &o);
    assert_status(o.status, ACM_OK);
    assert_non_null(strstr(o.refusal, "FastTrack Manager"));
    acm_playbook_free(playbook);
}

/* Without participants roles are recorded; a plan and a scope narrow the case. */
static void test_scenario__how_a_case_begins(void **state)
{
    (void)state;
    acm_playbook *playbook;
    assert_ok(small_playbook(NULL, &playbook, NULL));
    trial o = {.stop_at = -1};
    trial_run(
        playbook,
        "{\"id\": \"t\", \"model\": \"m\", \"plan\": \"plan\", \"start\": {\"variables\": "
        "{\"x\": true}},"
        "\"steps\": [{\"do\": \"start\", \"item\": 100}, {\"expect\": {\"items\": {\"build\": "
        "[]}}},"
        "{\"do\": \"claim\", \"item\": 100, \"user\": \"eve\"},"
        "{\"expect\": {\"assignee\": {\"100\": \"eve\"}}}]}",
        &o);
    assert_status(o.status, ACM_OK);
    if (!o.result.passed)
        fail_msg("%s", o.diagnosis);
    o = (trial){.stop_at = -1};
    trial_run(playbook, "{\"id\": \"t\", \"model\": \"m\", \"plan\": \"nowhere\", \"steps\": []}",
              &o);
    assert_status(o.status, ACM_E_NOTFOUND);
    o = (trial){.stop_at = -1};
    trial_run(playbook, "{\"id\": \"t\", \"model\": \"m\", \"plan\": \"100\", \"steps\": []}", &o);
    assert_status(o.status, ACM_E_MODEL);
    acm_playbook_free(playbook);
}

/* A task that is entered only if a fact is there when the case begins. */
static acm_playbook *playbook_with_fact(void)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, task, after;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "first", NULL, -1, &task, NULL));
    assert_ok(acm_builder_criterion(b, task, ACM_CRITERION_ENTRY, 0, "size > 2 && name == 'x'",
                                    NULL, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "other", NULL, -1, &after, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

static void test_scenario__facts_are_there_from_the_start(void **state)
{
    (void)state;
    acm_playbook *playbook = playbook_with_fact();
    trial o = {.stop_at = -1};
    trial_run(
        playbook,
        "{\"id\": \"t\", \"model\": \"m\", \"start\": {\"variables\": {\"size\": 2.5, \"name\": "
        "\"x\"}},"
        "\"steps\": [{\"expect\": {\"items\": {\"first\": \"active\"}}}]}",
        &o);
    assert_status(o.status, ACM_OK);
    assert_int_equal(o.result.passed, 1);
    o = (trial){.stop_at = -1};
    trial_run(playbook,
              "{\"id\": \"t\", \"model\": \"m\", \"steps\": [{\"expect\": {\"items\": {\"first\": "
              "\"available\"}}},"
              "{\"do\": \"setVariables\", \"variables\": {\"size\": 3, \"name\": \"x\"}},"
              "{\"expect\": {\"items\": {\"first\": \"active\"}}}]}",
              &o);
    assert_status(o.status, ACM_OK);
    assert_int_equal(o.result.passed, 1);
    acm_playbook_free(playbook);
}

static void test_scenario__versions(void **state)
{
    (void)state;
    acm_playbook *playbook;
    acm_error err;
    acm_scenario *s = trial_read("{\"id\": \"t\", \"model\": \"m\", \"steps\": []}");
    acm_scenario_result result;
    acm_scenario_options options;
    assert_ok(small_playbook(NULL, &playbook, NULL));
    acm_scenario_result_init(&result);
    acm_scenario_options_init(&options);
    assert_ok(acm_scenario_run(s, playbook, NULL, &result, &err));
    assert_int_equal(result.passed, 1);
    options.struct_size = 4;
    assert_refused(acm_scenario_run(s, playbook, &options, &result, &err), ACM_E_VERSION, &err);
    result.struct_size = 4;
    assert_refused(acm_scenario_run(s, playbook, NULL, &result, &err), ACM_E_VERSION, &err);
    acm_playbook_free(playbook);
    acm_scenario_free(s);
}

static acm_status find(const acm_playbook *playbook, const char *name, acm_id *id, acm_error *err)
{
    return acm_scenario_find(playbook, 0, name, ACM_NTS, id, err);
}

static void test_scenario__find(void **state)
{
    (void)state;
    acm_builder *b;
    acm_playbook *p;
    acm_error err;
    acm_id root, process, task, id;
    assert_ok(acm_builder_new(NULL, "en", "Root", &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE, 0, "page", "Page", -1, &process, NULL));
    assert_ok(acm_builder_place(b, process, ACM_PART_PROCESS, 1, 1, NULL));
    assert_ok(acm_builder_add(b, process, ACM_ITEM_TASK, 0, "page/7", "Write", 7, &task, NULL));
    assert_ok(acm_builder_text(b, task, ACM_TEXT_NAME, "de", "Schreiben", ACM_NTS, NULL));
    assert_ok(
        acm_builder_add(b, process, ACM_ITEM_TASK, 0, "page/step-1", "Twice", -1, NULL, NULL));
    assert_ok(
        acm_builder_add(b, process, ACM_ITEM_TASK, 0, "page/step-2", "Twice", -1, NULL, NULL));
    assert_ok(acm_builder_finish(b, &p, NULL));
    static const struct {
        const char *name, *key;
    } rows[] = {{"page/7", "page/7"},    {"7", "page/7"},           {"Write", "page/7"},
                {"Schreiben", "page/7"}, {"step-1", "page/step-1"}, {"Page", "page"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_ok(find(p, rows[i].name, &id, NULL));
        assert_string_equal(acm_playbook_key(p, id, NULL), rows[i].key);
    }
    assert_refused(find(p, "Twice", &id, &err), ACM_E_AMBIGUOUS, &err);
    assert_non_null(strstr(err.message, "page/step-1 page/step-2"));
    assert_int_equal(id, 0);
    assert_refused(find(p, "step-3", &id, &err), ACM_E_NOTFOUND, &err);
    assert_refused(find(p, "Twice", NULL, &err), ACM_E_INVALID, &err);
    assert_refused(find(NULL, "Twice", &id, &err), ACM_E_INVALID, &err);
    acm_playbook_free(p);
    acm_builder_free(b);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scenario__reads),
        cmocka_unit_test(test_scenario__nothing_given),
        cmocka_unit_test(test_scenario__faults_have_their_place),
        cmocka_unit_test(test_scenario__bounds),
        cmocka_unit_test(test_scenario__byte_order_mark),
        cmocka_unit_test(test_scenario__runs_to_the_end),
        cmocka_unit_test(test_scenario__refusals),
        cmocka_unit_test(test_scenario__instances_and_claims),
        cmocka_unit_test(test_scenario__what_does_not_hold),
        cmocka_unit_test(test_scenario__unknown_names_are_errors),
        cmocka_unit_test(test_scenario__callbacks),
        cmocka_unit_test(test_scenario__how_a_case_begins),
        cmocka_unit_test(test_scenario__facts_are_there_from_the_start),
        cmocka_unit_test(test_scenario__versions),
        cmocka_unit_test(test_scenario__find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
