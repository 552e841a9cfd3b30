#include "format/cmmn/xml.h"

#include "base/buffer.h"
#include "base/error.h"

#include <string.h>

#include <expat.h>

enum {
    SEPARATOR = '\n', /* between the parts of a name: expat refuses it in a namespace */
    PIECE = 1 << 30   /* bytes that expat is given at once */
};

typedef struct reading {
    XML_Parser parser;
    acm__arena *arena;
    const acm__xml_space *spaces;
    size_t space_count;
    acm__xml *xml;
    acm__xml_node *open;
    uint32_t depth, max_depth, skipped; /* levels: of all, of those that are not there */
    acm__buffer run;                    /* text since the last tag */
    acm__place run_place;               /* line = 0: there is none */
    acm_error *err;
    acm_status status; /* of what we found ourselves */
} reading;

static acm__place place_of(const reading *r)
{
    XML_Index offset = XML_GetCurrentByteIndex(r->parser);
    return (acm__place){(uint32_t)XML_GetCurrentLineNumber(r->parser),
                        (uint32_t)XML_GetCurrentColumnNumber(r->parser) + 1,
                        offset < 0 ? 0 : (uint32_t)offset};
}

static void stop(reading *r, acm_status status)
{
    acm__place place = place_of(r);
    r->status = status;
    if (status != ACM_E_NOMEM)
        acm__error_at(r->err, place.line, place.column, place.offset);
    XML_StopParser(r->parser, XML_FALSE);
}

static void stop_without_memory(reading *r)
{
    stop(r, acm__nomem(r->err));
}

/* Names: expat gives "uri<separator>local<separator>prefix", or the local name alone */

typedef struct name {
    acm__str local; /* the prefix and a colon stand before it */
    uint8_t space, prefix;
    bool skipped;
} name;

static uint8_t find_space(const reading *r, acm__str uri, bool *skipped)
{
    for (size_t i = 0; i < r->space_count; i++) {
        const acm__xml_space *space = &r->spaces[i];
        bool fits = space->skipped ? uri.len >= space->uri.len : uri.len == space->uri.len;
        if (!fits || memcmp(uri.at, space->uri.at, space->uri.len) != 0)
            continue;
        *skipped = space->skipped;
        return (uint8_t)(i + 1);
    }
    return ACM__XML_OTHER;
}

/* at = NULL when memory is out. */
static acm__str join(reading *r, acm__str prefix, acm__str local)
{
    char *text = acm__arena_alloc(r->arena, (size_t)prefix.len + local.len + 2, 1);
    if (!text)
        return (acm__str){NULL, 0};
    uint32_t before = prefix.len ? prefix.len + 1 : 0;
    memcpy(text, prefix.at, prefix.len);
    text[before ? before - 1 : 0] = ':';
    memcpy(text + before, local.at, local.len);
    text[before + local.len] = '\0';
    return (acm__str){text + before, local.len};
}

static bool take_name(reading *r, const XML_Char *given, name *out)
{
    const char *local = strchr(given, SEPARATOR);
    acm__str uri = {given, local ? (uint32_t)(local - given) : 0};
    local = local ? local + 1 : given;
    const char *prefix = strchr(local, SEPARATOR);
    size_t len = prefix ? (size_t)(prefix - local) : strlen(local);
    acm__str before = {prefix ? prefix + 1 : "", prefix ? (uint32_t)strlen(prefix + 1) : 0};
    if (before.len >= UINT8_MAX) /* it is only shown */
        before.len = 0;
    *out = (name){.prefix = before.len ? (uint8_t)(before.len + 1) : 0};
    if (uri.len)
        out->space = find_space(r, uri, &out->skipped);
    out->local = join(r, before, (acm__str){local, (uint32_t)len});
    if (out->local.at)
        return true;
    stop_without_memory(r);
    return false;
}

/* Nodes */

static acm__xml_node *add_node(reading *r)
{
    acm__xml_node *node = acm__arena_calloc(r->arena, 1, sizeof *node);
    if (!node) {
        stop_without_memory(r);
        return NULL;
    }
    node->parent = r->open;
    if (r->open && r->open->last)
        r->open->last->next = node;
    else if (r->open)
        r->open->first = node;
    else
        r->xml->root = node;
    if (r->open)
        r->open->last = node;
    return node;
}

