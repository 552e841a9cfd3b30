#include "support/lines.h"

#include "support/names.h"

#include <stdio.h>
#include <stdlib.h>

static acm_id drafts[32];
static char draft_keys[32][32];

static acm_id draft(const char *key)
{
    for (size_t i = 0; i < COUNT_OF(drafts); i++)
        if (strcmp(draft_keys[i], key) == 0)
            return drafts[i];
    fail_msg("no item '%s'", key);
    return 0;
}

static uint32_t flag_of(const char *word)
{
    return strcmp(word, "required") == 0       ? ACM_ITEM_REQUIRED
           : strcmp(word, "manual") == 0       ? ACM_ITEM_MANUAL
           : strcmp(word, "auto") == 0         ? ACM_ITEM_AUTO_COMPLETE
           : strcmp(word, "non-blocking") == 0 ? ACM_ITEM_NON_BLOCKING
           : strcmp(word, "repeats") == 0      ? ACM_ITEM_REPEATS
                                               : 0;
}

static acm_control control_of(const char *word, size_t len)
{
    static const struct {
        const char *word;
        acm_control control;
    } rows[] = {{"required_when", ACM_CONTROL_REQUIRED_WHEN},
                {"enable_when", ACM_CONTROL_ENABLE_WHEN},
                {"manual_when", ACM_CONTROL_MANUAL_WHEN},
                {"repeat_when", ACM_CONTROL_REPEAT_WHEN},
                {"auto_complete_when", ACM_CONTROL_AUTO_COMPLETE_WHEN},
                {"available_when", ACM_CONTROL_AVAILABLE_WHEN},
                {"timer", ACM_CONTROL_TIMER},
                {"counter", ACM_CONTROL_COUNTER},
                {"parent_completion", ACM_CONTROL_PARENT_COMPLETION}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (strlen(rows[i].word) == len && memcmp(rows[i].word, word, len) == 0)
            return rows[i].control;
    fail_msg("no control '%s'", word);
    return 0;
}

static void add_item(world *w, acm_item_kind kind, char *rest)
{
    const char *key = strtok_r(rest, " ", &rest);
    char parent[32] = "";
    const char *slash = strrchr(key, '/');
    const char *controls[4];
    uint32_t flags = 0;
    size_t count = 0;
    acm_id service = 0, id;
    if (slash)
        snprintf(parent, sizeof parent, "%.*s", (int)(slash - key), key);
    for (const char *word; (word = strtok_r(NULL, " ", &rest)) != NULL;) {
        if (strchr(word, '='))
            controls[count++] = word;
        else if (flag_of(word))
            flags |= flag_of(word);
        else
            assert_ok(acm_builder_term(w->b, ACM_TERM_SERVICE, word, &service, NULL));
    }
    assert_ok(acm_builder_add(w->b, slash ? draft(parent) : w->root, kind, flags, key, NULL, -1,
                              &id, NULL));
    for (size_t i = 0; i < count; i++) {
        const char *value = strchr(controls[i], '=');
        acm_control control = control_of(controls[i], (size_t)(value - controls[i]));
        assert_ok(acm_builder_control(w->b, id, control, value + 1, NULL));
    }
    if (service)
        assert_ok(acm_builder_ref(w->b, id, ACM_REF_SERVICE, service, NULL));
    size_t slot = 0;
    while (draft_keys[slot][0])
        slot++;
    drafts[slot] = id;
    snprintf(draft_keys[slot], sizeof draft_keys[slot], "%s", key);
}

static uint32_t criterion_flag(const char *word)
{
    static const struct {
        const char *word;
        uint32_t flag;
    } flags[] = {{"+on-event", ACM_CRITERION_ON_EVENT},
                 {"+exit-active", ACM_CRITERION_EXIT_ACTIVE},
                 {"+exit-enabled", ACM_CRITERION_EXIT_ENABLED},
                 {"+complete", ACM_CRITERION_COMPLETE},
                 {"+force-complete", ACM_CRITERION_FORCE_COMPLETE}};
    for (uint32_t i = 0; i < COUNT_OF(flags); i++)
        if (strcmp(flags[i].word, word) == 0)
            return flags[i].flag;
    fail_msg("no such flag: %s", word);
    return 0;
}

static void add_criterion(world *w, const char *item, acm_criterion_kind kind, char *rest)
{
    char *expression = strstr(rest, "if ");
    acm_id criterion;
    uint32_t flags = 0;
    for (; *rest == '+'; rest += strcspn(rest, " "), rest += strspn(rest, " ")) {
        char word[32];
        snprintf(word, sizeof word, "%.*s", (int)strcspn(rest, " "), rest);
        flags |= criterion_flag(word);
    }
    if (expression) {
        *expression = '\0';
        expression += 3;
    }
    assert_ok(acm_builder_criterion(w->b, strcmp(item, "root") ? draft(item) : w->root, kind, flags,
                                    expression, &criterion, NULL));
    for (const char *source; (source = strtok_r(rest, " ", &rest)) != NULL;) {
        const char *event = strtok_r(NULL, " ", &rest);
        assert_ok(
            acm_builder_on_part(w->b, criterion, draft(source), transition_named(event), NULL));
    }
}

/* A condition that gates nothing. */
static void add_condition(world *w, acm_condition_kind kind, const char *key)
{
    char item[32];
    const char *slash = strrchr(key, '/');
    assert_non_null(slash);
    snprintf(item, sizeof item, "%.*s", (int)(slash - key), key);
    assert_ok(acm_builder_condition(w->b, draft(item), 0, kind, 0, key, key, NULL, NULL));
}

static void put_semantics(world *w, const char *word)
{
    static const char *const words[] = {"end-orphan-listeners", "waiting-is-finished",
                                        "listeners-repeat"};
    for (uint32_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i], word) == 0) {
            assert_ok(acm_builder_semantics(w->b, 1u << i, NULL));
            return;
        }
    fail_msg("no semantics '%s'", word);
}

