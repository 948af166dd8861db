package register

import "unsafe"

// File is what is in the registers. A pointer is in both of its places: Integers is what the function gets, Pointers
// keeps it alive.
type File struct {
	Integers [integers]uintptr
	Pointers [integers]unsafe.Pointer
	Floats   [floats]uint64
	Use      Use
}

// Use is what a function does with registers.
type Use struct {
	// Returned has a bit for each integer register that has a pointer when the function returns.
	Returned uint64
	// Floats tells whether those for floating-point numbers are used at all.
	Floats bool
}

// Takes says that there are such parameters.
func (u *Use) Takes(steps []Step) {
	for _, step := range steps {
		u.Floats = u.Floats || step.Kind == Float
	}
}

// Gives says that there are such results.
func (u *Use) Gives(steps []Step) {
	u.Takes(steps)
	for _, step := range steps {
		if step.Kind == Pointer {
			u.Returned |= 1 << step.Register
		}
	}
}

// Load puts a value into its registers.
func (f *File) Load(steps []Step, from unsafe.Pointer) {
	for _, step := range steps {
		at := unsafe.Add(from, step.Offset)
		switch step.Kind {
		case Pointer:
			p := *(*unsafe.Pointer)(at)
			f.Pointers[step.Register] = p
			f.Integers[step.Register] = uintptr(p)
		case Float:
			f.Floats[step.Register] = bits(at, step.Size)
		default:
			f.Integers[step.Register] = uintptr(bits(at, step.Size))
		}
	}
}

// Store takes a value out of its registers, into memory of its type.
func (f *File) Store(steps []Step, to unsafe.Pointer) {
	for _, step := range steps {
		at := unsafe.Add(to, step.Offset)
		switch step.Kind {
		case Pointer:
			*(*unsafe.Pointer)(at) = f.Pointers[step.Register]
		case Float:
			setBits(at, step.Size, f.Floats[step.Register])
		default:
			setBits(at, step.Size, uint64(f.Integers[step.Register]))
		}
	}
}

func bits(at unsafe.Pointer, size uintptr) uint64 {
	switch size {
	case 1:
		return uint64(*(*uint8)(at))
	case 2:
		return uint64(*(*uint16)(at))
	case 4:
		return uint64(*(*uint32)(at))
	default:
		return *(*uint64)(at)
	}
}

func setBits(at unsafe.Pointer, size uintptr, value uint64) {
	switch size {
	case 1:
		*(*uint8)(at) = uint8(value)
	case 2:
		*(*uint16)(at) = uint16(value)
	case 4:
		*(*uint32)(at) = uint32(value)
	default:
		*(*uint64)(at) = value
	}
}
