/* A case again from its events, and events that are not those of a case. */
#include "support/journal.h"
#include "support/lines.h"
#include "support/small.h"

#include <stdlib.h>

#define HOUR INT64_C(3600000)

/* A case with what it told so far, and how it began. */
typedef struct story {
    world w;
    acm_roster *roster;
    acm_case_options options;
    journal told;
} story;

static void begin(story *s, const char *const *lines)
{
    acm_id all;
    *s = (story){.roster = NULL};
    lines_open(&s->w, lines, (opening){.plan = NULL});
    assert_ok(acm_roster_new(NULL, &s->roster, NULL));
    assert_ok(acm_roster_add(s->roster, "ana", NULL, "SME", &all, NULL));
    acm_case_options_init(&s->options);
    s->options.tag = 7;
    s->options.time = HOUR;
    acm_case_free(s->w.c);
    acm_log_clear(s->w.log);
    assert_ok(acm_case_new(s->w.playbook, s->roster, s->w.log, &s->options, &s->w.c, NULL));
}

#define BEGIN(s, ...) begin((s), LINES(__VA_ARGS__))

static void end(story *s)
{
    journal_free(&s->told);
    close_world(&s->w);
    acm_roster_free(s->roster);
}

static acm_status replay(story *s, acm_log *log, acm_case **again, acm_error *err)
{
    return journal_replay(&s->told, s->w.playbook, s->roster, log, &s->options, again, err);
}

/* What was told so far makes the same case. */
static void assert_replays(story *s)
{
    acm_case *again;
    acm_error err;
    acm_error_init(&err);
    journal_take(&s->told, s->w.log);
    snapshot now = take_snapshot(s->w.c);
    if (replay(s, NULL, &again, &err))
        fail_msg("%s", err.message);
    assert_snapshot(again, &now, "replayed");
    acm_case_free(again);
    free(now.bytes);
}

