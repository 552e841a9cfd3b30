/*
 * run.c - runs a case of a page to its end: two people, one of whom tries what only the other may do and is
 * told why not. Prints each command with what came of it, then how many events were recorded.
 */
#include <acmplaybook.h>

#include <stdio.h>

static const char page[] = "# Move the Mail\n\n"
                           "## Key Inputs\n\n"
                           "- The customer owns licences\n\n"
                           "## Approach\n\n"
                           "### Move\n\n"
                           "Primary Role: **FastTrack Engineer**\n\n"
                           "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |\n"
                           "| ------- | --------- | ------------------------ | -------------- |\n"
                           "| 5001 | Count the mailboxes | M | FastTrack Manager |\n"
                           "| 5002 | Move them | M | FastTrack Engineer |\n";

static const struct {
    acm_command_kind kind;
    const char *verb, *who, *key;
} acts[] = {
    {ACM_COMMAND_COMPLETE, "complete", "ben", "5002"},
    {ACM_COMMAND_CONFIRM, "confirm", "ben", "mail/in-1"},
    {ACM_COMMAND_COMPLETE, "complete", "ben", "5001"},
    {ACM_COMMAND_COMPLETE, "complete", "ana", "5001"},
    {ACM_COMMAND_COMPLETE, "complete", "ben", "5002"},
};

static void explain(const acm_case *c, acm_id item, acm_command_kind kind, acm_id actor)
{
    acm_blocker blockers[8];
    char sentence[256];
    size_t count = 0;
    acm_case_explain(c, item, 0, kind, actor, blockers, sizeof *blockers, 8, &count);
    for (size_t i = 0; i < count && i < 8; i++)
        if (acm_case_explain_text(c, &blockers[i], "en", sentence, sizeof sentence, NULL) == ACM_OK)
            printf("    %s\n", sentence);
}

static void act(acm_case *c, const acm_roster *roster, size_t i)
{
    acm_command command = {.kind = acts[i].kind, .actor = acm_roster_find(roster, acts[i].who)};
    acm_playbook_find(acm_case_playbook(c), acts[i].key, ACM_NTS, &command.item, NULL);
    acm_status status = acm_case_post(c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
    printf("%s: %s %s: %s\n", acts[i].who, acts[i].verb, acts[i].key, acm_status_name(status));
    if (status != ACM_OK)
        explain(c, command.item, command.kind, command.actor); /* a refusal has changed nothing */
}

int main(void)
{
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c = NULL;
    acm_page_options options;
    acm_page_options_init(&options);
    options.file = "mail.md";
    if (acm_playbook_read_page(page, ACM_NTS, &options, &playbook, NULL, NULL) != ACM_OK)
        return 1;
    acm_roster_new(NULL, &roster, NULL);
    acm_roster_add(roster, "ana", "Ana", "FastTrack Manager", NULL, NULL);
    acm_roster_add(roster, "ben", "Ben", "FastTrack Engineer", NULL, NULL);
    acm_log_new(NULL, &log, NULL);
    if (acm_case_new(playbook, roster, log, NULL, &c, NULL) == ACM_OK)
        for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
            act(c, roster, i);
    printf("%s after %zu events\n",
           acm_case_state(c) == ACM_STATE_COMPLETED ? "completed" : "not completed",
           acm_log_count(log));
    acm_case_free(c);
    acm_log_free(log);
    acm_roster_free(roster);
    acm_playbook_free(playbook);
    return 0;
}
