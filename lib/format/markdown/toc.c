#include "format/markdown/toc.h"

#include "base/error.h"

#include <string.h>
#include <yaml.h>

enum {
    DEPTH_MAX = 64,
    ENTRIES_MAX = 100000
};

typedef enum key {
    KEY_NONE, /* a key is expected */
    KEY_NAME,
    KEY_HREF,
    KEY_ITEMS,
    KEY_OTHER
} key;

/* A list or an entry that is open. */
typedef struct level {
    bool list;
    bool passed_over; /* below a key that means nothing here */
    key key;
    uint32_t entry; /* index + 1: of the mapping; of the list, whose items they are */
} level;

typedef struct reading {
    acm__arena *arena;
    acm__toc *toc;
    acm__str text;
    uint32_t line, line_at; /* the line that was looked at last, from 0, and where it begins */
    level levels[DEPTH_MAX];
    uint32_t depth;
    bool stopped;
} reading;

/* Marks count lines and columns from 0, and come in order. */
static acm__place place_of(reading *r, yaml_mark_t mark)
{
    while (r->line < mark.line) {
        const char *end = memchr(r->text.at + r->line_at, '\n', r->text.len - r->line_at);
        if (!end)
            break;
        r->line_at = (uint32_t)(end + 1 - r->text.at);
        r->line++;
    }
    size_t at = r->line_at;
    for (size_t i = 0; i < mark.column && at < r->text.len; i++)
        acm__utf8_next(r->text.at, r->text.len, &at);
    return (acm__place){(uint32_t)mark.line + 1, (uint32_t)mark.column + 1, (uint32_t)at};
}

static void report(reading *r, yaml_mark_t mark, const char *detail)
{
    acm__faults_copy(r->arena, &r->toc->faults, ACM__RULE_TOC_BROKEN, place_of(r, mark),
                     (acm__str){detail, (uint32_t)strlen(detail)});
    r->stopped = true;
}

static level *top(reading *r)
{
    return r->depth ? &r->levels[r->depth - 1] : NULL;
}

static bool counts(const level *l)
{
    return !l || !l->passed_over;
}

static void end_value(reading *r)
{
    level *l = top(r);
    if (l && !l->list)
        l->key = KEY_NONE;
}

static level *open_level(reading *r, const yaml_event_t *event, bool list)
{
    const level *around = top(r);
    if (r->depth == DEPTH_MAX) {
        report(r, event->start_mark, "nested too deeply");
        return NULL;
    }
    bool nested = around && !around->list;
    level *l = &r->levels[r->depth++];
    *l = (level){.list = list, .entry = around ? around->entry : 0};
    l->passed_over = around && (around->passed_over || (nested && around->key != KEY_ITEMS) ||
                                (nested && !list) || (!nested && list));
    return l;
}

static void open_entry(reading *r, const yaml_event_t *event)
{
    const level *around = top(r);
    bool root = !around;
    level *l = open_level(r, event, false);
    if (!l || l->passed_over || root) /* a file may begin with "items:" */
        return;
    if (r->toc->entries.count == ENTRIES_MAX) {
        report(r, event->start_mark, "too many entries");
        return;
    }
    acm__toc_entry *entry = acm__list_push(r->arena, &r->toc->entries);
    if (!entry)
        return;
    *entry = (acm__toc_entry){.name = ACM__STR(""),
                              .href = ACM__STR(""),
                              .parent = l->entry,
                              .place = place_of(r, event->start_mark)};
    l->entry = r->toc->entries.count;
}

static key key_of(const yaml_event_t *event)
{
    static const struct {
        const char *word;
        key key;
    } keys[] = {{"name", KEY_NAME}, {"href", KEY_HREF}, {"items", KEY_ITEMS}};
    const char *word = (const char *)event->data.scalar.value;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(keys[i].word, word) == 0)
            return keys[i].key;
    return KEY_OTHER;
}

static void take_scalar(reading *r, const yaml_event_t *event)
{
    level *l = top(r);
    if (!l || l->list || !counts(l))
        return;
    if (l->key == KEY_NONE) {
        l->key = key_of(event);
        return;
    }
    acm__toc_entry *entry = l->entry ? &r->toc->entries.at[l->entry - 1] : NULL;
    acm__str text =
        acm__plain(r->arena, (const char *)event->data.scalar.value, event->data.scalar.length);
    if (entry && text.at && l->key == KEY_NAME)
        entry->name = text;
    if (entry && text.at && l->key == KEY_HREF) {
        entry->href = text;
        entry->place = place_of(r, event->start_mark);
    }
    end_value(r);
}

static void take_event(reading *r, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(r, event);
        break;
    case YAML_ALIAS_EVENT:
        end_value(r);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_level(r, event, true);
        break;
    case YAML_MAPPING_START_EVENT:
        open_entry(r, event);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        r->depth--;
        end_value(r);
        break;
    case YAML_STREAM_END_EVENT:
        r->stopped = true;
        break;
    default:
        break;
    }
}

acm_status acm__toc_read(acm__arena *arena, acm__str bytes, acm__toc *toc, acm_error *err)
{
    static const char bom[] = "\xef\xbb\xbf";
    bool marked = bytes.len >= 3 && memcmp(bytes.at, bom, 3) == 0;
    reading r = {.arena = arena, .toc = toc, .text = bytes, .line_at = marked ? 3 : 0};
    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        return acm__nomem(err);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.at + r.line_at,
                                 bytes.len - r.line_at);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    while (!r.stopped && !arena->failed) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            report(&r, parser.problem_mark, parser.problem ? parser.problem : "cannot be read");
            break;
        }
        take_event(&r, &event);
        yaml_event_delete(&event);
    }
    bool nomem = arena->failed || parser.error == YAML_MEMORY_ERROR;
    yaml_parser_delete(&parser);
    return nomem ? acm__nomem(err) : ACM_OK;
}
