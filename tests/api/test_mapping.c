/* What a page means: the table of lib/README.md, row by row. */
#include "support/test.h"

#include <stdio.h>

#define TABLE                                                                                      \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role | Services |\n"             \
    "| --- | --- | --- | --- | --- |\n"

#define STEP(title, roles)                                                                         \
    "### " title "\n\nPrimary Role: **" roles "**  \nApplies To: **Teams**\n\n"

static acm_playbook *read_with(const char *page, const acm_mapping_options *mapping)
{
    acm_page_options options;
    acm_playbook *playbook;
    acm_error err;
    acm_page_options_init(&options);
    acm_error_init(&err);
    options.file = "enable-mail-partner.md";
    options.mapping = mapping;
    assert_ok(acm_playbook_read_page(page, ACM_NTS, &options, &playbook, NULL, &err));
    return playbook;
}

static acm_id find(const acm_playbook *p, const char *key)
{
    char whole[96];
    acm_id id;
    snprintf(whole, sizeof whole, "enable-mail-partner/%s", key);
    assert_ok(acm_playbook_find(p, whole, ACM_NTS, &id, NULL));
    return id;
}

static acm_item item(const acm_playbook *p, acm_id id)
{
    acm_item items[32];
    size_t count;
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    assert_in_range(id, 1, count);
    return items[id - 1];
}

static bool exists(const acm_playbook *p, const char *key)
{
    char whole[96];
    acm_id id;
    snprintf(whole, sizeof whole, "enable-mail-partner/%s", key);
    return acm_playbook_find(p, whole, ACM_NTS, &id, NULL) == ACM_OK;
}

/* Keys of the terms that an item refers to, such as "role:sme role:cook ". */
static const char *terms(const acm_playbook *p, acm_id id, acm_ref_kind kind)
{
    static char text[256];
    acm_ref refs[16];
    size_t count, used = 0;
    text[0] = '\0';
    assert_ok(acm_playbook_refs(p, id, kind, refs, sizeof *refs, COUNT_OF(refs), &count));
    for (size_t i = 0; i < count; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s ",
                                 acm_playbook_key(p, refs[i].target, NULL));
    return text;
}

static void test_mapping__phase_by_label_or_by_the_file_name(void **state)
{
    (void)state;
    acm_id id;
    acm_playbook *p =
        read_with("# Mail\n\nPhase: **Assess**\n\n" TABLE "| 1 | a | M | SME | Teams |\n", NULL);
    assert_ok(acm_playbook_find(p, "assess", ACM_NTS, &id, NULL));
    assert_int_equal(item(p, id).part, ACM_PART_PHASE);
    assert_int_equal(item(p, id).parent, 1);
    acm_playbook_free(p);
    p = read_with("# Mail\n\n" TABLE "| 1 | a | M | SME | Teams |\n", NULL);
    assert_ok(acm_playbook_find(p, "enable", ACM_NTS, &id, NULL));
    assert_ok(acm_playbook_find(p, "enable-mail-partner", ACM_NTS, &id, NULL));
    assert_int_equal(item(p, id).part, ACM_PART_PROCESS);
    acm_playbook_free(p);
}

static void test_mapping__page_without_work_is_a_document(void **state)
{
    (void)state;
    acm_case *c;
    size_t count;
    acm_playbook *p = read_with("# Mail\n\n## Key Inputs\n\n- a\n", NULL);
    assert_ok(acm_playbook_items(p, NULL, sizeof(acm_item), 0, &count));
    assert_int_equal(count, 1);
    assert_status(acm_case_new(p, NULL, NULL, NULL, &c, NULL), ACM_E_SCOPE);
    acm_playbook_free(p);
}

