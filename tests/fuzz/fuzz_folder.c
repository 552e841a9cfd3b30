/*
 * fuzz_folder.c - any files make a playbook or a located error: each begins with a line "=== PATH". What comes out
 * holds together: keys find their items, numbers are sorted, places lie on pages, every process runs as a plan.
 * The first byte chooses how pages are mapped.
 */
#include "fuzz/target.h"

#include <acmplaybook.h>

enum {
    FILES_MAX = 16,
    ITEMS_MAX = 4096,
    PATH_MAX_LEN = 80
};

typedef struct files {
    acm_source_file at[FILES_MAX];
    char paths[FILES_MAX][PATH_MAX_LEN + 1];
    size_t count;
} files;

/* Where the next file begins: at "=== " at the start of a line. */
static const char *next_head(const char *text, const char *end)
{
    for (const char *at = text; at + 4 <= end; at++)
        if (memcmp(at, "=== ", 4) == 0 && (at == text || at[-1] == '\n'))
            return at;
    return end;
}

static void split(files *f, const char *text, size_t size)
{
    const char *end = text + size;
    for (const char *at = next_head(text, end); at < end && f->count < FILES_MAX;) {
        const char *path = at + 4, *line = memchr(path, '\n', (size_t)(end - path));
        const char *body = line ? line + 1 : end;
        size_t len = (size_t)((line ? line : end) - path);
        len = len < PATH_MAX_LEN ? len : PATH_MAX_LEN;
        memcpy(f->paths[f->count], path, len);
        at = next_head(body, end);
        acm_source_file *file = &f->at[f->count];
        file->path = f->paths[f->count++];
        file->bytes = body;
        file->len = (size_t)(at - body);
    }
}

static void check_places(const acm_playbook *p, const acm_item *item, size_t pages)
{
    acm_place place;
    for (size_t e = 0; acm_playbook_language(p, e); e++)
        if (acm_playbook_place(p, item->id, e, &place, sizeof place) == ACM_OK)
            require(place.page < pages);
}

static void check_items(const acm_playbook *p, const acm_item *items, size_t count, size_t pages)
{
    for (size_t i = 0; i < count; i++) {
        acm_id id;
        size_t len;
        const char *key = acm_playbook_key(p, items[i].id, &len);
        require(acm_playbook_find(p, key, len, &id, NULL) == ACM_OK && id == items[i].id);
        check_places(p, &items[i], pages);
    }
}

static void check_numbers(const acm_playbook *p)
{
    static acm_numbered numbers[ITEMS_MAX];
    size_t count;
    require(acm_playbook_numbers(p, numbers, sizeof *numbers, ITEMS_MAX, &count) == ACM_OK);
    for (size_t i = 1; i < count && i < ITEMS_MAX; i++)
        require(
            numbers[i - 1].number < numbers[i].number ||
            (numbers[i - 1].number == numbers[i].number && numbers[i - 1].item < numbers[i].item));
}

/* A plan begins unless nothing is in scope, or overlays forbid it for a reason that is said. */
static void run_plan(acm_playbook *p, const acm_item *item)
{
    acm_case *c;
    acm_error err;
    acm_case_options options;
    acm_error_init(&err);
    acm_case_options_init(&options);
    options.plan = item->id;
    options.budget = 100000;
    if (acm_case_new(p, NULL, NULL, &options, &c, &err) != ACM_OK)
        require(err.message[0] != '\0');
    else
        require(acm_case_state(c) != ACM_STATE_NONE);
    acm_case_free(c);
}

static int32_t drop(void *user, const char *text, size_t len)
{
    (void)user, (void)text, (void)len;
    return 0;
}

static void check_lint(const acm_playbook *p)
{
    acm_lint_options options;
    acm_diagnostics *found;
    acm_lint_options_init(&options);
    options.today = "2020-06-01";
    require(acm_playbook_lint(p, &options, &found, NULL) == ACM_OK);
    require(acm_diagnostics_write(found, ACM_REPORT_SARIF, drop, NULL, NULL) == ACM_OK);
    acm_diagnostics_free(found);
}

static void check(acm_playbook *p, const acm_diagnostics *found)
{
    static acm_item items[ITEMS_MAX];
    size_t count, pages, len;
    require(acm_playbook_pages(p, NULL, sizeof(acm_page), 0, &pages) == ACM_OK && pages > 0);
    require(acm_playbook_items(p, items, sizeof *items, ITEMS_MAX, &count) == ACM_OK);
    count = count < ITEMS_MAX ? count : ITEMS_MAX;
    check_items(p, items, count, pages);
    check_numbers(p);
    check_lint(p);
    for (size_t i = 0, plans = 0; i < count && plans < 8; i++)
        if (items[i].part == ACM_PART_PROCESS) {
            run_plan(p, &items[i]);
            plans++;
        }
    for (size_t i = 0; i < acm_diagnostics_count(found); i++)
        require(acm_diagnostics_file(found, i, &len) && acm_diagnostics_text(found, i, &len));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    files f = {.count = 0};
    acm_memory_source memory;
    acm_mapping_options mapping;
    acm_folder_options options;
    acm_playbook *playbook;
    acm_diagnostics *found;
    acm_error err;
    acm_error_init(&err);
    acm_mapping_options_init(&mapping);
    acm_folder_options_init(&options);
    mapping.ordering = data[0] % 3;
    mapping.bare_steps = data[0] / 3 % 3;
    mapping.auto_complete = data[0] >> 7;
    options.mapping = &mapping;
    split(&f, (const char *)data + 1, size - 1);
    acm_memory_source_init(&memory, f.at, f.count);
    acm_status status = acm_playbook_read_pages(&memory.source, &options, &playbook, &found, &err);
    if (status == ACM_OK)
        check(playbook, found);
    else
        require(!playbook && !found && err.status == status && err.message[0]);
    acm_playbook_free(playbook);
    acm_diagnostics_free(found);
    return 0;
}
