package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.types.GoType;

/**
 * A Go plugin, as its file has it.
 *
 * @param version the version of Go that built it, such as {@code go1.23.5}; empty where nothing in
 *     the file says it
 * @param path the path by which the runtime knows it: that of its module's package, or {@code
 *     plugin/unnamed-} and a hash if it was built from files; empty where it can't be read
 * @param flags what {@code go build} was told that makes one plugin fit a host and another not;
 *     empty where the file has no build information
 * @param packages the hash of each package in it, in hexadecimal, by import path and in its order
 * @param exports what {@code plugin.Lookup} finds in it, in the order of its table; empty where
 *     that can't be read
 * @param types what is behind each named type of the exports
 * @param methods the exported methods of pointers to named types, as far as there are such pointers
 *     in the exports and in what is behind their types; a type that is not there has none, or none
 *     that can be read
 * @param damage what of its tables the runtime would end the process for; empty if there is nothing
 * @param problems what can't be read, and why
 */
public record GoPlugin(
    Optional<String> version,
    Optional<String> path,
    Optional<List<String>> flags,
    Map<String, String> packages,
    Optional<List<GoExport>> exports,
    Map<GoType.Named, GoType> types,
    Map<GoType.Named, List<GoType.Method>> methods,
    Optional<String> damage,
    List<String> problems) {

  /** From Go 1.20 on, and before. */
  private static final String[] HASHES = {"go:link.pkghashbytes.", "go.link.pkghashbytes."};

  /** What is longer is left out of messages. */
  private static final int MOST_SHOWN = 500;

  private static final Pattern VERSION = Pattern.compile("go1\\.([0-9]{1,4})\\b.*");

  /** The tables of a later Go are checked by nobody but the runtime. */
  private static final int LAST_KNOWN = 23;

  private static final int HASH = 8;
  private static final int PTAB_ENTRY = 8;
  private static final int MOST_EXPORTS = 50_000;

  /** Takes the collections as they are at this moment. */
  public GoPlugin {
    flags = flags.map(List::copyOf);
    packages = Collections.unmodifiableMap(new LinkedHashMap<>(packages));
    exports = exports.map(List::copyOf);
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    methods = Collections.unmodifiableMap(new LinkedHashMap<>(methods));
    problems = List.copyOf(problems);
  }

  /** What it is, for messages: {@code Go plugin (go1.23.5, example.com/hello)}. */
  public String title() {
    return "Go plugin ("
        + version.filter(GoPlugin::isPlain).orElse("of a Go that it doesn't tell")
        + path.filter(GoPlugin::isPlain).map(text -> ", " + text).orElse("")
        + ")";
  }

  /** How to get a host, or to do without one. */
  public String cure() {
    return "build one with the toolchain of "
        + version.filter(GoPlugin::isPlain).orElse("the plugin")
        + " (alfheim go-host --go PATH), or build it as a C library: go build"
        + " -buildmode=c-shared, with //export at its functions";
  }

  /**
   * Why it is not opened where nobody has a host.
   *
   * @param file what the image is called
   */
  public ElfException refusal(String file) {
    String problem = "this is a " + title() + ", which needs a host, and none was given";
    return new ElfException(file, GoMark.HASH_OF_RUNTIME, -1, problem, cure());
  }

  /**
   * What the linker calls an export: in the last part of the package's path it escapes what would
   * not be clear in a name ({@code cmd/internal/objabi.PathToPrefix}).
   */
  public String linkedName(GoExport export) {
    StringBuilder prefix = new StringBuilder();
    byte[] text = path.orElse("").getBytes(StandardCharsets.UTF_8);
    int slash = lastSlash(text);
    for (int i = 0; i < text.length; i++) {
      int c = text[i] & 0xff;
      boolean escaped = c <= ' ' || (c == '.' && i > slash) || c == '%' || c == '"' || c >= 0x7f;
      prefix.append(escaped ? "%%%02x".formatted(c) : String.valueOf((char) c));
    }
    return prefix + "." + export.name();
  }

  private static int lastSlash(byte[] text) {
    int last = text.length - 1;
    while (last >= 0 && text[last] != '/') {
      last--;
    }
    return last;
  }

  /** Whether a message of one line can have a text in it. */
  private static boolean isPlain(String text) {
    return text.length() <= MOST_SHOWN && text.chars().noneMatch(Character::isISOControl);
  }

  /**
   * Reads a Go plugin.
   *
   * @param image an image with a {@link GoMark}; of a file's bytes, those that a loader reads are
   *     enough, but for the version of a plugin of a Go before 1.20
   * @return what it says of itself
   */
  public static GoPlugin read(SharedObject image) {
    List<String> problems = new ArrayList<>();
    Attempt attempt = new Attempt(problems);
    Optional<BuildInformation> built =
        attempt.of("build information", () -> BuildInformation.of(image)).flatMap(found -> found);
    Optional<String> version = built.map(BuildInformation::version);
    if (version.isEmpty()) {
      version = attempt.of("version", () -> CompilerVersion.of(image)).flatMap(found -> found);
    }
    Map<String, String> packages = attempt.of("packages", () -> packages(image)).orElse(Map.of());
    RelocatedImage memory = new RelocatedImage(image);
    Optional<ModuleData> module = attempt.of("module data", () -> ModuleData.of(memory));
    Optional<String> path =
        module.flatMap(data -> attempt.of("path", () -> data.string("pluginpath")));
    Optional<Exports> exports =
        module.flatMap(data -> attempt.of("exports", () -> Exports.of(memory, data, packages)));
    Optional<String> damage =
        known(version) ? module.flatMap(data -> damage(memory, data)) : Optional.empty();
    damage.ifPresent(what -> problems.add("tables: " + what));
    return new GoPlugin(
        version,
        path,
        built.map(BuildInformation::flags),
        packages,
        exports.map(Exports::list),
        exports.map(Exports::types).orElse(Map.of()),
        exports.map(Exports::methods).orElse(Map.of()),
        damage,
        problems);
  }

  private static Optional<String> damage(RelocatedImage memory, ModuleData module) {
    try {
      ModuleTables.check(memory, module);
      return Optional.empty();
    } catch (ElfException damaged) {
      return Optional.of(damaged.problem() + " (" + damaged.field() + ")");
    }
  }

  /**
   * Whether the tables are known that a version of Go writes. One that isn't told is an old one.
   */
  private static boolean known(Optional<String> version) {
    return version
        .map(text -> {
          Matcher number = VERSION.matcher(text);
          return number.matches() && Integer.parseInt(number.group(1)) <= LAST_KNOWN;
        })
        .orElse(true);
  }

  /**
   * Reads what a host has in common with plugins: version, flags, packages.
   *
   * @param image a C library of Go's
   */
  public static GoPlugin readHost(SharedObject image) {
    List<String> problems = new ArrayList<>();
    Attempt attempt = new Attempt(problems);
    Optional<BuildInformation> built =
        attempt.of("build information", () -> BuildInformation.of(image)).flatMap(found -> found);
    Map<String, String> packages = attempt.of("packages", () -> packages(image)).orElse(Map.of());
    return new GoPlugin(
        built.map(BuildInformation::version),
        Optional.empty(),
        built.map(BuildInformation::flags),
        packages,
        Optional.empty(),
        Map.of(),
        Map.of(),
        Optional.empty(),
        problems);
  }

  /** What is known, if a part can be read; else why not. */
  private record Attempt(List<String> problems) {
    <T> Optional<T> of(String part, Supplier<T> read) {
      try {
        return Optional.of(read.get());
      } catch (ElfException damaged) {
        problems.add(part + ": " + damaged.problem() + " (" + damaged.field() + ")");
        return Optional.empty();
      }
    }
  }

  private static Map<String, String> packages(SharedObject image) {
    SymbolTable symbols = image.symbols();
    Map<String, String> packages = new TreeMap<>();
    for (int i = 1; i < symbols.count(); i++) {
      if (symbols.size(i) == HASH && symbols.exported(i)) {
        String name = symbols.name(i);
        for (String prefix : HASHES) {
          if (name.startsWith(prefix)) {
            byte[] hash = new byte[HASH];
            image.contentAt(symbols.get(i).value(), HASH).asByteBuffer().get(hash);
            packages.put(name.substring(prefix.length()), HexFormat.of().formatHex(hash));
          }
        }
      }
    }
    return packages;
  }

  private record Exports(
      List<GoExport> list,
      Map<GoType.Named, GoType> types,
      Map<GoType.Named, List<GoType.Method>> methods) {
    static Exports of(RelocatedImage memory, ModuleData module, Map<String, String> packages) {
      TypeDescriptors descriptors = new TypeDescriptors(memory, module, packages.keySet());
      long count = module.length("ptab");
      if (count < 0 || count > MOST_EXPORTS) {
        throw memory.bad("ptab", Long.toUnsignedString(count) + " exports");
      }
      List<GoExport> list = new ArrayList<>();
      long table = count == 0 ? 0 : module.pointer("ptab");
      for (int i = 0; i < count; i++) {
        ByteBuffer entry = memory.bytes(table + (long) i * PTAB_ENTRY, PTAB_ENTRY);
        String name = descriptors.name(entry.getInt(0)).text();
        list.add(export(memory, name, descriptors.type(entry.getInt(4))));
      }
      descriptors.underlying();
      var methods = new MethodSets(memory, descriptors).read();
      /* With what is behind the types of the methods. */
      return new Exports(list, descriptors.underlying(), methods);
    }

    /** A function is itself; a variable is given by a pointer to it. */
    private static GoExport export(RelocatedImage memory, String name, GoType type) {
      if (type instanceof GoType.Func) {
        return new GoExport(name, true, type);
      }
      if (type instanceof GoType.Pointer(GoType target)) {
        return new GoExport(name, false, target);
      }
      if (type instanceof GoType.Opaque(String text)) {
        return text.startsWith("*")
            ? new GoExport(name, false, new GoType.Opaque(text.substring(1)))
            : new GoExport(name, true, type);
      }
      throw memory.bad("ptab", name + " is neither a function nor given by a pointer");
    }
  }

  /** Whether it was built with the race detector, whose runtime is a package of its own. */
  public boolean race() {
    return packages.containsKey("runtime/race");
  }
}
