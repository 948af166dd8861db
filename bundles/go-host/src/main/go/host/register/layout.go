// Package register calls a function by the registers of Go's internal calling convention, as reflect.Value.Call does,
// without what that allocates on the way.
//
// The convention is in Go's cmd/compile/abi-internal.md, section "Function call argument and result passing".
package register

import "reflect"

// What amd64 has for arguments, and as many for results.
const (
	integers = 9
	floats   = 15

	// A function may put its parameters aside in its caller's frame: so much of it, and no more, is there.
	frame = 512
)

// Kind is how a part of a value lies in its register.
type Kind uint8

const (
	// Integer is all that is no pointer, and no floating-point number.
	Integer Kind = iota
	// Pointer is what the garbage collector follows.
	Pointer
	// Float is a number of 4 or 8 bytes.
	Float
)

// Step says which part of a value is in which register.
type Step struct {
	Kind     Kind
	Register int
	Offset   uintptr
	Size     uintptr
}

// Layout gives registers to values, one after the other.
type Layout struct {
	integers int
	floats   int
	spill    uintptr
}

// Add gives registers to a value. It is false where there are too few, or where the convention passes such a value on
// the stack.
func (l *Layout) Add(t reflect.Type) ([]Step, bool) {
	a := assignment{Layout: *l}
	if t.Size() != 0 && !a.add(t, 0) {
		return nil, false
	}
	to := uintptr(t.Align())
	a.spill = (a.spill+to-1)&^(to-1) + t.Size()
	*l = a.Layout
	return a.steps, a.spill <= frame
}

type assignment struct {
	Layout
	steps []Step
}

func (a *assignment) add(t reflect.Type, offset uintptr) bool {
	switch t.Kind() {
	case reflect.UnsafePointer, reflect.Pointer, reflect.Chan, reflect.Map, reflect.Func:
		return a.words(offset, Pointer)
	case reflect.String:
		return a.words(offset, Pointer, Integer)
	case reflect.Interface:
		return a.words(offset, Integer, Pointer)
	case reflect.Slice:
		return a.words(offset, Pointer, Integer, Integer)
	case reflect.Float32, reflect.Float64:
		return a.float(offset, t.Size())
	case reflect.Complex64, reflect.Complex128:
		half := t.Size() / 2
		return a.float(offset, half) && a.float(offset+half, half)
	case reflect.Array:
		return t.Len() == 0 || t.Len() == 1 && a.add(t.Elem(), offset)
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			field := t.Field(i)
			if !a.add(field.Type, offset+field.Offset) {
				return false
			}
		}
		return true
	default:
		return a.integer(offset, t.Size(), Integer)
	}
}

func (a *assignment) words(offset uintptr, kinds ...Kind) bool {
	for i, kind := range kinds {
		if !a.integer(offset+uintptr(i)*8, 8, kind) {
			return false
		}
	}
	return true
}

func (a *assignment) integer(offset, size uintptr, kind Kind) bool {
	if a.integers == integers {
		return false
	}
	a.steps = append(a.steps, Step{kind, a.integers, offset, size})
	a.integers++
	return true
}

func (a *assignment) float(offset, size uintptr) bool {
	if a.floats == floats {
		return false
	}
	a.steps = append(a.steps, Step{Float, a.floats, offset, size})
	a.floats++
	return true
}
