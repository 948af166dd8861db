package wire

import "unsafe"

// numberCoder has what is one word, and is cut to its size coming in.
func numberCoder(c *coder, size uintptr, signed bool) {
	c.encode = func(_ *writer, from, to unsafe.Pointer, _ int) {
		*(*uint64)(to) = extended(load(from, size), size, signed)
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		store(to, size, *(*uint64)(from))
	}
}

func boolCoder(c *coder) {
	c.encode = func(_ *writer, from, to unsafe.Pointer, _ int) {
		*(*uint64)(to) = uint64(*(*uint8)(from))
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		*(*bool)(to) = *(*uint64)(from) != 0
	}
}

// pairCoder has complex128.
func pairCoder(c *coder) {
	c.words = 2
	c.encode = func(_ *writer, from, to unsafe.Pointer, _ int) {
		*(*complex128)(to) = *(*complex128)(from)
	}
	c.decode = func(from, to unsafe.Pointer, _ int) {
		*(*complex128)(to) = *(*complex128)(from)
	}
}

func load(from unsafe.Pointer, size uintptr) uint64 {
	switch size {
	case 1:
		return uint64(*(*uint8)(from))
	case 2:
		return uint64(*(*uint16)(from))
	case 4:
		return uint64(*(*uint32)(from))
	default:
		return *(*uint64)(from)
	}
}

func store(to unsafe.Pointer, size uintptr, value uint64) {
	switch size {
	case 1:
		*(*uint8)(to) = uint8(value)
	case 2:
		*(*uint16)(to) = uint16(value)
	case 4:
		*(*uint32)(to) = uint32(value)
	default:
		*(*uint64)(to) = value
	}
}

// extended is a word of which the low bytes are known.
func extended(value uint64, size uintptr, signed bool) uint64 {
	free := 64 - 8*size
	if signed {
		return uint64(int64(value<<free) >> free)
	}
	return value << free >> free
}
