package org.alfheim.linker.object;

/**
 * What a section's header says of it (gABI, Elf64_Shdr).
 *
 * @param name its name
 * @param type sh_type
 * @param flags sh_flags
 * @param size sh_size: the bytes that it occupies in memory, uncompressed
 * @param link sh_link
 * @param alignment sh_addralign, a power of two; 1 where the header has 0
 * @param entrySize sh_entsize
 */
public record SectionHead(
    String name, int type, long flags, long size, int link, long alignment, long entrySize) {}
