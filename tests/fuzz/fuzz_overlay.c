/*
 * fuzz_overlay.c - any text is an overlay or refused at its place, and then changes nothing; what is applied makes a
 * playbook of which a case runs, and what is refused there is explained. The first byte chooses the commands.
 */
#include "fuzz/target.h"

#include <acmplaybook.h>

enum {
    ITEMS_MAX = 64,
    COMMANDS = 64
};

static acm_id add(acm_builder *b, acm_id parent, acm_item_kind kind, uint32_t flags,
                  const char *key, int64_t number)
{
    acm_id id;
    require(acm_builder_add(b, parent, kind, flags, key, NULL, number, &id, NULL) == ACM_OK);
    return id;
}

static void serve(acm_builder *b, acm_id item, const char *service)
{
    acm_id term;
    require(acm_builder_term(b, ACM_TERM_SERVICE, service, &term, NULL) == ACM_OK);
    require(acm_builder_ref(b, item, ACM_REF_SERVICE, term, NULL) == ACM_OK);
}

static void condition(acm_builder *b, acm_id item, acm_id criterion, acm_condition_kind kind,
                      uint32_t flags, const char *key)
{
    require(acm_builder_condition(b, item, criterion, kind, flags, key, key, NULL, NULL) == ACM_OK);
}

/* "p" waits for p/in-1, p/in-2 is optional; p/s holds p/1 to p/3, of which p/1 has services; "q" has optional conditions. */
static acm_builder *make_builder(void)
{
    acm_builder *b;
    acm_id root, entry, done;
    require(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL) == ACM_OK);
    acm_id p = add(b, root, ACM_ITEM_STAGE, ACM_ITEM_REQUIRED, "p", -1);
    acm_id s = add(b, p, ACM_ITEM_STAGE, ACM_ITEM_REQUIRED_BY_CHILD, "p/s", -1);
    acm_id one = add(b, s, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "p/1", 1);
    acm_id two = add(b, s, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "p/2", 2);
    add(b, s, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "p/3", 3);
    acm_id m = add(b, p, ACM_ITEM_MILESTONE, ACM_ITEM_REQUIRED, "p/outcomes", -1);
    acm_id q = add(b, root, ACM_ITEM_STAGE, ACM_ITEM_MANUAL, "q", -1);
    add(b, q, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "q/2", 2);
    serve(b, one, "Exchange");
    serve(b, one, "Teams");
    serve(b, two, "Teams");
    require(acm_builder_criterion(b, p, ACM_CRITERION_ENTRY, 0, NULL, &entry, NULL) == ACM_OK);
    require(acm_builder_criterion(b, m, ACM_CRITERION_ENTRY, ACM_CRITERION_WORK_DONE, NULL, &done,
                                  NULL) == ACM_OK);
    condition(b, p, entry, ACM_CONDITION_INPUT, 0, "p/in-1");
    condition(b, p, entry, ACM_CONDITION_INPUT, ACM_CONDITION_OPTIONAL, "p/in-2");
    condition(b, p, done, ACM_CONDITION_OUTCOME, 0, "p/out-1");
    condition(b, q, 0, ACM_CONDITION_INPUT, ACM_CONDITION_OPTIONAL, "q/in-1");
    condition(b, q, 0, ACM_CONDITION_OUTCOME, ACM_CONDITION_OPTIONAL, "q/out-1");
    return b;
}

static acm_command make_command(uint32_t *random, size_t items)
{
    static const acm_command_kind kinds[] = {
        ACM_COMMAND_START,     ACM_COMMAND_COMPLETE, ACM_COMMAND_DISABLE, ACM_COMMAND_OCCUR,
        ACM_COMMAND_CONFIRM,   ACM_COMMAND_WITHDRAW, ACM_COMMAND_SUSPEND, ACM_COMMAND_RESUME,
        ACM_COMMAND_TERMINATE, ACM_COMMAND_COMPLETE, ACM_COMMAND_CONFIRM, ACM_COMMAND_START};
    *random = *random * 1664525 + 1013904223;
    return (acm_command){.kind = kinds[(*random >> 8) % (sizeof kinds / sizeof kinds[0])],
                         .item = (acm_id)((*random >> 16) % (items + 6))};
}

/* The facts of these names are what seeds ask for. */
static void change(acm_case *c, uint32_t random)
{
    static const char *const scopes[] = {"", "Exchange", "Teams"};
    acm_command fact = {.kind = ACM_COMMAND_SET_FACT,
                        .text_at = random >> 4 & 1,
                        .text_len = 1,
                        .value_kind = ACM_VALUE_BOOLEAN,
                        .integer = random >> 5 & 1};
    const char *scope = scopes[random % 3];
    acm_command narrow = {.kind = ACM_COMMAND_SET_SCOPE,
                          .text_len = *scope ? (random % 3 == 1 ? 8 : 5) : 0};
    acm_case_post(c, &fact, sizeof fact, 1, "xy", 2, NULL, NULL);
    if (random >> 6 & 1)
        acm_case_post(c, &narrow, sizeof narrow, 1, scope, ACM_NTS, NULL, NULL);
}

/* What comes of a command undoes it: repetition without end, or an exit that would complete what cannot be. */
static bool undone(acm_status status)
{
    return status == ACM_E_BUDGET || status == ACM_E_INCOMPLETE;
}

/* What is refused has a reason, and what has none is accepted. */
static void try_command(acm_case *c, const acm_command *command)
{
    size_t reasons = 0;
    acm_status asked = acm_case_explain(c, command->item, 0, command->kind, 0, NULL,
                                        sizeof(acm_blocker), 0, &reasons);
    acm_status status = acm_case_post(c, command, sizeof *command, 1, NULL, 0, NULL, NULL);
    require(status != ACM_E_INTERNAL);
    if (asked == ACM_OK && status != ACM_E_NOTFOUND && (reasons || !undone(status)))
        require((status == ACM_OK) == (reasons == 0));
}

static void run(acm_playbook *playbook, uint32_t random)
{
    acm_case *c;
    acm_case_options options;
    acm_item items[ITEMS_MAX];
    size_t count;
    require(acm_playbook_items(playbook, items, sizeof *items, ITEMS_MAX, &count) == ACM_OK);
    acm_case_options_init(&options);
    options.budget = 10000;
    acm_status status = acm_case_new(playbook, NULL, NULL, &options, &c, NULL);
    require(status == ACM_OK || undone(status));
    for (int i = 0; c && i < COMMANDS; i++) {
        acm_command command = make_command(&random, count);
        if (i % 4 == 0)
            change(c, random);
        try_command(c, &command);
    }
    acm_case_free(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    acm_error err;
    acm_playbook *playbook;
    size_t items;
    if (size < 1)
        return 0;
    acm_builder *b = make_builder();
    acm_error_init(&err);
    acm_status status =
        acm_builder_overlay(b, (const char *)data + 1, size - 1, "overlay.json", &err);
    require(status != ACM_E_INTERNAL);
    require(status == ACM_OK || (err.message[0] && err.offset < size));
    acm_status finished = acm_builder_finish(b, &playbook, NULL);
    if (status) {
        require(finished == ACM_OK);
        require(acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &items) == ACM_OK);
        require(items == 9);
    }
    if (finished == ACM_OK)
        run(playbook, data[0]);
    acm_playbook_free(playbook);
    acm_builder_free(b);
    return 0;
}
