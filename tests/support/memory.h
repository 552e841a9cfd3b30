/* memory.h - an allocator that counts live blocks and can run out. */
#ifndef ACM_TEST_MEMORY_H
#define ACM_TEST_MEMORY_H

#include <acmplaybook/base.h>

#include <stdbool.h>

typedef struct test_memory {
    size_t live;     /* blocks that were given out and not given back */
    size_t requests; /* allocations asked for since test_memory_fail */
    size_t fail_at;  /* the request that fails, from 0; SIZE_MAX = none */
    bool ever_after; /* and all that follow */
    bool failed;     /* some request did */
} test_memory;

/* The memory must outlive all that uses the allocator. */
acm_allocator test_memory_init(test_memory *memory);

/* From now on the n-th request fails, and all later ones if ever_after. */
void test_memory_fail(test_memory *memory, size_t n, bool ever_after);

/* From now on none does. */
void test_memory_heal(test_memory *memory);

#endif
