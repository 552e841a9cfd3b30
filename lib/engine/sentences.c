/* sentences.c - blockers as sentences: templates a language, {subject}, {state}, ... stand for what is named. */
#include "base/number.h"
#include "engine/blockers.h"
#include "engine/extra.h"

#include <string.h>

enum {
    KINDS = ACM_BLOCKER_UNAVAILABLE + 1
};

typedef struct wording {
    const char *tag;
    const char *sentences[KINDS];
    const char *unknown_actor;
    const char *no_actor;        /* ACM_BLOCKER_ROLE when the command names nobody */
    const char *condition_state; /* ACM_BLOCKER_STATE of a condition */
    const char *states[ACM__STATE_COUNT];
    const char *condition_states[ACM_CONDITION_STATE_WAIVED + 1];
    const char *events[ACM__TRANSITION_COUNT];
} wording;

static const wording wordings[] = {
    {"en",
     {[ACM_BLOCKER_CONDITION] = "the condition \"{subject}\" is not confirmed",
      [ACM_BLOCKER_PREDECESSOR] = "\"{subject}\" has not yet been {event}",
      [ACM_BLOCKER_EXPRESSION] = "the rule of \"{subject}\" does not hold: {rule}{values}",
      [ACM_BLOCKER_ROLE] = "\"{subject}\" is for the {role}; {actor} does not have that role",
      [ACM_BLOCKER_SCOPE] = "\"{subject}\" is out of scope",
      [ACM_BLOCKER_SUSPENDED] = "\"{subject}\" is suspended",
      [ACM_BLOCKER_STATE] = "\"{subject}\" is {state}",
      [ACM_BLOCKER_REQUIRED] = "\"{subject}\" is required and still {state}",
      [ACM_BLOCKER_ACTIVE] = "\"{subject}\" is still active",
      [ACM_BLOCKER_MANUAL] = "\"{subject}\" must be started by a person first",
      [ACM_BLOCKER_FIRED] =
          "\"{subject}\" has begun or ended since, so the condition stays as it is",
      [ACM_BLOCKER_ENDED] = "\"{subject}\" has ended: it is {state}"},
     "nobody of that name is in the roster",
     "\"{subject}\" is for the {role}, and the command names nobody",
     "the condition \"{subject}\" is {state}",
     {"not there yet", "available", "enabled", "disabled", "active", "suspended", "completed",
      "terminated", "failed", "closed"},
     {"not there yet", "open", "confirmed", "waived"},
     {[ACM_TRANSITION_CREATE] = "created",
      [ACM_TRANSITION_ENABLE] = "enabled",
      [ACM_TRANSITION_START] = "started",
      [ACM_TRANSITION_DISABLE] = "disabled",
      [ACM_TRANSITION_REENABLE] = "re-enabled",
      [ACM_TRANSITION_MANUAL_START] = "started by a person",
      [ACM_TRANSITION_SUSPEND] = "suspended",
      [ACM_TRANSITION_RESUME] = "resumed",
      [ACM_TRANSITION_FAULT] = "marked as failed",
      [ACM_TRANSITION_REACTIVATE] = "re-activated",
      [ACM_TRANSITION_COMPLETE] = "completed",
      [ACM_TRANSITION_TERMINATE] = "terminated",
      [ACM_TRANSITION_EXIT] = "ended by its exit criterion",
      [ACM_TRANSITION_PARENT_SUSPEND] = "suspended with its stage",
      [ACM_TRANSITION_PARENT_RESUME] = "resumed with its stage",
      [ACM_TRANSITION_OCCUR] = "reached",
      [ACM_TRANSITION_PARENT_TERMINATE] = "ended with its stage",
      [ACM_TRANSITION_CLOSE] = "closed"}},
    {"zh-hans",
     {[ACM_BLOCKER_CONDITION] = "条件“{subject}”尚未确认",
      [ACM_BLOCKER_PREDECESSOR] = "“{subject}”尚未{event}",
      [ACM_BLOCKER_EXPRESSION] = "“{subject}”的规则不成立：{rule}{values}",
      [ACM_BLOCKER_ROLE] = "“{subject}”由{role}负责，{actor}没有这个角色",
      [ACM_BLOCKER_SCOPE] = "“{subject}”不在范围内",
      [ACM_BLOCKER_SUSPENDED] = "“{subject}”已暂停",
      [ACM_BLOCKER_STATE] = "“{subject}”的状态是{state}",
      [ACM_BLOCKER_REQUIRED] = "“{subject}”是必需的，状态仍是{state}",
      [ACM_BLOCKER_ACTIVE] = "“{subject}”仍在进行中",
      [ACM_BLOCKER_MANUAL] = "必须先由人员启动“{subject}”",
      [ACM_BLOCKER_FIRED] = "“{subject}”已经开始或结束，该条件不能再更改",
      [ACM_BLOCKER_ENDED] = "“{subject}”已经结束：{state}"},
     "名单中没有这个人",
     "“{subject}”由{role}负责，而命令没有指明执行人",
     "条件“{subject}”{state}",
     {"尚未创建", "可用", "已启用", "已禁用", "进行中", "已暂停", "已完成", "已终止", "失败",
      "已关闭"},
     {"尚未出现", "未确认", "已确认", "已豁免"},
     {[ACM_TRANSITION_CREATE] = "创建",
      [ACM_TRANSITION_ENABLE] = "启用",
      [ACM_TRANSITION_START] = "开始",
      [ACM_TRANSITION_DISABLE] = "禁用",
      [ACM_TRANSITION_REENABLE] = "重新启用",
      [ACM_TRANSITION_MANUAL_START] = "由人员启动",
      [ACM_TRANSITION_SUSPEND] = "暂停",
      [ACM_TRANSITION_RESUME] = "恢复",
      [ACM_TRANSITION_FAULT] = "标记为失败",
      [ACM_TRANSITION_REACTIVATE] = "重新激活",
      [ACM_TRANSITION_COMPLETE] = "完成",
      [ACM_TRANSITION_TERMINATE] = "终止",
      [ACM_TRANSITION_EXIT] = "因退出条件结束",
      [ACM_TRANSITION_PARENT_SUSPEND] = "随阶段暂停",
      [ACM_TRANSITION_PARENT_RESUME] = "随阶段恢复",
      [ACM_TRANSITION_OCCUR] = "达成",
      [ACM_TRANSITION_PARENT_TERMINATE] = "随阶段结束",
      [ACM_TRANSITION_CLOSE] = "关闭"}},
};

