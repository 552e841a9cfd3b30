/* write.c - the writing half of cmmn.h: checks what comes in, and gets all the memory before anything is written. */
#include <acmplaybook/cmmn.h>

#include "base/error.h"

#ifdef ACM_WITH_CMMN
#include "format/cmmn/write.h"

static acm_status write_all(acm__cmmn_writing *o, acm_sink sink, void *user, acm_error *err)
{
    acm__output_init(&o->w.out, sink, user);
    acm__cmmn_write_definitions(o);
    return acm__cmmn_end(&o->w, err);
}

static acm_status write_cmmn(const acm_playbook *playbook, uint32_t flags, acm_sink sink,
                             void *user, acm_error *err)
{
    acm__cmmn_writing o = {.p = playbook, .places = !(flags & ACM_CMMN_NO_PLACES)};
    bool done = acm__cmmn_ids_init(&o.ids, playbook) &&
                ((flags & ACM_CMMN_NO_DIAGRAM) || acm__cmmn_layout_init(&o.layout, playbook));
    acm_status status = done ? write_all(&o, sink, user, err) : acm__nomem(err);
    acm__cmmn_layout_dispose(&o.layout);
    acm__cmmn_ids_dispose(&o.ids);
    return status;
}

#else

static acm_status write_cmmn(const acm_playbook *playbook, uint32_t flags, acm_sink sink,
                             void *user, acm_error *err)
{
    (void)playbook, (void)flags, (void)sink, (void)user;
    return acm__error(err, ACM_E_UNSUPPORTED, "built without CMMN");
}

#endif

acm_status acm_playbook_write_cmmn(const acm_playbook *playbook, uint32_t flags, acm_sink sink,
                                   void *user, acm_error *err)
{
    if (!playbook || !sink)
        return acm__error(err, ACM_E_INVALID, "%s is missing", playbook ? "sink" : "playbook");
    if (flags & ~(ACM_CMMN_NO_DIAGRAM | ACM_CMMN_NO_PLACES))
        return acm__error(err, ACM_E_INVALID, "flags 0x%x are not known",
                          flags & ~(ACM_CMMN_NO_DIAGRAM | ACM_CMMN_NO_PLACES));
    return write_cmmn(playbook, flags, sink, user, err);
}
