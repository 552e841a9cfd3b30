/*
 * inquiry.h - one search for what stands in the way of a command, as the files share it that make it up: inquiry.c
 * names what holds an instance back from where a command could reach it, blockers.c knows what each command asks.
 */
#ifndef ACM__INQUIRY_H
#define ACM__INQUIRY_H

#include "engine/blockers.h"

typedef struct acm__inquiry {
    const acm__view *v;
    acm_id item; /* what was asked about: item or condition */
    acm__instance instance;
    acm_command_kind command;
    acm_id actor;
    acm__blocker_sink sink;
    void *user;
    acm_id way; /* of the blockers that are named now */
    uint32_t alternative;
    uint32_t named; /* blockers so far */
    bool ended;     /* the sink has had enough */
} acm__inquiry;

/* Where an instance has to be for a command. */
typedef enum acm__reach {
    ACM__REACH_THERE, /* created, and not ended */
    ACM__REACH_IN,    /* let in by its entry criterion */
    ACM__REACH_ACTIVE
} acm__reach;

void acm__inquiry_name(acm__inquiry *q, acm_blocker_kind kind, acm_id subject, uint32_t detail);

/*
 * Names all that stands between an instance and where it has to be, the outermost first: also what will once the
 * rest is out of the way.
 */
void acm__inquiry_way(acm__inquiry *q, acm__instance i, acm__reach reach);

/*
 * Names what each entry criterion waits for, the nearest first; nothing if one of them waits for nothing. `by_hand`:
 * only what nobody can skip who says that a milestone occurs.
 */
void acm__inquiry_ways_in(acm__inquiry *q, acm__instance i, bool by_hand);

/* Names what keeps a stage from being completed by hand: children that are there, or that will be. */
void acm__inquiry_unfinished(acm__inquiry *q, acm__instance stage);

/* The outermost suspended stage around an instance, itself included; item 0 if there is none. */
acm__instance acm__inquiry_suspended(const acm__inquiry *q, acm__instance i);

#endif
