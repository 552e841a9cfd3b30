#include "format/markdown/steps.h"

#include "format/markdown/labels.h"
#include "format/markdown/lists.h"
#include "format/markdown/tables.h"
#include "format/markdown/values.h"

static acm__step *current(acm__step_reader *steps)
{
    acm__page *page = steps->reader->page;
    return steps->open ? &page->steps.at[page->steps.count - 1] : NULL;
}

void acm__step_begin(acm__step_reader *steps, uint32_t i, acm__str title, uint32_t limit)
{
    acm__reader *reader = steps->reader;
    const acm__block *heading = &reader->blocks.list.at[i];
    acm__step *step = acm__list_push(reader->arena, &reader->page->steps);
    if (!step)
        return;
    step->title = title;
    step->level = heading->level;
    step->place = acm__reader_place(reader, heading->at);
    steps->open = true;
    steps->limit = limit;
    steps->links = heading->links;
}

/* Its links are a part of the page's. */
static void take_links(acm__step *step, acm__links *all, uint32_t from, uint32_t to)
{
    if (from == to)
        return;
    step->links.at = all->at + from;
    step->links.count = step->links.capacity = to - from;
}

void acm__step_end(acm__step_reader *steps, uint32_t i)
{
    acm__reader *reader = steps->reader;
    acm__step *step = current(steps);
    steps->labels = false;
    if (!step)
        return;
    const acm__blocks *blocks = &reader->blocks;
    uint32_t links = i < blocks->list.count ? blocks->list.at[i].links : blocks->links.count;
    if (links <= reader->page->links.count)
        take_links(step, &reader->page->links, steps->links, links);
    if (steps->body.len)
        step->body = acm__str_copy(reader->arena, steps->body.at, steps->body.len);
    acm__buffer_cut(&steps->body, 0);
    steps->open = false;
}

/* Label paragraphs */

static acm__strs *values_of(acm__assignment *assignment, int32_t label)
{
    switch (label) {
    case ACM__LABEL_PRIMARY_ROLES:
        return &assignment->primary_roles;
    case ACM__LABEL_SECONDARY_ROLES:
        assignment->has_secondary = true;
        return &assignment->secondary_roles;
    case ACM__LABEL_MOTIONS:
        return &assignment->motions;
    case ACM__LABEL_APPLIES_TO:
        return &assignment->applies_to;
    default:
        return NULL;
    }
}

/* The assignment that a label belongs to: the one at hand, or a new one if that has the label already. */
static acm__assignment *assignment_for(acm__step_reader *steps, const acm__block *block,
                                       int32_t label)
{
    acm__reader *reader = steps->reader;
    acm__step *step = current(steps);
    acm__assignments *list = step ? &step->assignments : &reader->page->assignments;
    uint32_t bit = 1u << (label - ACM__LABEL_PHASE);
    bool fits = steps->given != 0 && !(steps->given & bit) && list->count;
    acm__assignment *assignment =
        fits ? &list->at[list->count - 1] : acm__list_push(reader->arena, list);
    if (assignment && !fits)
        assignment->place = acm__reader_place(reader, block->at);
    steps->given = fits ? steps->given | bit : bit;
    return assignment;
}

static void read_assignment_label(acm__step_reader *steps, const acm__block *block,
                                  const acm__label *label)
{
    acm__assignment scratch;
    if (!values_of(&scratch, label->kind))
        return;
    acm__assignment *assignment = assignment_for(steps, block, label->kind);
    if (!assignment)
        return;
    assignment->unsure = assignment->unsure || label->inside;
    acm__values_split(steps->reader->arena, values_of(assignment, label->kind), label->value,
                      label->kind == ACM__LABEL_MOTIONS ? ACM__SEPARATORS_SLASH
                                                        : ACM__SEPARATORS_ALL);
}

/* Whether the motions of this paragraph are the page's: they stand with its phase. */
static bool stands_with_phase(acm__labels labels)
{
    acm__label label;
    while (acm__labels_next(&labels, &label))
        if (label.kind == ACM__LABEL_PHASE)
            return true;
    return false;
}

static void read_labels(acm__step_reader *steps, uint32_t i, acm__labels *labels)
{
    acm__reader *reader = steps->reader;
    acm__page *page = reader->page;
    bool phase = stands_with_phase(*labels),
         first = page->phase.count == 0 && page->motions.count == 0;
    acm__label label;
    if (!steps->labels)
        steps->given = 0;
    while (acm__labels_next(labels, &label)) {
        acm__strs *of_page = label.kind == ACM__LABEL_PHASE              ? &page->phase
                             : phase && label.kind == ACM__LABEL_MOTIONS ? &page->motions
                                                                         : NULL;
        if (!of_page)
            read_assignment_label(steps, &reader->blocks.list.at[i], &label);
        else if (first)
            acm__values_split(reader->arena, of_page, label.value, ACM__SEPARATORS_SLASH);
    }
}

static bool is_list(const acm__reader *reader, uint32_t i)
{
    return i < reader->blocks.list.count && reader->blocks.list.at[i].kind == ACM__MD_LIST;
}

/* Reads the lists that the paragraph at block i announces as inputs or outputs; gives i if it does not. */
static uint32_t read_conditions(acm__step_reader *steps, uint32_t i)
{
    acm__reader *reader = steps->reader;
    acm__step *step = current(steps);
    if (!step || !is_list(reader, i + 1))
        return i;
    int32_t kind;
    acm__str text = acm__reader_plain(reader, &reader->scratch, &reader->blocks.list.at[i]);
    acm__vocabulary_head(reader->words.language, ACM__BLOCK, text, &kind);
    if (!kind)
        return i;
    acm__entries *entries = kind == ACM__BLOCK_STEP_INPUTS ? &step->inputs : &step->outputs;
    for (i++; is_list(reader, i);)
        i = acm__list_read(reader, i, entries);
    return i;
}

static uint32_t read_paragraph(acm__step_reader *steps, uint32_t i)
{
    acm__reader *reader = steps->reader;
    acm__labels labels;
    if (acm__labels_begin(reader, i, &labels)) {
        read_labels(steps, i, &labels);
        steps->labels = true;
        return i + 1;
    }
    steps->labels = steps->labels && reader->blocks.list.at[i].raw_len == 0;
    uint32_t next = read_conditions(steps, i);
    if (next != i)
        return next;
    if (steps->open)
        acm__list_add_line(reader, i, &steps->body);
    return i + 1;
}

uint32_t acm__step_read(acm__step_reader *steps, uint32_t i)
{
    acm__reader *reader = steps->reader;
    const acm__block *block = &reader->blocks.list.at[i];
    if (block->kind == ACM__MD_PARAGRAPH)
        return read_paragraph(steps, i);
    steps->labels = false;
    if (block->kind != ACM__MD_LIST)
        return i + 1 + block->size;
    return steps->open ? acm__list_add_lines(reader, i, &steps->body) : acm__list_skip(reader, i);
}

void acm__step_read_tables(acm__step_reader *steps, uint32_t i, uint32_t end)
{
    acm__reader *reader = steps->reader;
    acm__step *step = current(steps);
    for (; i < end; i++)
        if (reader->blocks.list.at[i].kind == ACM__MD_TABLE)
            acm__table_read(reader, i, step ? &step->tasks : &reader->page->tasks);
}
