/*
 * Plans of random cases against plain breadth-first search: as many steps where there is a way, none where there is
 * none, and bounds that hold.
 */
#include "support/random.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STATES = 400, /* that a plain search looks at; then it gives up */
    MOVES = 1024,
    ROWS = 64,
    STEPS = 64,
    ITEMS = 64
};

/* What a plan may set. */
static const char fact_text[] = "xflagname"
                                "a";
static const acm_command facts[] = {
    {.kind = ACM_COMMAND_SET_FACT, .text_len = 1, .value_kind = ACM_VALUE_INTEGER, .integer = 1},
    {.kind = ACM_COMMAND_SET_FACT, .text_len = 1, .value_kind = ACM_VALUE_INTEGER, .integer = 4},
    {.kind = ACM_COMMAND_SET_FACT,
     .text_at = 1,
     .text_len = 4,
     .value_kind = ACM_VALUE_BOOLEAN,
     .integer = 1},
    {.kind = ACM_COMMAND_SET_FACT,
     .text_at = 5,
     .text_len = 4,
     .value_kind = ACM_VALUE_STRING,
     .value_at = 9,
     .value_len = 1},
};

typedef struct node {
    acm_case *c;
    uint32_t steps;
    unsigned char hash[ACM_HASH_SIZE];
} node;

typedef struct plain {
    const acm_plan_options *wish;
    acm_log *log;
    const acm_item *items;
    node nodes[STATES];
    size_t count;
    acm_command moves[MOVES];
    size_t move_count;
    bool gave_up;
} plain;

/* A case on its way, and its playbook at hand. */
typedef struct world {
    acm_playbook *playbook;
    acm_roster *roster;
    acm_case *c;
    acm_item items[ITEMS];
    acm_condition conditions[ITEMS];
    size_t item_count, condition_count;
} world;

static bool is_goal(const acm_plan_options *wish, const acm_case *c)
{
    acm_state state = acm_case_condition_state(c, wish->item);
    if (!wish->item)
        state = acm_case_state(c);
    else if (!state)
        state = acm_case_item_state(c, wish->item);
    return wish->states >> state & 1;
}

static void add_move(plain *s, acm_command command)
{
    if (!(s->wish->commands >> command.kind & 1))
        return;
    command.actor = 1; /* who has all roles */
    assert_true(s->move_count < MOVES);
    s->moves[s->move_count++] = command;
}

static void add_moves_of(plain *s, const acm_case *c, const acm_board_row *row)
{
    acm_condition conditions[16];
    size_t count;
    acm_item_kind kind = s->items[row->item - 1].kind;
    for (acm_command_kind k = ACM_COMMAND_START; k <= ACM_COMMAND_CLOSE; k++) {
        bool occurs = kind == ACM_ITEM_MILESTONE ? (s->wish->flags & ACM_PLAN_MILESTONES) != 0
                                                 : kind != ACM_ITEM_TIMER_LISTENER;
        if (k != ACM_COMMAND_OCCUR || occurs)
            add_move(s, (acm_command){.kind = k, .item = row->item, .instance = row->instance});
    }
    assert_ok(acm_playbook_conditions(acm_case_playbook(c), row->item, conditions,
                                      sizeof *conditions, COUNT_OF(conditions), &count));
    for (size_t i = 0; i < count && i < COUNT_OF(conditions); i++)
        for (acm_command_kind k = ACM_COMMAND_CONFIRM; k <= ACM_COMMAND_WITHDRAW; k++)
            add_move(s,
                     (acm_command){.kind = k, .item = conditions[i].id, .instance = row->instance});
}

/* All that might be done, whether it is accepted or not. */
static void find_moves(plain *s, const acm_case *c)
{
    acm_board_row rows[ROWS];
    size_t count;
    int64_t due;
    s->move_count = 0;
    assert_ok(acm_case_board(c, rows, sizeof *rows, ROWS, &count));
    for (size_t i = 0; i < count && count <= ROWS && s->move_count < MOVES - 64; i++)
        add_moves_of(s, c, &rows[i]);
    for (uint32_t i = 0; i < s->wish->fact_count; i++)
        add_move(s, s->wish->facts[i]);
    if (acm_case_next_timer(c, &due))
        add_move(s, (acm_command){.kind = ACM_COMMAND_ADVANCE,
                                  .time = due > acm_case_time(c) ? due : acm_case_time(c)});
    s->gave_up = s->gave_up || count > ROWS || s->move_count >= MOVES - 64;
}

