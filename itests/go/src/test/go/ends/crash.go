package main

/*
static int crash(volatile int *p) { return *p; }
*/
import "C"

// Crash crashes in code of C.
func Crash() int { return int(C.crash(nil)) }
