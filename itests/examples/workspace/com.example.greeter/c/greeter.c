#include <stdio.h>

/* The text belongs to the calling thread, until its next call. */
const char *greeting(const char *name) {
  static _Thread_local char text[256];
  snprintf(text, sizeof text, "Hello, %s! This is C.", name);
  return text;
}
