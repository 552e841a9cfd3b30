#include "format/json/criterion.h"

#include "base/error.h"
#include "format/words.h"

bool acm__json_has_on_part(const json_t *criterion)
{
    const json_t *on = json_object_get(criterion, "on");
    return json_array_size(on) || json_is_object(on);
}

/* One flag of a criterion. */
typedef struct telling {
    const acm_builder *b;
    const json_t *criterion;
    const acm__words_criterion_flag *row;
    acm__json_criterion *to;
} telling;

static bool read_flag(acm__json *r, const json_t *value, void *to)
{
    const telling *t = to;
    acm__json_criterion *c = t->to;
    int32_t word = 0;
    bool said = true;
    if (t->row->words ? !acm__json_word(r, value, t->row->words, ACM__WORDS_EXIT_WORDS, &word)
                      : !acm__json_boolean(r, value, &said))
        return false;
    if (said)
        c->flags |= t->row->flag << word;
    if ((c->flags & ACM_CRITERION_ON_EVENT) && !acm__json_has_on_part(t->criterion))
        return acm__json_take(r, acm__error(r->err, ACM_E_MODEL, "goes with \"on\" alone"));
    return acm__json_take(r,
                          acm__builder_check_criterion(t->b, c->item, c->kind, c->flags, r->err));
}

bool acm__json_read_criterion_flags(acm__json *r, const json_t *value, const acm_builder *b,
                                    acm__json_criterion *c)
{
    for (size_t i = 0; i < ACM__WORDS_CRITERION_FLAGS; i++) {
        telling t = {b, value, &acm__words_criterion_flags[i], c};
        if (!acm__json_member(r, value, t.row->key, read_flag, &t))
            return false;
    }
    return true;
}
