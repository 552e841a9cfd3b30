/* Cases as bytes and back, what is no snapshot, and hashes. */
#include "support/journal.h"
#include "support/lines.h"
#include "support/small.h"

#include <stdlib.h>

#define HOUR INT64_C(3600000)

/* Something of everything that a case can hold, under way: repetition, timers, facts, scope. */
static void open_full(world *w)
{
    acm_command text = {.kind = ACM_COMMAND_SET_FACT,
                        .text_len = 1,
                        .value_kind = ACM_VALUE_SET,
                        .value_at = 1,
                        .value_len = 3};
    OPEN_SCOPE(w, "Exchange", "stage s repeats manual", "task s/t repeats Exchange",
               "timer s/p timer=R3/PT1H", "task u manual Teams", "user g", "task v manual Exchange",
               "v enters g occur s complete");
    assert_ok(post(w, ACM_COMMAND_START, "s"));
    assert_ok(post_to(w, ACM_COMMAND_COMPLETE, "s/t", 1));
    assert_ok(post_to(w, ACM_COMMAND_SUSPEND, "s/t", 2));
    assert_ok(post(w, ACM_COMMAND_OCCUR, "g"));
    assert_ok(advance(w, HOUR + 1));
    assert_ok(set_fact(w, "x", -7));
    assert_ok(acm_case_post(w->c, &text, sizeof text, 1, "yb\na", 4, NULL, NULL));
}

static acm_status restore(const world *w, const void *bytes, size_t len, acm_case **out,
                          acm_error *err)
{
    return acm_case_restore(w->playbook, NULL, NULL, bytes, len, out, err);
}

static void test_snapshot__size(void **state)
{
    unsigned char bytes[512];
    size_t needed;
    world w;
    acm_error err;
    (void)state;
    OPEN(&w, "task a");
    assert_refused(acm_case_snapshot(w.c, NULL, 0, &needed, &err), ACM_E_BUFFER, &err);
    assert_true(needed > ACM_HASH_SIZE && needed < 128);
    assert_refused(acm_case_snapshot(w.c, bytes, needed - 1, NULL, &err), ACM_E_BUFFER, &err);
    memset(bytes, 0x55, sizeof bytes);
    assert_ok(acm_case_snapshot(w.c, bytes, sizeof bytes, NULL, NULL));
    assert_int_equal(bytes[needed], 0x55);
    assert_ok(acm_case_snapshot(w.c, bytes, needed, &needed, NULL));
    assert_refused(acm_case_snapshot(NULL, bytes, sizeof bytes, &needed, &err), ACM_E_INVALID,
                   &err);
    assert_int_equal(needed, 0);
    assert_refused(acm_case_snapshot(w.c, NULL, 1, &needed, &err), ACM_E_INVALID, &err);
    close_world(&w);
}

static void test_snapshot__arguments(void **state)
{
    world w;
    acm_error err;
    acm_case *c = (acm_case *)&w;
    (void)state;
    OPEN(&w, "task a");
    snapshot s = take_snapshot(w.c);
    assert_refused(acm_case_restore(NULL, NULL, NULL, s.bytes, s.len, &c, &err), ACM_E_INVALID,
                   &err);
    assert_null(c);
    assert_refused(restore(&w, s.bytes, s.len, NULL, &err), ACM_E_INVALID, &err);
    assert_refused(restore(&w, NULL, 1, &c, &err), ACM_E_INVALID, &err);
    assert_refused(restore(&w, NULL, 0, &c, &err), ACM_E_SYNTAX, &err);
    free(s.bytes);
    close_world(&w);
}

