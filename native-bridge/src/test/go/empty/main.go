// A plugin that exports nothing.
package main

func main() {}
