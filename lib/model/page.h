/*
 * page.h - what a reader finds on one page: the document as such, before it becomes items and criteria.
 *
 * A reader fills it (format/markdown), the mapping turns it into a playbook (model/mapping.c), the outline
 * prints it (format/json). All of it lives in the arena of the playbook; text is plain (see acm__plain).
 */
#ifndef ACM__PAGE_H
#define ACM__PAGE_H

#include "base/str.h"
#include "model/rules.h"

#include <acmplaybook/page.h>

typedef struct acm__place {
    uint32_t line, column; /* 1-based in the file; column in code points */
    uint32_t offset;       /* in bytes from the start of the file */
} acm__place;

typedef struct acm__strs {
    acm__str *at;
    uint32_t count, capacity;
} acm__strs;

typedef struct acm__entry acm__entry;

/* A nested list. */
typedef struct acm__entries {
    acm__entry *at;
    uint32_t count, capacity;
} acm__entries;

struct acm__entry {
    acm__str text;
    acm__entries items;
    acm__place place;
};

typedef struct acm__pair {
    acm__str key, value;
    acm__place place;
} acm__pair;

/* A heading, paragraph or cell in full, whatever it means: text that is not yet plain. */
typedef struct acm__passage {
    acm__str text;
    acm__place place;
} acm__passage;

typedef struct acm__section {
    acm__str title;
    uint32_t level;
    int32_t kind; /* acm__heading of vocabulary.h, 0 = none */
    acm__place place;
} acm__section;

typedef struct acm__assignment {
    acm__strs primary_roles, secondary_roles, motions, applies_to;
    bool has_secondary; /* the label stands there, even if its value is empty */
    bool unsure;        /* its labels stand in the middle of a line */
    acm__place place;
} acm__assignment;

enum {
    ACM__ROW_OPTIONAL = 0,
    ACM__ROW_MANDATORY = 1,
    ACM__ROW_NEITHER = -1
};

/* The cells of a task row as one way of reading it gives them. */
typedef struct acm__task_row {
    acm__str name;
    int32_t mandatory; /* ACM__ROW_... */
    acm__strs roles, services;
} acm__task_row;

typedef struct acm__task {
    int64_t id;
    acm__task_row row;
    acm__task_row alt; /* as a repair of the row reads it; only if has_alt */
    bool has_alt;
    bool repaired; /* found only by repairing its row: "optional" in the outline */
    acm_id item;   /* what it became, or in a further edition what it translates; 0 = nothing */
    acm__place place;
} acm__task;

typedef struct acm__link {
    acm__str text, url;
    acm__place place;
} acm__link;

typedef struct acm__links {
    acm__link *at;
    uint32_t count, capacity;
} acm__links;

typedef struct acm__assignments {
    acm__assignment *at;
    uint32_t count, capacity;
} acm__assignments;

typedef struct acm__tasks {
    acm__task *at;
    uint32_t count, capacity;
} acm__tasks;

typedef struct acm__step {
    acm__str title;
    uint32_t level;
    acm__assignments assignments;
    acm__tasks tasks;
    acm__entries inputs, outputs;
    acm__links links;
    acm__str body; /* its other paragraphs and list entries, a line each */
    acm_id item;   /* as that of a task */
    acm__place place;
} acm__step;

typedef struct acm__revision {
    acm__str date, who, what;
    char iso[11]; /* yyyy-mm-dd, "" if date is no date */
    acm__place place;
} acm__revision;

/* A fault met. */
typedef struct acm__fault {
    acm__rule rule;
    acm__str detail;
    acm__place place;
} acm__fault;

typedef struct acm__faults {
    acm__fault *at;
    uint32_t count, capacity;
} acm__faults;

typedef struct acm__page {
    acm__str path;     /* as its source called it */
    uint32_t edition;  /* index of its language in the playbook */
    acm_id item;       /* its process, 0 = it is a document */
    uint32_t base;     /* index of the page that it translates, else its own; UINT32_MAX = none */
    acm__str language; /* tag */
    acm__str file;     /* name without folders */
    acm__str stem;     /* file without extension and language suffix */
    struct {
        acm__pair *at;
        uint32_t count, capacity;
    } front_matter;
    acm__str title; /* at = NULL: none */
    acm__place title_place;
    acm__strs phase, motions;
    struct {
        acm__section *at;
        uint32_t count, capacity;
    } sections;
    uint32_t overview_paragraphs;
    acm__str overview; /* its paragraphs, a line each */
    acm__entries objectives, key_inputs, key_outcomes, next_steps;
    acm__assignments assignments;
    acm__tasks tasks;
    struct {
        acm__step *at;
        uint32_t count, capacity;
    } steps;
    acm__links links;
    struct {
        acm__revision *at;
        uint32_t count, capacity;
    } revisions;
    struct {
        acm__passage *at;
        uint32_t count, capacity;
    } passages;
    bool abridged; /* read from JSON, which has no steps, tasks and conditions: without outline */
    acm__faults faults; /* what the reader met, in order of place, then what the mapping found */
} acm__page;

/*
 * Appends one cleared element to any of the lists above, giving its address; NULL when memory is out.
 * acm__list_push(arena, &page->steps)
 */
#define acm__list_push(arena, list)                                                                \
    acm__list_grow((arena), &(list)->at, &(list)->count, &(list)->capacity, sizeof *(list)->at)

/* `at` is the address of the list's array pointer, of whatever type. */
void *acm__list_grow(acm__arena *arena, void *at, uint32_t *count, uint32_t *capacity, size_t size);

/* Gives a list memory of its own before it is changed; false when memory is out. */
#define acm__list_own(arena, list)                                                                 \
    acm__list_copy((arena), &(list)->at, (list)->count, &(list)->capacity, sizeof *(list)->at)

bool acm__list_copy(acm__arena *arena, void *at, uint32_t count, uint32_t *capacity, size_t size);

/* Adds a fault whose detail lies in the arena already, or is static. False when memory is out. */
bool acm__faults_add(acm__arena *arena, acm__faults *faults, acm__rule rule, acm__place place,
                     acm__str detail);

/* The same with a copy of the detail. */
bool acm__faults_copy(acm__arena *arena, acm__faults *faults, acm__rule rule, acm__place place,
                      acm__str detail);

#endif
