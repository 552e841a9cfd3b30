#include "engine/extra.h"

#include <string.h>

struct acm__extra {
    size_t size; /* of the whole block */
    uint32_t fact_count, claim_count, service_count;
    bool scoped;
    uint64_t *scope;
    acm__str *services; /* names of those in scope; lent by the playbook */
    acm__fact *facts;
    acm__claim *claims;
    char *text;
};

static bool is_fact(const acm__extra *e, const acm__fact *fact, acm__str name)
{
    return fact->name_len == name.len && memcmp(e->text + fact->name_at, name.at, name.len) == 0;
}

/* Sets the pointers of a block into itself; the counts and `scoped` hold already. Returns where it ends. */
static char *lay_out(acm__extra *e, const acm_playbook *p)
{
    e->scope = (uint64_t *)(e + 1);
    e->services = (acm__str *)(e->scope + (e->scoped ? p->service_words : 0));
    e->facts = (acm__fact *)(e->services + e->service_count);
    e->claims = (acm__claim *)(e->facts + e->fact_count);
    e->text = (char *)(e->claims + e->claim_count);
    return e->text;
}

static uint32_t count_bits(const uint64_t *set, uint32_t words)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < words; i++)
        for (uint64_t w = set[i]; w; w &= w - 1)
            count++;
    return count;
}

static void copy_scope(acm__extra *e, const acm_playbook *p, const uint64_t *scope)
{
    uint32_t n = 0;
    if (!e->scoped)
        return;
    memcpy(e->scope, scope, p->service_words * sizeof *scope);
    for (uint32_t i = 0; i < p->term_counts[ACM_TERM_SERVICE]; i++)
        if (scope[i / 64] >> i % 64 & 1)
            e->services[n++] = p->service_names[i];
}

static uint32_t put_text(acm__extra *e, char **end, const char *at, uint32_t len)
{
    uint32_t offset = (uint32_t)(*end - e->text);
    if (len)
        memcpy(*end, at, len);
    *end += len;
    return offset;
}

static void copy_facts(acm__extra *e, char **end, const acm__extra *old, const acm__change *change)
{
    uint32_t n = 0;
    for (uint32_t i = 0; old && i < old->fact_count; i++) {
        acm__fact fact = old->facts[i];
        if (change->name.at && is_fact(old, &fact, change->name))
            continue;
        fact.name_at = put_text(e, end, old->text + fact.name_at, fact.name_len);
        fact.text_at = put_text(e, end, old->text + fact.text_at, fact.text_len);
        e->facts[n++] = fact;
    }
    if (change->name.at && !change->remove) {
        acm__str text = change->kind == ACM_VALUE_STRING ? change->text : (acm__str){"", 0};
        acm__fact fact = {.name_at = put_text(e, end, change->name.at, change->name.len),
                          .name_len = change->name.len,
                          .text_at = put_text(e, end, text.at, text.len),
                          .text_len = text.len,
                          .kind = change->kind,
                          .integer = change->integer,
                          .real = change->real};
        e->facts[n++] = fact;
    }
    e->fact_count = n;
}

static void copy_claims(acm__extra *e, const acm__extra *old, acm__claim claim)
{
    uint32_t n = 0;
    for (uint32_t i = 0; old && i < old->claim_count; i++)
        if (old->claims[i].item != claim.item)
            e->claims[n++] = old->claims[i];
    if (claim.item && claim.performer)
        e->claims[n++] = claim;
    e->claim_count = n;
}

