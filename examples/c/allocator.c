/*
 * allocator.c - gives the library memory of its own: an allocator with a budget in bytes. What does not fit is
 * refused as ACM_E_NOMEM and leaves everything as it was.
 */
#include <acmplaybook.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct budget {
    size_t left, blocks;
} budget;

/* The size of a block stands before it, aligned as malloc aligns. */
typedef union header {
    size_t size;
    max_align_t alignment;
} header;

static void *allocate(void *context, size_t size)
{
    budget *b = context;
    header *block = size <= b->left ? malloc(sizeof *block + size) : NULL;
    if (!block)
        return NULL;
    block->size = size;
    b->left -= size;
    b->blocks++;
    return block + 1;
}

static void release(void *context, void *p)
{
    budget *b = context;
    if (!p)
        return;
    header *block = (header *)p - 1;
    b->left += block->size;
    b->blocks--;
    free(block);
}

static void *reallocate(void *context, void *p, size_t size)
{
    void *moved = allocate(context, size);
    if (p && moved) {
        size_t old = ((header *)p - 1)->size;
        memcpy(moved, p, old < size ? old : size);
        release(context, p);
    }
    return moved;
}

int main(void)
{
    budget memory = {64 * 1024, 0};
    acm_allocator allocator;
    acm_roster *roster;
    acm_error err;
    acm_allocator_init(&allocator);
    allocator.context = &memory;
    allocator.allocate = allocate;
    allocator.reallocate = reallocate;
    allocator.release = release;
    acm_error_init(&err);
    if (acm_roster_new(&allocator, &roster, &err) != ACM_OK)
        return 1;

    char key[32];
    acm_status status = ACM_OK;
    for (int i = 0; status == ACM_OK; i++) {
        snprintf(key, sizeof key, "person-%d", i);
        status = acm_roster_add(roster, key, NULL, "FastTrack Manager", NULL, &err);
    }
    acm_id refused = acm_roster_find(roster, key);
    printf("%s: %s\n", acm_status_name(status), err.message);
    printf("the last one is %s\n", refused ? "there" : "not there, the others are");
    acm_roster_free(roster);
    printf("%zu blocks are left\n", memory.blocks);
    return 0;
}
