#include "support/test.h"

#include <stdio.h>

typedef struct fixture {
    acm_builder *b;
    acm_id root, stage, task, milestone, criterion, listener, role, service;
    acm_error err;
} fixture;

static int setup(void **state)
{
    static fixture f;
    memset(&f, 0, sizeof f);
    acm_error_init(&f.err);
    assert_ok(acm_builder_new(NULL, "en", "Test", &f.b, &f.root, &f.err));
    assert_ok(acm_builder_add(f.b, f.root, ACM_ITEM_STAGE, 0, "s", "Stage", -1, &f.stage, &f.err));
    assert_ok(acm_builder_add(f.b, f.stage, ACM_ITEM_TASK, 0, "t", "Task", 7, &f.task, &f.err));
    assert_ok(acm_builder_add(f.b, f.stage, ACM_ITEM_MILESTONE, 0, "m", "Milestone", -1,
                              &f.milestone, &f.err));
    assert_ok(acm_builder_criterion(f.b, f.milestone, ACM_CRITERION_ENTRY, 0, NULL, &f.criterion,
                                    &f.err));
    assert_ok(acm_builder_on_part(f.b, f.criterion, f.task, ACM_TRANSITION_COMPLETE, &f.err));
    assert_ok(acm_builder_term(f.b, ACM_TERM_ROLE, "FM", &f.role, &f.err));
    assert_ok(acm_builder_term(f.b, ACM_TERM_SERVICE, "Exchange", &f.service, &f.err));
    *state = &f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    acm_builder_free(f->b);
    return 0;
}

static acm_playbook *finish(fixture *f)
{
    acm_playbook *playbook;
    assert_ok(acm_builder_finish(f->b, &playbook, &f->err));
    return playbook;
}

static acm_id find(const acm_playbook *playbook, const char *key)
{
    acm_id id;
    assert_ok(acm_playbook_find(playbook, key, ACM_NTS, &id, NULL));
    return id;
}

static acm_id add(fixture *f, acm_item_kind kind, const char *key)
{
    acm_id id;
    assert_ok(acm_builder_add(f->b, f->stage, kind, 0, key, NULL, -1, &id, &f->err));
    return id;
}

static size_t count_items(const acm_playbook *playbook)
{
    size_t count;
    assert_ok(acm_playbook_items(playbook, NULL, sizeof(acm_item), 0, &count));
    return count;
}

static void test_builder__new_checks_its_arguments(void **state)
{
    (void)state;
    acm_error err;
    acm_builder *b;
    acm_id root = 99;
    acm_allocator incomplete;
    acm_allocator_init(&incomplete);
    incomplete.struct_size++;
    assert_refused(acm_builder_new(NULL, NULL, NULL, NULL, &root, &err), ACM_E_INVALID, &err);
    assert_int_equal(root, 0);
    assert_refused(acm_builder_new(&incomplete, NULL, NULL, &b, NULL, &err), ACM_E_VERSION, &err);
    assert_null(b);
    assert_refused(acm_builder_new(NULL, NOT_UTF8, NULL, &b, NULL, &err), ACM_E_ENCODING, &err);
    assert_refused(acm_builder_new(NULL, NULL, NOT_UTF8, &b, NULL, &err), ACM_E_ENCODING, &err);
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, NULL, NULL));
    acm_builder_free(b);
    acm_builder_free(NULL);
}

static void test_builder__items_are_numbered_in_document_order(void **state)
{
    fixture *f = *state;
    acm_id later;
    assert_ok(acm_builder_add(f->b, f->root, ACM_ITEM_TASK, 0, "u", NULL, -1, NULL, &f->err));
    assert_ok(acm_builder_add(f->b, f->stage, ACM_ITEM_TASK, 0, "t2", NULL, -1, &later, &f->err));
    acm_playbook *playbook = finish(f);
    static const char *const keys[] = {"s", "t", "m", "t2", "u"};
    for (acm_id i = 0; i < COUNT_OF(keys); i++)
        assert_int_equal(find(playbook, keys[i]), i + 2);
    acm_playbook_free(playbook);
}

