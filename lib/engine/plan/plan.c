/* plan.c - plans as callers ask for them: what they may say, the search, and the steps carried out once. */
#include "base/error.h"
#include "base/records.h"
#include "engine/plan/search.h"

#include <string.h>

enum {
    DEFAULT_STEPS = 10000,
    DEFAULT_STATES = 20000,
    DEFAULT_BYTES = 256 << 20
};

void acm_plan_options_init(acm_plan_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

void acm_plan_result_init(acm_plan_result *result)
{
    if (!result)
        return;
    memset(result, 0, sizeof *result);
    result->struct_size = sizeof *result;
}

/* Commands that a plan can be told to have. */
static const uint32_t possible =
    (2u << ACM_COMMAND_SET_FACT) - (1u << ACM_COMMAND_START) + (1u << ACM_COMMAND_ADVANCE);

static acm_status check_goal(const acm_case *c, acm_plan_options *o, acm_error *err)
{
    const acm_playbook *p = c->playbook;
    bool is_condition = acm__playbook_condition(p, o->item) != NULL;
    uint32_t known =
        is_condition ? (2u << ACM_CONDITION_STATE_WAIVED) - 2 : (2u << ACM_STATE_CLOSED) - 2;
    if (o->item && !is_condition && !acm__playbook_item(p, o->item))
        return acm__error(err, ACM_E_NOTFOUND, "the playbook has no item or condition %u", o->item);
    if (o->states & ~known)
        return acm__error(err, ACM_E_INVALID, "states 0x%x cannot be wanted", o->states);
    if (!o->states)
        o->states = is_condition
                        ? 1u << ACM_CONDITION_STATE_CONFIRMED | 1u << ACM_CONDITION_STATE_WAIVED
                        : 1u << ACM_STATE_COMPLETED;
    return ACM_OK;
}

static acm_status check_people(const acm_case *c, const acm_plan_options *o, acm_error *err)
{
    if (o->people < ACM_PLAN_ANYBODY || o->people > ACM_PLAN_ACTOR)
        return acm__error(err, ACM_E_INVALID, "%d says nothing of people", o->people);
    if (o->people == ACM_PLAN_ACTOR && (!o->actor || !acm__case_knows(c, o->actor)))
        return acm__error(err, ACM_E_NOTFOUND, "the roster has no participant %u", o->actor);
    return ACM_OK;
}

static acm_status check_reason(const acm_plan_options *o, acm_error *err)
{
    if (!(o->commands >> ACM_COMMAND_WAIVE & 1))
        return ACM_OK;
    if (!o->reason_len || o->reason_at > o->text_len || o->reason_len > o->text_len - o->reason_at)
        return acm__error(err, ACM_E_INVALID, "waiving needs a reason");
    if (acm__utf8_check(o->text + o->reason_at, o->reason_len) < o->reason_len)
        return acm__error(err, ACM_E_ENCODING, "the reason is not UTF-8, or has a NUL");
    return ACM_OK;
}

static acm_status check_options(const acm_case *c, const acm_plan_options *from,
                                acm_plan_options *out, acm_error *err)
{
    acm_plan_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "plan options of another version");
    if (out->fact_count && (!out->facts || out->fact_stride < sizeof *out->facts))
        return acm__error(err, out->facts ? ACM_E_VERSION : ACM_E_INVALID,
                          "facts are missing, or too small");
    if (out->flags & ~ACM_PLAN_MILESTONES || out->commands & ~possible ||
        (out->text_len && !out->text) || out->fact_count > UINT16_MAX - 1u)
        return acm__error(err, ACM_E_INVALID, "flags, commands, facts or text make no sense");
    acm_status status = check_reason(out, err);
    if (!status)
        status = check_goal(c, out, err);
    return status ? status : check_people(c, out, err);
}

/* The index of a fact's name among those of the choices before it; their number so far if it is new. */
static uint32_t name_of(const acm__wish *w, acm__str name)
{
    for (uint32_t i = 0; i < w->choice_count; i++)
        if (acm__str_equal(w->choices[i].name, name))
            return w->choices[i].name_index;
    return w->name_count;
}

static acm_status add_choice(acm__wish *w, const acm_plan_options *o, uint32_t index,
                             acm_error *err)
{
    const acm_playbook *p = w->c->playbook;
    acm__choice *choice = &w->choices[w->choice_count];
    acm__order order;
    acm_command copy;
    const void *record = (const char *)o->facts + (size_t)index * o->fact_stride;
    acm_status status = acm__order_read(record, o->fact_stride, w->text, &copy, &order, err);
    if (status)
        return status;
    if (order.command->kind != ACM_COMMAND_SET_FACT || order.command->flags)
        return acm__error(err, ACM_E_INVALID, "a plan may only be told of facts to be set");
    acm__change change = acm__order_change(&order);
    *choice = (acm__choice){
        .command = *order.command, .name = order.text, .name_index = name_of(w, order.text)};
    choice->extra = acm__extra_with(p, NULL, &change);
    if (!choice->extra)
        return acm__nomem(err);
    choice->value = acm__extra_fact(choice->extra, choice->name);
    if (w->people == ACM_PLAN_ACTOR)
        choice->command.actor = w->actor;
    if (choice->command.actor > (w->c->people ? w->c->people->count : 0))
        status = acm__error(err, ACM_E_NOTFOUND, "the roster has no participant %u",
                            choice->command.actor);
    w->name_count += choice->name_index == w->name_count;
    w->choice_count++;
    return status;
}

