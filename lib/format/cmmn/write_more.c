/* write_more.c - what CMMN has no place for: terms, conditions, texts in other languages, places, references. */
#include "format/cmmn/write.h"
#include "format/words.h"

#include <string.h>

/* Texts */

static void write_text(acm__cmmn_writing *o, const acm__text *t)
{
    acm__cmmn_open(&o->w, "acm:text");
    acm__cmmn_put(&o->w, "field", acm__words_texts[t->field]);
    acm__cmmn_put_text(&o->w, "language", o->p->editions[t->edition], ACM__CMMN_EXACT);
    acm__cmmn_add_text(&o->w, t->text, ACM__CMMN_EXACT);
    acm__cmmn_close(&o->w, "acm:text");
}

/* Texts but those in the first language that the standard holds: bits by field. */
static void write_texts(acm__cmmn_writing *o, acm_id id, uint32_t standard)
{
    const acm_playbook *p = o->p;
    const acm__text *end = p->texts + p->text_count;
    const acm__text *t = p->texts + acm__first_of(p->texts, p->text_count, sizeof *t, id);
    for (; t < end && t->id == id; t++)
        if (t->edition || !(standard >> t->field & 1) || !acm__cmmn_is_plain(t->text))
            write_text(o, t);
}

/* Places */

static void write_place(acm__cmmn_writing *o, acm__placed place)
{
    acm__cmmn_open(&o->w, "acm:place");
    acm__cmmn_put_text(&o->w, "language", o->p->editions[place.edition], ACM__CMMN_EXACT);
    if (place.page != UINT32_MAX)
        acm__cmmn_put_integer(&o->w, "page", place.page);
    acm__cmmn_put_integer(&o->w, "line", place.line);
    acm__cmmn_put_integer(&o->w, "column", place.column);
    acm__cmmn_close(&o->w, "acm:place");
}

/* `first` is where the thing stands in the first edition. */
static void write_places(acm__cmmn_writing *o, acm__placed first)
{
    uint32_t count;
    const acm__placed *others = acm__playbook_places(o->p, first.id, &count);
    if (o->places && (first.page != UINT32_MAX || first.line || first.column))
        write_place(o, first);
    for (uint32_t i = 0; o->places && i < count; i++)
        write_place(o, others[i]);
}

/* Flags and controls */

static void put_words(acm__cmmn_writing *o, const char *name, uint32_t flags,
                      const char *const *words, uint32_t count)
{
    const char *blank = "";
    acm__cmmn_attribute(&o->w, name);
    for (uint32_t i = 0; i < count; i++) {
        if (!(flags >> i & 1) || !words[i])
            continue;
        acm__cmmn_add_word(&o->w, blank);
        acm__cmmn_add_word(&o->w, words[i]);
        blank = " ";
    }
    acm__cmmn_attribute_end(&o->w);
}

static bool is_told(const acm__cmmn_writing *o, acm_id id, acm_control control)
{
    return acm__cmmn_told(o, id, control).at != NULL;
}

/* Whether flags of an item cannot be seen from its rules, or not beside their conditions. */
static bool needs_flags(const acm__cmmn_writing *o, acm_id id)
{
    static const struct {
        uint32_t flag;
        acm_control when;
    } pairs[] = {{ACM_ITEM_REQUIRED, ACM_CONTROL_REQUIRED_WHEN},
                 {ACM_ITEM_MANUAL, ACM_CONTROL_MANUAL_WHEN},
                 {ACM_ITEM_REPEATS, ACM_CONTROL_REPEAT_WHEN}};
    uint32_t flags = o->p->items[id].flags;
    bool needs = (flags & (ACM_ITEM_REQUIRED_BY_CHILD | ACM_ITEM_FLAG_MISSING)) != 0;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        needs = needs || ((flags & pairs[i].flag) && is_told(o, id, pairs[i].when));
    return needs;
}

/* Whether CMMN, or an attribute that engines know, says what an item is told. */
static bool is_standard(const acm__cmmn_writing *o, acm_id id, acm_control control, acm__str text)
{
    switch (control) {
    case ACM_CONTROL_ENABLE_WHEN:
    case ACM_CONTROL_DUE:
    case ACM_CONTROL_ORIGIN:
    case ACM_CONTROL_DEFINITION:
    case ACM_CONTROL_TYPE:
        return false;
    case ACM_CONTROL_COUNTER:
        return (o->p->items[id].flags & ACM_ITEM_REPEATS) ||
               is_told(o, id, ACM_CONTROL_REPEAT_WHEN);
    default:
        return acm__cmmn_is_plain(text);
    }
}

static void put_controls(acm__cmmn_writing *o, acm_id id)
{
    for (acm_control c = ACM_CONTROL_REQUIRED_WHEN; c <= ACM_CONTROL_TYPE; c++) {
        acm__str text = acm__cmmn_told(o, id, c);
        if (text.at && !is_standard(o, id, c, text))
            acm__cmmn_put_text(&o->w, acm__words_controls[c], text, ACM__CMMN_EXACT);
    }
}

/* References and conditions */

