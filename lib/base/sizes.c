/* sizes.c - sizes of the public structs, for callers in other languages to compare with theirs. */
#include <acmplaybook/cmmn.h>
#include <acmplaybook/json.h>
#include <acmplaybook/lint.h>
#include <acmplaybook/plan.h>
#include <acmplaybook/scenario_report.h>
#include <acmplaybook/source.h>

uint32_t acm_struct_size(acm_struct kind)
{
    static const uint32_t sizes[] = {
        [ACM_STRUCT_ERROR] = sizeof(acm_error),
        [ACM_STRUCT_ALLOCATOR] = sizeof(acm_allocator),
        [ACM_STRUCT_ITEM] = sizeof(acm_item),
        [ACM_STRUCT_CONDITION] = sizeof(acm_condition),
        [ACM_STRUCT_REF] = sizeof(acm_ref),
        [ACM_STRUCT_DIAGNOSTIC] = sizeof(acm_diagnostic),
        [ACM_STRUCT_MAPPING_OPTIONS] = sizeof(acm_mapping_options),
        [ACM_STRUCT_PAGE_OPTIONS] = sizeof(acm_page_options),
        [ACM_STRUCT_EVENT] = sizeof(acm_event),
        [ACM_STRUCT_COMMAND] = sizeof(acm_command),
        [ACM_STRUCT_CASE_OPTIONS] = sizeof(acm_case_options),
        [ACM_STRUCT_BOARD_ROW] = sizeof(acm_board_row),
        [ACM_STRUCT_BLOCKER] = sizeof(acm_blocker),
        [ACM_STRUCT_SCENARIO_OPTIONS] = sizeof(acm_scenario_options),
        [ACM_STRUCT_SCENARIO_RESULT] = sizeof(acm_scenario_result),
        [ACM_STRUCT_NUMBERED] = sizeof(acm_numbered),
        [ACM_STRUCT_PLACE] = sizeof(acm_place),
        [ACM_STRUCT_PAGE] = sizeof(acm_page),
        [ACM_STRUCT_SOURCE_FILE] = sizeof(acm_source_file),
        [ACM_STRUCT_SOURCE] = sizeof(acm_source),
        [ACM_STRUCT_MEMORY_SOURCE] = sizeof(acm_memory_source),
        [ACM_STRUCT_FOLDER_OPTIONS] = sizeof(acm_folder_options),
        [ACM_STRUCT_JSON_OPTIONS] = sizeof(acm_json_options),
        [ACM_STRUCT_LINT_OPTIONS] = sizeof(acm_lint_options),
        [ACM_STRUCT_CMMN_OPTIONS] = sizeof(acm_cmmn_options),
        [ACM_STRUCT_SCENARIO_OUTCOME] = sizeof(acm_scenario_outcome),
        [ACM_STRUCT_PLAN_OPTIONS] = sizeof(acm_plan_options),
        [ACM_STRUCT_PLAN_STEP] = sizeof(acm_plan_step),
        [ACM_STRUCT_PLAN_RESULT] = sizeof(acm_plan_result),
    };
    return kind >= 0 && (size_t)kind < sizeof sizes / sizeof sizes[0] ? sizes[kind] : 0;
}
