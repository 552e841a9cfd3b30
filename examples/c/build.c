/*
 * build.c - makes a playbook by builder calls, without a page: two stages, the second waiting for the first
 * and for a statement that somebody confirms. Prints its items by depth.
 */
#include <acmplaybook.h>

#include <stdio.h>

/* Every call that fails leaves an error; the first one ends the building. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        acm_status status_ = (call);                                                               \
        if (status_ != ACM_OK)                                                                     \
            return status_;                                                                        \
    } while (0)

static acm_status add_task(acm_builder *b, acm_id stage, uint32_t flags, const char *key,
                           const char *name, const char *role, acm_error *err)
{
    acm_id task, performer;
    TRY(acm_builder_add(b, stage, ACM_ITEM_TASK, flags, key, name, -1, &task, err));
    TRY(acm_builder_term(b, ACM_TERM_ROLE, role, &performer, err));
    return acm_builder_ref(b, task, ACM_REF_PERFORMER, performer, err);
}

static acm_status fill(acm_builder *b, acm_id root, acm_error *err)
{
    const uint32_t work = ACM_ITEM_REQUIRED | ACM_ITEM_AUTO_COMPLETE;
    acm_id prepare, move, entry;
    TRY(acm_builder_add(b, root, ACM_ITEM_STAGE, work, "prepare", "Prepare", -1, &prepare, err));
    TRY(add_task(b, prepare, ACM_ITEM_REQUIRED, "prepare/count", "Count the mailboxes", "FM", err));
    TRY(add_task(b, prepare, ACM_ITEM_MANUAL, "prepare/tell", "Tell the users", "FE", err));

    TRY(acm_builder_add(b, root, ACM_ITEM_STAGE, work, "move", "Move", -1, &move, err));
    TRY(add_task(b, move, ACM_ITEM_REQUIRED, "move/mail", "Move the mail", "FE", err));
    TRY(acm_builder_criterion(b, move, ACM_CRITERION_ENTRY, 0, NULL, &entry, err));
    TRY(acm_builder_on_part(b, entry, prepare, ACM_TRANSITION_COMPLETE, err));
    return acm_builder_condition(b, move, entry, ACM_CONDITION_INPUT, 0, "move/licences",
                                 "The customer owns licences", NULL, err);
}

static void print_items(const acm_playbook *playbook)
{
    acm_item items[16];
    size_t count = 0;
    acm_playbook_items(playbook, items, sizeof *items, 16, &count);
    for (size_t i = 0; i < count && i < 16; i++)
        printf("%*s%s%s\n", (int)items[i].depth * 2, "",
               acm_playbook_text(playbook, items[i].id, ACM_TEXT_NAME, NULL, NULL, NULL),
               items[i].flags & ACM_ITEM_REQUIRED ? ""
               : items[i].depth                   ? " (optional)"
                                                  : "");
}

int main(void)
{
    acm_builder *builder;
    acm_playbook *playbook = NULL;
    acm_id root;
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm_builder_new(NULL, "en", "Mail engagement", &builder, &root, &err);
    if (status == ACM_OK)
        status = fill(builder, root, &err);
    if (status == ACM_OK)
        status = acm_builder_finish(builder, &playbook, &err);
    acm_builder_free(builder);
    if (status == ACM_OK)
        print_items(playbook);
    else
        fprintf(stderr, "%s: %s\n", err.path, err.message);
    acm_playbook_free(playbook);
    return status == ACM_OK ? 0 : 1;
}
