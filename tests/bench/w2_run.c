/* w2_run.c - W2: runs cases of a made-up playbook, beside a bare table. README.md says how and why. */
#include "bench.h"
#include "peers.h"

#include <acmplaybook.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    STAGES = PEER_STAGES,
    TASKS = PEER_TASKS,
    MANDATORY = PEER_MANDATORY,
    ROLES = 2,
    ACCEPTED = 2 * STAGES * TASKS,
    REFUSED = STAGES,
    CHANGES = PEER_CHANGES,
    EVENTS = 178, /* changes, and the creation of each item */
    ROUNDS_MAX = 1000
};

/* A playbook with all that its cases share. */
typedef struct world {
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_id people[ROLES];
    acm_id tasks[STAGES][TASKS];
    acm_roles_mode roles;
    acm_error err;
} world;

static const char *const role_names[ROLES] = {"Red", "Blue"};

static size_t role_of(size_t stage, size_t task)
{
    return (stage + task) % ROLES;
}

static void ok(world *w, acm_status status, const char *what)
{
    bench_expect(status, ACM_OK, &w->err, what);
}

static void add_task(world *w, acm_builder *builder, acm_id stage, size_t s, size_t t,
                     const acm_id *roles)
{
    char key[32];
    acm_id task;
    uint32_t flags = ACM_ITEM_MANUAL | (MANDATORY >> t & 1 ? ACM_ITEM_REQUIRED : 0);
    snprintf(key, sizeof key, "s%zu/t%zu", s, t);
    ok(w, acm_builder_add(builder, stage, ACM_ITEM_TASK, flags, key, NULL, -1, &task, &w->err),
       key);
    ok(w, acm_builder_ref(builder, task, ACM_REF_PERFORMER, roles[role_of(s, t)], &w->err), key);
}

static acm_id add_stage(world *w, acm_builder *builder, acm_id root, size_t s, acm_id before)
{
    char key[32];
    acm_id stage, criterion;
    uint32_t flags = ACM_ITEM_REQUIRED | ACM_ITEM_AUTO_COMPLETE;
    snprintf(key, sizeof key, "s%zu", s);
    ok(w, acm_builder_add(builder, root, ACM_ITEM_STAGE, flags, key, NULL, -1, &stage, &w->err),
       key);
    if (!before)
        return stage;
    ok(w, acm_builder_criterion(builder, stage, ACM_CRITERION_ENTRY, 0, NULL, &criterion, &w->err),
       key);
    ok(w, acm_builder_on_part(builder, criterion, before, ACM_TRANSITION_COMPLETE, &w->err), key);
    return stage;
}

static void build(world *w)
{
    acm_builder *builder;
    acm_id root, stage = 0, roles[ROLES];
    ok(w, acm_builder_new(NULL, "en", "W2", &builder, &root, &w->err), "builder");
    for (size_t r = 0; r < ROLES; r++)
        ok(w, acm_builder_term(builder, ACM_TERM_ROLE, role_names[r], &roles[r], &w->err), "role");
    for (size_t s = 0; s < STAGES; s++) {
        stage = add_stage(w, builder, root, s, stage);
        for (size_t t = 0; t < TASKS; t++)
            add_task(w, builder, stage, s, t, roles);
    }
    ok(w, acm_builder_finish(builder, &w->playbook, &w->err), "playbook");
    acm_builder_free(builder);
}

static void find_tasks(world *w)
{
    for (size_t s = 0; s < STAGES; s++) {
        for (size_t t = 0; t < TASKS; t++) {
            char key[32];
            snprintf(key, sizeof key, "s%zu/t%zu", s, t);
            ok(w, acm_playbook_find(w->playbook, key, ACM_NTS, &w->tasks[s][t], &w->err), key);
        }
    }
}

