static const acm__scenario_verb verbs[] = {
    {"start", ACM_COMMAND_START},
    {"fly", ACM_COMMAND_FLY},
};
