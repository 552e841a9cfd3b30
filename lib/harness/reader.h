/* reader.h - what read.c and step.c share to take scenario files apart: see format/json/reader.h. */
#ifndef ACM__READER_H
#define ACM__READER_H

#include "base/buffer.h"
#include "format/json/reader.h"
#include "harness/scenario.h"

/* The user of an acm__json, whose arena is the scenario's. */
typedef struct acm__scenario_reader {
    acm_scenario *scenario;
    acm__buffer text; /* of the step that is being read */
} acm__scenario_reader;

static inline acm__scenario_reader *acm__scenario_reader_of(const acm__json *r)
{
    return r->user;
}

/* A list of texts as one, separated by "; ". `to` is an acm__str. */
bool acm__reader_joined(acm__json *r, const json_t *value, void *to);

/* Values of facts by name. `to` is an acm__scenario_facts. */
bool acm__reader_facts(acm__json *r, const json_t *value, void *to);

/* The value of one fact. `to` is an acm__scenario_fact whose name stays as it is. */
bool acm__reader_fact(acm__json *r, const json_t *value, void *to);

/* A time such as 2026-03-31T17:00Z, or the beginning of a day, in milliseconds. `to` is an int64_t. */
bool acm__reader_time(acm__json *r, const json_t *value, void *to);

/* Adds a participant without roles unless there is one with that id. */
bool acm__reader_person(acm__json *r, acm__str id);

/* A step of the list "steps", into an acm__scenario_step whose line stays as it is. */
bool acm__reader_step(acm__json *r, const json_t *value, void *to);

#endif
