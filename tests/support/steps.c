#include "support/steps.h"

#include "support/names.h"
#include "support/table.h"

#include <stdio.h>
#include <stdlib.h>

/* What a command is about: an item, one of its instances as in "a#2", or the case. */
static void aim(const world *w, acm_command *command, char *target)
{
    char *number = strchr(target, '#');
    if (strcmp(target, "case") == 0)
        return;
    if (number)
        *number++ = '\0';
    command->item = id_of(w, target);
    command->instance = number ? instance_of(w, target, strtoul(number, NULL, 10)) : 0;
}

/* "NAME=VALUE": true, false, a number or null. */
static void put_value(acm_command *command, const char *fact)
{
    const char *value = strchr(fact, '=');
    assert_non_null(value);
    command->kind = ACM_COMMAND_SET_FACT;
    command->text_len = (uint32_t)(value++ - fact);
    command->value_kind = ACM_VALUE_BOOLEAN;
    command->integer = strcmp(value, "true") == 0;
    if (strcmp(value, "null") == 0) {
        command->value_kind = ACM_VALUE_NULL;
    } else if (!command->integer && strcmp(value, "false") != 0) {
        command->value_kind = ACM_VALUE_INTEGER;
        command->integer = strtoll(value, NULL, 10);
    }
}

/* Lets a case that is made again from its bytes go on in its place. */
static void make_again(world *w)
{
    unsigned char bytes[4096];
    size_t count;
    assert_ok(acm_case_snapshot(w->c, bytes, sizeof bytes, &count, NULL));
    acm_case_free(w->c);
    assert_ok(acm_case_restore(w->playbook, NULL, w->log, bytes, count, &w->c, NULL));
}

acm_status step_try(world *w, char *step, acm_error *err)
{
    if (w->again)
        make_again(w);
    acm_command command = {.kind = 0};
    char *target = step + strcspn(step, " ");
    assert_true(*target == ' ');
    *target++ = '\0';
    if (strcmp(step, "fact") == 0) {
        put_value(&command, target);
    } else if (strcmp(step, "time") == 0) {
        command.kind = ACM_COMMAND_ADVANCE;
        command.time = strtoll(target, NULL, 10) * 1000;
    } else {
        command.kind = command_named(step);
        aim(w, &command, target);
    }
    return acm_case_post(w->c, &command, sizeof command, 1, command.text_len ? target : NULL,
                         ACM_NTS, NULL, err);
}

static void step_run(world *w, char *step)
{
    char named[96], *refused = strstr(step, " !");
    acm_error err;
    snprintf(named, sizeof named, "%s", step);
    if (refused)
        *refused = '\0';
    acm_error_init(&err);
    acm_log_clear(w->log);
    acm_status status = step_try(w, step, &err);
    test_status(status, refused ? refusal_named(refused + 2) : ACM_OK, named, __FILE__, __LINE__);
}

static void expect_states(const world *w, const char *key, const char *states)
{
    acm_board_row rows[64];
    char got[256] = "";
    size_t count, len = 0;
    acm_id item = strcmp(key, "case") ? id_of(w, key) : 0;
    assert_ok(acm_case_board(w->c, rows, sizeof *rows, COUNT_OF(rows), &count));
    for (size_t i = 0; item && i < count && i < COUNT_OF(rows); i++)
        if (rows[i].item == item)
            len += (size_t)snprintf(got + len, sizeof got - len, "%s%s", len ? " " : "",
                                    acm_state_name(rows[i].state));
    if (!item)
        snprintf(got, sizeof got, "%s", acm_state_name(acm_case_state(w->c)));
    if (strcmp(got[0] ? got : "none", states) != 0)
        fail_msg("%s is %s, not %s", key, got[0] ? got : "none", states);
}

/* "a#2" is one instance, "a" stands for all. */
static void expect_required(const world *w, char *key, bool required)
{
    acm_board_row rows[64];
    size_t count, found = 0;
    char *number = strchr(key, '#');
    if (number)
        *number++ = '\0';
    acm_id only = number ? instance_of(w, key, strtoul(number, NULL, 10)) : 0;
    acm_id item = id_of(w, key);
    assert_ok(acm_case_board(w->c, rows, sizeof *rows, COUNT_OF(rows), &count));
    for (size_t i = 0; i < count && i < COUNT_OF(rows); i++) {
        if (rows[i].item != item || (only && rows[i].instance != only))
            continue;
        found++;
        assert_int_equal(rows[i].required != 0, required);
    }
    assert_true(found > 0);
}

/* The transitions that the last step caused, all of them: "a complete case complete". */
static void expect_log(const world *w, const char *expected)
{
    acm_event events[64];
    char got[512] = "";
    size_t count, len = 0;
    assert_ok(acm_log_drain(w->log, events, sizeof *events, COUNT_OF(events), &count, NULL));
    for (size_t i = 0; i < count; i++) {
        if (events[i].kind > ACM_TRANSITION_CLOSE)
            continue;
        const char *key = acm_playbook_key(w->playbook, events[i].item, NULL);
        len += (size_t)snprintf(got + len, sizeof got - len, "%s%s %s", len ? " " : "",
                                events[i].item == 1 ? "case" : key,
                                transition_names[events[i].kind - ACM_TRANSITION_CREATE]);
    }
    assert_string_equal(got, expected);
}

/* Whether it is a term of what holds; then it does. */
static bool expect(const world *w, char *term)
{
    char *rest = strchr(term, ' ');
    assert_non_null(rest);
    *rest++ = '\0';
    if (strcmp(term, "is") == 0) {
        char *states = strchr(rest, ' ');
        assert_non_null(states);
        *states++ = '\0';
        expect_states(w, rest, states);
    } else if (strcmp(term, "log") == 0) {
        expect_log(w, rest);
    } else if (strcmp(term, "required") == 0 || strcmp(term, "optional") == 0) {
        expect_required(w, rest, *term == 'r');
    } else {
        rest[-1] = ' ';
        return false;
    }
    return true;
}

void steps_run(world *w, const char *steps)
{
    char text[512], *rest = text;
    int n = snprintf(text, sizeof text, "%s", strcmp(steps, "-") ? steps : "");
    assert_true(n < (int)sizeof text);
    for (char *step; (step = table_next_part(&rest)) != NULL;)
        if (!expect(w, step))
            step_run(w, step);
}
