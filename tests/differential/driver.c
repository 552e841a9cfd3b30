/*
 * driver.c - runs cases that it reads from standard input and prints what becomes of them, a line a step.
 *
 * Fields of a line are parted by tabs; README.md describes them. Whoever calls needs no more of the library than
 * this program: it uses the public functions alone.
 */
#include <acmplaybook.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

enum {
    MAX_LINE = 1 << 16,
    MAX_FIELDS = 8,
    MAX_FACTS = 16,
    MAX_ROWS = 1024,
    MAX_CONDITIONS = 64,
    MAX_DEPTH = 16
};

#define NOBODY 0x7fffffffu /* an id that nothing has */

/* Commands and the block of text that they point into. */
typedef struct batch {
    acm_command commands[MAX_FACTS + 1];
    uint32_t count, text_len;
    char text[MAX_LINE];
} batch;

/* All events of a case, with their texts. */
typedef struct journal {
    acm_event *events;
    size_t count, capacity;
    char *text;
    size_t text_len, text_capacity;
} journal;

typedef struct trial {
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
    acm_case_options options;
    batch facts;  /* that the case begins with */
    batch posted; /* the command under way, behind the facts that are one with it */
    journal journal;
    char scope[256];
    acm_error err;
} trial;

typedef struct word {
    const char *word;
    int32_t value;
} word;

static const word verbs[] = {
    {"start", ACM_COMMAND_START},           {"complete", ACM_COMMAND_COMPLETE},
    {"disable", ACM_COMMAND_DISABLE},       {"reenable", ACM_COMMAND_REENABLE},
    {"terminate", ACM_COMMAND_TERMINATE},   {"suspend", ACM_COMMAND_SUSPEND},
    {"resume", ACM_COMMAND_RESUME},         {"fault", ACM_COMMAND_FAULT},
    {"reactivate", ACM_COMMAND_REACTIVATE}, {"occur", ACM_COMMAND_OCCUR},
    {"close", ACM_COMMAND_CLOSE},           {"confirm", ACM_COMMAND_CONFIRM},
    {"withdraw", ACM_COMMAND_WITHDRAW},     {"waive", ACM_COMMAND_WAIVE},
    {"set", ACM_COMMAND_SET_FACT},          {"remove", ACM_COMMAND_REMOVE_FACT},
    {"scope", ACM_COMMAND_SET_SCOPE},       {"advance", ACM_COMMAND_ADVANCE},
    {"claim", ACM_COMMAND_CLAIM},
};

static const word value_kinds[] = {
    {"null", ACM_VALUE_NULL},     {"boolean", ACM_VALUE_BOOLEAN}, {"integer", ACM_VALUE_INTEGER},
    {"double", ACM_VALUE_DOUBLE}, {"string", ACM_VALUE_STRING},   {"time", ACM_VALUE_TIME},
    {"set", ACM_VALUE_SET},
};

static void stop(const char *what, const char *detail)
{
    fprintf(stderr, "driver: %s: %s\n", what, detail);
    exit(2);
}

static int32_t value_of(const word *words, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i].word, text) == 0)
            return words[i].value;
    stop("unknown word", text);
    return 0;
}

/* Takes a line apart; fields that are missing are "". */
static void split(char *line, const char *fields[MAX_FIELDS])
{
    size_t count = 0;
    for (size_t i = 0; i < MAX_FIELDS; i++)
        fields[i] = "";
    for (char *at = line; at && count < MAX_FIELDS; count++) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab = '\0';
        fields[count] = at;
        at = tab ? tab + 1 : NULL;
    }
}

/* Instances by the way to them */

typedef struct row {
    acm_board_row *board;
    uint32_t counts[MAX_DEPTH], depth;
} row;

typedef struct board {
    acm_board_row records[MAX_ROWS];
    row rows[MAX_ROWS];
    size_t count;
} board;

static row *row_of(board *b, size_t count, acm_id instance)
{
    for (size_t i = 0; i < count; i++)
        if (b->records[i].instance == instance)
            return &b->rows[i];
    return NULL;
}

