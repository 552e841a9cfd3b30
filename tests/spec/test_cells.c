/*
 * The life cycles by what a caller sees, one test a cell of tests/data/spec/<name>.tsv: a subject is brought into
 * each state in each way, a step is taken, and either the subject has gone through just the events of the cell, or
 * the step was refused and nothing has changed. A case made again from its snapshot does the same. README.md beside
 * the tables says how they read.
 */
#include "support/names.h"
#include "support/steps.h"
#include "support/table.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    ROWS_MAX = 16,
    EVENTS_MAX = 64,
    TEXT_MAX = 512,
    BYTES_MAX = 4096
};

static table models, places;

/* One cell: a row of a table, a state, and a way into it. */
typedef struct cell {
    char name[200];
    const table *of;
    size_t row, place;
    const char *subject, *outcome;
} cell;

/* All that a refused step must leave as it is. */
typedef struct picture {
    acm_board_row rows[ROWS_MAX];
    acm_condition_state conditions[ROWS_MAX];
    size_t row_count, event_count;
    acm_state state;
    acm_id timer;
    int64_t due, time;
    unsigned char bytes[BYTES_MAX]; /* of its snapshot */
    size_t byte_count;
} picture;

static void take_picture(const world *w, picture *p)
{
    acm_condition conditions[ROWS_MAX];
    size_t count;
    memset(p, 0, sizeof *p);
    assert_ok(acm_case_board(w->c, p->rows, sizeof *p->rows, ROWS_MAX, &p->row_count));
    assert_ok(
        acm_playbook_conditions(w->playbook, 0, conditions, sizeof *conditions, ROWS_MAX, &count));
    assert_true(p->row_count <= ROWS_MAX && count > 0 && count <= ROWS_MAX);
    for (size_t i = 0; i < count; i++)
        p->conditions[i] = acm_case_condition_state(w->c, conditions[i].id);
    p->event_count = acm_log_count(w->log);
    p->state = acm_case_state(w->c);
    p->timer = acm_case_next_timer(w->c, &p->due);
    p->time = acm_case_time(w->c);
    assert_ok(acm_case_snapshot(w->c, p->bytes, sizeof p->bytes, &p->byte_count, NULL));
}

/* Puts words for "{gate}", "{item}" and "{more}" into a text; "-" is nothing. */
static void put_in(char *out, const char *text, const char *slot, const char *first,
                   const char *second)
{
    const char *at = strstr(text, slot);
    if (!at)
        at = text + strlen(text);
    int n = snprintf(out, TEXT_MAX, "%.*s%s%s%s%s", (int)(at - text), text,
                     strcmp(first, "-") ? first : "", slot[1] == 'm' ? " ; " : " ",
                     strcmp(second, "-") ? second : "", *at ? at + strlen(slot) : "");
    assert_true(n < TEXT_MAX);
}

static void open_subject(world *w, const cell *c)
{
    char text[TEXT_MAX], other[TEXT_MAX], *rest = other;
    const char *lines[32] = {NULL};
    size_t row = 0, count = 0;
    bool of_case = strcmp(table_field(c->of, c->row, "in"), "case") == 0;
    while (strcmp(table_field(&models, row, "of"), c->subject) != 0)
        row++;
    put_in(other, table_field(&models, row, "lines"), "{gate}", table_field(c->of, c->row, "gate"),
           "-");
    put_in(text, other, "{item}", table_field(c->of, c->row, "item"),
           table_field(&places, c->place, "item"));
    put_in(other, text, "{more}", table_field(c->of, c->row, "more"),
           table_field(&places, c->place, "more"));
    for (char *line; (line = table_next_part(&rest)) != NULL;) {
        line += strspn(line, " ;");
        if (*line)
            lines[count++] = line;
    }
    lines_open(w, lines, (opening){.plan = of_case ? "gate" : NULL});
}

/* Where the gate is the case it has begun already. */
static void go_to_place(world *w, const cell *c)
{
    const char *steps = table_field(&places, c->place, "steps");
    const char *begin = "start gate";
    if (strcmp(table_field(c->of, c->row, "in"), "case") == 0) {
        assert_memory_equal(steps, begin, strlen(begin));
        steps += strlen(begin);
        steps += strspn(steps, " ;");
    }
    steps_run(w, steps);
}

