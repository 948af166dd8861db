package wire

import (
	"context"
	"reflect"
	"sync/atomic"
	"unsafe"

	"alfheim/gohost/handle"
)

// held is what is behind a handle.
type held struct {
	value  reflect.Value
	cancel context.CancelFunc

	// What a function is called by, from its first call on.
	callable atomic.Pointer[callable]
}

type callable struct {
	shape *shape
	code  unsafe.Pointer
}

var handles handle.Table[held]

// Hold gives a value a handle.
func Hold(value reflect.Value) int64 {
	return handles.Put(&held{value: value})
}

// HoldContext gives a context a handle by which it can be cancelled.
func HoldContext(value context.Context, cancel context.CancelFunc) int64 {
	return handles.Put(&held{value: reflect.ValueOf(value), cancel: cancel})
}

// Cancel cancels a context that HoldContext gave; whether there is one.
func Cancel(number int64) bool {
	h := handles.Get(number)
	if h == nil || h.cancel == nil {
		return false
	}
	h.cancel()
	return true
}

// Release forgets a handle.
func Release(number int64) { handles.Release(number) }

// Held tells how many handles there are.
func Held() int64 { return handles.Held() }

// Value gives what is behind a handle; false if there is no such handle.
func Value(number int64) (reflect.Value, bool) {
	h := handles.Get(number)
	if h == nil {
		return reflect.Value{}, false
	}
	return h.value, true
}

func find(number int64) *held {
	h := handles.Get(number)
	if h == nil {
		misused("%d is no handle: it was released, or is of another runtime", number)
	}
	return h
}

// assignable gives what is behind a handle, where that can be given to a variable of a type.
func assignable(number int64, t reflect.Type) reflect.Value {
	value := find(number).value
	if !value.Type().AssignableTo(t) {
		misused("the handle %d has a value of type %s, and %s is wanted", number, value.Type(), t)
	}
	return value
}

// fixed is a value that stays as it is when the variable that it was read from changes.
func fixed(value reflect.Value) reflect.Value {
	if value.CanAddr() {
		return reflect.ValueOf(value.Interface())
	}
	return value
}

// function is what a handle is called by: one of a function for ever the same, one of a variable as it is now.
func (h *held) function(number int64) *callable {
	switch t := h.value.Type(); {
	case t.Kind() == reflect.Func:
		made := callableOf(h.value)
		h.callable.Store(made)
		return made
	case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Func:
		if h.value.IsNil() || h.value.Elem().IsNil() {
			misused("the %s is nil", t.Elem())
		}
		return callableOf(h.value.Elem())
	default:
		misused("the handle %d has a value of type %s, which is no function", number, t)
		return nil
	}
}

func callableOf(function reflect.Value) *callable {
	cell := reflect.New(function.Type())
	cell.Elem().Set(function)
	code := *(*unsafe.Pointer)(cell.UnsafePointer())
	if code == nil {
		misused("the %s is nil", function.Type())
	}
	return &callable{shapeOf(function.Type()), code}
}
