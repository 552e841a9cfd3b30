/* describe.h - one line that says what a step does. */
#ifndef ACM__DESCRIBE_H
#define ACM__DESCRIBE_H

#include "base/buffer.h"
#include "harness/scenario.h"

/* Such as "as ana: complete 4047", in the arena; NULL when memory is out. `work` is overwritten. */
const char *acm__step_describe(const acm__scenario_step *step, acm__buffer *work,
                               acm__arena *arena);

#endif
