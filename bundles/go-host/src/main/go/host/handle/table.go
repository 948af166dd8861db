// Package handle gives numbers to values of Go, so that Java can refer to them. A number keeps its value alive until it
// is released, and is never given to another value.
package handle

import (
	"sync"
	"sync/atomic"
)

const (
	chunkBits = 10
	chunkSize = 1 << chunkBits

	// The low half of a handle is where it is, the high half how often that place was used before.
	indexBits = 32
)

type slot[T any] struct {
	entry atomic.Pointer[entry[T]]
	used  int64
}

type entry[T any] struct {
	handle int64
	value  *T
}

type chunk[T any] [chunkSize]slot[T]

// Table has the handles. Looking one up takes no lock. The zero value is empty, and ready.
type Table[T any] struct {
	directory atomic.Pointer[[]*chunk[T]]
	mutex     sync.Mutex
	free      []int64
	next      int64
	held      int64
}

// Put gives a value a handle, which is at least 1.
func (t *Table[T]) Put(value *T) int64 {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	var index int64
	if last := len(t.free) - 1; last >= 0 {
		index = t.free[last]
		t.free = t.free[:last]
	} else {
		t.next++
		index = t.next
	}
	place := t.place(index)
	e := &entry[T]{place.used<<indexBits | index, value}
	place.used++
	place.entry.Store(e)
	t.held++
	return e.handle
}

// place finds the slot of an index, and makes it. The lock is held.
func (t *Table[T]) place(index int64) *slot[T] {
	var chunks []*chunk[T]
	if known := t.directory.Load(); known != nil {
		chunks = *known
	}
	for index>>chunkBits >= int64(len(chunks)) {
		chunks = append(chunks[:len(chunks):len(chunks)], new(chunk[T]))
		larger := chunks
		t.directory.Store(&larger)
	}
	return &chunks[index>>chunkBits][index&(chunkSize-1)]
}

// Get gives the value behind a handle; nil if there is none, or none any more.
func (t *Table[T]) Get(handle int64) *T {
	place := t.find(handle)
	if place == nil {
		return nil
	}
	e := place.entry.Load()
	if e == nil || e.handle != handle {
		return nil
	}
	return e.value
}

func (t *Table[T]) find(handle int64) *slot[T] {
	chunks := t.directory.Load()
	index := handle & (1<<indexBits - 1)
	if chunks == nil || index>>chunkBits >= int64(len(*chunks)) {
		return nil
	}
	return &(*chunks)[index>>chunkBits][index&(chunkSize-1)]
}

// Release forgets a handle; whether it was one.
func (t *Table[T]) Release(handle int64) bool {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	place := t.find(handle)
	if place == nil {
		return false
	}
	e := place.entry.Load()
	if e == nil || e.handle != handle {
		return false
	}
	place.entry.Store(nil)
	t.held--
	if place.used < 1<<30 {
		t.free = append(t.free, handle&(1<<indexBits-1))
	}
	return true
}

// Held tells how many handles there are.
func (t *Table[T]) Held() int64 {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	return t.held
}
