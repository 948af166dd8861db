// A plugin with all the ways in which Go ends a process.
package main

import (
	"log"
	"os"
)

func Exit(code int)     { os.Exit(code) }
func Fatal(text string) { log.Fatal(text) }

// Panic panics where nobody recovers.
func Panic(text string) {
	go func() { panic(text) }()
	select {}
}

// Race has two goroutines write to one map.
func Race() {
	all := map[int]int{}
	write := func() {
		for i := 0; ; i++ {
			all[i&1023] = i
		}
	}
	go write()
	write()
}

// Deep never comes to an end.
func Deep(n int) int { return Deep(n+1) + 1 }

// Locked waits for what never comes, in goroutines alone.
func Locked() {
	done := make(chan bool)
	<-done
}
