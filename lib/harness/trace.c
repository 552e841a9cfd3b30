/* trace.c - events as lines that people read. */
#include "harness/label.h"
#include "harness/run.h"

#include "base/error.h"
#include "base/instant.h"
#include "engine/case.h"
#include "format/words.h"

enum {
    LABEL_MAX = 40 /* cells by which states are brought in line, at most */
};

/* Where lines about a case are written. */
typedef struct trace {
    const acm_case *c;
    const acm_log *log;
    const acm__board *board;
    const char *language;
    uint32_t width; /* of labels */
    int64_t time;   /* of the event before */
    acm__buffer *out;
} trace;

static const char *event_word(uint8_t kind)
{
    static const char *const others[] = {
        [ACM_EVENT_CONFIRM - ACM_EVENT_CONFIRM] = "confirm",
        [ACM_EVENT_WITHDRAW - ACM_EVENT_CONFIRM] = "withdraw",
        [ACM_EVENT_WAIVE - ACM_EVENT_CONFIRM] = "waive",
        [ACM_EVENT_SET_FACT - ACM_EVENT_CONFIRM] = "set",
        [ACM_EVENT_REMOVE_FACT - ACM_EVENT_CONFIRM] = "remove",
        [ACM_EVENT_SET_SCOPE - ACM_EVENT_CONFIRM] = "scope",
        [ACM_EVENT_TIME - ACM_EVENT_CONFIRM] = "time",
        [ACM_EVENT_CLAIM - ACM_EVENT_CONFIRM] = "claim",
    };
    size_t other = (size_t)kind - ACM_EVENT_CONFIRM;
    if (kind >= ACM_EVENT_CONFIRM)
        return other < sizeof others / sizeof others[0] ? others[other] : "?";
    return kind >= ACM_TRANSITION_CREATE && kind <= ACM_TRANSITION_CLOSE ? acm__words_events[kind]
                                                                         : "?";
}

static bool is_about_condition(const acm_event *e)
{
    return e->kind >= ACM_EVENT_CONFIRM && e->kind <= ACM_EVENT_WAIVE;
}

static void put_label(const trace *t, const acm_event *e, acm__buffer *out)
{
    const acm_playbook *p = t->c->playbook;
    const char *key = acm_playbook_key(p, e->item, NULL);
    if (is_about_condition(e))
        acm__buffer_print(out, "%s", key ? key : "?");
    else
        acm__label_instance(out, p, t->board, e->item, e->instance, t->language);
}

/* Why it happened; the criterion that let it is of the item itself. */
static const char *cause_of(const trace *t, const acm_event *e)
{
    static const char *const causes[] = {
        [ACM_CAUSE_COMMAND] = "asked for",
        [ACM_CAUSE_CRITERION] = "its criterion",
        [ACM_CAUSE_PARENT] = "its stage",
        [ACM_CAUSE_COMPLETION] = "nothing left to do",
        [ACM_CAUSE_SCOPE] = "the scope",
        [ACM_CAUSE_ACTIVATION] = "nothing holds it back",
        [ACM_CAUSE_REPETITION] = "repetition",
        [ACM_CAUSE_TIMER] = "its time has come",
        [ACM_CAUSE_ORPHAN] = "nothing waits for it",
    };
    const acm_playbook *p = t->c->playbook;
    uint32_t criterion = e->detail - acm__criterion_id(p, 0);
    if (e->cause == ACM_CAUSE_CRITERION && criterion < p->criterion_count)
        return p->criteria[criterion].kind == ACM_CRITERION_ENTRY ? "its entry criterion"
                                                                  : "its exit criterion";
    return e->cause < sizeof causes / sizeof causes[0] && causes[e->cause] ? causes[e->cause] : "?";
}

static void put_change(const trace *t, const acm_event *e)
{
    const char *(*name)(int32_t) =
        is_about_condition(e) ? acm_condition_state_name : acm_state_name;
    const char *person = acm_roster_key(acm_case_roster(t->c), e->actor);
    if (e->kind == ACM_EVENT_CLAIM)
        acm__buffer_print(t->out, "by %s\n", person ? person : "nobody");
    else
        acm__buffer_print(t->out, "%s -> %s  (%s)\n", name(e->from), name(e->to), cause_of(t, e));
}

/* What is no change of an item or condition: a fact, the scope, the time. */
static void put_text(const trace *t, const acm_event *e)
{
    char time[ACM__INSTANT_BYTES];
    const char *text = acm_log_text(t->log, e);
    acm__str shown = {time, (uint32_t)acm__instant_write(e->time, time)};
    if (e->kind == ACM_EVENT_SET_SCOPE && !(text && *text))
        shown = ACM__STR("of everything");
    else if (e->kind != ACM_EVENT_TIME && !acm__str_from(text, ACM_NTS, &shown))
        shown = ACM__STR("?");
    acm__label_text(t->out, shown);
    acm__buffer_print(t->out, "\n");
}

/* Timers occur at times of their own. */
static void put_event(trace *t, const acm_event *e, bool first)
{
    char time[ACM__INSTANT_BYTES];
    if ((e->time != t->time || (first && e->cause == ACM_CAUSE_TIMER)) &&
        e->kind != ACM_EVENT_TIME) {
        acm__instant_write(e->time, time);
        acm__buffer_print(t->out, "  at %s\n", time);
    }
    t->time = e->time;
    acm__buffer_print(t->out, "  %-15s  ", event_word(e->kind));
    if (!e->item) {
        put_text(t, e);
        return;
    }
    uint32_t label = t->out->len;
    put_label(t, e, t->out);
    if (!t->out->failed)
        acm__label_pad(t->out, label, t->width);
    acm__buffer_print(t->out, "  ");
    put_change(t, e);
}

