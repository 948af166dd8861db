// A plugin with functions and variables of all types that go to Java and come from there.
package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sort"
	"strings"
	"sync"
	"time"
	"unsafe"
)

type Point struct {
	X, Y   int32
	Name   string
	Weight float64
	hidden bool
}

func (p *Point) Norm() float64            { return float64(p.X*p.X + p.Y*p.Y) }
func (p *Point) Move(dx, dy int32) *Point { return &Point{X: p.X + dx, Y: p.Y + dy, Name: p.Name} }
func (p Point) String() string            { return fmt.Sprintf("(%d,%d)", p.X, p.Y) }
func (p *Point) Fail() (int, error)       { return 0, &Problem{int(p.X)} }

type Shape interface {
	Norm() float64
	String() string
}

type Problem struct{ Code int }

func (e *Problem) Error() string { return fmt.Sprintf("problem %d", e.Code) }

type Celsius float32
type Text string
type Line struct {
	From, To Point
	Tags     []string
	Notes    map[string]int
}
type Tree struct {
	Value    int
	Children []Tree
}
type Loop []Loop
type Numbers struct {
	A int8
	B int16
	C int32
	D int64
	E int
	F uint8
	G uint16
	H uint32
	I uint64
	J uint
	K uintptr
	L float32
	M float64
	N bool
	O complex64
	P complex128
}

var (
	Int    int = 42
	Str        = "héllo"
	Bytes      = []byte{1, 2, 255}
	Names      = []string{"a", "b"}
	Map        = map[string]int{"one": 1}
	Pt         = Point{X: 3, Y: 4, Name: "p", Weight: 2.5}
	PtPtr      = &Pt
	NilPtr *Point
	Sh     Shape = &Pt
	NilSh  Shape
	Err    error
	Pipe   = make(chan int, 1)
	Addend = 1
	FnVar  = func(x int) int { return x + Addend }
	NilFn  func(x int) int
	Warm   Celsius = 36.5
	Uint64 uint64  = 1<<64 - 1
	Grid           = [2][3]int16{{1, 2, 3}, {4, 5, 6}}
	Kept   func() string
	Anys   = []any{nil, true, 7, 2.5, "s", int8(3), &Pt}
)

