#include "engine/plan/search.h"

#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

enum {
    GREEDY_SHARE = 4 /* of the states that may be looked at */
};

static const acm_allocator *allocator_of(const acm__search *s)
{
    return &s->wish->c->playbook->arena.allocator;
}

/* Makes room for one more in an array of the search. */
static bool grow(acm__search *s, void **array, uint32_t *capacity, size_t count, size_t size)
{
    if (!acm__reserve(allocator_of(s), array, capacity, count, size))
        s->status = ACM_E_NOMEM;
    return !s->status;
}

static uint64_t memory_of(const acm__search *s)
{
    return s->bytes + (uint64_t)s->node_capacity * sizeof *s->nodes +
           (uint64_t)s->list_capacity * sizeof *s->lists +
           (uint64_t)s->chosen_capacity * sizeof *s->chosen +
           (uint64_t)s->turn_capacity * sizeof *s->turns +
           (uint64_t)(s->bucket_mask + 1) * sizeof *s->buckets +
           (uint64_t)s->landmarks.pool_capacity * sizeof *s->landmarks.pool;
}

static uint64_t case_bytes(const acm_case *c)
{
    const acm__growth *g = c->growth;
    uint64_t bytes = offsetof(acm_case, memory) + acm__layout_of(c->playbook, c->plan)->size;
    return g ? bytes + sizeof *g + g->block_capacity * sizeof *g->blocks + g->capacity +
                   g->clock_capacity * sizeof *g->clocks
             : bytes;
}

static const uint16_t *chosen_of(const acm__search *s, uint32_t node)
{
    return s->chosen + (size_t)node * s->wish->name_count;
}

/* --- states that are the same --- */

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint64_t mix_bytes(uint64_t hash, const void *at, size_t len)
{
    const unsigned char *from = at;
    uint64_t word;
    for (; len >= sizeof word; len -= sizeof word, from += sizeof word) {
        memcpy(&word, from, sizeof word);
        hash = mix(hash, word);
    }
    word = len;
    memcpy(&word, from, len);
    return mix(hash, word);
}

static uint64_t hash_of(const acm__search *s, const acm_case *c, const uint16_t *chosen)
{
    const acm__growth *g = c->growth;
    uint64_t hash =
        mix_bytes((uint64_t)c->time, c->memory, acm__layout_of(c->playbook, c->plan)->size);
    hash = mix_bytes(hash, chosen, s->wish->name_count * sizeof *chosen);
    for (uint32_t i = 0; i < acm__block_count(c); i++)
        hash = mix(hash, (uint64_t)g->blocks[i].item << 32 | g->blocks[i].parent);
    if (g && g->used)
        hash = mix_bytes(hash, g->memory, g->used);
    for (uint32_t i = 0; g && i < g->clock_count; i++)
        hash = mix(mix(hash, g->clocks[i].instance), (uint64_t)g->clocks[i].due);
    return hash;
}

static bool same_block(const acm__block *a, const acm__block *b)
{
    return a->item == b->item && a->parent == b->parent && a->count == b->count &&
           a->waits == b->waits;
}

static bool same_clock(const acm__clock *a, const acm__clock *b)
{
    return a->instance == b->instance && a->occurrence == b->occurrence && a->set_at == b->set_at &&
           a->due == b->due;
}

static bool same_growth(const acm__growth *a, const acm__growth *b)
{
    static const acm__growth none = {0};
    a = a ? a : &none;
    b = b ? b : &none;
    if (a->block_count != b->block_count || a->used != b->used ||
        a->clock_count != b->clock_count || (a->used && memcmp(a->memory, b->memory, a->used) != 0))
        return false;
    for (uint32_t i = 0; i < a->block_count; i++)
        if (!same_block(&a->blocks[i], &b->blocks[i]))
            return false;
    for (uint32_t i = 0; i < a->clock_count; i++)
        if (!same_clock(&a->clocks[i], &b->clocks[i]))
            return false;
    return true;
}

/* Who claimed a task, and the scope, are the same in all states. */
static bool same_state(const acm__search *s, const acm_case *a, const uint16_t *chosen,
                       uint32_t node)
{
    const acm_case *b = s->nodes[node].c;
    return a->time == b->time &&
           memcmp(a->memory, b->memory, acm__layout_of(a->playbook, a->plan)->size) == 0 &&
           same_growth(a->growth, b->growth) &&
           memcmp(chosen, chosen_of(s, node), s->wish->name_count * sizeof *chosen) == 0;
}

static uint32_t find_node(const acm__search *s, const acm_case *c, const uint16_t *chosen,
                          uint64_t hash)
{
    uint32_t at = s->buckets ? s->buckets[hash & s->bucket_mask] : 0;
    while (at && !(s->nodes[at - 1].hash == hash && same_state(s, c, chosen, at - 1)))
        at = s->nodes[at - 1].next;
    return at ? at - 1 : NONE;
}

