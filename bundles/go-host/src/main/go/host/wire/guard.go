package wire

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"unsafe"
)

// misuse is what a panic has when the caller did something wrong.
type misuse string

func misused(format string, arguments ...any) {
	panic(misuse(fmt.Sprintf(format, arguments...)))
}

// Allocate gets memory that is not Go's, which the caller of the host frees.
var Allocate func(bytes uintptr) unsafe.Pointer

// Free frees what Allocate got.
var Free func(memory unsafe.Pointer)

// guard is deferred by all that runs for a caller outside: a panic must not get there.
func (f *Frame) guard() {
	if f.Status != running {
		return
	}
	cause := recover()
	if wrong, is := cause.(misuse); is {
		f.Status = Misuse
		f.say("", string(wrong), "")
		return
	}
	f.Status = Panicked
	if cause == nil { // Before Go 1.21 this is panic(nil), too.
		f.say("nil", "panic called with nil argument", string(debug.Stack()))
		return
	}
	stack := string(debug.Stack())
	f.say(reflect.TypeOf(cause).String(), Describe(cause), stack)
	f.PanicHandle = Hold(reflect.ValueOf(cause))
	f.Thrown = thrownBy(cause)
}

// say leaves texts in one block.
func (f *Frame) say(texts ...string) {
	size := 1
	for _, text := range texts {
		size += len(text)
	}
	block := Allocate(uintptr(size))
	f.Block = uintptr(block)
	at := 0
	for i, text := range texts {
		copy(unsafe.Slice((*byte)(unsafe.Add(block, at)), size-at), text)
		f.Panic[i] = Text{f.Block + uintptr(at), int64(len(text))}
		at += len(text)
	}
}

// Describe gives the text of a panic's value, as the runtime would print it; a value that panics itself has its type.
func Describe(cause any) (text string) {
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("(%T, which has no text)", cause)
		}
	}()
	switch value := cause.(type) {
	case error:
		return value.Error()
	case fmt.Stringer:
		return value.String()
	default:
		return fmt.Sprint(value)
	}
}
