#include "model/mapping.h"

#include "base/error.h"
#include "model/vocabulary.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    STEM_MAX = 180,        /* leaves room in a key for what follows the stem */
    CONDITIONS_MAX = 1000, /* of one section: they are compared with each other */
    TASK_COPIES_MAX =
        16 /* keys that are tried in order for a number that stands on the page again */
};

/* One mapping under way. The first failure ends it. */
typedef struct mapping {
    acm_builder *b;
    const acm__page *page;
    const acm_mapping_options *options;
    const acm__language *language;
    acm__faults *faults;
    acm_error *err;
    acm_status status;
    acm__str stem;
    acm_id process;
    acm_id last_required; /* the step that the next one waits for, if steps are ordered */
} mapping;

/* What a list of names on the page refers to. */
typedef struct naming {
    acm_term_kind kind;
    acm__vocabulary_section section;
    int32_t unknown; /* rule of the finding for a name that the vocabulary lacks; -1 = none */
} naming;

static const naming role_names = {ACM_TERM_ROLE, ACM__ROLE, ACM__RULE_UNKNOWN_ROLE};
static const naming service_names = {ACM_TERM_SERVICE, ACM__SERVICE, ACM__RULE_UNKNOWN_SERVICE};
static const naming motion_names = {ACM_TERM_MOTION, ACM__MOTION, -1};

static bool failed(mapping *m, acm_status status)
{
    if (status && !m->status)
        m->status = status;
    return m->status != ACM_OK;
}

static void find_fault(mapping *m, acm__rule rule, acm__place place, acm__str detail)
{
    acm__fault *fault = acm__list_push(&m->b->arena, m->faults);
    if (!fault)
        failed(m, acm__nomem(m->err));
    else
        *fault = (acm__fault){rule, detail, place};
}

/* A key in the arena; NULL after a failure. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static const char *
make_key(mapping *m, const char *format, ...)
{
    char key[ACM__MAX_KEY + 1];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(key, sizeof key, format, arguments);
    va_end(arguments);
    acm__str copy = acm__str_copy(&m->b->arena, key, (size_t)len);
    if (!copy.at)
        failed(m, acm__nomem(m->err));
    return copy.at;
}

static acm_id add_item(mapping *m, acm_id parent, acm_item_kind kind, acm_item_part part,
                       uint32_t flags, const char *key, acm__str name, int64_t number,
                       acm__place place)
{
    acm_id id = 0;
    if (kind == ACM_ITEM_STAGE && m->options->auto_complete)
        flags |= ACM_ITEM_AUTO_COMPLETE;
    if (m->status || !key)
        return 0;
    if (!failed(m, acm_builder_add(m->b, parent, kind, flags, key, name.at, number, &id, m->err)))
        failed(m, acm_builder_place(m->b, id, part, place.line, place.column, m->err));
    return id;
}

static void add_text(mapping *m, acm_id id, acm_text_field field, acm__str text)
{
    if (!m->status && text.len)
        failed(m, acm_builder_text(m->b, id, field, NULL, text.at, text.len, m->err));
}

static acm_id add_criterion(mapping *m, acm_id item, uint32_t flags)
{
    acm_id id = 0;
    if (!m->status)
        failed(m, acm_builder_criterion(m->b, item, ACM_CRITERION_ENTRY, flags, NULL, &id, m->err));
    return id;
}

/* "Classroom/SDS" was split like a list; together with its neighbour a name may be one of the vocabulary. */
static acm__str joined_name(mapping *m, const naming *n, const acm__strs *names, uint32_t i)
{
    if (n->kind != ACM_TERM_SERVICE || i + 1 >= names->count)
        return (acm__str){NULL, 0};
    char name[128];
    int len = snprintf(name, sizeof name, "%s/%s", names->at[i].at, names->at[i + 1].at);
    if (len < 0 || (size_t)len >= sizeof name ||
        !acm__vocabulary_find(m->language, n->section, (acm__str){name, (uint32_t)len}))
        return (acm__str){NULL, 0};
    return acm__str_copy(&m->b->arena, name, (size_t)len);
}

