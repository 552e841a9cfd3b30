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

void play_heading(const play *p, const char *act)
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

void play_show(play *p, const char *act, const acm_case *c)
{
    if (p->a->json) {
        json_t *object = board_json(&p->v, c);
        if (p->events)
            json_object_set_new(object, "events", lines_json(p->events));
        print_json(p, object, act);
    } else {
        play_heading(p, act);
        if (p->events)
            put(&p->t, TONE_DIM, p->events);
        if (board_changed(&p->board, c))
            board_draw(&p->board, c);
        print_case_state(p, c);
    }
    if (p->events)
        *p->events = '\0';
    p->step++;
}

int32_t play_keep_events(void *user, const char *text, size_t len)
{
    play *p = user;
    char *longer = format_text("%s%.*s", p->events ? p->events : "", (int)len, text);
    free(p->events);
    p->events = longer;
    return 0;
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
        play_heading(p, act);
        put(&p->t, TONE_RED, "   refused, nothing has changed:\n");
        print_lines(p, TONE_PLAIN, "   - ", reasons);
    }
    p->step++;
}

static acm_command_kind next_command(const view *v, const acm_case *c, acm_id item)
{
    const acm_item *known = view_item(v, item);
    if (view_condition(v, item))
        return ACM_COMMAND_CONFIRM;
    if (known && known->kind >= ACM_ITEM_USER_LISTENER)
        return ACM_COMMAND_OCCUR;
    acm_state state = acm_case_item_state(c, item);
    bool begun =
        state != ACM_STATE_NONE && state != ACM_STATE_AVAILABLE && state != ACM_STATE_ENABLED;
    return begun || item == 0 ? ACM_COMMAND_COMPLETE : ACM_COMMAND_START;
}

/* Takes "[1]" off a name; -1 if there is none. */
static int32_t take_place(char *name)
{
    size_t len = strlen(name), digits = 0;
    char *open = strrchr(name, '[');
    if (!open || open == name || name[len - 1] != ']')
        return -1;
    digits = strspn(open + 1, "0123456789");
    if (!digits || digits > 9 || open + 1 + digits != name + len - 1)
        return -1;
    int32_t nth = (int32_t)strtol(open + 1, NULL, 10);
    *open = '\0';
    return nth;
}

/* What would come next for what a name means. */
static acm_status find_next_command(const play *p, const acm_case *c, const char *name,
                                    acm_command_kind *command, acm_error *err)
{
    acm_id item;
    acm_status status = acm_scenario_find(p->v.playbook, p->v.plan, name, ACM_NTS, &item, err);
    if (status == ACM_OK)
        *command = next_command(&p->v, c, item);
    return status;
}

acm_status play_find(const play *p, const acm_case *c, const char *name, acm_command *command,
                     acm_error *err)
{
    char *bare = format_text("%s", name);
    int32_t nth = take_place(bare);
    acm_status status = ACM_OK;
    if (!command->kind)
        status = find_next_command(p, c, bare, &command->kind, err);
    if (status == ACM_OK)
        status = acm_scenario_pick(c, bare, ACM_NTS, command->kind, nth, &command->item,
                                   &command->instance, err);
    free(bare);
    return status;
}

char *play_reasons(const play *p, const acm_case *c, const acm_command *k)
{
    size_t count = 0;
    char *text = format_text("%s", "");
    acm_case_explain(c, k->item, k->instance, k->kind, k->actor, NULL, sizeof(acm_blocker), 0,
                     &count);
    acm_blocker *blockers = allocate(count, sizeof *blockers);
    acm_case_explain(c, k->item, k->instance, k->kind, k->actor, blockers, sizeof *blockers, count,
                     &count);
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
    acm_command asked = {.kind = command, .actor = actor};
    acm_error_init(&err);
    if (play_find(p, c, name, &asked, &err) != ACM_OK) {
        complain("%s: %s", name, err.message);
        return;
    }
    char *reasons = play_reasons(p, c, &asked);
    const char *key = view_key(&p->v, asked.item);
    if (p->a->json) {
        json_t *object = json_pack("{ss so}", "explain", key, "blockers", lines_json(reasons));
        json_dumpf(object, stdout, JSON_COMPACT);
        putchar('\n');
        json_decref(object);
    } else {
        char *act = format_text("what stands in the way of %s", key);
        play_heading(p, act);
        print_lines(p, TONE_PLAIN, "   - ", *reasons ? reasons : "nothing\n");
        free(act);
    }
    free(reasons);
}

