#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int unusable(char *fault)
{
    complain("%s", fault);
    free(fault);
    return UNUSABLE;
}

char *describe_error(const char *file, const acm_error *err)
{
    char place[32] = "";
    if (err->column)
        snprintf(place, sizeof place, ":%u:%u", (unsigned)err->line, (unsigned)err->column);
    else if (err->line)
        snprintf(place, sizeof place, ":%u", (unsigned)err->line);
    return format_text("%s%s: %s%s%s", file, place, err->path, *err->path ? ": " : "",
                       err->message);
}

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

char *read_file(const char *path, size_t *len, char **fault)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        *fault = format_text("%s: %s", path, strerror(errno));
        return NULL;
    }
    errno = 0;
    char *text = read_all(file, len);
    const char *why = ferror(file)      ? strerror(errno)
                      : *len > MAX_FILE ? "larger than 64 MiB"
                                        : NULL;
    fclose(file);
    if (!why)
        return text;
    *fault = format_text("%s: %s", path, why);
    free(text);
    return NULL;
}

static void print_finding(FILE *out, const char *path, const acm_diagnostics *found, size_t index)
{
    static const char *const severities[] = {"", "note", "warning", "error"};
    acm_diagnostic finding;
    if (acm_diagnostics_get(found, index, &finding, sizeof finding) != ACM_OK)
        return;
    bool known = finding.severity >= ACM_SEVERITY_NOTE && finding.severity <= ACM_SEVERITY_ERROR;
    fprintf(out, "%s:%u:%u: %s %s %s\n", path, (unsigned)finding.line, (unsigned)finding.column,
            known ? severities[finding.severity] : "note", acm_diagnostics_rule(found, index),
            acm_diagnostics_text(found, index, NULL));
}

acm_playbook *load_page(const char *path, const char *language, FILE *faults, char **fault)
{
    size_t len;
    char *text = read_file(path, &len, fault);
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
    if (acm_playbook_read_page(text, len, &options, &playbook, &found, &err) != ACM_OK)
        *fault = describe_error(path, &err);
    for (size_t i = 0; faults && i < acm_diagnostics_count(found); i++)
        print_finding(faults, path, found, i);
    acm_diagnostics_free(found);
    free(text);
    return playbook;
}

acm_scenario *load_scenario(const char *path, char **fault)
{
    size_t len;
    char *text = read_file(path, &len, fault);
    if (!text)
        return NULL;
    acm_scenario *scenario = NULL;
    acm_error err;
    acm_error_init(&err);
    if (acm_scenario_read(text, len, NULL, &scenario, &err) != ACM_OK)
        *fault = describe_error(path, &err);
    free(text);
    return scenario;
}

char *beside(const char *file, const char *path)
{
    const char *slash = strrchr(file, '/');
    if (!slash || path[0] == '/')
        return format_text("%s", path);
    return format_text("%.*s%s", (int)(slash - file + 1), file, path);
}
