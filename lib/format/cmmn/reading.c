/* reading.c - what all parts of the reading share: errors and findings with their places, names, texts, words. */
#include "base/buffer.h"
#include "base/error.h"
#include "base/number.h"
#include "format/cmmn/read.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    SPENT_FOR_A_BYTE = 8,   /* of the document, which is enough for all that is there once */
    SPENT_BESIDES = 1 << 24 /* some 65 thousand plan items */
};

/* Errors and findings */

/* Writes a path such as "Sentry_1/ifPart/condition", from the next element with an id on; gives its bytes. */
static size_t write_path(const acm__xml_node *node, char *out, size_t size)
{
    const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
    size_t used = id || !node->parent ? 0 : write_path(node->parent, out, size);
    if (used >= size)
        return used;
    acm__str step = id ? id->value : node->name;
    int len = snprintf(out + used, size - used, "%s%.*s", used ? "/" : "", ACM__SHOWN(step));
    return used + (len > 0 ? (size_t)len : 0);
}

static void set_path(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute)
{
    char path[sizeof r->err->path];
    size_t used = write_path(node->name.at ? node : node->parent, path, sizeof path);
    if (attribute && used < sizeof path) {
        acm__str name = acm__xml_shown(attribute->name, attribute->prefix);
        int len = snprintf(path + used, sizeof path - used, "/@%.*s", ACM__SHOWN(name));
        used += len > 0 ? (size_t)len : 0;
    }
    acm__error_path(r->err, path, used < sizeof path ? used : sizeof path - 1);
}

bool acm__cmmn_take(acm__cmmn *r, acm_status status, const acm__xml_node *node,
                    const acm__xml_attribute *attribute)
{
    r->status = status;
    if (status == ACM_OK || status == ACM_E_NOMEM)
        return status == ACM_OK;
    bool filled = r->err && r->err->struct_size >= sizeof *r->err;
    size_t byte = filled && r->err->line ? (size_t)r->err->offset : 0;
    acm__place place =
        attribute || !node->name.at ? acm__xml_within(&r->xml, node, attribute, byte) : node->place;
    acm__error_at(r->err, place.line, place.column, place.offset);
    set_path(r, node, attribute);
    return false;
}

bool acm__cmmn_nomem(acm__cmmn *r)
{
    r->status = acm__nomem(r->err);
    return false;
}

bool acm__cmmn_spend(acm__cmmn *r, const acm__xml_node *node, size_t bytes)
{
    r->spent += bytes;
    return r->spent <= (uint64_t)SPENT_FOR_A_BYTE * r->xml.text.len + SPENT_BESIDES ||
           acm__cmmn_fail(r, ACM_E_LIMIT, node, NULL, "what is used again makes too much");
}

