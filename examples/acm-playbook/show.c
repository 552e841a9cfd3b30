#include "file.h"
#include "filter.h"
#include "show.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

enum {
    LABEL_MAX = 76,
    GAP = 2
};

/* What stands in the columns beside an item; all freed with row_free. */
typedef struct row {
    char *prefix, *label, *roles, *services;
    const char *name, *flag;
} row;

static const char *flag_of(const view *v, const acm_item *item)
{
    if (item->part != ACM_PART_TASK && item->part != ACM_PART_STEP)
        return "";
    return item->flags & ACM_ITEM_FLAG_MISSING ? "?" : view_is_required(v, item) ? "M" : "O";
}

static const char *name_of(const view *v, const acm_item *item)
{
    return item->part == ACM_PART_OUTCOMES ? "Outcomes" : view_name(v, item->id);
}

static char *services_of(const view *v, const acm_item *item)
{
    char *services = view_terms(v, item->id, ACM_REF_SERVICE);
    if (*services || item->part != ACM_PART_TASK)
        return services;
    free(services);
    return format_text("all services");
}

/* What a listener is called where tasks have their number; NULL for all else. */
static const char *listener_word(const acm_item *item)
{
    static const char *const words[] = {[ACM_ITEM_USER_LISTENER] = "user event",
                                        [ACM_ITEM_TIMER_LISTENER] = "timer",
                                        [ACM_ITEM_EVENT_LISTENER] = "event"};
    bool known = item->kind >= ACM_ITEM_USER_LISTENER && item->kind <= ACM_ITEM_EVENT_LISTENER;
    return known ? words[item->kind] : NULL;
}

static char *label_of(const view *v, const acm_item *item)
{
    const char *word = listener_word(item);
    bool labelled = item->part == ACM_PART_TASK || item->part == ACM_PART_STEP ||
                    (item->part == ACM_PART_PROCESS && !view_only_process(v));
    return labelled ? tree_label(v, item) : format_text("%s", word ? word : "");
}

static row make_row(const view *v, const acm_item *item)
{
    bool task = item->kind == ACM_ITEM_TASK;
    bool process = item->part == ACM_PART_PROCESS;
    return (row){.prefix = tree_prefix(v, item),
                 .label = label_of(v, item),
                 .name = name_of(v, item),
                 .flag = flag_of(v, item),
                 .roles = process
                              ? format_text("%s", "")
                              : view_terms(v, item->id, task ? ACM_REF_PERFORMER : ACM_REF_OWNER),
                 .services = services_of(v, item)};
}

static void row_free(row *r)
{
    free(r->prefix);
    free(r->label);
    free(r->roles);
    free(r->services);
}

static int row_width(const row *r)
{
    return text_width(r->prefix) + text_width(r->label) + (*r->label ? GAP : 0) +
           text_width(r->name);
}

/* Widths of the first and the third column. */
typedef struct columns {
    int label, roles;
} columns;

static columns measure(const view *v)
{
    columns c = {0};
    for (size_t i = 0; i < v->item_count; i++) {
        if (!v->kept[i])
            continue;
        row r = make_row(v, &v->items[i]);
        int width = row_width(&r), roles = text_width(r.roles);
        if (*r.flag && width > c.label && width <= LABEL_MAX)
            c.label = width;
        if (*r.flag && roles > c.roles)
            c.roles = roles;
        row_free(&r);
    }
    return c;
}

static void put_gap(const terminal *t, int width)
{
    put_padded(t, TONE_PLAIN, "", width);
}

static void draw_row(const terminal *t, const row *r, const columns *c, enum tone tone)
{
    put(t, TONE_DIM, r->prefix);
    put(t, TONE_BLUE, r->label);
    put_gap(t, *r->label ? GAP : 0);
    put(t, tone, r->name);
    if (*r->flag) {
        int width = row_width(r);
        put_gap(t, (width < c->label ? c->label - width : 0) + GAP);
        put_padded(t, *r->flag == 'M' ? TONE_BOLD : TONE_PLAIN, r->flag, 1 + GAP);
        put_padded(t, TONE_PLAIN, r->roles, *r->services ? c->roles + GAP : 0);
        put(t, TONE_DIM, r->services);
    }
    fputc('\n', t->out);
}

