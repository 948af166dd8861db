package wire

import (
	"reflect"
	"unsafe"
)

func stringCoder(c *coder) {
	c.words = 2
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		w.text(*(*string)(from), to)
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		*(*string)(to) = text(pointerAt(from, 0), int64(*wordAt(from, 1)))
	}
}

// sliceHeader is what a variable of a slice type holds.
type sliceHeader struct {
	data     unsafe.Pointer
	length   int
	capacity int
}

// plainSlice copies elements that are as in Go. What has no pointers in it has no type for the garbage collector.
func plainSlice(at unsafe.Pointer, count int, size uintptr) sliceHeader {
	if at == nil {
		return sliceHeader{}
	}
	if uintptr(count) > mostBytes/size {
		misused("a slice of %d elements of %d bytes", count, size)
	}
	bytes := count * int(size)
	var data unsafe.Pointer
	if size == 1 {
		made := make([]byte, bytes)
		data = *(*unsafe.Pointer)(unsafe.Pointer(&made))
	} else {
		made := make([]uint64, (bytes+word-1)/word)
		data = *(*unsafe.Pointer)(unsafe.Pointer(&made))
	}
	copyPlain(data, at, bytes)
	return sliceHeader{data, count, count}
}

func copyPlain(to, from unsafe.Pointer, bytes int) {
	if bytes != 0 {
		copy(unsafe.Slice((*byte)(to), bytes), unsafe.Slice((*byte)(from), bytes))
	}
}

// truth makes of bytes what Go has for bool: 0 or 1.
func truth(at unsafe.Pointer, count int) {
	if count == 0 {
		return
	}
	bytes := unsafe.Slice((*byte)(at), count)
	for i, value := range bytes {
		if value != 0 {
			bytes[i] = 1
		}
	}
}

func (b builder) slice(c *coder, t reflect.Type) {
	c.words = 2
	of := t.Elem()
	size := plainSize(of)
	if size == 0 {
		b.elements(c, t)
		return
	}
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		s := (*sliceHeader)(from)
		if s.data == nil {
			*wordAt(to, 0), *wordAt(to, 1) = 0, 0
			return
		}
		w.plain(s.data, s.length, size, to)
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		at, count := counted(from)
		s := plainSlice(at, count, size)
		if of.Kind() == reflect.Bool {
			truth(s.data, count)
		}
		*(*sliceHeader)(to) = s
	}
}

// elements has slices whose elements are in wire form, one after the other.
func (b builder) elements(c *coder, t reflect.Type) {
	of := t.Elem()
	size := of.Size()
	element := b.of(of)
	c.encode = func(w *writer, from, to unsafe.Pointer, depth int) {
		s := (*sliceHeader)(from)
		if s.data == nil {
			*wordAt(to, 0), *wordAt(to, 1) = 0, 0
			return
		}
		element.row(w, s.data, s.length, size, to, deeper(depth))
	}
	c.decode = func(from, to unsafe.Pointer, depth int) {
		at, count := counted(from)
		target := reflect.NewAt(t, to).Elem()
		if at == nil {
			target.Set(reflect.Zero(t))
			return
		}
		made := reflect.MakeSlice(t, count, count)
		element.fill(at, made.UnsafePointer(), count, size, deeper(depth))
		target.Set(made)
	}
}

// row writes values that lie one after the other.
func (c *coder) row(w *writer, from unsafe.Pointer, count int, size uintptr, to unsafe.Pointer, depth int) {
	at := to
	if count != 0 && c.words != 0 {
		at = w.take(uintptr(count) * uintptr(c.words) * word)
		for i := 0; i < count; i++ {
			c.encode(w, unsafe.Add(from, uintptr(i)*size), unsafe.Add(at, i*c.words*word), depth)
		}
	}
	*wordAt(to, 0), *wordAt(to, 1) = uint64(uintptr(at)), uint64(count)
}

// fill reads them.
func (c *coder) fill(from, to unsafe.Pointer, count int, size uintptr, depth int) {
	if c.words == 0 {
		return
	}
	for i := 0; i < count; i++ {
		c.decode(unsafe.Add(from, i*c.words*word), unsafe.Add(to, uintptr(i)*size), depth)
	}
}

func (b builder) array(c *coder, t reflect.Type) {
	c.words = 2
	of, length := t.Elem(), t.Len()
	size, plain := of.Size(), plainSize(of)
	var element *coder
	if plain == 0 {
		element = b.of(of)
	}
	c.encode = func(w *writer, from, to unsafe.Pointer, depth int) {
		if plain != 0 {
			w.plain(from, length, plain, to)
		} else {
			element.row(w, from, length, size, to, deeper(depth))
		}
	}
	c.decode = func(from, to unsafe.Pointer, depth int) {
		at, count := counted(from)
		if count != length {
			misused("%d elements for a %s", count, t)
		}
		if plain == 0 {
			element.fill(at, to, count, size, deeper(depth))
			return
		}
		copyPlain(to, at, count*int(plain))
		if of.Kind() == reflect.Bool {
			truth(to, count)
		}
	}
}
