//go:build !amd64 || go1.26

package register

import "unsafe"

// Known tells whether this Go passes arguments as it is known here.
const Known = false

// Call is not called.
func Call(_ unsafe.Pointer, _ *File) {
	panic("the registers of this Go are not known")
}
