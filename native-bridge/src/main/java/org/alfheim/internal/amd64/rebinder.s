# Has objects call other functions than those that they are bound to.
#
# The placer (placer.s) calls this when ld.so has relocated a carrier and all that it loads with it,
# and has initialised nothing: what was bound to one of some functions is bound to another function
# then, before any code of it has run. It goes by the address that ld.so has found, by whatever name
# and version. Where a function is to be bound at its first call (RTLD_LAZY), there is no address
# yet, and it goes by the name.
#
# ld.so holds its lock of loaded objects all the while, and no Java may run under it: a thread of the
# JVM can wait for that lock at a time when the garbage collector waits for the thread. So this is
# machine code. All that ld.so adds to its list while the lock is held is loaded together, and lies
# in the list behind the carrier.
#
# It is assembled into org.alfheim.internal.amd64.Rebinder; RebinderTest assembles it again and compares.
#
#       gcc -c -nostdlib -o rebinder.o rebinder.s && objcopy -O binary -j .text rebinder.o rebinder.bin
#
# The work, in memory that lives until ld.so is done:
#
#       +0      the address of dl_iterate_phdr
#       +8      the address of the carrier's dynamic section in its image; then in memory; then 0,
#               when the carrier has been met
#       +16     1 if only the carrier is meant, 0 if all that is loaded with it is
#       +24     how many functions
#       +32     of each function: its address; the other's address; the address of its name, or 0

        .intel_syntax noprefix
        .text

        .set    DT_PLTRELSZ, 2
        .set    DT_STRTAB, 5
        .set    DT_SYMTAB, 6
        .set    DT_RELA, 7
        .set    DT_RELASZ, 8
        .set    DT_JMPREL, 23
        .set    PT_LOAD, 1
        .set    PT_DYNAMIC, 2
        .set    PT_GNU_RELRO, 0x6474e552
        .set    PF_W, 2
        .set    R_X86_64_64, 1
        .set    R_X86_64_GLOB_DAT, 6
        .set    R_X86_64_JUMP_SLOT, 7
        .set    R_X86_64_IRELATIVE, 37
        .set    SYS_mprotect, 10
        .set    EACCES, 13
        .set    ESRCH, 3

# rebind(rdi: work, rsi: load bias of the carrier): 0, or errno
        endbr64
        push    rbx
        mov     rbx, rdi
        add     [rbx + 8], rsi
        lea     rdi, visit[rip]
        mov     rsi, rbx
        call    [rbx]
        cmp     eax, -1                 # the carrier alone was meant
        je      1f
        cmp     qword ptr [rbx + 8], 0
        je      2f
        mov     eax, ESRCH
        pop     rbx
        ret
1:      xor     eax, eax
2:      pop     rbx
        ret

# What is known of an object, on the stack.
        .set    BIAS, 0
        .set    PHDR, 8                 # program headers
        .set    PHDR_END, 16
        .set    LOW, 24                 # its range in memory
        .set    HIGH, 32
        .set    SEALED, 40              # what is read-only after relocation, in whole pages
        .set    SEALED_END, 48
        .set    TABLES, 56              # DT_ entries 0 to 23, of which five are of interest
        .set    FRAME, 56 + 24 * 8

# visit(rdi: struct dl_phdr_info, rsi: its size, rdx: work): 0, errno, or -1 to end
visit:  endbr64
        push    rbx
        push    rbp
        push    r12
        push    r13
        push    r14
        push    r15
        sub     rsp, FRAME
        mov     rbx, rdx
        mov     rbp, [rdi]              # dlpi_addr: the load bias
        mov     [rsp + BIAS], rbp
        mov     rsi, [rdi + 16]         # dlpi_phdr
        mov     [rsp + PHDR], rsi
        movzx   eax, word ptr [rdi + 24]        # dlpi_phnum
        imul    eax, eax, 56
        add     rax, rsi
        mov     [rsp + PHDR_END], rax
        mov     qword ptr [rsp + LOW], -1
        xor     ecx, ecx
        mov     [rsp + HIGH], rcx
        mov     [rsp + SEALED], rcx
        mov     [rsp + SEALED_END], rcx
        xor     r12d, r12d              # the dynamic section
        xor     r13d, r13d              # what is added to the addresses in it
        jmp     5f

