/* post.c - commands: checked, carried out, settled; a refused one leaves the case and its log as they were. */
#include "base/error.h"
#include "engine/blockers.h"
#include "engine/extra.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* What is put back when a command is refused half way. */
typedef struct restore {
    acm__extra *extra;
    int64_t time;
    uint32_t events, text_len;
} restore;

static acm_status begin(acm__run *r, restore *saved)
{
    acm_log *log = r->log;
    acm__log_begin(log);
    void *memory = log->saved;
    if (!acm__reserve(&log->allocator, &memory, &log->saved_capacity, r->at.size, 1))
        return ACM_E_NOMEM;
    log->saved = memory;
    memcpy(log->saved, r->c->memory, r->at.size);
    log->candidates.count = 0;
    *saved = (restore){r->c->extra, r->c->time, log->count, log->text_len};
    r->next = log->count;
    r->limit = log->count < UINT32_MAX - r->c->budget ? log->count + r->c->budget : UINT32_MAX;
    return ACM_OK;
}

static void end(acm__run *r, const restore *saved)
{
    acm_case *c = r->c;
    const acm_allocator *a = &r->p->arena.allocator;
    acm__extra *dropped = NULL;
    if (r->status) {
        memcpy(c->memory, r->log->saved, r->at.size);
        acm__log_truncate(r->log, saved->events, saved->text_len);
        dropped = c->extra != saved->extra ? c->extra : NULL;
        c->extra = saved->extra;
        c->time = saved->time;
    } else {
        dropped = c->extra != saved->extra ? saved->extra : NULL;
    }
    acm__free(a, dropped);
    if (c->owns_log)
        acm_log_clear(r->log);
}

acm__run acm__run_of(acm_case *c, acm_id actor, int64_t time, acm_error *err)
{
    acm__layout at = acm__layout_of(c->playbook, c->plan);
    return (acm__run){.c = c, .p = c->playbook, .log = c->log, .states = c->memory, .at = at,
                      .actor = actor, .time = time > c->time ? time : c->time, .err = err};
}

/* Says why a command ended half way, unless that was said where it happened. */
static acm_status failure(const acm__run *r)
{
    if (r->status == ACM_E_NOMEM)
        return acm__nomem(r->err);
    if (r->status == ACM_E_BUDGET)
        return acm__error(r->err, ACM_E_BUDGET, "settling does not end within %u events", r->c->budget);
    if (r->status == ACM_E_INTERNAL)
        return acm__error(r->err, ACM_E_INTERNAL, "a transition that the tables do not allow");
    return r->status;
}

acm_status acm__run_command(acm__run *r, acm__carry carry, const void *what)
{
    restore saved;
    r->status = begin(r, &saved);
    if (r->status)
        return failure(r);
    r->c->time = r->time;
    carry(r, what);
    acm__run_settle(r);
    end(r, &saved);
    return failure(r);
}

/* A command with its texts at hand. */
typedef struct order {
    acm_command command;
    acm__str text, value;
} order;

static void put_extra(acm__run *r, const acm__change *change)
{
    acm__extra *extra = acm__extra_with(r->p, r->c->extra, change);
    if (extra)
        r->c->extra = extra;
    else
        r->status = ACM_E_NOMEM;
}

static void record_text(acm__run *r, acm_event_kind kind, acm_id item, acm__str text, acm_state from,
                        acm_state to)
{
    uint32_t detail = acm__log_put_text(r->log, text.at, text.len);
    if (detail)
        acm__run_event(r, kind, item, 0, detail, from, to);
    else
        r->status = ACM_E_NOMEM;
}

static void carry_transition(acm__run *r, const void *what)
{
    const acm_command *command = &((const order *)what)->command;
    bool of_case = !command->item || command->item == r->at.first;
    acm_transition transition = acm__command_transition(command->kind, of_case);
    if (of_case)
        acm__run_case_transition(r, transition);
    else
        acm__run_transition(r, command->item, transition, ACM_CAUSE_COMMAND, 0);
}

