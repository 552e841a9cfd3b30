/* convert.c - a playbook from pages or JSON to a file, whole or not at all. */
#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int32_t put(void *user, const char *text, size_t len)
{
    return fwrite(text, 1, len, user) == len ? 0 : -1;
}

/* What went wrong, NULL = nothing. */
static char *write_to(FILE *file, const char *name, const acm_playbook *playbook, bool compact)
{
    acm_error err;
    acm_error_init(&err);
    errno = 0;
    acm_status status =
        acm_playbook_write_json(playbook, compact ? 0 : ACM_JSON_INDENT, put, file, &err);
    if (status == ACM_E_CALLBACK || (status == ACM_OK && fflush(file) != 0))
        return format_text("%s: %s", name, strerror(errno ? errno : EIO));
    return status == ACM_OK ? NULL : describe_error(name, &err);
}

/* Writes beside the file and renames, so that what was there stays until all is written. */
static char *write_file(const char *path, const acm_playbook *playbook, bool compact)
{
    char *part = format_text("%s.part", path);
    FILE *file = fopen(part, "wb");
    char *fault = file ? write_to(file, path, playbook, compact)
                       : format_text("%s: %s", part, strerror(errno));
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
static char *write_stdout(const acm_playbook *playbook, bool compact)
{
    char *fault = write_to(stdout, "standard output", playbook, compact);
    if (!ferror(stdout))
        return fault;
    free(fault);
    return NULL;
}

int command_convert(const arguments *a)
{
    const char *out = a->operands[1];
    bool to_stdout = strcmp(out, "-") == 0;
    if (!to_stdout && !has_extension(out, ".json"))
        return unusable(format_text("%s: the name of the output ends with .json, or is -", out));
    char *fault = NULL;
    acm_diagnostics *found;
    acm_playbook *playbook = load_playbook(a->operands, 1, a->language, &found, &fault);
    print_findings(stderr, found);
    acm_diagnostics_free(found);
    if (!playbook)
        return unusable(fault);
    fault = to_stdout ? write_stdout(playbook, a->compact) : write_file(out, playbook, a->compact);
    acm_playbook_free(playbook);
    return fault ? unusable(fault) : FINE;
}
