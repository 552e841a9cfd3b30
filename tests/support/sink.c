#include "support/sink.h"

#include <stdlib.h>

int32_t written_keep(void *user, const char *text, size_t len)
{
    written *w = user;
    assert_in_range(len, 1, SIZE_MAX);
    assert_int_not_equal((unsigned char)text[0] & 0xC0, 0x80);
    w->pieces++;
    w->text = realloc(w->text, w->len + len + 1);
    assert_non_null(w->text);
    memcpy(w->text + w->len, text, len);
    w->len += len;
    w->text[w->len] = '\0';
    return w->refuse;
}

void assert_golden(char *text, const char *path)
{
    size_t len;
    char *expected = test_read_file(path, &len);
    assert_string_equal(text, expected);
    free(expected);
    free(text);
}
