/* same.h - whether two playbooks say the same: all that the getters of playbook.h give. */
#ifndef ACM_TEST_SAME_H
#define ACM_TEST_SAME_H

#include "support/test.h"

/* Fails the test at the first difference. Without places, lines, columns and paths are not looked at. */
void assert_same_playbook(const acm_playbook *a, const acm_playbook *b, bool places);

#endif
