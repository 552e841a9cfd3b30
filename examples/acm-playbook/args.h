/* args.h - the command line: which options a command takes, and what was given. */
#ifndef ARGS_H
#define ARGS_H

#include "tool.h"

/* Options as bits, in the order of the table in args.c. */
enum {
    OPTION_LANGUAGE = 1 << 0,
    OPTION_AS = 1 << 1,
    OPTION_EXPLAIN = 1 << 2,
    OPTION_JSON = 1 << 3,
    OPTION_TAP = 1 << 4,
    OPTION_HELP = 1 << 5,
    OPTION_PHASE = 1 << 6,
    OPTION_ROLE = 1 << 7,
    OPTION_SERVICE = 1 << 8,
    OPTION_MOTION = 1 << 9,
    OPTION_NUMBERS = 1 << 10,
    OPTION_COMPACT = 1 << 11,
    OPTION_PLAN = 1 << 12,
    OPTION_SARIF = 1 << 13,
    OPTION_RULE = 1 << 14,
    OPTION_SEVERITY = 1 << 15,
    OPTION_TODAY = 1 << 16,
    OPTION_RULES = 1 << 17,
    OPTION_EXPLAIN_RULE = 1 << 18,
    OPTION_JUNIT = 1 << 19,
    OPTION_TRACE = 1 << 20,
    OPTION_CASE = 1 << 21,
    OPTION_GOAL = 1 << 22
};

/*
 * Reads options and operands; operands end up at the front of argv. False after a complaint. *help:
 * --help was given.
 */
bool read_arguments(int argc, char **argv, unsigned allowed, arguments *out, bool *help);

/* One line for each allowed option on standard output. */
void print_options(unsigned allowed);

#endif
