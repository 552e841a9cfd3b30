/* statements.h - the conditions that a list states, and which of two lists in different languages are the same. */
#ifndef ACM__STATEMENTS_H
#define ACM__STATEMENTS_H

#include "model/mapping.h"

enum {
    ACM__STATEMENT_WORDS = 16 /* of a statement that are compared */
};

typedef struct acm__statement {
    const acm__entry *entry;
    bool optional;                        /* it begins with a marker such as "If applicable" */
    uint32_t words[ACM__STATEMENT_WORDS]; /* hashes of names and numbers, alike in all languages */
    uint32_t word_count;
    uint32_t other; /* index + 1 of the statement that it is set beside, 0 = none */
} acm__statement;

typedef struct acm__statements {
    acm__statement *at;
    uint32_t count, capacity;
} acm__statements;

/* The statements of a list, in the arena; `failed` of the arena says whether memory ran out. */
acm__statements acm__statements_make(acm__arena *arena, acm__mapping *m,
                                     const acm__entries *entries);

/*
 * Fills `other` on both sides: by order if there are as many on both, else by the longest common subsequence,
 * in which markers, sub-entries, names and numbers count. False when memory is out.
 */
bool acm__statements_pair(const acm_allocator *allocator, acm__statements *ours,
                          acm__statements *theirs);

#endif
