/* timer.h - when a timer occurs, as ISO 8601 writes it. */
#ifndef ACM__TIMER_H
#define ACM__TIMER_H

#include "base/instant.h"

enum {
    ACM__TIMER_NO_END = -1
};

/* Occurrences `every` period apart: from `start` on, or behind the time at which the timer was set. */
typedef struct acm__timer {
    bool fixed;    /* has a start */
    int64_t start; /* of the first occurrence */
    int64_t until; /* none is later */
    int64_t count; /* of occurrences, or ACM__TIMER_NO_END */
    acm__period every;
} acm__timer;

/*
 * Reads a timer. R<n>/ before a row of occurrences says how many they are, R/ that there is no end.
 *
 *     2026-03-31T17:00Z, 2026-03-31   once, at that time; a date is where it begins, UTC
 *     PT1H, P1M                       once, so long after it was set
 *     start/duration                  once, at the end; so are duration/end and start/end
 *     R3/PT1H                         so long after it was set, and that again behind each
 *     R3/start/PT1H                   at the start, and so long behind each
 *     R3/start/end                    the same, with the length of the interval
 *     R3/PT1H/end                     as R3/PT1H, but none after the end
 *
 * Refused are other texts, an end before its start, what lies beyond int64_t milliseconds, and endless
 * repetition without a time between.
 */
bool acm__timer_parse(acm__str text, acm__timer *timer);

/*
 * When the k-th occurrence, from 0, of a timer that was set at `set_at` is due; false if there is none. A row with
 * a start is not made up for: what has passed when the timer is set is left out, and counted. If all of it has
 * passed its last occurrence is due at once, like a single time in the past.
 */
bool acm__timer_due(const acm__timer *timer, int64_t set_at, uint32_t k, int64_t *due);

#endif
