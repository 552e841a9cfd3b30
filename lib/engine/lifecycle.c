#include "engine/lifecycle.h"

const uint8_t acm__lifecycle[ACM__CYCLE_COUNT][ACM__STATE_COUNT][ACM__TRANSITION_COUNT] = {
#define ACM__ROW(cycle, from, transition, to, clause)                                               \
    [ACM__CYCLE_##cycle][ACM_STATE_##from][ACM_TRANSITION_##transition] = ACM_STATE_##to,
#include "engine/lifecycle.def"
#undef ACM__ROW
};