static acm__str key_of(const acm__cmmn_writing *o, acm_id id)
{
    size_t len;
    const char *key = acm_playbook_key(o->p, id, &len);
    return (acm__str){key, (uint32_t)len};
}

static void write_refs(acm__cmmn_writing *o, acm_id item)
{
    const acm_ref *ref, *end = o->p->refs + o->p->ref_count;
    uint32_t named = acm__cmmn_named_performers(o, item, &ref);
    for (ref += named; ref < end && ref->item == item; ref++) {
        acm__cmmn_open(&o->w, "acm:ref");
        acm__cmmn_put(&o->w, "kind", acm__words_refs[ref->kind]);
        acm__cmmn_put_text(&o->w, "to", key_of(o, ref->target), ACM__CMMN_EXACT);
        acm__cmmn_close(&o->w, "acm:ref");
    }
}

static void write_condition(acm__cmmn_writing *o, uint32_t index)
{
    const acm__condition *c = &o->p->conditions[index];
    acm_id id = acm__condition_id(o->p, index);
    acm__str blocks_when = acm__cmmn_told(o, id, ACM_CONTROL_BLOCKS_WHEN);
    acm__cmmn_open(&o->w, "acm:condition");
    acm__cmmn_put_text(&o->w, "key", c->key, ACM__CMMN_EXACT);
    acm__cmmn_put(&o->w, "kind", acm__words_condition_kinds[c->kind]);
    if (c->flags)
        put_words(o, "flags", c->flags, acm__words_condition_flags, ACM__WORDS_CONDITION_FLAGS);
    if (c->criterion)
        acm__cmmn_put_criterion(o, "feeds", c->criterion - 1, "");
    if (blocks_when.at)
        acm__cmmn_put_text(&o->w, acm__words_controls[ACM_CONTROL_BLOCKS_WHEN], blocks_when,
                           ACM__CMMN_EXACT);
    write_texts(o, id, 0);
    write_places(o, (acm__placed){id, 0, c->page - 1, c->line, c->column});
    acm__cmmn_close(&o->w, "acm:condition");
}

/* Items and the whole */

static void put_item(acm__cmmn_writing *o, acm_id id)
{
    const acm__item *item = &o->p->items[id];
    acm__cmmn_put_text(&o->w, "key", item->key, ACM__CMMN_EXACT);
    if (item->part != ACM_PART_OTHER)
        acm__cmmn_put(&o->w, "part", acm__words_parts[item->part]);
    if (item->number >= 0)
        acm__cmmn_put_integer(&o->w, "number", item->number);
    if (needs_flags(o, id))
        put_words(o, "flags", item->flags, acm__words_item_flags, ACM__WORDS_ITEM_FLAGS);
    if (acm__cmmn_documentation(o, id) == ACM_TEXT_OVERVIEW)
        acm__cmmn_put(&o->w, "documentation", acm__words_texts[ACM_TEXT_OVERVIEW]);
    put_controls(o, id);
}

void acm__cmmn_write_item(acm__cmmn_writing *o, acm_id id)
{
    const acm__item *item = &o->p->items[id];
    acm__cmmn_open(&o->w, "extensionElements");
    acm__cmmn_open(&o->w, "acm:item");
    put_item(o, id);
    write_texts(o, id, 1u << ACM_TEXT_NAME | 1u << acm__cmmn_documentation(o, id));
    write_refs(o, id);
    write_places(o, (acm__placed){id, 0, item->page - 1, item->line, item->column});
    for (uint32_t i = 0; i < item->condition_count; i++)
        write_condition(o, item->conditions + i);
    acm__cmmn_close(&o->w, "acm:item");
    acm__cmmn_close(&o->w, "extensionElements");
}

static void write_language(acm__cmmn_writing *o, uint32_t edition)
{
    acm__cmmn_open(&o->w, "acm:language");
    acm__cmmn_put_text(&o->w, "tag", o->p->editions[edition], ACM__CMMN_EXACT);
    acm__cmmn_close(&o->w, "acm:language");
}

static void write_term(acm__cmmn_writing *o, uint32_t index)
{
    acm__cmmn_open(&o->w, "acm:term");
    acm__cmmn_put_text(&o->w, "key", o->p->terms[index].key, ACM__CMMN_EXACT);
    write_texts(o, acm__term_id(o->p, index), 0);
    acm__cmmn_close(&o->w, "acm:term");
}

void acm__cmmn_write_playbook(acm__cmmn_writing *o)
{
    acm__cmmn_open(&o->w, "extensionElements");
    acm__cmmn_open(&o->w, "acm:playbook");
    acm__cmmn_put(&o->w, "version", "1");
    if (o->p->semantics)
        put_words(o, "semantics", o->p->semantics, acm__words_semantics, ACM__WORDS_SEMANTICS);
    for (uint32_t i = 0; i < o->p->edition_count; i++)
        write_language(o, i);
    for (uint32_t i = 0; i < o->p->term_count; i++)
        write_term(o, i);
    acm__cmmn_write_pages(o);
    acm__cmmn_close(&o->w, "acm:playbook");
    acm__cmmn_close(&o->w, "extensionElements");
}
