/* threads.c - many threads run cases of the same playbooks at once; all must come to what one thread alone comes to. */
#include "support/random.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    PLAYBOOKS = 6,
    THREADS = 8,
    ROUNDS = 3,
    STEPS = 30,
    ITEMS = 20
};

/* A playbook, and what its random case comes to. */
typedef struct lesson {
    acm_playbook *playbook;
    dice dice;
    unsigned char hash[ACM_HASH_SIZE];
} lesson;

/* What one thread has: its own references, nothing else of its own. */
typedef struct pupil {
    pthread_t thread;
    lesson lessons[PLAYBOOKS];
} pupil;

static void require(bool holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "%s\n", what);
        abort();
    }
}

/* Looks at all that a playbook says. */
static size_t read_all(const acm_playbook *playbook)
{
    acm_item items[ITEMS + 1];
    size_t count, bytes = 0, len;
    require(acm_playbook_items(playbook, items, sizeof *items, ITEMS + 1, &count) == ACM_OK,
            "items");
    for (size_t i = 0; i < count && i <= ITEMS; i++) {
        acm_id found;
        const char *key = acm_playbook_key(playbook, items[i].id, &len), *used;
        require(acm_playbook_find(playbook, key, len, &found, NULL) == ACM_OK &&
                    found == items[i].id,
                "find");
        bytes += len;
        if (acm_playbook_text(playbook, items[i].id, ACM_TEXT_NAME, "en", &used, &len))
            bytes += len;
    }
    return bytes;
}

/* Runs a random case, a copy of it and what its snapshot brings back; gives the hash of where it ends. */
static void run(lesson *l, unsigned char *hash)
{
    dice d = l->dice;
    acm_roster *roster;
    acm_log *log;
    acm_case *c, *other;
    unsigned char bytes[8192];
    size_t len;
    require(random_roster(NULL, &roster, NULL) == ACM_OK, "roster");
    require(acm_log_new(NULL, &log, NULL) == ACM_OK, "log");
    acm_case_options options = random_options(&d, l->playbook);
    memset(hash, 0, ACM_HASH_SIZE);
    if (acm_case_new(l->playbook, roster, log, &options, &c, NULL) == ACM_OK) {
        for (int i = 0; i < STEPS; i++) {
            random_act act = random_commands(&d, c);
            random_post(c, &act, NULL);
            acm_log_clear(log);
        }
        require(acm_case_snapshot(c, bytes, sizeof bytes, &len, NULL) == ACM_OK, "snapshot");
        require(acm_case_dup(c, log, &other, NULL) == ACM_OK, "copy");
        acm_case_free(c);
        require(acm_case_hash(other, hash, ACM_HASH_SIZE, NULL) == ACM_OK, "hash");
        acm_case_free(other);
        require(acm_case_restore(l->playbook, roster, log, bytes, len, &c, NULL) == ACM_OK,
                "restore");
        acm_case_free(c);
    }
    acm_log_free(log);
    acm_roster_free(roster);
}

static void *learn(void *user)
{
    pupil *p = user;
    unsigned char hash[ACM_HASH_SIZE];
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < PLAYBOOKS; i++) {
            read_all(p->lessons[i].playbook);
            run(&p->lessons[i], hash);
            require(memcmp(hash, p->lessons[i].hash, sizeof hash) == 0, "another end than alone");
        }
    for (size_t i = 0; i < PLAYBOOKS; i++)
        acm_playbook_free(p->lessons[i].playbook);
    return NULL;
}

int main(void)
{
    static pupil pupils[THREADS];
    lesson lessons[PLAYBOOKS];
    for (size_t i = 0; i < PLAYBOOKS; i++) {
        lesson *l = &lessons[i];
        random_shape shape = {.features = RANDOM_ALL, .items = ITEMS};
        l->dice.state = i + 1;
        require(random_playbook(&l->dice, shape, NULL, &l->playbook, NULL) == ACM_OK, "playbook");
        run(l, l->hash);
    }
    for (size_t t = 0; t < THREADS; t++) {
        for (size_t i = 0; i < PLAYBOOKS; i++) {
            pupils[t].lessons[i] = lessons[i];
            acm_playbook_retain(lessons[i].playbook);
        }
        require(pthread_create(&pupils[t].thread, NULL, learn, &pupils[t]) == 0, "thread");
    }
    for (size_t i = 0; i < PLAYBOOKS; i++)
        acm_playbook_free(lessons[i].playbook);
    for (size_t t = 0; t < THREADS; t++)
        pthread_join(pupils[t].thread, NULL);
    printf("%d threads, %d cases\n", THREADS, THREADS * ROUNDS * PLAYBOOKS);
    return 0;
}
