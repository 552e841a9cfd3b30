#include "format/json/outline.h"

#include "base/error.h"
#include "base/output.h"
#include "model/playbook.h"
#include "model/vocabulary.h"

#ifdef ACM_WITH_JSON

#include <jansson.h>

/*
 * Jansson takes over a value even if it cannot store it, and refuses a value or container that is NULL: so
 * values are made in the call that stores them, and one that failed makes all those around it fail.
 */
static json_t *checked(json_t *value, int failed)
{
    if (!failed)
        return value;
    json_decref(value);
    return NULL;
}

static int put(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new_nocheck(object, key, value);
}

static json_t *text(acm__str s)
{
    return json_stringn_nocheck(s.at ? s.at : "", s.at ? s.len : 0);
}

static json_t *plain_text(const char *s)
{
    return s ? json_string_nocheck(s) : json_null();
}

typedef json_t *writer(const void *element);

static json_t *array(const void *at, uint32_t count, size_t size, writer *write)
{
    json_t *result = json_array();
    int failed = 0;
    for (uint32_t i = 0; i < count && !failed; i++)
        failed = json_array_append_new(result, write((const char *)at + i * size));
    return checked(result, failed);
}

#define ARRAY(list, write) array((list)->at, (list)->count, sizeof *(list)->at, (write))

static json_t *write_text(const void *element)
{
    return text(*(const acm__str *)element);
}

static json_t *strings(const acm__strs *list)
{
    return ARRAY(list, write_text);
}

/* Lists are nested as deeply as the reader allows. */
static json_t *write_entry(const void *element)
{
    const acm__entry *entry = element;
    json_t *object = json_object();
    int failed = put(object, "text", text(entry->text));
    failed |= put(object, "items", ARRAY(&entry->items, write_entry));
    return checked(object, failed);
}

static json_t *write_section(const void *element)
{
    const acm__section *section = element;
    json_t *object = json_object();
    int failed = put(object, "level", json_integer(section->level));
    failed |= put(object, "title", text(section->title));
    failed |= put(object, "kind", plain_text(acm__vocabulary_key(section->kind)));
    return checked(object, failed);
}

static json_t *write_assignment(const void *element)
{
    const acm__assignment *assignment = element;
    json_t *object = json_object();
    int failed = put(object, "primary_roles", strings(&assignment->primary_roles));
    failed |= put(object, "motions", strings(&assignment->motions));
    failed |= put(object, "applies_to", strings(&assignment->applies_to));
    if (assignment->has_secondary)
        failed |= put(object, "secondary_roles", strings(&assignment->secondary_roles));
    if (assignment->unsure)
        failed |= put(object, "unsure", json_true());
    return checked(object, failed);
}

static json_t *flag(int32_t mandatory)
{
    return mandatory == ACM__ROW_NEITHER ? json_null()
                                         : json_boolean(mandatory == ACM__ROW_MANDATORY);
}

static bool same_strings(const acm__strs *a, const acm__strs *b)
{
    if (a->count != b->count)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!acm__str_equal(a->at[i], b->at[i]))
            return false;
    return true;
}

/* Only what the repair of a row changes. */
static json_t *alternative(const acm__task_row *row, const acm__task_row *alt)
{
    json_t *object = json_object();
    int failed = 0;
    if (!acm__str_equal(row->name, alt->name))
        failed |= put(object, "name", text(alt->name));
    if (row->mandatory != alt->mandatory)
        failed |= put(object, "mandatory", flag(alt->mandatory));
    if (!same_strings(&row->roles, &alt->roles))
        failed |= put(object, "roles", strings(&alt->roles));
    if (!same_strings(&row->services, &alt->services))
        failed |= put(object, "services", strings(&alt->services));
    return checked(object, failed);
}

static json_t *write_task(const void *element)
{
    const acm__task *task = element;
    json_t *object = json_object();
    int failed = put(object, "id", json_integer(task->id));
    failed |= put(object, "name", text(task->row.name));
    failed |= put(object, "mandatory", flag(task->row.mandatory));
    failed |= put(object, "roles", strings(&task->row.roles));
    failed |= put(object, "services", strings(&task->row.services));
    if (task->repaired)
        failed |= put(object, "optional", json_true());
    if (task->has_alt)
        failed |= put(object, "alt", alternative(&task->row, &task->alt));
    return checked(object, failed);
}

static json_t *write_link(const void *element)
{
    const acm__link *link = element;
    json_t *object = json_object();
    int failed = put(object, "text", text(link->text));
    failed |= put(object, "url", text(link->url));
    return checked(object, failed);
}

