#include "base/siphash.h"

enum {
    ROUNDS_AT_END = 3
};

static uint64_t rotate(uint64_t x, unsigned bits)
{
    return x << bits | x >> (64 - bits);
}

static void mix(uint64_t v[4])
{
    v[0] += v[1];
    v[2] += v[3];
    v[1] = rotate(v[1], 13) ^ v[0];
    v[3] = rotate(v[3], 16) ^ v[2];
    v[0] = rotate(v[0], 32) + v[3];
    v[2] += v[1];
    v[3] = rotate(v[3], 21) ^ v[0];
    v[1] = rotate(v[1], 17) ^ v[2];
    v[2] = rotate(v[2], 32);
}

static void take_word(acm__siphash *hash)
{
    hash->v[3] ^= hash->word;
    mix(hash->v);
    hash->v[0] ^= hash->word;
}

void acm__siphash_init(acm__siphash *hash)
{
    *hash = (acm__siphash){.v = {0x736f6d6570736575, 0x646f72616e646f6d ^ 0xee, 0x6c7967656e657261,
                                 0x7465646279746573}};
}

void acm__siphash_add(acm__siphash *hash, const void *at, size_t len)
{
    const unsigned char *from = at;
    while (len) {
        size_t size = len < 8 ? len : 8;
        uint64_t number = 0;
        for (size_t i = 0; i < size; i++)
            number |= (uint64_t)from[i] << 8 * i;
        acm__siphash_add_number(hash, number, size);
        from += size;
        len -= size;
    }
}

void acm__siphash_add_number(acm__siphash *hash, uint64_t number, size_t size)
{
    unsigned filled = hash->len % 8 * 8; /* bits of the word that waits */
    hash->word |= number << filled;
    hash->len += size;
    if (filled + size * 8 < 64)
        return;
    take_word(hash);
    hash->word = filled ? number >> (64 - filled) : 0;
}

void acm__siphash_end(acm__siphash *hash, unsigned char out[ACM__SIPHASH_BYTES])
{
    hash->word |= hash->len << 56;
    take_word(hash);
    hash->v[2] ^= 0xee;
    for (size_t i = 0; i < ACM__SIPHASH_BYTES; i++) {
        if (i % 8 == 0) {
            for (int round = 0; round < ROUNDS_AT_END; round++)
                mix(hash->v);
            hash->word = hash->v[0] ^ hash->v[1] ^ hash->v[2] ^ hash->v[3];
            hash->v[1] ^= 0xdd;
        }
        out[i] = (unsigned char)(hash->word >> i % 8 * 8);
    }
}
