/* The smallest user of the installed library; also compiled as C++. */
#include <acmplaybook.h>

#include <stdio.h>

int main(void)
{
    acm_playbook *playbook;
    acm_status s = acm_playbook_read_page("# Kick-off\n", ACM_NTS, NULL, &playbook, NULL, NULL);
    printf("%s %s %s\n", ACM_VERSION_TEXT, acm_version_text(), acm_status_name(s));
    acm_playbook_free(playbook);
    return 0;
}
