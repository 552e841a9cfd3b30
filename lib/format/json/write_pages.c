#include "format/json/write.h"

#include "model/vocabulary.h"

#include <string.h>

static void put_place(acm__json_writing *o, acm__place place)
{
    if (!o->places || !place.line)
        return;
    acm__json_put_integer(&o->w, "line", place.line);
    acm__json_put_integer(&o->w, "column", place.column);
}

/* What is missing or empty is left out. */
static void put(acm__json_writing *o, const char *key, acm__str text)
{
    if (text.at && text.len)
        acm__json_put(&o->w, key, text);
}

/* Lists that are empty are left out. */
static bool open_list(acm__json_writing *o, const char *key, uint32_t count)
{
    if (count)
        acm__json_open(&o->w, key, '[', ACM__JSON_LINES);
    return count > 0;
}

static void write_front_matter(acm__json_writing *o, const acm__page *page)
{
    if (!page->front_matter.count)
        return;
    acm__json_open(&o->w, "front_matter", '{', ACM__JSON_LINES);
    for (uint32_t i = 0; i < page->front_matter.count; i++)
        acm__json_put(&o->w, page->front_matter.at[i].key.at, page->front_matter.at[i].value);
    acm__json_close(&o->w, '}');
}

/* Recursion is as deep as lists are nested, which readers bound. */
static void write_entries(acm__json_writing *o, const acm__entries *entries, uint32_t level)
{
    for (uint32_t i = 0; i < entries->count; i++) {
        acm__json_open(&o->w, NULL, '{', ACM__JSON_LINE);
        acm__json_put_integer(&o->w, "level", level);
        acm__json_put(&o->w, "text", entries->at[i].text);
        acm__json_close(&o->w, '}');
        write_entries(o, &entries->at[i].items, level + 1);
    }
}

static void write_objectives(acm__json_writing *o, const acm__page *page)
{
    if (!open_list(o, "objectives", page->objectives.count))
        return;
    write_entries(o, &page->objectives, 0);
    acm__json_close(&o->w, ']');
}

static void write_section(acm__json_writing *o, const acm__section *section)
{
    const char *kind = acm__vocabulary_key(section->kind);
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINE);
    acm__json_put_integer(&o->w, "level", section->level);
    acm__json_put(&o->w, "title", section->title);
    if (kind)
        acm__json_put(&o->w, "kind", (acm__str){kind, (uint32_t)strlen(kind)});
    put_place(o, section->place);
    acm__json_close(&o->w, '}');
}

static void write_sections(acm__json_writing *o, const acm__page *page)
{
    if (!open_list(o, "sections", page->sections.count))
        return;
    for (uint32_t i = 0; i < page->sections.count; i++)
        write_section(o, &page->sections.at[i]);
    acm__json_close(&o->w, ']');
}

static void write_links(acm__json_writing *o, const acm__page *page)
{
    if (!open_list(o, "links", page->links.count))
        return;
    for (uint32_t i = 0; i < page->links.count; i++) {
        acm__json_open(&o->w, NULL, '{', ACM__JSON_LINE);
        acm__json_put(&o->w, "text", page->links.at[i].text);
        acm__json_put(&o->w, "url", page->links.at[i].url);
        put_place(o, page->links.at[i].place);
        acm__json_close(&o->w, '}');
    }
    acm__json_close(&o->w, ']');
}

static void write_revision(acm__json_writing *o, const acm__revision *revision)
{
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINE);
    acm__json_put(&o->w, "date", revision->date);
    put(o, "iso", (acm__str){revision->iso, (uint32_t)strlen(revision->iso)});
    put(o, "who", revision->who);
    put(o, "what", revision->what);
    put_place(o, revision->place);
    acm__json_close(&o->w, '}');
}

static void write_revisions(acm__json_writing *o, const acm__page *page)
{
    if (!open_list(o, "revisions", page->revisions.count))
        return;
    for (uint32_t i = 0; i < page->revisions.count; i++)
        write_revision(o, &page->revisions.at[i]);
    acm__json_close(&o->w, ']');
}

static void write_page(acm__json_writing *o, const acm__page *page)
{
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINES);
    acm__json_put(&o->w, "language", o->p->editions[page->edition]);
    acm__json_put(&o->w, "stem", page->stem);
    acm__json_put(&o->w, "file", page->file);
    if (o->places)
        acm__json_put(&o->w, "path", page->path);
    if (page->item)
        acm__json_put(&o->w, "item", o->p->items[page->item].key);
    if (page->edition && page->base != UINT32_MAX)
        acm__json_put(&o->w, "base", o->p->pages[page->base]->stem);
    put(o, "title", page->title);
    write_front_matter(o, page);
    put(o, "overview", page->overview);
    write_objectives(o, page);
    write_sections(o, page);
    write_links(o, page);
    write_revisions(o, page);
    acm__json_close(&o->w, '}');
}

void acm__json_write_pages(acm__json_writing *o)
{
    acm__json_open(&o->w, "pages", '[', ACM__JSON_LINES);
    for (uint32_t i = 0; i < o->p->page_count; i++)
        write_page(o, o->p->pages[i]);
    acm__json_close(&o->w, ']');
}
