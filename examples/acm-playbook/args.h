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
    OPTION_HELP = 1 << 5
};

/*
 * Reads options and operands; operands end up at the front of argv. False after a complaint. *help:
 * --help was given.
 */
bool read_arguments(int argc, char **argv, unsigned allowed, arguments *out, bool *help);

/* One line for each allowed option on standard output. */
void print_options(unsigned allowed);

#endif
