/* criterion.h - what criteria of playbooks and overlays are told in the same way. */
#ifndef ACM__JSON_CRITERION_H
#define ACM__JSON_CRITERION_H

#include "format/json/reader.h"
#include "model/builder.h"

/* A criterion that is being read. */
typedef struct acm__json_criterion {
    acm_id item, id;
    acm_criterion_kind kind;
    uint32_t flags;
    const char *expression; /* NULL: none */
} acm__json_criterion;

/* Whether a criterion, or an on-part that is a list's only one, names what it waits for under "on". */
bool acm__json_has_on_part(const json_t *criterion);

/* Reads the flags of a criterion that is an object, and sees that they fit its item. */
bool acm__json_read_criterion_flags(acm__json *r, const json_t *value, const acm_builder *b,
                                    acm__json_criterion *c);

#endif
