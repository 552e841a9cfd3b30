/* show.h - a playbook as one line of JSON. */
#ifndef SHOW_H
#define SHOW_H

#include "view.h"

void show_json(const view *v);

#endif
