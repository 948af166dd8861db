# The handler of a signal that several have a handler for: it calls one after the other.
#
# A runtime of Go interrupts its threads by a signal, looks in the handler whether the thread is one of
# its own, and does nothing if not. The one that has installed its handler last would keep the signal
# from the others.
#
# The handlers stand one behind the other, with zero behind the last; a word before the code is the
# address of the word that has the address of the first. Each gets what the kernel gave.
#
# It is assembled into SignalsCode; SignalsCodeTest assembles it again and compares.
#
#       gcc -c -nostdlib -o signals.o signals.s && objcopy -O binary -j .text signals.o signals.bin

        .intel_syntax noprefix
        .text

        # Where it is said where the handlers are.
        .set    DATA, 8

signals:
        endbr64
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        mov     ebp, edi
        mov     r12, rsi
        mov     r13, rdx
        mov     rbx, [rip + signals - DATA]
        mov     rbx, [rbx]
next:   mov     rax, [rbx]
        test    rax, rax
        jz      done
        mov     edi, ebp
        mov     rsi, r12
        mov     rdx, r13
        call    rax
        add     rbx, 8
        jmp     next
done:   pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret
