/* tree.c - the case as a tree of instances, and in it what was expected: what does not hold stands among its like. */
#include "harness/label.h"
#include "harness/run.h"

#include "model/playbook.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    ALL = 32,         /* a case of so many instances is drawn whole */
    SIBLINGS = 24,    /* so many are drawn for one of them that does not hold */
    STATE_WIDTH = 11, /* cells */
    REMARK_MAX = 60   /* cells before which remarks begin, at most */
};

/* An instance, or a condition or item that is expected and has none. */
typedef struct node {
    acm_id parent;      /* instance, 0 = none */
    acm_id item;        /* or condition */
    acm_id instance;    /* 0: it is not there */
    uint32_t rank, nth; /* nth: which one is expected, of what is not there */
    bool is_condition;
    bool marked, fails; /* its own marks */
    bool within;        /* a mark is on it, or below it */
} node;

typedef struct tree {
    const acm__trial *run;
    node *nodes; /* by parent; conditions first, then items in document order */
    uint32_t count;
    acm__buffer prefix; /* the lines that join what is drawn to its stages */
    acm__buffer *out;
    uint32_t width; /* of the widest line with a remark, in cells */
} tree;

/* Which nodes there are. */

/* The instance of an item that is or would be around one that is not there: the newest of the nearest stage. */
static acm_id instance_around(const acm__trial *run, acm_id item)
{
    for (; item; item = run->playbook->items[item].parent)
        for (uint32_t i = run->now.count; i > 0; i--)
            if (run->now.instances[i - 1].row.item == item)
                return run->now.instances[i - 1].row.instance;
    return 0;
}

static node node_of_mark(const acm__trial *run, const acm__mark *mark)
{
    const acm__condition *condition = acm__playbook_condition(run->playbook, mark->item);
    acm_id around = condition ? condition->item : run->playbook->items[mark->item].parent;
    return (node){.parent = instance_around(run, around),
                  .item = mark->item,
                  .rank = UINT32_MAX,
                  .nth = mark->nth,
                  .is_condition = condition != NULL};
}

/* Whether a mark is on a node: on its instance, or on what has none. */
static bool is_on(const acm__trial *run, const acm__mark *mark, const node *n)
{
    if (mark->kind == ACM__MARK_CASE)
        return n->item == run->plan && n->instance;
    return mark->item == n->item && mark->instance == n->instance &&
           (n->instance || mark->nth == n->nth);
}

static void note_marks(const acm__trial *run, node *n)
{
    for (uint32_t i = 0; i < run->mark_count; i++) {
        const acm__mark *mark = &run->marks[i];
        if (!is_on(run, mark, n))
            continue;
        n->marked = true;
        n->fails = n->fails || !mark->holds;
    }
    n->within = n->marked;
}

static int compare_nodes(const void *a, const void *b)
{
    const node *x = a, *y = b;
    if (x->parent != y->parent)
        return x->parent < y->parent ? -1 : 1;
    if (x->is_condition != y->is_condition)
        return x->is_condition ? -1 : 1;
    if (x->item != y->item)
        return x->item < y->item ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return (x->nth > y->nth) - (x->nth < y->nth);
}

/* Whether what a mark is on, and is not there, has a node already. */
static bool is_known(const tree *t, const node *n)
{
    for (uint32_t i = t->run->now.count; i < t->count; i++)
        if (t->nodes[i].item == n->item && t->nodes[i].nth == n->nth)
            return true;
    return false;
}

static bool collect(tree *t)
{
    const acm__trial *run = t->run;
    t->nodes =
        acm__calloc(run->allocator, (size_t)run->now.count + run->mark_count + 1, sizeof *t->nodes);
    if (!t->nodes)
        return false;
    for (uint32_t i = 0; i < run->now.count; i++) {
        const acm_board_row *row = &run->now.instances[i].row;
        t->nodes[t->count++] = (node){.parent = row->parent,
                                      .item = row->item,
                                      .instance = row->instance,
                                      .rank = run->now.instances[i].rank};
    }
    for (uint32_t i = 0; i < run->mark_count; i++) {
        node n = node_of_mark(run, &run->marks[i]);
        if (!run->marks[i].instance && run->marks[i].kind != ACM__MARK_CASE && !is_known(t, &n))
            t->nodes[t->count++] = n;
    }
    for (uint32_t i = 0; i < t->count; i++)
        note_marks(run, &t->nodes[i]);
    qsort(t->nodes, t->count, sizeof *t->nodes, compare_nodes);
    return true;
}

