/* Keeps what it is given, and calls it later, in threads of its own. */
#include <pthread.h>
#include <stdatomic.h>

struct listener {
  int (*on)(int value);
};

struct counter {
  int uses;
};

static int (*kept)(int);
static int (*copied)(int);
static struct counter counter;

void keep(int (*asked)(int)) {
  kept = asked;
}

int once(int (*asked)(int), int value) {
  return asked(value);
}

/* Takes the function out of the structure, as libraries do. */
void listen_to(struct listener *listener) {
  copied = listener->on;
}

struct job {
  int (*asked)(int);
  int value;
};

static void *run(void *data) {
  struct job *job = data;
  job->value = job->asked(job->value);
  return 0;
}

static int elsewhere(int (*asked)(int), int value) {
  struct job job = { asked, value };
  pthread_t thread;
  pthread_create(&thread, 0, run, &job);
  pthread_join(thread, 0);
  return job.value;
}

int ask_kept(int value) {
  return elsewhere(kept, value);
}

int ask_copied(int value) {
  return elsewhere(copied, value);
}

static pthread_t caller;
static atomic_int ended;
static atomic_long calls;

static void *call(void *unused) {
  (void)unused;
  while (!ended) {
    kept(1);
    calls++;
  }
  return 0;
}

void begin(void) {
  ended = 0;
  pthread_create(&caller, 0, call, 0);
}

long made(void) {
  return calls;
}

void end(void) {
  ended = 1;
  pthread_join(caller, 0);
}

struct counter *the_counter(void) {
  return &counter;
}

int use(struct counter *used) {
  return ++used->uses;
}
