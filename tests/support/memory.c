#include "support/memory.h"

#include <stdlib.h>

static bool refuse(test_memory *memory)
{
    size_t n = memory->requests++;
    bool refused = n == memory->fail_at || (memory->ever_after && n > memory->fail_at);
    memory->failed = memory->failed || refused;
    return refused;
}

static void *allocate(void *context, size_t size)
{
    test_memory *memory = context;
    void *p = refuse(memory) ? NULL : malloc(size);
    memory->live += p != NULL;
    return p;
}

static void *reallocate(void *context, void *p, size_t size)
{
    test_memory *memory = context;
    void *moved = refuse(memory) ? NULL : realloc(p, size);
    memory->live += !p && moved;
    return moved;
}

static void release(void *context, void *p)
{
    test_memory *memory = context;
    memory->live -= p != NULL;
    free(p);
}

acm_allocator test_memory_init(test_memory *memory)
{
    acm_allocator allocator;
    *memory = (test_memory){.fail_at = SIZE_MAX};
    acm_allocator_init(&allocator);
    allocator.context = memory;
    allocator.allocate = allocate;
    allocator.reallocate = reallocate;
    allocator.release = release;
    return allocator;
}

void test_memory_fail(test_memory *memory, size_t n, bool ever_after)
{
    memory->requests = 0;
    memory->fail_at = n;
    memory->ever_after = ever_after;
    memory->failed = false;
}

void test_memory_heal(test_memory *memory)
{
    memory->fail_at = SIZE_MAX;
    memory->ever_after = false;
}
