/* replay.c - makes a case again from its events: posts what was asked for, and compares what follows. */
#include "engine/snapshot.h"

#include "base/error.h"
#include "engine/blockers.h"
#include "engine/fact.h"

#include <stdio.h>
#include <string.h>

typedef struct replaying {
    acm_case *c;
    acm_log *log; /* what happens again */
    const char *events;
    size_t stride, count;
    size_t next; /* the first event that has not happened again */
    acm__str text;
    acm_command *commands; /* that are one: facts, and what is done with them */
    uint32_t command_count, command_capacity;
    acm__buffer texts; /* that they point into */
    acm_status status;
    acm_error *err;
} replaying;

/* Only the first failure counts. */
static void fail(replaying *r, size_t index, const char *what)
{
    if (r->status)
        return;
    r->status = acm__error(r->err, ACM_E_MODEL, "event %zu %s", index, what);
    acm__error_at(r->err, 0, 0, index * r->stride);
}

/* The first event of the case from an index on; false if there is none. */
static bool find_event(replaying *r, size_t *index, acm_event *out)
{
    for (; !r->status && *index < r->count; ++*index) {
        const char *record = r->events + *index * r->stride;
        if (!acm__struct_read(out, sizeof *out, record, r->stride, sizeof *out))
            r->status =
                acm__error(r->err, ACM_E_VERSION, "an event holds what this version does not know");
        else if (out->tag == r->c->tag)
            return true;
    }
    return false;
}

static bool has_text(const acm_event *event)
{
    return event->kind >= ACM_EVENT_CONFIRM && event->detail;
}

/* The text of an event; "" if it has none. */
static acm__str text_of(replaying *r, const acm_event *event)
{
    acm__str none = {"", 0};
    if (!has_text(event))
        return none;
    const char *end = event->detail < r->text.len
                          ? memchr(r->text.at + event->detail, '\0', r->text.len - event->detail)
                          : NULL;
    if (!end)
        r->status =
            acm__error(r->err, ACM_E_INVALID, "the text of an event lies outside its block");
    return end ? (acm__str){r->text.at + event->detail,
                            (uint32_t)(end - r->text.at) - event->detail}
               : none;
}

/* Comparing */

static const struct {
    char name[10];
    uint8_t at, size;
} fields[] = {
#define FIELD(name)                                                                                \
    {                                                                                              \
#name, offsetof(acm_event, name), sizeof((acm_event *)0)->name                             \
    }
    FIELD(time), FIELD(kind),  FIELD(item),  FIELD(instance), FIELD(from),
    FIELD(to),   FIELD(cause), FIELD(actor), FIELD(tag),      FIELD(detail),
#undef FIELD
};

/* The name of what is different, NULL if nothing is. Where texts lie does not matter. */
static const char *difference(replaying *r, acm_event told, acm_event happened)
{
    const char *text = acm_log_text(r->log, &happened);
    if (has_text(&told) != (text != NULL) ||
        (text && !acm__str_equal(text_of(r, &told), (acm__str){text, (uint32_t)strlen(text)})))
        return "text";
    if (text)
        told.detail = happened.detail;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (memcmp((const char *)&told + fields[i].at, (const char *)&happened + fields[i].at,
                   fields[i].size) != 0)
            return fields[i].name;
    return NULL;
}

/* Holds what has happened against the next events. */
static void compare(replaying *r)
{
    acm_event told;
    for (uint32_t i = 0; i < r->log->count && !r->status; i++) {
        const char *what = "is missing";
        char other[32];
        if (find_event(r, &r->next, &told)) {
            what = difference(r, told, r->log->events[i]);
            snprintf(other, sizeof other, "has another %s", what ? what : "");
            what = what ? other : NULL;
        }
        if (what)
            fail(r, r->next, what);
        r->next++;
    }
    acm_log_clear(r->log);
}

/* What was asked for */

/* The command that an event tells of; kind 0 if it tells of none. */
static acm_command command_of(const replaying *r, const acm_event *event)
{
    bool of_case = event->item == r->c->plan && event->kind < ACM_EVENT_CONFIRM;
    acm_command command = {.item = event->item,
                           .instance = event->instance,
                           .actor = event->actor,
                           .time = event->time};
    if (of_case)
        command.item = command.instance = 0;
    if (event->kind >= ACM_EVENT_CONFIRM && event->kind <= ACM_EVENT_CLAIM)
        command.kind = ACM_COMMAND_CONFIRM + (event->kind - ACM_EVENT_CONFIRM);
    for (acm_command_kind kind = ACM_COMMAND_CLOSE; kind && event->kind < ACM_EVENT_CONFIRM; kind--)
        if ((acm_event_kind)acm__command_transition(kind, of_case) == event->kind)
            command.kind = kind;
    return command;
}

