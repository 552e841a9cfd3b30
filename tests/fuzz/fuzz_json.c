/*
 * fuzz_json.c - any text is read as a playbook or refused at its place; what is read is written, read and written
 * again, and stays the same.
 */
#include "fuzz/target.h"

#include <acmplaybook.h>

static written write_text(const acm_playbook *playbook, uint32_t flags)
{
    written w = {NULL, 0};
    require(acm_playbook_write_json(playbook, flags, keep, &w, NULL) == ACM_OK);
    return w;
}

static void round_trip(const acm_playbook *playbook, uint32_t flags)
{
    char one[ACM_REVISION_SIZE], other[ACM_REVISION_SIZE];
    acm_playbook *back;
    written first = write_text(playbook, flags);
    require(acm_playbook_read_json(first.text, first.len, NULL, &back, NULL) == ACM_OK);
    written second = write_text(back, flags);
    require(is_same(&first, &second));
    require(acm_playbook_revision(playbook, one, sizeof one, NULL) == ACM_OK);
    require(acm_playbook_revision(back, other, sizeof other, NULL) == ACM_OK);
    require(strcmp(one, other) == 0);
    acm_playbook_free(back);
    free(first.text);
    free(second.text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_read_json((const char *)data, size, NULL, &playbook, &err) == ACM_OK) {
        round_trip(playbook, 0);
        round_trip(playbook, ACM_JSON_INDENT | ACM_JSON_NO_PLACES);
        acm_playbook_free(playbook);
    } else {
        require(!playbook && *err.message && err.offset <= size && err.line > 0 && err.column > 0);
    }
    return 0;
}
