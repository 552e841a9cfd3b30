#include "harness/words.h"

#include <string.h>

const acm__word acm__blocker_words[] = {
    {"condition", ACM_BLOCKER_CONDITION},
    {"predecessor", ACM_BLOCKER_PREDECESSOR},
    {"expression", ACM_BLOCKER_EXPRESSION},
    {"role", ACM_BLOCKER_ROLE},
    {"scope", ACM_BLOCKER_SCOPE},
    {"suspended", ACM_BLOCKER_SUSPENDED},
    {"state", ACM_BLOCKER_STATE},
    {"required", ACM_BLOCKER_REQUIRED},
    {"active", ACM_BLOCKER_ACTIVE},
    {"manual", ACM_BLOCKER_MANUAL},
    {"fired", ACM_BLOCKER_FIRED},
    {"ended", ACM_BLOCKER_ENDED},
    {"unavailable", ACM_BLOCKER_UNAVAILABLE},
    {"timer", ACM_BLOCKER_TIMER},
    {NULL, 0},
};

const acm__word acm__roles_words[] = {
    {"enforce", ACM_ROLES_ENFORCE},
    {"record", ACM_ROLES_RECORD},
    {NULL, 0},
};

const acm__word acm__feature_words[] = {
    {"ext.orphan-listener", ACM_SEMANTICS_END_ORPHAN_LISTENERS},
    {"ext.waiting-for-repetition", ACM_SEMANTICS_WAITING_IS_FINISHED},
    {"ext.listener-repetition", ACM_SEMANTICS_LISTENERS_REPEAT},
    {NULL, 0},
};

enum {
    WHO = ACM__KEY_AS,
    OUTCOME = ACM__KEY_FAILS | ACM__KEY_BLOCKERS,
    ON_CASE = WHO | OUTCOME | ACM__KEY_VARIABLES,
    ON_ITEM = ON_CASE | ACM__KEY_INSTANCE,
    ITEM = ACM__KEY_ITEM
};

static const acm__scenario_verb verbs[] = {
    {"start", ACM_COMMAND_START, ITEM, ON_ITEM},
    {"manualStart", ACM_COMMAND_START, ITEM, ON_ITEM},
    {"complete", ACM_COMMAND_COMPLETE, ITEM, ON_ITEM},
    {"disable", ACM_COMMAND_DISABLE, ITEM, ON_ITEM},
    {"reenable", ACM_COMMAND_REENABLE, ITEM, ON_ITEM},
    {"suspend", ACM_COMMAND_SUSPEND, ITEM, ON_ITEM},
    {"resume", ACM_COMMAND_RESUME, ITEM, ON_ITEM},
    {"terminate", ACM_COMMAND_TERMINATE, ITEM, ON_ITEM},
    {"fault", ACM_COMMAND_FAULT, ITEM, ON_ITEM},
    {"reactivate", ACM_COMMAND_REACTIVATE, ITEM, ON_ITEM},
    {"occur", ACM_COMMAND_OCCUR, ITEM, ON_ITEM},
    {"claim", ACM_COMMAND_CLAIM, ITEM, WHO | OUTCOME | ACM__KEY_INSTANCE | ACM__KEY_USER},
    {"confirm", ACM_COMMAND_CONFIRM, ITEM, ON_ITEM},
    {"withdraw", ACM_COMMAND_WITHDRAW, ITEM, ON_ITEM},
    {"waive", ACM_COMMAND_WAIVE, ITEM, ON_ITEM | ACM__KEY_REASON},
    {"completeCase", ACM_COMMAND_COMPLETE, 0, ON_CASE},
    {"terminateCase", ACM_COMMAND_TERMINATE, 0, ON_CASE},
    {"suspendCase", ACM_COMMAND_SUSPEND, 0, ON_CASE},
    {"resumeCase", ACM_COMMAND_RESUME, 0, ON_CASE},
    {"reactivateCase", ACM_COMMAND_REACTIVATE, 0, ON_CASE},
    {"closeCase", ACM_COMMAND_CLOSE, 0, ON_CASE},
    {"setVariable", ACM_COMMAND_SET_FACT, ACM__KEY_NAME | ACM__KEY_VALUE, WHO | ACM__KEY_FAILS},
    {"setVariables", ACM_COMMAND_SET_FACT, ACM__KEY_VARIABLES, WHO | ACM__KEY_FAILS},
    {"removeVariable", ACM_COMMAND_REMOVE_FACT, ACM__KEY_NAME, WHO | ACM__KEY_FAILS},
    {"setScope", ACM_COMMAND_SET_SCOPE, ACM__KEY_SCOPE, WHO | ACM__KEY_FAILS},
    {"advanceTime", ACM_COMMAND_ADVANCE, 0, WHO | ACM__KEY_FAILS | ACM__KEY_BY | ACM__KEY_TO},
};

static const acm__scenario_refusal refusals[] = {
    {"illegal-transition", {ACM_E_STATE, ACM_E_CONDITION}, 0},
    {"not-completable", {ACM_E_INCOMPLETE}, 0},
    {"role", {ACM_E_ROLE}, ACM_BLOCKER_ROLE},
    {"condition", {ACM_E_CONDITION}, ACM_BLOCKER_CONDITION},
    {"scope", {ACM_E_SCOPE}, ACM_BLOCKER_SCOPE},
    {"invalid", {ACM_E_INVALID, ACM_E_NOTFOUND}, 0},
};

static bool is(const char *word, acm__str text)
{
    return strlen(word) == text.len && memcmp(word, text.at, text.len) == 0;
}

bool acm__word_find(const acm__word *table, acm__str text, int32_t *value)
{
    for (; table->text; table++) {
        if (is(table->text, text)) {
            *value = table->value;
            return true;
        }
    }
    return false;
}

bool acm__name_find(const char *(*name)(int32_t value), int32_t first, acm__str text,
                    int32_t *value)
{
    const char *unknown = name(INT32_MAX);
    for (int32_t v = first; strcmp(name(v), unknown) != 0; v++) {
        if (is(name(v), text)) {
            *value = v;
            return true;
        }
    }
    return false;
}

const char *acm__word_for(const acm__word *table, int32_t value)
{
    for (; table->text; table++)
        if (table->value == value)
            return table->text;
    return "?";
}

const acm__scenario_verb *acm__verb_find(acm__str name)
{
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
        if (is(verbs[i].name, name))
            return &verbs[i];
    return NULL;
}

const acm__scenario_refusal *acm__refusal_find(acm__str name)
{
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
        if (is(refusals[i].name, name))
            return &refusals[i];
    return NULL;
}