acm__extra *acm__extra_with(const acm_playbook *p, const acm__extra *old, const acm__change *change)
{
    const uint64_t *scope = change->rescope ? change->scope : acm__extra_scope(old);
    acm__extra plan = {.scoped = scope != NULL,
                       .service_count = scope ? count_bits(scope, p->service_words) : 0,
                       .fact_count = (old ? old->fact_count : 0) + (change->name.at != NULL),
                       .claim_count = (old ? old->claim_count : 0) + (change->claim.item != 0)};
    size_t text = change->name.at ? (size_t)change->name.len + change->text.len : 0;
    for (uint32_t i = 0; old && i < old->fact_count; i++)
        text += (size_t)old->facts[i].name_len + old->facts[i].text_len;
    plan.size = sizeof plan + (plan.scoped ? p->service_words * sizeof(uint64_t) : 0) +
                plan.service_count * sizeof(acm__str) + plan.fact_count * sizeof(acm__fact) +
                plan.claim_count * sizeof(acm__claim) + text;
    acm__extra *e = text < UINT32_MAX ? acm__alloc(&p->arena.allocator, plan.size, 1) : NULL;
    if (!e)
        return NULL;
    *e = plan;
    char *end = lay_out(e, p);
    copy_scope(e, p, scope);
    copy_facts(e, &end, old, change);
    copy_claims(e, old, change->claim);
    return e;
}

acm__extra *acm__extra_dup(const acm_playbook *p, const acm__extra *extra)
{
    acm__change nothing = {.name = {NULL, 0}};
    return acm__extra_with(p, extra, &nothing);
}

acm__value acm__extra_fact(const acm__extra *extra, acm__str name)
{
    acm__value value = {.kind = ACM__VALUE_NULL};
    for (uint32_t i = 0; extra && i < extra->fact_count; i++) {
        const acm__fact *f = &extra->facts[i];
        if (!is_fact(extra, f, name))
            continue;
        switch (f->kind) {
        case ACM_VALUE_BOOLEAN:
            value.kind = ACM__VALUE_BOOLEAN;
            value.as.boolean = f->integer != 0;
            break;
        case ACM_VALUE_INTEGER:
            value.kind = ACM__VALUE_INTEGER;
            value.as.integer = f->integer;
            break;
        case ACM_VALUE_DOUBLE:
            value.kind = ACM__VALUE_DOUBLE;
            value.as.real = f->real;
            break;
        case ACM_VALUE_STRING:
            value.kind = ACM__VALUE_STRING;
            value.as.string = (acm__str){extra->text + f->text_at, f->text_len};
            break;
        default:
            break;
        }
        break;
    }
    return value;
}

bool acm__extra_has_fact(const acm__extra *extra, acm__str name)
{
    for (uint32_t i = 0; extra && i < extra->fact_count; i++)
        if (is_fact(extra, &extra->facts[i], name))
            return true;
    return false;
}

bool acm__extra_fact_at(const acm__extra *extra, uint32_t index, acm__change *out)
{
    if (!extra || index >= extra->fact_count)
        return false;
    const acm__fact *f = &extra->facts[index];
    *out = (acm__change){.name = {extra->text + f->name_at, f->name_len},
                         .kind = f->kind,
                         .integer = f->integer,
                         .real = f->real,
                         .text = {extra->text + f->text_at, f->text_len}};
    return true;
}

bool acm__extra_claim_at(const acm__extra *extra, uint32_t index, acm__claim *out)
{
    if (!extra || index >= extra->claim_count)
        return false;
    *out = extra->claims[index];
    return true;
}

acm_id acm__extra_performer(const acm__extra *extra, acm_id item)
{
    for (uint32_t i = 0; extra && i < extra->claim_count; i++)
        if (extra->claims[i].item == item)
            return extra->claims[i].performer;
    return 0;
}

const uint64_t *acm__extra_scope(const acm__extra *extra)
{
    return extra && extra->scoped ? extra->scope : NULL;
}

acm__value acm__extra_services(const acm__extra *extra, const acm_playbook *p)
{
    acm__value value = {.kind = ACM__VALUE_SET};
    bool scoped = acm__extra_scope(extra) != NULL;
    value.as.set.at = scoped ? extra->services : p->service_names;
    value.as.set.count = scoped ? extra->service_count : p->term_counts[ACM_TERM_SERVICE];
    return value;
}
