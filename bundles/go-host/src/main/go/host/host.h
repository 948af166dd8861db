/*
 * The contract between the host and Java. All memory that a frame refers to is of words of 8 bytes; what each type of Go
 * looks like in them is told in the package wire.
 */
#ifndef ALFHEIM_HOST_H
#define ALFHEIM_HOST_H

#include <stdint.h>
#include <stdlib.h>

/* Why something was not done: UTF-8 that the caller frees. */
struct alfheim_reply {
  char *text;
  int64_t length;
};

struct alfheim_text {
  char *text;
  int64_t length;
};

struct alfheim_frame {
  void *arguments;
  void *results;
  void *scratch; /* for what results refer to */
  int64_t scratch_bytes;
  int64_t status; /* 0 returned, 1 panicked, 2 misuse */
  void *block;    /* what was allocated because scratch was too small; the caller frees it */
  struct alfheim_text panic[3]; /* type, text, stack */
  int64_t panic_handle; /* of a call of Java's: what Java threw, if it was an error of Go's */
  int64_t thrown; /* the number that Java has for what it threw; 0 for nothing */
};

typedef void (*alfheim_invoke)(int64_t id, void *frame);
typedef void (*alfheim_release)(int64_t id);

#endif
