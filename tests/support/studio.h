/* studio.h - a playbook with all that CMMN knows: listeners, timers, repetition, rules, criteria across stages. */
#ifndef STUDIO_H
#define STUDIO_H

#include "support/test.h"

acm_status studio_playbook(const acm_allocator *allocator, acm_playbook **playbook, acm_error *err);

#endif
