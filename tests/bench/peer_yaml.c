#include "peers.h"

#include <string.h>

#include <yaml.h>

static size_t line_end(const char *text, size_t len, size_t at)
{
    const char *end = at < len ? memchr(text + at, '\n', len - at) : NULL;
    return end ? (size_t)(end - text) + 1 : len;
}

static bool is_fence(const char *text, size_t at, size_t end)
{
    while (end > at && (text[end - 1] == '\n' || text[end - 1] == '\r' || text[end - 1] == ' '))
        end--;
    return end - at == 3 && memcmp(text + at, "---", 3) == 0;
}

peer_matter peer_front_matter(const char *text, size_t len)
{
    size_t start = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    size_t from = line_end(text, len, start);
    if (!is_fence(text, start, from))
        return (peer_matter){0, 0, 0};
    for (size_t at = from, end; at < len; at = end) {
        end = line_end(text, len, at);
        if (is_fence(text, at, end))
            return (peer_matter){from, at, end};
    }
    return (peer_matter){0, 0, 0};
}

size_t peer_yaml(const char *text, size_t len)
{
    peer_matter matter = peer_front_matter(text, len);
    size_t scalars = 0;
    yaml_parser_t parser;
    bool more = matter.end > 0;
    if (!more || !yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_string(&parser, (const unsigned char *)text + matter.from,
                                 matter.to - matter.from);
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            break;
        scalars += event.type == YAML_SCALAR_EVENT;
        more = event.type != YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return scalars;
}
