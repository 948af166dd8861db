/* Data of every kind, and who uses it. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "shared.h"

long shared = 5;
long zeroed[100];
const long table[4] = {3, 1, 4, 1};
const char *const names[3] = {"one", "two", "three"};
__thread long local = 7;
#ifdef COMMON
long tentative;
#else
long tentative = 0;
#endif
static __thread long quiet;
static __thread char block[40];
static __thread const char *said = "thread";
static long counter;
static long (*pointer)(long);
static char text[64] = "text";
static const struct {
  const char *name;
  long (*function)(long);
} entries[] = {{"twice", twice}, {"guarded", guarded}, {"hidden", hidden}};

long twice(long x) { return 2 * x; }
static long thrice(long x) { return 3 * x; }
long hidden(long x) { return x + 1000; }
long guarded(long x) { return x + 2000; }
__attribute__((weak)) long overridden(long x) { return x - 1; }
long (*functions[])(long) = {twice, thrice, hidden, guarded};

__attribute__((constructor)) static void begin(void) {
  counter += 100;
  pointer = thrice;
}
__attribute__((constructor(200))) static void early(void) { counter = 1; }
__attribute__((destructor)) static void end(void) { counter = 0; }

EXPORTED long t_state(long x) {
  shared += x;
  return counter + shared + zeroed[x & 63] + table[x & 3] + ++tentative;
}
EXPORTED long t_pointers(long x) { return functions[x & 3](x) + pointer(x); }
EXPORTED long t_entries(long x) {
  return entries[x % 3].function(x) * 100 + (long) strlen(entries[x % 3].name);
}
EXPORTED long t_strings(long x) {
  text[x] = 'a';
  return (long) strlen(names[x % 3]) + names[x % 3][0] + (long) strlen(text) + "abcdefghijk"[x];
}
EXPORTED long t_threads(long x) {
  local += x;
  quiet += local;
  block[x & 31]++;
  return local * 1000 + quiet + block[x & 31] + (long) strlen(said);
}
EXPORTED long t_outside(long x) {
  errno = (int) x;
  fputs("", stderr);
  return (stderr != 0) + (stdout != stderr) + errno + optind + (environ != 0);
}
EXPORTED long t_switch(long x) {
  switch (x & 7) {
    case 0: return 17;
    case 1: return shared;
    case 2: return twice(x);
    case 3: return 99;
    case 4: return -4;
    case 5: return pointer(x);
    case 6: return table[2];
    default: return x;
  }
}
EXPORTED long t_weak(long x) { return overridden(x) + (nowhere ? 1 : 0); }
EXPORTED long t_labels(long x) {
  static const void *const places[] = {&&first, &&second, &&third};
  goto *places[x % 3];
first:
  return 1;
second:
  return 20 + x;
third:
  return 300 + x;
}
struct point mirrored(struct point p) { return (struct point){p.y, p.x}; }
struct wide grown(struct wide w, long by) {
  for (int i = 0; i < 5; i++) w.words[i] += by;
  w.d *= (double) by;
  return w;
}
long sum(int count, ...) {
  va_list list;
  long all = 0;
  va_start(list, count);
  while (count-- > 0) all += va_arg(list, long);
  va_end(list);
  return all;
}
