/* read.c - reads a scenario file: the text, its top level and its participants. */
#include "format/json/walk.h"
#include "format/words.h"
#include "harness/reader.h"
#include "harness/words.h"

/* Keys that explain a scenario to people; their values are checked and left alone. */

static bool skip_boolean(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    bool ignored;
    return acm__json_boolean(r, value, &ignored);
}

static bool read_id(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm_scenario *)to)->id);
}

static bool read_case(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm_scenario *)to)->case_id);
}

/* Tags are for people, but for those that name semantics which the model itself does not say. */
static bool read_feature(acm__json *r, const json_t *value, void *to)
{
    acm__str tag;
    int32_t bits;
    if (!acm__json_text(r, value, &tag))
        return false;
    if (acm__word_find(acm__feature_words, tag, &bits))
        ((acm_scenario *)to)->semantics |= (uint32_t)bits;
    return true;
}

static bool read_features(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_feature, to);
}

/* Tags may have asked for some already. */
static bool read_semantics(acm__json *r, const json_t *value, void *to)
{
    uint32_t bits;
    if (!acm__json_bits(r, value, acm__words_semantics, ACM__WORDS_SEMANTICS, &bits))
        return false;
    ((acm_scenario *)to)->semantics |= bits;
    return true;
}

static bool read_model(acm__json *r, const json_t *value, void *to)
{
    acm_scenario *s = to;
    if (json_is_array(value))
        return acm__json_list(r, value, sizeof *s->models, &s->models, &s->model_count,
                              acm__json_text) &&
               (s->model_count || acm__json_fail(r, "must not be empty"));
    s->models = acm__arena_calloc(r->arena, 1, sizeof *s->models);
    s->model_count = 1;
    return s->models ? acm__json_text(r, value, s->models) : acm__json_nomem(r);
}

static bool read_plan(acm__json *r, const json_t *value, void *to)
{
    return acm__json_name(r, value, &((acm_scenario *)to)->plan);
}

static bool read_language(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm_scenario *)to)->language);
}

static bool read_scope(acm__json *r, const json_t *value, void *to)
{
    return acm__reader_joined(r, value, &((acm_scenario *)to)->scope);
}

static bool read_roles(acm__json *r, const json_t *value, void *to)
{
    acm__str word;
    if (!acm__json_text(r, value, &word))
        return false;
    return acm__word_find(acm__roles_words, word, &((acm_scenario *)to)->roles)
               ? true
               : acm__json_fail(r, "must be \"enforce\" or \"record\"");
}

/* Participants: a list of objects, or an object id -> roles. */

static bool read_person_id(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm__scenario_person *)to)->id);
}

static bool read_person_name(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm__scenario_person *)to)->name);
}

static bool read_person_roles(acm__json *r, const json_t *value, void *to)
{
    return acm__reader_joined(r, value, &((acm__scenario_person *)to)->roles);
}

static bool read_person(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"id", read_person_id, true, 0},
                                             {"name", read_person_name, false, 0},
                                             {"roles", read_person_roles, false, 0}};
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

static bool read_named_person(acm__json *r, acm__str key, const json_t *value, void *to)
{
    ((acm__scenario_person *)to)->id = key;
    return key.len ? read_person_roles(r, value, to) : acm__json_fail(r, "must not be empty");
}

static bool read_participants(acm__json *r, const json_t *value, void *to)
{
    acm_scenario *s = to;
    size_t size = sizeof *s->people;
    bool done = json_is_object(value)
                    ? acm__json_map(r, value, size, &s->people, &s->people_count, read_named_person)
                    : acm__json_list(r, value, size, &s->people, &s->people_count, read_person);
    s->people_capacity = s->people_count;
    for (uint32_t i = 0; done && i < s->people_count; i++)
        if (acm__scenario_find_person(s, s->people[i].id) != &s->people[i])
            return acm__json_fail(r, "\"%s\" stands there twice", s->people[i].id.at);
    s->roles = ACM_ROLES_ENFORCE;
    return done;
}

bool acm__reader_person(acm__json *r, acm__str id)
{
    acm_scenario *s = acm__scenario_reader_of(r)->scenario;
    if (acm__scenario_find_person(s, id))
        return true;
    void *people = acm__arena_push(r->arena, s->people, s->people_count, &s->people_capacity,
                                   sizeof *s->people);
    if (!people)
        return acm__json_nomem(r);
    s->people = people;
    s->people[s->people_count++] = (acm__scenario_person){.id = id};
    return true;
}

static bool read_variables(acm__json *r, const json_t *value, void *to)
{
    return acm__reader_facts(r, value, &((acm_scenario *)to)->facts);
}

static bool read_time(acm__json *r, const json_t *value, void *to)
{
    return acm__reader_time(r, value, &((acm_scenario *)to)->time);
}

static bool read_start(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"variables", read_variables, false, 0},
                                             {"time", read_time, false, 0}};
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

/* Each step's line in the file. */
static void note_lines(const acm__json *r, acm_scenario *s)
{
    size_t at = 0, step = acm__json_child(r->text, acm__json_offset(r), 0, false);
    uint32_t line = 1;
    for (uint32_t i = 0; i < s->step_count; i++) {
        for (; at < step; at++)
            line += r->text.at[at] == '\n';
        s->steps[i].line = line;
        step = acm__json_next(r->text, step);
    }
}

static bool read_steps(acm__json *r, const json_t *value, void *to)
{
    acm_scenario *s = to;
    if (!acm__json_list(r, value, sizeof *s->steps, &s->steps, &s->step_count, acm__reader_step))
        return false;
    note_lines(r, s);
    return true;
}

/* Participants stand before roles, which may overrule them, and both before the steps. */
static const acm__json_field fields[] = {
    {"$schema", acm__json_skip_text, false, 0},
    {"id", read_id, true, 0},
    {"model", read_model, true, 0},
    {"case", read_case, false, 0},
    {"source", acm__json_skip_text, false, 0},
    {"features", read_features, false, 0},
    {"semantics", read_semantics, false, 0},
    {"spec", skip_boolean, false, 0},
    {"why", acm__json_skip_text, false, 0},
    {"notes", acm__json_skip_text, false, 0},
    {"plan", read_plan, false, 0},
    {"language", read_language, false, 0},
    {"scope", read_scope, false, 0},
    {"participants", read_participants, false, 0},
    {"roles", read_roles, false, 0},
    {"start", read_start, false, 0},
    {"steps", read_steps, true, 0},
};

static bool read_scenario(acm__json *r, const json_t *value, void *to)
{
    ((acm_scenario *)to)->roles = ACM_ROLES_RECORD;
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

acm_status acm__scenario_parse(const char *json, size_t len, acm_scenario *scenario, acm_error *err)
{
    const acm_allocator *allocator = &scenario->arena.allocator;
    acm__scenario_reader reader = {.scenario = scenario, .text = {.allocator = allocator}};
    acm__json r = {
        .arena = &scenario->arena, .user = &reader, .err = err, .text = {json, (uint32_t)len}};
    acm__json_limits limits = {ACM__JSON_BYTES, ACM__JSON_DEPTH};
    acm_status status = acm__json_parse(&r, limits, read_scenario, scenario);
    acm__buffer_dispose(&reader.text);
    return status;
}
