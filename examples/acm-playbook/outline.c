#include "file.h"

/* Hands output on to standard output. */
static int32_t print(void *user, const char *text, size_t len)
{
    (void)user;
    return fwrite(text, 1, len, stdout) != len;
}

int command_outline(const arguments *a)
{
    int result = FINE;
    for (size_t i = 0; i < a->count; i++) {
        acm_playbook *playbook = load_page(a->operands[i], a->language, NULL);
        acm_error err;
        acm_error_init(&err);
        if (!playbook) {
            result = UNUSABLE;
        } else if (acm_playbook_outline(playbook, print, NULL, &err) != ACM_OK) {
            complain("%s: %s", a->operands[i], err.message);
            result = UNUSABLE;
        }
        acm_playbook_free(playbook);
    }
    return result;
}
