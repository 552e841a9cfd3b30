/* Plans: the fewest commands, who gives them, and what is said where there are none. */
#include "support/lines.h"
#include "support/small.h"

enum {
    CAPACITY = 64,
    HOUR = 3600000
};

/* A plan with what was asked for. */
typedef struct planned {
    acm_plan_options options;
    acm_plan_step steps[CAPACITY];
    size_t count;
    acm_plan_result result;
    acm_error err;
} planned;

static planned wish(acm_id item, uint32_t states)
{
    planned p = {.count = 99};
    acm_plan_options_init(&p.options);
    acm_plan_result_init(&p.result);
    acm_error_init(&p.err);
    p.options.item = item;
    p.options.states = states;
    return p;
}

static acm_status ask(planned *p, const acm_case *c)
{
    return acm_case_plan(c, &p->options, p->steps, sizeof *p->steps, CAPACITY, &p->count,
                         &p->result, &p->err);
}

static void assert_found(planned *p, const acm_case *c, size_t count)
{
    assert_ok(ask(p, c));
    assert_int_equal(p->result.verdict, ACM_PLAN_FOUND);
    assert_int_equal(p->count, count);
    assert_int_equal(p->result.at_least, count);
    assert_true(p->result.has_plan);
}

static void assert_verdict(planned *p, const acm_case *c, acm_plan_verdict verdict)
{
    assert_ok(ask(p, c));
    assert_int_equal(p->result.verdict, verdict);
    assert_int_equal(p->count, 0);
    assert_false(p->result.has_plan);
}

static void assert_step(const planned *p, size_t index, acm_command_kind kind, acm_id item,
                        acm_id actor)
{
    assert_true(index < p->count);
    assert_int_equal(p->steps[index].command.kind, kind);
    assert_int_equal(p->steps[index].command.item, item);
    assert_int_equal(p->steps[index].command.actor, actor);
}

/* Posts the steps one by one; the case is then as it was wanted. */
static void follow(const planned *p, acm_case *c)
{
    for (size_t i = 0; i < p->count; i++)
        assert_ok(acm_case_post(c, &p->steps[i].command, sizeof(acm_command), 1, p->options.text,
                                p->options.text_len, NULL, NULL));
}

static void test_plan__completes_the_case(void **state)
{
    small *s = *state;
    planned p = wish(0, 0);
    size_t events = acm_log_count(s->log);
    assert_found(&p, s->c, 6);
    assert_step(&p, 0, ACM_COMMAND_START, small_id(s, "100"), s->ana);
    assert_step(&p, 1, ACM_COMMAND_COMPLETE, small_id(s, "100"), s->ana);
    assert_step(&p, 2, ACM_COMMAND_CONFIRM, small_id(s, "build/in-1"), s->ana);
    assert_step(&p, 3, ACM_COMMAND_START, small_id(s, "200"), s->ben);
    assert_step(&p, 4, ACM_COMMAND_COMPLETE, small_id(s, "200"), s->ben);
    assert_step(&p, 5, ACM_COMMAND_CONFIRM, small_id(s, "build/out-1"), s->ana);
    assert_int_equal(p.steps[0].role, small_id(s, "role:fasttrack_manager"));
    assert_int_equal(p.steps[3].role, small_id(s, "role:fasttrack_engineer"));
    assert_true(p.result.states > 0 && p.result.bytes > 0);
    assert_int_equal(acm_log_count(s->log), events); /* the case is as it was */
    assert_int_equal(small_state(s, "100"), ACM_STATE_ENABLED);
    follow(&p, s->c);
    assert_int_equal(acm_case_state(s->c), ACM_STATE_COMPLETED);
    p = wish(0, 0);
    assert_found(&p, s->c, 0); /* nothing is left to do */
}

