#include "file.h"

/* Hands output on to standard output. */
static int32_t print(void *user, const char *text, size_t len)
{
    (void)user;
    return fwrite(text, 1, len, stdout) != len;
}

static int print_outline(const char *path, const char *language)
{
    char *fault;
    acm_playbook *playbook = load_page(path, (reading){.language = language}, NULL, &fault);
    if (!playbook)
        return unusable(fault);
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm_playbook_outline(playbook, print, NULL, &err);
    acm_playbook_free(playbook);
    return status == ACM_OK ? FINE : unusable(describe_error(path, &err));
}

int command_outline(const arguments *a)
{
    int worst = FINE;
    for (size_t i = 0; i < a->count; i++) {
        int result = print_outline(a->operands[i], a->language);
        worst = result > worst ? result : worst;
    }
    return worst;
}