/* Takes the case over. */
static void add_node(plain *s, acm_case *c, uint32_t steps)
{
    node n = {.c = c, .steps = steps};
    assert_ok(acm_case_hash(c, n.hash, sizeof n.hash, NULL));
    bool known = false;
    for (size_t i = 0; i < s->count && !known; i++)
        known = memcmp(s->nodes[i].hash, n.hash, sizeof n.hash) == 0;
    s->gave_up = s->gave_up || (!known && s->count == STATES);
    if (known || s->gave_up)
        acm_case_free(c);
    else
        s->nodes[s->count++] = n;
}

static bool try_move(plain *s, size_t from, const acm_command *move)
{
    acm_case *c;
    assert_ok(acm_case_dup(s->nodes[from].c, s->log, &c, NULL));
    acm_status status = acm_case_post(c, move, sizeof *move, 1, fact_text, ACM_NTS, NULL, NULL);
    acm_log_clear(s->log);
    if (status) {
        acm_case_free(c);
        return false;
    }
    bool there = is_goal(s->wish, c);
    add_node(s, c, s->nodes[from].steps + 1);
    return there;
}

/* The fewest steps, -1 if there is no way, -2 if the search gave up. */
static int32_t search_plainly(plain *s, const world *w, const acm_plan_options *wish)
{
    acm_case *first;
    int32_t found = is_goal(wish, w->c) ? 0 : -1;
    s->wish = wish;
    s->items = w->items;
    s->count = 0;
    s->gave_up = false;
    assert_ok(acm_log_new(NULL, &s->log, NULL));
    assert_ok(acm_case_dup(w->c, s->log, &first, NULL));
    add_node(s, first, 0);
    for (size_t i = 0; i < s->count && found < 0 && !s->gave_up; i++) {
        find_moves(s, s->nodes[i].c);
        for (size_t k = 0; k < s->move_count && found < 0; k++)
            if (try_move(s, i, &s->moves[k]))
                found = (int32_t)s->nodes[i].steps + 1;
    }
    for (size_t i = 0; i < s->count; i++)
        acm_case_free(s->nodes[i].c);
    acm_log_free(s->log);
    return found < 0 && s->gave_up ? -2 : found;
}

/* Whether the steps, given one by one, lead to the goal. */
static bool leads_there(const acm_case *c, const acm_plan_options *wish, const acm_plan_step *steps,
                        size_t count)
{
    acm_case *copy;
    assert_ok(acm_case_dup(c, NULL, &copy, NULL));
    for (size_t i = 0; i < count; i++)
        assert_ok(acm_case_post(copy, &steps[i].command, sizeof(acm_command), 1, wish->text,
                                wish->text_len, NULL, NULL));
    bool there = is_goal(wish, copy);
    acm_case_free(copy);
    return there;
}

static acm_plan_options random_wish(dice *d, const world *w)
{
    acm_plan_options wish;
    acm_plan_options_init(&wish);
    wish.states = 1u << (likely(d, 70) ? ACM_STATE_COMPLETED : (acm_state)(1 + roll(d, 8)));
    wish.commands = ACM_PLAN_COMMANDS;
    if (likely(d, 70))
        wish.item = w->items[roll(d, (uint32_t)w->item_count)].id;
    if (w->condition_count && likely(d, 20)) {
        wish.item = w->conditions[roll(d, (uint32_t)w->condition_count)].id;
        wish.states = 1u << ACM_CONDITION_STATE_CONFIRMED;
    }
    if (likely(d, 30))
        wish.commands |= roll(d, 1u << 10) << 1;
    if (likely(d, 10))
        wish.commands |= 1u << ACM_COMMAND_WITHDRAW;
    wish.flags = likely(d, 20) ? ACM_PLAN_MILESTONES : 0;
    wish.people = ACM_PLAN_ROSTER;
    wish.facts = facts;
    wish.fact_count = likely(d, 40) ? 1 + roll(d, COUNT_OF(facts)) : 0;
    wish.fact_stride = sizeof *facts;
    wish.text = fact_text;
    wish.text_len = sizeof fact_text - 1;
    wish.max_states = likely(d, 10) ? 1 + roll(d, 6) : 1000;
    return wish;
}

/* What came of many. */
typedef struct tally {
    size_t found, impossible, unknown, long_ones;
} tally;

