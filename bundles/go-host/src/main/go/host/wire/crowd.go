package wire

import (
	"runtime"
	"strings"
)

// Each function of Java that runs has a thread, and Go ends the process when it has 10,000. So no more than these are
// called by goroutines at once; others wait.
const mostRunning = 2000

var places = make(chan struct{}, mostRunning)

// enter waits until a function of Java may run; whether leave has to be called. One that runs in a call of Java's has
// its thread, and does not wait: what it waits for may be itself.
func enter() bool {
	select {
	case places <- struct{}{}:
		return true
	default:
	}
	if calledByJava() {
		return false
	}
	places <- struct{}{}
	return true
}

func leave() { <-places }

// calledByJava tells whether this goroutine began in a call from outside.
func calledByJava() bool {
	callers := make([]uintptr, 64)
	for skip := 0; ; skip += len(callers) {
		frames := callers[:runtime.Callers(skip, callers)]
		if len(frames) == 0 {
			return false
		}
		for _, pc := range frames {
			if f := runtime.FuncForPC(pc); f != nil && strings.HasPrefix(f.Name(), "runtime.cgocallback") {
				return true
			}
		}
	}
}