static void test_plan__gets_an_item_where_it_is_wanted(void **state)
{
    small *s = *state;
    planned p = wish(small_id(s, "200"), 1u << ACM_STATE_ENABLED);
    assert_found(&p, s->c, 3);
    p = wish(small_id(s, "build/in-1"), 0);
    assert_found(&p, s->c, 1);
    assert_step(&p, 0, ACM_COMMAND_CONFIRM, small_id(s, "build/in-1"), s->ana);
    p = wish(small_id(s, "plan"), 0);
    assert_found(&p, s->c, 2);
    p = wish(small_id(s, "101"), 1u << ACM_STATE_ACTIVE | 1u << ACM_STATE_ENABLED);
    assert_found(&p, s->c, 0);
    p = wish(small_id(s, "101"), 1u << ACM_STATE_FAILED);
    assert_verdict(&p, s->c, ACM_PLAN_IMPOSSIBLE); /* no such command among those of a plan */
    p.options.commands = ACM_PLAN_COMMANDS | 1u << ACM_COMMAND_FAULT;
    assert_found(&p, s->c, 2);
}

static void test_plan__of_people(void **state)
{
    small *s = *state;
    planned p = wish(small_id(s, "200"), 0);
    p.options.people = ACM_PLAN_ACTOR;
    p.options.actor = s->ana; /* who may not start 200 */
    assert_verdict(&p, s->c, ACM_PLAN_IMPOSSIBLE);
    p = wish(small_id(s, "100"), 0);
    p.options.people = ACM_PLAN_ACTOR;
    p.options.actor = s->ana;
    assert_found(&p, s->c, 2);
    p.options.people = ACM_PLAN_ROSTER;
    assert_found(&p, s->c, 2);
    assert_step(&p, 0, ACM_COMMAND_START, small_id(s, "100"), s->ana);
}

static void test_plan__names_roles_where_nobody_has_them(void **state)
{
    small *s = *state;
    acm_case *c;
    assert_ok(acm_case_new(s->playbook, NULL, NULL, NULL, &c, NULL));
    planned p = wish(small_id(s, "100"), 0);
    assert_found(&p, c, 2);
    assert_step(&p, 0, ACM_COMMAND_START, small_id(s, "100"), 0);
    assert_int_equal(p.steps[0].role, small_id(s, "role:fasttrack_manager"));
    p.options.people = ACM_PLAN_ROSTER;
    assert_verdict(&p, c, ACM_PLAN_IMPOSSIBLE);
    acm_case_free(c);
}

static void test_plan__waives_where_it_may(void **state)
{
    small *s = *state;
    planned p = wish(small_id(s, "build/in-1"), 1u << ACM_CONDITION_STATE_WAIVED);
    assert_verdict(&p, s->c, ACM_PLAN_IMPOSSIBLE); /* unless it is told the reason */
    p = wish(small_id(s, "build/in-1"), 0);
    p.options.commands = 1u << ACM_COMMAND_WAIVE;
    assert_refused(ask(&p, s->c), ACM_E_INVALID, &p.err);
    p.options.text = "known otherwise";
    p.options.text_len = 15;
    p.options.reason_at = 6;
    p.options.reason_len = 9;
    assert_found(&p, s->c, 1);
    assert_step(&p, 0, ACM_COMMAND_WAIVE, small_id(s, "build/in-1"), s->ana);
    follow(&p, s->c);
    assert_int_equal(acm_case_condition_state(s->c, small_id(s, "build/in-1")),
                     ACM_CONDITION_STATE_WAIVED);
    p.options.reason_len = 10;
    assert_refused(ask(&p, s->c), ACM_E_INVALID, &p.err);
    p.options.reason_len = 9;
    p.options.text = "known " NOT_UTF8 "12345";
    assert_refused(ask(&p, s->c), ACM_E_ENCODING, &p.err);
}

static void test_plan__waits_for_timers(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "timer t timer=PT1H", "task a", "a enters t occur");
    planned p = wish(id_of(&w, "a"), 0);
    assert_found(&p, w.c, 2);
    assert_step(&p, 0, ACM_COMMAND_ADVANCE, 0, 0);
    assert_true(p.steps[0].command.time == HOUR);
    assert_step(&p, 1, ACM_COMMAND_COMPLETE, id_of(&w, "a"), 0);
    p.options.commands = ACM_PLAN_COMMANDS & ~(1u << ACM_COMMAND_ADVANCE);
    assert_verdict(&p, w.c, ACM_PLAN_IMPOSSIBLE);
    close_world(&w);
    OPEN(&w, "timer t timer=PT1H", "timer u timer=PT2H", "task a", "a enters t occur u occur");
    p = wish(id_of(&w, "a"), 1u << ACM_STATE_ACTIVE);
    assert_found(&p, w.c, 2); /* each step to the next timer */
    close_world(&w);
}

