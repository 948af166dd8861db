/* What dlopen itself does: opens one file, between two questions for files that only a tracer sees. */
#include <dlfcn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static long mappings(void) {
  FILE *maps = fopen("/proc/self/maps", "r");
  long lines = 0;
  for (int c; (c = fgetc(maps)) != EOF;) lines += c == '\n';
  fclose(maps);
  return lines;
}

static long faults(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_minflt;
}

static long microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* By this name the instructions are collected. */
__attribute__((noinline)) void *open_it(const char *file) { return dlopen(file, RTLD_NOW); }

int main(int argc, char **argv) {
  long mappings_before = mappings();
  long faults_before = faults();
  access("/alfheim/begin", F_OK);
  long start = microseconds();
  void *handle = open_it(argv[1]);
  long time = microseconds() - start;
  access("/alfheim/end", F_OK);
  long faults_after = faults();
  if (handle == NULL) {
    fprintf(stderr, "%s\n", dlerror());
    return 1;
  }
  printf("page faults: %ld\n", faults_after - faults_before);
  printf("mappings more: %ld\n", mappings() - mappings_before);
  printf("microseconds, once: %ld\n", time);
  return 0;
}
