/*
 * finish.h - what the files that turn a builder's lists into a playbook share. Each makes the arrays of its nouns;
 * all return false when memory is out.
 */
#ifndef ACM__FINISH_H
#define ACM__FINISH_H

#include "model/builder.h"

#include <string.h>

/* State of one finishing. Maps give playbook ids or indices for the builder's. */
typedef struct acm__finishing {
    const acm_builder *b;
    acm_playbook *p;
    acm__arena *arena;       /* the playbook's */
    bool take;               /* texts lie in it already */
    acm_id *item_ids;        /* by index of the draft item */
    uint32_t *criterion_map; /* by index of the draft: index in the playbook */
    uint32_t *condition_map;
    uint32_t *scratch; /* an element for each group that is sorted by, and two more */
    bool copied;       /* the lists are not the caller's: keys of copies may be taken */
    acm__str taken;    /* one that is */
} acm__finishing;

/* Criteria, their on-parts, and the conditions that feed them; items and controls are there. */
bool acm__finish_criteria(acm__finishing *f);

/* Gives each item what waits for it, and the playbook its if-parts, in the order in which they fire. */
bool acm__finish_firing(acm__finishing *f);

/* Terms, references to them, and the sets that they make. */
bool acm__finish_refs(acm__finishing *f);

/* What is looked up: texts and places by id, items by number, everything by key. Also false if a key is taken. */
bool acm__finish_index(acm__finishing *f);

/* What tells the playbook apart from others of which cases run differently; all else is there. */
void acm__finish_fingerprint(acm_playbook *p);

/* Refuses what makes no sense as a whole: ACM_E_MODEL, with the key of the item. */
acm_status acm__finish_check(const acm_playbook *p, acm_error *err);

static inline acm__str acm__finish_text(acm__finishing *f, acm__str text)
{
    return f->take ? text : acm__str_copy(f->arena, text.at, text.len);
}

/* Expressions are copied even if the arena is taken: binding writes into them. */
static inline const acm__expr *acm__finish_expr(acm__finishing *f, const acm__expr *expr)
{
    return expr ? acm__expr_copy(f->arena, expr) : NULL;
}

static inline acm_id acm__finish_item(const acm__finishing *f, acm_id draft)
{
    return f->item_ids[f->b->objects.at[draft - 1].index];
}

/* The playbook's id for any id of the builder. */
static inline acm_id acm__finish_id(const acm__finishing *f, acm_id draft)
{
    const acm__object *object = &f->b->objects.at[draft - 1];
    switch (object->type) {
    case ACM__OBJECT_ITEM:
        return f->item_ids[object->index];
    case ACM__OBJECT_CONDITION:
        return acm__condition_id(f->p, f->condition_map[object->index]);
    case ACM__OBJECT_CRITERION:
        return acm__criterion_id(f->p, f->criterion_map[object->index]);
    default:
        return acm__term_id(f->p, object->index);
    }
}

/*
 * Stable counting sort: places 0..count-1 by group (0..groups), giving each one's position. first[g] becomes
 * where group g begins, first[groups + 1] the end. Both arrays are the caller's.
 */
typedef uint32_t acm__finish_group(const acm__finishing *f, uint32_t index);

static inline void acm__finish_sort(const acm__finishing *f, uint32_t count, uint32_t groups,
                                    acm__finish_group *group, uint32_t *first, uint32_t *position)
{
    memset(first, 0, (groups + 2) * sizeof *first);
    for (uint32_t i = 0; i < count; i++)
        first[group(f, i) + 1]++;
    for (uint32_t g = 1; g <= groups + 1; g++)
        first[g] += first[g - 1];
    for (uint32_t i = 0; i < count; i++)
        position[i] = first[group(f, i)]++;
    for (uint32_t g = groups + 1; g > 0; g--)
        first[g] = first[g - 1];
    first[0] = 0;
}

#endif
