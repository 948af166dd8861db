package wire

import (
	"reflect"
	"unsafe"
)

type field struct {
	coder  *coder
	offset uintptr
	word   int
}

// structure has the exported fields, one after the other.
func (b builder) structure(c *coder, t reflect.Type) {
	var fields []field
	words := 0
	hidden := false
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		if !f.IsExported() {
			hidden = true
			continue
		}
		of := b.of(f.Type)
		fields = append(fields, field{of, f.Offset, words})
		words += of.words
	}
	c.words = words
	c.encode = func(w *writer, from, to unsafe.Pointer, depth int) {
		for i := range fields {
			f := &fields[i]
			f.coder.encode(w, unsafe.Add(from, f.offset), unsafe.Add(to, f.word*word), depth)
		}
	}
	c.decode = func(from, to unsafe.Pointer, depth int) {
		if hidden {
			reflect.NewAt(t, to).Elem().Set(reflect.Zero(t))
		}
		for i := range fields {
			f := &fields[i]
			f.coder.decode(unsafe.Add(from, f.word*word), unsafe.Add(to, f.offset), depth)
		}
	}
}
