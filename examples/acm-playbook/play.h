/* play.h - a case that is played: by a scenario, or by the commands of script.c. */
#ifndef PLAY_H
#define PLAY_H

#include "board.h"

typedef struct play {
    const arguments *a;
    view v;
    terminal t;
    board board;
    size_t step;  /* acts so far */
    bool refused; /* an act was refused that was not meant to be */
} play;

/* After an act: the board, or its JSON. */
void play_show(play *p, const char *act, const acm_case *c);

/* After an act that was refused: the reasons, a line each. */
void play_refused(play *p, const char *act, const acm_case *c, const char *reasons);

/*
 * What stands in the way of a command, a line each, freed by the caller. command 0: what would come
 * next for that item or condition.
 */
char *play_reasons(const play *p, const acm_case *c, acm_id item, acm_command_kind command,
                   acm_id actor);

/* Answers "explain" and --explain. */
void play_explain(const play *p, const acm_case *c, acm_command_kind command, const char *name,
                  acm_id actor);

/* Runs commands from standard input; script.c. */
int play_script(play *p);

#endif
