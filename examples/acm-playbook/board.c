#include "board.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_WIDTH = 11
};

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

/* The conditions of a kind that an item carries, on one line. */
static void draw_marks(const board *b, const acm_case *c, acm_id item, acm_condition_kind kind,
                       const char *hang)
{
    bool any = false;
    for (size_t i = 0; i < b->v->condition_count; i++) {
        if (b->v->conditions[i].item != item || b->v->conditions[i].kind != kind)
            continue;
        if (!any) {
            put_padded(b->t, TONE_PLAIN, "", WORD_WIDTH + 4);
            put(b->t, TONE_DIM, hang);
        }
        any = true;
        draw_mark(b, c, i);
    }
    if (any)
        fputc('\n', b->t->out);
}

static void draw_details(const board *b, const acm_case *c, const acm_item *item)
{
    char *hang = tree_hang(b->v, item);
    draw_marks(b, c, item->id, ACM_CONDITION_INPUT, hang);
    draw_marks(b, c, tree_outcomes(b->v, item), ACM_CONDITION_OUTCOME, hang);
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

/* What is said behind the name: how it was before, and who claimed it. */
static void draw_remarks(const board *b, const acm_case *c, const acm_board_row *row,
                         acm_state before)
{
    const char *name = acm_roster_name(acm_case_roster(c), row->performer);
    if (before != ACM_STATE_NONE && before != row->state) {
        put(b->t, TONE_DIM, "  was ");
        put(b->t, TONE_DIM, acm_state_name(before));
    }
    if (name) {
        put(b->t, TONE_DIM, "  with ");
        put(b->t, TONE_DIM, name);
    }
}

static void draw_instance(const board *b, const acm_case *c, const acm_item *item,
                          const acm_board_row *row)
{
    const sign *look = state_sign(row->state);
    acm_state before = state_before(b, row->instance);
    bool changed = b->rows && before != row->state;
    char *prefix = tree_prefix(b->v, item);
    put(b->t, TONE_BOLD, changed ? "→ " : "  ");
    put(b->t, look->tone, look->glyph);
    put(b->t, TONE_PLAIN, " ");
    put_padded(b->t, look->tone, acm_state_name(row->state), WORD_WIDTH);
    put(b->t, TONE_DIM, prefix);
    draw_name(b, item, changed ? TONE_BOLD : TONE_PLAIN);
    draw_remarks(b, c, row, before);
    fputc('\n', b->t->out);
    free(prefix);
}

/* An item that has no instance yet, or none in scope. */
static void draw_absent(const board *b, const acm_item *item)
{
    char *prefix = tree_prefix(b->v, item);
    put(b->t, TONE_DIM, "  · ");
    put_padded(b->t, TONE_DIM, "", WORD_WIDTH);
    put(b->t, TONE_DIM, prefix);
    draw_name(b, item, TONE_DIM);
    fputc('\n', b->t->out);
    free(prefix);
}

static void draw_item(const board *b, const acm_case *c, const acm_item *item,
                      const acm_board_row *rows, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].item != item->id)
            continue;
        draw_instance(b, c, item, &rows[i]);
        any = true;
    }
    if (!any)
        draw_absent(b, item);
}

void board_draw(board *b, const acm_case *c)
{
    size_t count;
    acm_board_row *rows = all_rows(c, &count);
    for (size_t i = 0; i < b->v->item_count; i++) {
        if (!view_keeps(b->v, b->v->items[i].id))
            continue;
        draw_item(b, c, &b->v->items[i], rows, count);
        draw_details(b, c, &b->v->items[i]);
    }
    remember(b, c, rows, count);
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