static void drop_wish(acm__wish *w)
{
    if (!w->c)
        return;
    const acm_allocator *a = &w->c->playbook->arena.allocator;
    for (uint32_t i = 0; i < w->choice_count; i++)
        acm__free(a, w->choices[i].extra);
    acm__free(a, w->choices);
    acm_case_free(w->c);
}

static acm_status make_wish(const acm_case *c, const acm_plan_options *o, acm_log *log,
                            acm__wish *w, acm_error *err)
{
    *w = (acm__wish){.item = o->item ? o->item : c->plan,
                     .of_case = !o->item,
                     .states = o->states,
                     .commands = o->commands ? o->commands : ACM_PLAN_COMMANDS,
                     .flags = o->flags,
                     .roles = acm__roles_mode(c),
                     .people = o->people,
                     .actor = o->actor,
                     .text = {o->text ? o->text : "", o->text_len},
                     .reason_at = o->reason_at,
                     .reason_len = o->reason_len,
                     .max_steps = o->max_steps ? o->max_steps : DEFAULT_STEPS,
                     .max_states = o->max_states ? o->max_states : DEFAULT_STATES,
                     .max_bytes = o->max_bytes ? o->max_bytes : DEFAULT_BYTES};
    acm_status status = acm_case_dup(c, log, &w->c, err);
    if (status)
        return status;
    w->c->flags |= ACM__CASE_RECORDS_ROLES;
    w->choices =
        acm__calloc(&c->playbook->arena.allocator, (size_t)o->fact_count + 1, sizeof *w->choices);
    if (!w->choices)
        return acm__nomem(err);
    for (uint32_t i = 0; i < o->fact_count && !status; i++)
        status = add_choice(w, o, i, err);
    return status;
}

/* Carries the plan out on a copy, and gives its steps. */
static acm_status carry_out(acm__wish *w, const acm__search *s, acm__records *steps, acm_error *err)
{
    for (uint32_t i = 0; i < s->best_count; i++) {
        acm_plan_step step = {.reserved = 0};
        step.command = acm__move_command(w, w->c, &s->best[i], &step.role);
        acm_status status = acm_case_post(w->c, &step.command, sizeof step.command, 1, w->text.at,
                                          w->text.len, NULL, err);
        acm_log_clear(w->c->log);
        if (status)
            return status;
        acm__records_put(steps, &step, sizeof step);
    }
    return acm__assert_that(acm__wish_holds(w, w->c))
               ? ACM_OK
               : acm__error(err, ACM_E_INTERNAL, "a plan does not lead to its goal");
}

static void report(const acm__search *s, acm_plan_result *out)
{
    acm_plan_result own;
    if (!out)
        return;
    acm_plan_result_init(&own);
    own.struct_size = out->struct_size;
    own.verdict = !s->exhausted ? ACM_PLAN_UNKNOWN
                  : s->has_best ? ACM_PLAN_FOUND
                                : ACM_PLAN_IMPOSSIBLE;
    own.has_plan = s->has_best;
    own.at_least = s->exhausted ? s->best_count : s->at_least;
    own.states = s->states;
    own.bytes = s->most_bytes;
    acm__struct_write(out, out->struct_size, &own, sizeof own);
}

static acm_status find_plan(acm__wish *w, acm__records *steps, acm_plan_result *result,
                            acm_error *err)
{
    acm__search s;
    if (acm__wish_holds(w, w->c)) {
        s = (acm__search){.wish = w, .has_best = true, .exhausted = true};
        report(&s, result);
        return ACM_OK;
    }
    acm__search_run(&s, w);
    acm_status status = s.status ? acm__nomem(err) : ACM_OK;
    if (!status && s.has_best)
        status = carry_out(w, &s, steps, err);
    if (!status)
        report(&s, result);
    acm__search_dispose(&s);
    return status;
}

acm_status acm_case_plan(const acm_case *c, const acm_plan_options *options, acm_plan_step *out,
                         size_t stride, size_t capacity, size_t *count, acm_plan_result *result,
                         acm_error *err)
{
    acm__records steps;
    acm_plan_options own;
    acm__wish wish = {.c = NULL};
    acm_log *log = NULL;
    acm_status status =
        acm__records_begin(&steps, c, out, stride, capacity, sizeof(acm_plan_step), count);
    if (status)
        return acm__error(err, status, "case, steps or their number are missing, or too small");
    if (result && result->struct_size < sizeof *result)
        return acm__error(err, ACM_E_VERSION, "a plan result of another version");
    status = check_options(c, options, &own, err);
    if (!status)
        status = acm_log_new(&c->playbook->arena.allocator, &log, err);
    if (!status)
        status = make_wish(c, &own, log, &wish, err);
    if (!status)
        status = find_plan(&wish, &steps, result, err);
    if (!status)
        *count = steps.count;
    drop_wish(&wish);
    acm_log_free(log);
    return status;
}
