/* read_own.c - what our own vocabulary says: languages and terms of the playbook; of items all that CMMN has no word for. */
#include "base/error.h"
#include "format/abridged.h"
#include "format/cmmn/read.h"
#include "format/words.h"
#include "model/terms.h"

#include <string.h>

/* Elements of the vocabulary */

bool acm__cmmn_own_element(acm__cmmn *r, const acm__xml_node *node, const char *attributes,
                           const char *children)
{
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        const acm__xml_attribute *a = &node->attributes[i];
        if (a->name.len && (a->space != ACM__XML_NONE || !acm__cmmn_is_among(a->name, attributes)))
            return acm__cmmn_fail(r, ACM_E_SYNTAX, node, a, "unknown attribute");
    }
    for (const acm__xml_node *child = node->first; child; child = child->next)
        if (child->name.at &&
            (child->space != ACM__CMMN_OWN || !acm__cmmn_is_among(child->name, children)))
            return acm__cmmn_fail(r, ACM_E_SYNTAX, child, NULL, "unknown element");
    return true;
}

/* The value of a hexadecimal digit, 16 if it is none. */
static uint32_t digit(char c)
{
    return c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
           : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
           : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                  : 16;
}

/* The code of "_x0001_", 0 if there is none. */
static uint32_t escaped(acm__str text, uint32_t at)
{
    uint32_t code = 0, i = at + 2;
    if (text.len - at < 7 || text.at[at] != '_' || text.at[at + 1] != 'x' || text.at[at + 6] != '_')
        return 0;
    for (; i < at + 6 && digit(text.at[i]) < 16; i++)
        code = code << 4 | digit(text.at[i]);
    bool surrogate = code >= 0xD800 && code < 0xE000;
    return i == at + 6 && !surrogate ? code : 0;
}

static char *write_code(char *to, uint32_t code)
{
    if (code >= 0x800)
        *to++ = (char)(0xE0 | code >> 12);
    if (code >= 0x80)
        *to++ = (char)(code >= 0x800 ? 0x80 | (code >> 6 & 0x3F) : 0xC0 | code >> 6);
    *to++ = (char)(code >= 0x80 ? 0x80 | (code & 0x3F) : code);
    return to;
}

bool acm__cmmn_exact(acm__cmmn *r, acm__str text, acm__str *out)
{
    char *to = acm__arena_alloc(&r->arena, (size_t)text.len + 1, 1), *start = to;
    if (!to)
        return acm__cmmn_nomem(r);
    for (uint32_t i = 0; i < text.len;) {
        uint32_t code = escaped(text, i);
        if (code)
            to = write_code(to, code);
        else
            *to++ = text.at[i];
        i += code ? 7 : 1;
    }
    *to = '\0';
    *out = (acm__str){start, (uint32_t)(to - start)};
    return true;
}

bool acm__cmmn_own_value(acm__cmmn *r, const acm__xml_node *node, const char *name, bool required,
                         acm__str *out)
{
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(node, name);
    *out = (acm__str){NULL, 0};
    if (!attribute)
        return !required || acm__cmmn_fail(r, ACM_E_SYNTAX, node, NULL, "needs %s", name);
    return acm__cmmn_exact(r, attribute->value, out);
}

bool acm__cmmn_own_text(acm__cmmn *r, const acm__xml_node *node, acm__str *out)
{
    acm__str text;
    return acm__cmmn_whole_text(r, node, &text) && acm__cmmn_exact(r, text, out);
}

bool acm__cmmn_own_count(acm__cmmn *r, const acm__xml_node *node, const char *name, uint32_t *out)
{
    int64_t number = 0;
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(node, name);
    if (attribute && !acm__cmmn_integer(r, node, attribute, UINT32_MAX, &number))
        return false;
    *out = (uint32_t)number;
    return true;
}

/* A word of a table; where it is absent, *out stays. */
static bool read_word(acm__cmmn *r, const acm__xml_node *node, const char *name, bool required,
                      const char *const *words, size_t count, int32_t *out)
{
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(node, name);
    if (!attribute)
        return !required || acm__cmmn_fail(r, ACM_E_SYNTAX, node, NULL, "needs %s", name);
    return acm__cmmn_word(r, node, attribute, attribute->value, words, count, out);
}

