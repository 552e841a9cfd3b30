#include "engine/roster.h"

#include "base/error.h"

#include <string.h>

typedef struct person {
    acm__str key, name, roles;
} person;

struct acm_roster {
    atomic_uint references;
    acm__arena arena; /* texts */
    person *people;
    uint32_t count, capacity;
    acm__binding *bindings;
};

acm_status acm_roster_new(const acm_allocator *allocator, acm_roster **roster, acm_error *err)
{
    acm_allocator own;
    if (!roster)
        return acm__error(err, ACM_E_INVALID, "roster is missing");
    *roster = NULL;
    if (!acm__allocator_copy(allocator, &own))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    acm_roster *r = acm__calloc(&own, 1, sizeof *r);
    if (!r)
        return acm__nomem(err);
    atomic_init(&r->references, 1);
    acm__arena_init(&r->arena, &own);
    *roster = r;
    return ACM_OK;
}

acm_roster *acm_roster_retain(acm_roster *roster)
{
    if (roster)
        atomic_fetch_add_explicit(&roster->references, 1, memory_order_relaxed);
    return roster;
}

static void free_binding(acm__binding *binding)
{
    const acm_allocator *a = &binding->roster->arena.allocator;
    acm_playbook_free(binding->playbook);
    acm__free(a, binding->roles);
    acm__free(a, binding);
}

void acm_roster_free(acm_roster *roster)
{
    if (!roster || atomic_fetch_sub_explicit(&roster->references, 1, memory_order_acq_rel) != 1)
        return;
    while (roster->bindings) {
        acm__binding *binding = roster->bindings;
        roster->bindings = binding->next;
        free_binding(binding);
    }
    acm__arena arena = roster->arena;
    acm__free(&arena.allocator, roster->people);
    acm__free(&arena.allocator, roster);
    acm__arena_dispose(&arena);
}

static void bind_participant(acm__binding *b, uint32_t index)
{
    const acm_playbook *p = b->playbook;
    acm__str list = b->roster->people[index].roles, name;
    uint64_t *roles = b->roles + (size_t)index * p->role_words;
    memset(roles, 0, p->role_words * sizeof *roles);
    b->count = index + 1;
    while (acm__str_next(&list, ';', &name)) {
        const acm__term *term =
            name.len ? acm__playbook_term_by_name(p, ACM_TERM_ROLE, name) : NULL;
        if (term)
            roles[term->index / 64] |= (uint64_t)1 << term->index % 64;
    }
}

static bool reserve_roles(acm__binding *b, uint32_t participants)
{
    if (participants <= b->capacity)
        return true;
    size_t wanted = (size_t)participants * 2,
           words = b->playbook->role_words ? b->playbook->role_words : 1;
    uint64_t *roles =
        acm__realloc(&b->roster->arena.allocator, b->roles, wanted, words * sizeof *roles);
    if (!roles)
        return false;
    b->roles = roles;
    b->capacity = (uint32_t)wanted;
    return true;
}

static void take_again(acm__binding *binding)
{
    binding->cases++;
    acm_roster_retain(binding->roster);
}

acm__binding *acm__binding_take(acm_roster *roster, acm_playbook *playbook)
{
    for (acm__binding **at = &roster->bindings; *at;) {
        acm__binding *b = *at;
        if (b->playbook == playbook) {
            take_again(b);
            return b;
        }
        if (b->cases) {
            at = &b->next;
            continue;
        }
        *at = b->next; /* idle, and another playbook wants its place */
        free_binding(b);
    }
    acm__binding *b = acm__calloc(&roster->arena.allocator, 1, sizeof *b);
    if (!b)
        return NULL;
    b->roster = roster;
    b->playbook = acm_playbook_retain(playbook);
    if (!reserve_roles(b, roster->count + 1)) {
        free_binding(b);
        return NULL;
    }
    for (uint32_t i = 0; i < roster->count; i++)
        bind_participant(b, i);
    b->next = roster->bindings;
    roster->bindings = b;
    take_again(b);
    return b;
}

