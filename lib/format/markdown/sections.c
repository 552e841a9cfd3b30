#include "format/markdown/sections.h"

#include "format/markdown/labels.h"
#include "format/markdown/lists.h"
#include "format/markdown/steps.h"

typedef struct walk {
    acm__reader *reader;
    acm__step_reader steps;
    int32_t kind;          /* of the last heading, ACM__HEADING_... or none */
    acm__entries *entries; /* of the page, that its content goes to; NULL = none */
    uint32_t approach;     /* level of the approach heading whose part this is, 0 = none */
    uint32_t kinds;        /* met so far, as bits */
    bool titled;           /* the title has no kind */
    acm__buffer overview;
} walk;

static acm__entries *entries_of(acm__page *page, int32_t kind)
{
    switch (kind) {
    case ACM__HEADING_OBJECTIVES:
        return &page->objectives;
    case ACM__HEADING_KEY_INPUTS:
        return &page->key_inputs;
    case ACM__HEADING_KEY_OUTCOMES:
        return &page->key_outcomes;
    case ACM__HEADING_NEXT_STEPS:
        return &page->next_steps;
    default:
        return NULL;
    }
}

static void find_title(walk *w, const acm__section *section)
{
    acm__page *page = w->reader->page;
    if (section->level != 1 || w->titled || (page->title.at && section->kind))
        return;
    w->titled = !section->kind;
    page->title = section->title;
    page->title_place = section->place;
}

static void report_heading(walk *w, const acm__block *heading, const acm__section *section)
{
    uint32_t bit = section->kind ? 1u << (section->kind - ACM__HEADING_OVERVIEW) : 0;
    if (heading->in_list)
        acm__reader_text_fault(w->reader, ACM__RULE_HEADING_IN_LIST, heading->at, section->title);
    if ((w->kinds & bit) && section->kind != ACM__HEADING_FTOP_TASKS)
        acm__reader_text_fault(w->reader, ACM__RULE_DUPLICATE_SECTION, heading->at, section->title);
    w->kinds |= bit;
}

static bool labels_follow(walk *w, uint32_t i)
{
    const acm__blocks *blocks = &w->reader->blocks;
    for (i++; i < blocks->list.count && blocks->list.at[i].kind != ACM__MD_HEADING; i++)
        if (blocks->list.at[i].kind == ACM__MD_PARAGRAPH && !blocks->list.at[i].in_list &&
            acm__labels_assign(w->reader, i))
            return true;
    return false;
}

static bool ends_step(const walk *w, const acm__section *section)
{
    bool other_kind = section->kind && section->kind != ACM__HEADING_FTOP_TASKS;
    return w->steps.open && (other_kind || section->level <= w->steps.limit);
}

static bool begins_step(walk *w, const acm__section *section, uint32_t i)
{
    return !section->kind && (w->approach || (section->level >= 2 && labels_follow(w, i)));
}

/* Where steps begin and end: see the page schema. */
static void enter_section(walk *w, const acm__section *section, uint32_t i)
{
    bool ends = ends_step(w, section);
    if (section->level <= w->approach)
        w->approach = 0;
    bool begins = begins_step(w, section, i);
    if (ends || begins)
        acm__step_end(&w->steps, i);
    if (begins)
        acm__step_begin(&w->steps, i, section->title, w->approach ? w->approach : section->level);
    if (section->kind == ACM__HEADING_APPROACH && !w->approach)
        w->approach = section->level;
    w->steps.labels = false;
}

static void read_heading(walk *w, uint32_t i)
{
    acm__reader *reader = w->reader;
    const acm__block *heading = &reader->blocks.list.at[i];
    acm__section *section = acm__list_push(reader->arena, &reader->page->sections);
    if (!section)
        return;
    section->title = acm__reader_plain(reader, reader->arena, heading);
    section->level = heading->level;
    section->kind = acm__words_find(&reader->words, ACM__HEADING, section->title);
    section->place = acm__reader_place(reader, heading->at);
    w->kind = section->kind;
    w->entries = entries_of(reader->page, section->kind);
    find_title(w, section);
    report_heading(w, heading, section);
    enter_section(w, section, i);
}

/* Whether a paragraph is nothing but one link. */
static bool is_link(const acm__blocks *blocks, uint32_t i)
{
    const acm__block *block = &blocks->list.at[i];
    uint32_t after =
        i + 1 < blocks->list.count ? blocks->list.at[i + 1].links : blocks->links.count;
    if (after != block->links + 1)
        return false;
    const acm__block_link *link = &blocks->links.at[block->links];
    const char *raw = blocks->raw.at;
    for (uint32_t k = block->raw; k < block->raw + block->raw_len; k++)
        if ((unsigned char)raw[k] > ' ' && (k < link->raw || k >= link->raw + link->raw_len))
            return false;
    return true;
}

/* Content of a section that is a nested list. */
static uint32_t read_entry(walk *w, uint32_t i)
{
    const acm__blocks *blocks = &w->reader->blocks;
    if (blocks->list.at[i].kind == ACM__MD_LIST)
        return acm__list_read(w->reader, i, w->entries);
    bool introduces = i + 1 < blocks->list.count && blocks->list.at[i + 1].kind == ACM__MD_LIST;
    if (!introduces && !is_link(blocks, i))
        acm__list_add_paragraph(w->reader, i, w->entries);
    return i + 1;
}

static uint32_t read_block(walk *w, uint32_t i)
{
    uint8_t kind = w->reader->blocks.list.at[i].kind;
    if (kind == ACM__MD_HEADING) {
        read_heading(w, i);
        return i + 1;
    }
    if (w->entries && (kind == ACM__MD_LIST || kind == ACM__MD_PARAGRAPH))
        return read_entry(w, i);
    if (w->kind == ACM__HEADING_OVERVIEW && kind == ACM__MD_PARAGRAPH) {
        w->reader->page->overview_paragraphs++;
        acm__list_add_line(w->reader, i, &w->overview);
    }
    return acm__step_read(&w->steps, i);
}

static void read_blocks(walk *w)
{
    uint32_t next;
    for (uint32_t i = 0; i < w->reader->blocks.list.count; i = next) {
        next = read_block(w, i);
        acm__step_read_tables(&w->steps, i, next);
    }
    acm__step_end(&w->steps, w->reader->blocks.list.count);
}

void acm__sections_read(acm__reader *reader)
{
    const acm_allocator *allocator = &reader->scratch.allocator;
    walk w = {.reader = reader,
              .steps = {.reader = reader, .body = {.allocator = allocator}},
              .overview = {.allocator = allocator}};
    read_blocks(&w);
    if (w.overview.len)
        reader->page->overview = acm__str_copy(reader->arena, w.overview.at, w.overview.len);
    reader->arena->failed = reader->arena->failed || w.overview.failed || w.steps.body.failed;
    acm__buffer_dispose(&w.overview);
    acm__buffer_dispose(&w.steps.body);
}
