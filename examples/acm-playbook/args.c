#include "args.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option {
    const char *name, *value, *summary;
} options[] = {
    {"language", "TAG",
     "language of the page, such as en or zh-hans; else its folder or headings tell"},
    {"as", "PERSON", "who acts, until an \"as\" line says otherwise"},
    {"explain", "KEY", "says at the end what stands in the way of an item or condition"},
    {"json", NULL, "one JSON object a line"},
    {"tap", NULL, "Test Anything Protocol, version 13 (the default)"},
    {"help", NULL, "this text"},
    {"phase", "NAME", "only this phase, by name in any language or key"},
    {"role", "NAME", "only what this role performs or owns"},
    {"service", "NAME", "only tasks that this service brings into scope"},
    {"motion", "NAME", "only what belongs to this motion"},
    {"numbers", NULL, "task numbers with all their places"},
    {"compact", NULL, "on one line; CMMN without its diagram"},
    {"plan", "NAME", "the stage that is the case, such as one page of a folder"},
    {"sarif", NULL, "SARIF 2.1.0"},
    {"rule", "ID", "only this rule; may be given again; with '-' before it: not this one"},
    {"severity", "LEVEL", "note, warning (the default) or error: findings below are left out"},
    {"today", "DATE", "the day that later dates are measured by, such as 2020-05-31"},
    {"rules", NULL, "lists all rules"},
    {"explain", "RULE", "says what a rule finds, with an example, and how to mend it"},
    {"junit", "FILE", "JUnit XML into a file as well; - for standard output instead"},
    {"trace", NULL, "the events that each act causes"},
    {"case", "ID", "which case of a CMMN file that has several"},
    {"goal", "WHAT", "says at the end how to get there: KEY, KEY=STATE or case"},
};

enum {
    OPTIONS = sizeof options / sizeof options[0]
};

void print_options(unsigned allowed)
{
    for (size_t i = 0; i < OPTIONS; i++) {
        if (!(allowed >> i & 1))
            continue;
        char name[40];
        snprintf(name, sizeof name, "--%s %s", options[i].name,
                 options[i].value ? options[i].value : "");
        printf("  %-20s %s\n", name, options[i].summary);
    }
}

/* Index of the allowed option that `text` (behind the dashes) names; OPTIONS if there is none. */
static size_t find_option(const char *text, size_t len, unsigned allowed)
{
    for (size_t i = 0; i < OPTIONS; i++)
        if ((allowed >> i & 1) && strlen(options[i].name) == len &&
            memcmp(options[i].name, text, len) == 0)
            return i;
    return OPTIONS;
}

static void add_rule(arguments *out, const char *rule)
{
    char *all = format_text("%s%s%s", out->rules ? out->rules : "", out->rules ? ";" : "", rule);
    free(out->rules);
    out->rules = all;
}

static void take(arguments *out, bool *help, unsigned option, const char *value)
{
    switch (option) {
    case OPTION_LANGUAGE:
        out->language = value;
        break;
    case OPTION_AS:
        out->person = value;
        break;
    case OPTION_EXPLAIN:
        out->explain = value;
        break;
    case OPTION_JSON:
        out->json = true;
        break;
    case OPTION_TAP:
        out->tap = true;
        break;
    case OPTION_HELP:
        *help = true;
        break;
    case OPTION_PHASE:
        out->phase = value;
        break;
    case OPTION_ROLE:
        out->role = value;
        break;
    case OPTION_SERVICE:
        out->service = value;
        break;
    case OPTION_MOTION:
        out->motion = value;
        break;
    case OPTION_NUMBERS:
        out->numbers = true;
        break;
    case OPTION_COMPACT:
        out->compact = true;
        break;
    case OPTION_PLAN:
        out->plan = value;
        break;
    case OPTION_SARIF:
        out->sarif = true;
        break;
    case OPTION_RULE:
        add_rule(out, value);
        break;
    case OPTION_SEVERITY:
        out->severity = value;
        break;
    case OPTION_TODAY:
        out->today = value;
        break;
    case OPTION_RULES:
        out->list_rules = true;
        break;
    case OPTION_EXPLAIN_RULE:
        out->explain = value;
        break;
    case OPTION_JUNIT:
        out->junit = value;
        break;
    case OPTION_TRACE:
        out->trace = true;
        break;
    case OPTION_CASE:
        out->case_id = value;
        break;
    case OPTION_GOAL:
        out->goal = value;
        break;
    }
}

/* Reads the option at argv[*i]; its value may be the next word. */
static bool read_option(int argc, char **argv, int *i, unsigned allowed, arguments *out, bool *help)
{
    const char *name = argv[*i] + 2;
    const char *value = strchr(name, '=');
    size_t len = value ? (size_t)(value - name) : strlen(name);
    size_t option = find_option(name, len, allowed);
    if (option == OPTIONS) {
        complain("unknown option --%.*s", (int)len, name);
        return false;
    }
    if (!options[option].value && value) {
        complain("--%s takes no value", options[option].name);
        return false;
    }
    if (options[option].value && !value && *i + 1 == argc) {
        complain("--%s needs a value", options[option].name);
        return false;
    }
    if (value)
        value++;
    else if (options[option].value)
        value = argv[++*i];
    take(out, help, 1u << option, value);
    return true;
}

bool read_arguments(int argc, char **argv, unsigned allowed, arguments *out, bool *help)
{
    bool only_operands = false;
    *out = (arguments){.operands = argv};
    *help = false;
    for (int i = 0; i < argc; i++) {
        bool is_option = !only_operands && strncmp(argv[i], "--", 2) == 0;
        if (is_option && !argv[i][2])
            only_operands = true;
        else if (!is_option)
            out->operands[out->count++] = argv[i];
        else if (!read_option(argc, argv, &i, allowed, out, help))
            return false;
    }
    return true;
}
