#include "board.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

enum {
    WORD_WIDTH = 11
};

static const struct {
    const char *word, *glyph;
    enum tone tone;
} states[] = {
    [ACM_STATE_NONE] = {"", "·", TONE_DIM},
    [ACM_STATE_AVAILABLE] = {"available", "○", TONE_PLAIN},
    [ACM_STATE_ENABLED] = {"enabled", "◎", TONE_YELLOW},
    [ACM_STATE_DISABLED] = {"disabled", "⊘", TONE_DIM},
    [ACM_STATE_ACTIVE] = {"active", "▶", TONE_BLUE},
    [ACM_STATE_SUSPENDED] = {"suspended", "‖", TONE_YELLOW},
    [ACM_STATE_COMPLETED] = {"completed", "✓", TONE_GREEN},
    [ACM_STATE_TERMINATED] = {"terminated", "✗", TONE_RED},
    [ACM_STATE_FAILED] = {"failed", "!", TONE_RED},
    [ACM_STATE_CLOSED] = {"closed", "■", TONE_GREEN},
};

static const struct {
    const char *word, *glyph;
    enum tone tone;
} marks[] = {
    [ACM_CONDITION_STATE_NONE] = {"none", "·", TONE_DIM},
    [ACM_CONDITION_STATE_OPEN] = {"open", "☐", TONE_PLAIN},
    [ACM_CONDITION_STATE_CONFIRMED] = {"confirmed", "☑", TONE_GREEN},
    [ACM_CONDITION_STATE_WAIVED] = {"waived", "☒", TONE_YELLOW},
};

static size_t state_index(acm_state state)
{
    return state >= 0 && state <= ACM_STATE_CLOSED ? (size_t)state : 0;
}

static size_t mark_index(acm_condition_state state)
{
    return state >= 0 && state <= ACM_CONDITION_STATE_WAIVED ? (size_t)state : 0;
}

const char *state_word(acm_state state)
{
    return states[state_index(state)].word;
}

void board_open(board *b, const view *v, const terminal *t)
{
    *b = (board){.v = v, .t = t};
    b->states = allocate(v->item_count, sizeof *b->states);
    b->conditions = allocate(v->condition_count, sizeof *b->conditions);
}

void board_close(board *b)
{
    free(b->states);
    free(b->conditions);
}

bool board_changed(const board *b, const acm_case *c)
{
    for (size_t i = 0; i < b->v->item_count; i++)
        if (b->states[i] != acm_case_item_state(c, b->v->items[i].id))
            return true;
    for (size_t i = 0; i < b->v->condition_count; i++)
        if (b->conditions[i] != acm_case_condition_state(c, b->v->conditions[i].id))
            return true;
    return !b->drawn;
}

static void remember(board *b, const acm_case *c)
{
    for (size_t i = 0; i < b->v->item_count; i++)
        b->states[i] = acm_case_item_state(c, b->v->items[i].id);
    for (size_t i = 0; i < b->v->condition_count; i++)
        b->conditions[i] = acm_case_condition_state(c, b->v->conditions[i].id);
    b->drawn = true;
}

static void draw_mark(const board *b, const acm_case *c, size_t index)
{
    const acm_condition *condition = &b->v->conditions[index];
    acm_condition_state state = acm_case_condition_state(c, condition->id);
    bool changed = b->drawn && state != b->conditions[index];
    size_t at = mark_index(state);
    char *text = format_text("  %s %s%s", marks[at].glyph, view_short_key(b->v, condition->id),
                             state == ACM_CONDITION_STATE_WAIVED ? " waived" : "");
    put(b->t, changed ? TONE_BOLD : marks[at].tone, text);
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
    if (item->part == ACM_PART_OUTCOMES)
        draw_marks(b, c, item->parent, ACM_CONDITION_OUTCOME, hang);
    else if (!tree_outcomes(b->v, item->id))
        draw_marks(b, c, item->id, ACM_CONDITION_OUTCOME, hang);
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

static void draw_item(const board *b, const acm_item *item, acm_state before, acm_state state)
{
    size_t at = state_index(state);
    bool changed = b->drawn && before != state;
    char *prefix = tree_prefix(b->v, item);
    put(b->t, TONE_BOLD, changed ? "→ " : "  ");
    put(b->t, states[at].tone, states[at].glyph);
    put(b->t, TONE_PLAIN, " ");
    put_padded(b->t, states[at].tone, states[at].word, WORD_WIDTH);
    put(b->t, TONE_DIM, prefix);
    draw_name(b, item, state == ACM_STATE_NONE ? TONE_DIM : changed ? TONE_BOLD : TONE_PLAIN);
    if (changed && before != ACM_STATE_NONE) {
        put(b->t, TONE_DIM, "  was ");
        put(b->t, TONE_DIM, state_word(before));
    }
    fputc('\n', b->t->out);
    free(prefix);
}

/* All instances of an item; an item without one is drawn as well, dim. */
static void draw_instances(const board *b, const acm_item *item, acm_state before,
                           const acm_board_row *rows, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].item != item->id)
            continue;
        draw_item(b, item, before, rows[i].state);
        any = true;
    }
    if (!any)
        draw_item(b, item, before, ACM_STATE_NONE);
}

static acm_board_row *all_rows(const acm_case *c, size_t *count)
{
    acm_case_board(c, NULL, sizeof(acm_board_row), 0, count);
    acm_board_row *rows = allocate(*count, sizeof *rows);
    acm_case_board(c, rows, sizeof *rows, *count, count);
    return rows;
}

void board_draw(board *b, const acm_case *c)
{
    size_t count;
    acm_board_row *rows = all_rows(c, &count);
    for (size_t i = 0; i < b->v->item_count; i++) {
        draw_instances(b, &b->v->items[i], b->states[i], rows, count);
        draw_details(b, c, &b->v->items[i]);
    }
    free(rows);
    remember(b, c);
}

static json_t *item_states(const acm_item *item, const acm_board_row *rows, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        if (rows[i].item == item->id)
            json_array_append_new(list, json_string(state_word(rows[i].state)));
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
        size_t at = mark_index(acm_case_condition_state(c, id));
        json_object_set_new(conditions, view_key(v, id), json_string(marks[at].word));
    }
    free(rows);
    return json_pack("{ss so so}", "case", state_word(acm_case_state(c)), "items", items,
                     "conditions", conditions);
}
