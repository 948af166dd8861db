package wire

import (
	"reflect"
	"sync"
	"unsafe"

	"alfheim/gohost/register"
)

// shape is how functions of a type are called: compiled once.
type shape struct {
	of      reflect.Type
	inputs  []value
	outputs []value

	// Words of all inputs, and of all outputs.
	in  int
	out int

	// Whether all that goes in and comes out fits into registers.
	registers bool
	use       register.Use
}

// value is a parameter or a result.
type value struct {
	*coder
	of    reflect.Type
	way   way
	size  uintptr
	word  int
	first int // its first register, where it has one
	steps []register.Step
}

// way is how a value gets into registers and out of them.
type way uint8

const (
	byMemory way = iota
	asUnsigned
	asSigned
	asBool
	asFloat
	asString
	asPlainSlice
)

var shapes sync.Map

func shapeOf(t reflect.Type) *shape {
	if known, ok := shapes.Load(t); ok {
		return known.(*shape)
	}
	made := newShape(t)
	shapes.Store(t, made)
	return made
}

func newShape(t reflect.Type) *shape {
	s := &shape{of: t, registers: register.Known}
	var in, out register.Layout
	for i := 0; i < t.NumIn(); i++ {
		input := s.value(t.In(i), &s.in, &in)
		s.use.Takes(input.steps)
		s.inputs = append(s.inputs, input)
	}
	for i := 0; i < t.NumOut(); i++ {
		output := s.value(t.Out(i), &s.out, &out)
		s.use.Gives(output.steps)
		s.outputs = append(s.outputs, output)
	}
	return s
}

func (s *shape) value(t reflect.Type, words *int, layout *register.Layout) value {
	v := value{coder: coderOf(t), of: t, size: t.Size(), word: *words}
	*words += v.words
	steps, fits := layout.Add(t)
	if !fits {
		s.registers = false
		return v
	}
	v.steps = steps
	if len(steps) != 0 {
		v.first = steps[0].Register
		v.way = wayOf(t)
	}
	return v
}

func wayOf(t reflect.Type) way {
	kind := t.Kind()
	switch {
	case kind == reflect.Bool:
		return asBool
	case isSigned(kind):
		return asSigned
	case kind >= reflect.Uint && kind <= reflect.Uintptr:
		return asUnsigned
	case kind == reflect.Float32 || kind == reflect.Float64:
		return asFloat
	case kind == reflect.String:
		return asString
	case kind == reflect.Slice && plainSize(t.Elem()) != 0 && t.Elem().Kind() != reflect.Bool:
		return asPlainSlice
	default:
		return byMemory
	}
}

// load puts a value that came in into its registers.
func (v *value) load(file *register.File, from unsafe.Pointer) {
	switch v.way {
	case asUnsigned, asSigned:
		file.Integers[v.first] = uintptr(*(*uint64)(from))
	case asBool:
		file.Integers[v.first] = 0
		if *(*uint64)(from) != 0 {
			file.Integers[v.first] = 1
		}
	case asFloat:
		file.Floats[v.first] = *(*uint64)(from)
	case asString:
		s := text(pointerAt(from, 0), int64(*wordAt(from, 1)))
		data := *(*unsafe.Pointer)(unsafe.Pointer(&s))
		file.Pointers[v.first] = data
		file.Integers[v.first] = uintptr(data)
		file.Integers[v.first+1] = uintptr(len(s))
	case asPlainSlice:
		at, count := counted(from)
		s := plainSlice(at, count, v.of.Elem().Size())
		file.Pointers[v.first] = s.data
		file.Integers[v.first] = uintptr(s.data)
		file.Integers[v.first+1] = uintptr(s.length)
		file.Integers[v.first+2] = uintptr(s.capacity)
	default:
		memory := reflect.New(v.of).UnsafePointer()
		v.decode(from, memory, 0)
		file.Load(v.steps, memory)
	}
}

// stored is memory with a value that came back, where it goes out by memory.
func (v *value) stored(file *register.File) unsafe.Pointer {
	if v.way != byMemory {
		return nil
	}
	memory := reflect.New(v.of).UnsafePointer()
	file.Store(v.steps, memory)
	return memory
}

// store writes a value that came back.
func (v *value) store(w *writer, file *register.File, memory, to unsafe.Pointer) {
	if v.way == byMemory {
		v.encode(w, memory, to, 0)
	} else {
		v.storeRegisters(w, file, to)
	}
}

// storeRegisters is apart because it leaves the writer on the stack.
func (v *value) storeRegisters(w *writer, file *register.File, to unsafe.Pointer) {
	switch v.way {
	case asUnsigned:
		*(*uint64)(to) = extended(uint64(file.Integers[v.first]), v.size, false)
	case asSigned:
		*(*uint64)(to) = extended(uint64(file.Integers[v.first]), v.size, true)
	case asBool:
		*(*uint64)(to) = uint64(file.Integers[v.first] & 1)
	case asFloat:
		*(*uint64)(to) = extended(file.Floats[v.first], v.size, false)
	case asString:
		s := stringHeader{file.Pointers[v.first], int(file.Integers[v.first+1])}
		w.text(*(*string)(unsafe.Pointer(&s)), to)
	case asPlainSlice:
		data, count := file.Pointers[v.first], int(file.Integers[v.first+1])
		if data == nil {
			*wordAt(to, 0), *wordAt(to, 1) = 0, 0
			return
		}
		w.plain(data, count, v.of.Elem().Size(), to)
	}
}

// stringHeader is what a variable of a string type holds.
type stringHeader struct {
	data   unsafe.Pointer
	length int
}