static void world_open(world *w)
{
    memset(w, 0, sizeof *w);
    acm_error_init(&w->err);
    build(w);
    find_tasks(w);
    ok(w, acm_roster_new(NULL, &w->roster, &w->err), "roster");
    for (size_t r = 0; r < ROLES; r++)
        ok(w, acm_roster_add(w->roster, role_names[r], NULL, role_names[r], &w->people[r], &w->err),
           "participant");
    ok(w, acm_log_new(NULL, &w->log, &w->err), "log");
}

static void world_close(world *w)
{
    acm_log_free(w->log);
    acm_roster_free(w->roster);
    acm_playbook_free(w->playbook);
}

static acm_case *begin(world *w, uint32_t tag)
{
    acm_case_options options;
    acm_case *c;
    acm_case_options_init(&options);
    options.tag = tag;
    options.roles = w->roles;
    ok(w, acm_case_new(w->playbook, w->roster, w->log, &options, &c, &w->err), "case");
    return c;
}

static acm_status post(world *w, acm_case *c, acm_command_kind kind, acm_id item, acm_id actor)
{
    const acm_command command = {.kind = kind, .item = item, .actor = actor, .time = 1};
    return acm_case_post(c, &command, sizeof command, 1, NULL, 0, NULL, &w->err);
}

static void drive_stage(world *w, acm_case *c, size_t s)
{
    acm_id first = w->tasks[s][0], wrong = w->people[!role_of(s, 0)];
    bench_expect(post(w, c, ACM_COMMAND_START, first, wrong), ACM_E_ROLE, &w->err,
                 "the wrong role");
    if (acm_case_item_state(c, first) != ACM_STATE_ENABLED)
        bench_fail("a refused command changed the state");
    for (size_t t = 0; t < TASKS; t++) {
        acm_id task = w->tasks[s][t], actor = w->people[role_of(s, t)];
        ok(w, post(w, c, ACM_COMMAND_START, task, actor), "start");
        ok(w, post(w, c, ACM_COMMAND_COMPLETE, task, actor), "complete");
    }
}

static void run_case(world *w, uint32_t tag)
{
    acm_case *c = begin(w, tag);
    for (size_t s = 0; s < STAGES; s++)
        drive_stage(w, c, s);
    if (acm_case_state(c) != ACM_STATE_COMPLETED || acm_log_count(w->log) != EVENTS)
        bench_fail("the case ended in state %d after %zu events", (int)acm_case_state(c),
                   acm_log_count(w->log));
    acm_case_free(c);
    acm_log_clear(w->log);
}

/* The same case for the bare table. */
static void run_peer(peer_journal *journal)
{
    peer_case *c = peer_case_new(journal, 1);
    uint32_t accepted = 0, refused = 0;
    for (uint32_t task = 0; task < STAGES * TASKS; task++) {
        uint32_t role = (uint32_t)role_of(task / TASKS, task % TASKS);
        if (task % TASKS == 0)
            refused += !peer_case_start(c, journal, task, !role, 1);
        accepted += peer_case_start(c, journal, task, role, 1);
        accepted += peer_case_complete(c, journal, task, role, 1);
    }
    if (accepted != ACCEPTED || refused != REFUSED || c->state != PEER_COMPLETED ||
        (!journal->off && journal->count != CHANGES))
        bench_fail("the bare table accepted %u and refused %u", accepted, refused);
    free(c);
    journal->count = 0;
}

/* Looks at every event of one case: which are changes and which are creations. */
static void check_events(world *w)
{
    acm_event events[EVENTS + 1];
    size_t count, changes = 0;
    acm_case *c = begin(w, 7);
    for (size_t s = 0; s < STAGES; s++)
        drive_stage(w, c, s);
    ok(w, acm_log_drain(w->log, events, sizeof *events, EVENTS + 1, &count, &w->err), "drain");
    for (size_t i = 0; i < count; i++)
        changes += events[i].kind != ACM_TRANSITION_CREATE;
    if (count != EVENTS || changes != CHANGES)
        bench_fail("%zu events with %zu changes, not %d with %d", count, changes, EVENTS, CHANGES);
    acm_case_free(c);
    acm_log_clear(w->log);
    printf("one case: %d accepted, %d refused, %d changes, %d events\n", ACCEPTED, REFUSED, CHANGES,
           EVENTS);
}

