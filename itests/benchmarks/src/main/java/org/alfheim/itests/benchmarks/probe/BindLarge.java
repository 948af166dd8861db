package org.alfheim.itests.benchmarks.probe;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.types.BoolType;
import org.alfheim.types.CType;
import org.alfheim.types.EnumType;
import org.alfheim.types.FloatingType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.IntegerType;
import org.alfheim.types.PointerType;
import org.alfheim.types.VoidType;

/**
 * Binds an interface of all functions of a library, one of ten of them, and as many method handles
 * as the large one has methods; tells of each round what that took of the thread's processor time.
 * An interface is a new one in each round.
 */
public final class BindLarge {
  private static final int SMALL = 10;

  private BindLarge() {}

  /** A function, as a method of Java and as FFM has it. */
  private record Function(String name, Optional<ValueLayout> result, List<ValueLayout> parameters) {

    /** Empty where a person would have to write more than numbers and pointers. */
    static Optional<Function> of(String name, FunctionType type) {
      List<ValueLayout> parameters =
          type.parameters().stream()
              .flatMap(parameter -> layout(parameter.type()).stream())
              .toList();
      boolean nothing = type.result().resolved() instanceof VoidType;
      Optional<ValueLayout> result = layout(type.result());
      return type.variadic()
              || parameters.size() < type.parameters().size()
              || (result.isEmpty() && !nothing)
          ? Optional.empty()
          : Optional.of(new Function(name, result, parameters));
    }

    private static Optional<ValueLayout> layout(CType type) {
      return switch (type.resolved()) {
        case PointerType _ -> Optional.of(ValueLayout.ADDRESS);
        case IntegerType integer -> number(integer.layout().byteSize());
        case EnumType enumeration -> number(enumeration.layout().byteSize());
        case BoolType _ -> Optional.of(ValueLayout.JAVA_BOOLEAN);
        case FloatingType floating ->
            Optional.of(
                floating.layout().byteSize() == Float.BYTES
                    ? ValueLayout.JAVA_FLOAT
                    : ValueLayout.JAVA_DOUBLE);
        default -> Optional.empty();
      };
    }

    private static Optional<ValueLayout> number(long bytes) {
      return Optional.of(
          switch ((int) bytes) {
            case Byte.BYTES -> ValueLayout.JAVA_BYTE;
            case Short.BYTES -> ValueLayout.JAVA_SHORT;
            case Integer.BYTES -> ValueLayout.JAVA_INT;
            default -> ValueLayout.JAVA_LONG;
          });
    }

    MethodTypeDesc type() {
      return MethodTypeDesc.of(
          result.map(Function::java).orElse(ConstantDescs.CD_void),
          parameters.stream().map(Function::java).toList());
    }

    private static ClassDesc java(ValueLayout layout) {
      return layout.carrier().describeConstable().orElseThrow();
    }

    FunctionDescriptor descriptor() {
      MemoryLayout[] all = parameters.toArray(MemoryLayout[]::new);
      return result
          .map(layout -> FunctionDescriptor.of(layout, all))
          .orElseGet(() -> FunctionDescriptor.ofVoid(all));
    }
  }

  /** What is done. */
  @FunctionalInterface
  private interface Step {
    Object run() throws IllegalAccessException;
  }

  private static long cost(Step step) throws IllegalAccessException {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    Object made = step.run();
    long cost = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    if (made.toString().isEmpty()) {
      throw new IllegalStateException("nothing was made");
    }
    return cost;
  }

  private static Class<?> contract(String name, List<Function> functions)
      throws IllegalAccessException {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(BindLarge.class.getPackageName(), name),
                type -> {
                  type.withFlags(
                      ClassFile.ACC_PUBLIC | ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT);
                  for (Function function : functions) {
                    type.withMethod(
                        function.name(),
                        function.type(),
                        ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT,
                        _ -> {});
                  }
                });
    return MethodHandles.lookup().defineClass(bytes);
  }

  private static List<Function> functions(LocalPlugin plugin) {
    List<Function> functions = new ArrayList<>();
    plugin
        .symbols()
        .forEach(symbol ->
            symbol
                .type()
                .map(known -> known.type())
                .filter(FunctionType.class::isInstance)
                .flatMap(type -> Function.of(symbol.name(), (FunctionType) type))
                .ifPresent(functions::add));
    return functions;
  }

  @SuppressWarnings("restricted")
  private static List<MethodHandle> byHand(SymbolLookup lookup, List<Function> functions) {
    Linker linker = Linker.nativeLinker();
    List<MethodHandle> handles = new ArrayList<>();
    for (Function function : functions) {
      handles.add(
          linker.downcallHandle(lookup.findOrThrow(function.name()), function.descriptor()));
    }
    return handles;
  }

  /**
   * Runs it.
   *
   * @param arguments the results; the library; its types; how many rounds there are before those
   *     that count; how many of those
   * @throws IOException if a file can't be read or written
   * @throws IllegalAccessException if an interface can't be made
   */
  public static void main(String[] arguments) throws IOException, IllegalAccessException {
    OpenOptions options =
        OpenOptions.builder().typesFrom(new CarriedTypes(Path.of(arguments[2]))).build();
    LocalPlugin plugin = Loader.openLocal(Path.of(arguments[1]), options);
    List<Function> functions = functions(plugin);
    int before = Integer.parseInt(arguments[3]);
    int all = before + Integer.parseInt(arguments[4]);
    try (Results results = Results.of(arguments)) {
      results.say(functions.size());
      for (int i = 0; i < all; i++) {
        Class<?> large = contract("Large" + i, functions);
        Class<?> small = contract("Small" + i, functions.subList(0, SMALL));
        long ofLarge = cost(() -> plugin.bind(large));
        long ofSmall = cost(() -> plugin.bind(small));
        long ofHandles = cost(() -> byHand(plugin.symbolLookup(), functions));
        if (i >= before) {
          results.say(ofLarge);
          results.say(ofSmall);
          results.say(ofHandles);
        }
      }
    }
  }
}
