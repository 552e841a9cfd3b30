#include "support/pages.h"

#include <stdio.h>
#include <stdlib.h>

/* Languages by their folders. */
static const char *const pages[] = {
    "../../examples/playbooks/en/assess-acm-conversation.md",
    "../../examples/playbooks/zh-hans/assess-acm-conversation-sc.md",
    "pages/de/umzug-de.md",
    "pages/en/broken-front-matter.md",
    "pages/en/characters.md",
    "pages/en/conflict.md",
    "pages/en/dates.md",
    "pages/en/front-matter.md",
    "pages/en/headings.md",
    "pages/en/labels.md",
    "pages/en/lists.md",
    "pages/en/open-front-matter.md",
    "pages/en/ordinary.md",
    "pages/en/tables.md",
    "pages/es/mudanza-es.md",
    "pages/faulty.md",
    "pages/ja/hikkoshi-jp.md",
    "pages/move-the-mail.md",
    "pages/pt/mudanca-pr.md",
    "pages/zh-hans/banjia-sc.md",
};

acm_playbook *pages_playbook(void)
{
    acm_source_file files[COUNT_OF(pages)] = {{0}};
    char paths[COUNT_OF(pages)][300];
    acm_memory_source source;
    acm_playbook *playbook;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        size_t len;
        snprintf(paths[i], sizeof paths[i], ACM_TEST_DATA "/%s", pages[i]);
        files[i] = (acm_source_file){.struct_size = sizeof files[i], .path = pages[i]};
        files[i].bytes = test_read_file(paths[i], &len);
        files[i].len = len;
    }
    acm_memory_source_init(&source, files, COUNT_OF(files));
    assert_ok(acm_playbook_read_pages(&source.source, NULL, &playbook, NULL, NULL));
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        free((void *)(uintptr_t)files[i].bytes);
    return playbook;
}
