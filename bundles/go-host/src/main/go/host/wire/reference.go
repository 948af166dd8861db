package wire

import (
	"context"
	"reflect"
	"unsafe"
)

// handleCoder has pointers and channels: Java sees a handle.
func handleCoder(c *coder, t reflect.Type) {
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		if *(*unsafe.Pointer)(from) == nil {
			*(*uint64)(to) = 0
			return
		}
		*(*uint64)(to) = uint64(w.hold(&held{value: fixed(reflect.NewAt(t, from).Elem())}))
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		number := *(*int64)(from)
		if number == 0 {
			*(*unsafe.Pointer)(to) = nil
			return
		}
		reflect.NewAt(t, to).Elem().Set(assignable(number, t))
	}
}

// contextCoder has context.Context: 0 is context.Background() coming in, and nil going out; 1 is a handle.
func contextCoder(c *coder) {
	c.words = 2
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		*wordAt(to, 0), *wordAt(to, 1) = 0, 0
		if value := *(*context.Context)(from); value != nil {
			*wordAt(to, 0) = 1
			*wordAt(to, 1) = uint64(w.hold(&held{value: reflect.ValueOf(value)}))
		}
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		switch tag := *wordAt(from, 0); tag {
		case 0:
			*(*context.Context)(to) = context.Background()
		case 1:
			value := assignable(int64(*wordAt(from, 1)), contextType)
			*(*context.Context)(to) = value.Interface().(context.Context)
		default:
			misused("tag %d for a context.Context", tag)
		}
	}
}
