/* folder.c - acm_playbook_read_pages: takes files from a source, reads each by its name, arranges the whole. */
#include "format/pages.h"

#include "base/error.h"

#include <acmplaybook/source.h>

#include <string.h>

#ifdef ACM_WITH_MARKDOWN
#include "format/json/overlay.h"
#include "format/markdown/toc.h"
#include "model/path.h"
#endif

enum {
    FILES_MAX = 1 << 16
};

static acm_status check_options(const acm_folder_options *from, acm_folder_options *out,
                                acm_allocator *allocator, acm_error *err)
{
    acm_folder_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "folder options of another version");
    if (!acm__allocator_copy(out->allocator, allocator))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    if (!out->max_bytes)
        out->max_bytes = ACM__DEFAULT_MAX_BYTES;
    size_t name_len = out->name ? strlen(out->name) : 0;
    if (name_len && acm__utf8_check(out->name, name_len) < name_len)
        return acm__error(err, ACM_E_ENCODING, "the name is not UTF-8");
    return ACM_OK;
}

static acm_status check_source(const acm_source *from, acm_source *out, acm_error *err)
{
    acm_source_init(out);
    if (!from || !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, from ? ACM_E_VERSION : ACM_E_INVALID,
                          "the source is missing or of another version");
    return out->next ? ACM_OK : acm__error(err, ACM_E_INVALID, "the source has no function");
}

#ifdef ACM_WITH_MARKDOWN

/* One folder while it is read. */
typedef struct folder {
    acm_builder *b;
    const acm_folder_options *options;
    acm_error *err;
    acm__str overlay, overlay_path; /* at = NULL: none */
    uint32_t files;
} folder;

typedef struct source_text {
    acm__str path, bytes;
    const char *language;
} source_text;

/* What a file is goes by the end of its name. */
typedef struct file_kind {
    acm__str end;
    bool whole; /* the whole name, not just its end */
    acm_status (*read)(folder *f, const source_text *file);
} file_kind;

/* An error as a finding. */
static acm_status add_error(folder *f, acm__faults *faults, acm__rule rule, const acm_error *why)
{
    acm__str message = {why->message, (uint32_t)strlen(why->message)};
    acm__place place = {why->line, why->column, (uint32_t)why->offset};
    return acm__faults_copy(&f->b->arena, faults, rule, place, message) ? ACM_OK
                                                                        : acm__nomem(f->err);
}

/* A page that could not be read stays a document without content. */
static acm_status leave_out(folder *f, const source_text *file, acm__rule rule,
                            const acm_error *why)
{
    acm_status status = acm__pages_add(f->b, file->path, ACM__STR(""), file->language, f->err);
    if (status)
        return status;
    acm__page *page = f->b->pages.at[f->b->pages.count - 1];
    page->faults.count = 0; /* what an empty page lacks is no news */
    return add_error(f, &page->faults, rule, why);
}

static acm_status check_length(const folder *f, const source_text *file, acm_error *err)
{
    return file->bytes.len <= f->options->max_bytes
               ? ACM_OK
               : acm__error(err, ACM_E_LIMIT, "%u bytes, more than %u", file->bytes.len,
                            f->options->max_bytes);
}

static acm_status read_page(folder *f, const source_text *file)
{
    acm_error why;
    acm_error_init(&why);
    if (check_length(f, file, &why) != ACM_OK)
        return leave_out(f, file, ACM__RULE_TOO_LARGE, &why);
    if (acm__bytes_check(file->bytes, &why) != ACM_OK)
        return leave_out(f, file, ACM__RULE_NOT_UTF8, &why);
    return acm__pages_add(f->b, file->path, file->bytes, file->language, f->err);
}

static acm_status read_toc(folder *f, const source_text *file)
{
    if (check_length(f, file, f->err) != ACM_OK)
        return ACM_E_LIMIT;
    acm__toc *toc = acm__list_push(&f->b->arena, &f->b->tocs);
    if (!toc)
        return acm__nomem(f->err);
    toc->path = acm__str_copy(&f->b->arena, file->path.at, file->path.len);
    acm_error why;
    acm_error_init(&why);
    if (acm__bytes_check(file->bytes, &why) == ACM_OK)
        return acm__toc_read(&f->b->arena, file->bytes, toc, f->err);
    return add_error(f, &toc->faults, ACM__RULE_TOC_BROKEN, &why);
}

static acm_status keep_overlay(folder *f, const source_text *file)
{
    if (f->options->overlay)
        return ACM_OK;
    if (check_length(f, file, f->err) != ACM_OK)
        return ACM_E_LIMIT;
    if (f->overlay.at)
        return acm__error(f->err, ACM_E_EXISTS, "a second overlay, beside %.*s",
                          ACM__SHOWN(f->overlay_path));
    f->overlay = acm__str_copy(&f->b->arena, file->bytes.at, file->bytes.len);
    f->overlay_path = acm__str_copy(&f->b->arena, file->path.at, file->path.len);
    return f->b->arena.failed ? acm__nomem(f->err) : ACM_OK;
}

static acm_status pass_over(folder *f, const source_text *file)
{
    (void)f, (void)file;
    return ACM_OK;
}

