#include "facts.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

void batch_free(batch *b)
{
    free(b->commands);
    free(b->text);
}

/* Adds to the block; gives where it stands. */
static uint32_t place(batch *b, const char *text, size_t len)
{
    uint32_t at = (uint32_t)b->len;
    b->text = reallocate(b->text, b->len + len + 1, 1);
    memcpy(b->text + b->len, text, len);
    b->len += len;
    return at;
}

void batch_add(batch *b, acm_command command, const char *text)
{
    if (b->count)
        b->commands[b->count - 1].flags = ACM_COMMAND_WITH_NEXT;
    b->commands = reallocate(b->commands, b->count + 1, sizeof *b->commands);
    command.text_len = text ? (uint32_t)strlen(text) : 0;
    command.text_at = place(b, text ? text : "", command.text_len);
    b->commands[b->count++] = command;
}

/* The members of a list of texts, a line each; false if it is something else. */
static bool place_set(batch *b, const json_t *list, acm_command *fact)
{
    size_t i;
    json_t *member;
    json_array_foreach((json_t *)list, i, member)
    {
        const char *text = json_string_value(member);
        if (!text || strchr(text, '\n'))
            return false;
        place(b, "\n", i > 0);
        place(b, text, strlen(text));
    }
    fact->value_kind = ACM_VALUE_SET;
    return true;
}

static bool place_json(batch *b, const json_t *value, acm_command *fact)
{
    static const acm_value_kind kinds[] = {
        [JSON_STRING] = ACM_VALUE_STRING, [JSON_INTEGER] = ACM_VALUE_INTEGER,
        [JSON_REAL] = ACM_VALUE_DOUBLE,   [JSON_TRUE] = ACM_VALUE_BOOLEAN,
        [JSON_FALSE] = ACM_VALUE_BOOLEAN, [JSON_NULL] = ACM_VALUE_NULL};
    if (json_is_array(value))
        return place_set(b, value, fact);
    if (json_is_object(value))
        return false;
    fact->value_kind = kinds[json_typeof(value)];
    fact->integer = json_is_true(value) ? 1 : json_integer_value(value);
    fact->real = json_real_value(value);
    if (json_is_string(value))
        place(b, json_string_value(value), json_string_length(value));
    return true;
}

bool batch_add_fact(batch *b, const char *name, const char *value)
{
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT, .value_kind = ACM_VALUE_STRING};
    json_t *json = json_loads(value, JSON_DECODE_ANY, NULL);
    uint32_t at = (uint32_t)b->len;
    bool fine = !json || place_json(b, json, &fact);
    if (!json)
        place(b, value, strlen(value));
    json_decref(json);
    fact.value_at = at;
    fact.value_len = (uint32_t)(b->len - at);
    if (fine)
        batch_add(b, fact, name);
    return fine;
}
