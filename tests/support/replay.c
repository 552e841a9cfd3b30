/* Runs a fuzz target over the files that are named: its corpus as an ordinary test. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "%s cannot be read\n", path);
        return 1;
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    uint8_t *data =
        malloc((size_t)size + 1); /* exactly sized, so that reading past its end is noticed */
    size_t read = data ? fread(data, 1, (size_t)size, file) : 0;
    fclose(file);
    data = data ? realloc(data, read ? read : 1) : NULL;
    if (data)
        LLVMFuzzerTestOneInput(data, read);
    free(data);
    return data == NULL;
}

int main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed |= replay(argv[i]);
    printf("%d inputs\n", argc - 1);
    return failed;
}