/* "suspended-active" is the state suspended. */
static acm_state state_of_place(const char *name)
{
    return strncmp(name, "suspended-", 10) == 0 ? ACM_STATE_SUSPENDED : state_named(name);
}

static acm_id who(const world *w, const cell *c)
{
    const char *name = table_field(c->of, c->row, "who");
    return strcmp(name, "case") == 0   ? 1
           : strcmp(name, "gate") == 0 ? id_of(w, "gate")
                                       : id_of(w, "gate/item");
}

static acm_state state_of(const world *w, const cell *c)
{
    bool of_case = strcmp(table_field(c->of, c->row, "who"), "case") == 0;
    return of_case ? acm_case_state(w->c) : acm_case_item_state(w->c, who(w, c));
}

/* Takes the steps before the last one, which may be refused, and leaves that. */
static char *prepare(world *w, const cell *c, char text[TEXT_MAX])
{
    char *rest = text, *step = NULL, *next;
    snprintf(text, TEXT_MAX, "%s", table_field(c->of, c->row, "step"));
    while ((next = table_next_part(&rest)) != NULL) {
        if (step)
            step_try(w, step, NULL);
        step = next;
    }
    return step;
}

static void check_refused(world *w, char *step, const char *why)
{
    picture before, after;
    acm_error err;
    take_picture(w, &before);
    assert_refused(step_try(w, step, &err), refusal_named(why), &err);
    take_picture(w, &after);
    assert_memory_equal(&before, &after, sizeof before);
}

/* Takes the next "[EVENT[/CAUSE]:]STATE" off an outcome; what it leaves out is that of the row. */
static const char *take_event(const cell *c, char **rest, acm_event *event)
{
    char *word = strtok_r(NULL, " ", rest), *colon = word ? strchr(word, ':') : NULL;
    const char *kind = table_field(c->of, c->row, "event");
    const char *cause = table_field(c->of, c->row, "cause");
    if (!word)
        return NULL;
    event->cause = 0;
    if (colon) {
        char *slash = strchr(word, '/');
        *colon = '\0';
        kind = word;
        cause = slash ? slash + 1 : NULL;
        if (slash)
            *slash = '\0';
        word = colon + 1;
    }
    event->kind = (uint8_t)transition_named(kind);
    event->to = (uint8_t)state_named(word);
    if (cause)
        event->cause = (uint8_t)cause_named(cause);
    return word;
}

/* The events of one item since the log was emptied are those of the outcome, in order, each from where it was. */
static void check_events(world *w, const cell *c, acm_state from)
{
    acm_event events[EVENTS_MAX], expected;
    char text[TEXT_MAX], *rest = text;
    size_t count, next = 0;
    acm_id item = who(w, c);
    snprintf(text, sizeof text, "%s", strcmp(c->outcome, "=") ? c->outcome : "");
    assert_ok(acm_log_drain(w->log, events, sizeof *events, EVENTS_MAX, &count, NULL));
    assert_true(count < EVENTS_MAX);
    while (take_event(c, &rest, &expected)) {
        while (next < count && events[next].item != item)
            next++;
        assert_true(next < count);
        assert_int_equal(events[next].kind, expected.kind);
        assert_int_equal(events[next].from, from);
        assert_int_equal(events[next].to, expected.to);
        if (expected.cause)
            assert_int_equal(events[next].cause, expected.cause);
        from = events[next++].to;
    }
    for (; next < count; next++)
        assert_int_not_equal(events[next].item, item);
    assert_int_equal(state_of(w, c), from);
}

