/*
 * file.h - files: reading them whole, and loading pages and scenarios. What cannot be read gives
 * NULL and *fault, one line that names the file and the reason, freed by the caller.
 */
#ifndef FILE_H
#define FILE_H

#include "tool.h"

#include <acmplaybook.h>

#include <stdio.h>

enum {
    MAX_FILE = 64 << 20
};

/* The whole file, NUL-terminated, freed by the caller. */
char *read_file(const char *path, size_t *len, char **fault);

/*
 * Freed with acm_playbook_free. Faults of the page go to `faults` (NULL = nowhere) as
 * file:line:column: severity rule message.
 */
acm_playbook *load_page(const char *path, const char *language, FILE *faults, char **fault);

/* Freed with acm_scenario_free. */
acm_scenario *load_scenario(const char *path, char **fault);

/* An error as "file:line:column: path: message", freed by the caller. */
char *describe_error(const char *file, const acm_error *err);

/* A path in the folder of another file, unless it is absolute; freed by the caller. */
char *beside(const char *file, const char *path);

/* Complains of a fault, frees it, and gives the exit status. */
int unusable(char *fault);

#endif