/* The counts of the stages around a row, then its own. */
static void find_way(board *b, row *r)
{
    row *parent = r->board->parent ? row_of(b, b->count, r->board->parent) : NULL;
    if (r->depth)
        return;
    if (r->board->parent && !parent)
        stop("board", "an instance hangs below none");
    if (parent) {
        find_way(b, parent);
        memcpy(r->counts, parent->counts, sizeof r->counts);
        r->depth = parent->depth;
    }
    if (r->depth >= MAX_DEPTH)
        stop("board", "too deep");
    r->counts[r->depth++] = r->board->count;
}

static void look(trial *s, board *b)
{
    if (acm_case_board(s->c, b->records, sizeof *b->records, MAX_ROWS, &b->count) ||
        b->count > MAX_ROWS)
        stop("board", "too many instances");
    for (size_t i = 0; i < b->count; i++)
        b->rows[i] = (row){.board = &b->records[i]};
    for (size_t i = 0; i < b->count; i++)
        find_way(b, &b->rows[i]);
}

static int row_order(const void *a, const void *b)
{
    const row *x = a, *y = b;
    if (x->board->item != y->board->item)
        return x->board->item < y->board->item ? -1 : 1;
    for (uint32_t i = 0; i < x->depth && i < y->depth; i++)
        if (x->counts[i] != y->counts[i])
            return x->counts[i] < y->counts[i] ? -1 : 1;
    return 0;
}

/* The item that carries a condition; an item carries itself. */
static acm_id carrier_of(const trial *s, acm_id id)
{
    acm_condition conditions[MAX_CONDITIONS];
    size_t count = 0;
    acm_playbook_conditions(s->playbook, 0, conditions, sizeof *conditions, MAX_CONDITIONS, &count);
    for (size_t i = 0; i < count; i++)
        if (conditions[i].id == id)
            return conditions[i].item;
    return id;
}

/* The instance to which a way leads: counts of the stages around it, then its own. */
static acm_id instance_of(trial *s, acm_id item, const char *way)
{
    static board b;
    uint32_t counts[MAX_DEPTH], depth = 0;
    look(s, &b);
    for (char *end; *way && depth < MAX_DEPTH; way = *end ? end + 1 : end)
        counts[depth++] = (uint32_t)strtoul(way, &end, 10);
    for (size_t i = 0; i < b.count; i++)
        if (b.rows[i].board->item == item && b.rows[i].depth == depth &&
            memcmp(b.rows[i].counts, counts, depth * sizeof *counts) == 0)
            return b.rows[i].board->instance;
    return NOBODY;
}

/* What is printed of a case */

static void print_row(const row *r)
{
    printf("%u@", (unsigned)r->board->item);
    for (uint32_t i = 0; i < r->depth; i++)
        printf(i ? ".%u" : "%u", (unsigned)r->counts[i]);
    printf("=%d", (int)r->board->state);
    if (r->board->required)
        putchar('!');
    if (r->board->flags & ACM_INSTANCE_UNAVAILABLE)
        putchar('u');
    if (r->board->flags & ACM_INSTANCE_WAITS)
        putchar('w');
    if (r->board->performer)
        printf("/%u", (unsigned)r->board->performer);
}

static void print_conditions(trial *s)
{
    acm_condition conditions[MAX_CONDITIONS];
    size_t count;
    if (acm_playbook_conditions(s->playbook, 0, conditions, sizeof *conditions, MAX_CONDITIONS,
                                &count) ||
        count > MAX_CONDITIONS)
        stop("conditions", "too many");
    for (size_t i = 0; i < count; i++)
        printf(i ? " %d" : "%d", (int)acm_case_condition_state(s->c, conditions[i].id));
}

/* Status, state of the case, its instances, its conditions, its next timer. */
static void print_case(trial *s, const char *status)
{
    static board b;
    int64_t due = 0;
    if (!s->c) {
        printf("%s\t%s: %s\n", status, s->err.path, s->err.message);
        return;
    }
    look(s, &b);
    qsort(b.rows, b.count, sizeof *b.rows, row_order);
    printf("%s\t%d\t", status, (int)acm_case_state(s->c));
    for (size_t i = 0; i < b.count; i++) {
        if (i)
            putchar(' ');
        print_row(&b.rows[i]);
    }
    putchar('\t');
    print_conditions(s);
    if (acm_case_next_timer(s->c, &due))
        printf("\t%lld\n", (long long)due);
    else
        printf("\t-\n");
}

