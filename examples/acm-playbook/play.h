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
    char *events; /* of the act that is shown next, lines; NULL = not wanted */
} play;

/* Shows a case that has begun; false after a complaint. */
bool play_begin(play *p, const acm_case *c);

/* After an act: the board, or its JSON. */
void play_show(play *p, const char *act, const acm_case *c);

/* After an act that was refused: the reasons, a line each. */
void play_refused(play *p, const char *act, const acm_case *c, const char *reasons);

/* Keeps lines of events for the act that is shown next; user is the play. */
int32_t play_keep_events(void *user, const char *text, size_t len);

/*
 * Fills item and instance of a command with what a name means; "KEY[1]" names an instance in order of creation, from 0.
 */
acm_status play_find(const play *p, const acm_case *c, const char *name, acm_command *command,
                     acm_error *err);

/* What stands in the way of a command, a line each, freed by the caller. */
char *play_reasons(const play *p, const acm_case *c, const acm_command *command);

/* Answers "explain" and --explain. command 0: what would come next for that item or condition. */
void play_explain(const play *p, const acm_case *c, acm_command_kind command, const char *name,
                  acm_id actor);

/* Answers "goal" and --goal: the steps to "KEY", "KEY=STATE" or "case"; false after a complaint. goal.c. */
bool play_goal(const play *p, const acm_case *c, const char *what);

/* What a part of what is printed is about. */
void play_heading(const play *p, const char *act);

/* The word of a command that a plan may have, as script.c reads it. */
const char *play_word(acm_command_kind command);

/* Runs commands from standard input; script.c. */
int play_script(play *p);

#endif
