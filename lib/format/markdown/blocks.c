#include "format/markdown/blocks.h"

#include "base/error.h"
#include "format/markdown/entities.h"
#include "model/page.h"

#include <md4c.h>

#include <string.h>

enum {
    DEPTH_MAX = 64
};

#define NO_BLOCK UINT32_MAX
#define NO_PLACE UINT32_MAX

typedef struct builder {
    acm__blocks *blocks;
    acm__arena *arena;
    acm__str text;
    uint32_t seen;    /* the text up to here has been handed over */
    uint32_t current; /* the block that takes text */
    bool tight;       /* it is the text of a tight item: nobody will say where it ends */
    bool verbatim;    /* within a code block */
    uint32_t table, row;
    uint32_t images;      /* that are open */
    bool linked;          /* a link is open */
    uint32_t link_images; /* images that its text begins with */
    uint32_t depth;       /* of lists; what is open of each of them: a heading closes them early */
    struct {
        bool list, item;
    } open[DEPTH_MAX + 1];
} builder;

/* Where a piece of text stands; NO_PLACE for what the parser has put in itself. */
static uint32_t offset_of(const builder *b, const char *at)
{
    uintptr_t offset = (uintptr_t)at - (uintptr_t)b->text.at;
    return offset < b->text.len ? (uint32_t)offset : NO_PLACE;
}

static acm__block *push(builder *b, acm__block_kind kind)
{
    acm__blocks *blocks = b->blocks;
    acm__block *block = blocks->list.count < blocks->list.capacity
                            ? &blocks->list.at[blocks->list.count++]
                            : acm__list_push(b->arena, &blocks->list);
    if (block)
        *block = (acm__block){.kind = (uint8_t)kind,
                              .in_list = b->depth > 0,
                              .at = b->seen,
                              .raw = blocks->raw.len,
                              .links = blocks->links.count};
    return block;
}

/* Places */

static bool is_markup(char c)
{
    return c == '*' || c == '_' || c == '[' || c == '!' || c == '`' || c == '<' || c == '\\';
}

/* From the first text of a block back over the markup right before it. */
static uint32_t before_markup(const builder *b, uint32_t at)
{
    while (at > b->seen && is_markup(b->text.at[at - 1]))
        at--;
    return at;
}

/* From the first text of a heading back to its number signs, if it has some. */
static uint32_t before_heading(const builder *b, uint32_t at)
{
    uint32_t line = at;
    while (line > b->seen && b->text.at[line - 1] != '\n' && b->text.at[line - 1] != '\r')
        line--;
    const char *sign = memchr(b->text.at + line, '#', at - line);
    return sign ? (uint32_t)(sign - b->text.at) : before_markup(b, at);
}

/* The next line that begins with a number sign: a heading without text. */
static uint32_t find_empty_heading(const builder *b)
{
    bool starts = b->seen == 0;
    for (uint32_t i = b->seen; i < b->text.len; i++) {
        char c = b->text.at[i];
        if (c == '#' && starts)
            return i;
        if (c == '\n' || c == '\r')
            starts = true;
        else if (c != ' ' && c != '\t' && c != '>')
            starts = false;
    }
    return b->seen;
}

/* From the first text of a link back to its bracket, over those of images that the text begins with. */
static uint32_t before_link(const builder *b, uint32_t at)
{
    uint32_t brackets = b->link_images;
    if (at > b->seen && b->text.at[at - 1] == '<')
        return at - 1;
    for (uint32_t i = at; i > b->seen; i--)
        if (b->text.at[i - 1] == '[' && brackets-- == 0)
            return i - 1;
    return at;
}

/* Lists */

static int open_item(builder *b)
{
    if (b->depth > DEPTH_MAX)
        return 0;
    if (!b->open[b->depth].list && !push(b, ACM__MD_LIST))
        return 1;
    b->open[b->depth].list = b->open[b->depth].item = true;
    return !push(b, ACM__MD_ITEM);
}

static int close_item(builder *b)
{
    bool open = b->depth <= DEPTH_MAX && b->open[b->depth].item;
    if (open)
        b->open[b->depth].item = false;
    return open && !push(b, ACM__MD_ITEM_END);
}

static int close_list(builder *b)
{
    bool open = b->depth <= DEPTH_MAX && b->open[b->depth].list;
    if (open)
        b->open[b->depth].list = false;
    return open && !push(b, ACM__MD_LIST_END);
}

