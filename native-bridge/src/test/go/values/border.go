package main

import (
	"errors"
	"math"
	"sync"
	"sync/atomic"
)

// Endless is around itself.
type Endless struct{}

func (e *Endless) Error() string { return "endless" }
func (e *Endless) Unwrap() error { return e }

// Twins has fields whose names differ by case.
type Twins struct{ ID, Id int }

func NilProblem() error                            { var none *Problem; return none }
func EndlessError() error                          { return &Endless{} }
func PanicsList()                                  { panic([]string{"a", "b"}) }
func PointAndError(x int32) (*Point, error)        { return &Point{X: x}, errors.New("both") }
func EchoTwins(t Twins) Twins                      { return t }
func EchoFloats(m map[float64]int) map[float64]int { return m }
func NotNumbers() map[float64]int                  { return map[float64]int{math.NaN(): 1, math.NaN() + 1: 2} }
func NoText() map[string]int                       { return map[string]int{"\xfe": 1, "\xff": 2} }
func PanicsLoop() {
	loop := map[string]any{}
	loop["loop"] = loop
	panic(loop)
}

// Crowd has n goroutines call a function at once.
func Crowd(f func(int64) int64, n int) (sum int64) {
	var all sync.WaitGroup
	for i := 0; i < n; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			atomic.AddInt64(&sum, f(1))
		}()
	}
	all.Wait()
	return sum
}