static bool widen_buckets(acm__search *s)
{
    uint32_t size = s->buckets ? (s->bucket_mask + 1) * 2 : 256;
    uint32_t *buckets = acm__calloc(allocator_of(s), size, sizeof *buckets);
    if (!buckets) {
        s->status = ACM_E_NOMEM;
        return false;
    }
    acm__free(allocator_of(s), s->buckets);
    s->buckets = buckets;
    s->bucket_mask = size - 1;
    for (uint32_t i = 0; i < s->node_count; i++) {
        uint32_t *bucket = &buckets[s->nodes[i].hash & s->bucket_mask];
        s->nodes[i].next = *bucket;
        *bucket = i + 1;
    }
    return true;
}

/* --- whose turn it is --- */

static bool comes_first(acm__turn a, acm__turn b)
{
    return a.rank != b.rank ? a.rank < b.rank : a.node > b.node;
}

static uint32_t rank_of(const acm__search *s, const acm__plan_node *n)
{
    return s->greedy ? n->left : n->steps + n->left;
}

static void wait_for_turn(acm__search *s, uint32_t node)
{
    void *turns = s->turns;
    bool fits = grow(s, &turns, &s->turn_capacity, (size_t)s->turn_count + 1, sizeof *s->turns);
    s->turns = turns;
    if (!fits)
        return;
    acm__turn turn = {rank_of(s, &s->nodes[node]), node};
    uint32_t at = s->turn_count++;
    for (; at && comes_first(turn, s->turns[(at - 1) / 2]); at = (at - 1) / 2)
        s->turns[at] = s->turns[(at - 1) / 2];
    s->turns[at] = turn;
}

static void drop_first_turn(acm__search *s)
{
    acm__turn last = s->turns[--s->turn_count];
    uint32_t at = 0;
    for (;;) {
        uint32_t child = at * 2 + 1;
        if (child >= s->turn_count)
            break;
        if (child + 1 < s->turn_count && comes_first(s->turns[child + 1], s->turns[child]))
            child++;
        if (!comes_first(s->turns[child], last))
            break;
        s->turns[at] = s->turns[child];
        at = child;
    }
    s->turns[at] = last;
}

/* --- nodes --- */

/* Keeps the landmarks that were found last as those of a node. */
static void keep_landmarks(acm__search *s, acm__plan_node *n)
{
    const acm__landmarks *l = &s->landmarks;
    void *lists = s->lists;
    bool fits = grow(s, &lists, &s->list_capacity, (size_t)s->list_count + l->found_count + 1,
                     sizeof *s->lists);
    s->lists = lists;
    if (!fits)
        return;
    if (l->found_count)
        memcpy(s->lists + s->list_count, l->found, l->found_count * sizeof *s->lists);
    n->landmarks = s->list_count;
    n->landmark_count = l->found_count;
    s->list_count += l->found_count;
}

/* Works out how far a node is from the goal. */
static void look_at(acm__search *s, uint32_t node)
{
    acm__plan_node *n = &s->nodes[node];
    const acm__plan_node *from = n->parent == NONE ? NULL : &s->nodes[n->parent];
    acm__needs_read(&s->needs, n->c, chosen_of(s, node), s->landmarks.truth);
    if (!acm__landmarks_find(&s->landmarks, from ? s->lists + from->landmarks : NULL,
                             from ? from->landmark_count : 0, n->by.label)) {
        s->status = ACM_E_NOMEM;
        return;
    }
    n->dead = !s->landmarks.in_reach;
    keep_landmarks(s, n);
    n->left = s->landmarks.found_count;
    if (from && from->left > n->left + 1)
        n->left = from->left - 1; /* one command brings no more than one step */
}

/* Adds a state; takes the case over. NONE when memory is out. */
static uint32_t add_node(acm__search *s, acm_case *c, const uint16_t *chosen, uint64_t hash,
                         uint32_t parent, acm__move by)
{
    void *nodes = s->nodes, *all = s->chosen;
    size_t names = s->wish->name_count;
    bool fits = grow(s, &nodes, &s->node_capacity, (size_t)s->node_count + 1, sizeof *s->nodes);
    s->nodes = nodes;
    fits = fits &&
           grow(s, &all, &s->chosen_capacity, (s->node_count + 1) * names + 1, sizeof *s->chosen);
    s->chosen = all;
    if (!fits || (s->node_count >= s->bucket_mask && !widen_buckets(s))) {
        acm_case_free(c);
        return NONE;
    }
    uint32_t node = s->node_count++, *bucket = &s->buckets[hash & s->bucket_mask];
    memmove(s->chosen + node * names, chosen, names * sizeof *chosen);
    s->nodes[node] = (acm__plan_node){.c = c,
                                      .hash = hash,
                                      .parent = parent,
                                      .by = by,
                                      .steps = parent == NONE ? 0 : s->nodes[parent].steps + 1,
                                      .next = *bucket};
    *bucket = node + 1;
    s->bytes += case_bytes(c);
    s->states++;
    look_at(s, node);
    return node;
}

