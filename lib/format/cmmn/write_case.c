#include "format/cmmn/write.h"

#include "format/words.h"

#include <string.h>

/* Ids */

void acm__cmmn_put_item(acm__cmmn_writing *o, const char *name, acm_id item, const char *suffix)
{
    acm__cmmn_attribute(&o->w, name);
    acm__cmmn_add(&o->w, o->ids.items[item], ACM__CMMN_PLAIN);
    acm__cmmn_add_word(&o->w, suffix);
    acm__cmmn_attribute_end(&o->w);
}

static void add_criterion(acm__cmmn_writing *o, uint32_t criterion)
{
    const acm__criterion *c = &o->p->criteria[criterion];
    const acm__item *item = &o->p->items[c->item];
    bool entry = c->kind == ACM_CRITERION_ENTRY;
    acm__cmmn_add(&o->w, o->ids.items[c->item], ACM__CMMN_PLAIN);
    acm__cmmn_add_word(&o->w, entry ? "--entry-" : "--exit-");
    acm__cmmn_add_number(&o->w, criterion - item->criteria - (entry ? 0 : item->entry_count) + 1);
}

void acm__cmmn_put_criterion(acm__cmmn_writing *o, const char *name, uint32_t criterion,
                             const char *suffix)
{
    acm__cmmn_attribute(&o->w, name);
    add_criterion(o, criterion);
    acm__cmmn_add_word(&o->w, suffix);
    acm__cmmn_attribute_end(&o->w);
}

void acm__cmmn_put_on_part(acm__cmmn_writing *o, const char *name, uint32_t on_part,
                           const char *suffix)
{
    uint32_t criterion = o->p->on_parts[on_part].criterion;
    acm__cmmn_attribute(&o->w, name);
    add_criterion(o, criterion);
    acm__cmmn_add_word(&o->w, "-on-");
    acm__cmmn_add_number(&o->w, on_part - o->p->criteria[criterion].on_parts + 1);
    acm__cmmn_add_word(&o->w, suffix);
    acm__cmmn_attribute_end(&o->w);
}

static void put_definition(acm__cmmn_writing *o, const char *name, acm_id item)
{
    acm__str id = o->ids.definitions[item];
    if (id.at)
        acm__cmmn_put_text(&o->w, name, id, ACM__CMMN_PLAIN);
    else
        acm__cmmn_put_item(o, name, item, "--definition");
}

/* What there is to say */

acm__str acm__cmmn_told(const acm__cmmn_writing *o, acm_id id, acm_control control)
{
    size_t len;
    const char *text = acm_playbook_control(o->p, id, control, &len);
    return (acm__str){text, (uint32_t)len};
}

acm__str acm__cmmn_first_text(const acm__cmmn_writing *o, acm_id id, acm_text_field field)
{
    const acm_playbook *p = o->p;
    const acm__text *end = p->texts + p->text_count;
    const acm__text *t = p->texts + acm__first_of(p->texts, p->text_count, sizeof *t, id);
    for (; t < end && t->id == id && t->edition == 0; t++)
        if (t->field == field)
            return t->text;
    return (acm__str){NULL, 0};
}

acm_text_field acm__cmmn_documentation(const acm__cmmn_writing *o, acm_id item)
{
    if (acm__cmmn_first_text(o, item, ACM_TEXT_BODY).at)
        return ACM_TEXT_BODY;
    return acm__cmmn_first_text(o, item, ACM_TEXT_OVERVIEW).at ? ACM_TEXT_OVERVIEW : 0;
}

static bool is_human(const acm__cmmn_writing *o, acm_id item)
{
    acm__str type = acm__cmmn_told(o, item, ACM_CONTROL_TYPE);
    return o->p->items[item].kind == ACM_ITEM_TASK &&
           (!type.at || acm__str_equal(type, ACM__STR("human")));
}

uint32_t acm__cmmn_named_performers(const acm__cmmn_writing *o, acm_id item, const acm_ref **first)
{
    const acm_playbook *p = o->p;
    const acm_ref *ref = p->refs + acm__first_of(p->refs, p->ref_count, sizeof *ref, item);
    const acm_ref *end = p->refs + p->ref_count;
    uint32_t most = is_human(o, item)                               ? 1
                    : p->items[item].kind == ACM_ITEM_USER_LISTENER ? UINT32_MAX
                                                                    : 0;
    *first = ref;
    while (ref < end && ref->item == item && ref->kind == ACM_REF_PERFORMER &&
           (uint32_t)(ref - *first) < most)
        ref++;
    return (uint32_t)(ref - *first);
}