static void check_cell(const cell *c, bool again)
{
    char text[TEXT_MAX];
    world w;
    open_subject(&w, c);
    w.again = again;
    go_to_place(&w, c);
    acm_id subject = strcmp(c->subject, "case") ? id_of(&w, "gate/item") : 0;
    assert_int_equal(subject ? acm_case_item_state(w.c, subject) : acm_case_state(w.c),
                     state_of_place(table_field(&places, c->place, "state")));
    char *step = prepare(&w, c, text);
    acm_state from = state_of(&w, c);
    acm_log_clear(w.log);
    if (c->outcome[0] == '-') {
        check_refused(&w, step, c->outcome + 1);
    } else {
        assert_ok(step_try(&w, step, NULL));
        check_events(&w, c, from);
    }
    close_world(&w);
}

static void test_cell(void **state)
{
    check_cell(*state, false);
    check_cell(*state, true);
}

typedef struct cells {
    cell *at;
    size_t count;
} cells;

static void add_cell(cells *all, const cell *c)
{
    if (all->count % 256 == 0)
        all->at = realloc(all->at, (all->count + 256) * sizeof *all->at);
    assert_non_null(all->at);
    all->at[all->count++] = *c;
}

/* All ways into a state; where a row says more about the playbook, the first of them. */
static void add_places(cells *all, cell *c, const char *state)
{
    bool more = strcmp(table_field(c->of, c->row, "gate"), "-") ||
                strcmp(table_field(c->of, c->row, "item"), "-") ||
                strcmp(table_field(c->of, c->row, "more"), "-");
    size_t found = 0;
    for (c->place = 0; c->place < places.rows && !(found && more); c->place++) {
        const char *how = table_field(&places, c->place, "how");
        if (!table_has_word(table_field(&places, c->place, "of"), c->subject) ||
            strcmp(table_field(&places, c->place, "state"), state) != 0)
            continue;
        found++;
        snprintf(c->name, sizeof c->name, "%s: %s %s%s%s%s, %s -> %s",
                 table_field(c->of, c->row, "clause"), c->subject, state,
                 strcmp(how, "-") ? " " : "", strcmp(how, "-") ? how : "",
                 strcmp(table_field(c->of, c->row, "in"), "case") ? "" : " in the case",
                 table_field(c->of, c->row, "step"), c->outcome);
        if (strcmp(table_field(&places, c->place, "steps"), "never") != 0)
            add_cell(all, c);
    }
    if (!found)
        fail_msg("no place of %s is %s", c->subject, state);
}

static void add_row(cells *all, const table *t, size_t row)
{
    char subjects[TEXT_MAX], *rest = subjects;
    size_t first = 0;
    snprintf(subjects, sizeof subjects, "%s", table_field(t, row, "of"));
    while (strcmp(table_column(t, first), "cause") != 0)
        first++;
    for (char *subject; (subject = strtok_r(NULL, " ", &rest)) != NULL;) {
        const char *known = subject; /* the name outlives the text */
        for (size_t i = 0; i < models.rows; i++)
            if (strcmp(table_field(&models, i, "of"), subject) == 0)
                known = table_field(&models, i, "of");
        for (size_t column = first + 1; column < t->columns; column++) {
            cell c = {.of = t, .row = row, .subject = known};
            c.outcome = table_cell(t, row, column);
            if (strcmp(c.outcome, ".") != 0)
                add_places(all, &c, table_column(t, column));
        }
    }
}

int main(int argc, char **argv)
{
    cells all = {NULL, 0};
    table t;
    char path[64];
    assert_int_equal(argc, 2);
    snprintf(path, sizeof path, "spec/%s.tsv", argv[1]);
    table_open(&models, "spec/models.tsv");
    table_open(&places, "spec/places.tsv");
    table_open(&t, path);
    for (size_t row = 0; row < t.rows; row++)
        add_row(&all, &t, row);
    struct CMUnitTest *tests = calloc(all.count, sizeof *tests);
    assert_non_null(tests);
    for (size_t i = 0; i < all.count; i++)
        tests[i] = (struct CMUnitTest){all.at[i].name, test_cell, NULL, NULL, &all.at[i]};
    int failed = _cmocka_run_group_tests(argv[1], tests, all.count, NULL, NULL);
    free(tests);
    free(all.at);
    table_close(&t);
    table_close(&places);
    table_close(&models);
    return failed;
}
