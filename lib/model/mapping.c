#include "model/mapping.h"

#include "base/error.h"
#include "model/names.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    STEM_MAX = 180,        /* leaves room in a key for what follows the stem */
    CONDITIONS_MAX = 1000, /* of one section */
    COPIES_MAX = 16        /* keys that are tried in order for what is there already */
};

bool acm__mapping_failed(acm__mapping *m, acm_status status)
{
    if (status && !m->status)
        m->status = status;
    return m->status != ACM_OK;
}

void acm__mapping_fault(acm__mapping *m, acm__rule rule, acm__place place, acm__str detail)
{
    if (!m->quiet && !acm__faults_add(&m->b->arena, &m->page->faults, rule, place, detail))
        acm__mapping_failed(m, acm__nomem(m->err));
}

acm__str acm__mapping_print(acm__mapping *m, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    size_t used = (size_t)len < sizeof text ? (size_t)len : acm__utf8_cut(text, sizeof text - 1);
    acm__str copy = acm__str_copy(&m->b->arena, text, used);
    if (!copy.at)
        acm__mapping_failed(m, acm__nomem(m->err));
    return copy;
}

void acm__mapping_text(acm__mapping *m, acm_id id, acm_text_field field, acm__str text)
{
    if (!m->status && text.len)
        acm__mapping_failed(m, acm_builder_text(m->b, id, field,
                                                m->page->edition ? m->page->language.at : NULL,
                                                text.at, text.len, m->err));
}

void acm__mapping_translate(acm__mapping *m, acm_id id, acm_text_field field, acm__str text,
                            acm__place place)
{
    acm__mapping_text(m, id, field, text);
    acm__placed *placed = m->status ? NULL : acm__list_push(&m->b->arena, &m->b->places);
    if (placed)
        *placed = (acm__placed){id, m->page->edition, m->index, place.line, place.column};
    else if (!m->status)
        acm__mapping_failed(m, acm__nomem(m->err));
}

static void place_item(acm__mapping *m, acm_id id, acm_item_part part, acm__place place)
{
    m->b->items.at[acm__builder_index(m->b, id, ACM__OBJECT_ITEM)].part = part;
    acm__builder_place(m->b, id, m->index, place);
}

static acm_id add_item(acm__mapping *m, acm_id parent, acm_item_kind kind, acm_item_part part,
                       uint32_t flags, acm__str key, acm__str name, int64_t number,
                       acm__place place)
{
    acm_id id = 0;
    if (kind == ACM_ITEM_STAGE && m->options->auto_complete)
        flags |= ACM_ITEM_AUTO_COMPLETE;
    if (!m->status && !acm__mapping_failed(m, acm_builder_add(m->b, parent, kind, flags, key.at,
                                                              name.at, number, &id, m->err)))
        place_item(m, id, part, place);
    return id;
}

static acm_id add_criterion(acm__mapping *m, acm_id item, uint32_t flags)
{
    acm_id id = 0;
    if (!m->status)
        acm__mapping_failed(
            m, acm_builder_criterion(m->b, item, ACM_CRITERION_ENTRY, flags, NULL, &id, m->err));
    return id;
}

acm__str acm__mapping_condition_key(acm__mapping *m, acm__str key, acm_condition_kind kind,
                                    uint32_t number)
{
    return acm__mapping_print(m, "%s/%s-%u", key.at, kind == ACM_CONDITION_INPUT ? "in" : "out",
                              number);
}

static void add_condition(acm__mapping *m, acm_id item, acm_id criterion, acm_condition_kind kind,
                          acm__str key, const acm__entry *e)
{
    bool optional = acm__mapping_is_optional(m, e->text);
    acm_id id;
    if (m->status ||
        acm__mapping_failed(m, acm_builder_condition(m->b, item, optional ? 0 : criterion, kind,
                                                     optional ? ACM_CONDITION_OPTIONAL : 0, key.at,
                                                     e->text.at, &id, m->err)))
        return;
    acm__builder_place(m->b, id, m->index, e->place);
    acm__mapping_text(m, id, ACM_TEXT_DETAIL, acm__mapping_lines(m, &e->items));
}

static void add_conditions(acm__mapping *m, acm_id item, acm_id criterion, acm_condition_kind kind,
                           acm__str key, const acm__entries *entries)
{
    const acm__entry *e;
    uint32_t number = 0;
    for (uint32_t i = 0; !m->status && (e = acm__mapping_statement(m, entries, &i)) != NULL;) {
        if (number == CONDITIONS_MAX) {
            acm__mapping_fault(m, ACM__RULE_TOO_MANY_CONDITIONS, e->place, e->text);
            return;
        }
        acm__str own = acm__mapping_condition_key(m, key, kind, ++number);
        add_condition(m, item, criterion, kind, own, e);
    }
}