static void test_plan__repeats(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a repeat_when=repetitionCounter<3", "task b manual", "b enters a complete");
    planned p = wish(0, 0);
    assert_found(&p, w.c, 4); /* a three times, then the case by hand */
    assert_int_equal(p.steps[0].command.instance, 1 + id_of(&w, "a") - w.root);
    follow(&p, w.c);
    assert_int_equal(acm_case_state(w.c), ACM_STATE_COMPLETED);
    close_world(&w);
}

static void test_plan__listeners_and_milestones(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "user u", "milestone m", "m enters u occur", "task a");
    planned p = wish(id_of(&w, "m"), 0);
    assert_found(&p, w.c, 1);
    assert_step(&p, 0, ACM_COMMAND_OCCUR, id_of(&w, "u"), 0);
    p.options.commands = 1u << ACM_COMMAND_OCCUR;
    p.options.flags = ACM_PLAN_MILESTONES;
    assert_found(&p, w.c, 1);
    close_world(&w);
    OPEN(&w, "stage s", "task s/a manual", "task s/b", "milestone m", "m enters s complete");
    p = wish(id_of(&w, "m"), 0);
    assert_found(&p, w.c, 2); /* complete s/b, then s by hand */
    p.options.flags = ACM_PLAN_MILESTONES;
    assert_found(&p, w.c, 1);
    assert_step(&p, 0, ACM_COMMAND_OCCUR, id_of(&w, "m"), 0);
    close_world(&w);
}

/* x and y may be set to 1. */
static const acm_command two_facts[] = {
    {.kind = ACM_COMMAND_SET_FACT,
     .text_at = 0,
     .text_len = 1,
     .value_kind = ACM_VALUE_INTEGER,
     .integer = 1},
    {.kind = ACM_COMMAND_SET_FACT,
     .text_at = 1,
     .text_len = 1,
     .value_kind = ACM_VALUE_INTEGER,
     .integer = 1},
};

static planned wish_facts(acm_id item, const acm_command *facts, uint32_t count)
{
    planned p = wish(item, 1u << ACM_STATE_ACTIVE);
    p.options.facts = facts;
    p.options.fact_count = count;
    p.options.fact_stride = sizeof *facts;
    p.options.text = "xy";
    p.options.text_len = 2;
    return p;
}

static void test_plan__sets_facts_that_it_may(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a", "a enters if x==1&&y==1", "task b");
    planned p = wish_facts(id_of(&w, "a"), two_facts, 2);
    assert_found(&p, w.c, 2);
    assert_step(&p, 0, ACM_COMMAND_SET_FACT, 0, 0);
    follow(&p, w.c);
    assert_int_equal(acm_case_item_state(w.c, id_of(&w, "a")), ACM_STATE_ACTIVE);
    close_world(&w);
    OPEN(&w, "task a", "a enters if x==1&&y==1", "task b");
    p = wish_facts(id_of(&w, "a"), two_facts, 1);
    assert_verdict(&p, w.c, ACM_PLAN_IMPOSSIBLE);
    assert_true(p.result.states <= 1); /* the laws tell: y cannot change */
    close_world(&w);
}

static void test_plan__refuses_facts_that_make_no_sense(void **state)
{
    (void)state;
    world w;
    acm_command fact = two_facts[0];
    OPEN(&w, "task a", "task b");
    planned p = wish_facts(id_of(&w, "a"), &fact, 1);
    fact.kind = ACM_COMMAND_START;
    assert_refused(ask(&p, w.c), ACM_E_INVALID, &p.err);
    fact = two_facts[0];
    fact.flags = ACM_COMMAND_WITH_NEXT;
    assert_refused(ask(&p, w.c), ACM_E_INVALID, &p.err);
    fact = two_facts[0];
    fact.text_at = 3;
    assert_refused(ask(&p, w.c), ACM_E_INVALID, &p.err);
    fact = two_facts[0];
    fact.actor = 1;
    assert_refused(ask(&p, w.c), ACM_E_NOTFOUND, &p.err);
    p.options.facts = NULL;
    assert_refused(ask(&p, w.c), ACM_E_INVALID, &p.err);
    p.options.facts = two_facts;
    p.options.fact_stride = 8;
    assert_refused(ask(&p, w.c), ACM_E_VERSION, &p.err);
    p.options.fact_stride = sizeof fact;
    p.options.text = NULL;
    assert_refused(ask(&p, w.c), ACM_E_INVALID, &p.err);
    close_world(&w);
}

