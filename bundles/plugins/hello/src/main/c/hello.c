/* The example of Go's package plugin, in C: a variable and a function that prints it. */
#include <stdio.h>

int V;

void F(void) {
  printf("Hello, number %d\n", V);
  fflush(stdout); /* the JVM ends without C's exit handlers, which would do it */
}
