/* bench.h - what the measurements share: a clock, medians, files in memory, memory in use. */
#ifndef ACM_BENCH_H
#define ACM_BENCH_H

#include <acmplaybook/base.h>

typedef struct bench_page {
    char *path;
    char *text; /* a NUL stands behind it */
    size_t len;
} bench_page;

typedef struct bench_pages {
    bench_page *at;
    size_t count, capacity;
    size_t bytes; /* of all texts */
} bench_pages;

/* What an allocator of bench_allocator has given out. */
typedef struct bench_memory {
    size_t live, peak; /* bytes */
    size_t blocks;     /* ever given out */
} bench_memory;

/* Seconds of a clock that only goes forward. */
double bench_now(void);

/* Sorts the values. */
double bench_median(double *values, size_t count);

/* All *.md below a folder, in order of their paths; ends the program if there are none. */
bench_pages bench_read_folder(const char *path);
bench_page bench_read_file(const char *path);
void bench_pages_dispose(bench_pages *pages);

/* Counts what passes through it; the memory must outlive its users. */
acm_allocator bench_allocator(bench_memory *memory);

/* Bytes of this process that are in memory, 0 where the system does not say. */
size_t bench_resident(void);

/*
 * Runs `work` in a process of its own, so that it meets a heap which nothing has used before; ends the program
 * if it fails.
 */
void bench_apart(void (*work)(void *user), void *user);

/* Reads a positive number or ends the program. */
size_t bench_number(const char *text);

/* Prints to standard error and ends the program. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2), noreturn))
#endif
void bench_fail(const char *format, ...);

/* Ends the program unless a call of the library came to what it should. */
void bench_expect(acm_status got, acm_status expected, const acm_error *err, const char *what);

#endif
