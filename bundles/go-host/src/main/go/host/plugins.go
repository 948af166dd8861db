package main

/*
#include "host.h"
*/
import "C"

import (
	"plugin"
	"reflect"
	"runtime/debug"
	"sync"

	"alfheim/gohost/wire"
)

var (
	mutex  sync.RWMutex
	opened []*plugin.Plugin
)

// answer leaves a text for the caller, who frees it.
func answer(r *C.struct_alfheim_reply, text string) {
	r.text = C.CString(text)
	r.length = C.int64_t(len(text))
}

//export alfheim_go_open
func alfheim_go_open(name *C.char, reply *C.struct_alfheim_reply) (number C.int64_t) {
	defer func() {
		if cause := recover(); cause != nil {
			answer(reply, "panic: "+reflect.TypeOf(cause).String()+": "+wire.Describe(cause)+"\n\n"+string(debug.Stack()))
			number = 0
		}
	}()
	p, err := plugin.Open(C.GoString(name))
	if err != nil {
		answer(reply, err.Error())
		return 0
	}
	mutex.Lock()
	defer mutex.Unlock()
	for i, known := range opened {
		if known == p {
			return C.int64_t(i + 1)
		}
	}
	opened = append(opened, p)
	return C.int64_t(len(opened))
}

//export alfheim_go_symbol
func alfheim_go_symbol(number C.int64_t, name *C.char, reply *C.struct_alfheim_reply) C.int64_t {
	mutex.RLock()
	defer mutex.RUnlock()
	if number < 1 || int64(number) > int64(len(opened)) {
		answer(reply, "no such plugin")
		return 0
	}
	symbol, err := opened[number-1].Lookup(C.GoString(name))
	if err != nil {
		answer(reply, err.Error())
		return 0
	}
	return C.int64_t(wire.Hold(reflect.ValueOf(symbol)))
}
