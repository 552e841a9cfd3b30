/* rich.h - a playbook with something of everything that the builder can make, for what must not lose any of it. */
#ifndef ACM_TEST_RICH_H
#define ACM_TEST_RICH_H

#include <acmplaybook.h>

/* Can be run out of memory: gives back what it took. */
acm_status rich_playbook(const acm_allocator *allocator, acm_playbook **playbook, acm_error *err);

#endif
