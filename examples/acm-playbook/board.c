#include "board.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_WIDTH = 11
};

#define LAST "└─ "

typedef struct sign {
    const char *glyph;
    enum tone tone;
} sign;

static const sign states[] = {
    [ACM_STATE_NONE] = {"·", TONE_DIM},        [ACM_STATE_AVAILABLE] = {"○", TONE_PLAIN},
    [ACM_STATE_ENABLED] = {"◎", TONE_YELLOW},  [ACM_STATE_DISABLED] = {"⊘", TONE_DIM},
    [ACM_STATE_ACTIVE] = {"▶", TONE_BLUE},     [ACM_STATE_SUSPENDED] = {"‖", TONE_YELLOW},
    [ACM_STATE_COMPLETED] = {"✓", TONE_GREEN}, [ACM_STATE_TERMINATED] = {"✗", TONE_RED},
    [ACM_STATE_FAILED] = {"!", TONE_RED},      [ACM_STATE_CLOSED] = {"■", TONE_GREEN},
};

static const sign marks[] = {
    [ACM_CONDITION_STATE_NONE] = {"·", TONE_DIM},
    [ACM_CONDITION_STATE_OPEN] = {"☐", TONE_PLAIN},
    [ACM_CONDITION_STATE_CONFIRMED] = {"☑", TONE_GREEN},
    [ACM_CONDITION_STATE_WAIVED] = {"☒", TONE_YELLOW},
};

static const sign *state_sign(acm_state state)
{
    return &states[state >= 0 && state <= ACM_STATE_CLOSED ? state : ACM_STATE_NONE];
}

static const sign *mark_sign(acm_condition_state state)
{
    bool known = state >= 0 && state <= ACM_CONDITION_STATE_WAIVED;
    return &marks[known ? state : ACM_CONDITION_STATE_NONE];
}

static acm_board_row *all_rows(const acm_case *c, size_t *count)
{
    acm_case_board(c, NULL, sizeof(acm_board_row), 0, count);
    acm_board_row *rows = allocate(*count, sizeof *rows);
    acm_case_board(c, rows, sizeof *rows, *count, count);
    return rows;
}

void board_open(board *b, const view *v, const terminal *t)
{
    *b = (board){.v = v, .t = t};
    b->conditions = allocate(v->condition_count, sizeof *b->conditions);
}

void board_forget(board *b)
{
    free(b->rows);
    b->rows = NULL;
    b->count = 0;
}

void board_close(board *b)
{
    board_forget(b);
    free(b->conditions);
}

bool board_changed(const board *b, const acm_case *c)
{
    size_t count;
    acm_board_row *rows = all_rows(c, &count);
    bool same = b->rows && count == b->count && memcmp(rows, b->rows, count * sizeof *rows) == 0;
    free(rows);
    for (size_t i = 0; same && i < b->v->condition_count; i++)
        same = b->conditions[i] == acm_case_condition_state(c, b->v->conditions[i].id);
    return !same;
}

/* Takes the rows over. */
static void remember(board *b, const acm_case *c, acm_board_row *rows, size_t count)
{
    free(b->rows);
    b->rows = rows;
    b->count = count;
    for (size_t i = 0; i < b->v->condition_count; i++)
        b->conditions[i] = acm_case_condition_state(c, b->v->conditions[i].id);
}

/* The state of an instance as it was drawn last. */
static acm_state state_before(const board *b, acm_id instance)
{
    for (size_t i = 0; i < b->count; i++)
        if (b->rows[i].instance == instance)
            return b->rows[i].state;
    return ACM_STATE_NONE;
}

static void draw_mark(const board *b, const acm_case *c, size_t index)
{
    const acm_condition *condition = &b->v->conditions[index];
    acm_condition_state state = acm_case_condition_state(c, condition->id);
    bool changed = b->rows && state != b->conditions[index];
    const sign *mark = mark_sign(state);
    char *text = format_text("  %s %s%s", mark->glyph, view_short_key(b->v, condition->id),
                             state == ACM_CONDITION_STATE_WAIVED ? " waived" : "");
    put(b->t, changed ? TONE_BOLD : mark->tone, text);
    free(text);
}