/* Adds a command to those that are one. */
static void add_command(replaying *r, const acm_event *event, size_t index)
{
    acm_command command = command_of(r, event);
    acm__str text = text_of(r, event);
    void *commands = r->commands;
    if (!acm__reserve(&r->c->playbook->arena.allocator, &commands, &r->command_capacity,
                      (size_t)r->command_count + 1, sizeof *r->commands)) {
        r->status = acm__nomem(r->err);
        return;
    }
    r->commands = commands;
    if (command.kind == ACM_COMMAND_SET_FACT) {
        if (!acm__fact_read(text, &command, &r->texts))
            fail(r, index, "tells of no fact");
    } else {
        command.text_at = r->texts.len;
        command.text_len = text.len;
        acm__buffer_add(&r->texts, text.at, text.len);
    }
    if (event->cause == ACM_CAUSE_WITH_NEXT)
        command.flags = ACM_COMMAND_WITH_NEXT;
    if (r->texts.failed && !r->status)
        r->status = acm__nomem(r->err);
    r->commands[r->command_count++] = command;
}

/*
 * Finds the event that tells of the command: the next one, but of the time, whose timers come before it. Facts
 * that are one command with it come first.
 */
static void find_commands(replaying *r)
{
    acm_event event;
    size_t index = r->next;
    r->command_count = 0;
    acm__buffer_cut(&r->texts, 0);
    while (find_event(r, &index, &event) && event.cause == ACM_CAUSE_WITH_NEXT)
        add_command(r, &event, index++);
    size_t first = index;
    while (find_event(r, &index, &event) && event.cause != ACM_CAUSE_COMMAND)
        index++;
    if (index == r->count || (index != first && event.kind != ACM_EVENT_TIME))
        fail(r, first, "follows from no command");
    else
        add_command(r, &event, index);
}

static void post_commands(replaying *r)
{
    acm_error why;
    char what[sizeof why.message];
    acm_error_init(&why);
    find_commands(r);
    if (r->status)
        return;
    acm_status status = acm_case_post(r->c, r->commands, sizeof *r->commands, r->command_count,
                                      r->texts.at, r->texts.len, NULL, &why);
    if (status == ACM_E_NOMEM)
        r->status = acm__nomem(r->err);
    else if (status) {
        snprintf(what, sizeof what, "cannot happen: %.200s", why.message);
        fail(r, r->next, what);
    }
}

static void replay(replaying *r)
{
    acm_event event;
    compare(r);
    while (find_event(r, &r->next, &event)) {
        post_commands(r);
        compare(r);
    }
}

/* Gives the case the log that it goes on with. */
static void hand_over(replaying *r, acm_log *log)
{
    if (log) {
        r->c->log = log;
        acm_log_free(r->log);
    } else {
        r->c->flags |= ACM__CASE_OWNS_LOG;
    }
}

acm_status acm_case_replay(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                           const acm_case_options *options, const acm_event *events, size_t stride,
                           size_t count, const char *text, size_t text_len, acm_case **out,
                           acm_error *err)
{
    replaying r = {.events = (const char *)events, .stride = stride, .count = count, .err = err};
    if (out)
        *out = NULL;
    if (!playbook || !out || (!events && count) || !acm__str_from(text, text_len, &r.text))
        return acm__error(err, ACM_E_INVALID, "playbook, events, text or out is missing");
    if (count && stride < sizeof *events)
        return acm__error(err, ACM_E_VERSION, "events of %zu bytes are too small", stride);
    const acm_allocator *a = &playbook->arena.allocator;
    r.texts.allocator = a;
    acm_status status = acm_log_new(a, &r.log, err);
    if (!status)
        status = acm_case_new(playbook, roster, r.log, options, &r.c, err);
    if (!status) {
        replay(&r);
        status = r.status;
    }
    acm__free(a, r.commands);
    acm__buffer_dispose(&r.texts);
    if (status) {
        acm_case_free(r.c);
        acm_log_free(r.log);
        return status;
    }
    hand_over(&r, log);
    *out = r.c;
    return ACM_OK;
}