static void test_builder__add_refuses(void **state)
{
    fixture *f = *state;
    acm_id id = 99;
    char long_key[257];
    memset(long_key, 'k', 256);
    long_key[256] = '\0';
    const struct {
        acm_id parent;
        acm_item_kind kind;
        uint32_t flags;
        const char *key, *name;
        int64_t number;
        acm_status expected;
    } rows[] = {
        {0, ACM_ITEM_TASK, 0, "k", NULL, -1, ACM_E_NOTFOUND},
        {9999, ACM_ITEM_TASK, 0, "k", NULL, -1, ACM_E_NOTFOUND},
        {f->criterion, ACM_ITEM_TASK, 0, "k", NULL, -1, ACM_E_NOTFOUND},
        {f->task, ACM_ITEM_TASK, 0, "k", NULL, -1, ACM_E_MODEL},
        {f->stage, 0, 0, "k", NULL, -1, ACM_E_INVALID},
        {f->stage, ACM_ITEM_EVENT_LISTENER + 1, 0, "k", NULL, -1, ACM_E_INVALID},
        {f->stage, ACM_ITEM_USER_LISTENER, ACM_ITEM_REQUIRED, "k", NULL, -1, ACM_E_MODEL},
        {f->stage, ACM_ITEM_TASK, ACM_ITEM_AUTO_COMPLETE, "k", NULL, -1, ACM_E_MODEL},
        {f->stage, ACM_ITEM_MILESTONE, ACM_ITEM_MANUAL, "k", NULL, -1, ACM_E_MODEL},
        {f->stage, ACM_ITEM_STAGE, ACM_ITEM_NON_BLOCKING, "k", NULL, -1, ACM_E_MODEL},
        {f->stage, ACM_ITEM_TASK, 0x80000000u, "k", NULL, -1, ACM_E_MODEL},
        {f->stage, ACM_ITEM_TASK, 0, NULL, NULL, -1, ACM_E_INVALID},
        {f->stage, ACM_ITEM_TASK, 0, "", NULL, -1, ACM_E_INVALID},
        {f->stage, ACM_ITEM_TASK, 0, "a b", NULL, -1, ACM_E_INVALID},
        {f->stage, ACM_ITEM_TASK, 0, long_key, NULL, -1, ACM_E_LIMIT},
        {f->stage, ACM_ITEM_TASK, 0, NOT_UTF8, NULL, -1, ACM_E_ENCODING},
        {f->stage, ACM_ITEM_TASK, 0, "k", NOT_UTF8, -1, ACM_E_ENCODING},
        {f->stage, ACM_ITEM_TASK, 0, "k", NULL, -2, ACM_E_INVALID},
        {f->stage, ACM_ITEM_TASK, 0, "t", NULL, -1, ACM_E_EXISTS},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(acm_builder_add(f->b, rows[i].parent, rows[i].kind, rows[i].flags,
                                       rows[i].key, rows[i].name, rows[i].number, &id, &f->err),
                       rows[i].expected, &f->err);
        assert_int_equal(id, 0);
    }
    assert_refused(acm_builder_add(NULL, f->stage, ACM_ITEM_TASK, 0, "k", NULL, -1, &id, &f->err),
                   ACM_E_INVALID, &f->err);
    acm_playbook *playbook = finish(f);
    assert_int_equal(count_items(playbook), 4);
    acm_playbook_free(playbook);
}

static void test_builder__nesting_is_bounded(void **state)
{
    fixture *f = *state;
    acm_status status = ACM_OK;
    acm_id parent = f->root;
    char key[] = "deep-000";
    int depth = 0;
    for (; !status && depth < 999; depth++) {
        key[5] = (char)('0' + depth / 100);
        key[6] = (char)('0' + depth / 10 % 10);
        key[7] = (char)('0' + depth % 10);
        status = acm_builder_add(f->b, parent, ACM_ITEM_STAGE, 0, key, NULL, -1, &parent, &f->err);
    }
    assert_int_equal(status, ACM_E_LIMIT);
    assert_in_range(depth, 16, 998);
}

static void test_builder__flags(void **state)
{
    fixture *f = *state;
    acm_item items[8];
    size_t count;
    assert_ok(acm_builder_flags(f->b, f->root, ACM_ITEM_AUTO_COMPLETE, &f->err));
    assert_ok(acm_builder_flags(f->b, f->task, ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL, &f->err));
    assert_refused(acm_builder_flags(f->b, f->root, ACM_ITEM_REQUIRED, &f->err), ACM_E_MODEL,
                   &f->err);
    assert_refused(acm_builder_flags(f->b, f->task, ACM_ITEM_AUTO_COMPLETE, &f->err), ACM_E_MODEL,
                   &f->err);
    assert_refused(acm_builder_flags(f->b, 0, 0, &f->err), ACM_E_NOTFOUND, &f->err);
    assert_refused(acm_builder_flags(NULL, f->task, 0, &f->err), ACM_E_INVALID, &f->err);
    acm_playbook *playbook = finish(f);
    assert_ok(acm_playbook_items(playbook, items, sizeof *items, COUNT_OF(items), &count));
    assert_int_equal(items[0].flags, ACM_ITEM_AUTO_COMPLETE);
    assert_int_equal(items[find(playbook, "t") - 1].flags, ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL);
    acm_playbook_free(playbook);
}

