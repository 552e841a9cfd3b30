/* show.h - a playbook as one line of JSON, and its task numbers with their places. */
#ifndef SHOW_H
#define SHOW_H

#include "view.h"

void show_json(const view *v);

/* The numbers of what is shown: each with all items that bear it and where they stand. */
void show_numbers(const view *v, bool json);

#endif
