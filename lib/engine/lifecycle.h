/* lifecycle.h - the life cycles of CMMN 1.1 as tables. */
#ifndef ACM__LIFECYCLE_H
#define ACM__LIFECYCLE_H

#include <acmplaybook/case.h>

/* Which life cycle a thing has. */
typedef enum acm__cycle {
    ACM__CYCLE_CASE,  /* 8.4.1 */
    ACM__CYCLE_WORK,  /* 8.4.2: stage and task */
    ACM__CYCLE_EVENT, /* 8.4.3: milestone and event listener */
    ACM__CYCLE_COUNT
} acm__cycle;

enum {
    ACM__STATE_COUNT = ACM_STATE_CLOSED + 1,
    ACM__TRANSITION_COUNT = ACM_TRANSITION_CLOSE + 1
};

/* Where a transition leads, ACM_STATE_NONE if it is refused. */
extern const uint8_t acm__lifecycle[ACM__CYCLE_COUNT][ACM__STATE_COUNT][ACM__TRANSITION_COUNT];

static inline acm__cycle acm__cycle_of(acm_item_kind item_kind)
{
    return item_kind >= ACM_ITEM_MILESTONE ? ACM__CYCLE_EVENT : ACM__CYCLE_WORK;
}

/* Sets of states, as bits. */
#define ACM__STATE_BIT(state) (1u << (state))
#define ACM__STATES_ENDED                                                                          \
    (ACM__STATE_BIT(ACM_STATE_COMPLETED) | ACM__STATE_BIT(ACM_STATE_TERMINATED))
#define ACM__STATES_FINISHED                                                                       \
    (ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_FAILED))
/* Neither ended nor suspended. */
#define ACM__STATES_LIVE                                                                           \
    (ACM__STATE_BIT(ACM_STATE_AVAILABLE) | ACM__STATE_BIT(ACM_STATE_ENABLED) |                     \
     ACM__STATE_BIT(ACM_STATE_DISABLED) | ACM__STATE_BIT(ACM_STATE_ACTIVE) |                       \
     ACM__STATE_BIT(ACM_STATE_FAILED))

#endif
