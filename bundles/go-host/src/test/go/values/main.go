// A plugin whose functions are called from C.
package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

type Point struct {
	X, Y int32
	Name string
}

func (p *Point) Norm() int64 { return int64(p.X)*int64(p.X) + int64(p.Y)*int64(p.Y) }

type Measured interface{ Norm() int64 }

var (
	V     = 42
	Shape Measured
	Lines = make(chan string, 1)
)

func F()                             { fmt.Println("Hello, number", V) }
func Nop()                           {}
func Add(a, b int) int               { return a + b }
func Upper(s string) string          { return strings.ToUpper(s) }
func Same(s string) string           { return s }
func Make(x, y int32) *Point         { Shape = &Point{x, y, "made"}; return Shape.(*Point) }
func Panics(s string)                { panic(errors.New(s)) }
func Wait(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
func Each(f func(int64) int64, n int64) (sum int64) {
	for i := int64(0); i < n; i++ {
		sum += f(i)
	}
	return
}
func Apart(f func(string) (string, error), s string) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer)
	go func() {
		text, err := f(s)
		answers <- answer{text, err}
	}()
	a := <-answers
	return a.text, a.err
}
func Big(n int) []string {
	s := make([]string, n)
	for i := range s {
		s[i] = fmt.Sprint("line ", i)
	}
	return s
}
