#include "support/names.h"

const char *const state_names[STATE_NAMES] = {
    "none",      "available", "enabled",    "disabled", "active",
    "suspended", "completed", "terminated", "failed",   "closed",
};

const char *const transition_names[TRANSITION_NAMES] = {
    "create",  "enable",         "start",         "disable",    "reenable",         "manual-start",
    "suspend", "resume",         "fault",         "reactivate", "complete",         "terminate",
    "exit",    "parent-suspend", "parent-resume", "occur",      "parent-terminate", "close",
};

static const char *const cause_names[] = {
    "command",    "criterion",  "parent", "completion", "scope",
    "activation", "repetition", "timer",  "orphan",
};

static const struct {
    const char *name;
    acm_status status;
} refusals[] = {
    {"", ACM_E_STATE},        {"state", ACM_E_STATE},         {"incomplete", ACM_E_INCOMPLETE},
    {"role", ACM_E_ROLE},     {"condition", ACM_E_CONDITION}, {"scope", ACM_E_SCOPE},
    {"budget", ACM_E_BUDGET}, {"ambiguous", ACM_E_AMBIGUOUS}, {"notfound", ACM_E_NOTFOUND},
};

/* What a command asks for bears the name of its transition, but for the first. */
static const struct {
    const char *name;
    acm_command_kind command;
    acm_transition transition;
} commands[] = {
    {"start", ACM_COMMAND_START, ACM_TRANSITION_MANUAL_START},
    {"complete", ACM_COMMAND_COMPLETE, ACM_TRANSITION_COMPLETE},
    {"disable", ACM_COMMAND_DISABLE, ACM_TRANSITION_DISABLE},
    {"reenable", ACM_COMMAND_REENABLE, ACM_TRANSITION_REENABLE},
    {"terminate", ACM_COMMAND_TERMINATE, ACM_TRANSITION_TERMINATE},
    {"suspend", ACM_COMMAND_SUSPEND, ACM_TRANSITION_SUSPEND},
    {"resume", ACM_COMMAND_RESUME, ACM_TRANSITION_RESUME},
    {"fault", ACM_COMMAND_FAULT, ACM_TRANSITION_FAULT},
    {"reactivate", ACM_COMMAND_REACTIVATE, ACM_TRANSITION_REACTIVATE},
    {"occur", ACM_COMMAND_OCCUR, ACM_TRANSITION_OCCUR},
    {"close", ACM_COMMAND_CLOSE, ACM_TRANSITION_CLOSE},
};

static int32_t index_of(const char *const *names, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return (int32_t)i;
    fail_msg("'%s' is no name that tables know", name);
    return -1;
}

acm_state state_named(const char *name)
{
    return index_of(state_names, STATE_NAMES, name);
}

acm_transition transition_named(const char *name)
{
    return index_of(transition_names, TRANSITION_NAMES, name) + ACM_TRANSITION_CREATE;
}

acm_cause cause_named(const char *name)
{
    return index_of(cause_names, COUNT_OF(cause_names), name) + ACM_CAUSE_COMMAND;
}

acm_status refusal_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(refusals); i++)
        if (strcmp(refusals[i].name, name) == 0)
            return refusals[i].status;
    fail_msg("no refusal '%s'", name);
    return ACM_OK;
}

acm_command_kind command_named(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return commands[i].command;
    fail_msg("no command '%s'", name);
    return 0;
}

acm_command_kind command_for(acm_transition transition)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (commands[i].transition == transition)
            return commands[i].command;
    return 0;
}
