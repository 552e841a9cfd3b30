/*
 * siphash.h - SipHash-1-3 with a result of 128 bits and a key of zeros: a hash without tables, the same on every
 * machine, in which any change of the input changes about half of the result. It finds damage and tells states
 * apart; nobody is kept from making two inputs of one hash on purpose.
 */
#ifndef ACM__SIPHASH_H
#define ACM__SIPHASH_H

#include <stddef.h>
#include <stdint.h>

enum {
    ACM__SIPHASH_BYTES = 16
};

typedef struct acm__siphash {
    uint64_t v[4];
    uint64_t word; /* bytes that wait for more, the first one lowest */
    uint64_t len;  /* bytes so far */
} acm__siphash;

void acm__siphash_init(acm__siphash *hash);
void acm__siphash_add(acm__siphash *hash, const void *at, size_t len);

/* The `size` bytes of a number that needs no more of them, the lowest first whatever the machine's own order. */
void acm__siphash_add_number(acm__siphash *hash, uint64_t number, size_t size);

/* The hash of all that was added; nothing more can be. */
void acm__siphash_end(acm__siphash *hash, unsigned char out[ACM__SIPHASH_BYTES]);

#endif