/* The width of the widest label of some events, in cells. */
static uint32_t widest(const trace *t, const acm_event *events, size_t count)
{
    uint32_t most = 0;
    for (size_t i = 0; i < count && !t->out->failed; i++) {
        uint32_t from = t->out->len;
        if (events[i].item)
            put_label(t, &events[i], t->out);
        uint32_t width =
            t->out->failed ? 0 : acm__utf8_width(t->out->at + from, t->out->len - from);
        most = width > most ? width : most;
        acm__buffer_cut(t->out, from);
    }
    return most < LABEL_MAX ? most : LABEL_MAX;
}

static void put_events(trace *t, const acm_event *events, size_t count)
{
    acm__buffer_add(t->out, "", 0);
    t->width = widest(t, events, count);
    for (size_t i = 0; i < count && !t->out->failed; i++)
        put_event(t, &events[i], i == 0);
}

/* Of a run. */

/* Takes all events of the step out of the log. */
static acm_status drain(acm__trial *run, size_t *count)
{
    void *events = run->events;
    size_t waiting = acm_log_count(run->log);
    if (!acm__reserve(run->allocator, &events, &run->event_capacity, waiting, sizeof *run->events))
        return ACM_E_NOMEM;
    run->events = events;
    return acm_log_drain(run->log, run->events, sizeof *run->events, waiting, count, run->err);
}

/* Sends what was done and the events that it caused. */
static acm_status send(acm__trial *run, size_t count, bool began)
{
    acm__buffer lines = {.allocator = run->allocator};
    trace t = {.c = run->c,
               .log = run->log,
               .board = &run->now,
               .language = acm__trial_language(run),
               .time = count ? run->events[0].time : 0,
               .out = &lines};
    acm_status status = acm__trial_look(run);
    if (began)
        acm__buffer_print(&lines, "the case begins\n");
    else
        acm__report_heading(run, &lines);
    if (status == ACM_OK)
        put_events(&t, run->events, count);
    int32_t stop = 0;
    if (status == ACM_OK && !lines.failed)
        stop = run->options.trace(run->options.user, lines.at, lines.len);
    if (lines.failed)
        status = ACM_E_NOMEM;
    acm__buffer_dispose(&lines);
    return stop ? acm__trial_stopped(run, stop) : status;
}

acm_status acm__trace_take(acm__trial *run, bool began)
{
    size_t count = 0;
    acm_status status = drain(run, &count);
    if (status == ACM_OK)
        status = acm__creation_learn(&run->creation, run->events, count);
    bool said = began || run->scenario->steps[run->step].act.verb;
    return status == ACM_OK && run->options.trace && said ? send(run, count, began) : status;
}

/* Of anybody. */

static acm_status copy_events(const acm_allocator *a, const acm_event *from, size_t stride,
                              size_t count, acm_event **out)
{
    *out = acm__calloc(a, count + !count, sizeof **out);
    if (!*out)
        return ACM_E_NOMEM;
    for (size_t i = 0; i < count; i++)
        if (!acm__struct_read(&(*out)[i], sizeof **out, (const char *)from + i * stride, stride,
                              sizeof **out))
            return ACM_E_VERSION;
    return ACM_OK;
}

static acm_status write_events(const acm_case *c, const acm_log *log, const acm_event *events,
                               size_t count, const char *language, acm__buffer *out)
{
    acm__board board = {.allocator = out->allocator};
    trace t = {.c = c,
               .log = log,
               .board = &board,
               .language = language,
               .time = count ? events[0].time : 0,
               .out = out};
    acm_status status = acm__board_take(&board, c, NULL);
    if (status == ACM_OK)
        put_events(&t, events, count);
    acm__board_dispose(&board);
    return out->failed ? ACM_E_NOMEM : status;
}

acm_status acm_scenario_trace(const acm_case *c, const acm_log *log, const acm_event *events,
                              size_t stride, size_t count, const char *language, acm_sink sink,
                              void *user, acm_error *err)
{
    if (!c || !log || !sink || (!events && count))
        return acm__error(err, ACM_E_INVALID, "a case, its log, events and a sink are needed");
    if (count && stride < sizeof *events)
        return acm__error(err, ACM_E_VERSION, "events of %zu bytes are too small", stride);
    const acm_allocator *a = &c->playbook->arena.allocator;
    acm__buffer out = {.allocator = a};
    acm_event *own = NULL;
    acm_status status = copy_events(a, events, stride, count, &own);
    if (status == ACM_E_VERSION)
        acm__error(err, status, "an event holds what this version does not know");
    else if (status == ACM_OK)
        status = write_events(c, log, own, count, language, &out);
    int32_t stop = status == ACM_OK && out.len ? sink(user, out.at, out.len) : 0;
    acm__free(a, own);
    acm__buffer_dispose(&out);
    if (status == ACM_E_NOMEM)
        return acm__nomem(err);
    return stop ? acm__error_callback(err, stop, "the sink stopped the events") : status;
}