static const file_kind file_kinds[] = {
    {{"readme.md", 9}, true, pass_over}, /* about the folder, not of the playbook */
    {{".md", 3}, false, read_page},
    {{".markdown", 9}, false, read_page},
    {{"toc.yml", 7}, true, read_toc},
    {{"toc.yaml", 8}, true, read_toc},
    {{"overlay.json", 12}, true, keep_overlay},
};

static const file_kind *kind_of(acm__str path)
{
    acm__str name = acm__path_file(path);
    for (size_t i = 0; i < sizeof file_kinds / sizeof file_kinds[0]; i++) {
        const file_kind *kind = &file_kinds[i];
        if (name.len < kind->end.len || (kind->whole && name.len > kind->end.len))
            continue;
        acm__str end = {name.at + name.len - kind->end.len, kind->end.len};
        if (acm__name_equal(end, kind->end))
            return kind;
    }
    return NULL;
}

/* Takes what the source said; file->path.at = NULL: passed over. */
static acm_status take_file(folder *f, const acm_source_file *given, source_text *file)
{
    *file = (source_text){.language = given->language};
    if (!given->path || !acm__str_from(given->path, ACM_NTS, &file->path) ||
        (!given->bytes && given->len))
        return acm__error(f->err, ACM_E_INVALID, "the source gave a file without path or bytes");
    if (acm__utf8_check(file->path.at, file->path.len) < file->path.len)
        return acm__error(f->err, ACM_E_ENCODING, "the path of a file is not UTF-8");
    if (given->len > UINT32_MAX)
        return acm__error(f->err, ACM_E_LIMIT, "the file is longer than 4 GiB");
    if (++f->files > FILES_MAX)
        return acm__error(f->err, ACM_E_LIMIT, "there are more than %d files", FILES_MAX);
    file->bytes = (acm__str){given->len ? given->bytes : "", (uint32_t)given->len};
    return ACM_OK;
}

static acm_status read_file(folder *f, const acm_source_file *given)
{
    source_text file;
    acm_status status = take_file(f, given, &file);
    const file_kind *kind = status ? NULL : kind_of(file.path);
    if (kind)
        status = kind->read(f, &file);
    if (status)
        acm__error_file(f->err, file.path.at ? file.path.at : "", file.path.len);
    return status;
}

static acm_status read_files(folder *f, const acm_source *source)
{
    acm_status status = ACM_OK;
    while (!status) {
        acm_source_file file = {.struct_size = sizeof file};
        int32_t answer = source->next(source->user, &file);
        if (answer == ACM_SOURCE_END)
            break;
        if (answer != ACM_SOURCE_FILE)
            return acm__error_callback(f->err, answer, "the source stopped the reading");
        status = read_file(f, &file);
    }
    if (!status && !f->b->pages.count)
        status = acm__error(f->err, ACM_E_NOTFOUND, "the source has no page");
    return status;
}

static acm_status apply_overlay(folder *f)
{
    acm__str json = f->overlay, path = f->overlay_path;
    if (f->options->overlay) {
        if (!acm__str_from(f->options->overlay, (size_t)f->options->overlay_len, &json))
            return acm__error(f->err, ACM_E_LIMIT, "the overlay is longer than 4 GiB");
        path = ACM__STR("overlay.json");
    }
    return json.at ? acm__overlay_apply(f->b, json, path, f->err) : ACM_OK;
}

static acm_status read_into(folder *f, const acm_source *source)
{
    acm_mapping_options mapping;
    acm__arranging how = {
        .mapping = &mapping, .language = f->options->language, .name = f->options->name};
    acm_status status = acm__mapping_options_read(f->options->mapping, &mapping, f->err);
    if (!status)
        status = read_files(f, source);
    if (status)
        return status;
    f->b->trusting = true;
    status = acm__arrange(f->b, &how, f->err);
    f->b->trusting = false;
    return status ? status : apply_overlay(f);
}

static acm_status read_folder(const acm_source *source, const acm_folder_options *options,
                              const acm_allocator *allocator, acm_playbook **playbook,
                              acm_diagnostics **diagnostics, acm_error *err)
{
    folder f = {.options = options, .err = err};
    acm_status status = acm_builder_new(allocator, NULL, NULL, &f.b, NULL, err);
    if (status)
        return status;
    status = read_into(&f, source);
    if (!status)
        status = acm__pages_finish(f.b, playbook, diagnostics, err);
    acm_builder_free(f.b);
    return status;
}

#else

static acm_status read_folder(const acm_source *source, const acm_folder_options *options,
                              const acm_allocator *allocator, acm_playbook **playbook,
                              acm_diagnostics **diagnostics, acm_error *err)
{
    (void)source, (void)options, (void)allocator, (void)playbook, (void)diagnostics;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build of the library reads no Markdown");
}

#endif

acm_status acm_playbook_read_pages(const acm_source *source, const acm_folder_options *options,
                                   acm_playbook **playbook, acm_diagnostics **diagnostics,
                                   acm_error *err)
{
    acm_source own;
    acm_folder_options how;
    acm_allocator allocator;
    if (playbook)
        *playbook = NULL;
    if (diagnostics)
        *diagnostics = NULL;
    if (!playbook)
        return acm__error(err, ACM_E_INVALID, "playbook is missing");
    acm_status status = check_source(source, &own, err);
    if (!status)
        status = check_options(options, &how, &allocator, err);
    return status ? status : read_folder(&own, &how, &allocator, playbook, diagnostics, err);
}
