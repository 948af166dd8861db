package wire

import (
	"reflect"
	"time"
	"unsafe"
)

// What the first word says after a channel was used.
const (
	done     = 0
	closed   = 1
	timedOut = 2
)

// Send sends what is behind the first word, which is how long to wait, in nanoseconds; below 0: for ever.
func Send(number int64, f *Frame) {
	f.Status = running
	defer f.guard()
	channel := find(number).channel(number, reflect.SendDir)
	value := reflect.New(channel.Type().Elem())
	coderOf(value.Type().Elem()).decode(unsafe.Add(f.arguments(), word), value.UnsafePointer(), 0)
	*wordAt(f.results(), 0) = send(channel, value.Elem(), int64(*wordAt(f.arguments(), 0)))
	f.Status = Returned
}

func send(channel, value reflect.Value, wait int64) (state uint64) {
	defer func() {
		if recover() != nil { // It can be nothing else.
			state = closed
		}
	}()
	chosen, _, _ := selected(reflect.SelectCase{Dir: reflect.SelectSend, Chan: channel, Send: value}, wait)
	if chosen != 0 {
		return timedOut
	}
	return done
}

// Receive waits as long as the first word says.
func Receive(number int64, f *Frame) {
	f.Status = running
	defer f.guard()
	channel := find(number).channel(number, reflect.RecvDir)
	wait := int64(*wordAt(f.arguments(), 0))
	chosen, value, open := selected(reflect.SelectCase{Dir: reflect.SelectRecv, Chan: channel}, wait)
	out := f.results()
	switch {
	case chosen != 0:
		*wordAt(out, 0) = timedOut
	case !open:
		*wordAt(out, 0) = closed
	default:
		*wordAt(out, 0) = done
		c, memory := coderOf(value.Type()), inMemory(receivedAs(value, channel.Type().Elem()))
		f.write(func(w *writer) { c.encode(w, memory, unsafe.Add(out, word), 0) })
	}
	f.Status = Returned
}

// receivedAs is for channels of interfaces: what reflect gives has that type already.
func receivedAs(value reflect.Value, t reflect.Type) reflect.Value {
	as := reflect.New(t).Elem()
	as.Set(value)
	return as
}

// Close closes a channel. One that is closed already is a panic, as in Go.
func Close(number int64, f *Frame) {
	f.Status = running
	defer f.guard()
	find(number).channel(number, reflect.SendDir).Close()
	f.Status = Returned
}

// channel is what a handle holds, or what the variable has that it points to.
func (h *held) channel(number int64, direction reflect.ChanDir) reflect.Value {
	value := h.value
	if value.Kind() == reflect.Pointer && !value.IsNil() {
		value = value.Elem()
	}
	if value.Kind() != reflect.Chan {
		misused("the handle %d has a value of type %s, which is no channel", number, h.value.Type())
	}
	if value.IsNil() {
		misused("the %s is nil", value.Type())
	}
	if value.Type().ChanDir()&direction == 0 {
		misused("a %s does not do that", value.Type())
	}
	return value
}

// selected does what a case says, within a time; 0 if it did.
func selected(wanted reflect.SelectCase, wait int64) (int, reflect.Value, bool) {
	cases := []reflect.SelectCase{wanted}
	switch {
	case wait == 0:
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
	case wait > 0:
		timer := time.NewTimer(time.Duration(wait))
		defer timer.Stop()
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(timer.C)})
	}
	return reflect.Select(cases)
}
