/* w1_read.c - W1: reads all pages of a folder, beside md4c and cmark-gfm. README.md says how and why. */
#include "bench.h"
#include "peers.h"

#include <acmplaybook/page.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROUNDS_MAX = 1000
};

static size_t read_ours(const bench_page *page, const acm_allocator *allocator)
{
    acm_page_options options;
    acm_playbook *playbook;
    acm_diagnostics *diagnostics;
    acm_error err;
    size_t items;
    acm_error_init(&err);
    acm_page_options_init(&options);
    options.file = page->path;
    options.allocator = allocator;
    acm_status status =
        acm_playbook_read_page(page->text, page->len, &options, &playbook, &diagnostics, &err);
    bench_expect(status, ACM_OK, &err, page->path);
    acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &items);
    items += acm_diagnostics_count(diagnostics);
    acm_diagnostics_free(diagnostics);
    acm_playbook_free(playbook);
    return items;
}

static size_t ours(const bench_page *page)
{
    return read_ours(page, NULL);
}

static size_t md4c(const bench_page *page)
{
    return peer_md4c(page->text, page->len) + peer_yaml(page->text, page->len);
}

#ifdef BENCH_WITH_CMARK
static size_t cmark(const bench_page *page)
{
    return peer_cmark(page->text, page->len) + peer_yaml(page->text, page->len);
}
#endif

/* What an empty pass costs, to be subtracted from instruction counts. */
static size_t nothing(const bench_page *page)
{
    return page->len;
}

static const struct reader {
    const char *name, *title;
    size_t (*read)(const bench_page *page);
} readers[] = {
    {"ours", "acm_playbook_read_page", ours},
    {"md4c", "md4c + libyaml", md4c},
#ifdef BENCH_WITH_CMARK
    {"cmark", "cmark-gfm + libyaml", cmark},
#endif
    {"nothing", NULL, nothing},
};

enum {
    READERS = sizeof readers / sizeof readers[0],
    TIMED = READERS - 1
};

static size_t pass(const struct reader *reader, const bench_pages *pages)
{
    size_t counted = 0;
    for (size_t i = 0; i < pages->count; i++)
        counted += reader->read(&pages->at[i]);
    return counted;
}

static void measure(const bench_pages *pages, size_t rounds)
{
    static double seconds[TIMED][ROUNDS_MAX], ratios[ROUNDS_MAX];
    double megabytes = (double)pages->bytes / 1e6, medians[TIMED];
    for (size_t round = 0; round <= rounds; round++) { /* the first one warms up */
        for (size_t r = 0; r < TIMED; r++) {
            double start = bench_now();
            size_t counted = pass(&readers[r], pages);
            if (counted == 0)
                bench_fail("%s found nothing", readers[r].name);
            seconds[r][round ? round - 1 : 0] = bench_now() - start;
        }
    }
    printf("%-24s %10s %14s\n", "reader", "MB/s", "time / ours");
    for (size_t r = 0; r < TIMED; r++) {
        for (size_t round = 0; round < rounds; round++)
            ratios[round] = seconds[r][round] / seconds[0][round];
        medians[r] = bench_median(ratios, rounds);
    }
    for (size_t r = 0; r < TIMED; r++)
        printf("%-24s %10.1f %14.2f\n", readers[r].title,
               megabytes / bench_median(seconds[r], rounds), medians[r]);
}

static void weigh(const bench_pages *pages)
{
    size_t peaks = 0, largest = 0, blocks = 0;
    for (size_t i = 0; i < pages->count; i++) {
        bench_memory memory;
        acm_allocator allocator = bench_allocator(&memory);
        read_ours(&pages->at[i], &allocator);
        if (memory.live)
            bench_fail("%zu bytes leaked from %s", memory.live, pages->at[i].path);
        peaks += memory.peak;
        blocks += memory.blocks;
        largest = memory.peak > largest ? memory.peak : largest;
    }
    printf(
        "\nmemory a page: %zu bytes at most on average (%.1f a byte of text), %zu for the largest; "
        "%.1f blocks\n",
        peaks / pages->count, (double)peaks / (double)pages->bytes, largest,
        (double)blocks / (double)pages->count);
}

static const struct reader *find(const char *name)
{
    for (size_t r = 0; r < READERS; r++)
        if (strcmp(readers[r].name, name) == 0)
            return &readers[r];
    bench_fail("no reader \"%s\" in this build", name);
}

int main(int argc, char **argv)
{
    size_t rounds = 15;
    const char *only = NULL, *folder = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
            rounds = bench_number(argv[++i]);
        else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
            only = argv[++i];
        else if (!folder)
            folder = argv[i];
        else
            folder = "";
    }
    if (!folder || !*folder || rounds > ROUNDS_MAX)
        bench_fail("usage: bench-w1 [--rounds N (up to %d)] [--only READER] FOLDER", ROUNDS_MAX);
#ifdef BENCH_WITH_CMARK
    peer_cmark_start();
#endif
    bench_pages pages = bench_read_folder(folder);
    printf("%zu pages, %zu bytes\n", pages.count, pages.bytes);
    if (only) {
        printf("%s counted %zu\n", only, pass(find(only), &pages));
    } else {
        measure(&pages, rounds);
        weigh(&pages);
    }
#ifndef BENCH_WITH_CMARK
    puts("cmark-gfm: skipped, it was not found when this was built");
#endif
    bench_pages_dispose(&pages);
    return 0;
}
