/* finish_refs.c - terms, what refers to them, and roles and services as sets. */
#include "model/finish.h"
#include "model/keys.h"
#include "model/vocabulary.h"

static bool make_terms(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->term_count = f->b->terms.count;
    p->terms = acm__arena_calloc(f->arena, p->term_count, sizeof *p->terms);
    p->service_names = acm__arena_calloc(f->arena, p->term_count, sizeof *p->service_names);
    if (!p->terms || !p->service_names)
        return false;
    for (uint32_t i = 0; i < p->term_count; i++) {
        p->terms[i] = f->b->terms.at[i];
        p->terms[i].key = acm__finish_text(f, p->terms[i].key);
        p->terms[i].name = acm__finish_text(f, p->terms[i].name);
        if (!p->terms[i].key.at)
            return false;
        p->term_counts[p->terms[i].kind]++;
        if (p->terms[i].kind == ACM_TERM_SERVICE)
            p->service_names[p->terms[i].index] = acm__key_without_kind(p->terms[i].key);
    }
    p->role_words = (p->term_counts[ACM_TERM_ROLE] + 63) / 64;
    p->service_words = (p->term_counts[ACM_TERM_SERVICE] + 63) / 64;
    return true;
}

static uint32_t ref_group(const acm__finishing *f, uint32_t index)
{
    return acm__finish_item(f, f->b->refs.at[index].item);
}

/* Keeps the references of one item by kind, each once. */
static void keep_refs(acm__finishing *f, const acm_ref *from, const acm_ref *end)
{
    acm_playbook *p = f->p;
    for (acm_ref_kind kind = ACM_REF_PERFORMER; kind <= ACM_REF_NEXT; kind++)
        for (const acm_ref *ref = from; ref < end; ref++) {
            uint32_t seen = ref->item * (ACM_REF_NEXT + 1) + (uint32_t)kind;
            if (ref->kind != kind || f->scratch[ref->target] == seen)
                continue;
            f->scratch[ref->target] = seen;
            p->refs[p->ref_count++] = *ref;
        }
}

static bool make_refs(acm__finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t count = f->b->refs.count;
    p->refs = acm__arena_calloc(f->arena, count, sizeof *p->refs);
    acm_ref *sorted =
        acm__alloc(&f->arena->allocator, (size_t)count + 1, sizeof *sorted + sizeof(uint32_t));
    if (!p->refs || !sorted) {
        acm__free(&f->arena->allocator, sorted);
        return false;
    }
    uint32_t *position = (uint32_t *)(sorted + count + 1);
    acm__finish_sort(f, count, p->item_count, ref_group, f->scratch, position);
    for (uint32_t i = 0; i < count; i++) {
        const acm_ref *d = &f->b->refs.at[i];
        sorted[position[i]] = (acm_ref){ref_group(f, i), acm__finish_id(f, d->target), d->kind, 0};
    }
    memset(f->scratch, 0, acm__term_id(p, p->term_count) * sizeof *f->scratch);
    for (uint32_t i = 0, end; i < count; i = end) {
        for (end = i; end < count && sorted[end].item == sorted[i].item;)
            end++;
        keep_refs(f, sorted + i, sorted + end);
    }
    acm__free(&f->arena->allocator, sorted);
    return true;
}

/* Adds a term to one of an item's sets, giving the set its words at first use. */
static void add_to_set(acm_playbook *p, acm__set *set, uint32_t words, uint32_t index,
                       uint32_t *used)
{
    if (!*set) {
        *set = *used;
        *used += words;
    }
    p->sets[*set + index / 64] |= (uint64_t)1 << index % 64;
}

/* Roles and services as sets. "All services" means every scope: the empty set. */
static bool make_sets(acm__finishing *f)
{
    acm_playbook *p = f->p;
    size_t each = 2 * (size_t)p->role_words + p->service_words, owners = 0;
    for (uint32_t i = 0; i < p->ref_count; i++)
        owners += i == 0 || p->refs[i].item != p->refs[i - 1].item;
    p->sets = acm__arena_calloc(f->arena, 1 + owners * each, sizeof *p->sets);
    if (!p->sets)
        return false;
    uint32_t used = 1;
    for (uint32_t i = 0; i < p->ref_count; i++) {
        acm__item *item = &p->items[p->refs[i].item];
        const acm__term *term = acm__playbook_term(p, p->refs[i].target);
        if (p->refs[i].kind == ACM_REF_PERFORMER)
            add_to_set(p, &item->performers, p->role_words, term->index, &used);
        else if (p->refs[i].kind == ACM_REF_OWNER)
            add_to_set(p, &item->owners, p->role_words, term->index, &used);
        else if (p->refs[i].kind == ACM_REF_SERVICE)
            add_to_set(p, &item->services, p->service_words, term->index, &used);
    }
    for (uint32_t t = 0; t < p->term_count; t++) {
        const acm__term *term = &p->terms[t];
        if (term->word != ACM__SERVICE_ALL_SERVICES)
            continue;
        for (acm_id id = 1; id <= p->item_count; id++)
            if (acm__set_has(p, p->items[id].services, term->index))
                p->items[id].services = 0;
    }
    return true;
}

bool acm__finish_refs(acm__finishing *f)
{
    return make_terms(f) && make_refs(f) && make_sets(f);
}
