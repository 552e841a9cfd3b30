/* control.c - what items and conditions are told beyond their flags. */
#include "model/control.h"

#include "base/duration.h"
#include "base/error.h"
#include "base/instant.h"
#include "base/timer.h"
#include "model/builder.h"

#include <stddef.h>
#include <string.h>

enum {
    DAY = 86400000
};

/* How a control is read. */
enum {
    EXPRESSION, /* that is true or false */
    DUE_TIME,
    TIMER, /* a time, or an expression that gives one */
    NAME,  /* of a fact, as expressions write it */
    TEXT,
    COMPLETION_WORD,
    TYPE_WORD
};

/* What it fits: bits by kind of item, and the root. */
enum {
    ROOT = 1 << 0,
    STAGE = 1 << ACM_ITEM_STAGE,
    TASK = 1 << ACM_ITEM_TASK,
    TIMERS = 1 << ACM_ITEM_TIMER_LISTENER,
    LISTENERS = TIMERS | 1 << ACM_ITEM_USER_LISTENER | 1 << ACM_ITEM_EVENT_LISTENER,
    WORK = STAGE | TASK,
    GUARDED = WORK | 1 << ACM_ITEM_MILESTONE, /* those with entry criteria */
    ITEMS = GUARDED | LISTENERS,
    NOWHERE = UINT8_MAX
};

#define AT(member) offsetof(acm__control, member)

/* A row: what it fits, how it is read, where in acm__control its expression and its text are kept. */
static const struct {
    uint8_t fits, form, expr, text;
} rules[ACM__CONTROL_END] = {
    [ACM_CONTROL_REQUIRED_WHEN] = {GUARDED, EXPRESSION, AT(required_when), NOWHERE},
    [ACM_CONTROL_ENABLE_WHEN] = {GUARDED, EXPRESSION, AT(enable_when), NOWHERE},
    [ACM_CONTROL_DUE] = {ROOT | ITEMS, DUE_TIME, NOWHERE, AT(due)},
    [ACM_CONTROL_BLOCKS_WHEN] = {0, EXPRESSION, NOWHERE, NOWHERE},
    [ACM_CONTROL_MANUAL_WHEN] = {WORK, EXPRESSION, AT(manual_when), NOWHERE},
    [ACM_CONTROL_REPEAT_WHEN] = {ITEMS, EXPRESSION, AT(repeat_when), NOWHERE},
    [ACM_CONTROL_AUTO_COMPLETE_WHEN] = {ROOT | STAGE, EXPRESSION, AT(auto_complete_when), NOWHERE},
    [ACM_CONTROL_AVAILABLE_WHEN] = {LISTENERS, EXPRESSION, AT(available_when), NOWHERE},
    [ACM_CONTROL_TIMER] = {TIMERS, TIMER, AT(timer_expr), AT(timer)},
    [ACM_CONTROL_COUNTER] = {ITEMS, NAME, NOWHERE, AT(counter)},
    [ACM_CONTROL_PARENT_COMPLETION] = {ITEMS, COMPLETION_WORD, NOWHERE, AT(completion)},
    [ACM_CONTROL_ORIGIN] = {ROOT | ITEMS, TEXT, NOWHERE, AT(origin)},
    [ACM_CONTROL_DEFINITION] = {ROOT | ITEMS, TEXT, NOWHERE, AT(definition)},
    [ACM_CONTROL_TYPE] = {TASK, TYPE_WORD, NOWHERE, AT(type)},
};

/* Where a control keeps its expression or its text; NULL if it has none. */
static const acm__expr **expr_at(acm__control *control, acm_control kind)
{
    uint8_t at = rules[kind].expr;
    return at == NOWHERE ? NULL : (void *)((char *)control + at);
}

static acm__str *text_at(acm__control *control, acm_control kind)
{
    uint8_t at = rules[kind].text;
    return at == NOWHERE ? NULL : (void *)((char *)control + at);
}

const acm__expr *acm__control_expr(const acm__control *control, acm_control kind)
{
    const acm__expr **expr = expr_at((acm__control *)control, kind);
    return expr ? *expr : NULL;
}

void acm__control_copy(acm__control *control, acm__arena *arena, bool texts)
{
    for (acm_control kind = ACM_CONTROL_REQUIRED_WHEN; kind < ACM__CONTROL_END; kind++) {
        const acm__expr **expr = expr_at(control, kind);
        acm__str *text = text_at(control, kind);
        if (expr && *expr)
            *expr = acm__expr_copy(arena, *expr);
        if (text && text->at && texts)
            *text = acm__str_copy(arena, text->at, text->len);
    }
}

