package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alfheim.elf.ElfException;
import org.alfheim.types.GoType;

/**
 * Reads the descriptors of types ({@code abi.Type}) that the runtime and {@code reflect} use.
 *
 * <p>Each is read once, however many refer to it. What a hostile file could have read again and
 * again is counted.
 */
final class TypeDescriptors {
  static final int STRUCT = 25;

  private static final int ARRAY = 17;
  private static final int CHAN = 18;
  private static final int FUNC = 19;
  private static final int INTERFACE = 20;
  private static final int MAP = 21;
  private static final int POINTER = 22;
  private static final int SLICE = 23;

  /** The bytes of a descriptor that are the same for each kind. */
  private static final int COMMON = 48;

  static final int STRUCT_FIELDS = COMMON + 8;
  static final int FIELD = 24;

  private static final int FLAGS = 20;
  private static final int KIND = 23;
  private static final int NAME = 40;
  private static final int KINDS = 31;

  private static final int HAS_UNCOMMON = 1;
  private static final int EXTRA_STAR = 1 << 1;
  private static final int IS_NAMED = 1 << 2;
  private static final int VARIADIC = 0x8000;

  private static final int MOST_DEEP = 100;
  private static final int MOST_TYPES = 200_000;
  private static final int MOST_TEXT = 1 << 24;

  private static final String[] NAMES = {
    "",
    "bool",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uintptr",
    "float32",
    "float64",
    "complex64",
    "complex128",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "string",
    "",
    "unsafe.Pointer"
  };

  private final RelocatedImage memory;
  private final long base;
  private final long end;
  private final Set<String> packages;
  private final Map<Long, Read> read = new HashMap<>();
  private final Map<Long, GoType.Named> named = new LinkedHashMap<>();
  private final Deque<Long> open = new ArrayDeque<>();
  private final Map<GoType.Named, GoType> underlying = new LinkedHashMap<>();
  private final Set<Long> done = new HashSet<>();
  private int types;
  private long text;

  /** How long the text of what is being read is at least. */
  private long inside;

  /** A type that was read, and how long its text is. */
  private record Read(GoType type, int length) {}

  /**
   * Descriptors of a module.
   *
   * @param packages the import paths of the packages in it
   */
  TypeDescriptors(RelocatedImage memory, ModuleData module, Set<String> packages) {
    this.memory = memory;
    this.base = module.pointer("types");
    this.end = module.pointer("etypes");
    this.packages = packages;
  }

  static int kind(RelocatedImage memory, long type) {
    return memory.bytes(type, COMMON).get(KIND) & KINDS;
  }

  /** The name at an offset from the first descriptor. */
  TypeName name(int offset) {
    return nameAt(offset == 0 ? 0 : at(offset));
  }

  private TypeName nameAt(long at) {
    TypeName name = TypeName.at(memory, at);
    text += name.weight();
    if (text > MOST_TEXT) {
      throw memory.bad("abi.Name", "names are longer together than " + MOST_TEXT + " bytes");
    }
    return name;
  }

  /** The type at an offset from the first descriptor. */
  GoType type(int offset) {
    return type(at(offset));
  }

  private long at(int offset) {
    long at = base + offset;
    if (offset < 0 || at < base || at >= end) {
      throw memory.bad("abi.TypeOff", "an offset of " + offset + " is outside of the types");
    }
    return at;
  }

  private GoType type(long at) {
    if (++types > MOST_TYPES) {
      throw memory.bad("abi.Type", "more than " + MOST_TYPES + " types");
    }
    Read known = read.get(at);
    if (known != null) {
      inside += known.length();
      return known.type();
    }
    if (open.size() > MOST_DEEP || open.contains(at)) {
      throw memory.bad("abi.Type", "a type that is made of itself");
    }
    open.push(at);
    ByteBuffer common = memory.bytes(at, COMMON);
    String said = said(common);
    GoType type =
        (common.get(FLAGS) & IS_NAMED) != 0 ? named(at, said, common) : proved(said, at, common);
    open.pop();
    read.put(at, new Read(type, said.length()));
    inside += said.length();
    return type;
  }