/* A place in the tree: an instance, or an item that has none here. */
typedef struct place {
    const acm_item *item;
    const acm_board_row *row; /* NULL: no instance */
    const char *bars;         /* of the stages around it */
    const char *joint;
    bool newest; /* of its item in this stage */
} place;

/* All that drawing looks at. */
typedef struct scene {
    const board *b;
    const acm_case *c;
    const acm_board_row *rows;
    size_t count;
} scene;

/* The conditions of a kind that an item carries, on one line. */
static void draw_marks(const scene *s, acm_id item, acm_condition_kind kind, const char *hang)
{
    const board *b = s->b;
    bool any = false;
    for (size_t i = 0; i < b->v->condition_count; i++) {
        if (b->v->conditions[i].item != item || b->v->conditions[i].kind != kind)
            continue;
        if (!any) {
            put_padded(b->t, TONE_PLAIN, "", WORD_WIDTH + 4);
            put(b->t, TONE_DIM, hang);
        }
        any = true;
        draw_mark(b, s->c, i);
    }
    if (any)
        fputc('\n', b->t->out);
}

static void draw_details(const scene *s, const place *at, const char *bars)
{
    const board *b = s->b;
    char *hang = format_text("%s%s", bars, tree_has_children(b->v, at->item) ? "│  " : "   ");
    draw_marks(s, at->item->id, ACM_CONDITION_INPUT, hang);
    draw_marks(s, tree_outcomes(b->v, at->item), ACM_CONDITION_OUTCOME, hang);
    free(hang);
}

static void draw_name(const board *b, const acm_item *item, enum tone tone)
{
    if (item->part == ACM_PART_OUTCOMES) {
        put(b->t, tone, "Outcomes");
        return;
    }
    if (item->part == ACM_PART_TASK || item->part == ACM_PART_STEP) {
        char *label = tree_label(b->v, item);
        put(b->t, TONE_BLUE, label);
        put(b->t, TONE_PLAIN, "  ");
        free(label);
    }
    put(b->t, tone, view_name(b->v, item->id));
}

/* Which instance it is, in the order in which commands count them; nothing while it is the only one. */
static void draw_number(const scene *s, const acm_board_row *row)
{
    size_t older = 0, all = 0;
    for (size_t i = 0; i < s->count; i++) {
        all += s->rows[i].item == row->item;
        older += s->rows[i].item == row->item && s->rows[i].instance < row->instance;
    }
    char *text = all > 1 ? format_text(" [%zu]", older) : format_text("%s", "");
    put(s->b->t, TONE_BLUE, text);
    free(text);
}

/* What is said behind the name: how it was before, who claimed it, what it waits for. */
static void draw_remarks(const scene *s, const acm_board_row *row, acm_state before)
{
    const terminal *t = s->b->t;
    const char *name = acm_roster_name(acm_case_roster(s->c), row->performer);
    if (before != ACM_STATE_NONE && before != row->state) {
        put(t, TONE_DIM, "  was ");
        put(t, TONE_DIM, acm_state_name(before));
    }
    if (name) {
        put(t, TONE_DIM, "  with ");
        put(t, TONE_DIM, name);
    }
    if (row->flags & ACM_INSTANCE_UNAVAILABLE)
        put(t, TONE_DIM, "  not yet");
    if ((row->flags & ACM_INSTANCE_WAITS) && row->state == ACM_STATE_AVAILABLE)
        put(t, TONE_DIM, "  once more");
}

static void draw_instance(const scene *s, const place *at)
{
    const board *b = s->b;
    const sign *look = state_sign(at->row->state);
    acm_state before = state_before(b, at->row->instance);
    bool changed = b->rows && before != at->row->state;
    put(b->t, TONE_BOLD, changed ? "→ " : "  ");
    put(b->t, look->tone, look->glyph);
    put(b->t, TONE_PLAIN, " ");
    put_padded(b->t, look->tone, acm_state_name(at->row->state), WORD_WIDTH);
    put(b->t, TONE_DIM, at->bars);
    put(b->t, TONE_DIM, at->joint);
    draw_name(b, at->item, changed ? TONE_BOLD : TONE_PLAIN);
    draw_number(s, at->row);
    draw_remarks(s, at->row, before);
    fputc('\n', b->t->out);
}

