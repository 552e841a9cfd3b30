static const acm__json_field fields[] = {{"do", read_do, true, 0},
                                         {"undescribed", read_text, false, 0},
                                         {"expect", read_state, false, 0}};
