/* expand.h - what a builder's lists stand for: copies of tasks for services, criteria that controls imply. */
#ifndef ACM__EXPAND_H
#define ACM__EXPAND_H

#include "model/builder.h"

/*
 * Makes a builder that shares with the given one what does not change; the given one stays as it is. Lists go to
 * the arena `lists`, keys of copies to `keys`.
 */
acm_status acm__builder_expand(const acm_builder *b, acm__arena *lists, acm__arena *keys,
                               acm_builder *out, acm_error *err);

#endif
