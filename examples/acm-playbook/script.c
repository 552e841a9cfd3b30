/* script.c - plays a case by commands, one a line. */
#define _POSIX_C_SOURCE 200809L

#include "play.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include <unistd.h>

typedef struct script {
    play *p;
    acm_roster *roster;
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

/* Cuts the first word off a line; "" at its end. */
static char *take_word(char **rest)
{
    char *word = *rest + strspn(*rest, " \t");
    size_t len = strcspn(word, " \t");
    *rest = word + len;
    if (**rest)
        *(*rest)++ = '\0';
    *rest += strspn(*rest, " \t");
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
    char *reasons = play_reasons(s->p, s->c, command->item, command->kind, command->actor);
    char *message = format_text("%s\n", err->message);
    play_refused(s->p, act, s->c, *reasons ? reasons : message);
    s->p->refused = true;
    free(message);
    free(reasons);
    free(act);
}

/* Posts a command and shows it if it was refused. */
static bool post(script *s, acm_command command, const char *word, const char *name,
                 const char *text)
{
    acm_error err;
    acm_error_init(&err);
    command.actor = actor_id(s);
    if (s->actor && !command.actor)
        return false;
    command.text_len = text ? (uint32_t)strlen(text) : 0;
    if (acm_case_post(s->c, &command, sizeof command, 1, text, command.text_len, NULL, &err) ==
        ACM_OK)
        return true;
    show_refused(s, &command, word, name, text, &err);
    return false;
}

static bool post_on_item(script *s, acm_command_kind kind, const char *word, const char *name,
                         const char *text)
{
    acm_error err;
    acm_command command = {.kind = kind};
    acm_error_init(&err);
    if (strcmp(name, "case") == 0 ||
        acm_scenario_find(s->p->v.playbook, 0, name, ACM_NTS, &command.item, &err) == ACM_OK)
        return post(s, command, word, name, text);
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

/* "waive KEY because REASON": the reason, cut off the line; "" if there is none. */
static const char *take_reason(char *rest)
{
    static const char because[] = " because ";
    char *at = strstr(rest, because);
    if (!at)
        return "";
    *at = '\0';
    return at + sizeof because - 1;
}

/* Carries out a command on each item of a line, up to the first that is refused. */
static void do_verb(script *s, acm_command_kind kind, const char *word, char *rest)
{
    const char *reason = kind == ACM_COMMAND_WAIVE ? take_reason(rest) : NULL;
    if (!*rest && kind != ACM_COMMAND_CLOSE) {
        reject(s, "which item? give keys, task numbers, or \"case\"", word);
        return;
    }
    char *accepted = format_text("%s", "");
    bool held = true;
    do {
        const char *name = *rest ? take_word(&rest) : "case";
        held = post_on_item(s, kind, word, name, reason);
        if (held)
            accepted = append(accepted, name);
    } while (held && *rest);
    if (*accepted)
        show_accepted(s, word, accepted, reason);
    free(accepted);
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
    if (post(s, (acm_command){.kind = ACM_COMMAND_SET_SCOPE}, "scope", "", rest))
        show_accepted(s, "scope", "", *rest ? rest : "of everything");
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
        "  scope SERVICE; SERVICE     what is in scope; alone: everything\n"
        "  explain [COMMAND] KEY      what stands in the way\n"
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
    {"person", do_person}, {"as", do_as},     {"scope", do_scope}, {"explain", do_explain},
    {"board", do_board},   {"help", do_help}, {"quit", do_quit},   {"exit", do_quit},
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
    const char *plan = s->p->a->plan;
    acm_case_options options;
    acm_case_options_init(&options);
    return acm_roster_new(NULL, &s->roster, err) == ACM_OK &&
           (!plan ||
            acm_playbook_find(s->p->v.playbook, plan, ACM_NTS, &options.plan, err) == ACM_OK) &&
           acm_case_new(s->p->v.playbook, s->roster, NULL, &options, &s->c, err) == ACM_OK;
}

int play_script(play *p)
{
    acm_error err;
    script s = {.p = p};
    acm_error_init(&err);
    if (p->a->person)
        s.actor = format_text("%s", p->a->person);
    bool begun = begin(&s, &err);
    if (begun) {
        play_show(p, "the case begins", s.c);
        run_lines(&s);
        if (p->a->explain)
            play_explain(p, s.c, 0, p->a->explain, acm_roster_find(s.roster, s.actor));
    } else {
        complain("%s", err.message);
    }
    free(s.actor);
    acm_case_free(s.c);
    acm_roster_free(s.roster);
    return !begun ? UNUSABLE : p->refused ? FINDINGS : FINE;
}