/* The children of an instance: a range of nodes. */
typedef struct children {
    uint32_t first, end;
} children;

static uint32_t first_below(const tree *t, acm_id parent)
{
    return acm__first_of(t->nodes, t->count, sizeof *t->nodes, parent);
}

static children children_of(const tree *t, const node *n)
{
    if (n && !n->instance)
        return (children){0, 0};
    acm_id parent = n ? n->instance : 0;
    return (children){first_below(t, parent), first_below(t, parent + 1)};
}

static bool find_within(tree *t, node *n)
{
    children c = children_of(t, n);
    for (uint32_t i = c.first; i < c.end; i++)
        n->within = find_within(t, &t->nodes[i]) || n->within;
    return n->within;
}

/* How they are drawn. */

/* Whether something does not hold here, so that all that stands beside it says more. */
static bool is_open(const tree *t, const node *n, children c)
{
    bool open = n->fails;
    for (uint32_t i = c.first; i < c.end && !open; i++)
        open = t->nodes[i].fails;
    return open && c.end - c.first <= SIBLINGS;
}

/* Which children of an instance are drawn. */
typedef struct choice {
    children all;
    bool whole; /* all of them, else those with marks */
    uint32_t count;
} choice;

static choice choose(const tree *t, const node *n)
{
    choice c = {.all = children_of(t, n)};
    c.whole = t->count <= ALL || is_open(t, n, c.all);
    for (uint32_t i = c.all.first; i < c.all.end; i++)
        c.count += c.whole || t->nodes[i].within;
    return c;
}

static void draw_state(const tree *t, const node *n)
{
    const acm__trial *run = t->run;
    uint32_t from = t->out->len;
    const acm_board_row *row = n->instance ? acm__board_row(&run->now, n->instance) : NULL;
    const char *state = n->is_condition
                            ? acm_condition_state_name(acm_case_condition_state(run->c, n->item))
                        : row ? acm_state_name(row->parent ? row->state : run->now.state)
                              : acm_state_name(ACM_STATE_NONE);
    acm__buffer_print(t->out, "%s", state);
    acm__label_pad(t->out, from, STATE_WIDTH);
}

static void add_remark(acm__buffer *out, const acm__trial *run, const acm__mark *mark,
                       const char *joint)
{
    const acm_board_row *row = acm__board_row(&run->now, mark->instance);
    acm__buffer_print(out, "%s", joint);
    switch (mark->kind) {
    case ACM__MARK_CONDITION:
        acm__buffer_print(out, "expected %s", acm_condition_state_name(mark->expected));
        break;
    case ACM__MARK_PERFORMER:
        acm__buffer_print(out, "with %s, expected with %s",
                          row && row->performer ? acm_roster_key(run->roster, row->performer)
                                                : "nobody",
                          mark->user);
        break;
    default:
        acm__buffer_print(out, mark->expected == ACM_STATE_NONE ? "not expected" : "expected %s",
                          acm_state_name(mark->expected));
        break;
    }
}

/* Whether a label shows what the scenario calls the item: it is all of it, or the number before the name. */
static bool is_in_label(acm__str called, acm__str label)
{
    acm__str head = {label.at, called.len < label.len ? called.len : label.len};
    return !called.at || (acm__str_equal(called, head) &&
                          (called.len == label.len || label.at[called.len] == ' '));
}

/* Behind a tab, by which remarks are brought in line: what was expected, and how the scenario says it. */
static void draw_remarks(tree *t, const node *n, uint32_t line, uint32_t name)
{
    const acm__trial *run = t->run;
    const char *joint = "\t";
    for (uint32_t i = 0; i < run->mark_count; i++) {
        const acm__mark *mark = &run->marks[i];
        if (!is_on(run, mark, n) || mark->holds)
            continue;
        acm__str label = {t->out->at + name, t->out->len - name};
        if (*joint == '\t' && !is_in_label(mark->called, label))
            acm__buffer_print(t->out, " (%s)", mark->called.at);
        if (*joint == '\t') {
            uint32_t width = acm__utf8_width(t->out->at + line, t->out->len - line);
            t->width = width > t->width ? width : t->width;
        }
        add_remark(t->out, run, mark, joint);
        joint = "; ";
    }
}

