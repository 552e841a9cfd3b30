/* read_known.c - what of a model is carried over, element by element and attribute by attribute; the rest is reported. */
#include "base/error.h"
#include "format/cmmn/read.h"

#include <string.h>

/* Lists of words stand with blanks between them. "*" is any definition, "acm:" and "flowable:" a namespace. */
typedef struct known {
    const char *elements, *within, *attributes;
    const char *attributes_10; /* of CMMN 1.0 alone */
    bool single;
} known;

#define CONTROLS "itemControl defaultControl"
#define STAGES   "casePlanModel stage"

static const known table[] = {
    {"documentation", "case caseRoles role planItem *", "id", "", false},
    {"caseRoles", "case", "id acm:key", "name description", false},
    {"role", "caseRoles", "id name acm:key", "", false},
    {"casePlanModel", "case", "id name autoComplete flowable:autoCompleteCondition",
     "description exitCriteriaRefs", true},
    {"planItem", STAGES, "id name definitionRef", "description entryCriteriaRefs exitCriteriaRefs",
     false},
    {"itemControl", "planItem", "id", "", true},
    {"defaultControl", "*", "id", "", true},
    {"requiredRule manualActivationRule", CONTROLS, "id name", "", true},
    {"repetitionRule", CONTROLS, "id name flowable:counterVariable", "", true},
    {"condition", "requiredRule manualActivationRule repetitionRule ifPart completionNeutralRule",
     "id language", "", true},
    {"body", "condition timerExpression", "", "", true},
    {"entryCriterion", "planItem", "id name sentryRef acm:if acm:work_done", "", false},
    {"exitCriterion", "planItem casePlanModel",
     "id name sentryRef acm:if flowable:exitType flowable:exitEventType", "", false},
    {"sentry", STAGES, "id name flowable:triggerMode", "", false},
    {"planItemOnPart", "sentry", "id name sourceRef exitCriterionRef acm:event", "sentryRef",
     false},
    {"standardEvent", "planItemOnPart", "", "", true},
    {"ifPart", "sentry", "id", "", true},
    {"stage", STAGES, "id name autoComplete flowable:autoCompleteCondition", "description", false},
    {"task humanTask processTask caseTask decisionTask", STAGES, "id name isBlocking performerRef",
     "description", false},
    {"milestone", STAGES, "id name", "description", false},
    {"userEventListener timerEventListener eventListener userEvent timerEvent event", STAGES,
     "id name authorizedRoleRefs flowable:availableCondition", "description", false},
    {"timerExpression", "timerEventListener timerEvent", "id language", "", true},
};

static const known *find_known(const acm__cmmn *r, const acm__xml_node *node)
{
    const acm__xml_node *parent = node->parent;
    bool definition = acm__cmmn_kind(r, parent, NULL) != 0;
    for (size_t i = 0; node->space == r->space && i < ACM__CMMN_COUNT(table); i++)
        if (acm__cmmn_is_among(node->name, table[i].elements) &&
            (acm__cmmn_is_among(parent->name, table[i].within) ||
             (definition && acm__cmmn_is_among(ACM__STR("*"), table[i].within))))
            return &table[i];
    return NULL;
}

/* Attributes */

static bool is_known(const acm__cmmn *r, const acm__xml_attribute *attribute, const known *row)
{
    char name[64];
    const char *prefix = attribute->space == ACM__CMMN_OWN        ? "acm:"
                         : attribute->space == ACM__CMMN_FLOWABLE ? "flowable:"
                                                                  : "";
    size_t before = strlen(prefix), len = before + attribute->name.len;
    if (!attribute->name.len || /* of a namespace that is passed over */
        acm__str_equal(attribute->value, ACM__STR("text/plain"))) /* as all is */
        return true;
    if (attribute->space == ACM__XML_OTHER || attribute->space == r->space || len > sizeof name)
        return false;
    memcpy(name, prefix, before);
    memcpy(name + before, attribute->name.at, attribute->name.len);
    acm__str whole = {name, (uint32_t)len};
    return acm__cmmn_is_among(whole, row->attributes) ||
           (r->space == ACM__CMMN_10 && acm__cmmn_is_among(whole, row->attributes_10));
}

static bool report_attributes(acm__cmmn *r, const acm__xml_node *node, const known *row)
{
    bool done = true;
    for (uint32_t i = 0; done && i < node->attribute_count; i++)
        if (!is_known(r, &node->attributes[i], row))
            done = acm__cmmn_report(r, ACM__RULE_CMMN_NOT_CARRIED, node, &node->attributes[i]);
    return done;
}

/* Elements that are not carried over */

/* Within what, and which elements, changes more than that something is missing. */
static bool report_unknown(acm__cmmn *r, const acm__xml_node *node)
{
    acm__rule rule = ACM__RULE_CMMN_NOT_CARRIED;
    const acm__xml_node *parent = node->parent;
    if (acm__cmmn_is(r, parent, "extensionElements"))
        parent = parent->parent;
    if (acm__cmmn_is(r, parent, "sentry") &&
        acm__cmmn_is_among(node->name, "caseFileItemOnPart variableOnPart"))
        rule = ACM__RULE_CMMN_ON_PART;
    if (acm__cmmn_kind(r, parent, NULL) == ACM_ITEM_TIMER_LISTENER &&
        acm__cmmn_is_among(node->name, "planItemStartTrigger caseFileItemStartTrigger timerStart"))
        rule = ACM__RULE_CMMN_TIMER_START;
    return acm__cmmn_report(r, rule, node, NULL);
}