static void test_plan__says_where_it_was_cut_off(void **state)
{
    small *s = *state;
    planned p = wish(0, 0);
    p.options.max_steps = 5;
    assert_ok(ask(&p, s->c));
    assert_int_equal(p.result.verdict, ACM_PLAN_UNKNOWN);
    assert_false(p.result.has_plan);
    assert_int_equal(p.result.at_least, 6); /* by what is needed at any rate */
    p = wish(0, 0);
    p.options.max_states = 2;
    assert_verdict(&p, s->c, ACM_PLAN_UNKNOWN);
    p = wish(0, 0);
    p.options.max_bytes = 1;
    assert_verdict(&p, s->c, ACM_PLAN_UNKNOWN);
    p = wish(0, 0);
    p.options.max_steps = 6;
    assert_found(&p, s->c, 6);
}

static void test_plan__knows_what_is_impossible(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a manual", "task b", "b exits a complete", "task c",
         "c enters a complete b complete");
    planned p = wish(id_of(&w, "c"), 1u << ACM_STATE_ACTIVE);
    assert_found(&p, w.c, 3); /* b first: completing a ends it */
    assert_step(&p, 2, ACM_COMMAND_COMPLETE, id_of(&w, "a"), 0);
    assert_ok(post(&w, ACM_COMMAND_START, "a"));
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    p = wish(id_of(&w, "c"), 1u << ACM_STATE_ACTIVE);
    assert_verdict(&p, w.c, ACM_PLAN_IMPOSSIBLE);
    close_world(&w);
    OPEN_PLAN(&w, "s", "stage s", "task s/a", "task b");
    p = wish(id_of(&w, "b"), 0); /* outside the case */
    assert_verdict(&p, w.c, ACM_PLAN_IMPOSSIBLE);
    close_world(&w);
}

static void test_plan__finds_odd_ways(void **state)
{
    (void)state;
    world w;
    /* A failed stage keeps its state when the case completes; with the case it comes back, its children ended. */
    OPEN(&w, "task b", "stage c required", "milestone c/d required", "c/d enters c disable");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "b"));
    planned p = wish(id_of(&w, "c"), 0);
    assert_verdict(&p, w.c, ACM_PLAN_IMPOSSIBLE);
    p.options.commands = ACM_PLAN_COMMANDS | 1u << ACM_COMMAND_FAULT;
    assert_found(&p, w.c, 3);
    assert_step(&p, 0, ACM_COMMAND_FAULT, id_of(&w, "c"), 0);
    assert_step(&p, 2, ACM_COMMAND_REACTIVATE, id_of(&w, "c"), 0);
    follow(&p, w.c);
    STATES(&w, "c", "c");
    close_world(&w);
}

static void test_plan__goes_on_from_where_the_case_is(void **state)
{
    small *s = *state;
    planned p = wish(0, 0);
    assert_ok(small_post(s, ACM_COMMAND_SUSPEND, NULL, s->ana));
    assert_found(&p, s->c, 7);
    assert_step(&p, 0, ACM_COMMAND_RESUME, 1, 0);
    assert_ok(small_post(s, ACM_COMMAND_REACTIVATE, NULL, s->ana));
    small_reach_build(s);
    p = wish(0, 0);
    assert_found(&p, s->c, 3);
    assert_ok(small_post(s, ACM_COMMAND_DISABLE, "200", s->ben));
    p = wish(small_id(s, "200"), 0);
    assert_found(&p, s->c, 3);
    assert_step(&p, 0, ACM_COMMAND_REENABLE, small_id(s, "200"), s->ben);
    assert_ok(small_post(s, ACM_COMMAND_TERMINATE, NULL, s->ana));
    p = wish(0, 1u << ACM_STATE_CLOSED);
    p.options.commands = 1u << ACM_COMMAND_CLOSE;
    assert_found(&p, s->c, 1);
    assert_ok(small_post(s, ACM_COMMAND_CLOSE, NULL, s->ana));
    p = wish(0, 0);
    assert_verdict(&p, s->c, ACM_PLAN_IMPOSSIBLE);
}