static acm_status read_due(acm__str text, acm__control *control, acm_error *err)
{
    bool day = false;
    if (acm__duration_parse(text, &control->due_time))
        control->due_kind = ACM_DUE_AFTER_START;
    else if (acm__instant_parse(text, &control->due_time, &day))
        control->due_kind = ACM_DUE_AT;
    else
        return acm__error(err, ACM_E_SYNTAX,
                          "no duration such as \"P5D\", no date and no time with its zone");
    if (day)
        control->due_time += DAY;
    return ACM_OK;
}

static acm_status read_timer_expr(acm_builder *b, acm__str text, acm__control *control,
                                  acm_error *err)
{
    uint32_t type;
    acm_status status = acm__expr_parse(&b->arena, text, &control->timer_expr, err);
    if (!status)
        status = acm__expr_type(control->timer_expr, text, &type, err);
    if (status || (type & (ACM__TYPE_TIME | ACM__TYPE_STRING | ACM__TYPE_SPAN)))
        return status;
    acm__error(err, ACM_E_MODEL, "the whole is never a time");
    acm__error_at(err, 1, 1, 0);
    return ACM_E_MODEL;
}

static acm_status read_timer(acm_builder *b, acm__str text, acm__control *control, acm_error *err)
{
    acm__timer timer;
    if (text.len > 1 && (text.at[0] == '$' || text.at[0] == '#') && text.at[1] == '{')
        return read_timer_expr(b, text, control, err);
    if (text.len <= ACM__MAX_KEY && acm__timer_parse(text, &timer))
        return ACM_OK;
    return acm__error(err, ACM_E_SYNTAX,
                      "no duration such as \"PT1H\", no time with its zone, no repetition such as "
                      "\"R3/PT1H\" and no ${...}");
}

/* What an expression reads as the name of a fact, and nothing but that. */
static acm_status read_name(acm_builder *b, acm__str text, acm_error *err)
{
    const acm__expr *expr;
    acm__str name;
    acm_status status = acm__expr_parse(&b->arena, text, &expr, NULL);
    if (status == ACM_E_NOMEM)
        return acm__nomem(err);
    if (!status && acm__expr_fact(expr, 0, &name) && acm__str_equal(name, text))
        return ACM_OK;
    return acm__error(err, ACM_E_SYNTAX, "'%.*s' is no name that expressions know",
                      ACM__SHOWN(text));
}

static acm_status read_text(acm__str text, acm_error *err)
{
    bool plain = text.len > 0;
    for (uint32_t i = 0; i < text.len; i++)
        plain = plain && (unsigned char)text.at[i] >= ' ' && text.at[i] != 0x7f;
    return plain ? ACM_OK
                 : acm__error(err, ACM_E_SYNTAX, "the text is empty or has control characters");
}

/* Takes one of the words of a list, by number from 1. */
static acm_status read_word(const char *const *words, uint32_t count, acm__str text, int32_t *word,
                            acm_error *err)
{
    for (*word = 1; *word <= (int32_t)count; ++*word)
        if (strcmp(text.at, words[*word - 1]) == 0)
            return ACM_OK;
    return acm__error_words(err, words, count);
}

static acm_status read_completion(acm__str text, acm__control *control, acm_error *err)
{
    static const char *const words[] = {
        "ignore", "ignore-if-available", "ignore-if-available-or-enabled",
        "ignore-after-first-completion", "ignore-after-first-completion-if-available-or-enabled"};
    return read_word(words, sizeof words / sizeof words[0], text, &control->parent_completion, err);
}

static acm_status read_type(acm__str text, acm_error *err)
{
    static const char *const words[] = {"human", "process", "case", "decision"};
    int32_t word;
    return read_word(words, sizeof words / sizeof words[0], text, &word, err);
}

/* Reads what a control is told into an empty place of it, short of keeping the text. */
static acm_status read_control(acm_builder *b, acm_control kind, acm__str text,
                               acm__control *control, acm_error *err)
{
    switch (rules[kind].form) {
    case DUE_TIME:
        return read_due(text, control, err);
    case TIMER:
        return read_timer(b, text, control, err);
    case NAME:
        return read_name(b, text, err);
    case COMPLETION_WORD:
        return read_completion(text, control, err);
    case TYPE_WORD:
        return read_type(text, err);
    case TEXT:
        return read_text(text, err);
    default:
        return acm__expr_parse_condition(&b->arena, text, expr_at(control, kind), err);
    }
}