func Nop()                                                        {}
func Add(a, b int64) int64                                        { return a + b }
func AddInt(a, b int) int                                         { return a + b }
func AddF(a, b float64) float64                                   { return a + b }
func Half(a float32) float32                                      { return a / 2 }
func Not(a bool) bool                                             { return !a }
func Upper(s string) string                                       { return strings.ToUpper(s) }
func Echo(s string) string                                        { return s }
func EchoBytes(b []byte) []byte                                   { return b }
func EchoNames(s []string) []string                               { return s }
func EchoMap(m map[string][]int) map[string][]int                 { return m }
func EchoPoint(p Point) Point                                     { return p }
func EchoLine(l Line) Line                                        { return l }
func EchoTree(t Tree) Tree                                        { return t }
func EchoNumbers(n Numbers) Numbers                               { return n }
func EchoGrid(g [2][3]int16) [2][3]int16                          { return g }
func EchoLongs(l []int64) []int64                                 { return l }
func EchoBools(l []bool) []bool                                   { return l }
func EchoComplex(c complex128) complex128                         { return c }
func EchoU8(x uint8) uint8                                        { return x }
func EchoU32(x uint32) uint32                                     { return x }
func EchoU64(x uint64) uint64                                     { return x }
func EchoI8(x int8) int8                                          { return x }
func EchoAny(x any) any                                           { return x }
func EchoErr(e error) error                                       { return e }
func EchoLoop(l Loop) Loop                                        { return l }
func EchoPtr(p unsafe.Pointer) unsafe.Pointer                     { return p }
func EchoText(t Text) Text                                        { return t }
func Mixed(a int8, b uint16, c bool, d float32, e uintptr) string { return fmt.Sprint(a, b, c, d, e) }
func Many(a, b, c, d, e, f, g, h, i, j, k, l int, x, y float64, s string) string {
	return fmt.Sprint(a, b, c, d, e, f, g, h, i, j, k, l, x, y, s)
}
func Sum(b []byte) (n int) {
	for _, x := range b {
		n += int(x)
	}
	return
}
func Keys(m map[string]int) (k []string) {
	for x := range m {
		k = append(k, x)
	}
	sort.Strings(k)
	return
}
func Div(a, b int) (int, error) {
	if b == 0 {
		return 0, errors.New("division by zero")
	}
	return a / b, nil
}
func DivMod(a, b int) (quotient, remainder int) { return a / b, a % b }
func Parts(s string) (string, int, error)       { return strings.ToUpper(s), len(s), nil }
func Fail(code int) error                       { return &Problem{code} }
func NotExist() error                           { return &fs.PathError{Op: "open", Path: "/none", Err: fs.ErrNotExist} }
func IsNotExist(e error) bool                   { return errors.Is(e, fs.ErrNotExist) }
func NewPoint(x, y int32) *Point                { return &Point{X: x, Y: y} }
func MovePtr(p *Point) *Point                   { p.X++; return p }
func NilDeref(p *Point) int32                   { return p.X }
func ShapeOf(x, y int32) Shape                  { return &Point{X: x, Y: y} }
func Describe(s Shape) string {
	if s == nil {
		return "nil"
	}
	return s.String()
}
func TypeOf(x any) string                   { return fmt.Sprintf("%T %v", x, x) }
func Variadic(pre string, xs ...int) string { return fmt.Sprint(pre, xs) }
func Panics(s string)                       { panic(s) }
func PanicsErr()                            { panic(&Problem{9}) }
func Index(xs []int, i int) int             { return xs[i] }
func Huge(n int) string                     { return strings.Repeat("x", n) }
func HugeList(n int) []string {
	l := make([]string, n)
	for i := range l {
		l[i] = fmt.Sprint(i)
	}
	return l
}
func Each(f func(int64) int64, n int64) (s int64) {
	for i := int64(0); i < n; i++ {
		s += f(i)
	}
	return
}
func Ask(f func(string, Point) (string, error), s string) (string, error) { return f(s, Pt) }
func Wrap(f func(string, Point) (string, error), s string) (string, error) {
	if _, err := f(s, Pt); err != nil {
		return "", fmt.Errorf("wrapped: %w", err)
	}
	return "", nil
}
func AskIs(f func(string, Point) (string, error)) bool {
	_, err := f("", Pt)
	return errors.Is(err, fs.ErrNotExist)
}
func InGoroutine(f func(int64) int64, x int64) int64 {
	c := make(chan int64)
	go func() { c <- f(x) }()
	return <-c
}
func Recovers(f func(string)) (text string) {
	defer func() { text = fmt.Sprintf("%T %v", recover(), "") }()
	f("now")
	return "none"
}
func Adder(n int) func(int) int { return func(x int) int { return x + n } }
func Apply(f func(int) int, x int) int {
	if f == nil {
		return -1
	}
	return f(x)
}
func Keep(f func() string) { Kept = f }
func CallKept() string     { return Kept() }
func Collect()             { runtime.GC() }
func Numbers5(n int) <-chan int {
	c := make(chan int)
	go func() {
		for i := 0; i < n; i++ {
			c <- i
		}
		close(c)
	}()
	return c
}
func Channel(n int) chan string { return make(chan string, n) }
func Pump(c <-chan string, to chan<- string) {
	go func() {
		for s := range c {
			to <- s + "!"
		}
		close(to)
	}()
}
func Wait(ctx context.Context) string {
	select {
	case <-ctx.Done():
		return ctx.Err().Error()
	case <-time.After(20 * time.Second):
		return "too late"
	}
}
func HasDeadline(ctx context.Context) bool { _, is := ctx.Deadline(); return is }
func Cancellable(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithCancel(ctx)
}
func InTime(ctx context.Context) context.Context {
	timed, _ := context.WithTimeout(ctx, 0)
	return timed
}
func Handle(handler func(context.Context) string) string {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return handler(ctx)
}
func Handler() func(context.Context) string { return Wait }

// Methods as values: bound to what they are of, and not.
func NormOf(p *Point) func() float64 { return p.Norm }

var Norm = (*Point).Norm

var lock sync.Mutex
var total int64

func Count(n int64) int64 { lock.Lock(); defer lock.Unlock(); total += n; return total }

func main() {}
