/* What holds for cases of any playbook, whatever is asked of them: many are made at random. */
#include "support/journal.h"
#include "support/random.h"
#include "support/test.h"

#include <stdlib.h>

enum {
    SEEDS = 400,
    STEPS = 40
};

typedef struct whole {
    uint64_t seed;
    dice d;
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case_options options;
    acm_case *c;
    journal told; /* events so far */
    acm_error err;
} whole;

static void fine(const whole *w, acm_status status)
{
    if (status)
        fail_msg("seed %u: %s at %u: %s %s", (unsigned)w->seed, acm_status_name(status),
                 (unsigned)w->err.offset, w->err.path, w->err.message);
}

/* False if no case of the playbook can begin this way. */
static bool open_whole(whole *w, uint64_t seed)
{
    static const uint32_t sizes[] = {3, 8, 15, RANDOM_ITEMS_MAX};
    *w = (whole){.seed = seed, .d = {seed}};
    random_shape shape = {.features = RANDOM_ALL, .items = sizes[roll(&w->d, COUNT_OF(sizes))]};
    acm_error_init(&w->err);
    fine(w, random_playbook(&w->d, shape, NULL, &w->playbook, &w->err));
    assert_ok(random_roster(NULL, &w->roster, NULL));
    assert_ok(acm_log_new(NULL, &w->log, NULL));
    w->options = random_options(&w->d, w->playbook);
    acm_status status = acm_case_new(w->playbook, w->roster, w->log, &w->options, &w->c, &w->err);
    assert_true(status == ACM_OK || status == ACM_E_BUDGET || status == ACM_E_SCOPE ||
                status == ACM_E_NOTFOUND || status == ACM_E_INCOMPLETE);
    if (!status)
        journal_take(&w->told, w->log);
    return !status;
}

static void close_whole(whole *w)
{
    acm_case_free(w->c);
    acm_log_free(w->log);
    acm_roster_free(w->roster);
    acm_playbook_free(w->playbook);
    journal_free(&w->told);
}

/* Runs a check on a case of each seed that gives one. */
static void for_each_case(void (*check)(whole *w))
{
    size_t begun = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        whole w;
        if (open_whole(&w, seed)) {
            check(&w);
            begun++;
        }
        close_whole(&w);
    }
    assert_true(begun > SEEDS / 2);
}

/* Posts what chance says. A refusal must have changed nothing. */
static acm_status step(whole *w, random_act *act)
{
    snapshot before = take_snapshot(w->c);
    *act = random_commands(&w->d, w->c);
    acm_status status = random_post(w->c, act, &w->err);
    assert_true(status != ACM_E_INTERNAL && status != ACM_E_NOMEM);
    if (status) {
        assert_int_equal(acm_log_count(w->log), 0);
        assert_snapshot(w->c, &before, "after a refusal");
    }
    journal_take(&w->told, w->log);
    free(before.bytes);
    return status;
}

static void check_refusals(whole *w)
{
    random_act act;
    for (int i = 0; i < STEPS; i++)
        step(w, &act);
}

static void test_whole_cases__refusals_change_nothing(void **state)
{
    (void)state;
    for_each_case(check_refusals);
}

/* A case restored from the snapshot of another. */
typedef struct twin {
    acm_log *log;
    acm_case *c;
    journal told;
} twin;

static void restore_twin(twin *t, whole *w)
{
    snapshot s = take_snapshot(w->c);
    acm_case_free(t->c);
    fine(w, acm_case_restore(w->playbook, w->roster, t->log, s.bytes, s.len, &t->c, &w->err));
    assert_snapshot(t->c, &s, "restored");
    assert_int_equal(acm_log_count(t->log), 0);
    free(s.bytes);
}

static void check_restored(whole *w)
{
    twin t = {.c = NULL};
    assert_ok(acm_log_new(NULL, &t.log, NULL));
    restore_twin(&t, w);
    for (int i = 0; i < STEPS; i++) {
        random_act act;
        acm_error err;
        acm_error_init(&err);
        journal_free(&w->told);
        journal_free(&t.told);
        acm_status status = step(w, &act);
        assert_status(random_post(t.c, &act, &err), status);
        if (status)
            assert_string_equal(err.message, w->err.message);
        journal_take(&t.told, t.log);
        assert_same_journal(&w->told, &t.told);
        snapshot s = take_snapshot(w->c);
        assert_snapshot(t.c, &s, "of the restored case");
        free(s.bytes);
        if (likely(&w->d, 20))
            restore_twin(&t, w);
    }
    acm_case_free(t.c);
    acm_log_free(t.log);
    journal_free(&t.told);
}

static void test_whole_cases__restored_ones_go_on_alike(void **state)
{
    (void)state;
    for_each_case(check_restored);
}

static void check_replay(whole *w)
{
    random_act act;
    acm_case *again;
    for (int i = 0; i < STEPS; i++)
        step(w, &act);
    snapshot s = take_snapshot(w->c);
    acm_status status =
        journal_replay(&w->told, w->playbook, w->roster, NULL, &w->options, &again, &w->err);
    if (status)
        fail_msg("seed %u: %s", (unsigned)w->seed, w->err.message);
    assert_snapshot(again, &s, "replayed");
    acm_case_free(again);
    free(s.bytes);
}

static void test_whole_cases__replayed(void **state)
{
    (void)state;
    for_each_case(check_replay);
}

/* What is done to a copy leaves the case alone, and the other way round. */
static void check_copy(whole *w)
{
    random_act act;
    for (int i = 0; i < STEPS / 2; i++)
        step(w, &act);
    snapshot s = take_snapshot(w->c);
    whole other = *w;
    other.told = (journal){.count = 0};
    assert_ok(acm_log_new(NULL, &other.log, NULL));
    assert_ok(acm_case_dup(w->c, other.log, &other.c, NULL));
    assert_snapshot(other.c, &s, "copied");
    for (int i = 0; i < STEPS / 2; i++)
        step(&other, &act);
    assert_snapshot(w->c, &s, "whose copy went its way");
    free(s.bytes);
    s = take_snapshot(other.c);
    for (int i = 0; i < STEPS / 2; i++)
        step(w, &act);
    assert_snapshot(other.c, &s, "whose original went its way");
    free(s.bytes);
    acm_case_free(other.c);
    acm_log_free(other.log);
    journal_free(&other.told);
}

static void test_whole_cases__copies_go_their_own_way(void **state)
{
    (void)state;
    for_each_case(check_copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_cases__refusals_change_nothing),
        cmocka_unit_test(test_whole_cases__restored_ones_go_on_alike),
        cmocka_unit_test(test_whole_cases__replayed),
        cmocka_unit_test(test_whole_cases__copies_go_their_own_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
