package org.alfheim.internal.bind.codegen;

import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.Conversions;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.LengthGuard;
import org.alfheim.internal.bind.marshal.Passage;

/**
 * Writes the class that implements a contract: a hidden class in the contract's own package, each
 * of whose methods invokes a method handle that is a constant of the class ({@link
 * MethodHandles#classDataAt}). It is made when the method is called first: of the many functions of
 * a library a program calls a few.
 *
 * <p>The just-in-time compiler trusts such a constant as it trusts a {@code static final} field, so
 * what remains of a method whose parameters need no memory is the downcall.
 */
public final class ContractClass {
  private static final DirectMethodHandleDesc CLASS_DATA_AT =
      ConstantDescs.ofConstantBootstrap(
          ClassDesc.of(MethodHandles.class.getName()), "classDataAt", CD_Object, CD_int);
  private static final ClassDesc MEMORY = ClassDesc.of(MemorySegment.class.getName());
  private static final MethodTypeDesc ENTER_FRAME = MethodTypeDesc.of(CD_Object);
  private static final MethodTypeDesc WITH_FRAME =
      MethodTypeDesc.of(ConstantDescs.CD_void, CD_Object);

  private final MethodHandles.Lookup host;
  private final Class<?> contract;
  private final String description;
  private final List<BoundMethod> methods;

  /**
   * What objects with a pointer point to, which is each handle's last argument; null for others.
   */
  private final Object meaning;

  /** The class that is written; null where it is what belongs to one method. */
  private ClassDesc own;

  private static final MethodHandle LINK = link();
  private static final int LINKER = 0;

  /**
   * The number of a method is two numbers, since the JDK is slow at finding one of thousands that
   * follow each other in a pool of constants.
   */
  private static final int ROW = 64;

  /** The constants of the class, by index; the first links the methods. */
  private final List<Object> constants = new ArrayList<>();

  private final Map<MethodHandle, DynamicConstantDesc<MethodHandle>> shared = new HashMap<>();

