/* folder.h - a source of the library that walks directories: their pages, tables of contents and overlays. */
#ifndef FOLDER_H
#define FOLDER_H

#include "tool.h"

#include <acmplaybook.h>

typedef struct folder_source {
    acm_source source; /* what acm_playbook_read_pages takes */
    char **paths;      /* of the files, in the order in which they are given */
    size_t count, at;
    char *text;  /* of the file given last */
    char *fault; /* what could not be read, NULL = nothing */
} folder_source;

/*
 * Lists what is below the given paths, files or directories, without opening it. In each directory English
 * comes first, then the rest by name; what begins with a dot is passed over. False: *fault says why.
 */
bool folder_open(folder_source *folder, char *const *paths, size_t count, char **fault);
void folder_close(folder_source *folder);

bool is_directory(const char *path);

#endif