static void forget(acm__control *control, acm_control kind)
{
    const acm__expr **expr = expr_at(control, kind);
    acm__str *text = text_at(control, kind);
    if (expr)
        *expr = NULL;
    if (text)
        *text = (acm__str){NULL, 0};
    if (kind == ACM_CONTROL_DUE) {
        control->due_kind = ACM_DUE_NONE;
        control->due_time = 0;
    }
    if (kind == ACM_CONTROL_PARENT_COMPLETION)
        control->parent_completion = ACM_PARENT_COMPLETION_COUNTS;
}

static acm_status set_control(acm_builder *b, acm_control kind, const char *text,
                              acm__control *control, acm_error *err)
{
    acm__str own, *kept = text_at(control, kind);
    size_t max = rules[kind].expr == NOWHERE ? ACM__MAX_KEY : ACM__MAX_TEXT;
    acm_status status = acm__builder_take_text(b, text, ACM_NTS, max, &own, err);
    if (!status)
        status = read_control(b, kind, own, control, err);
    if (status || !kept)
        return status;
    *kept = acm__str_copy(&b->arena, own.at, own.len);
    return kept->at ? ACM_OK : acm__nomem(err);
}

static acm_status control_item(acm_builder *b, acm__draft_item *item, acm_control kind,
                               const char *text, acm_error *err)
{
    acm__control control = {.required_when = NULL};
    if (!(rules[kind].fits >> (item->parent ? item->kind : 0) & 1))
        return acm__error(err, ACM_E_MODEL, "control %d does not fit '%s'", kind, item->key.at);
    if (item->control)
        control = b->controls.at[item->control - 1];
    forget(&control, kind);
    acm_status status = text ? set_control(b, kind, text, &control, err) : ACM_OK;
    if (status)
        return status;
    if (!item->control && !acm__list_push(&b->arena, &b->controls))
        return acm__nomem(err);
    if (!item->control)
        item->control = b->controls.count;
    b->controls.at[item->control - 1] = control;
    return ACM_OK;
}

static acm_status control_condition(acm_builder *b, acm__draft_condition *condition,
                                    acm_control kind, const char *text, acm_error *err)
{
    const acm__expr *expr = NULL;
    if (kind != ACM_CONTROL_BLOCKS_WHEN)
        return acm__error(err, ACM_E_MODEL, "control %d does not fit a condition", kind);
    if (!condition->criterion)
        return acm__error(err, ACM_E_MODEL, "'%s' feeds no criterion", condition->key.at);
    acm_status status = text ? acm__builder_condition(b, text, &expr, err) : ACM_OK;
    if (!status)
        condition->blocks_when = expr;
    return status;
}

acm_status acm_builder_control(acm_builder *builder, acm_id id, acm_control control,
                               const char *text, acm_error *err)
{
    if (!builder || control < ACM_CONTROL_REQUIRED_WHEN || control >= ACM__CONTROL_END)
        return acm__error(err, ACM_E_INVALID, "builder is missing, or %d is no control", control);
    uint32_t item = acm__builder_index(builder, id, ACM__OBJECT_ITEM);
    uint32_t condition = acm__builder_index(builder, id, ACM__OBJECT_CONDITION);
    if (item == UINT32_MAX && condition == UINT32_MAX)
        return acm__error(err, ACM_E_NOTFOUND, "no such item or condition in this builder");
    if (item == UINT32_MAX)
        return control_condition(builder, &builder->conditions.at[condition], control, text, err);
    return control_item(builder, &builder->items.at[item], control, text, err);
}

static const acm__control *control_of(const acm_playbook *p, acm_id id)
{
    return acm__playbook_item(p, id) ? acm__control_of(p, id) : NULL;
}

static acm__str told(const acm_playbook *p, acm_id id, acm_control kind)
{
    const acm__control *control = control_of(p, id);
    const acm__condition *condition = acm__playbook_condition(p, id);
    const acm__expr *expr = NULL;
    if (condition && kind == ACM_CONTROL_BLOCKS_WHEN)
        expr = condition->blocks_when;
    if (control && kind >= ACM_CONTROL_REQUIRED_WHEN && kind < ACM__CONTROL_END) {
        const acm__str *text = text_at((acm__control *)control, kind);
        if (text)
            return *text;
        expr = acm__control_expr(control, kind);
    }
    return expr ? acm__expr_text(expr) : (acm__str){NULL, 0};
}

const char *acm_playbook_control(const acm_playbook *playbook, acm_id id, acm_control control,
                                 size_t *len)
{
    acm__str text = told(playbook, id, control);
    if (len)
        *len = text.len;
    return text.at;
}

acm_due acm_playbook_due(const acm_playbook *playbook, acm_id item, int64_t *milliseconds)
{
    const acm__control *control = control_of(playbook, item);
    if (milliseconds)
        *milliseconds = control ? control->due_time : 0;
    return control ? control->due_kind : ACM_DUE_NONE;
}
