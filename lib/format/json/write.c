#include "format/json/write.h"

#include "format/words.h"

#include <string.h>

static acm__str key_of(const acm__json_writing *o, acm_id id)
{
    size_t len;
    const char *key = acm_playbook_key(o->p, id, &len);
    return (acm__str){key, (uint32_t)len};
}

static void put_key(acm__json_writing *o, const char *name, acm_id id)
{
    acm__json_put(&o->w, name, key_of(o, id));
}

static void put_word(acm__json_writing *o, const char *name, const char *word)
{
    acm__json_put(&o->w, name, (acm__str){word, (uint32_t)strlen(word)});
}

/* Texts, of each field in the order of the editions */

static void write_field(acm__json_writing *o, const acm__text *from, const acm__text *end,
                        acm_text_field field)
{
    bool open = false;
    for (const acm__text *t = from; t < end; t++) {
        if (t->field != field)
            continue;
        if (!open)
            acm__json_open(&o->w, acm__words_texts[field], '{',
                           o->p->edition_count > 1 ? ACM__JSON_LINES : ACM__JSON_LINE);
        open = true;
        acm__json_put(&o->w, o->p->editions[t->edition].at, t->text);
    }
    if (open)
        acm__json_close(&o->w, '}');
}

static void write_texts(acm__json_writing *o, acm_id id)
{
    const acm_playbook *p = o->p;
    const acm__text *from = p->texts + acm__first_of(p->texts, p->text_count, sizeof *from, id);
    const acm__text *end = from;
    while (end < p->texts + p->text_count && end->id == id)
        end++;
    for (acm_text_field field = ACM_TEXT_NAME; field <= ACM_TEXT_NEXT_STEPS; field++)
        write_field(o, from, end, field);
}

/* Places */

static void write_place(acm__json_writing *o, acm__placed place)
{
    acm__json_open(&o->w, o->p->editions[place.edition].at, '{', ACM__JSON_LINE);
    if (place.page != UINT32_MAX)
        acm__json_put_integer(&o->w, "page", place.page);
    acm__json_put_integer(&o->w, "line", place.line);
    acm__json_put_integer(&o->w, "column", place.column);
    acm__json_close(&o->w, '}');
}

/* `first` is where the thing stands in the first edition. */
static void write_places(acm__json_writing *o, acm__placed first)
{
    uint32_t count;
    const acm__placed *others = acm__playbook_places(o->p, first.id, &count);
    bool in_first = first.page != UINT32_MAX || first.line || first.column;
    if (!o->places || (!in_first && !count))
        return;
    acm__json_open(&o->w, "places", '{', ACM__JSON_LINES);
    if (in_first)
        write_place(o, first);
    for (uint32_t i = 0; i < count; i++)
        write_place(o, others[i]);
    acm__json_close(&o->w, '}');
}

/* What items and conditions share */

static void write_flags(acm__json_writing *o, const char *name, uint32_t flags,
                        const char *const *words, uint32_t count)
{
    if (!(flags & ((1u << count) - 1)))
        return;
    acm__json_open(&o->w, name, '[', ACM__JSON_LINE);
    for (uint32_t i = 0; i < count; i++)
        if (flags >> i & 1)
            put_word(o, NULL, words[i]);
    acm__json_close(&o->w, ']');
}

static void write_controls(acm__json_writing *o, acm_id id)
{
    for (acm_control c = ACM_CONTROL_REQUIRED_WHEN; c <= ACM_CONTROL_TYPE; c++) {
        size_t len;
        const char *text = acm_playbook_control(o->p, id, c, &len);
        if (text)
            acm__json_put(&o->w, acm__words_controls[c], (acm__str){text, (uint32_t)len});
    }
}

/* References of one kind among those of an item. */
static void write_refs(acm__json_writing *o, const acm_ref *from, const acm_ref *end,
                       acm_ref_kind kind)
{
    bool open = false;
    for (const acm_ref *ref = from; ref < end; ref++) {
        if (ref->kind != kind)
            continue;
        if (!open)
            acm__json_open(&o->w, acm__words_refs[kind], '[', ACM__JSON_LINE);
        open = true;
        put_key(o, NULL, ref->target);
    }
    if (open)
        acm__json_close(&o->w, ']');
}

static void write_condition(acm__json_writing *o, uint32_t index)
{
    const acm__condition *c = &o->p->conditions[index];
    acm_id id = acm__condition_id(o->p, index);
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINES);
    acm__json_put(&o->w, "key", c->key);
    put_word(o, "kind", acm__words_condition_kinds[c->kind]);
    write_flags(o, "flags", c->flags, acm__words_condition_flags, ACM__WORDS_CONDITION_FLAGS);
    write_texts(o, id);
    write_controls(o, id);
    write_places(o, (acm__placed){id, 0, c->page - 1, c->line, c->column});
    acm__json_close(&o->w, '}');
}

static void write_conditions(acm__json_writing *o, const acm__item *item)
{
    if (!item->condition_count)
        return;
    acm__json_open(&o->w, "conditions", '[', ACM__JSON_LINES);
    for (uint32_t i = 0; i < item->condition_count; i++)
        write_condition(o, item->conditions + i);
    acm__json_close(&o->w, ']');
}

/* Criteria */

/* By which exit criterion of its source, counted from 1. */
static void write_exit_criterion(acm__json_writing *o, const acm__on_part *on)
{
    const acm__item *source = &o->p->items[on->source];
    if (on->exit_criterion)
        acm__json_put_integer(&o->w, "exit_criterion",
                              on->exit_criterion - source->criteria - source->entry_count);
}

