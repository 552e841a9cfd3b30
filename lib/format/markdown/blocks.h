/* blocks.h - the page as a flat run of blocks, in document order. */
#ifndef ACM__MARKDOWN_BLOCKS_H
#define ACM__MARKDOWN_BLOCKS_H

#include "base/buffer.h"

typedef enum acm__block_kind {
    ACM__MD_HEADING,   /* never within a list: it ends the lists around it */
    ACM__MD_PARAGRAPH, /* also the text of an item of a tight list */
    ACM__MD_LIST,      /* to its ACM__MD_LIST_END; holds items */
    ACM__MD_LIST_END,
    ACM__MD_ITEM, /* to its ACM__MD_ITEM_END */
    ACM__MD_ITEM_END,
    ACM__MD_TABLE, /* `size` blocks follow: rows, the header first */
    ACM__MD_ROW,   /* `size` cells follow; empty ones at the end are left out */
    ACM__MD_CELL,
    ACM__MD_OTHER /* code, a thematic break */
} acm__block_kind;

typedef struct acm__block {
    uint8_t kind;
    bool in_list;   /* for a heading: it was within one */
    uint16_t level; /* of a heading; columns of a table */
    uint32_t size;
    uint32_t at;           /* where it begins in the text that was parsed */
    uint32_t raw, raw_len; /* its text, in acm__blocks.raw: not yet plain, '\n' for line breaks */
    uint32_t links;        /* how many links stand before it */
} acm__block;

typedef struct acm__block_link {
    acm__str url;
    uint32_t at;
    uint32_t raw, raw_len;
} acm__block_link;

/* Literal text: no code, no character that was put in. The pieces stand in order. */
typedef struct acm__piece {
    uint32_t raw, raw_len;
    uint32_t at; /* where it stands in the text that was parsed */
} acm__piece;

typedef struct acm__blocks {
    struct {
        acm__block *at;
        uint32_t count, capacity;
    } list;
    struct {
        acm__block_link *at;
        uint32_t count, capacity;
    } links;
    struct {
        acm__piece *at;
        uint32_t count, capacity;
    } pieces;
    acm__buffer raw;
    bool too_deep; /* lists beyond a depth were taken as text of the item around them */
    uint32_t too_deep_at;
} acm__blocks;

/* Parses Markdown; all but `raw` goes to the arena. ACM_E_NOMEM is all that can fail. */
acm_status acm__blocks_read(acm__blocks *blocks, acm__arena *arena, acm__str text, acm_error *err);

#endif
