/*
 * fuzz_cmmn.c - any bytes are read as a case model or refused at their place, and findings lie within them; what is read
 * is written, and comes back the same.
 */
#include "fuzz/target.h"

#include <acmplaybook.h>

static written as_json(const acm_playbook *playbook)
{
    written w = {NULL, 0};
    require(acm_playbook_write_json(playbook, 0, keep, &w, NULL) == ACM_OK);
    return w;
}

static void round_trip(const acm_playbook *playbook)
{
    acm_playbook *back;
    acm_diagnostics *found;
    written xml = {NULL, 0}, first = as_json(playbook);
    require(acm_playbook_write_cmmn(playbook, 0, keep, &xml, NULL) == ACM_OK);
    require(acm_playbook_read_cmmn(xml.text, xml.len, NULL, &back, &found, NULL) == ACM_OK);
    require(acm_diagnostics_count(found) == 0);
    written second = as_json(back);
    require(is_same(&first, &second));
    acm_diagnostics_free(found);
    acm_playbook_free(back);
    free(second.text);
    free(xml.text);
    free(first.text);
}

static void check_findings(const acm_diagnostics *found, size_t size)
{
    for (size_t i = 0; i < acm_diagnostics_count(found); i++) {
        acm_diagnostic d;
        require(acm_diagnostics_get(found, i, &d, sizeof d) == ACM_OK);
        require(d.line > 0 && d.column > 0 && d.offset < size);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    acm_playbook *playbook;
    acm_diagnostics *found;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_read_cmmn((const char *)data, size, NULL, &playbook, &found, &err) == ACM_OK) {
        check_findings(found, size);
        round_trip(playbook);
    } else {
        require(!playbook && !found && *err.message && err.offset <= size && err.line > 0 &&
                err.column > 0);
    }
    acm_diagnostics_free(found);
    acm_playbook_free(playbook);
    return 0;
}
