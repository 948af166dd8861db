# Calls a function, and says in one register whether it failed, and what errno is then.
#
# The function is in r9, a register that it must not want for itself. Its arguments are in the other
# registers as it wants them, al included, and it has none on the stack. What comes back in rax is
# what the function has returned, or the sign bit and errno below it. An int is extended with zeros,
# so that its own sign is none of that.
#
# There is an entry for each way to tell a failure, at a multiple of 32. Before them is the address
# of __errno_location, which is called where the function has failed, before anybody else is.
#
# It is assembled into ErrnoCode; ErrnoCodeTest assembles it again and compares.
#
#       gcc -c -nostdlib -o errno.o errno.s && objcopy -O binary -j .text errno.o errno.bin

        .intel_syntax noprefix
        .text

location:
        .quad   0

        .balign 32
negative_int:
        endbr64
        sub     rsp, 8
        call    r9
        test    eax, eax
        js      failed
        mov     eax, eax
        add     rsp, 8
        ret

        .balign 32
zero_int:
        endbr64
        sub     rsp, 8
        call    r9
        mov     eax, eax
        test    eax, eax
        jz      failed
        add     rsp, 8
        ret

        .balign 32
non_zero_int:
        endbr64
        sub     rsp, 8
        call    r9
        mov     eax, eax
        test    eax, eax
        jnz     failed
        add     rsp, 8
        ret

        .balign 32
negative_long:
        endbr64
        sub     rsp, 8
        call    r9
        test    rax, rax
        js      failed
        add     rsp, 8
        ret

        .balign 32
non_zero_long:
        endbr64
        sub     rsp, 8
        call    r9
        test    rax, rax
        jnz     failed
        add     rsp, 8
        ret

        .balign 32
failed: call    [rip + location]
        mov     eax, [rax]
        bts     rax, 63
        add     rsp, 8
        ret
