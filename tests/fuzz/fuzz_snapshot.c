/*
 * fuzz_snapshot.c - any bytes are a snapshot or refused at their place; what is restored has these very bytes as its
 * snapshot, and runs. The head is made to fit, so that what stands behind it is looked at. The first byte chooses the
 * commands.
 */
#include "fuzz/target.h"
#include "support/random.h"
#include "support/seal.h"

enum {
    FINGERPRINT = 32,
    BUDGET = 64, /* where it stands: it is kept small */
    LEAST = 70,
    MOST = 4096,
    COMMANDS = 12
};

static acm_id add(acm_builder *b, acm_id parent, acm_item_kind kind, uint32_t flags,
                  const char *key, const char *service)
{
    acm_id id, term;
    require(acm_builder_add(b, parent, kind, flags, key, NULL, -1, &id, NULL) == ACM_OK);
    if (service) {
        require(acm_builder_term(b, ACM_TERM_SERVICE, service, &term, NULL) == ACM_OK);
        require(acm_builder_ref(b, id, ACM_REF_SERVICE, term, NULL) == ACM_OK);
    }
    return id;
}

static acm_id criterion(acm_builder *b, acm_id item, acm_criterion_kind kind, acm_id source,
                        acm_transition event, const char *expression)
{
    acm_id id;
    require(acm_builder_criterion(b, item, kind, 0, expression, &id, NULL) == ACM_OK);
    require(acm_builder_on_part(b, id, source, event, NULL) == ACM_OK);
    return id;
}

static void control(acm_builder *b, acm_id item, acm_control kind, const char *text)
{
    require(acm_builder_control(b, item, kind, text, NULL) == ACM_OK);
}

/* A stage that repeats, what repeats in it, timers, a listener, conditions, services: all that a case may hold. */
static acm_playbook *make_playbook(void)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, entry;
    require(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL) == ACM_OK);
    acm_id s = add(b, root, ACM_ITEM_STAGE, ACM_ITEM_REPEATS | ACM_ITEM_MANUAL, "s", NULL);
    acm_id t = add(b, s, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "t", "Exchange");
    acm_id p = add(b, s, ACM_ITEM_TIMER_LISTENER, 0, "p", NULL);
    acm_id u = add(b, s, ACM_ITEM_TASK, ACM_ITEM_REPEATS, "u", "Teams");
    acm_id m = add(b, s, ACM_ITEM_MILESTONE, 0, "m", NULL);
    acm_id g = add(b, root, ACM_ITEM_USER_LISTENER, 0, "g", NULL);
    acm_id q = add(b, root, ACM_ITEM_TIMER_LISTENER, 0, "q", NULL);
    acm_id v = add(b, root, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "v", NULL);
    control(b, p, ACM_CONTROL_TIMER, "R3/PT1H");
    control(b, q, ACM_CONTROL_TIMER, "${when}");
    control(b, q, ACM_CONTROL_AVAILABLE_WHEN, "x > 1");
    criterion(b, u, ACM_CRITERION_ENTRY, p, ACM_TRANSITION_OCCUR, "repetitionCounter < 4");
    criterion(b, t, ACM_CRITERION_EXIT, g, ACM_TRANSITION_OCCUR, NULL);
    entry = criterion(b, m, ACM_CRITERION_ENTRY, t, ACM_TRANSITION_COMPLETE, NULL);
    require(acm_builder_condition(b, s, entry, ACM_CONDITION_OUTCOME, 0, "c1", "c1", NULL, NULL) ==
            ACM_OK);
    require(acm_builder_condition(b, v, 0, ACM_CONDITION_INPUT, 0, "c2", "c2", NULL, NULL) ==
            ACM_OK);
    require(acm_builder_finish(b, &playbook, NULL) == ACM_OK);
    acm_builder_free(b);
    return playbook;
}

static void check_same(const acm_case *c, const uint8_t *bytes, size_t len)
{
    size_t needed;
    uint8_t again[MOST];
    require(acm_case_snapshot(c, again, sizeof again, &needed, NULL) == ACM_OK);
    require(needed == len && memcmp(again, bytes, len) == 0);
}

/* It never comes to a fault of our own, and a refusal changes nothing. */
static void run(acm_case *c, uint64_t seed)
{
    dice d = {seed};
    for (int i = 0; i < COMMANDS; i++) {
        uint8_t before[ACM_HASH_SIZE], after[ACM_HASH_SIZE];
        random_act act = random_commands(&d, c);
        require(acm_case_hash(c, before, sizeof before, NULL) == ACM_OK);
        acm_status status = random_post(c, &act, NULL);
        require(status != ACM_E_INTERNAL);
        require(acm_case_hash(c, after, sizeof after, NULL) == ACM_OK);
        require(!status || memcmp(before, after, sizeof before) == 0);
    }
}

static void check(acm_playbook *playbook, acm_roster *roster, const uint8_t *bytes, size_t len,
                  uint64_t seed)
{
    acm_case *c;
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm_case_restore(playbook, roster, NULL, bytes, len, &c, &err);
    require(status != ACM_E_INTERNAL && (!status || (err.message[0] && err.offset <= len)));
    require(!status == (c != NULL));
    if (c) {
        check_same(c, bytes, len);
        run(c, seed);
    }
    acm_case_free(c);
}

/* Gives the head what fits: the playbook's fingerprint, a budget that ends soon, the hash. */
static void fit(acm_playbook *playbook, uint8_t *bytes, size_t len)
{
    acm_case *fresh;
    uint8_t known[MOST];
    require(acm_case_new(playbook, NULL, NULL, NULL, &fresh, NULL) == ACM_OK);
    require(acm_case_snapshot(fresh, known, sizeof known, NULL, NULL) == ACM_OK);
    memcpy(bytes + FINGERPRINT, known + FINGERPRINT, 16);
    bytes[BUDGET + 1] &= 1;
    bytes[BUDGET + 2] = bytes[BUDGET + 3] = 0;
    seal_snapshot(bytes, len);
    acm_case_free(fresh);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1 || size > MOST)
        return 0;
    acm_roster *roster;
    acm_playbook *playbook = make_playbook();
    size_t len = size - 1;
    uint8_t *bytes = malloc(len ? len : 1); /* exactly sized: reading past its end is noticed */
    require(bytes != NULL);
    require(random_roster(NULL, &roster, NULL) == ACM_OK);
    memcpy(bytes, data + 1, len);
    check(playbook, roster, bytes, len, data[0]);
    if (len >= LEAST) {
        fit(playbook, bytes, len);
        check(playbook, roster, bytes, len, data[0]);
    }
    free(bytes);
    acm_roster_free(roster);
    acm_playbook_free(playbook);
    return 0;
}