static void test_mapping__conditions_none_twice_and_optional(void **state)
{
    (void)state;
    acm_condition conditions[8];
    size_t count;
    acm_playbook *p =
        read_with("# Mail\n\n" TABLE "| 1 | a | M | SME | Teams |\n\n"
                  "## Key Inputs\n\n- None\n- Ready.\n- ready.\n- If applicable, keys.\n\n"
                  "## Key Outputs\n\n- N/A\n",
                  NULL);
    assert_ok(acm_playbook_conditions(p, 0, conditions, sizeof *conditions, COUNT_OF(conditions),
                                      &count));
    assert_int_equal(count, 2);
    assert_int_equal(conditions[0].id, find(p, "in-1"));
    assert_int_equal(conditions[0].gates, conditions[0].item);
    assert_int_equal(conditions[1].flags, ACM_CONDITION_OPTIONAL);
    assert_int_equal(conditions[1].gates, 0);
    assert_false(exists(p, "outcomes"));
    acm_playbook_free(p);
}

static void test_mapping__steps(void **state)
{
    (void)state;
    acm_playbook *p = read_with(
        "# Mail\n\n## Approach\n\n" STEP("One", "FM") TABLE
        "| 1 | a | M | SME | Teams |\n| 2 | b | O |  |  |\n\n" STEP("Two", "FE") STEP("Three", "-")
            STEP("Four", "SME") TABLE "| 3 | c | O | Cook | All Services |\n",
        NULL);
    acm_item one = item(p, find(p, "step-1")), two = item(p, find(p, "step-2"));
    assert_int_equal(one.kind, ACM_ITEM_STAGE);
    assert_int_equal(one.flags, ACM_ITEM_REQUIRED_BY_CHILD);
    assert_int_equal(two.kind, ACM_ITEM_TASK);
    assert_int_equal(two.flags, ACM_ITEM_MANUAL);
    assert_false(exists(p, "step-3"));
    assert_int_equal(item(p, find(p, "1")).flags, ACM_ITEM_REQUIRED);
    assert_int_equal(item(p, find(p, "2")).flags, ACM_ITEM_MANUAL);
    assert_string_equal(terms(p, find(p, "1"), ACM_REF_PERFORMER), "role:sme ");
    assert_string_equal(terms(p, find(p, "2"), ACM_REF_PERFORMER), "role:fasttrack_manager ");
    assert_string_equal(terms(p, find(p, "2"), ACM_REF_SERVICE), "service:teams ");
    assert_string_equal(terms(p, two.id, ACM_REF_PERFORMER), "role:fasttrack_engineer ");
    assert_string_equal(terms(p, find(p, "3"), ACM_REF_PERFORMER), "role:Cook ");
    assert_string_equal(terms(p, one.parent, ACM_REF_OWNER),
                        "role:fasttrack_manager role:fasttrack_engineer role:sme ");
    acm_playbook_free(p);
}

static void test_mapping__number_that_stands_there_again(void **state)
{
    (void)state;
    acm_id id;
    acm_playbook *p = read_with(
        "# Mail\n\n" TABLE "| 7 | a | M | SME | Teams |\n| 7 | b | M | SME | Teams |\n", NULL);
    assert_int_equal(item(p, find(p, "7")).number, 7);
    assert_int_equal(item(p, find(p, "7-2")).number, 7);
    assert_status(acm_playbook_find(p, "7", ACM_NTS, &id, NULL), ACM_E_AMBIGUOUS);
    acm_playbook_free(p);
}

static void test_mapping__findings_have_their_place(void **state)
{
    (void)state;
    static const char page[] =
        "# Mail\n\n" TABLE "| 1 | a | M | SME | Teams |\n| 2 | b | X | SME | Teams |\n";
    acm_playbook *p;
    acm_diagnostics *found;
    acm_diagnostic record;
    assert_ok(acm_playbook_read_page(page, ACM_NTS, NULL, &p, &found, NULL));
    assert_int_equal(acm_diagnostics_count(found), 1);
    assert_string_equal(acm_diagnostics_rule(found, 0), "flag-missing");
    assert_ok(acm_diagnostics_get(found, 0, &record, sizeof record));
    assert_int_equal(record.line, 6);
    assert_int_equal(record.column, 3);
    assert_int_equal(record.offset, (size_t)(strstr(page, "2 | b") - page));
    acm_diagnostics_free(found);
    acm_playbook_free(p);
}

