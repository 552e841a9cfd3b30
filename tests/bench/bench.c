#define _POSIX_C_SOURCE 200809L

#include "bench.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

void bench_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(2);
}

void bench_expect(acm_status got, acm_status expected, const acm_error *err, const char *what)
{
    if (got != expected)
        bench_fail("%s gave %s, not %s: %s", what, acm_status_name(got), acm_status_name(expected),
                   got == ACM_OK ? "" : err->message);
}

size_t bench_number(const char *text)
{
    char *end;
    errno = 0;
    unsigned long long n = strtoull(text, &end, 10);
    if (errno || *end || end == text || n == 0)
        bench_fail("\"%s\" is no positive number", text);
    return (size_t)n;
}

static void *require(void *p)
{
    if (!p)
        bench_fail("out of memory");
    return p;
}

bench_page bench_read_file(const char *path)
{
    bench_page page = {.path = require(strdup(path))};
    FILE *file = fopen(path, "rb");
    if (!file)
        bench_fail("cannot open %s: %s", path, strerror(errno));
    size_t room = 0, got = 1;
    while (got) {
        if (room - page.len < 2) {
            room = room ? room * 2 : 4096;
            page.text = require(realloc(page.text, room));
        }
        got = fread(page.text + page.len, 1, room - page.len - 1, file);
        page.len += got;
    }
    if (ferror(file))
        bench_fail("cannot read %s", path);
    fclose(file);
    page.text[page.len] = '\0';
    return page;
}

static void add_page(bench_pages *pages, const char *path)
{
    if (pages->count == pages->capacity) {
        pages->capacity = pages->capacity ? pages->capacity * 2 : 64;
        pages->at = require(realloc(pages->at, pages->capacity * sizeof *pages->at));
    }
    pages->at[pages->count] = bench_read_file(path);
    pages->bytes += pages->at[pages->count++].len;
}

static void walk(bench_pages *pages, const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        bench_fail("cannot open %s: %s", folder, strerror(errno));
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char path[4096];
        struct stat info;
        size_t len = strlen(entry->d_name);
        int n = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] == '.' || n >= (int)sizeof path || stat(path, &info) != 0)
            continue;
        if (S_ISDIR(info.st_mode))
            walk(pages, path);
        else if (len > 3 && strcmp(entry->d_name + len - 3, ".md") == 0)
            add_page(pages, path);
    }
    closedir(dir);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const bench_page *)a)->path, ((const bench_page *)b)->path);
}

bench_pages bench_read_folder(const char *path)
{
    bench_pages pages = {.at = NULL};
    walk(&pages, path);
    if (pages.count == 0)
        bench_fail("no *.md below %s", path);
    qsort(pages.at, pages.count, sizeof *pages.at, by_path);
    return pages;
}

void bench_pages_dispose(bench_pages *pages)
{
    for (size_t i = 0; i < pages->count; i++) {
        free(pages->at[i].path);
        free(pages->at[i].text);
    }
    free(pages->at);
}

/* Stands before each block and keeps what follows aligned. */
typedef union block {
    size_t size;
    max_align_t align;
} block;

static void count(bench_memory *memory, size_t freed, size_t taken)
{
    memory->live += taken - freed;
    if (memory->live > memory->peak)
        memory->peak = memory->live;
}

static void *reallocate(void *context, void *p, size_t size)
{
    bench_memory *memory = context;
    block *old = p ? (block *)p - 1 : NULL;
    size_t freed = old ? old->size : 0;
    block *b = realloc(old, sizeof *b + size);
    if (!b)
        return NULL;
    b->size = size;
    memory->blocks++;
    count(memory, freed, size);
    return b + 1;
}

static void *allocate(void *context, size_t size)
{
    return reallocate(context, NULL, size);
}

static void release(void *context, void *p)
{
    if (!p)
        return;
    block *b = (block *)p - 1;
    count(context, b->size, 0);
    free(b);
}

acm_allocator bench_allocator(bench_memory *memory)
{
    acm_allocator allocator;
    acm_allocator_init(&allocator);
    *memory = (bench_memory){.live = 0};
    allocator.context = memory;
    allocator.allocate = allocate;
    allocator.reallocate = reallocate;
    allocator.release = release;
    return allocator;
}

size_t bench_resident(void)
{
    unsigned long long all, resident = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file)
        return 0;
    if (fscanf(file, "%llu %llu", &all, &resident) != 2)
        resident = 0;
    fclose(file);
    return (size_t)resident * (size_t)sysconf(_SC_PAGESIZE);
}

void bench_apart(void (*work)(void *user), void *user)
{
    int status;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        work(user);
        exit(0);
    }
    if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
        bench_fail("a part of the measurement failed");
}
