#include "support/small.h"

enum {
    CAPACITY = 16
};

/* Blockers of a command on an item by key, NULL = the case. */
static size_t explain(small *s, const char *key, acm_command_kind kind, acm_id actor,
                      acm_blocker *out)
{
    size_t count;
    assert_ok(acm_case_explain(s->c, key ? small_id(s, key) : 0, 0, kind, actor, out, sizeof *out,
                               CAPACITY, &count));
    assert_in_range(count, 0, CAPACITY);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(out[i].item, key ? small_id(s, key) : 0);
        assert_int_equal(out[i].command, kind);
        assert_int_equal(out[i].actor, actor);
    }
    return count;
}

static const acm_blocker *find(const acm_blocker *blockers, size_t count, acm_blocker_kind kind)
{
    for (size_t i = 0; i < count; i++)
        if (blockers[i].kind == kind)
            return &blockers[i];
    return NULL;
}

static void test_explain__nothing_in_the_way(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    assert_int_equal(explain(s, "100", ACM_COMMAND_START, s->ana, b), 0);
    assert_ok(small_post(s, ACM_COMMAND_START, "100", s->ana));
}

static void test_explain__role(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    assert_int_equal(explain(s, "100", ACM_COMMAND_START, s->ben, b), 1);
    assert_int_equal(b[0].kind, ACM_BLOCKER_ROLE);
    assert_int_equal(b[0].detail, small_id(s, "role:fasttrack_manager"));
}

static void test_explain__what_a_stage_waits_for(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    size_t count = explain(s, "200", ACM_COMMAND_START, s->ben, b);
    const acm_blocker *predecessor = find(b, count, ACM_BLOCKER_PREDECESSOR);
    const acm_blocker *condition = find(b, count, ACM_BLOCKER_CONDITION);
    assert_non_null(predecessor);
    assert_int_equal(predecessor->subject, small_id(s, "plan"));
    assert_int_equal(predecessor->detail, ACM_TRANSITION_COMPLETE);
    assert_non_null(condition);
    assert_int_equal(condition->subject, small_id(s, "build/in-1"));
}

static void test_explain__state(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    size_t count = explain(s, "100", ACM_COMMAND_COMPLETE, s->ana, b);
    const acm_blocker *blocker = find(b, count, ACM_BLOCKER_STATE);
    if (!blocker)
        blocker = find(b, count, ACM_BLOCKER_MANUAL);
    assert_non_null(blocker);
    assert_int_equal(blocker->subject, small_id(s, "100"));
}

static void test_explain__open_work_of_a_stage(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    size_t count = explain(s, "plan", ACM_COMMAND_COMPLETE, s->ana, b);
    const acm_blocker *required = find(b, count, ACM_BLOCKER_REQUIRED);
    assert_non_null(required);
    assert_int_equal(required->subject, small_id(s, "100"));
    assert_int_equal(required->detail, ACM_STATE_ENABLED);
    assert_ok(small_post(s, ACM_COMMAND_START, "101", s->ben));
    count = explain(s, "plan", ACM_COMMAND_COMPLETE, s->ana, b);
    const acm_blocker *active = find(b, count, ACM_BLOCKER_ACTIVE);
    assert_non_null(active);
    assert_int_equal(active->subject, small_id(s, "101"));
}

static void test_explain__suspended(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    assert_ok(small_post(s, ACM_COMMAND_SUSPEND, NULL, s->ana));
    size_t count = explain(s, "100", ACM_COMMAND_START, s->ana, b);
    assert_non_null(find(b, count, ACM_BLOCKER_SUSPENDED));
}

static void test_explain__ended(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    assert_ok(small_post(s, ACM_COMMAND_TERMINATE, NULL, s->ana));
    size_t count = explain(s, "200", ACM_COMMAND_START, s->ben, b);
    const acm_blocker *ended = find(b, count, ACM_BLOCKER_ENDED);
    assert_non_null(ended);
    assert_int_equal(ended->subject, small_id(s, "build"));
}

static void test_explain__out_of_scope(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    small_reach_build(s);
    assert_ok(small_post_text(s, ACM_COMMAND_SET_SCOPE, NULL, s->ana, "Exchange"));
    size_t count = explain(s, "201", ACM_COMMAND_START, s->ana, b);
    const acm_blocker *scope = find(b, count, ACM_BLOCKER_SCOPE);
    assert_non_null(scope);
    assert_int_equal(scope->subject, small_id(s, "201"));
}

