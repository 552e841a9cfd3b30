/* explain.c - what stands in the way of a command, as records and in words. */
#include "base/records.h"
#include "engine/blockers.h"
#include "engine/command.h"
#include "engine/extra.h"
#include "engine/sentences.h"

#include <string.h>

static bool collect(void *user, const acm_blocker *blocker)
{
    acm__records_put(user, blocker, sizeof *blocker);
    return true;
}

acm_status acm_case_explain(const acm_case *c, acm_id item, acm_id instance,
                            acm_command_kind command, acm_id actor, acm_blocker *out, size_t stride,
                            size_t capacity, size_t *count)
{
    acm__records all;
    acm_status status =
        acm__records_begin(&all, c, out, stride, capacity, sizeof(acm_blocker), count);
    if (status)
        return status;
    acm__view v = acm__view_of(c);
    bool is_condition = acm__playbook_condition(v.p, item) != NULL;
    if (item && !is_condition && !acm__playbook_item(v.p, item))
        return ACM_E_NOTFOUND;
    bool for_condition = command >= ACM_COMMAND_CONFIRM && command <= ACM_COMMAND_WAIVE;
    bool for_item = acm__command_transition(command, false) || command == ACM_COMMAND_CLAIM;
    if (is_condition ? !for_condition : !for_item)
        return ACM_E_INVALID;
    acm_command asked = {.kind = command, .item = item, .instance = instance, .actor = actor};
    acm__instance i;
    if (acm__order_choose(c, &asked, &i, NULL) == ACM_E_NOTFOUND)
        return ACM_E_NOTFOUND;
    acm__blockers(&v, item, i, command, actor, collect, &all);
    *count = all.count;
    return ACM_OK;
}

/* A sentence about a blocker under way. */
typedef struct telling {
    const acm__view *v;
    const acm_blocker *blocker;
    acm__tongue tongue;
    const acm__wording *wording;
} telling;

static const acm__control *control_of(const acm__view *v, acm_id item)
{
    return acm__playbook_item(v->p, item) ? acm__control_of(v->p, item) : NULL;
}

/* The expression that a blocker is about, NULL if it is about none. */
static const acm__expr *rule_of(const telling *t)
{
    const acm_playbook *p = t->v->p;
    const acm_blocker *b = t->blocker;
    const acm__control *control = control_of(t->v, b->subject);
    uint32_t index = b->detail - acm__criterion_id(p, 0);
    if (b->kind == ACM_BLOCKER_EXPRESSION && index < p->criterion_count)
        return p->criteria[index].expr;
    if (!control)
        return NULL;
    return b->kind == ACM_BLOCKER_UNAVAILABLE ? control->available_when
           : b->kind == ACM_BLOCKER_TIMER     ? control->timer_expr
                                              : control->enable_when;
}

static void put_rule(acm__speech *speech, const telling *t)
{
    const acm__expr *rule = rule_of(t);
    const acm__control *control = control_of(t->v, t->blocker->subject);
    if (rule)
        acm__speech_put(speech, acm__expr_text(rule));
    else if (t->blocker->kind == ACM_BLOCKER_TIMER && control && control->timer.at)
        acm__speech_put(speech, control->timer);
    else
        acm__speech_put(speech, ACM__STR("?"));
}

static void put_piece(void *to, acm__str text)
{
    acm__speech_put(to, text);
}

static void put_state(acm__speech *speech, const telling *t, uint32_t state)
{
    if (acm__playbook_condition(t->v->p, t->blocker->subject) &&
        state <= ACM_CONDITION_STATE_WAIVED)
        acm__speech_word(speech, t->wording, ACM__ENTRY_CONDITION_STATE + state);
    else if (state < ACM__STATE_COUNT)
        acm__speech_word(speech, t->wording, ACM__ENTRY_STATE + state);
    else
        acm__speech_put(speech, ACM__STR("?"));
}

/* " = active", or " = active / completed" of several items. */
static void put_states(acm__speech *speech, const telling *t, const acm_id *reference)
{
    uint32_t count;
    const acm_id *items = acm__playbook_bound(t->v->p, reference, &count);
    acm__instance asking = acm__instance_of(t->v->c, t->blocker->instance);
    for (uint32_t k = 0; k < count; k++) {
        acm__instance i = acm__instance_near(t->v->c, asking, items[k]);
        acm__speech_put(speech, k ? ACM__STR(" / ") : ACM__STR(" = "));
        acm__speech_word(speech, t->wording, ACM__ENTRY_STATE + (uint32_t)acm__view_state(t->v, i));
    }
}

