/* model.h - case models in a few macros, what was read of one, and a case of it. */
#ifndef SUPPORT_MODEL_H
#define SUPPORT_MODEL_H

#include "support/sink.h"

#define CMMN_11 "http://www.omg.org/spec/CMMN/20151109/MODEL"
#define CMMN_10 "http://www.omg.org/spec/CMMN/20131201/MODEL"
#define SPACES                                                                                     \
    "xmlns:flowable=\"http://flowable.org/cmmn\" "                                                 \
    "xmlns:camunda=\"http://camunda.org/schema/1.0/cmmn\" "                                        \
    "xmlns:acm=\"urn:acm-playbook:cmmn:1\""
#define DOCUMENT(uri, text) "<definitions xmlns=\"" uri "\" " SPACES ">\n" text "</definitions>\n"
#define CASE(text)          DOCUMENT(CMMN_11, "<case id=\"case-1\" name=\"A case\">\n" text "</case>\n")
#define PLAN(text)          CASE("<casePlanModel id=\"plan-1\">\n" text "</casePlanModel>\n")
#define OLD(text)                                                                                  \
    DOCUMENT(CMMN_10, "<case id=\"case-1\"><casePlanModel id=\"plan-1\">\n" text                   \
                      "</casePlanModel></case>\n")
#define ITEM(id, definition) "<planItem id=\"" id "\" definitionRef=\"" definition "\"/>\n"
#define ITEM_WITH(id, definition, text)                                                            \
    "<planItem id=\"" id "\" definitionRef=\"" definition "\">" text "</planItem>\n"
#define TASK(id)        "<humanTask id=\"" id "\" name=\"Task " id "\"/>\n"
#define STAGE(id, text) "<stage id=\"" id "\">\n" text "</stage>\n"
#define IF(text)        "<ifPart><condition>" text "</condition></ifPart>"
#define ON(source, event)                                                                          \
    "<planItemOnPart sourceRef=\"" source "\"><standardEvent>" event                               \
    "</standardEvent></planItemOnPart>"
#define SENTRY(id, text) "<sentry id=\"" id "\">" text "</sentry>\n"
#define ENTRY(sentry)    "<entryCriterion sentryRef=\"" sentry "\"/>"
#define EXIT(sentry)     "<exitCriterion sentryRef=\"" sentry "\"/>"

/* What was read, its findings as lines, and a case. */
typedef struct model {
    acm_playbook *playbook;
    acm_diagnostics *found;
    written report;
    acm_case *c;
} model;

/* Fail the test if the model cannot be read; the last one also if something is found in it. */
void model_read_with(model *m, const char *xml, size_t len, const acm_cmmn_options *options);
void model_read(model *m, const char *xml);
void model_read_whole(model *m, const char *xml);
void model_close(model *m);

acm_id model_find(const model *m, const char *key);
acm_item model_item(const model *m, const char *key);

/* NULL: it has none. */
void assert_told(const model *m, const char *key, acm_control control, const char *text);
void assert_text(const model *m, acm_id id, acm_text_field field, const char *text);

/* A case: begun anew, commands and states by key; key = NULL: the case. */
void model_begin(model *m);
void model_post(const model *m, acm_command_kind kind, const char *key);
void model_set(const model *m, const char *name, int64_t value);
void assert_state(const model *m, const char *key, acm_state state);

#endif