static void test_plan__needs_its_arguments(void **state)
{
    small *s = *state;
    planned p = wish(0, 0);
    struct {
        acm_plan_step step;
        char more[16];
    } wide[CAPACITY];
    assert_refused(ask(&p, NULL), ACM_E_INVALID, &p.err);
    assert_int_equal(p.count, 0);
    assert_refused(acm_case_plan(s->c, NULL, NULL, sizeof *p.steps, 1, &p.count, NULL, &p.err),
                   ACM_E_INVALID, &p.err);
    assert_refused(acm_case_plan(s->c, NULL, p.steps, sizeof *p.steps, 1, NULL, NULL, &p.err),
                   ACM_E_INVALID, &p.err);
    assert_refused(
        acm_case_plan(s->c, NULL, p.steps, sizeof *p.steps - 8, 1, &p.count, NULL, &p.err),
        ACM_E_VERSION, &p.err);
    assert_ok(acm_case_plan(s->c, NULL, NULL, 0, 0, &p.count, NULL, NULL));
    assert_int_equal(p.count, 6);
    memset(wide, 'x', sizeof wide);
    assert_ok(acm_case_plan(s->c, NULL, &wide[0].step, sizeof *wide, 2, &p.count, NULL, NULL));
    assert_int_equal(p.count, 6);
    assert_int_equal(wide[1].step.command.kind, ACM_COMMAND_COMPLETE);
    assert_int_equal(wide[1].more[15], 0);
    assert_int_equal(wide[2].more[15], 'x');
}

static void test_plan__refuses_options_that_make_no_sense(void **state)
{
    small *s = *state;
    static const struct {
        acm_plan_options options;
        acm_status status;
    } rows[] = {
        {{.struct_size = sizeof(acm_plan_options) - 4}, ACM_E_VERSION},
        {{.flags = 2}, ACM_E_INVALID},
        {{.item = 999}, ACM_E_NOTFOUND},
        {{.states = 1u << ACM_STATE_NONE}, ACM_E_INVALID},
        {{.states = 1u << 10}, ACM_E_INVALID},
        {{.commands = 1u << ACM_COMMAND_SET_SCOPE}, ACM_E_INVALID},
        {{.commands = 1u << ACM_COMMAND_CLAIM}, ACM_E_INVALID},
        {{.commands = 1}, ACM_E_INVALID},
        {{.people = 3}, ACM_E_INVALID},
        {{.people = ACM_PLAN_ACTOR}, ACM_E_NOTFOUND},
        {{.people = ACM_PLAN_ACTOR, .actor = 99}, ACM_E_NOTFOUND},
        {{.text_len = 3}, ACM_E_INVALID},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        planned p = wish(0, 0);
        p.options = rows[i].options;
        if (!p.options.struct_size)
            p.options.struct_size = sizeof p.options;
        assert_refused(ask(&p, s->c), rows[i].status, &p.err);
        assert_int_equal(p.count, 0);
    }
    planned p = wish(small_id(s, "build/in-1"), 1u << ACM_STATE_ACTIVE);
    assert_refused(ask(&p, s->c), ACM_E_INVALID, &p.err);
    p = wish(0, 0);
    p.result.struct_size = 8;
    assert_refused(ask(&p, s->c), ACM_E_VERSION, &p.err);
    acm_plan_options_init(NULL);
    acm_plan_result_init(NULL);
}

