/* mem.h - memory of one root: checked sizes, and an arena that is freed as a whole. */
#ifndef ACM__MEM_H
#define ACM__MEM_H

#include <acmplaybook/base.h>

#include <stdbool.h>

/* Copies what the caller gave (NULL = malloc) into *out; false if it is of a version we do not understand. */
bool acm__allocator_copy(const acm_allocator *from, acm_allocator *out);

/* All three return NULL when memory is out; count * size is checked. */
void *acm__alloc(const acm_allocator *a, size_t count, size_t size);
void *acm__calloc(const acm_allocator *a, size_t count, size_t size);
void *acm__realloc(const acm_allocator *a, void *p, size_t count, size_t size);
void acm__free(const acm_allocator *a, void *p);

/*
 * Makes room for at least `need` elements in a heap array of *capacity, doubling. False when memory is out;
 * the array is then as it was.
 */
bool acm__reserve(const acm_allocator *a, void **array, uint32_t *capacity, size_t need,
                  size_t size);

/*
 * Allocates from chunks; nothing is given back before acm__arena_dispose. A failure sticks: `failed` stays
 * set, so that a long build may check once at its end.
 */
typedef struct acm__chunk acm__chunk;

typedef struct acm__arena {
    acm_allocator allocator;
    acm__chunk *chunks;
    char *next;
    char *end;
    bool failed;
} acm__arena;

/* The allocator must have passed acm__allocator_copy. */
void acm__arena_init(acm__arena *arena, const acm_allocator *allocator);
void acm__arena_dispose(acm__arena *arena);

/* Aligned to 8 bytes, not cleared. NULL when memory is out. */
void *acm__arena_alloc(acm__arena *arena, size_t count, size_t size);
void *acm__arena_calloc(acm__arena *arena, size_t count, size_t size);

/*
 * Grows an arena array of `used` elements to hold one more, doubling *capacity; in place if it was the last
 * thing allocated. NULL when memory is out; the array is then as it was.
 */
void *acm__arena_push(acm__arena *arena, void *array, uint32_t used, uint32_t *capacity,
                      size_t size);

#endif
