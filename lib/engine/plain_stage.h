/* plain_stage.h - the short way for what most stages hold. It does what the long way would, event by event. */
#ifndef ACM__PLAIN_STAGE_H
#define ACM__PLAIN_STAGE_H

#include "engine/case.h"

/*
 * Creates and activates the children of a stage that is only just active, if all are plain; false if they have to
 * be looked at one by one.
 */
bool acm__run_start_plain(acm__run *r, acm__instance stage);

#endif
