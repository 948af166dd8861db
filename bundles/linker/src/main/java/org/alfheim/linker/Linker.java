package org.alfheim.linker;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.alfheim.elf.ElfException;
import org.alfheim.linker.code.OutsideAccesses;
import org.alfheim.linker.image.ImportedVersions;
import org.alfheim.linker.image.SharedObjectImage;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.object.PropertyUnion;
import org.alfheim.linker.object.RelocatableObject;
import org.alfheim.linker.relocation.Demands;
import org.alfheim.linker.relocation.Interposition;
import org.alfheim.linker.relocation.RelocationScan;
import org.alfheim.linker.script.VersionScript;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.section.FunctionArrays;
import org.alfheim.linker.section.MergedSections;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;
import org.alfheim.linker.symbol.Resolution;
import org.alfheim.linker.symbol.StartFiles;
import org.alfheim.linker.symbol.SymbolResolution;

/** Links relocatable objects and archives into a shared object. */
public final class Linker {
  private static final Set<String> PLACES =
      Set.of(
          "etext",
          "_etext",
          "__etext",
          "edata",
          "_edata",
          "end",
          "_end",
          "__bss_start",
          "__ehdr_start",
          "_DYNAMIC",
          "_GLOBAL_OFFSET_TABLE_",
          "_TLS_MODULE_BASE_");

  /** What alignment may add to the bytes of the objects. */
  private static final long PADDING = 64L << 20;

  private final LinkOptions options;
  private final List<String> warnings = new ArrayList<>();

  private Linker(LinkOptions options) {
    this.options = options;
  }

  /**
   * Links.
   *
   * @param inputs objects, archives, and linker scripts that name such, in the order in which their
   *     sections are laid out
   * @param options how
   * @return the shared object
   * @throws ElfException if a file is damaged, or no object for AMD64
   * @throws LinkException if the objects can't be one shared object: a name is defined twice, a
   *     relocation is only for programs, a value does not fit into its field
   */
  public static LinkedImage link(List<Input> inputs, LinkOptions options) {
    InputFiles files = new InputFiles(inputs);
    return new Linker(files.with(options)).link(files.files());
  }

  /**
   * Asks a file's neighbour for all that a link would ask it for: the files that a linker script
   * names, and those that scripts among these name.
   *
   * @param input a file; of what is no script nothing comes
   */
  public static void follow(Input input) {
    try {
      new InputFiles(List.of(input));
    } catch (LinkException | ElfException refused) {
      return; // A link says why.
    }
  }

  private LinkedImage link(List<Input> inputs) {
    ObjectSelection selection = new ObjectSelection(inputs, options.members());
    SymbolResolution names = new SymbolResolution();
    List<RelocatableObject> objects = selection.addTo(names);
    warnings.addAll(selection.warnings());
    warnings.addAll(LinkWarnings.of(objects));
    StartFiles.addTo(names);
    Resolution resolution = names.finish(places(names), options.versions());
    warnings.addAll(LinkWarnings.ofVersions(options.versions(), resolution));
    List<LinkedSection> sections = new ArrayList<>(resolution.sections());
    if (!options.debug()) {
      sections.removeIf(linked -> !linked.section().has(InputSection.SHF_ALLOC));
    }
    FunctionArrays.order(sections);
    ExceptionFrames.Result frames = ExceptionFrames.collect(sections);
    MergedSections.merge(sections);
    Interposition interposition = Interposition.of(sections, resolution, options.symbolic());
    OutsideAccesses.Result rewritten =
        OutsideAccesses.rewrite(sections, resolution, frames, interposition);
    Demands demands = RelocationScan.of(sections, resolution, interposition);
    List<LinkSymbol> imports = demands.imports();
    ImportedVersions sources = new ImportedVersions(options.libraries(), options.others(), imports);
    byte[] image =
        SharedObjectImage.bytes(
            new SharedObjectImage.Parts(resolution, sections, frames, interposition, demands),
            form(objects, sources, inputs));
    return new LinkedImage(
        MemorySegment.ofArray(image).asReadOnly(), report(objects, imports, sources, rewritten));
  }

  /** Names that the layout gives a place to where no object does. */
  private static Predicate<String> places(SymbolResolution names) {
    return name ->
        PLACES.contains(name)
            || (name.startsWith("__start_") && names.hasSection(name.substring(8)))
            || (name.startsWith("__stop_") && names.hasSection(name.substring(7)));
  }

  private SharedObjectImage.Form form(
      List<RelocatableObject> objects, ImportedVersions sources, List<Input> inputs) {
    boolean executableStack = false;
    PropertyUnion properties = new PropertyUnion();
    long bytes = 0;
    for (RelocatableObject object : objects) {
      executableStack |= object.stack() == RelocatableObject.StackNote.EXECUTABLE;
      properties.add(
          object.remarks().properties(), object.placed().stream().anyMatch(Linker::isCode));
    }
    for (Input input : inputs) {
      bytes += input.bytes().byteSize();
    }
    return new SharedObjectImage.Form(
        options.soname(),
        options.needed(),
        sources,
        options.versions().map(VersionScript::versions).orElse(List.of()),
        options.symbolic(),
        executableStack,
        properties.result(),
        options.debug(),
        PADDING + 8 * bytes);
  }

  private static boolean isCode(InputSection section) {
    return section.has(InputSection.SHF_EXECINSTR) && section.size() > 0;
  }

  private LinkReport report(
      List<RelocatableObject> objects,
      List<LinkSymbol> imports,
      ImportedVersions sources,
      OutsideAccesses.Result rewritten) {
    List<String> unknown =
        imports.stream()
            .filter(symbol -> symbol.binding() != ObjectSymbol.STB_WEAK)
            .filter(sources::unknown)
            .map(LinkSymbol::name)
            .sorted()
            .toList();
    return new LinkReport(
        objects.stream().map(RelocatableObject::name).toList(),
        sources.used(),
        unknown,
        rewritten.loads(),
        rewritten.thunks(),
        warnings);
  }
}
