#include "format/cmmn/layout.h"

#include <string.h>

#include <utf8proc.h>

/* Pixels, for a font of 12. */
enum {
    CELL = 7,      /* of a narrow character */
    THIN_CELL = 6, /* the same in a font that is less wide */
    LINE = 15,
    GAP = 44,          /* beside an item */
    STRAIGHT_GAP = 84, /* where an event is written on the line between two items */
    ROW_GAP = 20,
    MARGIN = 10,
    BOTTOM = 24, /* markers of a stage */
    TITLE_SIDE = 30,
    TITLE_MOST = 420,
    STAGE_LEAST = 120,
    FIRST_ROW = 80, /* of a stage, at least */
    TAB_SIDE = 60,  /* the name of the whole stands in a tab above it, half as wide at the most */
    PADDING = 10,   /* of a name */
    ICON_ROOM = 52, /* of a task: its icon above, markers below the name */
    CIRCLE = 36,    /* a listener */
    CIRCLE_TOP = 18,
    CIRCLE_COLUMNS = 13, /* of the name below it */
    CIRCLE_WIDTH = 100,
    FIRST_ENTRY = 36, /* from the top of an item to the middle of a criterion */
    FIRST_EXIT = 64,
    CRITERION_STEP = 34,
    CRITERION_END = 26,
    DIAMOND_HEIGHT = 28,
    ORIGIN = 40
};

/* Texts */

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* Cells of the next word and the blanks before it; false at the end. */
static bool next_word(acm__str text, size_t *i, int64_t *blanks, int64_t *cells)
{
    uint32_t c;
    size_t next = *i;
    *blanks = *cells = 0;
    while ((c = acm__utf8_next(text.at, text.len, &next)) != 0) {
        bool blank = c == ' ' || c == '\n';
        if (blank && *cells)
            break;
        *(blank ? blanks : cells) += utf8proc_charwidth((utf8proc_int32_t)c);
        *i = next;
    }
    return *cells > 0;
}

static int64_t count_cells(acm__str text)
{
    int64_t all = 0, blanks, cells;
    for (size_t i = 0; next_word(text, &i, &blanks, &cells);)
        all += blanks + cells;
    return all;
}

/* How many lines a text takes, and the cells of the longest. */
static int64_t count_lines(acm__str text, int64_t columns, int64_t *longest)
{
    int64_t lines = 1, used = 0, blanks, cells;
    *longest = 0;
    for (size_t i = 0; next_word(text, &i, &blanks, &cells);) {
        bool dash = cells == 1 && text.at[i - 1] == '-'; /* viewers begin a line with it */
        if (used + blanks + cells <= columns && !dash) {
            used += blanks + cells;
        } else {
            lines += (used > 0) + (cells - 1) / columns;
            used = (cells - 1) % columns + 1;
        }
        *longest = most(*longest, lines > 1 && cells > columns ? columns : used);
    }
    return lines;
}

static acm__str name_of(const acm__cmmn_layout *l, acm_id id)
{
    return acm__playbook_name(l->p, id, acm__playbook_tongue(l->p, NULL));
}

/* Sizes */

/* What criteria take up below the top of their item. */
static int64_t criteria_height(uint32_t count, int64_t first)
{
    return count ? first + (count - 1) * CRITERION_STEP + CRITERION_END : 0;
}

/* Of a task or milestone: the least width at which the name takes few lines and leaves room for criteria. */
static void size_leaf(acm__cmmn_area *area, const acm__item *item, acm__str name)
{
    static const int64_t widths[] = {100, 140, 180, 220};
    int64_t sides = (item->entry_count > 0) + (item->exit_count > 0), lines = 0, longest = 0;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        area->width = widths[i];
        lines = count_lines(name, (widths[i] - PADDING) / CELL, &longest);
        count_lines(name, (widths[i] - PADDING) / THIN_CELL, &longest);
        if (lines <= 3 && longest * CELL + sides * ACM__CMMN_DIAMOND <= widths[i])
            break;
    }
    area->height =
        most(ICON_ROOM + lines * LINE, most(criteria_height(item->entry_count, FIRST_ENTRY),
                                            criteria_height(item->exit_count, FIRST_EXIT)));
}

static void size_listener(acm__cmmn_area *area, acm__str name)
{
    int64_t longest;
    area->width = CIRCLE_WIDTH;
    area->height = CIRCLE_TOP + CIRCLE + count_lines(name, CIRCLE_COLUMNS, &longest) * LINE;
}

static void size_item(acm__cmmn_layout *l, acm_id id)
{
    const acm__item *item = &l->p->items[id];
    acm__str name = name_of(l, id);
    if (acm__is_listener(item->kind))
        size_listener(&l->boxes[id].area, name);
    else
        size_leaf(&l->boxes[id].area, item, name);
}

static int64_t channel_height(const acm__cmmn_row *row)
{
    int64_t lanes = (int64_t)row->channel.lanes;
    return lanes ? ACM__CMMN_LABELS + lanes * ACM__CMMN_LANE + MARGIN : ROW_GAP;
}

