/*
 * layout_route.c - ways of on-parts: from the item that is waited for down into the channel below its row, out of the
 * stages around it, along channels and through margins, into the stages around the criterion and to its side.
 */
#include "format/cmmn/layout.h"
#include "format/words.h"

#include <string.h>

enum {
    SIDE = 22,  /* pixels from a border to the first lane beside it */
    INNER = 18, /* the same within a stage */
    LETTER = 6,
    LABEL_HEIGHT = 12,
    LABEL_ABOVE = 15, /* a line */
    LABEL_BESIDE = 4
};

/* The way that is being found. */
typedef struct way {
    acm__cmmn_layout *l;
    acm__cmmn_edge *edge;
    uint32_t on_part, criterion;
    acm_id source, target,
        around;       /* the innermost stage around both; either, if it is around the other */
    int64_t x, y;     /* where the way has come to */
    uint32_t channel; /* the row whose channel it runs in */
} way;

/* Goes on; a straight line has no points but its ends. */
static void go(way *w, int64_t x, int64_t y)
{
    acm__cmmn_edge *edge = w->edge;
    acm__cmmn_point *last = edge->points + edge->count;
    w->x = x;
    w->y = y;
    if (edge->count > 1 &&
        ((last[-1].x == x && last[-2].x == x) || (last[-1].y == y && last[-2].y == y))) {
        last[-1] = (acm__cmmn_point){x, y};
        return;
    }
    *last = (acm__cmmn_point){x, y};
    edge->count++;
}

/* How far from the beginning of a channel the lane of this way is. */
static int64_t lane(const way *w, acm__cmmn_channel *channel)
{
    if (channel->last != w->criterion + 1) {
        channel->last = w->criterion + 1;
        channel->lanes++;
    }
    return (int64_t)(channel->lanes - 1) * ACM__CMMN_LANE;
}

/* Moves an upright line a little, so that those from above a channel never lie on those from below it. */
static int64_t aside(const way *w, acm_id item, int64_t x, int64_t shift)
{
    int64_t half = ACM__CMMN_LANE / 2;
    return x - x % ACM__CMMN_LANE + (w->l->boxes[item].row % 2 ? half : 0) + shift;
}

static int64_t lane_left(const way *w, acm_id item)
{
    acm__cmmn_box *box = &w->l->boxes[item];
    return aside(w, item, box->area.x - SIDE - lane(w, &box->left), 0);
}

static int64_t lane_right(const way *w, acm_id item)
{
    acm__cmmn_box *box = &w->l->boxes[item];
    return aside(w, item, box->area.x + box->area.width + SIDE + lane(w, &box->right), 0);
}

/* Turns into the channel above a row. */
static void enter(way *w, uint32_t row)
{
    w->channel = row;
    go(w, w->x, w->l->rows[row].y + ACM__CMMN_LABELS + lane(w, &w->l->rows[row].channel));
}

static bool is_within(const acm_playbook *p, acm_id item, acm_id stage)
{
    return item > stage && item <= p->items[stage].end;
}

/* The child of a stage in which an item is, or that it is. */
static acm_id child_towards(const acm_playbook *p, acm_id stage, acm_id item)
{
    while (p->items[item].parent != stage)
        item = p->items[item].parent;
    return item;
}

static acm_id stage_around(const acm_playbook *p, acm_id a, acm_id b)
{
    if (a == b && p->items[a].parent)
        return p->items[a].parent;
    while (a != b && !is_within(p, b, a))
        a = is_within(p, a, b) ? b : p->items[a].parent;
    return a;
}

/* How many events of its source are waited for, and how many of these stand before that of the way. */
static int64_t count_events(const way *w, int64_t *before)
{
    uint32_t seen = w->l->boxes[w->source].events;
    int64_t all = 0;
    *before = 0;
    for (acm_transition event = 0; event <= ACM_TRANSITION_CLOSE; event++) {
        all += seen >> event & 1;
        *before += event < w->l->p->on_parts[w->on_part].event ? seen >> event & 1 : 0;
    }
    return all;
}

/* The event is written to the right of a place, or to the left of it. */
static void put_label(way *w, int64_t x, int64_t y, bool left)
{
    const char *word = acm__words_events[w->l->p->on_parts[w->on_part].event];
    int64_t width = (int64_t)(strlen(word) + 2) * LETTER;
    x += left ? -width - LABEL_BESIDE : LABEL_BESIDE;
    w->edge->label = (acm__cmmn_area){x, y, width, LABEL_HEIGHT};
}

/* Parts of the way */

/* From the border of a stage into the channel above the row of what is within; the root may wait for itself. */
static void leave_around(way *w)
{
    const acm__cmmn_layout *l = w->l;
    bool alone = !l->p->items[w->source].last_child;
    acm_id child =
        w->target == w->source ? w->source + 1 : child_towards(l->p, w->source, w->target);
    w->x = l->boxes[w->source].area.x;
    enter(w, alone ? 0 : l->boxes[child].row);
    put_label(w, w->x, w->y - LABEL_ABOVE, false);
}

/* From an exit criterion, or from a listener, whose name stands below it. */
static void leave_sideways(way *w, int64_t x, int64_t y)
{
    int64_t before;
    count_events(w, &before);
    go(w, x, y);
    put_label(w, x, y - LABEL_ABOVE - before * LABEL_HEIGHT, false);
    go(w, lane_right(w, w->source), y);
}

