#include "base/records.h"
#include "engine/command.h"
#include "engine/extra.h"

#include <string.h>

void acm_case_options_init(acm_case_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

static acm_status check_options(const acm_playbook *p, const acm_roster *roster,
                                const acm_case_options *from, acm_case_options *out, acm_error *err)
{
    acm_case_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "case options of another version");
    if (!out->plan)
        out->plan = 1;
    if (!out->budget)
        out->budget = ACM__BUDGET;
    if (out->fact_count && out->fact_stride < sizeof *out->facts)
        return acm__error(err, ACM_E_VERSION, "facts of %u bytes are too small", out->fact_stride);
    if (out->fact_count && (!out->facts || (out->facts_text_len && !out->facts_text)))
        return acm__error(err, ACM_E_INVALID, "facts or their text are missing");
    if (out->roles != ACM_ROLES_ENFORCE && out->roles != ACM_ROLES_RECORD)
        return acm__error(err, ACM_E_INVALID, "%d is no way to treat roles", out->roles);
    const acm__item *plan = acm__playbook_item(p, out->plan);
    if (!plan)
        return acm__error(err, ACM_E_NOTFOUND, "the plan is no item of the playbook");
    if (plan->kind != ACM_ITEM_STAGE)
        return acm__error(err, ACM_E_MODEL, "the plan '%s' is no stage", plan->key.at);
    if (out->semantics & ~ACM__SEMANTICS_ALL)
        return acm__error(err, ACM_E_INVALID, "semantics 0x%x are not known", out->semantics);
    if (out->actor > acm_roster_count(roster))
        return acm__error(err, ACM_E_NOTFOUND, "the roster has no participant %u", out->actor);
    size_t scope_len = out->scope ? strlen(out->scope) : 0;
    if (scope_len && acm__utf8_check(out->scope, scope_len) < scope_len)
        return acm__error(err, ACM_E_ENCODING, "the scope is not UTF-8");
    return ACM_OK;
}

/* Few cases have a budget of their own. */
static bool set_budget(acm_case *c, uint32_t budget)
{
    if (budget == ACM__BUDGET)
        return true;
    acm__growth *growth = acm__growth_of(c);
    if (growth)
        growth->budget = budget;
    return growth != NULL;
}

acm_case *acm__case_make(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                         const acm_case_options *options)
{
    const acm_allocator *a = &playbook->arena.allocator;
    acm_case *c = acm__calloc(
        a, 1, offsetof(acm_case, memory) + acm__layout_of(playbook, options->plan)->size);
    if (!c)
        return NULL;
    c->playbook = acm_playbook_retain(playbook);
    c->time = options->time;
    c->tag = options->tag;
    c->plan = options->plan;
    c->flags = (uint8_t)(playbook->semantics | options->semantics);
    if (options->roles == ACM_ROLES_RECORD)
        c->flags |= ACM__CASE_RECORDS_ROLES;
    c->log = log;
    if (!log && acm_log_new(a, &c->log, NULL) == ACM_OK)
        c->flags |= ACM__CASE_OWNS_LOG;
    if (roster)
        c->people = acm__binding_take(roster, playbook);
    if (c->log && (c->people || !roster) && set_budget(c, options->budget))
        return c;
    acm_case_free(c);
    return NULL;
}

/* Creates the plan, and starts it unless it waits for its inputs. */
static void carry_begin(acm__run *r, const void *what)
{
    const acm_case_options *options = what;
    acm__str block = {options->facts_text, options->facts_text_len};
    for (uint32_t i = 0; i < options->fact_count && !r->status; i++) {
        acm_command copy;
        acm__order fact;
        const void *record = (const char *)options->facts + (size_t)i * options->fact_stride;
        r->status = acm__order_read(record, options->fact_stride, block, &copy, &fact, r->err);
        if (!r->status && fact.command->kind != ACM_COMMAND_SET_FACT)
            r->status = acm__error(r->err, ACM_E_INVALID, "a case begins with facts alone");
        if (!r->status)
            acm__command_rules[ACM_COMMAND_SET_FACT].carry(r, &fact);
    }
    if (r->status)
        return;
    if (options->scope && *options->scope)
        acm__run_set_scope(r, (acm__str){options->scope, (uint32_t)strlen(options->scope)});
    else
        acm__run_check_scope(r);
    if (r->status)
        return;
    acm__run_create(r, acm__run_plan(r), ACM_CAUSE_COMMAND);
    if (!r->status && !r->p->items[options->plan].entry_count)
        acm__run_activate(r, acm__run_plan(r), ACM_CAUSE_ACTIVATION, 0);
}

acm_status acm_case_new(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                        const acm_case_options *options, acm_case **out, acm_error *err)
{
    acm_case_options own;
    if (out)
        *out = NULL;
    if (!playbook || !out)
        return acm__error(err, ACM_E_INVALID, "playbook or out is missing");
    acm_status status = check_options(playbook, roster, options, &own, err);
    if (status)
        return status;
    acm_case *c = acm__case_make(playbook, roster, log, &own);
    if (!c)
        return acm__nomem(err);
    acm__run r;
    acm__run_init(&r, c, own.actor, own.time, err);
    status = acm__run_command(&r, carry_begin, &own);
    if (status) {
        acm_case_free(c);
        return status;
    }
    *out = c;
    return ACM_OK;
}

