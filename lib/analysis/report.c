/* report.c - findings as text, as lines of JSON, and as SARIF 2.1.0. */
#include "base/error.h"
#include "base/output.h"

#include <acmplaybook/diagnostics.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#ifdef ACM_WITH_JSON
#include "format/json/writer.h"
#endif

enum {
    MESSAGE_MAX = 1280,
    URI_MAX = 4096
};

/* A finding, made ready to be written. */
typedef struct entry {
    acm_diagnostic record;
    const char *file, *rule, *severity;
    char message[MESSAGE_MAX];
} entry;

static const char *severity_name(acm_severity severity)
{
    static const char *const names[] = {"note", "warning", "error"};
    bool known = severity >= ACM_SEVERITY_NOTE && severity <= ACM_SEVERITY_ERROR;
    return names[known ? severity - ACM_SEVERITY_NOTE : 0];
}

static void take(const acm_diagnostics *diagnostics, size_t index, entry *out)
{
    acm_diagnostics_get(diagnostics, index, &out->record, sizeof out->record);
    const char *text = acm_diagnostics_text(diagnostics, index, NULL);
    out->file = acm_diagnostics_file(diagnostics, index, NULL);
    out->rule = acm_rule_name(out->record.rule);
    out->severity = severity_name(out->record.severity);
    int len = snprintf(out->message, sizeof out->message, "%s%s%s",
                       acm_rule_summary(out->record.rule), *text ? ": " : "", text);
    if ((size_t)len >= sizeof out->message)
        out->message[acm__utf8_cut(out->message, sizeof out->message - 1)] = '\0';
}

static acm_status write_text(const acm_diagnostics *diagnostics, acm_sink sink, void *user,
                             acm_error *err)
{
    char line[MESSAGE_MAX + 128];
    acm__output out;
    acm__output_init(&out, sink, user);
    for (size_t i = 0; !out.stopped && i < acm_diagnostics_count(diagnostics); i++) {
        entry e;
        take(diagnostics, i, &e);
        int len = snprintf(line, sizeof line, ":%" PRIu32 ":%" PRIu32 ": %s %s %s\n",
                           e.record.line + !e.record.line, e.record.column + !e.record.column,
                           e.severity, e.rule, e.message);
        acm__output_add(&out, e.file, strlen(e.file));
        acm__output_add(&out, line, (size_t)len);
    }
    return acm__output_end(&out, err);
}

#ifdef ACM_WITH_JSON

static acm__json_writer begin(acm_sink sink, void *user)
{
    return (acm__json_writer){.out = {.sink = sink, .user = user}, .empty = true};
}

static void put(acm__json_writer *w, const char *key, const char *text)
{
    acm__json_put(w, key, (acm__str){text, (uint32_t)strlen(text)});
}

static void start(acm__json_writer *w, const char *key, char bracket)
{
    acm__json_open(w, key, bracket, ACM__JSON_LINES);
}

static acm_status write_line(const entry *e, acm_sink sink, void *user, acm_error *err)
{
    acm__json_writer w = begin(sink, user);
    start(&w, NULL, '{');
    put(&w, "file", e->file);
    acm__json_put_integer(&w, "line", e->record.line);
    acm__json_put_integer(&w, "column", e->record.column);
    acm__json_put_integer(&w, "offset", (int64_t)e->record.offset);
    put(&w, "severity", e->severity);
    put(&w, "rule", e->rule);
    put(&w, "message", e->message);
    acm__json_close(&w, '}');
    return acm__json_end(&w, err);
}

static acm_status write_lines(const acm_diagnostics *diagnostics, acm_sink sink, void *user,
                              acm_error *err)
{
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < acm_diagnostics_count(diagnostics); i++) {
        entry e;
        take(diagnostics, i, &e);
        status = write_line(&e, sink, user, err);
    }
    return status;
}

/* SARIF */

static void put_message(acm__json_writer *w, const char *key, const char *text)
{
    start(w, key, '{');
    put(w, "text", text);
    acm__json_close(w, '}');
}

static void put_rule(acm__json_writer *w, size_t index)
{
    start(w, NULL, '{');
    put(w, "id", acm_rule_name(index));
    put_message(w, "shortDescription", acm_rule_summary(index));
    put_message(w, "help", acm_rule_advice(index));
    start(w, "defaultConfiguration", '{');
    put(w, "level", severity_name(acm_rule_severity(index)));
    acm__json_close(w, '}');
    acm__json_close(w, '}');
}

