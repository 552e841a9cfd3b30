/* pages.h - the pages of tests and examples as one playbook. */
#ifndef ACM_TEST_PAGES_H
#define ACM_TEST_PAGES_H

#include "support/test.h"

acm_playbook *pages_playbook(void);

#endif
