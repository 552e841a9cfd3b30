/*
 * mapping.h - what a page means: steps and tasks become items, inputs and outcomes become conditions and
 * criteria, roles and services decide who and when. The rules are the table in lib/README.md.
 */
#ifndef ACM__MAPPING_H
#define ACM__MAPPING_H

#include "model/builder.h"
#include "model/vocabulary.h"

/*
 * What is made of one page of a trusting builder, in whose arena its texts lie. The first failure ends it:
 * `status` stays set, and what follows does nothing. Findings go to the page's faults.
 */
typedef struct acm__mapping {
    acm_builder *b;
    acm__page *page;
    uint32_t index; /* of the page in the builder */
    const acm__language *language;
    const acm_mapping_options *options;
    acm_error *err;
    acm_status status;
    bool quiet;    /* adds no findings */
    acm__str stem; /* as it begins keys */
    acm_id process;
    acm_id last_required; /* the step that the next one waits for, if steps are ordered */
} acm__mapping;

/* Takes a caller's options, NULL = the defaults. */
acm_status acm__mapping_options_read(const acm_mapping_options *from, acm_mapping_options *out,
                                     acm_error *err);

acm__mapping acm__mapping_begin(acm_builder *b, uint32_t page, const acm_mapping_options *options,
                                acm_error *err);

/* Maps a page with steps or tasks to a process below a stage. A page alone is required. */
acm_status acm__mapping_process(acm__mapping *m, acm_id parent, bool alone);

/* Remembers a failure; whether there is one. */
bool acm__mapping_failed(acm__mapping *m, acm_status status);

/* Adds a finding; detail is text of the page, or static. */
void acm__mapping_fault(acm__mapping *m, acm__rule rule, acm__place place, acm__str detail);

/* A text in the builder's arena; at = NULL after a failure. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
acm__str
acm__mapping_print(acm__mapping *m, const char *format, ...);

/* Sets a text in the page's language unless it is empty. */
void acm__mapping_text(acm__mapping *m, acm_id id, acm_text_field field, acm__str text);

/* Sets a text in the page's language, and where in that edition the thing stands. */
void acm__mapping_translate(acm__mapping *m, acm_id id, acm_text_field field, acm__str text,
                            acm__place place);

/* Texts of the process as a whole: title, overview, objectives, next steps. */
void acm__mapping_process_texts(acm__mapping *m, acm_id process);

/* Nested entries as text: a line each, two blanks a level. */
acm__str acm__mapping_lines(acm__mapping *m, const acm__entries *entries);

/*
 * The next entry from *i on that states a condition, moving *i behind it: not "none", and not one that stands
 * in the list already, which is a finding. NULL at the end.
 */
const acm__entry *acm__mapping_statement(acm__mapping *m, const acm__entries *entries, uint32_t *i);

/* The key of an item's number-th condition of a kind. */
acm__str acm__mapping_condition_key(acm__mapping *m, acm__str key, acm_condition_kind kind,
                                    uint32_t number);

/* Whether a statement begins with a marker such as "If applicable". */
bool acm__mapping_is_optional(const acm__mapping *m, acm__str statement);

/* Whether any entry is a condition that blocks. */
bool acm__mapping_any_blocks(const acm__mapping *m, const acm__entries *entries);

/* The values of a task: those that the repair of its row gives, if there was one. */
static inline const acm__task_row *acm__mapping_row(const acm__task *task)
{
    return task->has_alt ? &task->alt : &task->row;
}

#endif
