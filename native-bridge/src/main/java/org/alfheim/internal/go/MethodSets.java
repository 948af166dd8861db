package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.elf.ElfException;
import org.alfheim.types.GoType;

/**
 * Reads the exported methods of pointers ({@code abi.UncommonType}). Those of a value are among
 * them.
 */
final class MethodSets {
  private static final int UNCOMMON = 16;
  private static final int EXPORTED = 6;
  private static final int OFFSET = 8;
  private static final int METHOD = 16;

  private final RelocatedImage memory;
  private final TypeDescriptors types;

  MethodSets(RelocatedImage memory, TypeDescriptors types) {
    this.memory = memory;
    this.types = types;
  }

  /**
   * The methods of a pointer to each named type, as far as pointers to it were met. A type whose
   * methods can't be read has none here.
   */
  Map<GoType.Named, List<GoType.Method>> read() {
    Map<GoType.Named, List<GoType.Method>> methods = new LinkedHashMap<>();
    types
        .pointers()
        .forEach((at, type) -> {
          List<GoType.Method> own;
          try {
            own = methods(at);
          } catch (ElfException damaged) {
            own = List.of();
          }
          List<GoType.Method> other = methods.put(type, own);
          if (other != null && !other.equals(own)) {
            /* Types of the same name, in two functions. */
            methods.put(type, List.of());
          }
        });
    methods.values().removeIf(List::isEmpty);
    return Collections.unmodifiableMap(methods);
  }

  private List<GoType.Method> methods(long pointer) {
    long uncommon = TypeDescriptors.uncommonOfPointer(pointer);
    ByteBuffer header = memory.bytes(uncommon, UNCOMMON);
    int count = header.getShort(EXPORTED) & 0xffff;
    long list = uncommon + Integer.toUnsignedLong(header.getInt(OFFSET));
    List<GoType.Method> methods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ByteBuffer method = memory.bytes(list + (long) i * METHOD, METHOD);
      /* The linker leaves a method out that nobody can call: its type is no offset then. */
      if (method.getInt(4) > 0 && types.alone(method.getInt(4)) instanceof GoType.Func func) {
        methods.add(new GoType.Method(types.name(method.getInt(0)).text(), func));
      }
    }
    return methods;
  }
}
