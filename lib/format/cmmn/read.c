/* read.c - acm_playbook_read_cmmn: the document, the case that is asked for, its names and roles; the whole. */
#include <acmplaybook/cmmn.h>

#include "base/error.h"
#include "base/str.h"

#include <string.h>

enum {
    BYTES = 64 << 20, /* unless the caller says more or less */
    DEPTH = 256
};

void acm_cmmn_options_init(acm_cmmn_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

static acm_status check_options(const acm_cmmn_options *from, acm_cmmn_options *out,
                                acm_allocator *allocator, acm_error *err)
{
    acm_cmmn_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "CMMN options of another version");
    if (!acm__allocator_copy(out->allocator, allocator))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    if (!out->max_bytes)
        out->max_bytes = BYTES;
    if (!out->max_depth)
        out->max_depth = DEPTH;
    if (!out->file)
        out->file = "model.cmmn";
    size_t file_len = strlen(out->file);
    if (acm__utf8_check(out->file, file_len) < file_len)
        return acm__error(err, ACM_E_ENCODING, "the file name is not UTF-8");
    return ACM_OK;
}

#ifdef ACM_WITH_CMMN

#include "format/cmmn/read.h"
#include "model/diagnostics.h"
#include "model/keys.h"

#define SPACE(uri)                                                                                 \
    {                                                                                              \
        uri, sizeof uri - 1                                                                        \
    }

static const acm__xml_space spaces[] = {
    [ACM__CMMN_11 - 1] = {SPACE("http://www.omg.org/spec/CMMN/20151109/MODEL"), false},
    [ACM__CMMN_10 - 1] = {SPACE("http://www.omg.org/spec/CMMN/20131201/MODEL"), false},
    [ACM__CMMN_OWN - 1] = {SPACE("urn:acm-playbook:cmmn:1"), false},
    [ACM__CMMN_FLOWABLE - 1] = {SPACE("http://flowable.org/cmmn"), false},
    {SPACE("http://www.omg.org/spec/CMMN/"), true}, /* diagrams */
    {SPACE("http://www.w3.org/"), true}, /* where the schema is, the language of a text */
};

/* The case */

static bool is_asked_for(const acm__cmmn *r, const acm__xml_node *node)
{
    const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
    return acm__cmmn_is(r, node, "case") &&
           (!r->options->case_id || (id && strcmp(id->value.at, r->options->case_id) == 0));
}

static bool find_case(acm__cmmn *r)
{
    acm__key_list list = {.used = 0};
    uint32_t count = 0, fitting = 0;
    const acm__xml_node *root = r->xml.root;
    for (const acm__xml_node *node = root->first; node; node = node->next) {
        if (!acm__cmmn_is(r, node, "case"))
            continue;
        const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
        acm__key_list_add(&list, id ? id->value : ACM__STR("?"));
        count++;
        if (is_asked_for(r, node) && !fitting++)
            r->scope = node;
    }
    if (!count)
        return acm__cmmn_fail(r, ACM_E_MODEL, root, NULL, "there is no case");
    if (!fitting)
        return acm__cmmn_fail(r, ACM_E_NOTFOUND, root, NULL, "there is no case '%s' among %s",
                              r->options->case_id, list.text);
    if (fitting > 1)
        return acm__cmmn_fail(r, ACM_E_AMBIGUOUS, root, NULL, "there are several cases: %s",
                              list.text);
    return acm__cmmn_child(r, r->scope, "casePlanModel") ||
           acm__cmmn_fail(r, ACM_E_MODEL, r->scope, NULL, "needs a casePlanModel");
}

static bool read_document(acm__cmmn *r, acm__str text)
{
    acm__xml_limits limits = {r->options->max_bytes, r->options->max_depth};
    r->status =
        acm__xml_read(&r->arena, text, spaces, ACM__CMMN_COUNT(spaces), limits, &r->xml, r->err);
    if (r->status)
        return false;
    r->space = r->xml.root->space;
    if ((r->space != ACM__CMMN_11 && r->space != ACM__CMMN_10) ||
        !acm__cmmn_is(r, r->xml.root, "definitions"))
        return acm__cmmn_fail(r, ACM_E_SYNTAX, r->xml.root, NULL,
                              "is no \"definitions\" of CMMN 1.0 or 1.1");
    return find_case(r);
}

/* Roles: in CMMN 1.0 each "caseRoles" is one */

static bool read_role(acm__cmmn *r, const acm__xml_node *node)
{
    acm_id term;
    acm__str key;
    const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
    const acm__xml_attribute *name = acm__cmmn_attribute_of(node, "name");
    const acm__xml_attribute *own = acm__xml_attribute_of(node, ACM__CMMN_OWN, "key");
    if (!name || !name->value.len)
        name = id;
    if (!name)
        return acm__cmmn_fail(r, ACM_E_MODEL, node, NULL, "needs an id or a name");
    if (own && !acm__cmmn_exact(r, own->value, &key))
        return false;
    term = own ? acm__builder_find(r->b, key) : 0;
    if (!term &&
        !acm__cmmn_take(r, acm_builder_term(r->b, ACM_TERM_ROLE, name->value.at, &term, r->err),
                        node, name))
        return false;
    if (id)
        acm__cmmn_named_by(r, id->value)->made = term;
    return acm__cmmn_describe(r, term, ACM_TEXT_BODY, node, NULL);
}

