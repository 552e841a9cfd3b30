/* seal.h - makes the head of a snapshot fit what stands behind it, so that readers look at that. Sees inside. */
#ifndef ACM_TEST_SEAL_H
#define ACM_TEST_SEAL_H

#include <stddef.h>

enum {
    SEAL_HEAD = 32 /* bytes of the head, which are written */
};

/* `len` is at least SEAL_HEAD. */
void seal_snapshot(unsigned char *bytes, size_t len);

#endif
