/* What state.c and calls.c share. */
#define EXPORTED __attribute__((visibility("default")))
struct point {
  long x, y;
};
struct wide {
  long words[5];
  double d;
};
extern long shared, zeroed[100];
extern const long table[4];
extern __thread long local;
extern const char *const names[3];
extern long (*functions[])(long);
extern long tentative;
long twice(long x);
__attribute__((visibility("hidden"))) long hidden(long x);
__attribute__((visibility("protected"))) long guarded(long x);
__attribute__((weak)) long overridden(long x);
__attribute__((weak)) long nowhere(long x);
struct point mirrored(struct point p);
struct wide grown(struct wide w, long by);
long sum(int count, ...);
