#include "format/markdown/front_matter.h"

#include "base/error.h"

#include <yaml.h>

#include <string.h>

/* What is larger is read line by line: the parser needs quadratic time for deep nesting. */
enum {
    YAML_MAX = 1 << 16,
    BRACKETS_MAX = 100,
    KEYS_MAX = 256,
    WINDOW = 256 /* bytes that are looked through at a time: returns may stand far from feeds */
};

/* Finding it */

/* The end of a line: its line feed, or a carriage return that stands alone. */
static uint32_t line_stop(acm__str text, uint32_t at)
{
    for (uint32_t n; at < text.len; at += n) {
        n = text.len - at < WINDOW ? text.len - at : WINDOW;
        const char *from = text.at + at, *feed = memchr(from, '\n', n);
        const char *end = memchr(from, '\r', feed ? (size_t)(feed - from) : n);
        if (end)
            return (uint32_t)(end - text.at) + (end + 1 < text.at + text.len && end[1] == '\n');
        if (feed)
            return (uint32_t)(feed - text.at);
    }
    return text.len;
}

static acm__str trim(acm__str text)
{
    while (text.len && (unsigned char)text.at[0] <= ' ') {
        text.at++;
        text.len--;
    }
    while (text.len && (unsigned char)text.at[text.len - 1] <= ' ')
        text.len--;
    return text;
}

static bool is_rule(acm__str line)
{
    acm__str text = trim(line);
    return text.at == line.at && text.len == 3 &&
           (memcmp(text.at, "---", 3) == 0 || memcmp(text.at, "...", 3) == 0);
}

acm__front_matter acm__front_matter_find(acm__str original, uint32_t at)
{
    acm__front_matter none = {at, at, at, true};
    uint32_t stop = line_stop(original, at), blank = 0;
    if (!is_rule((acm__str){original.at + at, stop - at}) || original.at[at] != '-')
        return none;
    uint32_t start = stop + (stop < original.len);
    for (at = start; at < original.len; at = stop + 1) {
        stop = line_stop(original, at);
        acm__str line = {original.at + at, stop - at};
        if (is_rule(line))
            return (acm__front_matter){start, at, stop + (stop < original.len), true};
        if (!blank && trim(line).len == 0)
            blank = at;
    }
    /* never closed: the lines up to the first empty one, if they look like it */
    acm__str head = {original.at + start, blank ? blank - start : original.len - start};
    if (!head.len || !memchr(head.at, ':', head.len))
        return none;
    return (acm__front_matter){start, start + head.len, start + head.len, false};
}

/* Reading it */

static void set(acm__reader *reader, acm__str key, acm__str value, uint32_t original)
{
    acm__page *page = reader->page;
    acm__pair pair = {acm__plain(reader->arena, key.at, key.len),
                      acm__plain(reader->arena, value.at, value.len),
                      acm__source_place(&reader->source, original)};
    if (!pair.key.at || !pair.value.at || !pair.key.len)
        return;
    for (uint32_t i = 0; i < page->front_matter.count; i++)
        if (acm__str_equal(page->front_matter.at[i].key, pair.key)) {
            page->front_matter.at[i] = pair;
            return;
        }
    if (page->front_matter.count == KEYS_MAX)
        return;
    acm__pair *to = acm__list_push(reader->arena, &page->front_matter);
    if (to)
        *to = pair;
}

/* "key: value" lines, for what is no YAML; `text` begins at an offset of the page. */
static void read_plain_lines(acm__reader *reader, uint32_t from, acm__str text)
{
    for (uint32_t at = 0, stop; at < text.len; at = stop + 1) {
        stop = line_stop(text, at);
        acm__str line = {text.at + at, stop - at};
        const char *colon = line.len ? memchr(line.at, ':', line.len) : NULL;
        if (!colon || line.at[0] == '#' || line.at[0] == '-' || (unsigned char)line.at[0] <= ' ')
            continue;
        uint32_t k = (uint32_t)(colon - line.at);
        acm__str value = trim((acm__str){colon + 1, line.len - k - 1});
        if (value.len >= 2 && (value.at[0] == '"' || value.at[0] == '\'') &&
            value.at[value.len - 1] == value.at[0])
            value = (acm__str){value.at + 1, value.len - 2};
        set(reader, (acm__str){line.at, k}, value, from + at);
    }
}

/* Follows the events of the parser: only the outermost mapping counts, a nested value is its scalars. */
typedef struct state {
    acm__reader *reader;
    acm__str text;
    uint32_t from; /* where it begins in the page */
    size_t lines;  /* before the last key */
    uint32_t at;   /* the line of the last key */
    uint32_t depth;
    bool mapping; /* the document is one */
    bool keyed;   /* a key waits for its value */
    acm__buffer key, value;
} state;

/* Goes on to the line of a key: its place. */
static void find_key(state *s, const yaml_event_t *event)
{
    for (; s->lines < event->start_mark.line && s->at < s->text.len; s->lines++) {
        s->at = line_stop(s->text, s->at);
        s->at += s->at < s->text.len;
    }
}

