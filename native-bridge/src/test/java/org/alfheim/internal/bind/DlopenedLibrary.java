package org.alfheim.internal.bind;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.bind.NativeFunction;
import org.alfheim.bind.SymbolKind;
import org.alfheim.bind.Variable;
import org.alfheim.bind.declaration.Declaration;
import org.alfheim.bind.declaration.Prototype;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.bind.marshal.Target;
import org.alfheim.internal.bind.marshal.Targets;
import org.alfheim.internal.bind.text.BoundFunction;
import org.alfheim.internal.bind.text.BoundVariable;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;

/**
 * The symbols of a library as dlopen and readelf see them: a source of targets that owes nothing to
 * the loader.
 */
@SuppressWarnings("restricted")
public final class DlopenedLibrary implements Targets {
  private final Path file;
  private final SymbolLookup lookup;
  private final Map<String, Target> targets = new HashMap<>();

  @SuppressWarnings("restricted")
  private DlopenedLibrary(Path file) {
    this.file = file;
    this.lookup = SymbolLookup.libraryLookup(file, Arena.global());
    Set<String> writableSections = writableSections();
    for (String line :
        Compiler.run(List.of("readelf", "-W", "--dyn-syms", file.toString())).lines().toList()) {
      // Num: Value Size Type Bind Vis Ndx Name
      String[] column = columns(line);
      if (column.length >= 8 && column[0].matches("\\d+:") && !column[6].equals("UND")) {
        String name = column[7].replaceAll("@.*", "");
        SymbolKind kind =
            switch (column[3]) {
              case "FUNC", "IFUNC" -> SymbolKind.FUNCTION;
              case "TLS" -> SymbolKind.TLS;
              default -> SymbolKind.VARIABLE;
            };
        boolean writable = kind != SymbolKind.FUNCTION && writableSections.contains(column[6]);
        targets.put(name, new Dlsym(name, kind, Long.decode(column[2]), writable));
      }
    }
  }

  public static DlopenedLibrary of(Path file) {
    return new DlopenedLibrary(file);
  }

  public static DlopenedLibrary of(String systemLibrary) {
    return new DlopenedLibrary(Path.of("/lib/x86_64-linux-gnu", systemLibrary));
  }

  private Set<String> writableSections() {
    Set<String> writable = new HashSet<>();
    for (String line :
        Compiler.run(List.of("readelf", "-W", "-S", file.toString())).lines().toList()) {
      // [Nr] Name Type Address Off Size ES Flg Lk Inf Al
      String[] column = columns(line.replace("[ ", "["));
      if (column.length == 11 && column[7].contains("W") && !column[1].equals(".data.rel.ro")) {
        writable.add(column[0].replaceAll("[\\[\\]]", ""));
      }
    }
    return writable;
  }

  @SuppressWarnings("StringSplitter")
  private static String[] columns(String line) {
    return line.strip().split("\\s+");
  }

  @Override
  public String image() {
    return file.getFileName().toString();
  }

  @Override
  public Optional<Target> find(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  public Target target(String name) {
    return find(name).orElseThrow(() -> new AssertionError(image() + " has no " + name));
  }

  public NativeFunction function(String prototype) {
    Prototype parsed = Prototype.parse(prototype);
    return new BoundFunction(target(parsed.name()), parsed);
  }

  public Variable<Object> variable(String declaration) {
    Declaration parsed = Declaration.parse(declaration);
    return BoundVariable.of(target(parsed.name()), parsed);
  }

  /** A symbol that dlsym finds, for a thread-local one in the calling thread. */
  private final class Dlsym implements Target {
    private final String name;
    private final SymbolKind kind;
    private final long size;
    private final boolean writable;

    Dlsym(String name, SymbolKind kind, long size, boolean writable) {
      this.name = name;
      this.kind = kind;
      this.size = size;
      this.writable = writable;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public SymbolKind kind() {
      return kind;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public String image() {
      return DlopenedLibrary.this.image();
    }

    @Override
    public boolean writable() {
      return writable;
    }

    @Override
    public Optional<KnownType> knownType() {
      return Optional.empty();
    }

    @Override
    public Optional<CType> typeNamed(String type) {
      return Optional.empty();
    }

    @Override
    public MemorySegment segment() {
      return lookup.find(name).orElseThrow().reinterpret(size() == 0 ? 64 : size());
    }
  }
}
