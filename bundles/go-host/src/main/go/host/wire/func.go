package wire

import (
	"reflect"
	"unsafe"
)

// tagJavaFunc is a function of Java's, by its number; each time that one comes in, its number is released once. The
// other tags of a func are nil, and a handle.
const tagJavaFunc = 2

func funcCoder(c *coder, t reflect.Type) {
	c.words = 2
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		*wordAt(to, 0), *wordAt(to, 1) = tagNil, 0
		if *(*unsafe.Pointer)(from) != nil {
			*wordAt(to, 0) = tagHandle
			*wordAt(to, 1) = uint64(w.hold(&held{value: fixed(reflect.NewAt(t, from).Elem())}))
		}
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		number := int64(*wordAt(from, 1))
		target := reflect.NewAt(t, to).Elem()
		switch tag := *wordAt(from, 0); tag {
		case tagNil:
			target.Set(reflect.Zero(t))
		case tagHandle:
			target.Set(assignable(number, t))
		case tagJavaFunc:
			target.Set(javaFunc(t, number))
		default:
			misused("tag %d for a %s", tag, t)
		}
	}
}