/* A list of words of a table, as bits. */
static bool read_bits(acm__cmmn *r, const acm__xml_node *node, const char *name,
                      const char *const *words, size_t count, uint32_t *out)
{
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(node, name);
    acm__str word, rest = attribute ? attribute->value : ACM__STR("");
    int32_t bit;
    *out = 0;
    while (acm__str_next(&rest, ' ', &word)) {
        if (word.len && !acm__cmmn_word(r, node, attribute, word, words, count, &bit))
            return false;
        *out |= word.len ? 1u << bit : 0;
    }
    return true;
}

static const acm__xml_node *next_own(const acm__xml_node *node, const char *name)
{
    while (node && !acm__xml_is(node, ACM__CMMN_OWN, name))
        node = node->next;
    return node;
}

#define EACH_OWN(child, node, name)                                                                \
    for (const acm__xml_node *child = next_own((node)->first, name); child;                        \
         child = next_own(child->next, name))

/* What items, conditions and terms share */

/* A language of the playbook; in a file of another origin also a new one. */
static bool read_edition(acm__cmmn *r, const acm__xml_node *node, uint32_t *out)
{
    acm__str tag;
    if (!acm__cmmn_own_value(r, node, "language", true, &tag))
        return false;
    for (*out = 0; *out < r->b->editions.count; ++*out)
        if (acm__str_equal(r->b->editions.at[*out], tag))
            return true;
    return acm__cmmn_fail(r, ACM_E_NOTFOUND, node, acm__cmmn_attribute_of(node, "language"),
                          "is not among the languages");
}

static bool read_text(acm__cmmn *r, const acm__xml_node *node, acm_id id)
{
    int32_t field;
    uint32_t edition;
    acm__str text;
    return acm__cmmn_own_element(r, node, "field language", "") &&
           read_word(r, node, "field", true, acm__words_texts, ACM__CMMN_COUNT(acm__words_texts),
                     &field) &&
           read_edition(r, node, &edition) && acm__cmmn_own_text(r, node, &text) &&
           acm__cmmn_take(r,
                          acm_builder_text(r->b, id, field, r->b->editions.at[edition].at, text.at,
                                           text.len, r->err),
                          node, NULL);
}

static bool read_place(acm__cmmn *r, const acm__xml_node *node, acm_id id)
{
    uint32_t edition, page;
    acm__place place = {0, 0, 0};
    if (!acm__cmmn_own_element(r, node, "language page line column", "") ||
        !read_edition(r, node, &edition) || !acm__cmmn_own_count(r, node, "page", &page) ||
        !acm__cmmn_own_count(r, node, "line", &place.line) ||
        !acm__cmmn_own_count(r, node, "column", &place.column))
        return false;
    const acm__xml_attribute *by = acm__cmmn_attribute_of(node, "page");
    if (by && page >= r->b->pages.count)
        return acm__cmmn_fail(r, ACM_E_NOTFOUND, node, by, "there is no such page");
    return acm__cmmn_take(
        r, acm__abridged_place(r->b, id, edition, by ? page : UINT32_MAX, place, r->err), node,
        NULL);
}

static bool read_texts(acm__cmmn *r, const acm__xml_node *node, acm_id id)
{
    EACH_OWN(text, node, "text")
    if (!read_text(r, text, id))
        return false;
    return true;
}

static bool read_places(acm__cmmn *r, const acm__xml_node *node, acm_id id)
{
    EACH_OWN(place, node, "place")
    if (!read_place(r, place, id))
        return false;
    return true;
}

/* What is told by an attribute, if it is there. */
static bool read_control(acm__cmmn *r, const acm__xml_node *node, acm_id id, acm_control control)
{
    acm__str text;
    const char *name = acm__words_controls[control];
    return acm__cmmn_own_value(r, node, name, false, &text) &&
           (!text.at || acm__cmmn_take(r, acm_builder_control(r->b, id, control, text.at, r->err),
                                       node, acm__cmmn_attribute_of(node, name)));
}

