#include "support/seal.h"

#include "base/siphash.h"

#include <string.h>

void seal_snapshot(unsigned char *bytes, size_t len)
{
    acm__siphash hash;
    memcpy(bytes, "ACMCASE\0\1\0\1", 12);
    for (size_t i = 0; i < 4; i++)
        bytes[12 + i] = (unsigned char)(len >> 8 * i);
    acm__siphash_init(&hash);
    acm__siphash_add(&hash, bytes, 12);
    acm__siphash_add(&hash, bytes + SEAL_HEAD, len - SEAL_HEAD);
    acm__siphash_end(&hash, bytes + 16);
}
