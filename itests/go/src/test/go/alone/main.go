// A plugin that is built without names and lines.
package main

func F() int { return 7 }