/* Conditions */

static bool read_feeds(acm__cmmn *r, const acm__xml_node *node, acm_id *criterion)
{
    acm__cmmn_named *named;
    *criterion = 0;
    if (!acm__cmmn_attribute_of(node, "feeds"))
        return true;
    if (!acm__cmmn_refer(r, node, "feeds", &named))
        return false;
    *criterion = named->made;
    return acm__builder_index(r->b, named->made, ACM__OBJECT_CRITERION) != UINT32_MAX ||
           acm__cmmn_fail(r, ACM_E_MODEL, node, acm__cmmn_attribute_of(node, "feeds"),
                          "'%.*s' is no criterion", ACM__SHOWN(named->id));
}

static bool read_condition(acm__cmmn *r, const acm__xml_node *node, acm_id item)
{
    acm__str key;
    int32_t kind;
    uint32_t flags;
    acm_id criterion, id;
    return acm__cmmn_own_element(r, node, "key kind flags feeds blocks_when", "text place") &&
           acm__cmmn_own_value(r, node, "key", true, &key) &&
           read_word(r, node, "kind", true, acm__words_condition_kinds,
                     ACM__CMMN_COUNT(acm__words_condition_kinds), &kind) &&
           read_bits(r, node, "flags", acm__words_condition_flags, ACM__WORDS_CONDITION_FLAGS,
                     &flags) &&
           read_feeds(r, node, &criterion) &&
           acm__cmmn_take(
               r,
               acm_builder_condition(r->b, item, criterion, kind, flags, key.at, NULL, &id, r->err),
               node, NULL) &&
           read_control(r, node, id, ACM_CONTROL_BLOCKS_WHEN) && read_texts(r, node, id) &&
           read_places(r, node, id);
}

/* Items */

static bool read_ref(acm__cmmn *r, const acm__xml_node *node, acm_id item)
{
    int32_t kind;
    acm__str key;
    if (!acm__cmmn_own_element(r, node, "kind to", "") ||
        !read_word(r, node, "kind", true, acm__words_refs, ACM__CMMN_COUNT(acm__words_refs),
                   &kind) ||
        !acm__cmmn_own_value(r, node, "to", true, &key))
        return false;
    acm_id target = acm__builder_find(r->b, key);
    const acm__xml_attribute *to = acm__cmmn_attribute_of(node, "to");
    if (!target)
        return acm__cmmn_fail(r, ACM_E_NOTFOUND, node, to, "nothing has the key '%.*s'",
                              ACM__SHOWN(key));
    return acm__cmmn_take(r, acm_builder_ref(r->b, item, kind, target, r->err), node, to);
}

static bool read_controls(acm__cmmn *r, const acm__xml_node *node, acm_id id)
{
    bool done = true;
    for (acm_control c = ACM_CONTROL_REQUIRED_WHEN; done && c <= ACM_CONTROL_TYPE; c++)
        done = read_control(r, node, id, c);
    return done;
}

/* Its part, and where it stands unless a place says so. */
static bool read_part(acm__cmmn *r, const acm__cmmn_use *use)
{
    acm_item_part part = use->parent == UINT32_MAX ? ACM_PART_PLAYBOOK : ACM_PART_OTHER;
    acm__place place = {0, 0, 0};
    if (!r->own)
        place = use->node->place;
    return read_word(r, use->own, "part", false, acm__words_parts,
                     ACM__CMMN_COUNT(acm__words_parts), &part) &&
           acm__cmmn_take(
               r, acm_builder_place(r->b, use->item, part, place.line, place.column, r->err),
               use->own, NULL);
}

static bool read_flags(acm__cmmn *r, const acm__cmmn_use *use)
{
    uint32_t flags;
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(use->own, "flags");
    return !attribute ||
           (read_bits(r, use->own, "flags", acm__words_item_flags, ACM__WORDS_ITEM_FLAGS, &flags) &&
            acm__cmmn_take(r, acm_builder_flags(r->b, use->item, flags, r->err), use->own,
                           attribute));
}

