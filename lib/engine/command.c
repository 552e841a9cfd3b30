/* command.c - what each command does to a case; settling does the rest. */
#include "engine/command.h"

#include "base/error.h"
#include "base/instant.h"
#include "engine/blockers.h"
#include "engine/extra.h"
#include "engine/fact.h"

#include <math.h>
#include <string.h>

void acm__run_put_extra(acm__run *r, const acm__change *change)
{
    acm__extra *extra = acm__extra_with(r->p, r->c->extra, change);
    if (!extra) {
        r->status = ACM_E_NOMEM;
        return;
    }
    if (r->c->extra != r->extra_before) /* made by this command, and nobody will go back to it */
        acm__free(&r->p->arena.allocator, r->c->extra);
    r->c->extra = extra;
}

static void record_text(acm__run *r, acm_event_kind kind, acm__str text)
{
    uint32_t detail = acm__log_put_text(r->log, text.at, text.len);
    if (detail)
        acm__run_event(r, kind, 0, 0, detail, 0, 0);
    else
        r->status = ACM_E_NOMEM;
}

static void carry_transition(acm__run *r, const void *what)
{
    const acm__order *o = what;
    bool of_case = o->instance.item == r->c->plan;
    acm_transition transition = acm__command_transition(o->command->kind, of_case);
    if (of_case)
        acm__run_case_transition(r, transition);
    else
        acm__run_transition(r, o->instance, transition, ACM_CAUSE_COMMAND, 0);
}

static void carry_condition(acm__run *r, const void *what)
{
    const acm__order *o = what;
    acm_id id = o->command->item;
    uint32_t index = id - acm__condition_id(r->p, 0);
    acm__instance carrier = o->instance;
    acm__view v = acm__run_view(r);
    acm_condition_state from = acm__view_condition(&v, index, carrier.block);
    acm_id instance = acm__instance_id(r->c, carrier);
    uint32_t detail = 0;
    if (o->command->kind == ACM_COMMAND_WAIVE) {
        detail = acm__log_put_text(r->log, o->text.at, o->text.len);
        if (!detail) {
            r->status = ACM_E_NOMEM;
            return;
        }
    }
    acm_condition_state to = o->command->kind == ACM_COMMAND_CONFIRM ? ACM_CONDITION_STATE_CONFIRMED
                             : o->command->kind == ACM_COMMAND_WAIVE ? ACM_CONDITION_STATE_WAIVED
                                                                     : ACM_CONDITION_STATE_OPEN;
    acm__run_set_condition(r, index, carrier.block, to);
    acm__run_event(r, ACM_EVENT_CONFIRM + (o->command->kind - ACM_COMMAND_CONFIRM), id, instance,
                   detail, from, to);
    bool is_stage = r->p->items[carrier.item].kind == ACM_ITEM_STAGE;
    acm__run_check(r, is_stage ? carrier : acm__instance_parent(r->c, carrier));
}

/* Puts a text behind the last one of the log, so that the two become one. */
static void append_text(void *to, acm__str text)
{
    acm__run *r = to;
    if (r->status)
        return;
    r->log->text_len--;
    if (!acm__log_put_text(r->log, text.at, text.len))
        r->status = ACM_E_NOMEM;
}

/* Facts that are one command with the next are no commands of their own. */
static void record_fact(acm__run *r, const acm__order *o)
{
    uint32_t detail = acm__log_put_text(r->log, "", 0);
    if (!detail)
        r->status = ACM_E_NOMEM;
    if (o->command->kind == ACM_COMMAND_REMOVE_FACT)
        append_text(r, o->text);
    else
        acm__fact_write(o->text, acm__extra_fact(r->c->extra, o->text), append_text, r);
    if (!r->status)
        acm__run_event(r, ACM_EVENT_SET_FACT + (o->command->kind - ACM_COMMAND_SET_FACT), 0, 0,
                       detail, 0, 0);
    if (!r->status && (o->command->flags & ACM_COMMAND_WITH_NEXT))
        r->log->events[r->log->count - 1].cause = ACM_CAUSE_WITH_NEXT;
}

acm__change acm__order_change(const acm__order *o)
{
    return (acm__change){.name = o->text,
                         .remove = o->command->kind == ACM_COMMAND_REMOVE_FACT,
                         .kind = o->command->value_kind,
                         .integer = o->command->integer,
                         .real = o->command->real,
                         .text = o->value};
}

static void carry_fact(acm__run *r, const void *what)
{
    const acm__order *o = what;
    acm__change change = acm__order_change(o);
    acm__run_put_extra(r, &change);
    if (!r->status)
        record_fact(r, o);
    r->changed |= ACM__EXPR_FACTS;
}

static void carry_claim(acm__run *r, const void *what)
{
    const acm__order *o = what;
    acm_id instance = acm__instance_id(r->c, o->instance);
    acm__change change = {.claim = {instance, o->command->actor}};
    acm_state state = acm__run_state(r, o->instance);
    acm__run_put_extra(r, &change);
    acm__run_event(r, ACM_EVENT_CLAIM, o->instance.item, instance, 0, state, state);
}

