/*
 * peers.h - other libraries at the work of W1, and a bare table at the work of W2. Each reading returns what it
 * counted, so that nothing can be optimised away.
 */
#ifndef ACM_BENCH_PEERS_H
#define ACM_BENCH_PEERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the front matter of a page stands, all 0 if it has none. */
typedef struct peer_matter {
    size_t from, to; /* the YAML */
    size_t end;      /* the line after the closing fence */
} peer_matter;

peer_matter peer_front_matter(const char *text, size_t len);

size_t peer_yaml(const char *text, size_t len); /* front matter by libyaml: scalars */
size_t peer_md4c(const char *text, size_t len); /* the rest by md4c: blocks, spans, bytes of text */
size_t peer_cmark(const char *text, size_t len); /* the rest by cmark-gfm: nodes and their places */

/* Registers the extensions of cmark-gfm; before the first peer_cmark. */
void peer_cmark_start(void);

enum {
    PEER_STAGES = 5,
    PEER_TASKS = 8,       /* a stage */
    PEER_CHANGES = 132,   /* that one case records */
    PEER_MANDATORY = 0xD5 /* tasks 0, 2, 4, 6, 7 */
};

/* One change of state, as large as acm_event. */
typedef struct peer_record {
    int64_t time;
    uint32_t tag, item, instance, detail, actor;
    uint8_t kind, from, to, cause;
} peer_record;

typedef struct peer_journal {
    peer_record *at;
    uint32_t count, capacity;
    bool off; /* changes are not recorded */
} peer_journal;

/* One case: a byte a task, a byte a stage, and what is open in the current stage. */
typedef struct peer_case {
    uint8_t tasks[PEER_STAGES * PEER_TASKS];
    uint8_t stages[PEER_STAGES];
    uint8_t state, stage, open, active;
} peer_case;

enum {
    PEER_NONE,
    PEER_ENABLED,
    PEER_ACTIVE,
    PEER_COMPLETED
};

peer_case *peer_case_new(peer_journal *journal, int64_t time);

/* Both false if refused: the task is in another state, or the role is not the one that may. */
bool peer_case_start(peer_case *c, peer_journal *journal, uint32_t task, uint32_t role,
                     int64_t time);
bool peer_case_complete(peer_case *c, peer_journal *journal, uint32_t task, uint32_t role,
                        int64_t time);

#endif
