/* page.c - acm_playbook_read_page: checks what comes in, reads the page, maps it, hands out playbook and findings. */
#include "format/pages.h"

#include "base/error.h"

#include <string.h>

void acm_mapping_options_init(acm_mapping_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

void acm_page_options_init(acm_page_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

static acm_status check_options(const acm_page_options *from, acm_page_options *out,
                                acm_allocator *allocator, acm_error *err)
{
    acm_page_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "page options of another version");
    if (!acm__allocator_copy(out->allocator, allocator))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    if (!out->max_bytes)
        out->max_bytes = ACM__DEFAULT_MAX_BYTES;
    if (!out->file)
        out->file = "page.md";
    return ACM_OK;
}

acm_status acm__bytes_check(acm__str bytes, acm_error *err)
{
    size_t good = acm__utf8_check(bytes.at, bytes.len);
    if (good == bytes.len)
        return ACM_OK;
    acm__error(err, ACM_E_ENCODING, bytes.at[good] ? "not UTF-8: byte 0x%02x" : "a NUL byte",
               (unsigned char)bytes.at[good]);
    acm__error_locate(err, bytes.at, good);
    return ACM_E_ENCODING;
}

static acm_status check_bytes(acm__str page, const acm_page_options *options, acm_error *err)
{
    if (page.len > options->max_bytes)
        return acm__error(err, ACM_E_LIMIT, "the page has %u bytes, more than %u", page.len,
                          options->max_bytes);
    size_t file_len = strlen(options->file);
    if (acm__utf8_check(options->file, file_len) < file_len)
        return acm__error(err, ACM_E_ENCODING, "the file name is not UTF-8");
    return acm__bytes_check(page, err);
}

#ifdef ACM_WITH_MARKDOWN

#include "format/markdown/markdown.h"
#include "model/diagnostics.h"
#include "model/path.h"

/* The language asked for, or the one that the innermost folder is named after; NULL = look at the page. */
static acm_status choose_language(acm__str path, const char *asked, const acm__language **language,
                                  acm_error *err)
{
    *language = NULL;
    if (asked)
        return acm__language_asked(asked, language, err);
    for (acm__str folder = acm__path_folder(path); folder.len && !*language;
         folder = acm__path_folder(folder))
        *language = acm__language_find(acm__path_file(folder));
    return ACM_OK;
}

acm_status acm__pages_add(acm_builder *b, acm__str path, acm__str bytes, const char *asked,
                          acm_error *err)
{
    const acm__language *language;
    acm_status status = choose_language(path, asked, &language, err);
    if (status)
        return status;
    acm__page *page = acm__arena_calloc(&b->arena, 1, sizeof *page);
    path = acm__str_copy(&b->arena, path.at, path.len);
    if (!page || !path.at)
        return acm__nomem(err);
    page->path = path;
    status = acm__markdown_read(&b->arena, bytes, language, acm__path_file(path), page, err);
    if (status)
        return status;
    acm__page **added = acm__list_push(&b->arena, &b->pages);
    if (!added)
        return acm__nomem(err);
    *added = page;
    return ACM_OK;
}

static acm_diagnostics *collect(const acm_builder *b)
{
    acm_diagnostics *findings = acm__diagnostics_new(&b->arena.allocator);
    if (!findings)
        return NULL;
    for (uint32_t i = 0; i < b->tocs.count; i++)
        acm__diagnostics_add(findings, b->tocs.at[i].path, &b->tocs.at[i].faults);
    for (uint32_t i = 0; i < b->pages.count; i++)
        acm__diagnostics_add(findings, b->pages.at[i]->path, &b->pages.at[i]->faults);
    if (acm__diagnostics_sort(findings))
        return findings;
    acm_diagnostics_free(findings);
    return NULL;
}

acm_status acm__pages_finish(acm_builder *b, acm_playbook **playbook, acm_diagnostics **diagnostics,
                             acm_error *err)
{
    acm_diagnostics *findings = diagnostics ? collect(b) : NULL;
    if (diagnostics && !findings)
        return acm__nomem(err);
    acm_status status = acm__builder_finish(b, true, playbook, err);
    if (status)
        acm_diagnostics_free(findings);
    else if (diagnostics)
        *diagnostics = findings;
    return status;
}

/* Reads and arranges into the builder. */
static acm_status read_into(acm_builder *b, acm__str bytes, const acm_page_options *options,
                            acm_error *err)
{
    acm_mapping_options mapping;
    acm__arranging how = {.mapping = &mapping, .alone = true};
    acm__str path = {options->file, (uint32_t)strlen(options->file)};
    acm_status status = acm__mapping_options_read(options->mapping, &mapping, err);
    if (!status)
        status = acm__pages_add(b, path, bytes, options->language, err);
    if (status)
        return status;
    b->trusting = true;
    return acm__arrange(b, &how, err);
}

static acm_status read_page(acm__str bytes, const acm_page_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook,
                            acm_diagnostics **diagnostics, acm_error *err)
{
    acm_builder *b;
    acm_status status = acm_builder_new(allocator, NULL, NULL, &b, NULL, err);
    if (status)
        return status;
    status = read_into(b, bytes, options, err);
    if (!status)
        status = acm__pages_finish(b, playbook, diagnostics, err);
    acm_builder_free(b);
    return status;
}

#else

static acm_status read_page(acm__str bytes, const acm_page_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook,
                            acm_diagnostics **diagnostics, acm_error *err)
{
    (void)bytes, (void)options, (void)allocator, (void)playbook, (void)diagnostics;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build of the library reads no Markdown");
}

#endif

acm_status acm_playbook_read_page(const char *bytes, size_t len, const acm_page_options *options,
                                  acm_playbook **playbook, acm_diagnostics **diagnostics,
                                  acm_error *err)
{
    acm__str page;
    acm_page_options own;
    acm_allocator allocator;
    if (playbook)
        *playbook = NULL;
    if (diagnostics)
        *diagnostics = NULL;
    if (!playbook || !bytes)
        return acm__error(err, ACM_E_INVALID, "page or playbook is missing");
    if (!acm__str_from(bytes, len, &page))
        return acm__error(err, ACM_E_LIMIT, "the page is longer than 4 GiB");
    acm_status status = check_options(options, &own, &allocator, err);
    if (!status)
        status = check_bytes(page, &own, err);
    return status ? status : read_page(page, &own, &allocator, playbook, diagnostics, err);
}
