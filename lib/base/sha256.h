/* sha256.h - the SHA-256 hash of FIPS 180-4, fed piece by piece. */
#ifndef ACM__SHA256_H
#define ACM__SHA256_H

#include <stddef.h>
#include <stdint.h>

enum {
    ACM__SHA256_BYTES = 32,
    ACM__SHA256_BLOCK = 64
};

typedef struct acm__sha256 {
    uint32_t state[8];
    uint64_t len;                           /* bytes so far */
    unsigned char block[ACM__SHA256_BLOCK]; /* the first len % 64 of it wait for more */
} acm__sha256;

void acm__sha256_init(acm__sha256 *hash);
void acm__sha256_add(acm__sha256 *hash, const void *at, size_t len);

/* The hash of all that was added; nothing more can be. */
void acm__sha256_end(acm__sha256 *hash, unsigned char out[ACM__SHA256_BYTES]);

#endif
