#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

void test_status(acm_status got, acm_status expected, const char *call, const char *file, int line)
{
    if (got == expected)
        return;
    print_error("%s\n    is %s, not %s\n", call, acm_status_name(got), acm_status_name(expected));
    _fail(file, line);
}

void test_error(const acm_error *err, acm_status expected, const char *call, const char *file,
                int line)
{
    size_t length = strlen(err->message);
    bool sentence = length > 0 && err->message[length - 1] != '.';
    if (err->status == expected && sentence && err->struct_size == sizeof *err)
        return;
    print_error("%s\n    leaves the error %s '%s'\n", call, acm_status_name(err->status),
                err->message);
    _fail(file, line);
}

void test_place(const acm_error *err, const char *text, const char *at, const char *path,
                const char *file, int line)
{
    size_t offset = (size_t)(strstr(text, at) - text);
    uint32_t lines = 1, column = 1;
    for (size_t i = 0; i < offset; i++) {
        bool continues = ((unsigned char)text[i] & 0xC0) == 0x80;
        lines += text[i] == '\n';
        column = text[i] == '\n' ? 1 : column + !continues;
    }
    if (err->offset == offset && err->line == lines && err->column == column &&
        strcmp(err->path, path) == 0)
        return;
    print_error("%s\n    has its fault at %u:%u, byte %u, path '%s', not at %u:%u, path '%s': %s\n",
                text, (unsigned)err->line, (unsigned)err->column, (unsigned)err->offset, err->path,
                (unsigned)lines, (unsigned)column, path, err->message);
    _fail(file, line);
}

char *test_read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        fail_msg("%s cannot be read", path);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc((size_t)size + 1);
    assert_non_null(text);
    *len = fread(text, 1, (size_t)size, file);
    text[*len] = '\0';
    fclose(file);
    return text;
}
