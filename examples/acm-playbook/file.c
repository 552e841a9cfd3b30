#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Reads to the end, or to one byte more than is allowed. */
static char *read_all(FILE *file, size_t *len)
{
    size_t capacity = 0;
    char *text = NULL;
    *len = 0;
    do {
        capacity = capacity ? capacity * 2 : 1 << 16;
        text = reallocate(text, capacity, 1);
        *len += fread(text + *len, 1, capacity - *len - 1, file);
    } while (*len == capacity - 1 && *len <= MAX_FILE);
    text[*len] = '\0';
    return text;
}

char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        complain("%s: %s", path, strerror(errno));
        return NULL;
    }
    errno = 0;
    char *text = read_all(file, len);
    const char *fault = ferror(file)      ? strerror(errno)
                        : *len > MAX_FILE ? "larger than 64 MiB"
                                          : NULL;
    fclose(file);
    if (!fault)
        return text;
    complain("%s: %s", path, fault);
    free(text);
    return NULL;
}

static void print_fault(FILE *out, const char *path, const acm_diagnostics *faults, size_t index)
{
    static const char *const severities[] = {"", "note", "warning", "error"};
    acm_diagnostic fault;
    if (acm_diagnostics_get(faults, index, &fault, sizeof fault) != ACM_OK)
        return;
    bool known = fault.severity >= ACM_SEVERITY_NOTE && fault.severity <= ACM_SEVERITY_ERROR;
    fprintf(out, "%s:%u:%u: %s %s %s\n", path, (unsigned)fault.line, (unsigned)fault.column,
            known ? severities[fault.severity] : "note", acm_diagnostics_rule(faults, index),
            acm_diagnostics_text(faults, index, NULL));
}

acm_playbook *load_page(const char *path, const char *language, FILE *faults)
{
    size_t len;
    char *text = read_file(path, &len);
    if (!text)
        return NULL;
    acm_page_options options;
    acm_page_options_init(&options);
    options.file = path;
    options.language = language;
    acm_playbook *playbook = NULL;
    acm_diagnostics *found = NULL;
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm_playbook_read_page(text, len, &options, &playbook, &found, &err);
    if (status != ACM_OK && err.line)
        complain("%s:%u:%u: %s", path, (unsigned)err.line, (unsigned)err.column, err.message);
    else if (status != ACM_OK)
        complain("%s: %s", path, err.message);
    for (size_t i = 0; faults && i < acm_diagnostics_count(found); i++)
        print_fault(faults, path, found, i);
    acm_diagnostics_free(found);
    free(text);
    return playbook;
}

char *beside(const char *file, const char *path)
{
    const char *slash = strrchr(file, '/');
    if (!slash || path[0] == '/')
        return format_text("%s", path);
    return format_text("%.*s%s", (int)(slash - file + 1), file, path);
}

acm_scenario *load_scenario(const char *path)
{
    size_t len;
    char *text = read_file(path, &len);
    if (!text)
        return NULL;
    acm_scenario *scenario = NULL;
    acm_error err;
    acm_error_init(&err);
    if (acm_scenario_read(text, len, NULL, &scenario, &err) != ACM_OK)
        complain("%s:%u:%u: %s%s%s", path, (unsigned)err.line, (unsigned)err.column, err.path,
                 *err.path ? ": " : "", err.message);
    free(text);
    return scenario;
}
