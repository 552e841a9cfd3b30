#include "model/arrange.h"

#include "base/error.h"
#include "model/align.h"
#include "model/page_index.h"
#include "model/path.h"

#include <stdlib.h>
#include <string.h>

/* Not in the table of contents, or no page. */
#define NOWHERE UINT32_MAX

/* A page while its place is looked for. */
typedef struct placing {
    acm__page *page;
    uint32_t given;    /* its place by path */
    uint32_t position; /* in the table of contents of its edition */
    int32_t phase;
    uint32_t group; /* the first position in the table of contents of a page of its phase */
} placing;

typedef struct arranging {
    acm_builder *b;
    const acm__arranging *how;
    acm_error *err;
    acm__page_index index; /* of b->pages */
    placing *placings;     /* [b->pages.count], in their order */
    acm_id *phases;        /* stages, [ACM__KIND_COUNT], 0 = not made */
    acm_id last_phase;
} arranging;

static bool is_process(const acm__page *page)
{
    return page->steps.count || page->tasks.count;
}

/* What the source gives in any order */

static int compare_pages(const void *a, const void *b)
{
    const acm__page *const *x = a, *const *y = b;
    return strcmp((*x)->path.at, (*y)->path.at);
}

static int compare_tocs(const void *a, const void *b)
{
    const acm__toc *x = a, *y = b;
    return strcmp(x->path.at, y->path.at);
}

static void sort_files(acm_builder *b)
{
    qsort(b->pages.at, b->pages.count, sizeof *b->pages.at, compare_pages);
    if (b->tocs.count)
        qsort(b->tocs.at, b->tocs.count, sizeof *b->tocs.at, compare_tocs);
}

/* Editions */

/* The language that owns the structure: the one asked for, else that of the page given first. */
static acm_status set_first_edition(acm_builder *b, const acm__arranging *how, acm_error *err)
{
    b->editions.at[0] = b->pages.at[0]->language;
    if (!how->language)
        return ACM_OK;
    const acm__language *language;
    acm_status status = acm__language_asked(how->language, &language, err);
    const char *tag = acm__language_tag(language);
    if (!status)
        b->editions.at[0] = (acm__str){tag, (uint32_t)strlen(tag)};
    return status;
}

/* The further editions stand in the order of their paths. */
static acm_status set_editions(acm_builder *b, acm_error *err)
{
    acm__str first = b->editions.at[0];
    bool any = false;
    for (uint32_t i = 0; i < b->pages.count; i++) {
        acm__page *page = b->pages.at[i];
        page->edition = acm__builder_edition(b, page->language);
        if (page->edition == UINT32_MAX)
            return acm__nomem(err);
        any = any || page->edition == 0;
    }
    return any ? ACM_OK
               : acm__error(err, ACM_E_NOTFOUND, "there is no page in language '%s'", first.at);
}

/* Phases */

static int32_t phase_of_stem(acm__str stem)
{
    const char *dash = stem.len ? memchr(stem.at, '-', stem.len) : NULL;
    acm__str word = {stem.at, dash ? (uint32_t)(dash - stem.at) : 0};
    return acm__vocabulary_by_key(ACM__PHASE, word);
}

/* A label that names no phase is a finding. */
static int32_t phase_of_label(arranging *a, acm__page *page)
{
    const acm__language *language = acm__language_find(page->language);
    for (uint32_t i = 0; i < page->phase.count; i++) {
        int32_t kind = acm__vocabulary_find(language, ACM__PHASE, page->phase.at[i]);
        if (kind)
            return kind;
        acm__faults_add(&a->b->arena, &page->faults, ACM__RULE_UNKNOWN_PHASE, page->title_place,
                        page->phase.at[i]);
    }
    return ACM__KIND_NONE;
}

