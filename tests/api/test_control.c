/*
 * What items and conditions are told beyond their flags, by calls of the builder: what is kept, what is refused, and
 * what tasks for each service become. What it does to a running case is in test_overlay.c.
 */
#include "support/test.h"

typedef struct fixture {
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, stage, task, milestone, criterion, condition;
    acm_error err;
} fixture;

static int setup(void **state)
{
    static fixture f;
    memset(&f, 0, sizeof f);
    acm_error_init(&f.err);
    assert_ok(acm_builder_new(NULL, "en", "Test", &f.b, &f.root, &f.err));
    assert_ok(acm_builder_add(f.b, f.root, ACM_ITEM_STAGE, 0, "s", "Stage", -1, &f.stage, &f.err));
    assert_ok(acm_builder_add(f.b, f.stage, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "s/7", "Task", 7,
                              &f.task, &f.err));
    assert_ok(acm_builder_add(f.b, f.stage, ACM_ITEM_MILESTONE, 0, "s/m", "Milestone", -1,
                              &f.milestone, &f.err));
    assert_ok(acm_builder_criterion(f.b, f.milestone, ACM_CRITERION_ENTRY, 0, NULL, &f.criterion,
                                    &f.err));
    assert_ok(acm_builder_condition(f.b, f.stage, f.criterion, ACM_CONDITION_OUTCOME, 0, "s/out-1",
                                    "It works", &f.condition, &f.err));
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    acm_playbook_free(f->playbook);
    acm_builder_free(f->b);
    return 0;
}

static const acm_playbook *finish(fixture *f)
{
    acm_playbook_free(f->playbook);
    assert_ok(acm_builder_finish(f->b, &f->playbook, &f->err));
    return f->playbook;
}

static acm_id find(const acm_playbook *playbook, const char *key)
{
    acm_id id;
    assert_ok(acm_playbook_find(playbook, key, ACM_NTS, &id, NULL));
    return id;
}

static void assert_missing(const acm_playbook *playbook, const char *key)
{
    acm_id id;
    assert_status(acm_playbook_find(playbook, key, ACM_NTS, &id, NULL), ACM_E_NOTFOUND);
}

static void test_control__texts_are_kept(void **state)
{
    fixture *f = *state;
    size_t len;
    assert_ok(
        acm_builder_control(f->b, f->task, ACM_CONTROL_REQUIRED_WHEN, "${ wanted }", &f->err));
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_ENABLE_WHEN, "size > 3", &f->err));
    assert_ok(acm_builder_control(f->b, f->root, ACM_CONTROL_DUE, "P1W", &f->err));
    assert_ok(
        acm_builder_control(f->b, f->condition, ACM_CONTROL_BLOCKS_WHEN, "done('7')", &f->err));
    const acm_playbook *p = finish(f);
    assert_string_equal(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_REQUIRED_WHEN, &len),
                        "wanted");
    assert_int_equal(len, 6);
    assert_string_equal(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_ENABLE_WHEN, NULL),
                        "size > 3");
    assert_string_equal(acm_playbook_control(p, 1, ACM_CONTROL_DUE, NULL), "P1W");
    assert_string_equal(acm_playbook_control(p, find(p, "s/out-1"), ACM_CONTROL_BLOCKS_WHEN, NULL),
                        "done('7')");
    assert_null(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_DUE, &len));
    assert_int_equal(len, 0);
    assert_null(acm_playbook_control(p, find(p, "s/m"), ACM_CONTROL_REQUIRED_WHEN, NULL));
    assert_null(acm_playbook_control(p, 1, 99, NULL));
    assert_null(acm_playbook_control(p, 99, ACM_CONTROL_DUE, NULL));
    assert_null(acm_playbook_control(NULL, 1, ACM_CONTROL_DUE, NULL));
}

static void test_control__the_last_text_holds(void **state)
{
    fixture *f = *state;
    acm_item items[4];
    size_t count;
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_REQUIRED_WHEN, "a", &f->err));
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_DUE, "P1D", &f->err));
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_REQUIRED_WHEN, "b", &f->err));
    const acm_playbook *p = finish(f);
    assert_string_equal(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_REQUIRED_WHEN, NULL),
                        "b");
    assert_string_equal(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_DUE, NULL), "P1D");
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    assert_int_equal(items[2].flags, 0); /* the expression says it instead of the flag */

    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_REQUIRED_WHEN, NULL, &f->err));
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_DUE, NULL, &f->err));
    p = finish(f);
    assert_null(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_REQUIRED_WHEN, NULL));
    assert_int_equal(acm_playbook_due(p, find(p, "7"), NULL), ACM_DUE_NONE);
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    assert_int_equal(items[2].flags, ACM_ITEM_REQUIRED);
}