static void carry_condition(acm__run *r, const void *what)
{
    const order *o = what;
    acm_id id = o->command.item;
    uint32_t index = id - acm__condition_id(r->p, 0);
    acm_id carrier = r->p->conditions[index].item;
    acm__view v = acm__run_view(r);
    acm_condition_state from = acm__view_condition(&v, index);
    acm_id instance = carrier - r->at.first + 1;
    uint32_t detail = 0;
    if (o->command.kind == ACM_COMMAND_WAIVE) {
        detail = acm__log_put_text(r->log, o->text.at, o->text.len);
        if (!detail) {
            r->status = ACM_E_NOMEM;
            return;
        }
    }
    acm_condition_state to = o->command.kind == ACM_COMMAND_CONFIRM   ? ACM_CONDITION_STATE_CONFIRMED
                             : o->command.kind == ACM_COMMAND_WAIVE ? ACM_CONDITION_STATE_WAIVED
                                                                    : ACM_CONDITION_STATE_OPEN;
    acm__run_set_condition(r, index, to);
    acm__run_event(r, ACM_EVENT_CONFIRM + (o->command.kind - ACM_COMMAND_CONFIRM), id, instance, detail,
                   from, to);
    if (r->p->items[carrier].kind == ACM_ITEM_STAGE)
        acm__run_check(r, carrier);
}

/* Writes a double as JSON does, whatever the locale calls a decimal point. */
static acm__str write_double(double value, char number[40])
{
    char given[40];
    uint32_t len = 0;
    int n = snprintf(given, sizeof given, "%.17g", value);
    for (int i = 0; i < n; i++) {
        bool plain = (given[i] >= '0' && given[i] <= '9') || given[i] == '-' || given[i] == '+' ||
                     given[i] == 'e';
        if (plain || (len && number[len - 1] != '.'))
            number[len++] = plain ? given[i] : '.';
    }
    return (acm__str){number, len};
}

/* Writes "name=value" as the text of the event. */
static void record_fact(acm__run *r, const order *o)
{
    char number[40];
    acm__str value = o->value;
    switch (o->command.value_kind) {
    case ACM_VALUE_BOOLEAN:
        value = o->command.integer ? ACM__STR("true") : ACM__STR("false");
        break;
    case ACM_VALUE_INTEGER:
        value.at = number;
        value.len = (uint32_t)snprintf(number, sizeof number, "%" PRId64, o->command.integer);
        break;
    case ACM_VALUE_DOUBLE:
        value = write_double(o->command.real, number);
        break;
    case ACM_VALUE_NULL:
        value = ACM__STR("null");
        break;
    default:
        break;
    }
    uint32_t detail = acm__log_put_text(r->log, o->text.at, o->text.len);
    if (detail)
        r->log->text[r->log->text_len - 1] = '='; /* the two texts become one */
    if (detail && acm__log_put_text(r->log, value.at, value.len))
        acm__run_event(r, ACM_EVENT_SET_FACT, 0, 0, detail, 0, 0);
    else
        r->status = ACM_E_NOMEM;
}

static void carry_fact(acm__run *r, const void *what)
{
    const order *o = what;
    bool remove = o->command.kind == ACM_COMMAND_REMOVE_FACT;
    acm__change change = {.name = o->text,
                          .remove = remove,
                          .kind = o->command.value_kind,
                          .integer = o->command.integer,
                          .real = o->command.real,
                          .text = o->value};
    put_extra(r, &change);
    if (r->status)
        return;
    if (remove)
        record_text(r, ACM_EVENT_REMOVE_FACT, 0, o->text, 0, 0);
    else
        record_fact(r, o);
    r->changed |= ACM__EXPR_FACTS;
}

static void carry_claim(acm__run *r, const void *what)
{
    const acm_command *command = &((const order *)what)->command;
    acm__change change = {.claim = {command->item, command->actor}};
    acm_state state = acm__run_state(r, command->item);
    put_extra(r, &change);
    acm__run_event(r, ACM_EVENT_CLAIM, command->item, command->item - r->at.first + 1, 0, state, state);
}

static void carry_time(acm__run *r, const void *what)
{
    (void)what;
    acm__run_event(r, ACM_EVENT_TIME, 0, 0, 0, 0, 0);
}

/* Whether anything but stages would be left to do. */
static bool anything_in_scope(const acm__run *r)
{
    acm__view v = acm__run_view(r);
    if (acm__extra_scope(r->c->extra))
        return acm__view_in_scope(&v, r->at.first);
    for (acm_id id = r->at.first; id <= r->at.last; id++)
        if (r->p->items[id].kind != ACM_ITEM_STAGE)
            return true;
    return false;
}

