/* target.h - what fuzz targets share: a claim that must hold, and text as a sink gets it. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void require(bool holds)
{
    if (!holds)
        abort();
}

typedef struct written {
    char *text; /* to be freed */
    size_t len;
} written;

/* An acm_sink whose user is a struct written. */
static inline int32_t keep(void *user, const char *text, size_t len)
{
    written *w = user;
    w->text = realloc(w->text, w->len + len);
    require(w->text && len > 0);
    memcpy(w->text + w->len, text, len);
    w->len += len;
    return 0;
}

static inline bool is_same(const written *a, const written *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

#endif
