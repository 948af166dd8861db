package org.alfheim.internal.go.call;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.alfheim.bind.Name;
import org.alfheim.internal.go.codec.StructCodec;
import org.alfheim.internal.go.codec.WireCodec;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/** A record, as far as its components stand for fields or results. */
final class RecordFields {
  private static final MethodHandles.Lookup OWN = MethodHandles.lookup();

  private final Class<?> type;
  private final RecordComponent[] components;

  private RecordFields(Class<?> type) {
    this.type = type;
    this.components = type.getRecordComponents();
  }

  static RecordFields of(Class<?> type) {
    return new RecordFields(type);
  }

  /**
   * What writes and reads records of the type, without its parts.
   *
   * @throws MisfitException if they can't be reached
   */
  StructCodec codec() {
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, OWN);
      MethodHandle constructor =
          lookup
              .findConstructor(
                  type,
                  MethodType.methodType(
                      void.class,
                      Arrays.stream(components)
                          .map(RecordComponent::getType)
                          .toArray(Class[]::new)))
              .asType(MethodType.genericMethodType(components.length))
              .asSpreader(Object[].class, components.length);
      MethodHandle[] accessors = new MethodHandle[components.length];
      for (int i = 0; i < accessors.length; i++) {
        accessors[i] =
            lookup.unreflect(components[i].getAccessor()).asType(MethodType.genericMethodType(1));
      }
      return new StructCodec(type.getSimpleName(), collected(accessors), constructor);
    } catch (ReflectiveOperationException e) {
      throw new MisfitException(type.getTypeName() + " is not accessible: " + e.getMessage());
    }
  }

  /** {@code (Object record) Object[]}. */
  private static MethodHandle collected(MethodHandle[] accessors) {
    MethodHandle all =
        MethodHandles.identity(Object[].class).asCollector(Object[].class, accessors.length);
    all = MethodHandles.filterArguments(all, 0, accessors);
    return MethodHandles.permuteArguments(
        all, MethodType.methodType(Object[].class, Object.class), new int[accessors.length]);
  }

  /** A component for each field that is exported, in Go's order. */
  List<StructCodec.Part> parts(GoType go, GoType.Struct struct, CodecFactory codecs) {
    List<GoType.Field> fields =
        struct.fields().stream().filter(field -> isExported(field.name())).toList();
    WireCodec[] found = new WireCodec[components.length];
    List<Integer> order = new ArrayList<>();
    for (GoType.Field field : fields) {
      int index = index(field.name());
      if (index < 0) {
        throw new MisfitException(
            type.getSimpleName() + " has no component for " + go.text() + "." + field.name());
      }
      if (found[index] != null) {
        throw new MisfitException(
            type.getSimpleName()
                + "."
                + components[index].getName()
                + " stands for two fields of "
                + go.text()
                + ", one of them "
                + field.name()
                + ": @Name tells them apart");
      }
      found[index] = part(index, field.type(), codecs::of, "Go's " + field.name());
      order.add(index);
    }
    for (int i = 0; i < found.length; i++) {
      if (found[i] == null) {
        throw new MisfitException(
            type.getSimpleName()
                + "."
                + components[i].getName()
                + " is no exported field of "
                + go.text());
      }
    }
    return order.stream()
        .map(index -> new StructCodec.Part(components[index].getName(), index, found[index]))
        .toList();
  }

  /** A component for each result, in their order. */
  List<StructCodec.Part> parts(List<GoType> results, CodecFactory codecs) {
    if (components.length != results.size()) {
      throw new MisfitException(
          "Go gives "
              + results.size()
              + " results, and "
              + type.getSimpleName()
              + " has "
              + components.length
              + " components");
    }
    List<StructCodec.Part> parts = new ArrayList<>();
    for (int i = 0; i < components.length; i++) {
      parts.add(
          new StructCodec.Part(
              components[i].getName(),
              i,
              part(i, results.get(i), codecs::given, "result " + (i + 1))));
    }
    return parts;
  }

  private WireCodec part(
      int index, GoType go, BiFunction<GoType, Type, WireCodec> codecs, String what) {
    try {
      return codecs.apply(go, components[index].getGenericType());
    } catch (MisfitException misfit) {
      throw new MisfitException(
          type.getSimpleName()
              + "."
              + components[index].getName()
              + " is "
              + what
              + ": "
              + misfit.getMessage());
    }
  }

  private int index(String field) {
    int near = -1;
    for (int i = 0; i < components.length; i++) {
      Optional<String> said =
          Optional.ofNullable(components[i].getAnnotation(Name.class)).map(Name::value);
      String name = said.orElse(components[i].getName());
      if (name.equals(field)) {
        return i;
      }
      if (said.isEmpty() && name.equalsIgnoreCase(field)) {
        near = i;
      }
    }
    return near;
  }

  /** Whether other packages of Go see a name: it begins with a capital letter. */
  static boolean isExported(String name) {
    return !name.isEmpty() && Character.isUpperCase(name.codePointAt(0));
  }
}
