/* What is wrong in a case model is found, and its error says what it is and where. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#define BEGIN                                                                                      \
    "<definitions xmlns=\"http://www.omg.org/spec/CMMN/20151109/MODEL\" "                          \
    "xmlns:f=\"http://flowable.org/cmmn\" xmlns:acm=\"urn:acm-playbook:cmmn:1\">\n"
#define CASE(text) BEGIN "<case id=\"c\">\n" text "</case></definitions>"
#define PLAN(text) CASE("<casePlanModel id=\"p\">\n" text "</casePlanModel>")
#define TASK       "<planItem id=\"a\" definitionRef=\"t\"/><humanTask id=\"t\"/>\n"
#define WITH(text) "<planItem id=\"b\" definitionRef=\"t\">" text "</planItem>\n"
#define ENTRY                                                                                      \
    "<planItem id=\"b\" definitionRef=\"t\"><entryCriterion sentryRef=\"s\"/></planItem>\n"
#define SENTRY(text) PLAN(TASK ENTRY "<sentry id=\"s\">" text "</sentry>")
#define IF(text)     SENTRY("<ifPart><condition>" text "</condition></ifPart>")
#define RULE(text)   PLAN(TASK WITH("<itemControl>" text "</itemControl>"))
#define OWN(text)    PLAN(TASK WITH("<extensionElements>" text "</extensionElements>"))
#define HEAD(text)                                                                                 \
    CASE("<extensionElements><acm:playbook version=\"1\">" text "</acm:playbook>"                  \
         "</extensionElements><casePlanModel id=\"p\"/>")
#define PAGE(text)                                                                                 \
    HEAD("<acm:language tag=\"en\"/><acm:language tag=\"de\"/>\n<acm:page language=\"en\" "        \
         "stem=\"m\" file=\"m.md\">" text)

typedef struct fault {
    const char *xml;
    acm_status status;
    const char *at; /* what stands where the fault is, and nowhere before */
    const char *path;
} fault;

static void assert_faults(const fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        acm_playbook *playbook;
        acm_diagnostics *found;
        acm_error err;
        acm_error_init(&err);
        acm_status status =
            acm_playbook_read_cmmn(faults[i].xml, ACM_NTS, NULL, &playbook, &found, &err);
        if (status != faults[i].status)
            fail_msg("%s: %s at %u:%u of %s: %s", faults[i].xml, acm_status_name(status), err.line,
                     err.column, err.path, err.message);
        test_error(&err, faults[i].status, faults[i].xml, __FILE__, __LINE__);
        assert_place(&err, faults[i].xml, faults[i].at, faults[i].path);
        assert_null(playbook);
        assert_null(found);
    }
}

