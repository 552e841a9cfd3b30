#include "model/statements.h"

#include "model/pairing.h"

/* Any two may be the same; what they have in common decides which are. */
enum {
    WEIGHT_ANY = 4,
    WEIGHT_MARKER = 2,
    WEIGHT_WORD = 2,
    WEIGHT_ITEMS = 1
};

typedef struct lists {
    const acm__statements *ours, *theirs;
} lists;

static char lower_case(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_word_char(char c)
{
    c = lower_case(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Latin words and numbers of a text: names of products stay as they are in every language. */
static void find_words(acm__statement *statement, acm__str text)
{
    for (uint32_t i = 0; i < text.len && statement->word_count < ACM__STATEMENT_WORDS;) {
        char word[24];
        uint32_t len = 0;
        for (; i < text.len && is_word_char(text.at[i]); i++)
            if (len < sizeof word)
                word[len++] = lower_case(text.at[i]);
        if (len > 1)
            statement->words[statement->word_count++] = acm__hash(word, len);
        i += i < text.len && !is_word_char(text.at[i]);
    }
}

acm__statements acm__statements_make(acm__arena *arena, acm__mapping *m,
                                     const acm__entries *entries)
{
    acm__statements all = {NULL, 0, 0};
    const acm__entry *entry;
    for (uint32_t i = 0; (entry = acm__mapping_statement(m, entries, &i)) != NULL;) {
        acm__statement *statement = acm__list_push(arena, &all);
        if (!statement)
            break;
        statement->entry = entry;
        statement->optional = acm__mapping_is_optional(m, entry->text);
        find_words(statement, entry->text);
    }
    return all;
}

static uint32_t common_words(const acm__statement *x, const acm__statement *y)
{
    uint32_t common = 0;
    for (uint32_t i = 0; i < x->word_count; i++)
        for (uint32_t k = 0; k < y->word_count; k++)
            if (x->words[i] == y->words[k]) {
                common++;
                break;
            }
    return common;
}

static uint32_t statement_likeness(const void *user, uint32_t ours, uint32_t theirs)
{
    const lists *l = user;
    const acm__statement *x = &l->ours->at[ours], *y = &l->theirs->at[theirs];
    uint32_t score = WEIGHT_ANY + common_words(x, y) * WEIGHT_WORD;
    score += x->optional == y->optional ? WEIGHT_MARKER : 0;
    score += x->entry->items.count == y->entry->items.count ? WEIGHT_ITEMS : 0;
    return score;
}

static void pair_by_order(acm__statements *ours, acm__statements *theirs)
{
    for (uint32_t i = 0; i < ours->count && i < theirs->count; i++)
        ours->at[i].other = theirs->at[i].other = i + 1;
}

bool acm__statements_pair(const acm_allocator *allocator, acm__statements *ours,
                          acm__statements *theirs)
{
    lists l = {ours, theirs};
    if (ours->count == theirs->count || !acm__subsequence_fits(ours->count, theirs->count)) {
        pair_by_order(ours, theirs);
        return true;
    }
    uint32_t *others =
        acm__subsequence(allocator, ours->count, theirs->count, statement_likeness, &l);
    for (uint32_t i = 0; others && i < ours->count; i++) {
        ours->at[i].other = others[i];
        if (others[i])
            theirs->at[others[i] - 1].other = i + 1;
    }
    acm__free(allocator, others);
    return others != NULL;
}