static void write_on_parts(acm__json_writing *o, const acm__criterion *c)
{
    if (!c->on_count)
        return;
    acm__json_open(&o->w, "on", '[', ACM__JSON_LINES);
    for (uint32_t i = c->on_parts; i < c->on_parts + c->on_count; i++) {
        acm__json_open(&o->w, NULL, '{', ACM__JSON_LINE);
        put_key(o, "item", o->p->on_parts[i].source);
        put_word(o, "event", acm__words_events[o->p->on_parts[i].event]);
        write_exit_criterion(o, &o->p->on_parts[i]);
        acm__json_close(&o->w, '}');
    }
    acm__json_close(&o->w, ']');
}

static void write_criterion_flags(acm__json_writing *o, uint32_t flags)
{
    for (size_t i = 0; i < ACM__WORDS_CRITERION_FLAGS; i++) {
        const acm__words_criterion_flag *row = &acm__words_criterion_flags[i];
        bool first = flags & row->flag, second = row->words && (flags & row->flag << 1);
        if (first && !row->words)
            acm__json_put_true(&o->w, row->key);
        else if (first || second)
            put_word(o, row->key, row->words[second]);
    }
}

static void write_criterion(acm__json_writing *o, const acm__criterion *c)
{
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINES);
    write_on_parts(o, c);
    if (c->expr)
        acm__json_put(&o->w, "if", acm__expr_text(c->expr));
    if (c->feed_count) {
        acm__json_open(&o->w, "conditions", '[', ACM__JSON_LINE);
        for (uint32_t i = c->feeds; i < c->feeds + c->feed_count; i++)
            acm__json_put(&o->w, NULL, o->p->conditions[o->p->feeds[i]].key);
        acm__json_close(&o->w, ']');
    }
    write_criterion_flags(o, c->flags);
    acm__json_close(&o->w, '}');
}

/* Whether an item has a criterion only because it must be enabled: it is made anew when that is read. */
static bool is_implied(const acm__item *item, const acm__criterion *c)
{
    bool waits = c->on_count || c->expr || c->feed_count || (c->flags & ACM_CRITERION_WORK_DONE);
    return item->entry_count == 1 && c->enable && !waits;
}

static void write_criteria(acm__json_writing *o, const acm__item *item, acm_criterion_kind kind)
{
    bool entry = kind == ACM_CRITERION_ENTRY;
    uint32_t count = entry ? item->entry_count : item->exit_count;
    const acm__criterion *c = &o->p->criteria[item->criteria + (entry ? 0 : item->entry_count)];
    if (!count || is_implied(item, c))
        return;
    acm__json_open(&o->w, entry ? "entry" : "exit", '[', ACM__JSON_LINES);
    for (uint32_t i = 0; i < count; i++)
        write_criterion(o, &c[i]);
    acm__json_close(&o->w, ']');
}

/* Items and terms */

static const acm_ref *write_item(acm__json_writing *o, acm_id id, const acm_ref *refs)
{
    const acm__item *item = &o->p->items[id];
    const acm_ref *end = refs;
    while (end < o->p->refs + o->p->ref_count && end->item == id)
        end++;
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINES);
    acm__json_put(&o->w, "key", item->key);
    if (item->parent)
        put_key(o, "parent", item->parent);
    put_word(o, "kind", acm__words_item_kinds[item->kind]);
    if (item->part != ACM_PART_OTHER)
        put_word(o, "part", acm__words_parts[item->part]);
    if (item->number >= 0)
        acm__json_put_integer(&o->w, "number", item->number);
    write_flags(o, "flags", item->flags, acm__words_item_flags, ACM__WORDS_ITEM_FLAGS);
    write_texts(o, id);
    for (acm_ref_kind kind = ACM_REF_PERFORMER; kind <= ACM_REF_NEXT; kind++)
        write_refs(o, refs, end, kind);
    write_controls(o, id);
    write_criteria(o, item, ACM_CRITERION_ENTRY);
    write_criteria(o, item, ACM_CRITERION_EXIT);
    write_conditions(o, item);
    write_places(o, (acm__placed){id, 0, item->page - 1, item->line, item->column});
    acm__json_close(&o->w, '}');
    return end;
}

static void write_items(acm__json_writing *o)
{
    const acm_ref *refs = o->p->refs;
    acm__json_open(&o->w, "items", '[', ACM__JSON_LINES);
    for (acm_id id = 1; id <= o->p->item_count; id++)
        refs = write_item(o, id, refs);
    acm__json_close(&o->w, ']');
}

static void write_terms(acm__json_writing *o)
{
    acm__json_open(&o->w, "terms", '[', ACM__JSON_LINES);
    for (uint32_t i = 0; i < o->p->term_count; i++) {
        acm__json_open(&o->w, NULL, '{', ACM__JSON_LINE);
        acm__json_put(&o->w, "key", o->p->terms[i].key);
        write_texts(o, acm__term_id(o->p, i));
        acm__json_close(&o->w, '}');
    }
    acm__json_close(&o->w, ']');
}

void acm__json_write_playbook(acm__json_writing *o)
{
    acm__json_open(&o->w, NULL, '{', ACM__JSON_LINES);
    put_word(o, "format", ACM__JSON_FORMAT);
    acm__json_put_integer(&o->w, "version", ACM__JSON_VERSION);
    acm__json_open(&o->w, "languages", '[', ACM__JSON_LINE);
    for (uint32_t i = 0; i < o->p->edition_count; i++)
        acm__json_put(&o->w, NULL, o->p->editions[i]);
    acm__json_close(&o->w, ']');
    write_flags(o, "semantics", o->p->semantics, acm__words_semantics, ACM__WORDS_SEMANTICS);
    write_terms(o);
    write_items(o);
    acm__json_write_pages(o);
    acm__json_close(&o->w, '}');
}
