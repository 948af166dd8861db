package main

import (
	"context"
	"io"
	"net/url"
	"reflect"
	"sync"
	"time"
	"unsafe"

	"example.com/kinds/shared"
)

type Number int16
type Text string
type Node struct {
	Next  *Node
	Items []Node
	By    map[string]*Node
}
type Tree[T any] struct{ Left, Right *Tree[T]; Value T }
type Table map[Text]shared.Item
type Handler func(context.Context, ...string) error
type Celsius float32
type Both struct {
	shared.Item
	*Node
	io.Reader
	Count int `json:"count,omitempty" xml:"c\"x"`
	inner bool
	_     int
}
type Chain interface {
	Next() Chain
	io.Closer
}
type hidden interface{ hide(int) bool }
type Grid [3][4]float64
type Pipe chan<- int

var (
	AllBasic struct {
		A bool; B int; C int8; D int16; E int32; F int64
		G uint; H uint8; I uint16; J uint32; K uint64; L uintptr
		M float32; N float64; O complex64; P complex128; Q string; R unsafe.Pointer
	}
	ANumber  Number
	ANode    Node
	ATree    Tree[int]
	ATrees   Tree[map[string]shared.Item]
	ATable   Table
	AHandler Handler
	ABoth    Both
	AChain   Chain
	AHidden  hidden
	AGrid    Grid
	APipe    Pipe
	Anon     struct { X, y int; Z struct{ W []*Number } }
	Empty    struct{}
	Any      any
	Inline   interface { Close() error; Len() int }
	Recv     <-chan int
	Send     chan<- Number
	Chans    chan (<-chan error)
	ChansB   chan<- chan int
	ChansC   <-chan (<-chan int)
	Fns      map[[2]string]func(func(int) (a, b string), ...func()) (<-chan int, error)
	Cels     *[5]Celsius
	Rune     rune
	Bytes    [16]byte
	When     time.Time
	Lock     sync.Mutex
	Where    *url.URL
	Kind     reflect.Kind
	Value    reflect.Value
	Ünïcode  struct{ Größe int `maß:"é"` }
	Item     shared.Item
	Deep     [][]map[string][]*[]Number
)

func Plain()                                            {}
func One(a int) string                                  { return "" }
func Two(ctx context.Context, n ...Number) (Node, error) { return Node{}, nil }
func Generic(t Tree[string]) (r Tree[Text])             { return }
func AnyOf(...any) any                                  { return nil }
func Ptr(p unsafe.Pointer, f *func()) **Node            { return nil }
func Literal(struct{ A int }, interface{ M() }, [0]int) {}
func Local() any {
	type Inner struct{ A int }
	return Inner{}
}
func (n *Node) Method() {}
