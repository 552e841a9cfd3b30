/* script.c - plays a case by commands, one a line. */
#define _POSIX_C_SOURCE 200809L

#include "facts.h"
#include "play.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <time.h>
#include <unistd.h>

typedef struct script {
    play *p;
    acm_roster *roster;
    acm_log *log; /* NULL: nobody looks at events */
    acm_case *c;
    char *actor; /* key of who acts, NULL = nobody */
    bool quit;
} script;

/* Words that are commands to the case. */
static const struct verb {
    const char *word;
    acm_command_kind command;
} verbs[] = {
    {"confirm", ACM_COMMAND_CONFIRM},       {"withdraw", ACM_COMMAND_WITHDRAW},
    {"waive", ACM_COMMAND_WAIVE},           {"start", ACM_COMMAND_START},
    {"complete", ACM_COMMAND_COMPLETE},     {"disable", ACM_COMMAND_DISABLE},
    {"reenable", ACM_COMMAND_REENABLE},     {"claim", ACM_COMMAND_CLAIM},
    {"suspend", ACM_COMMAND_SUSPEND},       {"resume", ACM_COMMAND_RESUME},
    {"terminate", ACM_COMMAND_TERMINATE},   {"fault", ACM_COMMAND_FAULT},
    {"reactivate", ACM_COMMAND_REACTIVATE}, {"occur", ACM_COMMAND_OCCUR},
    {"close", ACM_COMMAND_CLOSE},
};

static acm_command_kind find_verb(const char *word)
{
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(verbs[i].word, word) == 0)
            return verbs[i].command;
    return 0;
}

const char *play_word(acm_command_kind command)
{
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (verbs[i].command == command)
            return verbs[i].word;
    return command == ACM_COMMAND_ADVANCE ? "advance" : "set";
}

/* Cuts the first word off a line; "" at its end. Blanks between '"' belong to the word. */
static char *take_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t"), *from = word, *to = word;
    bool quoted = false;
    for (; *from && (quoted || !strchr(" \t", *from)); from++) {
        if (*from == '"')
            quoted = !quoted;
        else
            *to++ = *from;
    }
    *rest = from + (*from != '\0');
    *rest += strspn(*rest, " \t");
    *to = '\0';
    return word;
}

/* A line that cannot be carried out as it is written. */
static void reject(script *s, const char *why, const char *what)
{
    complain("%s%s%s", why, *what ? ": " : "", what);
    s->p->refused = true;
}

static acm_id actor_id(script *s)
{
    acm_id id = acm_roster_find(s->roster, s->actor);
    if (s->actor && !id)
        reject(s, "nobody has this name, \"person NAME ROLE; ROLE\" introduces somebody", s->actor);
    return id;
}

/* The act as it is headed, such as "as manager: complete 4047". */
static char *describe(const script *s, const char *word, const char *names, const char *text)
{
    const char *before = !text || !*text ? "" : *names ? " because " : " ";
    return format_text("%s%s%s%s%s%s%s%s", s->actor ? "as " : "", s->actor ? s->actor : "",
                       s->actor ? ": " : "", word, *names ? " " : "", names, before,
                       text ? text : "");
}

/* Has what happened said with the act that is shown next. */
static void take_events(script *s)
{
    acm_event events[64];
    size_t count = 0;
    if (!s->log)
        return;
    do {
        acm_log_drain(s->log, events, sizeof *events, sizeof events / sizeof *events, &count, NULL);
        acm_scenario_trace(s->c, s->log, events, sizeof *events, count, s->p->a->language,
                           play_keep_events, s->p, NULL);
    } while (count);
}

static void show_accepted(script *s, const char *word, const char *names, const char *text)
{
    char *act = describe(s, word, names, text);
    play_show(s->p, act, s->c);
    free(act);
}

static void show_refused(script *s, const acm_command *command, const char *word, const char *name,
                         const char *text, const acm_error *err)
{
    char *act = describe(s, word, name, text);
    char *reasons = play_reasons(s->p, s->c, command);
    char *message = format_text("%s\n", err->message);
    play_refused(s->p, act, s->c, *reasons ? reasons : message);
    s->p->refused = true;
    free(message);
    free(reasons);
    free(act);
}

