#include "base/error.h"

#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MIN(a, b) ((a) < (b) ? (a) : (b))

uint32_t acm_version(void)
{
    return ACM_VERSION_NUMBER;
}

const char *acm_version_text(void)
{
    return ACM_VERSION_TEXT;
}

static const char *const status_names[] = {
    "ACM_OK",         "ACM_E_NOMEM",    "ACM_E_INVALID",   "ACM_E_NOTFOUND",    "ACM_E_AMBIGUOUS",
    "ACM_E_ENCODING", "ACM_E_LIMIT",    "ACM_E_SYNTAX",    "ACM_E_UNSUPPORTED", "ACM_E_VERSION",
    "ACM_E_BUFFER",   "ACM_E_CALLBACK", "ACM_E_INTERNAL",  "ACM_E_EXISTS",      "ACM_E_MODEL",
    "ACM_E_STATE",    "ACM_E_ROLE",     "ACM_E_CONDITION", "ACM_E_INCOMPLETE",  "ACM_E_SCOPE",
    "ACM_E_BUDGET",
};

const char *acm_status_name(acm_status status)
{
    int32_t count = (int32_t)(sizeof status_names / sizeof status_names[0]);
    return status <= 0 && status > -count ? status_names[-status] : "ACM_E_UNKNOWN";
}

void acm_error_init(acm_error *error)
{
    if (!error)
        return;
    memset(error, 0, sizeof *error);
    error->struct_size = sizeof *error;
}

bool acm__error_begin(acm_error *err, acm_status status)
{
    uint32_t size = err ? err->struct_size : 0;
    if (size < sizeof *err)
        return false;        /* not initialised: nothing can be written safely */
    err->struct_size = size; /* a later version's is longer: what we know of it is filled */
    err->status = status;
    err->line = err->column = 0;
    err->offset = 0;
    err->value = 0;
    err->reserved = 0;
    err->path[0] = err->message[0] = '\0'; /* that is enough, and it is done often */
    return true;
}

/* Bytes that are not UTF-8 become '?': what a caller gave may be quoted as it came. */
static void mend(char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; (i += acm__utf8_check(text + i, len - i)) < len;)
        text[i] = '?';
}

acm_status acm__error(acm_error *err, acm_status status, const char *format, ...)
{
    if (!acm__error_begin(err, status))
        return status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    err->message[acm__utf8_cut(err->message, strlen(err->message))] = '\0';
    mend(err->message);
    return status;
}

acm_status acm__nomem(acm_error *err)
{
    return acm__error(err, ACM_E_NOMEM, "out of memory");
}

acm_status acm__error_words(acm_error *err, const char *const *words, size_t count)
{
    char list[200] = "";
    size_t used = 0;
    for (size_t i = 0; i < count && used < sizeof list; i++)
        if (words[i])
            used += (size_t)snprintf(list + used, sizeof list - used, "%s\"%s\"", used ? ", " : "",
                                     words[i]);
    return acm__error(err, ACM_E_SYNTAX, "must be one of %s", list);
}

acm_status acm__error_callback(acm_error *err, int32_t value, const char *message)
{
    acm__error(err, ACM_E_CALLBACK, "%s", message);
    if (err && err->struct_size >= sizeof *err)
        err->value = value;
    return ACM_E_CALLBACK;
}

void acm__error_at(acm_error *err, uint32_t line, uint32_t column, uint64_t offset)
{
    if (!err || err->struct_size < sizeof *err)
        return;
    err->line = line;
    err->column = column;
    err->offset = offset;
}

void acm__error_locate(acm_error *err, const char *text, size_t offset)
{
    uint32_t line = 1;
    size_t start = offset >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = start; i < offset; i++) {
        if (text[i] != '\n')
            continue;
        line++;
        start = i + 1;
    }
    acm__error_at(err, line, acm__utf8_count(text + start, offset - start) + 1, offset);
}

void acm__error_path(acm_error *err, const char *path, size_t len)
{
    if (!err || err->struct_size < sizeof *err)
        return;
    size_t n = acm__utf8_cut(path, MIN(len, sizeof err->path - 1));
    acm__copy_short(err->path, path, n);
    err->path[n] = '\0';
}

void acm__error_file(acm_error *err, const char *path, size_t len)
{
    acm__error_path(err, path, len);
    if (err && err->struct_size >= sizeof *err)
        mend(err->path);
}

bool acm__struct_read(void *to, size_t own, const void *from, size_t size, size_t first)
{
    if (size < first)
        return false;
    for (size_t i = own; i < size; i++)
        if (((const unsigned char *)from)[i])
            return false;
    memcpy(to, from, MIN(own, size));
    return true;
}

void acm__struct_write(void *to, size_t size, const void *from, size_t own)
{
    memcpy(to, from, MIN(own, size));
    if (size > own)
        memset((char *)to + own, 0, size - own);
}