static void assert_told(const acm_case *c, const acm_plan_step *step, const char *text,
                        const char *language, const char *expected)
{
    char sentence[300];
    size_t needed;
    assert_ok(
        acm_plan_step_text(c, step, text, ACM_NTS, language, sentence, sizeof sentence, &needed));
    assert_string_equal(sentence, expected);
    assert_int_equal(needed, strlen(expected) + 1);
    for (size_t capacity = 0; capacity < needed; capacity++)
        assert_status(
            acm_plan_step_text(c, step, text, ACM_NTS, language, sentence, capacity, NULL),
            ACM_E_BUFFER);
}

static void test_plan_step_text__in_each_language(void **state)
{
    small *s = *state;
    planned p = wish(small_id(s, "100"), 0);
    assert_found(&p, s->c, 2);
    assert_told(s->c, &p.steps[1], NULL, "en", "Ana completes \"Agree on a date\"");
    assert_told(s->c, &p.steps[1], NULL, "de", "Ana schließt „Agree on a date“ ab");
    assert_told(s->c, &p.steps[1], NULL, "es", "Ana completa «Agree on a date»");
    assert_told(s->c, &p.steps[1], NULL, "ja", "Ana が「Agree on a date」を完了します");
    assert_told(s->c, &p.steps[1], NULL, "pt", "Ana conclui “Agree on a date”");
    assert_told(s->c, &p.steps[1], NULL, "zh-hans", "Ana完成“Agree on a date”");
    assert_told(s->c, &p.steps[1], NULL, NULL, "Ana completes \"Agree on a date\"");
    p.steps[0].command.actor = 0;
    assert_told(s->c, &p.steps[0], NULL, "pt",
                "Gerente Microsoft FastTrack inicia “Agree on a date”");
    p.steps[0].role = 0;
    assert_told(s->c, &p.steps[0], NULL, "de", "jemand startet „Agree on a date“");
    p.steps[0].command.item = 0;
    assert_told(s->c, &p.steps[0], NULL, "es", "alguien inicia «Small engagement»");
}

