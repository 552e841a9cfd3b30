/* post.c - takes commands: mistakes of the caller, refusals of the case, and what is carried out. */
#include "base/error.h"
#include "engine/blockers.h"
#include "engine/command.h"
#include "engine/extra.h"
#include "engine/plain_command.h"

/* Mistakes of the caller, told apart from refusals. */
static acm_status check_command(const acm_case *c, const acm_command *k, acm_error *err)
{
    acm__target target = acm__command_rules[k->kind].target;
    bool is_item = acm__playbook_item(c->playbook, k->item) != NULL;
    bool is_condition = !is_item && k->item && acm__playbook_condition(c->playbook, k->item);
    bool fits = target == ACM__TARGET_ITEM ? !is_condition
                                           : target != ACM__TARGET_CONDITION || is_condition;
    if (!fits || (k->item && !is_item && !is_condition))
        return acm__error(err, ACM_E_NOTFOUND, "the command names no %s of the playbook",
                          target == ACM__TARGET_CONDITION ? "condition" : "item");
    if (!acm__case_knows(c, k->actor))
        return acm__error(err, ACM_E_NOTFOUND, "the roster has no participant %u", k->actor);
    return ACM_OK;
}

static bool keep_first(void *user, const acm_blocker *blocker)
{
    *(acm_blocker *)user = *blocker;
    return false;
}

/* Refuses with the first blocker as the message. */
static acm_status refuse(const acm__view *v, const acm_blocker *blocker, acm_error *err)
{
    acm_status status = acm__blocker_status(v, blocker);
    if (!acm__error_begin(err, status))
        return status;
    acm__blocker_sentence(v, blocker, "en", err->message, sizeof err->message);
    size_t len;
    const char *key = acm_playbook_key(v->p, blocker->item, &len);
    if (key)
        acm__error_path(err, key, len);
    return status;
}

static acm_status check_state(const acm_case *c, const acm__order *o, acm_error *err)
{
    const acm_command *k = o->command;
    acm__view v = acm__view_of(c);
    acm_blocker blocker;
    blocker.kind = 0;
    if (acm__command_rules[k->kind].target != ACM__TARGET_CASE) {
        acm__blockers(&v, k->item, o->instance, k->kind, k->actor, keep_first, &blocker);
        return blocker.kind ? refuse(&v, &blocker, err) : ACM_OK;
    }
    acm_state state = acm_case_state(c);
    if (state == ACM_STATE_CLOSED ||
        (k->kind == ACM_COMMAND_SET_SCOPE && state != ACM_STATE_ACTIVE)) {
        blocker = (acm_blocker){.kind = ACM_BLOCKER_ENDED,
                                .item = c->plan,
                                .subject = c->plan,
                                .detail = (uint32_t)state,
                                .command = k->kind,
                                .actor = k->actor,
                                .instance = 1};
        return refuse(&v, &blocker, err);
    }
    if (k->kind == ACM_COMMAND_REMOVE_FACT && !acm__extra_has_fact(c->extra, o->text))
        return acm__error(err, ACM_E_NOTFOUND, "there is no fact '%.*s'", (int)o->text.len,
                          o->text.at);
    return ACM_OK;
}

/* Takes a command apart; all that is wrong with it now, or stands in its way, is said. */
static acm_status check_order(const acm_case *c, const acm_command *record, size_t stride,
                              acm__str block, acm_command *copy, acm__order *out, acm_error *err)
{
    acm_status status = acm__order_read(record, stride, block, copy, out, err);
    if (!status)
        status = check_command(c, out->command, err);
    if (!status && acm__command_rules[out->command->kind].target != ACM__TARGET_CASE)
        status = acm__order_choose(c, out->command, &out->instance, err);
    return status ? status : check_state(c, out, err);
}

/* Runs a command and settles what follows. `checked`: it is plain, nothing stands in its way. */
static acm_status run_one(acm_case *c, const acm_command *record, size_t stride,
                          const acm__str *block, bool checked, acm_error *err)
{
    acm_command copy;
    acm__order o = {record, {"", 0}, {"", 0}, {record->item, 0}};
    acm_status status = ACM_OK;
    if (!checked)
        status = check_order(c, record, stride, *block, &copy, &o, err);
    if (status)
        return status;
    acm__run r;
    acm__run_init(&r, c, o.command->actor, o.command->time, err);
    return acm__run_command(&r, acm__command_rules[o.command->kind].carry, &o);
}

