// A plugin that all hosts of its Go can have.
package main

var V int

func F() int { return 7 }