static bool read_item(acm__cmmn *r, const acm__cmmn_use *use)
{
    static const char attributes[] =
        "key part number flags documentation required_when enable_when due manual_when repeat_when "
        "auto_complete_when available_when timer counter parent_completion origin definition type";
    const acm__xml_node *own = use->own;
    if (!acm__cmmn_own_element(r, own, attributes, "text ref place condition") ||
        !read_part(r, use) || !read_flags(r, use) || !read_controls(r, own, use->item) ||
        !read_texts(r, own, use->item) || !read_places(r, own, use->item))
        return false;
    EACH_OWN(ref, own, "ref")
    if (!read_ref(r, ref, use->item))
        return false;
    EACH_OWN(condition, own, "condition")
    if (!read_condition(r, condition, use->item))
        return false;
    return true;
}

bool acm__cmmn_read_own(acm__cmmn *r)
{
    bool done = !r->own || acm__cmmn_read_pages(r);
    for (uint32_t i = 0; done && i < r->uses.count; i++)
        if (r->uses.at[i].own)
            done = read_item(r, &r->uses.at[i]);
    return done;
}

/* The playbook as a whole */

static bool add_language(acm__cmmn *r, const acm__xml_node *node, uint32_t index)
{
    acm__str tag;
    uint32_t edition = 0;
    if (!acm__cmmn_own_element(r, node, "tag", "") ||
        !acm__cmmn_own_value(r, node, "tag", true, &tag))
        return false;
    const acm__xml_attribute *by = acm__cmmn_attribute_of(node, "tag");
    if (tag.len > ACM__MAX_KEY || index >= ACM__MAX_EDITIONS)
        return acm__cmmn_fail(r, ACM_E_LIMIT, node, by, "more than %d bytes, or %d languages",
                              ACM__MAX_KEY, ACM__MAX_EDITIONS);
    if (index == 0)
        r->b->editions.at[0] = acm__str_copy(&r->b->arena, tag.at, tag.len);
    else
        edition = acm__builder_edition(r->b, tag);
    if (edition == UINT32_MAX || !r->b->editions.at[0].at)
        return acm__cmmn_nomem(r);
    return edition == index || acm__cmmn_fail(r, ACM_E_EXISTS, node, by, "stands there twice");
}

static bool add_term(acm__cmmn *r, const acm__xml_node *node)
{
    acm__str key;
    acm_id id = 0;
    return acm__cmmn_own_element(r, node, "key", "text") &&
           acm__cmmn_own_value(r, node, "key", true, &key) &&
           acm__cmmn_take(r, acm__builder_term(r->b, key, &id, r->err), node,
                          acm__cmmn_attribute_of(node, "key")) &&
           read_texts(r, node, id);
}

static bool read_version(acm__cmmn *r)
{
    const acm__xml_attribute *version = acm__cmmn_attribute_of(r->own, "version");
    return (version && acm__str_equal(version->value, ACM__STR("1"))) ||
           acm__cmmn_fail(r, ACM_E_VERSION, r->own, version, "only version 1 is known");
}

bool acm__cmmn_read_head(acm__cmmn *r)
{
    uint32_t languages = 0, semantics = 0;
    r->own = acm__cmmn_extension(r, r->scope, ACM__CMMN_OWN, "playbook");
    if (r->own && (!read_version(r) ||
                   !acm__cmmn_own_element(r, r->own, "version semantics", "language term page") ||
                   !read_bits(r, r->own, "semantics", acm__words_semantics, ACM__WORDS_SEMANTICS,
                              &semantics)))
        return false;
    r->semantics = semantics | r->options->semantics;
    if (!acm__cmmn_take(r, acm_builder_semantics(r->b, r->semantics, r->err), r->scope, NULL))
        return false;
    if (!r->own)
        return true;
    EACH_OWN(language, r->own, "language")
    if (!add_language(r, language, languages++))
        return false;
    EACH_OWN(term, r->own, "term")
    if (!add_term(r, term))
        return false;
    return true;
}