static void test_snapshot__goes_on(void **state)
{
    world w, again;
    (void)state;
    open_full(&w);
    snapshot s = take_snapshot(w.c);
    again = w;
    assert_ok(acm_log_new(NULL, &again.log, NULL));
    assert_ok(acm_case_restore(w.playbook, NULL, again.log, s.bytes, s.len, &again.c, NULL));
    acm_log_clear(w.log);
    journal first = {.count = 0}, second = {.count = 0};
    for (int i = 0; i < 2; i++) {
        world *one = i ? &again : &w;
        assert_instances(one, "cs", "s/t");
        assert_instances(one, "cv", "s/p");
        assert_int_equal(acm_case_time(one->c), HOUR + 1);
        assert_ok(advance(one, 9 * HOUR));
        assert_ok(post_to(one, ACM_COMMAND_RESUME, "s/t", 2));
        assert_instances(one, "ccc", "s/p");
        journal_take(i ? &second : &first, one->log);
    }
    assert_same_journal(&first, &second);
    free(s.bytes);
    s = take_snapshot(w.c);
    assert_snapshot(again.c, &s, "restored");
    free(s.bytes);
    journal_free(&first);
    journal_free(&second);
    acm_case_free(again.c);
    acm_log_free(again.log);
    close_world(&w);
}

/* What came into scope while its stage was suspended comes in when the stage is resumed, restored or not. */
static void test_snapshot__widened_while_suspended(void **state)
{
    world w, again;
    (void)state;
    OPEN_SCOPE(&w, "Teams", "stage s", "task s/a Teams", "task s/b Exchange");
    assert_ok(post(&w, ACM_COMMAND_SUSPEND, "s"));
    assert_ok(set_scope(&w, ""));
    STATES(&w, "ss-", "s", "s/a", "s/b");
    snapshot s = take_snapshot(w.c);
    again = w;
    assert_ok(restore(&w, s.bytes, s.len, &again.c, NULL));
    assert_ok(post(&w, ACM_COMMAND_RESUME, "s"));
    STATES(&w, "aaa", "s", "s/a", "s/b");
    assert_ok(post(&again, ACM_COMMAND_RESUME, "s"));
    STATES(&again, "aaa", "s", "s/a", "s/b");
    acm_case_free(again.c);
    free(s.bytes);
    close_world(&w);
}

/* The way to a state is not part of it. */
static void test_snapshot__same_state_same_bytes(void **state)
{
    world a, b;
    (void)state;
    OPEN(&a, "task t manual", "task u manual", "u enters t create t complete");
    OPEN(&b, "task t manual", "task u manual", "u enters t create t complete");
    assert_ok(set_fact(&a, "x", 1));
    assert_ok(set_fact(&a, "y", 2));
    assert_ok(set_scope(&a, "All services"));
    assert_ok(set_fact(&b, "y", 3));
    assert_ok(set_fact(&b, "z", 1));
    assert_ok(set_fact(&b, "y", 2));
    assert_ok(set_fact(&b, "x", 1));
    acm_command remove = {.kind = ACM_COMMAND_REMOVE_FACT, .text_len = 1};
    assert_ok(acm_case_post(b.c, &remove, sizeof remove, 1, "z", 1, NULL, NULL));
    assert_status(post(&b, ACM_COMMAND_COMPLETE, "u"), ACM_E_STATE);
    assert_ok(post(&b, ACM_COMMAND_SUSPEND, NULL));
    assert_ok(post(&b, ACM_COMMAND_RESUME, NULL));
    snapshot s = take_snapshot(a.c);
    assert_snapshot(b.c, &s, "reached another way");
    free(s.bytes);
    close_world(&a);
    close_world(&b);
}

static void test_snapshot__hash(void **state)
{
    unsigned char before[ACM_HASH_SIZE], after[ACM_HASH_SIZE];
    world w;
    acm_error err;
    (void)state;
    open_full(&w);
    snapshot s = take_snapshot(w.c);
    assert_ok(acm_case_hash(w.c, before, sizeof before, NULL));
    assert_memory_equal(before, s.bytes + 16, sizeof before);
    assert_ok(set_fact(&w, "x", -8));
    assert_ok(acm_case_hash(w.c, after, sizeof after, NULL));
    assert_memory_not_equal(before, after, sizeof before);
    assert_ok(set_fact(&w, "x", -7));
    assert_ok(acm_case_hash(w.c, after, sizeof after, NULL));
    assert_memory_equal(before, after, sizeof before);
    assert_refused(acm_case_hash(w.c, after, sizeof after - 1, &err), ACM_E_BUFFER, &err);
    assert_refused(acm_case_hash(w.c, NULL, sizeof after, &err), ACM_E_INVALID, &err);
    assert_refused(acm_case_hash(NULL, after, sizeof after, &err), ACM_E_INVALID, &err);
    free(s.bytes);
    close_world(&w);
}

