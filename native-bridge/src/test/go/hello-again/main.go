// The module of hello once more, as somebody has changed it.
package main

import "fmt"

var V int

func F() { fmt.Printf("Hello again, number %d\n", V) }

func Since() int { return 2 }
