/**
 * Decides how an image will be opened, and does nothing: an image goes in, a {@link
 * org.alfheim.internal.plan.Plan} comes out.
 *
 * <p>The process around a plugin belongs to the C library's loader, ld.so: it knows every library,
 * gives out thread-local storage, and finds the unwind information of whatever code an exception
 * passes through. A plugin's image is mapped, relocated and initialised by Alfheim, and yet it has
 * to be a citizen there. So each image gets a <dfn>carrier</dfn> ({@link
 * org.alfheim.internal.carrier.Carrier}): an ELF object without code, made up on the spot, that
 * ld.so loads in the image's stead. Its program headers reserve the address range that the image is
 * then mapped into and point to the image's unwind table and thread-local storage; its symbol table
 * is the image's own. What only ld.so can answer (where is {@code malloc} of version {@code
 * GLIBC_2.2.5}? which module id has my thread-local storage?) are {@link
 * org.alfheim.internal.relocation.Slot}s: words in the carrier that ld.so relocates and that the
 * image's own relocations, the {@link org.alfheim.internal.relocation.Fixups}, read.
 *
 * <p>ld.so and the unwinders take on trust what they read of an object. What they get to read of an
 * image, by glibc's files, and what has been checked before:
 *
 * <table>
 *   <caption>What is read on trust</caption>
 *   <tr><th>Read</th><th>Checked, or what stands for it</th></tr>
 *   <tr>
 *     <td>Program headers, dynamic section ({@code dl-load.c})</td>
 *     <td>the carrier's own; none of the image's numbers but its range, its unwind table and its
 *       thread-local storage ({@code CarrierHeaders})</td>
 *   </tr>
 *   <tr>
 *     <td>{@code DT_NEEDED} of the image's section, which {@code l_ld} points to ({@code
 *       dl-deps.c})</td>
 *     <td>{@code DT_NULL} and each name in {@code elf.DynamicChecks}; not shown where a relocation
 *       changes it ({@code ShownDynamicSection})</td>
 *   </tr>
 *   <tr>
 *     <td>{@code DT_SONAME}, {@code DT_RUNPATH}, {@code DT_RPATH}, names of filtered libraries
 *       ({@code dl-load.c})</td>
 *     <td>copies of checked strings, none longer than a path ({@code elf.DynamicChecks}, {@code
 *       CarrierTables})</td>
 *   </tr>
 *   <tr>
 *     <td>Order of filters and what they filter ({@code DT_AUXILIARY}, {@code DT_FILTER}; {@code
 *       dl-deps.c})</td>
 *     <td>no filter for the main program ({@code elf.DynamicChecks}, {@code search.FilterOrder}),
 *       no two for each other, also among the libraries that come with the image ({@code
 *       search.FilterOrder}) and are found by search paths or by their path ({@code
 *       search.NeededFilters})</td>
 *   </tr>
 *   <tr>
 *     <td>Symbols and hash tables ({@code dl-lookup.c}, {@code dl-addr.c})</td>
 *     <td>every name, bucket, chain and the filter's size and shift; there always is a hash table,
 *       which tells {@code dladdr} where the symbols end ({@code elf.SymbolTable}, {@code
 *       elf.GnuHashTable}, {@code elf.SysvHashTable}, {@code CarrierTables})</td>
 *   </tr>
 *   <tr>
 *     <td>Versions ({@code dl-version.c})</td>
 *     <td>every link, name and index ({@code elf.VersionTables}); what is needed is written anew
 *       ({@code VersionRequirements})</td>
 *   </tr>
 *   <tr>
 *     <td>Size, alignment and first bytes of thread-local storage ({@code dl-tls.c}, {@code
 *       dl-reloc.c})</td>
 *     <td>{@code elf.Segments}; an alignment of 0, by which ld.so would divide, becomes 1 ({@code
 *       CarrierHeaders})</td>
 *   </tr>
 *   <tr>
 *     <td>Alignment of a storage that is not there, where somebody has a fixed offset in it
 *       ({@code dl-reloc.c})</td>
 *     <td>the image's references: {@code RelocationPlanner}; those of others to its variables:
 *       {@code Planner}</td>
 *   </tr>
 *   <tr>
 *     <td>Relocations and {@code DT_RELR} ({@code do-rel.h}, {@code dl-machine.h})</td>
 *     <td>the carrier's own, in its slots and its copy of the thread-local image ({@code
 *       RelocationPlanner}, {@code elf.RelocationTables})</td>
 *   </tr>
 *   <tr>
 *     <td>Resolvers of indirect functions ({@code dl-lookup.c}, {@code dl-sym.c})</td>
 *     <td>in the image's code ({@code IndirectFunctions}), and called by a stub ({@code
 *       IndirectStubs})</td>
 *   </tr>
 *   <tr>
 *     <td>Arrays of functions ({@code dl-init.c}, {@code dl-fini.c})</td>
 *     <td>the carrier's own; the image's are whole, and each entry is a function of its code
 *       ({@code elf.DynamicChecks}, {@code FunctionArray})</td>
 *   </tr>
 *   <tr>
 *     <td>Notes and properties ({@code dl-load.c}, {@code dl-prop.h})</td>
 *     <td>none but a copy of the build id, which was read within its bounds ({@code
 *       elf.NoteReader}, {@code BuildIdNote})</td>
 *   </tr>
 *   <tr>
 *     <td>Unwind table ({@code dl-find_object.c}, {@code dl-iteratephdr.c}; libgcc, {@code
 *       unwind-dw2-fde-dip.c})</td>
 *     <td>encodings, number of entries, the records that they lead to ({@code UnwindTable}); what
 *       the records say is the image's program</td>
 *   </tr>
 * </table>
 *
 * <p>A library that an image needs and that is no plugin is loaded by ld.so from its file, and is
 * trusted as ld.so trusts it.
 *
 * <p>Everything here is a value and a pure function of its arguments, so a plan can be printed,
 * compared and tested without a process to run it in. What is wrong with an image is found here,
 * before a byte of it is mapped.
 */
package org.alfheim.internal.plan;
