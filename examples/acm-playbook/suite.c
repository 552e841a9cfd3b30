#define _POSIX_C_SOURCE 200809L

#include "suite.h"
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

static void *grown(void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity ? *capacity * 2 : 64;
    return reallocate(array, *capacity, size);
}

/* Whether a text is JSON of another kind, such as an overlay. What is no JSON at all may be meant as a scenario. */
static bool is_other_json(const char *text, size_t len)
{
    json_t *value = json_loadb(text, len, 0, NULL);
    bool other = json_is_object(value) && !json_object_get(value, "steps");
    json_decref(value);
    return other;
}

/* named: the path was given, not found in a folder. */
static void add_file(suite *s, const char *path, bool named)
{
    size_t len;
    suite_scenario one = {.path = format_text("%s", path)};
    acm_error err;
    acm_error_init(&err);
    char *text = read_file(path, &len, &one.fault);
    if (text && acm_scenario_read(text, len, NULL, &one.scenario, &err) != ACM_OK) {
        one.fault = describe_error(path, &err);
        one.line = err.line;
    }
    bool other = text && one.fault && !named && is_other_json(text, len);
    free(text);
    if (other) {
        free(one.path);
        free(one.fault);
        return;
    }
    s->scenarios = grown(s->scenarios, s->count, &s->capacity, sizeof *s->scenarios);
    s->scenarios[s->count++] = one;
}

static bool collect(suite *s, const char *path, int depth);

static bool collect_folder(suite *s, const char *path, int depth)
{
    struct dirent **entries;
    const char *joint = path[strlen(path) - 1] == '/' ? "" : "/";
    int count = scandir(path, &entries, NULL, alphasort);
    bool fine = count >= 0 && depth < MAX_DEPTH;
    if (!fine)
        complain("%s: %s", path, count < 0 ? strerror(errno) : "too deep");
    for (int i = 0; i < count; i++) {
        char *entry = format_text("%s%s%s", path, joint, entries[i]->d_name);
        if (fine && entries[i]->d_name[0] != '.')
            fine = collect(s, entry, depth + 1);
        free(entry);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return fine;
}

static bool collect(suite *s, const char *path, int depth)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        complain("%s: %s", path, strerror(errno));
        return false;
    }
    if (S_ISDIR(status.st_mode))
        return collect_folder(s, path, depth);
    if (depth == 0 || has_extension(path, ".json"))
        add_file(s, path, depth == 0);
    return true;
}

bool suite_open(suite *s, char *const *paths, size_t count)
{
    *s = (suite){.count = 0};
    for (size_t i = 0; i < count; i++)
        if (!collect(s, paths[i], 0))
            return false;
    if (!s->count)
        complain("there is no scenario");
    return s->count != 0;
}

void suite_close(suite *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(s->scenarios[i].path);
        free(s->scenarios[i].fault);
        acm_scenario_free(s->scenarios[i].scenario);
    }
    for (size_t i = 0; i < s->model_count; i++) {
        free(s->models[i].path);
        free(s->models[i].case_id);
        free(s->models[i].fault);
        acm_playbook_free(s->models[i].playbook);
    }
    free(s->scenarios);
    free(s->models);
}

static bool is_same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

const suite_model *suite_load(suite *s, const char *path, const char *case_id)
{
    for (size_t i = 0; i < s->model_count; i++)
        if (is_same(s->models[i].path, path) && is_same(s->models[i].case_id, case_id))
            return &s->models[i];
    suite_model m = {.path = format_text("%s", path)};
    if (case_id)
        m.case_id = format_text("%s", case_id);
    m.playbook = load_page(path, (reading){.case_id = case_id}, NULL, &m.fault);
    s->models = grown(s->models, s->model_count, &s->model_capacity, sizeof *s->models);
    s->models[s->model_count++] = m;
    return &s->models[s->model_count - 1];
}
