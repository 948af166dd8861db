package wire_test

import (
	"math/rand"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"alfheim/gohost/wire"
)

// What reflect.MakeFunc gets and gives goes through registers by reflect's own reading of the convention.

type small struct {
	A int8
	B float32
	C string
}

type inner struct {
	P *int
	S small
	Z struct{}
	L []byte
}

var leaves = []reflect.Type{
	reflect.TypeOf(int8(0)), reflect.TypeOf(uint16(0)), reflect.TypeOf(int32(0)), reflect.TypeOf(0),
	reflect.TypeOf(false), reflect.TypeOf(float32(0)), reflect.TypeOf(0.0), reflect.TypeOf(complex64(0)),
	reflect.TypeOf(complex128(0)), reflect.TypeOf(""), reflect.TypeOf([]byte{}), reflect.TypeOf([]string{}),
	reflect.TypeOf(map[string]int{}), reflect.TypeOf((*any)(nil)).Elem(), reflect.TypeOf((*error)(nil)).Elem(),
	reflect.TypeOf(small{}), reflect.TypeOf(inner{}), reflect.TypeOf([1]string{}), reflect.TypeOf([2]int{}),
	reflect.TypeOf([0]int{}), reflect.TypeOf(struct{}{}), reflect.TypeOf((*int)(nil)), reflect.TypeOf(uintptr(0)),
}

func randomValue(r *rand.Rand, t reflect.Type) reflect.Value {
	value := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Bool:
		value.SetBool(r.Intn(2) == 0)
	case reflect.Int8, reflect.Int32, reflect.Int:
		value.SetInt(int64(r.Uint64()) >> (64 - 8*t.Size()))
	case reflect.Uint16, reflect.Uintptr, reflect.Uint8:
		value.SetUint(r.Uint64() >> (64 - 8*t.Size()))
	case reflect.Float32, reflect.Float64:
		value.SetFloat(float64(r.Intn(1000)) / 4)
	case reflect.Complex64, reflect.Complex128:
		value.SetComplex(complex(float64(r.Intn(1000)), -float64(r.Intn(1000))))
	case reflect.String:
		value.SetString(string(make([]byte, r.Intn(40))) + "é")
	case reflect.Slice:
		value.Set(reflect.MakeSlice(t, r.Intn(5), 5))
		fallthrough
	case reflect.Array:
		for i := 0; i < value.Len(); i++ {
			value.Index(i).Set(randomValue(r, t.Elem()))
		}
	case reflect.Map:
		value.Set(reflect.MakeMap(t))
		value.SetMapIndex(randomValue(r, t.Key()), randomValue(r, t.Elem()))
	case reflect.Struct:
		for i := 0; i < t.NumField(); i++ {
			value.Field(i).Set(randomValue(r, t.Field(i).Type))
		}
	case reflect.Pointer:
		value.Set(reflect.New(t.Elem()))
	case reflect.Interface:
		if t.NumMethod() == 0 {
			value.Set(reflect.ValueOf(r.Int()))
		} else {
			value.Set(reflect.ValueOf(&failure{r.Int()}))
		}
	}
	return value
}

// wordsOf has a value in words, as the host reads a variable.
func wordsOf(t *testing.T, value reflect.Value) []uint64 {
	variable := reflect.New(value.Type())
	variable.Elem().Set(value)
	number := wire.Hold(variable)
	defer wire.Release(number)
	c := run(wire.Load, number, 4096, 64, nil)
	if c.frame.Status != wire.Returned {
		t.Fatal(c.panicText(1))
	}
	for i := 64; i > 0; i-- {
		if c.results[i-1] != mark {
			return c.results[:i]
		}
	}
	return nil
}

func TestRandomSignatures(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for round := 0; round < 600; round++ {
		var types []reflect.Type
		var values []reflect.Value
		var arguments []uint64
		for i := r.Intn(7); i >= 0; i-- {
			of := leaves[r.Intn(len(leaves))]
			types = append(types, of)
			value := randomValue(r, of)
			values = append(values, value)
			arguments = append(arguments, wordsOf(t, value)...)
		}
		signature := reflect.FuncOf(types, types, false)
		function := reflect.MakeFunc(signature, func(in []reflect.Value) []reflect.Value {
			for i, value := range in {
				if !reflect.DeepEqual(value.Interface(), values[i].Interface()) {
					t.Errorf("%s: parameter %d is %#v, not %#v", signature, i, value, values[i])
				}
			}
			if round%20 == 0 {
				runtime.GC()
			}
			return in
		})
		number := wire.Hold(function)
		c := run(wire.Call, number, 8192, len(arguments), arguments)
		wire.Release(number)
		if c.frame.Status != wire.Returned {
			t.Fatalf("%s: %s: %s\n%s", signature, c.panicText(0), c.panicText(1), c.panicText(2))
		}
		back := run(wire.Call, wire.Hold(reflect.MakeFunc(reflect.FuncOf(types, nil, false),
			func(in []reflect.Value) []reflect.Value {
				for i, value := range in {
					if !reflect.DeepEqual(value.Interface(), values[i].Interface()) {
						t.Errorf("%s: result %d is %#v, not %#v", signature, i, value, values[i])
					}
				}
				return nil
			})), 0, 0, c.results)
		if back.frame.Status != wire.Returned {
			t.Fatalf("%s: %s", signature, back.panicText(1))
		}
	}
}

//go:noinline
func grow(n int) int {
	var room [128]int
	if n == 0 {
		return 0
	}
	room[n%128] = n
	return grow(n-1) + room[n%128] - n
}

// A function that uses its registers for other things before it looks at its parameters: they are put aside in its
// caller's frame, while the stack moves and the garbage is collected.
//
//go:noinline
func spilled(a int8, s string, b float64, p *point, l []int64, f float32, x any) (any, string, float64, []int64, *point, float32, int8) {
	grow(2000)
	runtime.GC()
	debug.FreeOSMemory()
	return x, s + "!", b * 2, append(l, int64(a)), p, f * 2, a - 1
}

func TestParametersOutliveTheStack(t *testing.T) {
	for i := 0; i < 50; i++ {
		done := make(chan []uint64)
		p := &point{Name: "alive"}
		number := hold(p)
		go func() {
			done <- call(t, spilled, 10, -3, "text", 1.25, number, address([]int64{5, 6}), 2, float32(0.5), 5,
				address(words("of an interface")))
		}()
		got := <-done
		equal(t, []any{got[0], textAt(wordsAt(got[1], 2)), textAt(got[2:])}, []any{uint64(5), "of an interface", "text!"})
		equal(t, got[4], words(2.5)[0])
		equal(t, wordsAt(got[5], 3), words(5, 6, -3))
		equal(t, got[6], uint64(3))
		equal(t, held(got[7]), p)
		equal(t, got[8:10], words(float32(1), -4))
	}
}

// The results are kept alive by nothing but registers.
func TestResultsAreAliveUntilTheyAreWritten(t *testing.T) {
	make1 := func(n int) (string, []byte, []string) {
		b := make([]byte, n)
		for i := range b {
			b[i] = 'k'
		}
		return string(b), b, []string{string(b)}
	}
	stop := make(chan bool)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	for i := 1; i < 500; i++ {
		got := call(t, make1, 6, i)
		want := strings.Repeat("k", i)
		equal(t, []string{textAt(got), textAt(got[2:]), textAt(wordsAt(got[4], 2))}, []string{want, want, want})
	}
	close(stop)
}
