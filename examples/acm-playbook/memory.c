#include "tool.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static void *checked(void *p)
{
    if (p)
        return p;
    complain("out of memory");
    exit(UNUSABLE);
}

void *allocate(size_t count, size_t size)
{
    return checked(calloc(count ? count : 1, size));
}

void *reallocate(void *p, size_t count, size_t size)
{
    return checked(count > SIZE_MAX / size ? NULL : realloc(p, count * size));
}

char *format_text(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    int len = vsnprintf(NULL, 0, format, values);
    va_end(values);
    char *text = allocate((size_t)len + 1, 1);
    va_start(values, format);
    vsnprintf(text, (size_t)len + 1, format, values);
    va_end(values);
    return text;
}

void complain(const char *format, ...)
{
    va_list values;
    fflush(stdout);
    va_start(values, format);
    fputs("acm-playbook: ", stderr);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
    va_end(values);
}