/* Expressions */

static void put_expression(acm__cmmn_writing *o, const char *name, acm__str text)
{
    if (!text.at)
        return;
    acm__cmmn_attribute(&o->w, name);
    acm__cmmn_add(&o->w, ACM__STR("${"), ACM__CMMN_PLAIN);
    acm__cmmn_add(&o->w, text, ACM__CMMN_PLAIN);
    acm__cmmn_add(&o->w, ACM__STR("}"), ACM__CMMN_PLAIN);
    acm__cmmn_attribute_end(&o->w);
}

/* Text that stands in an element. */
static void add_text(acm__cmmn_writing *o, acm__str text)
{
    acm__cmmn_add_text(&o->w, text, ACM__CMMN_PLAIN);
}

static void write_condition(acm__cmmn_writing *o, acm__str first, acm__str second)
{
    acm__cmmn_open(&o->w, "condition");
    add_text(o, ACM__STR("${"));
    if (first.at && second.at) {
        add_text(o, ACM__STR("("));
        add_text(o, first);
        add_text(o, ACM__STR(") and ("));
        add_text(o, second);
        add_text(o, ACM__STR(")"));
    } else {
        add_text(o, first.at ? first : second.at ? second : ACM__STR("true"));
    }
    add_text(o, ACM__STR("}"));
    acm__cmmn_close(&o->w, "condition");
}

/* Sentries */

static acm__str text_of(const acm__expr *expr)
{
    return expr ? acm__expr_text(expr) : (acm__str){NULL, 0};
}

static void write_on_part(acm__cmmn_writing *o, uint32_t index)
{
    const acm__on_part *on = &o->p->on_parts[index];
    bool unknown = on->event == ACM_TRANSITION_PARENT_TERMINATE;
    acm__cmmn_open(&o->w, "planItemOnPart");
    acm__cmmn_put_on_part(o, "id", index, "");
    acm__cmmn_put_item(o, "sourceRef", on->source, "");
    if (on->exit_criterion)
        acm__cmmn_put_criterion(o, "exitCriterionRef", on->exit_criterion - 1, "");
    if (unknown)
        acm__cmmn_put(&o->w, "acm:event", acm__words_events[on->event]);
    const char *word = acm__words_events[unknown ? ACM_TRANSITION_TERMINATE : on->event];
    acm__cmmn_text(&o->w, "standardEvent", (acm__str){word, (uint32_t)strlen(word)});
    acm__cmmn_close(&o->w, "planItemOnPart");
}

/* A criterion that waits for what CMMN does not know alone is always true to others. */
static bool has_if_part(const acm__criterion *c)
{
    return c->expr || c->enable || !c->on_count;
}

static void write_sentry(acm__cmmn_writing *o, uint32_t index)
{
    const acm__criterion *c = &o->p->criteria[index];
    acm__cmmn_open(&o->w, "sentry");
    acm__cmmn_put_criterion(o, "id", index, "-sentry");
    if (c->flags & ACM_CRITERION_ON_EVENT)
        acm__cmmn_put(&o->w, "flowable:triggerMode", "onEvent");
    for (uint32_t i = c->on_parts; i < c->on_parts + c->on_count; i++)
        write_on_part(o, i);
    if (has_if_part(c)) {
        acm__cmmn_open(&o->w, "ifPart");
        acm__cmmn_put_criterion(o, "id", index, "-if");
        write_condition(o, text_of(c->enable), text_of(c->expr));
        acm__cmmn_close(&o->w, "ifPart");
    }
    acm__cmmn_close(&o->w, "sentry");
}

static void write_sentries(acm__cmmn_writing *o, acm_id item)
{
    const acm__item *i = &o->p->items[item];
    for (uint32_t c = i->criteria; c < i->criteria + i->entry_count + i->exit_count; c++)
        write_sentry(o, c);
}

/* Criteria */

static void put_exit_flags(acm__cmmn_writing *o, uint32_t flags)
{
    if (flags & (ACM_CRITERION_EXIT_ACTIVE | ACM_CRITERION_EXIT_ENABLED))
        acm__cmmn_put(&o->w, "flowable:exitType",
                      flags & ACM_CRITERION_EXIT_ENABLED ? "activeAndEnabledInstances"
                                                         : "activeInstances");
    if (flags & (ACM_CRITERION_COMPLETE | ACM_CRITERION_FORCE_COMPLETE))
        acm__cmmn_put(&o->w, "flowable:exitEventType",
                      flags & ACM_CRITERION_FORCE_COMPLETE ? "forceComplete" : "complete");
}

