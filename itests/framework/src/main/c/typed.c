/* A library that says its types: it is compiled with debug information. */
#include <string.h>

struct point {
  int x, y;
};

int length(const char *text) {
  return (int)strlen(text);
}

int sum(struct point p) {
  return p.x + p.y;
}
