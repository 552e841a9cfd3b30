/* What is wrong in the JSON of a playbook is found, and its error says what it is and where. */
#include "support/test.h"

#define BEGIN       "{\"format\":\"acm-playbook\",\"version\":1,\"languages\":[\"en\",\"de\"]"
#define TERMS       "\"terms\":[{\"key\":\"role:x\"},{\"key\":\"service:x\"}]"
#define ROOT        "{\"key\":\"playbook\",\"kind\":\"stage\"}"
#define ITEM        "\"key\":\"a\",\"kind\":\"task\",\"parent\":\"playbook\""
#define STAGE       "\"key\":\"s\",\"kind\":\"stage\",\"parent\":\"playbook\""
#define TOP(text)   BEGIN ",\n" text "}"
#define ITEMS(text) BEGIN "," TERMS ",\n\"items\":[" ROOT ",\n" text "]}"
#define PAGE        "\"language\":\"en\",\"stem\":\"p\",\"file\":\"p.md\""
#define PAGES(text) BEGIN ",\"items\":[" ROOT "],\n\"pages\":[" text "]}"

typedef struct fault {
    const char *json;
    acm_status status;
    const char *at; /* what stands where the fault is, and nowhere before */
    const char *path;
} fault;

static void assert_faults(const fault *faults, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        acm_playbook *playbook;
        acm_error err;
        assert_refused(acm_playbook_read_json(faults[i].json, ACM_NTS, NULL, &playbook, &err),
                       faults[i].status, &err);
        assert_place(&err, faults[i].json, faults[i].at, faults[i].path);
        assert_null(playbook);
    }
}

