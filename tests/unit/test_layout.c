/* What makes a diagram readable, of playbooks that are made at random. */
#include "format/cmmn/layout.h"
#include "support/studio.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    MODELS = 150,
    ITEMS = 40,
    CRITERIA = 30
};

/* Small numbers, the same in each run. */
static uint32_t next_random(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % below;
}

typedef struct made {
    acm_id id;
    acm_item_kind kind;
} made;

static acm_id add_item(acm_builder *b, made *items, uint32_t count, uint64_t *seed)
{
    static const char *const names[] = {
        "Short", "A name of some length that takes several lines in the shape of a task",
        "\xE6\xA6\x82\xE8\xBF\xB0\xE6\xA6\x82\xE8\xBF\xB0\xE6\xA6\x82\xE8\xBF\xB0", "Two words",
        "Donaudampfschifffahrtsgesellschaftskapitaen"};
    char key[24];
    uint32_t parent = next_random(seed, count);
    while (items[parent].kind != ACM_ITEM_STAGE)
        parent = next_random(seed, count);
    acm_item_kind kind = (acm_item_kind)(1 + next_random(seed, 5));
    if (kind >= ACM_ITEM_TIMER_LISTENER)
        kind = ACM_ITEM_STAGE;
    snprintf(key, sizeof key, "item-%u", count);
    items[count].kind = kind;
    assert_ok(acm_builder_add(b, items[parent].id, kind, 0, key,
                              names[next_random(seed, COUNT_OF(names))], -1, &items[count].id,
                              NULL));
    return items[count].id;
}

static void add_criterion(acm_builder *b, const made *items, uint64_t *seed)
{
    uint32_t carrier = next_random(seed, ITEMS), on_parts = 1 + next_random(seed, 3);
    bool exit = carrier == 0 || next_random(seed, 3) == 0;
    acm_id criterion;
    if (items[carrier].kind >= ACM_ITEM_USER_LISTENER ||
        (exit && items[carrier].kind == ACM_ITEM_MILESTONE))
        return;
    assert_ok(acm_builder_criterion(b, items[carrier].id,
                                    exit ? ACM_CRITERION_EXIT : ACM_CRITERION_ENTRY, 0, NULL,
                                    &criterion, NULL));
    for (uint32_t i = 0; i < on_parts; i++) {
        uint32_t source = next_random(seed, ITEMS);
        bool occurs = items[source].kind >= ACM_ITEM_MILESTONE;
        acm_transition event = occurs                      ? ACM_TRANSITION_OCCUR
                               : next_random(seed, 4) == 0 ? ACM_TRANSITION_TERMINATE
                                                           : ACM_TRANSITION_COMPLETE;
        assert_ok(acm_builder_on_part(b, criterion, items[source].id, event, NULL));
    }
}

static acm_playbook *make_random(uint64_t seed)
{
    made items[ITEMS] = {{0, ACM_ITEM_STAGE}};
    acm_builder *b;
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    assert_ok(acm_builder_new(NULL, NULL, "At random", &b, &items[0].id, NULL));
    for (uint32_t count = 1; count < ITEMS; count++)
        add_item(b, items, count, &seed);
    for (uint32_t count = 0; count < CRITERIA; count++)
        add_criterion(b, items, &seed);
    if (acm_builder_finish(b, &playbook, &err) != ACM_OK)
        fail_msg("%s: %s", err.path, err.message);
    acm_builder_free(b);
    return playbook;
}

/* Areas */

static bool is_inside(acm__cmmn_area inner, acm__cmmn_area outer)
{
    return inner.x > outer.x && inner.y > outer.y &&
           inner.x + inner.width < outer.x + outer.width &&
           inner.y + inner.height < outer.y + outer.height;
}

