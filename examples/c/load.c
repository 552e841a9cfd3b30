/*
 * load.c - reads a page and prints its tasks, with who may do them, and what was found wrong with it.
 *
 * usage: load PAGE
 */
#include <acmplaybook.h>

#include <stdio.h>
#include <stdlib.h>

static char *read_file(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    char *text = file ? malloc(1 << 20) : NULL; /* pages are a few kilobytes */
    *len = text ? fread(text, 1, 1 << 20, file) : 0;
    if (file)
        fclose(file);
    return text;
}

static const char *name_of(const acm_playbook *playbook, acm_id id)
{
    const char *name = acm_playbook_text(playbook, id, ACM_TEXT_NAME, NULL, NULL, NULL);
    return name ? name : "?";
}

static void print_task(const acm_playbook *playbook, const acm_item *task)
{
    acm_ref roles[8];
    size_t count = 0;
    acm_playbook_refs(playbook, task->id, ACM_REF_PERFORMER, roles, sizeof *roles, 8, &count);
    printf("%lld %s %s", (long long)task->number, task->flags & ACM_ITEM_REQUIRED ? "M" : "O",
           name_of(playbook, task->id));
    for (size_t i = 0; i < count && i < 8; i++)
        printf("%s%s", i ? ", " : " - ", name_of(playbook, roles[i].target));
    putchar('\n');
}

static void print_tasks(const acm_playbook *playbook)
{
    size_t count = 0;
    acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &count);
    acm_item *items = calloc(count, sizeof *items);
    if (items)
        acm_playbook_items(playbook, items, sizeof *items, count, &count);
    for (size_t i = 0; items && i < count; i++)
        if (items[i].number >= 0)
            print_task(playbook, &items[i]);
    free(items);
}

static void print_findings(const char *path, const acm_diagnostics *findings)
{
    for (size_t i = 0; i < acm_diagnostics_count(findings); i++) {
        acm_diagnostic d;
        acm_diagnostics_get(findings, i, &d, sizeof d);
        printf("%s:%u:%u: %s: %s\n", path, d.line, d.column, acm_diagnostics_rule(findings, i),
               acm_diagnostics_text(findings, i, NULL));
    }
}

int main(int argc, char **argv)
{
    size_t len;
    char *text = argc == 2 ? read_file(argv[1], &len) : NULL;
    if (!text) {
        fprintf(stderr, "usage: load PAGE\n");
        return 2;
    }
    acm_playbook *playbook;
    acm_diagnostics *findings;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_read_page(text, len, NULL, &playbook, &findings, &err) == ACM_OK) {
        print_tasks(playbook);
        print_findings("page", findings);
        acm_diagnostics_free(findings);
        acm_playbook_free(playbook);
    } else {
        fprintf(stderr, "%s:%u:%u: %s\n", argv[1], err.line, err.column, err.message);
    }
    free(text);
    return err.status ? 1 : 0;
}
