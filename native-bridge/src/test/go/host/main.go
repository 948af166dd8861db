// A C library in Go that could open plugins: it has the hashes of packages, as plugins have.
package main

import "C"
import "plugin"

//export Opens
func Opens(path *C.char) C.int {
	if _, err := plugin.Open(C.GoString(path)); err != nil {
		return 0
	}
	return 1
}

//export Add
func Add(a, b C.int) C.int { return a + b }

func main() {}