/* What happened */

static void *grow(void *block, size_t *capacity, size_t needed, size_t size)
{
    if (needed <= *capacity)
        return block;
    *capacity = needed * 2;
    void *grown = realloc(block, *capacity * size);
    if (!grown)
        stop("memory", "out of it");
    return grown;
}

/* None begins at 0, which means that there is none. */
static uint32_t keep_text(journal *j, const char *text)
{
    size_t at = j->text_len ? j->text_len : 1, size = strlen(text) + 1;
    j->text = grow(j->text, &j->text_capacity, at + size, 1);
    memcpy(j->text + at, text, size);
    j->text_len = at + size;
    return (uint32_t)at;
}

/* Takes the new events out of the log; returns how many there were. */
static size_t keep_events(trial *s)
{
    acm_event e;
    size_t n, count = 0;
    journal *j = &s->journal;
    for (; !acm_log_drain(s->log, &e, sizeof e, 1, &n, NULL) && n; count++) {
        const char *text = acm_log_text(s->log, &e);
        if (text)
            e.detail = keep_text(j, text);
        j->events = grow(j->events, &j->capacity, j->count + 1, sizeof e);
        j->events[j->count++] = e;
    }
    return count;
}

static void print_events(const trial *s)
{
    for (size_t i = 0; i < s->journal.count; i++) {
        const acm_event *e = &s->journal.events[i];
        printf("event\t%u\t%u\t%u\t%u\t%u\t%u\n", (unsigned)e->item, (unsigned)e->instance,
               (unsigned)e->kind, (unsigned)e->from, (unsigned)e->to, (unsigned)e->cause);
    }
}

/* A case that must be in the same state as the other takes its place. */
static void go_on_with(trial *s, acm_case *other, const char *what)
{
    unsigned char hash[ACM_HASH_SIZE], same[ACM_HASH_SIZE];
    acm_case_hash(s->c, hash, sizeof hash, NULL);
    acm_case_hash(other, same, sizeof same, NULL);
    if (memcmp(hash, same, sizeof hash) != 0)
        printf("%s differs\n", what);
    acm_case_free(s->c);
    s->c = other;
}

static void go_on_with_copy(trial *s)
{
    acm_case *copy;
    if (acm_case_dup(s->c, s->log, &copy, &s->err))
        stop("copy", s->err.message);
    go_on_with(s, copy, "copy");
}

static void go_on_with_restored(trial *s)
{
    acm_case *restored;
    size_t size;
    acm_case_snapshot(s->c, NULL, 0, &size, NULL);
    void *bytes = malloc(size);
    if (!bytes || acm_case_snapshot(s->c, bytes, size, &size, &s->err))
        stop("snapshot", s->err.message);
    acm_status status =
        acm_case_restore(s->playbook, s->roster, s->log, bytes, size, &restored, &s->err);
    free(bytes);
    if (status)
        printf("restore: %s: %s\n", acm_status_name(status), s->err.message);
    else
        go_on_with(s, restored, "restored");
}

static void go_on_with_replayed(trial *s)
{
    acm_case *replayed;
    const journal *j = &s->journal;
    acm_status status =
        acm_case_replay(s->playbook, s->roster, s->log, &s->options, j->events, sizeof *j->events,
                        j->count, j->text, j->text_len, &replayed, &s->err);
    if (status)
        printf("replay: %s: %s\n", acm_status_name(status), s->err.message);
    else
        go_on_with(s, replayed, "replayed");
}

/* Commands */

static uint32_t add_text(batch *b, const char *more)
{
    uint32_t at = b->text_len;
    size_t size = strlen(more);
    if (at + size >= sizeof b->text)
        stop("too long", more);
    memcpy(b->text + at, more, size);
    b->text_len += (uint32_t)size;
    return at;
}

static acm_command *add_command(batch *b, acm_command_kind kind, const char *text)
{
    if (b->count == COUNT_OF(b->commands))
        stop("too many facts", text);
    acm_command *command = &b->commands[b->count++];
    *command = (acm_command){.kind = kind, .text_at = add_text(b, text)};
    command->text_len = b->text_len - command->text_at;
    return command;
}

