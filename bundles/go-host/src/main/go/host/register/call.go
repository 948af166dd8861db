//go:build amd64 && !go1.26

package register

import "unsafe"

// Known tells whether this Go passes arguments as it is known here. The convention may change with each version; a newer
// one is called by reflect until somebody has looked.
const Known = true

// reflectcall is the runtime's, by another name.
//
//go:noescape
func reflectcall(stackType *byte, code, stack unsafe.Pointer, stackSize, resultOffset, frameSize uint32, file *File)

// Call calls a function with all that it takes and gives in registers.
//
// code is what a variable of a function type holds: a pointer to the function's address, behind which what it closes
// over lies.
func Call(code unsafe.Pointer, spill uint32, file *File) {
	reflectcall(nil, code, nil, 0, 0, spill, file)
}
