/* same.c - runs cases of random playbooks and tells what came of them, for same.py to compare between machines. */
#include "support/random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SEEDS = 60,
    TOLD = 3, /* of which each event is told */
    STEPS = 40
};

typedef struct telling {
    bool aloud;
    uint64_t digest; /* FNV-1a of all lines */
    size_t events;
} telling;

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void tell_event(telling *t, const acm_event *e, const char *text)
{
    char line[512];
    snprintf(line, sizeof line,
             "  %" PRId64 " tag %u item %u instance %u actor %u: %u, %u to %u by %u", e->time,
             e->tag, e->item, e->instance, e->actor, e->kind, e->from, e->to, e->cause);
    if (text)
        snprintf(line + strlen(line), sizeof line - strlen(line), " \"%s\"", text);
    else
        snprintf(line + strlen(line), sizeof line - strlen(line), " %u", e->detail);
    for (const char *at = line; *at; at++)
        t->digest = (t->digest ^ (unsigned char)*at) * 0x100000001B3;
    t->events++;
    if (t->aloud)
        puts(line);
}

static void tell_events(telling *t, acm_log *log)
{
    acm_event e;
    size_t n;
    while (acm_log_drain(log, &e, sizeof e, 1, &n, NULL) == ACM_OK && n)
        tell_event(t, &e, acm_log_text(log, &e));
}

static void tell_bytes(const unsigned char *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        printf("%02x", bytes[i]);
    putchar('\n');
}

static void tell_case(const acm_case *c, const telling *t, uint64_t seed)
{
    unsigned char hash[ACM_HASH_SIZE], bytes[8192];
    size_t len;
    require(acm_case_hash(c, hash, sizeof hash, NULL) == ACM_OK);
    require(acm_case_snapshot(c, bytes, sizeof bytes, &len, NULL) == ACM_OK);
    printf("%" PRIu64 ": %zu events %016" PRIx64 ", %zu bytes ", seed, t->events, t->digest, len);
    tell_bytes(hash, sizeof hash);
    if (t->aloud)
        tell_bytes(bytes, len);
}

static void run(uint64_t seed)
{
    dice d = {seed};
    telling t = {.aloud = seed <= TOLD, .digest = 0xCBF29CE484222325};
    acm_playbook *playbook;
    acm_roster *roster;
    acm_log *log;
    acm_case *c;
    random_shape shape = {.features = RANDOM_ALL, .items = 20};
    require(random_playbook(&d, shape, NULL, &playbook, NULL) == ACM_OK);
    require(random_roster(NULL, &roster, NULL) == ACM_OK);
    require(acm_log_new(NULL, &log, NULL) == ACM_OK);
    acm_case_options options = random_options(&d, playbook);
    acm_status status = acm_case_new(playbook, roster, log, &options, &c, NULL);
    if (status)
        printf("%" PRIu64 ": %s\n", seed, acm_status_name(status));
    for (int i = 0; c && i < STEPS; i++) {
        random_act act = random_commands(&d, c);
        random_post(c, &act, NULL);
        tell_events(&t, log);
    }
    if (c)
        tell_case(c, &t, seed);
    acm_case_free(c);
    acm_log_free(log);
    acm_roster_free(roster);
    acm_playbook_free(playbook);
}

int main(void)
{
    for (uint64_t seed = 1; seed <= SEEDS; seed++)
        run(seed);
    return 0;
}