/* Fields: value kind, value. Strings of a set are parted by ';'. */
static void read_value(batch *b, acm_command *command, const char *const *fields)
{
    command->value_kind = value_of(value_kinds, COUNT_OF(value_kinds), fields[0]);
    command->value_at = add_text(b, fields[1]);
    command->value_len = b->text_len - command->value_at;
    if (command->value_kind == ACM_VALUE_SET)
        for (uint32_t i = command->value_at; i < b->text_len; i++)
            b->text[i] = b->text[i] == ';' ? '\n' : b->text[i];
    command->integer = strtoll(fields[1], NULL, 10);
    command->real = strtod(fields[1], NULL);
}

/* Fields: name, value kind, value. */
static void add_fact(batch *b, uint32_t flags, const char *const *fields)
{
    acm_command *fact = add_command(b, ACM_COMMAND_SET_FACT, fields[0]);
    fact->flags = flags;
    read_value(b, fact, &fields[1]);
}

static acm_id id_of(const trial *s, const char *key)
{
    acm_id id;
    if (!*key)
        return 0;
    return acm_playbook_find(s->playbook, key, ACM_NTS, &id, NULL) ? NOBODY : id;
}

/*
 * acm_case_explain finds nothing in the way exactly when the command is accepted; what is wrong with a fact, a time or
 * a scope, and what comes of an exit criterion that completes, it is not asked about.
 */
static const char *check_explanation(size_t blockers, acm_status status)
{
    static const acm_status explained[] = {ACM_E_STATE, ACM_E_ROLE, ACM_E_CONDITION, ACM_E_SCOPE};
    if (status == ACM_OK && blockers)
        return "accepted, and explained why not";
    for (size_t i = 0; i < COUNT_OF(explained); i++)
        if (status == explained[i] && !blockers)
            return "refused, and nothing explains it";
    return NULL;
}

/* Whether acm_case_explain says of a command what posting it will come to; not with facts that it does not know. */
static bool is_explained(const trial *s, const acm_command *command, size_t *blockers)
{
    return s->posted.count == 1 && command->kind != ACM_COMMAND_SET_FACT &&
           command->kind != ACM_COMMAND_REMOVE_FACT && command->kind != ACM_COMMAND_SET_SCOPE &&
           command->kind != ACM_COMMAND_ADVANCE &&
           !acm_case_explain(s->c, command->item, command->instance, command->kind, command->actor,
                             NULL, sizeof(acm_blocker), 0, blockers);
}

/* Posts a command and tells what came of it, or what is wrong with that. */
static const char *try_command(trial *s, const acm_command *command)
{
    unsigned char before[ACM_HASH_SIZE], after[ACM_HASH_SIZE];
    size_t blockers = 0;
    bool explained = is_explained(s, command, &blockers);
    acm_case_hash(s->c, before, sizeof before, NULL);
    acm_status status = acm_case_post(s->c, s->posted.commands, sizeof *command, s->posted.count,
                                      s->posted.text, s->posted.text_len, NULL, &s->err);
    acm_case_hash(s->c, after, sizeof after, NULL);
    const char *fault = explained ? check_explanation(blockers, status) : NULL;
    if (keep_events(s) && status)
        fault = "refused, and left events";
    if (status && memcmp(before, after, sizeof before) != 0)
        fault = "refused, and changed the case";
    return fault ? fault : acm_status_name(status);
}

/* Fields: verb, item or condition, way to its instance, actor, time, text, value kind, value. */
static void post(trial *s, const char *const *fields)
{
    batch *b = &s->posted;
    acm_command *command = add_command(b, value_of(verbs, COUNT_OF(verbs), fields[0]), fields[5]);
    command->item = id_of(s, fields[1]);
    command->instance = *fields[2] ? instance_of(s, carrier_of(s, command->item), fields[2]) : 0;
    command->actor = (acm_id)strtoul(fields[3], NULL, 10);
    command->time = strtoll(fields[4], NULL, 10);
    if (*fields[6])
        read_value(b, command, &fields[6]);
    for (uint32_t i = 0; i + 1 < b->count; i++) {
        b->commands[i].actor = command->actor;
        b->commands[i].time = command->time;
    }
    print_case(s, try_command(s, command));
    b->count = b->text_len = 0;
}

