/* What no snapshot says though its hash fits: each is refused at its place. */
#include "support/journal.h"
#include "support/lines.h"
#include "support/seal.h"
#include "support/small.h"

#include <stdlib.h>

/* Where things stand in the snapshot of the case below. */
enum {
    PLAN = 48,
    BUDGET = 64,
    ROLES = 68,
    SEMANTICS,
    STATES,             /* of the plan, a, p, s, b */
    BLOCK = STATES + 5, /* whether there is one */
    BLOCK_ITEM,
    BLOCK_PARENT = BLOCK_ITEM + 4,
    BLOCK_WAITS = BLOCK_PARENT + 4,
    BLOCK_STATE,
    BLOCKS_END,
    CLOCK, /* whether there is one */
    CLOCK_INSTANCE,
    CLOCKS_END = CLOCK_INSTANCE + 24,
    SCOPED,
    SCOPE,
    FACT = SCOPE + 8, /* whether there is one */
    FACT_KIND,
    FACT_NUMBER,
    FACT_NAME_LEN = FACT_NUMBER + 8,
    FACT_NAME = FACT_NAME_LEN + 4,
    FACT_TEXT_LEN = FACT_NAME + 1,
    OTHER_FACT = FACT_TEXT_LEN + 4,
    OTHER_KIND, /* "y", a string of two bytes */
    FACTS_END = OTHER_KIND + 20,
    CLAIM, /* whether there is one */
    CLAIM_INSTANCE,
    CLAIM_KEY = CLAIM_INSTANCE + 4,
    CLAIMS_END = CLAIM_KEY + 4,
    END
};

typedef struct desk {
    world w;
    acm_roster *roster;
    acm_case *c;
    snapshot whole;
} desk;

static int setup(void **state)
{
    static desk d;
    world *w = &d.w;
    acm_case_options options;
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT,
                        .text_len = 1,
                        .value_kind = ACM_VALUE_STRING,
                        .value_at = 1,
                        .value_len = 2};
    OPEN(w, "task a repeats", "timer p timer=PT1H", "stage s", "task s/b Teams");
    assert_ok(acm_roster_new(NULL, &d.roster, NULL));
    assert_ok(acm_roster_add(d.roster, "ana", NULL, NULL, NULL, NULL));
    acm_case_options_init(&options);
    options.scope = "Teams";
    acm_case_free(w->c);
    assert_ok(acm_case_new(w->playbook, d.roster, w->log, &options, &w->c, NULL));
    assert_ok(post(w, ACM_COMMAND_COMPLETE, "a"));
    assert_ok(set_fact(w, "x", 5));
    assert_ok(acm_case_post(w->c, &fact, sizeof fact, 1, "yab", 3, NULL, NULL));
    acm_command claim = {.kind = ACM_COMMAND_CLAIM, .item = id_of(w, "s/b"), .actor = 1};
    assert_ok(acm_case_post(w->c, &claim, sizeof claim, 1, NULL, 0, NULL, NULL));
    d.whole = take_snapshot(w->c);
    assert_int_equal(d.whole.len, END);
    *state = &d;
    return 0;
}

static int teardown(void **state)
{
    desk *d = *state;
    free(d->whole.bytes);
    close_world(&d->w);
    acm_roster_free(d->roster);
    return 0;
}

/* The snapshot with some of its bytes changed is refused, though nothing else is wrong with it. */
static void refused(const desk *d, size_t at, const void *bytes, size_t len, size_t offset,
                    const char *message)
{
    acm_error err;
    acm_case *c;
    unsigned char *changed = malloc(d->whole.len);
    memcpy(changed, d->whole.bytes, d->whole.len);
    memcpy(changed + at, bytes, len);
    seal_snapshot(changed, d->whole.len);
    acm_error_init(&err);
    acm_status status =
        acm_case_restore(d->w.playbook, d->roster, NULL, changed, d->whole.len, &c, &err);
    if (status != ACM_E_SYNTAX || strcmp(err.message, message) != 0 || err.offset != offset)
        fail_msg("at %zu: %s at %u: '%s' instead of '%s' at %zu", at, acm_status_name(status),
                 (unsigned)err.offset, err.message, message, offset);
    assert_null(c);
    free(changed);
}

#define MORE   "the snapshot ends too early"
#define STATE  "a state that no life cycle has"
#define BEGIN  "the snapshot is of a case that cannot begin"
#define STAGE  "an instance by repetition that is in no stage"
#define TIMER  "a timer of what is no timer that waits"
#define FACT_  "a fact that nobody could have set"
#define SAYS   "the snapshot says something as no snapshot says it"
#define YES_NO "a snapshot has a byte that is neither yes nor no"