static void test_control__due(void **state)
{
    static const struct {
        const char *text;
        acm_due kind;
        int64_t milliseconds;
    } rows[] = {
        {"P5D", ACM_DUE_AFTER_START, 432000000},
        {"PT90M", ACM_DUE_AFTER_START, 5400000},
        {"1970-01-02T00:00+01:00", ACM_DUE_AT, 82800000},
        {"1970-01-02", ACM_DUE_AT, 172800000}, /* the end of that day */
    };
    fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t milliseconds = -1;
        assert_ok(acm_builder_control(f->b, f->milestone, ACM_CONTROL_DUE, rows[i].text, &f->err));
        const acm_playbook *p = finish(f);
        assert_int_equal(acm_playbook_due(p, find(p, "s/m"), &milliseconds), rows[i].kind);
        assert_int_equal(milliseconds, rows[i].milliseconds);
        assert_int_equal(acm_playbook_due(p, find(p, "7"), &milliseconds), ACM_DUE_NONE);
        assert_int_equal(milliseconds, 0);
    }
    assert_int_equal(acm_playbook_due(NULL, 1, NULL), ACM_DUE_NONE);
}

static void test_control__refuses(void **state)
{
    fixture *f = *state;
    const struct {
        acm_id id;
        acm_control control;
        const char *text;
        acm_status expected;
        uint32_t column;
    } rows[] = {
        {f->task, 0, "true", ACM_E_INVALID, 0},
        {f->task, ACM_CONTROL_TYPE + 1, "true", ACM_E_INVALID, 0},
        {f->task, -1, "true", ACM_E_INVALID, 0},
        {0, ACM_CONTROL_DUE, "P1D", ACM_E_NOTFOUND, 0},
        {f->criterion, ACM_CONTROL_ENABLE_WHEN, "true", ACM_E_NOTFOUND, 0},
        {f->task, ACM_CONTROL_BLOCKS_WHEN, "true", ACM_E_MODEL, 0},
        {f->condition, ACM_CONTROL_DUE, "P1D", ACM_E_MODEL, 0},
        {f->root, ACM_CONTROL_REQUIRED_WHEN, "true", ACM_E_MODEL, 0},
        {f->root, ACM_CONTROL_ENABLE_WHEN, "true", ACM_E_MODEL, 0},
        {f->task, ACM_CONTROL_ENABLE_WHEN, "size >", ACM_E_SYNTAX, 7},
        {f->task, ACM_CONTROL_ENABLE_WHEN, "size && 'a' + 1 > 2", ACM_E_MODEL, 13},
        {f->task, ACM_CONTROL_REQUIRED_WHEN, "size + 1", ACM_E_MODEL, 1},
        {f->condition, ACM_CONTROL_BLOCKS_WHEN, "5", ACM_E_MODEL, 1},
        {f->task, ACM_CONTROL_ENABLE_WHEN, NOT_UTF8, ACM_E_ENCODING, 0},
        {f->task, ACM_CONTROL_DUE, "", ACM_E_SYNTAX, 0},
        {f->task, ACM_CONTROL_DUE, "tomorrow", ACM_E_SYNTAX, 0},
        {f->task, ACM_CONTROL_DUE, "P1M", ACM_E_SYNTAX, 0},
        {f->task, ACM_CONTROL_DUE, "2026-02-30", ACM_E_SYNTAX, 0},
        {f->task, ACM_CONTROL_DUE, NOT_UTF8, ACM_E_ENCODING, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(
            acm_builder_control(f->b, rows[i].id, rows[i].control, rows[i].text, &f->err),
            rows[i].expected, &f->err);
        assert_int_equal(f->err.column, rows[i].column);
    }
    assert_refused(acm_builder_control(NULL, f->task, ACM_CONTROL_DUE, "P1D", &f->err),
                   ACM_E_INVALID, &f->err);
    acm_id alone;
    assert_ok(acm_builder_condition(f->b, f->task, 0, ACM_CONDITION_INPUT, 0, "in-1", "x", &alone,
                                    &f->err));
    assert_refused(acm_builder_control(f->b, alone, ACM_CONTROL_BLOCKS_WHEN, "true", &f->err),
                   ACM_E_MODEL, &f->err);
}

/* What each control fits: root, stage, task, milestone; user, timer and event listener; condition. */
static void test_control__fits(void **state)
{
    static const struct {
        acm_control control;
        const char *text, *fits;
    } rows[] = {
        {ACM_CONTROL_REQUIRED_WHEN, "a", "-stm----"},
        {ACM_CONTROL_ENABLE_WHEN, "a", "-stm----"},
        {ACM_CONTROL_DUE, "P1D", "rstmute-"},
        {ACM_CONTROL_BLOCKS_WHEN, "a", "-------c"},
        {ACM_CONTROL_MANUAL_WHEN, "a", "-st-----"},
        {ACM_CONTROL_REPEAT_WHEN, "a", "-stmute-"},
        {ACM_CONTROL_AUTO_COMPLETE_WHEN, "a", "rs------"},
        {ACM_CONTROL_AVAILABLE_WHEN, "a", "----ute-"},
        {ACM_CONTROL_TIMER, "PT1H", "-----t--"},
        {ACM_CONTROL_COUNTER, "round", "-stmute-"},
        {ACM_CONTROL_PARENT_COMPLETION, "ignore", "-stmute-"},
        {ACM_CONTROL_ORIGIN, "id-1", "rstmute-"},
        {ACM_CONTROL_DEFINITION, "id-2", "rstmute-"},
        {ACM_CONTROL_TYPE, "human", "--t-----"},
    };
    fixture *f = *state;
    acm_id ids[] = {f->root, f->stage, f->task, f->milestone, 0, 0, 0, f->condition};
    for (acm_item_kind kind = ACM_ITEM_USER_LISTENER; kind <= ACM_ITEM_EVENT_LISTENER; kind++) {
        char key[] = "s/e?";
        key[3] = (char)('0' + kind);
        assert_ok(acm_builder_add(f->b, f->stage, kind, 0, key, NULL, -1, &ids[kind], &f->err));
    }
    for (size_t i = 0; i < COUNT_OF(rows) * COUNT_OF(ids); i++) {
        size_t row = i / COUNT_OF(ids), column = i % COUNT_OF(ids);
        bool fits = rows[row].fits[column] != '-';
        acm_error_init(&f->err);
        acm_status status =
            acm_builder_control(f->b, ids[column], rows[row].control, rows[row].text, &f->err);
        if (status != (fits ? ACM_OK : ACM_E_MODEL))
            fail_msg("control %d, column %zu: %d", rows[row].control, column, status);
        if (fits)
            assert_ok(acm_builder_control(f->b, ids[column], rows[row].control, NULL, &f->err));
    }
}

/* What is read as more than an expression: kept as it is, or refused. */
static void test_control__forms(void **state)
{
    static const struct {
        acm_control control;
        const char *text;
        acm_status expected;
        uint32_t column;
    } rows[] = {
        {ACM_CONTROL_TIMER, "PT1H", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "2026-03-31T17:00Z", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "R/PT1H", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "${ deadline }", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "${late ? 'P1D' : 'P2D'}", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_TIMER, "soon", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_TIMER, "$", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_TIMER, "${ deadline", ACM_E_SYNTAX, 12},
        {ACM_CONTROL_TIMER, "#{ deadline }", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "${ deadline - 'P1D' }", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "${ deadline + 3600000 }", ACM_OK, 0},
        {ACM_CONTROL_TIMER, "${ size * 2 }", ACM_E_MODEL, 1},
        {ACM_CONTROL_TIMER, "${ 'a' + 1 }", ACM_E_MODEL, 8},
        {ACM_CONTROL_TIMER, "${ a > 3 }", ACM_E_MODEL, 1},
        {ACM_CONTROL_TIMER, NOT_UTF8, ACM_E_ENCODING, 0},
        {ACM_CONTROL_COUNTER, "round_2", ACM_OK, 0},
        {ACM_CONTROL_COUNTER, "Runde", ACM_OK, 0},
        {ACM_CONTROL_COUNTER, "", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_COUNTER, "2nd", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_COUNTER, " round", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_COUNTER, "round + 1", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_COUNTER, "true", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_COUNTER, "services", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_COUNTER, NOT_UTF8, ACM_E_ENCODING, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "ignore", ACM_OK, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "ignore-if-available", ACM_OK, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "ignore-if-available-or-enabled", ACM_OK, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "ignore-after-first-completion", ACM_OK, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "ignore-after-first-completion-if-available-or-enabled",
         ACM_OK, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "Ignore", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_PARENT_COMPLETION, "", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_ORIGIN, "PlanItem 7 \xC3\xA4", ACM_OK, 0},
        {ACM_CONTROL_ORIGIN, "", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_ORIGIN, "a\nb", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_DEFINITION, "a\x7F", ACM_E_SYNTAX, 0},
        {ACM_CONTROL_DEFINITION, NOT_UTF8, ACM_E_ENCODING, 0},
        {ACM_CONTROL_TYPE, "decision", ACM_OK, 0},
        {ACM_CONTROL_TYPE, "robot", ACM_E_SYNTAX, 0},
    };
    fixture *f = *state;
    acm_id timer;
    assert_ok(acm_builder_add(f->b, f->stage, ACM_ITEM_TIMER_LISTENER, 0, "s/timer", NULL, -1,
                              &timer, &f->err));
    assert_ok(acm_builder_control(f->b, timer, ACM_CONTROL_TIMER, "PT9H", &f->err));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool is_timer = rows[i].control == ACM_CONTROL_TIMER;
        acm_id item = is_timer ? timer : f->task;
        if (rows[i].expected) {
            assert_refused(acm_builder_control(f->b, item, rows[i].control, rows[i].text, &f->err),
                           rows[i].expected, &f->err);
            assert_int_equal(f->err.column, rows[i].column);
            continue;
        }
        assert_ok(acm_builder_control(f->b, item, rows[i].control, rows[i].text, &f->err));
        const acm_playbook *p = finish(f);
        assert_string_equal(
            acm_playbook_control(p, find(p, is_timer ? "s/timer" : "s/7"), rows[i].control, NULL),
            rows[i].text);
    }
    char text[257];
    memset(text, 'x', 256);
    text[256] = '\0';
    assert_refused(acm_builder_control(f->b, f->task, ACM_CONTROL_ORIGIN, text, &f->err),
                   ACM_E_LIMIT, &f->err);
    text[255] = '\0';
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_ORIGIN, text, &f->err));
}