static void begin(trial *s)
{
    s->options.facts = s->facts.commands;
    s->options.fact_count = s->facts.count;
    s->options.fact_stride = sizeof *s->facts.commands;
    s->options.facts_text = s->facts.text;
    s->options.facts_text_len = s->facts.text_len;
    s->options.scope = s->scope;
    acm_status status = acm_case_new(s->playbook, s->roster, s->log, &s->options, &s->c, &s->err);
    keep_events(s);
    print_case(s, acm_status_name(status));
}

static void dispose(trial *s)
{
    acm_case_free(s->c);
    acm_log_free(s->log);
    acm_roster_free(s->roster);
    acm_playbook_free(s->playbook);
    free(s->journal.events);
    free(s->journal.text);
}

static void forget(trial *s)
{
    dispose(s);
    memset(s, 0, sizeof *s);
    acm_error_init(&s->err);
    acm_case_options_init(&s->options);
    if (acm_log_new(NULL, &s->log, NULL) || acm_roster_new(NULL, &s->roster, NULL))
        stop("memory", "out of it");
}

/* The model has as many bytes as said, and a line feed. */
static void read_model(trial *s, const char *bytes)
{
    static char json[1 << 20];
    size_t len = strtoul(bytes, NULL, 10);
    if (len + 1 > sizeof json || fread(json, 1, len + 1, stdin) != len + 1)
        stop("model", "cut short or too long");
    acm_status status = acm_playbook_read_json(json, len, NULL, &s->playbook, &s->err);
    if (status)
        print_case(s, acm_status_name(status));
    else
        puts("ACM_OK");
}

/* What a case begins with; false for a line that says something else. */
static bool prepare(trial *s, const char *const *fields)
{
    if (strcmp(fields[0], "person") == 0)
        acm_roster_add(s->roster, fields[1], NULL, fields[2], NULL, NULL);
    else if (strcmp(fields[0], "plan") == 0)
        s->options.plan = id_of(s, fields[1]);
    else if (strcmp(fields[0], "services") == 0)
        snprintf(s->scope, sizeof s->scope, "%s", fields[1]);
    else if (strcmp(fields[0], "time") == 0)
        s->options.time = strtoll(fields[1], NULL, 10);
    else if (strcmp(fields[0], "budget") == 0)
        s->options.budget = (uint32_t)strtoul(fields[1], NULL, 10);
    else if (strcmp(fields[0], "semantics") == 0)
        s->options.semantics = (uint32_t)strtoul(fields[1], NULL, 10);
    else if (strcmp(fields[0], "fact") == 0)
        add_fact(&s->facts, 0, &fields[1]);
    else
        return false;
    return true;
}

/* What a case begun is asked; false for a command. */
static bool turn(trial *s, const char *const *fields)
{
    if (strcmp(fields[0], "with") == 0)
        add_fact(&s->posted, ACM_COMMAND_WITH_NEXT, &fields[1]);
    else if (strcmp(fields[0], "copy") == 0)
        go_on_with_copy(s);
    else if (strcmp(fields[0], "restore") == 0)
        go_on_with_restored(s);
    else if (strcmp(fields[0], "replay") == 0)
        go_on_with_replayed(s);
    else if (strcmp(fields[0], "events") == 0)
        print_events(s);
    else
        return false;
    return true;
}

static void obey(trial *s, const char *const *fields)
{
    if (strcmp(fields[0], "case") == 0)
        forget(s);
    else if (strcmp(fields[0], "model") == 0)
        read_model(s, fields[1]);
    else if (strcmp(fields[0], "begin") == 0)
        begin(s);
    else if (strcmp(fields[0], "end") == 0)
        puts("end");
    else if (!prepare(s, fields) && s->c && !turn(s, fields))
        post(s, fields);
    if (strcmp(fields[0], "end") == 0)
        fflush(stdout);
}

int main(void)
{
    static trial s;
    static char line[MAX_LINE];
    const char *fields[MAX_FIELDS];
    forget(&s);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        split(line, fields);
        obey(&s, fields);
    }
    dispose(&s);
    return 0;
}
