/* read.c - acm_playbook_read_page: checks what comes in, reads the page, maps it, hands out playbook and findings. */
#include "base/error.h"
#include "model/diagnostics.h"

#include <acmplaybook/page.h>

#include <string.h>

#ifdef ACM_WITH_MARKDOWN
#include "format/markdown/markdown.h"
#include "model/mapping.h"
#include "model/vocabulary.h"
#endif

enum {
    DEFAULT_MAX_BYTES = 64 << 20
};

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
        out->max_bytes = DEFAULT_MAX_BYTES;
    if (!out->file)
        out->file = "page.md";
    return ACM_OK;
}

static acm_status check_bytes(acm__str page, const acm_page_options *options, acm_error *err)
{
    if (page.len > options->max_bytes)
        return acm__error(err, ACM_E_LIMIT, "the page has %u bytes, more than %u", page.len,
                          options->max_bytes);
    size_t file_len = strlen(options->file);
    if (acm__utf8_check(options->file, file_len) < file_len)
        return acm__error(err, ACM_E_ENCODING, "the file name is not UTF-8");
    size_t good = acm__utf8_check(page.at, page.len);
    if (good == page.len)
        return ACM_OK;
    uint32_t line = 1;
    size_t start = 0;
    for (size_t i = 0; i < good; i++)
        if (page.at[i] == '\n') {
            line++;
            start = i + 1;
        }
    acm__error(err, ACM_E_ENCODING, page.at[good] ? "not UTF-8: byte 0x%02x" : "a NUL byte",
               (unsigned char)page.at[good]);
    acm__error_at(err, line, acm__utf8_count(page.at + start, good - start) + 1, good);
    return ACM_E_ENCODING;
}

#ifdef ACM_WITH_MARKDOWN

static acm__str last_part(const char *path, size_t len)
{
    size_t start = len;
    while (start > 0 && path[start - 1] != '/' && path[start - 1] != '\\')
        start--;
    return (acm__str){path + start, (uint32_t)(len - start)};
}

/* The language asked for, or the one that the page's folder is named after; NULL = look at the page. */
static acm_status choose_language(const acm_page_options *options, const acm__language **language,
                                  acm_error *err)
{
    acm__str file = last_part(options->file, strlen(options->file)), tag = {"", 0};
    size_t folder_end = (size_t)(file.at - options->file);
    if (options->language)
        tag = (acm__str){options->language, (uint32_t)strlen(options->language)};
    else if (folder_end)
        tag = last_part(options->file, folder_end - 1);
    *language = acm__language_find(tag);
    if (options->language && !*language)
        return acm__error(err, ACM_E_NOTFOUND, "unknown language '%.40s'", options->language);
    return ACM_OK;
}

/* Reads and maps into the builder's arena. */
static acm_status read_into(acm_builder *b, acm__str bytes, const acm_page_options *options,
                            acm__page **out, acm_error *err)
{
    const acm__language *language;
    acm_status status = choose_language(options, &language, err);
    if (status)
        return status;
    acm__str file = last_part(options->file, strlen(options->file));
    acm__page *page = acm__arena_calloc(&b->arena, 1, sizeof *page);
    file = acm__str_copy(&b->arena, file.at, file.len);
    if (!page || !file.at)
        return acm__nomem(err);
    status = acm__markdown_read(&b->arena, bytes, language, file, page, err);
    if (status)
        return status;
    b->trusting = true;
    b->editions.at[0] = page->language;
    *out = page;
    return acm__map_page(b, page, options->mapping, &page->faults, err);
}

static acm_status finish_page(acm_builder *b, acm__page *page, acm_playbook **playbook,
                              acm_diagnostics **diagnostics, acm_error *err)
{
    acm__page **pages = acm__arena_alloc(&b->arena, 1, sizeof(acm__page *));
    if (!pages || b->arena.failed)
        return acm__nomem(err);
    acm_diagnostics *findings = NULL;
    if (diagnostics) {
        findings = acm__diagnostics_new(&b->arena.allocator);
        if (!findings)
            return acm__nomem(err);
        acm__diagnostics_add(findings, page->file, &page->faults);
        if (!acm__diagnostics_sort(findings)) {
            acm_diagnostics_free(findings);
            return acm__nomem(err);
        }
    }
    pages[0] = page;
    acm_status status = acm__builder_finish(b, true, playbook, err);
    if (status) {
        acm_diagnostics_free(findings);
        return status;
    }
    (*playbook)->pages = pages;
    (*playbook)->page_count = 1;
    if (diagnostics)
        *diagnostics = findings;
    return ACM_OK;
}

static acm_status read_page(acm__str bytes, const acm_page_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook,
                            acm_diagnostics **diagnostics, acm_error *err)
{
    acm_builder *b;
    acm__page *page = NULL;
    acm_status status = acm_builder_new(allocator, NULL, NULL, &b, NULL, err);
    if (status)
        return status;
    status = read_into(b, bytes, options, &page, err);
    if (!status)
        status = finish_page(b, page, playbook, diagnostics, err);
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
