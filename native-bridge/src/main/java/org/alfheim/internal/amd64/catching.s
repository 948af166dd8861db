# Calls a function from which an exception of C++ may come, and catches it.
#
# Nothing is above a function that Java calls: an exception that leaves it finds no handler, and ends
# the process. Here it finds one: the personality routine below says that it handles whatever comes,
# and has the unwinder go on at the landing (Itanium C++ ABI, Exception Handling, 1.6). A forced
# unwinding, the end of a thread, it lets pass.
#
# It is assembled into org.alfheim.internal.process.call.CatchingCall, which writes the two words of data and has
# the table of unwinding for call and landing; CatchingCallTest assembles it again and compares.
#
#       gcc -c -nostdlib -o catching.o catching.s && objcopy -O binary -j .text catching.o catching.bin

        .intel_syntax noprefix
        .text

        .set    _UA_SEARCH_PHASE, 1
        .set    _UA_HANDLER_FRAME, 4
        .set    _URC_HANDLER_FOUND, 6
        .set    _URC_INSTALL_CONTEXT, 7
        .set    _URC_CONTINUE_UNWIND, 8

setgr:  .quad   0                       # _Unwind_SetGR
setip:  .quad   0                       # _Unwind_SetIP

# call(rdi: function, rsi, rdx, rcx: its arguments): 0, or the exception that came
call:   endbr64
        push    rbx
        mov     rax, rdi
        mov     rdi, rsi
        mov     rsi, rdx
        mov     rdx, rcx
        call    rax
        xor     eax, eax
        pop     rbx
        ret

# The exception is in rax.
landing:
        pop     rbx
        ret

# personality(edi: version, esi: actions, rdx: class, rcx: exception, r8: context)
personality:
        endbr64
        test    sil, _UA_SEARCH_PHASE
        jz      1f
        mov     eax, _URC_HANDLER_FOUND
        ret
1:      test    sil, _UA_HANDLER_FRAME
        jz      2f
        push    rbx
        mov     rbx, r8
        mov     rdi, r8
        xor     esi, esi                # register 0 is rax (psABI, figure 3.36)
        mov     rdx, rcx
        call    setgr[rip]
        mov     rdi, rbx
        lea     rsi, landing[rip]
        call    setip[rip]
        pop     rbx
        mov     eax, _URC_INSTALL_CONTEXT
        ret
2:      mov     eax, _URC_CONTINUE_UNWIND
        ret