static void test_builder__place(void **state)
{
    fixture *f = *state;
    assert_ok(acm_builder_place(f->b, f->task, ACM_PART_TASK, 12, 3, &f->err));
    assert_refused(acm_builder_place(f->b, 0, ACM_PART_TASK, 1, 1, &f->err), ACM_E_NOTFOUND,
                   &f->err);
    assert_refused(acm_builder_place(f->b, f->task, -1, 1, 1, &f->err), ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_place(f->b, f->task, ACM_PART_OUTCOMES + 1, 1, 1, &f->err),
                   ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_place(NULL, f->task, ACM_PART_TASK, 1, 1, &f->err), ACM_E_INVALID,
                   &f->err);

    acm_playbook *playbook = finish(f);
    acm_item items[4];
    size_t count;
    assert_ok(acm_playbook_items(playbook, items, sizeof *items, COUNT_OF(items), &count));
    assert_int_equal(items[2].part, ACM_PART_TASK);
    assert_int_equal(items[2].line, 12);
    assert_int_equal(items[2].column, 3);
    acm_playbook_free(playbook);
}

static void test_builder__criterion_refuses(void **state)
{
    fixture *f = *state;
    f->listener = add(f, ACM_ITEM_USER_LISTENER, "u");
    acm_id id = 99;
    const struct {
        acm_id item;
        acm_criterion_kind kind;
        uint32_t flags;
        const char *expression;
        acm_status expected;
    } rows[] = {
        {0, ACM_CRITERION_ENTRY, 0, NULL, ACM_E_NOTFOUND},
        {f->role, ACM_CRITERION_ENTRY, 0, NULL, ACM_E_NOTFOUND},
        {f->task, 0, 0, NULL, ACM_E_INVALID},
        {f->task, 3, 0, NULL, ACM_E_INVALID},
        {f->task, ACM_CRITERION_ENTRY, 0x100, NULL, ACM_E_INVALID},
        {f->root, ACM_CRITERION_ENTRY, 0, NULL, ACM_E_MODEL},
        {f->listener, ACM_CRITERION_ENTRY, 0, "true", ACM_E_MODEL},
        {f->listener, ACM_CRITERION_EXIT, 0, "true", ACM_E_MODEL},
        {f->task, ACM_CRITERION_EXIT, ACM_CRITERION_WORK_DONE, NULL, ACM_E_MODEL},
        {f->task, ACM_CRITERION_ENTRY, ACM_CRITERION_EXIT_ACTIVE, "true", ACM_E_MODEL},
        {f->task, ACM_CRITERION_ENTRY, ACM_CRITERION_EXIT_ENABLED, "true", ACM_E_MODEL},
        {f->task, ACM_CRITERION_ENTRY, ACM_CRITERION_COMPLETE, "true", ACM_E_MODEL},
        {f->stage, ACM_CRITERION_ENTRY, ACM_CRITERION_FORCE_COMPLETE, "true", ACM_E_MODEL},
        {f->task, ACM_CRITERION_EXIT, ACM_CRITERION_EXIT_ACTIVE | ACM_CRITERION_EXIT_ENABLED,
         "true", ACM_E_MODEL},
        {f->stage, ACM_CRITERION_EXIT, ACM_CRITERION_COMPLETE | ACM_CRITERION_FORCE_COMPLETE,
         "true", ACM_E_MODEL},
        {f->root, ACM_CRITERION_EXIT, ACM_CRITERION_EXIT_ACTIVE, "true", ACM_E_MODEL},
        {f->task, ACM_CRITERION_ENTRY, 0, "1 +", ACM_E_SYNTAX},
        {f->task, ACM_CRITERION_ENTRY, 0, "", ACM_E_SYNTAX},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(acm_builder_criterion(f->b, rows[i].item, rows[i].kind, rows[i].flags,
                                             rows[i].expression, &id, &f->err),
                       rows[i].expected, &f->err);
        assert_int_equal(id, 0);
    }
    assert_refused(acm_builder_criterion(NULL, f->task, ACM_CRITERION_ENTRY, 0, NULL, &id, &f->err),
                   ACM_E_INVALID, &f->err);
}

static void test_builder__broken_expression_is_located(void **state)
{
    fixture *f = *state;
    assert_refused(
        acm_builder_criterion(f->b, f->task, ACM_CRITERION_ENTRY, 0, "size == ) 3", NULL, &f->err),
        ACM_E_SYNTAX, &f->err);
    assert_int_equal(f->err.column, 9);
    assert_int_equal(f->err.offset, 8);
}

