package main

/*
#include "host.h"
*/
import "C"

import (
	"context"
	"time"
	"unsafe"

	"alfheim/gohost/wire"
)

func frameOf(frame *C.struct_alfheim_frame) *wire.Frame {
	return (*wire.Frame)(unsafe.Pointer(frame))
}

//export alfheim_go_call
func alfheim_go_call(handle C.int64_t, frame *C.struct_alfheim_frame) {
	wire.Call(int64(handle), frameOf(frame))
}

//export alfheim_go_load
func alfheim_go_load(pointer C.int64_t, frame *C.struct_alfheim_frame) {
	wire.Load(int64(pointer), frameOf(frame))
}

//export alfheim_go_store
func alfheim_go_store(pointer C.int64_t, frame *C.struct_alfheim_frame) {
	wire.Store(int64(pointer), frameOf(frame))
}

//export alfheim_go_method
func alfheim_go_method(handle C.int64_t, name *C.char, reply *C.struct_alfheim_reply) C.int64_t {
	number, problem := wire.Method(int64(handle), C.GoString(name))
	if number == 0 {
		answer(reply, problem)
	}
	return C.int64_t(number)
}

//export alfheim_go_type
func alfheim_go_type(handle C.int64_t) *C.char {
	value, ok := wire.Value(int64(handle))
	if !ok {
		return nil
	}
	return C.CString(value.Type().String())
}

//export alfheim_go_context
func alfheim_go_context(timeoutNanos C.int64_t) C.int64_t {
	var value context.Context
	var cancel context.CancelFunc
	if timeoutNanos < 0 {
		value, cancel = context.WithCancel(context.Background())
	} else {
		value, cancel = context.WithTimeout(context.Background(), time.Duration(timeoutNanos))
	}
	return C.int64_t(wire.HoldContext(value, cancel))
}

//export alfheim_go_cancel
func alfheim_go_cancel(handle C.int64_t) {
	wire.Cancel(int64(handle))
}

//export alfheim_go_send
func alfheim_go_send(channel C.int64_t, frame *C.struct_alfheim_frame) {
	wire.Send(int64(channel), frameOf(frame))
}

//export alfheim_go_receive
func alfheim_go_receive(channel C.int64_t, frame *C.struct_alfheim_frame) {
	wire.Receive(int64(channel), frameOf(frame))
}

//export alfheim_go_close
func alfheim_go_close(channel C.int64_t, frame *C.struct_alfheim_frame) {
	wire.Close(int64(channel), frameOf(frame))
}

//export alfheim_go_release
func alfheim_go_release(handle C.int64_t) {
	wire.Release(int64(handle))
}

//export alfheim_go_handles
func alfheim_go_handles() C.int64_t {
	return C.int64_t(wire.Held())
}