bool acm__binding_shares(const acm__binding *binding, acm_id participant, acm__set roles)
{
    uint32_t words = binding->playbook->role_words;
    const uint64_t *own = binding->roles + (size_t)(participant - 1) * words;
    const uint64_t *any = binding->playbook->sets + roles;
    uint64_t common = 0;
    for (uint32_t w = 0; w < words; w++)
        common |= own[w] & any[w];
    return common != 0;
}

void acm__binding_release(acm__binding *binding)
{
    if (!binding)
        return;
    binding->cases--;
    acm_roster_free(binding->roster);
}

static acm_status check_text(acm__str text, acm_error *err)
{
    size_t good = acm__utf8_check(text.at, text.len);
    if (good == text.len)
        return ACM_OK;
    acm__error(err, ACM_E_ENCODING, "text is not UTF-8 at byte %zu", good);
    acm__error_at(err, 0, 0, good);
    return ACM_E_ENCODING;
}

acm_status acm_roster_add(acm_roster *roster, const char *key, const char *name, const char *roles,
                          acm_id *participant_id, acm_error *err)
{
    acm__str texts[3];
    if (participant_id)
        *participant_id = 0;
    if (!roster || !key)
        return acm__error(err, ACM_E_INVALID, "roster or key is missing");
    if (!*key)
        return acm__error(err, ACM_E_INVALID, "the key is empty");
    const char *given[3] = {key, name ? name : key, roles};
    for (int i = 0; i < 3; i++) {
        if (!acm__str_from(given[i], ACM_NTS, &texts[i]) || texts[i].len > ACM__MAX_TEXT ||
            (i == 0 && texts[i].len > ACM__MAX_KEY))
            return acm__error(err, ACM_E_LIMIT,
                              "the key is longer than %d bytes, or a text too long", ACM__MAX_KEY);
        acm_status status = check_text(texts[i], err);
        if (status)
            return status;
    }
    if (acm_roster_find(roster, key))
        return acm__error(err, ACM_E_EXISTS, "the roster has '%s' already", key);
    const acm_allocator *a = &roster->arena.allocator;
    void *people = roster->people;
    if (!acm__reserve(a, &people, &roster->capacity, (size_t)roster->count + 1,
                      sizeof *roster->people))
        return acm__nomem(err);
    roster->people = people;
    person *added = &roster->people[roster->count];
    *added = (person){acm__str_copy(&roster->arena, texts[0].at, texts[0].len),
                      acm__str_copy(&roster->arena, texts[1].at, texts[1].len),
                      acm__plain(&roster->arena, texts[2].at, texts[2].len)};
    bool room = added->key.at && added->name.at && added->roles.at;
    for (acm__binding *b = roster->bindings; b && room; b = b->next)
        room = reserve_roles(b, roster->count + 1);
    if (!room)
        return acm__nomem(err);
    for (acm__binding *b = roster->bindings; b; b = b->next)
        bind_participant(b, roster->count);
    roster->count++;
    if (participant_id)
        *participant_id = roster->count;
    return ACM_OK;
}

acm_id acm_roster_find(const acm_roster *roster, const char *key)
{
    size_t len = key ? strlen(key) : 0;
    for (uint32_t i = 0; roster && key && i < roster->count; i++)
        if (roster->people[i].key.len == len && memcmp(roster->people[i].key.at, key, len) == 0)
            return i + 1;
    return 0;
}

size_t acm_roster_count(const acm_roster *roster)
{
    return roster ? roster->count : 0;
}

const char *acm_roster_name(const acm_roster *roster, acm_id participant_id)
{
    bool known = roster && participant_id && participant_id <= roster->count;
    return known ? roster->people[participant_id - 1].name.at : NULL;
}

const char *acm_roster_key(const acm_roster *roster, acm_id participant_id)
{
    bool known = roster && participant_id && participant_id <= roster->count;
    return known ? roster->people[participant_id - 1].key.at : NULL;
}