static json_t *write_step(const void *element)
{
    const acm__step *step = element;
    json_t *object = json_object();
    int failed = put(object, "title", text(step->title));
    failed |= put(object, "level", json_integer(step->level));
    failed |= put(object, "assignments", ARRAY(&step->assignments, write_assignment));
    failed |= put(object, "tasks", ARRAY(&step->tasks, write_task));
    failed |= put(object, "step_inputs", ARRAY(&step->inputs, write_entry));
    failed |= put(object, "step_outputs", ARRAY(&step->outputs, write_entry));
    failed |= put(object, "links", ARRAY(&step->links, write_link));
    return checked(object, failed);
}

static json_t *write_revision(const void *element)
{
    const acm__revision *revision = element;
    json_t *object = json_object();
    int failed = put(object, "date", text(revision->date));
    failed |= put(object, "iso", plain_text(revision->iso[0] ? revision->iso : NULL));
    failed |= put(object, "who", text(revision->who));
    failed |= put(object, "what", text(revision->what));
    return checked(object, failed);
}

static json_t *anomalies(const acm__page *page)
{
    json_t *result = json_array();
    int failed = 0;
    for (uint32_t i = 0; i < page->faults.count && !failed; i++) {
        const acm__fault *fault = &page->faults.at[i];
        if (!acm__rule_in_outline(fault->rule))
            continue;
        json_t *object = json_object();
        failed |= put(object, "line", json_integer(fault->place.line));
        failed |= put(object, "kind", plain_text(acm_rule_name(fault->rule)));
        failed |= put(object, "detail", text(fault->detail));
        failed |= json_array_append_new(result, object);
    }
    return checked(result, failed);
}

static json_t *front_matter(const acm__page *page)
{
    json_t *object = json_object();
    int failed = 0;
    for (uint32_t i = 0; i < page->front_matter.count; i++)
        failed |=
            put(object, page->front_matter.at[i].key.at, text(page->front_matter.at[i].value));
    return checked(object, failed);
}

static json_t *outline(const acm__page *page)
{
    json_t *object = json_object();
    int failed = put(object, "lang", text(page->language));
    failed |= put(object, "file", text(page->file));
    failed |= put(object, "front_matter", front_matter(page));
    failed |= put(object, "title", page->title.at ? text(page->title) : json_null());
    failed |= put(object, "phase", strings(&page->phase));
    failed |= put(object, "motions", strings(&page->motions));
    failed |= put(object, "sections", ARRAY(&page->sections, write_section));
    failed |= put(object, "overview_paragraphs", json_integer(page->overview_paragraphs));
    failed |= put(object, "objectives", ARRAY(&page->objectives, write_entry));
    failed |= put(object, "assignments", ARRAY(&page->assignments, write_assignment));
    failed |= put(object, "tasks", ARRAY(&page->tasks, write_task));
    failed |= put(object, "steps", ARRAY(&page->steps, write_step));
    failed |= put(object, "key_inputs", ARRAY(&page->key_inputs, write_entry));
    failed |= put(object, "key_outcomes", ARRAY(&page->key_outcomes, write_entry));
    failed |= put(object, "next_steps", ARRAY(&page->next_steps, write_entry));
    failed |= put(object, "links", ARRAY(&page->links, write_link));
    failed |= put(object, "revisions", ARRAY(&page->revisions, write_revision));
    failed |= put(object, "anomalies", anomalies(page));
    return checked(object, failed);
}

static int pass_on(const char *at, size_t len, void *user)
{
    acm__output *out = user;
    acm__output_add(out, at, len);
    return out->stopped ? -1 : 0;
}

acm_status acm__outline_page(const acm__page *page, acm_sink sink, void *user, acm_error *err)
{
    acm__output out;
    acm__output_init(&out, sink, user);
    json_t *object = outline(page);
    if (!object)
        return acm__nomem(err);
    int failed = json_dump_callback(object, pass_on, &out, JSON_COMPACT);
    json_decref(object);
    if (failed && !out.stopped)
        return acm__nomem(err);
    acm__output_add(&out, "\n", 1);
    return acm__output_end(&out, err);
}

#else

acm_status acm__outline_page(const acm__page *page, acm_sink sink, void *user, acm_error *err)
{
    (void)page;
    (void)sink;
    (void)user;
    return acm__error(err, ACM_E_UNSUPPORTED, "built without JSON");
}

#endif

acm_status acm_playbook_outline(const acm_playbook *playbook, acm_sink sink, void *user,
                                acm_error *err)
{
    if (!playbook || !sink)
        return acm__error(err, ACM_E_INVALID, "%s is NULL", playbook ? "sink" : "playbook");
    acm_status status = ACM_OK;
    const acm__page *page;
    for (size_t i = 0; !status && (page = acm__playbook_page(playbook, i)) != NULL; i++)
        if (!page->abridged)
            status = acm__outline_page(page, sink, user, err);
    return status;
}
