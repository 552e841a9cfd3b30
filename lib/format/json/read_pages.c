/* read_pages.c - pages as documents: what they were read from is not there, so they have no outline. */
#include "base/error.h"
#include "format/abridged.h"
#include "format/json/read.h"
#include "model/vocabulary.h"

static bool read_language(acm__json *r, const json_t *value, void *to)
{
    acm__page *page = to;
    return acm__json_text(r, value, &page->language) &&
           acm__json_take(r, acm__abridged_edition(acm__json_reading_of(r)->b, page, r->err));
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

/* Objectives */

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
    level_entry given;
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &given, NULL) &&
           acm__json_take(r, acm__levels_add(to, r->arena, given.level, given.text, r->err));
}

static bool read_objectives(acm__json *r, const json_t *value, void *to)
{
    acm__levels levels = {.lists = {&((acm__page *)to)->objectives}};
    return acm__json_each(r, value, read_entry, &levels);
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
    return acm__json_lent(r, value, &date) &&
           acm__json_take(r, acm__abridged_date(date, to, r->err));
}

static bool read_revision(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"date", acm__json_any_text, true, offsetof(acm__revision, date)},
        {"iso", read_iso, false, 0},
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
    acm__page *page = acm__abridged_add(acm__json_reading_of(r)->b);
    if (!page)
        return acm__json_nomem(r);
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
    acm__str stem = ACM__STR("");
    if (page->edition && !acm__json_lent(r, value, &stem))
        return false;
    return acm__json_take(r, acm__abridged_base(to, stem, page, r->err));
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
