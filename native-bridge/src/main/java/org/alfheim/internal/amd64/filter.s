# Shows Java what a function is called with, before it runs.
#
# The function is one of the C library's that finds out who has called it: dlopen for the search
# path, dlsym for RTLD_NEXT. So this jumps to it with the caller's own return address. Only where a
# handle has to be closed when the function has run (the library is there then on the function's own
# account) does this call it; the function is given a path then, and the caller makes no difference.
#
# Libraries call such functions still when the process ends (exit(3)), and there is no Java then.
# Java says beforehand what is to be done then: refuse, or let pass.
#
# It is assembled into org.alfheim.internal.process.filter.ArgumentFilter; ArgumentFilterTest assembles it again and
# compares.
#
#       gcc -c -nostdlib -o filter.o filter.s && objcopy -O binary -j .text filter.o filter.bin
#
# It begins with seven words of data:
#
#       filter          Java: gets the first three arguments, the caller's return address, and the
#                       name; gives the address of three words: the first argument, the second, and
#                       a handle or 0; or no address, but 0 to refuse, 2 to let pass
#       function        the function that is called
#       close           dlclose
#       name            the address of the function's name
#       state           the address of two words: 1 while there is Java, 0 to refuse, 2 to let pass; and
#                       what the first becomes when the process ends
#       nothing         the address of a name that nothing has
#       second          1 if the name is the second argument, 0 if it is the first

        .intel_syntax noprefix
        .text

filter: .quad   0
function:
        .quad   0
close:  .quad   0
name:   .quad   0
state:  .quad   0
nothing:
        .quad   0
second: .quad   0

        endbr64
        mov     rax, state[rip]
        cmp     qword ptr [rax], 1
        jne     ended
        push    rdi
        push    rsi
        push    rdx
        push    rcx
        push    r8
        mov     rcx, [rsp + 40]
        mov     r8, name[rip]
        call    filter[rip]
        pop     r8
        pop     rcx
        pop     rdx
        pop     rsi
        pop     rdi
        cmp     rax, 2
        je      pass
        jb      refuse
        mov     rdi, [rax]
        mov     rsi, [rax + 8]
        mov     rax, [rax + 16]
        test    rax, rax
        jnz     1f
pass:   jmp     function[rip]

1:      push    rax
        call    function[rip]
        xchg    rax, [rsp]
        cmp     qword ptr [rsp], 0      # of a failure dlerror has to tell: nothing may come between
        je      2f
        mov     rdi, rax
        call    close[rip]
2:      pop     rax
        ret

ended:  ja      pass
refuse: cmp     qword ptr second[rip], 0
        jne     1f
        mov     rdi, nothing[rip]
        jmp     pass
1:      mov     rsi, nothing[rip]
        jmp     pass

# For __cxa_atexit: the process ends. rdi: the state
at_exit:
        endbr64
        mov     rax, [rdi + 8]
        mov     [rdi], rax
        ret