  /** A type whose structure gives the text that it says; else that text alone. */
  private GoType proved(String said, long at, ByteBuffer common) {
    long outside = inside;
    inside = 0;
    GoType structure = structure(at, common);
    boolean readable = inside <= RelocatedImage.LONGEST;
    inside = outside;
    return readable && structure.text().equals(said) ? structure : new GoType.Opaque(said);
  }

  /** What a type says that it is. */
  private String said(ByteBuffer common) {
    String said = name(common.getInt(NAME)).text();
    boolean star = (common.get(FLAGS) & EXTRA_STAR) != 0;
    return star && said.startsWith("*") ? said.substring(1) : said;
  }

  private GoType named(long at, String said, ByteBuffer common) {
    int kind = common.get(KIND) & KINDS;
    if (kind < NAMES.length && !said.isEmpty() && NAMES[kind].equals(said)) {
      return new GoType.Basic(said);
    }
    GoType.Named type = new GoType.Named(packagePath(at, common), said);
    named.put(at, type);
    return type;
  }

  /**
   * The package of a type. What says so lies behind the part that differs from kind to kind; that
   * of a map is longer from Go 1.24 on.
   */
  private Optional<String> packagePath(long at, ByteBuffer common) {
    if ((common.get(FLAGS) & HAS_UNCOMMON) == 0) {
      return Optional.empty();
    }
    return switch (common.get(KIND) & KINDS) {
      case ARRAY -> packagePath(at + 72);
      case CHAN -> packagePath(at + 64);
      case FUNC, POINTER, SLICE -> packagePath(at + 56);
      case INTERFACE, STRUCT -> packagePath(at + 80);
      case MAP -> packagePath(at + 88).or(() -> packagePath(at + 112));
      default -> packagePath(at + COMMON);
    };
  }

  private Optional<String> packagePath(long uncommon) {
    int offset = memory.bytes(uncommon, 4).getInt(0);
    if (offset <= 0 || base + offset >= end) {
      return Optional.empty();
    }
    try {
      String path = name(offset).text();
      return packages.contains(path) ? Optional.of(path) : Optional.empty();
    } catch (ElfException other) {
      return Optional.empty(); // It is not there, but something else.
    }
  }

  /** What a type is made of, whatever its name. */
  private GoType structure(long at, ByteBuffer common) {
    int kind = common.get(KIND) & KINDS;
    return switch (kind) {
      case ARRAY ->
          new GoType.Array(memory.word(at + COMMON + 16), type(memory.pointer(at + COMMON)));
      case CHAN -> channel(at);
      case FUNC -> function(at, common);
      case INTERFACE -> contract(at);
      case MAP ->
          new GoType.Dictionary(
              type(memory.pointer(at + COMMON)), type(memory.pointer(at + COMMON + 8)));
      case POINTER -> new GoType.Pointer(type(memory.pointer(at + COMMON)));
      case SLICE -> new GoType.Slice(type(memory.pointer(at + COMMON)));
      case STRUCT -> structure(at);
      default -> {
        if (kind == 0 || kind >= NAMES.length) {
          throw memory.bad("abi.Kind", "a type of kind " + kind);
        }
        yield new GoType.Basic(NAMES[kind]);
      }
    };
  }

  private GoType channel(long at) {
    long bits = memory.word(at + COMMON + 8);
    GoType.Direction direction;
    if (bits == 1) {
      direction = GoType.Direction.RECEIVE;
    } else if (bits == 2) {
      direction = GoType.Direction.SEND;
    } else if (bits == 3) {
      direction = GoType.Direction.BOTH;
    } else {
      throw memory.bad("abi.ChanDir", "a channel of direction " + bits);
    }
    return new GoType.Channel(direction, type(memory.pointer(at + COMMON)));
  }

