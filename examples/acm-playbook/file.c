#include "file.h"
#include "folder.h"

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
    bool inside =
        *err->path && strcmp(err->path, file) != 0; /* a place in the file, not its name */
    return format_text("%s%s: %s%s%s", file, place, inside ? err->path : "", inside ? ": " : "",
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

static int32_t put(void *user, const char *text, size_t len)
{
    return fwrite(text, 1, len, user) == len ? 0 : -1;
}

void print_findings(FILE *out, const acm_diagnostics *found)
{
    acm_diagnostics_write(found, ACM_REPORT_TEXT, put, out, NULL);
}

bool has_extension(const char *path, const char *extension)
{
    size_t len = strlen(path), end = strlen(extension);
    return len > end && strcmp(path + len - end, extension) == 0;
}

static bool is_cmmn(const char *path)
{
    return has_extension(path, ".cmmn") || has_extension(path, ".xml");
}

/* Reads a text in the format that its file's name says. */
static acm_status read_text(const char *path, const char *text, size_t len, reading how,
                            acm_playbook **playbook, acm_diagnostics **found, acm_error *err)
{
    if (has_extension(path, ".json"))
        return acm_playbook_read_json(text, len, NULL, playbook, err);
    if (is_cmmn(path)) {
        acm_cmmn_options options;
        acm_cmmn_options_init(&options);
        options.file = path;
        options.case_id = how.case_id;
        options.language = how.language;
        return acm_playbook_read_cmmn(text, len, &options, playbook, found, err);
    }
    acm_page_options options;
    acm_page_options_init(&options);
    options.file = path;
    options.language = how.language;
    return acm_playbook_read_page(text, len, &options, playbook, found, err);
}

static acm_playbook *read_one(const char *path, reading how, acm_diagnostics **found, char **fault)
{
    size_t len;
    char *text = read_file(path, &len, fault);
    if (!text)
        return NULL;
    acm_playbook *playbook = NULL;
    acm_error err;
    acm_error_init(&err);
    if (read_text(path, text, len, how, &playbook, found, &err) != ACM_OK)
        *fault = describe_error(path, &err);
    free(text);
    return playbook;
}

static acm_playbook *read_folder(char *const *paths, size_t count, acm_diagnostics **found,
                                 char **fault)
{
    folder_source folder;
    if (!folder_open(&folder, paths, count, fault))
        return NULL;
    acm_playbook *playbook = NULL;
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm_playbook_read_pages(&folder.source, NULL, &playbook, found, &err);
    if (status != ACM_OK)
        *fault =
            folder.fault ? folder.fault : describe_error(*err.path ? err.path : paths[0], &err);
    folder_close(&folder);
    return playbook;
}

reading reading_of(const arguments *a)
{
    return (reading){a->language, a->case_id};
}

/* A language is known if a page can be read in it. */
static bool check_language(const char *language, char **fault)
{
    acm_page_options options;
    acm_page_options_init(&options);
    options.language = language;
    acm_playbook *empty = NULL;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_read_page("", 0, &options, &empty, NULL, &err) != ACM_OK)
        *fault = format_text("%s", err.message);
    acm_playbook_free(empty);
    return empty != NULL;
}

acm_playbook *load_playbook(char *const *paths, size_t count, reading how, acm_diagnostics **found,
                            char **fault)
{
    *found = NULL;
    if (!check_language(how.language, fault))
        return NULL;
    if (count == 1 && !is_directory(paths[0]))
        return read_one(paths[0], how, found, fault);
    return read_folder(paths, count, found, fault);
}

acm_playbook *load_page(const char *path, reading how, FILE *faults, char **fault)
{
    acm_diagnostics *found;
    char *paths[] = {(char *)path};
    acm_playbook *playbook = load_playbook(paths, 1, how, &found, fault);
    if (faults)
        print_findings(faults, found);
    acm_diagnostics_free(found);
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
