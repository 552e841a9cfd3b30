/* objects.h - what the things in a builder have in common: an id, a key, texts, and a way back. */
#ifndef ACM__OBJECTS_H
#define ACM__OBJECTS_H

#include "model/builder.h"

/* How far the lists are filled: a call that fails half way goes back to where it began. */
typedef struct acm__mark {
    uint32_t objects, items, criteria, conditions, terms, texts, editions;
} acm__mark;

acm__mark acm__builder_mark(const acm_builder *b);

/* Goes back because memory is out: ACM_E_NOMEM. */
acm_status acm__builder_go_back(acm_builder *b, acm__mark mark, acm_error *err);

/* Gives the next id to what was just put at `index` of its list, with room for its key; 0 when memory is out. */
acm_id acm__builder_new_id(acm_builder *b, acm__object_type type, uint32_t index);

/* Makes what has just been given an id known by its key. */
void acm__builder_insert(acm_builder *b, acm__str key, acm_id id);

/* A copy in the arena, unless it lies there already; at = NULL when memory is out. */
acm__str acm__builder_keep(acm_builder *b, acm__str text);

/* Takes the key that a caller gave an object to be added, if it may be one. */
acm_status acm__builder_take_key(const acm_builder *b, const char *key, acm__str *out,
                                 acm_error *err);

/* Adds a text; false when memory is out. `edition` is an index. */
bool acm__builder_add_text(acm_builder *b, acm_id id, acm_text_field field, uint32_t edition,
                           acm__str text);

#endif
