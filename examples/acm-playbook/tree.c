#include "tree.h"

#include <stdlib.h>

bool tree_has_children(const view *v, const acm_item *item)
{
    const acm_item *end = v->items + v->item_count;
    for (const acm_item *in = item + 1; in < end && in->depth > item->depth; in++)
        if (in->parent == item->id && view_keeps(v, in->id))
            return true;
    return false;
}

/* Bars of the stages around an item, of the item itself too if `own`. */
static char *bars(const view *v, const acm_item *item, bool own)
{
    char *text = format_text("%s", "");
    const acm_item *at = own ? item : view_item(v, item->parent);
    for (; at && at->parent; at = view_item(v, at->parent)) {
        char *longer = format_text("%s%s", view_is_last(v, at) ? "   " : "│  ", text);
        free(text);
        text = longer;
    }
    return text;
}

char *tree_prefix(const view *v, const acm_item *item)
{
    char *before = bars(v, item, false);
    const char *joint = !item->parent ? "" : view_is_last(v, item) ? "└─ " : "├─ ";
    char *text = format_text("%s%s", before, joint);
    free(before);
    return text;
}

char *tree_hang(const view *v, const acm_item *item)
{
    char *before = bars(v, item, true);
    char *text = format_text("%s%s", before, tree_has_children(v, item) ? "│  " : "   ");
    free(before);
    return text;
}

char *tree_label(const view *v, const acm_item *item)
{
    if (item->number >= 0)
        return format_text("%lld", (long long)item->number);
    return format_text("%s", view_local_key(v, item->id));
}

acm_id tree_outcomes(const view *v, const acm_item *item)
{
    if (item->part == ACM_PART_OUTCOMES)
        return item->parent;
    const acm_item *end = v->items + v->item_count;
    for (const acm_item *in = item + 1; in < end && in->depth > item->depth; in++)
        if (in->part == ACM_PART_OUTCOMES && in->parent == item->id)
            return 0;
    return item->id;
}
