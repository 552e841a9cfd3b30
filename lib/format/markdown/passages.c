#include "format/markdown/passages.h"

static bool is_passage(const acm__block *block)
{
    return block->raw_len > 0 && (block->kind == ACM__MD_HEADING ||
                                  block->kind == ACM__MD_PARAGRAPH || block->kind == ACM__MD_CELL);
}

void acm__passages_read(acm__reader *reader)
{
    const acm__blocks *blocks = &reader->blocks;
    acm__str raw =
        acm__str_copy(reader->arena, blocks->raw.at ? blocks->raw.at : "", blocks->raw.len);
    for (uint32_t i = 0; raw.at && i < blocks->list.count; i++) {
        const acm__block *block = &blocks->list.at[i];
        acm__passage *passage =
            is_passage(block) ? acm__list_push(reader->arena, &reader->page->passages) : NULL;
        if (passage) {
            passage->text = (acm__str){raw.at + block->raw, block->raw_len};
            passage->place = acm__reader_place(reader, block->at);
        }
    }
}
