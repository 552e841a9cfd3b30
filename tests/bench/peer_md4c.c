#include "peers.h"

#include <md4c.h>

static int count_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    ++*(size_t *)user;
    return 0;
}

static int count_span(MD_SPANTYPE type, void *detail, void *user)
{
    (void)type;
    (void)detail;
    ++*(size_t *)user;
    return 0;
}

static int count_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *user)
{
    (void)type;
    (void)text;
    *(size_t *)user += size;
    return 0;
}

size_t peer_md4c(const char *text, size_t len)
{
    const MD_PARSER parser = {.flags = MD_DIALECT_GITHUB,
                              .enter_block = count_block,
                              .leave_block = count_block,
                              .enter_span = count_span,
                              .leave_span = count_span,
                              .text = count_text};
    size_t counted = 0, body = peer_front_matter(text, len).end;
    md_parse(text + body, (MD_SIZE)(len - body), &parser, &counted);
    return counted;
}