1:      mov     ecx, [rsi]              # p_type
        mov     rdx, [rsi + 16]         # p_vaddr
        add     rdx, rbp
        mov     rdi, [rsi + 40]         # p_memsz
        add     rdi, rdx
        cmp     ecx, PT_LOAD
        je      2f
        cmp     ecx, PT_DYNAMIC
        je      3f
        cmp     ecx, PT_GNU_RELRO
        jne     4f
        and     rdx, -4096
        and     rdi, -4096
        mov     [rsp + SEALED], rdx
        mov     [rsp + SEALED_END], rdi
        jmp     4f
2:      cmp     rdx, [rsp + LOW]
        jae     6f
        mov     [rsp + LOW], rdx
6:      cmp     rdi, [rsp + HIGH]
        jbe     4f
        mov     [rsp + HIGH], rdi
        jmp     4f
3:      mov     r12, rdx
        xor     r13d, r13d              # ld.so has made its addresses absolute,
        test    byte ptr [rsi + 4], PF_W
        jnz     4f
        mov     r13, rbp                # unless it can't be written
4:      add     rsi, 56
5:      cmp     rsi, [rsp + PHDR_END]
        jb      1b

        # Is it the carrier, or behind it?
        xor     r14d, r14d              # 1: the carrier, of which nothing is sealed yet
        mov     rax, [rbx + 8]
        test    rax, rax
        jz      1f
        cmp     rax, r12
        jne     skip
        mov     qword ptr [rbx + 8], 0
        xor     eax, eax
        mov     [rsp + SEALED_END], rax
        inc     r14d
1:      test    r12, r12
        jz      skip

        # The tables.
        lea     rdi, [rsp + TABLES]
        xor     eax, eax
        mov     ecx, 24
        rep stosq
2:      mov     rax, [r12]
        test    rax, rax
        jz      3f
        mov     rcx, [r12 + 8]
        add     r12, 16
        cmp     rax, 24
        jae     2b
        mov     [rsp + TABLES + rax * 8], rcx
        jmp     2b
3:      mov     rsi, [rsp + TABLES + DT_RELA * 8]
        mov     rdi, [rsp + TABLES + DT_RELASZ * 8]
        call    table
        test    eax, eax
        jnz     done
        mov     rsi, [rsp + TABLES + DT_JMPREL * 8]
        mov     rdi, [rsp + TABLES + DT_PLTRELSZ * 8]
        call    table
        test    eax, eax
        jnz     done
        and     r14, [rbx + 16]
        neg     r14d                    # -1: the carrier, and it alone is meant
        mov     eax, r14d
        jmp     done

skip:   xor     eax, eax
done:   add     rsp, FRAME
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbp
        pop     rbx
        ret

# What a table's relocations have written. rsi: the table; rdi: its size; rbx: work; rbp: bias; r13: what
# is added to addresses. The frame is above the return address. Gives 0 or errno.
        .set    UP, 8
table:  test    rsi, rsi
        jz      4f
        add     rsi, r13
        lea     r15, [rsi + rdi]        # its end
        mov     r12, rsi                # a relocation
        jmp     3f

1:      mov     ecx, [r12 + 8]          # the type
        cmp     ecx, R_X86_64_IRELATIVE
        je      2f
        cmp     ecx, R_X86_64_64
        je      2f
        cmp     ecx, R_X86_64_GLOB_DAT
        je      2f
        cmp     ecx, R_X86_64_JUMP_SLOT
        jne     next
2:      mov     r8, [r12]               # r_offset
        add     r8, rbp                 # the place
        mov     r9, [r8]                # what was written there
        xor     r10d, r10d              # what was added to the function's address
        call    find
        jz      store
        cmp     ecx, R_X86_64_IRELATIVE
        je      next
        mov     r10, [r12 + 16]         # r_addend
        sub     r9, r10
        call    find
        jz      store
        cmp     ecx, R_X86_64_JUMP_SLOT
        jne     next
        add     r9, r10
        xor     r10d, r10d
        call    named
        jz      store
