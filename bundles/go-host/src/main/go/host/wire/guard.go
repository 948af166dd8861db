package wire

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"unsafe"
)

// misuse is what a panic has when the caller did something wrong.
type misuse string

func misused(format string, arguments ...any) {
	panic(misuse(fmt.Sprintf(format, arguments...)))
}

// Allocate gets memory that is not Go's, which the caller of the host frees.
var Allocate func(bytes uintptr) unsafe.Pointer

// Free frees what Allocate got.
var Free func(memory unsafe.Pointer)

// guard is deferred by all that runs for a caller outside: a panic must not get there.
func (f *Frame) guard() {
	if f.Status != running {
		return
	}
	cause := recover()
	if wrong, is := cause.(misuse); is {
		f.Status = Misuse
		f.say("", string(wrong), "")
		return
	}
	f.Status = Panicked
	if cause == nil { // Before Go 1.21 this is panic(nil), too.
		f.say("nil", "panic called with nil argument", string(debug.Stack()))
		return
	}
	stack := string(debug.Stack())
	f.say(reflect.TypeOf(cause).String(), Describe(cause), stack)
	f.PanicHandle = Hold(reflect.ValueOf(cause))
	f.Thrown = thrownBy(cause)
}

// say leaves texts in one block.
func (f *Frame) say(texts ...string) {
	size := 1
	for _, text := range texts {
		size += len(text)
	}
	block := Allocate(uintptr(size))
	f.Block = uintptr(block)
	at := 0
	for i, text := range texts {
		copy(unsafe.Slice((*byte)(unsafe.Add(block, at)), size-at), text)
		f.Panic[i] = Text{f.Block + uintptr(at), int64(len(text))}
		at += len(text)
	}
}

// The most parts that a value has whose text is given: some are made of themselves, and fmt would never end.
const mostParts = 1000

// Describe gives the text of an error or of a panic's value; one that has none, or an endless one, has its type.
func Describe(cause any) (text string) {
	defer func() {
		if recover() != nil {
			text = fmt.Sprintf("(%T, which has no text)", cause)
		}
	}()
	switch value := cause.(type) {
	case error:
		return value.Error()
	case fmt.Stringer:
		return value.String()
	default:
		left, parts := mostParts, reflect.ValueOf(cause)
		if parts.Kind() == reflect.Pointer {
			parts = parts.Elem()
		}
		if count(parts, &left); left < 0 {
			return fmt.Sprintf("(%T, of many parts)", cause)
		}
		return fmt.Sprint(value)
	}
}

// count takes the parts of a value off what is left. Of a pointer in it fmt shows the address.
func count(value reflect.Value, left *int) {
	if *left--; *left < 0 {
		return
	}
	switch value.Kind() {
	case reflect.Interface:
		count(value.Elem(), left)
	case reflect.Slice, reflect.Array:
		for i := 0; i < value.Len() && *left >= 0; i++ {
			count(value.Index(i), left)
		}
	case reflect.Map:
		for entries := value.MapRange(); *left >= 0 && entries.Next(); {
			count(entries.Key(), left)
			count(entries.Value(), left)
		}
	case reflect.Struct:
		for i := 0; i < value.NumField() && *left >= 0; i++ {
			count(value.Field(i), left)
		}
	}
}