static void add_ref(mapping *m, acm_id item, acm_ref_kind kind, const naming *n, acm__str name,
                    acm__place place)
{
    acm_id term;
    uint32_t known = m->b->terms.count;
    if (name.len > ACM__MAX_KEY || known >= ACM__MAX_TERMS) {
        find_fault(m, ACM__RULE_TOO_MANY_NAMES, place, (acm__str){"name left out", 13});
        return;
    }
    if (m->status || !name.len ||
        failed(m, acm_builder_term(m->b, n->kind, name.at, &term, m->err)) ||
        failed(m, acm_builder_ref(m->b, item, kind, term, m->err)))
        return;
    bool is_new = m->b->terms.count > known;
    if (is_new && !m->b->terms.at[known].word && n->unknown >= 0)
        find_fault(m, (acm__rule)n->unknown, place, name);
}

static void add_refs(mapping *m, acm_id item, acm_ref_kind kind, const naming *n,
                     const acm__strs *names, acm__place place)
{
    for (uint32_t i = 0; i < names->count && !m->status; i++) {
        acm__str both = joined_name(m, n, names, i);
        add_ref(m, item, kind, n, both.at ? both : names->at[i], place);
        i += both.at != NULL;
    }
}

/* Roles of assignments: who owns the item or performs it, and how the page calls them. */
static bool add_roles(mapping *m, acm_id item, acm_ref_kind kind,
                      const acm__assignments *assignments)
{
    bool any = false;
    for (uint32_t i = 0; i < assignments->count; i++) {
        const acm__assignment *a = &assignments->at[i];
        any = any || a->primary_roles.count || a->secondary_roles.count;
        add_refs(m, item, kind, &role_names, &a->primary_roles, a->place);
        add_refs(m, item, kind, &role_names, &a->secondary_roles, a->place);
    }
    return any;
}

static void add_assignments(mapping *m, acm_id item, const acm__assignments *assignments)
{
    for (uint32_t i = 0; i < assignments->count; i++) {
        const acm__assignment *a = &assignments->at[i];
        add_refs(m, item, ACM_REF_PRIMARY, &role_names, &a->primary_roles, a->place);
        add_refs(m, item, ACM_REF_SECONDARY, &role_names, &a->secondary_roles, a->place);
        add_refs(m, item, ACM_REF_MOTION, &motion_names, &a->motions, a->place);
        add_refs(m, item, ACM_REF_SERVICE, &service_names, &a->applies_to, a->place);
    }
}

/* Writes nested entries as lines, two blanks a level; returns the bytes, and writes them if `out` is there. */
static size_t write_entries(const acm__entries *entries, uint32_t level, char *out)
{
    size_t used = 0;
    for (uint32_t i = 0; i < entries->count; i++) {
        const acm__entry *e = &entries->at[i];
        if (out) {
            memset(out + used, ' ', level * 2);
            memcpy(out + used + level * 2, e->text.at, e->text.len);
            out[used + level * 2 + e->text.len] = '\n';
        }
        used += level * 2 + e->text.len + 1;
        used += write_entries(&e->items, level + 1, out ? out + used : NULL);
    }
    return used;
}

static acm__str entries_text(mapping *m, const acm__entries *entries)
{
    size_t len = write_entries(entries, 0, NULL);
    if (!len || len > ACM__MAX_TEXT)
        return (acm__str){"", 0};
    char *text = acm__arena_alloc(&m->b->arena, len, 1);
    if (!text) {
        failed(m, acm__nomem(m->err));
        return (acm__str){"", 0};
    }
    write_entries(entries, 0, text);
    text[len - 1] = '\0';
    return (acm__str){text, (uint32_t)(len - 1)};
}

static bool is_optional(const mapping *m, acm__str text)
{
    int32_t kind;
    return acm__vocabulary_head(m->language, ACM__OPTIONAL_MARKER, text, &kind) ||
           acm__vocabulary_head(m->language, ACM__RESTRICTED_MARKER, text, &kind);
}

/* Whether an entry states a condition: not "none", and not one that stands in the section already. */
static bool states(mapping *m, const acm__entries *entries, uint32_t index)
{
    const acm__entry *e = &entries->at[index];
    if (!e->text.len || acm__vocabulary_find(m->language, ACM__NONE, e->text))
        return false;
    for (uint32_t i = index < CONDITIONS_MAX ? 0 : index - CONDITIONS_MAX; i < index; i++) {
        if (!acm__name_equal(entries->at[i].text, e->text))
            continue;
        find_fault(m, ACM__RULE_DUPLICATE_CONDITION, e->place, e->text);
        return false;
    }
    return true;
}

