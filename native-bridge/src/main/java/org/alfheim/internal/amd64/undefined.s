# Ends the process when a function is called that nobody has defined, as ld.so does that binds
# functions when they are called: with its name, and who has called it.
#
# A carrier has this behind its Placer, if undefined functions are waived. Its symbols for functions
# that are bound so are weak, and ld.so leaves the slot of one that is missing at 0. It calls the code
# here as the resolver of an R_X86_64_IRELATIVE relocation, the last but one of DT_RELA: every slot has
# its value then, and the image has not got it yet. A slot that is 0 gets the address of a stub.
#
# What it prints it writes by itself, and it ends the process by itself: the C library may be in any
# state, for the caller may hold its locks.
#
# It is assembled into org.alfheim.internal.carrier.UndefinedFunctions; UndefinedFunctionsTest assembles it again
# and compares.
#
#       gcc -c -nostdlib -o undefined.o undefined.s && objcopy -O binary -j .text undefined.o undefined.bin
#
# Before it stand words of data, all but the addresses as distances from the first of them:
#
#       +0      the address of this word in the image
#       +8      the image's first address
#       +16     the first address behind the image
#       +24     how many stubs
#       +32     what is written before the function's name, a string of C
#       +40     what is written before an offset in the image, a string of C
#
# Behind it stand the stubs, 24 bytes each:
#
#       +0      the code, see 'stub'
#       +16     the slot, 32 bits

        .intel_syntax noprefix
        .text

data:   .quad   0, 0, 0, 0, 0, 0

        endbr64
        lea     rdx, data[rip]
        lea     rcx, stub[rip]
        mov     rax, [rdx + 24]
        jmp     more
fill:   movsxd  rsi, dword ptr [rcx + 16]
        add     rsi, rdx
        cmp     qword ptr [rsi], 0
        jne     bound
        mov     [rsi], rcx
bound:  add     rcx, 24
        dec     rax
more:   test    rax, rax
        jnz     fill
        ret

# A stub has been called: the name's distance is on the stack, and where its caller goes on.
called: pop     rbx
        mov     rbp, [rsp]
        lea     r12, data[rip]
        sub     rsp, 160
        xor     r13d, r13d              # how many pieces there are to write
        mov     rdi, [r12 + 32]
        add     rdi, r12
        call    piece
        lea     rdi, [r12 + rbx]
        call    piece
        lea     rdi, from[rip]
        call    piece
        mov     rax, rbp                # in the image it is an offset, elsewhere an address
        sub     rax, r12
        add     rax, [r12]
        cmp     rax, [r12 + 8]
        jb      number
        cmp     rax, [r12 + 16]
        jae     number
        mov     rbp, rax
        mov     rdi, [r12 + 40]
        add     rdi, r12
        call    piece
number: lea     rdi, [rsp + 156]
        mov     word ptr [rdi], 10      # a newline, and the string's end
digit:  mov     eax, ebp
        and     eax, 15
        cmp     al, 10
        jb      below
        add     al, 'a' - '0' - 10
below:  add     al, '0'
        dec     rdi
        mov     [rdi], al
        shr     rbp, 4
        jnz     digit
        sub     rdi, 2
        mov     word ptr [rdi], 0x7830  # 0x
        call    piece
        mov     edi, 2
        mov     rsi, rsp
        mov     edx, r13d
        mov     eax, 20                 # writev
        syscall
        mov     edi, 127
        mov     eax, 231                # exit_group
        syscall
        ud2

# Adds the string of C at rdi to what is written: a struct iovec on the stack.
piece:  xor     eax, eax
length: cmp     byte ptr [rdi + rax], 0
        je      known
        inc     rax
        jmp     length
known:  mov     ecx, r13d
        shl     ecx, 4
        mov     [rsp + rcx + 8], rdi
        mov     [rsp + rcx + 16], rax
        inc     r13d
        ret

from:   .asciz  ", called from "

# The first stub, as an example: where the name is stands in the push, and where 'called' is in the jump.
        .balign 8
stub:   endbr64
        push    0x7fffffff
        jmp     called