static int64_t lanes_width(const acm__cmmn_channel *channel)
{
    return (int64_t)channel->lanes * ACM__CMMN_LANE;
}

/* Stages */

/* First row of a stage that has children. */
static uint32_t first_row(const acm__cmmn_layout *l, acm_id stage)
{
    return l->boxes[stage + 1].row;
}

static int64_t integer_root(int64_t square)
{
    int64_t root = 0;
    for (int64_t bit = (int64_t)1 << 30; bit; bit >>= 1)
        if ((root + bit) * (root + bit) <= square)
            root += bit;
    return root;
}

/* Fills rows with the children of a stage while there is room, from a row on. Gives how long the longer side gets. */
static int64_t fill_rows(acm__cmmn_layout *l, acm_id stage, int64_t room, uint32_t row)
{
    const acm__item *items = l->p->items;
    int64_t used = 0, width = 0, height = 0, highest = 0;
    for (acm_id id = stage + 1; id <= items[stage].end; id = items[id].end + 1) {
        const acm__cmmn_area *area = &l->boxes[id].area;
        if (used && used + area->width + GAP > room) {
            row++;
            height += highest + ROW_GAP;
            used = highest = 0;
        }
        used += area->width + GAP;
        highest = most(highest, area->height);
        width = most(width, used);
        l->boxes[id].row = row;
    }
    return most(width, (height + highest) / 2 * 3);
}

/* Puts the children of a stage, whose sizes are known, in rows: of some widths the one that is most like a page. */
static void make_rows(acm__cmmn_layout *l, acm_id stage)
{
    const acm__item *items = l->p->items;
    int64_t area = 0, best = INT64_MAX, best_room = 0;
    if (!items[stage].last_child)
        return;
    for (acm_id id = stage + 1; id <= items[stage].end; id = items[id].end + 1)
        area += (l->boxes[id].area.width + GAP) * (l->boxes[id].area.height + ROW_GAP);
    for (int64_t part = 4; part <= 12; part++) {
        int64_t room = integer_root(area) * part / 4;
        int64_t side = fill_rows(l, stage, room, 0);
        if (side < best) {
            best = side;
            best_room = room;
        }
    }
    fill_rows(l, stage, best_room, l->row_count);
    l->row_count = l->boxes[items[stage].last_child].row + 2;
}

/* Places children beside each other; gives what they take up. */
static int64_t place_across(acm__cmmn_layout *l, acm_id stage)
{
    const acm__item *items = l->p->items;
    int64_t left = MARGIN + lanes_width(&l->boxes[stage].inner_left), x = left, width = 0;
    uint32_t row = UINT32_MAX;
    for (acm_id id = stage + 1; id <= items[stage].end; id = items[id].end + 1) {
        acm__cmmn_box *box = &l->boxes[id];
        if (box->row != row)
            x = left;
        row = box->row;
        x += (box->straight ? STRAIGHT_GAP : GAP) + lanes_width(&box->left);
        box->area.x = x;
        x += box->area.width + lanes_width(&box->right);
        width = most(width, x);
    }
    return width + GAP + MARGIN + lanes_width(&l->boxes[stage].inner_right);
}

/* Places rows below each other, from `y` on; gives where they end. */
static int64_t place_down(acm__cmmn_layout *l, acm_id stage, int64_t y)
{
    const acm__item *items = l->p->items;
    acm_id id = stage + 1, end = items[stage].end;
    if (stage == end)
        return y;
    uint32_t row = first_row(l, stage);
    for (; id <= end; row++) {
        int64_t height = 0;
        l->rows[row].y = y;
        y += channel_height(&l->rows[row]);
        for (; id <= end && l->boxes[id].row == row; id = items[id].end + 1) {
            l->boxes[id].area.y = y;
            height = most(height, l->boxes[id].area.height);
        }
        y += height;
    }
    l->rows[row].y = y;
    return y + channel_height(&l->rows[row]);
}

/* Room above the rows: for the name, and so that lines into the first channel do not meet criteria. */
static int64_t head_height(const acm__cmmn_layout *l, acm_id stage)
{
    const acm__item *item = &l->p->items[stage];
    acm__str name = name_of(l, stage);
    int64_t longest, columns = (l->boxes[stage].area.width - 2 * TITLE_SIDE) / CELL;
    if (stage == 1)
        return MARGIN;
    return most(count_lines(name, columns, &longest) * LINE + MARGIN,
                most(criteria_height(item->entry_count, FIRST_ENTRY),
                     criteria_height(item->exit_count, FIRST_EXIT) - FIRST_ROW));
}

