/*
 * w4_calls.c - what small calls cost in C, for measurements of other languages to stand beside. README.md says more.
 *
 *     bench-w4            each workload, the least of many rounds: a name and nanoseconds a line
 *     bench-w4 --serve    reads a name a line, runs one round of it, answers with its nanoseconds
 */
#include "bench.h"

#include <acmplaybook.h>

#include <stdio.h>
#include <string.h>

enum {
    ROUNDS = 300,
    CALLS = 1000 /* of a round; also the commands of a batch, and the events that are drained */
};

/* A case with one task, which is suspended and resumed in turn. */
typedef struct world {
    acm_playbook *playbook;
    acm_log *log;
    acm_case *c;
    acm_id task;
    acm_error err;
    acm_command commands[CALLS];
    acm_event events[2 * CALLS];
    char text[64];
} world;

static void ok(world *w, acm_status status, const char *what)
{
    bench_expect(status, ACM_OK, &w->err, what);
}

static void begin(world *w)
{
    acm_builder *builder;
    acm_id root;
    acm_error_init(&w->err);
    ok(w, acm_builder_new(NULL, NULL, NULL, &builder, &root, &w->err), "builder");
    ok(w, acm_builder_add(builder, root, ACM_ITEM_TASK, 0, "a", NULL, -1, &w->task, &w->err),
       "task");
    ok(w, acm_builder_finish(builder, &w->playbook, &w->err), "playbook");
    acm_builder_free(builder);
    ok(w, acm_playbook_find(w->playbook, "a", ACM_NTS, &w->task, &w->err), "find");
    ok(w, acm_log_new(NULL, &w->log, &w->err), "log");
    ok(w, acm_case_new(w->playbook, NULL, w->log, NULL, &w->c, &w->err), "case");
    for (size_t i = 0; i < CALLS; i++) {
        w->commands[i].kind = i % 2 ? ACM_COMMAND_RESUME : ACM_COMMAND_SUSPEND;
        w->commands[i].item = w->task;
    }
}

static void end(world *w)
{
    acm_case_free(w->c);
    acm_log_free(w->log);
    acm_playbook_free(w->playbook);
}

static void getter(world *w)
{
    static volatile acm_state state; /* so that no call is left out */
    for (size_t i = 0; i < CALLS; i++)
        state = acm_case_item_state(w->c, w->task);
    (void)state;
}

static void text(world *w)
{
    for (size_t i = 0; i < CALLS; i++) {
        size_t len;
        const char *key = acm_playbook_key(w->playbook, w->task, &len);
        if (len < sizeof w->text)
            memcpy(w->text, key, len);
    }
}

static void command(world *w)
{
    for (size_t i = 0; i < CALLS; i++)
        ok(w, acm_case_post(w->c, &w->commands[i], sizeof *w->commands, 1, NULL, 0, NULL, &w->err),
           "command");
}

static void batch(world *w)
{
    ok(w, acm_case_post(w->c, w->commands, sizeof *w->commands, CALLS, NULL, 0, NULL, &w->err),
       "batch");
}

static void drain(world *w)
{
    size_t count;
    ok(w, acm_log_drain(w->log, w->events, sizeof *w->events, CALLS, &count, &w->err), "drain");
    if (count != CALLS)
        bench_fail("%zu events, not %d", count, CALLS);
}

static const struct {
    const char *name;
    void (*run)(world *w);
} workloads[] = {
    {"getter", getter}, {"text", text}, {"command", command}, {"batch", batch}, {"drain", drain}};

enum {
    WORKLOADS = sizeof workloads / sizeof *workloads
};

/* Nanoseconds of one call, or of one record. */
static double measure(world *w, size_t i)
{
    acm_log_clear(w->log);
    if (workloads[i].run == drain)
        batch(w);
    double begun = bench_now();
    workloads[i].run(w);
    return (bench_now() - begun) * 1e9 / CALLS;
}

static void serve(world *w)
{
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\r\n")] = '\0';
        size_t i = 0;
        while (i < WORKLOADS && strcmp(line, workloads[i].name) != 0)
            i++;
        if (i == WORKLOADS)
            bench_fail("there is no workload \"%s\"", line);
        printf("%.3f\n", measure(w, i));
        fflush(stdout);
    }
}

int main(int argc, char **argv)
{
    static world w;
    begin(&w);
    if (argc == 2 && strcmp(argv[1], "--serve") == 0) {
        serve(&w);
    } else if (argc == 1) {
        double least[WORKLOADS];
        for (size_t round = 0; round < ROUNDS; round++)
            for (size_t i = 0; i < WORKLOADS; i++) {
                double took = measure(&w, i);
                least[i] = round == 0 || took < least[i] ? took : least[i];
            }
        for (size_t i = 0; i < WORKLOADS; i++)
            printf("%s %.2f\n", workloads[i].name, least[i]);
    } else {
        bench_fail("usage: bench-w4 [--serve]");
    }
    end(&w);
    return 0;
}