/* What must hold before the item may begin: its inputs, and with ordered steps an item that is completed. */
static void add_inputs(acm__mapping *m, acm_id item, acm__str key, const acm__entries *entries,
                       acm_id after)
{
    acm_id criterion = after || acm__mapping_any_blocks(m, entries) ? add_criterion(m, item, 0) : 0;
    if (!m->status && after)
        acm__mapping_failed(
            m, acm_builder_on_part(m->b, criterion, after, ACM_TRANSITION_COMPLETE, m->err));
    if (!m->status)
        add_conditions(m, item, criterion, ACM_CONDITION_INPUT, key, entries);
}

/* What must hold before a stage may complete: a required milestone, fed by the conditions and the work. */
static void add_outcomes(acm__mapping *m, acm_id item, acm__str key, const acm__entries *entries,
                         int32_t word)
{
    acm_id criterion = 0;
    if (m->status || !entries->count)
        return;
    uint32_t index = acm__builder_index(m->b, item, ACM__OBJECT_ITEM);
    if (m->b->items.at[index].kind == ACM_ITEM_STAGE && acm__mapping_any_blocks(m, entries)) {
        acm_id milestone =
            add_item(m, item, ACM_ITEM_MILESTONE, ACM_PART_OUTCOMES, ACM_ITEM_REQUIRED,
                     acm__mapping_print(m, "%s/outcomes", key.at),
                     acm__vocabulary_word(m->language, word), -1, entries->at[0].place);
        criterion = milestone ? add_criterion(m, milestone, ACM_CRITERION_WORK_DONE) : 0;
    }
    if (!m->status)
        add_conditions(m, item, criterion, ACM_CONDITION_OUTCOME, key, entries);
}

/* A key that nothing has yet; one that is taken gets "-2", "-3", ... */
static acm__str free_key(acm__mapping *m, acm__str key, bool *again)
{
    acm__str own = key;
    for (uint32_t copy = 2; own.at && acm__builder_find(m->b, own);
         copy = copy < COPIES_MAX ? copy + 1 : m->b->objects.count + copy)
        own = acm__mapping_print(m, "%s-%u", key.at, copy);
    *again = own.at != key.at;
    return own;
}

static acm__str task_key(acm__mapping *m, const acm__task *task)
{
    bool again;
    acm__str key = acm__mapping_print(m, "%s/%lld", m->stem.at, (long long)task->id);
    key = free_key(m, key, &again);
    if (again)
        acm__mapping_fault(m, ACM__RULE_DUPLICATE_TASK, task->place, task->row.name);
    return key;
}

static void add_task(acm__mapping *m, acm_id stage, acm__task *task, const acm__assignments *around)
{
    const acm__task_row *row = acm__mapping_row(task);
    uint32_t flags = row->mandatory == ACM__ROW_MANDATORY ? ACM_ITEM_REQUIRED : ACM_ITEM_MANUAL;
    if (row->mandatory == ACM__ROW_NEITHER) {
        flags |= ACM_ITEM_FLAG_MISSING;
        acm__mapping_fault(m, ACM__RULE_FLAG_MISSING, task->place, row->name);
    }
    acm_id id = add_item(m, stage, ACM_ITEM_TASK, ACM_PART_TASK, flags, task_key(m, task),
                         row->name, task->id, task->place);
    task->item = id;
    if (m->status)
        return;
    acm__names_refer(m, id, ACM_REF_PERFORMER, &acm__role_names, &row->roles, task->place);
    if (!row->roles.count)
        acm__names_roles(m, id, ACM_REF_PERFORMER, around);
    acm__names_refer(m, id, ACM_REF_SERVICE, &acm__service_names, &row->services, task->place);
    if (!row->services.count)
        acm__names_services(m, id, around);
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
    for (uint32_t i = 0; i < step->tasks.count; i++)
        if (acm__mapping_row(&step->tasks.at[i])->mandatory == ACM__ROW_MANDATORY)
            return true;
    return false;
}

static void add_step(acm__mapping *m, acm__step *step, uint32_t number)
{
    bool bare = step->tasks.count == 0;
    if (is_text(step) || (bare && m->options->bare_steps == ACM_BARE_STEPS_IGNORE))
        return;
    bool required = m->options->bare_steps == ACM_BARE_STEPS_REQUIRED;
    uint32_t flags = !bare      ? ACM_ITEM_REQUIRED_BY_CHILD
                     : required ? ACM_ITEM_REQUIRED
                                : ACM_ITEM_MANUAL;
    acm__str key = acm__mapping_print(m, "%s/step-%u", m->stem.at, number);
    acm_id id = add_item(m, m->process, bare ? ACM_ITEM_TASK : ACM_ITEM_STAGE, ACM_PART_STEP, flags,
                         key, step->title, -1, step->place);
    step->item = id;
    if (m->status)
        return;
    acm__mapping_text(m, id, ACM_TEXT_BODY, step->body);
    acm__names_assignments(m, id, &step->assignments);
    acm__names_roles(m, id, ACM_REF_OWNER, &step->assignments);
    if (bare)
        acm__names_roles(m, id, ACM_REF_PERFORMER, &step->assignments);
    bool ordered = m->options->ordering == ACM_ORDERING_STEPS;
    add_inputs(m, id, key, &step->inputs, ordered ? m->last_required : 0);
    for (uint32_t i = 0; i < step->tasks.count; i++)
        add_task(m, id, &step->tasks.at[i], &step->assignments);
    add_outcomes(m, id, key, &step->outputs, ACM__BLOCK_STEP_OUTPUTS);
    if (has_required(step) || (bare && required))
        m->last_required = id;
}

