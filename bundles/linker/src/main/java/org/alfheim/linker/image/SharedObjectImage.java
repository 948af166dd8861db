package org.alfheim.linker.image;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.linker.object.GnuProperties;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectSymbol;
import org.alfheim.linker.relocation.Addresses;
import org.alfheim.linker.relocation.Demands;
import org.alfheim.linker.relocation.DynamicRelocation;
import org.alfheim.linker.relocation.DynamicRelocations;
import org.alfheim.linker.relocation.Interposition;
import org.alfheim.linker.relocation.ProcedureLinkage;
import org.alfheim.linker.relocation.RelocationWriter;
import org.alfheim.linker.script.VersionNode;
import org.alfheim.linker.section.ExceptionFrames;
import org.alfheim.linker.section.OutputName;
import org.alfheim.linker.symbol.LinkSymbol;
import org.alfheim.linker.symbol.LinkedSection;
import org.alfheim.linker.symbol.Resolution;

/** The last passes: tables, layout, bytes. */
public final class SharedObjectImage {

  /**
   * What the passes before have found.
   *
   * @param resolution what names stand for
   * @param sections the sections of the image
   * @param frames the table for unwinding; null where there is none
   * @param interposition which definitions may give way
   * @param demands what relocations need
   */
  public record Parts(
      Resolution resolution,
      List<LinkedSection> sections,
      ExceptionFrames.Result frames,
      Interposition interposition,
      Demands demands) {}

  /**
   * What the image is to be.
   *
   * @param soname DT_SONAME; empty for none
   * @param needed sonames that it names whether it uses them or not
   * @param sources where that is to be found which is in other images
   * @param versions the versions that it defines, whether a name is in one or not
   * @param symbolic whether its own definitions stand before all others
   * @param executableStack whether it asks for an executable stack
   * @param properties what all code keeps to, or needs
   * @param symbolTable whether it has a symbol table for debuggers
   * @param mostBytes the bytes that it may have
   */
  public record Form(
      String soname,
      List<String> needed,
      ImportedVersions sources,
      List<VersionNode> versions,
      boolean symbolic,
      boolean executableStack,
      GnuProperties properties,
      boolean symbolTable,
      long mostBytes) {}

  private final Parts parts;
  private final Form form;
  private final LinkedSection table;
  private final LinkedSection plt;
  private final DynamicSymbols symbols;
  private final LoadRelocations relocations;
  private final DynamicTags dynamic;
  private final List<ExceptionFrames.Result> frames;
  private final Optional<FrameHeader> frameHeader;
  private final Optional<StaticSymbols> staticSymbols;

  private SharedObjectImage(Parts parts, Form form) {
    this.parts = parts;
    this.form = form;
    Demands demands = parts.demands();
    long flags = InputSection.SHF_ALLOC | InputSection.SHF_WRITE;
    this.table = GeneratedSection.section(".got", 1, flags, 8L * demands.words(), 8, 8);
    this.plt =
        GeneratedSection.section(
            ".plt",
            1,
            InputSection.SHF_ALLOC | InputSection.SHF_EXECINSTR,
            (long) ProcedureLinkage.ENTRY * demands.entries().size(),
            16,
            16);
    List<DynamicRelocation> left =
        DynamicRelocations.of(demands, parts.interposition(), table.section(), plt.section());
    StringPool strings = new StringPool();
    List<Integer> needed = new ArrayList<>();
    for (String library : needed(form)) {
      needed.add(strings.offset(library));
    }
    int soname = form.soname().isEmpty() ? 0 : strings.offset(form.soname());
    List<LinkSymbol> exports =
        parts.resolution().globals().stream().filter(LinkSymbol::exported).toList();
    this.symbols =
        new DynamicSymbols(
            form.soname().isEmpty() ? "image" : form.soname(),
            form.versions(),
            exports,
            demands.imports(),
            form.sources(),
            strings,
            parts.resolution().symbols());
    this.relocations = new LoadRelocations(left);
    this.dynamic =
        new DynamicTags(
            names(),
            needed,
            soname,
            symbols,
            relocations,
            new DynamicTags.Flags(demands.staticTls(), form.symbolic()));
    this.frames = LinkageFrame.after(parts.frames(), plt.section());
    this.frameHeader = frames.isEmpty() ? Optional.empty() : Optional.of(new FrameHeader(frames));
    this.staticSymbols =
        form.symbolTable()
            ? Optional.of(new StaticSymbols(parts.resolution(), demands.imports()))
            : Optional.empty();
  }