static void carry_time(acm__run *r, const void *what)
{
    (void)what;
    acm__run_advance(r);
    if (!r->status)
        acm__run_event(r, ACM_EVENT_TIME, 0, 0, 0, 0, 0);
}

static void carry_scope(acm__run *r, const void *what)
{
    const acm__order *o = what;
    acm__run_set_scope(r, o->text);
    if (r->status)
        return;
    record_text(r, ACM_EVENT_SET_SCOPE, o->text);
    acm__run_rescope(r);
}

const acm__command_rule acm__command_rules[ACM_COMMAND_CLAIM + 1] = {
    [ACM_COMMAND_START] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_COMPLETE] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_DISABLE] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_REENABLE] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_TERMINATE] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_SUSPEND] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_RESUME] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_FAULT] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_REACTIVATE] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_OCCUR] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_CLOSE] = {carry_transition, ACM__TARGET_ITEM, false},
    [ACM_COMMAND_CONFIRM] = {carry_condition, ACM__TARGET_CONDITION, false},
    [ACM_COMMAND_WITHDRAW] = {carry_condition, ACM__TARGET_CONDITION, false},
    [ACM_COMMAND_WAIVE] = {carry_condition, ACM__TARGET_CONDITION, true},
    [ACM_COMMAND_SET_FACT] = {carry_fact, ACM__TARGET_CASE, true},
    [ACM_COMMAND_REMOVE_FACT] = {carry_fact, ACM__TARGET_CASE, true},
    [ACM_COMMAND_SET_SCOPE] = {carry_scope, ACM__TARGET_CASE, false},
    [ACM_COMMAND_ADVANCE] = {carry_time, ACM__TARGET_CASE, false},
    [ACM_COMMAND_CLAIM] = {carry_claim, ACM__TARGET_ITEM, false},
};

static acm_status slice(acm__str block, uint32_t at, uint32_t len, acm__str *out, acm_error *err)
{
    *out = (acm__str){"", 0};
    if (!len)
        return ACM_OK;
    if (at > block.len || len > block.len - at)
        return acm__error(err, ACM_E_INVALID, "the text of a command lies outside its block");
    if (acm__utf8_check(block.at + at, len) != len)
        return acm__error(err, ACM_E_ENCODING, "the text of a command is not UTF-8, or has a NUL");
    *out = (acm__str){block.at + at, len};
    return ACM_OK;
}

static bool has_empty_line(acm__str text)
{
    acm__str line;
    bool found = text.len && text.at[text.len - 1] == '\n';
    while (!found && acm__str_take(&text, '\n', &line))
        found = !line.len;
    return found;
}

/* What is wrong with the value of a fact, NULL if nothing is. */
static const char *value_fault(const acm_command *c, acm__str text)
{
    if (c->kind != ACM_COMMAND_SET_FACT)
        return NULL;
    if (c->value_kind < ACM_VALUE_NULL || c->value_kind > ACM_VALUE_SET)
        return "the value of a fact is of no kind";
    if (c->value_kind == ACM_VALUE_DOUBLE && !isfinite(c->real))
        return "the value of a fact is not finite";
    if (c->value_kind == ACM_VALUE_TIME &&
        (c->integer < ACM__INSTANT_MIN || c->integer > ACM__INSTANT_MAX))
        return "the time that a fact gives lies outside the years 1 to 9999";
    if (c->value_kind == ACM_VALUE_SET && has_empty_line(text))
        return "a member of the set that a fact gives is empty";
    return NULL;
}

/* Only facts can be one command with what follows. */
static bool flags_are_fine(const acm_command *c)
{
    bool is_fact = c->kind == ACM_COMMAND_SET_FACT || c->kind == ACM_COMMAND_REMOVE_FACT;
    return !c->flags || (is_fact && c->flags == ACM_COMMAND_WITH_NEXT);
}

acm_status acm__order_read(const acm_command *record, size_t stride, acm__str block,
                           acm_command *copy, acm__order *out, acm_error *err)
{
    const acm_command *k = record;
    if (stride != sizeof *copy) {
        if (!acm__struct_read(copy, sizeof *copy, record, stride, sizeof *copy))
            return acm__error(err, ACM_E_VERSION,
                              "a command holds what this version does not know");
        k = copy;
    }
    out->command = k;
    if (k->kind < ACM_COMMAND_START || k->kind > ACM_COMMAND_CLAIM)
        return acm__error(err, ACM_E_INVALID, "%d is no command", k->kind);
    if (!flags_are_fine(k))
        return acm__error(err, ACM_E_INVALID, "a command has flags that do not fit");
    acm_status status = slice(block, k->text_at, k->text_len, &out->text, err);
    if (!status)
        status = slice(block, k->value_at, k->value_len, &out->value, err);
    const char *fault = status ? NULL : value_fault(k, out->value);
    if (fault)
        return acm__error(err, ACM_E_INVALID, "%s", fault);
    if (!status && acm__command_rules[k->kind].takes_text && !out->text.len)
        status = acm__error(err, ACM_E_INVALID,
                            k->kind == ACM_COMMAND_WAIVE ? "waiving needs a reason"
                                                         : "the name of the fact is missing");
    return status;
}