static void test_explain__a_fired_criterion_keeps_its_condition(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    small_reach_build(s);
    assert_status(small_post(s, ACM_COMMAND_WITHDRAW, "build/in-1", s->ana), ACM_E_CONDITION);
    size_t count = explain(s, "build/in-1", ACM_COMMAND_WITHDRAW, s->ana, b);
    const acm_blocker *fired = find(b, count, ACM_BLOCKER_FIRED);
    assert_non_null(fired);
    assert_int_equal(fired->subject, small_id(s, "build"));
}

/* Commands that the driver below asks about and then posts. */
static const acm_command_kind item_commands[] = {
    ACM_COMMAND_START,   ACM_COMMAND_COMPLETE,  ACM_COMMAND_DISABLE, ACM_COMMAND_REENABLE,
    ACM_COMMAND_SUSPEND, ACM_COMMAND_RESUME,    ACM_COMMAND_FAULT,   ACM_COMMAND_REACTIVATE,
    ACM_COMMAND_OCCUR,   ACM_COMMAND_TERMINATE,
};
static const acm_command_kind condition_commands[] = {ACM_COMMAND_CONFIRM, ACM_COMMAND_WITHDRAW};

static void compare(small *s, const char *key, acm_command_kind kind, acm_id actor)
{
    acm_blocker b[CAPACITY];
    acm_case *copy;
    size_t count = explain(s, key, kind, actor, b);
    acm_command command = {.kind = kind, .item = small_id(s, key), .actor = actor};
    assert_ok(acm_case_dup(s->c, NULL, &copy, NULL));
    acm_status status = acm_case_post(copy, &command, sizeof command, 1, NULL, 0, NULL, &s->err);
    acm_case_free(copy);
    if ((status == ACM_OK) != (count == 0))
        fail_msg("command %d on %s: %s, but %zu blockers", kind, key, acm_status_name(status),
                 count);
}

static void test_explain__agrees_with_post(void **state)
{
    small *s = *state;
    static const char *const items[] = {"plan", "100", "101",           "build",
                                        "200",  "201", "build/outcomes"};
    static const char *const conditions[] = {"build/in-1", "build/out-1"};
    for (int phase = 0; phase < 3; phase++) {
        for (acm_id actor = s->ana; actor <= s->carl; actor++) {
            for (size_t i = 0; i < COUNT_OF(items); i++)
                for (size_t k = 0; k < COUNT_OF(item_commands); k++)
                    compare(s, items[i], item_commands[k], actor);
            for (size_t i = 0; i < COUNT_OF(conditions); i++)
                for (size_t k = 0; k < COUNT_OF(condition_commands); k++)
                    compare(s, conditions[i], condition_commands[k], actor);
        }
        if (phase == 0)
            small_reach_build(s);
        if (phase == 1)
            assert_ok(small_post(s, ACM_COMMAND_SUSPEND, NULL, s->ana));
    }
}

static void test_explain__needs_its_arguments(void **state)
{
    small *s = *state;
    acm_blocker b;
    size_t count = 99;
    acm_id task = small_id(s, "100");
    assert_status(acm_case_explain(NULL, task, 0, ACM_COMMAND_START, 0, &b, sizeof b, 1, &count),
                  ACM_E_INVALID);
    assert_int_equal(count, 0);
    assert_status(acm_case_explain(s->c, task, 0, ACM_COMMAND_START, 0, NULL, sizeof b, 1, &count),
                  ACM_E_INVALID);
    assert_status(acm_case_explain(s->c, task, 0, ACM_COMMAND_START, 0, &b, sizeof b, 1, NULL),
                  ACM_E_INVALID);
    assert_status(acm_case_explain(s->c, task, 0, ACM_COMMAND_SET_FACT, 0, &b, sizeof b, 1, &count),
                  ACM_E_INVALID);
    assert_status(acm_case_explain(s->c, task, 0, 99, 0, &b, sizeof b, 1, &count), ACM_E_INVALID);
    assert_status(acm_case_explain(s->c, 999, 0, ACM_COMMAND_START, 0, &b, sizeof b, 1, &count),
                  ACM_E_NOTFOUND);
    assert_status(
        acm_case_explain(s->c, task, 0, ACM_COMMAND_START, 0, &b, sizeof b - 4, 1, &count),
        ACM_E_VERSION);
    assert_ok(
        acm_case_explain(s->c, task, 0, ACM_COMMAND_START, s->ben, NULL, sizeof b, 0, &count));
    assert_int_equal(count, 1);
}

