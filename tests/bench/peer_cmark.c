#include "peers.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

void peer_cmark_start(void)
{
    cmark_gfm_core_extensions_ensure_registered();
}

static size_t walk(cmark_node *document)
{
    size_t counted = 0;
    cmark_iter *iter = cmark_iter_new(document);
    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        const char *literal = cmark_node_get_literal(node);
        counted += (size_t)cmark_node_get_type(node) + (literal ? (unsigned char)literal[0] : 0);
        counted +=
            (size_t)cmark_node_get_start_line(node) + (size_t)cmark_node_get_start_column(node);
    }
    cmark_iter_free(iter);
    return counted;
}

size_t peer_cmark(const char *text, size_t len)
{
    static const char *const extensions[] = {"table", "strikethrough", "autolink", "tasklist"};
    size_t body = peer_front_matter(text, len).end;
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, text + body, len - body);
    cmark_node *document = cmark_parser_finish(parser);
    size_t counted = walk(document);
    cmark_node_free(document);
    cmark_parser_free(parser);
    return counted;
}