static int compare_moves(const void *a, const void *b)
{
    const acm__move *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->instance < y->instance ? -1 : x->instance > y->instance;
}

/* Finds the moves of a node; those that are in a landmark come first. */
static void find_moves(acm__search *s, acm__plan_node *n, const uint16_t *chosen)
{
    acm__moves moves = {NULL, 0, 0};
    if (!acm__moves_find(s->wish, n->c, chosen, &moves))
        s->status = ACM_E_NOMEM;
    for (uint32_t i = 0; i < moves.count; i++) {
        bool helps = false;
        for (uint32_t k = 0; k < n->landmark_count && !helps; k++)
            helps = acm__landmark_has(&s->landmarks, s->lists[n->landmarks + k], moves.at[i].label);
        moves.at[i].order |= helps ? 0 : ACM__MOVE_OTHER;
    }
    if (moves.count)
        qsort(moves.at, moves.count, sizeof *moves.at, compare_moves);
    n->moves = moves.at;
    n->move_count = moves.count;
    n->move_next = 0;
    s->bytes += moves.count * sizeof *moves.at;
}

static void drop_moves(acm__search *s, acm__plan_node *n)
{
    acm__free(allocator_of(s), n->moves);
    s->bytes -= n->move_count * sizeof *n->moves;
    n->moves = NULL;
    n->move_count = n->move_next = 0;
}

/* --- one step --- */

/* Carries a move out on a copy; NULL if it is refused, or memory is out. */
static acm_case *make_move(acm__search *s, const acm_case *from, const acm__move *move)
{
    acm_case *c;
    acm_id role;
    acm_command command = acm__move_command(s->wish, from, move, &role);
    s->status = acm_case_dup(from, s->log, &c, NULL);
    if (s->status)
        return NULL;
    acm_status status = acm_case_post(c, &command, sizeof command, 1, s->wish->text.at,
                                      s->wish->text.len, NULL, NULL);
    acm_log_clear(s->log);
    if (!status)
        return c;
    if (status == ACM_E_NOMEM)
        s->status = status;
    acm_case_free(c);
    return NULL;
}

/* Keeps the way to a node as the best plan. */
static void keep_plan(acm__search *s, uint32_t node)
{
    uint32_t count =
        0; /* shorter than the node knows if a shorter way to one before it was found since */
    for (uint32_t at = node; s->nodes[at].parent != NONE; at = s->nodes[at].parent)
        count++;
    acm__move *best = acm__alloc(allocator_of(s), (size_t)count + 1, sizeof *best);
    if (!best) {
        s->status = ACM_E_NOMEM;
        return;
    }
    for (uint32_t at = node, i = count; i--; at = s->nodes[at].parent)
        best[i] = s->nodes[at].by;
    acm__free(allocator_of(s), s->best);
    s->best = best;
    s->best_count = count;
    s->has_best = true;
}

/* Whether a node can be part of a plan that is looked for. */
static bool is_worth_it(const acm__search *s, const acm__plan_node *n)
{
    return !n->dead && !(s->has_best && n->steps + n->left >= s->best_count);
}

/* What a move leads to: a new state, or one that is known, now by a shorter way. */
static void arrive(acm__search *s, acm_case *c, uint32_t from, const acm__move *by,
                   const uint16_t *chosen)
{
    uint64_t hash = hash_of(s, c, chosen);
    uint32_t known = find_node(s, c, chosen, hash);
    if (known != NONE) {
        acm__plan_node *n = &s->nodes[known];
        acm_case_free(c);
        if (s->greedy || n->steps <= s->nodes[from].steps + 1)
            return;
        n->steps = s->nodes[from].steps + 1;
        n->parent = from;
        n->by = *by;
        n->done = false;
        drop_moves(s, n);
    } else {
        known = add_node(s, c, chosen, hash, from, *by);
    }
    if (s->status)
        return;
    if (acm__wish_holds(s->wish, s->nodes[known].c)) {
        keep_plan(s, known);
    } else if (is_worth_it(s, &s->nodes[known])) {
        wait_for_turn(s, known);
    }
}