static const wording *wording_for(const acm__view *v, const char *language)
{
    const char *tag = language ? language : acm_playbook_language(v->p, 0);
    acm__str wanted = {tag, tag ? (uint32_t)strlen(tag) : 0};
    for (size_t i = 0; i < sizeof wordings / sizeof wordings[0]; i++)
        if (acm__name_equal(wanted, (acm__str){wordings[i].tag, (uint32_t)strlen(wordings[i].tag)}))
            return &wordings[i];
    return &wordings[0];
}

/* Text that is cut where the caller's buffer ends, but counted in full. */
typedef struct output {
    char *at;
    size_t capacity, used;
} output;

static void put(output *o, acm__str text)
{
    if (o->used < o->capacity) {
        size_t room = o->capacity - o->used;
        memcpy(o->at + o->used, text.at, text.len < room ? text.len : room);
    }
    o->used += text.len;
}

static acm__str str_of(const char *text)
{
    return (acm__str){text ? text : "?", text ? (uint32_t)strlen(text) : 1};
}

/* The expression that a blocker is about, NULL if it is about none. */
static const acm__expr *rule_of(const acm__view *v, const acm_blocker *b)
{
    if (b->kind != ACM_BLOCKER_EXPRESSION)
        return NULL;
    uint32_t index = b->detail - acm__criterion_id(v->p, 0);
    if (index < v->p->criterion_count)
        return v->p->criteria[index].expr;
    const acm__item *item = acm__playbook_item(v->p, b->subject);
    return item && item->control ? v->p->controls[item->control - 1].enable_when : NULL;
}

