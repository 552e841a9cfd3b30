/*
 * Plans of made-up cases against plain breadth-first search: as many steps where there is a way, none where there is
 * none, and bounds that hold.
 */
#include "support/random.h"

#include "engine/case.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    STATES = 4000, /* that a plain search looks at; then it gives up */
    MOVES = 512,
    STEPS = 64
};

/* The facts that a plan may set: x and y. */
static const acm_command facts[] = {
    {.kind = ACM_COMMAND_SET_FACT, .text_len = 1, .value_kind = ACM_VALUE_INTEGER, .integer = 1},
    {.kind = ACM_COMMAND_SET_FACT, .text_len = 1, .value_kind = ACM_VALUE_INTEGER, .integer = 2},
    {.kind = ACM_COMMAND_SET_FACT,
     .text_at = 1,
     .text_len = 1,
     .value_kind = ACM_VALUE_INTEGER,
     .integer = 1},
    {.kind = ACM_COMMAND_SET_FACT, .text_at = 1, .text_len = 1},
};

typedef struct node {
    acm_case *c;
    uint32_t steps;
    uint16_t facts[2]; /* the number of the fact set last, by name */
} node;

typedef struct plain {
    const acm_plan_options *wish;
    acm_log *log;
    node nodes[STATES];
    size_t count;
    acm_command moves[MOVES];
    size_t move_count;
    bool gave_up;
} plain;

static bool same_growth(const acm__growth *a, const acm__growth *b)
{
    static const acm__growth none = {0};
    a = a ? a : &none;
    b = b ? b : &none;
    if (a->block_count != b->block_count || a->used != b->used ||
        a->clock_count != b->clock_count || (a->used && memcmp(a->memory, b->memory, a->used) != 0))
        return false;
    for (uint32_t i = 0; i < a->block_count; i++)
        if (a->blocks[i].item != b->blocks[i].item || a->blocks[i].parent != b->blocks[i].parent ||
            a->blocks[i].count != b->blocks[i].count || a->blocks[i].waits != b->blocks[i].waits)
            return false;
    for (uint32_t i = 0; i < a->clock_count; i++)
        if (a->clocks[i].instance != b->clocks[i].instance ||
            a->clocks[i].due != b->clocks[i].due || a->clocks[i].set_at != b->clocks[i].set_at ||
            a->clocks[i].occurrence != b->clocks[i].occurrence)
            return false;
    return true;
}

static bool same(const node *a, const node *b)
{
    return memcmp(a->facts, b->facts, sizeof a->facts) == 0 && a->c->time == b->c->time &&
           memcmp(a->c->memory, b->c->memory, acm__layout_of(a->c->playbook, a->c->plan)->size) ==
               0 &&
           same_growth(a->c->growth, b->c->growth);
}

static bool is_goal(const acm_plan_options *wish, const acm_case *c)
{
    acm_state state = !wish->item ? acm_case_state(c)
                      : acm__playbook_condition(c->playbook, wish->item)
                          ? acm_case_condition_state(c, wish->item)
                          : acm_case_item_state(c, wish->item);
    return wish->states >> state & 1;
}

static void add_move(plain *s, acm_command command)
{
    if (!(s->wish->commands >> command.kind & 1))
        return;
    assert_true(s->move_count < MOVES);
    s->moves[s->move_count++] = command;
}

static void add_moves_of(plain *s, const acm_case *c, const acm_board_row *row)
{
    acm_condition conditions[16];
    size_t count;
    acm_item_kind kind = c->playbook->items[row->item].kind;
    for (acm_command_kind k = ACM_COMMAND_START; k <= ACM_COMMAND_CLOSE; k++) {
        bool occurs = kind == ACM_ITEM_MILESTONE ? (s->wish->flags & ACM_PLAN_MILESTONES) != 0
                                                 : kind != ACM_ITEM_TIMER_LISTENER;
        if (k != ACM_COMMAND_OCCUR || occurs)
            add_move(s, (acm_command){.kind = k, .item = row->item, .instance = row->instance});
    }
    assert_ok(acm_playbook_conditions(c->playbook, row->item, conditions, sizeof *conditions, 16,
                                      &count));
    for (size_t i = 0; i < count; i++)
        for (acm_command_kind k = ACM_COMMAND_CONFIRM; k <= ACM_COMMAND_WITHDRAW; k++)
            add_move(s,
                     (acm_command){.kind = k, .item = conditions[i].id, .instance = row->instance});
}