/* The label decides, else what stands around the page in the table of contents, else its name. */
static void find_phases(arranging *a)
{
    for (uint32_t i = 0; i < a->b->pages.count; i++)
        if (is_process(a->placings[i].page))
            a->placings[i].phase = phase_of_label(a, a->placings[i].page);
    for (uint32_t i = 0; i < a->b->tocs.count; i++) {
        const acm__toc *toc = &a->b->tocs.at[i];
        for (uint32_t k = 0; k < toc->entries.count; k++) {
            const acm__toc_entry *entry = &toc->entries.at[k];
            placing *p = entry->page ? &a->placings[entry->page - 1] : NULL;
            if (p && !p->phase && is_process(p->page))
                p->phase = acm__toc_phase(toc, entry, a->b->pages.at);
        }
    }
    for (uint32_t i = 0; i < a->b->pages.count; i++)
        if (!a->placings[i].phase && is_process(a->placings[i].page))
            a->placings[i].phase = phase_of_stem(a->placings[i].page->stem);
}

/* A phase stands where the first of its pages does. */
static void find_groups(arranging *a)
{
    uint32_t first[ACM__KIND_COUNT];
    for (int32_t kind = 0; kind < ACM__KIND_COUNT; kind++)
        first[kind] = NOWHERE;
    for (uint32_t i = 0; i < a->b->pages.count; i++) {
        const placing *p = &a->placings[i];
        if (p->page->edition == 0 && p->phase && p->position < first[p->phase])
            first[p->phase] = p->position;
    }
    for (uint32_t i = 0; i < a->b->pages.count; i++) {
        placing *p = &a->placings[i];
        p->group = p->phase ? first[p->phase] : p->position;
    }
}

/* Order */

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/* By edition; processes by phase; then by the table of contents, then by path. Documents stand behind. */
static int compare_placings(const void *a, const void *b)
{
    const placing *x = a, *y = b;
    int order = compare_numbers(x->page->edition, y->page->edition);
    if (!order)
        order = is_process(y->page) - is_process(x->page);
    if (!order)
        order = compare_numbers(x->group, y->group);
    if (!order) /* a phase that no table of contents places: by vocabulary, none behind them */
        order = compare_numbers((uint32_t)x->phase - 1, (uint32_t)y->phase - 1);
    if (!order)
        order = compare_numbers(x->position, y->position);
    return order ? order : compare_numbers(x->given, y->given);
}

/* Sorts the pages, and tells the tables of contents where they are now. */
static acm_status sort_pages(arranging *a)
{
    uint32_t count = a->b->pages.count;
    uint32_t *moved = acm__alloc(&a->b->arena.allocator, count, sizeof *moved);
    if (!moved)
        return acm__nomem(a->err);
    qsort(a->placings, count, sizeof *a->placings, compare_placings);
    for (uint32_t i = 0; i < count; i++)
        moved[a->placings[i].given] = i;
    for (uint32_t i = 0; i < count; i++)
        a->b->pages.at[i] = a->placings[i].page;
    for (uint32_t i = 0; i < a->b->tocs.count; i++)
        for (uint32_t k = 0; k < a->b->tocs.at[i].entries.count; k++) {
            acm__toc_entry *entry = &a->b->tocs.at[i].entries.at[k];
            if (entry->page)
                entry->page = moved[entry->page - 1] + 1;
        }
    acm__free(&a->b->arena.allocator, moved);
    return ACM_OK;
}

/* Making items */

static acm_status name_phase(arranging *a, acm_id stage, int32_t kind)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 1; !status && i < a->b->editions.count; i++) {
        acm__str tag = a->b->editions.at[i];
        acm__str name = acm__vocabulary_word(acm__language_find(tag), kind);
        if (name.at)
            status =
                acm_builder_text(a->b, stage, ACM_TEXT_NAME, tag.at, name.at, name.len, a->err);
    }
    return status;
}

/* With ordered phases each waits for the one before it. */
static acm_status order_phase(arranging *a, acm_id stage)
{
    acm_id criterion, after = a->last_phase;
    a->last_phase = stage;
    if (!after || a->how->mapping->ordering == ACM_ORDERING_NONE)
        return ACM_OK;
    acm_status status =
        acm_builder_criterion(a->b, stage, ACM_CRITERION_ENTRY, 0, NULL, &criterion, a->err);
    return status ? status
                  : acm_builder_on_part(a->b, criterion, after, ACM_TRANSITION_COMPLETE, a->err);
}