/* The sentences of one blocker, the language's tag first. */
typedef struct spoken {
    const char *tag, *sentence;
} spoken;

static void assert_spoken(small *s, const acm_blocker *blocker, const spoken *rows, size_t count)
{
    char text[300];
    for (size_t i = 0; i < count; i++) {
        assert_ok(acm_case_explain_text(s->c, blocker, rows[i].tag, text, sizeof text, NULL));
        assert_string_equal(text, rows[i].sentence);
    }
}

static void test_explain_text__in_each_language(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    static const spoken rows[] = {
        {"en", "\"Agree on a date\" is for the FastTrack Manager; Ben does not have that role"},
        {"de", "für „Agree on a date“ ist die Rolle „FastTrack Manager“ zuständig; Ben hat diese "
               "Rolle nicht"},
        {"es", "«Agree on a date» corresponde al rol «Administrador de FastTrack»; Ben no tiene "
               "ese rol"},
        {"ja", "「Agree on a date」は FastTrack マネージャー の担当ですが、Ben "
               "にはその役割がありません"},
        {"pt", "“Agree on a date” cabe à função “Gerente Microsoft FastTrack”; Ben não tem essa "
               "função"},
        {"zh-hans", "“Agree on a date”由FastTrack 经理负责，Ben没有这个角色"},
        {"fr", "\"Agree on a date\" is for the FastTrack Manager; Ben does not have that role"},
        {NULL, "\"Agree on a date\" is for the FastTrack Manager; Ben does not have that role"},
        {NOT_UTF8, "\"Agree on a date\" is for the FastTrack Manager; Ben does not have that role"},
    };
    explain(s, "100", ACM_COMMAND_START, s->ben, b);
    assert_spoken(s, b, rows, COUNT_OF(rows));
}

