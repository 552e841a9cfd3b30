/*
 * w4.c - what the calls of Program.cs cost in C: a getter, a command that is accepted, a thousand events drained.
 * Prints a name and nanoseconds a line, the least of several rounds.
 */
#define _POSIX_C_SOURCE 199309L
#include <acmplaybook.h>

#include <stdio.h>
#include <time.h>

enum {
    ROUNDS = 300,
    CALLS = 20000
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

int main(void)
{
    static acm_event events[CALLS + 64];
    acm_builder *builder;
    acm_playbook *playbook;
    acm_log *log;
    acm_case *c;
    acm_id root, task;
    acm_error err;
    size_t count, len;
    double getter = 1e9, key = 1e9, post = 1e9, drain = 1e9;
    volatile acm_state state;
    volatile size_t length;
    acm_error_init(&err);
    acm_builder_new(NULL, NULL, NULL, &builder, &root, NULL);
    acm_builder_add(builder, root, ACM_ITEM_TASK, 0, "a", NULL, -1, &task, NULL);
    acm_builder_finish(builder, &playbook, NULL);
    acm_playbook_find(playbook, "a", ACM_NTS, &task, NULL);
    acm_log_new(NULL, &log, NULL);
    acm_case_new(playbook, NULL, log, NULL, &c, NULL);
    acm_command commands[2] = {{.kind = ACM_COMMAND_SUSPEND, .item = task},
                               {.kind = ACM_COMMAND_RESUME, .item = task}};
    for (int round = 0; round < ROUNDS; round++) {
        double begin = now();
        for (int i = 0; i < CALLS; i++)
            state = acm_case_item_state(c, task);
        double end = now();
        getter = end - begin < getter ? end - begin : getter;
        begin = now();
        for (int i = 0; i < CALLS; i++) {
            acm_playbook_key(playbook, task, &len);
            length = len;
        }
        end = now();
        key = end - begin < key ? end - begin : key;
        acm_log_clear(log);
        begin = now();
        for (int i = 0; i < CALLS; i++)
            if (acm_case_post(c, &commands[i & 1], sizeof *commands, 1, NULL, 0, NULL, &err) !=
                ACM_OK)
                return 1;
        end = now();
        post = end - begin < post ? end - begin : post;
        begin = now();
        acm_log_drain(log, events, sizeof *events, CALLS, &count, NULL);
        end = now();
        drain = end - begin < drain ? end - begin : drain;
    }
    (void)state, (void)length;
    printf("getter %.2f\nkey %.2f\ncommand %.2f\ndrain %.2f\n", getter / CALLS, key / CALLS,
           post / CALLS, drain / CALLS);
    acm_case_free(c);
    acm_log_free(log);
    acm_playbook_free(playbook);
    acm_builder_free(builder);
    return 0;
}
