#include "support/small.h"

static int setup(void **state)
{
    static small s;
    small_open(
        &s, &(acm_case_options){.struct_size = sizeof(acm_case_options), .tag = 42, .time = 1000});
    *state = &s;
    return 0;
}

static size_t drain(small *s, acm_event *out, size_t capacity)
{
    size_t count;
    assert_ok(acm_log_drain(s->log, out, sizeof *out, capacity, &count, &s->err));
    return count;
}

static void test_log__begins_with_the_case(void **state)
{
    small *s = *state;
    acm_event events[64];
    size_t waiting = acm_log_count(s->log), count = drain(s, events, COUNT_OF(events));
    assert_int_equal(count, waiting);
    assert_in_range(count, 5, 20);
    assert_int_equal(events[0].kind, ACM_TRANSITION_CREATE);
    assert_int_equal(events[0].item, 1);
    assert_int_equal(events[0].to, ACM_STATE_AVAILABLE);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(events[i].tag, 42);
        assert_int_equal(events[i].time, 1000);
    }
    assert_int_equal(acm_log_count(s->log), 0);
    assert_int_equal(drain(s, events, COUNT_OF(events)), 0);
}

static void test_log__is_drained_in_pieces_in_order(void **state)
{
    small *s = *state;
    acm_event all[64], piece[3];
    small other;
    small_open(&other, &(acm_case_options){
                           .struct_size = sizeof(acm_case_options), .tag = 42, .time = 1000});
    size_t total = drain(&other, all, COUNT_OF(all)), done = 0, count;
    small_close(&other);
    while ((count = drain(s, piece, COUNT_OF(piece))) > 0) {
        assert_memory_equal(piece, all + done, count * sizeof *piece);
        done += count;
    }
    assert_int_equal(done, total);
}

static void test_log__events_name_actor_cause_and_states(void **state)
{
    small *s = *state;
    acm_event e[4];
    acm_log_clear(s->log);
    assert_ok(small_post(s, ACM_COMMAND_START, "100", s->ana));
    assert_int_equal(drain(s, e, COUNT_OF(e)), 1);
    assert_int_equal(e[0].item, small_id(s, "100"));
    assert_int_equal(e[0].kind, ACM_TRANSITION_MANUAL_START);
    assert_int_equal(e[0].from, ACM_STATE_ENABLED);
    assert_int_equal(e[0].to, ACM_STATE_ACTIVE);
    assert_int_equal(e[0].cause, ACM_CAUSE_COMMAND);
    assert_int_equal(e[0].actor, s->ana);
    assert_int_not_equal(e[0].instance, 0);
}

static void test_log__refused_commands_leave_no_event(void **state)
{
    small *s = *state;
    size_t before = acm_log_count(s->log);
    assert_status(small_post(s, ACM_COMMAND_START, "100", s->ben), ACM_E_ROLE);
    assert_status(small_post(s, ACM_COMMAND_COMPLETE, "100", s->ana), ACM_E_STATE);
    assert_int_equal(acm_log_count(s->log), before);
}

static void test_log__texts_last_until_cleared(void **state)
{
    small *s = *state;
    acm_event e[2];
    acm_log_clear(s->log);
    assert_ok(small_post_text(s, ACM_COMMAND_WAIVE, "build/in-1", s->ana, "licences are on order"));
    assert_int_equal(drain(s, e, COUNT_OF(e)), 1);
    assert_int_equal(e[0].kind, ACM_EVENT_WAIVE);
    assert_int_equal(e[0].item, small_id(s, "build/in-1"));
    assert_int_equal(e[0].from, ACM_CONDITION_STATE_OPEN);
    assert_int_equal(e[0].to, ACM_CONDITION_STATE_WAIVED);
    assert_string_equal(acm_log_text(s->log, &e[0]), "licences are on order");
    acm_log_clear(s->log);
    assert_null(acm_log_text(s->log, &e[0]));
    assert_int_equal(acm_log_count(s->log), 0);
}

static void test_log__serves_many_cases(void **state)
{
    small *s = *state;
    acm_case_options options;
    acm_case *second;
    acm_event e[64];
    acm_log_clear(s->log);
    acm_case_options_init(&options);
    options.tag = 43;
    assert_ok(acm_case_new(s->playbook, s->roster, s->log, &options, &second, NULL));
    assert_ok(small_post(s, ACM_COMMAND_START, "100", s->ana));
    acm_case_free(second);
    size_t count = drain(s, e, COUNT_OF(e));
    assert_int_equal(e[0].tag, 43);
    assert_int_equal(e[count - 1].tag, 42);
}

static void test_log__strides(void **state)
{
    small *s = *state;
    struct {
        acm_event event;
        uint64_t later;
    } wide[4];
    acm_event event;
    size_t count = 99;
    memset(wide, 0xAA, sizeof wide);
    assert_ok(acm_log_drain(s->log, &wide[0].event, sizeof *wide, 3, &count, NULL));
    assert_int_equal(count, 3);
    assert_int_equal(wide[2].event.tag, 42);
    assert_int_equal(wide[2].later, 0);
    assert_int_equal(wide[3].later, 0xAAAAAAAAAAAAAAAA);
    size_t before = acm_log_count(s->log);
    assert_refused(acm_log_drain(s->log, &event, sizeof event - 8, 1, &count, &s->err),
                   ACM_E_VERSION, &s->err);
    assert_int_equal(count, 0);
    assert_int_equal(acm_log_count(s->log), before);
}

static void test_log__needs_its_arguments(void **state)
{
    small *s = *state;
    acm_event event = {0};
    size_t count;
    acm_log *log;
    acm_allocator incomplete;
    acm_allocator_init(&incomplete);
    incomplete.allocate = NULL;
    assert_refused(acm_log_new(NULL, NULL, &s->err), ACM_E_INVALID, &s->err);
    assert_refused(acm_log_new(&incomplete, &log, &s->err), ACM_E_VERSION, &s->err);
    assert_null(log);
    assert_refused(acm_log_drain(NULL, &event, sizeof event, 1, &count, &s->err), ACM_E_INVALID,
                   &s->err);
    assert_refused(acm_log_drain(s->log, NULL, sizeof event, 1, &count, &s->err), ACM_E_INVALID,
                   &s->err);
    assert_refused(acm_log_drain(s->log, &event, sizeof event, 1, NULL, &s->err), ACM_E_INVALID,
                   &s->err);
    assert_int_equal(acm_log_count(NULL), 0);
    assert_null(acm_log_text(NULL, &event));
    assert_null(acm_log_text(s->log, NULL));
    assert_null(acm_log_text(s->log, &event));
    event.detail = UINT32_MAX;
    event.kind = ACM_EVENT_WAIVE;
    assert_null(acm_log_text(s->log, &event));
    acm_log_clear(NULL);
    acm_log_free(NULL);
}

int main(void)
{
#define LOG_TEST(name) cmocka_unit_test_setup_teardown(test_log__##name, setup, small_teardown)
    const struct CMUnitTest tests[] = {
        LOG_TEST(begins_with_the_case),
        LOG_TEST(is_drained_in_pieces_in_order),
        LOG_TEST(events_name_actor_cause_and_states),
        LOG_TEST(refused_commands_leave_no_event),
        LOG_TEST(texts_last_until_cleared),
        LOG_TEST(serves_many_cases),
        LOG_TEST(strides),
        LOG_TEST(needs_its_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