/* The next move of a node, tried; its turn comes again while there are more. */
static void take_turn(acm__search *s, uint32_t node, uint16_t *chosen)
{
    acm__plan_node *n = &s->nodes[node];
    size_t names = s->wish->name_count;
    if (!n->moves)
        find_moves(s, n, chosen_of(s, node));
    if (s->status)
        return;
    if (n->move_next == n->move_count) {
        drop_first_turn(s);
        drop_moves(s, n);
        n->done = true;
        return;
    }
    acm__move move = n->moves[n->move_next++];
    memcpy(chosen, chosen_of(s, node), names * sizeof *chosen);
    if (move.label.kind == ACM_COMMAND_SET_FACT)
        chosen[s->wish->choices[move.label.subject - 1].name_index] = (uint16_t)move.label.subject;
    acm_case *c = make_move(s, n->c, &move);
    if (c)
        arrive(s, c, node, &move, chosen);
}

/* --- the whole --- */

static void forget_nodes(acm__search *s)
{
    for (uint32_t i = 0; i < s->node_count; i++) {
        acm_case_free(s->nodes[i].c);
        acm__free(allocator_of(s), s->nodes[i].moves);
    }
    s->node_count = s->turn_count = s->list_count = 0;
    s->bytes = 0;
    if (s->buckets)
        memset(s->buckets, 0, (s->bucket_mask + (size_t)1) * sizeof *s->buckets);
}

/* Begins with the case as it is; `chosen` is room for the facts of a state. */
static void begin(acm__search *s, uint16_t *chosen)
{
    acm_case *c;
    forget_nodes(s);
    memset(chosen, 0, s->wish->name_count * sizeof *chosen);
    s->status = acm_case_dup(s->wish->c, s->log, &c, NULL);
    if (!s->status)
        add_node(s, c, chosen, hash_of(s, c, chosen), NONE, (acm__move){{0, 0}, 0, 0});
    if (s->status)
        return;
    if (s->at_least < s->nodes[0].left)
        s->at_least = s->nodes[0].left;
    if (!s->nodes[0].dead)
        wait_for_turn(s, 0);
}

/* The first turn of all; false if none is left that matters. */
static bool first_turn(acm__search *s, acm__turn *out)
{
    while (s->turn_count) {
        const acm__plan_node *n = &s->nodes[s->turns[0].node];
        *out = s->turns[0];
        bool stale = n->done || out->rank != rank_of(s, n);
        bool too_long = n->steps >= s->wish->max_steps;
        if (!stale && !too_long)
            return !(s->has_best && (s->greedy || out->rank >= s->best_count));
        if (!stale) {
            s->cut_off = true;
            s->cut_rank = out->rank < s->cut_rank ? out->rank : s->cut_rank;
        }
        drop_first_turn(s);
    }
    return false;
}

static bool is_within(acm__search *s, uint32_t most_states)
{
    uint64_t bytes = memory_of(s);
    if (s->most_bytes < bytes)
        s->most_bytes = bytes;
    return s->states < most_states && bytes < s->wish->max_bytes;
}

static void explore(acm__search *s, bool greedy, uint32_t most_states, uint16_t *chosen)
{
    acm__turn turn;
    s->greedy = greedy;
    s->cut_off = false;
    s->cut_rank = UINT32_MAX;
    begin(s, chosen);
    while (!s->status && first_turn(s, &turn)) {
        uint32_t least = turn.rank < s->cut_rank ? turn.rank : s->cut_rank;
        if (!greedy && least > s->at_least)
            s->at_least = least; /* of any way that is open */
        if (!is_within(s, most_states))
            return;
        take_turn(s, turn.node, chosen);
    }
    bool shortest = s->has_best && (!greedy || s->best_count == s->at_least);
    s->exhausted = !s->status && (shortest || (!s->has_best && !s->cut_off));
}

void acm__search_run(acm__search *s, const acm__wish *wish)
{
    const acm_allocator *a = &wish->c->playbook->arena.allocator;
    *s = (acm__search){.wish = wish};
    uint16_t *chosen = acm__calloc(a, (size_t)wish->name_count + 1, sizeof *chosen);
    s->status = acm_log_new(a, &s->log, NULL);
    if (!chosen || !acm__needs_init(&s->needs, wish) ||
        !acm__landmarks_init(&s->landmarks, &s->needs.relaxed))
        s->status = ACM_E_NOMEM;
    if (!s->status)
        explore(s, true, wish->max_states / GREEDY_SHARE + 1, chosen);
    if (!s->status && !s->exhausted)
        explore(s, false, wish->max_states, chosen);
    if (s->has_best && s->at_least > s->best_count)
        s->at_least = s->best_count;
    acm__free(a, chosen);
}

void acm__search_dispose(acm__search *s)
{
    forget_nodes(s);
    const acm_allocator *a = allocator_of(s);
    void *const all[] = {s->nodes, s->buckets, s->lists, s->chosen, s->turns, s->best};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        acm__free(a, all[i]);
    acm__landmarks_dispose(&s->landmarks);
    acm__needs_dispose(&s->needs);
    acm_log_free(s->log);
}