/* Whether the way out of a stage leads beside where it has to go: what is next in the same row. */
static bool is_before(const way *w, acm_id stage)
{
    const acm__cmmn_layout *l = w->l;
    acm_id next = l->p->items[stage].end + 1;
    return l->p->items[stage].parent == w->around && next <= l->p->items[w->around].end &&
           l->boxes[next].row == l->boxes[stage].row &&
           (next == w->target ? l->p->criteria[w->criterion].kind == ACM_CRITERION_ENTRY
                              : is_within(l->p, w->target, next));
}

static void leave(way *w)
{
    const acm__cmmn_layout *l = w->l;
    uint32_t exit = l->p->on_parts[w->on_part].exit_criterion;
    acm__cmmn_area shape = exit ? acm__cmmn_diamond(l, exit - 1) : acm__cmmn_shape(l, w->source);
    if (exit || acm__is_listener(l->p->items[w->source].kind)) {
        leave_sideways(w, shape.x + shape.width, shape.y + shape.height / 2);
    } else {
        int64_t before, all = count_events(w, &before);
        int64_t x = shape.x + shape.width * (before + 1) / (all + 1);
        go(w, aside(w, w->source, x, ACM__CMMN_LANE / 4), shape.y + shape.height);
        put_label(w, w->x, w->y + 2, before < all / 2);
    }
    enter(w, l->boxes[w->source].row + 1);
    acm_id stage = l->p->items[w->source].parent;
    for (; stage != w->around; stage = l->p->items[stage].parent) {
        if (is_before(w, stage)) {
            w->channel = l->boxes[stage].row;
            return;
        }
        go(w, lane_right(w, stage), w->y);
        enter(w, l->boxes[stage].row + 1);
    }
}

/* To the criterion: from outside its item, or from within. */
static void arrive(way *w, int64_t x, bool from_left)
{
    acm__cmmn_area diamond = acm__cmmn_diamond(w->l, w->criterion);
    int64_t y = diamond.y + diamond.height / 2;
    go(w, x, w->y);
    go(w, x, y);
    go(w, diamond.x + (from_left ? 0 : diamond.width), y);
}

/* To a criterion of the stage around. */
static void arrive_around(way *w)
{
    acm__cmmn_box *box = &w->l->boxes[w->target];
    bool exit = w->l->p->criteria[w->criterion].kind == ACM_CRITERION_EXIT;
    if (exit)
        arrive(w, box->area.x + box->area.width - INNER - lane(w, &box->inner_right), true);
    else
        arrive(w, box->area.x + INNER + lane(w, &box->inner_left), false);
}

/* From a channel of a stage into that above another row, by the margin, unless it is beside the row as it is. */
static void change_rows(way *w, uint32_t row)
{
    acm__cmmn_box *box = &w->l->boxes[w->around];
    if (w->channel == row || w->channel == row + 1)
        return;
    go(w, box->area.x + INNER + lane(w, &box->inner_left), w->y);
    enter(w, row);
}

static void approach(way *w)
{
    const acm__cmmn_layout *l = w->l;
    acm_id next = child_towards(l->p, w->around, w->target);
    change_rows(w, l->boxes[next].row);
    while (next != w->target) {
        go(w, lane_left(w, next), w->y);
        next = child_towards(l->p, next, w->target);
        enter(w, l->boxes[next].row);
    }
    if (l->p->criteria[w->criterion].kind == ACM_CRITERION_ENTRY)
        arrive(w, lane_left(w, next), true);
    else
        arrive(w, lane_right(w, next), false);
}

/* The item before it in the same row is next to the first criterion: the way is a line. */
static bool is_straight(const way *w)
{
    const acm__cmmn_layout *l = w->l;
    const acm__item *target = &l->p->items[w->target];
    const acm__cmmn_box *box = &l->boxes[w->target];
    return target->entry_count && w->criterion == target->criteria &&
           l->p->items[w->source].end + 1 == w->target &&
           l->p->items[w->source].parent == target->parent && l->boxes[w->source].row == box->row &&
           !l->p->on_parts[w->on_part].exit_criterion &&
           (!box->straight || box->straight == w->on_part + 1);
}

static void go_straight(way *w)
{
    acm__cmmn_area from = acm__cmmn_shape(w->l, w->source);
    acm__cmmn_area to = acm__cmmn_diamond(w->l, w->criterion);
    int64_t y = to.y + to.height / 2;
    w->l->boxes[w->target].straight = w->on_part + 1;
    go(w, from.x + from.width, y);
    go(w, to.x, y);
    put_label(w, from.x + from.width, y - LABEL_ABOVE, false);
}

void acm__cmmn_route(acm__cmmn_layout *l, uint32_t on_part, acm__cmmn_edge *edge)
{
    const acm__on_part *on = &l->p->on_parts[on_part];
    way w = {.l = l, .edge = edge, .on_part = on_part, .criterion = on->criterion};
    w.source = on->source;
    w.target = l->p->criteria[on->criterion].item;
    w.around = stage_around(l->p, w.source, w.target);
    edge->count = 0;
    if (is_straight(&w)) {
        go_straight(&w);
        return;
    }
    if (w.around == w.source)
        leave_around(&w);
    else
        leave(&w);
    if (w.around == w.target)
        arrive_around(&w);
    else
        approach(&w);
}
