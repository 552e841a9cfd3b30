/* file.h - files: reading them whole, and loading pages. */
#ifndef FILE_H
#define FILE_H

#include "tool.h"

#include <acmplaybook.h>

#include <stdio.h>

enum {
    MAX_FILE = 64 << 20
};

/* The whole file, NUL-terminated, freed by the caller; NULL after a complaint. */
char *read_file(const char *path, size_t *len);

/*
 * Reads a page. Its faults go to `faults` (NULL = nowhere) as file:line:column: severity rule message. NULL after a
 * complaint; freed with acm_playbook_free.
 */
acm_playbook *load_page(const char *path, const char *language, FILE *faults);

/* Reads a scenario. NULL after a complaint; freed with acm_scenario_free. */
acm_scenario *load_scenario(const char *path);

/* A path in the folder of another file, unless it is absolute; freed by the caller. */
char *beside(const char *file, const char *path);

#endif
