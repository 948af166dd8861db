/* Counts its initialisations in the process's environment, which outlives every copy of the image. */
#include <stdio.h>
#include <stdlib.h>

#ifdef CHANGED
static const char *const NAME = "ALFHEIM_COUNTER_CHANGED";
#else
static const char *const NAME = "ALFHEIM_COUNTER";
#endif

int calls;

int initialisations(void) {
  const char *value = getenv(NAME);
  return value == NULL ? 0 : atoi(value);
}

__attribute__((constructor)) static void initialise(void) {
  char value[16];
  snprintf(value, sizeof value, "%d", initialisations() + 1);
  setenv(NAME, value, 1);
}

int call(void) {
  return ++calls;
}
