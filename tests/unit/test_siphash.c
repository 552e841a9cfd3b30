#include "base/siphash.h"
#include "support/test.h"

#include <stdio.h>

static void assert_hash(acm__siphash *hash, const char *expected)
{
    unsigned char out[ACM__SIPHASH_BYTES];
    char hex[33];
    acm__siphash_end(hash, out);
    for (size_t i = 0; i < 16; i++)
        snprintf(hex + 2 * i, 3, "%02x", out[i]);
    assert_string_equal(hex, expected);
}

/* The bytes 0, 1, 2, ... as another implementation hashes them. */
static const struct {
    size_t len;
    const char *hash;
} known[] = {
    {0, "0db4d9615d9334210333fb31d05e1cb9"},  {1, "21cf0c0a17387913fea6d89d01420938"},
    {7, "9833a8a69adca0f3bce80c0ddc478689"},  {8, "cde7f15733199a8ac6501644cc07a507"},
    {15, "51cbac5900447bd1f38740939dbd54f9"}, {63, "dd800372a10b3dcbde4a27f9ca52d8d2"},
};

static void test_siphash__known(void **state)
{
    (void)state;
    unsigned char bytes[64];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)i;
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        acm__siphash hash;
        acm__siphash_init(&hash);
        acm__siphash_add(&hash, bytes, known[i].len);
        assert_hash(&hash, known[i].hash);
    }
}

/* However the bytes come: in pieces of each size, from each place in a word. */
static void test_siphash__in_pieces(void **state)
{
    (void)state;
    unsigned char bytes[63];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)i;
    for (size_t first = 0; first < 16; first++) {
        for (size_t piece = 1; piece < 20; piece++) {
            acm__siphash hash;
            acm__siphash_init(&hash);
            acm__siphash_add(&hash, bytes, first);
            for (size_t at = first; at < sizeof bytes; at += piece)
                acm__siphash_add(&hash, bytes + at,
                                 piece < sizeof bytes - at ? piece : sizeof bytes - at);
            assert_hash(&hash, known[5].hash);
        }
    }
}

static void test_siphash__numbers(void **state)
{
    (void)state;
    for (size_t first = 0; first < 8; first++) {
        acm__siphash numbers, bytes;
        acm__siphash_init(&numbers);
        acm__siphash_init(&bytes);
        acm__siphash_add(&numbers, "1234567", first);
        acm__siphash_add(&bytes, "1234567", first);
        acm__siphash_add_number(&numbers, 0xF1, 1);
        acm__siphash_add_number(&numbers, 0xA1B2C3D4, 4);
        acm__siphash_add_number(&numbers, 0x8877665544332211, 8);
        acm__siphash_add(&bytes, "\xF1\xD4\xC3\xB2\xA1\x11\x22\x33\x44\x55\x66\x77\x88", 13);
        unsigned char a[ACM__SIPHASH_BYTES], b[ACM__SIPHASH_BYTES];
        acm__siphash_end(&numbers, a);
        acm__siphash_end(&bytes, b);
        assert_memory_equal(a, b, sizeof a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_siphash__known),
        cmocka_unit_test(test_siphash__in_pieces),
        cmocka_unit_test(test_siphash__numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