enum {
    OURS,
    BARE,
    RECORDED,
    RUNNERS
};

static double time_cases(world *w, peer_journal *journal, int runner, size_t cases)
{
    journal->off = runner == BARE;
    double start = bench_now();
    for (size_t i = 0; i < cases; i++) {
        if (runner == OURS)
            run_case(w, (uint32_t)i);
        else
            run_peer(journal);
    }
    return (bench_now() - start) / (double)cases;
}

static void measure(world *w, size_t rounds, size_t cases)
{
    static const char *const titles[RUNNERS] = {"libacmplaybook", "bare table",
                                                "bare table, records"};
    static const int records[RUNNERS] = {EVENTS, 0, CHANGES};
    static double seconds[RUNNERS][ROUNDS_MAX], ratios[ROUNDS_MAX];
    peer_journal journal = {.at = NULL};
    for (size_t round = 0; round <= rounds; round++) /* the first one warms up */
        for (int r = 0; r < RUNNERS; r++)
            seconds[r][round ? round - 1 : 0] = time_cases(w, &journal, r, cases);
    for (size_t round = 0; round < rounds; round++)
        ratios[round] = seconds[OURS][round] / seconds[RECORDED][round];
    printf("%-22s %12s %12s %16s\n", "", "ns/change", "ns/record", "changes/s");
    for (int r = 0; r < RUNNERS; r++) {
        double median = bench_median(seconds[r], rounds);
        printf("%-22s %12.2f ", titles[r], median * 1e9 / CHANGES);
        if (records[r])
            printf("%12.2f ", median * 1e9 / records[r]);
        else
            printf("%12s ", "-");
        printf("%14.2f M\n", CHANGES / median / 1e6);
    }
    printf("ratio to the bare table with records: %.2f\n", bench_median(ratios, rounds));
    free(journal.at);
}

/* Keeps 1,000, 10,000, ... up to `most` cases alive, each taken a part of its way by `drive`. */
static void weigh(world *w, size_t most, void (*drive)(world *w, acm_case *c))
{
    acm_case **cases = malloc(most * sizeof *cases);
    if (!cases)
        bench_fail("out of memory");
    memset(cases, 0xFF, most * sizeof *cases); /* in memory before the first reading */
    drive(w, cases[0] = begin(w, 0));
    acm_case_free(cases[0]);
    size_t before = bench_resident(), alive = 0;
    printf("%12s %12s %12s\n", "cases alive", "bytes/case", "ns/case");
    for (size_t n = 1000; alive < most; n *= 10) {
        size_t first = alive;
        double start = bench_now();
        for (; alive < n && alive < most; alive++) {
            acm_log_clear(w->log);
            drive(w, cases[alive] = begin(w, (uint32_t)alive));
        }
        double seconds = bench_now() - start, grown = (double)(bench_resident() - before);
        printf("%12zu %12.1f %12.0f\n", alive, grown / (double)alive,
               seconds * 1e9 / (double)(alive - first));
    }
    while (alive)
        acm_case_free(cases[--alive]);
    acm_log_clear(w->log);
    free(cases);
}

static void drive_first_stage(world *w, acm_case *c)
{
    drive_stage(w, c, 0);
}

/* Confirms what can be confirmed, so that the page's conditions have states of their own. */
static void confirm_all(world *w, acm_case *c)
{
    enum {
        CONDITIONS_MAX = 256
    };
    acm_condition conditions[CONDITIONS_MAX];
    size_t count;
    ok(w,
       acm_playbook_conditions(w->playbook, 0, conditions, sizeof *conditions, CONDITIONS_MAX,
                               &count),
       "conditions");
    for (size_t i = 0; i < count && i < CONDITIONS_MAX; i++)
        post(w, c, ACM_COMMAND_CONFIRM, conditions[i].id, 0);
}

