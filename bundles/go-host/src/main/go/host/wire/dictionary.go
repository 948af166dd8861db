package wire

import (
	"reflect"
	"unsafe"
)

// dictionary has maps: a key, its value, the next key, and so on.
func (b builder) dictionary(c *coder, t reflect.Type) {
	c.words = 2
	key, value := b.of(t.Key()), b.of(t.Elem())
	c.encode = func(w *writer, from, to unsafe.Pointer, depth int) {
		depth = deeper(depth)
		m := reflect.NewAt(t, from).Elem()
		if m.IsNil() {
			*wordAt(to, 0), *wordAt(to, 1) = 0, 0
			return
		}
		room := m.Len()
		pair := (key.words + value.words) * word
		at := to
		if room*pair != 0 {
			at = w.take(uintptr(room * pair))
		}
		k, v := reflect.New(t.Key()), reflect.New(t.Elem())
		count := 0
		for entries := m.MapRange(); count < room && entries.Next(); count++ {
			k.Elem().SetIterKey(entries)
			v.Elem().SetIterValue(entries)
			next := unsafe.Add(at, count*pair)
			key.encode(w, k.UnsafePointer(), next, depth)
			value.encode(w, v.UnsafePointer(), unsafe.Add(next, key.words*word), depth)
		}
		*wordAt(to, 0), *wordAt(to, 1) = uint64(uintptr(at)), uint64(count)
	}
	c.decode = func(from, to unsafe.Pointer, depth int) {
		depth = deeper(depth)
		target := reflect.NewAt(t, to).Elem()
		at, count := counted(from)
		if at == nil {
			target.Set(reflect.Zero(t))
			return
		}
		made := reflect.MakeMap(t)
		pair := (key.words + value.words) * word
		for i := 0; i < count; i++ {
			k, v := reflect.New(t.Key()), reflect.New(t.Elem())
			key.decode(unsafe.Add(at, i*pair), k.UnsafePointer(), depth)
			value.decode(unsafe.Add(at, i*pair+key.words*word), v.UnsafePointer(), depth)
			made.SetMapIndex(k.Elem(), v.Elem())
		}
		if made.Len() != count {
			misused("%d keys of Java are %d in Go: some are equal there", count, made.Len())
		}
		target.Set(made)
	}
}
