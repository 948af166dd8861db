/* Code of every kind, and calls between objects and into libraries. */
#include <math.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "shared.h"

static int compare(const void *a, const void *b) { return *(const int *) a - *(const int *) b; }

EXPORTED long t_library(long x) {
  int v[] = {5, 3, 9, (int) x, 1};
  qsort(v, 5, sizeof *v, compare);
  char text[40];
  snprintf(text, sizeof text, "%d %d %ld %.3f", v[0], v[4], x, (double) x / 3);
  long h = 0;
  for (char *p = text; *p; p++) h = h * 31 + *p;
  return h;
}
EXPORTED long t_memory(long x) {
  char *p = malloc(64);
  memset(p, (int) x, 64);
  long r = p[63];
  free(p);
  return r;
}
EXPORTED long t_other_object(long x) {
  return twice(x) + hidden(x) + guarded(x) + shared + table[x & 3] + functions[2](x) + names[1][1]
      + local + zeroed[3] + tentative;
}
EXPORTED long t_structures(long x) {
  struct point p = mirrored((struct point){x, 2 * x + 1});
  struct wide w = grown((struct wide){{1, 2, 3, 4, 5}, 1.5}, x);
  return p.x * 10 + p.y + w.words[4] + (long) (w.d * 4);
}
EXPORTED long t_variadic(long x) { return sum(9, x, 2L, 3L, 4L, 5L, 6L, 7L, 8L, x); }

double scale = 1.5;
float small = 0.25f;
long double broad = 2.5L;
EXPORTED long t_floats(long x) {
  return (long) ((x * scale + small) * 1000 + (double) (broad * x) + sqrt((double) x) * 1e4
      + pow(1.5, (double) x));
}
EXPORTED long t_vector(long x) {
  float a[64], b[64];
  for (int i = 0; i < 64; i++) {
    a[i] = (float) (i + x);
    b[i] = a[i] * 0.5f + 3;
  }
  float s = 0;
  for (int i = 0; i < 64; i++) s += a[i] * b[i];
  return (long) s;
}
EXPORTED long t_integers(long x) {
  unsigned __int128 product = (unsigned __int128) 0x123456789abcdefULL * (unsigned long) (x + 1);
  return (long) (product >> 40) + (long) (product / 97) + __builtin_popcountl((unsigned long) x);
}
static jmp_buf back;
EXPORTED long t_jump(long x) {
  int came = setjmp(back);
  if (came == 0) longjmp(back, (int) x + 1);
  return came;
}
static long atom;
EXPORTED long t_atomic(long x) {
  __atomic_fetch_add(&atom, x, __ATOMIC_SEQ_CST);
  __atomic_exchange_n(&shared, shared + 1, __ATOMIC_SEQ_CST);
  return atom + shared;
}
EXPORTED long t_stack(long x) {
  char *room = __builtin_alloca((size_t) (16 * x + 16));
  memset(room, (int) x, (size_t) (16 * x + 16));
  return room[16 * x];
}
#ifndef __code_model_large__ /* ld has no way for it there */
static long chosen_one(long x) { return x + 31; }
static void *choose(void) { return (void *) chosen_one; }
long chosen(long x) __attribute__((ifunc("choose")));
static long quietly(long x) __attribute__((ifunc("choose")));
static long (*const chosen_pointer)(long) = chosen;
EXPORTED long t_indirect(long x) { return chosen(x) + quietly(x) * 2 + chosen_pointer(x); }
#endif

static long at_end;
static void ended(void) { at_end++; }
EXPORTED long t_exit(long x) { return x == 0 ? atexit(ended) : at_end; }
extern const char __start_rows[], __stop_rows[];
__attribute__((section("rows"), used)) static const char row_a[8] = "first";
__attribute__((section("rows"), used)) static const char row_b[8] = "second";
EXPORTED long t_rows(long x) { return __stop_rows - __start_rows + __start_rows[x]; }