static void test_plan_step_text__of_facts_and_time(void **state)
{
    small *s = *state;
    static const struct {
        acm_command command;
        const char *text, *expected;
    } rows[] = {
        {{.kind = ACM_COMMAND_ADVANCE, .time = 90 * 60000}, NULL, "wait until 1970-01-01T01:30Z"},
        {{.kind = ACM_COMMAND_SET_FACT, .text_len = 4}, "size", "somebody sets size to null"},
        {{.kind = ACM_COMMAND_SET_FACT,
          .text_len = 4,
          .value_kind = ACM_VALUE_BOOLEAN,
          .integer = 1},
         "size",
         "somebody sets size to true"},
        {{.kind = ACM_COMMAND_SET_FACT,
          .text_len = 4,
          .value_kind = ACM_VALUE_INTEGER,
          .integer = -3},
         "size",
         "somebody sets size to -3"},
        {{.kind = ACM_COMMAND_SET_FACT, .text_len = 4, .value_kind = ACM_VALUE_DOUBLE, .real = 2.5},
         "size",
         "somebody sets size to 2.5"},
        {{.kind = ACM_COMMAND_SET_FACT,
          .text_len = 4,
          .value_kind = ACM_VALUE_TIME,
          .integer = 60000},
         "size",
         "somebody sets size to 1970-01-01T00:01Z"},
        {{.kind = ACM_COMMAND_SET_FACT,
          .text_len = 4,
          .value_kind = ACM_VALUE_STRING,
          .value_at = 4,
          .value_len = 3},
         "sizebig",
         "somebody sets size to 'big'"},
        {{.kind = ACM_COMMAND_SET_FACT,
          .text_len = 4,
          .value_kind = ACM_VALUE_SET,
          .value_at = 4,
          .value_len = 3},
         "sizea\nb",
         "somebody sets size to {'a', 'b'}"},
        {{.kind = ACM_COMMAND_SET_FACT, .text_at = 3, .text_len = 4},
         "size",
         "somebody sets ? to null"},
        {{.kind = ACM_COMMAND_SET_FACT, .text_len = 4, .value_kind = 99},
         "size",
         "somebody sets size to null"},
        {{.kind = ACM_COMMAND_CLAIM, .item = 999}, NULL, "somebody takes on \"?\""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_plan_step step = {.command = rows[i].command};
        assert_told(s->c, &step, rows[i].text, "en", rows[i].expected);
    }
}

static void test_plan_step_text__gives_the_reason(void **state)
{
    small *s = *state;
    static const char text[] = "known otherwise";
    planned p = wish(small_id(s, "build/in-1"), 0);
    p.options.commands = 1u << ACM_COMMAND_WAIVE;
    p.options.text = text;
    p.options.text_len = 15;
    p.options.reason_at = 6;
    p.options.reason_len = 9;
    assert_found(&p, s->c, 1);
    assert_told(s->c, p.steps, text, "en", "Ana waives \"The customer has licences\": otherwise");
    assert_told(s->c, p.steps, text, "de", "Ana erlässt „The customer has licences“: otherwise");
    assert_told(s->c, p.steps, text, "es",
                "Ana dispensa de «The customer has licences»: otherwise");
    assert_told(s->c, p.steps, text, "ja",
                "Ana が「The customer has licences」を免除します：otherwise");
    assert_told(s->c, p.steps, text, "pt", "Ana dispensa “The customer has licences”: otherwise");
    assert_told(s->c, p.steps, text, "zh-hans", "Ana豁免“The customer has licences”：otherwise");
    assert_told(s->c, p.steps, "short", "en", "Ana waives \"The customer has licences\": ?");
}

static void test_plan_step_text__names_which_instance(void **state)
{
    (void)state;
    world w;
    OPEN(&w, "task a repeat_when=repetitionCounter<3", "task b");
    assert_ok(post(&w, ACM_COMMAND_COMPLETE, "a"));
    planned p = wish(0, 0);
    assert_found(&p, w.c, 3);
    assert_told(w.c, &p.steps[0], NULL, "en", "somebody completes \"a (2)\"");
    close_world(&w);
}

static void test_plan_step_text__needs_its_arguments(void **state)
{
    small *s = *state;
    acm_plan_step step = {.command = {.kind = ACM_COMMAND_START}};
    char text[100];
    assert_status(acm_plan_step_text(NULL, &step, NULL, 0, NULL, text, 100, NULL), ACM_E_INVALID);
    assert_status(acm_plan_step_text(s->c, NULL, NULL, 0, NULL, text, 100, NULL), ACM_E_INVALID);
    assert_status(acm_plan_step_text(s->c, &step, NULL, 3, NULL, text, 100, NULL), ACM_E_INVALID);
    assert_status(acm_plan_step_text(s->c, &step, NULL, 0, NULL, NULL, 100, NULL), ACM_E_INVALID);
    step.command.kind = 99;
    assert_status(acm_plan_step_text(s->c, &step, NULL, 0, NULL, text, 100, NULL), ACM_E_INVALID);
}

int main(void)
{
#define PLAN_TEST(name)                                                                            \
    cmocka_unit_test_setup_teardown(test_plan##name, small_setup, small_teardown)
    const struct CMUnitTest tests[] = {
        PLAN_TEST(__completes_the_case),
        PLAN_TEST(__gets_an_item_where_it_is_wanted),
        PLAN_TEST(__of_people),
        PLAN_TEST(__names_roles_where_nobody_has_them),
        PLAN_TEST(__waives_where_it_may),
        cmocka_unit_test(test_plan__waits_for_timers),
        cmocka_unit_test(test_plan__repeats),
        cmocka_unit_test(test_plan__listeners_and_milestones),
        cmocka_unit_test(test_plan__sets_facts_that_it_may),
        cmocka_unit_test(test_plan__refuses_facts_that_make_no_sense),
        PLAN_TEST(__says_where_it_was_cut_off),
        cmocka_unit_test(test_plan__knows_what_is_impossible),
        cmocka_unit_test(test_plan__finds_odd_ways),
        PLAN_TEST(__goes_on_from_where_the_case_is),
        PLAN_TEST(__needs_its_arguments),
        PLAN_TEST(__refuses_options_that_make_no_sense),
        PLAN_TEST(_step_text__in_each_language),
        PLAN_TEST(_step_text__of_facts_and_time),
        PLAN_TEST(_step_text__gives_the_reason),
        cmocka_unit_test(test_plan_step_text__names_which_instance),
        PLAN_TEST(_step_text__needs_its_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
