#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static bool make_room(acm__buffer *buffer, size_t len)
{
    if (buffer->failed || len < buffer->capacity - buffer->len)
        return !buffer->failed;
    void *at = buffer->at;
    buffer->failed =
        !acm__reserve(buffer->allocator, &at, &buffer->capacity, buffer->len + len + 1, 1);
    buffer->at = at;
    return !buffer->failed;
}

void acm__buffer_add(acm__buffer *buffer, const char *at, size_t len)
{
    if (!make_room(buffer, len))
        return;
    if (len)
        memcpy(buffer->at + buffer->len, at, len);
    buffer->len += (uint32_t)len;
    buffer->at[buffer->len] = '\0';
}

void acm__buffer_print(acm__buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (len < 0 || !make_room(buffer, (size_t)len))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->at + buffer->len, (size_t)len + 1, format, arguments);
    va_end(arguments);
    buffer->len += (uint32_t)len;
}

void acm__buffer_cut(acm__buffer *buffer, uint32_t len)
{
    if (len >= buffer->len)
        return;
    buffer->len = len;
    buffer->at[len] = '\0';
}

void acm__buffer_dispose(acm__buffer *buffer)
{
    acm__free(buffer->allocator, buffer->at);
    buffer->at = NULL;
    buffer->len = buffer->capacity = 0;
}