void acm__run_set_scope(acm__run *r, acm__str list)
{
    const acm_allocator *a = &r->p->arena.allocator;
    uint64_t *set = acm__calloc(a, (size_t)r->p->service_words + 1, sizeof *set);
    bool everything;
    r->status = set ? acm__scope_parse(r->p, list, set, &everything, r->err) : ACM_E_NOMEM;
    if (!r->status) {
        acm__change change = {.scope = everything ? NULL : set, .rescope = true};
        put_extra(r, &change);
    }
    acm__free(a, set);
    acm__run_check_scope(r);
}

void acm__run_check_scope(acm__run *r)
{
    if (!r->status && !anything_in_scope(r))
        r->status = acm__error(r->err, ACM_E_SCOPE, "nothing would be in scope");
}

static void carry_scope(acm__run *r, const void *what)
{
    const order *o = what;
    acm__run_set_scope(r, o->text);
    if (r->status)
        return;
    record_text(r, ACM_EVENT_SET_SCOPE, 0, o->text, 0, 0);
    acm__run_rescope(r);
}

/* What a command is checked for, and who carries it out. */
typedef enum target { TARGET_ITEM, TARGET_CONDITION, TARGET_CASE } target;

static const struct {
    acm__carry carry;
    target target;
    bool takes_text; /* that must not be empty */
} commands[] = {
    [ACM_COMMAND_START] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_COMPLETE] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_DISABLE] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_REENABLE] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_TERMINATE] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_SUSPEND] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_RESUME] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_FAULT] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_REACTIVATE] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_OCCUR] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_CLOSE] = {carry_transition, TARGET_ITEM, false},
    [ACM_COMMAND_CONFIRM] = {carry_condition, TARGET_CONDITION, false},
    [ACM_COMMAND_WITHDRAW] = {carry_condition, TARGET_CONDITION, false},
    [ACM_COMMAND_WAIVE] = {carry_condition, TARGET_CONDITION, true},
    [ACM_COMMAND_SET_FACT] = {carry_fact, TARGET_CASE, true},
    [ACM_COMMAND_REMOVE_FACT] = {carry_fact, TARGET_CASE, true},
    [ACM_COMMAND_SET_SCOPE] = {carry_scope, TARGET_CASE, false},
    [ACM_COMMAND_ADVANCE] = {carry_time, TARGET_CASE, false},
    [ACM_COMMAND_CLAIM] = {carry_claim, TARGET_ITEM, false},
};

static bool slice(const char *text, size_t text_len, uint32_t at, uint32_t len, acm__str *out)
{
    *out = (acm__str){"", 0};
    if (!len)
        return true;
    if (!text || at > text_len || len > text_len - at ||
        acm__utf8_check(text + at, len) != len)
        return false;
    *out = (acm__str){text + at, len};
    return true;
}

static bool value_is_fine(const acm_command *c)
{
    return c->kind != ACM_COMMAND_SET_FACT ||
           (c->value_kind >= ACM_VALUE_NULL && c->value_kind <= ACM_VALUE_STRING &&
            (c->value_kind != ACM_VALUE_DOUBLE || isfinite(c->real)));
}

