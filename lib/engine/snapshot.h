/*
 * snapshot.h - the bytes of a snapshot, as snapshot.c writes and restore.c reads them. Numbers have their lowest byte
 * first; nothing is aligned.
 *
 *    bytes
 *    8      "ACMCASE" and a NUL
 *    2, 2   version of the form; the oldest version whose readers can read it
 *    4      bytes in all
 *    16     hash of the two versions and of all that follows
 *    16     fingerprint of the playbook
 *    4, 4   plan, tag
 *    8, 4   time, budget
 *    1, 1   roles mode, semantics
 *    ...    memory of the plan: its states, conditions and on-parts, as instance.h has them
 *    ...    blocks by repetition; each 4 item, 4 block of the stage around it, 1 whether it waits, and its memory
 *    ...    timers, by instance; each 4 instance, 4 occurrence, 8 set at, 8 due
 *    1      whether the scope is narrowed; if so 8 for each 64 services of the playbook, a bit each
 *    ...    facts, by name; each 1 kind, 8 number, 4 bytes of the name, this, 4 bytes of the text, this
 *    ...    claims, by instance; each 4 instance, 1 bytes of the participant's key, and this
 *
 * In a list a byte 1 stands before each element, and a byte 0 behind the last.
 */
#ifndef ACM__SNAPSHOT_H
#define ACM__SNAPSHOT_H

#include "engine/case.h"

#include <acmplaybook/snapshot.h>

#define ACM__SNAPSHOT_MAGIC "ACMCASE"

enum {
    ACM__SNAPSHOT_VERSION = 1,
    ACM__SNAPSHOT_VERSION_AT = 8,
    ACM__SNAPSHOT_OLDEST_AT = 10,
    ACM__SNAPSHOT_SIZE_AT = 12,
    ACM__SNAPSHOT_HASH_AT = 16,
    ACM__SNAPSHOT_HEAD = 32 /* bytes up to the fingerprint */
};

#endif