static bool report_neutral(acm__cmmn *r, const acm__xml_node *node)
{
    acm__cmmn_passage condition;
    if (!acm__cmmn_read_condition(r, node, &condition))
        return false;
    return acm__cmmn_constant(condition.text) >= 0 ||
           acm__cmmn_report(r, ACM__RULE_CMMN_NOT_CARRIED, node, NULL);
}

static bool report_extension(acm__cmmn *r, const acm__xml_node *node)
{
    const acm__xml_node *of = node->parent->parent;
    bool of_control = of->space == r->space && acm__cmmn_is_among(of->name, CONTROLS);
    if (of_control && acm__xml_is(node, ACM__CMMN_FLOWABLE, "completionNeutralRule"))
        return report_neutral(r, node);
    if (of_control && acm__xml_is(node, ACM__CMMN_FLOWABLE, "parentCompletionRule"))
        return true;
    if (of == r->scope && acm__xml_is(node, ACM__CMMN_OWN, "playbook"))
        return true;
    if ((acm__cmmn_is(r, of, "planItem") || acm__cmmn_is(r, of, "casePlanModel")) &&
        acm__xml_is(node, ACM__CMMN_OWN, "item"))
        return true;
    return report_unknown(r, node);
}

/* Elements that are carried over in part */

static bool report_rule(acm__cmmn *r, const acm__xml_node *node)
{
    acm__cmmn_named *definition;
    const acm__xml_node *of = node->parent->parent;
    if (acm__cmmn_is(r, of, "planItem")) {
        if (!acm__cmmn_refer(r, of, "definitionRef", &definition))
            return false;
        of = definition->node;
    }
    acm_item_kind kind = acm__cmmn_kind(r, of, NULL);
    bool asked = acm__is_listener(kind) && acm__cmmn_is(r, node, "repetitionRule") &&
                 (r->own || (r->semantics & ACM_SEMANTICS_LISTENERS_REPEAT));
    return asked || acm__cmmn_rule_fits(node->name.at, kind) ||
           acm__cmmn_report(r, ACM__RULE_CMMN_RULE_IGNORED, node, NULL);
}

static bool report_repetition(acm__cmmn *r, const acm__xml_node *item)
{
    acm__cmmn_named *definition;
    if (!acm__cmmn_refer(r, item, "definitionRef", &definition))
        return false;
    const acm__xml_node *rule = acm__cmmn_rule(r, item, definition->node, "repetitionRule");
    return !rule || acm__is_listener(acm__cmmn_kind(r, definition->node, NULL)) ||
           acm__cmmn_may_repeat(r, item, acm__cmmn_kind(r, definition->node, NULL)) ||
           acm__cmmn_report(r, ACM__RULE_CMMN_REPETITION, item, NULL);
}

/* Whether a definition or a sentry is there for nothing. */
static bool is_unused(const acm__cmmn *r, const acm__xml_node *node)
{
    const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
    bool of_use = node->parent != r->scope &&
                  (acm__cmmn_kind(r, node, NULL) || acm__cmmn_is(r, node, "sentry"));
    return of_use && (!id || !acm__cmmn_named_by(r, id->value)->referred);
}

static bool report_children(acm__cmmn *r, const acm__xml_node *node);

static bool report_known(acm__cmmn *r, const acm__xml_node *node, const known *row)
{
    bool done = true;
    if (row->single && acm__xml_child(node->parent, node->space, node->name.at) != node)
        return acm__cmmn_fail(r, ACM_E_MODEL, node, NULL, "stands there twice");
    if (is_unused(r, node))
        return acm__cmmn_report(r, ACM__RULE_CMMN_UNUSED, node, NULL);
    if (acm__cmmn_is_among(node->parent->name, CONTROLS))
        done = report_rule(r, node);
    else if (acm__cmmn_is(r, node, "planItem"))
        done = report_repetition(r, node);
    return done && report_attributes(r, node, row) && report_children(r, node);
}

/* Recursion is as deep as elements are nested, which the limits bound. */
static bool report_children(acm__cmmn *r, const acm__xml_node *node)
{
    bool done = true;
    for (const acm__xml_node *child = node->first; done && child; child = child->next) {
        if (!child->name.at)
            continue;
        const known *row = find_known(r, child);
        if (acm__cmmn_is(r, node, "extensionElements"))
            done = report_extension(r, child);
        else if (acm__cmmn_is(r, child, "extensionElements"))
            done = report_children(r, child);
        else
            done = row ? report_known(r, child, row) : report_unknown(r, child);
    }
    return done;
}

bool acm__cmmn_report_rest(acm__cmmn *r)
{
    static const known whole = {"case", "", "id name", "description", false};
    bool done = report_attributes(r, r->scope, &whole) && report_children(r, r->scope);
    for (const acm__xml_node *node = r->xml.root->first; done && node; node = node->next) {
        if (!node->name.at || acm__cmmn_is(r, node, "case"))
            continue;
        done = acm__cmmn_is(r, node, "extensionElements") ? report_children(r, node)
                                                          : report_unknown(r, node);
    }
    return done;
}
