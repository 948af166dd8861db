# Puts an image in place, from within ld.so.
#
# ld.so calls this as the resolver of an R_X86_64_IRELATIVE relocation, the last of a carrier's
# DT_RELA: all objects that are loaded with the carrier are relocated then, and none is initialised.
# It carries out a list of steps that was prepared beforehand; what it has to add is the load bias,
# which nobody knew before. It calls nothing of the C library.
#
# Others may be bound to an indirect function of the image before that: ld.so relocates the libraries that an image
# needs before its carrier, and calls the function's resolver when it binds one of them. So in the carrier an indirect
# function's value is a stub behind this code, which has it carry out the steps up to the pause (the image is mapped
# then, and what lies at an address of its own has it, as far as ld.so need not be asked) and goes to the resolver.
# While ld.so relocates the carrier itself, the stub gives the resolver's address: what the image's own references are
# bound to waits for everything else of the image.
#
# A resolver can't say that it has failed. So when something goes wrong it spoils a relocation that
# ld.so has yet to come to (the trap, the only one in DT_JMPREL), and ld.so gives up the whole group
# on account of it, as it does where a symbol is missing: before any constructor has run.
#
# It is assembled into org.alfheim.internal.amd64.Placer; PlacerTest assembles it again and compares.
#
#       gcc -c -nostdlib -o placer.o placer.s && objcopy -O binary -j .text placer.o placer.bin
#
# The segment begins with four words of data:
#
#       work    the address of the work; 0 if there is nothing to do
#       vaddr   the address of this segment in the image
#       trap    the address in the image of the trap's type
#       placed  the address in the image of two words: one that is not 0 once the image is in place, one that is not
#               0 once ld.so has begun to relocate the carrier
#
# The work, in memory that lives until ld.so is done:
#
#       +0      out: the load bias
#       +8      out: errno of a system call that failed, or 0
#       +16     out: the address of its step
#       +24     out: 1 + the index of the first fixup whose value does not fit, or 0
#       +32     the address of the step to go on with, or 0 for the first
#       +40     the steps, 64 bytes each: a number and seven operands
#
# It ends with the stubs, one for each indirect function, 24 bytes each: a resolver's address in the image to rax, and
# on to "indirect".

        .intel_syntax noprefix
        .text

work:   .quad   0
vaddr:  .quad   0
trap:   .quad   0
placed: .quad   0

place:  endbr64
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        sub     rsp, 8
        lea     rax, work[rip]
        mov     rbx, [rax]              # the work
        test    rbx, rbx
        jz      end
        mov     rbp, rax
        sub     rbp, [rax + 8]          # the load bias
        mov     [rbx], rbp
        cmp     qword ptr [rbx + 8], 0  # it has failed before
        jne     end
        xor     r14d, r14d              # to the last step
        mov     r12, [rbx + 32]         # the step
        test    r12, r12
        jnz     step
        lea     r12, [rbx + 40]

step:   mov     rax, [r12]
        cmp     eax, 1
        jb      done
        je      system
        cmp     eax, 3
        jb      clear
        je      fix
        cmp     eax, 5
        jb      resolve
        je      report
        cmp     eax, 7
        je      relative
        cmp     eax, 8
        je      pause
        cmp     eax, 9
        je      function
        jmp     fail

next:   add     r12, 64
        jmp     step

# 1: a system call. Number; an address in the image; five more arguments.
system: mov     rax, [r12 + 8]
        mov     rdi, [r12 + 16]
        add     rdi, rbp
        mov     rsi, [r12 + 24]
        mov     rdx, [r12 + 32]
        mov     r10, [r12 + 40]
        mov     r8, [r12 + 48]
        mov     r9, [r12 + 56]
        syscall
        cmp     rax, -4095
        jb      next
        neg     rax
failed: mov     [rbx + 8], rax
        mov     [rbx + 16], r12
        jmp     fail

# 2: zeros. An address in the image; how many bytes.
clear:  mov     rdi, [r12 + 8]
        add     rdi, rbp
        mov     rcx, [r12 + 16]
        xor     eax, eax
        rep stosb
        jmp     next

# 3: fixups. The addresses of three arrays: addresses in the image, operands (8 bytes each), and
# kinds with slots (4 bytes: the kind below, 4 bits, the slot above); how many; where the slots lie in
# the image.
fix:    mov     r8, [r12 + 8]
        mov     r9, [r12 + 16]
        mov     r10, [r12 + 24]
        mov     r11, [r12 + 32]
        mov     r13, [r12 + 40]
        add     r13, rbp
        xor     ecx, ecx
        jmp     3f

