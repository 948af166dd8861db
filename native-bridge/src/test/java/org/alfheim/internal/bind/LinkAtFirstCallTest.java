package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alfheim.bind.BindingException;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A method of a contract is linked when it is called first: an interface over all of a large
 * library costs what one over a few of its functions does. What is counted are the classes that are
 * loaded, since each shape of call has some that the JDK writes.
 */
class LinkAtFirstCallTest {
  private static final int MANY = 1000;
  private static final int FEW = 10;
  private static final int FUNCTIONS = 100;
  private static final int ABSTRACT = ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT;
  private static final List<ClassDesc> TYPES =
      List.of(
          ConstantDescs.CD_int,
          ConstantDescs.CD_long,
          ConstantDescs.CD_double,
          ClassDesc.of(MemorySegment.class.getName()));

  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    String source =
        IntStream.range(0, MANY)
            .mapToObj(i -> "long f%d() { return %d; }".formatted(i, i))
            .collect(Collectors.joining("\n"));
    library = DlopenedLibrary.of(new Compiler(folder).c("libmany.so", source));
  }

  /** An interface of methods f0, f1 and so on, each of a shape of its own. */
  private static Class<?> contract(String name, int first, int end) throws Exception {
    return define(
        name,
        type -> {
          for (int i = first; i < end; i++) {
            type.withMethod("f" + i, shape(i), ABSTRACT, _ -> {});
          }
        });
  }

  private static Class<?> define(String name, Consumer<ClassBuilder> methods) throws Exception {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(LinkAtFirstCallTest.class.getPackageName(), name),
                type -> methods.accept(type.withFlags(ABSTRACT | ClassFile.ACC_INTERFACE)));
    return MethodHandles.lookup().defineClass(bytes);
  }

  private static MethodTypeDesc shape(int number) {
    List<ClassDesc> parameters = new ArrayList<>();
    for (int rest = number + 1; rest > 0; rest /= TYPES.size()) {
      parameters.add(TYPES.get(rest % TYPES.size()));
    }
    return MethodTypeDesc.of(ConstantDescs.CD_long, parameters);
  }

  private static long loaded() {
    return ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount();
  }

  @Test
  void aLargeInterfaceLoadsNoMoreClassesThanASmallOne() throws Throwable {
    Contract.bind(contract("Warm", 0, 1), library);
    Class<?> few = contract("Few", 0, FEW);
    Class<?> many = contract("Many", FEW, MANY);

    long start = loaded();
    Contract.bind(few, library);
    long afterFew = loaded();
    Object bound = Contract.bind(many, library);
    long afterMany = loaded();

    assertThat(afterMany - afterFew).isLessThan(afterFew - start + MANY / 20);
    MethodHandle call = MethodHandles.lookup().unreflect(many.getMethods()[0]).bindTo(bound);
    List<Object> arguments =
        call.type().parameterList().stream().map(LinkAtFirstCallTest::zero).toList();
    assertThat(call.invokeWithArguments(arguments))
        .isEqualTo(Long.valueOf(many.getMethods()[0].getName().substring(1)));
  }

  @Test
  void aPlainMethodIsBoundWithFewObjects() throws Exception {
    Contract.bind(contract("WarmPlain", 0, 1), library);
    Class<?> many = contract("ManyPlain", 0, MANY);

    long start = allocated();
    Contract.bind(many, library);

    // What how it is called is made of comes at the first call: with it, it was 17 KB.
    assertThat((allocated() - start) / MANY).isLessThan(5_000);
  }

  /** An interface of one method of a shape of its own, which C calls, or which calls C. */
  private static ClassDesc function(int number) throws Exception {
    String name = "Function" + number;
    define(name, type -> type.withMethod("call", shape(number), ABSTRACT, _ -> {}));
    return ClassDesc.of(LinkAtFirstCallTest.class.getPackageName(), name);
  }

  @Test
  void aFunctionPointerIsMadeCallableWhenItsMethodIsCalledFirst() throws Throwable {
    List<ClassDesc> functions = new ArrayList<>();
    for (int i = 0; i < FUNCTIONS; i++) {
      functions.add(function(i));
    }
    Class<?> contract =
        define(
            "Functions",
            type -> {
              for (int i = 0; i < FUNCTIONS; i++) {
                type.withMethod("f" + i, MethodTypeDesc.of(functions.get(i)), ABSTRACT, _ -> {});
              }
            });
    Contract.bind(contract("WarmFunctions", 0, 1), library);

    long start = loaded();
    Object bound = Contract.bind(contract, library);

    assertThat(loaded() - start).isLessThan(FUNCTIONS / 2);
    MethodHandle first = MethodHandles.lookup().unreflect(contract.getMethod("f0"));
    assertThat(first.invoke(bound)).isNull(); // C returns 0, which is NULL.
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }

  private static Object zero(Class<?> type) {
    return type == int.class
        ? (Object) 0
        : type == long.class
            ? (Object) 0L
            : type == double.class ? (Object) 0.0 : MemorySegment.NULL;
  }

  interface Raced {
    long f5(long a, int b);

    long f6(byte[] data, int length, String text);
  }

  @Test
  void threadsThatCallFirstAtTheSameTimeAllGetTheResult() {
    for (int round = 0; round < 20; round++) {
      Raced raced = Contract.bind(Raced.class, library);
      List<CompletableFuture<Long>> calls =
          IntStream.range(0, 4)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(() -> raced.f5(1, 2) + raced.f6(null, 0, "text")))
              .toList();
      for (CompletableFuture<Long> call : calls) {
        assertThat(call.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(11);
      }
    }
  }

  interface Missing {
    long f5(long a, int b);

    long g5(long a);
  }

  interface WithoutCounterpart {
    long f5(Object a);
  }

  @Test
  void whatDoesNotFitIsStillRefusedWhenItIsBound() {
    for (Class<?> contract : List.of(Missing.class, WithoutCounterpart.class)) {
      assertThatExceptionOfType(BindingException.class)
          .isThrownBy(() -> Contract.bind(contract, library));
    }
  }
}
