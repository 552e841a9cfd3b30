#include "format/words.h"

const char *const acm__words_item_kinds[] = {[ACM_ITEM_STAGE] = "stage",
                                             [ACM_ITEM_TASK] = "task",
                                             [ACM_ITEM_MILESTONE] = "milestone",
                                             [ACM_ITEM_USER_LISTENER] = "user_listener",
                                             [ACM_ITEM_TIMER_LISTENER] = "timer_listener",
                                             [ACM_ITEM_EVENT_LISTENER] = "event_listener"};

const char *const acm__words_parts[] = {
    [ACM_PART_OTHER] = "other",      [ACM_PART_PLAYBOOK] = "playbook", [ACM_PART_PHASE] = "phase",
    [ACM_PART_PROCESS] = "process",  [ACM_PART_STEP] = "step",         [ACM_PART_TASK] = "task",
    [ACM_PART_OUTCOMES] = "outcomes"};

const char *const acm__words_condition_kinds[] = {
    [ACM_CONDITION_INPUT] = "input", [ACM_CONDITION_OUTCOME] = "outcome"};

/* As CMMN 1.1 calls them. */
const char *const acm__words_events[] = {[ACM_TRANSITION_CREATE] = "create",
                                         [ACM_TRANSITION_ENABLE] = "enable",
                                         [ACM_TRANSITION_START] = "start",
                                         [ACM_TRANSITION_DISABLE] = "disable",
                                         [ACM_TRANSITION_REENABLE] = "reenable",
                                         [ACM_TRANSITION_MANUAL_START] = "manualStart",
                                         [ACM_TRANSITION_SUSPEND] = "suspend",
                                         [ACM_TRANSITION_RESUME] = "resume",
                                         [ACM_TRANSITION_FAULT] = "fault",
                                         [ACM_TRANSITION_REACTIVATE] = "reactivate",
                                         [ACM_TRANSITION_COMPLETE] = "complete",
                                         [ACM_TRANSITION_TERMINATE] = "terminate",
                                         [ACM_TRANSITION_EXIT] = "exit",
                                         [ACM_TRANSITION_PARENT_SUSPEND] = "parentSuspend",
                                         [ACM_TRANSITION_PARENT_RESUME] = "parentResume",
                                         [ACM_TRANSITION_OCCUR] = "occur",
                                         [ACM_TRANSITION_PARENT_TERMINATE] = "parentTerminate",
                                         [ACM_TRANSITION_CLOSE] = "close"};

/* The gap is a flag that no finished playbook has. */
const char *const acm__words_item_flags[] = {
    "required",     "manual", "auto_complete", "non_blocking", "required_by_child",
    "flag_missing", NULL,     "repeats"};

const char *const acm__words_condition_flags[] = {"optional"};

const char *const acm__words_semantics[] = {"end_orphan_listeners", "waiting_is_finished",
                                            "listeners_repeat"};

static const char *const exit_types[] = {"active", "enabled"};
static const char *const exit_events[] = {"complete", "force_complete"};

const acm__words_criterion_flag acm__words_criterion_flags[] = {
    {"work_done", ACM_CRITERION_WORK_DONE, NULL},
    {"on_event", ACM_CRITERION_ON_EVENT, NULL},
    {"exit_type", ACM_CRITERION_EXIT_ACTIVE, exit_types},
    {"exit_event", ACM_CRITERION_COMPLETE, exit_events},
};

const char *const acm__words_texts[] = {[ACM_TEXT_NAME] = "name",
                                        [ACM_TEXT_DETAIL] = "detail",
                                        [ACM_TEXT_BODY] = "body",
                                        [ACM_TEXT_OVERVIEW] = "overview",
                                        [ACM_TEXT_OBJECTIVES] = "objectives",
                                        [ACM_TEXT_NEXT_STEPS] = "next_steps"};

const char *const acm__words_refs[] = {[ACM_REF_PERFORMER] = "performers",
                                       [ACM_REF_OWNER] = "owners",
                                       [ACM_REF_PRIMARY] = "primary",
                                       [ACM_REF_SECONDARY] = "secondary",
                                       [ACM_REF_SERVICE] = "services",
                                       [ACM_REF_MOTION] = "motions",
                                       [ACM_REF_NEXT] = "next"};

const char *const acm__words_controls[] = {[ACM_CONTROL_REQUIRED_WHEN] = "required_when",
                                           [ACM_CONTROL_ENABLE_WHEN] = "enable_when",
                                           [ACM_CONTROL_DUE] = "due",
                                           [ACM_CONTROL_BLOCKS_WHEN] = "blocks_when",
                                           [ACM_CONTROL_MANUAL_WHEN] = "manual_when",
                                           [ACM_CONTROL_REPEAT_WHEN] = "repeat_when",
                                           [ACM_CONTROL_AUTO_COMPLETE_WHEN] = "auto_complete_when",
                                           [ACM_CONTROL_AVAILABLE_WHEN] = "available_when",
                                           [ACM_CONTROL_TIMER] = "timer",
                                           [ACM_CONTROL_COUNTER] = "counter",
                                           [ACM_CONTROL_PARENT_COMPLETION] = "parent_completion",
                                           [ACM_CONTROL_ORIGIN] = "origin",
                                           [ACM_CONTROL_DEFINITION] = "definition",
                                           [ACM_CONTROL_TYPE] = "type"};
