package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_CallSite;
import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_String;

import java.lang.classfile.BootstrapMethodEntry;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.ConstantPoolBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.FunctionPointers;

/**
 * Writes the class that implements a contract: a hidden class in the contract's own package, each
 * of whose methods is one {@code invokedynamic} of its own name and type. What that invokes is made
 * when the method is called first: of the many functions of a library a program calls a few.
 *
 * <p>The just-in-time compiler trusts a call site that stays as it trusts a {@code static final}
 * field, so what remains of a method whose parameters need no memory is the downcall.
 */
public final class ContractClass {
  private static final ClassDesc MEMORY = ClassDesc.of(MemorySegment.class.getName());

  /** The bootstrap method of a class, which has a name that no method of a contract has. */
  private static final String LINK = "link$";

  private static final MethodTypeDesc BOOTSTRAP =
      MethodTypeDesc.of(
          CD_CallSite,
          ConstantDescs.CD_MethodHandles_Lookup,
          CD_String,
          ConstantDescs.CD_MethodType);
  private static final MethodTypeDesc LINKING =
      MethodTypeDesc.of(CD_CallSite, CD_String, ConstantDescs.CD_MethodType);
  private static final MethodHandle LINKER = linker();

  private final MethodHandles.Lookup host;
  private final Class<?> contract;
  private final String description;
  private final List<BoundMethod> methods;

  /**
   * What objects with a pointer point to, which is each handle's last argument; null for others.
   */
  private final Object meaning;

  /** The class that is written. */
  private final ClassDesc own;

  private final ClassConstants constants = new ClassConstants();

  private ContractClass(
      MethodHandles.Lookup host,
      Class<?> contract,
      String description,
      List<BoundMethod> methods,
      Object meaning) {
    this.host = host;
    this.contract = contract;
    this.description = description;
    this.methods = methods;
    this.meaning = meaning;
    this.own = named(host, contract, "Binding");
  }

  private static MethodHandle linker() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              ContractClass.class,
              "link",
              MethodType.methodType(CallSite.class, String.class, MethodType.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Makes what a method invokes: the JVM asks for it when the method is called first. */
  CallSite link(String name, MethodType type) {
    for (BoundMethod method : methods) {
      if (method.method().getName().equals(name) && bodyType(method).equals(type)) {
        return new ConstantCallSite(isPlain(method) ? method.link().get() : body(method));
      }
    }
    throw new IllegalStateException(name + type + " is no method that was written");
  }

  /**
   * Makes an object that implements a contract.
   *
   * @param host the package that the class goes into, and who may see the contract
   * @param description what {@code toString} says
   */
  public static <T> T instance(
      MethodHandles.Lookup host, Class<T> contract, String description, List<BoundMethod> methods)
      throws IllegalAccessException {
    ContractClass writer = new ContractClass(host, contract, description, methods, null);
    byte[] bytes =
        ContractBytes.of(
            writer.own.descriptorString().substring(1).replace(";", ""),
            contract,
            description,
            LINK,
            methods);
    MethodHandles.Lookup defined =
        host.defineHiddenClassWithClassData(bytes, LINKER.bindTo(writer), true);
    try {
      MethodHandle constructor =
          defined.findConstructor(defined.lookupClass(), MethodType.methodType(void.class));
      return contract.cast(constructor.invoke());
    } catch (IllegalAccessException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a constructor that does nothing failed", e);
    }
  }

  /**
   * What makes objects that have a pointer each, by which their methods find the function.
   *
   * @param host the package that the class goes into, and who may see the contract
   * @param description what {@code toString} says
   * @param methods what is linked takes the pointer as its last argument
   * @param meaning what the pointer points to, as {@link FunctionPointers#mark} has it
   * @return {@code (MemorySegment) contract}
   */
  public static MethodHandle pointed(
      MethodHandles.Lookup host,
      Class<?> contract,
      String description,
      List<BoundMethod> methods,
      Object meaning)
      throws IllegalAccessException {
    ContractClass writer = new ContractClass(host, contract, description, methods, meaning);
    MethodHandles.Lookup defined = writer.constants.define(host, writer.write(), false);
    try {
      Class<?> type = defined.lookupClass();
      MethodHandle pointer = defined.findGetter(type, PointedClass.FIELD, MemorySegment.class);
      FunctionPointers.mark(
          type, meaning, pointer.asType(MethodType.methodType(MemorySegment.class, Object.class)));
      return defined
          .findConstructor(type, MethodType.methodType(void.class, MemorySegment.class))
          .asType(MethodType.methodType(contract, MemorySegment.class));
    } catch (NoSuchFieldException | NoSuchMethodException e) {
      throw new IllegalStateException("a class has not what was written", e);
    }
  }

  /** What has a pointer is made under locks, and to initialize it may run others' code. */
  private boolean initialized() {
    return meaning == null;
  }

  /** The class of objects with a pointer; that of others is written by {@link ContractBytes}. */
  private byte[] write() {
    DynamicConstantDesc<MethodHandle> linker = constants.constant(LINKER.bindTo(this));
    // No method has a branch, so none needs a map of the stack.
    return ClassFile.of(ClassFile.StackMapsOption.DROP_STACK_MAPS)
        .build(
            own,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
              type.withInterfaceSymbols(ClassConstants.desc(contract));
              PointedClass.write(
                  type, own, constants.constant(FunctionPointers.same(contract, meaning)));
              describe(type);
              bootstrap(type, linker);
              BootstrapMethodEntry bootstrap = bootstrapEntry(type.constantPool());
              for (BoundMethod method : methods) {
                type.withMethodBody(
                    method.method().getName(),
                    constants.desc(method.type()),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                    code -> invokeLinked(code, method, bootstrap));
              }
            });
  }