/* Posts commands as one, and shows the last if they were refused. */
static bool post_batch(script *s, batch *b, const char *word, const char *name, const char *text)
{
    acm_error err;
    acm_error_init(&err);
    acm_id actor = actor_id(s);
    if (s->actor && !actor)
        return false;
    for (size_t i = 0; i < b->count; i++)
        b->commands[i].actor = actor;
    acm_status status = acm_case_post(s->c, b->commands, sizeof *b->commands, b->count, b->text,
                                      b->len, NULL, &err);
    if (status == ACM_OK)
        take_events(s);
    else
        show_refused(s, &b->commands[b->count - 1], word, name, text, &err);
    return status == ACM_OK;
}

/* facts: NULL = none; they are used up. */
static bool post(script *s, batch *facts, acm_command command, const char *word, const char *name,
                 const char *text)
{
    batch alone = {.count = 0}, *b = facts ? facts : &alone;
    batch_add(b, command, text);
    bool held = post_batch(s, b, word, name, text);
    batch_free(b);
    *b = (batch){.count = 0};
    return held;
}

static bool post_on_item(script *s, batch *facts, acm_command_kind kind, const char *word,
                         const char *name, const char *text)
{
    acm_error err;
    acm_command command = {.kind = kind};
    acm_error_init(&err);
    if (strcmp(name, "case") == 0 || play_find(s->p, s->c, name, &command, &err) == ACM_OK)
        return post(s, facts, command, word, name, text);
    reject(s, err.message, "");
    return false;
}

/* A list of names with one more; takes the list over. */
static char *append(char *names, const char *name)
{
    char *longer = format_text("%s%s%s", names, *names ? " " : "", name);
    free(names);
    return longer;
}

/* What stands behind a word such as " because ", cut off the line; NULL if the word is not there. */
static char *take_behind(char *rest, const char *word)
{
    char *at = strstr(rest, word);
    if (!at)
        return NULL;
    *at = '\0';
    return at + strlen(word);
}

/* "size=3 note=\"two words\"": facts; false after a complaint. */
static bool take_facts(script *s, char *rest, batch *facts)
{
    while (*rest) {
        char *name = take_word(&rest), *value = strchr(name, '=');
        if (!value || value == name) {
            reject(s, "facts are given as NAME=VALUE", name);
            return false;
        }
        *value++ = '\0';
        if (!batch_add_fact(facts, name, value)) {
            reject(s, "no value of a fact", value);
            return false;
        }
    }
    return true;
}

/* Carries out a command on each item of a line, up to the first that is refused; facts belong to the first. */
static void do_items(script *s, acm_command_kind kind, const char *word, char *rest, batch *facts,
                     const char *reason)
{
    char *accepted = format_text("%s", "");
    bool held = true;
    do {
        const char *name = *rest ? take_word(&rest) : "case";
        held = post_on_item(s, facts, kind, word, name, reason);
        if (held)
            accepted = append(accepted, name);
    } while (held && *rest);
    if (*accepted)
        show_accepted(s, word, accepted, reason);
    free(accepted);
}

static void do_verb(script *s, acm_command_kind kind, const char *word, char *rest)
{
    batch facts = {.count = 0};
    const char *reason = kind == ACM_COMMAND_WAIVE ? take_behind(rest, " because ") : NULL;
    char *with = take_behind(rest, " with ");
    char *verb = with ? format_text("with %s: %s", with, word) : format_text("%s", word);
    if (!*rest && kind != ACM_COMMAND_CLOSE)
        reject(s, "which item? give keys, task numbers, or \"case\"", word);
    else if (!with || take_facts(s, with, &facts))
        do_items(s, kind, verb, rest, &facts, reason);
    free(verb);
    batch_free(&facts);
}

static void do_person(script *s, char *rest)
{
    acm_error err;
    const char *key = take_word(&rest);
    acm_error_init(&err);
    if (acm_roster_add(s->roster, key, NULL, rest, NULL, &err) != ACM_OK)
        reject(s, err.message, "");
}

