/* more.c - what else runs: scenarios, explanations, plans, snapshots, timers, repetition. README.md says how and why. */
#include "bench.h"

#include <acmplaybook.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double enough = 0.3; /* seconds that one measurement takes */

/* A playbook and a log with a case in it. */
typedef struct world {
    acm_playbook *playbook;
    acm_log *log;
    acm_case *c;
    acm_error err;
} world;

static void ok(world *w, acm_status status, const char *what)
{
    bench_expect(status, ACM_OK, &w->err, what);
}

static void begin(world *w)
{
    acm_case_options options;
    acm_case_options_init(&options);
    options.roles = ACM_ROLES_RECORD;
    options.budget = UINT32_MAX;
    ok(w, acm_log_new(NULL, &w->log, &w->err), "log");
    ok(w, acm_case_new(w->playbook, NULL, w->log, &options, &w->c, &w->err), "case");
}

static void world_close(world *w)
{
    acm_case_free(w->c);
    acm_log_free(w->log);
    acm_playbook_free(w->playbook);
}

static void open_page(world *w, const char *path)
{
    acm_page_options options;
    bench_page page = bench_read_file(path);
    memset(w, 0, sizeof *w);
    acm_error_init(&w->err);
    acm_page_options_init(&options);
    options.file = path;
    ok(w, acm_playbook_read_page(page.text, page.len, &options, &w->playbook, NULL, &w->err), path);
    free(page.path);
    free(page.text);
    begin(w);
}

/* Reads a scenario and runs it from beginning to end, over and over. */
static void measure_scenario(world *w, const char *path)
{
    bench_page file = bench_read_file(path);
    acm_scenario *scenario;
    acm_scenario_result result;
    size_t runs = 0;
    double begun = bench_now(), seconds = 0;
    for (; seconds < enough; seconds = bench_now() - begun, runs++) {
        acm_scenario_result_init(&result);
        ok(w, acm_scenario_read(file.text, file.len, NULL, &scenario, &w->err), path);
        ok(w, acm_scenario_run(scenario, w->playbook, NULL, &result, &w->err), path);
        acm_scenario_free(scenario);
        if (!result.passed)
            bench_fail("%s does not hold at step %u", path, (unsigned)result.failed_step);
    }
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    printf("%-32s %10.0f a second, %u steps and expectations each\n", name, (double)runs / seconds,
           (unsigned)result.steps);
    free(file.path);
    free(file.text);
}

/* Asks for each item of a fresh case why it cannot be completed, with a sentence for each blocker. */
static void measure_explain(world *w)
{
    enum {
        ITEMS_MAX = 1024,
        BLOCKERS_MAX = 64
    };
    static acm_item items[ITEMS_MAX];
    acm_blocker blockers[BLOCKERS_MAX];
    char sentence[512];
    size_t item_count, count, asked = 0, said = 0;
    ok(w, acm_playbook_items(w->playbook, items, sizeof *items, ITEMS_MAX, &item_count), "items");
    double begun = bench_now(), seconds = 0;
    for (; seconds < enough; seconds = bench_now() - begun)
        for (size_t i = 0; i < item_count && i < ITEMS_MAX; i++, asked++) {
            ok(w,
               acm_case_explain(w->c, items[i].id, 0, ACM_COMMAND_COMPLETE, 0, blockers,
                                sizeof *blockers, BLOCKERS_MAX, &count),
               "explain");
            for (size_t k = 0; k < count && k < BLOCKERS_MAX; k++, said++)
                acm_case_explain_text(w->c, &blockers[k], "en", sentence, sizeof sentence, NULL);
        }
    printf("%-32s %10.0f items a second, %.1f sentences each\n", "explain on the page",
           (double)asked / seconds, (double)said / (double)asked);
}

/* The fewest commands that complete a fresh case. */
static void measure_plan(world *w)
{
    acm_plan_result result;
    size_t steps, plans = 0;
    double begun = bench_now(), seconds = 0;
    for (; seconds < enough; seconds = bench_now() - begun, plans++) {
        acm_plan_result_init(&result);
        ok(w, acm_case_plan(w->c, NULL, NULL, sizeof(acm_plan_step), 0, &steps, &result, &w->err),
           "plan");
    }
    printf("%-32s %10.2f ms, %zu steps, %u states, %.1f MB%s\n", "plan on the page",
           seconds * 1e3 / (double)plans, steps, (unsigned)result.states,
           (double)result.bytes / 1e6,
           result.verdict == ACM_PLAN_FOUND ? "" : "; not known to be the shortest");
}

