package org.alfheim.command.subcommand;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.alfheim.bind.SymbolKind;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.command.terminal.ExitStatus;
import org.alfheim.command.terminal.Terminal;
import org.alfheim.command.terminal.UsageException;
import org.alfheim.names.DemangledName;
import org.alfheim.names.SimilarNames;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.LocalSymbol;
import org.alfheim.plugin.Symbol;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code lookup FILE NAME}: opens a plugin and looks one symbol up. */
public final class LookupSubcommand implements Subcommand {
  private static final String DEMANGLED = "demangled";

  @Override
  public String help() {
    return """
    Usage: alfheim lookup [OPTION]... FILE... NAME[@VERSION]

    Opens the plugin FILE (its constructors run) and looks up the exported symbol
    NAME; of several versions the default one, or the one that @VERSION names.
    A name of C++ or Rust may be given as people write it: 'ns::f(int)', or ns::f
    where that is the name of one function. Several objects (.o) and archives (.a)
    are one plugin.
    Shows its version, kind (function, variable, tls), size in bytes, type and who
    says so where that is known, offset in the image, and address in the process
    that looked it up.

          --json                      one JSON object
          --waive NAME                open a file that asks for what is refused
                                      otherwise: executable-stack,
                                      text-relocations, nodlopen,
                                      undefined-functions, types
          --needs A,B                 of .o and .a: libraries that have what they
                                      lack, besides those of C and C++

    Exit status: 0 if it was found, 1 if not, 2 if the command line is wrong.

    Examples:
      alfheim lookup /lib/x86_64-linux-gnu/libz.so.1 crc32
      alfheim lookup /lib/x86_64-linux-gnu/libc.so.6 memcpy@GLIBC_2.2.5
      alfheim lookup libstdc++.so.6 'std::terminate()'
    """;
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Json.option())
        .addOption(Waivers.option())
        .addOption(ObjectOptions.option());
  }

  @Override
  public int run(CommandLine line, Terminal terminal) {
    List<String> arguments = line.getArgList();
    ImageArgument file =
        ImageArgument.leading(arguments.subList(0, Math.max(0, arguments.size() - 1)));
    if (arguments.size() < 2 || file.files().size() != arguments.size() - 1) {
      throw new UsageException(
          "lookup takes a FILE and a NAME, not " + Count.of(arguments.size(), "argument"));
    }
    LocalPlugin plugin = file.open(Waivers.of(line), ObjectOptions.of(line), terminal);
    LocalSymbol symbol = find(plugin, arguments.getLast());
    Map<String, Object> facts = facts(symbol);
    if (Json.wanted(line)) {
      Json.write(facts, terminal);
    } else {
      // The symbol's own name stays the first word of its line.
      facts.put("name", DemangledName.beside(symbol.name()));
      facts.remove(DEMANGLED);
      facts.forEach(
          (name, value) -> terminal.println("%-8s %s".formatted(name, text(name, value))));
    }
    return ExitStatus.DONE;
  }

  private static LocalSymbol find(LocalPlugin plugin, String text) {
    int at = text.indexOf('@');
    if (at <= 0) {
      return plugin.lookup(text);
    }
    String written = text.substring(0, at);
    String name = plugin.find(written).map(Symbol::name).orElse(written);
    String version = text.substring(text.startsWith("@@", at) ? at + 2 : at + 1);
    return plugin
        .find(name, version)
        .map(LocalSymbol.class::cast)
        .orElseThrow(() ->
            new CommandException(
                plugin.location()
                    + ": no symbol "
                    + name
                    + " of version "
                    + version
                    + plugin
                        .find(name)
                        .map(symbol ->
                            "; the default one is " + symbol.version().orElse("without a version"))
                        .orElseGet(() ->
                            ", nor of another"
                                + SimilarNames.question(
                                    name, plugin.symbols().stream().map(Symbol::name).toList()))));
  }

  private static Map<String, Object> facts(LocalSymbol symbol) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", symbol.name());
    DemangledName.of(symbol.name()).ifPresent(text -> facts.put(DEMANGLED, text));
    symbol.version().ifPresent(version -> facts.put("version", version));
    facts.put("kind", symbol.kind().label());
    facts.put("size", symbol.size());
    symbol
        .type()
        .ifPresent(known -> {
          facts.put("type", known.type().declare(DemangledName.declarator(symbol.name())));
          facts.put("typeFrom", known.origin());
        });
    OptionalLong address = symbol.address();
    if (address.isPresent()) {
      if (symbol.kind() != SymbolKind.TLS) {
        facts.put("offset", address.getAsLong() - symbol.plugin().image().base());
      }
      facts.put("address", address.getAsLong());
    }
    facts.put("file", symbol.plugin().location());
    return facts;
  }

  private static Object text(String name, Object value) {
    return name.equals("offset") || name.equals("address")
        ? "0x" + Long.toHexString((Long) value)
        : value;
  }
}
