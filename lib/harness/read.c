/* read.c - reads a scenario file: the text, its top level and its participants. */
#include "harness/reader.h"
#include "harness/words.h"

#include "base/error.h"

#include <string.h>

/* Keys that explain a scenario to people; their values are checked and left alone. */

static bool skip_text(acm__reader *r, const json_t *value, void *to)
{
    (void)to;
    return json_is_string(value) ? true : acm__reader_fail(r, "must be a text");
}

static bool skip_boolean(acm__reader *r, const json_t *value, void *to)
{
    (void)to;
    return json_is_boolean(value) ? true : acm__reader_fail(r, "must be true or false");
}

static bool skip_texts(acm__reader *r, const json_t *value, void *to)
{
    (void)to;
    acm__str joined;
    return acm__reader_joined(r, value, &joined);
}

static bool read_id(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_text(r, value, &((acm_scenario *)to)->id);
}

static bool read_model(acm__reader *r, const json_t *value, void *to)
{
    acm_scenario *s = to;
    if (json_is_array(value))
        return acm__reader_list(r, value, sizeof *s->models, &s->models, &s->model_count,
                                acm__reader_text);
    s->models = acm__arena_calloc(r->arena, 1, sizeof *s->models);
    s->model_count = 1;
    return s->models ? acm__reader_text(r, value, s->models) : acm__reader_nomem(r);
}

static bool read_plan(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_name(r, value, &((acm_scenario *)to)->plan);
}

static bool read_language(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_text(r, value, &((acm_scenario *)to)->language);
}

static bool read_scope(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_joined(r, value, &((acm_scenario *)to)->scope);
}

static bool read_roles(acm__reader *r, const json_t *value, void *to)
{
    acm__str word;
    if (!acm__reader_text(r, value, &word))
        return false;
    return acm__word_find(acm__roles_words, word, &((acm_scenario *)to)->roles)
               ? true
               : acm__reader_fail(r, "must be \"enforce\" or \"record\"");
}

/* Participants: a list of objects, or an object id -> roles. */

static bool read_person_id(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_text(r, value, &((acm__scenario_person *)to)->id);
}

static bool read_person_name(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_text(r, value, &((acm__scenario_person *)to)->name);
}

static bool read_person_roles(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_joined(r, value, &((acm__scenario_person *)to)->roles);
}

static bool read_person(acm__reader *r, const json_t *value, void *to)
{
    static const acm__field fields[] = {
        {"id", read_person_id}, {"name", read_person_name}, {"roles", read_person_roles}};
    const acm__scenario_person *person = to;
    if (!acm__reader_object(r, value, fields, sizeof fields / sizeof fields[0], to, NULL))
        return false;
    return person->id.at ? true : acm__reader_fail(r, "needs \"id\"");
}

static bool read_named_person(acm__reader *r, acm__str key, const json_t *value, void *to)
{
    ((acm__scenario_person *)to)->id = key;
    return key.len ? read_person_roles(r, value, to) : acm__reader_fail(r, "must not be empty");
}

static bool read_participants(acm__reader *r, const json_t *value, void *to)
{
    acm_scenario *s = to;
    size_t size = sizeof *s->people;
    bool done =
        json_is_object(value)
            ? acm__reader_map(r, value, size, &s->people, &s->people_count, read_named_person)
            : acm__reader_list(r, value, size, &s->people, &s->people_count, read_person);
    s->people_capacity = s->people_count;
    for (uint32_t i = 0; done && i < s->people_count; i++)
        if (acm__scenario_find_person(s, s->people[i].id) != &s->people[i])
            return acm__reader_fail(r, "\"%s\" stands there twice", s->people[i].id.at);
    s->roles = ACM_ROLES_ENFORCE;
    return done;
}

bool acm__reader_person(acm__reader *r, acm__str id)
{
    acm_scenario *s = r->scenario;
    if (acm__scenario_find_person(s, id))
        return true;
    void *people = acm__arena_push(r->arena, s->people, s->people_count, &s->people_capacity,
                                   sizeof *s->people);
    if (!people)
        return acm__reader_nomem(r);
    s->people = people;
    s->people[s->people_count++] = (acm__scenario_person){.id = id};
    return true;
}

static bool read_variables(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_facts(r, value, &((acm_scenario *)to)->facts);
}

static bool read_start(acm__reader *r, const json_t *value, void *to)
{
    static const acm__field fields[] = {{"variables", read_variables}};
    return acm__reader_object(r, value, fields, 1, to, NULL);
}

static bool read_steps(acm__reader *r, const json_t *value, void *to)
{
    acm_scenario *s = to;
    bool done =
        acm__reader_list(r, value, sizeof *s->steps, &s->steps, &s->step_count, acm__reader_step);
    r->line = done ? 0 : r->line;
    return done;
}

