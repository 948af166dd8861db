package org.alfheim.internal.bind;

import java.lang.annotation.Annotation;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.Nullable;
import org.alfheim.bind.Struct;
import org.alfheim.bind.Unsigned;
import org.alfheim.internal.bind.marshal.Binding;
import org.alfheim.internal.bind.marshal.CallbackTypes;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.Handles;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.MethodParts;
import org.alfheim.internal.bind.marshal.MethodParts.Part;
import org.alfheim.internal.bind.struct.FunctionPassing;
import org.alfheim.internal.bind.struct.StructurePassing;
import org.alfheim.internal.bind.struct.Structures;
import org.alfheim.types.PointerType;

/**
 * The parts of methods that are known to fit: those that always do, those that are found to do so
 * without making anything of them, and those of methods that have been bound.
 */
final class FittingParts {
  /** What a function can take besides numbers, pointers and text. */
  private static final Set<Class<?>> TAKEN =
      Set.of(
          byte[].class,
          short[].class,
          char[].class,
          int[].class,
          long[].class,
          float[].class,
          double[].class,
          String[].class,
          ByteBuffer.class);

  private final MethodHandles.Lookup host;
  private final Binding binding;
  private final Structures structures;
  private final Set<Part> fitting = new HashSet<>();

  /** Nothing has been bound yet. */
  FittingParts(MethodHandles.Lookup host, Binding binding, Structures structures) {
    this.host = host;
    this.binding = binding;
    this.structures = structures;
  }

  /**
   * Whether all of a method is known to fit; if not, it may do so nevertheless.
   *
   * @param parts what it is made of; empty if it has to be looked at as a whole
   * @throws BindingException if an annotation names a parameter that there is not
   */
  boolean all(Method method, Optional<MethodParts> parts) {
    if (parts.isEmpty() || !all(parts.get())) {
      return false;
    }
    if (parts.get().lengths()) {
      LengthGuard.of(method);
    }
    return true;
  }

  private boolean all(MethodParts method) {
    for (Part part : method.parts()) {
      if (!fitting.contains(part)) {
        if (!fits(part)) {
          return false;
        }
        fitting.add(part);
      }
    }
    return true;
  }

  /** Remembers the parts of a method that fits. */
  void add(MethodParts method) {
    fitting.addAll(method.parts());
  }

  private boolean fits(Part part) {
    Class<?> java = part.java();
    if (plain(java) || (part.result() ? java == void.class : TAKEN.contains(java))) {
      return part.bare();
    }
    try {
      if (Handles.isHandle(java)) {
        binding.handles().type(java, java.getTypeName());
        return part.bareHandle();
      }
      if (java.isRecord()) {
        return part.result() && part.bare() && returned(part);
      }
      if (Struct.class.isAssignableFrom(java)) {
        return part.bare() && view(part);
      }
      if (FunctionTable.class.isAssignableFrom(java)) {
        return part.bareCallback() && table(part);
      }
      return part.bareCallback() && FunctionPointers.isCallback(java) && function(part);
    } catch (BindingException refused) {
      return false; // The method says why, and where.
    }
  }

  private static boolean plain(Class<?> java) {
    return (java.isPrimitive() && java != void.class)
        || java == MemorySegment.class
        || java == String.class;
  }

  private boolean view(Part part) {
    Optional<Structures.Viewed> viewed = structures.viewed(part.java(), part.c());
    viewed.ifPresent(each -> structures.checkView(part.java(), each.type()));
    return viewed.isPresent();
  }

  /** A record, by value or behind a pointer. */
  private boolean returned(Part part) {
    Class<?> java = part.java();
    StructurePassing.result(java, Optional.ofNullable(part.c()), structures, java.getTypeName());
    return true;
  }

  /** A table that C has, or that Java implements. */
  private boolean table(Part part) {
    if (part.c() != null && !(part.c().resolved() instanceof PointerType)) {
      return false;
    }
    FunctionPassing.check(part.java(), Optional.ofNullable(part.c()), structures, part.result());
    return true;
  }

  /** A function pointer that C has, or that calls Java. */
  private boolean function(Part part) {
    if (part.result() || !callback(part.java())) {
      FunctionPassing.check(part.java(), Optional.ofNullable(part.c()), structures, part.result());
    }
    return true;
  }

  /** Whether C can call an interface without more of its types than Java's. */
  private boolean callback(Class<?> java) {
    if (!accessible(java)) {
      return false;
    }
    Method method = ContractMethods.single(java, java.getTypeName());
    Class<?> result = method.getReturnType();
    if (CallbackTypes.needed(method) || result == String.class || !value(result, method)) {
      return false;
    }
    for (Parameter parameter : method.getParameters()) {
      if (!value(parameter.getType(), parameter)) {
        return false;
      }
    }
    return true;
  }

  private boolean value(Class<?> java, AnnotatedElement place) {
    boolean handle = Handles.isHandle(java);
    for (Annotation annotation : place.getAnnotations()) {
      boolean known =
          handle
              ? annotation instanceof Nullable
              : annotation instanceof Unsigned u && wide(u, java);
      if (!known) {
        return false;
      }
    }
    if (handle) {
      binding.handles().type(java, java.getTypeName());
    }
    return handle || java == void.class || plain(java);
  }

  /** Whether a type holds every unsigned integer of so many bits. */
  private static boolean wide(Unsigned unsigned, Class<?> java) {
    return switch (unsigned.value()) {
      case Byte.SIZE, Short.SIZE -> java == int.class || java == long.class;
      case Integer.SIZE -> java == long.class;
      default -> false;
    };
  }

  private boolean accessible(Class<?> java) {
    try {
      return host.accessClass(java) == java;
    } catch (IllegalAccessException hidden) {
      return false;
    }
  }
}
