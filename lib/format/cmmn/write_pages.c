/* write_pages.c - pages as documents, as JSON has them. */
#include "format/cmmn/write.h"

#include "model/vocabulary.h"

#include <string.h>

/* What is missing or empty is left out. */
static void put(acm__cmmn_writing *o, const char *name, acm__str text)
{
    if (text.at && text.len)
        acm__cmmn_put_text(&o->w, name, text, ACM__CMMN_EXACT);
}

static void put_place(acm__cmmn_writing *o, acm__place place)
{
    if (!o->places || !place.line)
        return;
    acm__cmmn_put_integer(&o->w, "line", place.line);
    acm__cmmn_put_integer(&o->w, "column", place.column);
}

/* The text of an element whose attributes are written, and its end. */
static void end(acm__cmmn_writing *o, const char *name, acm__str text)
{
    if (text.at && text.len)
        acm__cmmn_add_text(&o->w, text, ACM__CMMN_EXACT);
    acm__cmmn_close(&o->w, name);
}

static void write_front_matter(acm__cmmn_writing *o, const acm__page *page)
{
    for (uint32_t i = 0; i < page->front_matter.count; i++) {
        acm__cmmn_open(&o->w, "acm:value");
        acm__cmmn_put_text(&o->w, "key", page->front_matter.at[i].key, ACM__CMMN_EXACT);
        end(o, "acm:value", page->front_matter.at[i].value);
    }
}

/* Recursion is as deep as lists are nested, which readers bound. */
static void write_objectives(acm__cmmn_writing *o, const acm__entries *entries, uint32_t level)
{
    for (uint32_t i = 0; i < entries->count; i++) {
        acm__cmmn_open(&o->w, "acm:objective");
        acm__cmmn_put_integer(&o->w, "level", level);
        end(o, "acm:objective", entries->at[i].text);
        write_objectives(o, &entries->at[i].items, level + 1);
    }
}

static void write_sections(acm__cmmn_writing *o, const acm__page *page)
{
    for (uint32_t i = 0; i < page->sections.count; i++) {
        const acm__section *section = &page->sections.at[i];
        const char *kind = acm__vocabulary_key(section->kind);
        acm__cmmn_open(&o->w, "acm:section");
        acm__cmmn_put_integer(&o->w, "level", section->level);
        if (kind)
            acm__cmmn_put(&o->w, "kind", kind);
        put_place(o, section->place);
        end(o, "acm:section", section->title);
    }
}

static void write_links(acm__cmmn_writing *o, const acm__page *page)
{
    for (uint32_t i = 0; i < page->links.count; i++) {
        acm__cmmn_open(&o->w, "acm:link");
        put(o, "url", page->links.at[i].url);
        put_place(o, page->links.at[i].place);
        end(o, "acm:link", page->links.at[i].text);
    }
}

static void write_revisions(acm__cmmn_writing *o, const acm__page *page)
{
    for (uint32_t i = 0; i < page->revisions.count; i++) {
        const acm__revision *revision = &page->revisions.at[i];
        acm__cmmn_open(&o->w, "acm:revision");
        put(o, "date", revision->date);
        put(o, "iso", (acm__str){revision->iso, (uint32_t)strlen(revision->iso)});
        put(o, "who", revision->who);
        put_place(o, revision->place);
        end(o, "acm:revision", revision->what);
    }
}

static void put_page(acm__cmmn_writing *o, const acm__page *page)
{
    put(o, "language", o->p->editions[page->edition]);
    put(o, "stem", page->stem);
    put(o, "file", page->file);
    if (o->places)
        put(o, "path", page->path);
    if (page->item)
        put(o, "item", o->p->items[page->item].key);
    if (page->edition && page->base != UINT32_MAX)
        put(o, "base", o->p->pages[page->base]->stem);
    put(o, "title", page->title);
}

void acm__cmmn_write_pages(acm__cmmn_writing *o)
{
    for (uint32_t i = 0; i < o->p->page_count; i++) {
        const acm__page *page = o->p->pages[i];
        acm__cmmn_open(&o->w, "acm:page");
        put_page(o, page);
        write_front_matter(o, page);
        if (page->overview.len) {
            acm__cmmn_open(&o->w, "acm:overview");
            end(o, "acm:overview", page->overview);
        }
        write_objectives(o, &page->objectives, 0);
        write_sections(o, page);
        write_links(o, page);
        write_revisions(o, page);
        acm__cmmn_close(&o->w, "acm:page");
    }
}
