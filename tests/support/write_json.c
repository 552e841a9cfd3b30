/* Prints playbooks as JSON, one a line: the small one, the rich one, and that of each page named; without places too. */
#include "support/rich.h"
#include "support/small.h"

#include <stdio.h>
#include <stdlib.h>

static int32_t print(void *user, const char *text, size_t len)
{
    return fwrite(text, 1, len, user) == len ? 0 : -1;
}

static int write_both(acm_playbook *playbook)
{
    bool failed = acm_playbook_write_json(playbook, 0, print, stdout, NULL) ||
                  acm_playbook_write_json(playbook, ACM_JSON_NO_PLACES, print, stdout, NULL);
    acm_playbook_free(playbook);
    return failed;
}

static int write_page(const char *path)
{
    size_t len;
    acm_playbook *playbook;
    acm_page_options options;
    char *text = test_read_file(path, &len);
    acm_page_options_init(&options);
    options.file = path;
    acm_status status = acm_playbook_read_page(text, len, &options, &playbook, NULL, NULL);
    free(text);
    return status || write_both(playbook);
}

int main(int argc, char **argv)
{
    acm_playbook *small_one, *rich;
    int failed = small_playbook(NULL, &small_one, NULL) || write_both(small_one) ||
                 rich_playbook(NULL, &rich, NULL) || write_both(rich);
    for (int i = 1; i < argc; i++)
        failed |= write_page(argv[i]);
    return failed;
}
