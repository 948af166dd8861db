// The same as exports of cgo, which people call without Alfheim.
package main

/*
#include <stdint.h>
#include <stdlib.h>
typedef int64_t (*function)(int64_t);
static int64_t call(function f, int64_t x) { return f(x); }
*/
import "C"
import "unsafe"

//export Nop
func Nop() {}

//export Add
func Add(a, b C.int64_t) C.int64_t { return a + b }

//export Echo
func Echo(text *C.char) *C.char { return C.CString(C.GoString(text)) }

//export Free
func Free(text unsafe.Pointer) { C.free(text) }

//export Each
func Each(f C.function, n C.int64_t) (sum C.int64_t) {
	for i := C.int64_t(0); i < n; i++ {
		sum += C.call(f, i)
	}
	return
}

func main() {}
