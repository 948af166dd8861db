package wire

import (
	"errors"
	"reflect"
	"runtime"
	"unsafe"
)

// The tags of an error: what its second word is.
const (
	// The address of 6 words: a handle, the type's text, the text, the number of what Java threw that is the reason; 0
	// for nothing. Coming in, the handle is enough.
	tagGoError = 1
	// The address of the text's two words.
	tagJavaError = 2
)

// JavaError is what Java gives for an error, or threw.
type JavaError struct {
	// Class is the name of the exception's class; empty for an error that is a text.
	Class string
	Text  string

	// The number that Java has for what it threw; 0 for nothing.
	thrown int64
}

// thrown is what a function of Java threw: an error of Go's that came back, or one of Java's. Java is told when Go has
// that no more.
func thrown(frame *Frame) error {
	if h := handles.Get(frame.PanicHandle); h != nil {
		if own, is := h.value.Interface().(error); is {
			return own
		}
	}
	e := &JavaError{frame.Panic[0].String(), frame.Panic[1].String(), frame.Thrown}
	if e.thrown != 0 {
		runtime.SetFinalizer(e, func(e *JavaError) { Forget(e.thrown) })
	}
	return e
}

// The most errors around another that are looked at: some are made of themselves.
const mostReasons = 1000

// thrownBy tells what Java threw that is the reason for an error or a panic, which may have others around it.
func thrownBy(cause any) (number int64) {
	defer func() {
		if recover() != nil { // A method of somebody's.
			number = 0
		}
	}()
	if err, is := cause.(error); is {
		left := mostReasons
		if e := reason(err, &left); e != nil {
			return e.thrown
		}
	}
	return 0
}

// reason is what errors.As would find, as far as it looks.
func reason(err error, left *int) *JavaError {
	for ; err != nil && *left > 0; *left-- {
		switch e := err.(type) {
		case *JavaError:
			return e
		case interface{ Unwrap() []error }:
			*left--
			for _, each := range e.Unwrap() {
				if found := reason(each, left); found != nil {
					return found
				}
			}
			return nil
		default:
			err = errors.Unwrap(err)
		}
	}
	return nil
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
	at := w.take(6 * word)
	w.text(reflect.TypeOf(value).String(), unsafe.Add(at, word))
	w.text(Describe(value), unsafe.Add(at, 3*word))
	*wordAt(at, 0) = uint64(w.hold(&held{value: reflect.ValueOf(value)}))
	*wordAt(at, 5) = uint64(thrownBy(value))
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
