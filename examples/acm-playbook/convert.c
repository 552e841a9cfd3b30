/* convert.c - a playbook from pages or JSON to a file in JSON or CMMN, whole or not at all. */
#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int32_t put(void *user, const char *text, size_t len)
{
    return fwrite(text, 1, len, user) == len ? 0 : -1;
}

/* A format of the output, by the end of its name. */
typedef struct format {
    const char *extension;
    acm_status (*write)(const acm_playbook *playbook, uint32_t flags, acm_sink sink, void *user,
                        acm_error *err);
    uint32_t flags, compact; /* as asked for */
} format;

/* Standard output gets the first. */
static const format formats[] = {
    {".json", acm_playbook_write_json, ACM_JSON_INDENT, 0},
    {".cmmn", acm_playbook_write_cmmn, 0, ACM_CMMN_NO_DIAGRAM},
    {".cmmn.xml", acm_playbook_write_cmmn, 0, ACM_CMMN_NO_DIAGRAM},
};

/* NULL: no name of an output ends so. */
static const format *format_of(const char *name)
{
    if (strcmp(name, "-") == 0)
        return formats;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (has_extension(name, formats[i].extension))
            return &formats[i];
    return NULL;
}

/* What is written. */
typedef struct job {
    const acm_playbook *playbook;
    const format *format;
    bool compact;
} job;

/* What went wrong, NULL = nothing. */
static char *write_to(FILE *file, const char *name, const job *j)
{
    acm_error err;
    acm_error_init(&err);
    errno = 0;
    acm_status status = j->format->write(
        j->playbook, j->compact ? j->format->compact : j->format->flags, put, file, &err);
    if (status == ACM_E_CALLBACK || (status == ACM_OK && fflush(file) != 0))
        return format_text("%s: %s", name, strerror(errno ? errno : EIO));
    return status == ACM_OK ? NULL : describe_error(name, &err);
}

/* Writes beside the file and renames, so that what was there stays until all is written. */
static char *write_file(const char *path, const job *j)
{
    char *part = format_text("%s.part", path);
    FILE *file = fopen(part, "wb");
    char *fault = file ? write_to(file, path, j) : format_text("%s: %s", part, strerror(errno));
    if (file && fclose(file) != 0 && !fault)
        fault = format_text("%s: %s", path, strerror(errno));
    if (!fault && rename(part, path) != 0)
        fault = format_text("%s: %s", path, strerror(errno));
    if (fault && file)
        remove(part);
    free(part);
    return fault;
}

/* That standard output cannot be written is said at the end of all commands. */
static char *write_stdout(const job *j)
{
    char *fault = write_to(stdout, "standard output", j);
    if (!ferror(stdout))
        return fault;
    free(fault);
    return NULL;
}

int command_convert(const arguments *a)
{
    const char *out = a->operands[1];
    job j = {.format = format_of(out), .compact = a->compact};
    if (!j.format)
        return unusable(
            format_text("%s: the name of the output ends with .json or .cmmn, or is -", out));
    char *fault = NULL;
    acm_diagnostics *found;
    acm_playbook *playbook = load_playbook(a->operands, 1, reading_of(a), &found, &fault);
    print_findings(stderr, found);
    acm_diagnostics_free(found);
    if (!playbook)
        return unusable(fault);
    j.playbook = playbook;
    fault = strcmp(out, "-") == 0 ? write_stdout(&j) : write_file(out, &j);
    acm_playbook_free(playbook);
    return fault ? unusable(fault) : FINE;
}
