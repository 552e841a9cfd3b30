/*
 * random.h - playbooks, people and commands at random, the same for the same seed on every machine: what must hold for
 * all of them is tested by many.
 */
#ifndef ACM_TEST_RANDOM_H
#define ACM_TEST_RANDOM_H

#include <acmplaybook.h>

#include <stdbool.h>

typedef struct dice {
    uint64_t state; /* any number is a seed */
} dice;

/* From 0 to sides - 1; 0 for no sides. */
uint32_t roll(dice *d, uint32_t sides);

/* True so many times of a hundred. */
bool likely(dice *d, uint32_t percent);

/* What a playbook may have beside stages, tasks, milestones and entry criteria. */
enum {
    RANDOM_EXITS = 0x01,
    RANDOM_LISTENERS = 0x02,
    RANDOM_TIMERS = 0x04, /* with listeners */
    RANDOM_REPETITION = 0x08,
    RANDOM_CONDITIONS = 0x10,
    RANDOM_RULES = 0x20, /* expressions */
    RANDOM_ROLES = 0x40,
    RANDOM_SERVICES = 0x80,
    RANDOM_OPTIONS = 0x100, /* where engines differ */
    RANDOM_ALL = 0x1FF
};

typedef struct random_shape {
    uint32_t features;
    uint32_t items; /* at most, 1 to RANDOM_ITEMS_MAX */
} random_shape;

enum {
    RANDOM_ITEMS_MAX = 40,
    RANDOM_TEXT_MAX = 256,
    RANDOM_COMMANDS_MAX = 4,
    RANDOM_PEOPLE = 4
};

/*
 * Keys are a letter for the kind and a number: s1, t2, m3, u4 (user listener), p5 (timer), g6 (listener); of conditions
 * c1, c2. Expressions ask for the facts that random_commands sets. Can be run out of memory: gives back what it took.
 */
acm_status random_playbook(dice *d, random_shape shape, const acm_allocator *allocator,
                           acm_playbook **playbook, acm_error *err);

/* Four people: one with each role of the playbooks, one with all, one with none. */
acm_status random_roster(const acm_allocator *allocator, acm_roster **roster, acm_error *err);

/* How a case of a playbook begins; little enough budget that what repeats without end is refused soon. */
acm_case_options random_options(dice *d, const acm_playbook *playbook);

/* Commands to be posted in one call, and the text that they point into. */
typedef struct random_act {
    acm_command commands[RANDOM_COMMANDS_MAX];
    size_t count;
    char text[RANDOM_TEXT_MAX];
} random_act;

/* Mostly one command that fits the state of an instance; sometimes one that fits nothing, or facts with another. */
random_act random_commands(dice *d, const acm_case *c);

acm_status random_post(acm_case *c, const random_act *act, acm_error *err);

#endif
