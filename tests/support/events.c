/*
 * events.c - a page is played to its end: the events as they lie in memory go to standard output. Bindings give the same
 * commands (EventTests.cs, test_events.py) and compare. Steps of roles that nobody has are refused. Each call is checked
 * by what comes out in the end.
 */
#include <acmplaybook.h>

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    static char page[1 << 16];
    static acm_event events[1024];
    FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
    size_t len = file ? fread(page, 1, sizeof page, file) : 0, count;
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
    acm_page_options page_options;
    acm_case_options options;
    acm_plan_step steps[256];
    acm_id ana;
    if (!file)
        return 2;
    acm_page_options_init(&page_options);
    page_options.file = "page.md";
    acm_case_options_init(&options);
    options.tag = 42;
    if (acm_playbook_read_page(page, len, &page_options, &playbook, NULL, NULL) != ACM_OK)
        return 1;
    acm_roster_new(NULL, &roster, NULL);
    acm_roster_add(roster, "ana", NULL, "FastTrack Manager;FastTrack Engineer", &ana, NULL);
    options.actor = ana;
    acm_log_new(NULL, &log, NULL);
    if (acm_case_new(playbook, roster, log, &options, &c, NULL) != ACM_OK)
        return 1;
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT,
                        .actor = ana,
                        .time = 86400000,
                        .text_len = 5,
                        .value_kind = ACM_VALUE_INTEGER,
                        .integer = 150};
    acm_case_post(c, &fact, sizeof fact, 1, "seats", 5, NULL, NULL);
    acm_case_plan(c, NULL, steps, sizeof *steps, 256, &count, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        acm_case_post(c, &steps[i].command, sizeof steps[i].command, 1, NULL, 0, NULL, NULL);
    acm_log_drain(log, events, sizeof *events, 1024, &count, NULL);
    fwrite(events, sizeof *events, count, stdout);
    acm_case_free(c);
    acm_log_free(log);
    acm_roster_free(roster);
    acm_playbook_free(playbook);
    fclose(file);
    return 0;
}
