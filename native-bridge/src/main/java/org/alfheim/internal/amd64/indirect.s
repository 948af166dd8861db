# What an exported indirect function of an image is in its carrier: a stub that has the image put in place, as far as
# it is needed, and goes on to the function's resolver.
#
# There is one for each, 24 bytes long, behind the Placer's code, where the jump leads to (see 'indirect' in placer.s).
# It changes rax alone, so a resolver finds the arguments that it was called with.
#
# It is assembled into org.alfheim.internal.carrier.IndirectStubs; IndirectStubsTest assembles it again and compares.
#
#       gcc -c -nostdlib -o indirect.o indirect.s && objcopy -O binary -j .text indirect.o indirect.bin

        .intel_syntax noprefix
        .text

stub:   endbr64
        movabs  rax, 0x7fffffffffffffff # the resolver's address in the image
to:     jmp     indirect                # in placer.s
way:    .balign 8, 0