/* An item that has no instance yet, or none in scope. */
static void draw_absent(const scene *s, const place *at)
{
    const board *b = s->b;
    put(b->t, TONE_DIM, "  · ");
    put_padded(b->t, TONE_DIM, "", WORD_WIDTH);
    put(b->t, TONE_DIM, at->bars);
    put(b->t, TONE_DIM, at->joint);
    draw_name(b, at->item, TONE_DIM);
    fputc('\n', b->t->out);
}

static void draw_children(const scene *s, const place *around, const char *bars);

static void draw_place(const scene *s, const place *at)
{
    bool is_root = !*at->joint;
    bool last = strcmp(at->joint, LAST) == 0;
    char *bars = format_text("%s%s", at->bars, is_root ? "" : last ? "   " : "│  ");
    if (at->row)
        draw_instance(s, at);
    else
        draw_absent(s, at);
    if (at->newest)
        draw_details(s, at, bars);
    draw_children(s, at, bars);
    free(bars);
}

/* The next instance of an item in a stage instance, from a row on; NULL if there is none. */
static const acm_board_row *next_row(const scene *s, const acm_item *item, acm_id stage,
                                     size_t from)
{
    for (size_t i = from; i < s->count; i++)
        if (s->rows[i].item == item->id && s->rows[i].parent == stage)
            return &s->rows[i];
    return NULL;
}

/* All instances of an item in a stage instance (0: there is none), one below the other. */
static void draw_item(const scene *s, const acm_item *item, acm_id stage, const char *bars,
                      bool is_root)
{
    const acm_board_row *row = stage || is_root ? next_row(s, item, stage, 0) : NULL;
    bool last_item = view_is_last(s->b->v, item);
    do {
        const acm_board_row *next =
            row ? next_row(s, item, stage, (size_t)(row - s->rows) + 1) : NULL;
        place at = {item, row, bars, is_root ? "" : last_item && !next ? LAST : "├─ ", !next};
        draw_place(s, &at);
        row = next;
    } while (row);
}

static void draw_children(const scene *s, const place *around, const char *bars)
{
    const view *v = s->b->v;
    const acm_item *end = v->items + v->item_count;
    for (const acm_item *in = around->item + 1; in < end && in->depth > around->item->depth; in++)
        if (in->parent == around->item->id && view_keeps(v, in->id))
            draw_item(s, in, around->row ? around->row->instance : 0, bars, false);
}

/* The first item that is shown: the case's stage, or what is around it. */
static const acm_item *first_item(const view *v)
{
    for (size_t i = 0; i < v->item_count; i++)
        if (view_keeps(v, v->items[i].id))
            return &v->items[i];
    return NULL;
}

void board_draw(board *b, const acm_case *c)
{
    scene s = {.b = b, .c = c};
    acm_board_row *rows = all_rows(c, &s.count);
    const acm_item *root = first_item(b->v);
    s.rows = rows;
    if (root)
        draw_item(&s, root, 0, "", true);
    remember(b, c, rows, s.count);
}

static json_t *item_states(const acm_item *item, const acm_board_row *rows, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        if (rows[i].item == item->id)
            json_array_append_new(list, json_string(acm_state_name(rows[i].state)));
    return list;
}

json_t *board_json(const view *v, const acm_case *c)
{
    size_t count;
    acm_board_row *rows = all_rows(c, &count);
    json_t *items = json_object(), *conditions = json_object();
    for (size_t i = 0; i < v->item_count; i++)
        json_object_set_new(items, view_key(v, v->items[i].id),
                            item_states(&v->items[i], rows, count));
    for (size_t i = 0; i < v->condition_count; i++) {
        acm_id id = v->conditions[i].id;
        const char *name = acm_condition_state_name(acm_case_condition_state(c, id));
        json_object_set_new(conditions, view_key(v, id), json_string(name));
    }
    free(rows);
    return json_pack("{ss so so}", "case", acm_state_name(acm_case_state(c)), "items", items,
                     "conditions", conditions);
}
