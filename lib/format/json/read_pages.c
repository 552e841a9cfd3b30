/* read_pages.c - pages as documents: what they were read from is not there, so they have no outline. */
#include "base/error.h"
#include "base/instant.h"
#include "format/json/read.h"
#include "model/page_index.h"
#include "model/vocabulary.h"

#include <string.h>

enum {
    LEVELS_MAX = 64 /* of lists within each other, as on a page of Markdown */
};

static bool read_language(acm__json *r, const json_t *value, void *to)
{
    acm__page *page = to;
    const acm_builder *b = acm__json_reading_of(r)->b;
    if (!acm__json_text(r, value, &page->language))
        return false;
    while (page->edition < b->editions.count &&
           !acm__str_equal(b->editions.at[page->edition], page->language))
        page->edition++;
    if (page->edition == b->editions.count)
        return acm__json_take(r, acm__error(r->err, ACM_E_NOTFOUND, "is not among the languages"));
    uint32_t before = b->pages.count > 1 ? b->pages.at[b->pages.count - 2]->edition : 0;
    return page->edition >= before ||
           acm__json_take(
               r, acm__error(r->err, ACM_E_MODEL, "pages stand in the order of the languages"));
}

static bool read_item(acm__json *r, const json_t *value, void *to)
{
    return acm__json_find(r, value, ACM__OBJECT_ITEM, to);
}

static bool read_pair(acm__json *r, acm__str key, const json_t *value, void *to)
{
    acm__pair *pair = to;
    pair->key = key;
    return acm__json_any_text(r, value, &pair->value);
}

static bool read_front_matter(acm__json *r, const json_t *value, void *to)
{
    acm__page *page = to;
    return acm__json_map(r, value, sizeof *page->front_matter.at, &page->front_matter.at,
                         &page->front_matter.count, read_pair);
}

/* Objectives: what stands a level deeper belongs to what stands before it */

typedef struct levels {
    acm__entries *lists[LEVELS_MAX + 1];
    uint32_t deepest; /* that may stand here */
} levels;

typedef struct level_entry {
    uint32_t level;
    acm__str text;
} level_entry;

static bool read_entry(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"level", acm__json_count, true, offsetof(level_entry, level)},
        {"text", acm__json_any_text, true, offsetof(level_entry, text)},
    };
    levels *l = to;
    level_entry given;
    if (!acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &given, NULL))
        return false;
    if (given.level > l->deepest || given.level >= LEVELS_MAX)
        return acm__json_fail(r,
                              "is more than a level deeper than what stands before it, or than %d",
                              LEVELS_MAX - 1);
    acm__entry *entry = acm__list_push(r->arena, l->lists[given.level]);
    if (!entry)
        return acm__json_nomem(r);
    entry->text = given.text;
    l->deepest = given.level + 1;
    l->lists[l->deepest] = &entry->items;
    return true;
}

static bool read_objectives(acm__json *r, const json_t *value, void *to)
{
    levels l = {.lists = {&((acm__page *)to)->objectives}};
    return acm__json_each(r, value, read_entry, &l);
}

/* Sections, links, revisions */

static bool read_section_kind(acm__json *r, const json_t *value, void *to)
{
    acm__str key;
    if (!acm__json_lent(r, value, &key))
        return false;
    *(int32_t *)to = acm__vocabulary_by_key(ACM__HEADING, key);
    return *(int32_t *)to || acm__json_fail(r, "the vocabulary has no such heading");
}

static bool read_section(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"level", acm__json_count, true, offsetof(acm__section, level)},
        {"title", acm__json_any_text, true, offsetof(acm__section, title)},
        {"kind", read_section_kind, false, offsetof(acm__section, kind)},
        {"line", acm__json_count, false, offsetof(acm__section, place.line)},
        {"column", acm__json_count, false, offsetof(acm__section, place.column)},
    };
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

static bool read_sections(acm__json *r, const json_t *value, void *to)
{
    acm__page *page = to;
    return acm__json_list(r, value, sizeof *page->sections.at, &page->sections.at,
                          &page->sections.count, read_section);
}

static bool read_link(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"text", acm__json_any_text, true, offsetof(acm__link, text)},
        {"url", acm__json_any_text, true, offsetof(acm__link, url)},
        {"line", acm__json_count, false, offsetof(acm__link, place.line)},
        {"column", acm__json_count, false, offsetof(acm__link, place.column)},
    };
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

