package wire_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"sort"
	"strings"
	"testing"
	"time"

	"alfheim/gohost/wire"
)

type point struct {
	X, Y   int32
	Name   string
	Weight float64
	hidden bool
}

type celsius float32
type names []string
type tree []tree

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprintf("failure %d", f.code) }
func (f *failure) Code() int     { return f.code }

func (p point) String() string { return fmt.Sprintf("%d/%d", p.X, p.Y) }

func equal(t *testing.T, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v, want %#v", got, want)
	}
}

func TestNumbersHaveTheirSigns(t *testing.T) {
	equal(t, call(t, func(a int8, b uint8, c int16, d uint16, e int32, f uint32, g int64, h uint64) (
		int8, uint8, int16, uint16, int32, uint32, int64, uint64) {
		return a - 1, b + 1, c - 1, d + 1, e - 1, f + 1, g - 1, h + 1
	}, 8, -127, 254, math.MinInt16+1, 65534, math.MinInt32+1, math.MaxUint32-1, math.MinInt64+1, math.MaxInt64),
		words(-128, 255, math.MinInt16, 65535, math.MinInt32, math.MaxUint32, math.MinInt64, uint64(1)<<63))
}

func TestHighBitsOfASmallNumberDoNotMatter(t *testing.T) {
	equal(t, call(t, func(a int8, b uint16) (bool, bool) { return a == -1, b == 2 }, 2,
		0x1234567890ff, 0xabc0002), words(1, 1))
}

func TestTruthIsZeroOrOne(t *testing.T) {
	equal(t, call(t, func(a, b bool) (bool, bool, int) {
		if a && !b {
			return !a, !b, 5
		}
		return a, b, 6
	}, 3, 256, 0), words(0, 1, 5))
	equal(t, call(t, func(a []bool) (n int) {
		for _, x := range a {
			if x == true {
				n++
			}
		}
		return
	}, 1, address([]byte{0, 2, 255}), 3), words(2))
}

func TestFloatingPoint(t *testing.T) {
	equal(t, call(t, func(a float32, b float64, c celsius) (float32, float64, celsius) { return a * 2, b * 2, c * 2 },
		3, float32(1.5), 2.25, float32(-0.5)), words(float32(3), 4.5, float32(-1)))
	got := call(t, func(a complex64, b complex128) (complex128, complex64) { return complex128(a) + b, a * 2 }, 3,
		uint64(math.Float32bits(1))|uint64(math.Float32bits(-2))<<32, 0.5, 0.25)
	equal(t, got, words(1.5, -1.75, uint64(math.Float32bits(2))|uint64(math.Float32bits(-4))<<32))
}

func TestStringsAreBytes(t *testing.T) {
	for _, s := range []string{"", "x", "héllo", "a\x00b\xff", strings.Repeat("long ", 10000)} {
		equal(t, textAt(call(t, func(s string) string { return s + "!" }, 2, s)), s+"!")
	}
}

func TestSlices(t *testing.T) {
	equal(t, call(t, func(b []byte, i []int32, c []complex128) (int, int, complex128) {
		return len(b) + int(b[2]), int(i[1]), c[1]
	}, 4, address([]byte{1, 2, 255}), 3, address([]int32{7, -8}), 2, address([]complex128{1, 2i}), 2),
		words(258, -8, 0.0, 2.0))
	got := call(t, func(s []string) names { return append(s, "c") }, 2, row(2, words("a", "bb")...))
	equal(t, got[1], uint64(3))
	elements := wordsAt(got[0], 6)
	equal(t, []string{textAt(elements), textAt(elements[2:]), textAt(elements[4:])}, []string{"a", "bb", "c"})
	doubles := call(t, func(s []float64) []float64 { return append(s, 3) }, 2, address([]float64{1, 2}), 2)
	equal(t, wordsAt(doubles[0], 3), words(1.0, 2.0, 3.0))
}

func TestNilAndEmptyAreNotTheSame(t *testing.T) {
	kinds := func(a []byte, b []string, m map[string]int) string {
		return fmt.Sprint(a == nil, len(a), b == nil, len(b), m == nil, len(m))
	}
	equal(t, textAt(call(t, kinds, 2, 0, 0, 0, 0, 0, 0)), "true 0 true 0 true 0")
	equal(t, textAt(call(t, kinds, 2, 8, 0, 8, 0, 8, 0)), "false 0 false 0 false 0")
	equal(t, call(t, func() ([]byte, []string, map[string]int) { return nil, nil, nil }, 6), make([]uint64, 6))
	got := call(t, func() ([]byte, []string, map[string]int) { return []byte{}, []string{}, map[string]int{} }, 6)
	if got[0] == 0 || got[2] == 0 || got[4] == 0 || got[1]+got[3]+got[5] != 0 {
		t.Error(got)
	}
}