/* Commands that are one: facts, and what is done with them. */
typedef struct group {
    const char *at;
    size_t stride, count;
    acm__str block;
} group;

static const acm_command *group_record(const group *g, size_t index)
{
    return (const acm_command *)(const void *)(g->at + index * g->stride);
}

/* Each is checked when those before it have been carried out. */
static void carry_group(acm__run *r, const void *what)
{
    const group *g = what;
    for (size_t i = 0; i < g->count && !r->status; i++) {
        acm_command copy;
        acm__order o;
        r->status = check_order(r->c, group_record(g, i), g->stride, g->block, &copy, &o, r->err);
        if (r->status)
            return;
        r->actor = o.command->actor;
        acm__command_rules[o.command->kind].carry(r, &o);
    }
}

static acm_status run_group(acm_case *c, const group *g, acm_error *err)
{
    const acm_command *last = group_record(g, g->count - 1);
    if (last->flags & ACM_COMMAND_WITH_NEXT)
        return acm__error(err, ACM_E_INVALID, "no command follows that a fact is one with");
    acm__run r;
    acm__run_init(&r, c, last->actor, last->time, err);
    return acm__run_command(&r, carry_group, g);
}

/* How many of `most` commands are one with the first. */
static size_t group_count(const group *g, size_t most)
{
    size_t count = 1;
    while (count < most && (group_record(g, count - 1)->flags & ACM_COMMAND_WITH_NEXT))
        count++;
    return count;
}

/* Runs what is not plain, or more follows from; says how many commands are one with the first. */
static acm_status post_next(acm_case *c, const group *rest, acm__plainness plain, size_t *together,
                            acm_error *err)
{
    if (plain == ACM__PLAIN_NO && group_record(rest, 0)->flags) {
        group g = *rest;
        *together = g.count = group_count(rest, rest->count);
        return run_group(c, &g, err);
    }
    return run_one(c, group_record(rest, 0), rest->stride, &rest->block,
                   plain == ACM__PLAIN_CHECKED, err);
}

ACM__NEVER_INLINE acm_status post_all(acm_case *c, const acm_command *commands, size_t stride,
                                      size_t count, const char *text, size_t text_len,
                                      size_t *accepted, acm_error *err)
{
    group rest = {(const char *)commands, stride, count, {"", 0}};
    acm_status status = ACM_OK;
    if (accepted)
        *accepted = 0;
    if (!c || (!commands && count) || (text && !acm__str_from(text, text_len, &rest.block)))
        return acm__error(err, ACM_E_INVALID, "case, commands or text are missing");
    if (count && stride < sizeof *commands)
        return acm__error(err, ACM_E_VERSION, "commands of %zu bytes are too small", stride);
    while (rest.count && !status) {
        size_t together = 1;
        acm__plainness plain = ACM__PLAIN_NO;
        if (stride == sizeof *commands)
            plain = acm__plain_post(c, group_record(&rest, 0));
        if (plain != ACM__PLAIN_DONE)
            status = post_next(c, &rest, plain, &together, err);
        if (!status) {
            rest.at += together * stride;
            rest.count -= together;
        }
    }
    if (accepted)
        *accepted = count - rest.count;
    return status;
}

ACM__NEVER_INLINE acm_status post_one(acm_case *c, const acm_command *k, acm__plainness plain,
                                      size_t *accepted, acm_error *err)
{
    const group one = {(const char *)k, sizeof *k, 1, {"", 0}};
    size_t together;
    acm_status status = post_next(c, &one, plain, &together, err);
    if (accepted)
        *accepted = !status;
    return status;
}

/* Most commands come alone and are plain: they are done here. */
acm_status acm_case_post(acm_case *c, const acm_command *commands, size_t stride, size_t count,
                         const char *text, size_t text_len, size_t *accepted, acm_error *err)
{
    if (!c || !commands || count != 1 || stride != sizeof *commands || text)
        return post_all(c, commands, stride, count, text, text_len, accepted, err);
    acm__plainness plain = acm__plain_post(c, commands);
    if (plain != ACM__PLAIN_DONE)
        return post_one(c, commands, plain, accepted, err);
    if (accepted)
        *accepted = 1;
    return ACM_OK;
}