static bool read_links(acm__json *r, const json_t *value, void *to)
{
    acm__page *page = to;
    return acm__json_list(r, value, sizeof *page->links.at, &page->links.at, &page->links.count,
                          read_link);
}

static bool read_iso(acm__json *r, const json_t *value, void *to)
{
    acm__str date;
    int64_t ignored;
    bool day = false;
    if (!acm__json_lent(r, value, &date))
        return false;
    if (!acm__instant_parse(date, &ignored, &day) || !day)
        return acm__json_fail(r, "must be a date such as \"2026-03-31\"");
    memcpy(to, date.at, date.len);
    return true;
}

static bool read_revision(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"date", acm__json_any_text, true, offsetof(acm__revision, date)},
        {"iso", read_iso, false, offsetof(acm__revision, iso)},
        {"who", acm__json_any_text, false, offsetof(acm__revision, who)},
        {"what", acm__json_any_text, false, offsetof(acm__revision, what)},
        {"line", acm__json_count, false, offsetof(acm__revision, place.line)},
        {"column", acm__json_count, false, offsetof(acm__revision, place.column)},
    };
    acm__revision *revision = to;
    revision->who = revision->what = ACM__STR("");
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

static bool read_revisions(acm__json *r, const json_t *value, void *to)
{
    acm__page *page = to;
    return acm__json_list(r, value, sizeof *page->revisions.at, &page->revisions.at,
                          &page->revisions.count, read_revision);
}

/* Pages */

static const acm__json_field page_fields[] = {
    {"language", read_language, true, 0},
    {"stem", acm__json_any_text, true, offsetof(acm__page, stem)},
    {"file", acm__json_any_text, true, offsetof(acm__page, file)},
    {"path", acm__json_any_text, false, offsetof(acm__page, path)},
    {"item", read_item, false, offsetof(acm__page, item)},
    {"base", NULL, false, 0},
    {"title", acm__json_any_text, false, offsetof(acm__page, title)},
    {"front_matter", read_front_matter, false, 0},
    {"overview", acm__json_any_text, false, offsetof(acm__page, overview)},
    {"objectives", read_objectives, false, 0},
    {"sections", read_sections, false, 0},
    {"links", read_links, false, 0},
    {"revisions", read_revisions, false, 0},
};

static bool read_page(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    acm_builder *b = acm__json_reading_of(r)->b;
    acm__page *page = acm__arena_calloc(r->arena, 1, sizeof *page);
    acm__page **added = page ? acm__list_push(r->arena, &b->pages) : NULL;
    if (!added)
        return acm__json_nomem(r);
    *added = page;
    page->abridged = true;
    page->overview = ACM__STR("");
    if (!acm__json_object(r, value, page_fields, ACM__JSON_COUNT(page_fields), page, NULL))
        return false;
    if (!page->path.at)
        page->path = page->file;
    return true;
}

bool acm__json_read_pages(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_page, to);
}

/* Which page each page translates; `to` is the index of the pages by stem. */
static bool read_base(acm__json *r, const json_t *value, void *to)
{
    acm__json_reading *reading = acm__json_reading_of(r);
    acm__page *page = reading->b->pages.at[reading->next - 1];
    acm__str stem;
    if (page->edition == 0)
        return acm__json_take(
            r, acm__error(r->err, ACM_E_MODEL, "a page in the first language translates none"));
    if (!acm__json_lent(r, value, &stem))
        return false;
    page->base = acm__page_index_stem(to, 0, stem);
    return page->base != UINT32_MAX ||
           acm__json_take(r, acm__error(r->err, ACM_E_NOTFOUND,
                                        "no page in the first language has this stem"));
}

static bool read_page_base(acm__json *r, const json_t *value, void *to)
{
    acm__json_reading *reading = acm__json_reading_of(r);
    uint32_t index = reading->next++;
    acm__page *page = reading->b->pages.at[index];
    page->base = page->edition ? UINT32_MAX : index;
    return acm__json_member(r, value, "base", read_base, to);
}

bool acm__json_read_bases(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    acm__json_reading *reading = acm__json_reading_of(r);
    acm__page_index index;
    bool done = acm__page_index_init(&index, &r->arena->allocator, reading->b->pages.at,
                                     reading->b->pages.count)
                    ? true
                    : acm__json_nomem(r);
    reading->next = 0;
    done = done && acm__json_each(r, value, read_page_base, &index);
    acm__page_index_dispose(&index);
    return done;
}
