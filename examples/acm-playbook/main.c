/*
 * acm-playbook - reads written engagement playbooks, shows them, and runs them as cases. The
 * largest example of the library's public interface: it includes nothing else of it.
 */
#include "args.h"

#include <acmplaybook.h>

#include <stdio.h>
#include <string.h>

typedef struct command {
    const char *name;
    int (*run)(const arguments *a);
    unsigned options;
    size_t least, most; /* operands */
    const char *usage, *summary;
    const char *help;
} command;

static const command commands[] = {
    {"outline", command_outline, OPTION_LANGUAGE | OPTION_HELP, 1, (size_t)-1,
     "outline [--language TAG] PAGE...", "what stands on a page, as JSON, one object a line", ""},
    {"show", command_show,
     OPTION_LANGUAGE | OPTION_PHASE | OPTION_ROLE | OPTION_SERVICE | OPTION_MOTION |
         OPTION_NUMBERS | OPTION_CASE | OPTION_JSON | OPTION_HELP,
     1, (size_t)-1, "show [OPTIONS] PATH...", "the playbook as a tree",
     "Phases, processes, steps and tasks with their roles and services, conditions to confirm.\n"
     "A path is a page, or a folder: all pages below it, in all languages, are one playbook; "
     "English,\n"
     "else the first language, owns its structure. --language says in which language it is shown.\n"
     "A .json file is a playbook, a .cmmn or .xml file a case model.\n"
     "Faults of pages go to standard error as file:line:column: severity rule message.\n"},
    {"convert", command_convert, OPTION_LANGUAGE | OPTION_CASE | OPTION_COMPACT | OPTION_HELP, 2, 2,
     "convert [OPTIONS] IN OUT", "a page, a folder, JSON or a case model as JSON or CMMN",
     "OUT ends with .json, or with .cmmn or .cmmn.xml for CMMN 1.1 with a diagram; - is JSON on "
     "standard\n"
     "output. playbook.schema.json describes it. --compact puts JSON on one line and leaves the "
     "diagram out.\n"},
    {"play", command_play,
     OPTION_LANGUAGE | OPTION_PLAN | OPTION_CASE | OPTION_AS | OPTION_EXPLAIN | OPTION_GOAL |
         OPTION_JSON | OPTION_TRACE | OPTION_HELP,
     1, 2, "play [OPTIONS] PATH [SCENARIO]",
     "runs a scenario, or commands from standard input, and draws the board after each act",
     "Commands, one a line (\"help\" lists them all):\n"
     "  person manager FastTrack Manager      somebody and their roles, separated by ';'\n"
     "  as manager                            who acts from here on\n"
     "  confirm in-1 in-2                     conditions that hold\n"
     "  start 3991, complete 4047, ...        what happens to an item\n"
     "  waive out-2 because no budget         a condition that need not hold\n"
     "  set budget 1000, advance PT1H         facts, and time\n"
     "  explain complete 4047                 what stands in the way\n"
     "  goal case, goal 4047=active           the fewest steps that lead there\n"
     "Exit status 1 if a command or step was refused that was not meant to be.\n"},
    {"test", command_test,
     OPTION_TAP | OPTION_JSON | OPTION_JUNIT | OPTION_TRACE | OPTION_LANGUAGE | OPTION_HELP, 1,
     (size_t)-1, "test [OPTIONS] SCENARIO...", "runs scenario files, reports as TAP",
     "A folder stands for all *.json files below it but those that are other JSON, an object "
     "without \"steps\".\n"
     "Exit status 1 if a scenario fails, 2 if one or its model cannot be read or run.\n"
     "--language says in which language sentences and names are.\n"},
    {"lint", command_lint,
     OPTION_LANGUAGE | OPTION_JSON | OPTION_SARIF | OPTION_RULE | OPTION_SEVERITY | OPTION_TODAY |
         OPTION_RULES | OPTION_EXPLAIN_RULE | OPTION_HELP,
     0, (size_t)-1, "lint [OPTIONS] PATH...", "what the authors of pages should mend",
     "A path is a page, or a folder: all pages below it, in all languages, are looked at "
     "together.\n"
     "Findings go to standard output as file:line:column: severity rule message.\n"
     "Exit status 1 if there are any.\n"},
};

enum {
    COMMANDS = sizeof commands / sizeof commands[0]
};

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    complain("unknown command \"%s\"; acm-playbook --help lists them", name);
    return NULL;
}

static int print_help(void)
{
    puts("usage: acm-playbook COMMAND [OPTIONS] ...\n\n"
         "Reads written playbooks and runs them as cases.\n");
    for (size_t i = 0; i < COMMANDS; i++)
        printf("  %-10s %s\n", commands[i].name, commands[i].summary);
    puts("  help       help COMMAND: more on one of them\n\n"
         "Exit status 0: fine; 1: findings or a refused step; 2: wrong use or unreadable input.");
    return FINE;
}

static int print_command_help(const command *c)
{
    printf("usage: acm-playbook %s\n\n%s.\n%s%s\n", c->usage, c->summary, *c->help ? "\n" : "",
           c->help);
    print_options(c->options);
    return FINE;
}

static int run_command(const command *c, int argc, char **argv)
{
    arguments a;
    bool help;
    if (!read_arguments(argc, argv, c->options, &a, &help))
        return UNUSABLE;
    if (help)
        return print_command_help(c);
    if (a.count < c->least || a.count > c->most) {
        complain("usage: acm-playbook %s", c->usage);
        return UNUSABLE;
    }
    return c->run(&a);
}

static int dispatch(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    if (strcmp(name, "--version") == 0) {
        printf("acm-playbook %s\n", acm_version_text());
        return FINE;
    }
    bool help = strcmp(name, "help") == 0;
    if (strcmp(name, "--help") == 0 || (help && argc == 2))
        return print_help();
    if (argc < 2) {
        complain("usage: acm-playbook COMMAND [OPTIONS] ...; acm-playbook --help says more");
        return UNUSABLE;
    }
    const command *c = find_command(help ? argv[2] : name);
    if (!c)
        return UNUSABLE;
    return help ? print_command_help(c) : run_command(c, argc - 2, argv + 2);
}

int main(int argc, char **argv)
{
    int status = dispatch(argc, argv);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    complain("standard output cannot be written");
    return UNUSABLE;
}