static void draw_node(tree *t, const node *n, const char *joint)
{
    const acm_playbook *p = t->run->playbook;
    const char *language = acm__trial_language(t->run);
    uint32_t line = t->out->len;
    acm__buffer_print(t->out, "  %s ", n->fails ? "\u2717" : n->marked ? "\u2713" : " ");
    draw_state(t, n);
    acm__buffer_add(t->out, t->prefix.at, t->prefix.len);
    acm__buffer_print(t->out, "%s", joint);
    uint32_t name = t->out->len;
    if (n->is_condition)
        acm__label_text(t->out, acm__playbook_name(p, n->item, acm__playbook_tongue(p, language)));
    else
        acm__label_instance(t->out, p, &t->run->now, n->item, n->instance, language);
    if (!n->instance && n->nth)
        acm__buffer_print(t->out, " [%" PRIu32 "]", n->nth);
    choice c = choose(t, n);
    if (!c.count && c.all.end > c.all.first)
        acm__buffer_print(t->out, " (+%" PRIu32 ")", c.all.end - c.all.first);
    if (!t->out->failed)
        draw_remarks(t, n, line, name);
    acm__buffer_print(t->out, "\n");
}

static void draw_rest(const tree *t, uint32_t hidden)
{
    if (!hidden)
        return;
    acm__buffer_print(t->out, "    %*s", STATE_WIDTH, "");
    acm__buffer_add(t->out, t->prefix.at, t->prefix.len);
    acm__buffer_print(t->out, "\u2514\u2500 ... %" PRIu32 " more\n", hidden);
}

static void draw_children(tree *t, const node *n)
{
    choice c = choose(t, n);
    uint32_t all = c.all.end - c.all.first, drawn = 0;
    for (uint32_t i = c.all.first; i < c.all.end; i++) {
        if (!c.whole && !t->nodes[i].within)
            continue;
        bool last = ++drawn == all;
        uint32_t prefix = t->prefix.len;
        draw_node(t, &t->nodes[i], last ? "\u2514\u2500 " : "\u251C\u2500 ");
        acm__buffer_print(&t->prefix, "%s", last ? "   " : "\u2502  ");
        if (!t->prefix.failed)
            draw_children(t, &t->nodes[i]);
        acm__buffer_cut(&t->prefix, prefix);
    }
    if (drawn)
        draw_rest(t, all - drawn);
}

/* Puts blanks where there are tabs. */
static void align(const acm__buffer *lines, uint32_t width, acm__buffer *out)
{
    uint32_t cells = width < REMARK_MAX ? width : REMARK_MAX;
    for (uint32_t i = 0, line = out->len; i < lines->len && !out->failed; i++) {
        if (lines->at[i] == '\t')
            acm__label_pad(out, line, cells);
        if (lines->at[i] == '\t')
            acm__buffer_add(out, "  ", 2);
        else
            acm__buffer_add(out, &lines->at[i], 1);
        if (lines->at[i] == '\n')
            line = out->len;
    }
}

acm_status acm__tree_draw(const acm__trial *run, acm__buffer *out)
{
    acm__buffer lines = {.allocator = run->allocator};
    tree t = {.run = run, .prefix = {.allocator = run->allocator}, .out = &lines};
    bool fine = collect(&t);
    children roots = fine ? children_of(&t, NULL) : (children){0, 0};
    acm__buffer_print(out, "  the case:\n");
    for (uint32_t i = roots.first; i < roots.end; i++) {
        find_within(&t, &t.nodes[i]);
        draw_node(&t, &t.nodes[i], "");
        draw_children(&t, &t.nodes[i]);
    }
    if (!lines.failed)
        align(&lines, t.width, out);
    fine = fine && !lines.failed && !t.prefix.failed;
    acm__free(run->allocator, t.nodes);
    acm__buffer_dispose(&t.prefix);
    acm__buffer_dispose(&lines);
    return fine ? ACM_OK : ACM_E_NOMEM;
}
