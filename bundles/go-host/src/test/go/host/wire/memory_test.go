package wire_test

import (
	"testing"
	"unsafe"

	"alfheim/gohost/wire"
)

// What a caller outside has as memory: here it is Go's, and stays.
var kept []any

func address[T any](values []T) uint64 {
	if len(values) == 0 {
		return 8
	}
	kept = append(kept, values)
	return uint64(uintptr(unsafe.Pointer(&values[0])))
}

func str(s string) []uint64 { return []uint64{address([]byte(s)), uint64(len(s))} }

// Words of elements, one after the other.
func row(count int, words ...uint64) []uint64 { return []uint64{address(words), uint64(count)} }

func words(parts ...any) []uint64 {
	var all []uint64
	for _, part := range parts {
		switch p := part.(type) {
		case int:
			all = append(all, uint64(p))
		case int64:
			all = append(all, uint64(p))
		case uint64:
			all = append(all, p)
		case float64:
			all = append(all, *(*uint64)(unsafe.Pointer(&p)))
		case float32:
			all = append(all, uint64(*(*uint32)(unsafe.Pointer(&p))))
		case string:
			all = append(all, str(p)...)
		case []uint64:
			all = append(all, p...)
		default:
			panic(part)
		}
	}
	return all
}

func at[T any](word uint64) *T { return *(**T)(unsafe.Pointer(&word)) }

func textAt(words []uint64) string {
	if words[1] == 0 {
		return ""
	}
	return string(unsafe.Slice(at[byte](words[0]), int(words[1])))
}

func wordsAt(word uint64, count int) []uint64 { return unsafe.Slice(at[uint64](word), count) }

func (c called) panicText(i int) string {
	return textAt([]uint64{uint64(c.frame.Panic[i].Address), uint64(c.frame.Panic[i].Length)})
}

type called struct {
	frame   *wire.Frame
	results []uint64
}

var blocks = map[unsafe.Pointer][]uint64{}

func init() {
	wire.Allocate = func(bytes uintptr) unsafe.Pointer {
		block := make([]uint64, bytes/8+1)
		blocks[unsafe.Pointer(&block[0])] = block
		return unsafe.Pointer(&block[0])
	}
	wire.Free = func(memory unsafe.Pointer) { delete(blocks, memory) }
}

const mark = 0x5555555555555555

func run(how func(int64, *wire.Frame), number int64, scratch, results int, arguments []uint64) called {
	out := make([]uint64, results+1)
	for i := range out {
		out[i] = mark
	}
	space := make([]uint64, scratch+1)
	space[scratch] = mark
	frame := &wire.Frame{
		Arguments:    uintptr(address(arguments)),
		Results:      uintptr(address(out)),
		Scratch:      uintptr(address(space)),
		ScratchBytes: int64(scratch * 8),
		Status:       77,
	}
	kept = append(kept, frame)
	how(number, frame)
	if out[results] != mark || space[scratch] != mark {
		panic("more was written than there is room for")
	}
	return called{frame, out[:results]}
}

// call calls a function that must return.
func call(t *testing.T, function any, results int, arguments ...any) []uint64 {
	t.Helper()
	number := hold(function)
	defer wire.Release(number)
	c := run(wire.Call, number, 512, results, words(arguments...))
	if c.frame.Status != wire.Returned {
		t.Fatalf("%T: status %d: %s: %s\n%s", function, c.frame.Status, c.panicText(0), c.panicText(1), c.panicText(2))
	}
	return c.results
}
