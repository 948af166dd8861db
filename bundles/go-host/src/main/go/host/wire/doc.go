// Package wire has the form in which values of Go go to Java and come from there: words of 8 bytes, in memory that is
// not Go's. How it is done is compiled once for each type, so that a call uses no reflection where it can.
//
//	bool, intN, uintN, uintptr       1  sign- or zero-extended
//	float32, float64                 1  float32: its bits in the low half
//	complex64, complex128            1, 2
//	string                           2  address, bytes
//	slice, array                     2  address, count; address 0: a nil slice. Elements that are numbers or bool lie
//	                                    as in Go, others in the form of this table
//	map                              2  address, count: a key, a value, a key ...; address 0: a nil map
//	struct                              its exported fields; others are zero coming in
//	pointer, chan                    1  a handle; 0 for nil
//	unsafe.Pointer                   1  the address itself
//	interface                        2  tag, word: see interface.go
//	error                            2  tag, word: see error.go
//	func                             2  tag, word: see func.go
//	context.Context                  2  0: context.Background(); 1: a handle
//
// A named type is as what is behind it.
package wire