static void test_control__a_refused_text_leaves_the_last(void **state)
{
    fixture *f = *state;
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_PARENT_COMPLETION, "ignore", &f->err));
    assert_refused(acm_builder_control(f->b, f->task, ACM_CONTROL_PARENT_COMPLETION, "x", &f->err),
                   ACM_E_SYNTAX, &f->err);
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_DUE, "P1D", &f->err));
    assert_refused(acm_builder_control(f->b, f->task, ACM_CONTROL_DUE, "x", &f->err), ACM_E_SYNTAX,
                   &f->err);
    const acm_playbook *p = finish(f);
    assert_string_equal(acm_playbook_control(p, find(p, "7"), ACM_CONTROL_PARENT_COMPLETION, NULL),
                        "ignore");
    assert_int_equal(acm_playbook_due(p, find(p, "7"), NULL), ACM_DUE_AFTER_START);
}

/* An expression stands instead of the flag that says the same. */
static void test_control__rules_instead_of_flags(void **state)
{
    static const struct {
        acm_control control;
        uint32_t flag;
        bool of_stage;
    } rows[] = {
        {ACM_CONTROL_MANUAL_WHEN, ACM_ITEM_MANUAL, false},
        {ACM_CONTROL_REPEAT_WHEN, ACM_ITEM_REPEATS, false},
        {ACM_CONTROL_AUTO_COMPLETE_WHEN, ACM_ITEM_AUTO_COMPLETE, true},
    };
    fixture *f = *state;
    acm_item items[4];
    size_t count;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_id item = rows[i].of_stage ? f->stage : f->task;
        uint32_t at = rows[i].of_stage ? 1 : 2;
        assert_ok(acm_builder_flags(f->b, item, rows[i].flag, &f->err));
        assert_ok(acm_playbook_items(finish(f), items, sizeof *items, 4, &count));
        assert_int_equal(items[at].flags, rows[i].flag);
        assert_ok(acm_builder_control(f->b, item, rows[i].control, "wanted", &f->err));
        assert_ok(acm_playbook_items(finish(f), items, sizeof *items, 4, &count));
        assert_int_equal(items[at].flags, 0);
    }
}

