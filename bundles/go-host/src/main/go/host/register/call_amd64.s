//go:build !go1.26

#include "go_asm.h"
#include "funcdata.h"
#include "textflag.h"

// The frame is what a function may use to put its parameters aside: layout.go has its size. The function describes to the
// garbage collector what it puts there.
//
// g and the zero, which the convention has in R14 and X15, are there from the Go code that has called. What is in
// registers when the function has returned is in the file before anything can collect garbage: assembly is not preempted.
//
// func Call(code unsafe.Pointer, file *File)
TEXT ·Call(SB),0,$512-16
	NO_LOCAL_POINTERS
	MOVQ file+8(FP), R12
	CMPB (File_Use+Use_Floats)(R12), $0
	JEQ  load
	MOVSD (File_Floats+0)(R12), X0
	MOVSD (File_Floats+8)(R12), X1
	MOVSD (File_Floats+16)(R12), X2
	MOVSD (File_Floats+24)(R12), X3
	MOVSD (File_Floats+32)(R12), X4
	MOVSD (File_Floats+40)(R12), X5
	MOVSD (File_Floats+48)(R12), X6
	MOVSD (File_Floats+56)(R12), X7
	MOVSD (File_Floats+64)(R12), X8
	MOVSD (File_Floats+72)(R12), X9
	MOVSD (File_Floats+80)(R12), X10
	MOVSD (File_Floats+88)(R12), X11
	MOVSD (File_Floats+96)(R12), X12
	MOVSD (File_Floats+104)(R12), X13
	MOVSD (File_Floats+112)(R12), X14

load:
	MOVQ (File_Integers+0)(R12), AX
	MOVQ (File_Integers+8)(R12), BX
	MOVQ (File_Integers+16)(R12), CX
	MOVQ (File_Integers+24)(R12), DI
	MOVQ (File_Integers+32)(R12), SI
	MOVQ (File_Integers+40)(R12), R8
	MOVQ (File_Integers+48)(R12), R9
	MOVQ (File_Integers+56)(R12), R10
	MOVQ (File_Integers+64)(R12), R11
	MOVQ code+0(FP), DX
	MOVQ (DX), R12
	PCDATA $PCDATA_StackMapIndex, $0
	CALL R12

	MOVQ file+8(FP), R12
	MOVQ AX, (File_Integers+0)(R12)
	MOVQ BX, (File_Integers+8)(R12)
	MOVQ CX, (File_Integers+16)(R12)
	MOVQ DI, (File_Integers+24)(R12)
	MOVQ SI, (File_Integers+32)(R12)
	MOVQ R8, (File_Integers+40)(R12)
	MOVQ R9, (File_Integers+48)(R12)
	MOVQ R10, (File_Integers+56)(R12)
	MOVQ R11, (File_Integers+64)(R12)
	MOVQ (File_Use+Use_Returned)(R12), R13
	TESTQ R13, R13
	JEQ  floats
	BTQ  $0, R13
	JCC  bx
	MOVQ AX, (File_Pointers+0)(R12)

bx:
	BTQ  $1, R13
	JCC  cx
	MOVQ BX, (File_Pointers+8)(R12)

cx:
	BTQ  $2, R13
	JCC  di
	MOVQ CX, (File_Pointers+16)(R12)

di:
	BTQ  $3, R13
	JCC  si
	MOVQ DI, (File_Pointers+24)(R12)

si:
	BTQ  $4, R13
	JCC  r8
	MOVQ SI, (File_Pointers+32)(R12)

r8:
	BTQ  $5, R13
	JCC  r9
	MOVQ R8, (File_Pointers+40)(R12)

r9:
	BTQ  $6, R13
	JCC  r10
	MOVQ R9, (File_Pointers+48)(R12)

r10:
	BTQ  $7, R13
	JCC  r11
	MOVQ R10, (File_Pointers+56)(R12)

r11:
	BTQ  $8, R13
	JCC  floats
	MOVQ R11, (File_Pointers+64)(R12)

floats:
	CMPB (File_Use+Use_Floats)(R12), $0
	JEQ  done
	MOVSD X0, (File_Floats+0)(R12)
	MOVSD X1, (File_Floats+8)(R12)
	MOVSD X2, (File_Floats+16)(R12)
	MOVSD X3, (File_Floats+24)(R12)
	MOVSD X4, (File_Floats+32)(R12)
	MOVSD X5, (File_Floats+40)(R12)
	MOVSD X6, (File_Floats+48)(R12)
	MOVSD X7, (File_Floats+56)(R12)
	MOVSD X8, (File_Floats+64)(R12)
	MOVSD X9, (File_Floats+72)(R12)
	MOVSD X10, (File_Floats+80)(R12)
	MOVSD X11, (File_Floats+88)(R12)
	MOVSD X12, (File_Floats+96)(R12)
	MOVSD X13, (File_Floats+104)(R12)
	MOVSD X14, (File_Floats+112)(R12)

done:
	RET
