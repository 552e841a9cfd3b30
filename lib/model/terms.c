#include "model/terms.h"

#include "base/error.h"
#include "model/keys.h"
#include "model/objects.h"
#include "model/vocabulary.h"

#include <string.h>

static const struct {
    acm__vocabulary_section section;
    const char *prefix;
} kinds[] = {
    [ACM_TERM_ROLE] = {ACM__ROLE, "role:"},
    [ACM_TERM_SERVICE] = {ACM__SERVICE, "service:"},
    [ACM_TERM_MOTION] = {ACM__MOTION, "motion:"},
    [ACM_TERM_PHASE] = {ACM__PHASE, "phase:"},
};

acm_term_kind acm__term_kind_of(acm__str key)
{
    const char *colon = memchr(key.at, ':', key.len);
    size_t len = colon ? (size_t)(colon - key.at) + 1 : 0;
    for (acm_term_kind kind = ACM_TERM_ROLE; len && kind <= ACM_TERM_PHASE; kind++)
        if (strlen(kinds[kind].prefix) == len && memcmp(kinds[kind].prefix, key.at, len) == 0)
            return kind;
    return 0;
}

/* By what the vocabulary makes of the name, in any language or as a key, else by the name itself. */
static const acm__term *find_by_name(const acm__term *terms, uint32_t count, acm_term_kind kind,
                                     acm__str name, int32_t *word)
{
    *word = acm__vocabulary_find_any(kinds[kind].section, name);
    if (!*word)
        *word = acm__vocabulary_by_key(kinds[kind].section, name);
    for (uint32_t i = 0; i < count; i++) {
        const acm__term *t = &terms[i];
        if (t->kind == kind && (*word ? t->word == *word : acm__name_equal(t->name, name)))
            return t;
    }
    return NULL;
}

/* "role:fasttrack_manager", or "role:" and the name itself where the vocabulary has none. */
static acm__str term_key(acm_builder *b, acm_term_kind kind, int32_t word, acm__str name)
{
    const char *prefix = kinds[kind].prefix, *known = acm__vocabulary_key(word);
    size_t head = strlen(prefix), tail = known ? strlen(known) : name.len;
    char *key = acm__arena_alloc(&b->arena, head + tail + 1, 1);
    if (!key)
        return (acm__str){NULL, 0};
    memcpy(key, prefix, head);
    memcpy(key + head, known ? known : name.at, tail);
    key[head + tail] = '\0';
    return (acm__str){key, (uint32_t)(head + tail)};
}

/* The same spelling again is by far the most usual. */
static const acm__term *find_term(const acm_builder *b, acm_term_kind kind, acm__str name,
                                  int32_t *word)
{
    *word = ACM__KIND_NONE;
    for (uint32_t i = 0; i < b->terms.count; i++)
        if (b->terms.at[i].kind == kind && acm__str_equal(b->terms.at[i].name, name))
            return &b->terms.at[i];
    return find_by_name(b->terms.at, b->terms.count, kind, name, word);
}

static uint32_t count_of_kind(const acm_builder *b, acm_term_kind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < b->terms.count; i++)
        count += b->terms.at[i].kind == kind;
    return count;
}

/* Adds a term that is not there yet; its name is plain. */
static acm_status add_term(acm_builder *b, acm_term_kind kind, int32_t word, acm__str name,
                           acm_id *term, acm_error *err)
{
    uint32_t index = count_of_kind(b, kind);
    if (index >= ACM__MAX_TERMS || b->objects.count >= ACM__MAX_OBJECTS)
        return acm__error(err, ACM_E_LIMIT, "more than %d terms of one kind", ACM__MAX_TERMS);
    acm__mark mark = acm__builder_mark(b);
    acm__str key = term_key(b, kind, word, name), own = acm__builder_keep(b, name);
    acm__term *added = key.at && own.at ? acm__list_push(&b->arena, &b->terms) : NULL;
    acm_id id = added ? acm__builder_new_id(b, ACM__OBJECT_TERM, mark.terms) : 0;
    if (!id || !acm__builder_add_text(b, id, ACM_TEXT_NAME, 0, own))
        return acm__builder_go_back(b, mark, err);
    *added = (acm__term){kind, word, index, key, own};
    acm__builder_insert(b, key, id);
    *term = id;
    return ACM_OK;
}

