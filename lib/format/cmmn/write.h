/*
 * write.h - a playbook as CMMN: the case (write_case.c), what CMMN has no place for (write_more.c, write_pages.c),
 * the diagram (write_diagram.c). README.md of this folder says what stands where.
 */
#ifndef ACM__CMMN_WRITE_H
#define ACM__CMMN_WRITE_H

#include "format/cmmn/layout.h"
#include "format/cmmn/write_ids.h"
#include "format/cmmn/writer.h"

typedef struct acm__cmmn_writing {
    const acm_playbook *p;
    bool places;
    acm__cmmn_ids ids;
    acm__cmmn_layout layout; /* without boxes: no diagram is asked for */
    acm__cmmn_writer w;
} acm__cmmn_writing;

/* Writes all of o->p. */
void acm__cmmn_write_definitions(acm__cmmn_writing *o);

/* What the parts share: attributes whose value is an id, and a suffix. */
void acm__cmmn_put_item(acm__cmmn_writing *o, const char *name, acm_id item, const char *suffix);
void acm__cmmn_put_criterion(acm__cmmn_writing *o, const char *name, uint32_t criterion,
                             const char *suffix);
void acm__cmmn_put_on_part(acm__cmmn_writing *o, const char *name, uint32_t on_part,
                           const char *suffix);

/* What an item or condition is told; at = NULL: nothing. */
acm__str acm__cmmn_told(const acm__cmmn_writing *o, acm_id id, acm_control control);

/* A text in the first language; at = NULL: there is none. */
acm__str acm__cmmn_first_text(const acm__cmmn_writing *o, acm_id id, acm_text_field field);

/* Which text of an item is its documentation; 0 = it has none. */
acm_text_field acm__cmmn_documentation(const acm__cmmn_writing *o, acm_id item);

/* How many of an item's performers its definition names, and the first of them. */
uint32_t acm__cmmn_named_performers(const acm__cmmn_writing *o, acm_id item, const acm_ref **first);

/* The extension elements of the case and of an item. */
void acm__cmmn_write_playbook(acm__cmmn_writing *o);
void acm__cmmn_write_item(acm__cmmn_writing *o, acm_id item);

void acm__cmmn_write_pages(acm__cmmn_writing *o);

void acm__cmmn_write_diagram(acm__cmmn_writing *o);

#endif
