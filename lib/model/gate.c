/* gate.c - conditions that come to gate something though they gated nothing on their page. */
#include "base/error.h"
#include "model/builder.h"
#include "model/vocabulary.h"

#include <stdio.h>

/* The first entry criterion of an item, made if there is none. */
static acm_status make_entry(acm_builder *b, acm_id item, uint32_t flags, acm_id *criterion,
                             acm_error *err)
{
    *criterion = b->items.at[acm__builder_index(b, item, ACM__OBJECT_ITEM)].entry;
    if (*criterion)
        return ACM_OK;
    return acm_builder_criterion(b, item, ACM_CRITERION_ENTRY, flags, NULL, criterion, err);
}

static acm_status name_outcomes(acm_builder *b, acm_id milestone, int32_t word, acm_error *err)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; !status && i < b->editions.count; i++) {
        acm__str tag = b->editions.at[i];
        acm__str name = acm__vocabulary_word(acm__language_find(tag), word);
        if (name.at)
            status = acm_builder_text(b, milestone, ACM_TEXT_NAME, tag.at, name.at, name.len, err);
    }
    return status;
}

static acm_status add_outcomes(acm_builder *b, acm_id stage, acm_id *milestone, acm_error *err)
{
    char key[ACM__MAX_KEY + sizeof "/outcomes"];
    const acm__draft_item s = b->items.at[acm__builder_index(b, stage, ACM__OBJECT_ITEM)];
    if (s.kind != ACM_ITEM_STAGE)
        return acm__error(err, ACM_E_MODEL, "'%s' is a task, and its outcomes gate nothing",
                          s.key.at);
    snprintf(key, sizeof key, "%s/outcomes", s.key.at);
    acm_status status = acm_builder_add(b, stage, ACM_ITEM_MILESTONE, ACM_ITEM_REQUIRED, key, NULL,
                                        -1, milestone, err);
    if (status)
        return status;
    b->items.at[acm__builder_index(b, *milestone, ACM__OBJECT_ITEM)].part = ACM_PART_OUTCOMES;
    acm__builder_place(b, *milestone, s.page - 1, (acm__place){s.line, s.column, 0});
    bool step = s.part == ACM_PART_STEP;
    return name_outcomes(b, *milestone, step ? ACM__BLOCK_STEP_OUTPUTS : ACM__HEADING_KEY_OUTCOMES,
                         err);
}

/* The milestone of a stage's outcomes, made if there is none. */
static acm_status make_outcomes(acm_builder *b, acm_id stage, acm_id *milestone, acm_error *err)
{
    const acm__draft_item *child = &b->items.at[acm__builder_index(b, stage, ACM__OBJECT_ITEM)];
    for (acm_id id = child->first_child; id; id = child->next) {
        child = &b->items.at[acm__builder_index(b, id, ACM__OBJECT_ITEM)];
        if (child->part != ACM_PART_OUTCOMES)
            continue;
        *milestone = id;
        return ACM_OK;
    }
    return add_outcomes(b, stage, milestone, err);
}

acm_status acm__builder_gate(acm_builder *b, acm_id condition, acm_error *err)
{
    uint32_t index = acm__builder_index(b, condition, ACM__OBJECT_CONDITION);
    const acm__draft_condition c = b->conditions.at[index];
    acm_id item = c.item, criterion = 0;
    bool outcome = c.kind == ACM_CONDITION_OUTCOME;
    if (c.criterion)
        return ACM_OK;
    acm_status status = outcome ? make_outcomes(b, item, &item, err) : ACM_OK;
    if (!status)
        status = make_entry(b, item, outcome ? ACM_CRITERION_WORK_DONE : 0, &criterion, err);
    if (!status)
        b->conditions.at[index].criterion =
            acm__builder_index(b, criterion, ACM__OBJECT_CRITERION) + 1;
    return status;
}
