/* acm_not_mapped() is named in a comment alone. */
void test_nouns__mapped(void)
{
    acm_mapped();
}