typedef struct arguments {
    size_t rounds, cases, live;
    const char *page, *only, *serve;
} arguments;

static arguments read_arguments(int argc, char **argv)
{
    arguments a = {.rounds = 15, .cases = 20000, .live = 1000000};
    for (int i = 1; i < argc; i += 2) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--rounds") == 0)
            a.rounds = bench_number(value);
        else if (strcmp(argv[i], "--cases") == 0)
            a.cases = bench_number(value);
        else if (strcmp(argv[i], "--live") == 0)
            a.live = bench_number(value);
        else if (strcmp(argv[i], "--page") == 0)
            a.page = value;
        else if (strcmp(argv[i], "--only") == 0)
            a.only = value;
        else if (strcmp(argv[i], "--serve") == 0)
            a.serve = value;
        else
            bench_fail("usage: bench-w2 [--rounds N] [--cases N] [--live N] [--page FILE] "
                       "[--only ours|table|nothing] [--serve ours|table]");
    }
    if (a.rounds > ROUNDS_MAX)
        bench_fail("at most %d rounds", ROUNDS_MAX);
    return a;
}

static void weigh_made_up(void *user)
{
    const arguments *a = user;
    world w;
    world_open(&w);
    weigh(&w, a->live, drive_first_stage);
    world_close(&w);
}

static void weigh_page(void *user)
{
    const arguments *a = user;
    world w = {.roles = ACM_ROLES_RECORD};
    acm_page_options options;
    size_t items, conditions;
    bench_page page = bench_read_file(a->page);
    acm_error_init(&w.err);
    acm_page_options_init(&options);
    options.file = a->page;
    ok(&w, acm_playbook_read_page(page.text, page.len, &options, &w.playbook, NULL, &w.err),
       a->page);
    ok(&w, acm_log_new(NULL, &w.log, &w.err), "log");
    acm_playbook_items(w.playbook, NULL, sizeof(acm_item), 0, &items);
    acm_playbook_conditions(w.playbook, 0, NULL, sizeof(acm_condition), 0, &conditions);
    printf("page: %zu items, %zu conditions\n", items, conditions);
    weigh(&w, a->live, confirm_all);
    world_close(&w);
    free(page.path);
    free(page.text);
}

/* Runs one of them without a clock, to be counted from outside. */
static void run_only(world *w, const char *name, size_t cases)
{
    peer_journal journal = {.at = NULL};
    for (size_t i = 0; i < cases; i++) {
        if (strcmp(name, "ours") == 0)
            run_case(w, (uint32_t)i);
        else if (strcmp(name, "table") == 0)
            run_peer(&journal);
    }
    free(journal.at);
}

/* Runs as many cases as each line says and answers with the seconds that they took (w2_peers.py). */
static void serve(world *w, const char *name)
{
    peer_journal journal = {.at = NULL};
    char line[32];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        size_t cases = bench_number(line);
        double each = time_cases(w, &journal, strcmp(name, "ours") ? RECORDED : OURS, cases);
        printf("%.9f\n", each * (double)cases);
        fflush(stdout);
    }
    free(journal.at);
}

/* Bytes of live cases, each kind in a process of its own. */
static void weigh_all(arguments *a)
{
    bench_apart(weigh_made_up, a);
    puts("");
    if (!a->page)
        return;
    bench_apart(weigh_page, a);
    puts("");
}

int main(int argc, char **argv)
{
    arguments a = read_arguments(argc, argv);
    world w;
    if (!a.only && !a.serve)
        weigh_all(&a);
    world_open(&w);
    if (a.serve) {
        serve(&w, a.serve);
    } else if (a.only) {
        run_only(&w, a.only, a.cases);
    } else {
        check_events(&w);
        measure(&w, a.rounds, a.cases);
    }
    world_close(&w);
    return 0;
}