/* XML itself, and what makes it CMMN. */
static void test_cmmn_faults__documents(void **state)
{
    (void)state;
    static const fault faults[] = {
        {"", ACM_E_SYNTAX, "", ""},
        {"nope", ACM_E_SYNTAX, "nope", ""},
        {"<a>\n<b>\xC3\xA4</c></a>", ACM_E_SYNTAX, "c></a>", ""},
        {"<a b='1' b='2'/>", ACM_E_SYNTAX, "b='2'", ""},
        {"<a>&auml;</a>", ACM_E_SYNTAX, "&auml;", ""},
        {"<x:a/>", ACM_E_SYNTAX, "<x:a/>", ""},
        {"<a>\n\x01</a>", ACM_E_SYNTAX, "\x01", ""},
        {"<a>\nx\xFF</a>", ACM_E_ENCODING, "\xFF", ""},
        {"<a b='\xC3('/>", ACM_E_ENCODING, "\xC3(", ""},
        {"<?xml version='1.0' encoding='EBCDIC'?><a/>", ACM_E_ENCODING, "EBCDIC", ""},
        {"<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", ACM_E_SYNTAX, "[", ""},
        {"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", ACM_E_SYNTAX, "><a/>", ""},
        {"<!DOCTYPE a PUBLIC 'b' 'c'><a/>", ACM_E_SYNTAX, "><a/>", ""},
        {"<!DOCTYPE a><!-- fine -->\n<a/>", ACM_E_SYNTAX, "<a/>", "a"},
        {"<definitions/>", ACM_E_SYNTAX, "<def", "definitions"},
        {"<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>", ACM_E_SYNTAX, "<def",
         "definitions"},
        {"<definitions xmlns='http://www.omg.org/spec/CMMN/20990101/MODEL'/>", ACM_E_SYNTAX, "<def",
         "definitions"},
        {"<case xmlns='http://www.omg.org/spec/CMMN/20151109/MODEL'/>", ACM_E_SYNTAX, "<case",
         "case"},
        {BEGIN "</definitions>", ACM_E_MODEL, "<definitions", "definitions"},
        {BEGIN "<case id='x'/></definitions>", ACM_E_MODEL, "<case", "x"},
        {BEGIN "<case id='x'/>\n<case/></definitions>", ACM_E_AMBIGUOUS, "<definitions",
         "definitions"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

static void test_cmmn_faults__items(void **state)
{
    (void)state;
    static const fault faults[] = {
        {PLAN("<planItem/>"), ACM_E_MODEL, "<planItem", "p/planItem"},
        {PLAN("<planItem id=\"a\"/>"), ACM_E_MODEL, "<planItem", "a"},
        {PLAN("<planItem id=\"a\" definitionRef=\"no\"/>"), ACM_E_NOTFOUND, "no\"",
         "a/@definitionRef"},
        {PLAN(TASK "<planItem id=\"b\"\n definitionRef = 'a'/>"), ACM_E_MODEL, "a'/>",
         "b/@definitionRef"},
        {PLAN(TASK "<planItem definitionRef=\"t\" id=\"a\" />"), ACM_E_EXISTS, "a\" />", "a/@id"},
        {PLAN("<planItem id=\"x y\" definitionRef=\"t\"/><task id=\"t\"/>"), ACM_E_INVALID,
         "<planItem", "x y"},
        {PLAN("<planItem id=\"a\" definitionRef=\"p\"/>"), ACM_E_MODEL, "p\"/>",
         "a/@definitionRef"},
        {PLAN("<planItem id=\"a\" definitionRef=\"s\"/><stage id=\"s\"><planItem id=\"i\" "
              "definitionRef=\"u\"/></stage>\n<stage id=\"u\"><planItem id=\"j\" "
              "definitionRef=\"s\" /></stage>"),
         ACM_E_MODEL, "s\" />", "j/@definitionRef"},
        {PLAN("<planItem id=\"a\" definitionRef=\"d\"/><planFragment id=\"d\"/>"), ACM_E_MODEL,
         "d\"/><planF", "a/@definitionRef"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><humanTask id=\"t\" isBlocking=\"no\"/>"),
         ACM_E_SYNTAX, "no\"", "t/@isBlocking"},
        {CASE("<casePlanModel id=\"p\" autoComplete=\"TRUE\"/>"), ACM_E_SYNTAX, "TRUE",
         "p/@autoComplete"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><humanTask id=\"t\" performerRef=\"t2\"/>"),
         ACM_E_NOTFOUND, "t2", "t/@performerRef"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><humanTask id=\"t\" performerRef=\"a\" />"),
         ACM_E_MODEL, "a\" />", "t/@performerRef"},
        {CASE("<casePlanModel id=\"p\"/><caseRoles><role/></caseRoles>"), ACM_E_MODEL, "<role/>",
         "c/caseRoles/role"},
        {CASE("<casePlanModel id=\"p\"/><caseRoles><role id=\"r\" name=\" \"/></caseRoles>"),
         ACM_E_INVALID, " \"/></caseR", "r/@name"},
        {CASE("<casePlanModel id=\"p\"/>\n<casePlanModel id=\"q\"/>"), ACM_E_MODEL,
         "<casePlanModel id=\"q\"", "q"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

static void test_cmmn_faults__rules_and_timers(void **state)
{
    (void)state;
    static const fault faults[] = {
        {RULE("<requiredRule><condition>${size &gt;&gt; 3}</condition></requiredRule>"),
         ACM_E_SYNTAX, "&gt; 3", "b/itemControl/requiredRule/condition"},
        {RULE("<requiredRule id=\"r\"><condition>\n  \xC3\xA4 "
              "<![CDATA[<\xE2\x82\xAC]]>3</condition></requiredRule>"),
         ACM_E_SYNTAX, "\xE2\x82\xAC", "r/condition"},
        {RULE("<manualActivationRule><condition>a<!-- b -->\n&#38;&#x26;<?c?> "
              ")</condition></manualActivationRule>"),
         ACM_E_SYNTAX, ")</cond", "b/itemControl/manualActivationRule/condition"},
        {RULE("<repetitionRule><condition>${1 + 2}</condition></repetitionRule>"), ACM_E_MODEL,
         "${1 + 2}", "b/itemControl/repetitionRule/condition"},
        {RULE("<repetitionRule><condition>a<x/>b</condition></repetitionRule>"), ACM_E_SYNTAX,
         "b</cond", "b/itemControl/repetitionRule/condition"},
        {RULE("<repetitionRule f:counterVariable=\"2nd\"/>"), ACM_E_SYNTAX, "2nd",
         "b/itemControl/repetitionRule/@f:counterVariable"},
        {RULE("<requiredRule/>\n<requiredRule />"), ACM_E_MODEL, "<requiredRule />",
         "b/itemControl/requiredRule"},
        {PLAN(TASK WITH("<itemControl/><itemControl />")), ACM_E_MODEL, "<itemControl />",
         "b/itemControl"},
        {RULE("<extensionElements><f:parentCompletionRule type=\"never\"/></extensionElements>"),
         ACM_E_SYNTAX, "never", "b/itemControl/extensionElements/parentCompletionRule/@type"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><stage id=\"t\" "
              "f:autoCompleteCondition=\"${a b}\"/>"),
         ACM_E_SYNTAX, "b}", "t/@f:autoCompleteCondition"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/>\n<userEventListener id=\"t\" name='&lt;' "
              "f:availableCondition = '${a &lt;= &#10;\n&quot;x&quot; &amp;}'/>"),
         ACM_E_SYNTAX, "&amp;}", "t/@f:availableCondition"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><timerEventListener id=\"t\"/>"),
         ACM_E_MODEL, "<timerEventL", "t"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><timerEventListener "
              "id=\"t\"><timerExpression>\n"
              "\n  0 5 * * ?</timerExpression></timerEventListener>"),
         ACM_E_SYNTAX, "0 5 * * ?", "t/timerExpression"},
        {PLAN("<planItem id=\"a\" definitionRef=\"t\"/><timerEventListener "
              "id=\"t\"><timerExpression>\n"
              " ${ deadline +} </timerExpression></timerEventListener>"),
         ACM_E_SYNTAX, "} </timer", "t/timerExpression"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

static void test_cmmn_faults__criteria(void **state)
{
    (void)state;
    static const fault faults[] = {
        {PLAN(TASK WITH("<entryCriterion/>")), ACM_E_MODEL, "<entryC", "b/entryCriterion"},
        {PLAN(TASK ENTRY), ACM_E_NOTFOUND, "s\"/></planItem", "b/entryCriterion/@sentryRef"},
        {PLAN(TASK WITH("<exitCriterion id=\"x\" sentryRef=\"t\"/>")), ACM_E_MODEL, "t\"/></pl",
         "x/@sentryRef"},
        {SENTRY(""), ACM_E_MODEL, "<sentry", "s"},
        {SENTRY("<ifPart/>"), ACM_E_MODEL, "<sentry", "s"},
        {SENTRY("<ifPart id=\"i\"><condition>\n<![CDATA[ ${size < ]]></condition></ifPart>"),
         ACM_E_SYNTAX, " ]]></cond", "i/condition"},
        {IF("${size &lt;= 1\xE2\x82\xAC}"), ACM_E_SYNTAX, "\xE2\x82\xAC", "s/ifPart/condition"},
        {IF("${!'x'}"), ACM_E_MODEL, "!'x'", "s/ifPart/condition"},
        {IF("${done('nobody')}"), ACM_E_NOTFOUND, "<planItem id=\"b\"", "b"},
        {SENTRY("<ifPart><condition>a</condition><condition >b</condition></ifPart>"), ACM_E_MODEL,
         "<condition >", "s/ifPart/condition"},
        {SENTRY("<planItemOnPart/>"), ACM_E_MODEL, "<planItemOn", "s/planItemOnPart"},
        {SENTRY("<planItemOnPart sourceRef=\"no\"/>"), ACM_E_NOTFOUND, "no\"/>",
         "s/planItemOnPart/@sourceRef"},
        {SENTRY("<planItemOnPart sourceRef=\"t\"/>"), ACM_E_MODEL, "t\"/></sen",
         "s/planItemOnPart/@sourceRef"},
        {SENTRY("<planItemOnPart sourceRef=\"a\"/>"), ACM_E_MODEL, "<planItemOn",
         "s/planItemOnPart"},
        {SENTRY("<planItemOnPart sourceRef=\"a\"><standardEvent>\n "
                "finish</standardEvent></planItemOnPart>"),
         ACM_E_SYNTAX, "\n finish", "s/planItemOnPart/standardEvent"},
        {SENTRY("<planItemOnPart "
                "sourceRef=\"a\"><standardEvent>occur</standardEvent></planItemOnPart>"),
         ACM_E_MODEL, "<planItemOn", "s/planItemOnPart"},
        {SENTRY("<planItemOnPart sourceRef=\"a\" exitCriterionRef=\"s\"><standardEvent>exit"
                "</standardEvent></planItemOnPart>"),
         ACM_E_MODEL, "s\"><standard", "s/planItemOnPart/@exitCriterionRef"},
        {PLAN(TASK "<planItem id=\"b\" definitionRef=\"t\"><exitCriterion id=\"x\" "
                   "sentryRef=\"s\"/></planItem>"
                   "<sentry id=\"s\"><planItemOnPart sourceRef=\"b\" "
                   "exitCriterionRef=\"x\"><standardEvent>complete"
                   "</standardEvent></planItemOnPart></sentry>"),
         ACM_E_MODEL, "x\"><standard", "s/planItemOnPart/@exitCriterionRef"},
        {PLAN(TASK WITH(
             "<exitCriterion sentryRef=\"s\" f:exitType=\"some\"/>") "<sentry id=\"s\"><ifPart>"
                                                                     "<condition>x</condition></"
                                                                     "ifPart></sentry>"),
         ACM_E_SYNTAX, "some", "b/exitCriterion/@f:exitType"},
        {PLAN(TASK ENTRY "<sentry id=\"s\" "
                         "f:triggerMode=\"on\"><ifPart><condition>x</condition></ifPart></sentry>"),
         ACM_E_SYNTAX, "on\"><if", "s/@f:triggerMode"},
        {PLAN("<planItem id=\"a\" definitionRef=\"m\"><exitCriterion sentryRef=\"s\"/></planItem>"
              "<milestone id=\"m\"/><sentry "
              "id=\"s\"><ifPart><condition>x</condition></ifPart></sentry>"),
         ACM_E_MODEL, "<exitC", "a/exitCriterion"},
        {PLAN("<planItem id=\"a\" definitionRef=\"u\"><entryCriterion sentryRef=\"s\"/></planItem>"
              "<eventListener id=\"u\"/><sentry "
              "id=\"s\"><ifPart><condition>x</condition></ifPart></sentry>"),
         ACM_E_MODEL, "<entryC", "a/entryCriterion"},
        {PLAN(TASK ENTRY
              "<planItem id=\"x\" definitionRef=\"d\"/><planItem id=\"y\" definitionRef=\"d\"/>"
              "<stage id=\"d\"><planItem id=\"i\" definitionRef=\"t\"/></stage>\n<sentry id=\"s\">"
              "<planItemOnPart "
              "sourceRef=\"i\"><standardEvent>exit</standardEvent></planItemOnPart></sentry>"),
         ACM_E_AMBIGUOUS, "i\"><standard", "s/planItemOnPart/@sourceRef"},
        {PLAN(TASK ENTRY
              "<stage id=\"d\"><planItem id=\"i\" definitionRef=\"t\"/></stage>\n<sentry id=\"s\">"
              "<planItemOnPart "
              "sourceRef=\"i\"><standardEvent>exit</standardEvent></planItemOnPart></sentry>"),
         ACM_E_MODEL, "i\"><standard", "s/planItemOnPart/@sourceRef"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

/* Our own vocabulary is read as strictly as JSON. */
static void test_cmmn_faults__vocabulary(void **state)
{
    (void)state;
    static const fault faults[] = {
        {CASE("<extensionElements><acm:playbook/></extensionElements><casePlanModel id=\"p\"/>"),
         ACM_E_VERSION, "<acm:playbook", "c/extensionElements/playbook"},
        {CASE("<extensionElements><acm:playbook version=\"2\" new=\"1\"/></extensionElements>"
              "<casePlanModel id=\"p\"/>"),
         ACM_E_VERSION, "2\" new", "c/extensionElements/playbook/@version"},
        {CASE("<extensionElements><acm:playbook version=\"1\" "
              "semantics=\"odd\"/></extensionElements>"
              "<casePlanModel id=\"p\"/>"),
         ACM_E_SYNTAX, "odd", "c/extensionElements/playbook/@semantics"},
        {HEAD("<acm:tongue/>"), ACM_E_SYNTAX, "<acm:tongue", "c/extensionElements/playbook/tongue"},
        {HEAD("<acm:language/>"), ACM_E_SYNTAX, "<acm:lang",
         "c/extensionElements/playbook/language"},
        {HEAD("<acm:language tag=\"en\"/>\n<acm:language tag='EN'/>"), ACM_E_EXISTS, "EN'",
         "c/extensionElements/playbook/language/@tag"},
        {HEAD("<acm:term key=\"thing:x\"/>"), ACM_E_SYNTAX, "thing",
         "c/extensionElements/playbook/term/@key"},
        {HEAD("<acm:term key=\"role:FM\"/>"), ACM_E_SYNTAX, "role:FM",
         "c/extensionElements/playbook/term/@key"},
        {HEAD("<acm:term key=\"role:x\"/>\n<acm:term key='role:x'/>"), ACM_E_EXISTS, "role:x'",
         "c/extensionElements/playbook/term/@key"},
        {HEAD("<acm:term key=\"role:x\"><acm:text field=\"name\" "
              "language=\"fr\">y</acm:text></acm:term>"),
         ACM_E_NOTFOUND, "fr\"", "c/extensionElements/playbook/term/text/@language"},
        {HEAD("<acm:term key=\"role:x\"><acm:text field=\"nam\" "
              "language=\"fr\">y</acm:text></acm:term>"),
         ACM_E_SYNTAX, "nam\"", "c/extensionElements/playbook/term/text/@field"},
        {OWN("<acm:item colour=\"red\"/>"), ACM_E_SYNTAX, "red",
         "b/extensionElements/item/@colour"},
        {OWN("<acm:item f:key=\"red\"/>"), ACM_E_SYNTAX, "red", "b/extensionElements/item/@f:key"},
        {OWN("<acm:item><f:x/></acm:item>"), ACM_E_SYNTAX, "<f:x/>", "b/extensionElements/item/x"},
        {OWN("<acm:item key=\"a\"/>"), ACM_E_EXISTS, "<planItem id=\"b\"", "b"},
        {OWN("<acm:item part=\"leg\"/>"), ACM_E_SYNTAX, "leg", "b/extensionElements/item/@part"},
        {OWN("<acm:item number=\"1.5\"/>"), ACM_E_SYNTAX, "1.5",
         "b/extensionElements/item/@number"},
        {OWN("<acm:item number=\"99999999999999999999\"/>"), ACM_E_SYNTAX, "9999",
         "b/extensionElements/item/@number"},
        {OWN("<acm:item flags=\"required large\"/>"), ACM_E_SYNTAX, "required",
         "b/extensionElements/item/@flags"},
        {OWN("<acm:item flags=\"auto_complete\"/>"), ACM_E_MODEL, "auto_c",
         "b/extensionElements/item/@flags"},
        {OWN("<acm:item enable_when=\"a &gt;\"/>"), ACM_E_SYNTAX, "\"/></ext",
         "b/extensionElements/item/@enable_when"},
        {OWN("<acm:item due=\"soon\"/>"), ACM_E_SYNTAX, "soon", "b/extensionElements/item/@due"},
        {OWN("<acm:item documentation=\"bodies\"/>"), ACM_E_SYNTAX, "bodies",
         "b/extensionElements/item/@documentation"},
        {OWN("<acm:item><acm:ref kind=\"friends\" to=\"a\"/></acm:item>"), ACM_E_SYNTAX, "friends",
         "b/extensionElements/item/ref/@kind"},
        {OWN("<acm:item><acm:ref kind=\"next\" to=\"z\"/></acm:item>"), ACM_E_NOTFOUND, "z\"/>",
         "b/extensionElements/item/ref/@to"},
        {OWN("<acm:item><acm:ref kind=\"owners\" to=\"a\"/></acm:item>"), ACM_E_MODEL, "a\"/></acm",
         "b/extensionElements/item/ref/@to"},
        {OWN("<acm:item><acm:place language=\"en\" page=\"0\"/></acm:item>"), ACM_E_NOTFOUND,
         "0\"/></acm", "b/extensionElements/item/place/@page"},
        {OWN("<acm:item><acm:condition kind=\"input\"/></acm:item>"), ACM_E_SYNTAX, "<acm:cond",
         "b/extensionElements/item/condition"},
        {OWN("<acm:item><acm:condition key=\"k\" kind=\"wish\"/></acm:item>"), ACM_E_SYNTAX, "wish",
         "b/extensionElements/item/condition/@kind"},
        {OWN("<acm:item><acm:condition key=\"k\" kind=\"input\" feeds=\"a\"/></acm:item>"),
         ACM_E_MODEL, "a\"/></acm", "b/extensionElements/item/condition/@feeds"},
        {OWN("<acm:item><acm:condition key=\"k\" kind=\"input\" blocks_when=\"x\"/></acm:item>"),
         ACM_E_MODEL, "x\"/></acm", "b/extensionElements/item/condition/@blocks_when"},
        {PAGE("<acm:part/></acm:page>"), ACM_E_SYNTAX, "<acm:part",
         "c/extensionElements/playbook/page/part"},
        {PAGE("<acm:objective level=\"1\">x</acm:objective></acm:page>"), ACM_E_SYNTAX, "1\">x",
         "c/extensionElements/playbook/page/objective/@level"},
        {PAGE("<acm:section level=\"1\" kind=\"odd\">x</acm:section></acm:page>"), ACM_E_SYNTAX,
         "odd", "c/extensionElements/playbook/page/section/@kind"},
        {PAGE("<acm:revision iso=\"2026-02-30\"/></acm:page>"), ACM_E_SYNTAX, "2026",
         "c/extensionElements/playbook/page/revision/@iso"},
        {PAGE("</acm:page><acm:page language=\"fr\"/>"), ACM_E_NOTFOUND, "fr\"",
         "c/extensionElements/playbook/page/@language"},
        {PAGE("</acm:page><acm:page language='de' item=\"z\"/>"), ACM_E_NOTFOUND, "z\"/>",
         "c/extensionElements/playbook/page/@item"},
        {PAGE("</acm:page><acm:page language='de' base=\"z\"/>"), ACM_E_NOTFOUND, "z\"/>",
         "c/extensionElements/playbook/page/@base"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cmmn_faults__documents),
        cmocka_unit_test(test_cmmn_faults__items),
        cmocka_unit_test(test_cmmn_faults__rules_and_timers),
        cmocka_unit_test(test_cmmn_faults__criteria),
        cmocka_unit_test(test_cmmn_faults__vocabulary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
