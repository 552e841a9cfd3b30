const char *acm_state_name(acm_state state)
{
    static const char *const names[ACM__STATE_COUNT] = {"none", "active", "asleep"};
    return names[state];
}
