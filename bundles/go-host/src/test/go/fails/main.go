// A plugin that does not initialise.
package main

func init() { panic("no luck") }

func F() {}
