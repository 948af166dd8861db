// A plugin with what is hard on a JVM: signals, stacks, and garbage of its own.
package main

import (
	"bytes"
	"os"
	"os/signal"
	"runtime"
	"runtime/pprof"
	"sync/atomic"
	"syscall"
	"time"
)

type Node struct {
	next  *Node
	bytes []byte
}

func Nop()                      {}
func Add(a, b int64) int64      { return a + b }
func Collect()                  { runtime.GC() }
func NilDeref(n *Node) int      { return len(n.bytes) }
func Call(f func())             { f() }
func Ask(f func() error) error  { return f() }
func Goroutines() int           { return runtime.NumGoroutine() }

// Each calls Java in a loop.
func Each(f func(int64) int64, n int64) (sum int64) {
	for i := int64(0); i < n; i++ {
		sum += f(i)
	}
	return
}

// InGoroutine calls Java from a thread of Go's.
func InGoroutine(f func(int64) int64, x int64) int64 {
	c := make(chan int64)
	go func() { c <- f(x) }()
	return <-c
}

// Garbage makes some.
func Garbage(n int) int {
	var kept *Node
	for i := 0; i < n; i++ {
		next := &Node{bytes: make([]byte, 100+i)}
		if i%7 == 0 {
			next.next = kept
			kept = next
		}
	}
	count := 0
	for ; kept != nil; kept = kept.next {
		count++
	}
	return count
}

// Stack needs much of Go's own stack, which grows by being copied.
func Stack(n int) int {
	var room [64]int
	if n == 0 {
		return room[n]
	}
	room[n%64] = 1
	return Stack(n-1) + room[n%64]
}

// Profile sends SIGPROF to the process for a while, and gives the size of what comes of it.
func Profile(millis int) (int, error) {
	var b bytes.Buffer
	if err := pprof.StartCPUProfile(&b); err != nil {
		return 0, err
	}
	time.Sleep(time.Duration(millis) * time.Millisecond)
	pprof.StopCPUProfile()
	return b.Len(), nil
}

// Signal sends the process a signal that Go has asked for, and tells whether Go has it then. A signal has one handler in
// a process: no two runtimes may ask for the same one at a time.
func Signal(number int) bool {
	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.Signal(number))
	defer signal.Stop(c)
	syscall.Kill(syscall.Getpid(), syscall.Signal(number))
	select {
	case <-c:
		return true
	case <-time.After(60 * time.Second):
		return false
	}
}

// Preempts collects while a loop runs that calls nothing, and tells whether that was before the loop's end. The
// collector has to stop the loop, and does so by a signal.
func Preempts() bool {
	var collected int32
	began := make(chan bool)
	found := make(chan bool)
	go func() {
		began <- true
		count := 0
		for atomic.LoadInt32(&collected) == 0 && count < 4_000_000_000 {
			count++
		}
		found <- atomic.LoadInt32(&collected) == 1
	}()
	<-began
	runtime.GC()
	atomic.StoreInt32(&collected, 1)
	return <-found
}
