package org.alfheim.elf.inspect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.alfheim.elf.DynamicEntry;
import org.alfheim.elf.FileHeader;
import org.alfheim.elf.Note;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationCount;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.VersionDefinition;
import org.alfheim.elf.VersionNeed;

/**
 * What an ELF64 file for AMD64 says about itself. Where a part is absent its list is empty; where
 * it is damaged {@link #problems} says so too.
 *
 * @param name what the file is called in messages
 * @param size the bytes of the file
 * @param header the ELF header
 * @param programHeaders the program headers, in the order of the file
 * @param sections the section headers, in the order of the file
 * @param interpreter the program interpreter (PT_INTERP)
 * @param dynamic the dynamic section up to DT_NULL
 * @param soname the image's own name (DT_SONAME)
 * @param needed the libraries that it needs (DT_NEEDED), in the order of the file
 * @param runpath the search path of dependencies (DT_RUNPATH)
 * @param rpath the search path of dependencies, the old form (DT_RPATH)
 * @param versionNeeds the versions that it needs, by file
 * @param versionDefinitions the versions that it defines
 * @param dynamicSymbols the number of dynamic symbols, the undefined one at index 0 among them;
 *     empty if unknown
 * @param exportedSymbols the number of dynamic symbols that others can bind to, without the
 *     absolute ones that only name a version; empty if unknown
 * @param symbols the number of symbols that linkers and debuggers see (SHT_SYMTAB); empty if
 *     stripped
 * @param relocations the relocations by type, most frequent first; those of DT_RELR as {@code RELR}
 * @param buildId the build id in lower-case hexadecimal digits
 * @param notes all notes
 * @param problems what could not be read, and why
 */
public record ElfImage(
    String name,
    long size,
    FileHeader header,
    List<ProgramHeader> programHeaders,
    List<SectionHeader> sections,
    Optional<String> interpreter,
    List<DynamicEntry> dynamic,
    Optional<String> soname,
    List<String> needed,
    Optional<String> runpath,
    Optional<String> rpath,
    List<VersionNeed> versionNeeds,
    List<VersionDefinition> versionDefinitions,
    OptionalInt dynamicSymbols,
    OptionalInt exportedSymbols,
    OptionalInt symbols,
    List<RelocationCount> relocations,
    Optional<String> buildId,
    List<Note> notes,
    List<String> problems)
    implements Inspection {

  /** Takes the lists as they are at this moment. */
  public ElfImage {
    programHeaders = List.copyOf(programHeaders);
    sections = List.copyOf(sections);
    dynamic = List.copyOf(dynamic);
    needed = List.copyOf(needed);
    versionNeeds = List.copyOf(versionNeeds);
    versionDefinitions = List.copyOf(versionDefinitions);
    relocations = List.copyOf(relocations);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }
}
