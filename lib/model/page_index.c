#include "model/page_index.h"

#include "model/path.h"
#include "model/vocabulary.h"

#include <stdlib.h>
#include <string.h>

static int compare_keys(const acm__page_entry *x, const acm__page_entry *y)
{
    if (x->edition != y->edition)
        return x->edition < y->edition ? -1 : 1;
    return acm__str_compare(x->name, y->name);
}

static int compare_entries(const void *a, const void *b)
{
    const acm__page_entry *x = a, *y = b;
    int order = compare_keys(x, y);
    return order ? order : (x->page > y->page) - (x->page < y->page);
}

bool acm__page_index_init(acm__page_index *index, const acm_allocator *allocator,
                          acm__page *const *pages, uint32_t count)
{
    size_t room = (size_t)count + !count;
    index->allocator = allocator;
    index->count = count;
    index->paths = acm__alloc(allocator, room, 2 * sizeof *index->paths);
    index->stems = index->paths ? index->paths + room : NULL;
    if (!index->paths)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        index->paths[i] = (acm__page_entry){pages[i]->path, 0, i};
        index->stems[i] = (acm__page_entry){pages[i]->stem, pages[i]->edition, i};
    }
    qsort(index->paths, count, sizeof *index->paths, compare_entries);
    qsort(index->stems, count, sizeof *index->stems, compare_entries);
    return true;
}

void acm__page_index_dispose(acm__page_index *index)
{
    acm__free(index->allocator, index->paths);
    index->paths = index->stems = NULL;
}

/* The first entry that is not before the wanted one. */
static uint32_t lower_bound(const acm__page_entry *entries, uint32_t count, acm__page_entry wanted)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_keys(&entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static uint32_t find(const acm__page_entry *entries, uint32_t count, acm__page_entry wanted)
{
    uint32_t at = lower_bound(entries, count, wanted);
    bool found = at < count && compare_keys(&entries[at], &wanted) == 0;
    return found ? entries[at].page : UINT32_MAX;
}

uint32_t acm__page_index_path(const acm__page_index *index, acm__str path)
{
    return find(index->paths, index->count, (acm__page_entry){path, 0, 0});
}

bool acm__page_index_has_folder(const acm__page_index *index, acm__str path)
{
    uint32_t at = lower_bound(index->paths, index->count, (acm__page_entry){path, 0, 0});
    acm__str name = at < index->count ? index->paths[at].name : ACM__STR("");
    return name.len > path.len && memcmp(name.at, path.at, path.len) == 0;
}

uint32_t acm__page_index_stem(const acm__page_index *index, uint32_t edition, acm__str stem)
{
    return find(index->stems, index->count, (acm__page_entry){stem, edition, 0});
}

uint32_t acm__page_index_link(const acm__page_index *index, uint32_t edition, acm__str link)
{
    acm__str file = acm__path_file(acm__path_of_link(link));
    if (acm__path_is_absolute(link) || !file.len)
        return UINT32_MAX;
    uint32_t page = acm__page_index_stem(index, edition, acm__stem(NULL, file));
    const acm__language *language;
    for (size_t i = 0; page == UINT32_MAX && (language = acm__language_at(i)) != NULL; i++)
        page = acm__page_index_stem(index, edition, acm__stem(language, file));
    return page;
}
