/* moment.h - times as scenarios word them; acm_scenario_time is the public part. */
#ifndef ACM__MOMENT_H
#define ACM__MOMENT_H

#include "base/instant.h"

/* A time, or a span that counts from now. */
typedef struct acm__moment {
    bool is_time;
    int64_t time;
    acm__period span;
} acm__moment;

/* Reads "PT1H", "P1M", "2026-03-31T17:00Z" or "2026-03-31". */
bool acm__moment_parse(acm__str text, acm__moment *moment);

/* When it is; false for what int64_t milliseconds do not hold. */
bool acm__moment_time(const acm__moment *moment, int64_t now, int64_t *time);

#endif
