static const acm__json_field fields[] = {
    {"notes", skip_text, false, 0},
    {"undescribed", read_text, false, 0},
    {"event", read_event, false, 0},
};
