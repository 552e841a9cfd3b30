/* sizes.c - sizes of the public structs, for callers in other languages to compare with theirs. */
#include <acmplaybook/scenario.h>
#include <acmplaybook/page.h>

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
    };
    return kind >= 0 && kind <= ACM_STRUCT_SCENARIO_RESULT ? sizes[kind] : 0;
}
