#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_FIRST = 4096,
    CHUNK_MAX = 1 << 18,
    ALIGNMENT = 8
};

struct acm__chunk {
    acm__chunk *previous;
    size_t size;
};

static void *libc_allocate(void *context, size_t size)
{
    (void)context;
    return malloc(size);
}

static void *libc_reallocate(void *context, void *p, size_t size)
{
    (void)context;
    return realloc(p, size);
}

static void libc_release(void *context, void *p)
{
    (void)context;
    free(p);
}

void acm_allocator_init(acm_allocator *allocator)
{
    if (!allocator)
        return;
    memset(allocator, 0, sizeof *allocator);
    allocator->struct_size = sizeof *allocator;
    allocator->allocate = libc_allocate;
    allocator->reallocate = libc_reallocate;
    allocator->release = libc_release;
}

bool acm__allocator_copy(const acm_allocator *from, acm_allocator *out)
{
    acm_allocator_init(out);
    if (!from)
        return true;
    if (from->struct_size != sizeof *out || !from->allocate || !from->reallocate || !from->release)
        return false;
    *out = *from;
    return true;
}

static bool total(size_t count, size_t size, size_t *bytes)
{
    if (size && count > (SIZE_MAX / 2) / size)
        return false;
    *bytes = count * size;
    if (*bytes == 0)
        *bytes = 1;
    return true;
}

void *acm__alloc(const acm_allocator *a, size_t count, size_t size)
{
    size_t bytes;
    return total(count, size, &bytes) ? a->allocate(a->context, bytes) : NULL;
}

void *acm__calloc(const acm_allocator *a, size_t count, size_t size)
{
    void *p = acm__alloc(a, count, size);
    if (p)
        memset(p, 0, count * size);
    return p;
}

void *acm__realloc(const acm_allocator *a, void *p, size_t count, size_t size)
{
    size_t bytes;
    return total(count, size, &bytes) ? a->reallocate(a->context, p, bytes) : NULL;
}

void acm__free(const acm_allocator *a, void *p)
{
    if (p)
        a->release(a->context, p);
}

static size_t grown(size_t capacity, size_t need)
{
    size_t wanted = capacity < 8 ? 8 : capacity * 2;
    return wanted < need ? need : wanted;
}

bool acm__reserve(const acm_allocator *a, void **array, uint32_t *capacity, size_t need,
                  size_t size)
{
    if (need <= *capacity)
        return true;
    size_t wanted = grown(*capacity, need);
    if (wanted > UINT32_MAX)
        return false;
    void *p = acm__realloc(a, *array, wanted, size);
    if (!p)
        return false;
    *array = p;
    *capacity = (uint32_t)wanted;
    return true;
}

void acm__arena_init(acm__arena *arena, const acm_allocator *allocator)
{
    memset(arena, 0, sizeof *arena);
    arena->allocator = *allocator;
}

void acm__arena_dispose(acm__arena *arena)
{
    while (arena->chunks) {
        acm__chunk *chunk = arena->chunks;
        arena->chunks = chunk->previous;
        acm__free(&arena->allocator, chunk);
    }
    arena->next = arena->end = NULL;
}

static bool add_chunk(acm__arena *arena, size_t bytes)
{
    size_t size = arena->chunks ? arena->chunks->size * 2 : CHUNK_FIRST;
    if (size > CHUNK_MAX)
        size = CHUNK_MAX;
    if (size < bytes + sizeof(acm__chunk))
        size = bytes + sizeof(acm__chunk);
    acm__chunk *chunk = acm__alloc(&arena->allocator, 1, size);
    if (!chunk) {
        arena->failed = true;
        return false;
    }
    chunk->previous = arena->chunks;
    chunk->size = size;
    arena->chunks = chunk;
    arena->next = (char *)chunk + sizeof *chunk;
    arena->end = (char *)chunk + size;
    return true;
}

static size_t aligned(size_t bytes)
{
    return (bytes + (ALIGNMENT - 1)) & ~(size_t)(ALIGNMENT - 1);
}

void *acm__arena_alloc(acm__arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (!total(count, size, &bytes)) {
        arena->failed = true;
        return NULL;
    }
    bytes = aligned(bytes);
    if ((size_t)(arena->end - arena->next) < bytes && !add_chunk(arena, bytes))
        return NULL;
    void *p = arena->next;
    arena->next += bytes;
    return p;
}

void *acm__arena_calloc(acm__arena *arena, size_t count, size_t size)
{
    void *p = acm__arena_alloc(arena, count, size);
    if (p)
        memset(p, 0, count * size);
    return p;
}

void *acm__arena_push(acm__arena *arena, void *array, uint32_t used, uint32_t *capacity,
                      size_t size)
{
    if (used < *capacity)
        return array;
    size_t wanted = *capacity ? (size_t)*capacity * 2 : 4;
    if (wanted > UINT32_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size_t old = aligned(*capacity * size), new = aligned(wanted * size);
    if (array && (char *)array + old == arena->next &&
        (size_t)(arena->end - arena->next) >= new - old) {
        arena->next += new - old;
    } else {
        void *p = acm__arena_alloc(arena, wanted, size);
        if (!p)
            return NULL;
        if (used)
            memcpy(p, array, used * size);
        array = p;
    }
    *capacity = (uint32_t)wanted;
    return array;
}
