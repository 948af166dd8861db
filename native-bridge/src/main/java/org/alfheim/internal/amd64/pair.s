# Calls a function that returns two words in registers, and puts the second into memory.
#
# Java can take one register as the result of a function. A structure of two eightbytes is in two of
# rax, rdx, xmm0 and xmm1 (psABI 3.2.3). The first, rax or xmm0, is left for Java to take. Which
# register is the second, the caller knows: there is an entry for each, every 32 bytes.
#
# The function is in r8, the memory in r9: registers that the function must not want for itself. Its
# arguments are in the other registers as it wants them, al included, and it has none on the stack.
# The word is written when the function has returned, so that a function that it calls by way of
# Java may use the same memory.
#
# It is assembled into PairCode; PairCodeTest assembles it again and compares.
#
#       gcc -c -nostdlib -o pair.o pair.s && objcopy -O binary -j .text pair.o pair.bin

        .intel_syntax noprefix
        .text

        .macro  pair    store, register
        .balign 32, 0xcc
        endbr64
        push    rbx
        mov     rbx, r9
        call    r8
        \store  [rbx], \register
        pop     rbx
        ret
        .endm

        pair    mov, rdx
        pair    movsd, xmm1
        pair    movsd, xmm0
        pair    mov, rax
