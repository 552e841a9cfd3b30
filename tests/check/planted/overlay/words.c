const char *const acm__words_events[] = {"complete", "exit"};