static void test_restore__makes_no_sense(void **state)
{
    static const struct {
        size_t at;
        const char *bytes;
        size_t len, offset;
        const char *message;
    } rows[] = {
        {PLAN, "\0", 1, PLAN, BEGIN},
        {PLAN, "\2", 1, PLAN, BEGIN}, /* a task */
        {PLAN, "\6", 1, PLAN, BEGIN},
        {BUDGET, "\0\0\0\0", 4, PLAN, BEGIN},
        {ROLES, "\2", 1, PLAN, BEGIN},
        {SEMANTICS, "\x08", 1, PLAN, BEGIN},
        {STATES, "\0", 1, STATES, STATE},           /* a case without its plan */
        {STATES, "\x0A", 1, STATES, STATE},         /* a state behind the last */
        {STATES, "\x05", 1, STATES, STATE},         /* a plan that does not know what it was */
        {STATES, "\x14", 1, STATES, STATE},         /* active, and was available */
        {STATES + 1, "\x09", 1, STATES + 1, STATE}, /* a closed task */
        {STATES + 1, "\x80", 1, STATES + 1, STATE}, /* not there, and required */
        {STATES + 1, "\x65", 1, STATES + 1, STATE}, /* completed before it was suspended */
        {STATES + 1, "\x07", 1, STATES + 1, STATE}, /* terminated somehow */
        {STATES + 2, "\x04", 1, STATES + 2, STATE}, /* an active timer */
        {STATES + 2, "\x45", 1, STATES + 2, STATE},
        {BLOCK, "\2", 1, BLOCK, YES_NO},
        {BLOCK_ITEM, "\1", 1, BLOCK_ITEM, STAGE},   /* another plan */
        {BLOCK_ITEM, "\4", 1, BLOCK_ITEM, STAGE},   /* what does not repeat */
        {BLOCK_ITEM, "\6", 1, BLOCK_ITEM, STAGE},   /* no item */
        {BLOCK_PARENT, "\1", 1, BLOCK_ITEM, STAGE}, /* within itself */
        {BLOCK_WAITS, "\2", 1, BLOCK_WAITS, YES_NO},
        {BLOCK_STATE, "\x0F", 1, BLOCK_STATE, STATE},
        {BLOCKS_END, "\1", 1, CLOCK, STAGE},
        {CLOCK_INSTANCE, "\0", 1, CLOCK_INSTANCE, TIMER},
        {CLOCK_INSTANCE, "\2", 1, CLOCK_INSTANCE, TIMER},
        {CLOCK_INSTANCE, "\x07", 1, CLOCK_INSTANCE, TIMER}, /* no instance */
        {STATES + 2, "\x06", 1, CLOCK_INSTANCE, TIMER},
        {CLOCKS_END, "\1", 1, SCOPED, TIMER},
        {SCOPED, "\2", 1, SCOPED, YES_NO},
        {SCOPE, "\2", 1, SCOPE, "a scope of services that the playbook does not have"},
        {FACT, "\3", 1, FACT, YES_NO},
        {FACT_KIND, "\7", 1, FACT_KIND, FACT_},
        {FACT_NAME, "\xFF", 1, FACT_KIND, FACT_},
        {FACT_NAME_LEN, "\0\0\0\0\0\0\0\0", 8, FACT_KIND, FACT_},
        {FACT_NAME_LEN, "\xFF\xFF\xFF\xFF", 4, FACT_NAME, MORE},
        {FACT_TEXT_LEN, "\xFF\xFF\xFF\x7F", 4, OTHER_FACT, MORE},
        {FACT_NAME, "z", 1, SEAL_HEAD, SAYS},       /* facts out of order */
        {FACT_NAME, "y", 1, SEAL_HEAD, SAYS},       /* one fact twice */
        {OTHER_KIND + 1, "\1", 1, SEAL_HEAD, SAYS}, /* the number of a string */
        {FACTS_END, "\1", 1, CLAIM_KEY + 4, MORE},
        {CLAIM, "\0", 1, CLAIM_INSTANCE, "the snapshot goes on behind its end"},
        {CLAIM_INSTANCE, "\3", 1, CLAIM_INSTANCE, "somebody performs what is no task"},
        {CLAIM_INSTANCE, "\x77", 1, CLAIM_INSTANCE, "somebody performs what is no task"},
        {CLAIM_KEY, "\5", 1, CLAIM_KEY + 1, MORE},
        {CLAIMS_END, "\1", 1, END, MORE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        refused(*state, rows[i].at, rows[i].bytes, rows[i].len, rows[i].offset, rows[i].message);
}

/* What is cut off within what is counted. */
static void test_restore__ends_early(void **state)
{
    const desk *d = *state;
    for (size_t len = SEAL_HEAD; len < d->whole.len; len++) {
        acm_error err;
        acm_case *c;
        unsigned char *cut = malloc(len);
        memcpy(cut, d->whole.bytes, len);
        seal_snapshot(cut, len);
        assert_refused(acm_case_restore(d->w.playbook, d->roster, NULL, cut, len, &c, &err),
                       ACM_E_SYNTAX, &err);
        assert_true(err.offset <= len);
        assert_string_equal(err.message, MORE);
        free(cut);
    }
}

/* Bits that belong to no condition and no on-part must be clear, as those that count no more. */
static void test_restore__bits_that_mean_nothing(void **state)
{
    small *s = *state;
    acm_error err;
    acm_case *c;
    snapshot taken = take_snapshot(s->c);
    const size_t conditions = STATES + 8, on_parts = conditions + 1;
    const struct {
        size_t at;
        unsigned char bit;
        const char *message;
    } rows[] = {
        {conditions, 0x03, "a state that no condition has"},
        {conditions, 0x10, "a state that no condition has"},
        {on_parts, 0x80, SAYS},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        taken.bytes[rows[i].at] |= rows[i].bit;
        seal_snapshot(taken.bytes, taken.len);
        assert_refused(
            acm_case_restore(s->playbook, s->roster, NULL, taken.bytes, taken.len, &c, &err),
            ACM_E_SYNTAX, &err);
        assert_string_equal(err.message, rows[i].message);
        taken.bytes[rows[i].at] &= (unsigned char)~rows[i].bit;
    }
    taken.bytes[on_parts] |= 0x01; /* plan has completed */
    seal_snapshot(taken.bytes, taken.len);
    assert_ok(acm_case_restore(s->playbook, s->roster, NULL, taken.bytes, taken.len, &c, NULL));
    assert_snapshot(c, &taken, "with an on-part");
    acm_case_free(c);
    free(taken.bytes);
}

/* Instances by repetition within each other: each in the stage instance that it was made in. */
static void test_restore__stages_within_each_other(void **state)
{
    world w;
    acm_case *c;
    acm_error err;
    (void)state;
    OPEN(&w, "stage s repeats", "task s/t repeats", "task s/u");
    assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "s/t", 1)); /* block 1, in the plan's own */
    assert_ok(post(&w, ACM_COMMAND_TERMINATE, "s"));        /* block 2 */
    assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "s/t", 3)); /* block 3, in block 2 */
    assert_ok(post_to(&w, ACM_COMMAND_COMPLETE, "s/t", 4)); /* block 4 */
    snapshot s = take_snapshot(w.c);
    assert_ok(acm_case_restore(w.playbook, NULL, NULL, s.bytes, s.len, &c, NULL));
    acm_board_row rows[2][32];
    size_t count[2];
    assert_ok(acm_case_board(w.c, rows[0], sizeof **rows, 32, &count[0]));
    assert_ok(acm_case_board(c, rows[1], sizeof **rows, 32, &count[1]));
    assert_int_equal(count[0], count[1]);
    assert_memory_equal(rows[0], rows[1], count[0] * sizeof **rows);
    acm_case_free(c);
    size_t second = STATES + 4 + 1 + 10 + 1; /* item 4, parent 4, waits 1, memory of one item 1 */
    size_t third = second + 9 + 3 + 1;
    assert_int_equal(s.bytes[second], 2);
    assert_int_equal(s.bytes[third + 4], 2);
    s.bytes[third + 4] = 1; /* the block of a task holds no task */
    seal_snapshot(s.bytes, s.len);
    assert_refused(acm_case_restore(w.playbook, NULL, NULL, s.bytes, s.len, &c, &err), ACM_E_SYNTAX,
                   &err);
    assert_string_equal(err.message, STAGE);
    assert_int_equal(err.offset, third);
    free(s.bytes);
    close_world(&w);
}

