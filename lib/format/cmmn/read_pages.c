/* read_pages.c - pages as documents, as our own vocabulary writes them. */
#include "base/error.h"
#include "format/abridged.h"
#include "format/cmmn/read.h"
#include "model/vocabulary.h"

#include <string.h>

/* The page that is being read. */
typedef struct paging {
    acm__page *page;
    acm__levels levels;
} paging;

/* A text that stays; an attribute that is absent is "". */
static bool keep(acm__cmmn *r, acm__str text, acm__str *out)
{
    *out = acm__str_copy(&r->b->arena, text.at ? text.at : "", text.len);
    return out->at || acm__cmmn_nomem(r);
}

static bool keep_value(acm__cmmn *r, const acm__xml_node *node, const char *name, acm__str *out)
{
    acm__str text;
    return acm__cmmn_own_value(r, node, name, false, &text) && keep(r, text, out);
}

static bool keep_text(acm__cmmn *r, const acm__xml_node *node, acm__str *out)
{
    acm__str text;
    return acm__cmmn_own_text(r, node, &text) && keep(r, text, out);
}

static bool read_place(acm__cmmn *r, const acm__xml_node *node, acm__place *place)
{
    return acm__cmmn_own_count(r, node, "line", &place->line) &&
           acm__cmmn_own_count(r, node, "column", &place->column);
}

/* What a page consists of */

static bool read_value(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    acm__pair *pair = acm__list_push(&r->b->arena, &p->page->front_matter);
    return pair ? keep_value(r, node, "key", &pair->key) && keep_text(r, node, &pair->value)
                : acm__cmmn_nomem(r);
}

static bool read_overview(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    return keep_text(r, node, &p->page->overview);
}

static bool read_objective(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    acm__str text;
    uint32_t level;
    return acm__cmmn_own_count(r, node, "level", &level) && keep_text(r, node, &text) &&
           acm__cmmn_take(r, acm__levels_add(&p->levels, &r->b->arena, level, text, r->err), node,
                          acm__cmmn_attribute_of(node, "level"));
}

static bool read_section(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    acm__str kind;
    acm__section *section = acm__list_push(&r->b->arena, &p->page->sections);
    if (!section)
        return acm__cmmn_nomem(r);
    if (!acm__cmmn_own_count(r, node, "level", &section->level) ||
        !acm__cmmn_own_value(r, node, "kind", false, &kind) ||
        !keep_text(r, node, &section->title) || !read_place(r, node, &section->place))
        return false;
    if (kind.at)
        section->kind = acm__vocabulary_by_key(ACM__HEADING, kind);
    return !kind.at || section->kind ||
           acm__cmmn_fail(r, ACM_E_SYNTAX, node, acm__cmmn_attribute_of(node, "kind"),
                          "the vocabulary has no such heading");
}

static bool read_link(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    acm__link *link = acm__list_push(&r->b->arena, &p->page->links);
    return link ? keep_value(r, node, "url", &link->url) && keep_text(r, node, &link->text) &&
                      read_place(r, node, &link->place)
                : acm__cmmn_nomem(r);
}

static bool read_revision(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    acm__str iso;
    acm__revision *revision = acm__list_push(&r->b->arena, &p->page->revisions);
    if (!revision)
        return acm__cmmn_nomem(r);
    return keep_value(r, node, "date", &revision->date) &&
           keep_value(r, node, "who", &revision->who) && keep_text(r, node, &revision->what) &&
           read_place(r, node, &revision->place) &&
           acm__cmmn_own_value(r, node, "iso", false, &iso) &&
           (!iso.at || acm__cmmn_take(r, acm__abridged_date(iso, revision, r->err), node,
                                      acm__cmmn_attribute_of(node, "iso")));
}