static void compare(const world *w, const acm_plan_options *wish, const char *what, tally *t)
{
    static plain s;
    acm_plan_step steps[STEPS];
    size_t count;
    acm_plan_result r;
    acm_plan_result_init(&r);
    assert_ok(acm_case_plan(w->c, wish, steps, sizeof *steps, STEPS, &count, &r, NULL));
    int32_t least = search_plainly(&s, w, wish);
    bool fine = !r.has_plan || (count <= STEPS && leads_there(w->c, wish, steps, count));
    if (r.verdict == ACM_PLAN_FOUND)
        fine = fine && (least == -2 || least == (int32_t)count) && r.at_least == count;
    else if (r.verdict == ACM_PLAN_IMPOSSIBLE)
        fine = fine && least < 0 && !r.has_plan;
    else
        fine = fine && (least < 0 ||
                        (r.at_least <= (uint32_t)least && (!r.has_plan || count >= (size_t)least)));
    if (!fine)
        fail_msg("%s: plan %d with %zu steps, at least %u; plainly %d", what, (int)r.verdict, count,
                 (unsigned)r.at_least, (int)least);
    t->found += r.verdict == ACM_PLAN_FOUND;
    t->long_ones += r.verdict == ACM_PLAN_FOUND && count > 3;
    t->impossible += r.verdict == ACM_PLAN_IMPOSSIBLE;
    t->unknown += r.verdict == ACM_PLAN_UNKNOWN;
}

/* A case somewhere on its way; false if none can begin. */
static bool open_world(world *w, dice *d, random_shape shape)
{
    *w = (world){.c = NULL};
    assert_ok(random_playbook(d, shape, NULL, &w->playbook, NULL));
    assert_ok(random_roster(NULL, &w->roster, NULL));
    acm_case_options options = random_options(d, w->playbook);
    if (acm_case_new(w->playbook, w->roster, NULL, &options, &w->c, NULL))
        return false;
    for (uint32_t n = roll(d, 8); n; n--) {
        random_act act = random_commands(d, w->c);
        random_post(w->c, &act, NULL);
    }
    assert_ok(acm_playbook_items(w->playbook, w->items, sizeof *w->items, ITEMS, &w->item_count));
    assert_ok(acm_playbook_conditions(w->playbook, 0, w->conditions, sizeof *w->conditions, ITEMS,
                                      &w->condition_count));
    return w->item_count <= ITEMS && w->condition_count <= ITEMS;
}

static void close_world(world *w)
{
    acm_case_free(w->c);
    acm_roster_free(w->roster);
    acm_playbook_free(w->playbook);
}

static void compare_many(uint32_t seeds, random_shape shape, tally *t)
{
    for (uint32_t seed = 1; seed <= seeds; seed++) {
        dice d = {seed};
        world w;
        for (int k = open_world(&w, &d, shape) ? 3 : 0; k; k--) {
            char what[64];
            acm_plan_options wish = random_wish(&d, &w);
            snprintf(what, sizeof what, "features 0x%x, seed %u, wish %d", (unsigned)shape.features,
                     (unsigned)seed, k);
            compare(&w, &wish, what, t);
        }
        close_world(&w);
    }
}

static void test_plan__is_the_shortest_of_all(void **state)
{
    (void)state;
    static const random_shape shapes[] = {
        {RANDOM_CONDITIONS, 8},
        {RANDOM_EXITS | RANDOM_CONDITIONS, 5},
        {RANDOM_EXITS | RANDOM_CONDITIONS | RANDOM_LISTENERS | RANDOM_TIMERS, 5},
        {RANDOM_EXITS | RANDOM_CONDITIONS | RANDOM_RULES, 5},
        {RANDOM_EXITS | RANDOM_LISTENERS | RANDOM_TIMERS | RANDOM_REPETITION, 4},
        {RANDOM_EXITS | RANDOM_CONDITIONS | RANDOM_ROLES | RANDOM_SERVICES | RANDOM_OPTIONS, 5},
        {RANDOM_ALL, 4}};
    const char *count =
        getenv("ACM_TEST_COUNT"); /* of playbooks of each shape; more takes longer */
    uint32_t seeds = count ? (uint32_t)strtoul(count, NULL, 10) : 15;
    tally t = {0};
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        compare_many(seeds, shapes[i], &t);
    print_message("%zu found, %zu of more than 3 steps; %zu impossible, %zu unknown\n", t.found,
                  t.long_ones, t.impossible, t.unknown);
    assert_true(t.found > seeds && t.impossible > seeds && t.long_ones && t.unknown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan__is_the_shortest_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
