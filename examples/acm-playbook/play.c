#include "play.h"
#include "file.h"

#include <stdlib.h>
#include <string.h>

enum {
    SENTENCE = 1024
};

/* Prints an object as one line, led by the step; takes it over. */
static void print_json(const play *p, json_t *object, const char *act)
{
    json_t *line = json_pack("{sI ss}", "step", (json_int_t)p->step, "act", act);
    json_object_update(line, object);
    json_dumpf(line, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(line);
    json_decref(object);
}

static void print_heading(const play *p, const char *act)
{
    put(&p->t, TONE_DIM, "\n── ");
    put_wrapped(&p->t, "", "   ", TONE_BOLD, act);
}

static void print_case_state(const play *p, const acm_case *c)
{
    acm_state state = acm_case_state(c);
    if (state == ACM_STATE_ACTIVE)
        return;
    put(&p->t, TONE_BOLD, "   the case is ");
    put(&p->t, TONE_BOLD, acm_state_name(state));
    fputc('\n', p->t.out);
}

void play_show(play *p, const char *act, const acm_case *c)
{
    if (p->a->json) {
        print_json(p, board_json(&p->v, c), act);
    } else {
        print_heading(p, act);
        if (board_changed(&p->board, c))
            board_draw(&p->board, c);
        print_case_state(p, c);
    }
    p->step++;
}

static json_t *lines_json(const char *lines)
{
    json_t *list = json_array();
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        json_array_append_new(list, json_stringn(lines, len));
        lines += len + (lines[len] == '\n');
    }
    return list;
}

static void print_lines(const play *p, enum tone tone, const char *first, const char *lines)
{
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        char *line = format_text("%.*s", (int)len, lines);
        put_wrapped(&p->t, first, "     ", tone, line);
        free(line);
        lines += len + (lines[len] == '\n');
    }
}

void play_refused(play *p, const char *act, const acm_case *c, const char *reasons)
{
    if (p->a->json) {
        json_t *object = board_json(&p->v, c);
        json_object_set_new(object, "refused", lines_json(reasons));
        print_json(p, object, act);
    } else {
        print_heading(p, act);
        put(&p->t, TONE_RED, "   refused, nothing has changed:\n");
        print_lines(p, TONE_PLAIN, "   - ", reasons);
    }
    p->step++;
}

static acm_command_kind next_command(const view *v, const acm_case *c, acm_id item)
{
    if (view_condition(v, item))
        return ACM_COMMAND_CONFIRM;
    acm_state state = acm_case_item_state(c, item);
    bool begun =
        state != ACM_STATE_NONE && state != ACM_STATE_AVAILABLE && state != ACM_STATE_ENABLED;
    return begun || item == 0 ? ACM_COMMAND_COMPLETE : ACM_COMMAND_START;
}

char *play_reasons(const play *p, const acm_case *c, acm_id item, acm_command_kind command,
                   acm_id actor)
{
    size_t count = 0;
    char *text = format_text("%s", "");
    acm_case_explain(c, item, 0, command, actor, NULL, sizeof(acm_blocker), 0, &count);
    acm_blocker *blockers = allocate(count, sizeof *blockers);
    acm_case_explain(c, item, 0, command, actor, blockers, sizeof *blockers, count, &count);
    for (size_t i = 0; i < count; i++) {
        char sentence[SENTENCE] = "";
        acm_case_explain_text(c, &blockers[i], p->a->language, sentence, sizeof sentence, NULL);
        char *longer = format_text("%s%s\n", text, sentence);
        free(text);
        text = longer;
    }
    free(blockers);
    return text;
}