static void test_replay__each_command_of_an_item(void **state)
{
    static const struct {
        acm_command_kind kind;
        const char *key;
    } acts[] = {
        {ACM_COMMAND_START, "a"},      {ACM_COMMAND_CLAIM, "a"},
        {ACM_COMMAND_SUSPEND, "a"},    {ACM_COMMAND_RESUME, "a"},
        {ACM_COMMAND_FAULT, "a"},      {ACM_COMMAND_REACTIVATE, "a"},
        {ACM_COMMAND_COMPLETE, "a"},   {ACM_COMMAND_DISABLE, "b"},
        {ACM_COMMAND_REENABLE, "b"},   {ACM_COMMAND_START, "b"},
        {ACM_COMMAND_TERMINATE, "b"},  {ACM_COMMAND_OCCUR, "u"},
        {ACM_COMMAND_SUSPEND, "s"},    {ACM_COMMAND_RESUME, "s"},
        {ACM_COMMAND_START, "s/n"},    {ACM_COMMAND_COMPLETE, "s"},
        {ACM_COMMAND_SUSPEND, NULL},   {ACM_COMMAND_REACTIVATE, NULL},
        {ACM_COMMAND_SUSPEND, NULL},   {ACM_COMMAND_RESUME, NULL},
        {ACM_COMMAND_FAULT, NULL},     {ACM_COMMAND_REACTIVATE, NULL},
        {ACM_COMMAND_TERMINATE, NULL}, {ACM_COMMAND_CLOSE, NULL},
    };
    story s;
    (void)state;
    BEGIN(&s, "task a manual", "task b manual", "user u", "stage s", "task s/n non-blocking manual",
          "task s/t", "task s/r manual", "s/t exits s/n complete", "task z");
    for (size_t i = 0; i < COUNT_OF(acts); i++) {
        acm_command command = {.kind = acts[i].kind,
                               .item = acts[i].key ? id_of(&s.w, acts[i].key) : 0,
                               .actor = i % 2,
                               .time = HOUR + (int64_t)i};
        acm_status status = acm_case_post(s.w.c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
        if (status)
            fail_msg("act %zu: %s", i, acm_status_name(status));
        assert_replays(&s);
    }
    assert_int_equal(acm_case_state(s.w.c), ACM_STATE_CLOSED);
    end(&s);
}

/* Of all kinds, with texts that might be taken for others. */
static void test_replay__facts(void **state)
{
    static const struct {
        const char *name;
        acm_value_kind kind;
        int64_t integer;
        double real;
        const char *text;
    } facts[] = {
        {"x", ACM_VALUE_NULL, 0, 0, ""},
        {"x", ACM_VALUE_BOOLEAN, 1, 0, ""},
        {"x", ACM_VALUE_BOOLEAN, 0, 0, ""},
        {"x", ACM_VALUE_INTEGER, INT64_MAX, 0, ""},
        {"x", ACM_VALUE_INTEGER, INT64_MIN, 0, ""},
        {"x", ACM_VALUE_INTEGER, -9223372036854775807, 0, ""},
        {"x", ACM_VALUE_DOUBLE, 0, 9223372036854775808.0, ""},
        {"x", ACM_VALUE_DOUBLE, 0, -3, ""},
        {"x", ACM_VALUE_DOUBLE, 0, 0.1, ""},
        {"x", ACM_VALUE_DOUBLE, 0, -5e-324, ""},
        {"x", ACM_VALUE_DOUBLE, 0, 1.7976931348623157e308, ""},
        {"x", ACM_VALUE_TIME, 0, 0, ""},
        {"x", ACM_VALUE_TIME, -62135596800000, 0, ""},
        {"x", ACM_VALUE_TIME, 253402300799999, 0, ""},
        {"x", ACM_VALUE_STRING, 0, 0, ""},
        {"x", ACM_VALUE_STRING, 0, 0, "null"},
        {"x", ACM_VALUE_STRING, 0, 0, "1970-01-01T00:00Z"},
        {"x", ACM_VALUE_STRING, 0, 0, "'\\'\\\\\n\t\r=\"{}"},
        {"x", ACM_VALUE_STRING, 0, 0, "\xE6\xA6\x82\xE8\xBF\xB0"},
        {"x", ACM_VALUE_SET, 0, 0, ""},
        {"x", ACM_VALUE_SET, 0, 0, "}"},
        {"x", ACM_VALUE_SET, 0, 0, "b\na', 'b\nc"},
        {"a=b", ACM_VALUE_INTEGER, 2, 0, ""},
        {"a='b'", ACM_VALUE_STRING, 0, 0, "c'=d"},
        {"'", ACM_VALUE_INTEGER, 2, 0, ""},
        {"two words\n", ACM_VALUE_INTEGER, 2, 0, ""},
    };
    story s;
    (void)state;
    BEGIN(&s, "task a");
    for (size_t i = 0; i < COUNT_OF(facts); i++) {
        char text[64];
        uint32_t name = (uint32_t)strlen(facts[i].name), len = (uint32_t)strlen(facts[i].text);
        memcpy(text, facts[i].name, name);
        memcpy(text + name, facts[i].text, len);
        acm_command set = {.kind = ACM_COMMAND_SET_FACT,
                           .text_len = name,
                           .value_at = name,
                           .value_len = len,
                           .value_kind = facts[i].kind,
                           .integer = facts[i].integer,
                           .real = facts[i].real};
        assert_ok(acm_case_post(s.w.c, &set, sizeof set, 1, text, name + len, NULL, NULL));
        assert_replays(&s);
    }
    acm_command remove = {.kind = ACM_COMMAND_REMOVE_FACT, .text_len = 3};
    assert_ok(acm_case_post(s.w.c, &remove, sizeof remove, 1, "a=b", 3, NULL, NULL));
    assert_replays(&s);
    end(&s);
}

/* In one command with what is done, a fact has other effects than alone. */
static void test_replay__facts_with_what_is_done(void **state)
{
    story s;
    (void)state;
    BEGIN(&s, "task a", "a exits if x == 1", "task b", "timer p timer=PT1H");
    acm_command acts[] = {
        {.kind = ACM_COMMAND_SET_FACT,
         .text_len = 1,
         .value_kind = ACM_VALUE_INTEGER,
         .integer = 1,
         .flags = ACM_COMMAND_WITH_NEXT},
        {.kind = ACM_COMMAND_REMOVE_FACT, .text_len = 1, .flags = ACM_COMMAND_WITH_NEXT},
        {.kind = ACM_COMMAND_COMPLETE, .item = id_of(&s.w, "a"), .actor = 1}};
    assert_ok(acm_case_post(s.w.c, acts, sizeof *acts, 3, "x", 1, NULL, NULL));
    assert_int_equal(acm_case_item_state(s.w.c, acts[2].item), ACM_STATE_COMPLETED);
    assert_replays(&s);
    acts[1] = (acm_command){.kind = ACM_COMMAND_ADVANCE, .time = 3 * HOUR};
    assert_ok(acm_case_post(s.w.c, acts, sizeof *acts, 2, "x", 1, NULL, NULL));
    assert_replays(&s);
    end(&s);
}

static void test_replay__time(void **state)
{
    story s;
    (void)state;
    BEGIN(&s, "timer p timer=R3/PT1H", "task a repeats", "a enters p occur", "task b");
    assert_ok(advance(&s.w, HOUR + 1)); /* nothing is due */
    assert_replays(&s);
    assert_ok(advance(&s.w, 3 * HOUR));
    assert_instances(&s.w, "aav", "a");
    assert_replays(&s);
    assert_ok(post(&s.w, ACM_COMMAND_COMPLETE, "b"));
    assert_ok(advance(&s.w, HOUR)); /* it does not go back */
    assert_ok(post_to(&s.w, ACM_COMMAND_COMPLETE, "a", 2));
    assert_replays(&s);
    assert_ok(advance(&s.w, 9 * HOUR));
    assert_replays(&s);
    end(&s);
}

static void test_replay__scope(void **state)
{
    static const char *const scopes[] = {"Exchange", "", " exchange ; teams", "All services"};
    story s;
    (void)state;
    BEGIN(&s, "stage s", "task s/a Exchange", "task s/b Teams");
    for (size_t i = 0; i < COUNT_OF(scopes); i++) {
        assert_ok(set_scope(&s.w, scopes[i]));
        assert_replays(&s);
    }
    end(&s);
}

static void test_replay__conditions(void **state)
{
    small *s = *state;
    acm_case *again;
    acm_error err;
    journal told = {.count = 0};
    acm_error_init(&err);
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/in-1", s->ana));
    assert_ok(small_post(s, ACM_COMMAND_WITHDRAW, "build/in-1", s->ana));
    assert_ok(
        small_post_text(s, ACM_COMMAND_WAIVE, "build/in-1", s->ana, "they're \"on order\"\n"));
    small_do(s, "plan/100", s->ana);
    journal_take(&told, s->log);
    snapshot now = take_snapshot(s->c);
    if (journal_replay(&told, s->playbook, s->roster, NULL, NULL, &again, &err))
        fail_msg("%s", err.message);
    assert_snapshot(again, &now, "replayed");
    acm_case_free(again);
    free(now.bytes);
    journal_free(&told);
}

/* How a case begins is said by the options, its first facts too. */
static void test_replay__the_beginning(void **state)
{
    story s;
    acm_case *again;
    acm_error err;
    acm_command facts[] = {{.kind = ACM_COMMAND_SET_FACT,
                            .text_len = 1,
                            .value_kind = ACM_VALUE_INTEGER,
                            .integer = 5}};
    (void)state;
    BEGIN(&s, "stage s", "task s/a Teams", "task s/b Exchange", "s/a enters if x > 3");
    acm_case_free(s.w.c);
    acm_log_clear(s.w.log);
    s.options.plan = id_of(&s.w, "s");
    s.options.scope = "Teams";
    s.options.facts = facts;
    s.options.fact_count = 1;
    s.options.fact_stride = sizeof *facts;
    s.options.facts_text = "x";
    s.options.facts_text_len = 1;
    s.options.roles = ACM_ROLES_RECORD;
    s.options.actor = 1;
    assert_ok(acm_case_new(s.w.playbook, s.roster, s.w.log, &s.options, &s.w.c, NULL));
    assert_ok(post(&s.w, ACM_COMMAND_COMPLETE, "s/a"));
    assert_replays(&s);
    s.options.actor = 0;
    assert_refused(replay(&s, NULL, &again, &err), ACM_E_MODEL, &err);
    assert_string_equal(err.message, "event 0 has another actor");
    assert_null(again);
    s.options.actor = 9;
    assert_refused(replay(&s, NULL, &again, &err), ACM_E_NOTFOUND, &err);
    end(&s);
}

/* Many cases write to one log; a case is made of its own events alone. */
static void test_replay__one_of_many(void **state)
{
    story s;
    acm_case *other, *again;
    acm_case_options options;
    (void)state;
    BEGIN(&s, "task a manual", "task b");
    options = s.options;
    options.tag = 8;
    assert_ok(acm_case_new(s.w.playbook, s.roster, s.w.log, &options, &other, NULL));
    acm_command start = {.kind = ACM_COMMAND_START, .item = id_of(&s.w, "a")};
    for (int i = 0; i < 2; i++) {
        start.kind = i ? ACM_COMMAND_COMPLETE : ACM_COMMAND_START;
        assert_ok(acm_case_post(s.w.c, &start, sizeof start, 1, NULL, 0, NULL, NULL));
        if (!i)
            assert_ok(acm_case_post(other, &start, sizeof start, 1, NULL, 0, NULL, NULL));
    }
    assert_replays(&s);
    snapshot now = take_snapshot(other);
    s.options.tag = 8;
    assert_ok(replay(&s, NULL, &again, NULL));
    assert_snapshot(again, &now, "the other");
    acm_case_free(again);
    acm_case_free(other);
    free(now.bytes);
    end(&s);
}

/* The log of the new case has what happens from then on. */
static void test_replay__goes_on(void **state)
{
    story s;
    acm_log *log;
    acm_case *again;
    (void)state;
    BEGIN(&s, "task a manual", "task b");
    journal_take(&s.told, s.w.log);
    assert_ok(acm_log_new(NULL, &log, NULL));
    assert_ok(replay(&s, log, &again, NULL));
    assert_int_equal(acm_log_count(log), 0);
    acm_command start = {.kind = ACM_COMMAND_START, .item = id_of(&s.w, "a")};
    assert_ok(acm_case_post(again, &start, sizeof start, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_log_count(log), 1);
    acm_case_free(again);
    assert_ok(replay(&s, NULL, &again, NULL));
    assert_ok(acm_case_post(again, &start, sizeof start, 1, NULL, 0, NULL, NULL));
    acm_case_free(again);
    acm_log_free(log);
    end(&s);
}

/* Records of a later version: larger, and fine while what we do not know is empty. */
static void test_replay__strides(void **state)
{
    struct later {
        acm_event event;
        uint64_t more;
    } later[8] = {{.more = 0}};
    story s;
    acm_case *again;
    acm_error err;
    (void)state;
    BEGIN(&s, "task a", "task b");
    journal_take(&s.told, s.w.log);
    assert_true(s.told.count <= COUNT_OF(later));
    for (size_t i = 0; i < s.told.count; i++)
        later[i].event = s.told.events[i];
    assert_ok(acm_case_replay(s.w.playbook, s.roster, NULL, &s.options, &later->event,
                              sizeof *later, s.told.count, NULL, 0, &again, NULL));
    acm_case_free(again);
    later[1].more = 1;
    assert_refused(acm_case_replay(s.w.playbook, s.roster, NULL, &s.options, &later->event,
                                   sizeof *later, s.told.count, NULL, 0, &again, &err),
                   ACM_E_VERSION, &err);
    assert_refused(acm_case_replay(s.w.playbook, s.roster, NULL, &s.options, s.told.events,
                                   sizeof(acm_event) - 1, s.told.count, NULL, 0, &again, &err),
                   ACM_E_VERSION, &err);
    end(&s);
}

static void test_replay__arguments(void **state)
{
    story s;
    acm_case *c = (acm_case *)&s;
    acm_error err;
    (void)state;
    BEGIN(&s, "task a");
    assert_refused(acm_case_replay(NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, &c, &err),
                   ACM_E_INVALID, &err);
    assert_null(c);
    assert_refused(acm_case_replay(s.w.playbook, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, NULL, &err),
                   ACM_E_INVALID, &err);
    assert_refused(acm_case_replay(s.w.playbook, NULL, NULL, NULL, NULL, sizeof(acm_event), 1, NULL,
                                   0, &c, &err),
                   ACM_E_INVALID, &err);
    assert_refused(acm_case_replay(s.w.playbook, NULL, NULL, NULL, NULL, 0, 0, NULL, 1, &c, &err),
                   ACM_E_INVALID, &err);
    assert_refused(acm_case_replay(s.w.playbook, NULL, NULL, NULL, NULL, 0, 0, NULL, 0, &c, &err),
                   ACM_E_MODEL, &err);
    assert_string_equal(err.message, "event 0 is missing");
    end(&s);
}

/* What is told otherwise */

enum {
    SET = 5, /* the fact, */
    OUT,     /* what leaves by it, */
    DONE,    /* and what is completed after it */
    COUNT
};

/* Of the plan, a and b are created and started in that order: five events; then x is set, a leaves, b is done. */
static void begin_short(story *s)
{
    BEGIN(s, "task a", "task b manual", "a exits if x == 1");
    assert_ok(set_fact(&s->w, "x", 1));
    assert_ok(post(&s->w, ACM_COMMAND_START, "b"));
    journal_take(&s->told, s->w.log);
    assert_int_equal(s->told.count, COUNT + 1);
    assert_int_equal(s->told.events[SET + 1].kind, ACM_EVENT_SET_FACT);
}

static void assert_differs(story *s, size_t index, const char *message)
{
    acm_error err;
    acm_case *again;
    acm_error_init(&err);
    if (replay(s, NULL, &again, &err) != ACM_E_MODEL)
        fail_msg("not '%s' but '%s'", message, err.message);
    assert_string_equal(err.message, message);
    assert_int_equal(err.offset, index * sizeof(acm_event));
}

static void test_replay__another_event(void **state)
{
    story s;
    (void)state;
    begin_short(&s);
    acm_event *e = s.told.events;
#define CHANGED(index, field, value, message)                                                      \
    do {                                                                                           \
        acm_event kept = e[index];                                                                 \
        e[index].field = (value);                                                                  \
        assert_differs(&s, (index), message);                                                      \
        e[index] = kept;                                                                           \
    } while (0)
    CHANGED(1, time, 5, "event 1 has another time");
    CHANGED(2, kind, ACM_TRANSITION_START, "event 2 has another kind");
    CHANGED(2, item, 1, "event 2 has another item");
    CHANGED(2, instance, 9, "event 2 has another instance");
    CHANGED(2, from, ACM_STATE_ACTIVE, "event 2 has another from");
    CHANGED(2, to, ACM_STATE_ACTIVE, "event 2 has another to");
    CHANGED(2, cause, ACM_CAUSE_CRITERION, "event 2 has another cause");
    CHANGED(2, actor, 1, "event 2 has another actor");
    CHANGED(2, detail, 1, "event 2 has another detail");
    CHANGED(SET + 2, detail, 0, "event 7 has another detail");
    CHANGED(SET + 3, cause, ACM_CAUSE_PARENT, "event 8 follows from no command");
    CHANGED(SET + 3, kind, ACM_TRANSITION_COMPLETE,
            "event 8 cannot happen: \"b\" must be started by a person first");
#undef CHANGED
    e[SET + 2].tag++; /* of another case: it is left out */
    assert_differs(&s, SET + 3, "event 8 has another kind");
    e[SET + 2].tag--;
    acm_case *again;
    assert_ok(replay(&s, NULL, &again, NULL));
    acm_case_free(again);
    end(&s);
}

static void test_replay__other_texts(void **state)
{
    story s;
    acm_error err;
    acm_case *again;
    (void)state;
    begin_short(&s);
    acm_event *e = &s.told.events[SET + 1];
    char *text = s.told.text + e->detail;
    assert_string_equal(text, "x=1");
    memcpy(text, "x=2", 3);
    assert_differs(&s, SET + 2, "event 7 follows from no command");
    memcpy(text, "x:1", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "x='", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "x={", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "x=-", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "x=x", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "'=1", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "=11", 3);
    assert_differs(&s, SET + 1, "event 6 cannot happen: the name of the fact is missing");
    memcpy(text, "x=\xFF", 3);
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    memcpy(text, "x=1", 3);
    uint32_t detail = e->detail;
    e->detail = (uint32_t)s.told.text_len;
    assert_refused(replay(&s, NULL, &again, &err), ACM_E_INVALID, &err);
    e->detail = detail;
    s.told.text_len -= 1; /* the NUL is cut off */
    assert_refused(replay(&s, NULL, &again, &err), ACM_E_INVALID, &err);
    s.told.text_len += 1;
    e->detail = 0;
    assert_differs(&s, SET + 1, "event 6 tells of no fact");
    end(&s);
}

/* A log that begins too late, has a hole, ends too early, or says something twice. */
static void test_replay__missing_events(void **state)
{
    story s;
    acm_case *again;
    acm_error err;
    (void)state;
    begin_short(&s);
    size_t count = s.told.count;
    for (size_t len = 0; len < count; len++) {
        s.told.count = len;
        bool whole = len == SET + 1 || len == SET + 3;
        acm_status status = replay(&s, NULL, &again, &err);
        assert_int_equal(status, whole ? ACM_OK : ACM_E_MODEL);
        acm_case_free(again);
    }
    s.told.count = count;
    acm_event *e = s.told.events, kept = e[0];
    memmove(e, e + 1, (count - 1) * sizeof *e);
    s.told.count--;
    assert_differs(&s, 0, "event 0 has another kind");
    memmove(e + 1, e, (count - 1) * sizeof *e);
    e[0] = kept;
    s.told.count++;
    acm_event hole = e[SET + 2];
    e[SET + 2] = e[SET + 3];
    s.told.count--;
    assert_differs(&s, SET + 2, "event 7 has another kind");
    s.told.count++;
    e[SET + 3] = e[SET + 2];
    e[SET + 2] = hole;
    e[SET + 3] = hole;
    assert_differs(&s, SET + 3, "event 8 follows from no command");
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_replay__each_command_of_an_item),
        cmocka_unit_test(test_replay__facts),
        cmocka_unit_test(test_replay__facts_with_what_is_done),
        cmocka_unit_test(test_replay__time),
        cmocka_unit_test(test_replay__scope),
        cmocka_unit_test_setup_teardown(test_replay__conditions, small_setup, small_teardown),
        cmocka_unit_test(test_replay__the_beginning),
        cmocka_unit_test(test_replay__one_of_many),
        cmocka_unit_test(test_replay__goes_on),
        cmocka_unit_test(test_replay__strides),
        cmocka_unit_test(test_replay__arguments),
        cmocka_unit_test(test_replay__another_event),
        cmocka_unit_test(test_replay__other_texts),
        cmocka_unit_test(test_replay__missing_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
