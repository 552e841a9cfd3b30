/*
 * folder.c - reads two pages in two languages as one playbook, prints it in both, and where they differ. A directory or
 * an archive is read the same way: the source hands over one file after the other.
 */
#include <acmplaybook.h>

#include <stdio.h>
#include <string.h>

#define TABLE                                                                                      \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |\n| --- | --- | --- | "    \
    "--- |\n"

/* What the source gives, one after the other. */
static const char *const files[][2] = {
    {"en/toc.yml", "- name: Move the mail\n  href: enable-mail.md\n"},
    {"en/enable-mail.md", "# Move the mail\n\n" TABLE "| 11 | Agree on a date | M | FM |\n"
                          "| 12 | Tell the users | O | FM |\n"},
    {"de/enable-mail-de.md",
     "# Die Post umziehen\n\n" TABLE "| 11 | Termin vereinbaren | M | FM |\n"},
};

static int32_t next_file(void *user, acm_source_file *file)
{
    size_t *at = user;
    if (*at == sizeof files / sizeof files[0])
        return ACM_SOURCE_END;
    file->path = files[*at][0];
    file->bytes = files[*at][1];
    file->len = strlen(file->bytes);
    ++*at;
    return ACM_SOURCE_FILE;
}

static void print_in(const acm_playbook *playbook, const char *language)
{
    acm_item items[16];
    size_t count;
    acm_playbook_items(playbook, items, sizeof *items, 16, &count);
    printf("%s\n", language);
    for (size_t i = 0; i < count && i < 16; i++) {
        const char *used;
        const char *name =
            acm_playbook_text(playbook, items[i].id, ACM_TEXT_NAME, language, &used, NULL);
        printf("%*s%s%s\n", 2 + 2 * (int)items[i].depth, "", name,
               strcmp(used, language) == 0 ? "" : " (not translated)");
    }
}

static void print_findings(const acm_diagnostics *findings)
{
    for (size_t i = 0; i < acm_diagnostics_count(findings); i++) {
        acm_diagnostic d;
        acm_diagnostics_get(findings, i, &d, sizeof d);
        printf("%s:%u: %s: %s\n", acm_diagnostics_file(findings, i, NULL), d.line,
               acm_diagnostics_rule(findings, i), acm_diagnostics_text(findings, i, NULL));
    }
}

int main(void)
{
    size_t at = 0;
    acm_source source;
    acm_playbook *playbook;
    acm_diagnostics *findings;
    acm_error err;
    acm_error_init(&err);
    acm_source_init(&source);
    source.user = &at;
    source.next = next_file;
    if (acm_playbook_read_pages(&source, NULL, &playbook, &findings, &err) != ACM_OK) {
        fprintf(stderr, "%s: %s\n", err.path, err.message);
        return 1;
    }
    print_in(playbook, "en");
    print_in(playbook, "de");
    print_findings(findings);
    acm_diagnostics_free(findings);
    acm_playbook_free(playbook);
    return 0;
}