static void test_restore__timers_in_order(void **state)
{
    const size_t first = STATES + 3 + 1 + 1, second = first + 24 + 1; /* instances */
    world w;
    acm_case *c;
    acm_error err;
    (void)state;
    OPEN(&w, "timer p timer=PT1H", "timer q timer=PT1H");
    snapshot s = take_snapshot(w.c);
    assert_int_equal(s.bytes[first], 2);
    assert_int_equal(s.bytes[second], 3);
    s.bytes[first] = 3;
    for (unsigned char other = 2; other <= 3; other++) {
        s.bytes[second] = other;
        seal_snapshot(s.bytes, s.len);
        assert_refused(acm_case_restore(w.playbook, NULL, NULL, s.bytes, s.len, &c, &err),
                       ACM_E_SYNTAX, &err);
        assert_string_equal(err.message, "timers are not in order");
        assert_int_equal(err.offset, second);
    }
    free(s.bytes);
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_restore__makes_no_sense, setup, teardown),
        cmocka_unit_test_setup_teardown(test_restore__ends_early, setup, teardown),
        cmocka_unit_test_setup_teardown(test_restore__bits_that_mean_nothing, small_setup,
                                        small_teardown),
        cmocka_unit_test(test_restore__stages_within_each_other),
        cmocka_unit_test(test_restore__timers_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
