// The next version of a plugin.
package main

var V int

func F() int { return 8 }
