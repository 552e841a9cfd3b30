/* abridged.h - pages that are read back as documents, without outline: what readers of JSON and CMMN share. */
#ifndef ACM__ABRIDGED_H
#define ACM__ABRIDGED_H

#include "model/builder.h"
#include "model/page_index.h"

enum {
    ACM__LEVELS_MAX = 64 /* of lists within each other, as on a page of Markdown */
};

/* Adds a page; NULL when memory is out. */
acm__page *acm__abridged_add(acm_builder *b);

/* Finds the edition of a page that was just added by its language. ACM_E_NOTFOUND, ACM_E_MODEL (out of order). */
acm_status acm__abridged_edition(const acm_builder *b, acm__page *page, acm_error *err);

/* The page that another translates, by stem; `index` is of all pages. ACM_E_NOTFOUND, ACM_E_MODEL. */
acm_status acm__abridged_base(const acm__page_index *index, acm__str stem, acm__page *page,
                              acm_error *err);

/* A nested list that is read entry by entry: what stands a level deeper belongs to what stands before it. */
typedef struct acm__levels {
    acm__entries *lists[ACM__LEVELS_MAX + 1];
    uint32_t deepest; /* that may stand next */
} acm__levels;

/* ACM_E_SYNTAX (level), ACM_E_NOMEM. */
acm_status acm__levels_add(acm__levels *levels, acm__arena *arena, int64_t level, acm__str text,
                           acm_error *err);

/* Says where an item or condition stands in an edition; page = UINT32_MAX: on none. ACM_E_SYNTAX, _MODEL, _NOMEM. */
acm_status acm__abridged_place(acm_builder *b, acm_id id, uint32_t edition, uint32_t page,
                               acm__place place, acm_error *err);

/* The date of a revision such as "2026-03-31"; ACM_E_SYNTAX. */
acm_status acm__abridged_date(acm__str date, acm__revision *revision, acm_error *err);

#endif
