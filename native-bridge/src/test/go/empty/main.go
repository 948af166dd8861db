// A plugin that exports nothing.
package main

func unexported() int { return 1 }

var _ = unexported()