static void test_mapping__services_with_a_slash_in_their_name(void **state)
{
    (void)state;
    acm_playbook *p =
        read_with("# Mail\n\n" TABLE "| 1 | a | M | SME | Teams/Classroom/SDS/Intune |\n", NULL);
    assert_string_equal(terms(p, find(p, "1"), ACM_REF_SERVICE),
                        "service:teams service:classroom_sds service:intune ");
    acm_playbook_free(p);
}

static void test_mapping__ordered_steps_wait_for_required_work(void **state)
{
    (void)state;
    acm_mapping_options mapping;
    acm_case_options options;
    acm_case *c;
    acm_mapping_options_init(&mapping);
    acm_case_options_init(&options);
    mapping.ordering = ACM_ORDERING_STEPS;
    options.roles = ACM_ROLES_RECORD;
    acm_playbook *p = read_with("# Mail\n\n## Approach\n\n" STEP("One", "FM") TABLE
                                "| 1 | a | M | SME | Teams |\n\n" STEP("Two", "FE")
                                    STEP("Three", "FE") TABLE "| 3 | c | M | SME | Teams |\n",
                                &mapping);
    assert_ok(acm_case_new(p, NULL, NULL, &options, &c, NULL));
    acm_id three = find(p, "step-3");
    assert_int_equal(acm_case_item_state(c, three), ACM_STATE_AVAILABLE);
    acm_command done = {.kind = ACM_COMMAND_COMPLETE, .item = find(p, "1")};
    assert_ok(acm_case_post(c, &done, sizeof done, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_item_state(c, three), ACM_STATE_ACTIVE);
    acm_case_free(c);
    acm_playbook_free(p);
}

static void test_mapping__outcomes_of_a_step_without_tasks_gate_nothing(void **state)
{
    (void)state;
    acm_case_options options;
    acm_case *c;
    acm_case_options_init(&options);
    options.roles = ACM_ROLES_RECORD;
    acm_playbook *p = read_with(
        "# Mail\n\n## Approach\n\n" STEP("One", "FM") "Step Outputs:\n\n- Written down.\n", NULL);
    acm_id step = find(p, "step-1"), outcome = find(p, "step-1/out-1");
    assert_ok(acm_case_new(p, NULL, NULL, &options, &c, NULL));
    acm_command commands[] = {{.kind = ACM_COMMAND_START, .item = step},
                              {.kind = ACM_COMMAND_COMPLETE, .item = step}};
    assert_ok(acm_case_post(c, commands, sizeof *commands, 2, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_item_state(c, step), ACM_STATE_COMPLETED);
    assert_int_equal(acm_case_state(c), ACM_STATE_ACTIVE); /* the outcome is still open */
    acm_command confirm = {.kind = ACM_COMMAND_CONFIRM, .item = outcome};
    assert_ok(acm_case_post(c, &confirm, sizeof confirm, 1, NULL, 0, NULL, NULL));
    assert_int_equal(acm_case_state(c), ACM_STATE_COMPLETED);
    acm_case_free(c);
    acm_playbook_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mapping__phase_by_label_or_by_the_file_name),
        cmocka_unit_test(test_mapping__page_without_work_is_a_document),
        cmocka_unit_test(test_mapping__conditions_none_twice_and_optional),
        cmocka_unit_test(test_mapping__steps),
        cmocka_unit_test(test_mapping__number_that_stands_there_again),
        cmocka_unit_test(test_mapping__findings_have_their_place),
        cmocka_unit_test(test_mapping__services_with_a_slash_in_their_name),
        cmocka_unit_test(test_mapping__ordered_steps_wait_for_required_work),
        cmocka_unit_test(test_mapping__outcomes_of_a_step_without_tasks_gate_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