static acm_status make_phase(arranging *a, const placing *p, uint32_t index, acm_id *stage)
{
    acm_id root = a->b->items.at[0].id, term;
    *stage = p->phase ? a->phases[p->phase] : root;
    if (*stage)
        return ACM_OK;
    const char *key = acm__vocabulary_key(p->phase);
    acm__str name = acm__vocabulary_word(acm__language_find(p->page->language), p->phase);
    uint32_t flags =
        ACM_ITEM_REQUIRED | (a->how->mapping->auto_complete ? (uint32_t)ACM_ITEM_AUTO_COMPLETE : 0);
    acm_status status = acm_builder_term(a->b, ACM_TERM_PHASE, name.at, &term, a->err);
    if (!status)
        status =
            acm_builder_add(a->b, root, ACM_ITEM_STAGE, flags, key, name.at, -1, stage, a->err);
    if (status)
        return status;
    a->phases[p->phase] = *stage;
    a->b->items.at[acm__builder_index(a->b, *stage, ACM__OBJECT_ITEM)].part = ACM_PART_PHASE;
    acm__builder_place(a->b, *stage, index, p->page->title_place);
    status = name_phase(a, *stage, p->phase);
    return status ? status : order_phase(a, *stage);
}

static acm_status map_first_edition(arranging *a)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; !status && i < a->b->pages.count; i++) {
        const placing *p = &a->placings[i];
        p->page->base = i;
        acm_id stage;
        if (p->page->edition || !is_process(p->page))
            continue;
        status = make_phase(a, p, i, &stage);
        acm__mapping m = acm__mapping_begin(a->b, i, a->how->mapping, a->err);
        if (!status)
            status = acm__mapping_process(&m, stage, a->how->alone);
    }
    return status;
}

/* Advice: links of the next steps to pages that are processes. */
static acm_status refer_to_next(arranging *a, const acm__page *page)
{
    acm_status status = ACM_OK;
    uint32_t section = 0;
    for (uint32_t i = 0; !status && i < page->links.count; i++) {
        const acm__link *link = &page->links.at[i];
        while (section < page->sections.count &&
               page->sections.at[section].place.offset <= link->place.offset)
            section++;
        if (!section || page->sections.at[section - 1].kind != ACM__HEADING_NEXT_STEPS)
            continue;
        uint32_t next = acm__page_index_link(&a->index, 0, link->url);
        acm_id target = next == NOWHERE ? 0 : a->b->pages.at[next]->item;
        if (target && target != page->item)
            status = acm_builder_ref(a->b, page->item, ACM_REF_NEXT, target, a->err);
    }
    return status;
}

static acm_status refer(arranging *a)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; !status && i < a->b->pages.count; i++)
        if (a->b->pages.at[i]->item)
            status = refer_to_next(a, a->b->pages.at[i]);
    return status;
}

/* Names of the playbook: that of the page "index", else of the first page with a title. */
static acm_status name_root(arranging *a)
{
    acm_builder *b = a->b;
    acm_id root = b->items.at[0].id;
    acm_status status = ACM_OK;
    for (uint32_t e = 0; !status && e < b->editions.count; e++) {
        uint32_t index = acm__page_index_stem(&a->index, e, ACM__STR("index"));
        acm__str name = index != NOWHERE ? b->pages.at[index]->title : (acm__str){NULL, 0};
        for (uint32_t i = 0; !name.len && i < b->pages.count; i++)
            if (b->pages.at[i]->edition == e)
                name = b->pages.at[i]->title.len ? b->pages.at[i]->title : b->pages.at[i]->stem;
        if (e == 0 && a->how->name)
            name = acm__str_copy(&b->arena, a->how->name, strlen(a->how->name));
        if (name.len)
            status = acm_builder_text(b, root, ACM_TEXT_NAME, b->editions.at[e].at, name.at,
                                      name.len, a->err);
    }
    return status;
}

/* Further editions */