  private final List<Supplier<MethodHandle>> links = new ArrayList<>();

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
    this.constants.add(LINK.bindTo(links));
  }

  private static MethodHandle link() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              ContractClass.class,
              "link",
              MethodType.methodType(MethodHandle.class, List.class, int.class, int.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Makes what a method invokes: the JVM asks for it when the method is called first. */
  static MethodHandle link(List<Supplier<MethodHandle>> links, int row, int column) {
    return links.get(row * ROW + column).get();
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
    MethodHandles.Lookup defined = writer.define(writer.write());
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
    MethodHandles.Lookup defined = writer.define(writer.write());
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

  private MethodHandles.Lookup define(byte[] bytes) throws IllegalAccessException {
    // What has a pointer is made under locks, and to initialize it may run others' code.
    return host.defineHiddenClassWithClassData(bytes, List.copyOf(constants), meaning == null);
  }

  private byte[] write() {
    own = named("Binding");
    return ClassFile.of()
        .build(
            own,
            type -> {
              type.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
              type.withInterfaceSymbols(desc(contract));
              if (meaning != null) {
                PointedClass.write(type, own, constant(FunctionPointers.same(contract, meaning)));
              } else {
                constructor(type);
              }
              describe(type);
              for (BoundMethod method : methods) {
                type.withMethodBody(
                    method.method().getName(),
                    desc(method.type()),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
                    code -> {
                      if (isPlain(method)) {
                        invoke(code, method, method.linked(), method.link());
                      } else {
                        invoke(code, method, bodyType(method), body(method));
                      }
                    });
              }
            });
  }

  private ClassDesc named(String suffix) {
    String name = contract.getName();
    return ClassDesc.of(
        host.lookupClass().getPackageName(), name.substring(name.lastIndexOf('.') + 1) + suffix);
  }

  /** Whether a method is nothing more than what it links to. */
  private static boolean isPlain(BoundMethod method) {
    return method.guards().isEmpty() && !method.needsFrame();
  }

  /**
   * What else there is to a method is in a class of its own, which is written when the method is
   * called first: to write it for each of thousands takes most of the time that binding them takes.
   */
  private Supplier<MethodHandle> body(BoundMethod method) {
    return () ->
        new ContractClass(host, contract, description, List.of(method), meaning).defined(method);
  }

  /** The method's own parameters and, where there is one, the pointer. */
  private MethodType bodyType(BoundMethod method) {
    return meaning == null
        ? method.type()
        : method.type().appendParameterTypes(MemorySegment.class);
  }

  private MethodHandle defined(BoundMethod method) {
    byte[] bytes =
        ClassFile.of()
            .build(
                named("Call"),
                type ->
                    type.withFlags(
                            ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
                        .withMethodBody(
                            method.method().getName(),
                            desc(bodyType(method)),
                            ClassFile.ACC_STATIC,
                            code -> {
                              guards(code, method);
                              if (method.needsFrame()) {
                                framed(code, method);
                              } else {
                                invoke(code, method, method.linked(), method.link());
                              }
                            }));
    try {
      MethodHandles.Lookup defined = define(bytes);
      return defined.findStatic(defined.lookupClass(), method.method().getName(), bodyType(method));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a method that was written is not there", e);
    }
  }

  private static void constructor(ClassBuilder type) {
    type.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PUBLIC,
        code ->
            code.aload(0)
                .invokespecial(CD_Object, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void)
                .return_());
  }

  private void describe(ClassBuilder type) {
    type.withMethodBody(
        "toString",
        MethodTypeDesc.of(CD_String),
        ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL,
        code -> code.loadConstant(description).areturn());
  }

  private void guards(CodeBuilder code, BoundMethod method) {
    MethodType type = method.type();
    for (LengthGuard guard : method.guards()) {
      code.loadConstant(constant(guard.check()))
          .aload(code.parameterSlot(guard.array()))
          .loadLocal(kind(type.parameterType(guard.length())), code.parameterSlot(guard.length()))
          .invokevirtual(CD_MethodHandle, "invokeExact", desc(guard.check().type()));
    }
  }

  /** Invokes what is linked, with the method's own parameters and the pointer. */
  private void invoke(
      CodeBuilder code, BoundMethod method, MethodType linked, Supplier<MethodHandle> link) {
    MethodType type = method.type();
    code.loadConstant(linked(link));
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(kind(type.parameterType(i)), code.parameterSlot(i));
    }
    pointer(code, method);
    code.invokevirtual(CD_MethodHandle, "invokeExact", desc(linked))
        .return_(kind(type.returnType()));
  }

  /** The object has it in a field; what belongs to a method gets it as the last parameter. */
  private void pointer(CodeBuilder code, BoundMethod method) {
    if (meaning == null) {
      return;
    }
    if (own != null) {
      code.aload(0).getfield(own, PointedClass.FIELD, MEMORY);
    } else {
      code.aload(code.parameterSlot(method.type().parameterCount()));
    }
  }

  /**
   * {@code frame = open(); try { enter…; result = handle(…); leave…; } finally { close(frame) }
   * return result}.
   */
  private void framed(CodeBuilder code, BoundMethod method) {
    MethodType type = method.type();
    int frame = code.allocateLocal(TypeKind.REFERENCE);
    int[] memory = new int[type.parameterCount()];
    Label start = code.newLabel();
    Label end = code.newLabel();
    Label failed = code.newLabel();

    code.loadConstant(constant(Conversions.OPEN))
        .invokevirtual(CD_MethodHandle, "invokeExact", ENTER_FRAME)
        .astore(frame)
        .labelBinding(start);
    for (int i = 0; i < memory.length; i++) {
      Optional<Passage.Framed> framed = method.framed().get(i);
      if (framed.isPresent()) {
        memory[i] = code.allocateLocal(TypeKind.REFERENCE);
        code.loadConstant(constant(framed.get().enter()))
            .aload(frame)
            .aload(code.parameterSlot(i))
            .invokevirtual(
                CD_MethodHandle,
                "invokeExact",
                MethodTypeDesc.of(MEMORY, CD_Object, desc(type.parameterType(i))))
            .astore(memory[i]);
      }
    }
    code.loadConstant(linked(method.link()));
    if (method.inFrame()) {
      code.aload(frame);
    }
    for (int i = 0; i < memory.length; i++) {
      if (method.framed().get(i).isPresent()) {
        code.aload(memory[i]);
      } else {
        code.loadLocal(kind(type.parameterType(i)), code.parameterSlot(i));
      }
    }
    pointer(code, method);
    code.invokevirtual(CD_MethodHandle, "invokeExact", desc(method.linked()));
    TypeKind result = kind(type.returnType());
    int kept = result == TypeKind.VOID ? -1 : code.allocateLocal(result);
    if (kept >= 0) {
      code.storeLocal(result, kept);
    }
    for (int i = 0; i < memory.length; i++) {
      Optional<MethodHandle> leave = method.framed().get(i).flatMap(Passage.Framed::leave);
      if (leave.isPresent()) {
        code.loadConstant(constant(leave.get()))
            .aload(memory[i])
            .aload(code.parameterSlot(i))
            .invokevirtual(
                CD_MethodHandle,
                "invokeExact",
                MethodTypeDesc.of(ConstantDescs.CD_void, MEMORY, desc(type.parameterType(i))));
      }
    }
    if (method.callsBack()) {
      withFrame(code, Conversions.RETHROW, frame);
    }
    code.labelBinding(end);
    withFrame(code, Conversions.CLOSE, frame);
    if (kept >= 0) {
      code.loadLocal(result, kept);
    }
    code.return_(result);

    code.labelBinding(failed);
    int thrown = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(thrown);
    withFrame(code, Conversions.CLOSE, frame);
    code.aload(thrown).athrow();
    code.exceptionCatch(start, end, failed, CD_Throwable);
  }

  private void withFrame(CodeBuilder code, MethodHandle handle, int frame) {
    code.loadConstant(constant(handle))
        .aload(frame)
        .invokevirtual(CD_MethodHandle, "invokeExact", WITH_FRAME);
  }

  /** Each once: most methods have the same ones, and a class has room for 65,535 constants. */
  private DynamicConstantDesc<MethodHandle> constant(MethodHandle handle) {
    return shared.computeIfAbsent(
        handle,
        fresh -> {
          constants.add(fresh);
          return constantAt(constants.size() - 1);
        });
  }

  private static DynamicConstantDesc<MethodHandle> constantAt(int index) {
    return DynamicConstantDesc.ofNamed(
        CLASS_DATA_AT, ConstantDescs.DEFAULT_NAME, CD_MethodHandle, index);
  }

  /** A constant that is made when it is needed first. It is as constant then as the others. */
  private DynamicConstantDesc<MethodHandle> linked(Supplier<MethodHandle> link) {
    links.add(link);
    return DynamicConstantDesc.ofNamed(
        ConstantDescs.BSM_INVOKE,
        ConstantDescs.DEFAULT_NAME,
        CD_MethodHandle,
        constantAt(LINKER),
        (links.size() - 1) / ROW,
        (links.size() - 1) % ROW);
  }

  private static TypeKind kind(Class<?> type) {
    return TypeKind.from(type);
  }

  private static MethodTypeDesc desc(MethodType type) {
    return type.describeConstable().orElseThrow(() -> hidden(type));
  }

  private static ClassDesc desc(Class<?> type) {
    return type.describeConstable().orElseThrow(() -> hidden(type));
  }

  private static BindingException hidden(Object type) {
    return new BindingException(type + " can't be bound: it is, or uses, a hidden class");
  }
}
