package wire

import "unsafe"

// Frame is what a call is made with: struct alfheim_frame of host.h. Its memory may be not Go's, and not cleared; so its
// addresses are numbers to Go, and the garbage collector sees none of them.
type Frame struct {
	Arguments    uintptr
	Results      uintptr
	Scratch      uintptr
	ScratchBytes int64
	Status       int64
	Block        uintptr
	Panic        [3]Text
	PanicHandle  int64
	Thrown       int64
}

// Text is bytes somewhere.
type Text struct {
	Address uintptr
	Length  int64
}

// What a call came to.
const (
	Returned int64 = 0
	Panicked int64 = 1
	Misuse   int64 = 2

	// running is seen by nobody but the function that is deferred.
	running int64 = -1
)

const word = 8

// address reads an address that is in memory. It must not be one of Go's memory that Go does not know.
func address(at *uintptr) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Pointer(at))
}

func (f *Frame) arguments() unsafe.Pointer { return address(&f.Arguments) }
func (f *Frame) results() unsafe.Pointer   { return address(&f.Results) }

func (t *Text) String() string {
	return text(address(&t.Address), t.Length)
}

// text copies bytes.
func text(at unsafe.Pointer, length int64) string {
	if length == 0 {
		return ""
	}
	if at == nil || length < 0 {
		misused("a text of %d bytes at address %#x", length, uintptr(at))
	}
	return string(unsafe.Slice((*byte)(at), int(length)))
}

func wordAt(words unsafe.Pointer, index int) *uint64 {
	return (*uint64)(unsafe.Add(words, index*word))
}

// pointerAt reads a word that is an address.
func pointerAt(words unsafe.Pointer, index int) unsafe.Pointer {
	return *(*unsafe.Pointer)(unsafe.Add(words, index*word))
}