/* All that might be done, whether it is accepted or not. */
static void find_moves(plain *s, const acm_case *c)
{
    acm_board_row rows[64];
    size_t count;
    int64_t due;
    s->move_count = 0;
    assert_ok(acm_case_board(c, rows, sizeof *rows, COUNT_OF(rows), &count));
    if (count > COUNT_OF(rows)) {
        s->gave_up = true;
        return;
    }
    for (size_t i = 0; i < count && s->move_count < MOVES - 64; i++)
        add_moves_of(s, c, &rows[i]);
    for (uint32_t i = 0; i < s->wish->fact_count; i++)
        add_move(s, s->wish->facts[i]);
    if (acm_case_next_timer(c, &due))
        add_move(s,
                 (acm_command){.kind = ACM_COMMAND_ADVANCE, .time = due > c->time ? due : c->time});
}

/* Takes the case over. */
static void add_node(plain *s, node n)
{
    for (size_t i = 0; i < s->count; i++)
        if (same(&s->nodes[i], &n)) {
            acm_case_free(n.c);
            return;
        }
    s->gave_up = s->gave_up || s->count == STATES;
    if (s->gave_up)
        acm_case_free(n.c);
    else
        s->nodes[s->count++] = n;
}

static bool try_move(plain *s, size_t from, const acm_command *move)
{
    node n = s->nodes[from];
    n.steps++;
    assert_ok(acm_case_dup(s->nodes[from].c, s->log, &n.c, NULL));
    acm_status status = acm_case_post(n.c, move, sizeof *move, 1, "xy", 2, NULL, NULL);
    acm_log_clear(s->log);
    if (status) {
        acm_case_free(n.c);
        return false;
    }
    if (move->kind == ACM_COMMAND_SET_FACT)
        for (uint16_t i = 0; i < COUNT_OF(facts); i++)
            if (memcmp(&facts[i], move, sizeof *move) == 0)
                n.facts[move->text_at] = (uint16_t)(i + 1);
    bool there = is_goal(s->wish, n.c);
    add_node(s, n);
    return there;
}

/* The fewest steps, -1 if there is no way, -2 if the search gave up. */
static int32_t search_plainly(plain *s, const acm_case *c, const acm_plan_options *wish)
{
    node first = {.steps = 0};
    *s = (plain){.wish = wish};
    assert_ok(acm_log_new(NULL, &s->log, NULL));
    assert_ok(acm_case_dup(c, s->log, &first.c, NULL));
    first.c->flags |= ACM__CASE_RECORDS_ROLES; /* whoever has the role may be found */
    add_node(s, first);
    int32_t found = is_goal(wish, first.c) ? 0 : -1;
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
    copy->flags |= ACM__CASE_RECORDS_ROLES;
    for (size_t i = 0; i < count; i++)
        assert_ok(
            acm_case_post(copy, &steps[i].command, sizeof(acm_command), 1, "xy", 2, NULL, NULL));
    bool there = is_goal(wish, copy);
    acm_case_free(copy);
    return there;
}

static void random_wish(uint64_t *seed, const acm_playbook *p, acm_plan_options *wish)
{
    acm_plan_options_init(wish);
    wish->states = 1u << ACM_STATE_COMPLETED;
    wish->commands = ACM_PLAN_COMMANDS;
    if (random_chance(seed, 70))
        wish->item = 1 + random_below(seed, p->item_count);
    if (random_chance(seed, 30))
        wish->states = 1u << (1 + random_below(seed, 8));
    if (p->condition_count && random_chance(seed, 20)) {
        wish->item = acm__condition_id(p, random_below(seed, p->condition_count));
        wish->states = 1u << ACM_CONDITION_STATE_CONFIRMED;
    }
    if (random_chance(seed, 30))
        wish->commands |= random_below(seed, 1u << 10) << 1;
    if (random_chance(seed, 10))
        wish->commands |= 1u << ACM_COMMAND_WITHDRAW;
    wish->flags = random_chance(seed, 20) ? ACM_PLAN_MILESTONES : 0;
    wish->facts = facts;
    wish->fact_count = random_chance(seed, 40) ? 1 + random_below(seed, COUNT_OF(facts)) : 0;
    wish->fact_stride = sizeof *facts;
    wish->text = "xy";
    wish->text_len = 2;
    wish->max_states = random_chance(seed, 10) ? 1 + random_below(seed, 6) : 5000;
}

