package org.alfheim.command.subcommand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alfheim.bind.SymbolKind;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.go.GoExport;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.names.DemangledName;
import org.alfheim.text.Table;
import org.alfheim.types.KnownType;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code symbols FILE}: the exported symbols of a file; nothing is executed. */
public final class SymbolsSubcommand implements Subcommand {
  @Override
  public String help() {
    return """
    Usage: alfheim symbols [OPTION]... FILE...

    Lists the symbols that a shared object exports, in the order of their names:
    name, version, kind (function, variable, tls), size in bytes, and offset in
    the image. @@VERSION is the default one, which a lookup by name finds;
    @VERSION is found by name and version only. Where a name is one of C++ or
    Rust, a column has it as people write it; where types are known, from debug
    information or types beside it, the last one has them, and a line below the
    table says who knows them. Of a Go plugin it lists what plugin.Lookup finds,
    with the types of Go. Objects (.o) and archives (.a) are linked first, several
    to one image. Nothing is executed.

          --json                      an array of JSON objects
          --needs A,B                 of .o and .a: libraries that have what they
                                      lack, besides those of C and C++

    Exit status: 0 done, 1 if the file was refused, 2 if the command line is
    wrong.

    Examples:
      alfheim symbols /lib/x86_64-linux-gnu/libz.so.1
      alfheim symbols --json libhello.so
    """;
  }

  @Override
  public Options options() {
    return new Options().addOption(Json.option()).addOption(ObjectOptions.option());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    List<String> arguments = line.getArgList();
    ImageArgument file = ImageArgument.leading(arguments);
    if (arguments.isEmpty() || file.files().size() != arguments.size()) {
      throw new UsageException("symbols takes one FILE, not " + arguments.size());
    }
    SharedObject image = file.read(ObjectOptions.of(line), List.of());
    if (GoMark.isOn(image)) {
      GoPlugin plugin = GoPlugin.read(image);
      if (plugin.exports().isPresent()) {
        print(plugin.exports().get(), Json.wanted(line), terminal);
        return ExitStatus.DONE;
      }
      plugin.problems().forEach(problem -> terminal.complain("warning: " + problem));
    }
    ImageTypes types = file.types(image);
    List<Row> rows = rows(image, types);
    types.problems().forEach(problem -> terminal.complain("warning: " + problem));
    if (Json.wanted(line)) {
      Json.write(rows.stream().map(Row::json).toList(), terminal);
    } else {
      print(rows, terminal);
    }
    return ExitStatus.DONE;
  }

  private static void print(List<GoExport> exports, boolean json, Terminal terminal) {
    List<GoExport> sorted = exports.stream().sorted(Comparator.comparing(GoExport::name)).toList();
    if (json) {
      Json.write(GoPluginJson.exports(sorted), terminal);
      return;
    }
    Table table =
        new Table(Table.Column.left("NAME"), Table.Column.left("KIND"), Table.Column.left("TYPE"));
    for (GoExport export : sorted) {
      table.row(export.name(), GoPluginJson.kind(export).label(), export.declaration());
    }
    table.print(terminal.out());
  }

  private static List<Row> rows(SharedObject image, ImageTypes types) {
    return image
        .exported()
        .filter(index -> !image.versions().namedBy(image.symbols().get(index)))
        .mapToObj(index ->
            new Row(
                image.symbols().get(index),
                image.versions().nameOf(index),
                !image.versions().hidden(index),
                types.find(UnopenedSymbols.place(image, index))))
        .sorted(Comparator.comparing(Row::name).thenComparing(row -> row.version().orElse("")))
        .toList();
  }

  private static void print(List<Row> rows, Terminal terminal) {
    List<Table.Column> columns =
        new ArrayList<>(
            List.of(
                Table.Column.left("NAME"),
                Table.Column.left("VERSION"),
                Table.Column.left("KIND"),
                Table.Column.right("SIZE"),
                Table.Column.right("OFFSET")));
    boolean encoded = rows.stream().anyMatch(row -> row.demangled().isPresent());
    if (encoded) {
      columns.add(Table.Column.left("DEMANGLED"));
    }
    boolean typed = rows.stream().anyMatch(row -> row.known().isPresent());
    if (typed) {
      columns.add(Table.Column.left("TYPE"));
    }
    Table table = new Table(columns.toArray(Table.Column[]::new));
    for (Row row : rows) {
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  row.name(),
                  row.version().map(version -> (row.isDefault() ? "@@" : "@") + version).orElse(""),
                  row.kind().label(),
                  row.symbol().size(),
                  row.symbol().value()));
      if (encoded) {
        cells.add(row.demangled().orElse(""));
      }
      if (typed) {
        cells.add(row.type().orElse(""));
      }
      table.row(cells.toArray());
    }
    table.print(terminal.out());
    if (typed) {
      terminal.println("");
      terminal.println(
          "types known from "
              + rows.stream()
                  .flatMap(row -> row.known().stream())
                  .map(KnownType::origin)
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
  }

  /** One exported symbol. */
  private record Row(
      ElfSymbol symbol, Optional<String> version, boolean isDefault, Optional<KnownType> known) {
    /** The symbol's type in C, with its name unless that is one that nobody writes. */
    Optional<String> type() {
      return known
          .map(KnownType::type)
          .map(type -> type.declare(demangled().isPresent() ? "" : name()));
    }

    String name() {
      return symbol.name();
    }

    Optional<String> demangled() {
      return DemangledName.of(symbol.name());
    }

    SymbolKind kind() {
      return switch (symbol.type()) {
        case FUNC, GNU_IFUNC -> SymbolKind.FUNCTION;
        case TLS -> SymbolKind.TLS;
        default -> SymbolKind.VARIABLE;
      };
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", name());
      demangled().ifPresent(text -> json.put("demangled", text));
      version.ifPresent(name -> json.put("version", name));
      json.put("default", isDefault);
      json.put("kind", kind().label());
      json.put("size", symbol.size());
      json.put("offset", symbol.value().value());
      type().ifPresent(text -> json.put("type", text));
      known.ifPresent(type -> json.put("typeFrom", type.origin()));
      return json;
    }
  }
}
