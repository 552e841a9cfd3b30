#define _POSIX_C_SOURCE 200809L

#include "terminal.h"

#include <stdlib.h>
#include <string.h>

#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

enum {
    DEFAULT_WIDTH = 100,
    LEAST_WIDTH = 40,
    LEAST_TEXT = 20
};

/* Columns of the terminal; 0 if they are not known. */
static int terminal_columns(void)
{
    struct winsize size = {0};
    const char *columns = getenv("COLUMNS");
    if (columns)
        return atoi(columns);
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

terminal terminal_open(void)
{
    const char *no_colour = getenv("NO_COLOR");
    bool is_terminal = isatty(STDOUT_FILENO);
    int width = is_terminal ? terminal_columns() : 0;
    return (terminal){.out = stdout,
                      .width = width >= LEAST_WIDTH ? width : DEFAULT_WIDTH,
                      .colour = is_terminal && !(no_colour && *no_colour)};
}

/* Decodes the character at `text`, giving its bytes and cells; a stray byte is one cell. */
static size_t next_character(const char *text, int *cells)
{
    utf8proc_int32_t c;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c);
    *cells = n > 0 ? utf8proc_charwidth(c) : 1;
    return n > 0 ? (size_t)n : 1;
}

int text_width(const char *text)
{
    int width = 0, cells;
    while (*text) {
        text += next_character(text, &cells);
        width += cells;
    }
    return width;
}

static void put_part(const terminal *t, enum tone tone, const char *text, size_t len)
{
    static const char *const codes[] = {"", "1", "2", "32", "33", "31", "34"};
    bool toned = t->colour && tone != TONE_PLAIN && len;
    if (toned)
        fprintf(t->out, "\033[%sm", codes[tone]);
    fwrite(text, 1, len, t->out);
    if (toned)
        fputs("\033[0m", t->out);
}

void put(const terminal *t, enum tone tone, const char *text)
{
    put_part(t, tone, text, strlen(text));
}

void put_padded(const terminal *t, enum tone tone, const char *text, int width)
{
    put(t, tone, text);
    for (int i = text_width(text); i < width; i++)
        fputc(' ', t->out);
}

/*
 * Bytes of `text` that fit into `width` cells without breaking a word, unless one word alone is too
 * long.
 */
static size_t line_length(const char *text, int width)
{
    size_t i = 0, fit = 0;
    int used = 0, cells;
    while (text[i]) {
        size_t n = next_character(text + i, &cells);
        if (used + cells > width)
            return fit ? fit : i ? i : n;
        used += cells;
        i += n;
        if (!text[i] || text[i] == ' ' || cells == 2)
            fit = i;
    }
    return i;
}

void put_wrapped(const terminal *t, const char *first, const char *next, enum tone tone,
                 const char *text)
{
    int room = t->width - text_width(first);
    if (room < LEAST_TEXT)
        room = LEAST_TEXT;
    do {
        size_t len = line_length(text, room);
        put(t, TONE_DIM, first);
        put_part(t, tone, text, len);
        fputc('\n', t->out);
        first = next;
        for (text += len; *text == ' '; text++)
            ;
    } while (*text);
}
