/* Uses a host as Java does, but through glibc: drive HOST VALUES FAILS, or drive HOST VALUES speed. Prints what it sees. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host.h"

#define HOST(result, name, ...) static result (*name)(__VA_ARGS__)
HOST(const char *, alfheim_go_version, void);
HOST(void, alfheim_go_free, void *);
HOST(void, alfheim_go_callbacks, alfheim_invoke, alfheim_release);
HOST(int64_t, alfheim_go_open, const char *, struct alfheim_reply *);
HOST(int64_t, alfheim_go_symbol, int64_t, const char *, struct alfheim_reply *);
HOST(void, alfheim_go_call, int64_t, struct alfheim_frame *);
HOST(void, alfheim_go_load, int64_t, struct alfheim_frame *);
HOST(void, alfheim_go_store, int64_t, struct alfheim_frame *);
HOST(int64_t, alfheim_go_method, int64_t, const char *, struct alfheim_reply *);
HOST(char *, alfheim_go_type, int64_t);
HOST(int64_t, alfheim_go_context, int64_t);
HOST(void, alfheim_go_cancel, int64_t);
HOST(void, alfheim_go_send, int64_t, struct alfheim_frame *);
HOST(void, alfheim_go_receive, int64_t, struct alfheim_frame *);
HOST(void, alfheim_go_close, int64_t, struct alfheim_frame *);
HOST(void, alfheim_go_release, int64_t);
HOST(void, alfheim_go_gc, void);
HOST(int64_t, alfheim_go_handles, void);

static int64_t values;
static uint64_t in[16], out[16], scratch[64];
static struct alfheim_frame frame;
static int64_t released;

static void use(void (*how)(int64_t, struct alfheim_frame *), int64_t handle) {
  frame.arguments = in;
  frame.results = out;
  frame.scratch = scratch;
  frame.scratch_bytes = sizeof scratch;
  frame.block = NULL;
  how(handle, &frame);
  if (frame.status != 0)
    printf("status %d: %.*s: %.*s\n", (int)frame.status, (int)frame.panic[0].length, frame.panic[0].text,
           (int)frame.panic[1].length, frame.panic[1].text);
}

static int64_t symbol(const char *name) {
  struct alfheim_reply reply = {0};
  int64_t handle = alfheim_go_symbol(values, name, &reply);
  if (handle == 0) {
    printf("%.*s\n", (int)reply.length, reply.text);
    alfheim_go_free(reply.text);
  }
  return handle;
}

static void string(int at, const char *text) {
  in[at] = (uint64_t)text;
  in[at + 1] = strlen(text);
}

static void invoke(int64_t id, void *memory) {
  struct alfheim_frame *f = memory;
  uint64_t *a = f->arguments, *r = f->results;
  static __thread char text[100];
  switch (id) {
  case 1:
    r[0] = a[0] * 2;
    break;
  case 2:
    r[1] = snprintf(text, sizeof text, "<%.*s>", (int)a[1], (char *)a[0]);
    r[0] = (uint64_t)text;
    r[2] = r[3] = 0;
    break;
  default:
    f->status = 1;
    f->panic[0].text = "java.lang.Error";
    f->panic[0].length = strlen(f->panic[0].text);
    f->panic[1].text = "thrown";
    f->panic[1].length = strlen(f->panic[1].text);
  }
}

static void release(int64_t id) { __atomic_add_fetch(&released, id, __ATOMIC_SEQ_CST); }

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

#define BEST(text, expression)                                                                                         \
  do {                                                                                                                 \
    double best = 1e18;                                                                                                \
    for (int round = 0; round < 30; round++) {                                                                         \
      double start = now();                                                                                            \
      for (int i = 0; i < 20000; i++) {                                                                                \
        expression;                                                                                                    \
      }                                                                                                                \
      double each = (now() - start) / 20000;                                                                           \
      if (each < best)                                                                                                 \
        best = each;                                                                                                   \
    }                                                                                                                  \
    printf("%-28s %.0f ns\n", text, best);                                                                             \
  } while (0)

/* Not on the first thread: whoever asks for the end of its stack, as Go 1.22 does at each call, reads a file. */
static void *speed(void *unused) {
  int64_t nop = symbol("Nop"), add = symbol("Add"), same = symbol("Same"), each = symbol("Each"), v = symbol("V");
  frame.arguments = in;
  frame.results = out;
  frame.scratch = scratch;
  frame.scratch_bytes = sizeof scratch;
  BEST("bare export", alfheim_go_cancel(0));
  BEST("func()", alfheim_go_call(nop, &frame));
  in[0] = 1, in[1] = 2;
  BEST("func(int, int) int", alfheim_go_call(add, &frame));
  BEST("load of an int", alfheim_go_load(v, &frame));
  string(0, "a string of some length");
  BEST("func(string) string", alfheim_go_call(same, &frame));
  in[0] = 2, in[1] = 1, in[2] = 1000;
  double best = 1e18;
  for (int round = 0; round < 200; round++) {
    double start = now();
    alfheim_go_call(each, &frame);
    double one = (now() - start) / 1000;
    best = one < best ? one : best;
  }
  printf("%-28s %.0f ns\n", "callback", best);
  return unused;
}