static void add_line(world *w, const char *line)
{
    char text[160], *rest = text;
    snprintf(text, sizeof text, "%s", line);
    static const char *const kinds[] = {"",     "stage", "task",    "milestone",
                                        "user", "timer", "listener"};
    const char *first = strtok_r(rest, " ", &rest);
    acm_item_kind kind = 0;
    for (acm_item_kind k = 1; k < (acm_item_kind)COUNT_OF(kinds); k++)
        if (strcmp(first, kinds[k]) == 0)
            kind = k;
    if (kind)
        add_item(w, kind, rest);
    else if (strcmp(first, "input") == 0)
        add_condition(w, ACM_CONDITION_INPUT, rest);
    else if (strcmp(first, "outcome") == 0)
        add_condition(w, ACM_CONDITION_OUTCOME, rest);
    else if (strcmp(first, "semantics") == 0)
        put_semantics(w, rest);
    else {
        const char *verb = strtok_r(NULL, " ", &rest);
        add_criterion(w, first,
                      strcmp(verb, "enters") == 0 ? ACM_CRITERION_ENTRY : ACM_CRITERION_EXIT, rest);
    }
}

acm_id id_of(const world *w, const char *key)
{
    acm_id id;
    assert_ok(acm_playbook_find(w->playbook, key, ACM_NTS, &id, NULL));
    return id;
}

void lines_open(world *w, const char *const *lines, opening how)
{
    acm_case_options options;
    memset(w, 0, sizeof *w);
    memset(draft_keys, 0, sizeof draft_keys);
    assert_ok(acm_builder_new(NULL, NULL, NULL, &w->b, &w->root, NULL));
    for (; *lines; lines++)
        add_line(w, *lines);
    assert_ok(acm_builder_finish(w->b, &w->playbook, NULL));
    assert_ok(acm_log_new(NULL, &w->log, NULL));
    acm_case_options_init(&options);
    options.plan = how.plan ? id_of(w, how.plan) : 0;
    options.scope = how.scope;
    options.semantics = how.semantics;
    options.budget = how.budget;
    assert_ok(acm_case_new(w->playbook, NULL, w->log, &options, &w->c, NULL));
}

void close_world(world *w)
{
    acm_case_free(w->c);
    acm_log_free(w->log);
    acm_playbook_free(w->playbook);
    acm_builder_free(w->b);
}

acm_status post(world *w, acm_command_kind kind, const char *key)
{
    acm_command command = {.kind = kind, .item = key ? id_of(w, key) : 0};
    return acm_case_post(w->c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
}

acm_id instance_of(const world *w, const char *key, size_t nth)
{
    acm_board_row rows[64];
    acm_id item = id_of(w, key);
    size_t count;
    assert_ok(acm_case_board(w->c, rows, sizeof *rows, COUNT_OF(rows), &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].item == item && nth-- == 1)
            return rows[i].instance;
    fail_msg("'%s' has too few instances", key);
    return 0;
}

acm_status post_to(world *w, acm_command_kind kind, const char *key, size_t nth)
{
    acm_command command = {
        .kind = kind, .item = id_of(w, key), .instance = instance_of(w, key, nth)};
    return acm_case_post(w->c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
}

acm_status advance(world *w, int64_t to)
{
    acm_command command = {.kind = ACM_COMMAND_ADVANCE, .time = to};
    return acm_case_post(w->c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
}

acm_status set_scope(world *w, const char *scope)
{
    acm_command command = {.kind = ACM_COMMAND_SET_SCOPE, .text_len = (uint32_t)strlen(scope)};
    return acm_case_post(w->c, &command, sizeof command, 1, scope, strlen(scope), NULL, NULL);
}

acm_status set_fact(world *w, const char *name, int64_t value)
{
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .text_len = (uint32_t)strlen(name),
                           .value_kind = ACM_VALUE_INTEGER,
                           .integer = value};
    return acm_case_post(w->c, &command, sizeof command, 1, name, strlen(name), NULL, NULL);
}

/* One letter an item in the order given: '-' none, then v(ailable) e d a s c t f. */
void assert_states(const world *w, const char *expected, const char *const *keys)
{
    static const char letters[] = "-vedasctf";
    char got[32] = "";
    for (size_t i = 0; keys[i]; i++) {
        got[i] = letters[acm_case_item_state(w->c, id_of(w, keys[i]))];
        got[i + 1] = '\0';
    }
    assert_string_equal(got, expected);
}

void assert_instances(const world *w, const char *expected, const char *key)
{
    static const char letters[] = "-vedasctf";
    acm_board_row rows[64];
    char got[64] = "";
    size_t count, n = 0;
    acm_id item = id_of(w, key);
    assert_ok(acm_case_board(w->c, rows, sizeof *rows, COUNT_OF(rows), &count));
    for (size_t i = 0; i < count; i++)
        if (rows[i].item == item)
            got[n++] = letters[rows[i].state];
    assert_string_equal(got, expected);
}
