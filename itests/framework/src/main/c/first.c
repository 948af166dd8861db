#ifndef FIRST
#define FIRST 1
#endif

int first(void) {
  return FIRST;
}