static void write_criterion(acm__cmmn_writing *o, uint32_t index)
{
    const acm__criterion *c = &o->p->criteria[index];
    const char *name = c->kind == ACM_CRITERION_ENTRY ? "entryCriterion" : "exitCriterion";
    acm__str text = text_of(c->expr);
    acm__cmmn_open(&o->w, name);
    acm__cmmn_put_criterion(o, "id", index, "");
    acm__cmmn_put_criterion(o, "sentryRef", index, "-sentry");
    put_exit_flags(o, c->flags);
    if (c->flags & ACM_CRITERION_WORK_DONE)
        acm__cmmn_put(&o->w, "acm:work_done", "true");
    if (has_if_part(c) && (!c->expr || c->enable || !acm__cmmn_is_plain(text)))
        acm__cmmn_put_text(&o->w, "acm:if", text, ACM__CMMN_EXACT);
    acm__cmmn_close(&o->w, name);
}

static void write_criteria(acm__cmmn_writing *o, uint32_t first, uint32_t count)
{
    for (uint32_t i = first; i < first + count; i++)
        write_criterion(o, i);
}

/* Rules */

static void write_parent_completion(acm__cmmn_writing *o, acm__str word)
{
    char name[64], *at = name;
    if (!word.at)
        return;
    for (uint32_t i = 0; i < word.len && at < name + sizeof name - 1; i++)
        *at++ =
            word.at[i] == '-' && i + 1 < word.len ? (char)(word.at[++i] - 'a' + 'A') : word.at[i];
    acm__cmmn_open(&o->w, "extensionElements");
    acm__cmmn_open(&o->w, "flowable:parentCompletionRule");
    acm__cmmn_put_text(&o->w, "type", (acm__str){name, (uint32_t)(at - name)}, ACM__CMMN_PLAIN);
    acm__cmmn_close(&o->w, "flowable:parentCompletionRule");
    acm__cmmn_close(&o->w, "extensionElements");
}

typedef struct rule {
    const char *name;
    uint32_t flag;
    acm_control when;
} rule;

/* In the order of the schema. */
static const rule rules[] = {
    {"repetitionRule", ACM_ITEM_REPEATS, ACM_CONTROL_REPEAT_WHEN},
    {"requiredRule", ACM_ITEM_REQUIRED, ACM_CONTROL_REQUIRED_WHEN},
    {"manualActivationRule", ACM_ITEM_MANUAL, ACM_CONTROL_MANUAL_WHEN},
};

enum {
    RULES = sizeof rules / sizeof rules[0]
};

/* The rules of an item by flags; one that its children require has those that hold while they are in scope. */
static uint32_t rule_flags(const acm__item *item)
{
    if (!(item->flags & ACM_ITEM_REQUIRED_BY_CHILD))
        return item->flags;
    uint32_t flag = item->flags & ACM__ITEM_WORK_WITHIN ? ACM_ITEM_REQUIRED : ACM_ITEM_MANUAL;
    return (item->flags & ~(ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL)) | flag;
}

static bool has_rule(const acm__cmmn_writing *o, acm_id item, const rule *r)
{
    return (rule_flags(&o->p->items[item]) & r->flag) || acm__cmmn_told(o, item, r->when).at;
}

static void write_rule(acm__cmmn_writing *o, acm_id item, const rule *r)
{
    acm__str when = acm__cmmn_told(o, item, r->when);
    if (!has_rule(o, item, r))
        return;
    acm__str counter = acm__cmmn_told(o, item, ACM_CONTROL_COUNTER);
    acm__cmmn_open(&o->w, r->name);
    if (r == rules && counter.at)
        acm__cmmn_put_text(&o->w, "flowable:counterVariable", counter, ACM__CMMN_PLAIN);
    if (when.at)
        write_condition(o, when, (acm__str){NULL, 0});
    acm__cmmn_close(&o->w, r->name);
}

static void write_control(acm__cmmn_writing *o, acm_id item)
{
    acm__str completion = acm__cmmn_told(o, item, ACM_CONTROL_PARENT_COMPLETION);
    bool any = completion.at != NULL;
    for (size_t i = 0; i < RULES; i++)
        any = any || has_rule(o, item, &rules[i]);
    if (!any)
        return;
    acm__cmmn_open(&o->w, "itemControl");
    write_parent_completion(o, completion);
    for (size_t i = 0; i < RULES; i++)
        write_rule(o, item, &rules[i]);
    acm__cmmn_close(&o->w, "itemControl");
}