/* Places the children of a stage within it, which gives its size. */
static void place(acm__cmmn_layout *l, acm_id stage)
{
    const acm__item *item = &l->p->items[stage];
    acm__cmmn_area *area = &l->boxes[stage].area;
    int64_t text = count_cells(name_of(l, stage)) * CELL;
    int64_t title = stage == 1          ? 2 * (text + TAB_SIDE)
                    : text < TITLE_MOST ? text + 2 * TITLE_SIDE
                                        : TITLE_MOST + 2 * TITLE_SIDE;
    area->width = most(most(place_across(l, stage), title), STAGE_LEAST);
    area->height = most(place_down(l, stage, head_height(l, stage)),
                        criteria_height(item->exit_count, FIRST_EXIT)) +
                   BOTTOM;
}

/* From places within stages to places in the diagram. */
static void make_absolute(acm__cmmn_layout *l)
{
    const acm__item *items = l->p->items;
    l->boxes[1].area.x = l->boxes[1].area.y = ORIGIN;
    for (acm_id id = 1; id <= l->p->item_count; id++) {
        const acm__cmmn_area *own = &l->boxes[id].area;
        acm_id last = items[id].last_child;
        if (!last)
            continue;
        for (uint32_t row = first_row(l, id); row <= l->boxes[last].row + 1; row++)
            l->rows[row].y += own->y;
        for (acm_id child = id + 1; child <= items[id].end; child = items[child].end + 1) {
            l->boxes[child].area.x += own->x;
            l->boxes[child].area.y += own->y;
        }
    }
}

static void forget_lanes(acm__cmmn_layout *l)
{
    static const acm__cmmn_channel none = {0, 0};
    for (uint32_t row = 0; row < l->row_count; row++)
        l->rows[row].channel = none;
    for (acm_id id = 1; id <= l->p->item_count; id++) {
        acm__cmmn_box *box = &l->boxes[id];
        box->left = box->right = box->inner_left = box->inner_right = none;
    }
}

/* Once for the rows, once for the lanes, once for the places. */
static void arrange(acm__cmmn_layout *l)
{
    acm__cmmn_edge edge;
    for (uint32_t i = 0; i < l->p->on_part_count; i++)
        l->boxes[l->p->on_parts[i].source].events |= 1u << l->p->on_parts[i].event;
    for (acm_id id = l->p->item_count; id; id--) {
        if (l->p->items[id].kind != ACM_ITEM_STAGE) {
            size_item(l, id);
            continue;
        }
        make_rows(l, id);
        place(l, id);
    }
    for (uint32_t i = 0; i < l->p->on_part_count; i++)
        acm__cmmn_route(l, i, &edge);
    for (acm_id id = l->p->item_count; id; id--)
        if (l->p->items[id].kind == ACM_ITEM_STAGE)
            place(l, id);
    make_absolute(l);
    forget_lanes(l);
}

bool acm__cmmn_layout_init(acm__cmmn_layout *l, const acm_playbook *p)
{
    const acm_allocator *a = &p->arena.allocator;
    size_t count = (size_t)p->item_count + 1;
    *l = (acm__cmmn_layout){.p = p};
    l->boxes = acm__calloc(a, count, sizeof *l->boxes);
    l->rows = acm__calloc(a, count * 2, sizeof *l->rows);
    if (!l->boxes || !l->rows)
        return false;
    arrange(l);
    return true;
}

void acm__cmmn_layout_dispose(acm__cmmn_layout *l)
{
    if (!l->p)
        return;
    acm__free(&l->p->arena.allocator, l->boxes);
    acm__free(&l->p->arena.allocator, l->rows);
}

/* Shapes */

acm__cmmn_area acm__cmmn_shape(const acm__cmmn_layout *l, acm_id item)
{
    acm__cmmn_area area = l->boxes[item].area;
    if (!acm__is_listener(l->p->items[item].kind))
        return area;
    return (acm__cmmn_area){area.x + (area.width - CIRCLE) / 2, area.y + CIRCLE_TOP, CIRCLE,
                            CIRCLE};
}

acm__cmmn_area acm__cmmn_name_below(const acm__cmmn_layout *l, acm_id item)
{
    acm__cmmn_area area = l->boxes[item].area;
    area.y += CIRCLE_TOP + CIRCLE + 2;
    area.height -= CIRCLE_TOP + CIRCLE + 2;
    return area;
}

acm__cmmn_area acm__cmmn_diamond(const acm__cmmn_layout *l, uint32_t criterion)
{
    const acm__criterion *c = &l->p->criteria[criterion];
    const acm__item *item = &l->p->items[c->item];
    const acm__cmmn_area *area = &l->boxes[c->item].area;
    bool entry = c->kind == ACM_CRITERION_ENTRY;
    int64_t index = (int64_t)(criterion - item->criteria - (entry ? 0 : item->entry_count));
    int64_t x = entry ? area->x : area->x + area->width;
    int64_t y = area->y + (entry ? FIRST_ENTRY : FIRST_EXIT) + index * CRITERION_STEP;
    return (acm__cmmn_area){x - ACM__CMMN_DIAMOND / 2, y - DIAMOND_HEIGHT / 2, ACM__CMMN_DIAMOND,
                            DIAMOND_HEIGHT};
}