  /** {@code return linker.invokeExact(name, type)}. */
  private static void bootstrap(ClassBuilder type, DynamicConstantDesc<MethodHandle> linker) {
    type.withMethodBody(
        LINK,
        BOOTSTRAP,
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
        code ->
            code.loadConstant(linker)
                .aload(1)
                .aload(2)
                .invokevirtual(CD_MethodHandle, "invokeExact", LINKING)
                .areturn());
  }

  private BootstrapMethodEntry bootstrapEntry(ConstantPoolBuilder pool) {
    return pool.bsmEntry(
        MethodHandleDesc.ofMethod(DirectMethodHandleDesc.Kind.STATIC, own, LINK, BOOTSTRAP),
        List.of());
  }

  /** Invokes what {@link #link} makes, with the method's own parameters and the pointer. */
  private void invokeLinked(CodeBuilder code, BoundMethod method, BootstrapMethodEntry bootstrap) {
    arguments(code, method);
    ConstantPoolBuilder pool = code.constantPool();
    code.invokedynamic(
            pool.invokeDynamicEntry(
                bootstrap,
                pool.nameAndTypeEntry(method.method().getName(), constants.desc(bodyType(method)))))
        .return_(kind(method.type().returnType()));
  }

  private static ClassDesc named(MethodHandles.Lookup host, Class<?> contract, String suffix) {
    String name = contract.getName();
    return ClassDesc.of(
        host.lookupClass().getPackageName(), name.substring(name.lastIndexOf('.') + 1) + suffix);
  }

  /** Whether a method is nothing more than what it links to. */
  private static boolean isPlain(BoundMethod method) {
    return method.guards().isEmpty() && !method.needsFrame();
  }

  private MethodHandle body(BoundMethod method) {
    return new CallBody(method, bodyType(method))
        .define(host, named(host, contract, "Call"), initialized());
  }

  /**
   * What a method of a contract invokes, with what there is to it besides what it links to.
   *
   * @param host the package that a class goes into, and who may see the contract
   * @return of the method's own type
   */
  public static MethodHandle whole(
      MethodHandles.Lookup host, Class<?> contract, BoundMethod method) {
    return isPlain(method)
        ? method.link().get()
        : new CallBody(method, method.type()).define(host, named(host, contract, "Call"), true);
  }

  /** The method's own parameters and, where there is one, the pointer. */
  private MethodType bodyType(BoundMethod method) {
    return meaning == null
        ? method.type()
        : method.type().appendParameterTypes(MemorySegment.class);
  }

  private void describe(ClassBuilder type) {
    type.withMethodBody(
        "toString",
        MethodTypeDesc.of(CD_String),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> code.loadConstant(description).areturn());
  }

  private void arguments(CodeBuilder code, BoundMethod method) {
    MethodType type = method.type();
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(kind(type.parameterType(i)), code.parameterSlot(i));
    }
    code.aload(0).getfield(own, PointedClass.FIELD, MEMORY);
  }

  private static TypeKind kind(Class<?> type) {
    return TypeKind.from(type);
  }
}
