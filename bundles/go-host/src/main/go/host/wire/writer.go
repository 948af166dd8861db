package wire

import "unsafe"

// The most that results refer to: what is more is a structure that refers to itself many times.
const mostBytes = 1 << 31

// writer is where what words refer to is written.
type writer struct {
	at      unsafe.Pointer
	size    uintptr
	used    uintptr
	handles []int64
}

// full ends an attempt: so many bytes would have been needed up to there.
type full uintptr

// take gives memory, at a multiple of 8.
func (w *writer) take(bytes uintptr) unsafe.Pointer {
	bytes = (bytes + word - 1) &^ (word - 1)
	if bytes > w.size-w.used {
		panic(full(w.used + bytes))
	}
	at := unsafe.Add(w.at, w.used)
	w.used += bytes
	return at
}

func (w *writer) hold(h *held) int64 {
	number := handles.Put(h)
	w.handles = append(w.handles, number)
	return number
}

// text writes the two words of a text.
func (w *writer) text(text string, to unsafe.Pointer) {
	var at unsafe.Pointer
	if len(text) != 0 {
		at = w.take(uintptr(len(text)))
		copy(unsafe.Slice((*byte)(at), len(text)), text)
	}
	*wordAt(to, 0) = uint64(uintptr(at))
	*wordAt(to, 1) = uint64(len(text))
}

// plain writes the two words of elements that are as in Go.
func (w *writer) plain(from unsafe.Pointer, count int, size uintptr, to unsafe.Pointer) {
	at := from
	if count == 0 {
		at = to // No address is read then; it is not nil.
	} else {
		bytes := uintptr(count) * size
		at = w.take(bytes)
		copy(unsafe.Slice((*byte)(at), int(bytes)), unsafe.Slice((*byte)(from), int(bytes)))
	}
	*wordAt(to, 0) = uint64(uintptr(at))
	*wordAt(to, 1) = uint64(count)
}

// attempt writes; how much memory it takes up to where there is too little, or 0 if there is enough. What an attempt
// that did not succeed has given handles is released.
func (w *writer) attempt(write func(*writer)) (needed uintptr) {
	complete := false
	defer func() {
		if complete {
			return
		}
		for _, number := range w.handles {
			handles.Release(number)
		}
		cause := recover()
		size, is := cause.(full)
		if !is {
			panic(cause)
		}
		needed = uintptr(size)
	}()
	write(w)
	complete = true
	return 0
}

// larger is how much memory the next attempt gets.
func larger(needed uintptr) uintptr {
	if needed > mostBytes {
		misused("what the values refer to takes more than %d bytes, or they are made of themselves", mostBytes)
	}
	return needed*2 + 64
}