static acm_status report_page(arranging *a, acm__page *at, acm__rule rule, acm__str detail)
{
    return acm__faults_add(&a->b->arena, &at->faults, rule, at->title_place, detail)
               ? ACM_OK
               : acm__nomem(a->err);
}

/* Pages of the first edition that a further one lacks are findings of the page that stands alone. */
static acm_status report_missing(arranging *a)
{
    acm_status status = ACM_OK;
    for (uint32_t e = 1; !status && e < a->b->editions.count; e++)
        for (uint32_t i = 0; !status && i < a->b->pages.count; i++) {
            acm__page *page = a->b->pages.at[i];
            if (!page->edition && acm__page_index_stem(&a->index, e, page->stem) == NOWHERE)
                status = report_page(a, page, ACM__RULE_PAGE_MISSING, a->b->editions.at[e]);
        }
    return status;
}

static acm_status align_editions(arranging *a)
{
    acm_status status = report_missing(a);
    for (uint32_t i = 0; !status && i < a->b->pages.count; i++) {
        acm__page *page = a->b->pages.at[i];
        if (!page->edition)
            continue;
        page->base = acm__page_index_stem(&a->index, 0, page->stem);
        if (page->base == NOWHERE) {
            status = report_page(a, page, ACM__RULE_PAGE_EXTRA, page->stem);
            continue;
        }
        acm__mapping m = acm__mapping_begin(a->b, i, a->how->mapping, a->err);
        status = acm__align_page(&m, page->base);
    }
    return status;
}

static acm_status index_pages(arranging *a)
{
    acm__page_index_dispose(&a->index);
    return acm__page_index_init(&a->index, &a->b->arena.allocator, a->b->pages.at,
                                a->b->pages.count)
               ? ACM_OK
               : acm__nomem(a->err);
}

/* Where each page stands in the table of contents of its edition. */
static acm_status find_positions(arranging *a)
{
    uint32_t count = a->b->pages.count;
    uint32_t *positions = acm__alloc(&a->b->arena.allocator, count, sizeof *positions);
    if (!positions)
        return acm__nomem(a->err);
    acm__tocs_resolve(&a->b->arena, &a->b->tocs, &a->index, a->b->pages.at, positions);
    for (uint32_t i = 0; i < count; i++)
        a->placings[i].position = positions[i];
    acm__free(&a->b->arena.allocator, positions);
    return ACM_OK;
}

static acm_status place_pages(arranging *a)
{
    for (uint32_t i = 0; i < a->b->pages.count; i++)
        a->placings[i] = (placing){a->b->pages.at[i], i, NOWHERE, ACM__KIND_NONE, NOWHERE};
    acm_status status = index_pages(a);
    if (!status)
        status = find_positions(a);
    if (status)
        return status;
    find_phases(a);
    find_groups(a);
    status = sort_pages(a);
    return status ? status : index_pages(a);
}

static acm_status arrange(arranging *a)
{
    acm_status status = set_first_edition(a->b, a->how, a->err);
    if (status)
        return status;
    sort_files(a->b);
    status = set_editions(a->b, a->err);
    if (!status)
        status = place_pages(a);
    if (!status)
        status = name_root(a);
    if (!status)
        status = map_first_edition(a);
    if (!status)
        status = refer(a);
    if (!status)
        status = align_editions(a);
    return !status && a->b->arena.failed ? acm__nomem(a->err) : status;
}

acm_status acm__arrange(acm_builder *b, const acm__arranging *how, acm_error *err)
{
    const acm_allocator *allocator = &b->arena.allocator;
    arranging a = {.b = b, .how = how, .err = err, .index = {.allocator = allocator}};
    if (how->mapping->auto_complete)
        b->items.at[0].flags |= ACM_ITEM_AUTO_COMPLETE;
    a.placings = acm__calloc(allocator, b->pages.count, sizeof *a.placings);
    a.phases = acm__calloc(allocator, ACM__KIND_COUNT, sizeof *a.phases);
    acm_status status = a.placings && a.phases ? arrange(&a) : acm__nomem(err);
    acm__page_index_dispose(&a.index);
    acm__free(allocator, a.phases);
    acm__free(allocator, a.placings);
    return status;
}