next:   add     r12, 24
3:      cmp     r12, r15
        jb      1b
4:      xor     eax, eax
        ret

# Writes rax + r10 to the place, r8.
store:  add     rax, r10
        mov     rsi, [rsp + UP + PHDR]
        jmp     2f
1:      cmp     dword ptr [rsi], PT_LOAD
        jne     3f
        mov     rdx, r8
        sub     rdx, rbp
        sub     rdx, [rsi + 16]         # p_vaddr
        jb      3f
        add     rdx, 8
        cmp     rdx, [rsi + 40]         # p_memsz
        ja      3f
        test    byte ptr [rsi + 4], PF_W
        jnz     4f
3:      add     rsi, 56
2:      cmp     rsi, [rsp + UP + PHDR_END]
        jb      1b
        mov     eax, EACCES             # in no segment that can be written: a text relocation
        ret
4:      lea     rdx, [r8 + 7]
        cmp     rdx, [rsp + UP + SEALED]
        jb      5f
        cmp     r8, [rsp + UP + SEALED_END]
        jb      6f
5:      mov     [r8], rax
        jmp     next

6:      mov     r9, rax                 # sealed: its pages are opened for the moment
        mov     edx, 3                  # PROT_READ | PROT_WRITE
        call    protect
        jnz     7f
        mov     [r8], r9
        mov     edx, 1                  # PROT_READ
        call    protect
        jz      next
7:      neg     eax
        ret

# Gives the pages of the place, r8, a protection, edx; as far as they are sealed. Zero flag: done.
protect:
        mov     rdi, r8
        and     rdi, -4096
        cmp     rdi, [rsp + 2 * UP + SEALED]
        jae     1f
        mov     rdi, [rsp + 2 * UP + SEALED]
1:      lea     rsi, [r8 + 7 + 4096]
        and     rsi, -4096
        cmp     rsi, [rsp + 2 * UP + SEALED_END]
        jbe     2f
        mov     rsi, [rsp + 2 * UP + SEALED_END]
2:      sub     rsi, rdi
        mov     eax, SYS_mprotect
        syscall
        test    eax, eax
        ret

# The function of an address, r9. Zero flag: found, and the other's address is in rax.
find:   lea     rdi, [rbx + 32]
        mov     rsi, [rbx + 24]
        inc     rsi
1:      dec     rsi
        jz      3f
        cmp     r9, [rdi]
        je      2f
        add     rdi, 24
        jmp     1b
2:      mov     rax, [rdi + 8]
        cmp     eax, eax
        ret
3:      or      esi, 1
        ret

# The function that a slot, whose value is r9, will be bound to when it is called first, by its name. Zero
# flag: found, and the other's address is in rax.
named:  cmp     r9, [rsp + 2 * UP + LOW]        # till then it holds an address of the object itself
        jb      8f
        cmp     r9, [rsp + 2 * UP + HIGH]
        jae     8f
        mov     eax, [r12 + 12]         # the symbol
        imul    rax, rax, 24
        add     rax, [rsp + 2 * UP + TABLES + DT_SYMTAB * 8]
        add     rax, r13
        cmp     word ptr [rax + 6], 0   # st_shndx
        je      1f
        mov     rdx, [rax + 8]          # st_value
        add     rdx, rbp
        cmp     rdx, r9                 # it is bound, to a function of the object's own
        je      8f
1:      mov     eax, [rax]              # st_name
        add     rax, [rsp + 2 * UP + TABLES + DT_STRTAB * 8]
        add     rax, r13                # the name
        lea     rdi, [rbx + 32]
        mov     rsi, [rbx + 24]
        inc     rsi
2:      dec     rsi
        jz      8f
        mov     rdx, [rdi + 16]
        test    rdx, rdx
        jz      5f
        mov     r11, rax
3:      mov     cl, [rdx]
        cmp     cl, [r11]
        jne     5f
        inc     rdx
        inc     r11
        test    cl, cl
        jnz     3b
        mov     rax, [rdi + 8]
        cmp     eax, eax
        ret
5:      add     rdi, 24
        jmp     2b
8:      or      esi, 1
        ret