/* Whether any entry is a condition that blocks. */
static bool any_blocks(const mapping *m, const acm__entries *entries)
{
    for (uint32_t i = 0; i < entries->count; i++) {
        acm__str text = entries->at[i].text;
        if (text.len && !acm__vocabulary_find(m->language, ACM__NONE, text) &&
            !is_optional(m, text))
            return true;
    }
    return false;
}

static void add_conditions(mapping *m, acm_id item, acm_id criterion, acm_condition_kind kind,
                           const char *prefix, const acm__entries *entries)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < entries->count && !m->status; i++) {
        const acm__entry *e = &entries->at[i];
        if (number == CONDITIONS_MAX) {
            find_fault(m, ACM__RULE_TOO_MANY_CONDITIONS, e->place, e->text);
            return;
        }
        if (!states(m, entries, i))
            continue;
        bool optional = is_optional(m, e->text);
        acm_id id;
        const char *key = make_key(m, "%s-%u", prefix, ++number);
        if (m->status || failed(m, acm_builder_condition(m->b, item, optional ? 0 : criterion, kind,
                                                         optional ? ACM_CONDITION_OPTIONAL : 0, key,
                                                         e->text.at, &id, m->err)))
            return;
        acm__builder_place_condition(m->b, id, e->place);
        add_text(m, id, ACM_TEXT_DETAIL, entries_text(m, &e->items));
    }
}

/* What must hold before the item may begin: its inputs, and with ordered steps an item that is completed. */
static void add_inputs(mapping *m, acm_id item, const char *key, const acm__entries *entries,
                       acm_id after)
{
    acm_id criterion = after || any_blocks(m, entries) ? add_criterion(m, item, 0) : 0;
    const char *prefix = make_key(m, "%s/in", key);
    if (!m->status && after)
        failed(m, acm_builder_on_part(m->b, criterion, after, ACM_TRANSITION_COMPLETE, m->err));
    if (!m->status)
        add_conditions(m, item, criterion, ACM_CONDITION_INPUT, prefix, entries);
}

/* What must hold before a stage may complete: a required milestone, fed by the conditions and the work. */
static void add_outcomes(mapping *m, acm_id item, const char *key, const acm__entries *entries,
                         int32_t word)
{
    acm_id criterion = 0;
    const char *prefix = make_key(m, "%s/out", key);
    if (m->status || !entries->count)
        return;
    uint32_t index = acm__builder_index(m->b, item, ACM__OBJECT_ITEM);
    if (m->b->items.at[index].kind == ACM_ITEM_STAGE && any_blocks(m, entries)) {
        acm_id milestone =
            add_item(m, item, ACM_ITEM_MILESTONE, ACM_PART_OUTCOMES, ACM_ITEM_REQUIRED,
                     make_key(m, "%s/outcomes", key), acm__vocabulary_word(m->language, word), -1,
                     entries->at[0].place);
        criterion = milestone ? add_criterion(m, milestone, ACM_CRITERION_WORK_DONE) : 0;
    }
    if (!m->status)
        add_conditions(m, item, criterion, ACM_CONDITION_OUTCOME, prefix, entries);
}

/* The key of a task; a number that stands on the page again gets a suffix, and is a finding. */
static const char *task_key(mapping *m, const acm__task *task)
{
    const char *key = make_key(m, "%s/%lld", m->stem.at, (long long)task->id);
    for (uint32_t copy = 2; key && acm__builder_find(m->b, (acm__str){key, (uint32_t)strlen(key)});
         copy = copy < TASK_COPIES_MAX ? copy + 1 : m->b->items.count)
        key = make_key(m, "%s/%lld-%u", m->stem.at, (long long)task->id, copy);
    if (key && strrchr(key, '-') > strrchr(key, '/'))
        find_fault(m, ACM__RULE_DUPLICATE_TASK, task->place, task->row.name);
    return key;
}

static void add_applies_to(mapping *m, acm_id item, const acm__assignments *assignments)
{
    for (uint32_t i = 0; i < assignments->count; i++)
        add_refs(m, item, ACM_REF_SERVICE, &service_names, &assignments->at[i].applies_to,
                 assignments->at[i].place);
}

