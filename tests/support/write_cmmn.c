/* write_cmmn FOLDER: writes playbooks as CMMN into the folder: the small one, the rich one, the studio, that of pages. */
#include "support/pages.h"
#include "support/rich.h"
#include "support/small.h"
#include "support/studio.h"

#include <stdio.h>

static int32_t print(void *user, const char *text, size_t len)
{
    return fwrite(text, 1, len, user) == len ? 0 : -1;
}

static int write_file(const char *folder, const char *name, acm_playbook *playbook)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.cmmn", folder, name);
    FILE *file = fopen(path, "wb");
    bool failed = !playbook || !file || acm_playbook_write_cmmn(playbook, 0, print, file, NULL);
    if (file && fclose(file) != 0)
        failed = true;
    acm_playbook_free(playbook);
    return failed;
}

int main(int argc, char **argv)
{
    acm_playbook *small_one = NULL, *rich = NULL, *studio = NULL;
    if (argc != 2)
        return 2;
    small_playbook(NULL, &small_one, NULL);
    rich_playbook(NULL, &rich, NULL);
    studio_playbook(NULL, &studio, NULL);
    return write_file(argv[1], "small", small_one) | write_file(argv[1], "rich", rich) |
           write_file(argv[1], "studio", studio) | write_file(argv[1], "pages", pages_playbook());
}
