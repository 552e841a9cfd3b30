#include "format/markdown/lists.h"

#include <string.h>

/* "one", "two" -> "one two" */
static acm__str join(acm__arena *arena, acm__str one, acm__str two)
{
    if (one.len == 0 || two.len == 0)
        return one.len ? one : two;
    char *at = acm__arena_alloc(arena, (size_t)one.len + two.len + 2, 1);
    if (!at)
        return one;
    memcpy(at, one.at, one.len);
    at[one.len] = ' ';
    memcpy(at + one.len + 1, two.at, two.len + 1u);
    return (acm__str){at, one.len + two.len + 1};
}

/* Recursion is as deep as lists are nested, which acm__blocks_read bounds. */
static uint32_t read_item(acm__reader *reader, uint32_t i, acm__entries *entries)
{
    const acm__block *blocks = reader->blocks.list.at;
    acm__entry dropped, *entry = acm__list_push(reader->arena, entries);
    if (!entry)
        entry = memset(&dropped, 0, sizeof dropped);
    entry->text = (acm__str){"", 0};
    entry->place = acm__reader_place(reader, blocks[i + 1].at);
    for (i++; blocks[i].kind != ACM__MD_ITEM_END;) {
        if (blocks[i].kind == ACM__MD_LIST) {
            i = acm__list_read(reader, i, &entry->items);
            continue;
        }
        if (blocks[i].kind == ACM__MD_PARAGRAPH) {
            acm__str text = acm__reader_plain(reader, reader->arena, &blocks[i]);
            entry->text = join(reader->arena, entry->text, text);
        }
        i++;
    }
    return i + 1;
}

uint32_t acm__list_read(acm__reader *reader, uint32_t i, acm__entries *entries)
{
    for (i++; reader->blocks.list.at[i].kind == ACM__MD_ITEM;)
        i = read_item(reader, i, entries);
    return i + 1;
}

void acm__list_add_paragraph(acm__reader *reader, uint32_t i, acm__entries *entries)
{
    const acm__block *block = &reader->blocks.list.at[i];
    acm__str text = acm__reader_plain(reader, reader->arena, block);
    acm__entry *entry = text.len ? acm__list_push(reader->arena, entries) : NULL;
    if (!entry)
        return;
    entry->text = text;
    entry->place = acm__reader_place(reader, block->at);
}

void acm__list_add_line(acm__reader *reader, uint32_t i, acm__buffer *lines)
{
    acm__str text = acm__reader_plain(reader, &reader->scratch, &reader->blocks.list.at[i]);
    if (text.len && lines->len)
        acm__buffer_add(lines, "\n", 1);
    acm__buffer_add(lines, text.at, text.len);
}

uint32_t acm__list_skip(const acm__reader *reader, uint32_t i)
{
    uint32_t depth = 0;
    do {
        uint8_t kind = reader->blocks.list.at[i++].kind;
        depth += kind == ACM__MD_LIST;
        depth -= kind == ACM__MD_LIST_END;
    } while (depth > 0);
    return i;
}

uint32_t acm__list_add_lines(acm__reader *reader, uint32_t i, acm__buffer *lines)
{
    uint32_t end = acm__list_skip(reader, i);
    for (; i < end; i++)
        if (reader->blocks.list.at[i].kind == ACM__MD_PARAGRAPH)
            acm__list_add_line(reader, i, lines);
    return end;
}