static void add_task(mapping *m, acm_id stage, const acm__task *task,
                     const acm__assignments *around)
{
    const acm__task_row *row = task->has_alt ? &task->alt : &task->row;
    uint32_t flags = row->mandatory == ACM__ROW_MANDATORY ? ACM_ITEM_REQUIRED : ACM_ITEM_MANUAL;
    if (row->mandatory == ACM__ROW_NEITHER) {
        flags |= ACM_ITEM_FLAG_MISSING;
        find_fault(m, ACM__RULE_FLAG_MISSING, task->place, row->name);
    }
    acm_id id = add_item(m, stage, ACM_ITEM_TASK, ACM_PART_TASK, flags, task_key(m, task),
                         row->name, task->id, task->place);
    if (m->status)
        return;
    add_refs(m, id, ACM_REF_PERFORMER, &role_names, &row->roles, task->place);
    if (!row->roles.count)
        add_roles(m, id, ACM_REF_PERFORMER, around);
    add_refs(m, id, ACM_REF_SERVICE, &service_names, &row->services, task->place);
    if (!row->services.count)
        add_applies_to(m, id, around);
}

/* A step whose only role is "-" and that has no tasks is text. */
static bool is_text(const acm__step *step)
{
    if (step->tasks.count || !step->assignments.count)
        return false;
    for (uint32_t i = 0; i < step->assignments.count; i++)
        if (step->assignments.at[i].primary_roles.count ||
            step->assignments.at[i].secondary_roles.count)
            return false;
    return true;
}

static bool has_required(const acm__step *step)
{
    for (uint32_t i = 0; i < step->tasks.count; i++) {
        const acm__task *t = &step->tasks.at[i];
        if ((t->has_alt ? t->alt : t->row).mandatory == ACM__ROW_MANDATORY)
            return true;
    }
    return false;
}

static void add_step(mapping *m, const acm__step *step, uint32_t number)
{
    bool bare = step->tasks.count == 0;
    if (is_text(step) || (bare && m->options->bare_steps == ACM_BARE_STEPS_IGNORE))
        return;
    bool required = m->options->bare_steps == ACM_BARE_STEPS_REQUIRED;
    uint32_t flags = !bare      ? ACM_ITEM_REQUIRED_BY_CHILD
                     : required ? ACM_ITEM_REQUIRED
                                : ACM_ITEM_MANUAL;
    const char *key = make_key(m, "%s/step-%u", m->stem.at, number);
    acm_id id = add_item(m, m->process, bare ? ACM_ITEM_TASK : ACM_ITEM_STAGE, ACM_PART_STEP, flags,
                         key, step->title, -1, step->place);
    if (m->status)
        return;
    add_text(m, id, ACM_TEXT_BODY, step->body);
    add_assignments(m, id, &step->assignments);
    add_roles(m, id, ACM_REF_OWNER, &step->assignments);
    if (bare)
        add_roles(m, id, ACM_REF_PERFORMER, &step->assignments);
    bool ordered = m->options->ordering == ACM_ORDERING_STEPS;
    add_inputs(m, id, key, &step->inputs, ordered ? m->last_required : 0);
    for (uint32_t i = 0; i < step->tasks.count; i++)
        add_task(m, id, &step->tasks.at[i], &step->assignments);
    add_outcomes(m, id, key, &step->outputs, ACM__BLOCK_STEP_OUTPUTS);
    if (has_required(step) || (bare && required))
        m->last_required = id;
}

/* The phase that the page names, or that its file name begins with; ACM__KIND_NONE if there is none. */
static int32_t phase_of(mapping *m, acm__str *name)
{
    for (uint32_t i = 0; i < m->page->phase.count; i++) {
        *name = m->page->phase.at[i];
        int32_t kind = acm__vocabulary_find(m->language, ACM__PHASE, *name);
        if (kind)
            return kind;
        find_fault(m, ACM__RULE_UNKNOWN_PHASE, m->page->title_place, *name);
    }
    const char *dash = memchr(m->page->stem.at, '-', m->page->stem.len);
    acm__str word = {m->page->stem.at, dash ? (uint32_t)(dash - m->page->stem.at) : 0};
    int32_t kind = acm__vocabulary_by_key(ACM__PHASE, word);
    *name = acm__vocabulary_word(m->language, kind);
    return kind;
}

/* The stage that the process stands in: its phase, or the root. */
static acm_id add_phase(mapping *m, acm_id root)
{
    acm__str name;
    acm_id term;
    int32_t kind = phase_of(m, &name);
    if (!kind || m->status)
        return root;
    const char *key = acm__vocabulary_key(kind);
    failed(m, acm_builder_term(m->b, ACM_TERM_PHASE, key, &term, m->err));
    return add_item(m, root, ACM_ITEM_STAGE, ACM_PART_PHASE, ACM_ITEM_REQUIRED, key, name, -1,
                    m->page->title_place);
}