/* Who owns the process: the assignments outside its steps, else the roles of all its steps. */
static void add_process_roles(acm__mapping *m)
{
    acm__names_assignments(m, m->process, &m->page->assignments);
    if (acm__names_roles(m, m->process, ACM_REF_OWNER, &m->page->assignments))
        return;
    for (uint32_t i = 0; i < m->page->steps.count; i++)
        acm__names_roles(m, m->process, ACM_REF_OWNER, &m->page->steps.at[i].assignments);
}

void acm__mapping_process_texts(acm__mapping *m, acm_id process)
{
    const acm__page *page = m->page;
    acm__mapping_text(m, process, ACM_TEXT_NAME, page->title);
    acm__mapping_text(m, process, ACM_TEXT_OVERVIEW, page->overview);
    acm__mapping_text(m, process, ACM_TEXT_OBJECTIVES, acm__mapping_lines(m, &page->objectives));
    acm__mapping_text(m, process, ACM_TEXT_NEXT_STEPS, acm__mapping_lines(m, &page->next_steps));
}

/* In a folder a process is a person's choice, unless inputs say when it begins. */
static uint32_t process_flags(const acm__mapping *m, bool alone)
{
    if (alone)
        return ACM_ITEM_REQUIRED;
    return acm__mapping_any_blocks(m, &m->page->key_inputs) ? 0 : ACM_ITEM_MANUAL;
}

/* The stem as it begins keys: without blanks, not empty, and no key that something else has. */
static acm__str key_stem(acm__mapping *m)
{
    acm__str from = m->page->stem;
    uint32_t len = (uint32_t)acm__utf8_cut(from.at, from.len < STEM_MAX ? from.len : STEM_MAX);
    char stem[STEM_MAX + 1];
    for (uint32_t i = 0; i < len; i++)
        stem[i] = (unsigned char)from.at[i] <= ' ' ? '-' : from.at[i];
    stem[len] = '\0';
    bool reserved = acm__str_equal((acm__str){stem, len}, ACM__STR("playbook")) ||
                    acm__vocabulary_by_key(ACM__PHASE, (acm__str){stem, len});
    acm__str key = acm__mapping_print(m, "%s%s", stem, !len ? "page" : reserved ? "-page" : "");
    bool again;
    key = m->status ? key : free_key(m, key, &again);
    if (!m->status && again)
        acm__mapping_fault(m, ACM__RULE_DUPLICATE_PAGE, m->page->title_place, from);
    return key;
}

acm_status acm__mapping_process(acm__mapping *m, acm_id parent, bool alone)
{
    acm__page *page = m->page;
    m->stem = key_stem(m);
    m->process = add_item(m, parent, ACM_ITEM_STAGE, ACM_PART_PROCESS, process_flags(m, alone),
                          m->stem, page->title, -1, page->title_place);
    page->item = m->process;
    if (m->status)
        return m->status;
    acm__mapping_process_texts(m, m->process);
    acm__names_refer(m, m->process, ACM_REF_MOTION, &acm__motion_names, &page->motions,
                     page->title_place);
    add_process_roles(m);
    add_inputs(m, m->process, m->stem, &page->key_inputs, 0);
    for (uint32_t i = 0; i < page->tasks.count; i++)
        add_task(m, m->process, &page->tasks.at[i], &page->assignments);
    for (uint32_t i = 0; i < page->steps.count; i++)
        add_step(m, &page->steps.at[i], i + 1);
    add_outcomes(m, m->process, m->stem, &page->key_outcomes, ACM__HEADING_KEY_OUTCOMES);
    return m->status;
}

static bool in_range(const acm_mapping_options *out)
{
    return out->ordering >= ACM_ORDERING_NONE && out->ordering <= ACM_ORDERING_STEPS &&
           out->bare_steps >= ACM_BARE_STEPS_OPTIONAL && out->bare_steps <= ACM_BARE_STEPS_IGNORE;
}

acm_status acm__mapping_options_read(const acm_mapping_options *from, acm_mapping_options *out,
                                     acm_error *err)
{
    acm_mapping_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "mapping options of another version");
    if (!in_range(out))
        return acm__error(err, ACM_E_INVALID, "mapping options out of range");
    return ACM_OK;
}

acm__mapping acm__mapping_begin(acm_builder *b, uint32_t page, const acm_mapping_options *options,
                                acm_error *err)
{
    return (acm__mapping){.b = b,
                          .page = b->pages.at[page],
                          .index = page,
                          .language = acm__language_find(b->pages.at[page]->language),
                          .options = options,
                          .err = err};
}
