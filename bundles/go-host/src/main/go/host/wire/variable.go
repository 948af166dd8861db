package wire

import (
	"reflect"
	"unsafe"
)

// Load reads the variable that a handle points to; of a handle that is no pointer, its value.
func Load(number int64, f *Frame) {
	f.Status = running
	defer f.guard()
	value := find(number).value
	t, from := value.Type(), unsafe.Pointer(nil)
	if t.Kind() == reflect.Pointer {
		t, from = t.Elem(), target(value)
	} else {
		from = inMemory(value)
	}
	c, out := coderOf(t), f.results()
	f.write(func(w *writer) { c.encode(w, from, out, 0) })
	f.Status = Returned
}

// Store writes the variable that a handle points to.
func Store(number int64, f *Frame) {
	f.Status = running
	defer f.guard()
	value := find(number).value
	t := value.Type()
	if t.Kind() != reflect.Pointer {
		misused("the handle %d has a value of type %s, which is no pointer", number, t)
	}
	target(value)
	stored := reflect.New(t.Elem())
	coderOf(t.Elem()).decode(f.arguments(), stored.UnsafePointer(), 0)
	value.Elem().Set(stored.Elem())
	f.Status = Returned
}

func target(pointer reflect.Value) unsafe.Pointer {
	if pointer.IsNil() {
		misused("the %s is nil", pointer.Type())
	}
	return pointer.UnsafePointer()
}

// Method is a method of what a handle holds, bound to it; also of what the handle points to. Its receiver is that of
// now, as in Go.
func Method(number int64, name string) (int64, string) {
	value, ok := Value(number)
	if !ok {
		return 0, "no such handle"
	}
	held := value
	for {
		if held.Kind() == reflect.Interface {
			if held.IsNil() {
				return 0, "the " + value.Type().Elem().String() + " is nil"
			}
			held = held.Elem()
		}
		if method := held.MethodByName(name); method.IsValid() {
			return Hold(reflect.ValueOf(method.Interface())), ""
		}
		if held.Kind() != reflect.Pointer || held.IsNil() {
			return 0, value.Type().String() + " has no method " + name
		}
		held = held.Elem()
	}
}