acm_status acm_builder_term(acm_builder *builder, acm_term_kind kind, const char *name,
                            acm_id *term, acm_error *err)
{
    acm__str text;
    int32_t word;
    if (term)
        *term = 0;
    if (!builder || !term || kind < ACM_TERM_ROLE || kind > ACM_TERM_PHASE || !name || !*name)
        return acm__error(err, ACM_E_INVALID, "builder, term or name is missing, or %d is no kind",
                          kind);
    acm_status status = acm__builder_take_text(builder, name, ACM_NTS, ACM__MAX_KEY, &text, err);
    if (!status && !builder->trusting)
        text = acm__plain(&builder->arena, text.at, text.len);
    if (!status && !text.at)
        status = acm__nomem(err);
    if (!status && !text.len)
        status = acm__error(err, ACM_E_INVALID, "the name has nothing but blanks");
    if (status)
        return status;
    const acm__term *known = find_term(builder, kind, text, &word);
    if (!known)
        return add_term(builder, kind, word, text, term, err);
    *term = acm__builder_find(builder, known->key);
    return ACM_OK;
}

acm_status acm__builder_term(acm_builder *b, acm__str key, acm_id *term, acm_error *err)
{
    uint32_t known = b->terms.count;
    acm_term_kind kind = acm__term_kind_of(key);
    acm__str name = acm__key_without_kind(key);
    if (!kind || !name.len)
        return acm__error(err, ACM_E_SYNTAX,
                          "must begin with \"role:\", \"service:\", \"motion:\" or \"phase:\" and "
                          "go on");
    acm__str plain = acm__plain(&b->arena, name.at, name.len);
    if (!plain.at)
        return acm__nomem(err);
    if (!acm__str_equal(plain, name))
        return acm__error(err, ACM_E_SYNTAX, "is not plain text");
    acm_status status = acm_builder_term(b, kind, name.at, term, err);
    if (status)
        return status;
    acm__str own = b->terms.at[acm__builder_index(b, *term, ACM__OBJECT_TERM)].key;
    if (!acm__str_equal(own, key))
        return acm__error(err, ACM_E_SYNTAX, "the vocabulary calls it \"%.*s\"", ACM__SHOWN(own));
    return b->terms.count > known ? ACM_OK : acm__error(err, ACM_E_EXISTS, "stands there twice");
}

acm_status acm_builder_ref(acm_builder *builder, acm_id item, acm_ref_kind kind, acm_id target,
                           acm_error *err)
{
    static const acm_term_kind takes[] = {
        [ACM_REF_PERFORMER] = ACM_TERM_ROLE,
        [ACM_REF_OWNER] = ACM_TERM_ROLE,
        [ACM_REF_PRIMARY] = ACM_TERM_ROLE,
        [ACM_REF_SECONDARY] = ACM_TERM_ROLE,
        [ACM_REF_SERVICE] = ACM_TERM_SERVICE,
        [ACM_REF_MOTION] = ACM_TERM_MOTION,
        [ACM_REF_NEXT] = 0,
    };
    if (!builder || kind < ACM_REF_PERFORMER || kind > ACM_REF_NEXT)
        return acm__error(err, ACM_E_INVALID, "builder is missing, or %d is no kind of reference",
                          kind);
    uint32_t term = acm__builder_index(builder, target, ACM__OBJECT_TERM);
    bool is_item = acm__builder_index(builder, target, ACM__OBJECT_ITEM) != UINT32_MAX;
    if (acm__builder_index(builder, item, ACM__OBJECT_ITEM) == UINT32_MAX ||
        (term == UINT32_MAX && !is_item))
        return acm__error(err, ACM_E_NOTFOUND, "no such item or target in this builder");
    if (takes[kind] ? is_item || builder->terms.at[term].kind != takes[kind] : !is_item)
        return acm__error(err, ACM_E_MODEL, "reference %d does not take this target", kind);
    acm_ref *added = acm__list_push(&builder->arena, &builder->refs);
    if (!added)
        return acm__nomem(err);
    *added = (acm_ref){item, target, kind, 0};
    return ACM_OK;
}

const acm__term *acm__playbook_term_by_name(const acm_playbook *p, acm_term_kind kind,
                                            acm__str name)
{
    int32_t word;
    return find_by_name(p->terms, p->term_count, kind, name, &word);
}

acm_status acm_playbook_term(const acm_playbook *playbook, acm_term_kind kind, const char *name,
                             size_t name_len, acm_id *term, acm_error *err)
{
    acm__str text;
    if (term)
        *term = 0;
    if (!playbook || !term || kind < ACM_TERM_ROLE || kind > ACM_TERM_PHASE ||
        !acm__str_from(name, name_len, &text))
        return acm__error(err, ACM_E_INVALID, "playbook, name or term is missing, or no such kind");
    const acm__term *found = acm__playbook_term(playbook, acm__playbook_by_key(playbook, text));
    if (found && found->kind != kind)
        found = NULL;
    if (!found && acm__utf8_check(text.at, text.len) == text.len)
        found = acm__playbook_term_by_name(playbook, kind, acm__name_trim(text));
    if (!found)
        return acm__error(err, ACM_E_NOTFOUND, "the playbook has no such term");
    *term = acm__term_id(playbook, (uint32_t)(found - playbook->terms));
    return ACM_OK;
}