static bool is_blank(const char *at, uint32_t len)
{
    uint32_t i = 0;
    while (i < len && strchr(" \t\r\n", at[i]))
        i++;
    return i == len;
}

/* Makes a node of the text since the last tag. */
static bool end_run(reading *r)
{
    if (r->run.failed || (r->run.len && !is_blank(r->run.at, r->run.len))) {
        acm__xml_node *node = r->run.failed ? NULL : add_node(r);
        if (node)
            node->text = acm__str_copy(r->arena, r->run.at, r->run.len);
        if (!node || !node->text.at) {
            stop_without_memory(r);
            return false;
        }
        node->place = r->run_place;
    }
    acm__buffer_cut(&r->run, 0);
    r->run_place.line = 0;
    return true;
}

static bool take_attributes(reading *r, acm__xml_node *node, const XML_Char **given)
{
    uint32_t count = 0;
    while (given[2 * count])
        count++;
    node->attributes = acm__arena_calloc(r->arena, count, sizeof *node->attributes);
    for (uint32_t i = 0; node->attributes && i < count; i++) {
        name attribute;
        if (!take_name(r, given[2 * i], &attribute))
            return false;
        acm__str value = acm__str_copy(r->arena, given[2 * i + 1], strlen(given[2 * i + 1]));
        node->attributes[i] =
            (acm__xml_attribute){attribute.local, value, attribute.space, attribute.prefix};
        /* What is skipped has no name: nobody finds it. */
        if (attribute.skipped)
            node->attributes[i].name = ACM__STR("");
    }
    node->attribute_count = count;
    if (!r->arena->failed)
        return true;
    stop_without_memory(r);
    return false;
}

static void XMLCALL start_element(void *user, const XML_Char *given, const XML_Char **attributes)
{
    reading *r = user;
    name element;
    if (r->status)
        return;
    if (++r->depth > r->max_depth) {
        stop(r,
             acm__error(r->err, ACM_E_LIMIT, "elements are nested deeper than %u", r->max_depth));
        return;
    }
    bool leaf = r->open && r->open->space == ACM__XML_OTHER;
    if (r->skipped || !end_run(r) || leaf) {
        r->skipped++;
        return;
    }
    if (!take_name(r, given, &element))
        return;
    if (element.skipped && r->open) {
        r->skipped++;
        return;
    }
    acm__xml_node *node = add_node(r);
    if (!node)
        return;
    node->name = element.local;
    node->space = element.space;
    node->prefix = element.prefix;
    node->place = place_of(r);
    if (take_attributes(r, node, attributes))
        r->open = node;
}

static void XMLCALL end_element(void *user, const XML_Char *given)
{
    reading *r = user;
    (void)given;
    if (r->status)
        return;
    r->depth--;
    if (r->skipped)
        r->skipped--;
    else if (end_run(r))
        r->open = r->open->parent;
}

/* A text begins where its first section begins, or its first character. */
static void XMLCALL start_section(void *user)
{
    reading *r = user;
    if (!r->status && !r->skipped && !r->run_place.line)
        r->run_place = place_of(r);
}

static void XMLCALL character_data(void *user, const XML_Char *text, int len)
{
    reading *r = user;
    if (r->status || r->skipped)
        return;
    start_section(r);
    acm__buffer_add(&r->run, text, (size_t)len);
}

/* What a document type declares could make a small document large, or name other files. */
static void XMLCALL start_doctype(void *user, const XML_Char *given, const XML_Char *system_id,
                                  const XML_Char *public_id, int has_internal_subset)
{
    reading *r = user;
    (void)given;
    if (system_id || public_id || has_internal_subset)
        stop(r, acm__error(r->err, ACM_E_SYNTAX, "a document type with declarations is not read"));
}

static void XMLCALL xml_declaration(void *user, const XML_Char *version, const XML_Char *encoding,
                                    int standalone)
{
    reading *r = user;
    (void)version, (void)standalone;
    r->xml->latin1 = encoding && acm__name_equal((acm__str){encoding, (uint32_t)strlen(encoding)},
                                                 ACM__STR("iso-8859-1"));
}

/* Reading */

