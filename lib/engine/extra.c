#include "engine/extra.h"

#include <stdlib.h>
#include <string.h>

_Static_assert((int)ACM__VALUE_NULL == ACM_VALUE_NULL && (int)ACM__VALUE_TIME == ACM_VALUE_TIME &&
                   (int)ACM__VALUE_SET == ACM_VALUE_SET,
               "kinds of values have the same numbers inside");

struct acm__extra {
    size_t size; /* of the whole block */
    uint32_t fact_count, claim_count, service_count, member_count;
    bool scoped;
    uint64_t *scope;
    acm__str *services; /* names of those in scope; lent by the playbook */
    acm__str *members;  /* of the sets among the facts */
    acm__fact *facts;   /* by name, so that the same facts are the same bytes */
    acm__claim *claims; /* by item */
    char *text;
};

static acm__str name_of(const acm__extra *e, const acm__fact *fact)
{
    return (acm__str){e->text + fact->name_at, fact->name_len};
}

static acm__str text_of(const acm__extra *e, const acm__fact *fact)
{
    return (acm__str){e->text + fact->text_at, fact->text_len};
}

static const acm__fact *find_fact(const acm__extra *e, acm__str name)
{
    for (uint32_t i = 0; e && i < e->fact_count; i++)
        if (acm__str_equal(name_of(e, &e->facts[i]), name))
            return &e->facts[i];
    return NULL;
}

/* Sets the pointers of a block into itself; the counts and `scoped` hold already. Returns where it ends. */
static char *lay_out(acm__extra *e, const acm_playbook *p)
{
    e->scope = (uint64_t *)(e + 1);
    e->services = (acm__str *)(e->scope + (e->scoped ? p->service_words : 0));
    e->members = e->services + e->service_count;
    e->facts = (acm__fact *)(e->members + e->member_count);
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

static uint32_t put_text(acm__extra *e, char **end, acm__str text)
{
    uint32_t offset = (uint32_t)(*end - e->text);
    if (text.len)
        memcpy(*end, text.at, text.len);
    *end += text.len;
    return offset;
}

static int compare_members(const void *a, const void *b)
{
    return acm__str_compare(*(const acm__str *)a, *(const acm__str *)b);
}

/* Puts the members of a set in order, each once; gives how many they are. */
static uint32_t order_members(acm__str *members, uint32_t count)
{
    uint32_t kept = 0;
    if (count > 1)
        qsort(members, count, sizeof *members, compare_members);
    for (uint32_t i = 0; i < count; i++)
        if (!i || !acm__str_equal(members[i], members[kept - 1]))
            members[kept++] = members[i];
    return kept;
}

static void put_members(acm__extra *e, char **end, acm__fact *fact, acm__str text)
{
    acm__str *members = e->members + e->member_count;
    uint32_t count = 0;
    while (acm__str_take(&text, '\n', &members[count]))
        count++;
    count = order_members(members, count);
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            put_text(e, end, ACM__STR("\n"));
        members[i].at = e->text + put_text(e, end, members[i]);
    }
    fact->first_member = e->member_count;
    fact->integer = count;
    e->member_count += count;
}

/* Puts a fact behind the others, with what its kind needs of these. */
static void put_fact(acm__extra *e, char **end, acm__str name, acm__fact fact, acm__str text)
{
    fact.name_at = put_text(e, end, name);
    fact.name_len = name.len;
    fact.text_at = (uint32_t)(*end - e->text);
    if (fact.kind == ACM_VALUE_SET)
        put_members(e, end, &fact, text);
    else
        put_text(e, end, text);
    fact.text_len = (uint32_t)(*end - e->text) - fact.text_at;
    e->facts[e->fact_count++] = fact;
}

static void put_old_fact(acm__extra *e, char **end, const acm__extra *old, uint32_t index)
{
    const acm__fact *fact = &old->facts[index];
    put_fact(e, end, name_of(old, fact), *fact, text_of(old, fact));
}

/* The text that belongs to a value of its kind. */
static acm__str given_text(const acm__change *change)
{
    bool is_text = change->kind == ACM_VALUE_STRING || change->kind == ACM_VALUE_SET;
    return is_text ? change->text : (acm__str){"", 0};
}

static void put_new_fact(acm__extra *e, char **end, const acm__change *change)
{
    acm__fact fact = {.kind = change->kind};
    if (change->kind == ACM_VALUE_BOOLEAN)
        fact.integer = change->integer != 0;
    else if (change->kind == ACM_VALUE_INTEGER || change->kind == ACM_VALUE_TIME)
        fact.integer = change->integer;
    else if (change->kind == ACM_VALUE_DOUBLE)
        fact.real = change->real + 0.0; /* one zero, not two */
    put_fact(e, end, change->name, fact, given_text(change));
}

