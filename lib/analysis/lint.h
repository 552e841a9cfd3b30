/*
 * lint.h - what the checks of a lint share. A check goes over the pages of a playbook and adds faults; when memory
 * is out it does nothing more, and lint.c tells.
 */
#ifndef ACM__LINT_H
#define ACM__LINT_H

#include "model/page_index.h"
#include "model/playbook.h"
#include "model/vocabulary.h"

/* A task row of some page. */
typedef struct acm__numbered_row {
    int64_t number;
    uint32_t edition, page;
    const acm__task *task;
} acm__numbered_row;

typedef struct acm__lint {
    const acm_playbook *playbook;
    acm__arena arena; /* holds all that follows, and what checks need */
    acm__page_index index;
    acm__faults *faults; /* a list for each page */
    acm__str root;       /* the folder that holds all pages */
    char today[11];      /* yyyy-mm-dd, "" = not known */
    bool partial;        /* pages may be missing */
    struct {
        acm__numbered_row *at;
        uint32_t count, capacity;
    } rows; /* by edition, number, page, place */
} acm__lint;

#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
void acm__lint_fault(acm__lint *lint, uint32_t page, acm__rule rule, acm__place place,
                     const char *format, ...);

/* Whether an edition has tasks at all, one of a number, and whether a page has one of a number. */
bool acm__lint_has_tasks(const acm__lint *lint, uint32_t edition);
bool acm__lint_knows(const acm__lint *lint, uint32_t edition, int64_t number);
bool acm__lint_has_row(const acm__lint *lint, uint32_t page, int64_t number);

const acm__language *acm__lint_language(const acm__lint *lint, uint32_t page);

/* The checks. */
void acm__lint_conditions(acm__lint *lint);
void acm__lint_copies(acm__lint *lint);
void acm__lint_dates(acm__lint *lint);
void acm__lint_links(acm__lint *lint);
void acm__lint_mentions(acm__lint *lint);
void acm__lint_names(acm__lint *lint);
void acm__lint_numbers(acm__lint *lint);
void acm__lint_pages(acm__lint *lint);

#endif
