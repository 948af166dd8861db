// A plugin that tells when any of it runs: its constructor of C is the first thing to.
package main

/*
#include <unistd.h>
__attribute__((constructor)) static void tell(void) { if (write(2, "it has run\n", 11) < 0) _exit(9); }
*/
import "C"

var V int

func init() { println("it has run") }

func F() int { return 7 }