/* "required when  wants_partner": what an overlay or a builder says beyond flags. */
static void draw_controls(const terminal *t, const view *v, acm_id id, const char *hang)
{
    static const struct {
        acm_control control;
        const char *words;
    } controls[] = {{ACM_CONTROL_REQUIRED_WHEN, "required when"},
                    {ACM_CONTROL_ENABLE_WHEN, "enabled when"},
                    {ACM_CONTROL_DUE, "due"},
                    {ACM_CONTROL_BLOCKS_WHEN, "blocks when"},
                    {ACM_CONTROL_MANUAL_WHEN, "by hand when"},
                    {ACM_CONTROL_REPEAT_WHEN, "repeats when"},
                    {ACM_CONTROL_COUNTER, "counted as"},
                    {ACM_CONTROL_AUTO_COMPLETE_WHEN, "completes by itself when"},
                    {ACM_CONTROL_AVAILABLE_WHEN, "available when"},
                    {ACM_CONTROL_TIMER, "time"},
                    {ACM_CONTROL_PARENT_COMPLETION, "for its stage"}};
    for (size_t i = 0; i < sizeof controls / sizeof controls[0]; i++) {
        const char *text = acm_playbook_control(v->playbook, id, controls[i].control, NULL);
        if (!text)
            continue;
        char *first = format_text("%s  %s ", hang, controls[i].words);
        char *next = format_text("%s    ", hang);
        put_wrapped(t, first, next, TONE_DIM, text);
        free(first);
        free(next);
    }
}

static void draw_condition(const terminal *t, const view *v, const acm_condition *c,
                           const char *hang)
{
    const char *mark = c->flags & ACM_CONDITION_OPTIONAL ? "◇" : "☐";
    char *first = format_text("%s%s %s  ", hang, mark, view_local_key(v, c->id));
    int indent = text_width(first) - text_width(hang);
    char *next = format_text("%s%*s", hang, indent, "");
    put_wrapped(t, first, next, TONE_PLAIN, view_name(v, c->id));
    draw_controls(t, v, c->id, hang);
    free(first);
    free(next);
}

static void draw_conditions(const terminal *t, const view *v, acm_id item, acm_condition_kind kind,
                            const char *hang)
{
    for (size_t i = v->first_condition[item]; i; i = v->next_condition[i - 1])
        if (v->conditions[i - 1].kind == kind)
            draw_condition(t, v, &v->conditions[i - 1], hang);
}

/* "owners   FastTrack Manager": what an item refers to. */
static void draw_terms(const terminal *t, const view *v, const acm_item *item, acm_ref_kind kind,
                       const char *what, const char *hang)
{
    char *terms = view_terms(v, item->id, kind);
    if (*terms) {
        char *first = format_text("%s%s", hang, what);
        char *next = format_text("%s%*s", hang, text_width(what), "");
        put_wrapped(t, first, next, TONE_PLAIN, terms);
        free(first);
        free(next);
    }
    free(terms);
}

/* The lines below an item and before its children. */
static void draw_details(const terminal *t, const view *v, const acm_item *item)
{
    char *hang = tree_hang(v, item);
    if (item->part == ACM_PART_PROCESS) {
        draw_terms(t, v, item, ACM_REF_OWNER, "owners   ", hang);
        draw_terms(t, v, item, ACM_REF_MOTION, "motions  ", hang);
        draw_terms(t, v, item, ACM_REF_NEXT, "next     ", hang);
    }
    if (listener_word(item))
        draw_terms(t, v, item, ACM_REF_PERFORMER, "  by ", hang);
    if (item->flags & ACM_ITEM_REPEATS)
        put_wrapped(t, hang, hang, TONE_DIM, "  repeats");
    draw_controls(t, v, item->id, hang);
    draw_conditions(t, v, item->id, ACM_CONDITION_INPUT, hang);
    draw_conditions(t, v, tree_outcomes(v, item), ACM_CONDITION_OUTCOME, hang);
    free(hang);
}

static void draw(const terminal *t, const view *v)
{
    columns c = measure(v);
    for (size_t i = 0; i < v->item_count; i++) {
        const acm_item *item = &v->items[i];
        if (!view_keeps(v, item->id))
            continue;
        row r = make_row(v, item);
        bool heading = item->part != ACM_PART_TASK && item->part != ACM_PART_OUTCOMES;
        draw_row(t, &r, &c, heading ? TONE_BOLD : TONE_PLAIN);
        row_free(&r);
        draw_details(t, v, item);
    }
    put(t, TONE_DIM,
        "\nM mandatory  O optional  ☐ to be confirmed  ◇ may be confirmed, blocks nothing\n");
}

static void show(view *v, const arguments *a)
{
    terminal t = terminal_open();
    if (a->numbers)
        show_numbers(v, a->json);
    else if (a->json)
        show_json(v);
    else
        draw(&t, v);
}

int command_show(const arguments *a)
{
    char *fault = NULL;
    acm_diagnostics *found;
    acm_playbook *playbook = load_playbook(a->operands, a->count, reading_of(a), &found, &fault);
    print_findings(stderr, found);
    acm_diagnostics_free(found);
    if (!playbook)
        return unusable(fault);
    view v;
    view_open(&v, playbook, a->language);
    bool known = filter_view(&v, a, &fault);
    if (known)
        show(&v, a);
    view_close(&v);
    return known ? FINE : unusable(fault);
}
