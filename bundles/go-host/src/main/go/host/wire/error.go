package wire

import (
	"reflect"
	"unsafe"
)

// The tags of an error: what its second word is.
const (
	// The address of 5 words: a handle, the type's text, the text. Coming in, the handle is enough.
	tagGoError = 1
	// The address of the text's two words.
	tagJavaError = 2
)

// JavaError is what Java gives for an error, or threw.
type JavaError struct {
	// Class is the name of the exception's class; empty for an error that is a text.
	Class string
	Text  string
}

func (e *JavaError) Error() string {
	if e.Class == "" {
		return e.Text
	}
	if e.Text == "" {
		return e.Class
	}
	return e.Class + ": " + e.Text
}

func errorCoder(c *coder) {
	c.words = 2
	c.encode = func(w *writer, from, to unsafe.Pointer, _ int) {
		encodeError(w, *(*error)(from), to)
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		*(*error)(to) = decodeError(from)
	}
}

func encodeError(w *writer, value error, to unsafe.Pointer) {
	*wordAt(to, 0), *wordAt(to, 1) = 0, 0
	if value == nil {
		return
	}
	at := w.take(5 * word)
	w.text(reflect.TypeOf(value).String(), unsafe.Add(at, word))
	w.text(value.Error(), unsafe.Add(at, 3*word))
	*wordAt(at, 0) = uint64(w.hold(&held{value: reflect.ValueOf(value)}))
	*wordAt(to, 0), *wordAt(to, 1) = tagGoError, uint64(uintptr(at))
}

func decodeError(from unsafe.Pointer) error {
	tag := *wordAt(from, 0)
	if tag == tagNil {
		return nil
	}
	at := pointerAt(from, 1)
	if at == nil || tag != tagGoError && tag != tagJavaError {
		misused("tag %d for an error, at address %#x", tag, uintptr(at))
	}
	if tag == tagJavaError {
		return &JavaError{Text: text(pointerAt(at, 0), int64(*wordAt(at, 1)))}
	}
	return assignable(int64(*wordAt(at, 0)), errorType).Interface().(error)
}
