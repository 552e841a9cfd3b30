/* buffer.h - text that grows as it is written. */
#ifndef ACM__BUFFER_H
#define ACM__BUFFER_H

#include "base/str.h"

/* Running out of memory sticks in `failed`, so that many additions may be checked once. */
typedef struct acm__buffer {
    const acm_allocator *allocator;
    char *at; /* a NUL stands behind it; NULL before the first addition */
    uint32_t len, capacity;
    bool failed;
} acm__buffer;

void acm__buffer_add(acm__buffer *buffer, const char *at, size_t len);

/* Adds formatted text. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void acm__buffer_print(acm__buffer *buffer, const char *format, ...);

/* Cuts the text off behind `len` bytes and keeps the memory. */
void acm__buffer_cut(acm__buffer *buffer, uint32_t len);

void acm__buffer_dispose(acm__buffer *buffer);

#endif
