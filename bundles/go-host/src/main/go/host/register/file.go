package register

import "unsafe"

// File is what is in the registers, laid out as the runtime has it (internal/abi.RegArgs). A pointer is in both of its
// places: Integers is what the function gets, Pointers keeps it alive.
type File struct {
	Integers [integers]uintptr
	Floats   [floats]uint64
	Pointers [integers]unsafe.Pointer
	Returned Pointers
}

// Pointers tells which of the integer registers have a pointer when the function has returned.
type Pointers [(integers + 7) / 8]uint8

// Mark says that there are pointers in the results.
func (p *Pointers) Mark(steps []Step) {
	for _, step := range steps {
		if step.Kind == Pointer {
			p[step.Register/8] |= 1 << (step.Register % 8)
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
