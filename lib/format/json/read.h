/* read.h - a playbook from JSON, through the builder: head and terms (read.c), items, criteria, pages. */
#ifndef ACM__JSON_READ_H
#define ACM__JSON_READ_H

#include "format/json/reader.h"
#include "model/builder.h"

/* The user of an acm__json whose arena is a trusting builder's. */
typedef struct acm__json_reading {
    acm_builder *b;
    uint32_t
        next; /* index of the item, page or criterion that the next value of a list is read into */
    acm_id first_criterion; /* their ids follow each other: by items, entry before exit */
    acm_playbook *playbook;
} acm__json_reading;

static inline acm__json_reading *acm__json_reading_of(const acm__json *r)
{
    return r->user;
}

acm_status acm__json_read_playbook(acm__str text, acm__json_limits limits,
                                   const acm_allocator *allocator, acm_playbook **playbook,
                                   acm_error *err);

/*
 * What follows reads lists of the outermost object, in this order; `to` is not used. Each goes over the list as a
 * whole, since things are named before they are read.
 */

/* Keys, kinds and flags of items; pages; which pages they translate. */
bool acm__json_read_items(acm__json *r, const json_t *value, void *to);
bool acm__json_read_pages(acm__json *r, const json_t *value, void *to);
bool acm__json_read_bases(acm__json *r, const json_t *value, void *to);

/* The rest of items; their criteria; what these wait for; when conditions block. */
bool acm__json_read_details(acm__json *r, const json_t *value, void *to);
bool acm__json_read_criteria(acm__json *r, const json_t *value, void *to);
bool acm__json_read_waits(acm__json *r, const json_t *value, void *to);
bool acm__json_read_blocking(acm__json *r, const json_t *value, void *to);

/* The thing that the value names by key; ACM_E_NOTFOUND unless it is of the type. `out` is the builder's id. */
bool acm__json_find(acm__json *r, const json_t *value, acm__object_type type, acm_id *out);

/* The edition of the tag that is the key of the value; ACM_E_NOTFOUND unless it is among the languages. */
bool acm__json_edition(acm__json *r, acm__str tag, uint32_t *out);

/* Texts of all fields, by language, that an item, condition or term has. */
bool acm__json_read_texts(acm__json *r, const json_t *object, acm_id id);

#endif