/* The stage that is the case. */
static acm_id plan_of(const acm_case *c)
{
    acm_board_row first = {.item = 0};
    size_t count;
    acm_case_board(c, &first, sizeof first, 1, &count);
    return first.item;
}

/* That --explain names nothing is better known before anything is done. */
static bool check_explain(const play *p)
{
    acm_id id;
    acm_error err;
    acm_error_init(&err);
    if (!p->a->explain ||
        acm_scenario_find(p->v.playbook, p->v.plan, p->a->explain, ACM_NTS, &id, &err) == ACM_OK)
        return true;
    complain("--explain: %s", err.message);
    return false;
}

bool play_begin(play *p, const acm_case *c)
{
    view_set_plan(&p->v, plan_of(c));
    if (!check_explain(p))
        return false;
    play_show(p, "the case begins", c);
    return true;
}

/* The events of an act without the line that says what it was. */
static int32_t keep_events(void *user, const char *text, size_t len)
{
    const char *end = memchr(text, '\n', len);
    size_t head = end ? (size_t)(end - text) + 1 : len;
    return play_keep_events(user, text + head, len - head);
}

/* Draws the case as the scenario goes; after its last step answers --explain. */
static int32_t watch(void *user, const acm_scenario *scenario, size_t step, const acm_case *c,
                     const char *refusal)
{
    play *p = user;
    const char *act = acm_scenario_step_text(scenario, step);
    if (!step && !play_begin(p, c))
        return -1;
    if (step && refusal)
        play_refused(p, act, c, refusal);
    else if (step)
        play_show(p, act, c);
    bool last = !acm_scenario_step_text(scenario, step + 1);
    if (p->a->explain && last)
        play_explain(p, c, 0, p->a->explain, acm_roster_find(acm_case_roster(c), p->a->person));
    if (p->a->goal && last)
        play_goal(p, c, p->a->goal);
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
    options.trace = p->a->trace ? keep_events : NULL;
    options.user = p;
    options.language = p->a->language;
    options.plan = p->a->plan;
    acm_status status = acm_scenario_run(scenario, p->v.playbook, &options, &result, &err);
    if (status == ACM_OK)
        return result.passed ? FINE : FINDINGS;
    return status == ACM_E_CALLBACK ? UNUSABLE : unusable(describe_error(path, &err));
}

/* A playbook, and the scenario or the commands that it is played by. */
static int play_on(const arguments *a, const acm_scenario *scenario)
{
    char *fault;
    reading how = reading_of(a);
    if (!how.case_id)
        how.case_id = acm_scenario_case(scenario);
    acm_playbook *playbook = load_page(a->operands[0], how, stderr, &fault);
    if (!playbook)
        return unusable(fault);
    play p = {.a = a, .t = terminal_open()};
    view_open(&p.v, playbook, a->language);
    board_open(&p.board, &p.v, &p.t);
    int result = scenario ? run_scenario(&p, scenario, a->operands[1]) : play_script(&p);
    board_close(&p.board);
    view_close(&p.v);
    free(p.events);
    return result;
}

int command_play(const arguments *a)
{
    char *fault;
    acm_scenario *scenario = NULL;
    if (a->count > 1 && !(scenario = load_scenario(a->operands[1], &fault)))
        return unusable(fault);
    int result = play_on(a, scenario);
    acm_scenario_free(scenario);
    return result;
}
