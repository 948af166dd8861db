package wire

import (
	"reflect"
	"unsafe"
)

// The tags of an interface: what its second word is.
const (
	tagNil    = 0
	tagHandle = 1
	tagBool   = 2
	tagInt    = 3
	tagFloat  = 4
	tagText   = 5 // the address of two words
)

var (
	boolType  = reflect.TypeOf(false)
	intType   = reflect.TypeOf(0)
	floatType = reflect.TypeOf(0.0)
	textType  = reflect.TypeOf("")
)

// interfaceCoder has all interfaces but error and context.Context. Of the types of Go itself bool, int, float64 and
// string are seen as such; all else is a handle.
func interfaceCoder(c *coder, t reflect.Type) {
	c.words = 2
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		value := reflect.NewAt(t, from).Elem().Elem()
		if !value.IsValid() {
			*wordAt(to, 0), *wordAt(to, 1) = tagNil, 0
			return
		}
		*wordAt(to, 0), *wordAt(to, 1) = encodeDynamic(w, value)
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		target := reflect.NewAt(t, to).Elem()
		value := decodeDynamic(from, t)
		switch {
		case !value.IsValid():
			target.Set(reflect.Zero(t))
		case value.Type().AssignableTo(t):
			target.Set(value)
		default:
			misused("a %s is no %s", value.Type(), t)
		}
	}
}

func encodeDynamic(w *writer, value reflect.Value) (tag, word uint64) {
	switch value.Type() {
	case boolType:
		if value.Bool() {
			return tagBool, 1
		}
		return tagBool, 0
	case intType:
		return tagInt, uint64(value.Int())
	case floatType:
		return tagFloat, floatBits(value.Float())
	case textType:
		at := w.take(16)
		w.text(value.String(), at)
		return tagText, uint64(uintptr(at))
	default:
		return tagHandle, uint64(w.hold(&held{value: value}))
	}
}

func floatBits(value float64) uint64 {
	return *(*uint64)(unsafe.Pointer(&value))
}

// decodeDynamic reads a value; an invalid one is nil.
func decodeDynamic(from unsafe.Pointer, t reflect.Type) reflect.Value {
	value := unsafe.Add(from, word)
	switch tag := *wordAt(from, 0); tag {
	case tagNil:
		return reflect.Value{}
	case tagHandle:
		return find(*(*int64)(value)).value
	case tagBool:
		return reflect.ValueOf(*(*uint64)(value) != 0)
	case tagInt:
		return reflect.ValueOf(int(*(*int64)(value)))
	case tagFloat:
		return reflect.ValueOf(*(*float64)(value))
	case tagText:
		at := pointerAt(from, 1)
		if at == nil {
			misused("a string at address 0")
		}
		return reflect.ValueOf(text(pointerAt(at, 0), int64(*wordAt(at, 1))))
	default:
		misused("tag %d for a %s", tag, t)
		return reflect.Value{}
	}
}
