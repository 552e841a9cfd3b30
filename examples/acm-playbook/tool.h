/* tool.h - the commands of acm-playbook and what they are given. */
#ifndef TOOL_H
#define TOOL_H

#include <stdbool.h>
#include <stddef.h>

/* Exit statuses. */
enum {
    FINE = 0,
    FINDINGS = 1, /* findings, a refused step, a failed test */
    UNUSABLE = 2  /* wrong use, or input that cannot be read */
};

/* What stands on the command line behind the name of a command. */
typedef struct arguments {
    const char *language; /* tag, NULL = not given */
    const char *person;   /* --as */
    const char *explain, *goal;
    const char *plan;                            /* name of the stage that is the case */
    const char *case_id;                         /* --case */
    const char *junit;                           /* file for JUnit XML, "-" = standard output */
    const char *phase, *role, *service, *motion; /* filters of what is shown */
    bool json, tap, numbers, compact;
    char *rules;                  /* ids with ';' between them, freed by the command; NULL = all */
    const char *severity, *today; /* of findings */
    bool sarif, list_rules, trace;
    char **operands;
    size_t count;
} arguments;

int command_outline(const arguments *a);
int command_show(const arguments *a);
int command_convert(const arguments *a);
int command_play(const arguments *a);
int command_test(const arguments *a);
int command_lint(const arguments *a);

/* Prints "acm-playbook: ..." as one line on standard error. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
void complain(const char *format, ...);

/* Memory, or the end of the program. */
void *allocate(size_t count, size_t size);
void *reallocate(void *p, size_t count, size_t size);

/* Formatted text that the caller frees. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
char *
format_text(const char *format, ...);

#endif