static acm_status refuse(reading *r)
{
    enum XML_Error code = XML_GetErrorCode(r->parser);
    if (r->status)
        return r->status;
    if (code == XML_ERROR_NO_MEMORY)
        return acm__nomem(r->err);
    acm__place place = place_of(r);
    acm__str text = r->xml->text;
    bool encoding = code == XML_ERROR_UNKNOWN_ENCODING || code == XML_ERROR_INCORRECT_ENCODING;
    bool bytes = code == XML_ERROR_INVALID_TOKEN && !r->xml->latin1 && !r->xml->wide &&
                 place.offset < text.len &&
                 acm__utf8_check(text.at + place.offset, text.len - place.offset) == 0;
    acm_status status = encoding || bytes ? ACM_E_ENCODING : ACM_E_SYNTAX;
    acm__error(r->err, status, "%s", bytes ? "not UTF-8, or a NUL" : XML_ErrorString(code));
    acm__error_at(r->err, place.line, place.column, place.offset);
    return status;
}

static acm_status parse(reading *r)
{
    XML_SetUserData(r->parser, r);
    XML_SetReturnNSTriplet(r->parser, 1);
    XML_SetElementHandler(r->parser, start_element, end_element);
    XML_SetCharacterDataHandler(r->parser, character_data);
    XML_SetStartCdataSectionHandler(r->parser, start_section);
    XML_SetStartDoctypeDeclHandler(r->parser, start_doctype);
    XML_SetXmlDeclHandler(r->parser, xml_declaration);
    acm__str rest = r->xml->text;
    bool last;
    do {
        int piece = rest.len > PIECE ? PIECE : (int)rest.len;
        last = (uint32_t)piece == rest.len;
        if (XML_Parse(r->parser, rest.at, piece, last) != XML_STATUS_OK)
            return refuse(r);
        rest.at += piece;
        rest.len -= (uint32_t)piece;
    } while (!last);
    return ACM_OK;
}

/* UTF-16 has a byte order mark, or a NUL in the first character. */
static bool is_wide(acm__str text)
{
    return text.len >= 2 && (memcmp(text.at, "\xFE\xFF", 2) == 0 ||
                             memcmp(text.at, "\xFF\xFE", 2) == 0 || !text.at[0] || !text.at[1]);
}

acm_status acm__xml_read(acm__arena *arena, acm__str text, const acm__xml_space *spaces,
                         size_t space_count, acm__xml_limits limits, acm__xml *out, acm_error *err)
{
    *out = (acm__xml){.text = text, .wide = is_wide(text)};
    if (text.len > limits.bytes)
        return acm__error(err, ACM_E_LIMIT, "%u bytes are more than %u", text.len, limits.bytes);
    reading r = {.arena = arena,
                 .spaces = spaces,
                 .space_count = space_count,
                 .xml = out,
                 .max_depth = limits.depth,
                 .run = {.allocator = &arena->allocator},
                 .err = err};
    r.parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!r.parser)
        return acm__nomem(err);
    acm_status status = parse(&r);
    XML_ParserFree(r.parser);
    acm__buffer_dispose(&r.run);
    return status;
}

/* Looking things up */

static bool equals(acm__str text, const char *wanted)
{
    return text.at[0] == wanted[0] && strncmp(text.at, wanted, text.len) == 0 && !wanted[text.len];
}

const acm__xml_attribute *acm__xml_attribute_of(const acm__xml_node *node, uint8_t space,
                                                const char *wanted)
{
    for (uint32_t i = 0; i < node->attribute_count; i++)
        if (node->attributes[i].space == space && equals(node->attributes[i].name, wanted))
            return &node->attributes[i];
    return NULL;
}

bool acm__xml_is(const acm__xml_node *node, uint8_t space, const char *wanted)
{
    return node->name.at && node->space == space && equals(node->name, wanted);
}

const acm__xml_node *acm__xml_child(const acm__xml_node *node, uint8_t space, const char *wanted)
{
    const acm__xml_node *child = node->first;
    while (child && !acm__xml_is(child, space, wanted))
        child = child->next;
    return child;
}

acm__str acm__xml_shown(acm__str local, uint8_t prefix)
{
    return (acm__str){local.at - prefix, local.len + prefix};
}

const acm__xml_node *acm__xml_following(const acm__xml_node *scope, const acm__xml_node *node)
{
    if (node->first)
        return node->first;
    while (node != scope && !node->next)
        node = node->parent;
    return node == scope ? NULL : node->next;
}