static acm__str value_of(const acm__view *v, const acm_blocker *b, const wording *w,
                         const char *language, acm__str place)
{
    if (acm__str_equal(place, ACM__STR("subject")))
        return acm__playbook_name(v->p, b->subject, language);
    if (acm__str_equal(place, ACM__STR("role")))
        return acm__playbook_name(v->p, b->detail, language);
    if (acm__str_equal(place, ACM__STR("event")))
        return str_of(b->detail < ACM__TRANSITION_COUNT ? w->events[b->detail] : NULL);
    if (acm__str_equal(place, ACM__STR("actor"))) {
        const char *known = v->c->people ? acm_roster_name(v->c->people->roster, b->actor) : NULL;
        return str_of(known);
    }
    if (acm__str_equal(place, ACM__STR("rule")))
        return rule_of(v, b) ? acm__expr_text(rule_of(v, b)) : str_of(NULL);
    if (acm__playbook_condition(v->p, b->subject))
        return str_of(b->detail <= ACM_CONDITION_STATE_WAIVED ? w->condition_states[b->detail]
                                                              : NULL);
    return str_of(b->detail < ACM__STATE_COUNT ? w->states[b->detail] : NULL);
}

static void put_value(output *o, acm__value value)
{
    char number[ACM__NUMBER_BYTES];
    switch (value.kind) {
    case ACM__VALUE_BOOLEAN:
        put(o, value.as.boolean ? ACM__STR("true") : ACM__STR("false"));
        break;
    case ACM__VALUE_INTEGER:
        put(o, (acm__str){number, (uint32_t)acm__number_write_integer(value.as.integer, number)});
        break;
    case ACM__VALUE_DOUBLE:
        put(o, (acm__str){number, (uint32_t)acm__number_write_real(value.as.real, number)});
        break;
    case ACM__VALUE_STRING:
        put(o, ACM__STR("'"));
        put(o, value.as.string);
        put(o, ACM__STR("'"));
        break;
    default:
        put(o, ACM__STR("null"));
        break;
    }
}

/* " = active", or " = active / completed" of several items. */
static void put_states(output *o, const acm__view *v, acm__instance asking, const acm_id *reference,
                       const wording *w)
{
    uint32_t count;
    const acm_id *items = acm__playbook_bound(v->p, reference, &count);
    for (uint32_t i = 0; i < count; i++) {
        put(o, i ? ACM__STR(" / ") : ACM__STR(" = "));
        put(o, str_of(w->states[acm__view_state(v, acm__instance_near(v->c, asking, items[i]))]));
    }
}

/* What a rule saw: " (x = 2, 4047 = active)". */
static void put_values(output *o, const acm__view *v, acm__instance asking, const acm__expr *expr,
                       const wording *w)
{
    acm__str name;
    size_t offset, written = 0;
    const acm_id *item;
    for (size_t i = 0; acm__expr_fact(expr, i, &name); i++) {
        put(o, written++ ? ACM__STR(", ") : ACM__STR(" ("));
        put(o, name);
        put(o, ACM__STR(" = "));
        put_value(o, acm__extra_fact(v->c->extra, name));
    }
    for (size_t i = 0; (item = acm__expr_reference(expr, i, &name, &offset)) != NULL; i++) {
        put(o, written++ ? ACM__STR(", ") : ACM__STR(" ("));
        put(o, name);
        put_states(o, v, asking, item, w);
    }
    if (written)
        put(o, ACM__STR(")"));
}

size_t acm__blocker_sentence(const acm__view *v, const acm_blocker *blocker, const char *language,
                             char *buffer, size_t capacity)
{
    const wording *w = wording_for(v, language);
    const char *template = w->sentences[blocker->kind];
    if (blocker->kind == ACM_BLOCKER_ROLE && (!blocker->detail || !blocker->actor))
        template = blocker->detail ? w->no_actor : w->unknown_actor;
    if (blocker->kind == ACM_BLOCKER_STATE && acm__playbook_condition(v->p, blocker->subject))
        template = w->condition_state;
    output o = {buffer, capacity, 0};
    for (const char *at = template; *at;) {
        const char *open = strchr(at, '{');
        const char *close = open ? strchr(open, '}') : NULL;
        put(&o, (acm__str){at, (uint32_t)(open ? (size_t)(open - at) : strlen(at))});
        if (!close)
            break;
        acm__str place = {open + 1, (uint32_t)(close - open - 1)};
        if (!acm__str_equal(place, ACM__STR("values")))
            put(&o, value_of(v, blocker, w, language, place));
        else if (rule_of(v, blocker))
            put_values(&o, v, acm__instance_of(v->c, blocker->instance), rule_of(v, blocker), w);
        at = close + 1;
    }
    if (capacity)
        buffer[o.used < capacity ? o.used : acm__utf8_cut(buffer, capacity - 1)] = '\0';
    return o.used + 1;
}