static void copy_facts(acm__extra *e, char **end, const acm__extra *old, const acm__change *change)
{
    uint32_t i = 0, count = old ? old->fact_count : 0;
    acm__str name = change->name;
    for (; name.at && i < count && acm__str_compare(name_of(old, &old->facts[i]), name) < 0; i++)
        put_old_fact(e, end, old, i);
    if (name.at && !change->remove)
        put_new_fact(e, end, change);
    if (name.at && i < count && acm__str_equal(name_of(old, &old->facts[i]), name))
        i++;
    for (; i < count; i++)
        put_old_fact(e, end, old, i);
}

static void copy_claims(acm__extra *e, const acm__extra *old, acm__claim claim)
{
    uint32_t i = 0, count = old ? old->claim_count : 0;
    for (; i < count && old->claims[i].item < claim.item; i++)
        e->claims[e->claim_count++] = old->claims[i];
    if (claim.item && claim.performer)
        e->claims[e->claim_count++] = claim;
    if (i < count && old->claims[i].item == claim.item)
        i++;
    for (; i < count; i++)
        e->claims[e->claim_count++] = old->claims[i];
}

static uint32_t count_lines(acm__str text)
{
    uint32_t count = 0;
    for (acm__str line; acm__str_take(&text, '\n', &line);)
        count++;
    return count;
}

/* Room for what a block holds and for a change; gives the bytes of its texts. */
static size_t plan_room(acm__extra *plan, const acm__extra *old, const acm__change *change)
{
    size_t text = change->name.at ? (size_t)change->name.len + given_text(change).len : 0;
    plan->fact_count = (old ? old->fact_count : 0) + (change->name.at != NULL);
    plan->claim_count = (old ? old->claim_count : 0) + (change->claim.item != 0);
    plan->member_count = old ? old->member_count : 0;
    if (change->kind == ACM_VALUE_SET)
        plan->member_count += count_lines(change->text);
    for (uint32_t i = 0; old && i < old->fact_count; i++)
        text += (size_t)old->facts[i].name_len + old->facts[i].text_len;
    return text;
}

acm__extra *acm__extra_with(const acm_playbook *p, const acm__extra *old, const acm__change *change)
{
    const uint64_t *scope = change->rescope ? change->scope : acm__extra_scope(old);
    acm__extra plan = {.scoped = scope != NULL,
                       .service_count = scope ? count_bits(scope, p->service_words) : 0};
    size_t text = plan_room(&plan, old, change);
    plan.size = sizeof plan + (plan.scoped ? p->service_words * sizeof(uint64_t) : 0) +
                ((size_t)plan.service_count + plan.member_count) * sizeof(acm__str) +
                plan.fact_count * sizeof(acm__fact) + plan.claim_count * sizeof(acm__claim) + text;
    acm__extra *e = text < UINT32_MAX ? acm__alloc(&p->arena.allocator, plan.size, 1) : NULL;
    if (!e)
        return NULL;
    *e = plan;
    char *end = lay_out(e, p);
    e->fact_count = e->claim_count = e->member_count = 0;
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

static acm__value value_of(const acm__extra *extra, const acm__fact *fact)
{
    acm__value value = {.kind = (acm__value_kind)fact->kind};
    switch (value.kind) {
    case ACM__VALUE_BOOLEAN:
        value.as.boolean = fact->integer != 0;
        break;
    case ACM__VALUE_DOUBLE:
        value.as.real = fact->real;
        break;
    case ACM__VALUE_STRING:
        value.as.string = text_of(extra, fact);
        break;
    case ACM__VALUE_SET:
        value.as.set.at = extra->members + fact->first_member;
        value.as.set.count = (uint32_t)fact->integer;
        break;
    default:
        value.as.integer = fact->integer;
    }
    return value;
}

acm__value acm__extra_fact(const acm__extra *extra, acm__str name)
{
    const acm__fact *fact = find_fact(extra, name);
    return fact ? value_of(extra, fact) : (acm__value){.kind = ACM__VALUE_NULL};
}

bool acm__extra_nth_fact(const acm__extra *extra, uint32_t index, acm__str *name, acm__value *value)
{
    if (!extra || index >= extra->fact_count)
        return false;
    *name = name_of(extra, &extra->facts[index]);
    *value = value_of(extra, &extra->facts[index]);
    return true;
}

bool acm__extra_nth_claim(const acm__extra *extra, uint32_t index, acm__claim *claim)
{
    if (!extra || index >= extra->claim_count)
        return false;
    *claim = extra->claims[index];
    return true;
}

bool acm__extra_has_fact(const acm__extra *extra, acm__str name)
{
    return find_fact(extra, name) != NULL;
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