/* What a rule saw: " (x = 2, 4047 = active)". */
static void put_values(acm__speech *speech, const telling *t)
{
    acm__str name;
    size_t offset, written = 0;
    const acm_id *item;
    const acm__expr *rule = rule_of(t);
    for (size_t i = 0; rule && acm__expr_fact(rule, i, &name); i++) {
        acm__speech_put(speech, written++ ? ACM__STR(", ") : ACM__STR(" ("));
        acm__speech_put(speech, name);
        acm__speech_put(speech, ACM__STR(" = "));
        acm__value_write(acm__extra_fact(t->v->c->extra, name), put_piece, speech);
    }
    for (size_t i = 0; rule && (item = acm__expr_reference(rule, i, &name, &offset)) != NULL; i++) {
        acm__speech_put(speech, written++ ? ACM__STR(", ") : ACM__STR(" ("));
        acm__speech_put(speech, name);
        put_states(speech, t, item);
    }
    if (written)
        acm__speech_put(speech, ACM__STR(")"));
}

static void put_actor(acm__speech *speech, const telling *t)
{
    const acm__binding *people = t->v->c->people;
    const char *name = people ? acm_roster_name(people->roster, t->blocker->actor) : NULL;
    acm__speech_put(speech, (acm__str){name ? name : "?", name ? (uint32_t)strlen(name) : 1});
}

static void put_event(acm__speech *speech, const telling *t)
{
    if (t->blocker->detail < ACM__TRANSITION_COUNT)
        acm__speech_word(speech, t->wording, ACM__ENTRY_TRANSITION + t->blocker->detail);
    else
        acm__speech_put(speech, ACM__STR("?"));
}

static void fill(acm__speech *speech, acm__slot slot, const void *user)
{
    const telling *t = user;
    const acm_blocker *b = t->blocker;
    switch (slot) {
    case ACM__SLOT_SUBJECT:
        acm__speech_put(speech, acm__playbook_name(t->v->p, b->subject, t->tongue));
        break;
    case ACM__SLOT_ROLE:
        acm__speech_put(speech, acm__playbook_name(t->v->p, b->detail, t->tongue));
        break;
    case ACM__SLOT_ACTOR:
        put_actor(speech, t);
        break;
    case ACM__SLOT_EVENT:
        put_event(speech, t);
        break;
    case ACM__SLOT_STATE:
        put_state(speech, t, b->detail);
        break;
    case ACM__SLOT_RULE:
        put_rule(speech, t);
        break;
    case ACM__SLOT_VALUES:
        put_values(speech, t);
        break;
    default:
        acm__speech_time(speech, b->time);
        break;
    }
}

/* Which sentence tells of a blocker. */
static uint32_t entry_of(const acm__view *v, const acm_blocker *b)
{
    const acm__item *item = acm__playbook_item(v->p, b->subject);
    switch (b->kind) {
    case ACM_BLOCKER_ROLE:
        if (!b->detail)
            return ACM__ENTRY_OF_FORM(UNKNOWN_ACTOR);
        return b->actor ? ACM__ENTRY_OF_BLOCKER(ROLE) : ACM__ENTRY_OF_FORM(NO_ACTOR);
    case ACM_BLOCKER_STATE:
        return item ? ACM__ENTRY_OF_BLOCKER(STATE) : ACM__ENTRY_OF_FORM(CONDITION_STATE);
    case ACM_BLOCKER_PREDECESSOR:
        return item && acm__is_listener(item->kind) && b->detail == ACM_TRANSITION_OCCUR
                   ? ACM__ENTRY_OF_FORM(NOT_OCCURRED)
                   : ACM__ENTRY_OF_BLOCKER(PREDECESSOR);
    case ACM_BLOCKER_TIMER:
        return b->detail ? ACM__ENTRY_OF_BLOCKER(TIMER) : ACM__ENTRY_OF_FORM(NO_TIME);
    default:
        return ACM__ENTRY_BLOCKER + (uint32_t)b->kind;
    }
}

size_t acm__blocker_sentence(const acm__view *v, const acm_blocker *blocker, const char *language,
                             char *buffer, size_t capacity)
{
    acm__tongue tongue = acm__playbook_tongue(v->p, language);
    telling t = {v, blocker, tongue, acm__wording_find(tongue.tag)};
    acm__speech speech;
    acm__speech_begin(&speech, buffer, capacity);
    acm__speech_sentence(&speech, t.wording, entry_of(v, blocker), fill, &t);
    return acm__speech_end(&speech);
}

acm_status acm_case_explain_text(const acm_case *c, const acm_blocker *blocker,
                                 const char *language, char *buffer, size_t capacity,
                                 size_t *needed)
{
    if (needed)
        *needed = 0;
    if (!c || !blocker || (!buffer && capacity) || blocker->kind < ACM_BLOCKER_CONDITION ||
        blocker->kind > ACM_BLOCKER_TIMER)
        return ACM_E_INVALID;
    acm__view v = acm__view_of(c);
    size_t bytes = acm__blocker_sentence(&v, blocker, language, buffer, capacity);
    if (needed)
        *needed = bytes;
    return bytes <= capacity ? ACM_OK : ACM_E_BUFFER;
}
