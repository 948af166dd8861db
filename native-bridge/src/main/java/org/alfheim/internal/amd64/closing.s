# Gives up what was made for an image that is closed: the mapping that its bytes were read from, and
# the descriptor of its carrier's file.
#
# It is the last termination function of such an image: ld.so calls it when it unloads the carrier,
# and does not know the carrier by any name when it comes to the next dlopen. So the number of the
# descriptor, which is part of such a name, is free from then on, and not before. Functions that
# ld.so calls have no argument; what is given up stands before the code.
#
# It is assembled into ClosingCode; ClosingCodeTest assembles it again and compares.
#
#       gcc -c -nostdlib -o closing.o closing.s && objcopy -O binary -j .text closing.o closing.bin

        .intel_syntax noprefix
        .text

        .set    MUNMAP, 11
        .set    CLOSE, 3

        # Where the bytes begin, how many there are, the descriptor.
        .set    DATA, 24

closing:
        endbr64
        lea     r8, [rip + closing - DATA]
        mov     rdi, [r8]
        mov     rsi, [r8 + 8]
        mov     eax, MUNMAP
        syscall
        mov     edi, [r8 + 16]
        mov     eax, CLOSE
        syscall
        ret
