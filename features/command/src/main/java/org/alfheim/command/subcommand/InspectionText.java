package org.alfheim.command.subcommand;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.elf.FileHeader;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationCount;
import org.alfheim.elf.SectionHeader;
import org.alfheim.elf.VersionDefinition;
import org.alfheim.elf.VersionNeed;
import org.alfheim.elf.inspect.Archive;
import org.alfheim.elf.inspect.ElfImage;
import org.alfheim.elf.inspect.Inspection;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.text.Table;

/** An inspection as a person reads it. */
final class InspectionText {
  private final Terminal terminal;

  InspectionText(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Prints an inspection.
   *
   * @param plugin what Go says, if it is a plugin of Go's
   */
  void print(Inspection inspection, Optional<GoPlugin> plugin) {
    switch (inspection) {
      case ElfImage image -> print(image, plugin);
      case Archive archive -> print(archive);
    }
  }

  private void print(ElfImage image, Optional<GoPlugin> plugin) {
    terminal.println(
        "%s: ELF64 for AMD64, %s, %s"
            .formatted(
                image.name(),
                plugin.isPresent() ? "Go plugin (DYN)" : kind(image),
                Count.of(image.size(), "byte")));
    plugin.ifPresent(this::print);
    line("soname", image.soname());
    line("build id", image.buildId());
    line("interpreter", image.interpreter());
    for (String needed : image.needed()) {
      line("needs", Optional.of(needed + versions(image.versionNeeds(), needed)));
    }
    line("runpath", image.runpath());
    line("rpath", image.rpath());
    line(
        "versions",
        joined(
            image.versionDefinitions().stream()
                .filter(definition -> !definition.base())
                .map(VersionDefinition::name)
                .toList()));
    line("symbols", Optional.of(symbols(image, plugin.isPresent())));
    line("relocations", relocations(image));
    for (String problem : image.problems()) {
      line("damaged", Optional.of(problem));
    }
    if (!image.programHeaders().isEmpty()) {
      segments(image.programHeaders()).print(terminal.out());
    } else if (!image.sections().isEmpty()) {
      sections(image.sections()).print(terminal.out());
    }
  }

  private void print(GoPlugin plugin) {
    line("go", Optional.of(plugin.version().orElse("of a version that it doesn't tell")));
    line("path", plugin.path());
    line("built with", plugin.flags().flatMap(flags -> joined(flags, " ")));
    line("packages", Optional.of(plugin.packages().size() + ", each with a hash"));
    plugin
        .exports()
        .ifPresent(exports -> {
          line("exports", Optional.of(String.valueOf(exports.size())));
          exports.forEach(export -> terminal.println("    " + export.declaration()));
        });
    for (String problem : plugin.problems()) {
      line("not known", Optional.of(problem));
    }
  }

  private void line(String label, Optional<String> text) {
    text.ifPresent(t -> terminal.println("  %-12s %s".formatted(label, t)));
  }

  private static String kind(ElfImage image) {
    return switch (image.header().type()) {
      case FileHeader.ET_DYN ->
          image.interpreter().isPresent()
              ? "position-independent executable (DYN)"
              : "shared object (DYN)";
      case FileHeader.ET_REL -> "object file (REL)";
      case FileHeader.ET_EXEC -> "executable (EXEC)";
      case FileHeader.ET_CORE -> "core file (CORE)";
      default -> "file of type " + image.header().typeName();
    };
  }

  private static String versions(List<VersionNeed> needs, String file) {
    return needs.stream()
        .filter(need -> need.file().equals(file))
        .flatMap(need -> need.versions().stream())
        .map(VersionNeed.Version::name)
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "), names -> names.isEmpty() ? "" : " (" + names + ")"));
  }

  private static String symbols(ElfImage image, boolean ofGo) {
    StringBuilder text = new StringBuilder();
    image.dynamicSymbols().ifPresent(count -> text.append(count).append(" dynamic"));
    image
        .exportedSymbols()
        .ifPresent(
            count -> text.append(ofGo ? " (for Go's runtime), " : " (" + count + " exported), "));
    image
        .symbols()
        .ifPresentOrElse(
            count -> text.append(count).append(" for linkers and debuggers"),
            () -> text.append("none for linkers and debuggers (stripped)"));
    return text.toString();
  }

  private static Optional<String> relocations(ElfImage image) {
    long total = image.relocations().stream().mapToLong(RelocationCount::count).sum();
    return joined(
            image.relocations().stream().map(count -> count.type() + " " + count.count()).toList())
        .map(types -> total + ": " + types);
  }

  private static Optional<String> joined(List<String> words) {
    return joined(words, ", ");
  }

  private static Optional<String> joined(List<String> words, String separator) {
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(separator, words));
  }

  private static Table segments(List<ProgramHeader> headers) {
    Table table =
        new Table(
            Table.Column.left("  SEGMENT"),
            Table.Column.left("FLAGS"),
            Table.Column.right("VADDR"),
            Table.Column.right("MEMORY"),
            Table.Column.right("OFFSET"),
            Table.Column.right("FILE"),
            Table.Column.right("ALIGN"));
    for (ProgramHeader header : headers) {
      table.row(
          "  " + header.typeName(),
          flags(header.flags()),
          header.vaddr(),
          header.memorySize(),
          hex(header.offset()),
          header.fileSize(),
          hex(header.align()));
    }
    return table;
  }

  private static String flags(int flags) {
    return ((flags & ProgramHeader.PF_R) != 0 ? "r" : "-")
        + ((flags & ProgramHeader.PF_W) != 0 ? "w" : "-")
        + ((flags & ProgramHeader.PF_X) != 0 ? "x" : "-");
  }

  private static Table sections(List<SectionHeader> headers) {
    Table table =
        new Table(
            Table.Column.left("  SECTION"),
            Table.Column.left("TYPE"),
            Table.Column.right("OFFSET"),
            Table.Column.right("SIZE"),
            Table.Column.right("ALIGN"));
    for (SectionHeader header : headers) {
      table.row(
          "  " + header.name(),
          header.typeName(),
          hex(header.offset()),
          header.size(),
          hex(header.align()));
    }
    return table;
  }

  private static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }

  private void print(Archive archive) {
    terminal.println(
        "%s: archive of %s, %s"
            .formatted(
                archive.name(),
                Count.of(archive.members().size(), "object file"),
                Count.of(archive.size(), "byte")));
    line("damaged", archive.problem());
    Table table =
        new Table(
            Table.Column.left("  MEMBER"),
            Table.Column.right("SIZE"),
            Table.Column.right("SYMBOLS"),
            Table.Column.right("RELOCATIONS"),
            Table.Column.left("KIND"));
    for (Archive.Member member : archive.members()) {
      member
          .image()
          .ifPresentOrElse(
              image ->
                  table.row(
                      "  " + member.name(),
                      member.size(),
                      image.symbols().orElse(0),
                      image.relocations().stream().mapToLong(RelocationCount::count).sum(),
                      kind(image)),
              () ->
                  table.row(
                      "  " + member.name(), member.size(), "", "", member.problem().orElse("")));
    }
    table.print(terminal.out());
  }
}
