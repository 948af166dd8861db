package wire

import (
	"reflect"
	"unsafe"

	"alfheim/gohost/register"
)

// Call calls the function behind a handle; also one that a variable has, by a handle of the variable.
func Call(number int64, f *Frame) {
	f.Status = running
	defer f.guard()
	h := find(number)
	c := h.callable.Load()
	if c == nil {
		c = h.function(number)
	}
	if c.shape.registers {
		c.byRegisters(f)
	} else {
		c.byReflection(f)
	}
	f.Status = Returned
}

func (c *callable) byRegisters(f *Frame) {
	s := c.shape
	var file register.File
	file.Use = s.use
	in := f.arguments()
	for i := range s.inputs {
		v := &s.inputs[i]
		v.load(&file, unsafe.Add(in, v.word*word))
	}
	register.Call(c.code, &file)
	switch len(s.outputs) {
	case 0:
		return
	case 1:
		if v := &s.outputs[0]; v.way <= asFloat && v.way != byMemory {
			v.storeRegisters(nil, &file, f.results())
			return
		}
	}
	c.shape.storeAll(f, &file)
}

// storeAll is apart because what it uses is on the heap.
func (s *shape) storeAll(f *Frame, registers *register.File) {
	if v := &s.outputs[0]; len(s.outputs) == 1 && v.way != byMemory {
		w := writer{at: address(&f.Scratch), size: uintptr(f.ScratchBytes)}
		if v.room(registers) <= w.size {
			v.storeRegisters(&w, registers, f.results())
			return
		}
	}
	file := *registers
	memory := make([]unsafe.Pointer, len(s.outputs))
	for i := range s.outputs {
		memory[i] = s.outputs[i].stored(&file)
	}
	out := f.results()
	f.write(func(w *writer) {
		for i := range s.outputs {
			v := &s.outputs[i]
			v.store(w, &file, memory[i], unsafe.Add(out, v.word*word))
		}
	})
}

// room is how much memory takes what a string or a slice in registers refers to.
func (v *value) room(file *register.File) uintptr {
	bytes := file.Integers[v.first+1]
	if v.way == asPlainSlice {
		bytes *= v.of.Elem().Size()
	}
	return (bytes + word - 1) &^ (word - 1)
}

// write writes to the frame's scratch memory, or to a block if that is too small.
func (f *Frame) write(values func(*writer)) {
	w := writer{at: address(&f.Scratch), size: uintptr(f.ScratchBytes)}
	needed := w.attempt(values)
	for needed != 0 {
		block := Allocate(larger(needed))
		needed = f.writeBlock(block, larger(needed), values)
	}
}

func (f *Frame) writeBlock(block unsafe.Pointer, size uintptr, values func(*writer)) uintptr {
	used := false
	defer func() {
		if !used {
			Free(block)
		}
	}()
	w := writer{at: block, size: size}
	needed := w.attempt(values)
	if needed == 0 {
		used = true
		f.Block = uintptr(block)
	}
	return needed
}

func (c *callable) byReflection(f *Frame) {
	s := c.shape
	in := f.arguments()
	arguments := make([]reflect.Value, len(s.inputs))
	for i := range s.inputs {
		v := &s.inputs[i]
		memory := reflect.New(v.of)
		v.decode(unsafe.Add(in, v.word*word), memory.UnsafePointer(), 0)
		arguments[i] = memory.Elem()
	}
	code := c.code
	function := reflect.NewAt(s.of, unsafe.Pointer(&code)).Elem()
	var results []reflect.Value
	if s.of.IsVariadic() {
		results = function.CallSlice(arguments)
	} else {
		results = function.Call(arguments)
	}
	memory := make([]unsafe.Pointer, len(results))
	for i, result := range results {
		memory[i] = inMemory(result)
	}
	out := f.results()
	f.write(func(w *writer) {
		for i := range s.outputs {
			v := &s.outputs[i]
			v.encode(w, memory[i], unsafe.Add(out, v.word*word), 0)
		}
	})
}

// inMemory is memory with a value.
func inMemory(value reflect.Value) unsafe.Pointer {
	memory := reflect.New(value.Type())
	memory.Elem().Set(value)
	return memory.UnsafePointer()
}
