/* The length of a string. */
#include <string.h>

int length(const char *text) {
  return (int)strlen(text);
}