/* Plan items and their definitions */

static void write_plan_item(acm__cmmn_writing *o, acm_id id)
{
    const acm__item *item = &o->p->items[id];
    acm__str name = acm__cmmn_first_text(o, id, ACM_TEXT_NAME);
    acm__cmmn_open(&o->w, "planItem");
    acm__cmmn_put_item(o, "id", id, "");
    if (name.at)
        acm__cmmn_put_text(&o->w, "name", name, ACM__CMMN_PLAIN);
    put_definition(o, "definitionRef", id);
    acm__cmmn_write_item(o, id);
    write_control(o, id);
    write_criteria(o, item->criteria, item->entry_count + item->exit_count);
    acm__cmmn_close(&o->w, "planItem");
}

static void put_performers(acm__cmmn_writing *o, acm_id item)
{
    const acm_ref *first;
    uint32_t count = acm__cmmn_named_performers(o, item, &first);
    if (!count)
        return;
    acm__cmmn_attribute(&o->w, is_human(o, item) ? "performerRef" : "authorizedRoleRefs");
    for (uint32_t i = 0; i < count; i++) {
        acm__cmmn_add_word(&o->w, i ? " " : "");
        acm__cmmn_add(&o->w, o->ids.terms[first[i].target - acm__term_id(o->p, 0)],
                      ACM__CMMN_PLAIN);
    }
    acm__cmmn_attribute_end(&o->w);
}

static void put_flags(acm__cmmn_writing *o, acm_id id)
{
    const acm__item *item = &o->p->items[id];
    if (item->flags & ACM_ITEM_AUTO_COMPLETE)
        acm__cmmn_put(&o->w, "autoComplete", "true");
    if (item->flags & ACM_ITEM_NON_BLOCKING)
        acm__cmmn_put(&o->w, "isBlocking", "false");
    put_expression(o, "flowable:autoCompleteCondition",
                   acm__cmmn_told(o, id, ACM_CONTROL_AUTO_COMPLETE_WHEN));
    put_expression(o, "flowable:availableCondition",
                   acm__cmmn_told(o, id, ACM_CONTROL_AVAILABLE_WHEN));
}

static void write_documentation(acm__cmmn_writing *o, acm_id item)
{
    acm_text_field field = acm__cmmn_documentation(o, item);
    if (field)
        acm__cmmn_text(&o->w, "documentation", acm__cmmn_first_text(o, item, field));
}

static void write_stage_content(acm__cmmn_writing *o, acm_id stage);

static void write_timer(acm__cmmn_writing *o, acm_id item)
{
    acm__cmmn_text(&o->w, "timerExpression", acm__cmmn_told(o, item, ACM_CONTROL_TIMER));
}

static const char *definition_element(const acm__cmmn_writing *o, acm_id id)
{
    static const char *const elements[] = {[ACM_ITEM_STAGE] = "stage",
                                           [ACM_ITEM_TASK] = "humanTask",
                                           [ACM_ITEM_MILESTONE] = "milestone",
                                           [ACM_ITEM_USER_LISTENER] = "userEventListener",
                                           [ACM_ITEM_TIMER_LISTENER] = "timerEventListener",
                                           [ACM_ITEM_EVENT_LISTENER] = "eventListener"};
    static const char *const tasks[] = {"humanTask", "processTask", "caseTask", "decisionTask"};
    acm__str type = acm__cmmn_told(o, id, ACM_CONTROL_TYPE);
    for (size_t i = 0; type.at && i < sizeof tasks / sizeof tasks[0]; i++)
        if (tasks[i][0] == type.at[0]) /* a type is the word before "Task" */
            return tasks[i];
    return elements[o->p->items[id].kind];
}

/* Recursion is as deep as items are nested, which the builder bounds. */
static void write_definition(acm__cmmn_writing *o, acm_id id)
{
    const acm__item *item = &o->p->items[id];
    const char *element = definition_element(o, id);
    acm__str name = acm__cmmn_first_text(o, id, ACM_TEXT_NAME);
    acm__cmmn_open(&o->w, element);
    put_definition(o, "id", id);
    acm__cmmn_put_text(&o->w, "name", name.at ? name : item->key, ACM__CMMN_PLAIN);
    put_performers(o, id);
    put_flags(o, id);
    write_documentation(o, id);
    if (item->kind == ACM_ITEM_STAGE)
        write_stage_content(o, id);
    if (item->kind == ACM_ITEM_TIMER_LISTENER)
        write_timer(o, id);
    acm__cmmn_close(&o->w, element);
}

