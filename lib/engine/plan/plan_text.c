/* plan_text.c - the steps of a plan as sentences. */
#include "base/number.h"
#include "engine/plan/wish.h"
#include "engine/sentences.h"

#include <string.h>

/* A sentence under way. */
typedef struct telling {
    const acm_case *c;
    const acm_plan_step *step;
    acm__str text;
    acm__tongue tongue;
    const acm__wording *wording;
} telling;

static void put_piece(void *to, acm__str text)
{
    acm__speech_put(to, text);
}

static acm__str slice(const telling *t, uint32_t at, uint32_t len)
{
    return at <= t->text.len && len <= t->text.len - at ? (acm__str){t->text.at + at, len}
                                                        : ACM__STR("?");
}

/* The name; of one of several instances also which. */
static void put_subject(acm__speech *speech, const telling *t)
{
    const acm_playbook *p = t->c->playbook;
    const acm_command *k = &t->step->command;
    acm__instance i = acm__instance_of(t->c, k->instance);
    uint32_t count = i.item ? acm__instance_count(t->c, i) : 1;
    char number[ACM__NUMBER_BYTES];
    acm__speech_put(speech, acm__playbook_name(p, k->item ? k->item : t->c->plan, t->tongue));
    if (count < 2)
        return;
    acm__speech_put(speech, ACM__STR(" ("));
    acm__speech_put(speech, (acm__str){number, (uint32_t)acm__number_write_integer(count, number)});
    acm__speech_put(speech, ACM__STR(")"));
}

/* Roles that may give the command, "FastTrack Manager / SME". */
static void put_roles(acm__speech *speech, const telling *t)
{
    const acm_playbook *p = t->c->playbook;
    acm_id item = t->step->command.item ? t->step->command.item : t->c->plan;
    const acm__condition *condition = acm__playbook_condition(p, item);
    bool known = condition || acm__playbook_item(p, item);
    acm__set roles = !known      ? 0
                     : condition ? acm__roles_for_condition(p, condition)
                                 : acm__roles_for_item(p, item);
    uint32_t written = 0;
    for (uint32_t i = 0; roles && i < p->term_count; i++)
        if (p->terms[i].kind == ACM_TERM_ROLE && acm__set_has(p, roles, p->terms[i].index)) {
            acm__speech_put(speech, written++ ? ACM__STR(" / ") : ACM__STR(""));
            acm__speech_put(speech, acm__playbook_name(p, acm__term_id(p, i), t->tongue));
        }
    if (!written)
        acm__speech_word(speech, t->wording, ACM__ENTRY_OF_FORM(SOMEBODY));
}

static void put_actor(acm__speech *speech, const telling *t)
{
    const acm__binding *people = t->c->people;
    const char *name = people ? acm_roster_name(people->roster, t->step->command.actor) : NULL;
    if (name)
        acm__speech_put(speech, (acm__str){name, (uint32_t)strlen(name)});
    else if (t->step->role)
        put_roles(speech, t);
    else
        acm__speech_word(speech, t->wording, ACM__ENTRY_OF_FORM(SOMEBODY));
}

/* "{'a', 'b'}" of a set that is given a line each. */
static void put_set(acm__speech *speech, acm__str lines)
{
    acm__str member;
    uint32_t written = 0;
    acm__speech_put(speech, ACM__STR("{"));
    while (acm__str_next(&lines, '\n', &member)) {
        acm__speech_put(speech, written++ ? ACM__STR(", ") : ACM__STR(""));
        acm__value_write((acm__value){.kind = ACM__VALUE_STRING, .as.string = member}, put_piece,
                         speech);
    }
    acm__speech_put(speech, ACM__STR("}"));
}

static void put_value(acm__speech *speech, const telling *t)
{
    static const acm__value_kind kinds[] = {
        [ACM_VALUE_NULL] = ACM__VALUE_NULL,       [ACM_VALUE_BOOLEAN] = ACM__VALUE_BOOLEAN,
        [ACM_VALUE_INTEGER] = ACM__VALUE_INTEGER, [ACM_VALUE_DOUBLE] = ACM__VALUE_DOUBLE,
        [ACM_VALUE_STRING] = ACM__VALUE_STRING,   [ACM_VALUE_TIME] = ACM__VALUE_TIME,
    };
    const acm_command *k = &t->step->command;
    acm__str text = slice(t, k->value_at, k->value_len);
    acm__value value = {.kind = ACM__VALUE_NULL};
    if (k->value_kind == ACM_VALUE_SET) {
        put_set(speech, text);
        return;
    }
    if (k->value_kind >= 0 && k->value_kind <= ACM_VALUE_TIME)
        value.kind = kinds[k->value_kind];
    if (value.kind == ACM__VALUE_BOOLEAN)
        value.as.boolean = k->integer != 0;
    else if (value.kind == ACM__VALUE_DOUBLE)
        value.as.real = k->real;
    else if (value.kind == ACM__VALUE_STRING)
        value.as.string = text;
    else
        value.as.integer = k->integer;
    acm__value_write(value, put_piece, speech);
}

static void fill(acm__speech *speech, acm__slot slot, const void *user)
{
    const telling *t = user;
    switch (slot) {
    case ACM__SLOT_SUBJECT:
        put_subject(speech, t);
        break;
    case ACM__SLOT_ACTOR:
        put_actor(speech, t);
        break;
    case ACM__SLOT_FACT:
    case ACM__SLOT_REASON:
        acm__speech_put(speech, slice(t, t->step->command.text_at, t->step->command.text_len));
        break;
    case ACM__SLOT_VALUE:
        put_value(speech, t);
        break;
    default:
        acm__speech_time(speech, t->step->command.time);
        break;
    }
}

acm_status acm_plan_step_text(const acm_case *c, const acm_plan_step *step, const char *text,
                              size_t text_len, const char *language, char *buffer, size_t capacity,
                              size_t *needed)
{
    acm__str block;
    if (needed)
        *needed = 0;
    if (!c || !step || (!buffer && capacity) || !acm__str_from(text, text_len, &block) ||
        step->command.kind < ACM_COMMAND_START || step->command.kind > ACM_COMMAND_CLAIM)
        return ACM_E_INVALID;
    acm__tongue tongue = acm__playbook_tongue(c->playbook, language);
    telling t = {c, step, block, tongue, acm__wording_find(tongue.tag)};
    acm__speech speech;
    acm__speech_begin(&speech, buffer, capacity);
    acm__speech_sentence(&speech, t.wording, ACM__ENTRY_COMMAND + (uint32_t)step->command.kind,
                         fill, &t);
    size_t bytes = acm__speech_end(&speech);
    if (needed)
        *needed = bytes;
    return bytes <= capacity ? ACM_OK : ACM_E_BUFFER;
}
