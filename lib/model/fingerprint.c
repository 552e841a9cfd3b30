/* fingerprint.c - tells playbooks apart of which cases run differently. Texts, languages and places do not count. */
#include "model/finish.h"

static void add(acm__siphash *hash, uint32_t first, uint32_t second)
{
    acm__siphash_add_number(hash, (uint64_t)second << 32 | first, 8);
}

static void add_text(acm__siphash *hash, acm__str text)
{
    add(hash, text.len, 0);
    acm__siphash_add(hash, text.at, text.len);
}

static void add_expr(acm__siphash *hash, const acm__expr *expr)
{
    add_text(hash, expr ? acm__expr_text(expr) : (acm__str){NULL, 0});
}

static void add_set(acm__siphash *hash, const acm_playbook *p, acm__set set, uint32_t words)
{
    add(hash, set ? words : 0, 0);
    for (uint32_t i = 0; set && i < words; i++)
        acm__siphash_add_number(hash, p->sets[set + i], 8);
}

/* Of the terms only those that cases ask for, in the order of their bits in sets. */
static void add_terms(acm__siphash *hash, const acm_playbook *p)
{
    for (uint32_t i = 0; i < p->term_count; i++) {
        const acm__term *term = &p->terms[i];
        if (term->kind == ACM_TERM_ROLE || term->kind == ACM_TERM_SERVICE)
            add_text(hash, term->key);
    }
}

static void add_controls(acm__siphash *hash, const acm_playbook *p, acm_id item)
{
    for (acm_control c = ACM_CONTROL_REQUIRED_WHEN; c <= ACM_CONTROL_PARENT_COMPLETION; c++) {
        size_t len;
        const char *text = c == ACM_CONTROL_DUE ? NULL : acm_playbook_control(p, item, c, &len);
        if (!text)
            continue;
        add(hash, (uint32_t)c, 0);
        add_text(hash, (acm__str){text, (uint32_t)len});
    }
}

static void add_items(acm__siphash *hash, const acm_playbook *p)
{
    const uint32_t silent = ACM__ITEM_OWN_FLAGS | ACM_ITEM_FLAG_MISSING;
    for (acm_id id = 1; id <= p->item_count; id++) {
        const acm__item *item = &p->items[id];
        add(hash, item->kind, item->flags & ~silent);
        add(hash, item->parent, 0);
        acm__siphash_add_number(hash, (uint64_t)item->number, 8);
        add_text(hash, item->key);
        add_set(hash, p, item->performers, p->role_words);
        add_set(hash, p, item->owners, p->role_words);
        add_set(hash, p, item->services, p->service_words);
        if (item->control)
            add_controls(hash, p, id);
    }
}

static void add_criteria(acm__siphash *hash, const acm_playbook *p)
{
    for (uint32_t i = 0; i < p->criterion_count; i++) {
        const acm__criterion *c = &p->criteria[i];
        add(hash, c->item, (uint32_t)c->kind << 8 | c->flags);
        add(hash, c->on_count, 0);
        add_expr(hash, c->expr);
    }
    for (uint32_t i = 0; i < p->on_part_count; i++) {
        add(hash, p->on_parts[i].source, p->on_parts[i].exit_criterion);
        add(hash, (uint32_t)p->on_parts[i].event, 0);
    }
}

static void add_conditions(acm__siphash *hash, const acm_playbook *p)
{
    for (uint32_t i = 0; i < p->condition_count; i++) {
        const acm__condition *c = &p->conditions[i];
        add(hash, c->item, c->criterion);
        add(hash, c->kind, c->flags);
        add_text(hash, c->key);
        add_expr(hash, c->blocks_when);
    }
}

void acm__finish_fingerprint(acm_playbook *p)
{
    acm__siphash hash;
    acm__siphash_init(&hash);
    add(&hash, p->item_count, p->condition_count);
    add(&hash, p->criterion_count, p->semantics);
    add_terms(&hash, p);
    add_items(&hash, p);
    add_criteria(&hash, p);
    add_conditions(&hash, p);
    acm__siphash_end(&hash, p->fingerprint);
}