static void write_each(acm__cmmn_writing *o, acm_id stage,
                       void (*write)(acm__cmmn_writing *, acm_id))
{
    acm_id end = o->p->items[stage].end;
    for (acm_id id = stage + 1; id <= end; id = o->p->items[id].end + 1)
        write(o, id);
}

static void write_stage_content(acm__cmmn_writing *o, acm_id stage)
{
    write_each(o, stage, write_plan_item);
    if (stage == 1)
        write_sentries(o, stage);
    write_each(o, stage, write_sentries);
    write_each(o, stage, write_definition);
}

/* The case */

static void write_plan(acm__cmmn_writing *o)
{
    const acm__item *root = &o->p->items[1];
    acm__str name = acm__cmmn_first_text(o, 1, ACM_TEXT_NAME);
    acm__cmmn_open(&o->w, "casePlanModel");
    acm__cmmn_put_item(o, "id", 1, "");
    if (name.at)
        acm__cmmn_put_text(&o->w, "name", name, ACM__CMMN_PLAIN);
    put_flags(o, 1);
    write_documentation(o, 1);
    acm__cmmn_write_item(o, 1);
    write_stage_content(o, 1);
    write_criteria(o, root->criteria, root->exit_count);
    acm__cmmn_close(&o->w, "casePlanModel");
}

static void write_role(acm__cmmn_writing *o, uint32_t index)
{
    const acm__term *term = &o->p->terms[index];
    acm__str name = acm__cmmn_first_text(o, acm__term_id(o->p, index), ACM_TEXT_NAME);
    acm__cmmn_open(&o->w, "role");
    acm__cmmn_put_text(&o->w, "id", o->ids.terms[index], ACM__CMMN_PLAIN);
    acm__cmmn_put_text(&o->w, "name", name.at ? name : term->name, ACM__CMMN_PLAIN);
    acm__cmmn_put_text(&o->w, "acm:key", term->key, ACM__CMMN_EXACT);
    acm__cmmn_close(&o->w, "role");
}

static void write_roles(acm__cmmn_writing *o)
{
    if (!o->p->term_counts[ACM_TERM_ROLE])
        return;
    acm__cmmn_open(&o->w, "caseRoles");
    for (uint32_t i = 0; i < o->p->term_count; i++)
        if (o->p->terms[i].kind == ACM_TERM_ROLE)
            write_role(o, i);
    acm__cmmn_close(&o->w, "caseRoles");
}

static void write_case(acm__cmmn_writing *o)
{
    acm__str name = acm__cmmn_first_text(o, 1, ACM_TEXT_NAME);
    acm__cmmn_open(&o->w, "case");
    put_definition(o, "id", 1);
    if (name.at)
        acm__cmmn_put_text(&o->w, "name", name, ACM__CMMN_PLAIN);
    acm__cmmn_write_playbook(o);
    write_plan(o);
    write_roles(o);
    acm__cmmn_close(&o->w, "case");
}

void acm__cmmn_write_definitions(acm__cmmn_writing *o)
{
    static const char *const attributes[][2] = {
        {"xmlns", "http://www.omg.org/spec/CMMN/20151109/MODEL"},
        {"xmlns:cmmndi", "http://www.omg.org/spec/CMMN/20151109/CMMNDI"},
        {"xmlns:dc", "http://www.omg.org/spec/CMMN/20151109/DC"},
        {"xmlns:di", "http://www.omg.org/spec/CMMN/20151109/DI"},
        {"xmlns:flowable", "http://flowable.org/cmmn"},
        {"xmlns:acm", "urn:acm-playbook:cmmn:1"},
        {"targetNamespace", "urn:acm-playbook:case"},
        {"expressionLanguage", "urn:acm-playbook:expression"},
        {"exporter", "libacmplaybook"},
    };
    acm__cmmn_begin(&o->w);
    acm__cmmn_open(&o->w, "definitions");
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
        acm__cmmn_put(&o->w, attributes[i][0], attributes[i][1]);
    write_case(o);
    if (o->layout.boxes)
        acm__cmmn_write_diagram(o);
    acm__cmmn_close(&o->w, "definitions");
}
