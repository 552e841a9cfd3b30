/*
 * Explanations of random cases against what happens: nothing stands in the way exactly when the command is accepted;
 * what is named has to be out of the way before it is; and once all of it is, nothing that was in the way before is
 * left.
 */
#include "support/random.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    BLOCKERS = 64,
    ROWS = 128,
    ITEMS = 48,
    EVENTS = 256,
    STATES = 60, /* that can be reached, of a case whose commands are asked about */
    MOVES = 256
};

/* Which transitions of items have been performed on the way. */
typedef struct history {
    uint32_t performed[ITEMS + 1]; /* bits by item */
} history;

typedef struct node {
    acm_case *c;
    history told;
    unsigned char hash[ACM_HASH_SIZE];
} node;

typedef struct world {
    dice d;
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_item items[ITEMS];
    acm_condition conditions[ITEMS];
    size_t item_count, condition_count;
    node nodes[STATES]; /* the first is the case as it is */
    size_t count;
    const char *what;
} world;

/* A question, and the answer. */
typedef struct asked {
    acm_command command;
    acm_blocker blockers[BLOCKERS];
    size_t count;
} asked;

static bool is_condition(const world *w, acm_id id)
{
    return id > w->item_count;
}

static asked ask(const acm_case *c, acm_command command)
{
    asked a = {.command = command};
    assert_ok(acm_case_explain(c, command.item, command.instance, command.kind, command.actor,
                               a.blockers, sizeof *a.blockers, BLOCKERS, &a.count));
    assert_in_range(a.count, 0, BLOCKERS);
    return a;
}

/* Posts a command to a copy, which stays if it was accepted; NULL else. */
static acm_case *try_on(const world *w, const acm_case *c, const acm_command *command,
                        acm_status *status)
{
    acm_case *copy;
    assert_ok(acm_case_dup(c, w->log, &copy, NULL));
    acm_log_clear(w->log);
    *status = acm_case_post(copy, command, sizeof *command, 1, "xflag why", ACM_NTS, NULL, NULL);
    if (*status == ACM_OK)
        return copy;
    acm_case_free(copy);
    return NULL;
}

static void fail_about(const world *w, const asked *a, const acm_blocker *b, const char *why)
{
    char key[32] = "-", subject[32] = "-";
    if (acm_playbook_key(w->playbook, a->command.item, NULL))
        snprintf(key, sizeof key, "%s", acm_playbook_key(w->playbook, a->command.item, NULL));
    if (b && acm_playbook_key(w->playbook, b->subject, NULL))
        snprintf(subject, sizeof subject, "%s", acm_playbook_key(w->playbook, b->subject, NULL));
    for (size_t i = 0; i < a->count; i++)
        print_error("  %d on %s, detail %u, way %u, alternative %u\n", (int)a->blockers[i].kind,
                    acm_playbook_key(w->playbook, a->blockers[i].subject, NULL),
                    (unsigned)a->blockers[i].detail, (unsigned)a->blockers[i].way,
                    (unsigned)a->blockers[i].alternative);
    fail_msg("%s: command %d on %s: %s; blocker %d on %s, detail %u", w->what, (int)a->command.kind,
             key, why, b ? (int)b->kind : 0, subject, b ? (unsigned)b->detail : 0);
}

/* Calls `check` for each command on each item, condition and the case. */
static void each_command(const world *w, const acm_case *c, acm_id actor,
                         void (*check)(const world *w, const acm_case *c, acm_command command))
{
    acm_board_row rows[ROWS];
    size_t count;
    assert_ok(acm_case_board(c, rows, sizeof *rows, ROWS, &count));
    for (acm_command_kind kind = ACM_COMMAND_START; kind <= ACM_COMMAND_CLAIM; kind++) {
        bool of_condition = kind >= ACM_COMMAND_CONFIRM && kind <= ACM_COMMAND_WAIVE;
        acm_command command = {.kind = kind, .actor = actor};
        if (kind >= ACM_COMMAND_SET_FACT && kind <= ACM_COMMAND_ADVANCE)
            continue;
        if (kind == ACM_COMMAND_WAIVE) {
            command.text_at = 6;
            command.text_len = 3;
        }
        for (size_t i = 0; i < (of_condition ? w->condition_count : w->item_count); i++) {
            command.item = of_condition ? w->conditions[i].id : w->items[i].id;
            command.instance = 0;
            check(w, c, command);
            for (size_t k = 0; k < count && k < ROWS && !of_condition; k++)
                if (rows[k].item == command.item && rows[k].count > 1) {
                    command.instance = rows[k].instance;
                    check(w, c, command);
                }
        }
    }
}

