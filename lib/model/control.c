/* control.c - what items and conditions are told beyond their flags. */
#include "base/duration.h"
#include "base/error.h"
#include "base/instant.h"
#include "model/builder.h"

enum {
    DAY = 86400000
};

/* Reads a due time; at = NULL takes it back. */
static acm_status read_due(acm__str text, acm__control *control, acm_error *err)
{
    bool day = false;
    control->due = text;
    control->due_time = 0;
    control->due_kind = ACM_DUE_NONE;
    if (!text.at)
        return ACM_OK;
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

static acm_status set_due(acm_builder *b, acm__control *control, const char *text, acm_error *err)
{
    acm__str own = {NULL, 0};
    acm_status status =
        text ? acm__builder_take_text(b, text, ACM_NTS, ACM__MAX_KEY, &own, err) : ACM_OK;
    if (!status)
        status = read_due(own, control, err);
    if (status || !text)
        return status;
    control->due = acm__str_copy(&b->arena, own.at, own.len);
    return control->due.at ? ACM_OK : acm__nomem(err);
}

static acm_status set_expression(acm_builder *b, const acm__expr **expr, const char *text,
                                 acm_error *err)
{
    *expr = NULL;
    return text ? acm__builder_condition(b, text, expr, err) : ACM_OK;
}

static acm_status control_item(acm_builder *b, acm__draft_item *item, acm_control kind,
                               const char *text, acm_error *err)
{
    acm__control control = {.required_when = NULL};
    if (item->control)
        control = b->controls.at[item->control - 1];
    acm_status status = kind == ACM_CONTROL_DUE ? set_due(b, &control, text, err)
                        : kind == ACM_CONTROL_ENABLE_WHEN
                            ? set_expression(b, &control.enable_when, text, err)
                            : set_expression(b, &control.required_when, text, err);
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
                                    const char *text, acm_error *err)
{
    const acm__expr *expr;
    if (!condition->criterion)
        return acm__error(err, ACM_E_MODEL, "'%s' feeds no criterion", condition->key.at);
    acm_status status = set_expression(b, &expr, text, err);
    if (!status)
        condition->blocks_when = expr;
    return status;
}

acm_status acm_builder_control(acm_builder *builder, acm_id id, acm_control control,
                               const char *text, acm_error *err)
{
    if (!builder || control < ACM_CONTROL_REQUIRED_WHEN || control > ACM_CONTROL_BLOCKS_WHEN)
        return acm__error(err, ACM_E_INVALID, "builder is missing, or %d is no control", control);
    uint32_t item = acm__builder_index(builder, id, ACM__OBJECT_ITEM);
    uint32_t condition = acm__builder_index(builder, id, ACM__OBJECT_CONDITION);
    if (item == UINT32_MAX && condition == UINT32_MAX)
        return acm__error(err, ACM_E_NOTFOUND, "no such item or condition in this builder");
    if ((item == UINT32_MAX) != (control == ACM_CONTROL_BLOCKS_WHEN))
        return acm__error(err, ACM_E_MODEL, "control %d does not fit %s", control,
                          item == UINT32_MAX ? "a condition" : "an item");
    if (condition != UINT32_MAX)
        return control_condition(builder, &builder->conditions.at[condition], text, err);
    if (!builder->items.at[item].parent && control != ACM_CONTROL_DUE)
        return acm__error(err, ACM_E_MODEL, "the root is always required and enabled");
    return control_item(builder, &builder->items.at[item], control, text, err);
}

static const acm__control *control_of(const acm_playbook *p, acm_id id)
{
    const acm__item *item = acm__playbook_item(p, id);
    return item && item->control ? &p->controls[item->control - 1] : NULL;
}

static acm__str text_of(const acm_playbook *p, acm_id id, acm_control kind)
{
    const acm__control *control = control_of(p, id);
    const acm__condition *condition = acm__playbook_condition(p, id);
    const acm__expr *expr = NULL;
    if (condition && kind == ACM_CONTROL_BLOCKS_WHEN)
        expr = condition->blocks_when;
    if (control && kind == ACM_CONTROL_DUE)
        return control->due;
    if (control && kind == ACM_CONTROL_REQUIRED_WHEN)
        expr = control->required_when;
    if (control && kind == ACM_CONTROL_ENABLE_WHEN)
        expr = control->enable_when;
    return expr ? acm__expr_text(expr) : (acm__str){NULL, 0};
}

const char *acm_playbook_control(const acm_playbook *playbook, acm_id id, acm_control control,
                                 size_t *len)
{
    acm__str text = text_of(playbook, id, control);
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
