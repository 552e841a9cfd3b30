/* test.c - runs scenario files and reports as TAP, JSON or JUnit. */
#define _POSIX_C_SOURCE 200809L

#include "file.h"
#include "suite.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <time.h>

/* A text that lines are added to. */
typedef struct lines {
    char *at;
    size_t len, capacity;
} lines;

static int32_t keep(void *user, const char *text, size_t len)
{
    lines *l = user;
    if (l->len + len >= l->capacity) {
        l->capacity = (l->len + len + 1) * 2;
        l->at = reallocate(l->at, l->capacity, 1);
    }
    memcpy(l->at + l->len, text, len);
    l->len += len;
    l->at[l->len] = '\0';
    return 0;
}

/* Adds a line, and frees it. */
static void keep_line(lines *l, char *text)
{
    keep(l, text, strlen(text));
    keep(l, "\n", 1);
    free(text);
}

/* Where reports go. */
typedef struct output {
    const arguments *a;
    acm_scenario_report *shown; /* on standard output */
    acm_scenario_report *junit; /* NULL: not wanted, or it is what is shown */
    FILE *file;                 /* of junit */
    bool failed, unusable;      /* a scenario */
} output;

/* A scenario that is run. */
typedef struct trial {
    const acm_scenario *scenario;
    const char *path;
    const char *model; /* the one that it is run on */
    lines diagnosis, trace;
    acm_scenario_outcome outcome;
} trial;

static int32_t keep_diagnosis(void *user, const char *text, size_t len)
{
    return keep(&((trial *)user)->diagnosis, text, len);
}

static int32_t keep_trace(void *user, const char *text, size_t len)
{
    return keep(&((trial *)user)->trace, text, len);
}

static void fail(trial *t, acm_scenario_verdict verdict, unsigned line)
{
    t->outcome.verdict = verdict;
    t->outcome.line = line;
    if (t->model)
        keep_line(&t->diagnosis, format_text("model: %s", t->model));
}

static void run_on(trial *t, acm_playbook *playbook, const arguments *a)
{
    acm_scenario_options options;
    acm_scenario_result result;
    acm_error err;
    acm_scenario_options_init(&options);
    acm_scenario_result_init(&result);
    acm_error_init(&err);
    options.diagnosis = keep_diagnosis;
    options.trace = a->trace ? keep_trace : NULL;
    options.user = t;
    options.language = a->language;
    if (acm_scenario_run(t->scenario, playbook, &options, &result, &err) != ACM_OK) {
        keep_line(&t->diagnosis, describe_error(t->path, &err));
        fail(t, ACM_SCENARIO_ERROR, err.line);
    } else if (!result.passed) {
        t->outcome.step = result.failed_step;
        fail(t, ACM_SCENARIO_FAILED, result.line);
    }
}

/* Runs a scenario on each of its models until one does not hold. */
static void run_all(trial *t, suite *s, const arguments *a)
{
    const char *model, *case_id = acm_scenario_case(t->scenario);
    for (size_t i = 0; t->outcome.verdict == ACM_SCENARIO_PASSED &&
                       (model = acm_scenario_model(t->scenario, i)) != NULL;
         i++) {
        char *path = beside(t->path, model);
        const suite_model *loaded = suite_load(s, path, case_id);
        t->model = loaded->path;
        if (loaded->playbook) {
            run_on(t, loaded->playbook, a);
        } else {
            t->model = NULL;
            keep_line(&t->diagnosis, format_text("%s", loaded->fault));
            fail(t, ACM_SCENARIO_ERROR, 0);
        }
        free(path);
    }
}

/* What is said on one line: of steps that do not hold what stands below the step, else all there is. */
static char *summary(const trial *t)
{
    const char *at = t->diagnosis.at ? t->diagnosis.at : "";
    if (t->outcome.step)
        at += strcspn(at, "\n");
    at += strspn(at, " \n");
    return format_text("%.*s", (int)strcspn(at, "\n"), at);
}

static uint64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000 + (uint64_t)time.tv_nsec / 1000;
}

static void add_outcome(output *out, const acm_scenario_outcome *outcome)
{
    acm_error err;
    acm_error_init(&err);
    out->failed = out->failed || outcome->verdict == ACM_SCENARIO_FAILED;
    out->unusable = out->unusable || outcome->verdict == ACM_SCENARIO_ERROR;
    if (acm_scenario_report_add(out->shown, outcome, &err) != ACM_OK ||
        (out->junit && acm_scenario_report_add(out->junit, outcome, &err) != ACM_OK)) {
        complain("%s: %s", outcome->file, err.message);
        out->unusable = true;
    }
    fflush(stdout);
}

static void run_test(output *out, suite *s, const suite_scenario *one)
{
    trial t = {.scenario = one->scenario, .path = one->path};
    uint64_t begin = now();
    acm_scenario_outcome_init(&t.outcome);
    t.outcome.id = acm_scenario_id(one->scenario);
    t.outcome.file = one->path;
    if (one->scenario) {
        run_all(&t, s, out->a);
    } else {
        keep_line(&t.diagnosis, format_text("%s", one->fault));
        fail(&t, ACM_SCENARIO_ERROR, one->line);
    }
    char *message = summary(&t);
    t.outcome.microseconds = out->a->junit ? now() - begin + 1 : 0;
    t.outcome.message = *message ? message : NULL;
    t.outcome.diagnosis = t.diagnosis.at;
    t.outcome.trace = t.trace.at;
    add_outcome(out, &t.outcome);
    free(message);
    free(t.diagnosis.at);
    free(t.trace.at);
}

static int32_t print(void *user, const char *text, size_t len)
{
    return fwrite(text, 1, len, user) == len ? 0 : -1;
}

/* "--junit -" takes the place of what is shown. */
static bool open_output(output *out, const arguments *a, size_t count)
{
    bool alone = a->junit && strcmp(a->junit, "-") == 0;
    acm_scenario_format format = alone     ? ACM_SCENARIO_JUNIT
                                 : a->json ? ACM_SCENARIO_JSON
                                           : ACM_SCENARIO_TAP;
    *out = (output){.a = a, .unusable = true};
    if (a->junit && !alone) {
        out->file = fopen(a->junit, "wb");
        if (!out->file) {
            complain("%s: %s", a->junit, strerror(errno));
            return false;
        }
        acm_scenario_report_new(ACM_SCENARIO_JUNIT, count, NULL, &out->junit, print, out->file,
                                NULL);
    }
    out->unusable =
        acm_scenario_report_new(format, count, NULL, &out->shown, print, stdout, NULL) != ACM_OK;
    return !out->unusable;
}

static void close_output(output *out)
{
    if (out->shown)
        acm_scenario_report_end(out->shown, NULL);
    if (out->junit)
        acm_scenario_report_end(out->junit, NULL);
    acm_scenario_report_free(out->shown);
    acm_scenario_report_free(out->junit);
    if (out->file && (ferror(out->file) | fclose(out->file))) {
        complain("%s cannot be written", out->a->junit);
        out->unusable = true;
    }
}

int command_test(const arguments *a)
{
    suite s;
    output out = {.unusable = true};
    if (suite_open(&s, a->operands, a->count) && open_output(&out, a, s.count)) {
        for (size_t i = 0; i < s.count; i++)
            run_test(&out, &s, &s.scenarios[i]);
        close_output(&out);
    }
    suite_close(&s);
    return out.unusable ? UNUSABLE : out.failed ? FINDINGS : FINE;
}
