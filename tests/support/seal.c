#include "support/seal.h"

#include "base/siphash.h"

#include <string.h>

void seal_snapshot(unsigned char *bytes, size_t len)
{
    acm__siphash hash;
    uint64_t halves[2];
    memcpy(bytes, "ACMCASE\0\1\0\1", 12);
    for (size_t i = 0; i < 4; i++)
        bytes[12 + i] = (unsigned char)(len >> 8 * i);
    acm__siphash_init(&hash);
    acm__siphash_add(&hash, bytes, 12);
    acm__siphash_add(&hash, bytes + SEAL_HEAD, len - SEAL_HEAD);
    acm__siphash_end(&hash, halves);
    for (size_t i = 0; i < 16; i++)
        bytes[16 + i] = (unsigned char)(halves[i / 8] >> i % 8 * 8);
}