/* Mistakes of the caller, told apart from refusals. */
static acm_status check_command(const acm_case *c, const order *o, acm_error *err)
{
    const acm_command *k = &o->command;
    if (k->kind < ACM_COMMAND_START || k->kind > ACM_COMMAND_CLAIM || k->reserved || !value_is_fine(k))
        return acm__error(err, ACM_E_INVALID, "%d is no command, or its value makes no sense", k->kind);
    if (commands[k->kind].takes_text && !o->text.len)
        return acm__error(err, ACM_E_INVALID, k->kind == ACM_COMMAND_WAIVE
                                                  ? "waiving needs a reason"
                                                  : "the name of the fact is missing");
    bool is_item = acm__playbook_item(c->playbook, k->item) != NULL;
    bool is_condition = acm__playbook_condition(c->playbook, k->item) != NULL;
    bool fits = commands[k->kind].target == TARGET_ITEM ? is_item || !k->item
                : commands[k->kind].target == TARGET_CONDITION ? is_condition
                                                               : true;
    if (!fits || (k->item && !is_item && !is_condition))
        return acm__error(err, ACM_E_NOTFOUND, "the command names no %s of the playbook",
                          commands[k->kind].target == TARGET_CONDITION ? "condition" : "item");
    if (k->kind == ACM_COMMAND_CLOSE && k->item && k->item != c->plan)
        return acm__error(err, ACM_E_STATE, "only the case can be closed");
    if (k->instance && k->item && is_item && k->instance != k->item - c->plan + 1)
        return acm__error(err, ACM_E_NOTFOUND, "the item has no instance %u", k->instance);
    size_t people = c->people ? acm_roster_count(c->people->roster) : 0;
    if (k->actor > people)
        return acm__error(err, ACM_E_NOTFOUND, "the roster has no participant %u", k->actor);
    return ACM_OK;
}

static bool keep_first(void *user, const acm_blocker *blocker)
{
    *(acm_blocker *)user = *blocker;
    return false;
}

/* Refuses with the first blocker as the message. */
static acm_status refuse(const acm__view *v, const acm_blocker *blocker, acm_error *err)
{
    acm_status status = acm__blocker_status(v, blocker);
    if (!err)
        return status;
    char sentence[sizeof err->message];
    acm__blocker_sentence(v, blocker, "en", sentence, sizeof sentence);
    acm__error(err, status, "%s", sentence);
    size_t len;
    const char *key = acm_playbook_key(v->p, blocker->item, &len);
    if (key)
        acm__error_path(err, key, len);
    return status;
}

static acm_status check_state(const acm_case *c, const acm_command *k, acm_error *err)
{
    acm__view v = acm__view_of(c);
    acm_state state = acm_case_state(c);
    acm_blocker blocker = {.kind = 0};
    if (commands[k->kind].target != TARGET_CASE) {
        acm__blockers(&v, k->item, k->kind, k->actor, keep_first, &blocker);
        return blocker.kind ? refuse(&v, &blocker, err) : ACM_OK;
    }
    if (state == ACM_STATE_CLOSED || (k->kind == ACM_COMMAND_SET_SCOPE && state != ACM_STATE_ACTIVE)) {
        blocker = (acm_blocker){ACM_BLOCKER_ENDED, c->plan, c->plan, (uint32_t)state, k->kind, k->actor};
        return refuse(&v, &blocker, err);
    }
    return ACM_OK;
}

static acm_status post_one(acm_case *c, const order *o, acm_error *err)
{
    acm_status status = check_command(c, o, err);
    if (!status)
        status = check_state(c, &o->command, err);
    if (status)
        return status;
    acm__run r = acm__run_of(c, o->command.actor, o->command.time, err);
    status = acm__run_command(&r, commands[o->command.kind].carry, o);
    return status;
}

acm_status acm_case_post(acm_case *c, const acm_command *commands_in, size_t stride, size_t count,
                         const char *text, size_t text_len, size_t *accepted, acm_error *err)
{
    if (accepted)
        *accepted = 0;
    if (!c || (!commands_in && count))
        return acm__error(err, ACM_E_INVALID, "case or commands are missing");
    if (count && stride < sizeof(acm_command))
        return acm__error(err, ACM_E_VERSION, "commands of %zu bytes are too small", stride);
    if (text_len == ACM_NTS)
        text_len = text ? strlen(text) : 0;
    for (size_t i = 0; i < count; i++) {
        order o;
        const void *record = (const char *)commands_in + i * stride;
        if (!acm__struct_read(&o.command, sizeof o.command, record, stride, sizeof o.command))
            return acm__error(err, ACM_E_VERSION, "command %zu holds what this version does not know", i);
        if (!slice(text, text_len, o.command.text_at, o.command.text_len, &o.text) ||
            !slice(text, text_len, o.command.value_at, o.command.value_len, &o.value))
            return acm__error(err, ACM_E_ENCODING, "command %zu: its text is not UTF-8 or not there", i);
        acm_status status = post_one(c, &o, err);
        if (status)
            return status;
        if (accepted)
            *accepted = i + 1;
    }
    return ACM_OK;
}
