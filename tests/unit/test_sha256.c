#include "base/sha256.h"
#include "support/test.h"

#include <stdio.h>

static void to_hex(acm__sha256 *hash, char out[2 * ACM__SHA256_BYTES + 1])
{
    unsigned char bytes[ACM__SHA256_BYTES];
    acm__sha256_end(hash, bytes);
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

/* Examples of FIPS 180-4 and of NIST's CAVP (short messages). */
static const struct {
    const char *message;
    size_t len;
    const char *hash;
} vectors[] = {
    {"", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
     "lmnopqrsmnopqrstnopqrstu",
     112, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
    {"\xd3", 1, "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"},
    {"\x74\xba\x25\x21", 4, "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e"},
};

static void test_sha256__vectors(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(vectors); i++) {
        acm__sha256 hash;
        char hex[2 * ACM__SHA256_BYTES + 1];
        acm__sha256_init(&hash);
        acm__sha256_add(&hash, vectors[i].message, vectors[i].len);
        to_hex(&hash, hex);
        assert_string_equal(hex, vectors[i].hash);
    }
}

/* A million times "a", in pieces of every length up to some blocks. */
static void test_sha256__pieces(void **state)
{
    (void)state;
    char text[200];
    memset(text, 'a', sizeof text);
    acm__sha256 hash;
    char hex[2 * ACM__SHA256_BYTES + 1];
    acm__sha256_init(&hash);
    size_t left = 1000000;
    for (size_t piece = 0; left > 0; piece = (piece + 1) % (sizeof text + 1)) {
        size_t len = piece < left ? piece : left;
        acm__sha256_add(&hash, text, len);
        left -= len;
    }
    to_hex(&hash, hex);
    assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256__vectors),
        cmocka_unit_test(test_sha256__pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
