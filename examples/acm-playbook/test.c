/* test.c - runs scenario files and reports as TAP. */
#define _POSIX_C_SOURCE 200809L

#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include <dirent.h>
#include <sys/stat.h>

enum {
    MAX_DEPTH = 32
};

typedef struct paths {
    char **at;
    size_t count, capacity;
} paths;

static void add_path(paths *list, char *path)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? list->capacity * 2 : 64;
        list->at = reallocate(list->at, list->capacity, sizeof *list->at);
    }
    list->at[list->count++] = path;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), n = strlen(end);
    return len >= n && strcmp(text + len - n, end) == 0;
}

static bool collect(paths *list, const char *path, int depth);

static bool collect_folder(paths *list, const char *path, int depth)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    bool fine = count >= 0 && depth < MAX_DEPTH;
    if (!fine)
        complain("%s: %s", path, count < 0 ? strerror(errno) : "too deep");
    for (int i = 0; i < count; i++) {
        char *entry = format_text("%s/%s", path, entries[i]->d_name);
        if (fine && entries[i]->d_name[0] != '.')
            fine = collect(list, entry, depth + 1);
        free(entry);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return fine;
}

/* Adds a file that was named, or all *.json files below a folder. */
static bool collect(paths *list, const char *path, int depth)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        complain("%s: %s", path, strerror(errno));
        return false;
    }
    if (S_ISDIR(status.st_mode))
        return collect_folder(list, path, depth);
    if (depth == 0 || ends_with(path, ".json"))
        add_path(list, format_text("%s", path));
    return true;
}

/* What a diagnosis is made of until its test is reported. */
typedef struct diagnosis {
    char *text;
} diagnosis;

static int32_t keep(void *user, const char *text, size_t len)
{
    diagnosis *d = user;
    char *longer = format_text("%s%.*s", d->text ? d->text : "", (int)len, text);
    free(d->text);
    d->text = longer;
    return 0;
}

/* Adds a line, and frees it. */
static void keep_line(diagnosis *d, char *text)
{
    keep(d, text, strlen(text));
    keep(d, "\n", 1);
    free(text);
}

static bool run_on(const acm_scenario *scenario, const char *path, const char *model, diagnosis *d)
{
    char *fault;
    acm_playbook *playbook = load_page(model, NULL, NULL, &fault);
    if (!playbook) {
        keep_line(d, fault);
        return false;
    }
    acm_scenario_options options;
    acm_scenario_result result;
    acm_error err;
    acm_scenario_options_init(&options);
    acm_scenario_result_init(&result);
    acm_error_init(&err);
    options.diagnosis = keep;
    options.user = d;
    if (acm_scenario_run(scenario, playbook, &options, &result, &err) != ACM_OK)
        keep_line(d, describe_error(path, &err));
    if (!result.passed)
        keep_line(d, format_text("model: %s", model));
    acm_playbook_free(playbook);
    return result.passed;
}

/* Runs a scenario on each of its models until one does not hold. */
static bool run_all(const acm_scenario *scenario, const char *path, diagnosis *d)
{
    const char *model;
    bool passed = true;
    for (size_t i = 0; passed && (model = acm_scenario_model(scenario, i)) != NULL; i++) {
        char *file = beside(path, model);
        passed = run_on(scenario, path, file, d);
        free(file);
    }
    return passed;
}

/* Counts of the tests so far. */
typedef struct tally {
    size_t run, failed, skipped;
    bool json;
} tally;

static void print_tap(const tally *t, bool passed, const char *id, const char *skip,
                      const char *lines)
{
    printf("%sok %zu - %s%s%s\n", passed ? "" : "not ", t->run, id, skip ? " # SKIP " : "",
           skip ? skip : "");
    while (lines && *lines) {
        size_t len = strcspn(lines, "\n");
        printf("# %.*s\n", (int)len, lines);
        lines += len + (lines[len] == '\n');
    }
}

static void print_json(bool passed, const char *id, const char *skip, const char *lines)
{
    json_t *object = json_pack("{ss sb ss* ss*}", "id", id, "passed", passed, "skipped", skip,
                               "diagnosis", lines);
    if (json_dumpf(object, stdout, JSON_COMPACT) == 0)
        putchar('\n');
    json_decref(object);
}

static void report(tally *t, bool passed, const char *id, const char *skip, const char *lines)
{
    t->run++;
    t->failed += !passed;
    t->skipped += skip != NULL;
    if (t->json)
        print_json(passed, id, skip, lines);
    else
        print_tap(t, passed, id, skip, lines);
    fflush(stdout);
}

static bool is_cmmn(const acm_scenario *scenario)
{
    const char *model = acm_scenario_model(scenario, 0);
    return ends_with(model, ".cmmn") || ends_with(model, ".xml");
}

static void run_test(const char *path, tally *t)
{
    char *fault;
    diagnosis d = {NULL};
    acm_scenario *scenario = load_scenario(path, &fault);
    if (!scenario) {
        report(t, false, path, NULL, fault);
        free(fault);
    } else if (is_cmmn(scenario)) {
        report(t, true, acm_scenario_id(scenario), "CMMN XML is not read by this version", NULL);
    } else {
        bool passed = run_all(scenario, path, &d);
        report(t, passed, acm_scenario_id(scenario), NULL, d.text);
    }
    acm_scenario_free(scenario);
    free(d.text);
}

int command_test(const arguments *a)
{
    paths list = {0};
    tally t = {.json = a->json};
    bool found = true;
    for (size_t i = 0; found && i < a->count; i++)
        found = collect(&list, a->operands[i], 0);
    if (found && !list.count) {
        complain("there is no scenario");
        found = false;
    }
    if (found) {
        if (!t.json)
            printf("TAP version 13\n1..%zu\n", list.count);
        for (size_t i = 0; i < list.count; i++)
            run_test(list.at[i], &t);
        if (!t.json)
            printf("# %zu passed, %zu failed, %zu skipped\n", t.run - t.failed - t.skipped,
                   t.failed, t.skipped);
    }
    for (size_t i = 0; i < list.count; i++)
        free(list.at[i]);
    free(list.at);
    return !found ? UNUSABLE : t.failed ? FINDINGS : FINE;
}
