// The example of Go's package plugin: a variable, and a function that prints it.
package main

import "fmt"

// V is what F prints.
var V int

// F prints V.
func F() { fmt.Printf("Hello, number %d\n", V) }