static const struct {
    const char *name, *attributes;
    bool (*read)(acm__cmmn *r, const acm__xml_node *node, paging *p);
} parts[] = {
    {"value", "key", read_value},           {"overview", "", read_overview},
    {"objective", "level", read_objective}, {"section", "level kind line column", read_section},
    {"link", "url line column", read_link}, {"revision", "date iso who line column", read_revision},
};

static bool read_part(acm__cmmn *r, const acm__xml_node *node, paging *p)
{
    for (size_t i = 0; i < ACM__CMMN_COUNT(parts); i++)
        if (acm__xml_is(node, ACM__CMMN_OWN, parts[i].name))
            return acm__cmmn_own_element(r, node, parts[i].attributes, "") &&
                   parts[i].read(r, node, p);
    return true; /* text */
}

/* Pages */

static bool read_item(acm__cmmn *r, const acm__xml_node *node, acm__page *page)
{
    acm__str key;
    if (!acm__cmmn_own_value(r, node, "item", false, &key) || !key.at)
        return r->status == ACM_OK;
    page->item = acm__builder_find(r->b, key);
    return acm__builder_index(r->b, page->item, ACM__OBJECT_ITEM) != UINT32_MAX ||
           acm__cmmn_fail(r, ACM_E_NOTFOUND, node, acm__cmmn_attribute_of(node, "item"),
                          "there is no such item");
}

static bool read_head(acm__cmmn *r, const acm__xml_node *node, acm__page *page)
{
    bool titled = acm__cmmn_attribute_of(node, "title");
    if (!keep_value(r, node, "language", &page->language) ||
        !acm__cmmn_take(r, acm__abridged_edition(r->b, page, r->err), node,
                        acm__cmmn_attribute_of(node, "language")) ||
        !keep_value(r, node, "stem", &page->stem) || !keep_value(r, node, "file", &page->file) ||
        !keep_value(r, node, "path", &page->path) ||
        (titled && !keep_value(r, node, "title", &page->title)))
        return false;
    if (!page->path.len)
        page->path = page->file;
    return read_item(r, node, page);
}

static bool read_page(acm__cmmn *r, const acm__xml_node *node)
{
    paging p = {.page = acm__abridged_add(r->b)};
    if (!p.page)
        return acm__cmmn_nomem(r);
    p.levels.lists[0] = &p.page->objectives;
    if (!acm__cmmn_own_element(r, node, "language stem file path item base title",
                               "value overview objective section link revision") ||
        !read_head(r, node, p.page))
        return false;
    for (const acm__xml_node *child = node->first; child; child = child->next)
        if (!read_part(r, child, &p))
            return false;
    return true;
}

/* Which page each page translates. */
static bool read_base(acm__cmmn *r, const acm__xml_node *node, uint32_t index,
                      const acm__page_index *stems)
{
    acm__str stem;
    acm__page *page = r->b->pages.at[index];
    page->base = page->edition ? UINT32_MAX : index;
    if (!acm__cmmn_own_value(r, node, "base", false, &stem) || !stem.at)
        return r->status == ACM_OK;
    return acm__cmmn_take(r, acm__abridged_base(stems, stem, page, r->err), node,
                          acm__cmmn_attribute_of(node, "base"));
}

static bool read_bases(acm__cmmn *r)
{
    uint32_t next = 0;
    acm__page_index stems;
    bool done =
        acm__page_index_init(&stems, &r->arena.allocator, r->b->pages.at, r->b->pages.count) ||
        acm__cmmn_nomem(r);
    for (const acm__xml_node *node = r->own->first; done && node; node = node->next)
        if (acm__xml_is(node, ACM__CMMN_OWN, "page"))
            done = read_base(r, node, next++, &stems);
    acm__page_index_dispose(&stems);
    return done;
}

bool acm__cmmn_read_pages(acm__cmmn *r)
{
    for (const acm__xml_node *node = r->own->first; node; node = node->next)
        if (acm__xml_is(node, ACM__CMMN_OWN, "page") && !read_page(r, node))
            return false;
    return read_bases(r);
}
