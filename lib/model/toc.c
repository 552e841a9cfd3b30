#include "model/toc.h"

#include "model/path.h"
#include "model/vocabulary.h"

#include <string.h>

typedef struct resolving {
    acm__arena *arena;
    const acm__tocs *tocs;
    const acm__page_index *index;
    acm__page *const *pages;
    uint32_t *positions, next;
} resolving;

/* The page that a path means; UINT32_MAX if there is none. */
static uint32_t page_of_path(const resolving *r, char path[ACM__PATH_MAX])
{
    size_t len = strlen(path);
    uint32_t page = acm__page_index_path(r->index, (acm__str){path, (uint32_t)len});
    bool folder = len == 0 || path[len - 1] == '/';
    if (page != UINT32_MAX || !folder || len + sizeof "index.md" > ACM__PATH_MAX)
        return page;
    memcpy(path + len, "index.md", sizeof "index.md");
    page = acm__page_index_path(r->index, (acm__str){path, (uint32_t)strlen(path)});
    path[len] = '\0';
    return page;
}

/* Links elsewhere are none of ours. */
static bool is_page_link(acm__str href)
{
    return href.len && !acm__path_is_absolute(href) && href.at[0] != '/' && href.at[0] != '~';
}

/* Whether a path leads to another table of contents: "sub/", or "sub/toc.yml". */
static bool is_toc(const resolving *r, const char *path)
{
    uint32_t len = (uint32_t)strlen(path);
    bool folder = len && path[len - 1] == '/';
    for (uint32_t i = 0; i < r->tocs->count; i++) {
        acm__str other = r->tocs->at[i].path;
        if (acm__str_equal(folder ? acm__path_folder(other) : other,
                           (acm__str){path, folder ? len - 1 : len}))
            return true;
    }
    return false;
}

static void resolve_entry(resolving *r, acm__toc *toc, acm__toc_entry *entry)
{
    char path[ACM__PATH_MAX];
    if (!is_page_link(entry->href))
        return;
    bool inside = acm__path_resolve(toc->path, entry->href, path);
    uint32_t page = inside ? page_of_path(r, path) : UINT32_MAX;
    if (page == UINT32_MAX) {
        if (!inside || !is_toc(r, path))
            acm__faults_add(r->arena, &toc->faults, ACM__RULE_TOC_ENTRY, entry->place, entry->href);
        return;
    }
    entry->page = page + 1;
    toc->edition = r->pages[page]->edition;
    if (r->positions[page] == UINT32_MAX)
        r->positions[page] = r->next++;
    else
        acm__faults_add(r->arena, &toc->faults, ACM__RULE_TOC_AGAIN, entry->place, entry->href);
}

/* The edition of the pages in a table's folder, even if it names none of them. */
static uint32_t edition_of_folder(const resolving *r, acm__str path)
{
    acm__str folder = acm__path_folder(path);
    for (uint32_t i = 0; i < r->index->count; i++)
        if (acm__str_equal(acm__path_folder(r->pages[i]->path), folder))
            return r->pages[i]->edition;
    return 0;
}

void acm__tocs_resolve(acm__arena *arena, acm__tocs *tocs, const acm__page_index *index,
                       acm__page *const *pages, uint32_t *positions)
{
    resolving r = {arena, tocs, index, pages, positions, 0};
    for (uint32_t i = 0; i < index->count; i++)
        positions[i] = UINT32_MAX;
    for (uint32_t i = 0; i < tocs->count; i++) {
        acm__toc *toc = &tocs->at[i];
        toc->edition = edition_of_folder(&r, toc->path);
        for (uint32_t k = 0; k < toc->entries.count; k++)
            resolve_entry(&r, toc, &toc->entries.at[k]);
    }
}

/* "phase-assess" */
static int32_t phase_of_page(const acm__page *page)
{
    acm__str stem = page->stem, head = ACM__STR("phase-");
    if (stem.len <= head.len || memcmp(stem.at, head.at, head.len) != 0)
        return ACM__KIND_NONE;
    return acm__vocabulary_by_key(ACM__PHASE, (acm__str){stem.at + head.len, stem.len - head.len});
}

/* "Assess", "Assess phase" and the same in Chinese, but not "Enablement". */
static int32_t phase_of_name(const acm__language *language, acm__str name)
{
    int32_t kind;
    uint32_t len = acm__vocabulary_head(language, ACM__PHASE, name, &kind);
    unsigned char next = len ? (unsigned char)name.at[len] : 'x';
    bool letter = (next | 0x20) >= 'a' && (next | 0x20) <= 'z';
    return len && !letter ? kind : ACM__KIND_NONE;
}

int32_t acm__toc_phase(const acm__toc *toc, const acm__toc_entry *entry, acm__page *const *pages)
{
    const acm__language *language =
        entry->page ? acm__language_find(pages[entry->page - 1]->language) : NULL;
    int32_t phase = ACM__KIND_NONE;
    for (uint32_t around = entry->parent; around && !phase;) {
        const acm__toc_entry *outer = &toc->entries.at[around - 1];
        phase = acm__vocabulary_find(language, ACM__PHASE, outer->name);
        if (!phase && outer->page)
            phase = phase_of_page(pages[outer->page - 1]);
        if (!phase)
            phase = phase_of_name(language, outer->name);
        around = outer->parent;
    }
    return phase;
}