  private static List<String> needed(Form form) {
    List<String> needed = new ArrayList<>(form.needed());
    form.sources().used().stream().filter(name -> !needed.contains(name)).forEach(needed::add);
    return needed;
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    for (LinkedSection linked : parts.sections()) {
      if (linked.section().has(InputSection.SHF_ALLOC) && linked.section().size() > 0) {
        names.add(OutputName.of(linked.section()));
      }
    }
    return names;
  }

  /** The bytes of an image. */
  public static byte[] bytes(Parts parts, Form form) {
    return new SharedObjectImage(parts, form).write();
  }

  private byte[] write() {
    List<LinkedSection> all = new ArrayList<>(symbols.sections());
    relocations.mainSection().ifPresent(all::add);
    relocations.jumpSection().ifPresent(all::add);
    all.add(BuildId.note());
    if (!form.properties().values().isEmpty()) {
      all.add(PropertyNote.of(form.properties()));
    }
    frameHeader.ifPresent(header -> all.add(header.section()));
    all.add(plt);
    all.add(dynamic.section());
    all.add(table);
    all.addAll(parts.sections());
    if (!frames.isEmpty()) {
      frames.stream().skip(parts.frames() == null ? 0 : 1).forEach(part -> all.add(part.section()));
      all.add(LinkageFrame.end());
    }
    staticSymbols.ifPresent(one -> all.addAll(one.sections()));
    List<OutputSection> outputs = OutputSections.of(all, parts.resolution().followed());
    if (outputs.size() >= SymbolEntry.SHN_LORESERVE && staticSymbols.isPresent()) {
      all.add(staticSymbols.get().withIndexTable());
      outputs = OutputSections.of(all, parts.resolution().followed());
    }
    ImageLayout layout = ImageLayout.of(outputs, form.executableStack());
    Addresses addresses = addresses(layout);
    SectionNumbers numbers = new SectionNumbers(layout.sections());
    writeTables(layout, addresses);
    RelocationWriter writer =
        new RelocationWriter(addresses, parts.interposition(), parts.demands());
    int locals = staticSymbols.map(StaticSymbols::firstGlobal).orElse(0);
    byte[] image =
        new ImageWriter(layout, numbers, writer, locals, isGnu()).write(form.mostBytes());
    BuildId.write(image, layout.find(".note.gnu.build-id").orElseThrow().offset());
    return image;
  }

  private Addresses addresses(ImageLayout layout) {
    return new Addresses(
        layout.boundaries(),
        table.section().place().address(0),
        plt.section().place().address(0),
        layout.threadLocal());
  }

  private void writeTables(ImageLayout layout, Addresses addresses) {
    symbols.write(addresses);
    relocations.write(addresses, symbols);
    dynamic.write(layout);
    frameHeader.ifPresent(header -> header.write(addresses));
    staticSymbols.ifPresent(one -> one.write(addresses));
    GlobalOffsetTable.write(
        table.section().content(),
        addresses,
        parts.demands(),
        layout.find(".dynamic").orElseThrow().address());
    ProcedureLinkage.write(
        plt.section().content(), addresses.plt(), addresses.table(), parts.demands());
  }

  private boolean isGnu() {
    return parts.resolution().globals().stream()
            .anyMatch(symbol ->
                symbol.exported()
                    && (symbol.binding() == ObjectSymbol.STB_GNU_UNIQUE
                        || symbol.type() == ObjectSymbol.STT_GNU_IFUNC))
        || parts.resolution().locals().stream().anyMatch(LinkSymbol::indirect);
  }
}