/* Cases on their way. */

static bool open_world(world *w, uint64_t seed, random_shape shape, uint32_t walk)
{
    memset(w, 0, sizeof *w);
    w->d = (dice){seed};
    assert_ok(random_playbook(&w->d, shape, NULL, &w->playbook, NULL));
    assert_ok(random_roster(NULL, &w->roster, NULL));
    assert_ok(acm_log_new(NULL, &w->log, NULL));
    acm_case_options options = random_options(&w->d, w->playbook);
    assert_ok(acm_playbook_items(w->playbook, w->items, sizeof *w->items, ITEMS, &w->item_count));
    assert_ok(acm_playbook_conditions(w->playbook, 0, w->conditions, sizeof *w->conditions, ITEMS,
                                      &w->condition_count));
    if (w->item_count > ITEMS || w->condition_count > ITEMS ||
        acm_case_new(w->playbook, w->roster, w->log, &options, &w->nodes[0].c, NULL))
        return false;
    w->count = 1;
    for (uint32_t n = roll(&w->d, walk); n; n--) {
        random_act act = random_commands(&w->d, w->nodes[0].c);
        random_post(w->nodes[0].c, &act, NULL);
        acm_log_clear(w->log);
    }
    return true;
}

static void close_world(world *w)
{
    for (size_t i = 0; i < w->count; i++)
        acm_case_free(w->nodes[i].c);
    acm_log_free(w->log);
    acm_roster_free(w->roster);
    acm_playbook_free(w->playbook);
}

/* Nothing stands in the way exactly when the command is accepted. */

static void check_empty(const world *w, const acm_case *c, acm_command command)
{
    asked a = ask(c, command);
    acm_status status;
    acm_case *copy = try_on(w, c, &command, &status);
    /* What follows from a command may refuse it: a repetition without end, an exit criterion that asks too much. */
    bool follows = status == ACM_E_BUDGET || status == ACM_E_INCOMPLETE;
    bool accepted = status == ACM_OK || (follows && a.count == 0) || status == ACM_E_AMBIGUOUS;
    acm_case_free(copy);
    if (accepted != (a.count == 0) && status != ACM_E_AMBIGUOUS)
        fail_about(w, &a, NULL, acm_status_name(status));
}

/* That somebody lacks the role changes nothing else of what is named. */
static void check_roles(const world *w, const acm_case *c, acm_command command)
{
    asked own = ask(c, command);
    command.actor = 1; /* who has all roles */
    asked all = ask(c, command);
    size_t others = 0;
    for (size_t i = 0; i < own.count; i++) {
        const acm_blocker *b = &own.blockers[i];
        if (b->kind == ACM_BLOCKER_ROLE)
            continue;
        if (others >= all.count || b->kind != all.blockers[others].kind ||
            b->subject != all.blockers[others].subject)
            fail_about(w, &own, b, "another one for who has the role");
        others++;
    }
    if (others != all.count)
        fail_about(w, &all, NULL, "fewer for who has the role");
}

static void test_explain_exact__nothing_in_the_way_is_accepted(void **state)
{
    (void)state;
    static world w;
    const char *count = getenv("ACM_TEST_COUNT");
    uint32_t seeds = count ? (uint32_t)strtoul(count, NULL, 10) : 60;
    char what[32];
    w.what = what;
    for (uint32_t seed = 1; seed <= seeds; seed++) {
        random_shape shape = {RANDOM_ALL, 3 + seed % 12};
        snprintf(what, sizeof what, "seed %u", (unsigned)seed);
        if (open_world(&w, seed, shape, 30)) {
            w.what = what;
            each_command(&w, w.nodes[0].c, roll(&w.d, RANDOM_PEOPLE + 1), check_empty);
            each_command(&w, w.nodes[0].c, roll(&w.d, RANDOM_PEOPLE + 1), check_roles);
        }
        close_world(&w);
    }
}

/* What is named, against all that can happen. */

static void tell(const world *w, history *told)
{
    acm_event events[EVENTS];
    size_t count;
    do {
        assert_ok(acm_log_drain(w->log, events, sizeof *events, EVENTS, &count, NULL));
        for (size_t i = 0; i < count; i++)
            if (events[i].kind <= ACM_TRANSITION_CLOSE && events[i].item <= ITEMS)
                told->performed[events[i].item] |= 1u << events[i].kind;
    } while (count);
}

