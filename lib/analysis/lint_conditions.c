/* lint_conditions.c - conditions of a page or step that contradict or repeat each other in other words. */
#include "analysis/bare.h"
#include "analysis/lint.h"

#include "base/buffer.h"

#include <inttypes.h>
#include <stdlib.h>

/* A condition, made comparable. */
typedef struct statement {
    acm__str text; /* without optional marker and words for "not" */
    const acm__entry *entry;
    bool optional, negated, outcome;
} statement;

typedef struct statements {
    statement *at;
    uint32_t count, capacity;
} statements;

typedef struct conditions {
    acm__lint *lint;
    uint32_t page;
    const acm__language *language;
    acm__prose prose;
    statements all;   /* of one page or step */
    acm__buffer text; /* of the one at hand */
} conditions;

/* Bytes of a marker such as "(If applicable)" at the head of a condition. */
static uint32_t marker_length(const acm__language *language, acm__str text)
{
    int32_t kind;
    uint32_t optional = acm__vocabulary_head(language, ACM__OPTIONAL_MARKER, text, &kind);
    return optional ? optional
                    : acm__vocabulary_head(language, ACM__RESTRICTED_MARKER, text, &kind);
}

static void add_items(acm__buffer *text, const acm__entries *items)
{
    for (uint32_t i = 0; i < items->count; i++) {
        acm__buffer_add(text, " ", 1);
        acm__buffer_add(text, items->at[i].text.at, items->at[i].text.len);
        add_items(text, &items->at[i].items);
    }
}

static void add(conditions *c, const acm__entries *entries, bool outcome)
{
    for (uint32_t i = 0; i < entries->count; i++) {
        const acm__entry *entry = &entries->at[i];
        uint32_t marker = marker_length(c->language, entry->text), negations;
        acm__buffer_cut(&c->text, 0);
        acm__buffer_add(&c->text, entry->text.at + marker, entry->text.len - marker);
        add_items(&c->text, &entry->items);
        acm__str text = {c->text.at ? c->text.at : "", c->text.len};
        text = acm__bare_without(&c->lint->arena, text, &c->prose, ACM__PROSE_NOT, &negations);
        bool states = text.len && !acm__vocabulary_find(c->language, ACM__NONE, entry->text);
        statement *added = states ? acm__list_push(&c->lint->arena, &c->all) : NULL;
        if (added)
            *added = (statement){text, entry, marker > 0, negations % 2 > 0, outcome};
    }
}

static int compare(const void *a, const void *b)
{
    const statement *x = a, *y = b;
    uint32_t i = x->entry->place.offset, k = y->entry->place.offset;
    int order = acm__str_compare(x->text, y->text);
    return order ? order : (i > k) - (i < k);
}

static void report(conditions *c, acm__rule rule, const statement *s, const statement *other)
{
    acm__lint_fault(c->lint, c->page, rule, s->entry->place, "%.*s; see line %" PRIu32,
                    ACM__SHOWN(s->entry->text), other->entry->place.line);
}

/* Compares a condition with the first of the same kind that has the same text, and with the first of the other. */
static void check(conditions *c, const statement *s, const statement *same, const statement *other)
{
    if (!same && other && s->negated == other->negated)
        report(c, ACM__RULE_OUTCOME_IS_INPUT, s, other);
    if (!same)
        return;
    if (s->negated != same->negated || s->optional != same->optional)
        report(c, ACM__RULE_CONTRADICTION, s, same);
    else if (!acm__name_equal(s->entry->text, same->entry->text)) /* else it is known already */
        report(c, ACM__RULE_DUPLICATE_CONDITION, s, same);
}

static void check_all(conditions *c)
{
    const statement *first[2] = {NULL, NULL}; /* with the text at hand: input, outcome */
    if (c->all.count > 1)
        qsort(c->all.at, c->all.count, sizeof *c->all.at, compare);
    for (uint32_t i = 0; i < c->all.count; i++) {
        const statement *s = &c->all.at[i];
        if (i && acm__str_compare(s->text, s[-1].text) != 0)
            first[0] = first[1] = NULL;
        check(c, s, first[s->outcome], first[!s->outcome]);
        if (!first[s->outcome])
            first[s->outcome] = s;
    }
    c->all.count = 0;
}

static void check_page(conditions *c, const acm__page *p)
{
    add(c, &p->key_inputs, false);
    add(c, &p->key_outcomes, true);
    check_all(c);
    for (uint32_t i = 0; i < p->steps.count; i++) {
        add(c, &p->steps.at[i].inputs, false);
        add(c, &p->steps.at[i].outputs, true);
        check_all(c);
    }
}

void acm__lint_conditions(acm__lint *lint)
{
    for (uint32_t page = 0; page < lint->playbook->page_count; page++) {
        conditions c = {.lint = lint, .page = page, .language = acm__lint_language(lint, page)};
        c.prose = acm__prose_of(&lint->arena, c.language);
        c.text.allocator = &lint->arena.allocator;
        check_page(&c, lint->playbook->pages[page]);
        lint->arena.failed = lint->arena.failed || c.text.failed;
        acm__buffer_dispose(&c.text);
    }
}