static void test_control__keys_of_every_rule_are_found(void **state)
{
    static const struct {
        acm_control control;
        const char *text;
        acm_item_kind kind;
    } rows[] = {
        {ACM_CONTROL_MANUAL_WHEN, "done('nowhere')", ACM_ITEM_TASK},
        {ACM_CONTROL_REPEAT_WHEN, "done('nowhere')", ACM_ITEM_TASK},
        {ACM_CONTROL_AUTO_COMPLETE_WHEN, "done('nowhere')", ACM_ITEM_STAGE},
        {ACM_CONTROL_AVAILABLE_WHEN, "done('nowhere')", ACM_ITEM_EVENT_LISTENER},
        {ACM_CONTROL_TIMER, "${done('nowhere') ? 'P1D' : 'P2D'}", ACM_ITEM_TIMER_LISTENER},
    };
    fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_playbook *none;
        acm_id item;
        char key[] = "s/x?";
        key[3] = (char)('0' + i);
        assert_ok(acm_builder_add(f->b, f->stage, rows[i].kind, 0, key, NULL, -1, &item, &f->err));
        assert_ok(acm_builder_control(f->b, item, rows[i].control, rows[i].text, &f->err));
        assert_refused(acm_builder_finish(f->b, &none, &f->err), ACM_E_NOTFOUND, &f->err);
        assert_string_equal(f->err.path, key);
        assert_ok(acm_builder_control(f->b, item, rows[i].control,
                                      rows[i].control == ACM_CONTROL_TIMER ? "P1D" : NULL,
                                      &f->err));
        finish(f);
    }
}

