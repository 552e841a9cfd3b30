/* goal.c - the fewest steps by which an item, a condition or the case gets where somebody wants it. */
#include "play.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SENTENCE = 1024,
    STEPS = 256
};

/* A goal and what the library makes of it. */
typedef struct goal {
    const play *p;
    const acm_case *c;
    acm_plan_options options;
    acm_plan_result result;
    acm_plan_step *steps;
    size_t count;
} goal;

static const char *state_name(bool of_condition, acm_state state)
{
    return of_condition ? acm_condition_state_name(state) : acm_state_name(state);
}

/* "completed", "enabled,active"; false for another word. */
static bool read_states(const char *text, bool of_condition, uint32_t *states)
{
    acm_state last = of_condition ? ACM_CONDITION_STATE_WAIVED : ACM_STATE_CLOSED;
    while (*text) {
        size_t len = strcspn(text, ",");
        uint32_t found = 0;
        for (acm_state state = 1; state <= last; state++) {
            const char *name = state_name(of_condition, state);
            if (strlen(name) == len && memcmp(name, text, len) == 0)
                found = 1u << state;
        }
        if (!found)
            return false;
        *states |= found;
        text += len + (text[len] == ',');
    }
    return true;
}

/* "KEY" or "KEY=STATE"; "case" stands for the case. */
static bool read_goal(goal *g, const char *what)
{
    const view *v = &g->p->v;
    char *name = format_text("%s", what), *states = strrchr(name, '=');
    acm_error err;
    acm_error_init(&err);
    if (states)
        *states++ = '\0';
    bool fine = strcmp(name, "case") == 0 || acm_scenario_find(v->playbook, v->plan, name, ACM_NTS,
                                                               &g->options.item, &err) == ACM_OK;
    if (!fine) {
        complain("%s: %s", name, err.message);
    } else if (states && !read_states(states, view_condition(v, g->options.item) != NULL,
                                      &g->options.states)) {
        complain("%s: no such state", states);
        fine = false;
    }
    free(name);
    return fine;
}

/* Most plans fit at once; for a longer one it is asked again. */
static bool find_steps(goal *g)
{
    acm_error err;
    acm_status status;
    size_t capacity = STEPS;
    acm_error_init(&err);
    g->steps = allocate(capacity, sizeof *g->steps);
    for (;;) {
        status = acm_case_plan(g->c, &g->options, g->steps, sizeof *g->steps, capacity, &g->count,
                               &g->result, &err);
        if (status != ACM_OK || g->count <= capacity)
            break;
        capacity = g->count;
        g->steps = reallocate(g->steps, capacity, sizeof *g->steps);
    }
    if (status != ACM_OK)
        complain("%s", err.message);
    return status == ACM_OK;
}

static char *step_text(const goal *g, size_t index)
{
    char sentence[SENTENCE] = "";
    acm_plan_step_text(g->c, &g->steps[index], g->options.text, g->options.text_len,
                       g->p->a->language, sentence, sizeof sentence, NULL);
    return format_text("%s", sentence);
}

static char *verdict_text(const goal *g)
{
    unsigned least = g->result.at_least;
    if (g->result.verdict == ACM_PLAN_IMPOSSIBLE)
        return format_text("no commands lead there");
    if (g->result.verdict == ACM_PLAN_FOUND)
        return g->count ? format_text("%zu step%s, and none fewer will do", g->count,
                                      g->count == 1 ? "" : "s")
                        : format_text("it is there already");
    return g->result.has_plan
               ? format_text("%zu steps; whether fewer will do is not known, but %u at least",
                             g->count, least)
               : format_text("no way was found in time; it would take %u steps at least", least);
}

static void print_steps(const goal *g, const char *what)
{
    char *act = format_text("how to get there: %s", what), *verdict = verdict_text(g);
    play_heading(g->p, act);
    for (size_t i = 0; i < g->count; i++) {
        acm_id item = g->steps[i].command.item;
        char *sentence = step_text(g, i), *number = format_text("%5zu. ", i + 1);
        char *line = item ? format_text("%s  [%s]", sentence, view_short_key(&g->p->v, item))
                          : format_text("%s", sentence);
        put_wrapped(&g->p->t, number, "       ", TONE_PLAIN, line);
        free(line);
        free(sentence);
        free(number);
    }
    put_wrapped(&g->p->t, "   ", "   ", TONE_BOLD, verdict);
    free(verdict);
    free(act);
}

static json_t *step_json(const goal *g, size_t index)
{
    const acm_plan_step *step = &g->steps[index];
    const acm_roster *people = acm_case_roster(g->c);
    char *sentence = step_text(g, index);
    json_t *object = json_pack("{ss}", "do", play_word(step->command.kind));
    if (step->command.item)
        json_object_set_new(object, "item", json_string(view_key(&g->p->v, step->command.item)));
    if (step->command.instance)
        json_object_set_new(object, "instance", json_integer(step->command.instance));
    if (step->command.actor)
        json_object_set_new(object, "as", json_string(acm_roster_key(people, step->command.actor)));
    if (step->role)
        json_object_set_new(object, "role", json_string(view_name(&g->p->v, step->role)));
    json_object_set_new(object, "text", json_string(sentence));
    free(sentence);
    return object;
}

static void print_json(const goal *g, const char *what)
{
    static const char *const verdicts[] = {[ACM_PLAN_FOUND] = "found",
                                           [ACM_PLAN_IMPOSSIBLE] = "impossible",
                                           [ACM_PLAN_UNKNOWN] = "unknown"};
    json_t *steps = json_array();
    for (size_t i = 0; i < g->count; i++)
        json_array_append_new(steps, step_json(g, i));
    json_t *object =
        json_pack("{ss ss sI so}", "goal", what, "verdict", verdicts[g->result.verdict], "at_least",
                  (json_int_t)g->result.at_least, "steps", steps);
    json_dumpf(object, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(object);
}

bool play_goal(const play *p, const acm_case *c, const char *what)
{
    goal g = {.p = p, .c = c};
    acm_plan_options_init(&g.options);
    acm_plan_result_init(&g.result);
    bool fine = read_goal(&g, what) && find_steps(&g);
    if (fine && p->a->json)
        print_json(&g, what);
    else if (fine)
        print_steps(&g, what);
    free(g.steps);
    return fine;
}
