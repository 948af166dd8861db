# Calls a function that returns two words in registers, and puts them into memory.
#
# Java can take one register as the result of a function. A structure of two eightbytes is in two of
# rax, rdx, xmm0 and xmm1 (psABI 3.2.3). Which two, the caller knows; here all four are kept.
#
# The function is in r8, the memory in r9: registers that the function must not want for itself. Its
# arguments are in the other registers as it wants them, al included, and it has none on the stack.
# The words are written when the function has returned, so that a function that it calls by way of
# Java may use the same memory.
#
# It is assembled into PairCode; PairCodeTest assembles it again and compares.
#
#       gcc -c -nostdlib -o pair.o pair.s && objcopy -O binary -j .text pair.o pair.bin

        .intel_syntax noprefix
        .text

pair:   endbr64
        push    rbx
        mov     rbx, r9
        call    r8
        mov     [rbx], rax
        mov     [rbx + 8], rdx
        movsd   [rbx + 16], xmm0
        movsd   [rbx + 24], xmm1
        pop     rbx
        ret
