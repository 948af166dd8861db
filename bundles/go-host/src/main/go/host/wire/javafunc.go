package wire

import (
	"reflect"
	"runtime"
	"sync"
	"unsafe"
)

// Invoke calls a function of Java's.
var Invoke func(id int64, f *Frame)

// Forget tells Java that Go has a function of its, or what one threw, no more.
var Forget func(id int64)

type javaFunction struct {
	id    int64
	shape *shape
}

// javaFunc makes a function of Java's one of Go's.
func javaFunc(t reflect.Type, id int64) reflect.Value {
	f := &javaFunction{id, shapeOf(t)}
	runtime.SetFinalizer(f, func(f *javaFunction) { Forget(f.id) })
	return reflect.MakeFunc(t, f.call)
}

// invocation is the memory of a call to Java. There are no pointers in it.
type invocation struct {
	frame Frame
	words [64]uint64
	space [256]uint64
}

var invocations = sync.Pool{New: func() any { return new(invocation) }}

func (f *javaFunction) call(arguments []reflect.Value) []reflect.Value {
	if enter() {
		defer leave()
	}
	i := invocations.Get().(*invocation)
	defer invocations.Put(i)
	words := i.words[:]
	if needed := f.shape.in + f.shape.out; needed > len(words) {
		words = make([]uint64, needed)
	}
	in, out := unsafe.Pointer(&words[0]), unsafe.Pointer(nil)
	if f.shape.out != 0 {
		out = unsafe.Pointer(&words[f.shape.in])
	}
	i.frame = Frame{Arguments: uintptr(in), Results: uintptr(out)}
	space := f.write(arguments, in, i.space[:])
	Invoke(f.id, &i.frame)
	runtime.KeepAlive(arguments)
	runtime.KeepAlive(space)
	runtime.KeepAlive(words)
	runtime.KeepAlive(f)
	return f.results(&i.frame)
}

// write writes the arguments, and returns the memory that they refer to.
func (f *javaFunction) write(arguments []reflect.Value, in unsafe.Pointer, space []uint64) []uint64 {
	inputs := f.shape.inputs
	for i := range inputs {
		if simple(&inputs[i], arguments[i], unsafe.Add(in, inputs[i].word*word)) {
			continue
		}
		return f.writeAll(arguments, in, space)
	}
	return nil
}

// simple writes a value that is one word; whether it is.
func simple(v *value, argument reflect.Value, to unsafe.Pointer) bool {
	switch kind := argument.Kind(); {
	case kind == reflect.Bool:
		*(*uint64)(to) = 0
		if argument.Bool() {
			*(*uint64)(to) = 1
		}
	case isSigned(kind):
		*(*int64)(to) = argument.Int()
	case kind >= reflect.Uint && kind <= reflect.Uintptr:
		*(*uint64)(to) = argument.Uint()
	case kind == reflect.Float64:
		*(*float64)(to) = argument.Float()
	default:
		return false
	}
	return true
}

func (f *javaFunction) writeAll(arguments []reflect.Value, in unsafe.Pointer, space []uint64) []uint64 {
	memory := make([]unsafe.Pointer, len(arguments))
	for i, argument := range arguments {
		memory[i] = inMemory(argument)
	}
	for {
		w := writer{at: unsafe.Pointer(&space[0]), size: uintptr(len(space)) * word}
		needed := w.attempt(func(w *writer) {
			for i := range f.shape.inputs {
				v := &f.shape.inputs[i]
				v.encode(w, memory[i], unsafe.Add(in, v.word*word), 0)
			}
		})
		if needed == 0 {
			return space
		}
		space = make([]uint64, larger(needed)/word)
	}
}

// results reads what Java returned. What it threw is an error, if that is what the function returns at last; else it
// is a panic.
func (f *javaFunction) results(frame *Frame) []reflect.Value {
	outputs := f.shape.outputs
	results := make([]reflect.Value, len(outputs))
	for i := range outputs {
		results[i] = reflect.New(outputs[i].of).Elem()
	}
	if frame.Status != Returned {
		err := thrown(frame)
		last := len(outputs) - 1
		if last < 0 || outputs[last].of != errorType {
			panic(err)
		}
		results[last].Set(reflect.ValueOf(err))
		return results
	}
	from := frame.results()
	for i := range outputs {
		outputs[i].decode(unsafe.Add(from, outputs[i].word*word), results[i].Addr().UnsafePointer(), 0)
	}
	return results
}