func TestMaps(t *testing.T) {
	got := call(t, func(m map[string]int) map[int][]string {
		keys := []string{}
		for k := range m {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		return map[int][]string{m["two"]: keys}
	}, 2, row(2, words("one", 1, "two", 2)...))
	equal(t, got[1], uint64(1))
	pair := wordsAt(got[0], 3)
	equal(t, pair[0], uint64(2))
	equal(t, pair[2], uint64(2))
	equal(t, textAt(wordsAt(pair[1], 4)[2:]), "two")
}

func TestStructuresAreTheirExportedFields(t *testing.T) {
	got := call(t, func(p point, d int32) point { p.X += d; p.hidden = true; return p }, 5, 3, 4, "p", 2.5, -5)
	equal(t, got[0], words(-2)[0])
	equal(t, []any{got[1], textAt(got[2:]), got[4]}, []any{uint64(4), "p", words(2.5)[0]})
	type nested struct {
		A    [2]point
		M    map[string]point
		Self []point
		E    struct{}
	}
	many := call(t, func(n nested) nested { n.A[1].Name += n.M["k"].Name + n.Self[0].Name; return n }, 6,
		row(2, words(1, 2, "a", 0.5, 3, 4, "b", 1.5)...), row(1, words("k", 5, 6, "c", 2.5)...),
		row(1, words(7, 8, "d", 3.5)...))
	equal(t, textAt(wordsAt(many[0], 10)[7:]), "bcd")
	equal(t, []uint64{many[1], many[3], many[5]}, []uint64{2, 1, 1})
}

func TestArraysHaveTheirLength(t *testing.T) {
	equal(t, wordsAt(call(t, func(a [3]int64) [3]int64 { a[1] *= 2; return a }, 2, address([]int64{1, 2, 3}), 3)[0], 3),
		words(1, 4, 3))
	equal(t, textAt(wordsAt(call(t, func(a [1]string) [1]string { a[0] += "!"; return a }, 2,
		row(1, words("x")...))[0], 2)), "x!")
	equal(t, call(t, func([0]int, struct{}) int { return 9 }, 1, 8, 0), words(9))
	number := hold(func(a [3]int64) {})
	c := run(wire.Call, number, 8, 0, words(address([]int64{1, 2}), 2))
	equal(t, c.frame.Status, wire.Misuse)
	equal(t, c.panicText(1), "2 elements for a [3]int64")
}

func TestVariadicFunctionsTakeASlice(t *testing.T) {
	equal(t, textAt(call(t, func(pre string, xs ...int) string { return fmt.Sprint(pre, xs) }, 2, "n", address([]int{1, 2}), 2)),
		"n[1 2]")
	equal(t, textAt(call(t, func(a [2]int, xs ...string) string { return fmt.Sprint(a, xs) }, 2,
		address([]int{1, 2}), 2, row(1, words("y")...))), "[1 2] [y]")
}

func TestErrorsHaveTypeAndText(t *testing.T) {
	div := func(a, b int) (int, error) {
		if b == 0 {
			return 0, errors.New("division by zero")
		}
		return a / b, nil
	}
	equal(t, call(t, div, 3, 7, 2), words(3, 0, 0))
	got := call(t, div, 3, 7, 0)
	equal(t, got[:2], words(0, 1))
	detail := wordsAt(got[2], 5)
	equal(t, []string{textAt(detail[1:]), textAt(detail[3:])}, []string{"*errors.errorString", "division by zero"})
	equal(t, held(detail[0]).(error).Error(), "division by zero")
	back := func(err error) string { return fmt.Sprintf("%T %v", err, err) }
	equal(t, textAt(call(t, back, 2, 1, address(detail))), "*errors.errorString division by zero")
	equal(t, textAt(call(t, back, 2, 2, address(words("of Java")))), "*wire.JavaError of Java")
	equal(t, textAt(call(t, back, 2, 0, 0)), "<nil> <nil>")
}

func TestInterfaces(t *testing.T) {
	show := func(x any) string { return fmt.Sprintf("%T %v", x, x) }
	for _, c := range []struct {
		tag, word any
		text      string
	}{
		{0, 0, "<nil> <nil>"}, {2, 1, "bool true"}, {3, -5, "int -5"}, {4, 2.5, "float64 2.5"},
		{5, address(words("text")), "string text"}, {1, hold(point{X: 1}), "wire_test.point 1/0"},
		{1, hold(int8(3)), "int8 3"},
	} {
		equal(t, textAt(call(t, show, 2, c.tag, c.word)), c.text)
	}
	equal(t, call(t, func() (a, b, c, d any) { return nil, true, 7, 1.5 }, 8), words(0, 0, 2, 1, 3, 7, 4, 1.5))
	got := call(t, func() (any, any, fmt.Stringer) { return "s", int8(3), point{Y: 2} }, 6)
	equal(t, []any{got[0], textAt(wordsAt(got[1], 2)), got[2], held(got[3]), got[4], held(got[5])},
		[]any{uint64(5), "s", uint64(1), int8(3), uint64(1), point{Y: 2}})
	c := run(wire.Call, hold(func(fmt.Stringer) {}), 8, 0, words(3, 1))
	equal(t, c.frame.Status, wire.Misuse)
	equal(t, c.panicText(1), "a int is no fmt.Stringer")
}

func TestPointersAreHandles(t *testing.T) {
	p := &point{X: 1}
	got := call(t, func(p *point) *point { p.X++; return p }, 1, hold(p))
	equal(t, p.X, int32(2))
	if held(got[0]) != p {
		t.Error(held(got[0]))
	}
	equal(t, call(t, func(p *point) *point { return p }, 1, 0), words(0))
	c := run(wire.Call, hold(func(*point) {}), 8, 0, words(hold(new(int))))
	equal(t, c.frame.Status, wire.Misuse)
	if !strings.HasSuffix(c.panicText(1), "has a value of type *int, and *wire_test.point is wanted") {
		t.Error(c.panicText(1))
	}
	number := hold(p)
	wire.Release(number)
	c = run(wire.Call, hold(func(*point) {}), 8, 0, words(number))
	equal(t, c.frame.Status, wire.Misuse)
}

func TestFunctionsOfGoGoBothWays(t *testing.T) {
	got := call(t, func(n int) (func(int) int, func()) { return func(x int) int { return x + n }, nil }, 4, 10)
	equal(t, got[0], uint64(1))
	equal(t, got[2:], words(0, 0))
	equal(t, run(wire.Call, int64(got[1]), 0, 1, words(5)).results, words(15))
	equal(t, call(t, func(f func(int) int, g func()) int { return f(1) }, 1, 1, got[1], 0, 0), words(11))
}

func TestContexts(t *testing.T) {
	state := func(c context.Context) string { return fmt.Sprint(c == context.Background(), c.Err()) }
	equal(t, textAt(call(t, state, 2, 0, 0)), "true <nil>")
	ctx, cancel := context.WithCancel(context.Background())
	number := wire.HoldContext(ctx, cancel)
	equal(t, textAt(call(t, state, 2, 1, number)), "false <nil>")
	equal(t, []bool{wire.Cancel(number), wire.Cancel(12345)}, []bool{true, false})
	equal(t, textAt(call(t, state, 2, 1, number)), "false context canceled")
	got := call(t, func(c context.Context) context.Context { return c }, 2, 1, number)
	equal(t, held(got[1]), ctx)
}

func TestWhatIsMadeOfItselfEnds(t *testing.T) {
	deep := make(tree, 1)
	deep[0] = deep
	c := run(wire.Call, hold(func() tree { return deep }), 8, 2, nil)
	equal(t, c.frame.Status, wire.Misuse)
	equal(t, c.panicText(1), "slices and maps lie more than 100 deep in each other, or in themselves")
	equal(t, call(t, func() tree { return tree{nil, tree{}} }, 2)[1], uint64(2))
	self := []uint64{0, 1}
	self[0] = address(self)
	c = run(wire.Call, hold(func(tree) {}), 8, 0, self)
	equal(t, c.frame.Status, wire.Misuse)
}

func TestWhatDoesNotFitIsInOneBlock(t *testing.T) {
	big := func(n int) ([]string, string) {
		s := make([]string, n)
		for i := range s {
			s[i] = strings.Repeat("x", i)
		}
		return s, "end"
	}
	before := wire.Held()
	for _, n := range []int{0, 1, 10, 1000} {
		number := hold(big)
		c := run(wire.Call, number, 4, 4, words(n))
		wire.Release(number)
		equal(t, c.frame.Status, wire.Returned)
		equal(t, c.frame.Block != 0, n > 1)
		equal(t, textAt(c.results[2:]), "end")
		for i := 0; i < n; i++ {
			equal(t, textAt(wordsAt(c.results[0], 2*n)[2*i:]), strings.Repeat("x", i))
		}
	}
	handles := func() ([]*point, string) { return []*point{{}, {}, {}}, strings.Repeat("y", 100) }
	number := hold(handles)
	run(wire.Call, number, 4, 4, nil)
	wire.Release(number)
	equal(t, wire.Held()-before, int64(3))
}

func TestPanicsHaveTypeTextAndStack(t *testing.T) {
	c := run(wire.Call, hold(func() { panic(&failure{9}) }), 0, 0, nil)
	equal(t, c.frame.Status, wire.Panicked)
	equal(t, []string{c.panicText(0), c.panicText(1)}, []string{"*wire_test.failure", "failure 9"})
	if !strings.Contains(c.panicText(2), "TestPanicsHaveTypeTextAndStack") {
		t.Error(c.panicText(2))
	}
	equal(t, held(uint64(c.frame.PanicHandle)).(*failure).code, 9)
	c = run(wire.Call, hold(func(xs []int, i int) int { return xs[i] }), 0, 1, words(address([]int{1}), 1, 5))
	equal(t, c.panicText(1), "runtime error: index out of range [5] with length 1")
	c = run(wire.Call, hold(func(p *point) int32 { return p.X }), 0, 1, words(0))
	equal(t, c.panicText(1), "runtime error: invalid memory address or nil pointer dereference")
	c = run(wire.Call, hold(func() { var none error; panic(none) }), 0, 0, nil)
	equal(t, c.frame.Status, wire.Panicked)
	c = run(wire.Call, hold(func(map[any]int) {}), 0, 0, row(1, words(1, hold([]int{}), 1)...))
	equal(t, c.panicText(1), "runtime error: hash of unhashable type []int")
	c = run(wire.Call, 123456789, 0, 0, nil)
	equal(t, c.frame.Status, wire.Misuse)
	c = run(wire.Call, hold(5), 0, 0, nil)
	equal(t, c.frame.Status, wire.Misuse)
}

func TestVariablesAreLoadedAndStored(t *testing.T) {
	p := point{X: 3, Name: "p"}
	number := hold(&p)
	got := run(wire.Load, number, 64, 5, nil).results
	equal(t, []any{got[0], textAt(got[2:])}, []any{uint64(3), "p"})
	equal(t, run(wire.Store, number, 0, 0, words(-1, 2, "q", 1.5)).frame.Status, wire.Returned)
	equal(t, p, point{X: -1, Y: 2, Name: "q", Weight: 1.5})
	equal(t, run(wire.Load, hold(int8(-3)), 0, 1, nil).results, words(-3))
	equal(t, run(wire.Store, hold(5), 0, 0, words(1)).frame.Status, wire.Misuse)
	equal(t, run(wire.Load, hold((*int)(nil)), 0, 1, nil).frame.Status, wire.Misuse)
	f := func(x int) int { return x + 1 }
	equal(t, run(wire.Call, hold(&f), 0, 1, words(4)).results, words(5))
	f = nil
	equal(t, run(wire.Call, hold(&f), 0, 1, words(4)).frame.Status, wire.Misuse)
}

func TestMethodsAreBound(t *testing.T) {
	err := &failure{7}
	var asError error = err
	for _, receiver := range []any{err, &err, &asError} {
		number, problem := wire.Method(hold(receiver), "Code")
		equal(t, problem, "")
		equal(t, run(wire.Call, number, 0, 1, nil).results, words(7))
	}
	_, problem := wire.Method(hold(err), "Nothing")
	equal(t, problem, "*wire_test.failure has no method Nothing")
	asError = nil
	_, problem = wire.Method(hold(&asError), "Error")
	equal(t, problem, "the error is nil")
	number, _ := wire.Method(hold(&point{X: 1, Y: 2}), "String")
	equal(t, textAt(run(wire.Call, number, 8, 2, nil).results), "1/2")
}

func TestChannels(t *testing.T) {
	c := make(chan string, 1)
	number := hold(c)
	equal(t, run(wire.Receive, number, 8, 3, words(0)).results[0], uint64(2))
	equal(t, run(wire.Send, number, 8, 1, words(0, "x")).results, words(0))
	equal(t, run(wire.Send, number, 8, 1, words(1000, "y")).results, words(2))
	got := run(wire.Receive, number, 8, 3, words(-1)).results
	equal(t, []any{got[0], textAt(got[1:])}, []any{uint64(0), "x"})
	go func() { time.Sleep(time.Millisecond); c <- "z" }()
	equal(t, textAt(run(wire.Receive, number, 8, 3, words(int64(60e9))).results[1:]), "z")
	equal(t, run(wire.Close, number, 8, 0, nil).frame.Status, wire.Returned)
	equal(t, run(wire.Close, number, 8, 0, nil).frame.Status, wire.Panicked)
	equal(t, run(wire.Receive, number, 8, 3, words(-1)).results[0], uint64(1))
	equal(t, run(wire.Send, number, 8, 1, words(-1, "x")).results, words(1))
	equal(t, run(wire.Send, hold((<-chan string)(c)), 8, 1, words(-1, "x")).frame.Status, wire.Misuse)
	equal(t, run(wire.Send, hold(3), 8, 1, words(-1, "x")).frame.Status, wire.Misuse)
	any := make(chan error, 1)
	any <- &failure{2}
	equal(t, run(wire.Receive, hold(&any), 64, 3, words(-1)).results[:2], words(0, 1))
}

func TestAReceivedNilOfAnInterfaceIsNil(t *testing.T) {
	c := make(chan error, 1)
	c <- nil
	equal(t, run(wire.Receive, hold(c), 64, 3, words(-1)).results, words(0, 0, 0))
}

func TestFunctionsOfJava(t *testing.T) {
	forgotten := make(chan int64, 10)
	wire.Forget = func(id int64) { forgotten <- id }
	wire.Invoke = func(id int64, f *wire.Frame) {
		in := at[uint64](uint64(f.Arguments))
		switch id {
		case 1:
			*at[uint64](uint64(f.Results)) = *in * 2
		case 2:
			a := wordsAt(uint64(f.Arguments), 7)
			out := wordsAt(uint64(f.Results), 4)
			copy(out, words(fmt.Sprint(textAt(a), "+", textAt(a[4:]), a[2]), 0, 0))
		default:
			f.Status = wire.Panicked
			class, text := words("java.lang.Error"), words("thrown")
			f.Panic[0] = wire.Text{Address: uintptr(class[0]), Length: int64(class[1])}
			f.Panic[1] = wire.Text{Address: uintptr(text[0]), Length: int64(text[1])}
		}
	}
	each := func(f func(int64) int64, n int64) (s int64) {
		for i := int64(0); i < n; i++ {
			s += f(i)
		}
		return
	}
	equal(t, call(t, each, 1, 2, 1, 5), words(20))
	inGoroutine := func(f func(int64) int64, x int64) int64 {
		c := make(chan int64)
		go func() { c <- f(x) }()
		return <-c
	}
	equal(t, call(t, inGoroutine, 1, 2, 1, 21), words(42))
	ask := func(f func(string, point) (string, error), s string) (string, error) {
		return f(s, point{X: 3, Name: "p"})
	}
	got := call(t, ask, 4, 2, 2, "s")
	equal(t, []any{textAt(got), got[2]}, []any{"s+p3", uint64(0)})
	got = call(t, ask, 4, 2, 3, "s")
	detail := wordsAt(got[3], 5)
	equal(t, []string{textAt(detail[1:]), textAt(detail[3:])}, []string{"*wire.JavaError", "java.lang.Error: thrown"})
	c := run(wire.Call, hold(each), 0, 1, words(2, 3, 1))
	equal(t, []any{c.frame.Status, c.panicText(1)}, []any{wire.Panicked, "java.lang.Error: thrown"})
	seen := 0
	for end := time.Now().Add(20 * time.Second); seen < 5 && time.Now().Before(end); {
		runtime.GC()
		select {
		case <-forgotten:
			seen++
		case <-time.After(10 * time.Millisecond):
		}
	}
	equal(t, seen, 5)
}