static void enter_list(builder *b)
{
    if (++b->depth > DEPTH_MAX && !b->blocks->too_deep) {
        b->blocks->too_deep = true;
        b->blocks->too_deep_at = b->seen;
    }
}

static int leave_list(builder *b)
{
    int failed = close_list(b);
    b->depth--;
    return failed;
}

/* Ends all lists that are open, for a heading. */
static int close_lists(builder *b)
{
    uint32_t depth = b->depth;
    int failed = 0;
    for (; b->depth > 0 && !failed; b->depth--)
        failed = close_item(b) || close_list(b);
    b->depth = depth;
    return failed;
}

/* Blocks */

static void end_text(builder *b)
{
    if (b->current == NO_BLOCK)
        return;
    acm__block *block = &b->blocks->list.at[b->current];
    block->raw_len = b->blocks->raw.len - block->raw;
    if (block->kind == ACM__MD_HEADING && block->raw_len == 0)
        block->at = b->seen = find_empty_heading(b);
    b->current = NO_BLOCK;
    b->tight = false;
}

static int begin_text(builder *b, acm__block_kind kind, uint32_t level)
{
    acm__block *block = push(b, kind);
    if (!block)
        return 1;
    block->level = (uint16_t)level;
    b->current = b->blocks->list.count - 1;
    return 0;
}

static int open_table(builder *b, const MD_BLOCK_TABLE_DETAIL *detail)
{
    b->table = b->blocks->list.count;
    acm__block *block = push(b, ACM__MD_TABLE);
    if (block)
        block->level = (uint16_t)detail->col_count;
    return !block;
}

static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    builder *b = user;
    if (b->tight)
        end_text(b);
    switch (type) {
    case MD_BLOCK_H:
        return close_lists(b) ||
               begin_text(b, ACM__MD_HEADING, ((MD_BLOCK_H_DETAIL *)detail)->level);
    case MD_BLOCK_P:
        return begin_text(b, ACM__MD_PARAGRAPH, 0);
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        enter_list(b);
        return 0;
    case MD_BLOCK_LI:
        return open_item(b);
    case MD_BLOCK_TABLE:
        return open_table(b, detail);
    case MD_BLOCK_TR:
        b->row = b->blocks->list.count;
        return !push(b, ACM__MD_ROW);
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        return begin_text(b, ACM__MD_CELL, 0);
    case MD_BLOCK_CODE:
        b->verbatim = true;
        return !push(b, ACM__MD_OTHER);
    case MD_BLOCK_HR:
        return !push(b, ACM__MD_OTHER);
    default:
        return 0;
    }
}

/* A row of few cells in a wide table must not cost as many blocks as the table has columns. */
static void end_row(builder *b)
{
    acm__blocks *blocks = b->blocks;
    while (blocks->list.count > b->row + 1 && blocks->list.at[blocks->list.count - 1].raw_len == 0)
        blocks->list.count--;
    acm__block *row = &blocks->list.at[b->row];
    row->size = blocks->list.count - b->row - 1;
    for (uint32_t k = row->size; k > 0; k--)
        if (row[k].raw_len > 0)
            row->at = row[k].at; /* an empty cell does not know where it stands */
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    builder *b = user;
    (void)detail;
    end_text(b);
    switch (type) {
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
        return leave_list(b);
    case MD_BLOCK_LI:
        return close_item(b);
    case MD_BLOCK_TR:
        end_row(b);
        return 0;
    case MD_BLOCK_TABLE:
        b->blocks->list.at[b->table].size = b->blocks->list.count - b->table - 1;
        return 0;
    case MD_BLOCK_CODE:
        b->verbatim = false;
        return 0;
    default:
        return 0;
    }
}

/* Spans: only links are of interest, and images because what they hold is no link. */

static int open_text(builder *b)
{
    if (b->current != NO_BLOCK)
        return 0;
    b->tight = true;
    return begin_text(b, ACM__MD_PARAGRAPH, 0);
}

static int open_link(builder *b, const MD_SPAN_A_DETAIL *detail)
{
    acm__block_link *link = acm__list_push(b->arena, &b->blocks->links);
    if (!link)
        return 1;
    link->url = acm__str_copy(b->arena, detail->href.text, detail->href.size);
    link->raw = b->blocks->raw.len;
    link->at = NO_PLACE;
    b->linked = true;
    b->link_images = 0;
    return !link->url.at;
}

