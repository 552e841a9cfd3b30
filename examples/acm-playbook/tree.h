/* tree.h - the lines that join items to their stages. */
#ifndef TREE_H
#define TREE_H

#include "terminal.h"
#include "view.h"

/* Whether items are shown below an item. */
bool tree_has_children(const view *v, const acm_item *item);

/* What stands before an item, such as "│  ├─ "; freed by the caller. */
char *tree_prefix(const view *v, const acm_item *item);

/* What stands before the lines below an item, such as "│  │  "; freed by the caller. */
char *tree_hang(const view *v, const acm_item *item);

/* Number of a task, else short key: how people name it. */
char *tree_label(const view *v, const acm_item *item);

/*
 * The stage whose outcomes are drawn below an item: below its milestone, or below itself without
 * one. 0: none.
 */
acm_id tree_outcomes(const view *v, const acm_item *item);

#endif
