#include "support/folder.h"

#include <stdio.h>

#define TABLE_DE                                                                                   \
    "| Aufgaben-ID | Titel | (E) Erforderlich (O) Optional | FastTrack-Rolle | Dienste |\n"        \
    "| --- | --- | --- | --- | --- |\n"

const char *const folder_mail = "# Mail\n\nPhase: **Enable**\n\n## Approach\n\n" STEP("Move")
    TABLE ROW("11", "Move boxes", "M") ROW("12", "Tell people", "O");
const char *const folder_calls =
    "# Calls\n\n## Approach\n\n" STEP("Ring") TABLE ROW("21", "Ring once", "M");
const char *const folder_index = "# The book\n\nRead it.\n";

const char *const folder_mail_de =
    "# Post\n\nPhase: **Aktivierung**\n\n## \xC3\x9C"
    "bersicht\n\nVon Post.\n\n## Ansatz\n\n### Umziehen\n\nPrim\xC3\xA4re Rolle: **FE**\n\n"
    "So geht es.\n\n" TABLE_DE "| 11 | K\xC3\xA4sten umziehen | E | FE | Teams |\n";

void folder_begin(folder *f)
{
    memset(f, 0, sizeof *f);
    acm_folder_options_init(&f->options);
    acm_error_init(&f->err);
}

void folder_add(folder *f, const char *path, const char *text)
{
    assert_true(f->count < FOLDER_FILES_MAX);
    f->files[f->count++] =
        (acm_source_file){.path = path, .bytes = text, .len = strlen(text), .language = NULL};
}

acm_status folder_read(folder *f)
{
    acm_memory_source memory;
    acm_memory_source_init(&memory, f->files, f->count);
    return acm_playbook_read_pages(&memory.source, &f->options, &f->playbook, &f->found, &f->err);
}

void folder_end(folder *f)
{
    acm_playbook_free(f->playbook);
    acm_diagnostics_free(f->found);
}

const char *folder_findings(const folder *f)
{
    static char text[4096];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < acm_diagnostics_count(f->found); i++) {
        acm_diagnostic d;
        assert_ok(acm_diagnostics_get(f->found, i, &d, sizeof d));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s@%s:%u", i ? " " : "",
                                 acm_diagnostics_rule(f->found, i),
                                 acm_diagnostics_file(f->found, i, NULL), (unsigned)d.line);
        assert_true(used < sizeof text);
    }
    return text;
}

const char *folder_text(const acm_playbook *p, const char *key, acm_text_field field,
                        const char *language, const char *used)
{
    acm_id id;
    const char *tag;
    assert_ok(acm_playbook_find(p, key, ACM_NTS, &id, NULL));
    const char *text = acm_playbook_text(p, id, field, language, &tag, NULL);
    assert_string_equal(tag, used);
    return text;
}

acm_item folder_item(const acm_playbook *p, const char *key)
{
    acm_item items[64];
    size_t count;
    acm_id id;
    assert_ok(acm_playbook_find(p, key, ACM_NTS, &id, NULL));
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    return items[id - 1];
}