/* Writes a case and reads it again. */
static void measure_snapshot(world *w)
{
    static unsigned char bytes[1 << 16];
    size_t size, written = 0, restored = 0;
    double begun = bench_now(), writing = 0, reading = 0;
    for (; writing < enough; writing = bench_now() - begun, written++)
        ok(w, acm_case_snapshot(w->c, bytes, sizeof bytes, &size, &w->err), "snapshot");
    begun = bench_now();
    for (; reading < enough; reading = bench_now() - begun, restored++) {
        acm_case *again;
        ok(w, acm_case_restore(w->playbook, NULL, NULL, bytes, size, &again, &w->err), "restore");
        acm_case_free(again);
    }
    printf("%-32s %10.0f a second, %.0f restored, %zu bytes\n", "snapshots of a case of the page",
           (double)written / writing, (double)restored / reading, size);
}

/* A playbook of as many items of one kind, and a task that keeps it going. */
static void build(world *w, acm_item_kind kind, uint32_t flags, size_t count, const char *timer)
{
    acm_builder *builder;
    acm_id root, id;
    memset(w, 0, sizeof *w);
    acm_error_init(&w->err);
    ok(w, acm_builder_new(NULL, "en", "more", &builder, &root, &w->err), "builder");
    for (size_t i = 0; i < count; i++) {
        char key[32];
        snprintf(key, sizeof key, "item%zu", i);
        ok(w, acm_builder_add(builder, root, kind, flags, key, NULL, -1, &id, &w->err), key);
        if (timer)
            ok(w, acm_builder_control(builder, id, ACM_CONTROL_TIMER, timer, &w->err), key);
    }
    ok(w, acm_builder_add(builder, root, ACM_ITEM_TASK, 0, "hold", NULL, -1, NULL, &w->err),
       "hold");
    ok(w, acm_builder_finish(builder, &w->playbook, &w->err), "playbook");
    acm_builder_free(builder);
    begin(w);
}

static acm_status post(world *w, acm_command command)
{
    return acm_case_post(w->c, &command, sizeof command, 1, NULL, 0, NULL, &w->err);
}

/* So many timers, each an hour after the case began; one step of the time, and all of them occur. */
static void measure_timers(size_t timers)
{
    size_t occurred = 0;
    double seconds = 0;
    while (seconds < enough) {
        world w;
        build(&w, ACM_ITEM_TIMER_LISTENER, 0, timers, "PT1H");
        double begun = bench_now();
        ok(&w, post(&w, (acm_command){.kind = ACM_COMMAND_ADVANCE, .time = 3600000}), "advance");
        seconds += bench_now() - begun;
        occurred += timers;
        if (acm_case_next_timer(w.c, NULL))
            bench_fail("a timer has not occurred");
        world_close(&w);
    }
    printf("%6zu timers due at once %19.0f ns each\n", timers, seconds * 1e9 / (double)occurred);
}

/* A task that repeats, completed again and again: the last instances against the first. */
static void measure_repetition(size_t most)
{
    world w;
    build(&w, ACM_ITEM_TASK, ACM_ITEM_REPEATS, 1, NULL);
    acm_command done = {.kind = ACM_COMMAND_COMPLETE};
    ok(&w, acm_playbook_find(w.playbook, "item0", ACM_NTS, &done.item, &w.err), "item0");
    for (size_t n = 100, made = 0; n <= most; n *= 10) {
        size_t first = made;
        double begun = bench_now();
        for (; made < n; made++) {
            ok(&w, post(&w, done), "complete");
            acm_log_clear(w.log);
        }
        printf("%6zu repetitions of a task %17.0f ns each\n", n,
               (bench_now() - begun) * 1e9 / (double)(n - first));
    }
    world_close(&w);
}

int main(int argc, char **argv)
{
    world w;
    if (argc < 2)
        bench_fail("usage: bench-more PAGE [SCENARIO...]");
    open_page(&w, argv[1]);
    for (int i = 2; i < argc; i++)
        measure_scenario(&w, argv[i]);
    measure_explain(&w);
    measure_plan(&w);
    measure_snapshot(&w);
    world_close(&w);
    for (size_t timers = 10; timers <= 1000; timers *= 10)
        measure_timers(timers);
    measure_repetition(10000);
    return 0;
}