1:      mov     [rdi], rax
2:      inc     rcx
3:      cmp     rcx, r11
        jae     next
        mov     rdi, [r8 + rcx * 8]
        add     rdi, rbp                # the place
        mov     rax, [r9 + rcx * 8]     # the operand
        mov     esi, [r10 + rcx * 4]
        mov     edx, esi
        and     edx, 15                 # the kind
        cmp     edx, 1
        je      4f
        jb      5f
        cmp     edx, 2
        je      1b                      # CONSTANT: as it is
        cmp     edx, 8
        je      8f                      # CONSTANT_32
        shr     esi, 4                  # all others have a slot
        cmp     edx, 4
        je      6f
        add     rax, [r13 + rsi * 8]
        cmp     edx, 3
        je      1b                      # SLOT
        cmp     edx, 5
        je      8f                      # SLOT_32
        sub     rax, rdi
        cmp     edx, 7
        je      1b                      # SLOT_PC64
        cmp     edx, 6
        je      7f                      # SLOT_PC32
        ud2

4:      add     rax, rbp                # BIAS
        jmp     1b

5:      add     [rdi], rbp              # ADD_BIAS
        jmp     2b

6:      mov     rax, [r13 + rsi * 8 + 8]        # DESCRIPTOR
        mov     [rdi + 8], rax
        mov     rax, [r13 + rsi * 8]
        jmp     1b

7:      movsxd  rdx, eax
        jmp     9f
8:      mov     edx, eax
9:      mov     [rdi], eax
        cmp     rdx, rax
        je      2b
        inc     rcx
        mov     [rbx + 24], rcx
        jmp     fail

# 4: values that functions of the image give. The addresses of three arrays: addresses in the image,
# functions, kinds with slots (as for fixups); how many; where the slots lie in the image.
resolve:
        xor     r13d, r13d
        jmp     4f

1:      mov     r15, [r12 + 8]
        mov     r15, [r15 + r13 * 8]
        mov     rax, [r12 + 16]
        mov     rax, [rax + r13 * 8]
        add     rax, rbp
        mov     rcx, [r12 + 24]
        mov     ecx, [rcx + r13 * 4]
        mov     edx, ecx
        and     edx, 15
        cmp     edx, 10
        jne     2f                      # RESOLVED
        shr     ecx, 4                  # INDIRECT: by ld.so, unless it is the image's own
        mov     rdx, [r12 + 40]
        add     rdx, rbp
        mov     rdx, [rdx + rcx * 8]
        cmp     rdx, rax
        je      2f
        mov     rax, rdx
        jmp     3f
2:      call    rax
3:      mov     [r15 + rbp], rax
        inc     r13
4:      cmp     r13, [r12 + 32]
        jb      1b
        jmp     next

# 5: words. An address in the image; how many; the address of memory that they are copied to.
report: mov     rsi, [r12 + 8]
        add     rsi, rbp
        mov     rcx, [r12 + 16]
        mov     rdi, [r12 + 24]
        rep movsq
        jmp     next

# 7: relocations of the type R_X86_64_RELATIVE. The address of the first; how many.
relative:
        mov     rsi, [r12 + 8]
        mov     rcx, [r12 + 16]
        jmp     2f

1:      mov     rdi, [rsi]              # r_offset
        mov     rax, [rsi + 16]         # r_addend
        add     rax, rbp
        mov     [rdi + rbp], rax
        add     rsi, 24
        dec     rcx
2:      test    rcx, rcx
        jnz     1b
        jmp     next

# 8: as far as it goes for who needs a resolver.
pause:  add     r12, 64
        mov     [rbx + 32], r12
        test    r14d, r14d
        jz      step

# The way to a resolver: its address in the image is on the stack, above what has been saved. It is called as if there
# had been nothing before it.
resolver:
        pop     r11
        add     r11, rbp
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        jmp     r11

# A stub: the address of a resolver in the image is in rax.
indirect:
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        push    rax
        lea     rax, work[rip]
        mov     rbp, rax
        sub     rbp, [rax + 8]
        mov     rdx, [rax + 24]
        cmp     qword ptr [rbp + rdx], 0
        jne     resolver
        cmp     qword ptr [rbp + rdx + 8], 0
        jne     later
        mov     rbx, [rax]
        test    rbx, rbx
        jz      end                     # the image will never be there
        cmp     qword ptr [rbx + 8], 0
        jne     end                     # nor will it now
        cmp     qword ptr [rbx + 32], 0
        jne     resolver
        mov     [rbx], rbp
        mov     r14d, 1                 # to the pause
        lea     r12, [rbx + 40]
        jmp     step

# 9: a function. Its address; an argument. It is given the load bias as well, and gives 0 or errno.
function:
        mov     rdi, [r12 + 16]
        mov     rsi, rbp
        call    [r12 + 8]
        mov     eax, eax
        test    rax, rax
        jz      next
        jmp     failed

# 6, or a step that failed: nothing of this group is to be used. The trap's type becomes one that there is not.
fail:   mov     rax, trap[rip]
        mov     dword ptr [rax + rbp], 0xff

# The resolver's address for the function's.
later:  mov     rax, [rsp]
        add     rax, rbp
        jmp     back

# Nothing is bound to anything of this group any more: it does not matter what this gives.
end:    xor     eax, eax
        jmp     back

# 0: the last step. The result becomes the word that is not 0 then.
done:   mov     eax, 1
back:   add     rsp, 8
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret
