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

/* Whether a name ends with an extension such as ".json", and is not that alone. */
bool has_extension(const char *path, const char *extension);

/* What is said about a path that is read; NULL = nothing. */
typedef struct reading {
    const char *language; /* of a single page */
    const char *case_id;  /* which case of a CMMN file that has several */
} reading;

reading reading_of(const arguments *a);

/*
 * A page, a playbook as JSON, a case model as CMMN XML, or all pages of directories and files as one playbook. Freed with
 * acm_playbook_free; *found, the findings, with acm_diagnostics_free.
 */
acm_playbook *load_playbook(char *const *paths, size_t count, reading how, acm_diagnostics **found,
                            char **fault);

/*
 * As load_playbook, of one path. Faults of the page go to `faults` (NULL = nowhere) as
 * file:line:column: severity rule message.
 */
acm_playbook *load_page(const char *path, reading how, FILE *faults, char **fault);

/* Findings as lines: file:line:column: severity rule message. NULL has none. */
void print_findings(FILE *out, const acm_diagnostics *found);

/* Freed with acm_scenario_free. */
acm_scenario *load_scenario(const char *path, char **fault);

/* An error as "file:line:column: path: message", freed by the caller. */
char *describe_error(const char *file, const acm_error *err);

/* A path in the folder of another file, unless it is absolute; freed by the caller. */
char *beside(const char *file, const char *path);

/* Complains of a fault, frees it, and gives the exit status. */
int unusable(char *fault);

#endif
