/*
 * The usual command takes a short way through the engine when nothing looks at its task. The same playbook with a
 * criterion that looks at every task, and never fires, takes the long way: the events must be the same.
 */
#include "support/test.h"

#include <stdio.h>

enum {
    STAGES = 4,
    TASKS = 5,
    ROUNDS = 60,
    COMMANDS = 200,
    MANY_ROLES = 70 /* more than one word holds */
};

typedef struct way {
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
} way;

static void build(way *w, uint32_t seed, bool watched)
{
    static const char *const roles[] = {"SME", "Cook"};
    acm_builder *b;
    acm_id root, stage, task, term, criterion, first = 0;
    char key[16];
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    for (int i = 0; seed % 3 == 0 && i < MANY_ROLES; i++) {
        snprintf(key, sizeof key, "Role %d", i);
        assert_ok(acm_builder_term(b, ACM_TERM_ROLE, key, &term, NULL));
    }
    for (uint32_t i = 0; i < STAGES * (TASKS + 1); i++) {
        bool is_stage = i % (TASKS + 1) == 0;
        uint32_t bits = seed >> i % 7;
        snprintf(key, sizeof key, "%c%u", is_stage ? 's' : 't', i);
        if (is_stage) {
            assert_ok(acm_builder_add(b, root, ACM_ITEM_STAGE,
                                      bits & 1 ? ACM_ITEM_AUTO_COMPLETE : ACM_ITEM_REQUIRED, key,
                                      NULL, -1, &stage, NULL));
            continue;
        }
        assert_ok(
            acm_builder_add(b, stage, ACM_ITEM_TASK,
                            (bits & 1 ? ACM_ITEM_REQUIRED : 0) | (bits & 2 ? ACM_ITEM_MANUAL : 0),
                            key, NULL, -1, &task, NULL));
        assert_ok(acm_builder_term(b, ACM_TERM_ROLE, roles[bits >> 2 & 1], &term, NULL));
        assert_ok(acm_builder_ref(b, task, ACM_REF_PERFORMER, term, NULL));
        if (!first)
            first = task;
        if (!watched)
            continue;
        assert_ok(acm_builder_criterion(b, first, ACM_CRITERION_EXIT, 0, NULL, &criterion, NULL));
        assert_ok(acm_builder_on_part(b, criterion, task, ACM_TRANSITION_FAULT, NULL));
    }
    assert_ok(acm_builder_finish(b, &w->playbook, NULL));
    acm_builder_free(b);
}

static void open_way(way *w, uint32_t seed, bool watched)
{
    build(w, seed, watched);
    assert_ok(acm_roster_new(NULL, &w->roster, NULL));
    assert_ok(acm_roster_add(w->roster, "a", NULL, "SME", NULL, NULL));
    assert_ok(acm_roster_add(w->roster, "b", NULL, "SME; Cook", NULL, NULL));
    assert_ok(acm_log_new(NULL, &w->log, NULL));
    assert_ok(acm_case_new(w->playbook, w->roster, w->log, NULL, &w->c, NULL));
}

static void close_way(way *w)
{
    acm_case_free(w->c);
    acm_log_free(w->log);
    acm_roster_free(w->roster);
    acm_playbook_free(w->playbook);
}

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Takes what both logs hold; some rounds do so in between, so that their logs begin anew. */
static void compare_events(way *fast, way *slow)
{
    static acm_event fast_events[4096], slow_events[4096];
    size_t n, m;
    assert_ok(acm_log_drain(fast->log, fast_events, sizeof *fast_events, COUNT_OF(fast_events), &n,
                            NULL));
    assert_ok(acm_log_drain(slow->log, slow_events, sizeof *slow_events, COUNT_OF(slow_events), &m,
                            NULL));
    assert_int_equal(n, m);
    assert_memory_equal(fast_events, slow_events, n * sizeof *fast_events);
}

static void test_plain__both_ways_give_the_same_events(void **state)
{
    (void)state;
    uint32_t accepted = 0;
    for (uint32_t seed = 1; seed <= ROUNDS; seed++) {
        way fast, slow;
        uint32_t random = seed;
        open_way(&fast, seed * 2654435761u, false);
        open_way(&slow, seed * 2654435761u, true);
        for (int i = 0; i < COMMANDS; i++) {
            acm_command command = {.kind =
                                       next(&random) % 2 ? ACM_COMMAND_START : ACM_COMMAND_COMPLETE,
                                   .item = 2 + next(&random) % (STAGES * (TASKS + 1)),
                                   .actor = next(&random) % 3,
                                   .time = next(&random) % 1000};
            acm_status a = acm_case_post(fast.c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
            acm_status b = acm_case_post(slow.c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
            assert_int_equal(a, b);
            accepted += a == ACM_OK;
            if (seed % 2 && i % 3 == 0)
                compare_events(&fast, &slow);
        }
        assert_int_equal(acm_case_time(fast.c), acm_case_time(slow.c));
        compare_events(&fast, &slow);
        close_way(&fast);
        close_way(&slow);
    }
    assert_true(accepted > ROUNDS * 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain__both_ways_give_the_same_events),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