/* Takes the case over. */
static void add_node(world *w, acm_case *c, const history *told)
{
    node n = {.c = c, .told = *told};
    assert_ok(acm_case_hash(c, n.hash, sizeof n.hash, NULL));
    bool known = w->count == STATES;
    for (size_t i = 0; i < w->count && !known; i++)
        known = memcmp(w->nodes[i].hash, n.hash, sizeof n.hash) == 0 &&
                memcmp(&w->nodes[i].told, told, sizeof *told) == 0;
    if (known)
        acm_case_free(c);
    else
        w->nodes[w->count++] = n;
}

static void go_on_by(world *w, size_t from, const acm_command *command)
{
    acm_status status;
    acm_case *c = try_on(w, w->nodes[from].c, command, &status);
    history told = w->nodes[from].told;
    if (!c)
        return;
    tell(w, &told);
    add_node(w, c, &told);
}

/* All commands by which work goes on, facts and time. */
static void go_on_from(world *w, size_t from)
{
    static const acm_command_kind kinds[] = {ACM_COMMAND_START,    ACM_COMMAND_COMPLETE,
                                             ACM_COMMAND_REENABLE, ACM_COMMAND_RESUME,
                                             ACM_COMMAND_OCCUR,    ACM_COMMAND_REACTIVATE};
    int64_t due;
    for (size_t i = 0; i < w->item_count; i++)
        for (size_t k = 0; k < COUNT_OF(kinds); k++)
            go_on_by(w, from, &(acm_command){.kind = kinds[k], .item = w->items[i].id, .actor = 1});
    for (size_t i = 0; i < w->condition_count; i++)
        go_on_by(
            w, from,
            &(acm_command){.kind = ACM_COMMAND_CONFIRM, .item = w->conditions[i].id, .actor = 1});
    for (int64_t x = 1; x <= 4; x += 3)
        go_on_by(w, from,
                 &(acm_command){.kind = ACM_COMMAND_SET_FACT,
                                .actor = 1,
                                .text_len = 1,
                                .value_kind = ACM_VALUE_INTEGER,
                                .integer = x});
    for (int64_t flag = 0; flag < 2; flag++)
        go_on_by(w, from,
                 &(acm_command){.kind = ACM_COMMAND_SET_FACT,
                                .actor = 1,
                                .text_at = 1,
                                .text_len = 4,
                                .value_kind = ACM_VALUE_BOOLEAN,
                                .integer = flag});
    if (acm_case_next_timer(w->nodes[from].c, &due))
        go_on_by(w, from, &(acm_command){.kind = ACM_COMMAND_ADVANCE, .time = due, .actor = 1});
}

static acm_state state_of(const world *w, const acm_case *c, acm_id id)
{
    return is_condition(w, id) ? acm_case_condition_state(c, id) : acm_case_item_state(c, id);
}

static bool is_named(const asked *a, const acm_blocker *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->blockers[i].kind == b->kind && a->blockers[i].subject == b->subject &&
            (b->kind == ACM_BLOCKER_STATE || b->kind == ACM_BLOCKER_REQUIRED ||
             a->blockers[i].detail == b->detail))
            return true;
    return false;
}

/* Whether what a blocker names is out of the way on a node; `now`: what is named there, for what only that tells. */
static bool is_gone(const world *w, const node *n, const acm_blocker *b, const asked *now)
{
    const uint32_t finished = 1u << ACM_STATE_COMPLETED | 1u << ACM_STATE_TERMINATED |
                              1u << ACM_STATE_DISABLED | 1u << ACM_STATE_FAILED;
    const uint32_t begun = finished | 1u << ACM_STATE_ACTIVE;
    acm_state state = state_of(w, n->c, b->subject);
    switch (b->kind) {
    case ACM_BLOCKER_CONDITION:
        return state > ACM_CONDITION_STATE_OPEN;
    case ACM_BLOCKER_PREDECESSOR:
        return n->told.performed[b->subject] >> b->detail & 1;
    case ACM_BLOCKER_TIMER:
        return n->told.performed[b->subject] >> ACM_TRANSITION_OCCUR & 1;
    case ACM_BLOCKER_SUSPENDED:
        return state != ACM_STATE_SUSPENDED;
    case ACM_BLOCKER_STATE:
    case ACM_BLOCKER_ENDED:
        return state != (acm_state)b->detail;
    case ACM_BLOCKER_REQUIRED:
        return finished >> state & 1;
    case ACM_BLOCKER_ACTIVE:
        return state != ACM_STATE_ACTIVE;
    case ACM_BLOCKER_MANUAL:
        return begun >> state & 1;
    default:
        return !is_named(now, b);
    }
}