static void test_explain_text__of_each_kind(void **state)
{
    small *s = *state;
    acm_id task = small_id(s, "100"), condition = small_id(s, "build/in-1"),
           role = small_id(s, "role:fasttrack_manager");
    const struct {
        acm_blocker blocker;
        const char *german;
    } rows[] = {
        {{.kind = ACM_BLOCKER_CONDITION, .subject = condition},
         "die Bedingung „The customer has licences“ ist nicht bestätigt"},
        {{.kind = ACM_BLOCKER_PREDECESSOR, .subject = task, .detail = ACM_TRANSITION_COMPLETE},
         "„Agree on a date“ wurde noch nicht abgeschlossen"},
        {{.kind = ACM_BLOCKER_PREDECESSOR, .subject = task, .detail = 99},
         "„Agree on a date“ wurde noch nicht ?"},
        {{.kind = ACM_BLOCKER_EXPRESSION, .subject = task},
         "die Regel von „Agree on a date“ ist nicht erfüllt: ?"},
        {{.kind = ACM_BLOCKER_ROLE, .subject = task, .detail = role},
         "für „Agree on a date“ ist die Rolle „FastTrack Manager“ zuständig, und der Befehl nennt "
         "niemanden"},
        {{.kind = ACM_BLOCKER_ROLE, .subject = task, .actor = 9},
         "niemand dieses Namens steht auf der Liste der Beteiligten"},
        {{.kind = ACM_BLOCKER_SCOPE, .subject = task}, "„Agree on a date“ gehört nicht zum Umfang"},
        {{.kind = ACM_BLOCKER_SUSPENDED, .subject = task}, "„Agree on a date“ ist unterbrochen"},
        {{.kind = ACM_BLOCKER_STATE, .subject = task, .detail = ACM_STATE_DISABLED},
         "„Agree on a date“ ist deaktiviert"},
        {{.kind = ACM_BLOCKER_STATE, .subject = task, .detail = 99}, "„Agree on a date“ ist ?"},
        {{.kind = ACM_BLOCKER_STATE, .subject = condition, .detail = ACM_CONDITION_STATE_WAIVED},
         "die Bedingung „The customer has licences“ ist erlassen"},
        {{.kind = ACM_BLOCKER_REQUIRED, .subject = task, .detail = ACM_STATE_ENABLED},
         "„Agree on a date“ ist erforderlich und immer noch startbereit"},
        {{.kind = ACM_BLOCKER_ACTIVE, .subject = task}, "„Agree on a date“ ist immer noch aktiv"},
        {{.kind = ACM_BLOCKER_MANUAL, .subject = task},
         "„Agree on a date“ muss erst von Hand gestartet werden"},
        {{.kind = ACM_BLOCKER_FIRED, .subject = task},
         "„Agree on a date“ hat inzwischen begonnen oder geendet, die Bedingung bleibt daher, wie "
         "sie ist"},
        {{.kind = ACM_BLOCKER_ENDED, .subject = task, .detail = ACM_STATE_TERMINATED},
         "„Agree on a date“ ist bereits beendet: abgebrochen"},
        {{.kind = ACM_BLOCKER_UNAVAILABLE, .subject = task},
         "„Agree on a date“ kann noch nicht eintreten, die Regel dafür ist nicht erfüllt: ?"},
        {{.kind = ACM_BLOCKER_TIMER, .subject = task, .detail = 1, .time = 1774976400000},
         "der Zeitgeber „Agree on a date“ ist nicht vor 2026-03-31T17:00Z fällig"},
        {{.kind = ACM_BLOCKER_TIMER, .subject = task},
         "der Zeitgeber „Agree on a date“ läuft nicht, dies ergibt keine Zeit: ?"},
        {{.kind = ACM_BLOCKER_SCOPE, .subject = 999}, "„?“ gehört nicht zum Umfang"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_spoken(s, &rows[i].blocker, &(spoken){"de", rows[i].german}, 1);
}

static void test_explain_text__is_cut_at_a_code_point(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY];
    char whole[200], cut[200];
    size_t needed, all;
    explain(s, "100", ACM_COMMAND_START, s->ben, b);
    assert_status(acm_case_explain_text(s->c, b, "zh-hans", NULL, 0, &all), ACM_E_BUFFER);
    assert_ok(acm_case_explain_text(s->c, b, "zh-hans", whole, all, &needed));
    assert_int_equal(needed, all);
    assert_int_equal(strlen(whole) + 1, needed);
    for (size_t capacity = 1; capacity < all; capacity++) {
        memset(cut, 'x', sizeof cut);
        assert_status(acm_case_explain_text(s->c, b, "zh-hans", cut, capacity, &needed),
                      ACM_E_BUFFER);
        assert_int_equal(needed, all);
        size_t len = strlen(cut);
        assert_in_range(len, capacity > 4 ? capacity - 4 : 0, capacity - 1);
        assert_memory_equal(cut, whole, len);
        assert_int_not_equal((unsigned char)whole[len] & 0xC0, 0x80);
    }
}

static void test_explain_text__needs_its_arguments(void **state)
{
    small *s = *state;
    acm_blocker b[CAPACITY], unknown = {.kind = 99};
    char buffer[200];
    explain(s, "100", ACM_COMMAND_START, s->ben, b);
    assert_status(acm_case_explain_text(NULL, b, NULL, buffer, sizeof buffer, NULL), ACM_E_INVALID);
    assert_status(acm_case_explain_text(s->c, NULL, NULL, buffer, sizeof buffer, NULL),
                  ACM_E_INVALID);
    assert_status(acm_case_explain_text(s->c, b, NULL, NULL, 10, NULL), ACM_E_INVALID);
    assert_status(acm_case_explain_text(s->c, &unknown, NULL, buffer, sizeof buffer, NULL),
                  ACM_E_INVALID);
}

int main(void)
{
#define EXPLAIN_TEST(name)                                                                         \
    cmocka_unit_test_setup_teardown(test_explain##name, small_setup, small_teardown)
    const struct CMUnitTest tests[] = {
        EXPLAIN_TEST(__nothing_in_the_way),
        EXPLAIN_TEST(__role),
        EXPLAIN_TEST(__what_a_stage_waits_for),
        EXPLAIN_TEST(__state),
        EXPLAIN_TEST(__open_work_of_a_stage),
        EXPLAIN_TEST(__suspended),
        EXPLAIN_TEST(__ended),
        EXPLAIN_TEST(__out_of_scope),
        EXPLAIN_TEST(__a_fired_criterion_keeps_its_condition),
        EXPLAIN_TEST(__agrees_with_post),
        EXPLAIN_TEST(__needs_its_arguments),
        EXPLAIN_TEST(_text__in_each_language),
        EXPLAIN_TEST(_text__of_each_kind),
        EXPLAIN_TEST(_text__is_cut_at_a_code_point),
        EXPLAIN_TEST(_text__needs_its_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
