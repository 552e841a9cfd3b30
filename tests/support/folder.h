/* folder.h - a folder of pages in memory, read into a playbook, and what pages in tests are made of. */
#ifndef ACM_TEST_FOLDER_H
#define ACM_TEST_FOLDER_H

#include "support/test.h"

#define TABLE                                                                                      \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role | Services |\n"             \
    "| --- | --- | --- | --- | --- |\n"
#define ROW(id, name, flag) "| " id " | " name " | " flag " | FE | Teams |\n"
#define STEP(title)         "### " title "\n\nPrimary Role: **FE**\n\n"

enum {
    FOLDER_FILES_MAX = 16
};

/* A folder in memory. */
typedef struct folder {
    acm_source_file files[FOLDER_FILES_MAX];
    size_t count;
    acm_folder_options options;
    acm_playbook *playbook;
    acm_diagnostics *found;
    acm_error err;
} folder;

/* Pages: a process in the phase "Enable" in English and German, one without a phase, a document. */
extern const char *const folder_mail;
extern const char *const folder_mail_de;
extern const char *const folder_calls;
extern const char *const folder_index;

void folder_begin(folder *f);
void folder_add(folder *f, const char *path, const char *text);
acm_status folder_read(folder *f);
void folder_end(folder *f);

/* All findings as "rule@file:line rule@file:line". */
const char *folder_findings(const folder *f);

/* A text in a language, which must really be of the language `used`. */
const char *folder_text(const acm_playbook *p, const char *key, acm_text_field field,
                        const char *language, const char *used);

/* The item with a key. */
acm_item folder_item(const acm_playbook *p, const char *key);

#endif
