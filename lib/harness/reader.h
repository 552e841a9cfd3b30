/*
 * reader.h - takes JSON values apart into a scenario, knowing at each moment where in the file it
 * is. The functions return false once something is wrong; the reader then bears the status and the
 * error is filled.
 */
#ifndef ACM__READER_H
#define ACM__READER_H

#include "base/buffer.h"
#include "harness/scenario.h"

#include <jansson.h>

typedef struct acm__reader {
    acm_scenario *scenario;
    acm__arena *arena; /* of the scenario */
    acm_error *err;
    acm_status status;
    acm__buffer path; /* such as "steps[3].do" */
    acm__buffer text; /* of the step that is being read */
    uint32_t *lines;  /* of the steps in the file */
    uint32_t line_count;
    uint32_t line; /* of the step that is being read, 0 = none */
} acm__reader;

/* One key of an object: who reads its value into the object's struct. */
typedef struct acm__field {
    const char *key;
    bool (*read)(acm__reader *r, const json_t *value, void *to);
} acm__field;

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool acm__reader_fail(acm__reader *r, const char *format, ...);
bool acm__reader_nomem(acm__reader *r);

/*
 * Reads an object whose keys are those of the table (at most 32), in the order of the table.
 * present: out, a bit for each key that is there; may be NULL.
 */
bool acm__reader_object(acm__reader *r, const json_t *value, const acm__field *fields, size_t count,
                        void *to, uint32_t *present);

/*
 * Reads each entry of a list, or each member of an object whose keys are names, into cleared
 * elements.
 */
bool acm__reader_list(acm__reader *r, const json_t *value, size_t size, void *array,
                      uint32_t *count, bool (*read)(acm__reader *r, const json_t *value, void *to));
bool acm__reader_map(acm__reader *r, const json_t *value, size_t size, void *array, uint32_t *count,
                     bool (*read)(acm__reader *r, acm__str key, const json_t *value, void *to));

/* Readers of plain values, to serve in tables. `to` is an acm__str; the text must not be empty. */
bool acm__reader_text(acm__reader *r, const json_t *value, void *to);
bool acm__reader_any_text(acm__reader *r, const json_t *value, void *to);

/* A text or a whole number that is not negative: how steps name items. `to` is an acm__str. */
bool acm__reader_name(acm__reader *r, const json_t *value, void *to);

/* A list of texts as one, separated by "; ". `to` is an acm__str. */
bool acm__reader_joined(acm__reader *r, const json_t *value, void *to);

/* Values of facts by name. `to` is an acm__scenario_facts. */
bool acm__reader_facts(acm__reader *r, const json_t *value, void *to);

/* The value of one fact. `to` is an acm__scenario_fact whose name stays as it is. */
bool acm__reader_fact(acm__reader *r, const json_t *value, void *to);

/* Adds a participant without roles unless there is one with that id. */
bool acm__reader_person(acm__reader *r, acm__str id);

/* A step of the list "steps", into an acm__scenario_step. */
bool acm__reader_step(acm__reader *r, const json_t *value, void *to);

#endif