static void close_link(builder *b)
{
    acm__block_link *link = &b->blocks->links.at[b->blocks->links.count - 1];
    link->raw_len = b->blocks->raw.len - link->raw;
    if (link->at == NO_PLACE)
        link->at = b->seen;
    b->linked = false;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    builder *b = user;
    if (open_text(b))
        return 1;
    if (type == MD_SPAN_IMG) {
        b->images++;
        b->link_images++;
    }
    return type == MD_SPAN_A && b->images == 0 ? open_link(b, detail) : 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    builder *b = user;
    (void)detail;
    if (type == MD_SPAN_IMG)
        b->images--;
    else if (type == MD_SPAN_A && b->images == 0 && b->linked)
        close_link(b);
    return 0;
}

/* Text */

static void mark_places(builder *b, uint32_t at)
{
    acm__blocks *blocks = b->blocks;
    acm__block *block = &blocks->list.at[b->current];
    if (block->raw == blocks->raw.len)
        block->at = block->kind == ACM__MD_HEADING ? before_heading(b, at) : before_markup(b, at);
    if (b->linked && blocks->links.at[blocks->links.count - 1].at == NO_PLACE)
        blocks->links.at[blocks->links.count - 1].at = before_link(b, at);
}

static void note_piece(builder *b, uint32_t at, uint32_t len)
{
    acm__blocks *blocks = b->blocks;
    acm__piece *piece = blocks->pieces.count < blocks->pieces.capacity
                            ? &blocks->pieces.at[blocks->pieces.count++]
                            : acm__list_push(b->arena, &blocks->pieces);
    if (piece)
        *piece = (acm__piece){blocks->raw.len, len, at};
}

static void add_entity(acm__buffer *raw, const char *at, uint32_t len)
{
    char decoded[ACM__ENTITY_MAX];
    uint32_t n = acm__entity_decode((acm__str){at, len}, decoded);
    if (n)
        acm__buffer_add(raw, decoded, n);
    else
        acm__buffer_add(raw, at, len);
}

/* Code in a cell: its pipes are escaped, for the row's sake. */
static void add_code(acm__buffer *raw, const char *at, uint32_t len)
{
    const char *end = at + len, *pipe = at;
    while ((pipe = memchr(pipe, '|', (size_t)(end - pipe))) != NULL) {
        if (pipe > at && pipe[-1] == '\\') {
            acm__buffer_add(raw, at, (size_t)(pipe - 1 - at));
            at = pipe;
        }
        pipe++;
    }
    acm__buffer_add(raw, at, (size_t)(end - at));
}

static int add_text(MD_TEXTTYPE type, const char *at, MD_SIZE len, void *user)
{
    builder *b = user;
    acm__buffer *raw = &b->blocks->raw;
    uint32_t offset = offset_of(b, at);
    if (!b->verbatim) {
        if (open_text(b))
            return 1;
        if (offset != NO_PLACE)
            mark_places(b, offset);
        if (type == MD_TEXT_NORMAL && offset != NO_PLACE)
            note_piece(b, offset, len);
        if (type == MD_TEXT_BR || type == MD_TEXT_SOFTBR)
            acm__buffer_add(raw, "\n", 1);
        else if (type == MD_TEXT_ENTITY)
            add_entity(raw, at, len);
        else if (type == MD_TEXT_CODE && b->blocks->list.at[b->current].kind == ACM__MD_CELL)
            add_code(raw, at, len);
        else
            acm__buffer_add(raw, at, len);
    }
    if (offset != NO_PLACE)
        b->seen = offset + len;
    return raw->failed;
}

acm_status acm__blocks_read(acm__blocks *blocks, acm__arena *arena, acm__str text, acm_error *err)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_TABLES | MD_FLAG_NOHTML,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = add_text,
    };
    void *room = NULL; /* for all of the text: entities seldom make it longer */
    if (!acm__reserve(&arena->allocator, &room, &blocks->raw.capacity, (size_t)text.len + 1, 1))
        return acm__nomem(err);
    blocks->raw.at = room;
    builder b = {.blocks = blocks, .arena = arena, .text = text, .current = NO_BLOCK};
    bool parsed = md_parse(text.at, text.len, &parser, &b) == 0;
    return parsed && !arena->failed && !blocks->raw.failed ? ACM_OK : acm__nomem(err);
}