  private GoType.Func function(long at, ByteBuffer common) {
    ByteBuffer counts = memory.bytes(at + COMMON, 4);
    int in = counts.getShort(0) & 0xffff;
    int out = counts.getShort(2) & 0xffff;
    long list = at + COMMON + 8 + ((common.get(FLAGS) & HAS_UNCOMMON) != 0 ? 16 : 0);
    boolean variadic = (out & VARIADIC) != 0;
    List<GoType> parameters = types(list, in);
    return new GoType.Func(parameters, types(list + 8L * in, out & ~VARIADIC), variadic);
  }

  private List<GoType> types(long list, int count) {
    List<GoType> types = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      types.add(type(memory.pointer(list + 8L * i)));
    }
    return types;
  }

  private GoType structure(long at) {
    long fields = memory.pointer(at + STRUCT_FIELDS);
    long count = memory.word(at + STRUCT_FIELDS + 8);
    List<GoType.Field> read = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long field = fields + i * FIELD;
      TypeName name = nameAt(memory.pointer(field));
      read.add(
          new GoType.Field(
              name.text(),
              type(memory.pointer(field + 8)),
              memory.word(field + 16),
              name.tag(),
              name.embedded()));
    }
    return new GoType.Struct(read);
  }

  private GoType contract(long at) {
    long methods = memory.pointer(at + COMMON + 8);
    long count = memory.word(at + COMMON + 16);
    List<GoType.Method> read = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      ByteBuffer method = memory.bytes(methods + 8 * i, 8);
      String name = name(method.getInt(0)).text();
      if (!(type(method.getInt(4)) instanceof GoType.Func signature)) {
        return new GoType.Opaque("interface");
      }
      read.add(new GoType.Method(name, signature));
    }
    return new GoType.Interface(read);
  }

  /** What is behind each named type that was met, and behind those that are met on the way. */
  Map<GoType.Named, GoType> underlying() {
    Deque<Map.Entry<Long, GoType.Named>> waiting = new ArrayDeque<>();
    do {
      named.forEach((at, type) -> {
        if (done.add(at)) {
          waiting.add(Map.entry(at, type));
        }
      });
      Map.Entry<Long, GoType.Named> next = waiting.poll();
      if (next == null) {
        return underlying;
      }
      GoType structure;
      try {
        structure = behind(next.getKey());
      } catch (ElfException damaged) {
        structure = new GoType.Opaque(next.getValue().text());
      }
      GoType other = underlying.put(next.getValue(), structure);
      if (other != null && !other.equals(structure)) {
        /* Types of the same name, in two functions. */
        underlying.put(next.getValue(), new GoType.Opaque(next.getValue().text()));
      }
    } while (true);
  }

  private GoType behind(long at) {
    open.clear();
    inside = 0;
    GoType structure = structure(at, memory.bytes(at, COMMON));
    if (inside > RelocatedImage.LONGEST) {
      throw memory.bad("abi.Type", "a type is longer than " + RelocatedImage.LONGEST + " bytes");
    }
    return structure;
  }

  /** The pointers to named types that were met and may have methods: where each is described. */
  Map<Long, GoType.Named> pointers() {
    Map<Long, GoType.Named> pointers = new TreeMap<>();
    read.forEach((at, type) -> {
      if (type.type() instanceof GoType.Pointer(GoType.Named target)
          && (memory.bytes(at, COMMON).get(FLAGS) & HAS_UNCOMMON) != 0) {
        pointers.put(at, target);
      }
    });
    return pointers;
  }

  /** Where what only types with methods have begins, of a pointer. */
  static long uncommonOfPointer(long at) {
    return at + COMMON + 8;
  }

  /** A type at an offset, apart from all others. */
  GoType alone(int offset) {
    open.clear();
    inside = 0;
    GoType type = type(offset);
    if (inside > RelocatedImage.LONGEST) {
      throw memory.bad("abi.Type", "a type is longer than " + RelocatedImage.LONGEST + " bytes");
    }
    return type;
  }
}
