/* report.c - why something is refused, as lines. */
#include "harness/run.h"
#include "harness/words.h"

#include "base/error.h"

#include <inttypes.h>

enum {
    SENTENCE = 1024
};

acm_status acm__report_blockers(const acm__trial *run, const acm__question *question,
                                acm_blocker **blockers, size_t *count)
{
    *blockers = NULL;
    *count = 0;
    acm_status status =
        acm_case_explain(run->c, question->item, question->instance, question->command,
                         question->actor, NULL, sizeof **blockers, 0, count);
    if (status != ACM_OK || !*count)
        return ACM_OK; /* a command that makes no sense for its item has no blockers */
    *blockers = acm__calloc(run->allocator, *count, sizeof **blockers);
    if (!*blockers)
        return ACM_E_NOMEM;
    return acm_case_explain(run->c, question->item, question->instance, question->command,
                            question->actor, *blockers, sizeof **blockers, *count, count);
}

const char *acm__trial_language(const acm__trial *run)
{
    if (run->options.language)
        return run->options.language;
    return run->scenario->language.at ? run->scenario->language.at : "en";
}

/* For people a sentence; for authors of scenarios also how the schema calls the blocker. */
static void add_blocker(const acm__trial *run, const acm_blocker *blocker, bool named,
                        acm__buffer *out)
{
    char sentence[SENTENCE] = "";
    acm_case_explain_text(run->c, blocker, acm__trial_language(run), sentence, sizeof sentence,
                          NULL);
    if (!named) {
        acm__buffer_print(out, "%s\n", sentence);
        return;
    }
    const char *subject = acm_playbook_key(run->playbook, blocker->subject, NULL);
    acm__buffer_print(out, "  - ");
    if (blocker->alternative)
        acm__buffer_print(out, "way in %" PRIu32 ": ", blocker->alternative);
    acm__buffer_print(out, "%s%s%s: %s\n", acm__word_for(acm__blocker_words, blocker->kind),
                      subject ? " " : "", subject ? subject : "", sentence);
}

acm_status acm__report_explain(const acm__trial *run, const acm__question *question, bool named,
                               acm__buffer *out)
{
    acm_blocker *blockers;
    size_t count;
    acm_status status = acm__report_blockers(run, question, &blockers, &count);
    for (size_t i = 0; status == ACM_OK && i < count; i++)
        add_blocker(run, &blockers[i], named, out);
    acm__free(run->allocator, blockers);
    return out->failed ? ACM_E_NOMEM : status;
}

acm_status acm__trial_stopped(acm__trial *run, int32_t value)
{
    acm_status status = acm__error(run->err, ACM_E_CALLBACK, "a callback stopped the scenario");
    if (run->err && run->err->status == status)
        run->err->value = value;
    return status;
}

static int32_t send(const acm__trial *run, const char *text, size_t len)
{
    return run->options.diagnosis(run->options.user, text, len);
}

void acm__report_heading(const acm__trial *run, acm__buffer *out)
{
    const acm__scenario_step *step = &run->scenario->steps[run->step];
    acm__buffer_print(out, "step %zu", run->step + 1);
    if (step->line)
        acm__buffer_print(out, " (line %" PRIu32 ")", step->line);
    acm__buffer_print(out, ": %s\n", step->text);
}

acm_status acm__report_send(acm__trial *run)
{
    acm__buffer *head = &run->block;
    if (!run->options.diagnosis)
        return ACM_OK;
    acm__buffer_cut(head, 0);
    acm__report_heading(run, head);
    if (head->failed)
        return ACM_E_NOMEM;
    int32_t stop = send(run, head->at, head->len);
    if (!stop && run->report.len)
        stop = send(run, run->report.at, run->report.len);
    return stop ? acm__trial_stopped(run, stop) : ACM_OK;
}