void play_explain(const play *p, const acm_case *c, acm_command_kind command, const char *name,
                  acm_id actor)
{
    acm_error err;
    acm_id item = 0;
    acm_error_init(&err);
    if (acm_scenario_find(p->v.playbook, name, ACM_NTS, &item, &err) != ACM_OK) {
        complain("%s: %s", name, err.message);
        return;
    }
    char *reasons =
        play_reasons(p, c, item, command ? command : next_command(&p->v, c, item), actor);
    if (p->a->json) {
        json_t *object =
            json_pack("{ss so}", "explain", view_key(&p->v, item), "blockers", lines_json(reasons));
        json_dumpf(object, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(object);
    } else {
        char *act = format_text("what stands in the way of %s", view_key(&p->v, item));
        print_heading(p, act);
        print_lines(p, TONE_PLAIN, "   - ", *reasons ? reasons : "nothing\n");
        free(act);
    }
    free(reasons);
}

/* Draws the case as the scenario goes; after its last step answers --explain. */
static int32_t watch(void *user, const acm_scenario *scenario, size_t step, const acm_case *c,
                     const char *refusal)
{
    play *p = user;
    const char *act = step ? acm_scenario_step_text(scenario, step) : "the case begins";
    if (refusal)
        play_refused(p, act, c, refusal);
    else
        play_show(p, act, c);
    if (p->a->explain && !acm_scenario_step_text(scenario, step + 1))
        play_explain(p, c, 0, p->a->explain, acm_roster_find(acm_case_roster(c), p->a->person));
    return 0;
}

static int32_t print_diagnosis(void *user, const char *text, size_t len)
{
    (void)user;
    fwrite(text, 1, len, stderr);
    return 0;
}

static int run_scenario(play *p, const acm_scenario *scenario, const char *path)
{
    acm_scenario_options options;
    acm_scenario_result result;
    acm_error err;
    acm_scenario_options_init(&options);
    acm_scenario_result_init(&result);
    acm_error_init(&err);
    options.diagnosis = print_diagnosis;
    options.watch = watch;
    options.user = p;
    options.language = p->a->language;
    if (acm_scenario_run(scenario, p->v.playbook, &options, &result, &err) == ACM_OK)
        return result.passed ? FINE : FINDINGS;
    return unusable(describe_error(path, &err));
}

static int play_scenario(play *p, const char *path)
{
    char *fault;
    acm_scenario *scenario = load_scenario(path, &fault);
    if (!scenario)
        return unusable(fault);
    int result = run_scenario(p, scenario, path);
    acm_scenario_free(scenario);
    return result;
}

/* Items outside the stage that is the case are not drawn. */
static void keep_plan(view *v, const char *plan)
{
    acm_id stage;
    if (!plan || acm_playbook_find(v->playbook, plan, ACM_NTS, &stage, NULL) != ACM_OK)
        return;
    for (size_t i = 0; i < v->item_count; i++) {
        const acm_item *at = &v->items[i];
        while (at && at->id != stage)
            at = view_item(v, at->parent);
        v->kept[i] = at != NULL;
    }
    view_find_last(v);
}

/* That --explain names nothing is better known before the case is run. */
static bool check_explain(const acm_playbook *playbook, const char *key, char **fault)
{
    acm_id id;
    acm_error err;
    acm_error_init(&err);
    if (!key || acm_scenario_find(playbook, key, ACM_NTS, &id, &err) == ACM_OK)
        return true;
    *fault = format_text("--explain: %s", err.message);
    return false;
}

int command_play(const arguments *a)
{
    char *fault;
    acm_playbook *playbook = load_page(a->operands[0], a->language, stderr, &fault);
    if (!playbook)
        return unusable(fault);
    if (!check_explain(playbook, a->explain, &fault)) {
        acm_playbook_free(playbook);
        return unusable(fault);
    }
    play p = {.a = a, .t = terminal_open()};
    view_open(&p.v, playbook, a->language);
    keep_plan(&p.v, a->plan);
    board_open(&p.board, &p.v, &p.t);
    int result = a->count > 1 ? play_scenario(&p, a->operands[1]) : play_script(&p);
    board_close(&p.board);
    view_close(&p.v);
    return result;
}
