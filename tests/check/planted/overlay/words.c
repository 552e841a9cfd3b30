const char *const acm__json_events[] = {"complete", "exit"};