/* What came of many. */
typedef struct tally {
    size_t found, impossible, unknown, long_ones;
} tally;

static void compare(const acm_case *c, const acm_plan_options *wish, const char *what, tally *t)
{
    static plain s;
    acm_plan_step steps[STEPS];
    size_t count;
    acm_plan_result r;
    acm_plan_result_init(&r);
    assert_ok(acm_case_plan(c, wish, steps, sizeof *steps, STEPS, &count, &r, NULL));
    int32_t least = search_plainly(&s, c, wish);
    bool fine = !r.has_plan || (count <= STEPS && leads_there(c, wish, steps, count));
    if (least == -2)
        fine = fine && r.verdict >= ACM_PLAN_FOUND;
    else if (r.verdict == ACM_PLAN_FOUND)
        fine = fine && least == (int32_t)count && r.at_least == count;
    else if (r.verdict == ACM_PLAN_IMPOSSIBLE)
        fine = fine && least == -1 && !r.has_plan;
    else
        fine = fine && (least == -1 ||
                        (r.at_least <= (uint32_t)least && (!r.has_plan || count >= (size_t)least)));
    if (!fine)
        fail_msg("%s: plan %d with %zu steps, at least %u; plainly %d", what, (int)r.verdict, count,
                 (unsigned)r.at_least, (int)least);
    t->found += r.verdict == ACM_PLAN_FOUND;
    t->long_ones += r.verdict == ACM_PLAN_FOUND && count > 3;
    t->impossible += r.verdict == ACM_PLAN_IMPOSSIBLE;
    t->unknown += r.verdict == ACM_PLAN_UNKNOWN;
}

static void compare_many(uint32_t first, uint32_t last, uint32_t items, uint32_t features, tally *t)
{
    for (uint32_t n = first; n < last; n++) {
        uint64_t seed = n;
        char what[64];
        acm_case *c;
        acm_case_options options;
        acm_playbook *p = random_playbook(&seed, items, features);
        acm_case_options_init(&options);
        options.scope =
            (features & RANDOM_SERVICES) && random_chance(&seed, 50) ? "Exchange" : NULL;
        options.budget = 5000;
        options.roles = ACM_ROLES_RECORD;
        if (p && acm_case_new(p, NULL, NULL, &options, &c, NULL) == ACM_OK) {
            random_walk(&seed, c, random_below(&seed, 8));
            for (int k = 0; k < 3; k++) {
                acm_plan_options wish;
                random_wish(&seed, p, &wish);
                snprintf(what, sizeof what, "features 0x%x, seed %u, wish %d", features, n, k);
                compare(c, &wish, what, t);
            }
            acm_case_free(c);
        }
        acm_playbook_free(p);
    }
}

static void test_plan__is_the_shortest_of_all(void **state)
{
    (void)state;
    static const uint32_t features[] = {0,
                                        RANDOM_LISTENERS,
                                        RANDOM_RULES,
                                        RANDOM_REPEATS | RANDOM_LISTENERS,
                                        RANDOM_SERVICES | RANDOM_ROLES,
                                        RANDOM_LISTENERS | RANDOM_REPEATS | RANDOM_RULES |
                                            RANDOM_ROLES | RANDOM_SERVICES};
    const char *count = getenv("ACM_TEST_COUNT"); /* of playbooks for each; more takes longer */
    uint32_t playbooks = count ? (uint32_t)strtoul(count, NULL, 10) : 60;
    tally t = {0};
    for (size_t i = 0; i < COUNT_OF(features); i++)
        compare_many(1000, 1000 + playbooks, 5, features[i], &t);
    print_message("%zu found, %zu of more than 3 steps; %zu impossible, %zu unknown\n", t.found,
                  t.long_ones, t.impossible, t.unknown);
    assert_true(t.found > playbooks && t.impossible > playbooks && t.long_ones && t.unknown);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plan__is_the_shortest_of_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