static bool overlap(acm__cmmn_area a, acm__cmmn_area b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static bool is_within(const acm_playbook *p, acm_id item, acm_id stage)
{
    return item > stage && item <= p->items[stage].end;
}

static void assert_boxes(const acm__cmmn_layout *l)
{
    const acm_playbook *p = l->p;
    for (acm_id a = 2; a <= p->item_count; a++) {
        assert_true(is_inside(l->boxes[a].area, l->boxes[p->items[a].parent].area));
        for (acm_id b = a + 1; b <= p->item_count; b++)
            if (p->items[a].parent == p->items[b].parent)
                assert_false(overlap(l->boxes[a].area, l->boxes[b].area));
    }
    for (uint32_t a = 0; a < p->criterion_count; a++)
        for (uint32_t b = a + 1; b < p->criterion_count; b++)
            assert_false(overlap(acm__cmmn_diamond(l, a), acm__cmmn_diamond(l, b)));
}

/* Edges */

static acm__cmmn_area segment_area(acm__cmmn_point from, acm__cmmn_point to)
{
    return (acm__cmmn_area){from.x < to.x ? from.x : to.x, from.y < to.y ? from.y : to.y,
                            llabs(to.x - from.x), llabs(to.y - from.y)};
}

/* Whether a segment runs through what an item shows, not along its border. */
static bool runs_through(acm__cmmn_area segment, acm__cmmn_area area)
{
    return segment.x < area.x + area.width && segment.x + segment.width > area.x &&
           segment.y < area.y + area.height && segment.y + segment.height > area.y;
}

/* Stages around one of the ends are left or entered; all others, and tasks, are not touched. */
static bool may_cross(const acm_playbook *p, acm_id item, acm_id source, acm_id target)
{
    return is_within(p, source, item) || is_within(p, target, item) ||
           (item == 1 && source == item && target == item); /* a plan may wait for itself */
}

static void assert_segment(const acm__cmmn_layout *l, uint32_t on_part, acm__cmmn_area segment)
{
    const acm_playbook *p = l->p;
    const acm__on_part *on = &p->on_parts[on_part];
    acm_id target = p->criteria[on->criterion].item;
    assert_true(segment.width == 0 || segment.height == 0);
    for (acm_id item = 1; item <= p->item_count; item++)
        if (!may_cross(p, item, on->source, target) &&
            runs_through(segment, acm__cmmn_shape(l, item)))
            fail_msg("the way from %s to %s runs through %s", p->items[on->source].key.at,
                     p->items[target].key.at, p->items[item].key.at);
    for (uint32_t c = 0; c < p->criterion_count; c++)
        if (c != on->criterion && runs_through(segment, acm__cmmn_diamond(l, c)))
            fail_msg("the way from %s to %s runs through a criterion of %s",
                     p->items[on->source].key.at, p->items[target].key.at,
                     p->items[p->criteria[c].item].key.at);
}

static bool run_together(acm__cmmn_area a, acm__cmmn_area b)
{
    bool upright =
        a.width == 0 && b.width == 0 && a.x == b.x && a.y < b.y + b.height && b.y < a.y + a.height;
    bool level =
        a.height == 0 && b.height == 0 && a.y == b.y && a.x < b.x + b.width && b.x < a.x + a.width;
    return upright || level;
}

/* Ways to different criteria do not lie on each other, but for where they leave one item. */
static void assert_apart(const acm_playbook *p, uint32_t one, const acm__cmmn_edge *a,
                         uint32_t other, const acm__cmmn_edge *b)
{
    const acm__on_part *on = &p->on_parts[one], *beside = &p->on_parts[other];
    uint32_t first = on->source == beside->source ? 2 : 1;
    if (on->criterion == beside->criterion)
        return;
    for (uint32_t i = first; i < a->count; i++)
        for (uint32_t k = first; k < b->count; k++)
            if (run_together(segment_area(a->points[i - 1], a->points[i]),
                             segment_area(b->points[k - 1], b->points[k])))
                fail_msg("ways from %s and %s lie on each other", p->items[on->source].key.at,
                         p->items[beside->source].key.at);
}

static void assert_edge(const acm__cmmn_layout *l, uint32_t on_part, const acm__cmmn_edge *edge)
{
    acm__cmmn_area diamond = acm__cmmn_diamond(l, l->p->on_parts[on_part].criterion);
    assert_in_range(edge->count, 2, ACM__CMMN_POINTS);
    acm__cmmn_point last = edge->points[edge->count - 1];
    assert_true(last.x == diamond.x || last.x == diamond.x + diamond.width);
    assert_int_equal(last.y, diamond.y + diamond.height / 2);
    for (uint32_t k = 1; k < edge->count; k++)
        assert_segment(l, on_part, segment_area(edge->points[k - 1], edge->points[k]));
}

static void assert_edges(acm__cmmn_layout *l)
{
    static acm__cmmn_edge edges[4 * CRITERIA];
    uint32_t count = l->p->on_part_count;
    assert_in_range(count, 1, COUNT_OF(edges));
    for (uint32_t i = 0; i < count; i++) {
        acm__cmmn_route(l, i, &edges[i]);
        assert_edge(l, i, &edges[i]);
    }
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < i; k++)
            assert_apart(l->p, i, &edges[i], k, &edges[k]);
}

static void assert_readable(const acm_playbook *p)
{
    acm__cmmn_layout l;
    assert_true(acm__cmmn_layout_init(&l, p));
    assert_boxes(&l);
    assert_edges(&l);
    acm__cmmn_layout_dispose(&l);
}

static void test_layout__is_readable(void **state)
{
    (void)state;
    acm_playbook *playbook;
    assert_ok(studio_playbook(NULL, &playbook, NULL));
    assert_readable(playbook);
    acm_playbook_free(playbook);
    for (uint64_t seed = 1; seed <= MODELS; seed++) {
        playbook = make_random(seed);
        assert_readable(playbook);
        acm_playbook_free(playbook);
    }
}

/* A wide character takes the room of two, so that the same number of them takes more lines. */
static void test_layout__wide_names_get_room(void **state)
{
    (void)state;
    acm_builder *b;
    acm_id root;
    acm_playbook *playbook;
    acm__cmmn_layout l;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "a", "abcdefghijkl", -1, NULL, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "b",
                              "\xE6\xA6\x82\xE8\xBF\xB0\xE6\xA6\x82\xE8\xBF\xB0\xE6\xA6\x82\xE8\xBF"
                              "\xB0\xE6\xA6\x82\xE8\xBF\xB0\xE6\xA6\x82\xE8\xBF\xB0\xE6\xA6\x82",
                              -1, NULL, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    assert_true(acm__cmmn_layout_init(&l, playbook));
    acm__cmmn_area narrow = l.boxes[2].area, wide = l.boxes[3].area;
    assert_true(wide.width * wide.height > narrow.width * narrow.height);
    acm__cmmn_layout_dispose(&l);
    acm_playbook_free(playbook);
    acm_builder_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout__is_readable),
        cmocka_unit_test(test_layout__wide_names_get_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