static void do_as(script *s, char *rest)
{
    const char *key = take_word(&rest);
    free(s->actor);
    s->actor = *key ? format_text("%s", key) : NULL;
}

static void do_scope(script *s, char *rest)
{
    if (post(s, NULL, (acm_command){.kind = ACM_COMMAND_SET_SCOPE}, "scope", "", rest))
        show_accepted(s, "scope", "", *rest ? rest : "of everything");
}

/* "set NAME VALUE"; the value is the rest of the line. */
static void do_set(script *s, char *rest)
{
    batch facts = {.count = 0};
    const char *name = take_word(&rest);
    char *shown = format_text("%s = %s", name, rest);
    if (!*name || !*rest)
        reject(s, "set takes a name and a value", name);
    else if (!batch_add_fact(&facts, name, rest))
        reject(s, "no value of a fact", rest);
    else if (post_batch(s, &facts, "set", shown, NULL))
        show_accepted(s, "set", shown, NULL);
    free(shown);
    batch_free(&facts);
}

static void do_remove(script *s, char *rest)
{
    const char *name = take_word(&rest);
    if (post(s, NULL, (acm_command){.kind = ACM_COMMAND_REMOVE_FACT}, "remove", "", name))
        show_accepted(s, "remove", name, NULL);
}

static char *time_text(int64_t milliseconds)
{
    char text[40] = "?";
    time_t seconds = (time_t)(milliseconds / 1000 - (milliseconds % 1000 < 0));
    struct tm parts;
    if (gmtime_r(&seconds, &parts))
        strftime(text, sizeof text, seconds % 60 ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%MZ",
                 &parts);
    return format_text("%s", text);
}

static void advance(script *s, const char *word, const char *text, int64_t time)
{
    acm_command command = {.kind = ACM_COMMAND_ADVANCE, .time = time};
    if (post(s, NULL, command, word, "", NULL))
        show_accepted(s, word, "", text);
}

/* "advance PT1H", "advance 2026-03-31"; alone to the next timer. */
static void do_advance(script *s, char *rest)
{
    acm_error err;
    int64_t time;
    acm_error_init(&err);
    if (*rest && acm_scenario_time(rest, ACM_NTS, acm_case_time(s->c), &time, &err) != ACM_OK) {
        reject(s, err.message, "");
    } else if (*rest) {
        advance(s, "advance", rest, time);
    } else if (acm_case_next_timer(s->c, &time)) {
        char *text = time_text(time);
        advance(s, "advance", text, time);
        free(text);
    } else {
        reject(s, "no timer runs: say how far, such as PT1H", "");
    }
}

/* What time it is for the case, and when the next timer is due. */
static void do_time(script *s, char *rest)
{
    int64_t due;
    acm_id timer = acm_case_next_timer(s->c, &due);
    if (*rest) {
        do_advance(s, rest);
        return;
    }
    char *now = time_text(acm_case_time(s->c)), *next = time_text(due);
    acm_id item = acm_case_instance_item(s->c, timer);
    char *text =
        timer ? format_text("it is %s; %s is due at %s", now, view_name(&s->p->v, item), next)
              : format_text("it is %s; no timer runs", now);
    play_show(s->p, text, s->c);
    free(now);
    free(next);
    free(text);
}

/* "explain KEY" or "explain VERB KEY". */
static void do_explain(script *s, char *rest)
{
    const char *word = take_word(&rest);
    acm_command_kind command = *rest ? find_verb(word) : 0;
    if (*rest && !command)
        reject(s, "no such command", word);
    else
        play_explain(s->p, s->c, command, *rest ? rest : word,
                     acm_roster_find(s->roster, s->actor));
}

static void do_goal(script *s, char *rest)
{
    if (!play_goal(s->p, s->c, *rest ? rest : "case"))
        s->p->refused = true;
}

static void do_board(script *s, char *rest)
{
    (void)rest;
    board_forget(&s->p->board);
    play_show(s->p, "board", s->c);
}