/* Who owns the process: the assignments outside its steps, else the roles of all its steps. */
static void add_process_roles(mapping *m)
{
    add_assignments(m, m->process, &m->page->assignments);
    if (add_roles(m, m->process, ACM_REF_OWNER, &m->page->assignments))
        return;
    for (uint32_t i = 0; i < m->page->steps.count; i++)
        add_roles(m, m->process, ACM_REF_OWNER, &m->page->steps.at[i].assignments);
}

static void add_process(mapping *m, acm_id parent)
{
    const acm__page *page = m->page;
    m->process = add_item(m, parent, ACM_ITEM_STAGE, ACM_PART_PROCESS, ACM_ITEM_REQUIRED,
                          m->stem.at, page->title, -1, page->title_place);
    if (m->status)
        return;
    add_text(m, m->process, ACM_TEXT_OVERVIEW, page->overview);
    add_text(m, m->process, ACM_TEXT_OBJECTIVES, entries_text(m, &page->objectives));
    add_text(m, m->process, ACM_TEXT_NEXT_STEPS, entries_text(m, &page->next_steps));
    add_refs(m, m->process, ACM_REF_MOTION, &motion_names, &page->motions, page->title_place);
    add_process_roles(m);
    add_inputs(m, m->process, m->stem.at, &page->key_inputs, 0);
    for (uint32_t i = 0; i < page->tasks.count; i++)
        add_task(m, m->process, &page->tasks.at[i], &page->assignments);
    for (uint32_t i = 0; i < page->steps.count; i++)
        add_step(m, &page->steps.at[i], i + 1);
    add_outcomes(m, m->process, m->stem.at, &page->key_outcomes, ACM__HEADING_KEY_OUTCOMES);
}

/* The stem as it begins keys: without blanks, not empty, and no key that something else has. */
static acm__str key_stem(mapping *m)
{
    acm__str from = m->page->stem;
    uint32_t len = (uint32_t)acm__utf8_cut(from.at, from.len < STEM_MAX ? from.len : STEM_MAX);
    char stem[STEM_MAX + 8];
    for (uint32_t i = 0; i < len; i++)
        stem[i] = (unsigned char)from.at[i] <= ' ' ? '-' : from.at[i];
    bool taken = acm__builder_find(m->b, (acm__str){stem, len}) ||
                 acm__vocabulary_by_key(ACM__PHASE, (acm__str){stem, len});
    const char *tail = !len ? "page" : taken ? "-page" : "";
    memcpy(stem + len, tail, strlen(tail));
    acm__str key = acm__str_copy(&m->b->arena, stem, len + strlen(tail));
    if (!key.at)
        failed(m, acm__nomem(m->err));
    return key;
}

static bool read_options(const acm_mapping_options *from, acm_mapping_options *out)
{
    acm_mapping_options_init(out);
    if (!from)
        return true;
    return acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out);
}

static bool in_range(const acm_mapping_options *out)
{
    return out->ordering >= ACM_ORDERING_NONE && out->ordering <= ACM_ORDERING_STEPS &&
           out->bare_steps >= ACM_BARE_STEPS_OPTIONAL && out->bare_steps <= ACM_BARE_STEPS_IGNORE;
}

acm_status acm__map_page(acm_builder *b, const acm__page *page, const acm_mapping_options *options,
                         acm__faults *faults, acm_error *err)
{
    acm_mapping_options own;
    if (!read_options(options, &own))
        return acm__error(err, ACM_E_VERSION, "mapping options of another version");
    if (!in_range(&own))
        return acm__error(err, ACM_E_INVALID, "mapping options out of range");
    mapping m = {.b = b,
                 .page = page,
                 .options = &own,
                 .faults = faults,
                 .err = err,
                 .language = acm__language_find(page->language)};
    acm_id root = b->items.at[0].id;
    if (own.auto_complete)
        b->items.at[0].flags |= ACM_ITEM_AUTO_COMPLETE;
    add_text(&m, root, ACM_TEXT_NAME, page->title.len ? page->title : page->stem);
    if (!page->steps.count && !page->tasks.count)
        return m.status;
    m.stem = key_stem(&m);
    if (!m.status)
        add_process(&m, add_phase(&m, root));
    return m.status;
}
