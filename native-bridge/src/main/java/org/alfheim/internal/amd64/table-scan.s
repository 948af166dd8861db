# Functions that go through a table of an image from end to end. Java does the same (PortableScan, and who asks it);
# in a JVM that has compiled none of that yet, an entry takes it a hundred times as long.
#
# They read what they are given, and nothing else: no entry leads them anywhere, but for a record of the unwind table,
# and there only within the segment.
#
# It is assembled into org.alfheim.internal.amd64.TableScanCode; TableScanCodeTest assembles it again and compares.

        .intel_syntax noprefix
        .text

# What stands in a table of relocations with addends (24 bytes each): its address, how many, and where this goes:
#
#       +0      how many at the beginning are of the type R_X86_64_RELATIVE and name no symbol
#       +8      1 if each of those changes a higher address than the one before it
#       +16     the highest index of a symbol

relocations:
        endbr64
        xor     r8d, r8d                # how many of the run
        xor     r9d, r9d                # the last place
        mov     r10d, 1                 # whether they ascend
        xor     r11d, r11d              # the highest symbol
        xor     ecx, ecx
1:      cmp     r8, rsi
        jae     4f
        cmp     qword ptr [rdi + 8], 8
        jne     3f
        mov     rax, [rdi]
        test    r8, r8
        jz      2f
        cmp     rax, r9
        cmovbe  r10d, ecx
2:      mov     r9, rax
        add     rdi, 24
        inc     r8
        jmp     1b
3:      sub     rsi, r8                 # those behind the run, one at least
5:      mov     eax, [rdi + 12]
        cmp     eax, r11d
        cmova   r11d, eax
        add     rdi, 24
        dec     rsi
        jnz     5b
4:      mov     [rdx], r8
        mov     [rdx + 8], r10
        mov     [rdx + 16], r11
        ret

# What stands in a table of symbols (24 bytes each): its address, how many, and where this goes:
#
#       +0      the highest place of a name
#       +8      a bit for each type that there is

symbols:
        endbr64
        xor     r8d, r8d
        xor     r9d, r9d
        jmp     2f
1:      mov     eax, [rdi]
        cmp     eax, r8d
        cmova   r8d, eax
        movzx   ecx, byte ptr [rdi + 4]
        and     ecx, 15
        bts     r9d, ecx
        add     rdi, 24
        dec     rsi
2:      test    rsi, rsi
        jnz     1b
        mov     [rdx], r8
        mov     [rdx + 8], r9
        ret

# The highest of some versions (2 bytes each, the highest bit not counted): their address, how many.

versions:
        endbr64
        xor     eax, eax
        jmp     2f
1:      movzx   ecx, word ptr [rdi]
        and     ecx, 0x7fff
        cmp     ecx, eax
        cmova   eax, ecx
        add     rdi, 2
        dec     rsi
2:      test    rsi, rsi
        jnz     1b
        ret

# How many entries of an unwind table, from the first on, lead to a record that lies wholly in the segment and shares
# a certain one: their address, how many, the address of the table's header, the segment's address and its end, the
# address of the shared record. The segment has 8 bytes at least.

entries:
        endbr64
        xor     eax, eax
        sub     r8, 8                   # where the last record can begin
1:      cmp     rax, rsi
        jae     2f
        movsxd  r10, dword ptr [rdi + rax * 8 + 4]
        add     r10, rdx                # the record
        cmp     r10, rcx
        jb      2f
        cmp     r10, r8
        ja      2f
        mov     r11d, [r10]             # its length, behind these 4 bytes
        cmp     r11d, 4
        jb      2f
        cmp     r11d, 0xfffffff0
        jae     2f
        lea     r11, [r10 + r11 - 4]
        cmp     r11, r8
        ja      2f
        movsxd  r11, dword ptr [r10 + 4]        # the way back from here to what it shares
        test    r11, r11
        jz      2f
        add     r10, 4
        sub     r10, r11
        cmp     r10, r9
        jne     2f
        inc     rax
        jmp     1b
2:      ret

# What stands in an array of indexes (4 bytes each): its address, how many, and where this goes:
#
#       +0      the highest
#       +8      the lowest but for 0, less 1; 2^32 - 1 if there is none

indexes:
        endbr64
        xor     r8d, r8d
        mov     r9d, -1
        jmp     2f
1:      mov     eax, [rdi]
        cmp     eax, r8d
        cmova   r8d, eax
        dec     eax
        cmp     eax, r9d
        cmovb   r9d, eax
        add     rdi, 4
        dec     rsi
2:      test    rsi, rsi
        jnz     1b
        mov     [rdx], r8
        mov     [rdx + 8], r9
        ret

# The longest chain of a GNU hash table, whose last word has its lowest bit set: the address of the words, how many.

runs:
        endbr64
        xor     eax, eax
        xor     ecx, ecx
        jmp     2f
1:      inc     rcx
        test    byte ptr [rdi], 1
        jz      3f
        cmp     rcx, rax
        cmova   rax, rcx
        xor     ecx, ecx
3:      add     rdi, 4
        dec     rsi
2:      test    rsi, rsi
        jnz     1b
        ret

# Whether the chains of a hash table of the gABI have no symbol in common: the address of its buckets, how many, how
# many chains follow them, the address of a bit for each chain, all of them 0, and how many symbols a chain may have.

chains:
        endbr64
        lea     r9, [rdi + rsi * 4]
        xor     r10d, r10d
1:      cmp     r10, rsi
        jae     3f
        mov     eax, [rdi + r10 * 4]
        inc     r10
        xor     r11d, r11d
2:      test    eax, eax
        jz      1b
        cmp     rax, rdx
        jae     4f
        inc     r11
        cmp     r11, r8
        ja      4f
        bts     [rcx], rax
        jc      4f
        mov     eax, [r9 + rax * 4]
        jmp     2b
3:      mov     eax, 1
        ret
4:      xor     eax, eax
        ret
