#include "folder.h"
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

enum {
    DEPTH_MAX = 32
};

/* Files that mean something to the library; the others are not even read. */
static bool is_wanted(const char *name)
{
    return has_extension(name, ".md") || has_extension(name, ".markdown") ||
           has_extension(name, ".yml") || has_extension(name, ".yaml") ||
           strcmp(name, "overlay.json") == 0;
}

bool is_directory(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Links to directories are not followed: they may lead back. */
static bool is_real_directory(const char *path)
{
    struct stat about;
    return lstat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* What is there and no file, such as a pipe, is not read: that might never end. */
static bool is_odd(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

static void add(char ***list, size_t *count, char *path)
{
    if ((*count & (*count - 1)) == 0)
        *list = reallocate(*list, *count ? *count * 2 : 1, sizeof **list);
    (*list)[(*count)++] = path;
}

static bool is_english(const char *path)
{
    const char *name = strrchr(path, '/');
    return name && strcasecmp(name, "/en") == 0;
}

static int compare_names(const void *a, const void *b)
{
    const char *x = *(char *const *)a, *y = *(char *const *)b;
    bool x_english = is_english(x), y_english = is_english(y);
    return x_english != y_english ? y_english - x_english : strcmp(x, y);
}

static char **list_directory(const char *path, size_t *count, char **fault)
{
    char **list = NULL;
    DIR *directory = opendir(path);
    const struct dirent *entry;
    const char *joint = (path[strlen(path) - 1] == '/') ? "" : "/";
    *count = 0;
    if (!directory) {
        *fault = format_text("%s: %s", path, strerror(errno));
        return NULL;
    }
    while ((entry = readdir(directory)) != NULL)
        if (entry->d_name[0] != '.')
            add(&list, count, format_text("%s%s%s", path, joint, entry->d_name));
    closedir(directory);
    if (*count)
        qsort(list, *count, sizeof *list, compare_names);
    return list;
}

static bool walk(folder_source *folder, const char *path, int depth, char **fault)
{
    size_t count;
    char **list = list_directory(path, &count, fault);
    for (size_t i = 0; i < count; i++) {
        if (!*fault && is_real_directory(list[i]) && depth < DEPTH_MAX)
            walk(folder, list[i], depth + 1, fault);
        else if (!*fault && !is_odd(list[i]) && is_wanted(strrchr(list[i], '/') + 1))
            add(&folder->paths, &folder->count, format_text("%s", list[i]));
        free(list[i]);
    }
    free(list);
    return !*fault;
}

/* The library asks for the next file. */
static int32_t next_file(void *user, acm_source_file *file)
{
    folder_source *folder = user;
    size_t len;
    free(folder->text);
    folder->text = NULL;
    if (folder->at == folder->count)
        return ACM_SOURCE_END;
    const char *path = folder->paths[folder->at++];
    folder->text = read_file(path, &len, &folder->fault);
    file->path = path;
    file->bytes = folder->text;
    file->len = len;
    return folder->text ? ACM_SOURCE_FILE : -1;
}

bool folder_open(folder_source *folder, char *const *paths, size_t count, char **fault)
{
    *fault = NULL;
    *folder = (folder_source){.count = 0};
    acm_source_init(&folder->source);
    folder->source.user = folder;
    folder->source.next = next_file;
    for (size_t i = 0; i < count && !*fault; i++)
        if (is_directory(paths[i]))
            walk(folder, paths[i], 0, fault);
        else
            add(&folder->paths, &folder->count, format_text("%s", paths[i]));
    if (!*fault)
        return true;
    folder_close(folder);
    return false;
}

void folder_close(folder_source *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        free(folder->paths[i]);
    free(folder->paths);
    free(folder->text);
}
