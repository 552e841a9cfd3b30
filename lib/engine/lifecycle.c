#include "engine/lifecycle.h"

const char *acm_state_name(acm_state state)
{
    static const char *const names[ACM__STATE_COUNT] = {
        "none",      "available", "enabled",    "disabled", "active",
        "suspended", "completed", "terminated", "failed",   "closed",
    };
    return state >= 0 && state < ACM__STATE_COUNT ? names[state] : "unknown";
}

const char *acm_condition_state_name(acm_condition_state state)
{
    static const char *const names[] = {"none", "open", "confirmed", "waived"};
    return state >= 0 && state <= ACM_CONDITION_STATE_WAIVED ? names[state] : "unknown";
}

const uint8_t acm__lifecycle[ACM__CYCLE_COUNT][ACM__STATE_COUNT][ACM__TRANSITION_COUNT] = {
#define ACM__ROW(cycle, from, transition, to, clause)                                              \
    [ACM__CYCLE_##cycle][ACM_STATE_##from][ACM_TRANSITION_##transition] = ACM_STATE_##to,
#include "engine/lifecycle.def"
#undef ACM__ROW
};
