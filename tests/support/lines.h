/*
 * lines.h - a playbook in a few lines, and a case of it, for tests of the rules of a running case:
 *
 *   "stage s required"  "task s/a manual Exchange"  "milestone s/m"   the parent is what stands before the '/'
 *   "timer t timer=PT1H"  "task a repeat_when=x<3"                    controls, without blanks
 *   "s/b enters s/a complete"  "s exits s/a exit"                     one criterion a line; "if x" adds an if-part
 *   "s exits +complete a occur"                                       flags of a criterion
 *   "input s/in"  "outcome s/out"                                     a condition that gates nothing
 *   "semantics end-orphan-listeners"                                  "waiting-is-finished", "listeners-repeat"
 */
#ifndef SUPPORT_LINES_H
#define SUPPORT_LINES_H

#include "support/test.h"

typedef struct world {
    acm_builder *b;
    acm_playbook *playbook;
    acm_log *log;
    acm_case *c;
    acm_id root;
    bool again; /* the case is made again from its snapshot before each step (support/steps.h) */
} world;

typedef struct opening {
    const char *plan, *scope;
    uint32_t semantics, budget;
} opening;

/* Lines end with NULL. */
void lines_open(world *w, const char *const *lines, opening how);
void close_world(world *w);

#define LINES(...)            ((const char *const[]){__VA_ARGS__, NULL})
#define OPEN(w, ...)          lines_open((w), LINES(__VA_ARGS__), (opening){.plan = NULL})
#define OPEN_SCOPE(w, s, ...) lines_open((w), LINES(__VA_ARGS__), (opening){.scope = (s)})
#define OPEN_PLAN(w, p, ...)  lines_open((w), LINES(__VA_ARGS__), (opening){.plan = (p)})

acm_id id_of(const world *w, const char *key);
acm_id instance_of(const world *w, const char *key, size_t nth); /* from 1, in order of creation */

acm_status post(world *w, acm_command_kind kind, const char *key); /* NULL: the case */
acm_status post_to(world *w, acm_command_kind kind, const char *key, size_t nth); /* from 1 */
acm_status set_scope(world *w, const char *scope);
acm_status set_fact(world *w, const char *name, int64_t value);
acm_status advance(world *w, int64_t to);

/* One letter an item in the order given: '-' none, then v(ailable) e d a s c t f. */
void assert_states(const world *w, const char *expected, const char *const *keys);
#define STATES(w, expected, ...) assert_states((w), (expected), LINES(__VA_ARGS__))

/* The same for all instances of one item, in order of creation. */
void assert_instances(const world *w, const char *expected, const char *key);

#endif