/* Damage */

static void assert_no_case(const world *w, const unsigned char *bytes, size_t len,
                           acm_status status, uint64_t offset, const char *message)
{
    acm_error err;
    acm_case *c;
    assert_refused(restore(w, bytes, len, &c, &err), status, &err);
    assert_null(c);
    assert_string_equal(err.message, message);
    assert_int_equal(err.offset, offset);
}

static void test_snapshot__cut_off(void **state)
{
    world w;
    (void)state;
    open_full(&w);
    snapshot s = take_snapshot(w.c);
    for (size_t len = 0; len < s.len; len++) {
        unsigned char *cut = malloc(len + 1); /* its own, so that reading past its end is noticed */
        memcpy(cut, s.bytes, len);
        cut = realloc(cut, len ? len : 1);
        assert_no_case(&w, cut, len, ACM_E_SYNTAX, len, "the snapshot is cut off");
        free(cut);
    }
    free(s.bytes);
    close_world(&w);
}

static void test_snapshot__something_follows(void **state)
{
    world w;
    (void)state;
    OPEN(&w, "task a");
    snapshot s = take_snapshot(w.c);
    s.bytes = realloc(s.bytes, s.len + 3);
    memset(s.bytes + s.len, 0, 3);
    assert_no_case(&w, s.bytes, s.len + 1, ACM_E_SYNTAX, s.len, "something follows the snapshot");
    assert_no_case(&w, s.bytes, s.len + 3, ACM_E_SYNTAX, s.len, "something follows the snapshot");
    free(s.bytes);
    close_world(&w);
}

/* Each bit of it. */
static void test_snapshot__damaged(void **state)
{
    world w;
    acm_error err;
    acm_case *c;
    (void)state;
    open_full(&w);
    snapshot s = take_snapshot(w.c);
    for (size_t bit = 0; bit < s.len * 8; bit++) {
        s.bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        acm_error_init(&err);
        acm_status status = restore(&w, s.bytes, s.len, &c, &err);
        assert_true(status == ACM_E_SYNTAX ||
                    (status == ACM_E_VERSION && bit / 8 >= 10 && bit / 8 < 12));
        if (bit / 8 >= 16)
            assert_string_equal(err.message, "the snapshot is damaged: its hash is another one");
        s.bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
    }
    s.bytes[0] = 'a';
    assert_no_case(&w, s.bytes, s.len, ACM_E_SYNTAX, 0, "these bytes are no snapshot of a case");
    assert_no_case(&w, s.bytes, 1, ACM_E_SYNTAX, 0, "these bytes are no snapshot of a case");
    free(s.bytes);
    close_world(&w);
}

static void test_snapshot__of_a_later_library(void **state)
{
    world w;
    (void)state;
    OPEN(&w, "task a");
    snapshot s = take_snapshot(w.c);
    s.bytes[10] = 2;
    assert_no_case(&w, s.bytes, s.len, ACM_E_VERSION, 10, "the snapshot is of a later library");
    s.bytes[10] = 0;
    s.bytes[11] = 1;
    assert_no_case(&w, s.bytes, s.len, ACM_E_VERSION, 10, "the snapshot is of a later library");
    free(s.bytes);
    close_world(&w);
}

/* Playbooks */

static const char *const like[] = {"stage s", "task s/a", "task s/b Exchange",
                                   "s/b enters s/a complete if x > 1"};

/* One line of the playbook above is another one; whether cases of the one are cases of the other. */
static bool is_like(size_t line, const char *other)
{
    world a, b;
    acm_error err;
    acm_case *c;
    const char *lines[] = {like[0], like[1], like[2], like[3], NULL};
    acm_error_init(&err);
    lines_open(&a, lines, (opening){.plan = NULL});
    lines[line] = other;
    lines_open(&b, lines, (opening){.plan = NULL});
    snapshot s = take_snapshot(a.c);
    acm_status status = restore(&b, s.bytes, s.len, &c, &err);
    if (status) {
        assert_int_equal(status, ACM_E_MODEL);
        assert_int_equal(err.offset, 32);
        assert_string_equal(err.message,
                            "the snapshot is of another playbook, or of another revision of it");
    }
    acm_case_free(c);
    free(s.bytes);
    close_world(&a);
    close_world(&b);
    return !status;
}