/* Whether all that is named is gone: of alternatives those of one. */
static bool all_gone(const world *w, const node *n, const asked *a, const asked *now)
{
    for (size_t i = 0; i < a->count; i++) {
        const acm_blocker *b = &a->blockers[i];
        bool gone = is_gone(w, n, b, now), one = false;
        for (uint32_t way = 1; b->alternative && !gone && way <= 8 && !one; way++) {
            bool there = false;
            one = true;
            for (size_t k = 0; k < a->count; k++)
                if (a->blockers[k].way == b->way && a->blockers[k].alternative == way) {
                    there = true;
                    one = one && is_gone(w, n, &a->blockers[k], now);
                }
            one = one && there;
        }
        if (!gone && !one)
            return false;
    }
    return true;
}

/* Whether what a command is for has happened without it. */
static bool is_needless(const world *w, const node *n, const asked *a)
{
    acm_state state = state_of(w, n->c, a->command.item);
    if (is_condition(w, a->command.item))
        return false;
    return a->command.kind == ACM_COMMAND_START ? state >= ACM_STATE_ACTIVE
                                                : state == ACM_STATE_COMPLETED;
}

/* Whether a rule that is asked only later decides about it: what it says now need not hold then. */
static bool is_asked_later(const world *w, const acm_blocker *b)
{
    const acm_item *item = is_condition(w, b->subject) ? NULL : &w->items[b->subject - 1];
    acm_control control =
        b->kind == ACM_BLOCKER_MANUAL ? ACM_CONTROL_MANUAL_WHEN : ACM_CONTROL_REQUIRED_WHEN;
    return item && (b->kind == ACM_BLOCKER_MANUAL || b->kind == ACM_BLOCKER_REQUIRED) &&
           ((item->flags & ACM_ITEM_REQUIRED_BY_CHILD) ||
            acm_playbook_control(w->playbook, item->id, control, NULL));
}

static void check_named(const world *w, const acm_case *c, acm_command command)
{
    asked a = ask(c, command);
    for (size_t i = 0; i < w->count && a.count; i++) {
        const node *n = &w->nodes[i];
        asked now = ask(n->c, command);
        bool gone = all_gone(w, n, &a, &now);
        bool asks_later = false;
        for (size_t k = 0; k < a.count; k++)
            asks_later = asks_later || is_asked_later(w, &a.blockers[k]);
        if (now.count == 0 && !gone && !asks_later)
            fail_about(w, &a, NULL, "accepted with what is named still in the way");
        for (size_t k = 0; k < now.count && gone && !is_needless(w, n, &a); k++)
            if (!is_gone(w, &w->nodes[0], &now.blockers[k], &a) &&
                !is_named(&a, &now.blockers[k]) && !is_asked_later(w, &now.blockers[k]))
                fail_about(w, &a, &now.blockers[k], "was in the way, too");
    }
}

static void test_explain_exact__what_is_named_is_needed_and_enough(void **state)
{
    (void)state;
    static const random_shape shapes[] = {{RANDOM_EXITS | RANDOM_CONDITIONS, 5},
                                          {RANDOM_CONDITIONS | RANDOM_LISTENERS | RANDOM_TIMERS, 5},
                                          {RANDOM_RULES | RANDOM_LISTENERS, 5},
                                          {RANDOM_SERVICES | RANDOM_CONDITIONS, 6}};
    static world w;
    const char *count = getenv("ACM_TEST_COUNT");
    uint32_t seeds = count ? (uint32_t)strtoul(count, NULL, 10) : 30;
    char what[48];
    for (size_t k = 0; k < COUNT_OF(shapes); k++)
        for (uint32_t seed = 1; seed <= seeds; seed++) {
            snprintf(what, sizeof what, "features 0x%x, seed %u", (unsigned)shapes[k].features,
                     (unsigned)seed);
            if (open_world(&w, seed, shapes[k], 6)) {
                w.what = what;
                for (size_t i = 0; i < w.count; i++)
                    go_on_from(&w, i);
                each_command(&w, w.nodes[0].c, 1, check_named);
            }
            close_world(&w);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_explain_exact__nothing_in_the_way_is_accepted),
        cmocka_unit_test(test_explain_exact__what_is_named_is_needed_and_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