static bool read_roles(acm__cmmn *r)
{
    bool old = r->space == ACM__CMMN_10, done = true;
    for (const acm__xml_node *roles = r->scope->first; done && roles; roles = roles->next) {
        if (!acm__cmmn_is(r, roles, "caseRoles"))
            continue;
        done = !old || read_role(r, roles);
        for (const acm__xml_node *role = roles->first; done && !old && role; role = role->next)
            if (acm__cmmn_is(r, role, "role"))
                done = read_role(r, role);
    }
    return done;
}

static bool read_name(acm__cmmn *r)
{
    const acm__xml_node *node = r->scope;
    const acm__xml_attribute *name = acm__cmmn_attribute_of(node, "name");
    if (!name || !name->value.len) {
        node = acm__cmmn_child(r, r->scope, "casePlanModel");
        name = acm__cmmn_attribute_of(node, "name");
    }
    return !name || acm__cmmn_take(r,
                                   acm_builder_text(r->b, r->b->items.at[0].id, ACM_TEXT_NAME, NULL,
                                                    name->value.at, name->value.len, r->err),
                                   node, name);
}

/* The whole */

/* Says where the item or condition stands whose key an error names. */
static bool blame(acm__cmmn *r, acm_status status)
{
    const acm__xml_node *found = r->scope;
    const char *key = r->err && r->err->struct_size >= sizeof *r->err ? r->err->path : "";
    size_t len = strlen(key); /* a long key may be cut off */
    if (r->err)
        acm__error_at(r->err, 0, 0, 0);
    for (uint32_t i = 0; len && i < r->uses.count; i++) {
        const acm__cmmn_use *use = &r->uses.at[i];
        if (strncmp(use->key.at, key, len) == 0)
            found = use->node;
        for (const acm__xml_node *c = use->own ? use->own->first : NULL; c; c = c->next) {
            const acm__xml_attribute *own = c->name.at ? acm__cmmn_attribute_of(c, "key") : NULL;
            if (own && strncmp(own->value.at, key, len) == 0)
                found = c;
        }
    }
    return acm__cmmn_take(r, status, found, NULL);
}

static bool read_into(acm__cmmn *r)
{
    return acm__cmmn_read_names(r) && acm__cmmn_read_head(r) && read_roles(r) && read_name(r) &&
           acm__cmmn_read_items(r) && acm__cmmn_read_criteria(r) && acm__cmmn_read_own(r) &&
           acm__cmmn_report_rest(r);
}

static bool finish(acm__cmmn *r, acm_playbook **playbook, acm_diagnostics **diagnostics)
{
    acm__str file = {r->options->file, (uint32_t)strlen(r->options->file)};
    acm_diagnostics *findings = diagnostics ? acm__diagnostics_new(&r->arena.allocator) : NULL;
    if (diagnostics && !findings)
        return acm__cmmn_nomem(r);
    if (findings)
        acm__diagnostics_add(findings, file, &r->faults);
    bool done = !findings || acm__diagnostics_sort(findings) || acm__cmmn_nomem(r);
    acm_status status = done ? acm__builder_finish(r->b, true, playbook, r->err) : ACM_OK;
    done = done && (!status || blame(r, status));
    if (done && findings)
        *diagnostics = findings;
    else
        acm_diagnostics_free(findings);
    return done;
}

static acm_status read_cmmn(acm__str text, const acm_cmmn_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook,
                            acm_diagnostics **diagnostics, acm_error *err)
{
    acm__cmmn r = {.options = options, .err = err};
    acm__arena_init(&r.arena, allocator);
    if (read_document(&r, text)) {
        r.status = acm_builder_new(allocator, options->language, NULL, &r.b, NULL, err);
        if (!r.status && read_into(&r))
            finish(&r, playbook, diagnostics);
        acm_builder_free(r.b);
    }
    acm__arena_dispose(&r.arena);
    return r.status;
}

#else

static acm_status read_cmmn(acm__str text, const acm_cmmn_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook,
                            acm_diagnostics **diagnostics, acm_error *err)
{
    (void)text, (void)options, (void)allocator, (void)playbook, (void)diagnostics;
    return acm__error(err, ACM_E_UNSUPPORTED, "built without CMMN");
}

#endif

acm_status acm_playbook_read_cmmn(const char *bytes, size_t len, const acm_cmmn_options *options,
                                  acm_playbook **playbook, acm_diagnostics **diagnostics,
                                  acm_error *err)
{
    acm__str text;
    acm_cmmn_options own;
    acm_allocator allocator;
    if (playbook)
        *playbook = NULL;
    if (diagnostics)
        *diagnostics = NULL;
    if (!playbook || !bytes)
        return acm__error(err, ACM_E_INVALID, "text or playbook is missing");
    if (!acm__str_from(bytes, len, &text))
        return acm__error(err, ACM_E_LIMIT, "the text is longer than 4 GiB");
    acm_status status = check_options(options, &own, &allocator, err);
    return status ? status : read_cmmn(text, &own, &allocator, playbook, diagnostics, err);
}