void acm_case_free(acm_case *c)
{
    if (!c)
        return;
    acm_playbook *playbook = c->playbook;
    const acm_allocator *a = &playbook->arena.allocator;
    if (c->flags & ACM__CASE_OWNS_LOG)
        acm_log_free(c->log);
    acm__binding_release(c->people);
    acm__free(a, c->extra);
    acm__growth_free(a, c->growth);
    acm__free(a, c);
    acm_playbook_free(playbook);
}

acm_status acm_case_dup(const acm_case *c, acm_log *log, acm_case **out, acm_error *err)
{
    if (out)
        *out = NULL;
    if (!c || !out)
        return acm__error(err, ACM_E_INVALID, "case or out is missing");
    acm_case_options options = {.plan = c->plan,
                                .tag = c->tag,
                                .budget = ACM__BUDGET, /* its own comes with the growth */
                                .time = c->time,
                                .roles = acm__roles_mode(c),
                                .semantics = c->flags & ACM__SEMANTICS_ALL};
    acm_case *copy = acm__case_make(c->playbook, acm_case_roster(c), log, &options);
    if (!copy)
        return acm__nomem(err);
    copy->extra = c->extra ? acm__extra_dup(c->playbook, c->extra) : NULL;
    copy->growth = c->growth ? acm__growth_dup(&c->playbook->arena.allocator, c->growth) : NULL;
    if ((c->extra && !copy->extra) || (c->growth && !copy->growth)) {
        acm_case_free(copy);
        return acm__nomem(err);
    }
    memcpy(copy->memory, c->memory, acm__layout_of(c->playbook, c->plan)->size);
    *out = copy;
    return ACM_OK;
}

acm_state acm_case_state(const acm_case *c)
{
    return c ? acm__case_state_of(c->memory[0] & ACM__STATE_MASK) : ACM_STATE_NONE;
}

acm_state acm_case_item_state(const acm_case *c, acm_id item)
{
    if (!c || !acm__in_plan(c, item))
        return ACM_STATE_NONE;
    return *acm__instance_byte(c, acm__instance_newest(c, item)) & ACM__STATE_MASK;
}

acm_condition_state acm_case_condition_state(const acm_case *c, acm_id condition)
{
    const acm__condition *known = c ? acm__playbook_condition(c->playbook, condition) : NULL;
    if (!known || acm_case_item_state(c, known->item) == ACM_STATE_NONE)
        return ACM_CONDITION_STATE_NONE;
    acm__view v = acm__view_of(c);
    return acm__view_condition(&v, (uint32_t)(known - c->playbook->conditions),
                               acm__instance_newest(c, known->item).block);
}

int64_t acm_case_time(const acm_case *c)
{
    return c ? c->time : 0;
}

acm_roster *acm_case_roster(const acm_case *c)
{
    return c && c->people ? c->people->roster : NULL;
}

acm_playbook *acm_case_playbook(const acm_case *c)
{
    return c ? c->playbook : NULL;
}

acm_id acm_case_instance_item(const acm_case *c, acm_id instance)
{
    return c ? acm__instance_of(c, instance).item : 0;
}

acm_state acm_case_instance_state(const acm_case *c, acm_id instance)
{
    acm__instance i = {0, 0};
    if (c)
        i = acm__instance_of(c, instance);
    return i.item ? *acm__instance_byte(c, i) & ACM__STATE_MASK : ACM_STATE_NONE;
}

acm_id acm_case_next_timer(const acm_case *c, int64_t *time)
{
    const acm__clock *clock = NULL;
    if (c) {
        acm__view v = acm__view_of(c);
        clock = acm__view_next_clock(&v);
    }
    if (time)
        *time = clock ? clock->due : 0;
    return clock ? clock->instance : 0;
}

static void put_row(acm__records *rows, const acm__view *v, acm__instance i)
{
    acm__instance parent = acm__instance_parent(v->c, i);
    acm_state state = acm__view_state(v, i);
    bool deaf = acm__is_listener(v->p->items[i.item].kind) && state == ACM_STATE_AVAILABLE &&
                !acm__view_listens(v, i);
    bool waits = state == ACM_STATE_AVAILABLE && acm__instance_waits(v->c, i);
    acm_id id = acm__instance_id(v->c, i);
    acm_board_row row = {.item = i.item,
                         .instance = id,
                         .parent = parent.item ? acm__instance_id(v->c, parent) : 0,
                         .state = state,
                         .required = acm__view_required(v, i),
                         .performer = acm__extra_performer(v->c->extra, id),
                         .count = acm__instance_count(v->c, i),
                         .flags = (deaf ? ACM_INSTANCE_UNAVAILABLE : 0) |
                                  (waits ? ACM_INSTANCE_WAITS : 0)};
    acm__records_put(rows, &row, sizeof row);
}

acm_status acm_case_board(const acm_case *c, acm_board_row *out, size_t stride, size_t capacity,
                          size_t *count)
{
    acm__records rows;
    acm_status status =
        acm__records_begin(&rows, c, out, stride, capacity, sizeof(acm_board_row), count);
    if (status)
        return status;
    acm__view v = acm__view_of(c);
    for (uint32_t block = 0; block <= acm__block_count(c); block++) {
        acm__instance i = {acm__block_item(c, block), block};
        acm_id end = v.p->items[i.item].end;
        for (; i.item <= end; i.item++)
            if (acm__view_state(&v, i))
                put_row(&rows, &v, i);
    }
    *count = rows.count;
    return ACM_OK;
}