static void take_scalar(state *s, const yaml_event_t *event)
{
    const char *at = (const char *)event->data.scalar.value;
    size_t len = event->data.scalar.length;
    if (!s->keyed) {
        acm__buffer_add(&s->key, at, len);
        find_key(s, event);
        return;
    }
    if (s->value.len)
        acm__buffer_add(&s->value, ", ", 2);
    acm__buffer_add(&s->value, at, len);
}

/* A value of the outermost mapping, or a key of it, is complete. */
static void end_node(state *s)
{
    if (s->depth != 1 || !s->mapping)
        return;
    if (s->keyed) {
        set(s->reader, (acm__str){s->key.at ? s->key.at : "", s->key.len},
            (acm__str){s->value.at ? s->value.at : "", s->value.len}, s->from + s->at);
        acm__buffer_cut(&s->key, 0);
        acm__buffer_cut(&s->value, 0);
    }
    s->keyed = !s->keyed;
}

static void take_event(state *s, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        if (s->mapping)
            take_scalar(s, event);
        end_node(s);
        break;
    case YAML_ALIAS_EVENT:
        end_node(s);
        break;
    case YAML_MAPPING_START_EVENT:
        s->mapping = s->mapping || s->depth == 0;
        s->depth++;
        break;
    case YAML_SEQUENCE_START_EVENT:
        s->depth++;
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        s->depth--;
        end_node(s);
        break;
    default:
        break;
    }
}

/* The offset of a mark, whose lines and columns count from 0. */
static uint32_t find_mark(acm__str text, yaml_mark_t mark)
{
    size_t at = 0;
    for (; mark.line > 0 && at < text.len; mark.line--) {
        at = line_stop(text, (uint32_t)at);
        at += at < text.len;
    }
    uint32_t stop = line_stop(text, (uint32_t)at);
    for (; mark.column > 0 && at < stop; mark.column--)
        acm__utf8_next(text.at, stop, &at);
    return (uint32_t)at;
}

static void report(acm__reader *reader, uint32_t at, const char *detail)
{
    acm__reader_fault(reader, ACM__RULE_BAD_FRONT_MATTER, at,
                      (acm__str){detail, (uint32_t)strlen(detail)});
}

/* Reports the error; gives the start of the line where what could not be read begins. */
static uint32_t report_error(acm__reader *reader, uint32_t from, acm__str text,
                             const yaml_parser_t *parser)
{
    bool in_token = parser->error == YAML_SCANNER_ERROR && parser->context;
    uint32_t at = parser->error == YAML_READER_ERROR ? (uint32_t)parser->problem_offset
                                                     : find_mark(text, parser->problem_mark);
    uint32_t start = in_token ? find_mark(text, parser->context_mark) : at;
    if (at >= text.len)
        at = start < text.len ? start : text.len;
    report(reader, from + at, parser->problem ? parser->problem : "cannot be read");
    start = start < text.len ? start : text.len;
    while (start > 0 && text.at[start - 1] != '\n' && text.at[start - 1] != '\r')
        start--;
    return start;
}

/* Reads events up to the end or an error; gives where to go on line by line. */
static uint32_t read_events(state *s, yaml_parser_t *parser)
{
    yaml_event_t event;
    for (;;) {
        if (!yaml_parser_parse(parser, &event))
            return parser->error == YAML_MEMORY_ERROR
                       ? s->text.len
                       : report_error(s->reader, s->from, s->text, parser);
        bool end = event.type == YAML_STREAM_END_EVENT;
        take_event(s, &event);
        yaml_event_delete(&event);
        if (end)
            return s->text.len;
    }
}

static uint32_t count(acm__str text, char c)
{
    uint32_t n = 0;
    const char *end = text.at + text.len;
    for (const char *at = text.at; (at = memchr(at, c, (size_t)(end - at))) != NULL; at++)
        n++;
    return n;
}

static bool fits_yaml(acm__str text)
{
    return text.len <= YAML_MAX && count(text, '[') + count(text, '{') <= BRACKETS_MAX;
}

acm_status acm__front_matter_read(acm__reader *reader, const acm__front_matter *matter,
                                  acm_error *err)
{
    acm__str text = {reader->source.original.at + matter->at, matter->stop - matter->at};
    const acm_allocator *allocator = &reader->scratch.allocator;
    state s = {.reader = reader,
               .text = text,
               .from = matter->at,
               .key = {.allocator = allocator},
               .value = {.allocator = allocator}};
    yaml_parser_t parser;
    uint32_t rest = 0;
    if (!matter->closed)
        report(reader, 0, "no line of \"---\" ends it");
    if (text.len == 0)
        return ACM_OK;
    if (!yaml_parser_initialize(&parser))
        return acm__nomem(err);
    if (fits_yaml(text)) {
        yaml_parser_set_input_string(&parser, (const unsigned char *)text.at, text.len);
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
        rest = read_events(&s, &parser);
    }
    read_plain_lines(reader, matter->at + rest, (acm__str){text.at + rest, text.len - rest});
    bool failed = parser.error == YAML_MEMORY_ERROR || s.key.failed || s.value.failed;
    yaml_parser_delete(&parser);
    acm__buffer_dispose(&s.key);
    acm__buffer_dispose(&s.value);
    return failed ? acm__nomem(err) : ACM_OK;
}
