/* lint_links.c - links are well formed, and those to pages lead to a page of the source, in its language. */
#include "analysis/anchors.h"
#include "analysis/url.h"

#include "model/path.h"

#include <string.h>

enum {
    ADDRESS_MAX = 1024 /* bytes of one that stays in the text */
};

typedef struct links {
    acm__lint *lint;
    acm__anchors anchors;
    bool anchored; /* they have been found */
    uint32_t page;
    const acm__link *link;
    char path[ACM__PATH_MAX + 4]; /* what the link leads to */
} links;

static const acm__page *own_page(const links *l)
{
    return l->lint->playbook->pages[l->page];
}

/* The end of the last segment from its last dot on; empty if it has none. */
static acm__str extension(acm__str path)
{
    acm__str file = acm__path_file(path);
    for (uint32_t i = file.len; i > 0; i--)
        if (file.at[i - 1] == '.')
            return (acm__str){file.at + i - 1, file.len - i + 1};
    return (acm__str){"", 0};
}

/* Whether a link may lead to a page at all: pictures and the like are no part of a source. */
static bool may_be_page(acm__str path)
{
    acm__str end = extension(path);
    return end.len <= 1 || acm__name_equal(end, ACM__STR(".md")) ||
           acm__name_equal(end, ACM__STR(".markdown"));
}

/* Looks for a page at l->path, with or without extension, else for a folder. UINT32_MAX = no page. */
static uint32_t find_target(links *l, bool *folder)
{
    const acm__page_index *index = &l->lint->index;
    uint32_t len = (uint32_t)strlen(l->path);
    uint32_t found = acm__page_index_path(index, (acm__str){l->path, len});
    *folder = false;
    if (found == UINT32_MAX) {
        memcpy(l->path + len, ".md", 4);
        found = acm__page_index_path(index, (acm__str){l->path, len + 3});
    }
    if (found == UINT32_MAX) {
        bool open = len && l->path[len - 1] != '/';
        l->path[len] = '/';
        *folder = acm__page_index_has_folder(index, (acm__str){l->path, len + open});
    }
    return found;
}

static bool is_within(const links *l)
{
    acm__str root = l->lint->root;
    return strncmp(l->path, root.at, root.len) == 0;
}

/* Says of the link what is known about it. */
static void report(links *l, acm__rule rule, const char *hint, acm__str about)
{
    acm__lint_fault(l->lint, l->page, rule, l->link->place, "%.*s%s%s%.*s",
                    ACM__SHOWN(l->link->url), *hint ? ": " : "", hint, ACM__SHOWN(about));
}

static void check_anchor(links *l, uint32_t target)
{
    acm__str anchor = acm__path_anchor(l->link->url);
    char *name = anchor.len ? acm__arena_alloc(&l->lint->arena, anchor.len, 1) : NULL;
    bool whole = l->lint->playbook->pages[target]->passages.count > 0; /* not read from JSON */
    if (!name || !whole || memchr(anchor.at, '/', anchor.len) ||
        memchr(anchor.at, ':', anchor.len) || acm__str_equal(anchor, ACM__STR("top")))
        return;
    acm__str decoded = {name, acm__path_decode(anchor, name)};
    if (!l->anchored)
        acm__anchors_find(l->lint, &l->anchors);
    l->anchored = true;
    bool good = acm__utf8_check(decoded.at, decoded.len) == decoded.len &&
                acm__anchors_has(l->lint, &l->anchors, target, decoded);
    if (!good)
        report(l, ACM__RULE_ANCHOR_BROKEN, "", ACM__STR(""));
}

/* A link to the same page in another language is meant so. */
static void check_target(links *l, uint32_t target)
{
    const acm__page *from = own_page(l), *to = l->lint->playbook->pages[target];
    if (to->edition != from->edition && (to->base != from->base || to->base == UINT32_MAX))
        report(l, ACM__RULE_LINK_OTHER_LANGUAGE, "it is in ", to->language);
    else
        check_anchor(l, target);
}

/* A page of another edition with just the name that the link gives; UINT32_MAX if there is none. */
static uint32_t find_elsewhere(const links *l)
{
    const acm_playbook *playbook = l->lint->playbook;
    acm__str file = acm__path_file(acm__path_of_link(l->link->url));
    for (uint32_t edition = 0; edition < playbook->edition_count; edition++) {
        uint32_t found = acm__page_index_link(&l->lint->index, edition, l->link->url);
        if (found != UINT32_MAX && acm__str_equal(playbook->pages[found]->file, file))
            return found;
    }
    return UINT32_MAX;
}