static void *elsewhere(void *unused) {
  int64_t add = symbol("Add");
  uint64_t a[2] = {0, 3}, r[1];
  struct alfheim_frame f = {.arguments = a, .results = r};
  for (a[0] = 0; a[0] < 2000; a[0]++) {
    alfheim_go_call(add, &f);
    if (f.status != 0 || r[0] != a[0] + 3)
      printf("thread: %d\n", (int)r[0]);
  }
  return unused;
}

static void everything(const char *fails) {
  struct alfheim_reply reply = {0};
  use(alfheim_go_call, symbol("F"));
  in[0] = 7;
  use(alfheim_go_store, symbol("V"));
  use(alfheim_go_load, symbol("V"));
  printf("V %d\n", (int)out[0]);
  fflush(stdout);
  use(alfheim_go_call, symbol("F"));
  in[0] = 3, in[1] = (uint64_t)-10;
  use(alfheim_go_call, symbol("Add"));
  printf("Add %d\n", (int)out[0]);
  string(0, "h\xc3\xa9llo");
  use(alfheim_go_call, symbol("Upper"));
  printf("Upper %.*s\n", (int)out[1], (char *)out[0]);
  in[0] = 3, in[1] = 4;
  use(alfheim_go_call, symbol("Make"));
  char *type = alfheim_go_type(out[0]);
  printf("Make %s\n", type);
  alfheim_go_free(type);
  use(alfheim_go_call, alfheim_go_method(out[0], "Norm", &reply));
  printf("Norm %d\n", (int)out[0]);
  use(alfheim_go_call, alfheim_go_method(symbol("Shape"), "Norm", &reply));
  printf("Norm %d\n", (int)out[0]);
  string(0, "of mine");
  use(alfheim_go_call, symbol("Panics"));
  printf("stack with the function: %d\n", memmem(frame.panic[2].text, frame.panic[2].length, "Panics", 6) != NULL);
  alfheim_go_free(frame.block);
  in[0] = 100;
  use(alfheim_go_call, symbol("Big"));
  uint64_t *lines = (uint64_t *)out[0];
  printf("Big %d, in a block: %d, last %.*s\n", (int)out[1], frame.block != NULL, (int)lines[199], (char *)lines[198]);
  alfheim_go_free(frame.block);
  in[0] = 2, in[1] = 1, in[2] = 5;
  use(alfheim_go_call, symbol("Each"));
  printf("Each %d\n", (int)out[0]);
  for (int id = 2; id < 4; id++) {
    in[0] = 2, in[1] = id;
    string(2, "asked");
    use(alfheim_go_call, symbol("Apart"));
    uint64_t *error = (uint64_t *)out[3];
    printf("Apart %.*s, error %.*s\n", (int)out[1], (char *)out[0], out[2] ? (int)error[4] : 4,
           out[2] ? (char *)error[3] : "none");
  }
  for (int i = 0; i < 2000 && released != 6; i++) {
    alfheim_go_gc();
    nanosleep(&(struct timespec){0, 5000000}, NULL);
  }
  printf("released %d\n", (int)released);
  in[0] = 1, in[1] = alfheim_go_context(1000000);
  use(alfheim_go_call, symbol("Wait"));
  printf("Wait %.*s\n", (int)((uint64_t *)out[1])[4], (char *)((uint64_t *)out[1])[3]);
  in[0] = 1, in[1] = alfheim_go_context(-1);
  alfheim_go_cancel(in[1]);
  use(alfheim_go_call, symbol("Wait"));
  printf("Wait %.*s\n", (int)((uint64_t *)out[1])[4], (char *)((uint64_t *)out[1])[3]);
  int64_t channel = symbol("Lines");
  in[0] = (uint64_t)-1;
  string(1, "sent");
  use(alfheim_go_send, channel);
  use(alfheim_go_receive, channel);
  printf("Lines %d %.*s\n", (int)out[0], (int)out[2], (char *)out[1]);
  use(alfheim_go_close, channel);
  use(alfheim_go_receive, channel);
  printf("Lines %d\n", (int)out[0]);
  pthread_t threads[4];
  for (int i = 0; i < 4; i++)
    pthread_create(&threads[i], NULL, elsewhere, NULL);
  for (int i = 0; i < 4; i++)
    pthread_join(threads[i], NULL);
  symbol("Missing");
  int64_t handle = symbol("Nop"), before = alfheim_go_handles();
  alfheim_go_release(handle);
  printf("handles %d\n", (int)(alfheim_go_handles() - before));
  use(alfheim_go_call, handle);
  printf("fails %d", (int)alfheim_go_open(fails, &reply));
  printf(" %.30s\n", reply.text);
  printf("none %d", (int)alfheim_go_open("/there/is/none.so", &reply));
  printf(" %s\n", reply.text);
}