static void put_tool(acm__json_writer *w)
{
    start(w, "tool", '{');
    start(w, "driver", '{');
    put(w, "name", "acm-playbook");
    put(w, "version", acm_version_text());
    start(w, "rules", '[');
    for (size_t i = 0; acm_rule_name(i); i++)
        put_rule(w, i);
    acm__json_close(w, ']');
    acm__json_close(w, '}');
    acm__json_close(w, '}');
}

/* A path as a URI reference: what may not stand there is percent-encoded. */
static void put_uri(acm__json_writer *w, const char *path)
{
    static const char hex[] = "0123456789ABCDEF", plain[] = "/-._~";
    char uri[URI_MAX];
    size_t len = 0;
    for (; *path && len + 3 < sizeof uri; path++) {
        unsigned char c = (unsigned char)*path, small = c | 0x20;
        if ((small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || strchr(plain, c)) {
            uri[len++] = (char)c;
            continue;
        }
        uri[len++] = '%';
        uri[len++] = hex[c >> 4];
        uri[len++] = hex[c & 15];
    }
    acm__json_put(w, "uri", (acm__str){uri, (uint32_t)len});
}

static void put_location(acm__json_writer *w, const entry *e)
{
    start(w, NULL, '{');
    start(w, "physicalLocation", '{');
    start(w, "artifactLocation", '{');
    put_uri(w, e->file);
    acm__json_close(w, '}');
    start(w, "region", '{');
    acm__json_put_integer(w, "startLine", e->record.line + !e->record.line);
    if (e->record.column)
        acm__json_put_integer(w, "startColumn", e->record.column);
    acm__json_close(w, '}');
    acm__json_close(w, '}');
    acm__json_close(w, '}');
}

static void put_result(acm__json_writer *w, const entry *e)
{
    start(w, NULL, '{');
    put(w, "ruleId", e->rule);
    acm__json_put_integer(w, "ruleIndex", e->record.rule);
    put(w, "level", e->severity);
    put_message(w, "message", e->message);
    start(w, "locations", '[');
    put_location(w, e);
    acm__json_close(w, ']');
    acm__json_close(w, '}');
}

static void put_run(acm__json_writer *w, const acm_diagnostics *diagnostics)
{
    start(w, NULL, '{');
    put_tool(w);
    put(w, "columnKind", "unicodeCodePoints");
    start(w, "results", '[');
    for (size_t i = 0; !w->out.stopped && i < acm_diagnostics_count(diagnostics); i++) {
        entry e;
        take(diagnostics, i, &e);
        put_result(w, &e);
    }
    acm__json_close(w, ']');
    acm__json_close(w, '}');
}

static acm_status write_sarif(const acm_diagnostics *diagnostics, acm_sink sink, void *user,
                              acm_error *err)
{
    acm__json_writer w = begin(sink, user);
    w.indent = true;
    start(&w, NULL, '{');
    put(&w, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    put(&w, "version", "2.1.0");
    start(&w, "runs", '[');
    put_run(&w, diagnostics);
    acm__json_close(&w, ']');
    acm__json_close(&w, '}');
    return acm__json_end(&w, err);
}

static acm_status write_json(const acm_diagnostics *diagnostics, acm_report_format format,
                             acm_sink sink, void *user, acm_error *err)
{
    return (format == ACM_REPORT_SARIF ? write_sarif : write_lines)(diagnostics, sink, user, err);
}

#else

static acm_status write_json(const acm_diagnostics *diagnostics, acm_report_format format,
                             acm_sink sink, void *user, acm_error *err)
{
    (void)diagnostics, (void)format, (void)sink, (void)user;
    return acm__error(err, ACM_E_UNSUPPORTED, "built without JSON");
}

#endif

acm_status acm_diagnostics_write(const acm_diagnostics *diagnostics, acm_report_format format,
                                 acm_sink sink, void *user, acm_error *err)
{
    if (!sink)
        return acm__error(err, ACM_E_INVALID, "sink is NULL");
    if (format < ACM_REPORT_TEXT || format > ACM_REPORT_SARIF)
        return acm__error(err, ACM_E_INVALID, "there is no report format %" PRId32, format);
    return format == ACM_REPORT_TEXT ? write_text(diagnostics, sink, user, err)
                                     : write_json(diagnostics, format, sink, user, err);
}