static void test_control__a_criterion_must_make_sense(void **state)
{
    fixture *f = *state;
    assert_refused(
        acm_builder_criterion(f->b, f->task, ACM_CRITERION_ENTRY, 0, "3 in 4", NULL, &f->err),
        ACM_E_MODEL, &f->err);
    assert_int_equal(f->err.column, 3);
    assert_int_equal(f->err.offset, 2);
    assert_refused(
        acm_builder_criterion(f->b, f->task, ACM_CRITERION_ENTRY, 0, "'a'", NULL, &f->err),
        ACM_E_MODEL, &f->err);
}

static void test_control__keys_are_found_when_it_is_finished(void **state)
{
    static const struct {
        const char *text;
        acm_status expected;
        uint64_t offset;
    } rows[] = {
        {"done('nowhere')", ACM_E_NOTFOUND, 6},
        {"a || state('s/out-1') == 'active'", ACM_E_NOTFOUND, 12},
        {"state('7') == 'active'", ACM_E_AMBIGUOUS, 7},
    };
    fixture *f = *state;
    acm_playbook *none;
    assert_ok(acm_builder_add(f->b, f->stage, ACM_ITEM_TASK, 0, "s/7-2", NULL, 7, NULL, &f->err));
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_ok(
            acm_builder_control(f->b, f->task, ACM_CONTROL_ENABLE_WHEN, rows[i].text, &f->err));
        assert_refused(acm_builder_finish(f->b, &none, &f->err), rows[i].expected, &f->err);
        assert_int_equal(f->err.offset, rows[i].offset);
        assert_string_equal(f->err.path, "s/7");
    }
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_ENABLE_WHEN, "done('7')", &f->err));
    finish(f);
}

/* Tasks for each service */

static void refer(fixture *f, acm_id item, acm_ref_kind kind, acm_term_kind term_kind,
                  const char *name)
{
    acm_id term;
    assert_ok(acm_builder_term(f->b, term_kind, name, &term, &f->err));
    assert_ok(acm_builder_ref(f->b, item, kind, term, &f->err));
}

static void for_each_service(fixture *f, acm_id task)
{
    uint32_t flags = ACM_ITEM_REQUIRED | ACM_ITEM_FOR_EACH_SERVICE;
    assert_ok(acm_builder_flags(f->b, task, flags, &f->err));
}

static size_t count_items(const acm_playbook *playbook)
{
    size_t count;
    assert_ok(acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &count));
    return count;
}