static void test_snapshot__of_another_playbook(void **state)
{
    static const struct {
        size_t line;
        const char *other;
    } rows[] = {
        {0, "stage s required"},
        {0, "stage s auto"},
        {0, "stage s repeats"},
        {0, "stage s auto_complete_when=x>1"},
        {1, "task s/a manual"},
        {1, "task s/a Exchange"},
        {1, "task s/a repeat_when=x>1"},
        {1, "task s/a parent_completion=ignore"},
        {2, "task s/b Teams"},
        {2, "task s/b"},
        {3, "s/b enters s/a exit if x > 1"},
        {3, "s/b enters s/a complete if x > 2"},
        {3, "s/b enters s/a complete"},
        {3, "s/b enters +on-event s/a complete if x > 1"},
        {3, "s/b exits s/a complete if x > 1"},
        {3, "s/a enters s/b complete if x > 1"},
        {3, "task z"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (is_like(rows[i].line, rows[i].other))
            fail_msg("'%s' is not noticed", rows[i].other);
    assert_true(is_like(1, like[1]));
}

typedef struct task {
    const char *name, *language, *text, *performer, *owner;
    int64_t number;
    uint32_t line, semantics;
    acm_condition_kind condition;
    const char *blocks;
} task;

/* A playbook with one task in a stage, which carries a condition. */
static acm_playbook *one_task(task t)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, stage, id, term, entry, condition;
    assert_ok(acm_builder_new(NULL, t.language, t.name, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE, 0, "s", t.name, -1, &stage, NULL));
    assert_ok(acm_builder_add(b, stage, ACM_ITEM_TASK, 0, "t", t.name, t.number, &id, NULL));
    assert_ok(acm_builder_criterion(b, id, ACM_CRITERION_ENTRY, 0, NULL, &entry, NULL));
    assert_ok(
        acm_builder_condition(b, stage, entry, t.condition, 0, "c", t.name, &condition, NULL));
    assert_ok(acm_builder_control(b, condition, ACM_CONTROL_BLOCKS_WHEN, t.blocks, NULL));
    assert_ok(acm_builder_place(b, id, ACM_PART_OTHER, t.line, 1, NULL));
    assert_ok(acm_builder_term(b, ACM_TERM_ROLE, t.performer, &term, NULL));
    assert_ok(acm_builder_ref(b, id, ACM_REF_PERFORMER, term, NULL));
    assert_ok(acm_builder_term(b, ACM_TERM_ROLE, t.owner, &term, NULL));
    assert_ok(acm_builder_ref(b, stage, ACM_REF_OWNER, term, NULL));
    assert_ok(acm_builder_text(b, id, ACM_TEXT_BODY, "xx", t.text, ACM_NTS, NULL));
    assert_ok(acm_builder_semantics(b, t.semantics, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

static const task usual = {.name = "Task",
                           .language = "en",
                           .text = "Guidance",
                           .performer = "Cook",
                           .owner = "Waiter",
                           .number = 7,
                           .condition = ACM_CONDITION_INPUT,
                           .blocks = "x > 1"};

static acm_status restore_with(task other)
{
    acm_case *c;
    acm_playbook *of = one_task(usual), *with = one_task(other);
    assert_ok(acm_case_new(of, NULL, NULL, NULL, &c, NULL));
    snapshot s = take_snapshot(c);
    acm_case_free(c);
    acm_status status = acm_case_restore(with, NULL, NULL, s.bytes, s.len, &c, NULL);
    acm_case_free(c);
    free(s.bytes);
    acm_playbook_free(of);
    acm_playbook_free(with);
    return status;
}

#define WITH(field, value)                                                                         \
    do {                                                                                           \
        other = usual;                                                                             \
        other.field = (value);                                                                     \
    } while (0)

/* A better wording, a translation, another place on the page: the cases are the same. */
static void test_snapshot__words_do_not_matter(void **state)
{
    task other;
    (void)state;
    assert_ok(restore_with(usual));
    WITH(name, "The task");
    assert_ok(restore_with(other));
    WITH(language, "de");
    assert_ok(restore_with(other));
    WITH(text, "More guidance");
    assert_ok(restore_with(other));
    WITH(line, 12);
    assert_ok(restore_with(other));
}

static void test_snapshot__rules_matter(void **state)
{
    task other;
    (void)state;
    WITH(performer, "Waiter");
    assert_status(restore_with(other), ACM_E_MODEL);
    WITH(owner, "Cook");
    assert_status(restore_with(other), ACM_E_MODEL);
    WITH(number, INT64_C(7) + (INT64_C(1) << 32));
    assert_status(restore_with(other), ACM_E_MODEL);
    WITH(semantics, ACM_SEMANTICS_LISTENERS_REPEAT);
    assert_status(restore_with(other), ACM_E_MODEL);
    WITH(condition, ACM_CONDITION_OUTCOME);
    assert_status(restore_with(other), ACM_E_MODEL);
    WITH(blocks, "x > 2");
    assert_status(restore_with(other), ACM_E_MODEL);
    WITH(blocks, NULL);
    assert_status(restore_with(other), ACM_E_MODEL);
}

/* People */

static void test_snapshot__people_are_found_by_key(void **state)
{
    small *s = *state;
    acm_roster *others;
    acm_case *c;
    acm_error err;
    acm_id ana;
    acm_board_row rows[8];
    size_t count;
    assert_ok(small_post(s, ACM_COMMAND_CLAIM, "plan/100", s->ana));
    snapshot taken = take_snapshot(s->c);
    assert_ok(acm_roster_new(NULL, &others, NULL));
    assert_ok(acm_roster_add(others, "zoe", NULL, NULL, NULL, NULL));
    assert_refused(acm_case_restore(s->playbook, others, NULL, taken.bytes, taken.len, &c, &err),
                   ACM_E_NOTFOUND, &err);
    assert_string_equal(err.message, "the roster has no participant 'ana', who performs a task");
    assert_true(err.offset > 0 && err.offset < taken.len);
    assert_refused(acm_case_restore(s->playbook, NULL, NULL, taken.bytes, taken.len, &c, &err),
                   ACM_E_NOTFOUND, &err);
    assert_ok(acm_roster_add(others, "ana", NULL, NULL, &ana, NULL));
    assert_ok(acm_case_restore(s->playbook, others, NULL, taken.bytes, taken.len, &c, NULL));
    assert_ptr_equal(acm_case_roster(c), others);
    assert_ok(acm_case_board(c, rows, sizeof *rows, COUNT_OF(rows), &count));
    for (size_t i = 0; i < count; i++)
        assert_int_equal(rows[i].performer, rows[i].item == small_id(s, "plan/100") ? ana : 0);
    assert_snapshot(c, &taken, "with another roster");
    free(taken.bytes);
    acm_case_free(c);
    acm_roster_free(others);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_snapshot__size),
        cmocka_unit_test(test_snapshot__arguments),
        cmocka_unit_test(test_snapshot__goes_on),
        cmocka_unit_test(test_snapshot__widened_while_suspended),
        cmocka_unit_test(test_snapshot__same_state_same_bytes),
        cmocka_unit_test(test_snapshot__hash),
        cmocka_unit_test(test_snapshot__cut_off),
        cmocka_unit_test(test_snapshot__something_follows),
        cmocka_unit_test(test_snapshot__damaged),
        cmocka_unit_test(test_snapshot__of_a_later_library),
        cmocka_unit_test(test_snapshot__of_another_playbook),
        cmocka_unit_test(test_snapshot__words_do_not_matter),
        cmocka_unit_test(test_snapshot__rules_matter),
        cmocka_unit_test_setup_teardown(test_snapshot__people_are_found_by_key, small_setup,
                                        small_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
