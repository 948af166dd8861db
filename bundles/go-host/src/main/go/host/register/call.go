//go:build amd64 && !go1.26

package register

import "unsafe"

// Known tells whether this Go passes arguments as it is known here. The convention may change with each version; a newer
// one is called by reflect until somebody has looked.
const Known = true

// Call calls a function with all that it takes and gives in registers.
//
// code is what a variable of a function type holds: a pointer to the function's address, behind which what it closes
// over lies.
//
//go:noescape
func Call(code unsafe.Pointer, file *File)
