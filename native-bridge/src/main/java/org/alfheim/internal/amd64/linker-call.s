# Two functions for what ld.so is asked. The first calls a function of ld.so (dlopen and its kin) and takes what dlerror
# has to say of it.
#
# The last error of a thread is lost to whatever of ld.so is called next, and a thread of a JVM may be back in
# ld.so before Java runs again: to link a native method, or to look a symbol up. So nothing comes between the
# function and dlerror here. dlerror translates its text when it is asked, so it is asked in another locale, and
# the text is copied, since the next call would free it.
#
# It is assembled into org.alfheim.internal.process.ldso.LinkerCall; LinkerCallTest assembles it again and compares.
#
# The one argument is the address of a request:
#
#       +0      the function
#       +8      its arguments, three
#       +32     dlerror
#       +40     uselocale
#       +48     the locale for the text, or 0
#       +56     strdup
#       +64     out: the text, to be freed; 0 if nothing has failed, or there is no memory for it
#
# The result is the function's.

        .intel_syntax noprefix
        .text

call:   endbr64
        push    rbx
        push    rbp
        push    r12
        mov     rbx, rdi                # the request
        mov     rdi, [rbx + 8]
        mov     rsi, [rbx + 16]
        mov     rdx, [rbx + 24]
        call    [rbx]
        mov     rbp, rax                # the result

        mov     rdi, [rbx + 48]
        call    [rbx + 40]
        mov     r12, rax                # the thread's own locale
        call    [rbx + 32]
        test    rax, rax
        jz      1f
        mov     rdi, rax
        call    [rbx + 56]
1:      mov     [rbx + 64], rax
        mov     rdi, r12
        call    [rbx + 40]

        mov     rax, rbp
        pop     r12
        pop     rbp
        pop     rbx
        ret

# Looks at one of the objects that ld.so has loaded, for dl_iterate_phdr(3): a struct dl_phdr_info, its size, and the
# address of what it fills:
#
#       +0      how many objects there is room for below
#       +8      in, out: how many have been seen
#       +16     out: how many objects ld.so has ever loaded (dlpi_adds)
#       +24     out: how many it has unloaded again (dlpi_subs)
#       +32     out: what the program headers of each come to
#
# It ends the walk when there is no more room.

object: endbr64
        mov     rax, [rdi + 32]
        mov     [rdx + 16], rax
        mov     rax, [rdi + 40]
        mov     [rdx + 24], rax
        mov     rcx, [rdx + 8]
        cmp     rcx, [rdx]
        jae     3f
        movzx   r8d, word ptr [rdi + 24]        # dlpi_phnum
        mov     rsi, [rdi + 16]                 # dlpi_phdr
        xor     eax, eax
        jmp     2f
1:      rol     rax, 7
        mov     r9d, [rsi]                      # p_type
        xor     rax, r9
        rol     rax, 7
        xor     rax, [rsi + 16]                 # p_vaddr
        rol     rax, 7
        xor     rax, [rsi + 40]                 # p_memsz
        add     rsi, 56
        dec     r8d
2:      test    r8d, r8d
        jnz     1b
        mov     [rdx + 32 + rcx * 8], rax
        inc     rcx
        mov     [rdx + 8], rcx
        xor     eax, eax
        ret
3:      mov     eax, 1
        ret
