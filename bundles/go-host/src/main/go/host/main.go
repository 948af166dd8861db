// A C library with a runtime of Go and its package plugin, for the plugins that Java opens.
//
// Java calls what is exported here, by the contract in host.h, from any thread.
package main

/*
#include "host.h"

static inline void alfheim_call_invoke(alfheim_invoke invoke, int64_t id, void *frame) { invoke(id, frame); }
static inline void alfheim_call_release(alfheim_release release, int64_t id) { release(id); }
*/
import "C"

import (
	"runtime"
	"unsafe"

	"alfheim/gohost/wire"
)

// The version of the contract.
const contract = "2"

func main() {}

func init() {
	wire.Allocate = func(bytes uintptr) unsafe.Pointer { return C.malloc(C.size_t(bytes)) }
	wire.Free = func(memory unsafe.Pointer) { C.free(memory) }
}

//export alfheim_go_version
func alfheim_go_version() *C.char {
	return C.CString(contract + " " + runtime.Version())
}

//export alfheim_go_free
func alfheim_go_free(memory unsafe.Pointer) {
	C.free(memory)
}

//export alfheim_go_callbacks
func alfheim_go_callbacks(invoke C.alfheim_invoke, release C.alfheim_release) {
	wire.Invoke = func(id int64, frame *wire.Frame) {
		C.alfheim_call_invoke(invoke, C.int64_t(id), unsafe.Pointer(frame))
	}
	wire.Forget = func(id int64) { C.alfheim_call_release(release, C.int64_t(id)) }
}

//export alfheim_go_gc
func alfheim_go_gc() {
	runtime.GC()
}
