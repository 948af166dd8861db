# Puts an image in place, from within ld.so.
#
# ld.so calls this as the resolver of an R_X86_64_IRELATIVE relocation, the last of a carrier's
# DT_RELA: all objects that are loaded with the carrier are relocated then, and none is initialised.
# It carries out a list of steps that was prepared beforehand; what it has to add is the load bias,
# which nobody knew before. It calls nothing of the C library.
#
# A resolver can't say that it has failed. So when something goes wrong it spoils a relocation that
# ld.so has yet to come to (the trap, the only one in DT_JMPREL), and ld.so gives up the whole group
# on account of it, as it does where a symbol is missing: before any constructor has run.
#
# It is assembled into org.alfheim.link.Placer; PlacerTest assembles it again and compares.
#
#       gcc -c -nostdlib -o placer.o placer.s && objcopy -O binary -j .text placer.o placer.bin
#
# The segment begins with three words of data:
#
#       work    the address of the work; 0 if there is nothing to do
#       vaddr   the address of this segment in the image
#       trap    the address in the image of the trap's type
#
# The work, in memory that lives until ld.so is done:
#
#       +0      out: the load bias
#       +8      out: errno of a system call that failed, or 0
#       +16     out: the address of its step
#       +24     out: 1 + the index of the first fixup whose value does not fit, or 0
#       +32     the steps, 64 bytes each: a number and seven operands

        .intel_syntax noprefix
        .text

work:   .quad   0
vaddr:  .quad   0
trap:   .quad   0

        endbr64
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
        lea     r12, [rbx + 32]         # the step

step:   mov     rax, [r12]
        cmp     eax, 1
        jb      end
        je      system
        cmp     eax, 3
        jb      clear
        je      fix
        cmp     eax, 5
        jb      resolve
        je      report
        cmp     eax, 7
        je      relative
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
        mov     [rbx + 8], rax
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

# 4: values that functions of the image give. The addresses of two arrays: addresses in the image,
# functions; how many.
resolve:
        xor     r13d, r13d
        jmp     2f

1:      mov     r15, [r12 + 8]
        mov     r15, [r15 + r13 * 8]
        mov     rax, [r12 + 16]
        mov     rax, [rax + r13 * 8]
        add     rax, rbp
        call    rax
        mov     [r15 + rbp], rax
        inc     r13
2:      cmp     r13, [r12 + 24]
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

# 6, or a step that failed: nothing of this group is to be used. The trap's type becomes one that there is not.
fail:   mov     rax, trap[rip]
        mov     dword ptr [rax + rbp], 0xff

# 0: the last step. The result becomes the value of a word that nobody reads.
end:    xor     eax, eax
        add     rsp, 8
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret
