//go:build !go1.26

#include "textflag.h"

// From Go 1.23 on the linker lets Go code refer to no function of the runtime that is not meant for it, with a flag to
// go build; assembly needs no flag. The frame is reflectcall's own: this is a jump, not a call.
TEXT ·reflectcall(SB),NOSPLIT,$0-48
	JMP runtime·reflectcall(SB)