static void test_builder__on_part_refuses(void **state)
{
    fixture *f = *state;
    f->listener = add(f, ACM_ITEM_USER_LISTENER, "u");
    const struct {
        acm_id criterion, source;
        acm_transition event;
        acm_status expected;
    } rows[] = {
        {0, f->task, ACM_TRANSITION_COMPLETE, ACM_E_NOTFOUND},
        {f->task, f->task, ACM_TRANSITION_COMPLETE, ACM_E_NOTFOUND},
        {f->criterion, 0, ACM_TRANSITION_COMPLETE, ACM_E_NOTFOUND},
        {f->criterion, f->criterion, ACM_TRANSITION_COMPLETE, ACM_E_NOTFOUND},
        {f->criterion, f->task, ACM_TRANSITION_OCCUR, ACM_E_MODEL},
        {f->criterion, f->task, ACM_TRANSITION_CLOSE, ACM_E_MODEL},
        {f->criterion, f->milestone, ACM_TRANSITION_COMPLETE, ACM_E_MODEL},
        {f->criterion, f->listener, ACM_TRANSITION_COMPLETE, ACM_E_MODEL},
        {f->criterion, f->listener, ACM_TRANSITION_EXIT, ACM_E_MODEL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_refused(
            acm_builder_on_part(f->b, rows[i].criterion, rows[i].source, rows[i].event, &f->err),
            rows[i].expected, &f->err);
    assert_refused(
        acm_builder_on_part(NULL, f->criterion, f->task, ACM_TRANSITION_COMPLETE, &f->err),
        ACM_E_INVALID, &f->err);
}

static void test_builder__on_exit(void **state)
{
    fixture *f = *state;
    acm_id exit;
    assert_ok(acm_builder_criterion(f->b, f->task, ACM_CRITERION_EXIT, ACM_CRITERION_EXIT_ACTIVE,
                                    "stop", &exit, &f->err));
    assert_ok(acm_builder_on_exit(f->b, f->criterion, exit, &f->err));
    const struct {
        acm_builder *builder;
        acm_id criterion, exit;
        acm_status expected;
    } rows[] = {
        {NULL, f->criterion, exit, ACM_E_INVALID},     {f->b, 0, exit, ACM_E_NOTFOUND},
        {f->b, f->task, exit, ACM_E_NOTFOUND},         {f->b, f->criterion, 0, ACM_E_NOTFOUND},
        {f->b, f->criterion, f->task, ACM_E_NOTFOUND}, {f->b, exit, f->criterion, ACM_E_MODEL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_refused(
            acm_builder_on_exit(rows[i].builder, rows[i].criterion, rows[i].exit, &f->err),
            rows[i].expected, &f->err);
    acm_playbook_free(finish(f));
}

static void test_builder__semantics(void **state)
{
    fixture *f = *state;
    acm_playbook *playbook = finish(f);
    assert_int_equal(acm_playbook_semantics(playbook), 0);
    acm_playbook_free(playbook);
    assert_ok(acm_builder_semantics(f->b, ACM_SEMANTICS_LISTENERS_REPEAT, &f->err));
    uint32_t two = ACM_SEMANTICS_END_ORPHAN_LISTENERS | ACM_SEMANTICS_WAITING_IS_FINISHED;
    assert_ok(acm_builder_semantics(f->b, two, &f->err));
    assert_refused(acm_builder_semantics(f->b, 0x8, &f->err), ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_semantics(NULL, 0, &f->err), ACM_E_INVALID, &f->err);
    playbook = finish(f);
    assert_int_equal(acm_playbook_semantics(playbook), two);
    assert_int_equal(acm_playbook_semantics(NULL), 0);
    acm_playbook_free(playbook);
}

static void test_builder__condition(void **state)
{
    fixture *f = *state;
    acm_id id = 99;
    assert_ok(acm_builder_condition(f->b, f->stage, f->criterion, ACM_CONDITION_OUTCOME, 0, "c1",
                                    "Mail works", &id, &f->err));
    assert_int_not_equal(id, 0);
    assert_ok(acm_builder_condition(f->b, f->stage, 0, ACM_CONDITION_INPUT, ACM_CONDITION_OPTIONAL,
                                    "c2", "A partner is chosen", NULL, &f->err));
    acm_playbook *playbook = finish(f);
    acm_condition c[3];
    size_t count;
    assert_ok(acm_playbook_conditions(playbook, 0, c, sizeof *c, COUNT_OF(c), &count));
    assert_int_equal(count, 2);
    assert_int_equal(c[0].item, find(playbook, "s"));
    assert_int_equal(c[0].gates, find(playbook, "m"));
    assert_int_equal(c[0].kind, ACM_CONDITION_OUTCOME);
    assert_int_equal(c[0].flags, 0);
    assert_int_equal(c[1].gates, 0);
    assert_int_equal(c[1].flags, ACM_CONDITION_OPTIONAL);
    acm_playbook_free(playbook);
}

static void test_builder__condition_refuses(void **state)
{
    fixture *f = *state;
    f->listener = add(f, ACM_ITEM_USER_LISTENER, "u");
    acm_id id = 99;
    const struct {
        acm_id item, criterion;
        acm_condition_kind kind;
        uint32_t flags;
        const char *key, *statement;
        acm_status expected;
    } rows[] = {
        {0, 0, ACM_CONDITION_INPUT, 0, "c", "x", ACM_E_NOTFOUND},
        {f->stage, f->task, ACM_CONDITION_INPUT, 0, "c", "x", ACM_E_NOTFOUND},
        {f->stage, 0, 0, 0, "c", "x", ACM_E_INVALID},
        {f->stage, 0, ACM_CONDITION_INPUT, 2, "c", "x", ACM_E_INVALID},
        {f->stage, 0, ACM_CONDITION_INPUT, 0, NULL, "x", ACM_E_INVALID},
        {f->stage, 0, ACM_CONDITION_INPUT, 0, "t", "x", ACM_E_EXISTS},
        {f->stage, 0, ACM_CONDITION_INPUT, 0, "c", NOT_UTF8, ACM_E_ENCODING},
        {f->milestone, 0, ACM_CONDITION_OUTCOME, 0, "c", "x", ACM_E_MODEL},
        {f->listener, 0, ACM_CONDITION_INPUT, 0, "c", "x", ACM_E_MODEL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(acm_builder_condition(f->b, rows[i].item, rows[i].criterion, rows[i].kind,
                                             rows[i].flags, rows[i].key, rows[i].statement, &id,
                                             &f->err),
                       rows[i].expected, &f->err);
        assert_int_equal(id, 0);
    }
    assert_refused(
        acm_builder_condition(NULL, f->stage, 0, ACM_CONDITION_INPUT, 0, "c", "x", &id, &f->err),
        ACM_E_INVALID, &f->err);
}

static void test_builder__terms_are_canonical(void **state)
{
    fixture *f = *state;
    acm_id same, own, own_again;
    assert_ok(acm_builder_term(f->b, ACM_TERM_ROLE, "fasttrack manager", &same, &f->err));
    assert_int_equal(same, f->role);
    assert_ok(acm_builder_term(f->b, ACM_TERM_ROLE, "Mail Wizard", &own, &f->err));
    assert_ok(acm_builder_term(f->b, ACM_TERM_ROLE, "mail wizard", &own_again, &f->err));
    assert_int_not_equal(own, same);
    assert_int_equal(own, own_again);
    assert_ok(acm_builder_term(f->b, ACM_TERM_ROLE, "role:odd", &own, &f->err));
    acm_playbook *playbook = finish(f);
    assert_int_not_equal(find(playbook, "role:fasttrack_manager"), 0);
    assert_int_not_equal(find(playbook, "service:exchange"), 0);
    assert_ok(acm_playbook_term(playbook, ACM_TERM_ROLE, "role:Mail Wizard", ACM_NTS, &own, NULL));
    assert_string_equal(acm_playbook_key(playbook, own, NULL), "role:Mail Wizard");
    assert_ok(acm_playbook_term(playbook, ACM_TERM_ROLE, "role:role:odd", ACM_NTS, &own, NULL));
    assert_ok(acm_playbook_term(playbook, ACM_TERM_ROLE, "role:odd", ACM_NTS, &own_again, NULL));
    assert_int_equal(own, own_again);
    acm_playbook_free(playbook);
}

static void test_builder__names_are_compared_after_normalisation(void **state)
{
    fixture *f = *state;
    acm_id composed, decomposed;
    assert_ok(acm_builder_term(f->b, ACM_TERM_ROLE, "K\u00f6chin", &composed, &f->err));
    assert_ok(acm_builder_term(f->b, ACM_TERM_ROLE, "  ko\u0308CHIN ", &decomposed, &f->err));
    assert_int_equal(composed, decomposed);
    assert_refused(acm_builder_term(f->b, ACM_TERM_ROLE, " \u00a0", &composed, &f->err),
                   ACM_E_INVALID, &f->err);
}

static void test_builder__term_refuses(void **state)
{
    fixture *f = *state;
    acm_id id = 99;
    assert_refused(acm_builder_term(f->b, 0, "FM", &id, &f->err), ACM_E_INVALID, &f->err);
    assert_int_equal(id, 0);
    assert_refused(acm_builder_term(f->b, 5, "FM", &id, &f->err), ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_term(f->b, ACM_TERM_ROLE, "", &id, &f->err), ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_term(f->b, ACM_TERM_ROLE, NULL, &id, &f->err), ACM_E_INVALID,
                   &f->err);
    assert_refused(acm_builder_term(f->b, ACM_TERM_ROLE, "FM", NULL, &f->err), ACM_E_INVALID,
                   &f->err);
    assert_refused(acm_builder_term(NULL, ACM_TERM_ROLE, "FM", &id, &f->err), ACM_E_INVALID,
                   &f->err);
    assert_refused(acm_builder_term(f->b, ACM_TERM_ROLE, NOT_UTF8, &id, &f->err), ACM_E_ENCODING,
                   &f->err);
}

static void test_builder__references(void **state)
{
    fixture *f = *state;
    for (int twice = 0; twice < 2; twice++)
        assert_ok(acm_builder_ref(f->b, f->task, ACM_REF_PERFORMER, f->role, &f->err));
    assert_ok(acm_builder_ref(f->b, f->task, ACM_REF_SERVICE, f->service, &f->err));
    assert_ok(acm_builder_ref(f->b, f->stage, ACM_REF_NEXT, f->task, &f->err));
    acm_playbook *playbook = finish(f);
    acm_ref refs[4];
    size_t count;
    assert_ok(acm_playbook_refs(playbook, find(playbook, "t"), 0, refs, sizeof *refs,
                                COUNT_OF(refs), &count));
    assert_int_equal(count, 2);
    assert_ok(
        acm_playbook_refs(playbook, 0, ACM_REF_NEXT, refs, sizeof *refs, COUNT_OF(refs), &count));
    assert_int_equal(count, 1);
    assert_int_equal(refs[0].target, find(playbook, "t"));
    acm_playbook_free(playbook);
}

static void test_builder__ref_refuses(void **state)
{
    fixture *f = *state;
    const struct {
        acm_id item;
        acm_ref_kind kind;
        acm_id target;
        acm_status expected;
    } rows[] = {
        {f->task, 0, f->role, ACM_E_INVALID},
        {f->task, ACM_REF_NEXT + 1, f->role, ACM_E_INVALID},
        {0, ACM_REF_PERFORMER, f->role, ACM_E_NOTFOUND},
        {f->task, ACM_REF_PERFORMER, 0, ACM_E_NOTFOUND},
        {f->task, ACM_REF_PERFORMER, f->criterion, ACM_E_NOTFOUND},
        {f->task, ACM_REF_PERFORMER, f->service, ACM_E_MODEL},
        {f->task, ACM_REF_SERVICE, f->role, ACM_E_MODEL},
        {f->task, ACM_REF_PERFORMER, f->stage, ACM_E_MODEL},
        {f->task, ACM_REF_NEXT, f->role, ACM_E_MODEL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_refused(acm_builder_ref(f->b, rows[i].item, rows[i].kind, rows[i].target, &f->err),
                       rows[i].expected, &f->err);
    assert_refused(acm_builder_ref(NULL, f->task, ACM_REF_PERFORMER, f->role, &f->err),
                   ACM_E_INVALID, &f->err);
}

static void test_builder__texts_by_language(void **state)
{
    fixture *f = *state;
    const char *used;
    size_t len;
    assert_ok(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, "de", "Aufgabe!", 7, &f->err));
    assert_ok(acm_builder_text(f->b, f->task, ACM_TEXT_BODY, NULL, "How", ACM_NTS, &f->err));
    acm_playbook *playbook = finish(f);
    acm_id task = find(playbook, "t");
    assert_string_equal(acm_playbook_text(playbook, task, ACM_TEXT_NAME, "de", &used, &len),
                        "Aufgabe");
    assert_string_equal(used, "de");
    assert_int_equal(len, 7);
    assert_string_equal(acm_playbook_text(playbook, task, ACM_TEXT_NAME, NULL, NULL, NULL), "Task");
    assert_string_equal(acm_playbook_text(playbook, task, ACM_TEXT_BODY, "de", &used, NULL), "How");
    assert_string_equal(used, "en");
    assert_string_equal(acm_playbook_language(playbook, 1), "de");
    acm_playbook_free(playbook);
}

static void test_builder__text_refuses(void **state)
{
    fixture *f = *state;
    assert_refused(acm_builder_text(f->b, f->task, 0, NULL, "x", 1, &f->err), ACM_E_INVALID,
                   &f->err);
    assert_refused(acm_builder_text(f->b, f->task, 7, NULL, "x", 1, &f->err), ACM_E_INVALID,
                   &f->err);
    assert_refused(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, NULL, NULL, 1, &f->err),
                   ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_text(NULL, f->task, ACM_TEXT_NAME, NULL, "x", 1, &f->err),
                   ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_text(f->b, 0, ACM_TEXT_NAME, NULL, "x", 1, &f->err), ACM_E_NOTFOUND,
                   &f->err);
    assert_refused(acm_builder_text(f->b, f->criterion, ACM_TEXT_NAME, NULL, "x", 1, &f->err),
                   ACM_E_NOTFOUND, &f->err);
    assert_refused(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, NULL, "a\0b", 3, &f->err),
                   ACM_E_ENCODING, &f->err);
    assert_refused(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, NOT_UTF8, "x", 1, &f->err),
                   ACM_E_ENCODING, &f->err);
}

static void test_builder__has_64_languages_at_the_most(void **state)
{
    fixture *f = *state;
    char tag[8] = "x-";
    for (int i = 1; i < 64; i++) {
        snprintf(tag + 2, sizeof tag - 2, "%d", i);
        assert_ok(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, tag, "x", 1, &f->err));
    }
    assert_refused(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, "x-64", "x", 1, &f->err),
                   ACM_E_LIMIT, &f->err);
    assert_ok(acm_builder_text(f->b, f->task, ACM_TEXT_NAME, "x-63", "y", 1, &f->err));
    acm_playbook *playbook = finish(f);
    assert_string_equal(acm_playbook_language(playbook, 63), "x-63");
    assert_null(acm_playbook_language(playbook, 64));
    acm_playbook_free(playbook);
}

static void test_builder__finish_checks_the_whole(void **state)
{
    fixture *f = *state;
    acm_playbook *playbook = (acm_playbook *)f;
    acm_id empty;
    assert_ok(acm_builder_criterion(f->b, f->task, ACM_CRITERION_ENTRY, 0, "done('nowhere')", NULL,
                                    &f->err));
    assert_refused(acm_builder_finish(f->b, &playbook, &f->err), ACM_E_NOTFOUND, &f->err);
    assert_null(playbook);
    assert_string_equal(f->err.path, "t");
    assert_ok(acm_builder_add(f->b, f->root, ACM_ITEM_TASK, 0, "nowhere", NULL, -1, NULL, &f->err));
    assert_ok(acm_builder_finish(f->b, &playbook, &f->err));
    acm_playbook_free(playbook);

    assert_ok(acm_builder_criterion(f->b, f->stage, ACM_CRITERION_ENTRY, 0, NULL, &empty, &f->err));
    assert_refused(acm_builder_finish(f->b, &playbook, &f->err), ACM_E_MODEL, &f->err);
    assert_string_equal(f->err.path, "s");
    assert_refused(acm_builder_finish(NULL, &playbook, &f->err), ACM_E_INVALID, &f->err);
    assert_refused(acm_builder_finish(f->b, NULL, &f->err), ACM_E_INVALID, &f->err);
}

/* What may repeat: it needs something to wait for. */
static void test_builder__finish_checks_repetition(void **state)
{
    static const struct {
        acm_item_kind kind;
        bool entry, on_part;
        acm_status expected;
    } rows[] = {
        {ACM_ITEM_TASK, false, false, ACM_OK},
        {ACM_ITEM_STAGE, false, false, ACM_OK},
        {ACM_ITEM_TASK, true, true, ACM_OK},
        {ACM_ITEM_TASK, true, false, ACM_E_MODEL},
        {ACM_ITEM_STAGE, true, false, ACM_E_MODEL},
        {ACM_ITEM_MILESTONE, true, true, ACM_OK},
        {ACM_ITEM_MILESTONE, true, false, ACM_E_MODEL},
        {ACM_ITEM_MILESTONE, false, false, ACM_E_MODEL},
        {ACM_ITEM_EVENT_LISTENER, false, false, ACM_OK},
    };
    fixture *f = *state;
    for (size_t i = 0; i < COUNT_OF(rows) * 2; i++) {
        acm_playbook *playbook;
        acm_id criterion;
        bool by_rule = i % 2;
        char key[] = "r??";
        key[1] = (char)('a' + i / 2);
        key[2] = (char)('0' + by_rule);
        acm_id item = add(f, rows[i / 2].kind, key);
        if (rows[i / 2].entry) {
            assert_ok(acm_builder_criterion(f->b, item, ACM_CRITERION_ENTRY, 0, "size > 1",
                                            &criterion, &f->err));
            /* an alternative without on-part does no harm */
            assert_ok(acm_builder_criterion(f->b, item, ACM_CRITERION_ENTRY, 0, "size > 2", NULL,
                                            &f->err));
        }
        if (rows[i / 2].on_part)
            assert_ok(
                acm_builder_on_part(f->b, criterion, f->task, ACM_TRANSITION_COMPLETE, &f->err));
        if (by_rule)
            assert_ok(acm_builder_control(f->b, item, ACM_CONTROL_REPEAT_WHEN, "more", &f->err));
        else
            assert_ok(acm_builder_flags(f->b, item, ACM_ITEM_REPEATS, &f->err));
        acm_error_init(&f->err);
        assert_status(acm_builder_finish(f->b, &playbook, &f->err), rows[i / 2].expected);
        if (rows[i / 2].expected)
            assert_string_equal(f->err.path, key);
        acm_playbook_free(playbook);
        assert_ok(acm_builder_control(f->b, item, ACM_CONTROL_REPEAT_WHEN, NULL, &f->err));
        assert_ok(acm_builder_flags(f->b, item, 0, &f->err));
        acm_playbook_free(finish(f));
    }
}

static void test_builder__finish_refuses_a_timer_without_time(void **state)
{
    fixture *f = *state;
    acm_playbook *playbook;
    acm_id timer = add(f, ACM_ITEM_TIMER_LISTENER, "timer");
    assert_refused(acm_builder_finish(f->b, &playbook, &f->err), ACM_E_MODEL, &f->err);
    assert_string_equal(f->err.path, "timer");
    assert_ok(acm_builder_control(f->b, timer, ACM_CONTROL_ORIGIN, "x", &f->err));
    assert_refused(acm_builder_finish(f->b, &playbook, &f->err), ACM_E_MODEL, &f->err);
    assert_ok(acm_builder_control(f->b, timer, ACM_CONTROL_TIMER, "${when}", &f->err));
    acm_playbook_free(finish(f));
}

static void test_builder__finish_refuses_to_forget_nothing(void **state)
{
    fixture *f = *state;
    acm_playbook *playbook;
    acm_id exit;
    assert_ok(acm_builder_criterion(f->b, f->task, ACM_CRITERION_EXIT, ACM_CRITERION_ON_EVENT,
                                    "stop", &exit, &f->err));
    assert_refused(acm_builder_finish(f->b, &playbook, &f->err), ACM_E_MODEL, &f->err);
    assert_string_equal(f->err.path, "t");
    assert_ok(acm_builder_on_part(f->b, exit, f->milestone, ACM_TRANSITION_OCCUR, &f->err));
    acm_playbook_free(finish(f));
}

static void test_builder__finish_refuses_an_ambiguous_number(void **state)
{
    fixture *f = *state;
    acm_playbook *playbook;
    assert_ok(acm_builder_add(f->b, f->root, ACM_ITEM_TASK, 0, "copy", NULL, 7, NULL, &f->err));
    assert_ok(acm_builder_criterion(f->b, f->stage, ACM_CRITERION_ENTRY, 0,
                                    "state('7') == 'active'", NULL, &f->err));
    assert_refused(acm_builder_finish(f->b, &playbook, &f->err), ACM_E_AMBIGUOUS, &f->err);
    assert_string_equal(f->err.path, "s");
}

static void test_builder__goes_on_after_finish(void **state)
{
    fixture *f = *state;
    acm_playbook *first = finish(f);
    assert_ok(acm_builder_add(f->b, f->root, ACM_ITEM_TASK, 0, "more", NULL, -1, NULL, &f->err));
    acm_playbook *second = finish(f);
    assert_int_equal(count_items(first), 4);
    assert_int_equal(count_items(second), 5);
    acm_playbook_free(first);
    acm_playbook_free(second);
}

int main(void)
{
#define BUILDER_TEST(name) cmocka_unit_test_setup_teardown(test_builder__##name, setup, teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_builder__new_checks_its_arguments),
        BUILDER_TEST(items_are_numbered_in_document_order),
        BUILDER_TEST(add_refuses),
        BUILDER_TEST(nesting_is_bounded),
        BUILDER_TEST(flags),
        BUILDER_TEST(place),
        BUILDER_TEST(criterion_refuses),
        BUILDER_TEST(broken_expression_is_located),
        BUILDER_TEST(on_part_refuses),
        BUILDER_TEST(on_exit),
        BUILDER_TEST(semantics),
        BUILDER_TEST(condition),
        BUILDER_TEST(condition_refuses),
        BUILDER_TEST(terms_are_canonical),
        BUILDER_TEST(names_are_compared_after_normalisation),
        BUILDER_TEST(term_refuses),
        BUILDER_TEST(references),
        BUILDER_TEST(ref_refuses),
        BUILDER_TEST(texts_by_language),
        BUILDER_TEST(text_refuses),
        BUILDER_TEST(has_64_languages_at_the_most),
        BUILDER_TEST(finish_checks_the_whole),
        BUILDER_TEST(finish_checks_repetition),
        BUILDER_TEST(finish_refuses_a_timer_without_time),
        BUILDER_TEST(finish_refuses_to_forget_nothing),
        BUILDER_TEST(finish_refuses_an_ambiguous_number),
        BUILDER_TEST(goes_on_after_finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