bool acm__cmmn_fail(acm__cmmn *r, acm_status status, const acm__xml_node *node,
                    const acm__xml_attribute *attribute, const char *format, ...)
{
    char message[sizeof r->err->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return acm__cmmn_take(r, acm__error(r->err, status, "%s", message), node, attribute);
}

bool acm__cmmn_report(acm__cmmn *r, acm__rule rule, const acm__xml_node *node,
                      const acm__xml_attribute *attribute)
{
    char detail[3 * ACM__SHOWN_MAX];
    acm__str name = attribute ? acm__xml_shown(attribute->name, attribute->prefix)
                              : acm__xml_shown(node->name, node->prefix);
    const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
    for (const acm__xml_node *at = node; !id && at->parent; at = at->parent)
        id = acm__cmmn_attribute_of(at->parent, "id");
    int len = snprintf(detail, sizeof detail, id ? "%.*s, %.*s" : "%.*s", ACM__SHOWN(name),
                       ACM__SHOWN(id ? id->value : name));
    acm__place place = attribute ? acm__xml_within(&r->xml, node, attribute, 0) : node->place;
    return acm__faults_copy(&r->arena, &r->faults, rule, place,
                            (acm__str){detail, (uint32_t)len}) ||
           acm__cmmn_nomem(r);
}

/* Names */

bool acm__cmmn_is(const acm__cmmn *r, const acm__xml_node *node, const char *name)
{
    return acm__xml_is(node, r->space, name);
}

const acm__xml_node *acm__cmmn_child(const acm__cmmn *r, const acm__xml_node *node,
                                     const char *name)
{
    return acm__xml_child(node, r->space, name);
}

const acm__xml_attribute *acm__cmmn_attribute_of(const acm__xml_node *node, const char *name)
{
    return acm__xml_attribute_of(node, ACM__XML_NONE, name);
}

const acm__xml_node *acm__cmmn_extension(const acm__cmmn *r, const acm__xml_node *node,
                                         uint8_t space, const char *name)
{
    const acm__xml_node *extensions = acm__cmmn_child(r, node, "extensionElements");
    return extensions ? acm__xml_child(extensions, space, name) : NULL;
}

/* References */

bool acm__cmmn_fail_unknown(acm__cmmn *r, const acm__xml_node *node,
                            const acm__xml_attribute *attribute, acm__str id)
{
    return acm__cmmn_fail(r, ACM_E_NOTFOUND, node, attribute, "nothing has the id '%.*s'",
                          ACM__SHOWN(id));
}

bool acm__cmmn_refer(acm__cmmn *r, const acm__xml_node *node, const char *name,
                     acm__cmmn_named **out)
{
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(node, name);
    if (!attribute)
        return acm__cmmn_fail(r, ACM_E_MODEL, node, NULL, "needs %s", name);
    *out = acm__cmmn_named_by(r, attribute->value);
    return *out || acm__cmmn_fail_unknown(r, node, attribute, attribute->value);
}

bool acm__cmmn_next_id(const acm__cmmn *r, acm__str *rest, acm__str *id, acm__cmmn_named **out)
{
    bool more = true;
    for (id->len = 0; more && !id->len;)
        more = acm__str_next(rest, ' ', id);
    *out = id->len ? acm__cmmn_named_by(r, *id) : NULL;
    return id->len;
}

/* Texts and words */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static acm__str trim(acm__str text)
{
    for (; text.len && is_blank(text.at[0]); text.len--)
        text.at++;
    while (text.len && is_blank(text.at[text.len - 1]))
        text.len--;
    return text;
}

bool acm__cmmn_read_text(acm__cmmn *r, const acm__xml_node *element, acm__cmmn_passage *out)
{
    const acm__xml_node *body = acm__cmmn_child(r, element, "body"); /* in CMMN 1.0 */
    if (body)
        element = body;
    *out = (acm__cmmn_passage){ACM__STR(""), NULL, 0};
    for (const acm__xml_node *child = element->first; child; child = child->next) {
        acm__str text = trim(child->text);
        if (child->name.at || !text.len)
            continue;
        if (out->node)
            return acm__cmmn_fail(r, ACM_E_SYNTAX, child, NULL, "the text is not in one piece");
        *out = (acm__cmmn_passage){text, child, (size_t)(text.at - child->text.at)};
        if (text.at[text.len])
            out->text = acm__str_copy(&r->arena, text.at, text.len);
        if (!out->text.at)
            return acm__cmmn_nomem(r);
    }
    return acm__cmmn_spend(r, element, (size_t)ACM__CMMN_TEXT_BYTES * out->text.len);
}

bool acm__cmmn_take_text(acm__cmmn *r, acm_status status, const acm__cmmn_passage *text)
{
    bool filled = r->err && r->err->struct_size >= sizeof *r->err;
    if (status && filled)
        acm__error_at(r->err, 1, 1, (r->err->line ? r->err->offset : 0) + text->skipped);
    return acm__cmmn_take(r, status, text->node, NULL);
}

bool acm__cmmn_read_condition(acm__cmmn *r, const acm__xml_node *rule, acm__cmmn_passage *out)
{
    const acm__xml_node *condition = acm__cmmn_child(r, rule, "condition");
    *out = (acm__cmmn_passage){ACM__STR(""), NULL, 0};
    return !condition || acm__cmmn_read_text(r, condition, out);
}

bool acm__cmmn_whole_text(acm__cmmn *r, const acm__xml_node *element, acm__str *out)
{
    size_t len = 0;
    for (const acm__xml_node *child = element->first; child; child = child->next)
        len += child->name.at ? 0 : child->text.len;
    char *text = acm__arena_alloc(&r->arena, len + 1, 1);
    if (!text)
        return acm__cmmn_nomem(r);
    *out = (acm__str){text, (uint32_t)len};
    for (const acm__xml_node *child = element->first; child; child = child->next) {
        if (child->name.at)
            continue;
        memcpy(text, child->text.at, child->text.len);
        text += child->text.len;
    }
    *text = '\0';
    return true;
}

bool acm__cmmn_boolean(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute,
                       bool missing, bool *out)
{
    static const char *const words[] = {"false", "true", "0", "1"};
    int32_t word = missing;
    if (attribute &&
        !acm__cmmn_word(r, node, attribute, attribute->value, words, ACM__CMMN_COUNT(words), &word))
        return false;
    *out = word & 1;
    return true;
}

bool acm__cmmn_integer(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute,
                       int64_t most, int64_t *out)
{
    acm__number number = {ACM__NUMBER_REAL, 0, 0};
    acm__str text = attribute->value;
    size_t read = acm__number_read(text.at, text.len, &number);
    *out = number.integer;
    return (read && read == text.len && number.kind == ACM__NUMBER_INTEGER && *out <= most) ||
           acm__cmmn_fail(r, ACM_E_SYNTAX, node, attribute, "must be a whole number up to %lld",
                          (long long)most);
}

bool acm__cmmn_is_among(acm__str word, const char *list)
{
    for (const char *at = list; at; at = strchr(at, ' ')) {
        at += *at == ' ';
        if (strncmp(at, word.at, word.len) == 0 && (!at[word.len] || at[word.len] == ' '))
            return word.len > 0;
    }
    return false;
}

bool acm__cmmn_word(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute,
                    acm__str word, const char *const *words, size_t count, int32_t *out)
{
    word = trim(word);
    for (size_t i = 0; i < count; i++)
        if (words[i] && strlen(words[i]) == word.len && memcmp(words[i], word.at, word.len) == 0) {
            *out = (int32_t)i;
            return true;
        }
    return acm__cmmn_fail(r, ACM_E_SYNTAX, node, attribute, "'%.*s' is no word that may stand here",
                          ACM__SHOWN(word));
}

/* Descriptions */

static bool add_line(acm__cmmn *r, acm__buffer *lines, acm__str text)
{
    if (!r->own) /* our own writer is exact */
        text = trim(text);
    if (lines->len && text.len)
        acm__buffer_add(lines, "\n", 1);
    acm__buffer_add(lines, text.at, text.len);
    return !lines->failed || acm__cmmn_nomem(r);
}

/* *found: there is some, even if it is empty. */
static bool add_documentation(acm__cmmn *r, acm__buffer *lines, const acm__xml_node *node,
                              bool *found)
{
    acm__str text;
    const acm__xml_attribute *attribute =
        r->space == ACM__CMMN_10 ? acm__cmmn_attribute_of(node, "description") : NULL;
    if (attribute && !add_line(r, lines, attribute->value))
        return false;
    for (const acm__xml_node *child = node->first; child; child = child->next) {
        if (!child->name.at || !acm__cmmn_is(r, child, "documentation"))
            continue;
        *found = true;
        if (!acm__cmmn_whole_text(r, child, &text) || !add_line(r, lines, text))
            return false;
    }
    return true;
}

bool acm__cmmn_describe(acm__cmmn *r, acm_id id, acm_text_field field, const acm__xml_node *node,
                        const acm__xml_node *other)
{
    acm__buffer lines = {.allocator = &r->arena.allocator};
    bool found = false;
    bool done = add_documentation(r, &lines, node, &found) &&
                (!other || other == node || add_documentation(r, &lines, other, &found));
    done = done && acm__cmmn_spend(r, node, lines.len);
    if (done && (lines.len || (r->own && found)))
        done = acm__cmmn_take(
            r,
            acm_builder_text(r->b, id, field, NULL, lines.len ? lines.at : "", lines.len, r->err),
            node, NULL);
    acm__buffer_dispose(&lines);
    return done;
}