/* Participants stand before roles, which may overrule them, and both before the steps. */
static const acm__field fields[] = {
    {"id", read_id},          {"model", read_model},
    {"case", skip_text},      {"source", skip_text},
    {"features", skip_texts}, {"spec", skip_boolean},
    {"why", skip_text},       {"notes", skip_text},
    {"plan", read_plan},      {"language", read_language},
    {"scope", read_scope},    {"participants", read_participants},
    {"roles", read_roles},    {"start", read_start},
    {"steps", read_steps},
};

static bool read_scenario(acm__reader *r, const json_t *root)
{
    acm_scenario *s = r->scenario;
    s->roles = ACM_ROLES_RECORD;
    if (!acm__reader_object(r, root, fields, sizeof fields / sizeof fields[0], s, NULL))
        return false;
    if (!s->id.at)
        return acm__reader_fail(r, "a scenario needs \"id\"");
    if (!s->model_count)
        return acm__reader_fail(r, "a scenario needs \"model\"");
    return s->steps ? true : acm__reader_fail(r, "a scenario needs \"steps\"");
}

/* jansson keeps no places: notes the line on which each object of the list "steps" begins. */
typedef struct scanner {
    const char *json;
    size_t len, i;
    uint32_t line, depth, capacity;
    bool key_is_steps; /* of the last text at the top level */
    bool in_steps;
} scanner;

static void scan_string(scanner *s)
{
    static const char key[] = "\"steps\"";
    if (s->depth == 1)
        s->key_is_steps =
            s->len - s->i >= sizeof key - 1 && memcmp(s->json + s->i, key, sizeof key - 1) == 0;
    for (s->i++; s->i < s->len && s->json[s->i] != '"'; s->i++)
        if (s->json[s->i] == '\\')
            s->i++;
}

static bool note_line(acm__reader *r, scanner *s)
{
    uint32_t *lines =
        acm__arena_push(r->arena, r->lines, r->line_count, &s->capacity, sizeof *lines);
    if (!lines)
        return acm__reader_nomem(r);
    r->lines = lines;
    r->lines[r->line_count++] = s->line;
    return true;
}

/* The text is known to be JSON. */
static bool note_lines(acm__reader *r, const char *json, size_t len)
{
    scanner s = {.json = json, .len = len, .line = 1};
    for (; s.i < len; s.i++) {
        char c = json[s.i];
        if (c == '"') {
            scan_string(&s);
        } else if (c == '[' || c == '{') {
            s.in_steps = s.depth == 1 ? c == '[' && s.key_is_steps : s.in_steps;
            if (s.in_steps && s.depth == 2 && c == '{' && !note_line(r, &s))
                return false;
            s.depth++;
        } else if (c == ']' || c == '}') {
            s.depth--;
        } else if (c == '\n') {
            s.line++;
        }
    }
    return true;
}

static acm_status syntax_error(acm_error *err, const json_error_t *error)
{
    enum json_error_code code = json_error_code(error);
    if (code == json_error_out_of_memory)
        return acm__nomem(err);
    acm_status status = code == json_error_stack_overflow ? ACM_E_LIMIT : ACM_E_SYNTAX;
    acm__error(err, status, "%s", error->text);
    uint64_t offset = error->position > 0 ? (uint64_t)error->position - 1 : 0;
    acm__error_at(err, (uint32_t)error->line, (uint32_t)error->column, offset);
    return status;
}

static acm_status encoding_error(acm_error *err, const char *json, size_t at)
{
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < at; i++) {
        if (json[i] == '\n') {
            line++;
            start = i + 1;
        }
    }
    acm__error(err, ACM_E_ENCODING, "not UTF-8");
    acm__error_at(err, line, acm__utf8_count(json + start, at - start) + 1, at);
    return ACM_E_ENCODING;
}

static acm_status parse(acm__reader *r, const char *json, size_t len)
{
    json_error_t error;
    json_t *root = json_loadb(json, len, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        return syntax_error(r->err, &error);
    if (note_lines(r, json, len))
        read_scenario(r, root);
    json_decref(root);
    return r->status;
}

acm_status acm__scenario_parse(const char *json, size_t len, acm_scenario *scenario, acm_error *err)
{
    if (len > ACM__MAX_SCENARIO)
        return acm__error(err, ACM_E_LIMIT, "larger than %d bytes", ACM__MAX_SCENARIO);
    size_t fault = acm__utf8_check(json, len);
    if (fault < len)
        return encoding_error(err, json, fault);
    if (len >= 3 && memcmp(json, "\xEF\xBB\xBF", 3) == 0) {
        json += 3;
        len -= 3;
    }
    const acm_allocator *allocator = &scenario->arena.allocator;
    acm__reader reader = {.scenario = scenario,
                          .arena = &scenario->arena,
                          .err = err,
                          .path = {.allocator = allocator},
                          .text = {.allocator = allocator}};
    acm_status status = parse(&reader, json, len);
    acm__buffer_dispose(&reader.path);
    acm__buffer_dispose(&reader.text);
    return status;
}