#define FIND(name) name = (void *)dlsym(host, #name)

int main(int count, char **arguments) {
  if (count != 4)
    return 2;
  setvbuf(stdout, NULL, _IONBF, 0);
  void *host = dlopen(arguments[1], RTLD_NOW | RTLD_GLOBAL);
  if (host == NULL) {
    puts(dlerror());
    return 1;
  }
  FIND(alfheim_go_version), FIND(alfheim_go_free), FIND(alfheim_go_callbacks), FIND(alfheim_go_open);
  FIND(alfheim_go_symbol), FIND(alfheim_go_call), FIND(alfheim_go_load), FIND(alfheim_go_store);
  FIND(alfheim_go_method), FIND(alfheim_go_type), FIND(alfheim_go_context), FIND(alfheim_go_cancel);
  FIND(alfheim_go_send), FIND(alfheim_go_receive), FIND(alfheim_go_close), FIND(alfheim_go_release);
  FIND(alfheim_go_gc), FIND(alfheim_go_handles);
  printf("version %s\n", alfheim_go_version());
  alfheim_go_callbacks(invoke, release);
  struct alfheim_reply reply = {0};
  values = alfheim_go_open(arguments[2], &reply);
  if (values == 0) {
    printf("%s\n", reply.text);
    return 1;
  }
  printf("opened %d\n", (int)(values == alfheim_go_open(arguments[2], &reply)));
  if (strcmp(arguments[3], "speed") == 0) {
    pthread_t thread;
    pthread_create(&thread, NULL, speed, NULL);
    pthread_join(thread, NULL);
  } else {
    everything(arguments[3]);
  }
  return 0;
}
