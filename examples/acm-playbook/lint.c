#include "file.h"
#include "folder.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    DATE_BYTES = 16
};

static int32_t print(void *user, const char *text, size_t len)
{
    (void)user;
    return fwrite(text, 1, len, stdout) != len;
}

static const char *severity_name(acm_severity severity)
{
    static const char *const names[] = {"", "note", "warning", "error"};
    return names[severity];
}

/* 0 = there is no such severity. */
static acm_severity find_severity(const char *name)
{
    acm_severity severity = ACM_SEVERITY_ERROR;
    while (severity && strcmp(severity_name(severity), name) != 0)
        severity--;
    return severity;
}

static int list_rules(void)
{
    for (size_t i = 0; acm_rule_name(i); i++)
        printf("%-22s %-8s %s\n", acm_rule_name(i), severity_name(acm_rule_severity(i)),
               acm_rule_summary(i));
    return FINE;
}

static int explain_rule(const char *name)
{
    size_t i = 0;
    while (acm_rule_name(i) && strcmp(acm_rule_name(i), name) != 0)
        i++;
    if (!acm_rule_name(i)) {
        complain("unknown rule %s; lint --rules lists them", name);
        return UNUSABLE;
    }
    printf("%s (%s): %s.\n%s\n", name, severity_name(acm_rule_severity(i)), acm_rule_summary(i),
           acm_rule_advice(i));
    if (acm_rule_example(i))
        printf("\n%s", acm_rule_example(i));
    return FINE;
}

/* The day here and now, unless the command line says otherwise. */
static const char *find_today(const arguments *a, char date[DATE_BYTES])
{
    time_t now = time(NULL);
    const struct tm *today = localtime(&now);
    if (a->today)
        return a->today;
    return today && strftime(date, DATE_BYTES, "%Y-%m-%d", today) ? date : NULL;
}

static int lint(const acm_playbook *playbook, const arguments *a, const acm_lint_options *options)
{
    acm_diagnostics *found;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_lint(playbook, options, &found, &err) != ACM_OK) {
        complain("%s", err.message);
        return UNUSABLE;
    }
    acm_report_format format = a->sarif  ? ACM_REPORT_SARIF
                               : a->json ? ACM_REPORT_JSON
                                         : ACM_REPORT_TEXT;
    acm_status status = acm_diagnostics_write(found, format, print, NULL, &err);
    int result = acm_diagnostics_count(found) ? FINDINGS : FINE;
    acm_diagnostics_free(found);
    return status == ACM_OK ? result : UNUSABLE;
}

static int lint_paths(const arguments *a, acm_severity severity)
{
    char date[DATE_BYTES], *fault;
    acm_diagnostics *met;
    acm_lint_options options;
    acm_lint_options_init(&options);
    options.severity = severity;
    options.rules = a->rules;
    options.today = find_today(a, date);
    for (size_t i = 0; i < a->count; i++) {
        if (has_extension(a->operands[i], ".json"))
            return unusable(format_text("%s: what is wrong on pages can only be told from pages",
                                        a->operands[i]));
        options.partial |= !is_directory(a->operands[i]);
    }
    acm_playbook *playbook = load_playbook(a->operands, a->count, reading_of(a), &met, &fault);
    acm_diagnostics_free(met); /* the lint tells them again */
    if (!playbook)
        return unusable(fault);
    int result = lint(playbook, a, &options);
    acm_playbook_free(playbook);
    return result;
}

static int run(const arguments *a)
{
    acm_severity severity = a->severity ? find_severity(a->severity) : ACM_SEVERITY_WARNING;
    if (a->list_rules)
        return list_rules();
    if (a->explain)
        return explain_rule(a->explain);
    if (a->count && severity)
        return lint_paths(a, severity);
    complain(severity ? "usage: acm-playbook lint [OPTIONS] PATH..."
                      : "--severity is note, warning or error");
    return UNUSABLE;
}

int command_lint(const arguments *a)
{
    int result = run(a);
    free(a->rules);
    return result;
}