static void do_help(script *s, char *rest)
{
    (void)rest;
    put(&s->p->t, TONE_PLAIN,
        "  person NAME ROLE; ROLE     introduces somebody\n"
        "  as NAME                    who acts from here on\n"
        "  confirm, withdraw KEY...   conditions\n"
        "  waive KEY because REASON\n"
        "  start, complete, disable, reenable, claim, suspend, resume, terminate, fault,\n"
        "  reactivate, occur KEY...   items; \"case\" stands for the case\n"
        "  close                      ends the case for good\n"
        "  KEY[1]                     one of several instances, in order of creation from 0\n"
        "  ... KEY with NAME=VALUE    facts that are set first; refused with what is done\n"
        "  set NAME VALUE             a fact: a number, true, false, null, a JSON text or list, "
        "else a text\n"
        "  remove NAME                a fact\n"
        "  advance PT1H, advance TIME the time of the case; alone: to the next timer\n"
        "  time                       what time it is, and which timer is due next\n"
        "  scope SERVICE; SERVICE     what is in scope; alone: everything\n"
        "  explain [COMMAND] KEY      what stands in the way\n"
        "  goal KEY, goal KEY=STATE   the fewest steps that lead there; alone: to the case's end\n"
        "  board, help, quit          # begins a comment\n");
}

static void do_quit(script *s, char *rest)
{
    (void)rest;
    s->quit = true;
}

static const struct word {
    const char *word;
    void (*run)(script *s, char *rest);
} words[] = {
    {"person", do_person}, {"as", do_as},         {"scope", do_scope}, {"explain", do_explain},
    {"board", do_board},   {"help", do_help},     {"quit", do_quit},   {"exit", do_quit},
    {"set", do_set},       {"remove", do_remove}, {"time", do_time},   {"advance", do_advance},
    {"goal", do_goal},
};

static void run_line(script *s, char *line)
{
    char *rest = line;
    const char *word = take_word(&rest);
    acm_command_kind command = find_verb(word);
    if (!*word || *word == '#')
        return;
    if (command) {
        do_verb(s, command, word, rest);
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(words[i].word, word) == 0) {
            words[i].run(s, rest);
            return;
        }
    }
    reject(s, "no such command, \"help\" lists them", word);
}

static void run_lines(script *s)
{
    bool prompt = isatty(STDIN_FILENO) && !s->p->a->json;
    char *line = NULL;
    size_t capacity = 0;
    while (!s->quit) {
        if (prompt)
            put(&s->p->t, TONE_DIM, "> ");
        fflush(s->p->t.out);
        ssize_t len = getline(&line, &capacity, stdin);
        if (len < 0)
            break;
        while (len > 0 && isspace((unsigned char)line[len - 1]))
            line[--len] = '\0';
        run_line(s, line);
    }
    free(line);
}

static bool begin(script *s, acm_error *err)
{
    const play *p = s->p;
    const char *plan = p->a->plan;
    acm_case_options options;
    acm_case_options_init(&options);
    return acm_roster_new(NULL, &s->roster, err) == ACM_OK &&
           (!p->a->trace || acm_log_new(NULL, &s->log, err) == ACM_OK) &&
           (!plan ||
            acm_scenario_find(p->v.playbook, 0, plan, ACM_NTS, &options.plan, err) == ACM_OK) &&
           acm_case_new(p->v.playbook, s->roster, s->log, &options, &s->c, err) == ACM_OK;
}

static bool show_begin(script *s)
{
    take_events(s);
    return play_begin(s->p, s->c);
}

int play_script(play *p)
{
    acm_error err;
    script s = {.p = p};
    acm_error_init(&err);
    if (p->a->person)
        s.actor = format_text("%s", p->a->person);
    bool begun = begin(&s, &err);
    if (!begun)
        complain("%s", err.message);
    begun = begun && show_begin(&s);
    if (begun) {
        run_lines(&s);
        if (p->a->explain)
            play_explain(p, s.c, 0, p->a->explain, acm_roster_find(s.roster, s.actor));
        if (p->a->goal)
            play_goal(p, s.c, p->a->goal);
    }
    free(s.actor);
    acm_case_free(s.c);
    acm_roster_free(s.roster);
    acm_log_free(s.log);
    return !begun ? UNUSABLE : p->refused ? FINDINGS : FINE;
}
