package wire

import (
	"context"
	"reflect"
	"sync"
	"unsafe"
)

// Slices and maps that lie deeper in each other are taken for endless.
const deepest = 100

// coder is how values of a type go out and come in.
type coder struct {
	words  int
	encode func(w *writer, from, to unsafe.Pointer, depth int)
	decode func(from, to unsafe.Pointer, depth int)
}

var (
	errorType   = reflect.TypeOf((*error)(nil)).Elem()
	contextType = reflect.TypeOf((*context.Context)(nil)).Elem()

	coders   sync.Map
	building sync.Mutex
)

// coderOf compiles a type, once.
func coderOf(t reflect.Type) *coder {
	if known, ok := coders.Load(t); ok {
		return known.(*coder)
	}
	building.Lock()
	defer building.Unlock()
	b := builder{}
	c := b.of(t)
	for of, made := range b {
		coders.Store(of, made)
	}
	return c
}

// builder has what is being compiled: a type may be made of itself, through slices and maps.
type builder map[reflect.Type]*coder

func (b builder) of(t reflect.Type) *coder {
	if known, ok := coders.Load(t); ok {
		return known.(*coder)
	}
	if open, ok := b[t]; ok {
		return open
	}
	c := &coder{words: 1}
	b[t] = c
	b.build(c, t)
	return c
}

func (b builder) build(c *coder, t reflect.Type) {
	switch t.Kind() {
	case reflect.String:
		stringCoder(c)
	case reflect.Slice:
		b.slice(c, t)
	case reflect.Array:
		b.array(c, t)
	case reflect.Map:
		b.dictionary(c, t)
	case reflect.Struct:
		b.structure(c, t)
	case reflect.Pointer, reflect.Chan:
		handleCoder(c, t)
	case reflect.UnsafePointer:
		numberCoder(c, 8, false)
	case reflect.Func:
		funcCoder(c, t)
	case reflect.Interface:
		switch t {
		case errorType:
			errorCoder(c)
		case contextType:
			contextCoder(c)
		default:
			interfaceCoder(c, t)
		}
	case reflect.Bool:
		boolCoder(c)
	case reflect.Complex128:
		pairCoder(c)
	default:
		numberCoder(c, t.Size(), isSigned(t.Kind()))
	}
}

func isSigned(kind reflect.Kind) bool {
	return kind >= reflect.Int && kind <= reflect.Int64
}

// plainSize is the size of a number or bool; 0 for all else.
func plainSize(t reflect.Type) uintptr {
	switch kind := t.Kind(); {
	case kind >= reflect.Bool && kind <= reflect.Complex128:
		return t.Size()
	default:
		return 0
	}
}

// deeper counts slices and maps in each other.
func deeper(depth int) int {
	if depth >= deepest {
		misused("slices and maps lie more than %d deep in each other, or in themselves", deepest)
	}
	return depth + 1
}

// counted reads the address and the number of what a slice or map has; nil with 0 for one that is nil.
func counted(from unsafe.Pointer) (unsafe.Pointer, int) {
	at, count := pointerAt(from, 0), int(*wordAt(from, 1))
	if count < 0 || at == nil && count != 0 {
		misused("%d elements at address %#x", count, uintptr(at))
	}
	return at, count
}
