/* Needs libfirst.so.1. */
int first(void);

int second(void) {
  return first() + 1;
}
