#include "format/abridged.h"

#include "base/error.h"
#include "base/instant.h"

#include <string.h>

acm__page *acm__abridged_add(acm_builder *b)
{
    acm__page *page = acm__arena_calloc(&b->arena, 1, sizeof *page);
    acm__page **added = page ? acm__list_push(&b->arena, &b->pages) : NULL;
    if (!added)
        return NULL;
    page->abridged = true;
    page->overview = ACM__STR("");
    *added = page;
    return page;
}

acm_status acm__abridged_edition(const acm_builder *b, acm__page *page, acm_error *err)
{
    while (page->edition < b->editions.count &&
           !acm__str_equal(b->editions.at[page->edition], page->language))
        page->edition++;
    if (page->edition == b->editions.count)
        return acm__error(err, ACM_E_NOTFOUND, "is not among the languages");
    uint32_t before = b->pages.count > 1 ? b->pages.at[b->pages.count - 2]->edition : 0;
    return page->edition >= before
               ? ACM_OK
               : acm__error(err, ACM_E_MODEL, "pages stand in the order of the languages");
}

acm_status acm__abridged_base(const acm__page_index *index, acm__str stem, acm__page *page,
                              acm_error *err)
{
    if (page->edition == 0)
        return acm__error(err, ACM_E_MODEL, "a page in the first language translates none");
    page->base = acm__page_index_stem(index, 0, stem);
    return page->base != UINT32_MAX
               ? ACM_OK
               : acm__error(err, ACM_E_NOTFOUND, "no page in the first language has this stem");
}

acm_status acm__levels_add(acm__levels *levels, acm__arena *arena, int64_t level, acm__str text,
                           acm_error *err)
{
    if (level > levels->deepest || level >= ACM__LEVELS_MAX)
        return acm__error(err, ACM_E_SYNTAX,
                          "is more than a level deeper than what stands before it, or than %d",
                          ACM__LEVELS_MAX - 1);
    acm__entry *entry = acm__list_push(arena, levels->lists[level]);
    if (!entry)
        return acm__nomem(err);
    entry->text = text;
    levels->deepest = (uint32_t)level + 1;
    levels->lists[levels->deepest] = &entry->items;
    return ACM_OK;
}

acm_status acm__abridged_place(acm_builder *b, acm_id id, uint32_t edition, uint32_t page,
                               acm__place place, acm_error *err)
{
    if (page == UINT32_MAX && edition)
        return acm__error(err, ACM_E_SYNTAX, "needs \"page\"");
    if (page != UINT32_MAX && b->pages.at[page]->edition != edition)
        return acm__error(err, ACM_E_MODEL, "the page is in another language");
    if (edition == 0) {
        acm__builder_place(b, id, page, place);
        return ACM_OK;
    }
    acm__placed *added = acm__list_push(&b->arena, &b->places);
    if (!added)
        return acm__nomem(err);
    *added = (acm__placed){id, edition, page, place.line, place.column};
    return ACM_OK;
}

acm_status acm__abridged_date(acm__str date, acm__revision *revision, acm_error *err)
{
    int64_t ignored;
    bool day = false;
    if (!acm__instant_parse(date, &ignored, &day) || !day)
        return acm__error(err, ACM_E_SYNTAX, "must be a date such as \"2026-03-31\"");
    memcpy(revision->iso, date.at, date.len);
    return ACM_OK;
}