static void test_copies__one_for_each_service_that_is_named(void **state)
{
    static const char *const keys[] = {"s", "s/7/exchange", "s/7/teams", "s/m"};
    fixture *f = *state;
    refer(f, f->task, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Exchange");
    refer(f, f->stage, ACM_REF_SERVICE, ACM_TERM_SERVICE, "SharePoint");
    refer(f, f->task, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Teams");
    refer(f, f->task, ACM_REF_PERFORMER, ACM_TERM_ROLE, "FM");
    assert_ok(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, "de", "Aufgabe", ACM_NTS, &f->err));
    for_each_service(f, f->task);
    const acm_playbook *p = finish(f);
    assert_int_equal(count_items(p), 1 + COUNT_OF(keys));
    for (acm_id i = 0; i < COUNT_OF(keys); i++)
        assert_int_equal(find(p, keys[i]), i + 2);
    assert_missing(p, "s/7");
    acm_item items[8];
    acm_ref refs[8];
    size_t count;
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    for (acm_id id = 3; id <= 4; id++) {
        assert_int_equal(items[id - 1].number, 7);
        assert_int_equal(items[id - 1].parent, 2);
        assert_int_equal(items[id - 1].flags, ACM_ITEM_REQUIRED);
        assert_string_equal(acm_playbook_text(p, id, ACM_TEXT_NAME, "de", NULL, NULL), "Aufgabe");
        assert_string_equal(acm_playbook_text(p, id, ACM_TEXT_NAME, "en", NULL, NULL), "Task");
        assert_ok(acm_playbook_refs(p, id, ACM_REF_PERFORMER, refs, sizeof *refs, 8, &count));
        assert_int_equal(count, 1);
        assert_ok(acm_playbook_refs(p, id, ACM_REF_SERVICE, refs, sizeof *refs, 8, &count));
        assert_int_equal(count, 1);
        assert_string_equal(acm_playbook_key(p, refs[0].target, NULL),
                            id == 3 ? "service:exchange" : "service:teams");
    }
    finish(f); /* once more: the builder is as it was */
    assert_int_equal(count_items(f->playbook), 1 + COUNT_OF(keys));
}

static void test_copies__all_services(void **state)
{
    fixture *f = *state;
    refer(f, f->stage, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Exchange");
    refer(f, f->stage, ACM_REF_SERVICE, ACM_TERM_SERVICE, "A service of our own");
    for_each_service(f, f->task);
    finish(f); /* none is named: all of the playbook */
    find(f->playbook, "s/7/exchange");
    find(f->playbook, "s/7/A-service-of-our-own");
    assert_int_equal(count_items(f->playbook), 5);
    refer(f, f->task, ACM_REF_SERVICE, ACM_TERM_SERVICE, "All services");
    finish(f);
    find(f->playbook, "s/7/exchange");
    assert_missing(f->playbook, "s/7/all_services");
    assert_int_equal(count_items(f->playbook), 5);
}

static void test_copies__a_playbook_without_services_has_the_task_once(void **state)
{
    fixture *f = *state;
    for_each_service(f, f->task);
    find(finish(f), "s/7");
    assert_int_equal(count_items(f->playbook), 4);
}

static void test_copies__carry_criteria_conditions_and_controls(void **state)
{
    fixture *f = *state;
    acm_id entry;
    refer(f, f->task, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Exchange");
    refer(f, f->task, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Teams");
    assert_ok(
        acm_builder_criterion(f->b, f->task, ACM_CRITERION_ENTRY, 0, "size > 1", &entry, &f->err));
    assert_ok(acm_builder_condition(f->b, f->task, entry, ACM_CONDITION_INPUT, 0, "s/7/in-1",
                                    "Ready", NULL, &f->err));
    assert_ok(acm_builder_condition(f->b, f->task, 0, ACM_CONDITION_OUTCOME, 0, "seven-out", "Done",
                                    NULL, &f->err));
    assert_ok(acm_builder_control(f->b, f->task, ACM_CONTROL_DUE, "P1D", &f->err));
    for_each_service(f, f->task);
    const acm_playbook *p = finish(f);
    acm_condition conditions[8];
    size_t count;
    acm_id teams = find(p, "s/7/teams");
    assert_ok(acm_playbook_conditions(p, teams, conditions, sizeof *conditions, 8, &count));
    assert_int_equal(count, 2);
    assert_int_equal(conditions[0].id, find(p, "s/7/teams/in-1"));
    assert_int_equal(conditions[0].gates, teams);
    assert_int_equal(conditions[1].id, find(p, "seven-out/teams"));
    assert_string_equal(acm_playbook_text(p, conditions[0].id, ACM_TEXT_NAME, NULL, NULL, NULL),
                        "Ready");
    assert_int_equal(acm_playbook_due(p, teams, NULL), ACM_DUE_AFTER_START);
    assert_int_equal(acm_playbook_due(p, find(p, "s/7/exchange"), NULL), ACM_DUE_AFTER_START);
}

static void test_copies__refuse(void **state)
{
    fixture *f = *state;
    acm_playbook *none;
    acm_id taken, entry;
    assert_refused(acm_builder_flags(f->b, f->stage, ACM_ITEM_FOR_EACH_SERVICE, &f->err),
                   ACM_E_MODEL, &f->err);
    assert_refused(acm_builder_flags(f->b, f->milestone, ACM_ITEM_FOR_EACH_SERVICE, &f->err),
                   ACM_E_MODEL, &f->err);
    refer(f, f->task, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Exchange");
    for_each_service(f, f->task);
    assert_ok(acm_builder_control(f->b, f->stage, ACM_CONTROL_ENABLE_WHEN,
                                  "state('s/7') == 'active'", &f->err));
    assert_refused(acm_builder_finish(f->b, &none, &f->err), ACM_E_AMBIGUOUS, &f->err);
    assert_ok(acm_builder_control(f->b, f->stage, ACM_CONTROL_ENABLE_WHEN, NULL, &f->err));

    assert_ok(
        acm_builder_criterion(f->b, f->task, ACM_CRITERION_ENTRY, 0, "true", &entry, &f->err));
    assert_ok(acm_builder_condition(f->b, f->stage, entry, ACM_CONDITION_INPUT, 0, "s/in-1", "In",
                                    NULL, &f->err));
    assert_refused(acm_builder_finish(f->b, &none, &f->err), ACM_E_MODEL, &f->err);
    assert_string_equal(f->err.path, "s/in-1");
    assert_ok(acm_builder_flags(f->b, f->task, 0, &f->err));
    finish(f);

    acm_id other;
    char long_key[251];
    memset(long_key, 'k', 250);
    long_key[250] = '\0';
    assert_ok(acm_builder_add(f->b, f->stage, ACM_ITEM_TASK, ACM_ITEM_FOR_EACH_SERVICE, "x", NULL,
                              -1, &other, &f->err));
    assert_ok(
        acm_builder_add(f->b, f->stage, ACM_ITEM_TASK, 0, "x/exchange", NULL, -1, &taken, &f->err));
    assert_refused(acm_builder_finish(f->b, &none, &f->err), ACM_E_EXISTS, &f->err);
    assert_string_equal(f->err.path, "x/exchange");
    assert_ok(acm_builder_flags(f->b, other, 0, &f->err));
    assert_ok(acm_builder_add(f->b, f->stage, ACM_ITEM_TASK, ACM_ITEM_FOR_EACH_SERVICE, long_key,
                              NULL, -1, NULL, &f->err));
    assert_refused(acm_builder_finish(f->b, &none, &f->err), ACM_E_LIMIT, &f->err);
}

static void test_flags__of_a_condition(void **state)
{
    fixture *f = *state;
    acm_condition conditions[2];
    size_t count;
    assert_ok(acm_builder_flags(f->b, f->condition, ACM_CONDITION_OPTIONAL, &f->err));
    assert_refused(acm_builder_flags(f->b, f->condition, 0x10, &f->err), ACM_E_MODEL, &f->err);
    assert_ok(acm_playbook_conditions(finish(f), 0, conditions, sizeof *conditions, 2, &count));
    assert_int_equal(conditions[0].flags, ACM_CONDITION_OPTIONAL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_control__texts_are_kept),
        TEST(test_control__the_last_text_holds),
        TEST(test_control__due),
        TEST(test_control__refuses),
        TEST(test_control__fits),
        TEST(test_control__forms),
        TEST(test_control__a_refused_text_leaves_the_last),
        TEST(test_control__rules_instead_of_flags),
        TEST(test_control__keys_of_every_rule_are_found),
        TEST(test_control__a_criterion_must_make_sense),
        TEST(test_control__keys_are_found_when_it_is_finished),
        TEST(test_copies__one_for_each_service_that_is_named),
        TEST(test_copies__all_services),
        TEST(test_copies__a_playbook_without_services_has_the_task_once),
        TEST(test_copies__carry_criteria_conditions_and_controls),
        TEST(test_copies__refuse),
        TEST(test_flags__of_a_condition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