/* JSON itself, and what the outermost object says of the form. */
static void test_json_faults__form(void **state)
{
    (void)state;
    static const fault faults[] = {
        {"", ACM_E_SYNTAX, "", ""},
        {"nope", ACM_E_SYNTAX, "nope", ""},
        {"{\"format\": }", ACM_E_SYNTAX, "}", ""},
        {"{\"format\":\n\"\xC3\xBC\", \"a\" 1}", ACM_E_SYNTAX, "1", ""},
        {"{\"a\":1,\n\"a\":2}", ACM_E_SYNTAX, "\"a\":2", ""},
        {"{\"a\":\"x\\u0000y\"}", ACM_E_SYNTAX, "\"x", ""},
        {"{\"a\":\"open", ACM_E_SYNTAX, "\"open", ""},
        {"{\"a\":[1, 99999999999999999999]}", ACM_E_SYNTAX, "9999", ""},
        {"{\"a\":1e999}", ACM_E_SYNTAX, "1e999", ""},
        {"{} 7", ACM_E_SYNTAX, "7", ""},
        {"{\"a\":\"\xFF\"}", ACM_E_ENCODING, "\xFF", ""},
        {"[]", ACM_E_SYNTAX, "[", ""},
        {"{}", ACM_E_SYNTAX, "{", ""},
        {"{\"format\":\"other\",\"version\":1}", ACM_E_SYNTAX, "\"other\"", "format"},
        {"{\"format\":1,\"version\":1}", ACM_E_SYNTAX, "1", "format"},
        {"{\"format\":\"acm-playbook\"}", ACM_E_SYNTAX, "{", ""},
        {"{\"format\":\"acm-playbook\",\"version\":\"1\"}", ACM_E_SYNTAX, "\"1\"", "version"},
        {"{\"format\":\"acm-playbook\",\"version\":1.0}", ACM_E_SYNTAX, "1.0", "version"},
        {"{\"format\":\"acm-playbook\",\"new\":0,\"version\":2}", ACM_E_VERSION, "2", "version"},
        {TOP("\"items\":[" ROOT "],\"itmes\":1"), ACM_E_SYNTAX, "\"itmes\"", "itmes"},
        {TOP("\"pages\":[]"), ACM_E_SYNTAX, "{", ""},
        {TOP("\"items\":{}"), ACM_E_SYNTAX, "{}", "items"},
        {TOP("\"items\":[]"), ACM_E_SYNTAX, "[]", "items"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

#define LANGUAGES(text)                                                                            \
    "{\"format\":\"acm-playbook\",\"version\":1,\"items\":[],\n\"languages\":" text "}"
#define TERM(text) TOP("\"items\":[" ROOT "],\"terms\":[" text "]")

static void test_json_faults__languages_and_terms(void **state)
{
    (void)state;
    static const fault faults[] = {
        {LANGUAGES("\"en\""), ACM_E_SYNTAX, "\"en\"", "languages"},
        {LANGUAGES("[ ]"), ACM_E_SYNTAX, "[ ]", "languages"},
        {LANGUAGES("[\"en\",7]"), ACM_E_SYNTAX, "7", "languages[1]"},
        {LANGUAGES("[\"en\",\"de\",\"EN\"]"), ACM_E_EXISTS, "\"EN\"", "languages[2]"},
        {TERM("7"), ACM_E_SYNTAX, "7", "terms[0]"},
        {TERM("{ }"), ACM_E_SYNTAX, "{ }", "terms[0]"},
        {TERM("{\"key\":\"x\"}"), ACM_E_SYNTAX, "\"x\"", "terms[0].key"},
        {TERM("{\"key\":\"role:\"}"), ACM_E_SYNTAX, "\"role:\"", "terms[0].key"},
        {TERM("{\"key\":\"role: x\"}"), ACM_E_SYNTAX, "\"role: x\"", "terms[0].key"},
        {TERM("{\"key\":\"role:FM\"}"), ACM_E_SYNTAX, "\"role:FM\"", "terms[0].key"},
        {TERM("{\"key\":\"role:x\"},{\"key\":\"role:x\" }"), ACM_E_EXISTS, "\"role:x\" ",
         "terms[1].key"},
        {TERM("{\"key\":\"role:x\"},{\"key\":\"role:X\"}"), ACM_E_SYNTAX, "\"role:X\"",
         "terms[1].key"},
        {TERM("{\"key\":\"role:x\",\"name\":\"x\"}"), ACM_E_SYNTAX, "\"x\"", "terms[0].name"},
        {TERM("{\"key\":\"role:x\",\"name\":{\"fr\":\"x\"}}"), ACM_E_NOTFOUND, "\"fr\"",
         "terms[0].name.fr"},
        {TERM("{\"key\":\"role:x\",\"name\":{\"de\":null}}"), ACM_E_SYNTAX, "null",
         "terms[0].name.de"},
        {TERM("{\"key\":\"role:x\",\"kind\":1}"), ACM_E_SYNTAX, "\"kind\":1", "terms[0].kind"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

static void test_json_faults__items(void **state)
{
    (void)state;
    static const fault faults[] = {
        {TOP("\"items\":[7]"), ACM_E_SYNTAX, "7", "items[0]"},
        {TOP("\"items\":[{\"key\":\"playbook\"}]"), ACM_E_SYNTAX, "{\"key", "items[0]"},
        {TOP("\"items\":[{\"key\":\"root\",\"kind\":\"stage\"}]"), ACM_E_MODEL, "\"root\"",
         "items[0].key"},
        {TOP("\"items\":[{\"key\":\"playbook\",\"kind\":\"task\"}]"), ACM_E_MODEL, "\"playbook\"",
         "items[0].key"},
        {TOP("\"items\":[{\"key\":\"a\",\"kind\":\"task\",\"parent\":\"playbook\"}]"), ACM_E_MODEL,
         "\"playbook\"", "items[0].parent"},
        {ITEMS("{\"key\":\"a\",\"kind\":\"task\"}"), ACM_E_MODEL, "\"a\"", "items[1].key"},
        {ITEMS("{\"key\":7,\"kind\":\"task\",\"parent\":\"playbook\"}"), ACM_E_SYNTAX, "7",
         "items[1].key"},
        {ITEMS("{\"key\":\"a b\",\"kind\":\"task\",\"parent\":\"playbook\"}"), ACM_E_INVALID,
         "\"a b\"", "items[1].key"},
        {ITEMS("{\"key\":\"role:y\",\"kind\":\"task\",\"parent\":\"playbook\"}"), ACM_E_INVALID,
         "\"role:y\"", "items[1].key"},
        {ITEMS("{" ITEM "},\n{\"key\":\"a\" ,\"kind\":\"task\",\"parent\":\"playbook\"}"),
         ACM_E_EXISTS, "\"a\" ", "items[2].key"},
        {ITEMS("{\"key\":\"a\",\"kind\":\"thing\",\"parent\":\"playbook\"}"), ACM_E_SYNTAX,
         "\"thing\"", "items[1].kind"},
        {ITEMS("{\"key\":\"a\",\"kind\":null,\"parent\":\"playbook\"}"), ACM_E_SYNTAX, "null",
         "items[1].kind"},
        {ITEMS("{\"key\":\"a\",\"kind\":\"stage\",\"parent\":\"b\"},\n"
               "{\"key\":\"b\",\"kind\":\"stage\",\"parent\":\"a\"}"),
         ACM_E_NOTFOUND, "\"b\"", "items[1].parent"},
        {ITEMS("{\"key\":\"a\",\"kind\":\"stage\",\"parent\":\"role:x\" }"), ACM_E_NOTFOUND,
         "\"role:x\" ", "items[1].parent"},
        {ITEMS("{" ITEM "},\n{\"key\":\"b\",\"kind\":\"task\",\"parent\":\"a\"}"), ACM_E_MODEL,
         "\"a\"}", "items[2].parent"},
        {ITEMS("{" ITEM ",\"part\":\"chapter\"}"), ACM_E_SYNTAX, "\"chapter\"", "items[1].part"},
        {ITEMS("{" ITEM ",\"number\":-1}"), ACM_E_SYNTAX, "-1", "items[1].number"},
        {ITEMS("{" ITEM ",\"number\":2.5}"), ACM_E_SYNTAX, "2.5", "items[1].number"},
        {ITEMS("{" ITEM ",\"flags\":\"required\"}"), ACM_E_SYNTAX, "\"required\"",
         "items[1].flags"},
        {ITEMS("{" ITEM ",\"flags\":[\"mandatory\"]}"), ACM_E_SYNTAX, "\"mandatory\"",
         "items[1].flags[0]"},
        {ITEMS("{" ITEM ",\"flags\":[\"manual\",\"manual\" ]}"), ACM_E_EXISTS, "\"manual\" ",
         "items[1].flags[1]"},
        {ITEMS("{" ITEM ",\"flags\":[ \"auto_complete\"]}"), ACM_E_MODEL, "[ ", "items[1].flags"},
        {ITEMS("{" ITEM ",\"colour\":\"red\"}"), ACM_E_SYNTAX, "\"colour\"", "items[1].colour"},
        {ITEMS("{" ITEM ",\"body\":{\"en\":7}}"), ACM_E_SYNTAX, "7", "items[1].body.en"},
        {ITEMS("{" ITEM ",\"performers\":\"role:y\"}"), ACM_E_SYNTAX, "\"role:y\"",
         "items[1].performers"},
        {ITEMS("{" ITEM ",\"performers\":[\"role:x\",\"role:y\"]}"), ACM_E_NOTFOUND, "\"role:y\"",
         "items[1].performers[1]"},
        {ITEMS("{" ITEM ",\"performers\":[\"service:x\" ]}"), ACM_E_MODEL, "\"service:x\" ",
         "items[1].performers[0]"},
        {ITEMS("{" ITEM ",\"next\":[\"b\"]}"), ACM_E_NOTFOUND, "\"b\"", "items[1].next[0]"},
        {ITEMS("{" ITEM ",\"due\":\"soon\"}"), ACM_E_SYNTAX, "\"soon\"", "items[1].due"},
        {ITEMS("{" ITEM ",\"due\":\"\"}"), ACM_E_SYNTAX, "\"\"", "items[1].due"},
        {ITEMS("{" ITEM ",\"enable_when\":\"x ==\"}"), ACM_E_SYNTAX, "\"}]}",
         "items[1].enable_when"},
        {ITEMS("{" ITEM ",\"required_when\":\"\\u00e9 \\ud83d\\ude00\"}"), ACM_E_SYNTAX, "\\ud83d",
         "items[1].required_when"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

#define CONDITION(text) ITEMS("{" STAGE ",\"conditions\":[" text "]}")

static void test_json_faults__conditions_and_criteria(void **state)
{
    (void)state;
    static const fault faults[] = {
        {CONDITION("7"), ACM_E_SYNTAX, "7", "items[1].conditions[0]"},
        {CONDITION("{\"key\":\"c\"}"), ACM_E_SYNTAX, "{\"key\":\"c", "items[1].conditions[0]"},
        {CONDITION("{\"key\":\"c\",\"kind\":\"wish\"}"), ACM_E_SYNTAX, "\"wish\"",
         "items[1].conditions[0].kind"},
        {CONDITION("{\"key\":\"s\" ,\"kind\":\"input\"}"), ACM_E_EXISTS, "\"s\" ",
         "items[1].conditions[0].key"},
        {CONDITION("{\"key\":\"c\",\"kind\":\"input\",\"flags\":[\"required\"]}"), ACM_E_SYNTAX,
         "\"required\"", "items[1].conditions[0].flags[0]"},
        {CONDITION("{\"key\":\"c\",\"kind\":\"input\",\"blocks_when\":\"x > 1\"}"), ACM_E_MODEL,
         "\"x > 1\"", "items[1].conditions[0].blocks_when"},
        {ITEMS("{\"key\":\"m\",\"kind\":\"milestone\",\"parent\":\"playbook\",\n"
               "\"conditions\":[{\"key\":\"c\",\"kind\":\"input\"}]}"),
         ACM_E_MODEL, "\"c\"", "items[1].conditions[0].key"},
        {ITEMS("{" ITEM ",\"entry\":{}}"), ACM_E_SYNTAX, "{}", "items[1].entry"},
        {ITEMS("{" ITEM ",\"entry\":[{}]}"), ACM_E_MODEL, "{}", "items[1].entry[0]"},
        {ITEMS("{" ITEM ",\"entry\":[{\"work_done\":1 }]}"), ACM_E_SYNTAX, "1 ",
         "items[1].entry[0].work_done"},
        {ITEMS("{" ITEM ",\"exit\":[{\"work_done\":true}]}"), ACM_E_MODEL, "true",
         "items[1].exit[0].work_done"},
        {ITEMS("{" ITEM ",\"entry\":[{\"if\":true}]}"), ACM_E_SYNTAX, "true",
         "items[1].entry[0].if"},
        {ITEMS("{" ITEM ",\"entry\":[{\"if\":\"a && \\\"b\\u00e9\\\" && )\"}]}"), ACM_E_SYNTAX, ")",
         "items[1].entry[0].if"},
        {ITEMS("{" ITEM ",\"entry\":[{\"if\":\"${1 +}\"}]}"), ACM_E_SYNTAX, "}\"}]}]}",
         "items[1].entry[0].if"},
        {ITEMS("{" ITEM "},\n{" STAGE ",\"exit\":[{\"if\":\"done('b')\"}]}"), ACM_E_NOTFOUND,
         "{\"key\":\"s\"", "items[2]"},
        {ITEMS("{" ITEM ",\"entry\":[{\"on\":[{\"item\":\"a\"}]}]}"), ACM_E_SYNTAX, "{\"item\"",
         "items[1].entry[0].on[0]"},
        {ITEMS("{" ITEM ",\"entry\":[{\"on\":[{\"item\":\"b\",\"event\":\"exit\"}]}]}"),
         ACM_E_NOTFOUND, "\"b\"", "items[1].entry[0].on[0].item"},
        {ITEMS("{" ITEM ",\"entry\":[{\"on\":[{\"item\":\"a\",\"event\":\"stop\"}]}]}"),
         ACM_E_SYNTAX, "\"stop\"", "items[1].entry[0].on[0].event"},
        {ITEMS("{" ITEM ",\"entry\":[{\"on\":[{\"item\":\"a\",\"event\":\"occur\"}]}]}"),
         ACM_E_MODEL, "\"occur\"", "items[1].entry[0].on[0].event"},
        {ITEMS("{" ITEM ",\"entry\":[{\"conditions\":[\"c\"]}]}"), ACM_E_NOTFOUND, "\"c\"",
         "items[1].entry[0].conditions[0]"},
        {ITEMS("{" STAGE ",\"conditions\":[{\"key\":\"c\",\"kind\":\"input\"}],\n"
               "\"entry\":[{\"conditions\":[\"c\"]},{\"conditions\":[ \"c\"]}]}"),
         ACM_E_MODEL, "\"c\"]}]}", "items[1].entry[1].conditions[0]"},
        {TOP("\"items\":[{\"key\":\"playbook\",\"kind\":\"stage\",\n\"entry\":[{\"if\":\"x\"}]}]"),
         ACM_E_MODEL, "{\"if\"", "items[0].entry[0]"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

#define LISTENER "\"key\":\"l\",\"kind\":\"user_listener\",\"parent\":\"playbook\""
#define TIMER    "\"key\":\"w\",\"kind\":\"timer_listener\",\"parent\":\"playbook\""
#define ENTRY(text)                                                                                \
    ITEMS("{" STAGE ",\"exit\":[{\"if\":\"x\"}]},\n{" ITEM ",\"entry\":[{\"on\":[" text "]}]}")

/* Listeners, repetition, and what else engines of the field know. */
static void test_json_faults__rules(void **state)
{
    (void)state;
    static const fault faults[] = {
        {TOP("\"items\":[" ROOT "],\"semantics\":7"), ACM_E_SYNTAX, "7", "semantics"},
        {TOP("\"items\":[" ROOT "],\"semantics\":[\"strict\"]"), ACM_E_SYNTAX, "\"strict\"",
         "semantics[0]"},
        {ITEMS("{" LISTENER ",\"flags\":[ \"required\"]}"), ACM_E_MODEL, "[ ", "items[1].flags"},
        {ITEMS("{" LISTENER ",\"entry\":[ {\"if\":\"x\"}]}"), ACM_E_MODEL, "{\"if",
         "items[1].entry[0]"},
        {ITEMS("{" LISTENER ",\"timer\":\"PT1H\"}"), ACM_E_MODEL, "\"PT1H\"", "items[1].timer"},
        {ITEMS("{" LISTENER ",\n\"conditions\":[{\"key\":\"c\",\"kind\":\"input\"}]}"), ACM_E_MODEL,
         "\"c\"", "items[1].conditions[0].key"},
        {ITEMS("{" TIMER "}"), ACM_E_MODEL, "{" TIMER, "items[1]"},
        {ITEMS("{" TIMER ",\"timer\":\"soon\"}"), ACM_E_SYNTAX, "\"soon\"", "items[1].timer"},
        {ITEMS("{" TIMER ",\"timer\":\"${\\u00e9 + }\"}"), ACM_E_SYNTAX, "}\"}]}",
         "items[1].timer"},
        {ITEMS("{" TIMER ",\"timer\":\"${ 3 in 4 }\"}"), ACM_E_MODEL, "in 4", "items[1].timer"},
        {ITEMS("{" ITEM ",\"counter\":\"a b\"}"), ACM_E_SYNTAX, "\"a b\"", "items[1].counter"},
        {ITEMS("{" ITEM ",\"type\":\"robot\"}"), ACM_E_SYNTAX, "\"robot\"", "items[1].type"},
        {ITEMS("{" ITEM ",\"parent_completion\":\"no\"}"), ACM_E_SYNTAX, "\"no\"",
         "items[1].parent_completion"},
        {ITEMS("{" ITEM ",\"origin\":\"a\\nb\"}"), ACM_E_SYNTAX, "\"a\\nb\"", "items[1].origin"},
        {ITEMS("{" ITEM ",\"available_when\":\"x\"}"), ACM_E_MODEL, "\"x\"",
         "items[1].available_when"},
        {ITEMS("{" ITEM ",\"auto_complete_when\":\"x\"}"), ACM_E_MODEL, "\"x\"",
         "items[1].auto_complete_when"},
        {ITEMS("{" ITEM ",\"manual_when\":\"x +\"}"), ACM_E_SYNTAX, "\"}]}",
         "items[1].manual_when"},
        {ITEMS("{" STAGE "},\n{" ITEM ",\"flags\":[\"repeats\"],\"entry\":[{\"if\":\"x\"}]}"),
         ACM_E_MODEL, "{" ITEM, "items[2]"},
        {ITEMS("{" ITEM ",\"exit\":[{\"if\":\"x\",\"on_event\":true}]}"), ACM_E_MODEL, "true",
         "items[1].exit[0].on_event"},
        {ITEMS("{" ITEM ",\"exit\":[{\"if\":\"x\",\"exit_type\":\"all\"}]}"), ACM_E_SYNTAX,
         "\"all\"", "items[1].exit[0].exit_type"},
        {ITEMS("{" ITEM ",\"entry\":[{\"if\":\"x\",\"exit_event\":\"complete\"}]}"), ACM_E_MODEL,
         "\"complete\"", "items[1].entry[0].exit_event"},
        {ENTRY("{\"item\":\"s\",\"event\":\"exit\",\"exit_criterion\":2}"), ACM_E_NOTFOUND, "2",
         "items[2].entry[0].on[0].exit_criterion"},
        {ENTRY("{\"item\":\"s\",\"event\":\"exit\",\"exit_criterion\":0}"), ACM_E_SYNTAX, "0}",
         "items[2].entry[0].on[0].exit_criterion"},
        {ENTRY("{\"item\":\"a\",\"event\":\"exit\",\"exit_criterion\":1}"), ACM_E_NOTFOUND, "1}",
         "items[2].entry[0].on[0].exit_criterion"},
        {ENTRY("{\"item\":\"s\",\"event\":\"start\",\"exit_criterion\":1}"), ACM_E_MODEL,
         "\"start\"", "items[2].entry[0].on[0].event"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

#define PLACES(text)                                                                               \
    BEGIN ",\"pages\":[{" PAGE                                                                     \
          "}],\n\"items\":[{\"key\":\"playbook\",\"kind\":\"stage\",\"places\":" text "}]}"

static void test_json_faults__pages_and_places(void **state)
{
    (void)state;
    static const fault faults[] = {
        {PLACES("[]"), ACM_E_SYNTAX, "[]", "items[0].places"},
        {PLACES("{\"fr\":{}}"), ACM_E_NOTFOUND, "\"fr\"", "items[0].places.fr"},
        {PLACES("{\"en\":{ \"line\":1}}"), ACM_E_SYNTAX, "{ ", "items[0].places.en"},
        {PLACES("{\"en\":{\"line\":4294967296,\"column\":1}}"), ACM_E_SYNTAX, "4294967296",
         "items[0].places.en.line"},
        {PLACES("{\"en\":{\"page\":3,\"line\":1,\"column\":1}}"), ACM_E_NOTFOUND, "3",
         "items[0].places.en.page"},
        {PLACES("{\"de\":{ \"page\":0,\"line\":1,\"column\":1}}"), ACM_E_MODEL, "{ ",
         "items[0].places.de"},
        {PLACES("{\"de\":{ \"line\":1,\"column\":1}}"), ACM_E_SYNTAX, "{ ", "items[0].places.de"},
        {PAGES("7"), ACM_E_SYNTAX, "7", "pages[0]"},
        {PAGES("{ }"), ACM_E_SYNTAX, "{ }", "pages[0]"},
        {PAGES("{" PAGE ",\"item\":\"b\"}"), ACM_E_NOTFOUND, "\"b\"", "pages[0].item"},
        {PAGES("{" PAGE ",\"base\":\"b\"}"), ACM_E_MODEL, "\"b\"", "pages[0].base"},
        {PAGES("{\"language\":\"de\",\"stem\":\"q\",\"file\":\"q.md\",\"base\":\"b\"}"),
         ACM_E_NOTFOUND, "\"b\"", "pages[0].base"},
        {PAGES("{\"language\":\"fr\",\"stem\":\"q\",\"file\":\"q.md\"}"), ACM_E_NOTFOUND, "\"fr\"",
         "pages[0].language"},
        {PAGES("{\"language\":\"de\",\"stem\":\"q\",\"file\":\"q.md\"},\n{" PAGE "}"), ACM_E_MODEL,
         "\"en\",\"stem\"", "pages[1].language"},
        {PAGES("{" PAGE ",\"front_matter\":{\"ms.date\":7}}"), ACM_E_SYNTAX, "7",
         "pages[0].front_matter.ms.date"},
        {PAGES("{" PAGE ",\"objectives\":[{\"level\":1,\"text\":\"x\"}]}"), ACM_E_SYNTAX,
         "{\"level\"", "pages[0].objectives[0]"},
        {PAGES("{" PAGE ",\"objectives\":[{\"level\":0,\"text\":\"x\"},\n"
               "{\"level\":2,\"text\":\"y\"}]}"),
         ACM_E_SYNTAX, "{\"level\":2", "pages[0].objectives[1]"},
        {PAGES("{" PAGE ",\"sections\":[{\"level\":1}]}"), ACM_E_SYNTAX, "{\"level\"",
         "pages[0].sections[0]"},
        {PAGES("{" PAGE ",\"sections\":[{\"level\":1,\"title\":\"x\",\"kind\":\"y\"}]}"),
         ACM_E_SYNTAX, "\"y\"", "pages[0].sections[0].kind"},
        {PAGES("{" PAGE ",\"links\":[{\"text\":\"x\",\"url\":null}]}"), ACM_E_SYNTAX, "null",
         "pages[0].links[0].url"},
        {PAGES("{" PAGE ",\"revisions\":[{\"date\":\"today\",\"iso\":\"2026-3-31\"}]}"),
         ACM_E_SYNTAX, "\"2026-3-31\"", "pages[0].revisions[0].iso"},
        {PAGES("{" PAGE ",\"revisions\":[{\"date\":\"today\",\"iso\":\"2026-03-311\"}]}"),
         ACM_E_SYNTAX, "\"2026-03-311\"", "pages[0].revisions[0].iso"},
        {PAGES("{" PAGE ",\"revisions\":[{\"date\":\"today\",\"iso\":\"2026-02-29\"}]}"),
         ACM_E_SYNTAX, "\"2026-02-29\"", "pages[0].revisions[0].iso"},
        {PAGES("{" PAGE ",\"revisions\":[{\"date\":\"today\",\"iso\":\"2026-03-31T10:00Z\"}]}"),
         ACM_E_SYNTAX, "\"2026-03-31T10:00Z\"", "pages[0].revisions[0].iso"},
    };
    assert_faults(faults, COUNT_OF(faults));
}

/* A byte order mark is no part of the first line, and counts as bytes. */
static void test_json_faults__byte_order_mark(void **state)
{
    (void)state;
    acm_playbook *playbook;
    acm_error err;
    assert_refused(acm_playbook_read_json("\xEF\xBB\xBF{ 7", ACM_NTS, NULL, &playbook, &err),
                   ACM_E_SYNTAX, &err);
    assert_int_equal(err.line, 1);
    assert_int_equal(err.column, 3);
    assert_int_equal(err.offset, 5);
    assert_ok(acm_playbook_read_json("\xEF\xBB\xBF" TOP("\"items\":[" ROOT "]"), ACM_NTS, NULL,
                                     &playbook, &err));
    acm_playbook_free(playbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_faults__form),
        cmocka_unit_test(test_json_faults__languages_and_terms),
        cmocka_unit_test(test_json_faults__items),
        cmocka_unit_test(test_json_faults__conditions_and_criteria),
        cmocka_unit_test(test_json_faults__rules),
        cmocka_unit_test(test_json_faults__pages_and_places),
        cmocka_unit_test(test_json_faults__byte_order_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
