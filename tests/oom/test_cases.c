/*
 * Cases of random playbooks, each command with the n-th allocation failing, once or ever after, for n from 0 until it
 * succeeds: what was out of memory has changed nothing, neither the case nor its log.
 */
#include "support/journal.h"
#include "support/memory.h"
#include "support/random.h"
#include "support/test.h"

#include <stdlib.h>

enum {
    SEEDS = 120,
    STEPS = 30
};

typedef struct desk {
    test_memory memory;
    acm_allocator allocator;
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
} desk;

static bool open_desk(desk *k, dice *d)
{
    random_shape shape = {.features = RANDOM_ALL, .items = 12};
    *k = (desk){.c = NULL};
    k->allocator = test_memory_init(&k->memory);
    assert_ok(random_playbook(d, shape, &k->allocator, &k->playbook, NULL));
    assert_ok(random_roster(&k->allocator, &k->roster, NULL));
    assert_ok(acm_log_new(&k->allocator, &k->log, NULL));
    acm_case_options options = random_options(d, k->playbook);
    return acm_case_new(k->playbook, k->roster, k->log, &options, &k->c, NULL) == ACM_OK;
}

static void close_desk(desk *k)
{
    acm_case_free(k->c);
    acm_log_free(k->log);
    acm_roster_free(k->roster);
    acm_playbook_free(k->playbook);
    assert_int_equal(k->memory.live, 0);
}

/* Posts until nothing fails for want of memory; how often it did. */
static size_t post(desk *k, const random_act *act, bool ever_after)
{
    snapshot before = take_snapshot(k->c);
    for (size_t n = 0;; n++) {
        acm_error err;
        acm_error_init(&err);
        test_memory_fail(&k->memory, n, ever_after);
        acm_status status = random_post(k->c, act, &err);
        bool failed = k->memory.failed;
        test_memory_heal(&k->memory);
        assert_int_equal(status == ACM_E_NOMEM, failed);
        if (status) {
            assert_int_equal(err.status, status);
            assert_int_equal(acm_log_count(k->log), 0);
            assert_snapshot(k->c, &before, "after a failure");
        }
        if (!failed) {
            free(before.bytes);
            return n;
        }
    }
}

static void test_oom_cases__nothing_has_changed(void **state)
{
    size_t failures = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        desk k;
        dice d = {seed};
        bool begun = open_desk(&k, &d);
        journal told = {.count = 0};
        for (uint32_t i = 0; begun && i < STEPS; i++) {
            journal_take(&told, k.log);
            random_act act = random_commands(&d, k.c);
            failures += post(&k, &act, i % 2);
        }
        journal_free(&told);
        close_desk(&k);
    }
    assert_true(failures > SEEDS);
    print_message("%zu failures\n", failures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_oom_cases__nothing_has_changed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
