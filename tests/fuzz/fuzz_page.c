/*
 * fuzz_page.c - any UTF-8 text is a page: it is read, its findings lie inside it and come in order, and its
 * outline is one line. The first byte chooses the language, the second how the page is mapped.
 */
#include "fuzz/target.h"

#include <acmplaybook.h>

static int32_t count_lines(void *user, const char *text, size_t len)
{
    size_t *lines = user;
    for (size_t i = 0; i < len; i++)
        *lines += text[i] == '\n';
    return 0;
}

static void check_outline(const acm_playbook *playbook)
{
    size_t lines = 0;
    acm_status status = acm_playbook_outline(playbook, count_lines, &lines, NULL);
    require(status == ACM_E_UNSUPPORTED || (status == ACM_OK && lines == 1));
}

static void check_findings(const acm_diagnostics *findings, size_t size)
{
    acm_diagnostic last = {0};
    for (size_t i = 0; i < acm_diagnostics_count(findings); i++) {
        acm_diagnostic finding;
        size_t len = 0;
        require(acm_diagnostics_get(findings, i, &finding, sizeof finding) == ACM_OK);
        require(acm_diagnostics_rule(findings, i)[0] != '\0');
        require(acm_diagnostics_text(findings, i, &len) != NULL);
        require(finding.offset <= size && finding.offset >= last.offset);
        require(finding.line > last.line ||
                (finding.line == last.line && finding.column >= last.column));
        last = finding;
    }
}

static void read_page(const char *text, size_t size, const acm_page_options *options)
{
    acm_playbook *playbook;
    acm_diagnostics *findings;
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm_playbook_read_page(text, size, options, &playbook, &findings, &err);
    if (status == ACM_OK) {
        check_outline(playbook);
        check_findings(findings, size);
    } else {
        require(status == ACM_E_ENCODING || status == ACM_E_LIMIT);
        require(err.message[0] != '\0' && err.offset <= size);
    }
    acm_diagnostics_free(findings);
    acm_playbook_free(playbook);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const languages[] = {NULL, "en", "de", "es", "pt", "ja", "zh-hans"};
    acm_page_options options;
    acm_mapping_options mapping;
    if (size < 2)
        return 0;
    acm_mapping_options_init(&mapping);
    mapping.auto_complete = data[1] & 1;
    mapping.ordering = (data[1] >> 1) % 3;
    mapping.bare_steps = (data[1] >> 3) % 3;
    acm_page_options_init(&options);
    options.language = languages[data[0] % (sizeof languages / sizeof languages[0])];
    options.mapping = &mapping;
    read_page((const char *)data + 2, size - 2, &options);
    return 0;
}