/* What a link to nothing may mean: the same page by its right name or at its right place, a page in another language. */
static void report_missing(links *l)
{
    const acm_playbook *playbook = l->lint->playbook;
    acm__str url = l->link->url, file = acm__path_file(acm__path_of_link(url));
    uint32_t own = acm__page_index_link(&l->lint->index, own_page(l)->edition, url);
    uint32_t other = own == UINT32_MAX ? find_elsewhere(l) : UINT32_MAX;
    if (own != UINT32_MAX && acm__str_equal(playbook->pages[own]->file, file))
        report(l, ACM__RULE_LINK_BROKEN, "there is ", playbook->pages[own]->path);
    else if (own != UINT32_MAX)
        report(l, ACM__RULE_LINK_OTHER_LANGUAGE, "here it is ", playbook->pages[own]->file);
    else if (other != UINT32_MAX)
        report(l, ACM__RULE_LINK_OTHER_LANGUAGE, "only in ", playbook->pages[other]->language);
    else if (acm__url_is_host(url))
        report(l, ACM__RULE_LINK_MALFORMED, "\"https://\" is missing", ACM__STR(""));
    else
        report(l, ACM__RULE_LINK_BROKEN, "", ACM__STR(""));
}

static void check_page_link(links *l)
{
    acm__str path = acm__path_of_link(l->link->url);
    if (!path.len) {
        check_anchor(l, l->page);
        return;
    }
    if (!may_be_page(path))
        return;
    if (!acm__path_resolve(own_page(l)->path, path, l->path) || !is_within(l)) {
        report(l, ACM__RULE_LINK_OUTSIDE, "", ACM__STR(""));
        return;
    }
    bool folder;
    uint32_t target = find_target(l, &folder);
    if (target != UINT32_MAX)
        check_target(l, target);
    else if (!l->lint->partial && !folder)
        report_missing(l);
}

static void check_link(links *l)
{
    acm__str url = l->link->url;
    const char *defect = acm__url_defect(url);
    if (defect)
        report(l, ACM__RULE_LINK_MALFORMED, defect, ACM__STR(""));
    else if (!acm__path_is_absolute(url))
        check_page_link(l);
}

/* Links that are none: "](" has stayed in the text */

/* What such a bracket leads to: an address or a page, else empty. */
static acm__str address_at(acm__str text, uint32_t at)
{
    while (at < text.len && (text.at[at] == '(' || text.at[at] == ' '))
        at++;
    uint32_t end = at;
    while (end < text.len && end - at < ADDRESS_MAX && text.at[end] != ')' &&
           (unsigned char)text.at[end] > ' ')
        end++;
    acm__str address = {text.at + at, end - at};
    bool leads = acm__name_head(address, ACM__STR("http")) ||
                 acm__name_head(address, ACM__STR("www.")) ||
                 acm__name_equal(extension(address), ACM__STR(".md"));
    return leads ? address : ACM__STR("");
}

static void check_passage(acm__lint *lint, uint32_t page, const acm__passage *passage)
{
    acm__str text = passage->text;
    uint32_t line = passage->place.line;
    for (uint32_t i = 0; i + 2 < text.len; i++) {
        line += text.at[i] == '\n';
        bool bracket = text.at[i] == ']' &&
                       (text.at[i + 1] == '(' || (text.at[i + 1] == ' ' && text.at[i + 2] == '('));
        acm__str address = bracket ? address_at(text, i + 1) : ACM__STR("");
        if (address.len)
            acm__lint_fault(lint, page, ACM__RULE_LINK_MALFORMED,
                            (acm__place){line, 0, passage->place.offset},
                            "%.*s: it stays in the text, the brackets around it are wrong",
                            ACM__SHOWN(address));
    }
}

void acm__lint_links(acm__lint *lint)
{
    links l = {.lint = lint};
    for (l.page = 0; l.page < lint->playbook->page_count; l.page++) {
        const acm__page *p = own_page(&l);
        for (uint32_t i = 0; i < p->links.count; i++) {
            l.link = &p->links.at[i];
            check_link(&l);
        }
        for (uint32_t i = 0; i < p->passages.count; i++)
            check_passage(lint, l.page, &p->passages.at[i]);
    }
}
